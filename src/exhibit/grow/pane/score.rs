//! Draws how well it does: a figure, two curves, and the digits that it gets wrong.

use super::places::words_height;
use super::wall::digit;
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::grow::chosen::MISTAKES;
use crate::exhibit::grow::digits;
use crate::exhibit::grow::grown::{Grown, Mark, Score};
use crate::geometry::Rect;
use crate::view::palette::{LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What};

/// The colour of what it learns from.
const LEARNED: Color = TEXT;
/// The colour of what is held back.
const HELD_BACK: Color = LEADER;

/// Where the parts lie.
struct Parts {
    figure: Rect,
    curves: Rect,
    mistakes: Rect,
}

fn parts(area: Rect, m: &Metrics) -> Parts {
    let gap = 2 * m.gap;
    if m.upright {
        let (top, mistakes) = area.split_top(area.height * 62 / 100);
        let (figure, curves) = top.split_left(top.width * 32 / 100);
        let (curves, mistakes) = (curves.split_left(gap).1, mistakes.split_top(gap).1);
        return Parts { figure, curves, mistakes };
    }
    let (figure, rest) = area.split_left(area.width * 23 / 100);
    let (curves, mistakes) = rest.split_left(rest.width * 60 / 100);
    let curves = curves.split_left(m.gap).1;
    Parts { figure, curves, mistakes: mistakes.split_left(gap).1 }
}

/// Where the digits lie that it gets wrong: each a touch.
fn places(area: Rect, m: &Metrics) -> Vec<Rect> {
    let area = area.split_top(words_height(m)).1;
    let (gap, words) = ((m.gap / 2).max(3), m.small_style().leading());
    let (least, all) = (m.target, MISTAKES.len() as i32);
    let most_rows = ((area.height + gap) / (least + words + gap)).max(1);
    let rows = |across: i32| ((all + across - 1) / across).clamp(1, most_rows);
    let size = |across: i32| {
        let wide = (area.width + gap) / across - gap;
        (wide, ((area.height + gap) / rows(across) - gap).min(wide + words))
    };
    // As many as can be touched, as large as they can be.
    let most_across = ((area.width + gap) / (least + gap)).clamp(1, all);
    let worth = |&across: &i32| {
        let (wide, high) = size(across);
        ((across * rows(across)).min(all), wide.min(high - words))
    };
    let across = (1..=most_across).max_by_key(worth).unwrap_or(1);
    let ((wide, high), rows) = (size(across), rows(across));
    let cell = |n: i32| {
        let (column, row) = (n % across, n / across);
        Rect::new(area.x + column * (wide + gap), area.y + row * (high + gap), wide, high)
    };
    (0..(across * rows).min(MISTAKES.len() as i32)).map(cell).collect()
}

/// The digits that can be touched.
pub(super) fn targets(grown: &Grown, area: Rect, m: &Metrics) -> Vec<Target> {
    let places = places(parts(area, m).mistakes, m);
    let shown = grown.mistakes.iter().zip(MISTAKES).zip(places);
    let target = |((_, action), place): (_, Rect)| Target {
        what: What::Button(action),
        area: place,
        touch: place,
    };
    shown.map(target).collect()
}

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, grown: &Grown) {
    let parts = parts(area, &brush.metrics);
    draw_figure(brush, parts.figure, &grown.mark);
    draw_curves(brush, parts.curves, grown);
    draw_mistakes(brush, parts.mistakes, grown);
}

fn hundredths(score: Score) -> u32 {
    u32::from(score.right) * 100 / u32::from(score.of.max(1))
}

fn draw_figure(brush: &mut Brush<'_, '_>, area: Rect, mark: &Mark) {
    let m = brush.metrics;
    let figure = say!("percent", of = hundredths(mark.held_back));
    let words = say!("grow-never-seen", count = mark.held_back.of);
    let small = Style::regular(m.small, MUTED);
    let lines = brush.face.wrapped(&words, small, area.width).len() as i32 + 1;
    let room = area.height - lines * small.leading() - m.gap;
    let style = Style::bold((room as f32 * 0.5).clamp(14.0, 110.0), HELD_BACK);
    let style = brush.face.fitted(&figure, style, area.width, 14.0);
    let top = area.y + m.gap / 2;
    brush.text((area.x, top), area.width, Align::Left, &figure, style);
    let y = top + style.cap_height() + m.gap;
    let below = Rect { y, height: lines * small.leading(), ..area };
    let used = brush.paragraph(below, &words, small);
    let learned = say!("grow-of-learned", percent = hundredths(mark.learned));
    let style = brush.face.fitted(&learned, Style::regular(m.small, LEARNED), area.width, 11.0);
    let y = y + used.max(small.leading()) + m.gap / 4;
    if y + style.leading() <= area.bottom() + m.gap / 2 {
        brush.text((area.x, y), area.width, Align::Left, &learned, style);
    }
}

