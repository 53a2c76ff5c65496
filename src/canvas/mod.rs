//! Pixels: drawing on a slice of 0RGB words. Drawing never fails; what lies outside is clipped.

use crate::geometry::Size;

/// A rectangle of pixels to draw on.
#[derive(Debug)]
pub struct Canvas<'a> {
    pixels: &'a mut [u32],
    size: Size,
    stride: usize,
}

impl<'a> Canvas<'a> {
    /// The whole of a buffer of `size.area()` pixels.
    ///
    /// # Panics
    /// Where the buffer is shorter than the size; a bug of the caller.
    pub fn new(pixels: &'a mut [u32], size: Size) -> Self {
        assert!(pixels.len() >= size.area(), "{} pixels are too few for {size}", pixels.len());
        Self { pixels, size, stride: size.width.max(0) as usize }
    }
}
