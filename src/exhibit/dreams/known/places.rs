//! Where the parts of the page lie: the picture and its copies in a row, or two of them large.

use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// In a row the picture is so much larger than its copies, in tenths: at least, and at most.
const LARGER: [i32; 2] = [13, 19];

/// A picture with what is said below it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// A square.
    pub(super) picture: Rect,
    /// Four lines.
    pub(super) caption: Rect,
    /// Leads to it; empty before the first.
    pub(super) arrow: Rect,
}

/// Where everything lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// The picture itself.
    pub(super) original: Place,
    /// Its copies, or the one that is large.
    pub(super) copies: Vec<Place>,
    /// All copies, small, beside the one that is large.
    pub(super) cards: Vec<Rect>,
    /// What it all means.
    pub(super) words: Rect,
    /// What is said above the copies of a row; empty elsewhere.
    pub(super) above: Rect,
    /// What can be done.
    pub(super) button: Rect,
}

impl Places {
    /// Below the title, for so many copies, one of them large or none.
    pub(super) fn new(area: Rect, copies: usize, is_large: bool, m: &Metrics) -> Self {
        let area = area.split_top(m.gap / 2).1.split_bottom(m.gap / 2).0;
        let (rest, foot) = area.split_bottom(m.target);
        let (words, button) = foot.split_right((foot.width * 30 / 100).max(m.target * 4));
        let (words, rest) = (words.split_right(m.gap).0, rest.split_bottom(m.gap).0);
        let (original, copies, cards) = match (is_large, m.upright) {
            (false, false) => row(rest, copies, m),
            (false, true) => pairs(rest, copies, m),
            (true, _) => large(rest, copies, m),
        };
        let above = match (copies.first(), copies.last()) {
            (Some(first), Some(last)) if !is_large && !m.upright => {
                let (x, right) = (first.picture.x, last.picture.right());
                let high = first.picture.y - m.gap - original.picture.y;
                Rect::new(x, original.picture.y, right - x, high)
            }
            _ => Rect::default(),
        };
        Self { original, copies, cards, words, above, button }
    }
}

/// Rows of what is said below a picture.
fn caption_height(m: &Metrics) -> i32 {
    m.gap + 3 * m.body_style().leading() + m.small_style().leading()
}

/// Columns of an arrow with the space on both sides of it.
fn arrow_width(m: &Metrics) -> i32 {
    4 * m.gap
}

/// A square of this side that ends in this row, with what leads to it at its left.
fn place(x: i32, bottom: i32, side: i32, m: &Metrics) -> Place {
    let picture = Rect::new(x, bottom - side, side, side);
    let y = bottom + m.gap;
    let caption = Rect { y, height: caption_height(m) - m.gap, ..picture };
    let high = (2 * m.gap).min(side / 3);
    let left = x - arrow_width(m) + m.gap;
    let arrow = Rect::new(left, picture.middle().y - high / 2, arrow_width(m) - 2 * m.gap, high);
    Place { picture, caption, arrow }
}

type Placed = (Place, Vec<Place>, Vec<Rect>);

/// The picture at the left, the copies after it.
fn row(area: Rect, copies: usize, m: &Metrics) -> Placed {
    let count = copies as i32;
    let room = area.width - count * arrow_width(m);
    let highest = (area.height - caption_height(m)).max(1);
    let [least, most] = LARGER;
    // As high as there is room for, unless the copies get small.
    let first = highest.min(most * room / (10 * count + most));
    let side = ((room - first) / count.max(1)).min(first * 10 / least);
    let used = first + count * (side + arrow_width(m));
    let left = area.x + (area.width - used) / 2;
    let bottom = area.y + (area.height - caption_height(m) - first) / 2 + first;
    let original = Place { arrow: Rect::default(), ..place(left, bottom, first, m) };
    let copy = |n: i32| {
        let x = left + first + arrow_width(m) + n * (side + arrow_width(m));
        place(x, bottom, side, m)
    };
    (original, (0..count).map(copy).collect(), Vec::new())
}

/// Two in a row, the picture first.
fn pairs(area: Rect, copies: usize, m: &Metrics) -> Placed {
    let rows = (copies + 1).div_ceil(2) as i32;
    let widest = area.width / 2 - arrow_width(m);
    let side = widest.min(area.height / rows - caption_height(m) - m.gap);
    let pitch = side + caption_height(m) + m.gap;
    let top = area.y + (area.height - rows * pitch) / 2;
    let spare = (area.width - 2 * (side + arrow_width(m))) / 2;
    let at = |n: i32| {
        let x = area.x + spare + n % 2 * (side + arrow_width(m)) + arrow_width(m);
        place(x, top + n / 2 * pitch + side, side, m)
    };
    let original = Place { arrow: Rect::default(), ..at(0) };
    (original, (1..=copies as i32).map(at).collect(), Vec::new())
}

/// The picture and one copy, large; the cards beside them, or below in an upright window.
fn large(area: Rect, copies: usize, m: &Metrics) -> Placed {
    let count = copies.max(1) as i32;
    let gap = m.gap;
    let (area, beside) = if m.upright {
        area.split_bottom((area.width - (count - 1) * gap) / count)
    } else {
        area.split_right((area.height - (count - 1) * gap) / count)
    };
    let area = if m.upright { area } else { area.split_right(2 * gap).0 };
    let widest = (area.width - arrow_width(m)) / 2;
    let side = widest.min(area.height - caption_height(m));
    let left = area.x + (area.width - 2 * side - arrow_width(m)) / 2;
    let bottom = area.y + (area.height - caption_height(m) - side) / 2 + side;
    let original = Place { arrow: Rect::default(), ..place(left, bottom, side, m) };
    let copy = place(left + side + arrow_width(m), bottom, side, m);
    let card = |n: i32| {
        if m.upright {
            let wide = beside.height;
            let used = count * wide + (count - 1) * gap;
            let x = beside.x + (beside.width - used) / 2 + n * (wide + gap);
            return Rect { x, width: wide, ..beside }.inset(gap / 2);
        }
        let pitch = beside.width + gap;
        Rect { y: beside.y + n * pitch, height: beside.width, ..beside }
    };
    (original, vec![copy], (0..count).map(card).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn at_every_size_all_parts_have_room_inside_and_apart() {
        let sizes =
            [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)];
        for (width, height) in sizes {
            for (large_text, is_large) in
                [(false, false), (true, false), (false, true), (true, true)]
            {
                let m = Metrics::new(Size::new(width, height)).with_large_text(large_text);
                let above = m.target + m.gap;
                let area = Rect::new(20, above, width - 40, height - above - m.target * 7 / 2);
                let places = Places::new(area, 3, is_large, &m);
                let mut parts = vec![places.words, places.button];
                parts.extend(Some(places.above).filter(|place| !place.is_empty()));
                parts.extend([places.original.picture, places.original.caption]);
                parts.extend(&places.cards);
                for copy in &places.copies {
                    parts.extend([copy.picture, copy.caption, copy.arrow]);
                    assert_eq!(copy.picture.width, copy.picture.height);
                }
                assert_eq!(places.copies.len(), if is_large { 1 } else { 3 });
                for (n, part) in parts.iter().enumerate() {
                    assert!(!part.is_empty(), "{width}x{height}: {n} of {places:?}");
                    assert_eq!(part.intersect(area), *part, "{width}x{height}: {n}");
                    for other in &parts[n + 1..] {
                        let both = part.intersect(*other);
                        assert!(both.is_empty(), "{width}x{height}: {n}, {part:?} {other:?}");
                    }
                }
            }
        }
    }
}
