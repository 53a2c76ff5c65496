//! The part of a picture that a network reads: its centre, at the network's size.

use super::Span;
use crate::geometry::Size;

/// Which part of a picture is cut out, and at what size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cutout {
    /// What comes of it, in pixels.
    pub size: Size,
    /// The shorter side of the whole picture before its centre is cut out, in pixels; none where
    /// as much of the picture is kept as has these proportions.
    pub resize: Option<i32>,
}

impl From<Size> for Cutout {
    fn from(size: Size) -> Self {
        Self { size, resize: None }
    }
}

impl Cutout {
    /// The same part at another size: the shorter side has `side` pixels.
    #[must_use]
    pub fn with_side(self, side: i32) -> Self {
        let own = i64::from(self.size.width.min(self.size.height).max(1));
        let scaled =
            |length: i32| ((i64::from(length) * i64::from(side) + own / 2) / own).max(1) as i32;
        let size = Size::new(scaled(self.size.width), scaled(self.size.height));
        Self { size, resize: self.resize.map(scaled) }
    }

    /// Columns and rows of it in a picture of this size, as torchvision's `Resize(resize)` and
    /// `CenterCrop((height, width))` have them. Without a `resize`, and where a picture resized
    /// like that would not fill what is wanted, it is resized until it just covers that: then one
    /// that fits is not resampled, and nothing but the ends of its longer side is left out.
    pub fn spans(self, picture: Size) -> [Span; 2] {
        let [pixels, wanted] = [picture, self.size]
            .map(|size| [size.width, size.height].map(|side| side.max(0) as u32));
        let between = |from: u32, to: u32| {
            [0, 1].map(|axis| Span::centre(pixels[axis], (from, to), wanted[axis]))
        };
        if let Some(resize) = self.resize {
            let resized = between(pixels[0].min(pixels[1]), resize.max(0) as u32);
            if resized.iter().all(|span| span.fills()) {
                return resized;
            }
        }
        // The side that must be enlarged more, or shrunk less, decides.
        let [x, y] = [0, 1].map(|axis| u64::from(wanted[axis]) * u64::from(pixels[1 - axis]));
        let decides = usize::from(x < y);
        between(pixels[decides], wanted[decides])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_size_keeps_the_part() {
        let own = Cutout { size: Size::new(320, 160), resize: Some(200) };
        let half = own.with_side(80);
        assert_eq!(half, Cutout { size: Size::new(160, 80), resize: Some(100) });
        assert_eq!(own.with_side(160), own);
        let square = Cutout::from(Size::new(224, 224));
        assert_eq!(square.with_side(112), Size::new(112, 112).into());
        // Nothing has no side.
        assert_eq!(Cutout::from(Size::new(0, 9)).with_side(0).size, Size::new(1, 1));
    }
}
