//! Resizing of a window of a picture for the network, equal to Pillow's to the last bit.
//!
//! And so to torchvision's: weights of 22 bits, rows first, values of 8 bits between the two
//! passes. The window is that of the whole picture resized.
//!
//! `fast_image_resize` runs columns first and has weights of 16 bits: 7 to 24 % of its values were
//! off by one step, and a best class of 0.2889 came out as 0.2826. (Pillow 13 runs columns first as
//! well, but only where the height shrinks by more than twice as many pixels as the width. PyTorch
//! and Pillow up to 12 never do.)

use wide::{i16x8, i32x4};

use crate::geometry::Rect;

/// Fractional bits of a weight.
const BITS: u32 = 22;
/// The lower part of a weight that is multiplied separately.
const LOW: u32 = 7;

/// One side of a resized picture, and the part of it that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Pixels that the picture has.
    pub pixels: u32,
    /// Pixels that the whole resized picture would have.
    pub whole: u64,
    /// The first of them that is wanted.
    pub first: u64,
    /// How many are wanted.
    pub count: u32,
}

impl Span {
    /// What torchvision keeps of a side of `pixels` when a side of `from` pixels is resized to `to`
    /// and the centre, of `count` pixels, cut out: another side's length is rounded down, and half
    /// a pixel to the even one.
    pub fn centre(pixels: u32, (from, to): (u32, u32), count: u32) -> Self {
        let whole = u64::from(to) * u64::from(pixels) / u64::from(from.max(1));
        let spare = whole.saturating_sub(u64::from(count));
        // Python's `round(spare / 2)`.
        let first = spare / 2 + u64::from(spare % 4 == 3);
        Self { pixels, whole, first, count }
    }

    /// True where the resized side is as long as what is wanted of it.
    pub fn fills(self) -> bool {
        u64::from(self.count) <= self.whole
    }

    /// True where there is something to resize, and all that is wanted of it exists.
    pub(super) fn is_inside(self) -> bool {
        self.pixels > 0 && self.count > 0 && self.first + u64::from(self.count) <= self.whole
    }

    fn scale(self) -> f64 {
        f64::from(self.pixels) / self.whole as f64
    }

    /// The wanted part in the picture's own pixels, to the nearest: where it begins and how long it
    /// is.
    fn source(self) -> (i32, i32) {
        let edge = |at: u64| (at as f64 * self.scale()).round() as i32;
        let (from, to) = (edge(self.first), edge(self.first + u64::from(self.count)));
        let from = from.min(self.pixels as i32 - 1);
        (from, (to.min(self.pixels as i32) - from).max(1))
    }

    /// The weights of every wanted pixel: a triangle as wide as two pixels of the coarser side.
    fn taps(self) -> impl Iterator<Item = Tap> {
        let (scale, pixels) = (self.scale(), i64::from(self.pixels));
        let reach = scale.max(1.0);
        (self.first..self.first + u64::from(self.count)).map(move |at| {
            let centre = (at as f64 + 0.5) * scale;
            let from = ((centre - reach + 0.5) as i64).clamp(0, pixels - 1);
            let to = ((centre + reach + 0.5) as i64).clamp(from + 1, pixels);
            let triangle = |x: i64| (1.0 - ((x as f64 - centre + 0.5) / reach).abs()).max(0.0);
            let sum: f64 = (from..to).map(triangle).sum();
            let weights = (from..to)
                .map(|x| broadcast((triangle(x) / sum * f64::from(1 << BITS) + 0.5) as i32))
                .collect();
            Tap { from: from as usize, weights }
        })
    }
}

/// The part of the picture that two spans are made of, to the nearest pixel.
pub(super) fn source(across: Span, down: Span) -> Rect {
    let ((x, width), (y, height)) = (across.source(), down.source());
    Rect::new(x, y, width, height)
}

/// What one pixel is made of: neighbours from `from` on, a weight each.
#[derive(Debug)]
struct Tap {
    from: usize,
    weights: Vec<i16x8>,
}

impl Tap {
    fn end(&self) -> usize {
        self.from + self.weights.len()
    }
}

