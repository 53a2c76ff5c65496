//! The plot of the page: how sure it is of the class, against how many detectors are gone.

use super::finding::{DRAWS, Removal, Spread};
use crate::canvas::color::mix;
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, PANEL};
use crate::view::{Align, Brush};

/// The axis is at least so many detectors long, so that few of them do not look like a cliff.
const LEAST: usize = 4;

/// From how many gone and how sure to a place on the screen.
struct Axes {
    plot: Rect,
    /// How many gone the axis is long.
    most: usize,
}

impl Axes {
    fn across(&self, gone: f32) -> f32 {
        let width = (self.plot.width - 1).max(0) as f32;
        self.plot.x as f32 + gone / self.most.max(1) as f32 * width
    }

    fn height(&self, share: f32) -> f32 {
        let height = (self.plot.height - 1).max(0) as f32;
        self.plot.y as f32 + (1.0 - share.clamp(0.0, 1.0)) * height
    }
}

/// Draws it with the class's name.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, removal: &Removal, class: &str) {
    let m = brush.metrics;
    let quiet = Style::regular(m.small, FAINT);
    let title = say!("removal-sure", class = class);
    let bold = brush.face.fitted(&title, Style::bold(m.small, LEADER), area.width, 11.0);
    let title = brush.face.shortened(&title, bold, area.width);
    brush.text((area.x, area.y), area.width, Align::Left, &title, bold);
    let beside = brush.face.width("100 %", quiet) + m.gap / 2;
    let plot = area.split_top(bold.leading() + m.gap / 3).1;
    let plot = plot.split_bottom(2 * quiet.leading() + m.gap / 2).0.split_left(beside).1;
    if plot.height < 24 || plot.width < 60 {
        return;
    }
    let axes = Axes { plot, most: removal.gone.len().max(LEAST) };
    brush.canvas.fill(plot, PANEL);
    ticks(brush, &axes, quiet, beside);
    random(brush, &axes, removal);
    curve(brush, &axes, removal);
    labels(brush, &axes, removal);
}

/// The numbers of both axes, and what the lower one counts.
fn ticks(brush: &mut Brush<'_, '_>, axes: &Axes, style: Style, beside: i32) {
    let (m, plot) = (brush.metrics, axes.plot);
    let cap = style.cap_height();
    for share in [0.0, 0.5, 1.0] {
        let y = axes.height(share) as i32;
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        let top = (y - cap / 2).clamp(plot.y, plot.bottom() - cap);
        let words = say!("percent", of = format!("{:.0}", share * 100.0));
        let room = beside - m.gap / 2;
        brush.text((plot.x - beside, top), room, Align::Right, &words, style);
    }
    let y = plot.bottom() + m.gap / 2;
    let (words, below) = (say!("removal-axis"), y + style.leading());
    brush.text((plot.x, below), plot.width, Align::Centre, &words, style);
    let step = [1, 2, 5, 10, 20].into_iter().find(|step| axes.most / step <= 10).unwrap_or(50);
    for gone in (0..=axes.most).step_by(step) {
        let x = axes.across(gone as f32) as i32;
        let number = gone.to_string();
        let wide = brush.face.width(&number, style);
        let left = (x - wide / 2).clamp(plot.x, (plot.right() - wide).max(plot.x));
        brush.canvas.fill(Rect::new(x, plot.bottom(), 1, m.gap / 3), LINE);
        brush.text((left, y), wide, Align::Left, &number, style);
    }
}

/// What as many at random come to: a band from the least to the most, and the mean.
fn random(brush: &mut Brush<'_, '_>, axes: &Axes, removal: &Removal) {
    let whole = removal.whole.probability;
    let none = Spread { mean: whole, least: whole, most: whole, forgotten: 0 };
    let spreads: Vec<Spread> = std::iter::once(none).chain(removal.random.clone()).collect();
    for (n, pair) in spreads.windows(2).enumerate() {
        let (left, right) = (axes.across(n as f32), axes.across(n as f32 + 1.0));
        for x in left.round() as i32..right.round() as i32 {
            let along = ((x as f32 - left) / (right - left).max(1e-3)).clamp(0.0, 1.0);
            let at = |share: fn(&Spread) -> f32| {
                let (from, to) = (share(&pair[0]), share(&pair[1]));
                axes.height(from + along * (to - from)).round() as i32
            };
            let (top, bottom) = (at(|spread| spread.most), at(|spread| spread.least));
            let column = Rect::new(x, top, 1, (bottom - top).max(1)).intersect(axes.plot);
            brush.canvas.fill(column, mix(PANEL, FAINT, 90));
        }
        let mean = |spread: &Spread| axes.height(spread.mean);
        brush.canvas.line((left, mean(&pair[0])), (right, mean(&pair[1])), 2.0, MUTED);
    }
}

