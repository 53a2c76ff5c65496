//! The card of the chair test: what to do, how it goes, and what came of it, in large figures.

use super::chair::State;
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::exhibit::changes::CHAIR_AGAIN;
use crate::exhibit::changes::chair::{Chair, TEST};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::palette::{BACKGROUND, LEADER, LINE, MUTED, Metrics, NOTICE, TEXT};
use crate::view::{Align, Brush, What};

/// The part of a card that is written on.
pub(super) fn inner(card: Rect, m: &Metrics) -> Rect {
    card.inset((m.gap * 4 / 3).max(8))
}

/// The card: what to do, how it goes, or what came of it.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    (card, place): (Rect, Rect),
    state: &State<'_>,
    chair: &Chair,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let (frame, ground) = state.colors();
    let radius = m.gap;
    brush.canvas.rounded(card, radius, frame);
    brush.canvas.rounded(card.inset(2), radius - 2, ground);
    let mut inner = inner(card, &m);
    if let Some(shown) = state.button() {
        if shown.action == CHAIR_AGAIN {
            begin(brush, place, &shown, scene);
        } else {
            button::draw(brush, place, &shown, scene.keyboard);
        }
        inner.height = (place.y - m.gap - inner.y).max(0);
    }
    match state {
        State::Ready => {
            let title = (say!("chair-ready"), Style::bold(m.body * 1.3, TEXT));
            let how = (say!("chair-ready-how"), Style { color: MUTED, ..m.body_style() });
            let best = chair.best().map(|most| (say!("chair-most", most = most), m.small_style()));
            words(brush, inner, [title, how].into_iter().chain(best));
        }
        State::Waits(why, _) => {
            words(brush, inner, [(why.clone(), Style::bold(m.body * 1.2, NOTICE))]);
        }
        State::Runs(part) => runs(brush, inner, *part, chair.flips()),
        State::Over(verdict) => over(brush, inner, verdict.flips, chair.best()),
    }
}

/// The button that begins a test, in the colour of what can be touched.
fn begin(brush: &mut Brush<'_, '_>, place: Rect, shown: &Button, scene: &Scene<'_>) {
    let m = brush.metrics;
    let pressed = brush.pressed == Some(What::Button(shown.action));
    let ground = if pressed { mix(LEADER, BACKGROUND, 70) } else { LEADER };
    brush.canvas.rounded(place, m.gap * 2 / 3, ground);
    let style = Style::bold((place.height as f32 * 0.36).clamp(m.body, m.body * 1.7), BACKGROUND);
    let style = brush.face.fitted(&shown.label, style, place.width * 6 / 10, 11.0);
    let side = style.cap_height() * 4 / 3;
    let width = side + m.gap + brush.face.width(&shown.label, style);
    let x = place.x + (place.width - width) / 2;
    let triangle = Rect::new(x, place.middle().y - side / 2, side * 8 / 10, side);
    brush.canvas.triangle_right(triangle, BACKGROUND);
    let y = place.y + (place.height - style.cap_height()) / 2;
    brush.text((x + side + m.gap, y), width, Align::Left, &shown.label, style);
    let Some(cap) = scene.keyboard.cap(shown.action) else { return };
    let small = Style::bold(m.small, mix(LEADER, BACKGROUND, 190));
    let at = place.right() - m.gap - brush.face.width(&cap, small);
    if at > x + width + m.gap {
        let y = place.y + (place.height - small.cap_height()) / 2;
        brush.text((at, y), place.right() - at, Align::Left, &cap, small);
    }
}

/// Paragraphs in the middle of the rows, the first ones that are whole.
fn words(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    paragraphs: impl IntoIterator<Item = (String, Style)>,
) {
    let gap = brush.metrics.gap * 4 / 3;
    let mut fitting = Vec::new();
    let mut used = 0;
    for (text, mut style) in paragraphs {
        let high = |style: Style| {
            let lines = brush.face.wrapped(&text, style, area.width).len() as i32;
            (lines - 1) * style.leading() + style.cap_height()
        };
        let room = area.height - used;
        while style.size > brush.metrics.small && high(style) > room {
            style = style.sized(style.size - 1.0);
        }
        if high(style) > room {
            break;
        }
        let high = high(style);
        used += high + gap;
        fitting.push((text, style, high));
    }
    let mut y = area.y + (area.height - (used - gap)).max(0) / 2;
    for (text, style, high) in fitting {
        brush.paragraph(Rect { y, height: area.bottom() - y, ..area }, &text, style);
        y += high + gap;
    }
}

