//! Draws what it answers: the picture of now, the name, how like each thing it is, the test.

use super::super::taught::{Test, Warning};
use super::content::{Content, Said, Sureness};
use super::lines::{fitted, line, middle, title, words};
use super::places::Places;
use crate::canvas::color::mix;
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::palette::{
    BACKGROUND, BUTTON, FAINT, GUESS, LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT,
};
use crate::view::wording::percent;
use crate::view::{Align, Brush};

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    let (m, answer) = (brush.metrics, &places.answer);
    title(brush, places.titles[2], 3, &say!("show-title-answer"));
    let Some(said) = content.said() else { return draw_nothing(brush, content, places) };
    let best = said.best.and_then(|best| said.rows.get(best));
    let hue = best.map_or(FAINT, |best| best.color);
    draw_live(brush, content, answer.live, hue);
    let name = Style::bold(m.headline, hue);
    match (best, said.sureness()) {
        (Some(best), Some(sureness)) => {
            let words = match sureness {
                Sureness::Sure => say!("show-is-sure"),
                Sureness::Thinks => say!("show-thinks"),
                Sureness::Perhaps => say!("show-perhaps"),
            };
            draw_said(brush, answer.said, &words, &best.name, name);
        }
        _ => middle(brush, answer.said, &say!("show-none"), name),
    }
    draw_bars(brush, &said, answer.bars);
    draw_none(brush, &said, answer.none);
    let Some(taught) = content.taught.filter(|_| content.is_taught()) else { return };
    if let Some(test) = taught.test.filter(|test| test.all > 0) {
        draw_test(brush, answer.test, test);
    }
    let (says, color) = match taught.warnings.first() {
        Some(Warning::Unequal(more, less)) => {
            let [more, less] = [more, less].map(|class| content.chosen.name(usize::from(*class)));
            (say!("show-unequal", more = more, less = less), NOTICE)
        }
        Some(Warning::OneBackground) => (say!("show-background"), NOTICE),
        None => (say!("show-fast"), MUTED),
    };
    words(brush, answer.says, &says, Style::regular(m.body, color));
}

/// A name as large as it fits, and what stands above it: together in the middle.
fn draw_said(brush: &mut Brush<'_, '_>, area: Rect, above: &str, name: &str, style: Style) {
    let m = brush.metrics;
    let small = Style::regular((m.body * 1.1).round(), MUTED);
    let head = small.leading() * 5 / 4;
    let room = Rect { height: area.height - head, ..area };
    let style = fitted(brush, room, name, style);
    let lines = brush.face.wrapped(name, style, area.width).len() as i32;
    let high = head + (lines - 1) * style.leading() + style.cap_height();
    let (top, rest) = area.split_top((area.height - high) / 2).1.split_top(head);
    line(brush, top.split_bottom(head / 4).0, Align::Left, above, small);
    brush.paragraph(rest, name, style);
}

/// Before it knows two things: what it says by its own words, and what is missing.
fn draw_nothing(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    let (m, answer) = (brush.metrics, &places.answer);
    let foot = answer.says.bottom().max(answer.live.bottom());
    let right = answer.says.right().max(answer.said.right());
    let Rect { x, y, .. } = answer.live;
    let whole = Rect::new(x, y, right - x, foot - y);
    let own = content.scene.snapshot.filter(|snapshot| !snapshot.nothing_to_see);
    let own = own.and_then(|snapshot| snapshot.top.first());
    let high = (m.headline * 3.4) as i32;
    let (first, second) = whole.split_top(high.min(whole.height / 2));
    if let Some(own) = own {
        let name = Style::bold((m.headline * 0.8).round(), GUESS);
        let label = content.scene.label(own.class);
        draw_said(brush, first, &say!("show-own-words"), label, name);
    }
    let second = second.split_top(m.gap).1;
    let panel = Rect { height: second.height.min(m.target * 7 / 2), ..second };
    brush.canvas.rounded(panel, m.gap * 2 / 3, LINE);
    brush.canvas.rounded(panel.inset(1), m.gap * 2 / 3, BACKGROUND);
    let mark = Style::bold((m.headline * 1.1).min(whole.width as f32), LEADER);
    let inner = panel.inset(m.gap);
    let (left, right) = inner.split_left((inner.width / 6).max(mark.size as i32));
    line(brush, left, Align::Centre, "?", mark);
    let foreign = content.taught.and_then(|taught| taught.foreign.as_deref());
    let says = match content.next() {
        Some(0) if foreign.is_some() => {
            say!("head-foreign", network = foreign.unwrap_or_default())
        }
        Some(1) => say!("show-waits-one"),
        _ => say!("show-waits"),
    };
    middle(brush, right.split_left(m.gap).1, &says, Style::regular((m.body * 1.1).round(), TEXT));
}

