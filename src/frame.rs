//! A frame: one picture from a source with its number and time, on its way through the program.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::geometry::{Rect, Size};

/// Pixels: RGB, 8 bits a channel, row-major, without padding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Width and height.
    pub size: Size,
    /// `width * height * 3` bytes.
    pub rgb: Vec<u8>,
}

impl Picture {
    /// A picture of these pixels.
    ///
    /// # Panics
    /// Where the buffer does not fit the size; a bug of the caller.
    pub fn new(size: Size, rgb: Vec<u8>) -> Self {
        assert_eq!(rgb.len(), size.area() * 3, "{size} needs three bytes a pixel");
        Self { size, rgb }
    }

    /// True where this part of the picture is of one colour, but for what a camera's noise and
    /// rounding do to an even one.
    pub fn is_even(&self, part: Rect) -> bool {
        self.spread(part) <= EVEN
    }

    /// By how much of 255 the means of a coarse grid's cells differ, in the channel in which they
    /// differ most.
    fn spread(&self, part: Rect) -> u32 {
        let part = part.intersect(self.size.rect());
        if part.is_empty() {
            return 0;
        }
        let (mut least, mut most) = ([u32::MAX; 3], [0; 3]);
        let at = |start: i32, length: i32, n: i32| start + length * n / (CELLS * SAMPLES);
        for cell in 0..CELLS * CELLS {
            let mut sums = [0; 3];
            for sample in 0..SAMPLES * SAMPLES {
                let column = cell % CELLS * SAMPLES + sample % SAMPLES;
                let row = cell / CELLS * SAMPLES + sample / SAMPLES;
                let (x, y) = (at(part.x, part.width, column), at(part.y, part.height, row));
                let index = 3 * (y as usize * self.size.width as usize + x as usize);
                for (sum, &byte) in sums.iter_mut().zip(&self.rgb[index..index + 3]) {
                    *sum += u32::from(byte);
                }
            }
            for (channel, sum) in sums.into_iter().enumerate() {
                least[channel] = least[channel].min(sum);
                most[channel] = most[channel].max(sum);
            }
        }
        let differences = least.iter().zip(most).map(|(least, most)| most - least);
        differences.max().unwrap_or(0).div_ceil((SAMPLES * SAMPLES) as u32)
    }
}

/// Cells across and down of the grid by which evenness is judged.
const CELLS: i32 = 16;

/// Pixels across and down that are read of each cell.
const SAMPLES: i32 = 4;

/// By how much of 255 the cells of an even picture may differ. Noise of a standard deviation of 3
/// makes 256 cells of sixteen pixels each differ by 6; the photos of the reel by 168 or more.
const EVEN: u32 = 8;

/// A picture and where it stands in time.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The pixels.
    pub picture: Picture,
    /// Counts the frames that capture delivered, from 0, over all sources.
    pub sequence: u64,
    /// Which scene it belongs to: a new photo, or another camera, begins a new one. A change of
    /// answer between two scenes is not a flip.
    pub scene: u64,
    /// When it belongs on the time line: the source's own clock (the reel's frame number / 30, a
    /// camera's time of capture), never running backwards.
    pub time: Duration,
    /// When its pixels were complete, for latency.
    pub captured: Instant,
    /// What to call it: the file's name, or the camera's.
    pub name: Arc<str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grey picture of 64 by 48 to which this is added.
    fn grey(more: impl Fn(i32, i32) -> i32) -> Picture {
        let size = Size::new(64, 48);
        let value = |i: i32| (127 + more(i % 64, i / 64)).clamp(0, 255) as u8;
        Picture::new(size, (0..64 * 48).flat_map(|i| [value(i); 3]).collect())
    }

    #[test]
    fn one_colour_is_even_and_a_slope_or_a_thing_is_not() {
        let whole = Rect::new(0, 0, 64, 48);
        assert!(grey(|_, _| 0).is_even(whole));
        assert!(grey(|x, _| x / 16).is_even(whole), "three steps from side to side");
        assert!(!grey(|x, _| x / 4).is_even(whole));
        let thing = |x: i32, y: i32| if x > 50 && y > 40 { 60 } else { 0 };
        assert!(!grey(thing).is_even(whole));
        assert!(grey(thing).is_even(Rect::new(0, 0, 48, 40)), "it is outside");
        let picture = Picture::new(Size::new(1, 1), vec![1, 2, 3]);
        assert!(picture.is_even(Rect::new(0, 0, 9, 9)), "one pixel");
        assert!(Picture::default().is_even(whole), "none");
    }

    #[test]
    fn noise_of_three_steps_is_even() {
        let mut state = 0x9e37_79b9_u32;
        let mut noise = || {
            // Twelve uniform numbers of ±1.5 have nearly a normal sum of a deviation of 3.
            let sum: f32 = (0..12)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 17;
                    state ^= state << 5;
                    (state % 3001) as f32 / 1000.0 - 1.5
                })
                .sum();
            sum.round() as i32
        };
        let noises: Vec<i32> = (0..64 * 48).map(|_| noise()).collect();
        let noisy = grey(|x, y| noises[(y * 64 + x) as usize]);
        assert!(noisy.is_even(Rect::new(0, 0, 64, 48)));
    }

    #[test]
    fn no_photo_of_the_reel_is_even() {
        for name in ["astronaut.png", "camera.png", "chelsea.png", "coffee.png", "rocket.jpg"] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel");
            let photo = image::open(path.join(name)).unwrap().to_rgb8();
            let size = Size::new(photo.width() as i32, photo.height() as i32);
            let picture = Picture::new(size, photo.into_raw());
            assert!(picture.spread(size.centre_square()) > 100, "{name}");
        }
    }
}
