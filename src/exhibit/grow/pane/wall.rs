//! Draws its wall: the digit, the detectors of each step, what it says.

use super::places::{Places, WITH_FILTER, grid, words_height};
use crate::canvas::color::{Color, mix};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::exhibit::grow::chosen::Chosen;
use crate::exhibit::grow::digits::{INK, SIDE};
use crate::exhibit::grow::drawing::{Drawing, FIELD};
use crate::exhibit::grow::grown::{StepMaps, Wall};
use crate::exhibit::grow::recipe::WINDOW;
use crate::geometry::Rect;
use crate::view::palette::{FAINT, LEADER, LINE, MUTED, NOTICE, PANEL, TEXT, hue, step_color};
use crate::view::wording::{percent, percentages};
use crate::view::{Align, Brush};

/// Squares of one colour each, row after row, that fill the area.
pub(super) fn squares(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    side: usize,
    color: impl Fn(usize) -> Color,
) {
    let edge = |start: i32, length: i32, n: usize| start + length * n as i32 / side.max(1) as i32;
    for y in 0..side {
        let (top, bottom) = (edge(area.y, area.height, y), edge(area.y, area.height, y + 1));
        for x in 0..side {
            let left = edge(area.x, area.width, x);
            let width = edge(area.x, area.width, x + 1) - left;
            let square = Rect::new(left, top, width, bottom - top);
            brush.canvas.fill(square, color(y * side + x));
        }
    }
}

/// A digit of 8 by 8 values: ink is white.
pub(super) fn digit(brush: &mut Brush<'_, '_>, area: Rect, pixels: &[u8]) {
    let color = |at: usize| {
        let ink = u32::from(pixels.get(at).copied().unwrap_or(0)) * 255 / u32::from(INK);
        mix(PANEL, TEXT, ink as u8)
    };
    squares(brush, area, SIDE, color);
}

/// The digit that it looks at, with what is being drawn.
pub(super) fn field(
    brush: &mut Brush<'_, '_>,
    places: &Places,
    chosen: &Chosen,
    wall: Option<&Wall>,
) {
    let m = brush.metrics;
    let (words, area) = (places.field_words, places.field);
    let title = match &chosen.drawing {
        Some(_) => say!("grow-yours"),
        None => say!("grow-draw"),
    };
    let style = brush.face.fitted(&title, Style::bold(m.small, TEXT), words.width, 11.0);
    brush.text((words.x, words.y), words.width, Align::Left, &title, style);
    match (&chosen.drawing, wall) {
        (Some(drawing), wall) => draw_drawing(brush, area, drawing, wall),
        (None, Some(wall)) => digit(brush, area, &wall.digit),
        (None, None) => brush.canvas.fill(area, PANEL),
    }
    brush.canvas.frame(area, 2, LEADER);
}

/// What was drawn as it was drawn; what it gets of that stands in the corner.
fn draw_drawing(brush: &mut Brush<'_, '_>, area: Rect, drawing: &Drawing, wall: Option<&Wall>) {
    squares(brush, area, FIELD as usize, |at| {
        let (x, y) = (at as i32 % FIELD, at as i32 / FIELD);
        if drawing.has_ink(x, y) { TEXT } else { PANEL }
    });
    if let Some((at, down)) = drawing.pen() {
        let on = |along: i32, start: i32, length: i32| {
            start as f32 + (along as f32 + 0.5) * length as f32 / FIELD as f32
        };
        let place = (on(at.x, area.x, area.width), on(at.y, area.y, area.height));
        let color = if down { LEADER } else { FAINT };
        brush.canvas.disc(place, area.width as f32 / 24.0, color);
    }
    let side = area.width * 26 / 100;
    let corner = Rect::new(area.right() - side - 4, area.bottom() - side - 4, side, side);
    if let Some(wall) = wall.filter(|_| !drawing.is_empty()) {
        digit(brush, corner, &wall.digit);
        brush.canvas.frame(corner.inset(-1), 1, LEADER);
    }
}

/// The detectors of each step.
pub(super) fn steps(brush: &mut Brush<'_, '_>, places: &Places, wall: &Wall) {
    let m = brush.metrics;
    let count = wall.steps.len();
    for (n, (step, area)) in wall.steps.iter().zip(&places.steps).enumerate() {
        let (words, area) = area.split_top(words_height(&m));
        let style = Style::bold(m.small, step_color(n, count));
        let name = say!("grow-layer", layer = n + 1);
        let used = brush.text((words.x, words.y), words.width, Align::Left, &name, style);
        if n == 0 {
            let says = say!("grow-first-step");
            let x = words.x + used + m.gap;
            let style = Style::regular(m.small, MUTED);
            let style = brush.face.fitted(&says, style, words.right() - x, 11.0);
            if brush.face.width(&says, style) <= words.right() - x {
                brush.text((x, words.y), words.right() - x, Align::Left, &says, style);
            }
        }
        let filters = if n == 0 { &wall.filters[..] } else { &[] };
        draw_step(brush, area, step, filters, hue(n, count));
    }
}

