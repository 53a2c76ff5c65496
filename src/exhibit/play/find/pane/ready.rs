//! Before a game: what it is about, what is in the box, and the button that starts it.

use super::{Lines, Places, names};
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::play::find::Find;
use crate::exhibit::play::round::Stands;
use crate::exhibit::play::{BOX, DUEL, START};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::Brush;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{LEADER, MUTED, Metrics, TEXT};

/// Rows of the button that starts a game.
fn start_height(column: Rect, m: &Metrics) -> i32 {
    (m.target * 3 / 2).min(column.height * 22 / 100).max(m.target)
}

/// Rows of all buttons at the foot of a column.
pub(super) fn buttons_height(column: Rect, m: &Metrics) -> i32 {
    start_height(column, m) + m.gap + m.target
}

/// The buttons.
pub(super) fn buttons(
    find: &Find,
    column: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<(Button, Rect)> {
    let again = matches!(find.stands, Stands::Over(_));
    let foot = column.split_bottom(buttons_height(column, m)).1;
    let (large, row) = foot.split_top(start_height(column, m));
    let row = row.split_top(m.gap).1;
    let words = if again { say!("play-again") } else { say!("play-start") };
    let start = Button::new(START, words).lit(true);
    let mut small = vec![Button::new(DUEL, say!("play-find-duel")).with_icon(Icon::Swap)];
    if !scene.status.kiosk {
        small.push(Button::new(BOX, say!("play-find-box")).with_icon(Icon::Grid));
    }
    let places = button::row_by_words(row, &small, scene.keyboard, m, face);
    let small = small.into_iter().zip(places);
    std::iter::once((start, large)).chain(small).collect()
}

/// Draws the words above the buttons.
pub(super) fn draw(find: &Find, brush: &mut Brush<'_, '_>, places: Places, scene: &Scene<'_>) {
    let m = brush.metrics;
    let column = places.column;
    let above = column.split_bottom(buttons_height(column, &m) + m.gap).0;
    let mut lines = Lines::new(above);
    lines.line(brush, &say!("play-find-ready"), Style::bold(m.headline, TEXT));
    lines.gap(m.gap / 2);
    lines.paragraph(brush, &say!("play-find-rule"), Style::regular(m.body, MUTED));
    lines.gap(m.gap);
    let things = find.things();
    let names_of: Vec<&str> =
        things.iter().map(crate::exhibit::play::things::Thing::name).collect();
    let box_of =
        if find.has_a_box() { say!("play-find-on-the-table") } else { say!("play-find-anything") };
    lines.line(brush, &box_of, Style::bold(m.body, LEADER));
    let most = if column.height > 22 * m.body as i32 { 8 } else { 4 };
    lines.paragraph(brush, &names(&names_of, most), Style::regular(m.body, TEXT));
    if scene.status.still {
        lines.gap(m.gap / 2);
        lines.paragraph(brush, &say!("play-find-still"), Style::regular(m.small, MUTED));
    }
}
