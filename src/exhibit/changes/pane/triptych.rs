//! Two pictures and what lies between them: before, the difference magnified, after, with arrows.

use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::dynamics::evidence::difference;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::view::palette::{FAINT, MUTED, Metrics, NOTICE, TEXT};
use crate::view::{Align, Brush};

/// A name and how sure it is of it, in the name's colour.
#[derive(Debug, Clone)]
pub struct Sure {
    /// The class.
    pub name: String,
    /// "40 %".
    pub percent: String,
    /// Its colour everywhere on the page.
    pub color: Color,
}

/// What is drawn.
#[derive(Debug)]
pub struct Triptych<'a> {
    /// The picture before.
    pub before: &'a Picture,
    /// The picture after, of the same size; none where it is still sought.
    pub after: Option<&'a Picture>,
    /// How many times as strong the difference is shown.
    pub factor: u8,
    /// What stands above the three.
    pub titles: [String; 3],
    /// The best name before and its rival; the first in large type.
    pub sure_before: Vec<Sure>,
    /// The same after.
    pub sure_after: Vec<Sure>,
    /// What stands below the difference.
    pub note: String,
    /// The part that is framed in all three, in their own pixels.
    pub part: Option<Rect>,
}

/// Lines of names below a picture.
const NAMES: i32 = 2;

/// Width of an arrow, with the space on both sides of it.
fn arrow(m: &Metrics) -> i32 {
    4 * m.gap
}

/// Rows above and below the pictures.
fn beside(m: &Metrics) -> i32 {
    m.small_style().leading() + NAMES * name_style(m, TEXT).leading() + m.gap / 2
}

fn name_style(m: &Metrics, color: Color) -> Style {
    Style::bold(m.body, color)
}

/// The side of a picture in this room.
pub fn side(area: Rect, m: &Metrics) -> i32 {
    ((area.width - 2 * arrow(m)) / 3).min(area.height - beside(m)).max(0)
}

/// The width of all three where a picture has this side.
pub fn width(side: i32, m: &Metrics) -> i32 {
    3 * side + 2 * arrow(m)
}

/// Draws all three at the left upper corner; returns the rows that were used.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, shown: &Triptych<'_>) -> i32 {
    let m = brush.metrics;
    let side = side(area, &m);
    if side < 24 {
        return 0;
    }
    let top = area.y + m.small_style().leading();
    let place = |n: i32| Rect::new(area.x + n * (side + arrow(&m)), top, side, side);
    let magnified = shown.after.map(|after| difference(shown.before, after, shown.factor));
    let pictures = [Some(shown.before), magnified.as_ref(), shown.after];
    for (n, (title, picture)) in (0..).zip(shown.titles.iter().zip(pictures)) {
        let place = place(n);
        let style = brush.face.fitted(title, Style::bold(m.small, MUTED), side, 11.0);
        brush.text((place.x, area.y), side, Align::Left, title, style);
        let Some(picture) = picture else {
            brush.canvas.frame(place, 1, FAINT);
            continue;
        };
        let place = brush.seen(place, picture, picture.size.rect());
        if let Some(part) = shown.part {
            let whole = picture.size.width.max(1);
            let at = |pixels: i32| pixels * place.width / whole;
            let frame = Rect::new(
                place.x + at(part.x),
                place.y + at(part.y),
                at(part.right()) - at(part.x),
                at(part.bottom()) - at(part.y),
            );
            brush.canvas.frame(frame, (m.gap / 4).max(2), NOTICE);
        }
    }
    for n in 0..2 {
        let middle = top + side / 2;
        let area = Rect::new(place(n).right(), middle - m.gap, arrow(&m), 2 * m.gap);
        brush.canvas.arrow_right(area.inset_by(m.gap * 2 / 3, m.gap / 4), TEXT);
    }
    let below = top + side + m.gap / 2;
    for (n, names) in [(0, &shown.sure_before), (2, &shown.sure_after)] {
        let mut y = below;
        for (row, sure) in names.iter().take(NAMES as usize).enumerate() {
            let style = if row == 0 {
                name_style(&m, sure.color)
            } else {
                Style::regular(m.small, sure.color)
            };
            line(brush, (place(n).x, y), side, sure, style);
            y += style.leading();
        }
    }
    let note = brush.face.fitted(&shown.note, m.small_style(), side, 11.0);
    brush.text((place(1).x, below), side, Align::Centre, &shown.note, note);
    side + beside(&m)
}

/// A name at the left, its percentage at the right.
fn line(brush: &mut Brush<'_, '_>, at: (i32, i32), width: i32, sure: &Sure, style: Style) {
    let used = brush.text(at, width, Align::Right, &sure.percent, style);
    let room = width - used - brush.metrics.gap;
    let style = brush.face.fitted(&sure.name, style, room, 11.0);
    let name = brush.face.shortened(&sure.name, style, room);
    brush.text(at, room, Align::Left, &name, style);
}
