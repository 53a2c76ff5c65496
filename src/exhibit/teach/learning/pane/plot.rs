//! Draws two curves over the steps: how much it answers rightly, and the loss; on the pictures that
//! were shown to it, and on those held back, which are the ones that count.

use super::View;
use super::places::Places;
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::teach::learning::curve::{Curve, Mark};
use crate::geometry::Rect;
use crate::network::head::training::Score;
use crate::view::palette::{FAINT, LEADER, LINE, MUTED, Metrics, PANEL, TEXT};
use crate::view::wording::percent;
use crate::view::{Align, Brush};

/// The axis is at least so many steps long: the first ones do not fill it at once.
const LEAST: u32 = 50;

/// Places where the axis of the loss may end.
const TOPS: [f32; 14] =
    [0.1, 0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0, 20.0, 50.0, 100.0, 1000.0];

/// What a plot is of.
#[derive(Clone, Copy)]
enum Quantity {
    Right,
    Loss,
}

impl Quantity {
    fn of(self, score: Score) -> f32 {
        match self {
            Self::Right => score.accuracy,
            Self::Loss => score.loss,
        }
    }

    fn title(self) -> String {
        match self {
            Self::Right => say!("learning-right"),
            Self::Loss => say!("learning-loss"),
        }
    }

    fn number(self, value: f32) -> String {
        match self {
            Self::Right => percent((value * 100.0).round() as u32, value),
            Self::Loss => format!("{value:.2}"),
        }
    }

    /// Where the axis ends.
    fn top(self, curve: &Curve) -> f32 {
        let values = curve.marks().flat_map(|mark| [Some(mark.shown), mark.held_back]).flatten();
        let most = values.map(|score| self.of(score)).filter(|value| value.is_finite());
        let most = most.fold(0.0, f32::max);
        match self {
            Self::Right => 1.0,
            Self::Loss => TOPS.into_iter().find(|&top| most <= top).unwrap_or(most),
        }
    }

    /// What the axis says.
    fn ticks(self, top: f32) -> [(f32, String); 3] {
        let tick = |share: f32| {
            let value = share * top;
            let words = match self {
                Self::Right => self.number(value),
                Self::Loss => value.to_string(),
            };
            (value, words)
        };
        [0.0, 0.5, 1.0].map(tick)
    }
}

/// A line of the plot: what it is called at its end, and which scores it is of.
struct Line {
    words: String,
    color: Color,
    thickness: f32,
    points: Vec<(u32, f32)>,
}

fn lines(curve: &Curve, quantity: Quantity) -> [Line; 2] {
    let points = |of: fn(&Mark) -> Option<Score>| -> Vec<(u32, f32)> {
        let point = |mark: &Mark| Some((mark.step, quantity.of(of(mark)?)));
        curve.marks().filter_map(point).filter(|point| point.1.is_finite()).collect()
    };
    [
        Line {
            words: say!("learning-shown"),
            color: MUTED,
            // Broad, so that it is seen below the other where both are alike.
            thickness: 8.0,
            points: points(|mark| Some(mark.shown)),
        },
        Line {
            words: say!("learning-held-back"),
            color: LEADER,
            thickness: 3.0,
            points: points(|mark| mark.held_back),
        },
    ]
}

pub(super) fn draw(view: &View<'_>, brush: &mut Brush<'_, '_>, places: &Places) {
    let nothing = Curve::default();
    let learning = view.shown.as_ref().map(|shown| &shown.learning);
    let curve = learning.map_or(&nothing, |learning| &learning.curve);
    let [upper, lower] = places.plots;
    let m = brush.metrics;
    let title = Style::bold((m.body * 1.15).round(), TEXT);
    let counts = Style::bold(m.small, LEADER);
    let tests = learning.is_none_or(|learning| learning.held_back > 0);
    let words = if tests { say!("learning-counts") } else { say!("learning-no-test") };
    let below = line(brush, upper, &Quantity::Right.title(), title);
    let below = line(brush, below, &words, counts);
    plot(brush, below, curve, Quantity::Right);
    let title = Style::bold(m.body, TEXT);
    let below = line(brush, lower, &Quantity::Loss.title(), title);
    plot(brush, below, curve, Quantity::Loss);
    let Some(learning) = learning else { return };
    let (learned, held_back, wrong) = (learning.learned, learning.held_back, learning.wrong);
    let words = if wrong > 0 {
        say!("learning-pictures-wrong", learned = learned, held = held_back, wrong = wrong)
    } else {
        say!("learning-pictures", learned = learned, held = held_back)
    };
    let place = places.counts.split_top(m.gap / 2).1;
    line(brush, place, &words, m.small_style());
}

/// A line of words at the top; the room below.
fn line(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) -> Rect {
    let fitted = brush.face.fitted(words, style, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, words, fitted);
    area.split_top(style.leading()).1
}

/// From steps and values to places on the screen.
struct Axes {
    plot: Rect,
    steps: u32,
    top: f32,
}

impl Axes {
    fn place(&self, (step, value): (u32, f32)) -> (f32, f32) {
        let along = step as f32 / self.steps.max(1) as f32;
        let up = (value / self.top.max(1e-6)).clamp(0.0, 1.0);
        let (width, height) = ((self.plot.width - 1) as f32, (self.plot.height - 1) as f32);
        (self.plot.x as f32 + along * width, self.plot.y as f32 + (1.0 - up) * height)
    }
}

