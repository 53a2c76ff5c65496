//! What stands on a page that needs two things, where fewer were taught: what to do first.

use super::TEACH;
use crate::canvas::text::Style;
use crate::control::keyboard::Keyboard;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{Metrics, TEXT};
use crate::view::{Align, Brush, Target};

fn to_teach() -> Button {
    Button::new(TEACH, say!("untaught-teach")).with_icon(Icon::Cap).lit(true)
}

/// Where the button lies: in the middle.
fn place(area: Rect, m: &Metrics) -> Rect {
    let (middle, width) = (area.middle(), ((m.body * 16.0) as i32).min(area.width));
    Rect::new(middle.x - width / 2, middle.y, width, m.target).intersect(area)
}

/// The button that leads to where things are shown to it.
pub(super) fn target(area: Rect, m: &Metrics) -> Target {
    to_teach().target(place(area, m))
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, keyboard: &Keyboard) {
    let m = brush.metrics;
    let place = place(area, &m);
    let words = say!("untaught");
    let style = Style::bold((m.body * 1.4).round(), TEXT);
    let style = brush.face.fitted(&words, style, area.width, m.body);
    let lines = brush.face.wrapped(&words, style, area.width);
    let mut y = place.y - m.gap * 2 - lines.len() as i32 * style.leading();
    for line in &lines {
        brush.text((area.x, y), area.width, Align::Centre, line, style);
        y += style.leading();
    }
    button::draw(brush, place, &to_teach(), keyboard);
}
