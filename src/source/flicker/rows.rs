//! A picture's light, row by row: means over a coarse grid, in linear light, as logarithms.
//!
//! A lamp multiplies what the camera sees. In the logarithm that is a sum, and what the scene adds
//! to it stays the same from picture to picture.

use std::sync::LazyLock;

use crate::frame::Picture;
use crate::source::rotation::Rotation;

/// Strips side by side: flicker is the same in all of them, a thing that moves is not.
pub(super) const STRIPS: usize = 8;
/// Bands below each other. Twice as many as a picture can have periods of a lamp, and twice again.
pub(super) const BANDS: usize = 64;
/// Rows that are read of each band, and pixels of each strip in such a row.
const ROWS: usize = 2;
const COLUMNS: usize = 8;
/// Added to the light, of 1, so that the noise in dark parts stays small: sRGB's 15 of 255.
const DARK: f32 = 0.005;

/// The logarithms of a picture's light.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// `STRIPS` values for each of the `BANDS`.
    pub(super) cells: Vec<f32>,
}

impl Rows {
    /// Those of a picture that was turned like this after the sensor had seen it.
    pub(super) fn of(picture: &Picture, rotation: Rotation) -> Self {
        let mut cells = vec![0.0; STRIPS * BANDS];
        if picture.size.area() == 0 {
            return Self { cells };
        }
        let (size, light) = (rotation.size(picture.size), &*LIGHT);
        let (width, height) = (size.width as usize, size.height as usize);
        let columns: [usize; STRIPS * COLUMNS] =
            std::array::from_fn(|n| width * (2 * n + 1) / (2 * STRIPS * COLUMNS));
        for (band, cells) in cells.chunks_exact_mut(STRIPS).enumerate() {
            for row in ROWS * band..ROWS * (band + 1) {
                let y = height * (2 * row + 1) / (2 * ROWS * BANDS);
                for (cell, columns) in cells.iter_mut().zip(columns.chunks_exact(COLUMNS)) {
                    for &x in columns {
                        let (x, y) = rotation.place(size, (x, y));
                        let at = 3 * (y * picture.size.width as usize + x);
                        let pixel = &picture.rgb[at..at + 3];
                        let [red, green, blue] =
                            [pixel[0], pixel[1], pixel[2]].map(|v| light[usize::from(v)]);
                        *cell += 0.2126 * red + 0.7152 * green + 0.0722 * blue;
                    }
                }
            }
            for cell in cells {
                *cell = (*cell / (ROWS * COLUMNS) as f32 + DARK).ln();
            }
        }
        Self { cells }
    }
}

/// Linear light of each value.
static LIGHT: LazyLock<[f32; 256]> = LazyLock::new(|| std::array::from_fn(|n| linear(n as u8)));

/// From a value of sRGB to linear light, 0..=1 (IEC 61966-2-1).
pub(super) fn linear(value: u8) -> f32 {
    let value = f32::from(value) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn the_sensors_rows_are_found_however_its_picture_was_turned() {
        let size = Size::new(160, 128);
        let rgb = (0..size.area() * 3).map(|n| (n * 7 % 251) as u8).collect();
        let seen = Picture::new(size, rgb);
        let wanted = Rows::of(&seen, Rotation::None).cells;
        for rotation in Rotation::ALL {
            let (mut turned, mut spare) = (seen.clone(), Picture::default());
            rotation.turn(&mut turned, &mut spare);
            assert_eq!(Rows::of(&turned, rotation).cells, wanted, "{rotation:?}");
        }
    }
}