/// The seconds that are left, the changes so far, and how much is over.
fn runs(brush: &mut Brush<'_, '_>, area: Rect, part: f32, flips: usize) {
    let m = brush.metrics;
    let title = Style::bold(m.body * 1.3, NOTICE);
    brush.text((area.x, area.y), area.width, Align::Left, &say!("chair-move"), title);
    let area = area.split_top(title.cap_height() + m.gap).1;
    let (area, bar) = area.split_bottom((m.body * 0.6) as i32);
    brush.canvas.rounded(bar, bar.height / 2, LINE);
    let width = (part * bar.width as f32) as i32;
    brush.canvas.rounded(Rect { width, ..bar }, bar.height / 2, NOTICE);
    let area = area.split_bottom(m.gap).0;
    let left = (TEST.as_secs_f32() * (1.0 - part)).ceil() as usize;
    let (half, right) = area.split_left((area.width - m.gap) / 2);
    let right = right.split_left(m.gap).1;
    figure(brush, half, left, (&say!("chair-seconds-left", seconds = left), NOTICE));
    figure(brush, right, flips, (&say!("chair-so-far", count = flips), LEADER));
}

/// A number as large as the area allows, with what is counted right below it.
fn figure(brush: &mut Brush<'_, '_>, area: Rect, count: usize, (unit, color): (&str, Color)) {
    let m = brush.metrics;
    let small = brush.face.fitted(unit, m.small_style(), area.width, 11.0);
    let below = small.cap_height() + m.gap;
    let number = count.to_string();
    let style = as_high_as(area.height - below, m.headline * 1.9, color);
    let style = brush.face.fitted(&number, style, area.width, 11.0);
    let y = area.y + (area.height - style.cap_height() - below).max(0) / 2;
    brush.text((area.x, y), area.width, Align::Left, &number, style);
    let y = y + style.cap_height() + m.gap;
    brush.text((area.x, y), area.width, Align::Left, unit, small);
}

/// Bold, with capitals as high as these rows, and not larger than `most`.
fn as_high_as(rows: i32, most: f32, color: Color) -> Style {
    let mut style = Style::bold(most, color);
    while style.size > 11.0 && style.cap_height() > rows {
        style = style.sized(style.size - 1.0);
    }
    style
}

/// How often the answer changed, and what there is to beat.
fn over(brush: &mut Brush<'_, '_>, area: Rect, flips: usize, best: Option<usize>) {
    let m = brush.metrics;
    let label = say!("chair-changed");
    let style = brush.face.fitted(&label, m.body_style(), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &label, style);
    let mut rest = area.split_top(style.cap_height() + m.gap).1;
    let record = best.map(|best| match best {
        best if best < flips => (say!("chair-record"), Style::bold(m.small, NOTICE)),
        best => (say!("chair-most", most = best), Style::bold(m.small, TEXT)),
    });
    let below = record.into_iter().chain([(say!("chair-more"), m.small_style())]);
    let mut lines = Vec::new();
    for (text, style) in below {
        let high = brush.face.wrapped(&text, style, area.width).len() as i32 * style.leading();
        // The number needs most of the room.
        if rest.height - high > area.height / 3 {
            rest.height -= high + m.gap / 3;
            lines.push((text, style, high));
        }
    }
    number_with_unit(brush, rest, flips);
    let mut y = rest.bottom() + m.gap / 3;
    for (text, style, high) in lines {
        brush.paragraph(Rect { y, height: high, ..area }, &text, style);
        y += high + m.gap / 3;
    }
}

/// "20 times": the number as large as the area allows, on one line with its word.
fn number_with_unit(brush: &mut Brush<'_, '_>, area: Rect, count: usize) {
    let m = brush.metrics;
    let (number, unit) = (count.to_string(), say!("chair-times", count = count));
    let mut style = as_high_as(area.height - 2 * m.gap, m.headline * 3.0, LEADER);
    let small = |style: Style| style.sized((style.size * 0.42).max(11.0));
    let width = |style: Style| {
        brush.face.width(&number, style) + m.gap + brush.face.width(&unit, small(style))
    };
    while style.size > 11.0 && width(style) > area.width {
        style = style.sized(style.size - 1.0);
    }
    let y = area.y + (area.height - style.cap_height()) / 2;
    let used = brush.text((area.x, y), area.width, Align::Left, &number, style) + m.gap;
    let small = small(style);
    let y = y + style.cap_height() - small.cap_height();
    brush.text((area.x + used, y), area.width - used, Align::Left, &unit, small);
}