/// A weight for four values, as [`paired`] wants it. Processors multiply pairs of 16 bits; a weight
/// has 22, so it is split: `value * weight = (value << 7) * high + value * low`, exactly.
fn broadcast(weight: i32) -> i16x8 {
    // A weight of one is a bit too long for the upper part: the lower one has room for the rest.
    let high = (weight >> LOW).min(i32::from(i16::MAX));
    let low = weight - (high << LOW);
    let (high, low) = (high as i16, low as i16);
    i16x8::new([high, low, high, low, high, low, high, low])
}

/// Four values of 8 bits, each as the pair `value << 7`, `value`.
fn paired(values: [i32; 4]) -> i16x8 {
    let [a, b, c, d] = values.map(|value| value as i16);
    i16x8::new([a << LOW, a, b << LOW, b, c << LOW, c, d << LOW, d])
}

/// A half, from which sums begin.
const HALF: i32x4 = i32x4::splat(1 << (BITS - 1));

/// What a sum amounts to, rounded.
fn rounded(sum: i32x4) -> [i32; 4] {
    sum.to_array().map(|value| value >> BITS)
}

/// The two passes; keeps its weights and buffers from picture to picture.
#[derive(Debug, Default)]
pub(super) struct Passes {
    spans: Option<(Span, Span)>,
    across: Vec<Tap>,
    down: Vec<Tap>,
    /// One row of the picture, as far as it is needed.
    row: Vec<i16x8>,
    /// Rows that have gone through the first pass: as many as one output row is made of, the newest
    /// over the oldest.
    narrow: Vec<i16x8>,
    /// One output row in the making.
    sums: Vec<i32x4>,
}

