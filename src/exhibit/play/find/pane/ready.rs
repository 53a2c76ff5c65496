//! Before a game: what it is about, what is in the box, and the button that starts it.

use super::{Lines, Places};
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::play::find::Find;
use crate::exhibit::play::round::Stands;
use crate::exhibit::play::things::Thing;
use crate::exhibit::play::{BOX, DUEL, START};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{LEADER, MUTED, Metrics, PANEL, TEXT};
use crate::view::{Align, Brush};

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
    let (above, foot) = if scene.status.still {
        above.split_bottom(2 * m.small_style().leading())
    } else {
        (above, Rect::default())
    };
    let mut lines = Lines::new(above);
    lines.line(brush, &say!("play-find-ready"), Style::bold(m.headline, TEXT));
    lines.gap(m.gap / 2);
    lines.paragraph(brush, &say!("play-find-rule"), Style::regular(m.body * 1.1, MUTED));
    lines.gap(m.gap);
    let words = match find.has_a_box() {
        // Before the first picture nothing is known of the network's words.
        _ if find.things().is_empty() && scene.snapshot.is_some() => say!("play-find-none"),
        true => say!("play-find-on-the-table"),
        false => say!("play-find-anything"),
    };
    lines.line(brush, &words, Style::bold(m.body * 1.1, LEADER));
    lines.gap(m.gap / 2);
    let things = find.things();
    // What is at hand first, as it will be named.
    let at_hand = things.iter().filter(|thing| thing.at_hand);
    let others = things.iter().filter(|thing| !thing.at_hand);
    let names: Vec<&str> = at_hand.chain(others).map(Thing::name).collect();
    chips(brush, lines.area.split_bottom(m.gap).0, &names);
    if !foot.is_empty() {
        let mut lines = Lines::new(foot);
        lines.paragraph(brush, &say!("play-find-still"), Style::regular(m.small, MUTED));
    }
}

/// The names one after the other, each on a ground of its own, as many as there is room for; then
/// how many there are besides.
fn chips(brush: &mut Brush<'_, '_>, area: Rect, names: &[&str]) {
    let m = brush.metrics;
    let style = Style::regular(m.body, TEXT);
    let height = style.leading() + m.gap / 2;
    let step = height + m.gap / 2;
    let rows = ((area.height + m.gap / 2) / step).min(5);
    let width = |words: &str| brush.face.width(words, style) + 2 * m.gap;
    let rest = |count: usize| say!("play-find-and-others", count = count);
    let mut placed: Vec<(String, Rect)> = Vec::new();
    let (mut x, mut row) = (area.x, 0);
    for (n, name) in names.iter().enumerate() {
        let more = names.len() - n;
        let wide = width(name);
        // In the last row there must be room to say how many there are besides.
        let kept = if row + 1 == rows && more > 1 { width(&rest(more)) + m.gap / 2 } else { 0 };
        if x > area.x && x + wide + kept > area.right() {
            if row + 1 >= rows {
                placed.push((
                    rest(more),
                    Rect::new(x, area.y + row * step, width(&rest(more)), height),
                ));
                break;
            }
            (x, row) = (area.x, row + 1);
        }
        placed.push(((*name).to_owned(), Rect::new(x, area.y + row * step, wide, height)));
        x += wide + m.gap / 2;
    }
    for (words, place) in
        placed.iter().filter(|(_, place)| place.right() <= area.right() && rows > 0)
    {
        brush.canvas.rounded(*place, height / 2, PANEL);
        let y = place.y + (height - style.cap_height()) / 2;
        brush.text((place.x, y), place.width, Align::Centre, words, style);
    }
}
