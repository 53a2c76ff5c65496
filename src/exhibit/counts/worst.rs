//! The one square that counts most: the picture with it hidden, and what becomes of the answer.

use std::hash::Hasher;

use super::contrast;
use super::occlusion::{Occlusion, Square};
use super::places::{is_ours, why_nothing};
use crate::canvas::color::rgb;
use crate::canvas::text::Style;
use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question, progress};
use crate::geometry::{Rect, Size};
use crate::view::palette::{FAINT, MUTED, PANEL, TEXT};
use crate::view::sentence::Sentence;
use crate::view::wording::percent;
use crate::view::{Align, Brush, pixels};

/// What the background job finds out for it: every place of a square of the usual size on an input
/// of this one, for the picture's own answer.
pub(super) fn question(input: Size) -> Question {
    Question::Occlusion { class: None, square: Square::default().fitted(input) }
}

/// The position whose square takes most of the class's probability; of equals the first. None
/// before one is known.
pub(super) fn position(found: &Occlusion) -> Option<usize> {
    let shares = found.probabilities.iter().copied().enumerate();
    let less = |one: (usize, f32), next: (usize, f32)| if next.1 < one.1 { next } else { one };
    shares.reduce(less).map(|(position, _)| position)
}

/// Hashes all that [`draw`] shows, but for the rival that names its colours.
pub(super) fn stamp(scene: &Scene<'_>, hash: &mut dyn Hasher) {
    progress::stamp(scene, is_ours, hash);
}

/// Draws the picture with that square hidden, and the answer before and after.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let words = say!("worst-title");
    let style = Style::bold((m.body * 1.15).round(), TEXT);
    let title = Sentence { words, names: Vec::new(), style, lines: 1 };
    let rows = title.height(area.width, brush.face) + m.gap / 3;
    title.draw(brush, area);
    let rest = area.split_top(rows).1;
    let side = rest.height.min(rest.width * 2 / 5).max(0);
    let square = Rect { width: side, height: side, ..rest };
    let x = square.right() + m.gap * 3 / 2;
    let beside = Rect { x, width: (area.right() - x).max(0), ..rest };
    let found = scene.findings.iter().find(|found| is_ours(&found.question));
    let problem = match found.map(|found| &found.finding) {
        None => Some(say!("one-moment")),
        Some(Finding::Nothing(why)) => Some(why.clone()),
        Some(_) => found.and_then(|found| why_nothing(found, scene)),
    };
    if let Some(why) = problem {
        brush.canvas.rounded(square, 4, PANEL);
        pixels::words(brush, square, &why, MUTED);
        return;
    }
    let Some((job, Finding::Occlusion(found))) = found.map(|found| (found, &found.finding)) else {
        return;
    };
    let square = brush.seen(square, &job.frame.picture, job.crop);
    if let Some(position) = position(found) {
        hide(brush, square, found, position);
        answers(brush, beside, job, found, position, scene);
    }
}

/// The place of a position in a picture that is drawn in this square.
pub(super) fn place(found: &Occlusion, position: usize, square: Rect) -> Rect {
    let across = |length: i32| length * square.width / found.size.width.max(1);
    let down = |length: i32| length * square.height / found.size.height.max(1);
    let hidden = found.place(position);
    let (x, y) = (across(hidden.x), down(hidden.y));
    let (right, bottom) = (across(hidden.right()), down(hidden.bottom()));
    Rect::new(square.x + x, square.y + y, right - x, bottom - y)
}

/// The grey square with its frame.
pub(super) fn hide(brush: &mut Brush<'_, '_>, square: Rect, found: &Occlusion, position: usize) {
    let hidden = place(found, position, square);
    brush.canvas.fill(hidden, rgb(0x80, 0x80, 0x80));
    brush.canvas.frame(hidden, (brush.metrics.gap / 6).max(2), TEXT);
}