/// What the camera sees, framed in the colour of what it is.
fn draw_live(brush: &mut Brush<'_, '_>, content: &Content<'_>, place: Rect, hue: u32) {
    let thick = (place.width / 32).max(3);
    brush.canvas.rounded(place, thick * 2, hue);
    match content.scene.snapshot {
        Some(snapshot) => {
            brush.seen(place.inset(thick), &snapshot.frame.picture, snapshot.crop);
        }
        None => brush.canvas.fill(place.inset(thick), PANEL),
    }
}

/// Where a bar's parts lie in its row: name, track, figure.
fn parts(row: Rect, m: &Metrics) -> (Rect, Rect, Rect) {
    let (name, rest) = row.split_left(row.width * 36 / 100);
    let (track, figure) = rest.split_right((m.small * 3.2) as i32);
    (name.split_right(m.gap / 2).0, track.split_right(m.gap / 2).0, figure)
}

/// How like each thing it is, and the line above which it counts.
fn draw_bars(brush: &mut Brush<'_, '_>, said: &Said, area: Rect) {
    let m = brush.metrics;
    let head = m.small_style().leading();
    let (above, rows) = area.split_top(head.min(area.height));
    line(brush, above, Align::Left, &say!("show-how-like"), m.small_style());
    let pitch = rows.height / said.rows.len().max(1) as i32;
    let row = |n: i32| Rect { y: rows.y + n * pitch, height: pitch, ..rows };
    let thick = (m.body * 0.6) as i32;
    for (n, likeness) in said.rows.iter().enumerate() {
        let is_best = said.best == Some(n);
        let (name, track, figure) = parts(row(n as i32), &m);
        let ink = if is_best { TEXT } else { MUTED };
        let style = if is_best { Style::bold(m.body, ink) } else { Style::regular(m.body, ink) };
        line(brush, name, Align::Left, &likeness.name, style);
        let y = track.y + (track.height - thick) / 2;
        let track = Rect { y, height: thick, ..track };
        brush.canvas.rounded(track, thick / 2, mix(PANEL, LINE, 140));
        let share = likeness.like.clamp(0.0, 1.0);
        let wide = (track.width as f32 * share).round() as i32;
        if wide > 0 {
            let bar = Rect { width: wide.max(thick.min(track.width)), ..track };
            brush.canvas.rounded(bar, thick / 2, likeness.color);
        }
        let whole = percent((share * 100.0).round() as u32, share);
        let style = if is_best { Style::bold(m.small, ink) } else { Style::regular(m.small, ink) };
        line(brush, figure, Align::Right, &whole, style);
    }
    // One line through all of them.
    let (_, track, _) = parts(row(0), &m);
    let x = track.x + (track.width as f32 * said.threshold.clamp(0.0, 1.0)) as i32;
    let high = pitch * said.rows.len() as i32;
    let wide = (m.small / 8.0).max(2.0) as i32;
    brush.canvas.fill(Rect::new(x - wide / 2, rows.y, wide, high), TEXT);
}

/// The row that is lit where every bar ends before the line.
fn draw_none(brush: &mut Brush<'_, '_>, said: &Said, area: Rect) {
    let m = brush.metrics;
    let lit = said.best.is_none();
    let (frame, ground, ink) = if lit { (TEXT, TEXT, BACKGROUND) } else { (LINE, BUTTON, MUTED) };
    brush.canvas.rounded(area, m.gap / 2, frame);
    brush.canvas.rounded(area.inset(1), m.gap / 2, ground);
    let inner = area.inset_by(m.gap * 3 / 4, 2);
    let style = Style::bold(m.body, ink);
    let none = say!("show-none");
    let below = say!("show-below");
    let small = Style::regular(m.small, if lit { BACKGROUND } else { FAINT });
    let wide = brush.face.width(&below, small.sized(11.0));
    let used = brush.face.width(&none, style) + m.gap;
    if used + wide <= inner.width {
        let right = inner.split_left(used).1;
        line(brush, right, Align::Right, &below, small);
        line(brush, inner.split_left(used).0, Align::Left, &none, style);
    } else {
        line(brush, inner, Align::Left, &none, style);
    }
}

/// How many of the pictures that were kept back are answered rightly.
fn draw_test(brush: &mut Brush<'_, '_>, area: Rect, test: Test) {
    let m = brush.metrics;
    let figures = say!("show-test", right = test.right, all = test.all);
    let style = Style::bold((m.headline * 0.62).round().max(m.body), LEADER);
    let wide = brush.face.width(&figures, style);
    let says = Style::regular(m.small, MUTED);
    if area.height > 4 * says.leading() {
        // The words below the figures.
        let (top, rest) = area.split_top(style.leading());
        line(brush, top, Align::Left, &figures, style);
        words(brush, rest.split_top(m.gap / 2).1, &say!("show-test-words"), says);
        return;
    }
    let (left, right) = area.split_left(wide.min(area.width * 46 / 100) + m.gap);
    line(brush, left.split_right(m.gap).0, Align::Left, &figures, style);
    middle(brush, right, &say!("show-test-words"), says);
}
