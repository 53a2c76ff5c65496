//! The title of a room: the arrow that leads back, its question, and what is to be seen.

use super::button::{self, Button};
use super::facts::Facts;
use super::icon::Icon;
use super::palette::{MUTED, Metrics};
use super::{Align, Brush, Target};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::geometry::Rect;

/// Below the line with the arrow and the title, so many lines say what is to be seen at most.
const LINES: usize = 3;

/// The arrow that leads one level back.
fn back() -> Button {
    Button::new(Action::Back, String::new()).with_icon(Icon::Left)
}

/// Where the arrow lies, for a room in this area.
fn arrow(area: Rect, m: &Metrics) -> Rect {
    Rect { width: m.target, height: m.target, ..area }.intersect(area)
}

/// Where a touch means the arrow.
pub fn target(area: Rect, m: &Metrics) -> Target {
    back().target(arrow(area, m))
}

/// What stands beside the title, where there is room in its line, or below.
struct Says {
    /// Rows that it takes below the title's line; none where it stands beside.
    below: Option<i32>,
    style: Style,
}

impl Says {
    fn new(area: Rect, title: i32, says: &str, m: &Metrics, face: &Typeface) -> Self {
        let style = Style::regular(m.body, MUTED);
        let beside = area.width - title - 2 * m.gap;
        if face.width(says, style) <= beside {
            return Self { below: None, style };
        }
        let lines = face.wrapped(says, style, area.width).len().min(LINES) as i32;
        Self { below: Some(lines * style.leading()), style }
    }
}

fn title_style(area: Rect, title: &str, m: &Metrics, face: &Typeface) -> Style {
    let room = area.width - m.target - m.gap;
    face.fitted(title, m.heading_style(), room, m.body)
}

/// The room below title and words, without drawing them.
pub fn below(area: Rect, title: &str, says: &str, m: &Metrics, face: &Typeface) -> Rect {
    let used = m.target + m.gap + face.width(title, title_style(area, title, m, face));
    let words = Says::new(area, used, says, m, face);
    area.split_top(m.target + m.gap / 2 + words.below.map_or(0, |rows| rows + m.gap / 2)).1
}

/// Draws arrow, title and words; returns the room below.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    title: &str,
    says: &str,
    facts: &Facts<'_>,
) -> Rect {
    let m = brush.metrics;
    let arrow = arrow(area, &m);
    button::draw(brush, arrow, &back(), facts.keyboard);
    let style = title_style(area, title, &m, brush.face);
    let x = arrow.right() + m.gap;
    let level = |style: Style| arrow.y + (m.target - style.cap_height()) / 2;
    let used = brush.text((x, level(style)), area.right() - x, Align::Left, title, style);
    let words = Says::new(area, m.target + m.gap + used, says, &m, brush.face);
    if let Some(rows) = words.below {
        let place = Rect { y: arrow.bottom() + m.gap / 2, height: rows, ..area };
        brush.paragraph(place, says, words.style);
    } else {
        let x = x + used + 2 * m.gap;
        let foot = level(style) + style.cap_height() - words.style.cap_height();
        brush.text((x, foot), area.right() - x, Align::Left, says, words.style);
    }
    below(area, title, says, &m, brush.face)
}
