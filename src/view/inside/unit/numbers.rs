//! A unit in numbers: its values now and over ten seconds, and the kernels that it is made of.

use super::reading_of;
use crate::canvas::color::{Color, rgb};
use crate::canvas::text::Style;
use crate::dynamics::activity::WINDOW;
use crate::geometry::{Rect, Size};
use crate::snapshot::UnitKernels;
use crate::taps::plan::Unit;
use crate::view::facts::Facts;
use crate::view::palette::{LINE, MUTED, Metrics, PANEL, TEXT, step_color};
use crate::view::{Align, Brush};

/// Draws the numbers, the last ten seconds of the unit's strongest value, its strongest kernels.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, unit: Unit) {
    let m = brush.metrics;
    let Some((snapshot, reading)) = facts.snapshot.and_then(|s| Some((s, reading_of(s, unit)?)))
    else {
        return;
    };
    let style = m.small_style();
    let mut y = area.y;
    let highest = facts.activity.highest(unit).unwrap_or(reading.range.1);
    let brightest = if facts.appearance.boost { reading.range.1 } else { reading.scale };
    let short = |value: f32| format!("{value:.2}");
    let (low, high) = reading.range;
    let lines = [
        say!("unit-strongest-now", now = short(high), highest = short(highest)),
        say!(
            "unit-values",
            low = short(low),
            high = short(high),
            mean = short(reading.mean),
            zeros = (reading.zeros * 100.0).round() as i32
        ),
        say!("unit-brightest", map = reading.size.to_string(), brightest = short(brightest)),
    ];
    for line in &lines {
        y += brush.paragraph(Rect { y, height: area.bottom() - y, ..area }, line, style);
    }
    let rest = Rect { y: y + m.gap / 2, height: area.bottom() - y - m.gap / 2, ..area };
    let kernels = snapshot.kernels.as_ref().filter(|kernels| kernels.unit == unit);
    let below = kernels.map_or(0, |kernels| kernels_height(rest, kernels, &m));
    let below = below.min(rest.height * 6 / 10);
    // Of a photo there is no course of values.
    let (plot, kept) =
        if facts.status.still { rest.split_top(0) } else { rest.split_bottom(below) };
    let plot = plot.split_bottom(m.gap).0;
    let (step, steps) = facts.step(unit.layer);
    draw_peaks(brush, plot, facts, unit, step_color(step, steps));
    if let Some(kernels) = kernels {
        draw_kernels(brush, kept, kernels);
    }
}

/// The unit's strongest value over the last ten seconds.
fn draw_peaks(brush: &mut Brush<'_, '_>, plot: Rect, facts: &Facts<'_>, unit: Unit, color: Color) {
    let m = brush.metrics;
    let title = Style::bold(m.small, TEXT);
    let words = say!("unit-course");
    let lines = brush.face.wrapped(&words, title, plot.width).len() as i32;
    let (head, plot) = plot.split_top(lines * title.leading());
    if plot.height < 12 {
        return;
    }
    brush.paragraph(head, &words, title);
    brush.canvas.rounded(plot, 3, PANEL);
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

/// A kernel's square is at most so large.
fn kernel_side(width: i32, count: i32, m: &Metrics) -> i32 {
    let count = count.max(1);
    ((width - (count - 1) * m.gap) / count).min((m.body * 9.0) as i32)
}

/// Rows that they take: their heading, their squares, their names.
fn kernels_height(area: Rect, made_of: &UnitKernels, m: &Metrics) -> i32 {
    let count = made_of.kernels.tiles.len() as i32;
    kernel_side(area.width, count, m) + 2 * m.small_style().leading() + m.gap / 2
}

/// The kernels that make the unit, the strongest first, and which maps they read.
fn draw_kernels(brush: &mut Brush<'_, '_>, area: Rect, made_of: &UnitKernels) {
    let m = brush.metrics;
    let style = m.small_style();
    let kernels = &made_of.kernels;
    let of_colors = kernels.channels == 3;
    let words = if of_colors {
        say!("unit-pattern")
    } else if made_of.count == 1 {
        say!("unit-kernel")
    } else {
        say!("unit-kernels", count = made_of.count)
    };
    let title = brush.face.fitted(&words, Style::bold(m.small, TEXT), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &words, title);
    let top = area.y + style.leading();
    let largest = area.bottom() - top - style.leading();
    let count = kernels.tiles.len() as i32;
    let side = largest.min(kernel_side(area.width, count, &m));
    if side < 20 {
        return;
    }
    for (n, tile) in kernels.tiles.iter().enumerate() {
        let x = area.x + n as i32 * (side + m.gap);
        let square = Rect::new(x, top, side, side);
        // Oblong kernels lie in the middle of their square.
        let shown = square.fit(kernels.size);
        draw_kernel(brush, shown, kernels.size, kernels.channels, kernels.tile(n));
        brush.canvas.frame(shown, 1, LINE);
        if !of_colors {
            let name = format!("no. {}", tile.index + 1);
            let style = brush.face.fitted(&name, Style::regular(m.small, MUTED), side, 9.0);
            brush.text((x, square.bottom() + 3), side, Align::Centre, &name, style);
        }
    }
}

/// A few large pixels, each a block of its own colour: weights are not smoothed.
fn draw_kernel(brush: &mut Brush<'_, '_>, area: Rect, size: Size, channels: usize, bytes: &[u8]) {
    let (columns, rows) = (size.width.max(1), size.height.max(1));
    let edge = |n: i32, length: i32, count: i32| n * length / count;
    for (n, weight) in (0..).zip(bytes.chunks_exact(channels)) {
        let (x, y) = (n % columns, n / columns);
        let (left, right) = (edge(x, area.width, columns), edge(x + 1, area.width, columns));
        let (top, bottom) = (edge(y, area.height, rows), edge(y + 1, area.height, rows));
        let color = match *weight {
            [r, g, b] => rgb(r, g, b),
            _ => rgb(weight[0], weight[0], weight[0]),
        };
        let block = Rect::new(area.x + left, area.y + top, right - left, bottom - top);
        brush.canvas.fill(block, color);
    }
}