/// A cell a detector; of the first step with its filter before its map.
fn draw_step(brush: &mut Brush<'_, '_>, area: Rect, step: &StepMaps, filters: &[f32], hue: f32) {
    let (count, gap) = (step.maps().count(), (brush.metrics.gap / 2).max(3));
    let aspect = if filters.is_empty() { 1.0 } else { WITH_FILTER };
    let colors = Colormap::signed(hue, 0.7);
    let most = step.largest().max(1e-6);
    let most_weight = filters.iter().fold(1e-6_f32, |most, weight| most.max(weight.abs()));
    let grey = Colormap::grey(true, 0.8);
    let cells = grid(area, count, aspect, gap);
    for (n, (map, cell)) in step.maps().zip(cells).enumerate() {
        let (filter, place) = cell.split_right(cell.height);
        squares(brush, place, step.side, |at| colors.color(byte(map[at] / most)));
        if let Some(weights) = filters.chunks_exact(WINDOW * WINDOW).nth(n) {
            let side = (filter.width - gap / 2).min(cell.height);
            let y = cell.y + (cell.height - side) / 2;
            let filter = Rect::new(filter.right() - gap / 2 - side, y, side, side);
            squares(brush, filter, WINDOW, |at| grey.color(byte(weights[at] / most_weight)));
        }
    }
}

/// −1..=1 as a signed map's byte.
fn byte(value: f32) -> u8 {
    (128.0 + 127.0 * value.clamp(-1.0, 1.0)).round() as u8
}

/// What it says, and a bar a digit.
pub(super) fn answer(brush: &mut Brush<'_, '_>, area: Rect, wall: &Wall, drawn: Option<&Drawing>) {
    let m = brush.metrics;
    let (words, bars) = area.split_top((area.height * 42 / 100).max(words_height(&m) * 2));
    if drawn.is_some_and(Drawing::is_empty) {
        brush.paragraph(words, &say!("grow-draw-one"), Style::regular(m.body, MUTED));
        return;
    }
    let (best, shares) = (wall.best(), percentages(&wall.answers));
    let is_wrong = wall.label.is_some_and(|label| usize::from(label) != best);
    let color = if is_wrong { NOTICE } else { LEADER };
    let says = say!("grow-says-it");
    brush.text((words.x, words.y), words.width, Align::Left, &says, Style::bold(m.small, TEXT));
    let large = words.split_top(words_height(&m)).1;
    let figure = Style::bold((large.height as f32 * 0.9).clamp(12.0, 140.0), color);
    let used = brush.text(
        (large.x, large.y + m.gap / 2),
        large.width,
        Align::Left,
        &best.to_string(),
        figure,
    );
    let beside = large.split_left(used + m.gap).1;
    let share = percent(shares[best], wall.answers[best]);
    let style = brush.face.fitted(&share, Style::bold(m.body * 1.2, color), beside.width, 11.0);
    let y = beside.y + m.gap / 2;
    brush.text((beside.x, y), beside.width, Align::Left, &share, style);
    if let Some(label) = wall.label {
        let truth = if is_wrong { say!("grow-it-is", digit = label) } else { say!("grow-right") };
        let style = brush.face.fitted(&truth, Style::regular(m.small, MUTED), beside.width, 11.0);
        let y = y + (m.body * 1.7) as i32;
        brush.text((beside.x, y), beside.width, Align::Left, &truth, style);
    }
    draw_bars(brush, bars.split_top(m.gap).1, wall, color);
}

fn draw_bars(brush: &mut Brush<'_, '_>, area: Rect, wall: &Wall, color: Color) {
    let m = brush.metrics;
    let name = Style::bold(m.small, MUTED);
    let (tracks, names) = area.split_bottom(name.cap_height() + m.gap / 2);
    let count = wall.answers.len() as i32;
    let best = wall.best();
    for (n, &share) in wall.answers.iter().enumerate() {
        let x = tracks.x + tracks.width * n as i32 / count;
        let width = tracks.width / count - (m.gap / 3).max(2);
        let track = Rect { x, width, ..tracks };
        brush.canvas.fill(track, PANEL);
        let high = (track.height as f32 * share.clamp(0.0, 1.0)).round() as i32;
        let bar = track.split_bottom(high).1;
        brush.canvas.fill(bar, if n == best { color } else { MUTED });
        brush.canvas.fill(Rect { y: track.bottom(), height: 1, ..track }, LINE);
        let style = if n == best { Style { color: TEXT, ..name } } else { name };
        let y = names.bottom() - name.cap_height();
        brush.text((x, y), width, Align::Centre, &n.to_string(), style);
    }
}
