//! From a map's byte to a colour: hue says how deep in the network, light says how much.

use super::color::{Color, oklch};

/// The colour of every byte of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colormap([Color; 256]);

/// Lightness of a map's zero: a little above the background, so that an empty square is still a square.
const DARKEST: f32 = 0.195;

impl Colormap {
    /// Dark at 0, then the hue (degrees), then white at 255, with even steps of lightness after
    /// `value^gamma`.
    pub fn depth(hue: f32, gamma: f32) -> Self {
        Self(std::array::from_fn(|byte| shade(byte as f32 / 255.0, hue, gamma)))
    }

    /// For values on both sides of zero: 128 is the dark neutral, above it as [`Colormap::depth`], below it greys.
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
    fn a_signed_map_is_darkest_at_zero_and_grey_below() {
        let map = Colormap::signed(180.0, 1.0);
        assert!(luma(map.color(128)) < luma(map.color(255)));
        assert!(luma(map.color(128)) < luma(map.color(1)));
        let [r, g, b] = channels(map.color(20));
        assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1);
    }
}
