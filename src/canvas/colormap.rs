//! Colour maps, from the bytes of activation maps: hue is the layer's depth, light the value.

use super::color::{Color, mix, oklch, rgb};

/// The colour of every byte of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colormap([Color; 256]);

/// Lightness of a map's zero: a little above the background, so that an empty square is still a
/// square.
const DARKEST: f32 = 0.195;

impl Colormap {
    /// Dark at 0, then the hue (degrees), then white at 255, with even steps of lightness after
    /// `value^gamma`.
    pub fn depth(hue: f32, gamma: f32) -> Self {
        Self(std::array::from_fn(|byte| shade(byte as f32 / 255.0, hue, gamma)))
    }

    /// For values on both sides of zero: 128 is the dark neutral, above it as [`Colormap::depth`],
    /// below it greys.
    pub fn signed(hue: f32, gamma: f32) -> Self {
        Self(std::array::from_fn(|byte| {
            let value = (byte as f32 - 128.0) / 127.0;
            if value >= 0.0 {
                shade(value, hue, gamma)
            } else {
                oklch(DARKEST + 0.5 * (-value).min(1.0).powf(gamma), 0.0, 0.0)
            }
        }))
    }

    /// From black to this colour, as strong as each byte is, 0 to 1.
    pub fn lit(color: Color, strength: &[f32; 256]) -> Self {
        Self(strength.map(|strength| mix(0, color, (strength * 255.0) as u8)))
    }

    /// From black to white, or with 128, a signed map's zero, in the middle.
    pub fn grey(signed: bool, gamma: f32) -> Self {
        Self::of(signed, gamma, |value| oklch(value, 0.0, 0.0))
    }

    /// One of matplotlib's colour maps, after Smith and van der Walt (2015); of a signed map zero
    /// is its middle.
    pub fn gradient(gradient: colorous::Gradient, signed: bool, gamma: f32) -> Self {
        Self::of(signed, gamma, |value| {
            let color = gradient.eval_continuous(f64::from(value));
            rgb(color.r, color.g, color.b)
        })
    }

    /// For signals of a backward pass: dark at zero, which is 128, one hue above it and another
    /// below, as light as strong.
    pub fn signals(above: f32, below: f32, gamma: f32) -> Self {
        Self(std::array::from_fn(|byte| {
            let value = (byte as f32 - 128.0) / 127.0;
            let hue = if value >= 0.0 { above } else { below };
            shade(value.abs().min(1.0), hue, gamma)
        }))
    }

    /// One colour for every byte.
    pub fn flat(color: Color) -> Self {
        Self([color; 256])
    }

    fn of(signed: bool, gamma: f32, color: impl Fn(f32) -> Color) -> Self {
        Self(std::array::from_fn(|byte| {
            if signed {
                let value = (byte as f32 - 128.0) / 127.0;
                let bent = value.signum() * value.abs().min(1.0).powf(gamma);
                color(0.5 + 0.5 * bent)
            } else {
                color((byte as f32 / 255.0).powf(gamma))
            }
        }))
    }

    /// The colour of one byte.
    pub fn color(&self, byte: u8) -> Color {
        self.0[byte as usize]
    }
}

/// Where the hue is fullest; from here on up it pales to white.
const FULLEST: f32 = 0.72;

fn shade(value: f32, hue: f32, gamma: f32) -> Color {
    let light = value.powf(gamma);
    let chroma = if light < FULLEST {
        0.02 + 0.17 * (light / FULLEST).powf(0.8)
    } else {
        0.19 * ((1.0 - light) / (1.0 - FULLEST)).powf(0.8)
    };
    oklch(DARKEST + (1.0 - DARKEST) * light, chroma, hue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::color::channels;

    fn luma(color: Color) -> u32 {
        let [r, g, b] = channels(color);
        2126 * u32::from(r) + 7152 * u32::from(g) + 722 * u32::from(b)
    }

    #[test]
    fn light_rises_with_value_for_every_hue() {
        for hue in (0..360).step_by(15) {
            let map = Colormap::depth(hue as f32, 0.6);
            for byte in 1..=255_u8 {
                assert!(
                    luma(map.color(byte)) + 12_000 >= luma(map.color(byte - 1)),
                    "hue {hue}, byte {byte}"
                );
            }
            assert_eq!(map.color(255), 0xff_ffff);
        }
    }

    #[test]
    fn every_set_of_colours_has_zero_where_it_belongs() {
        let grey = Colormap::grey(false, 0.6);
        assert_eq!((grey.color(0), grey.color(255)), (0, 0xff_ffff));
        let signed = Colormap::grey(true, 1.0);
        assert!(luma(signed.color(0)) < luma(signed.color(128)));
        assert!(luma(signed.color(128)) < luma(signed.color(255)));
        let viridis = Colormap::gradient(colorous::VIRIDIS, false, 1.0);
        assert_eq!((viridis.color(0), viridis.color(255)), (0x44_0154, 0xfd_e725));
        // Signals: dark at zero, equally light on both sides, and never the same colour.
        let signals = Colormap::signals(60.0, 250.0, 1.0);
        assert!(luma(signals.color(128)) < luma(signals.color(60)));
        assert!(luma(signals.color(128)) < luma(signals.color(196)));
        assert_ne!(signals.color(28), signals.color(228));
    }

    #[test]
    fn a_signed_map_is_darkest_at_zero_and_grey_below() {
        let map = Colormap::signed(180.0, 1.0);
        assert!(luma(map.color(128)) < luma(map.color(255)));
        assert!(luma(map.color(128)) < luma(map.color(1)));
        let [r, g, b] = channels(map.color(20));
        assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1);
    }
}
