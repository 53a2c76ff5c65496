//! Draws what the detector finds in the picture at hand: where, and how strongly.

use super::lines::{axis, bar, heading, words};
use super::{Cell, Page};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::exhibit::DREAM_OF_SELECTED;
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::palette::{MUTED, NOTICE, PANEL};
use crate::view::wording::{number, percent};
use crate::view::{Align, Brush, spotlight};

/// What a class's probability is drawn on: 0 to 100 %.
const ALL: f32 = 100.0;

/// What can be done with it: a class has its name already.
pub(super) fn buttons(page: &Page<'_>) -> Vec<Button> {
    let dream = Button::new(DREAM_OF_SELECTED, say!("dream-of-this"));
    if page.class.is_some() {
        return vec![dream];
    }
    let named = page.scene.name_of(page.unit).is_some();
    let words = if named { say!("name-another") } else { say!("name-it") };
    vec![Button::new(Action::Name, words), dream]
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, cell: &Cell, page: &Page<'_>) {
    let Page { scene, unit, .. } = *page;
    let square = cell.square;
    let units = scene.snapshot.map_or(&[][..], |snapshot| &snapshot.units);
    let reading = units.iter().find(|reading| reading.unit == unit);
    let finds_nothing = reading.is_some_and(|reading| reading.range.1 <= 0.0);
    let title = match page.class {
        Some(_) => say!("likes-now-class"),
        None if finds_nothing => say!("likes-now-nothing"),
        None => say!("likes-now"),
    };
    heading(brush, cell.heading, &title);
    let Some(snapshot) = scene.snapshot else {
        brush.canvas.rounded(square, 4, PANEL);
        return;
    };
    let seen = match reading.filter(|_| page.class.is_none() && !finds_nothing) {
        Some(reading) => spotlight::light_up(brush, square, &scene.facts, snapshot, reading),
        None => brush.seen(square, &snapshot.frame.picture, snapshot.crop),
    };
    brush.canvas.frame(seen, 2, page.color());
    if let Some(class) = page.class {
        let share = snapshot.probabilities.get(class).copied().unwrap_or(0.0);
        let figure = percent((share * ALL).round() as u32, share);
        let says = say!("likes-sure", name = scene.label(class));
        draw_value(brush, cell.words, page, (share * ALL, ALL, 4), &figure, &says);
        return;
    }
    let Some(value) = reading.map(|reading| reading.range.1) else {
        words(brush, cell.words, &say!("one-moment"), NOTICE);
        return;
    };
    let shown = value.max(0.0);
    let most = page.most;
    let steps = if (most - 6.0).abs() < f32::EPSILON { 3 } else { 2 };
    let says = if scene.selection.is_ablated(unit) {
        say!("likes-away")
    } else if value <= 0.0 {
        say!("likes-nothing")
    } else {
        let most = number(most);
        let most = most.strip_suffix(".0").unwrap_or(&most);
        say!("likes-strongest", most = most)
    };
    draw_value(brush, cell.words, page, (shown, most, steps), &number(shown), &says);
}

/// The bar with its axis; below it the figure, and what it is.
fn draw_value(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    page: &Page<'_>,
    (value, most, steps): (f32, f32, i32),
    figure: &str,
    says: &str,
) {
    let m = brush.metrics;
    let high = (m.gap * 5 / 4).max(6);
    let (track, rest) = area.split_top(high);
    bar(brush, track, value / most, page.color());
    let ticks = Rect { y: rest.y + m.gap / 3, ..rest };
    axis(brush, ticks, most, steps);
    let below = (m.small * 0.85).max(11.0) * 1.28;
    let rest = ticks.split_top(below as i32 + m.gap / 3).1;
    let large = Style::bold((m.headline * 0.85).min(rest.height as f32), page.color());
    let used = brush.text((rest.x, rest.y), rest.width, Align::Left, figure, large) + m.gap;
    let place = Rect { x: rest.x + used, width: rest.width - used, ..rest };
    words(brush, place, says, MUTED);
}