/// How sure it is after each that went.
fn points(axes: &Axes, removal: &Removal) -> Vec<(f32, f32)> {
    let shares = removal.gone.iter().map(|gone| gone.probability);
    let shares = std::iter::once(removal.whole.probability).chain(shares);
    shares.enumerate().map(|(n, share)| (axes.across(n as f32), axes.height(share))).collect()
}

fn curve(brush: &mut Brush<'_, '_>, axes: &Axes, removal: &Removal) {
    let points = points(axes, removal);
    for pair in points.windows(2) {
        brush.canvas.line(pair[0], pair[1], 3.0, LEADER);
    }
    let radius = (brush.metrics.small * 0.26).max(3.0);
    if points.len() <= 16 {
        for &point in &points {
            brush.canvas.disc(point, radius, LEADER);
        }
    }
    // Here it forgot.
    if let Some(&last) = points.last().filter(|_| removal.end.is_some()) {
        brush.canvas.disc(last, radius * 1.6, LEADER);
        brush.canvas.disc(last, radius * 0.9, BACKGROUND);
    }
}

/// The names of the lines, at the lines.
fn labels(brush: &mut Brush<'_, '_>, axes: &Axes, removal: &Removal) {
    let (m, plot) = (brush.metrics, axes.plot.inset(brush.metrics.gap / 2));
    let place = |words: &str, style: Style, x: i32, y: i32, face: &Brush<'_, '_>| {
        let width = face.face.width(words, style).min(plot.width);
        let x = x.clamp(plot.x, (plot.right() - width).max(plot.x));
        let y = y.clamp(plot.y, (plot.bottom() - style.cap_height()).max(plot.y));
        Rect::new(x, y, width, style.cap_height())
    };
    let mut taken = Rect::default();
    if let Some(spread) = removal.random.last() {
        let style = Style::bold(m.small, MUTED);
        let words = say!("removal-drawn", draws = DRAWS);
        let style = brush.face.fitted(&words, style, plot.width, 11.0);
        let above = axes.height(spread.most) as i32 - style.cap_height() - m.gap / 2;
        let y = if above >= plot.y { above } else { axes.height(spread.least) as i32 + m.gap / 2 };
        let x = axes.across(removal.random.len() as f32) as i32 - brush.face.width(&words, style);
        taken = place(&words, style, x, y, brush);
        let words = brush.face.shortened(&words, style, taken.width);
        brush.text((taken.x, taken.y), taken.width, Align::Left, &words, style);
    }
    // Beside a point, where the curve has fallen by then; a long one below all of it.
    let style = Style::bold(m.small, LEADER);
    let words = say!("removal-most");
    let style = brush.face.fitted(&words, style, plot.width, 11.0);
    let (width, cap) = (brush.face.width(&words, style), style.cap_height());
    let fell =
        removal.gone.iter().position(|gone| gone.probability < 0.6 * removal.whole.probability);
    let points = points(axes, removal);
    let middle = fell.map_or(points.len().saturating_sub(1), |n| n + 1);
    let beside = points[..=middle.min(points.len() - 1)]
        .iter()
        .rev()
        .map(|&(x, y)| Rect::new(x as i32 + m.gap, y as i32 - cap - m.gap / 2, width, cap));
    let below = Rect::new(plot.x + m.gap, plot.bottom() - cap - m.gap / 2, width, cap);
    let is_free =
        |at: &Rect| at.intersect(plot) == *at && at.inset(-m.gap / 3).intersect(taken).is_empty();
    if let Some(at) = beside.chain([below]).find(is_free) {
        brush.text((at.x, at.y), at.width, Align::Left, &words, style);
    }
}
