//! The rotation of a camera's pictures, for a camera that is mounted on its side or on its head.

use image::{ImageBuffer, Rgb, imageops};

use crate::frame::Picture;
use crate::geometry::Size;

/// By how much a picture is turned, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rotation {
    /// Not at all.
    #[default]
    None,
    /// By 90 degrees.
    Quarter,
    /// By 180 degrees.
    Half,
    /// By 270 degrees.
    ThreeQuarters,
}

impl Rotation {
    /// All of them, in the order in which one follows the other.
    pub const ALL: [Self; 4] = [Self::None, Self::Quarter, Self::Half, Self::ThreeQuarters];

    /// 0, 90, 180 or 270.
    pub fn degrees(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Quarter => 90,
            Self::Half => 180,
            Self::ThreeQuarters => 270,
        }
    }

    /// The rotation by so many degrees; `None` for any that is not one of the four.
    pub fn of(degrees: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|rotation| i64::from(rotation.degrees()) == degrees)
    }

    /// A quarter further.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::None => Self::Quarter,
            Self::Quarter => Self::Half,
            Self::Half => Self::ThreeQuarters,
            Self::ThreeQuarters => Self::None,
        }
    }

    /// Where a pixel of a picture of this size is once that is turned.
    pub(super) fn place(self, size: Size, (x, y): (usize, usize)) -> (usize, usize) {
        let last = |side: i32| (side.max(1) - 1) as usize;
        let (right, bottom) = (last(size.width), last(size.height));
        match self {
            Self::None => (x, y),
            Self::Quarter => (bottom - y, x),
            Self::Half => (right - x, bottom - y),
            Self::ThreeQuarters => (y, right - x),
        }
    }

    /// The size of a picture before it was turned, or after.
    pub(super) fn size(self, size: Size) -> Size {
        match self {
            Self::None | Self::Half => size,
            Self::Quarter | Self::ThreeQuarters => Size::new(size.height, size.width),
        }
    }

    /// Turns a picture. `spare` is where it is turned into, if anywhere; both keep their buffers.
    pub fn turn(self, picture: &mut Picture, spare: &mut Picture) {
        let Size { width, height } = picture.size;
        let (w, h) = (width.max(0) as u32, height.max(0) as u32);
        if self == Self::None {
            return;
        }
        if self == Self::Half {
            if let Some(mut pixels) = view(w, h, picture.rgb.as_mut_slice()) {
                imageops::rotate180_in_place(&mut pixels);
            }
            return;
        }
        spare.size = self.size(picture.size);
        spare.rgb.resize(picture.rgb.len(), 0);
        let from = view(w, h, picture.rgb.as_slice());
        let into = view(h, w, spare.rgb.as_mut_slice());
        let Some((from, mut into)) = from.zip(into) else { return };
        let turned = if self == Self::Quarter {
            imageops::rotate90_in(&from, &mut into)
        } else {
            imageops::rotate270_in(&from, &mut into)
        };
        if turned.is_ok() {
            std::mem::swap(picture, spare);
        }
    }
}

/// Bytes as the pixels of a picture; `None` where they are too few for that.
fn view<B: std::ops::Deref<Target = [u8]>>(
    width: u32,
    height: u32,
    bytes: B,
) -> Option<ImageBuffer<Rgb<u8>, B>> {
    ImageBuffer::from_raw(width, height, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose pixels are these numbers.
    fn picture(width: i32, height: i32, numbers: &[u8]) -> Picture {
        let rgb = numbers.iter().flat_map(|&n| [n, n + 100, n + 200]).collect();
        Picture::new(Size::new(width, height), rgb)
    }

    #[test]
    fn pixels_go_round_clockwise_and_keep_their_channels() {
        // 1 2 3
        // 4 5 6
        let upright = picture(3, 2, &[1, 2, 3, 4, 5, 6]);
        let mut spare = Picture::default();
        for (rotation, wanted) in [
            (Rotation::None, upright.clone()),
            (Rotation::Quarter, picture(2, 3, &[4, 1, 5, 2, 6, 3])),
            (Rotation::Half, picture(3, 2, &[6, 5, 4, 3, 2, 1])),
            (Rotation::ThreeQuarters, picture(2, 3, &[3, 6, 2, 5, 1, 4])),
        ] {
            let mut turned = upright.clone();
            rotation.turn(&mut turned, &mut spare);
            assert_eq!(turned, wanted, "{rotation:?}");
            assert_eq!(rotation.size(turned.size), upright.size);
            for (n, at) in [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)].into_iter().enumerate()
            {
                let (x, y) = rotation.place(upright.size, at);
                let index = 3 * (y * turned.size.width as usize + x);
                assert_eq!(turned.rgb[index], upright.rgb[3 * n], "{rotation:?}: {at:?}");
            }
        }
    }

    #[test]
    fn four_quarters_are_none_and_buffers_are_kept() {
        let upright = picture(3, 2, &[1, 2, 3, 4, 5, 6]);
        let (mut turned, mut spare) = (upright.clone(), Picture::default());
        Rotation::Quarter.turn(&mut turned, &mut spare);
        let buffers = [turned.rgb.as_ptr(), spare.rgb.as_ptr()];
        for _ in 0..3 {
            Rotation::Quarter.turn(&mut turned, &mut spare);
            assert!(buffers.contains(&turned.rgb.as_ptr()), "a new buffer");
        }
        assert_eq!(turned, upright);
    }

    #[test]
    fn a_picture_without_pixels_is_left_alone() {
        for rotation in Rotation::ALL {
            rotation.turn(&mut Picture::default(), &mut Picture::default());
        }
    }

    #[test]
    fn degrees_name_a_rotation() {
        let named = [0, 90, 180, 270, 45, -90, 360].map(Rotation::of);
        assert_eq!(named[..4], Rotation::ALL.map(Some));
        assert_eq!(named[4..], [None; 3]);
        assert_eq!(Rotation::ALL.map(Rotation::next).map(Rotation::degrees), [90, 180, 270, 0]);
    }
}
