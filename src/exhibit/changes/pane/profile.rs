//! The plots of a profile of change: a bar a step for what it finds, and one for where.

use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::taps::profile::Depth;
use crate::view::palette::{FAINT, LINE, MUTED, Metrics, PANEL, TEXT, step_color};
use crate::view::{Align, Brush};

/// Upper ends of the axis: relative changes, where 1 is 100 %.
const SCALES: [f32; 8] = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0];

/// What of a step's change is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The strongest value of each detector, wherever it is.
    Found,
    /// All values, place by place.
    Place,
}

impl Measure {
    /// Both, in the order in which they stand side by side.
    pub const ALL: [Self; 2] = [Self::Found, Self::Place];

    /// The mean change of a depth, 1 being 100 %.
    fn of(self, depth: &Depth) -> f32 {
        match self {
            Self::Found => depth.found.map_or(0.0, |found| found.mean),
            Self::Place => depth.relative.mean,
        }
    }

    fn title(self) -> String {
        match self {
            Self::Found => say!("profile-found"),
            Self::Place => say!("profile-place"),
        }
    }

    /// What the title means, where there is room for it.
    fn meaning(self) -> String {
        match self {
            Self::Found => say!("profile-found-means"),
            Self::Place => say!("profile-place-means"),
        }
    }
}

/// The steps alone: what lies between the picture and the answer.
fn steps(depths: &[Depth]) -> &[Depth] {
    if let [_, steps @ .., _] = depths { steps } else { &[] }
}

/// So many steps at either end are the early and the late ones: a third of all.
fn third(steps: usize) -> usize {
    steps.div_ceil(3)
}

/// The means of the early and of the late steps.
fn ends(depths: &[Depth], measure: Measure) -> Option<[f32; 2]> {
    let steps = steps(depths);
    let count = third(steps.len());
    let mean = |part: &[Depth]| {
        part.iter().map(|depth| measure.of(depth)).sum::<f32>() / part.len() as f32
    };
    (count > 0).then(|| [mean(&steps[..count]), mean(&steps[steps.len() - count..])])
}

/// The smallest end of the axis that holds all bars of these plots.
fn scale(depths: &[Depth], measures: &[Measure]) -> f32 {
    let bars = steps(depths).iter().flat_map(|depth| measures.iter().map(|of| of.of(depth)));
    let highest = bars.fold(0.0, f32::max);
    let last = SCALES[SCALES.len() - 1];
    SCALES.into_iter().find(|&scale| scale >= highest).unwrap_or(last)
}

/// "0.4", "1", "38".
fn digits(share: f32) -> String {
    match share * 100.0 {
        percent if percent < 0.05 => "0".to_owned(),
        percent if percent < 0.95 => format!("{percent:.1}"),
        percent => format!("{percent:.0}"),
    }
}

/// Both measures side by side, on the same scale; without depths no bars.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, depths: &[Depth], scene: &Scene<'_>) {
    let gap = 2 * brush.metrics.gap;
    let (left, right) = area.split_left((area.width - gap) / 2);
    let places = [left, right.split_left(gap).1];
    let highest = scale(depths, &Measure::ALL);
    for (measure, place) in Measure::ALL.into_iter().zip(places) {
        plot(brush, place, (depths, measure), highest, scene);
    }
}

/// One measure alone.
pub fn draw_one(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    (depths, measure): (&[Depth], Measure),
    scene: &Scene<'_>,
) {
    plot(brush, area, (depths, measure), scale(depths, &[measure]), scene);
}