/// How wrong it is on both sets, by steps.
fn draw_curves(brush: &mut Brush<'_, '_>, area: Rect, grown: &Grown) {
    let m = brush.metrics;
    let (words, plot) = area.split_top(words_height(&m));
    let title = say!("grow-how-wrong");
    let style = brush.face.fitted(&title, Style::bold(m.small, TEXT), words.width, 11.0);
    let used = brush.text((words.x, words.y), words.width, Align::Left, &title, style);
    let steps = say!("grow-steps", count = grown.mark.step);
    let room = words.width - used - m.gap;
    let small = Style::regular(m.small, MUTED);
    if brush.face.width(&steps, small) <= room {
        brush.text((words.right() - room, words.y), room, Align::Right, &steps, small);
    }
    brush.canvas.fill(plot, PANEL);
    let losses = |mark: &Mark| [mark.learned.loss, mark.held_back.loss];
    let highest = grown.marks.iter().flat_map(losses).fold(0.5_f32, f32::max).min(4.0);
    let last = grown.marks.last().map_or(1, |mark| mark.step).max(1);
    let names = [say!("grow-learned"), say!("grow-held-back")];
    let widest = names.iter().map(|name| brush.face.width(name, small)).max().unwrap_or(0);
    let inner = plot.inset_by(m.gap / 2, m.gap / 2);
    let (inner, ends) = inner.split_right((widest + m.gap).min(inner.width / 2));
    let across = |step: u32| inner.x as f32 + inner.width as f32 * step as f32 / last as f32;
    let down = |loss: f32| {
        // Whoever learns too fast may come to no number.
        let loss = if loss.is_finite() { loss } else { highest };
        inner.bottom() as f32 - inner.height as f32 * (loss / highest).clamp(0.0, 1.0)
    };
    if grown.wanted.back.is_some() {
        let x = across(grown.mark.step);
        brush.canvas.line((x, plot.y as f32), (x, plot.bottom() as f32), 2.0, LINE);
    }
    let mut rows = [0.0_f32; 2];
    for (n, color) in [LEARNED, HELD_BACK].into_iter().enumerate() {
        let points: Vec<(f32, f32)> =
            grown.marks.iter().map(|mark| (across(mark.step), down(losses(mark)[n]))).collect();
        for pair in points.windows(2) {
            brush.canvas.line(pair[0], pair[1], (m.gap as f32 / 5.0).max(2.0), color);
        }
        rows[n] = points.last().map_or(inner.y as f32, |point| point.1);
    }
    // Names at the ends of their curves, one above the other.
    let apart = small.leading() as f32;
    let above = usize::from(rows[1] < rows[0]);
    let middle = f32::midpoint(rows[0], rows[1]);
    let half = (f32::abs(rows[0] - rows[1]) / 2.0).max(apart / 2.0);
    let cap = small.cap_height() as f32;
    let least = inner.y as f32 + cap / 2.0 + half;
    let middle = middle.clamp(least, (inner.bottom() as f32 - cap / 2.0 - half).max(least));
    for (n, color) in [LEARNED, HELD_BACK].into_iter().enumerate() {
        let y = (if n == above { middle - half } else { middle + half }) - cap / 2.0;
        let style = brush.face.fitted(&names[n], Style { color, ..small }, ends.width, 11.0);
        let x = ends.x + m.gap / 2;
        brush.text((x, y as i32), ends.right() - x, Align::Left, &names[n], style);
    }
}

fn draw_mistakes(brush: &mut Brush<'_, '_>, area: Rect, grown: &Grown) {
    let m = brush.metrics;
    let (words, _) = area.split_top(words_height(&m));
    let wrong = grown.mark.held_back.of - grown.mark.held_back.right;
    let title = say!("grow-wrong", count = wrong);
    let style = brush.face.fitted(&title, Style::bold(m.small, TEXT), words.width, 11.0);
    brush.text((words.x, words.y), words.width, Align::Left, &title, style);
    let Ok(held_back) = digits::held_back() else { return };
    for (mistake, place) in grown.mistakes.iter().zip(places(area, &m)) {
        let Some(known) = held_back.get(usize::from(mistake.which)) else { continue };
        let small = Style::bold(m.small, NOTICE);
        let (rest, words) = place.split_bottom(small.leading());
        let side = rest.width.min(rest.height);
        let picture = Rect::new(rest.x + (rest.width - side) / 2, rest.y, side, side);
        digit(brush, picture, &known.pixels);
        let says = mistake.says.to_string();
        let y = words.bottom() - small.cap_height() - 1;
        brush.text((words.x, y), words.width, Align::Centre, &says, small);
    }
}
