//! A digit that a visitor draws, and how it becomes one of 8 by 8 values, as all the others did.

use super::digits::{INK, PIXELS, SIDE};
use crate::control::action::{Direction, Stroke};
use crate::geometry::Point;

/// Rows and columns of the field that is drawn on.
pub const FIELD: i32 = 64;
/// The pen's radius.
const PEN: i32 = 3;
/// The arrows move the pen by so much.
const STEP: i32 = 4;
/// Rows and columns of the bitmap whose fields of 4 by 4 are counted (Alpaydin and Kaynak 1998).
const BITMAP: i32 = 32;

/// What was drawn: a bit a place, a row each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Drawing {
    rows: [u64; FIELD as usize],
    /// Where the arrows have moved the pen, and whether it is down.
    pen: Option<(Point, bool)>,
}

impl Drawing {
    /// An empty field.
    pub const EMPTY: Self = Self { rows: [0; FIELD as usize], pen: None };

    /// True where nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| *row == 0)
    }

    /// True where there is ink.
    pub fn has_ink(&self, x: i32, y: i32) -> bool {
        let inside = (0..FIELD).contains(&x) && (0..FIELD).contains(&y);
        inside && self.rows[y as usize] >> x & 1 == 1
    }

    /// Where the arrows have moved the pen, and whether it is down.
    pub fn pen(&self) -> Option<(Point, bool)> {
        self.pen
    }

    /// Draws a stroke; its ends may lie outside.
    pub fn draw(&mut self, Stroke { from, to }: Stroke) {
        let inside =
            |at: Point| Point::new(at.x.clamp(-FIELD, 2 * FIELD), at.y.clamp(-FIELD, 2 * FIELD));
        let (from, to) = (inside(from), inside(to));
        let length = (to.x - from.x).abs().max((to.y - from.y).abs()).max(1);
        for n in 0..=length {
            let along = |from: i32, to: i32| from + (to - from) * n / length;
            self.dab(Point::new(along(from.x, to.x), along(from.y, to.y)));
        }
    }

    fn dab(&mut self, at: Point) {
        for y in (at.y - PEN).max(0)..=(at.y + PEN).min(FIELD - 1) {
            for x in (at.x - PEN).max(0)..=(at.x + PEN).min(FIELD - 1) {
                if (x - at.x).pow(2) + (y - at.y).pow(2) <= PEN * PEN {
                    self.rows[y as usize] |= 1 << x;
                }
            }
        }
    }

    /// Moves the pen; where it is down it draws.
    pub fn travel(&mut self, to: Direction) {
        let (from, down) = self.pen.unwrap_or((Point::new(FIELD / 2, FIELD / 2), false));
        let (dx, dy) = match to {
            Direction::Left => (-STEP, 0),
            Direction::Right => (STEP, 0),
            Direction::Up => (0, -STEP),
            Direction::Down => (0, STEP),
        };
        let inside = |at: i32| at.clamp(0, FIELD - 1);
        let to = Point::new(inside(from.x + dx), inside(from.y + dy));
        self.pen = Some((to, down));
        if down {
            self.draw(Stroke { from, to });
        }
    }

    /// Puts the pen down, or lifts it.
    pub fn press(&mut self) {
        let (at, down) = self.pen.unwrap_or((Point::new(FIELD / 2, FIELD / 2), false));
        self.pen = Some((at, !down));
        if !down {
            self.dab(at);
        }
    }

    /// The digit: what is drawn fills a bitmap of 32 by 32, whose ink is counted in fields of 4 by
    /// 4. So were the others made.
    pub fn digit(&self) -> [u8; PIXELS] {
        let mut digit = [0; PIXELS];
        let inked = |x: &i32, y: &i32| self.has_ink(*x, *y);
        let columns = (0..FIELD).filter(|x| (0..FIELD).any(|y| inked(x, &y)));
        let rows = (0..FIELD).filter(|y| (0..FIELD).any(|x| inked(&x, y)));
        let (Some(left), Some(right)) = (columns.clone().min(), columns.max()) else {
            return digit;
        };
        let (Some(top), Some(bottom)) = (rows.clone().min(), rows.max()) else { return digit };
        let side = (right - left + 1).max(bottom - top + 1) as f32;
        let middle = [left + right, top + bottom].map(|ends| f32::midpoint(ends as f32, 1.0));
        let along = |at: i32, middle: f32| {
            let from_middle = (at as f32 + 0.5) / BITMAP as f32 - 0.5;
            (middle + from_middle * side).floor() as i32
        };
        for y in 0..BITMAP {
            for x in 0..BITMAP {
                if self.has_ink(along(x, middle[0]), along(y, middle[1])) {
                    let field = BITMAP as usize / SIDE;
                    digit[y as usize / field * SIDE + x as usize / field] += 1;
                }
            }
        }
        debug_assert!(digit.iter().all(|&value| value <= INK));
        digit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(from: (i32, i32), to: (i32, i32)) -> Stroke {
        Stroke { from: Point::new(from.0, from.1), to: Point::new(to.0, to.1) }
    }

    #[test]
    fn a_drawing_fills_the_picture_wherever_it_is_drawn() {
        let mut large = Drawing::EMPTY;
        large.draw(stroke((32, 4), (32, 59)));
        let digit = large.digit();
        // A straight line in the middle, from the first row to the last.
        for y in 0..SIDE {
            let row = &digit[y * SIDE..][..SIDE];
            assert!(row[3] + row[4] > 8, "{row:?}");
            assert_eq!(row[0] + row[1] + row[6] + row[7], 0, "{row:?}");
        }
        let mut corner = Drawing::EMPTY;
        corner.draw(stroke((8, 4), (8, 59)));
        assert_eq!(corner.digit(), digit);
        assert_eq!(Drawing::EMPTY.digit(), [0; PIXELS]);
    }

    #[test]
    fn strokes_from_outside_are_cut_at_the_edge() {
        let mut drawing = Drawing::EMPTY;
        drawing.draw(stroke((-1_000_000, 10), (1_000_000, 10)));
        assert!(drawing.has_ink(0, 10) && drawing.has_ink(63, 10) && !drawing.has_ink(64, 10));
        let mut outside = Drawing::EMPTY;
        outside.draw(stroke((-20, -20), (-10, -10)));
        assert!(outside.is_empty());
    }

    #[test]
    fn by_keyboard_the_pen_is_put_down_moved_and_lifted() {
        let mut drawing = Drawing::EMPTY;
        drawing.travel(Direction::Left);
        assert!(drawing.is_empty(), "the pen is up");
        drawing.press();
        drawing.travel(Direction::Up);
        drawing.travel(Direction::Up);
        assert!(drawing.has_ink(28, 32) && drawing.has_ink(28, 24));
        drawing.press();
        drawing.travel(Direction::Up);
        drawing.travel(Direction::Up);
        assert!(!drawing.has_ink(28, 16));
    }
}
