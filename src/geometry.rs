//! Sizes, points and rectangles in pixels.
//!
//! Coordinates are signed, so that nothing underflows in a tiny window.

/// Width and height in pixels, never negative in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Size {
    /// Columns.
    pub width: i32,
    /// Rows.
    pub height: i32,
}

impl Size {
    /// `width` columns by `height` rows.
    pub const fn new(width: i32, height: i32) -> Self {
        Self { width, height }
    }

    /// Number of pixels; 0 where a side is not positive.
    pub fn area(self) -> usize {
        self.width.max(0) as usize * self.height.max(0) as usize
    }

    /// The whole of it as a rectangle at the origin.
    pub const fn rect(self) -> Rect {
        Rect::new(0, 0, self.width, self.height)
    }

    /// The largest square in the middle.
    pub fn centre_square(self) -> Rect {
        let side = self.width.min(self.height);
        Rect::new((self.width - side) / 2, (self.height - side) / 2, side, side)
    }

    /// As `--input` and PyTorch have it, height first; a picture's size is shown as its width and
    /// height.
    pub fn high_by_wide(self) -> String {
        format!("{}x{}", self.height, self.width)
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// A pixel's column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Point {
    /// Column, from the left.
    pub x: i32,
    /// Row, from the top.
    pub y: i32,
}

impl Point {
    /// Column `x`, row `y`.
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }
}

/// A rectangle: its left upper corner and its size. Empty where a side is not positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Columns.
    pub width: i32,
    /// Rows.
    pub height: i32,
}

impl Rect {
    /// A rectangle from its left upper corner and its size.
    pub const fn new(x: i32, y: i32, width: i32, height: i32) -> Self {
        Self { x, y, width, height }
    }

    /// One past the right edge.
    pub const fn right(self) -> i32 {
        self.x + self.width
    }

    /// One past the lower edge.
    pub const fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// The pixel in the middle, or the one after it.
    pub const fn middle(self) -> Point {
        Point::new(self.x + self.width / 2, self.y + self.height / 2)
    }

    /// Its size.
    pub const fn size(self) -> Size {
        Size::new(self.width, self.height)
    }

    /// True where there is no pixel in it.
    pub const fn is_empty(self) -> bool {
        self.width <= 0 || self.height <= 0
    }

    /// True if the pixel lies inside.
    pub const fn contains(self, p: Point) -> bool {
        p.x >= self.x && p.x < self.right() && p.y >= self.y && p.y < self.bottom()
    }

    /// What both have in common; empty where they do not meet.
    pub fn intersect(self, other: Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = self.right().min(other.right());
        let bottom = self.bottom().min(other.bottom());
        Self::new(x, y, (right - x).max(0), (bottom - y).max(0))
    }

    /// Smaller by `margin` on every side, larger where it is negative.
    pub const fn inset(self, margin: i32) -> Self {
        self.inset_by(margin, margin)
    }

    /// Smaller by `dx` at the left and at the right, by `dy` above and below.
    pub const fn inset_by(self, dx: i32, dy: i32) -> Self {
        Self::new(self.x + dx, self.y + dy, self.width - 2 * dx, self.height - 2 * dy)
    }

    /// The upper `height` rows and the rest below.
    pub fn split_top(self, height: i32) -> (Self, Self) {
        let height = height.clamp(0, self.height.max(0));
        (Self { height, ..self }, Self { y: self.y + height, height: self.height - height, ..self })
    }

    /// The left `width` columns and the rest to the right.
    pub fn split_left(self, width: i32) -> (Self, Self) {
        let width = width.clamp(0, self.width.max(0));
        (Self { width, ..self }, Self { x: self.x + width, width: self.width - width, ..self })
    }

    /// The rest above, and the lower `height` rows.
    pub fn split_bottom(self, height: i32) -> (Self, Self) {
        self.split_top(self.height - height.clamp(0, self.height.max(0)))
    }

    /// The rest at the left, and the right `width` columns.
    pub fn split_right(self, width: i32) -> (Self, Self) {
        self.split_left(self.width - width.clamp(0, self.width.max(0)))
    }

    /// Where in it a picture of this size is shown: all of it, where the proportions differ by two
    /// in a hundred at most, which nobody sees; otherwise [`Self::fit`].
    pub fn hold(self, content: Size) -> Self {
        let across = i64::from(self.width) * i64::from(content.height);
        let down = i64::from(self.height) * i64::from(content.width);
        if 50 * (across - down).abs() <= across.max(down) { self } else { self.fit(content) }
    }

    /// The largest rectangle of the proportions of `content` that fits, centred.
    pub fn fit(self, content: Size) -> Self {
        if self.is_empty() || content.area() == 0 {
            return Self::new(self.x, self.y, 0, 0);
        }
        let scale = (f64::from(self.width) / f64::from(content.width))
            .min(f64::from(self.height) / f64::from(content.height));
        let width = (f64::from(content.width) * scale).round() as i32;
        let height = (f64::from(content.height) * scale).round() as i32;
        Self::new(
            self.x + (self.width - width) / 2,
            self.y + (self.height - height) / 2,
            width,
            height,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_nearly_has_its_places_proportions_fills_it() {
        let place = Rect::new(10, 20, 100, 100);
        assert_eq!(place.hold(Size::new(482, 480)), place);
        assert_eq!(place.hold(Size::new(224, 224)), place);
        assert_eq!(place.hold(Size::new(64, 32)), Rect::new(10, 45, 100, 50));
        // What was fitted stays where it is.
        let held = Rect::new(0, 0, 101, 77).hold(Size::new(3, 2));
        assert_eq!((held, held.hold(Size::new(3, 2))), (Rect::new(0, 5, 101, 67), held));
    }
}
