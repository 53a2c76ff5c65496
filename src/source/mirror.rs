//! The mirroring of a picture, left and right exchanged, for a camera that shows people themselves.

use crate::frame::Picture;

/// Exchanges left and right in place.
pub fn mirror(picture: &mut Picture) {
    let width = picture.size.width.max(1) as usize;
    for row in picture.rgb.chunks_exact_mut(width * 3) {
        row.as_chunks_mut::<3>().0.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn pixels_change_sides_and_keep_their_channels() {
        let mut picture =
            Picture::new(Size::new(2, 2), vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        mirror(&mut picture);
        assert_eq!(picture.rgb, [4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
    }

    #[test]
    fn a_picture_without_pixels_is_left_alone() {
        mirror(&mut Picture::default());
    }
}
