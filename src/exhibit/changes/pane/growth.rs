//! Where in the network a difference grew: a bar for the picture, one a step, one for the answer.

use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::{FAINT, LEADER, LINE, PANEL, TEXT, step_color};
use crate::view::{Align, Brush};

/// Upper ends of the axis: relative changes, where 1 is 100 %.
const SCALES: [f32; 8] = [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 1.0, 2.0];

/// The smallest end of the axis that holds all bars; one that is longer ends there.
fn scale(changes: &[f32]) -> f32 {
    let highest = changes.iter().copied().fold(0.0, f32::max);
    let last = SCALES[SCALES.len() - 1];
    SCALES.into_iter().find(|&scale| scale >= highest).unwrap_or(last)
}

/// The picture's colour, that of its step, or the answer's.
fn color_of(depth: usize, steps: usize) -> Color {
    match depth {
        0 => TEXT,
        depth if depth > steps => LEADER,
        depth => step_color(depth - 1, steps),
    }
}

fn whole(share: f32) -> String {
    let share = share * 100.0;
    let digits = usize::from(share > 0.0 && share < 0.95);
    format!("{share:.digits$}")
}

fn percent(share: f32) -> String {
    say!("percent", of = whole(share))
}

/// Relative changes: of the picture, of each step, of the answer. Nothing where it would not be
/// legible.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, changes: &[f32], scene: &Scene<'_>) {
    let m = brush.metrics;
    let quiet = Style::regular(m.small, FAINT);
    let highest = scale(changes);
    let axis = brush.face.width("100 %", quiet) + m.gap / 2;
    let (upper, below) = area.split_bottom(quiet.leading());
    let room = upper.split_left(axis).1;
    // A number stands above the highest bar.
    let plot = room.split_top(quiet.leading()).1;
    if plot.width < 8 * changes.len() as i32 || plot.height < 2 * quiet.leading() {
        return;
    }
    brush.canvas.fill(plot, PANEL);
    let height = |share: f32| ((share / highest).clamp(0.0, 1.0) * (plot.height - 1) as f32) as i32;
    for share in [0.0, highest / 2.0, highest] {
        let y = plot.bottom() - 1 - height(share);
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        let top = (y - quiet.cap_height() / 2).min(plot.bottom() - quiet.cap_height());
        brush.text((area.x, top), axis - m.gap / 2, Align::Right, &percent(share), quiet);
    }
    let count = changes.len().max(1) as i32;
    let ends = |n: i32| plot.x + n * plot.width / count;
    let bar = plot.width / count;
    let every = label_distance(brush, bar, quiet);
    let names = [say!("growth-picture"), say!("growth-answer")];
    let wide = names.each_ref().map(|name| brush.face.width(name, quiet));
    // A name that is wider than its bar takes the place of a step's number.
    let is_narrow = wide.iter().any(|wide| *wide > bar + m.gap);
    // Where not all of them have room for it, the axis alone says that they are percent.
    let short = changes.iter().any(|&change| brush.face.width(&percent(change), quiet) + 2 > bar);
    let y = below.y + m.gap / 4;
    for (n, &change) in (0..).zip(changes) {
        let (left, right) = (ends(n), ends(n + 1));
        let color = color_of(n as usize, scene.outline.blocks.len());
        let tall = height(change).max(1);
        let gap = ((right - left) / 6).max(1);
        let place = Rect::new(left + gap / 2, plot.bottom() - tall, right - left - gap, tall);
        brush.canvas.fill(place, color);
        let number = if short { whole(change) } else { percent(change) };
        if brush.face.width(&number, quiet) + 2 <= right - left {
            let y = place.y - quiet.cap_height() - m.gap / 4;
            brush.text((left, y), right - left, Align::Centre, &number, Style { color, ..quiet });
        }
        let taken = is_narrow && (n == 1 || n == count - 2);
        if n > 0 && n < count - 1 && (n == 1 || n % every == 0) && !taken {
            brush.text((left, y), right - left, Align::Centre, &n.to_string(), quiet);
        }
    }
    let [picture, answer] = &names;
    if !is_narrow {
        for ((n, name), wide) in [(0, picture), (count - 1, answer)].into_iter().zip(wide) {
            brush.text((ends(n) + (bar - wide) / 2, y), wide, Align::Left, name, quiet);
        }
    } else if wide.iter().all(|wide| *wide <= 2 * bar) {
        brush.text((ends(0), y), 2 * bar, Align::Left, picture, quiet);
        brush.text((ends(count - 2), y), 2 * bar, Align::Right, answer, quiet);
    }
}

/// Every how many steps have their number below, so that no two touch.
fn label_distance(brush: &Brush<'_, '_>, bar: i32, style: Style) -> i32 {
    let wide = brush.face.width("18", style) + 4;
    [1, 2, 3, 6].into_iter().find(|every| every * bar >= wide).unwrap_or(9)
}

/// "step 12 by 31 %": the step that changed most, and by how much.
pub fn most(changes: &[f32]) -> Option<(usize, String)> {
    let [_, steps @ .., _] = changes else { return None };
    let most = |a: &(usize, &f32), b: &(usize, &f32)| a.1.total_cmp(b.1);
    let (step, change) = steps.iter().enumerate().max_by(most)?;
    Some((step + 1, percent(*change)))
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the scales are constants")]
mod tests {
    use super::*;

    #[test]
    fn the_axis_is_as_short_as_the_bars_allow() {
        assert_eq!(scale(&[0.09]), 0.1);
        assert_eq!(scale(&[0.3, 7.0]), 2.0);
        assert_eq!(scale(&[]), 0.02);
    }

    #[test]
    fn the_step_that_changed_most_is_neither_the_picture_nor_the_answer() {
        let said = most(&[0.9, 0.04, 0.313, 0.2, 0.95]).unwrap();
        assert_eq!((said.0, said.1.replace('\u{a0}', " ")), (2, "31 %".to_owned()));
        assert_eq!(most(&[0.9]), None);
    }
}
