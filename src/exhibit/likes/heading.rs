//! The line of the title of all pages behind this door: the question, and buttons to the pages.

use super::{ABOUT, PAGES};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::palette::Metrics;
use crate::view::{Brush, Target, title};
use crate::words::message;

/// The buttons to the pages, the one that is open lit.
fn buttons(open: Action) -> Vec<Button> {
    let button = |&(action, words): &(Action, &'static str)| {
        let is_shown = action == open;
        // Where one is already it leads nowhere.
        let action = if is_shown { Action::Open(Door::LooksFor) } else { action };
        Button::new(action, message(words)).lit(is_shown)
    };
    PAGES.iter().map(button).collect()
}

/// What is left of the line for the title, and where the buttons lie: at its right end.
fn split(area: Rect, open: Action, m: &Metrics, face: &Typeface) -> (Rect, Vec<(Rect, Button)>) {
    let buttons = buttons(open);
    let words = |button: &Button| {
        let style = crate::canvas::text::Style::bold(m.body, 0);
        face.width(&button.label, style) + 3 * m.gap
    };
    let widths: Vec<i32> = buttons.iter().map(words).collect();
    let gap = m.gap * 2 / 3;
    let all = widths.iter().map(|width| width + gap).sum::<i32>();
    let (left, _) = area.split_right(all.min(area.width / 2) + m.gap);
    let mut x = area.right() - (all - gap).min(area.width / 2);
    let scale = |width: i32| width * (area.width / 2).min(all) / all.max(1);
    let place = |(button, width): (Button, i32)| {
        let place = Rect::new(x, area.y, scale(width), button::height(m).min(area.height));
        x = place.right() + gap;
        (place, button)
    };
    (left, buttons.into_iter().zip(widths).map(place).collect())
}

/// Where the page lies below the line of the title; `says` stands in that line or below.
pub fn below(area: Rect, open: Action, says: &str, m: &Metrics, face: &Typeface) -> Rect {
    let (left, _) = split(area, open, m, face);
    let rest = title::below(left, &message(ABOUT.title), says, m, face);
    with_width_of(area, rest.split_top(m.gap / 2).1)
}

/// The buttons to the other pages.
pub fn targets(
    area: Rect,
    open: Action,
    m: &Metrics,
    face: &Typeface,
) -> impl Iterator<Item = Target> + use<> {
    let (_, buttons) = split(area, open, m, face);
    buttons.into_iter().map(|(place, button)| button.target(place))
}

/// Draws the line; returns the room below. `open` is the page's action.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    open: Action,
    says: &str,
    scene: &Scene<'_>,
) -> Rect {
    let m = brush.metrics;
    let (left, buttons) = split(area, open, &m, brush.face);
    let rest = title::draw(brush, left, &message(ABOUT.title), says, scene);
    for (place, button) in buttons {
        button::draw(brush, place, &button, scene.keyboard);
    }
    with_width_of(area, rest.split_top(m.gap / 2).1)
}

/// The rows of one, the columns of the other.
fn with_width_of(area: Rect, rows: Rect) -> Rect {
    Rect { y: rows.y, height: rows.height, ..area }
}
