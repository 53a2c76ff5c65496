//! Where everything of such a page lies: the dream at the left, a column beside it; or one below
//! the other in an upright window.

use crate::geometry::Rect;
use crate::view::answer;
use crate::view::palette::Metrics;

/// Where everything lies. What has no room is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Places {
    /// The dream: a square.
    pub(super) large: Rect,
    /// What it was dreamt on: a square.
    pub(super) seen: Rect,
    /// What the network answers to that.
    pub(super) before: Rect,
    /// What a visitor may do, beside that; empty where there is little room.
    pub(super) invitation: Rect,
    /// From the one to the other.
    pub(super) arrow: Rect,
    /// What it answers to the dream.
    pub(super) after: Rect,
    /// What is asked above the cards.
    pub(super) question: Rect,
    /// The row of cards.
    pub(super) cards: Rect,
    /// The knob, with its words.
    pub(super) knob: Rect,
    /// The buttons.
    pub(super) buttons: Rect,
}

/// The dream has at most this share of the width, in hundredths.
const WIDEST: i32 = 58;

/// Of an upright window's rows at most so many hundredths.
const HIGHEST: i32 = 64;

impl Places {
    /// Below the title.
    pub(super) fn new(area: Rect, m: &Metrics) -> Self {
        if m.upright { Self::upright(area, m) } else { Self::wide(area, m) }
    }

    fn wide(area: Rect, m: &Metrics) -> Self {
        let gap = m.gap;
        // As the lowest button, it keeps off what stands below.
        let side = (area.height - gap / 2).min(area.width * WIDEST / 100);
        let (left, column) = area.split_left(side);
        let large = Rect { height: side, ..left };
        let (rest, places) = foot(column.split_left(2 * gap).1, m);
        let least = heading_height(m) + answer::headline_height(m);
        let high = least.max(rest.height * 52 / 100);
        let (top, after) = rest.split_bottom(high);
        let (top, arrow) = top.split_bottom((5 * gap / 2).min(top.height / 4));
        let (seen, before) = top.split_left(top.height);
        let arrow = Rect { width: seen.width, ..arrow }.inset_by(0, gap / 4);
        let (before, invitation) = halves(before.split_left(gap).1, m);
        Self { large, seen, before, invitation, arrow, after, ..places }
    }

    fn upright(area: Rect, m: &Metrics) -> Self {
        let gap = m.gap;
        let side = area.width.min(area.height * HIGHEST / 100);
        let (top, below) = area.split_top(side);
        let large = Rect { x: top.x + (top.width - side) / 2, width: side, ..top };
        let (rest, places) = foot(below.split_top(gap).1, m);
        let (left, after) = rest.split_left(rest.width * 48 / 100);
        let (left, arrow) = left.split_right(3 * gap);
        let (seen, before) = left.split_left(left.height.min(left.width / 2));
        let arrow = Rect { y: seen.middle().y - gap, height: 2 * gap, ..arrow };
        let seen = Rect { height: seen.width.min(seen.height), ..seen };
        let (before, after) = (before.split_left(gap).1, after.split_left(gap).1);
        Self { large, seen, before, arrow: arrow.intersect(rest), after, ..places }
    }
}

/// The answer to the picture, and beside it the invitation where both have room.
fn halves(area: Rect, m: &Metrics) -> (Rect, Rect) {
    let [least, high] = [24.0, 6.0].map(|rows| (m.body * rows) as i32);
    if area.width < least || area.height < high {
        return (area, Rect::default());
    }
    let (before, invitation) = area.split_left(area.width * 46 / 100);
    (before, invitation.split_left(m.gap).1)
}

/// Rows of a heading of a part.
pub(super) fn heading_height(m: &Metrics) -> i32 {
    (m.body * 1.5) as i32
}

/// The cards, the knob and the buttons at the foot of an area; and what is left of it.
fn foot(area: Rect, m: &Metrics) -> (Rect, Places) {
    let gap = m.gap;
    let words = m.small_style().leading();
    // As the knob wants it, with half a gap above and below.
    let (rest, row) = area.split_bottom(m.target + words + gap);
    let (knob, buttons) = row.split_left((row.width - 2 * gap) * 48 / 100);
    let buttons = buttons.split_left(2 * gap).1.split_bottom(gap / 2).0;
    let buttons = buttons.split_bottom(m.target).1;
    let crowded = area.height < 10 * m.target;
    let (asked, share) = match (m.upright, crowded) {
        (true, _) => (words + gap / 3, 34),
        (false, true) => (0, 18),
        (false, false) => (words + gap / 3, 22),
    };
    let high = (area.height * share / 100).max(m.target);
    let (rest, cards) = rest.split_bottom(gap / 2).0.split_bottom(high + asked);
    let (question, cards) = cards.split_top(asked);
    let rest = rest.split_bottom(gap).0;
    (rest, Places { question, cards, knob, buttons, ..Places::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn at_every_size_all_parts_have_room_inside_and_apart() {
        for (width, height) in
            [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)]
        {
            for large_text in [false, true] {
                let m = Metrics::new(Size::new(width, height)).with_large_text(large_text);
                let above = m.target + m.gap;
                let area = Rect::new(20, above, width - 40, height - above - m.target * 7 / 2);
                let places = Places::new(area, &m);
                let Places { large, seen, before, after, cards, knob, buttons, .. } = places;
                let mut parts =
                    vec![large, seen, before, places.arrow, after, cards, knob, buttons];
                parts.extend(Some(places.invitation).filter(|place| !place.is_empty()));
                for (n, part) in parts.iter().enumerate() {
                    assert!(!part.is_empty(), "{width}x{height}: {n} of {places:?}");
                    assert_eq!(part.intersect(area), *part, "{width}x{height}: {n}");
                    for other in &parts[n + 1..] {
                        let both = part.intersect(*other);
                        assert!(both.is_empty(), "{width}x{height}: {n}, {other:?}");
                    }
                }
                assert_eq!(large.width, large.height, "{width}x{height}");
                assert_eq!(seen.width, seen.height, "{width}x{height}");
                assert_eq!(buttons.height, m.target);
            }
        }
    }
}
