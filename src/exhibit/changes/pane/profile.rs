//! The plot of a profile of change: a bar for the picture, one a step, one for the answer.

use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::taps::profile::Depth;
use crate::view::palette::{FAINT, LEADER, LINE, PANEL, TEXT, step_color};
use crate::view::{Align, Brush};

/// Upper ends of the axis: relative changes, where 1 is 100 %.
const SCALES: [f32; 7] = [0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0];

/// The smallest end of the axis that holds all bars.
fn scale(depths: &[Depth]) -> f32 {
    let highest = depths
        .iter()
        .map(|depth| (depth.relative.mean + depth.relative.deviation).max(depth.angle.mean))
        .fold(0.0, f32::max);
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

/// Bars are the relative change, a whisker its spread, a dot one minus the cosine.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, depths: &[Depth], scene: &Scene<'_>) {
    let m = brush.metrics;
    let quiet = Style::regular(m.small, FAINT);
    let steps = scene.outline.blocks.len();
    let highest = scale(depths);
    let axis = brush.face.width("12.5 %", quiet) + m.gap / 2;
    let (plot, below) = area.split_bottom(quiet.leading());
    let plot = Rect { x: plot.x + axis, width: plot.width - axis, ..plot };
    if plot.width < 2 * depths.len() as i32 || plot.height < 12 {
        return;
    }
    brush.canvas.fill(plot, PANEL);
    let height = |share: f32| ((share / highest).clamp(0.0, 1.0) * (plot.height - 2) as f32) as i32;
    for share in [0.0, highest / 2.0, highest] {
        let y = (plot.bottom() - 1 - height(share)).max(plot.y);
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        let share = share * 100.0;
        let digits =
            if share.fract() > 0.0 { format!("{share:.1}") } else { format!("{share:.0}") };
        let label = say!("percent", of = digits);
        let top = (y - quiet.cap_height() / 2).max(area.y);
        brush.text((area.x, top), axis - m.gap / 2, Align::Right, &label, quiet);
    }
    let count = depths.len().max(1) as i32;
    for (n, depth) in depths.iter().enumerate() {
        let left = plot.x + n as i32 * plot.width / count;
        let right = plot.x + (n as i32 + 1) * plot.width / count;
        let gap = if right - left > 6 { 2 } else { 1 };
        let color = color_of(n, steps);
        let tall = height(depth.relative.mean);
        let bar = Rect::new(left + gap / 2, plot.bottom() - tall, right - left - gap, tall);
        brush.canvas.fill(bar, color);
        let middle = i32::midpoint(left, right);
        if depth.relative.deviation > 0.0 {
            let top = height(depth.relative.mean + depth.relative.deviation);
            brush
                .canvas
                .fill(Rect::new(middle, plot.bottom() - top, 1, (top - tall).max(0)), color);
        }
        let y = plot.bottom() - 1 - height(depth.angle.mean);
        let dot = Rect::new(middle - 2, y - 1, 4, 3);
        brush.canvas.fill(dot.inset(-1), PANEL);
        brush.canvas.fill(dot, TEXT);
    }
    let y = below.y + m.gap / 4;
    let words = |brush: &mut Brush<'_, '_>, align, text: &str| {
        brush.text((plot.x, y), plot.width, align, text, quiet);
    };
    let (picture, answer) = (say!("profile-picture"), say!("profile-answer"));
    let between = say!("profile-steps", steps = steps);
    let width = |text: &str| brush.face.width(text, quiet) + m.gap;
    let fits = plot.width / 2 > width(&picture).max(width(&answer)) + width(&between) / 2;
    words(brush, Align::Left, &picture);
    if fits {
        words(brush, Align::Centre, &between);
    }
    words(brush, Align::Right, &answer);
}

/// "the pixels changed by 3 %, step 1 by 4 %, step 12 by 31 %", with the step that changed most.
pub fn in_words(depths: &[Depth]) -> Option<String> {
    let [picture, steps @ .., answer] = depths else { return None };
    let percent = |depth: &Depth| {
        let percent = depth.relative.mean * 100.0;
        if percent < 9.95 { format!("{percent:.1}") } else { format!("{percent:.0}") }
    };
    let most =
        |a: &(usize, &Depth), b: &(usize, &Depth)| a.1.relative.mean.total_cmp(&b.1.relative.mean);
    let first = steps.first()?;
    let (at, strongest) = steps.iter().enumerate().max_by(most)?;
    let (picture, first, answer) = (percent(picture), percent(first), percent(answer));
    Some(if at == 0 {
        say!("profile-words", picture = picture, first = first, answer = answer)
    } else {
        say!(
            "profile-words-most",
            picture = picture,
            first = first,
            step = at + 1,
            most = percent(strongest),
            answer = answer
        )
    })
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the scales are constants")]
mod tests {
    use super::*;
    use crate::taps::profile::Spread;

    fn depth(mean: f32) -> Depth {
        let relative = Spread { mean, deviation: 0.0 };
        Depth { relative, ..Depth::default() }
    }

    #[test]
    fn the_sentence_names_the_step_that_changed_most() {
        let depths = [0.03, 0.04, 0.2, 0.313, 0.25, 0.6].map(depth);
        let said = in_words(&depths).unwrap();
        let want =
            "the pixels changed by 3.0 %, step 1 by 4.0 %, step 3 by 31 %, the answer by 60 %";
        assert_eq!(said, want);
        let calm = in_words(&[0.1, 0.2, 0.1, 0.3].map(depth)).unwrap();
        assert_eq!(calm, "the pixels changed by 10 %, step 1 by 20 %, the answer by 30 %");
        assert_eq!(in_words(&[]), None);
    }

    #[test]
    fn the_axis_is_as_short_as_the_bars_allow() {
        assert_eq!(scale(&[depth(0.09)]), 0.1);
        assert_eq!(scale(&[depth(0.3), depth(7.0)]), 2.0);
        assert_eq!(scale(&[]), 0.02);
    }
}