fn axis_style(m: &Metrics) -> Style {
    Style::regular((m.small * 0.9).max(11.0), FAINT)
}

fn plot(brush: &mut Brush<'_, '_>, area: Rect, curve: &Curve, quantity: Quantity) {
    let m = brush.metrics;
    let axis = axis_style(&m);
    let top = quantity.top(curve);
    let ticks = quantity.ticks(top);
    let lines = lines(curve, quantity);
    let label = Style::bold(m.small, TEXT);
    // As wide in both plots, so that they stand below each other.
    let before = brush.face.width(&Quantity::Right.number(1.0), axis) + m.gap / 2;
    let widest = lines.iter().map(|line| brush.face.width(&line.words, label)).max();
    let beside = (widest.unwrap_or(0) + m.gap * 3 / 2).min(area.width * 2 / 5);
    let plot = area.split_left(before).1.split_right(beside).0;
    let plot = match quantity {
        Quantity::Right => plot,
        Quantity::Loss => plot.split_bottom(axis.leading() + m.gap / 2).0,
    };
    if plot.height < 16 || plot.width < 40 {
        return;
    }
    let newest = curve.newest().map_or(0, |mark| mark.step);
    let axes = Axes { plot, steps: newest.max(LEAST), top };
    brush.canvas.fill(plot, PANEL);
    let cap = axis.cap_height();
    for (value, words) in ticks {
        let y = axes.place((0, value)).1 as i32;
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        let at = (area.x, (y - cap / 2).clamp(plot.y, plot.bottom() - cap));
        brush.text(at, before - m.gap / 2, Align::Right, &words, axis);
    }
    if matches!(quantity, Quantity::Loss) {
        let steps = curve.newest().map_or(0, |mark| mark.step + 1);
        let at = (plot.x, plot.bottom() + m.gap / 2);
        let words = say!("learning-steps", steps = steps);
        let style = brush.face.fitted(&words, axis, plot.width + beside, 11.0);
        brush.text(at, plot.width + beside, Align::Left, &words, style);
    }
    for line in &lines {
        let points: Vec<(f32, f32)> = line.points.iter().map(|&point| axes.place(point)).collect();
        for pair in points.windows(2) {
            brush.canvas.line(pair[0], pair[1], line.thickness, line.color);
        }
        if let Some(&end) = points.last() {
            brush.canvas.disc(end, line.thickness * 1.4, line.color);
        }
    }
    labels(brush, &axes, beside, &lines, quantity);
}

/// What the lines are called, at their ends; the value below.
fn labels(
    brush: &mut Brush<'_, '_>,
    axes: &Axes,
    beside: i32,
    lines: &[Line; 2],
    quantity: Quantity,
) {
    let m = brush.metrics;
    let style = Style::bold(m.small, TEXT);
    let (plot, high) = (axes.plot, 2 * style.leading());
    let end = |line: &Line| line.points.last().map(|&point| axes.place(point).1 as i32);
    let ends: Vec<(&Line, i32)> =
        lines.iter().filter_map(|line| Some((line, end(line)? - high / 2))).collect();
    let tops: Vec<i32> = ends.iter().map(|(_, top)| *top).collect();
    for ((line, _), top) in ends.iter().zip(apart(&tops, high, plot)) {
        let (x, width) = (plot.right() + m.gap, beside - m.gap);
        let Some(&(_, value)) = line.points.last() else { continue };
        let mut y = top;
        for words in [&line.words, &quantity.number(value)] {
            let style = Style { color: line.color, ..style };
            let fitted = brush.face.fitted(words, style, width, 11.0);
            brush.text((x, y), width, Align::Left, words, fitted);
            y += style.leading();
        }
    }
}

/// The same places, moved apart so that none lies on the other, and none outside of the plot.
fn apart(tops: &[i32], high: i32, plot: Rect) -> Vec<i32> {
    let last = (plot.bottom() - high).max(plot.y);
    let &[one, other] = tops else {
        return tops.iter().map(|&top| top.clamp(plot.y, last)).collect();
    };
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let missing = (high - (second - first)).max(0);
    let upper = (first - missing / 2).clamp(plot.y, (last - high).max(plot.y));
    let lower = second.max(upper + high).min(last.max(upper + high));
    if one <= other { vec![upper, lower] } else { vec![lower, upper] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_ends_that_meet_stand_apart_and_within_the_plot() {
        let plot = Rect::new(0, 100, 300, 200);
        for (tops, expected) in [
            ([120, 220], [120, 220]),
            ([95, 95], [100, 140]),
            ([150, 150], [130, 170]),
            ([290, 280], [260, 220]),
        ] {
            assert_eq!(apart(&tops, 40, plot), expected, "{tops:?}");
        }
        assert_eq!(apart(&[10], 40, plot), [100]);
    }

    #[test]
    fn the_axis_of_the_loss_has_room_for_all_of_it() {
        let mut curve = Curve::default();
        for (step, loss) in [(0, 1.39), (1, 0.7), (2, f32::NAN)] {
            let shown = Score { loss, accuracy: 0.5 };
            curve.push(Mark { step, shown, held_back: None });
        }
        assert!((Quantity::Loss.top(&curve) - 1.5).abs() < 1e-6);
        assert!((Quantity::Right.top(&curve) - 1.0).abs() < 1e-6);
    }
}
