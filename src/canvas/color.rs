//! Colours as 0RGB words, as a window takes them: made, mixed, and converted from OKLCH.

#[cfg(test)]
pub(crate) mod weakness;

/// 0x00RRGGBB.
pub type Color = u32;

/// Packs red, green and blue.
pub const fn rgb(r: u8, g: u8, b: u8) -> Color {
    (r as u32) << 16 | (g as u32) << 8 | b as u32
}

/// Red, green and blue of a colour.
pub const fn channels(color: Color) -> [u8; 3] {
    [(color >> 16) as u8, (color >> 8) as u8, color as u8]
}

/// `over` on top of `under`; `opacity` 0 gives `under`, 255 gives `over`. Both pairs of channels in
/// two multiplications.
pub const fn mix(under: Color, over: Color, opacity: u8) -> Color {
    // 0..=255 becomes 0..=256, so that both ends are exact.
    let a = opacity as u32 + (opacity >> 7) as u32;
    let red_blue = ((under & 0xff_00ff) * (256 - a) + (over & 0xff_00ff) * a) >> 8 & 0xff_00ff;
    let green = ((under & 0x00_ff00) * (256 - a) + (over & 0x00_ff00) * a) >> 8 & 0x00_ff00;
    red_blue | green
}

/// A colour with its opacity, made ready to be laid over many pixels: [`mix`] with half of its work
/// done.
#[derive(Debug, Clone, Copy)]
pub struct Layer {
    red_blue: u32,
    green: u32,
    /// How much is left of what is below, 0..=256.
    left: u32,
}

impl Layer {
    /// `opacity` as [`mix`] has it.
    pub const fn new(over: Color, opacity: u8) -> Self {
        let a = opacity as u32 + (opacity >> 7) as u32;
        Self { red_blue: (over & 0xff_00ff) * a, green: (over & 0x00_ff00) * a, left: 256 - a }
    }

    /// What is to be seen over this colour.
    pub const fn over(self, under: Color) -> Color {
        let red_blue = ((under & 0xff_00ff) * self.left + self.red_blue) >> 8 & 0xff_00ff;
        let green = ((under & 0x00_ff00) * self.left + self.green) >> 8 & 0x00_ff00;
        red_blue | green
    }
}

/// A colour by lightness (0 black, 1 white), chroma (0 grey, about 0.25 vivid) and hue in degrees,
/// in Oklch: steps that are equal in numbers look equal (Ottosson 2020). Chroma that a screen
/// cannot show is reduced, hue and lightness kept.
pub fn oklch(lightness: f32, chroma: f32, hue: f32) -> Color {
    let (sin, cos) = hue.to_radians().sin_cos();
    let at = |chroma: f32| oklab::Oklab { l: lightness, a: chroma * cos, b: chroma * sin };
    let fits = |chroma: f32| {
        let linear = at(chroma).to_linear_rgb();
        [linear.r, linear.g, linear.b].iter().all(|v| (-0.001..=1.001).contains(v))
    };
    let (mut low, mut high) = (0.0, chroma);
    if fits(chroma) {
        low = chroma;
    } else {
        for _ in 0..12 {
            let middle = f32::midpoint(low, high);
            if fits(middle) { low = middle } else { high = middle }
        }
    }
    let srgb = at(low).to_srgb();
    rgb(srgb.r, srgb.g, srgb.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_is_exact_at_both_ends() {
        assert_eq!(mix(0x12_3456, 0xff_eedd, 0), 0x12_3456);
        assert_eq!(mix(0x12_3456, 0xff_eedd, 255), 0xff_eedd);
        // (0x10 * 128 + 0x30 * 128) / 256 = 0x20; 128 stands for 129/256, which rounds down to the
        // same.
        assert_eq!(mix(0x10_1010, 0x30_3030, 127), 0x1f_1f1f);
    }

    #[test]
    fn a_layer_is_mixed_in_the_same_way() {
        for opacity in 0..=255 {
            for (under, over) in [(0x12_3456, 0xff_eedd), (0xff_ffff, 0), (0x01_80fe, 0xfe_7f01)] {
                assert_eq!(Layer::new(over, opacity).over(under), mix(under, over, opacity));
            }
        }
    }

    #[test]
    fn oklch_without_chroma_is_grey_from_black_to_white() {
        assert_eq!(oklch(0.0, 0.0, 0.0), 0x00_0000);
        assert_eq!(oklch(1.0, 0.0, 200.0), 0xff_ffff);
        let [r, g, b] = channels(oklch(0.5, 0.0, 77.0));
        assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1, "{r} {g} {b}");
    }
}
