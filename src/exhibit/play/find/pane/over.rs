//! When a turn is over: what was found, how many points, who won.

use super::{Lines, Places, ready};
use crate::canvas::text::Style;
use crate::exhibit::play::START;
use crate::exhibit::play::find::Find;
use crate::exhibit::play::find::turn::{Find as Found, Turn};
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::palette::{LEADER, MUTED, Metrics, PANEL, TEXT};
use crate::view::{Align, Brush};

/// The button between the turns of two players.
pub(super) fn buttons_between(column: Rect, m: &Metrics) -> Vec<(Button, Rect)> {
    let height = (m.target * 3 / 2).min(column.height * 22 / 100).max(m.target);
    let place = column.split_bottom(height).1;
    vec![(Button::new(START, say!("play-start")).lit(true), place)]
}

/// Between two turns.
pub(super) fn draw_between(find: &Find, brush: &mut Brush<'_, '_>, places: Places) {
    let m = brush.metrics;
    let height = buttons_between(places.column, &m)[0].1.height + m.gap;
    let mut lines = Lines::new(places.column.split_bottom(height).0);
    lines.line(brush, &say!("play-find-right-ready"), Style::bold(m.headline, TEXT));
    lines.gap(m.gap / 2);
    lines.paragraph(brush, &say!("play-find-same-words"), Style::regular(m.body, MUTED));
    lines.gap(m.gap);
    let Some(left) = find.turns.first() else { return };
    let points = say!("play-find-left-has", count = left.points());
    lines.line(brush, &points, Style::bold(m.body * 1.3, LEADER));
    lines.gap(m.gap / 2);
    list(brush, lines.area, left.finds());
}

/// Nothing was found.
pub(super) fn draw_lost(find: &Find, brush: &mut Brush<'_, '_>, places: Places) {
    let m = brush.metrics;
    let mut lines = Lines::new(above(places.column, &m));
    lines.line(brush, &say!("play-find-lost"), Style::bold(m.headline, TEXT));
    lines.gap(m.gap / 2);
    lines.paragraph(brush, &say!("play-find-lost-hint"), Style::regular(m.body, MUTED));
    let wanted = find.turn().and_then(Turn::wanted);
    if let Some(thing) = wanted.filter(|_| !find.duel) {
        lines.gap(m.gap);
        let words = say!("play-find-it-wanted", thing = thing.name());
        lines.line(brush, &words, Style::bold(m.body * 1.2, TEXT));
    }
}

/// Something was found; of two players, by one of them at least.
pub(super) fn draw_won(find: &Find, brush: &mut Brush<'_, '_>, places: Places) {
    let m = brush.metrics;
    let mut lines = Lines::new(above(places.column, &m));
    if let ([left, right], true) = (&find.turns[..], find.duel) {
        let words = match left.points().cmp(&right.points()) {
            std::cmp::Ordering::Greater => say!("play-find-left-wins"),
            std::cmp::Ordering::Less => say!("play-find-right-wins"),
            std::cmp::Ordering::Equal => say!("play-find-draw"),
        };
        lines.line(brush, &words, Style::bold(m.headline * 1.1, LEADER));
        lines.gap(m.gap);
        let half = (lines.area.width - m.gap) / 2;
        let (one, other) = lines.area.split_left(half);
        side(brush, one, &say!("play-find-left-has", count = left.points()), left);
        let other = other.split_left(m.gap).1;
        side(brush, other, &say!("play-find-right-has", count = right.points()), right);
        return;
    }
    let Some(turn) = find.turn() else { return };
    let points = say!("play-points", count = turn.points());
    lines.line(brush, &points, Style::bold(m.headline * 1.35, LEADER));
    let all = turn.finds().len() == turn.goal();
    let found = if all {
        say!("play-find-found-all", count = turn.finds().len())
    } else {
        say!("play-find-found", count = turn.finds().len(), all = turn.goal())
    };
    lines.line(brush, &found, Style::regular(m.body * 1.15, TEXT));
    lines.gap(m.gap / 2);
    list(brush, lines.area, turn.finds());
}

/// What of a column is above the buttons.
fn above(column: Rect, m: &Metrics) -> Rect {
    column.split_bottom(ready::buttons_height(column, m) + m.gap).0
}

fn side(brush: &mut Brush<'_, '_>, area: Rect, head: &str, turn: &Turn) {
    let m = brush.metrics;
    let mut lines = Lines::new(area);
    lines.line(brush, head, Style::bold(m.body * 1.2, TEXT));
    lines.gap(m.gap / 2);
    list(brush, lines.area, turn.finds());
}

/// What was found, a row each: how sure it was, and the points. In two columns where one is too
/// short; the last ones where there is not enough room for all.
pub(super) fn list(brush: &mut Brush<'_, '_>, area: Rect, finds: &[Found]) {
    let m = brush.metrics;
    let size =
        if finds.len() * 3 * (m.body as usize) < area.height.max(0) as usize { 1.3 } else { 1.0 };
    let name = Style::bold(m.body * size, TEXT);
    let small = Style::regular(m.small * size, MUTED);
    let step = name.leading() + m.gap * 2 / 3;
    let rows = (area.height / step.max(1)).max(0) as usize;
    let two = finds.len() > rows && area.width > (m.body * 26.0) as i32;
    let columns = if two { 2 } else { 1 };
    let width = (area.width - (columns - 1) * m.gap) / columns;
    let shown = &finds[finds.len().saturating_sub(rows * columns as usize)..];
    for (n, find) in shown.iter().enumerate() {
        let (x, y) = ((n / rows.max(1)) as i32, (n % rows.max(1)) as i32);
        let x = area.x + x * (width + m.gap);
        let place = Rect::new(x, area.y + y * step, width, step - 2);
        brush.canvas.rounded(place, m.gap / 3, PANEL);
        let inner = place.inset_by(m.gap / 2, 0);
        let level = |style: Style| inner.y + (inner.height - style.cap_height()) / 2;
        let points = Style { color: LEADER, ..name };
        let worth = format!("+{}", find.points);
        let used = brush.text((inner.x, level(points)), inner.width, Align::Right, &worth, points);
        let rest = inner.split_right(used + m.gap).0;
        let share = say!("play-percent", percent = find.percent);
        let used = brush.text((rest.x, level(small)), rest.width, Align::Right, &share, small);
        let rest = rest.split_right(used + m.gap / 2).0;
        let fitted = brush.face.fitted(&find.name, name, rest.width, 11.0);
        brush.text((rest.x, level(fitted)), rest.width, Align::Left, &find.name, fitted);
    }
}