/// "38 % → 28 %", what it answers then, and how often it answered what.
fn answers(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    job: &Found,
    found: &Occlusion,
    position: usize,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let after = found.probabilities.get(position).copied().unwrap_or_default();
    let then = found.bests.get(position).copied().unwrap_or(found.best);
    let color = |class: usize| contrast::color_of(class, scene);
    let line = |words: String, names, style: Style, lines| Sentence { words, names, style, lines };
    let name = scene.label(found.class);
    let small = Style::regular(m.small, MUTED);
    let first = say!("worst-how-sure", class = name);
    let first = line(first, vec![(name, color(found.class))], small, 2);
    let other = scene.label(then);
    let second = if then == found.best {
        line(say!("worst-still", class = other), vec![(other, color(then))], small, 2)
    } else {
        let words = say!("worst-answers", class = other);
        line(words, vec![(other, color(then))], Style::bold(m.body * 1.1, TEXT), 2)
    };
    let (done, all) = (found.probabilities.len(), found.positions());
    let third = if job.progress.is_over() {
        let same = found.bests.iter().filter(|&&best| best == found.best).count();
        let name = scene.label(found.best);
        say!("worst-times", class = name, count = same, all = all)
    } else {
        say!("worst-tried", done = done, all = all)
    };
    let third = line(third, Vec::new(), small, 2);
    let fourth = Style::regular(m.small, FAINT);
    let fourth = line(say!("worst-of-this-size"), Vec::new(), fourth, 2);
    let figure = Style::bold(m.headline * 0.62, MUTED);
    let mut place = area;
    for (n, sentence) in [first, second, third, fourth].iter().enumerate() {
        let rows = sentence.height(area.width, brush.face);
        if place.height < rows {
            return;
        }
        sentence.draw(brush, place);
        place = place.split_top(rows + m.gap / 3).1;
        if n == 0 {
            let rows = figure.leading();
            figures(brush, place, [found.probability, after], color(found.class), figure);
            place = place.split_top(rows + m.gap / 3).1;
        }
    }
    if !job.progress.is_over() && place.height > m.gap {
        let bar = Rect { height: (m.small * 0.4) as i32, ..place };
        progress::bar(brush, bar, job.progress);
    }
}

/// Before, an arrow, after.
fn figures(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    shares: [f32; 2],
    color: crate::canvas::color::Color,
    style: Style,
) {
    let m = brush.metrics;
    let [before, after] = shares.map(|share| percent((share * 100.0).round() as u32, share));
    let arrow = (style.size * 0.9) as i32;
    let all = brush.face.width(&format!("{before}{after}"), style) + arrow + m.gap * 3 / 2;
    let scale = (area.width as f32 / all.max(1) as f32).min(1.0);
    let style = style.sized((style.size * scale).max(11.0));
    let arrow = (arrow as f32 * scale) as i32;
    let gap = m.gap * 3 / 4;
    let x = area.x + brush.text((area.x, area.y), area.width, Align::Left, &before, style) + gap;
    let high = (style.size * 0.5) as i32;
    let y = area.y + (style.cap_height() - high) / 2;
    brush.canvas.arrow_right(Rect::new(x, y, arrow, high), TEXT);
    let x = x + arrow + gap;
    let style = Style { color, ..style };
    brush.text((x, area.y), area.right() - x, Align::Left, &after, style);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;
    use crate::taps::plan::Plan;

    #[test]
    fn the_worst_square_is_the_first_of_the_lowest() {
        let outline = std::sync::Arc::new(made_up::outline(18, 40));
        let snapshot = made_up::snapshot(&outline, &Plan::default(), 0, 0.6);
        let findings = made_up::findings(&[question(snapshot.outline.input)], &snapshot);
        let Some(Finding::Occlusion(found)) = findings.iter().next().map(|found| &found.finding)
        else {
            panic!("{findings:?}")
        };
        let mut found = Occlusion::clone(found);
        found.probabilities = vec![0.5, 0.2, 0.4, 0.2];
        assert_eq!(position(&found), Some(1));
        found.probabilities.clear();
        assert_eq!(position(&found), None);
        // The square of the second position, 48 pixels wide at a pitch of 16, in a picture of half
        // the size.
        let drawn = place(&found, 1, Rect::new(10, 20, 112, 112));
        assert_eq!(drawn, Rect::new(10, 20, 24, 16));
    }
}
