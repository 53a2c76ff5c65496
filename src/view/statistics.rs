//! The statistics of the open layer: how its values are spread, how many are zero or dead.

use super::facts::Facts;
use super::palette::{FAINT, LINE, PANEL, step_color};
use super::{Align, Brush};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::Rect;
use crate::taps::reading::{Maps, Reading};

/// Columns of the histogram.
const BINS: usize = 32;

/// How many of the layer's drawn values fall into each of the bins of brightness, dark to bright.
fn histogram(maps: &Maps, reading: &Reading) -> [usize; BINS] {
    let mut bins = [0; BINS];
    let values = reading.channels * reading.tile.area();
    for &byte in &maps.bytes[reading.offset..][..values] {
        bins[usize::from(byte) * BINS / 256] += 1;
    }
    bins
}

/// Draws the numbers of the layer that is `open`; none where none is.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, open: Option<usize>) {
    let m = brush.metrics;
    let small = m.small_style();
    let title = say!("statistics-title");
    let head = brush.face.fitted(&title, m.heading_style(), area.width, m.body);
    let mut y = area.y + m.gap / 2;
    brush.text((area.x, y), area.width, Align::Left, &title, head);
    y += (head.size * 1.3) as i32;
    let maps = facts.snapshot.map(|snapshot| &snapshot.maps);
    let reading = open.zip(maps).and_then(|(open, maps)| Some((open, maps, maps.reading(open)?)));
    let Some((layer, maps, reading)) = reading else {
        let rest = Rect { y, height: area.bottom() - y, ..area };
        let text = match facts.keyboard.cap(Action::Closer) {
            Some(key) => say!("statistics-open-with", key = key),
            None => say!("statistics-open"),
        };
        brush.paragraph(rest, &text, small);
        return;
    };
    let about = &facts.outline.layers[layer];
    let (step, steps) = facts.step(layer);
    let color = step_color(step, steps);
    let mut line = |brush: &mut Brush<'_, '_>, text: &str, style: Style| {
        y += brush.paragraph(Rect { y, height: area.bottom() - y, ..area }, text, style);
    };
    let name = &about.name;
    let whose = reading.signals.then(|| say!("statistics-of-signals", layer = name));
    line(brush, whose.as_ref().unwrap_or(name), Style::bold(m.small, color));
    if let Some(detail) = &reading.detail {
        let share = format!("{:.0}", detail.zeros * 100.0);
        line(brush, &say!("statistics-zeros", percent = share), small);
    }
    if let Some(dead) = facts.activity.dead(layer).filter(|_| !reading.signals) {
        let (silent, all, frames) = (dead.channels, reading.channels, dead.frames);
        let text = say!("statistics-silent", silent = silent, all = all, frames = frames);
        line(brush, &text, small);
    }
    let plot =
        Rect { y: y + m.gap / 2, height: area.bottom() - y - small.leading() - m.gap, ..area };
    if plot.height < 20 {
        return;
    }
    let bins = histogram(maps, reading);
    // The zeros of a rectified layer would dwarf the rest: columns count by their logarithm.
    let height = |count: usize| (count as f32).ln_1p();
    let tallest = bins.iter().map(|&count| height(count)).fold(1.0, f32::max);
    brush.canvas.rounded(plot, 3, PANEL);
    for (n, &count) in bins.iter().enumerate() {
        let left = plot.x + (n as i32 * plot.width) / BINS as i32;
        let right = plot.x + ((n as i32 + 1) * plot.width) / BINS as i32;
        let tall = (height(count) / tallest * (plot.height - 4) as f32) as i32;
        let column = Rect::new(left, plot.bottom() - tall, (right - left - 1).max(1), tall);
        brush.canvas.fill(column, color);
    }
    brush.canvas.fill(Rect { y: plot.bottom() - 1, height: 1, ..plot }, LINE);
    let y = plot.bottom() + m.gap / 3;
    let (low, high) =
        if reading.signed { (-reading.scale, reading.scale) } else { (0.0, reading.scale) };
    let quiet = Style::regular(m.small, FAINT);
    brush.text((area.x, y), area.width, Align::Left, &format!("{low:.2}"), quiet);
    let most = say!("statistics-most", value = format!("{high:.2}"));
    brush.text((area.x, y), area.width, Align::Right, &most, quiet);
    let axis = say!("statistics-axis");
    brush.text((plot.x + 4, plot.y + 4), plot.width, Align::Left, &axis, quiet);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn every_value_is_counted_once_in_the_bin_of_its_brightness() {
        let reading = Reading {
            layer: 0,
            channels: 2,
            tile: Size::new(2, 1),
            offset: 1,
            signed: false,
            signals: false,
            scale: 1.0,
            shown: Vec::new(),
            detail: None,
        };
        // The first byte is another layer's.
        let maps = Maps { bytes: vec![99, 0, 7, 8, 255], readings: Vec::new() };
        let bins = histogram(&maps, &reading);
        assert_eq!((bins[0], bins[1], bins[31]), (2, 1, 1));
        assert_eq!(bins.iter().sum::<usize>(), 4);
    }
}