/// Title, the figures of the early and the late steps, and a bar a step.
fn plot(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    (depths, measure): (&[Depth], Measure),
    highest: f32,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let count = scene.outline.blocks.len();
    let small = m.small_style();
    let mut area = title(brush, area, measure);
    let figure = figure_style(&m);
    let row = figure.cap_height() + m.gap;
    // Where there is little room, the bars matter more.
    if area.height > row + 5 * small.leading() {
        if let Some(ends) = ends(depths, measure) {
            figures(brush, area, ends, count);
        }
        area = area.split_top(row).1;
    }
    let axis = brush.face.width("2.5 %", small) + m.gap / 2;
    let (plot, below) = area.split_bottom(small.leading() + m.gap / 4);
    let plot = plot.split_left(axis).1;
    if plot.width < 2 * count as i32 || plot.height < 12 {
        return;
    }
    brush.canvas.fill(plot, PANEL);
    let height = |share: f32| ((share / highest).clamp(0.0, 1.0) * (plot.height - 2) as f32) as i32;
    let quiet = Style::regular(m.small, FAINT);
    let middle = (plot.height > 3 * quiet.leading()).then_some(highest / 2.0);
    for share in [0.0, highest].into_iter().chain(middle) {
        let y = (plot.bottom() - 1 - height(share)).max(plot.y);
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        // A third of one is no round number of percent otherwise.
        let percent = (share * 1000.0).round() / 10.0;
        let of = if percent.fract() > 0.0 { format!("{percent:.1}") } else { format!("{percent}") };
        let cap = quiet.cap_height();
        let top = (y - cap / 2).clamp(plot.y, (plot.bottom() - cap).max(plot.y));
        let label = say!("percent", of = of);
        brush.text((area.x, top), axis - m.gap / 2, Align::Right, &label, quiet);
    }
    let edge = |n: usize| plot.x + (n as i64 * i64::from(plot.width) / count.max(1) as i64) as i32;
    for (n, depth) in steps(depths).iter().enumerate() {
        let between = if edge(1) - edge(0) > 6 { 2 } else { 1 };
        let (left, right) = (edge(n), edge(n + 1));
        let tall = height(measure.of(depth)).max(1);
        let bar = Rect::new(left + 1, plot.bottom() - tall, right - left - between, tall);
        brush.canvas.fill(bar, step_color(n, count));
    }
    let y = below.y + m.gap / 4;
    let (step, room) = (say!("profile-step"), axis - m.gap / 2);
    let style = brush.face.fitted(&step, quiet, room, 11.0);
    brush.text((area.x, y), room, Align::Right, &step, style);
    for n in numbered(count) {
        let place = Rect::new(edge(n), y, edge(n + 1) - edge(n), 0);
        let style = Style::bold(m.small, step_color(n, count));
        let number = (n + 1).to_string();
        // A number may be wider than its bar.
        let width = brush.face.width(&number, style);
        let x = (place.middle().x - width / 2).clamp(plot.x, (plot.right() - width).max(plot.x));
        brush.text((x, y), width, Align::Left, &number, style);
    }
}

/// The steps whose numbers stand below: the first, and every third's last.
fn numbered(count: usize) -> Vec<usize> {
    let mut steps: Vec<usize> =
        [1, count.div_ceil(3), (2 * count).div_ceil(3), count].map(|n| n.max(1) - 1).to_vec();
    steps.dedup();
    steps.retain(|&step| step < count);
    steps
}

/// What the bars measure; returns the room below.
fn title(brush: &mut Brush<'_, '_>, area: Rect, measure: Measure) -> Rect {
    let m = brush.metrics;
    let words = measure.title();
    let style = brush.face.fitted(&words, Style::bold(m.body * 1.2, TEXT), area.width, 11.0);
    let used = brush.text((area.x, area.y), area.width, Align::Left, &words, style) + m.gap;
    let (meaning, small) = (measure.meaning(), m.small_style());
    if used + brush.face.width(&meaning, small) <= area.width {
        let y = area.y + style.cap_height() - small.cap_height();
        brush.text((area.x + used, y), area.width - used, Align::Left, &meaning, small);
    }
    area.split_top(style.leading() + m.gap / 3).1
}

fn figure_style(m: &Metrics) -> Style {
    Style::bold(m.headline * 0.62, TEXT)
}

/// "1 % steps 1–6" at the left, "18 % steps 13–18" at the right.
fn figures(brush: &mut Brush<'_, '_>, area: Rect, ends: [f32; 2], count: usize) {
    let m = brush.metrics;
    let many = third(count);
    let parts = [(1, many), (count + 1 - many, count)];
    let half = (area.width - m.gap) / 2;
    for ((n, mean), (first, last)) in (0..).zip(ends).zip(parts) {
        let figure = say!("percent", of = digits(mean));
        let steps = if first == last {
            say!("profile-one", step = first)
        } else {
            say!("profile-range", first = first, last = last)
        };
        let color = step_color(usize::midpoint(first, last) - 1, count);
        let small = Style { color: MUTED, ..m.small_style() };
        let beside = brush.face.width(&steps, small) + m.gap / 2;
        let style = Style { color, ..figure_style(&m) };
        let fitted = brush.face.fitted(&figure, style, half - beside, 11.0);
        let width = brush.face.width(&figure, fitted);
        let x = if n == 0 { area.x } else { area.right() - width - beside };
        let foot = area.y + style.cap_height();
        brush.text((x, foot - fitted.cap_height()), width, Align::Left, &figure, fitted);
        let y = foot - small.cap_height();
        brush.text((x + width + m.gap / 2, y), beside, Align::Left, &steps, small);
    }
}