impl Passes {
    /// Writes the wanted part of the resized picture (RGB) to `into` (RGB). Both have to fit the
    /// spans.
    pub(super) fn run(&mut self, rgb: &[u8], across: Span, down: Span, into: &mut [u8]) {
        if self.spans != Some((across, down)) {
            self.across = across.taps().collect();
            self.down = down.taps().collect();
            self.spans = Some((across, down));
        }
        let (Some(first), Some(last)) = (self.across.first(), self.across.last()) else { return };
        let (left, right, width) = (first.from, last.end(), self.across.len());
        let kept = self.down.iter().map(|tap| tap.weights.len()).max().unwrap_or_default();
        // A power of two, so that its remainders cost nothing.
        let kept = kept.next_power_of_two();
        self.row.resize(right - left, i16x8::ZERO);
        self.narrow.resize(kept * width, i16x8::ZERO);
        self.sums.resize(width, HALF);
        let mut done = 0;
        for (tap, line) in self.down.iter().zip(into.chunks_exact_mut(width * 3)) {
            for y in tap.from.max(done)..tap.end() {
                let start = y * across.pixels as usize;
                let pixels = &rgb[(start + left) * 3..(start + right) * 3];
                for (to, &[r, g, b]) in self.row.iter_mut().zip(pixels.as_chunks::<3>().0) {
                    *to = paired([i32::from(r), i32::from(g), i32::from(b), 0]);
                }
                let to = &mut self.narrow[(y & (kept - 1)) * width..][..width];
                for (tap, to) in self.across.iter().zip(to) {
                    let pixels = self.row[tap.from - left..].iter().zip(&tap.weights);
                    let sum = pixels.fold(HALF, |sum, (pixel, &weight)| sum + pixel.dot(weight));
                    *to = paired(rounded(sum));
                }
            }
            done = tap.end();
            self.sums.fill(HALF);
            for (y, &weight) in (tap.from..).zip(&tap.weights) {
                let row = &self.narrow[(y & (kept - 1)) * width..][..width];
                for (sum, pixel) in self.sums.iter_mut().zip(row) {
                    *sum += pixel.dot(weight);
                }
            }
            for (sum, pixel) in self.sums.iter().zip(line.as_chunks_mut::<3>().0) {
                let [r, g, b, _] = rounded(*sum);
                *pixel = [r as u8, g as u8, b as u8];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Picture;
    use crate::geometry::Size;
    use crate::resample::Resampler;

    /// A hash of the position: neighbours differ wildly, so that a wrong weight, phase or order of
    /// passes shows.
    fn noise(width: u32, height: u32) -> Picture {
        let size = Size::new(width as i32, height as i32);
        let rgb = (0..size.area() as u64 * 3).map(|i| ((i * 2_654_435_761) >> 7) as u8).collect();
        Picture::new(size, rgb)
    }

    /// FNV-1a, 64 bits.
    fn hash(bytes: &[u8]) -> u64 {
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| {
            (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }

    fn seen(picture: &Picture, side: u32) -> (Rect, Vec<u8>) {
        let (width, height) = (picture.size.width as u32, picture.size.height as u32);
        let span = |pixels| Span::centre(pixels, (width.min(height), side), side);
        let mut into = vec![0; (side * side * 3) as usize];
        let rect = Resampler::default().window(picture, span(width), span(height), &mut into);
        (rect.unwrap(), into)
    }

    /// Hashes of what Pillow 12.0.0 makes of the same noise: `resize(size, BILINEAR)` with `(side,
    /// int(side * h / w))`, or the other way round, then `crop` at `int(round((length - side) /
    /// 2.0))`. Pillow 10.4 and 11.3 agree.
    #[test]
    fn every_value_is_pillows() {
        for ((width, height), side, want) in [
            ((640, 480), 224, 0x121f_2894_50e6_f1c5),
            ((480, 640), 224, 0x369b_bb73_f964_0fe3),
            ((53, 37), 16, 0x32fa_9633_a364_0c01),
            ((37, 53), 50, 0xacd0_3fbe_fcca_3ad5),
            ((512, 512), 224, 0x6805_03e3_7ab3_6afd),
            ((448, 600), 224, 0xc70e_28a4_e59c_814d),
            ((300, 1200), 240, 0x861d_e168_bc04_5ca5),
            ((12000, 300), 224, 0x800f_8a65_3b3c_ba86),
            ((301, 4000), 224, 0x1843_28c0_b6ed_735f),
            ((225, 1000), 224, 0x34f4_1fd2_295d_cfc1),
            ((7, 40), 224, 0x17af_1c1e_e577_3249),
            ((1, 90), 8, 0xa6ed_3e19_0d45_8ac5),
            ((900, 3), 64, 0x33a7_16ca_b41e_63a9),
        ] {
            let got = hash(&seen(&noise(width, height), side).1);
            assert_eq!(got, want, "{width}x{height} to {side}");
        }
    }

    #[test]
    fn the_same_weights_serve_one_picture_after_another() {
        let (first, second) = (noise(40, 30), noise(30, 40));
        let mut resampler = Resampler::default();
        let mut both = [(); 3].map(|()| vec![0; 8 * 8 * 3]);
        for (picture, into) in [&first, &second, &first].into_iter().zip(&mut both) {
            let span = |pixels| Span::centre(pixels, (30, 8), 8);
            let (width, height) = (picture.size.width as u32, picture.size.height as u32);
            resampler.window(picture, span(width), span(height), into).unwrap();
        }
        assert_eq!(both[0], both[2]);
        assert_eq!([&both[0], &both[1]], [&seen(&first, 8).1, &seen(&second, 8).1]);
    }

    #[test]
    fn the_window_is_where_torchvision_cuts_it_out() {
        // 640 x 480 becomes 298 x 224, of which columns 37 to 261 are kept.
        let wide = Span::centre(640, (480, 224), 224);
        assert_eq!((wide.whole, wide.first), (298, 37));
        assert_eq!(seen(&noise(640, 480), 224).0, Rect::new(79, 0, 482, 480));
        // Halves go to the even pixel: 229 and 227 have 2.5 and 1.5 to spare on either side.
        assert_eq!(Span::centre(229, (224, 224), 224).first, 2);
        assert_eq!(Span::centre(227, (224, 224), 224).first, 2);
        // A square is seen whole, and so is one pixel.
        assert_eq!(seen(&noise(50, 50), 8).0, Rect::new(0, 0, 50, 50));
        assert_eq!(seen(&noise(1, 1), 8).0, Rect::new(0, 0, 1, 1));
    }

    #[test]
    fn a_hundred_megapixels_in_one_row_have_a_middle() {
        let row = Span::centre(100_000_000, (1, 300), 300);
        assert!(row.is_inside() && row.whole == 30_000_000_000);
        assert_eq!(row.source(), (50_000_000, 1));
        assert_eq!(row.taps().count(), 300);
    }
}
