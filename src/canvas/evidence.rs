//! Evidence over a picture: what speaks for a class blue, for its rival orange, the rest dark.
//!
//! The picture stays to be seen everywhere: it is the light of the colours, and where neither class
//! has anything for it, it is only darkened.

use super::Canvas;
use super::blit::Enlarger;
use super::color::{Color, channels, mix, rgb};

/// What speaks for the class that it is about, and that class's name.
pub const FOR: Color = rgb(0x4d, 0xa6, 0xff);
/// What speaks for its rival, and the rival's name.
pub const AGAINST: Color = rgb(0xff, 0x94, 0x33);

/// How much of the picture's light is left where nothing counts, of 255.
const DARK: u8 = 72;
/// How much of the strongest place is coloured, of 255.
const COVER: f32 = 235.0;
/// Values are bent, so that weak places are seen beside strong ones.
const BEND: f32 = 0.85;

/// Lays evidence over what is there, a byte a pixel as [`crate::attribution::filter::evidence`]
/// makes them, enlarged to the enlarger's rectangle with its left upper
/// corner at `at`.
pub fn draw(canvas: &mut Canvas<'_>, at: (i32, i32), map: &[u8], enlarger: &mut Enlarger) {
    let opacity: [u8; 256] = std::array::from_fn(|byte| (strength(byte as u8) * COVER) as u8);
    canvas.enlarged(at, map, enlarger, |pixel, byte| {
        let color = if byte >= 128 { FOR } else { AGAINST };
        *pixel = mix(mix(0, *pixel, DARK), lit(color, *pixel), opacity[usize::from(byte)]);
    });
}

/// The colour of a byte alone, as on a bar: dark at 128.
pub fn color(byte: u8) -> Color {
    let color = if byte >= 128 { FOR } else { AGAINST };
    mix(rgb(DARK / 2, DARK / 2, DARK / 2), color, (strength(byte) * 255.0) as u8)
}

/// How much it counts either way, 0..=1.
fn strength(byte: u8) -> f32 {
    ((f32::from(byte) - 128.0).abs() / 127.0).min(1.0).powf(BEND)
}

/// A colour as bright as the picture is there, but never black.
fn lit(color: Color, under: Color) -> Color {
    let [red, green, blue] = channels(under).map(u32::from);
    let light = (2 * red + 5 * green + blue) / 8;
    mix(0, color, (60 + light * 9 / 8).min(255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn a_rival_s_places_are_orange_and_what_counts_for_neither_is_dark() {
        let mut pixels = vec![rgb(0x80, 0x80, 0x80); 3];
        let size = Size::new(3, 1);
        let mut canvas = Canvas::new(&mut pixels, size);
        draw(&mut canvas, (0, 0), &[1, 128, 255], &mut Enlarger::new(size, size));
        let [against, neither, class] = [0, 1, 2].map(|at: usize| channels(pixels[at]));
        assert!(against[0] > against[2].saturating_add(60), "{against:?}");
        assert!(class[2] > class[0].saturating_add(60), "{class:?}");
        assert!(neither[0] == neither[2] && neither[0] < 0x30 && neither[0] > 0, "{neither:?}");
    }
}
