//! A unit in numbers: its values now and over ten seconds, and the kernels that it is made of.

use super::reading_of;
use crate::canvas::color::{Color, rgb};
use crate::canvas::text::Style;
use crate::dynamics::activity::WINDOW;
use crate::geometry::Rect;
use crate::network::outline::Layer;
use crate::snapshot::UnitKernels;
use crate::taps::plan::Unit;
use crate::view::facts::Facts;
use crate::view::palette::{LINE, MUTED, TEXT, step_color};
use crate::view::{Align, Brush};

/// Draws the numbers, the last ten seconds of the unit's strongest value, its strongest kernels.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    facts: &Facts<'_>,
    unit: Unit,
    layer: &Layer,
) {
    let m = brush.metrics;
    let Some((snapshot, reading)) = facts.snapshot.and_then(|s| Some((s, reading_of(s, unit)?)))
    else {
        return;
    };
    let style = m.small_style();
    let mut y = area.y + m.gap / 2;
    let highest = facts.activity.highest(unit).unwrap_or(reading.range.1);
    let brightest = if facts.appearance.boost { reading.range.1 } else { reading.scale };
    let lines = [
        format!("strongest now {:.2}, in the last ten seconds {highest:.2}", reading.range.1),
        format!(
            "values {:.2} to {:.2}, mean {:.2}; {:.0} % are zero",
            reading.range.0,
            reading.range.1,
            reading.mean,
            reading.zeros * 100.0
        ),
        format!("{} · map of {} · full brightness at {brightest:.2}", layer.kind, reading.size),
    ];
    for line in &lines {
        let style = brush.face.fitted(line, style, area.width, 11.0);
        brush.text((area.x, y), area.width, Align::Left, line, style);
        y += style.leading();
    }
    let rest = Rect { y: y + m.gap / 2, height: area.bottom() - y - m.gap / 2, ..area };
    // As high as in a wide window; an upright one has room to fill.
    let most = m.body * if m.upright { 11.0 } else { 7.0 };
    let rest = rest.split_top(most as i32).0;
    let (left, right) = rest.split_left(rest.width / 2 - m.gap);
    let (step, steps) = facts.step(unit.layer);
    draw_peaks(brush, left, facts, unit, step_color(step, steps));
    if let Some(kernels) = snapshot.kernels.as_ref().filter(|kernels| kernels.unit == unit) {
        let right = right.split_left(2 * m.gap).1;
        draw_kernels(brush, right, kernels);
    }
}

/// The unit's strongest value over the last ten seconds.
fn draw_peaks(brush: &mut Brush<'_, '_>, plot: Rect, facts: &Facts<'_>, unit: Unit, color: Color) {
    let m = brush.metrics;
    let title = Style::bold(m.small, TEXT);
    let (head, plot) = plot.split_top(title.leading());
    if plot.height < 12 || facts.status.still {
        return;
    }
    let words = "Its strongest value over ten seconds";
    let style = brush.face.fitted(words, title, head.width, 11.0);
    brush.text((head.x, head.y), head.width, Align::Left, words, style);
    brush.canvas.fill(Rect { y: plot.bottom() - 1, height: 1, ..plot }, LINE);
    let top = facts.activity.highest(unit).unwrap_or(0.0).max(f32::MIN_POSITIVE);
    let window = WINDOW.as_secs_f32();
    let points: Vec<(f32, f32)> = facts
        .activity
        .course(unit)
        .map(|(ago, peak)| {
            let x = plot.right() as f32 - ago.as_secs_f32() / window * plot.width as f32;
            let height = (peak / top).clamp(0.0, 1.0) * (plot.height - 2) as f32;
            (x, plot.bottom() as f32 - 1.0 - height)
        })
        .collect();
    for pair in points.windows(2) {
        brush.canvas.line(pair[0], pair[1], 1.5, color);
    }
}

/// The kernels that make the unit, the strongest first, and which maps they read.
fn draw_kernels(brush: &mut Brush<'_, '_>, area: Rect, made_of: &UnitKernels) {
    let m = brush.metrics;
    let style = m.small_style();
    let kernels = &made_of.kernels;
    let of_colors = kernels.channels == 3;
    let words = if of_colors {
        "This pattern, slid over the picture:".to_owned()
    } else if made_of.count == 1 {
        "Its one kernel:".to_owned()
    } else {
        format!("Strongest of {} kernels, by input:", made_of.count)
    };
    let title = brush.face.fitted(&words, Style::bold(m.small, TEXT), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &words, title);
    let top = area.y + style.leading();
    let largest = area.bottom() - top - style.leading();
    let count = kernels.tiles.len().max(1) as i32;
    let most = if m.upright { (m.body * 9.0) as i32 } else { 90 };
    let side = largest.min((area.width - (count - 1) * m.gap) / count).min(most);
    if side < 20 {
        return;
    }
    for (n, tile) in kernels.tiles.iter().enumerate() {
        let x = area.x + n as i32 * (side + m.gap);
        let square = Rect::new(x, top, side, side);
        draw_kernel(brush, square, kernels.side as i32, kernels.channels, kernels.tile(n));
        brush.canvas.frame(square, 1, LINE);
        if !of_colors {
            let name = format!("no. {}", tile.index + 1);
            let style = brush.face.fitted(&name, Style::regular(m.small, MUTED), side, 9.0);
            brush.text((x, square.bottom() + 3), side, Align::Centre, &name, style);
        }
    }
}

/// A few large pixels, each a block of its own colour: weights are not smoothed.
fn draw_kernel(brush: &mut Brush<'_, '_>, square: Rect, side: i32, channels: usize, bytes: &[u8]) {
    let edge = |n: i32, length: i32| n * length / side.max(1);
    for (n, weight) in (0..).zip(bytes.chunks_exact(channels)) {
        let (x, y) = (n % side, n / side);
        let (left, right) = (edge(x, square.width), edge(x + 1, square.width));
        let (top, bottom) = (edge(y, square.height), edge(y + 1, square.height));
        let color = match *weight {
            [r, g, b] => rgb(r, g, b),
            _ => rgb(weight[0], weight[0], weight[0]),
        };
        let area = Rect::new(square.x + left, square.y + top, right - left, bottom - top);
        brush.canvas.fill(area, color);
    }
}