/// One true sentence about early and late steps, chosen from the numbers; none without any.
pub fn sentence(depths: &[Depth]) -> Option<String> {
    let [early, late] = ends(depths, Measure::Found)?;
    let [early_places, late_places] = ends(depths, Measure::Place)?;
    // From here on two means count as different.
    let apart = |less: f32, more: f32| more >= 2.0 * less;
    let only_elsewhere = |found: f32, places: f32| found <= 0.1 && 3.0 * found <= places;
    Some(if early_places.max(late_places).max(late) < 0.01 {
        say!("profile-says-still")
    } else if only_elsewhere(early, early_places) {
        if only_elsewhere(late, late_places) {
            say!("profile-says-all-elsewhere")
        } else if apart(early, late) {
            say!("profile-says-early-elsewhere")
        } else {
            say!("profile-says-elsewhere")
        }
    } else if apart(early, late) {
        say!("profile-says-late")
    } else if apart(late, early) {
        say!("profile-says-early")
    } else {
        say!("profile-says-alike")
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

    /// Three steps between a picture and an answer: what each finds, and where.
    fn depths(found: [f32; 3], place: [f32; 3]) -> Vec<Depth> {
        let spread = |mean| Spread { mean, deviation: 0.0 };
        let step = |(found, place)| Depth { found: Some(spread(found)), ..depth(place) };
        let steps = found.into_iter().zip(place).map(step);
        [depth(0.1)].into_iter().chain(steps).chain([depth(0.9)]).collect()
    }

    #[test]
    fn the_axis_is_as_short_as_the_bars_of_both_plots_allow() {
        let depths = depths([0.01, 0.09, 0.1], [0.29, 0.2, 0.2]);
        assert_eq!(scale(&depths, &Measure::ALL), 0.3);
        assert_eq!(scale(&depths, &[Measure::Found]), 0.1);
        assert_eq!(scale(&[], &Measure::ALL), 0.02);
    }

    #[test]
    fn the_sentence_about_early_and_late_steps_is_what_the_numbers_say() {
        let said = |found, place| sentence(&depths(found, place)).unwrap();
        let is = |said: String, id: &str| assert_eq!(said, crate::words::message(id));
        is(said([0.01, 0.05, 0.2], [0.4, 0.3, 0.3]), "profile-says-early-elsewhere");
        is(said([0.01, 0.05, 0.015], [0.4, 0.3, 0.04]), "profile-says-elsewhere");
        is(said([0.01, 0.05, 0.02], [0.4, 0.3, 0.3]), "profile-says-all-elsewhere");
        // A lamp was switched on: the early steps find other things, too.
        is(said([0.2, 0.05, 0.5], [0.4, 0.3, 0.6]), "profile-says-late");
        is(said([0.5, 0.05, 0.2], [0.6, 0.3, 0.3]), "profile-says-early");
        is(said([0.2, 0.05, 0.25], [0.3, 0.3, 0.3]), "profile-says-alike");
        is(said([0.001; 3], [0.004; 3]), "profile-says-still");
        assert_eq!(sentence(&[]), None);
    }

    #[test]
    fn early_and_late_are_the_first_and_the_last_third() {
        assert_eq!([1, 2, 3, 8, 18].map(third), [1, 1, 1, 3, 6]);
        assert_eq!(numbered(18), [0, 5, 11, 17]);
        assert_eq!(numbered(1), [0]);
        let found = |count: usize| {
            let steps = (0..count).map(|n| n as f32 / 100.0);
            let step = |mean| Depth { found: Some(Spread { mean, deviation: 0.0 }), ..depth(0.0) };
            let all: Vec<Depth> =
                [depth(0.0)].into_iter().chain(steps.map(step)).chain([depth(0.0)]).collect();
            ends(&all, Measure::Found).unwrap()
        };
        let [early, late] = found(18);
        assert!((early - 0.025).abs() < 1e-6 && (late - 0.145).abs() < 1e-6);
        assert_eq!(found(1), [0.0, 0.0]);
    }

    #[test]
    fn small_changes_keep_a_digit_and_large_ones_none() {
        assert_eq!([0.0, 0.0004, 0.004, 0.012, 0.376].map(digits), ["0", "0", "0.4", "1", "38"]);
    }
}
