use super::*;

#[test]
fn the_squares_centres_are_half_a_stride_from_the_border() {
    let (square, size) = (Square::default(), Size::new(224, 224));
    assert_eq!(square.grid(size).unwrap(), (14, 14));
    // Centres at 8, 24, …, 216: from -16 to 32, from 0 to 48, …, from 192 to 240.
    assert_eq!(square.at(0, 1, size), Rect::new(0, 0, 32, 48));
    assert_eq!(square.at(13, 2, size), Rect::new(192, 16, 32, 48));
}
