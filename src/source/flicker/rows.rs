//! A picture's light, row by row: means over a coarse grid, in linear light, as logarithms.
//!
//! A lamp multiplies what the camera sees. In the logarithm that is a sum, and what the scene adds
//! to it stays the same from picture to picture.

use std::sync::LazyLock;

use crate::frame::Picture;

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
    /// Those of a picture.
    pub(super) fn of(picture: &Picture) -> Self {
        let mut cells = vec![0.0; STRIPS * BANDS];
        if picture.size.area() == 0 {
            return Self { cells };
        }
        let (width, height) = (picture.size.width as usize, picture.size.height as usize);
        let light = &*LIGHT;
        let columns: [usize; STRIPS * COLUMNS] =
            std::array::from_fn(|n| 3 * (width * (2 * n + 1) / (2 * STRIPS * COLUMNS)));
        for (band, cells) in cells.chunks_exact_mut(STRIPS).enumerate() {
            for row in ROWS * band..ROWS * (band + 1) {
                let y = height * (2 * row + 1) / (2 * ROWS * BANDS);
                let pixels = &picture.rgb[3 * width * y..3 * width * (y + 1)];
                for (cell, columns) in cells.iter_mut().zip(columns.chunks_exact(COLUMNS)) {
                    for &x in columns {
                        let [red, green, blue] = [pixels[x], pixels[x + 1], pixels[x + 2]]
                            .map(|v| light[usize::from(v)]);
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
