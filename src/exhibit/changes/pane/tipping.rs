//! How little it takes to tip the answer: for each kind of change the least, large, above its plot.

use crate::canvas::color::{Color, oklch};
use crate::canvas::text::Style;
use crate::exhibit::changes::invariance::{Axis, Curve, Invariance, Smallest};
use crate::exhibit::changes::perturbation::Perturbation;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, PANEL, TEXT};
use crate::view::{Align, Brush};

/// What stands large on a card, and below it.
#[derive(Debug, PartialEq, Eq)]
struct Words {
    amount: String,
    what: String,
    found: bool,
}

/// From here on a change is not little: pixels, parts, degrees, parts.
const MUCH: [f32; 4] = [5.0, 0.05, 4.0, 0.2];

/// A card for each kind of change, side by side or above one another.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    found: &Invariance,
    stacked: bool,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let answers = answers(found);
    let y = heading(brush, area, found, &answers, scene);
    let area = Rect { y, height: area.bottom() - y, ..area };
    let count = found.curves.len() as i32;
    let gap = m.gap / 2;
    for (n, (curve, smallest)) in (0..).zip(found.curves.iter().zip(&found.smallest)) {
        let part = |whole: i32| (whole - (count - 1) * gap) / count;
        let card = if stacked {
            let height = part(area.height).min(area.width / 4);
            Rect { y: area.y + n * (height + gap), height, ..area }
        } else {
            let width = part(area.width);
            Rect { x: area.x + n * (width + gap), width, ..area }
        };
        let words = words(curve.axis, smallest.as_ref(), found.progress.is_over());
        draw_card(brush, card, &words, (curve, &answers));
    }
}

/// Classes that it answers instead, in the order in which they are met.
fn answers(found: &Invariance) -> Vec<usize> {
    let mut answers = Vec::new();
    for point in found.curves.iter().flat_map(|curve| &curve.points) {
        if point.best != found.class && !answers.contains(&point.best) {
            answers.push(point.best);
        }
    }
    answers
}

/// The colour of the n-th of them: amber, blue, pink, violet; the others are grey.
fn shade(n: usize) -> Color {
    [75.0, 250.0, 350.0, 300.0].get(n).map_or(FAINT, |&hue| oklch(0.72, 0.13, hue))
}

/// The title, what the line says, and the names of the shaded stretches; returns where it ends.
fn heading(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    found: &Invariance,
    answers: &[usize],
    scene: &Scene<'_>,
) -> i32 {
    let m = brush.metrics;
    let title = say!("tipping-title");
    let style = brush.face.fitted(&title, Style::bold(m.body, TEXT), area.width, 11.0);
    let mut x = area.x + brush.text((area.x, area.y), area.width, Align::Left, &title, style);
    x += 2 * m.gap;
    let small = m.small_style();
    let mut foot = area.y + style.cap_height() - small.cap_height();
    let square = small.cap_height();
    let line = (say!("tipping-line", class = scene.label(found.class)), LEADER);
    let named = |(n, &class): (usize, &usize)| {
        let name = scene.label(class);
        (if n == 0 { say!("tipping-shaded", class = name) } else { name.to_owned() }, shade(n))
    };
    for (text, color) in std::iter::once(line).chain(answers.iter().enumerate().map(named)) {
        let wide = square + m.gap / 2 + brush.face.width(&text, small);
        if x + wide > area.right() && x > area.x {
            (x, foot) = (area.x, foot + small.leading());
        }
        let mark = Rect::new(x, foot, square, square);
        if color == LEADER {
            let thick = (square / 4).max(2);
            let y = mark.y + (square - thick) / 2;
            brush.canvas.fill(Rect { y, height: thick, ..mark }, color);
        } else {
            brush.canvas.fill(mark, color);
        }
        let left = mark.right() + m.gap / 2;
        brush.text((left, foot), area.right() - left, Align::Left, &text, small);
        x += wide + 2 * m.gap;
    }
    foot + small.cap_height() + m.gap
}

/// "0.6 pixels", "to the right".
fn words(axis: Axis, smallest: Option<&Smallest>, over: bool) -> Words {
    let what = || match axis {
        Axis::Down => say!("axis-down"),
        Axis::Right => say!("axis-right"),
        Axis::Zoom => say!("axis-zoom"),
        Axis::Turn => say!("axis-turn"),
        Axis::Light => say!("axis-light"),
    };
    let Some(smallest) = smallest else {
        let amount = if over { say!("tipping-stays") } else { say!("tipping-sought") };
        return Words { amount, what: what(), found: false };
    };
    let percent = |by: f32| say!("percent", of = digits((by - 1.0) * 100.0));
    let pixels = |by: f32| say!("amount-pixels", amount = digits(by));
    let [far, nearer, turned, lit] = MUCH;
    let (amount, much, what) = match smallest.perturbation {
        Perturbation::Shift { right, down } => {
            let what = match (right > 0.0, right < 0.0, down > 0.0) {
                (true, ..) => say!("tipping-right"),
                (_, true, _) => say!("tipping-left"),
                (.., true) => say!("tipping-down"),
                _ => say!("tipping-up"),
            };
            let by = right.hypot(down);
            (pixels(by), by >= far, what)
        }
        Perturbation::Zoom(by) => {
            let what = if by > 1.0 { say!("tipping-larger") } else { say!("tipping-smaller") };
            (percent(by), (by - 1.0).abs() >= nearer, what)
        }
        Perturbation::Turn(by) => {
            let right = by > 0.0;
            let what =
                if right { say!("tipping-turned-right") } else { say!("tipping-turned-left") };
            (say!("amount-degrees", amount = digits(by)), by.abs() >= turned, what)
        }
        Perturbation::Brightness(by) => {
            let what = if by > 1.0 { say!("tipping-brighter") } else { say!("tipping-darker") };
            (percent(by), (by - 1.0).abs() >= lit, what)
        }
        Perturbation::Noise(sigma) => (pixels(sigma), false, what()),
    };
    let what = if much { say!("tipping-much", what = what) } else { what };
    Words { amount, what, found: true }
}

/// The size of a number, with as many digits as say something.
fn digits(value: f32) -> String {
    let value = value.abs();
    if value < 9.95 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// One kind of change: its words beside the plot in a wide card, above it in a high one.
fn draw_card(
    brush: &mut Brush<'_, '_>,
    card: Rect,
    words: &Words,
    (curve, answers): (&Curve, &[usize]),
) {
    let m = brush.metrics;
    brush.canvas.rounded(card, m.gap / 2, PANEL);
    let inner = card.inset(m.gap * 2 / 3);
    let wide = card.width > 3 * card.height;
    let room = if wide { inner.width * 3 / 10 } else { inner.width };
    let color = if words.found { LEADER } else { MUTED };
    let large = Style::bold((m.heading * 0.8).round(), color);
    let large = brush.face.fitted(&words.amount, large, room, 11.0);
    brush.text((inner.x, inner.y), room, Align::Left, &words.amount, large);
    let below = inner.split_top(large.cap_height() + m.gap * 4 / 5).1;
    let small = brush.face.fitted(&words.what, m.small_style(), room, 11.0);
    let said = Rect { width: room, height: 2 * small.leading(), ..below };
    let used = brush.paragraph(said, &words.what, small);
    let plot = if wide {
        inner.split_left(room + m.gap).1
    } else {
        inner.split_top(below.y - inner.y + used + m.gap / 3).1
    };
    draw_plot(brush, plot, curve, answers);
}

/// "+16", "−16".
fn signed(value: f32) -> String {
    let sign = if value < 0.0 { '−' } else { '+' };
    format!("{sign}{:.0}", value.abs())
}

/// How far the axis reaches, with its unit.
fn amount_on(axis: Axis, amount: f32) -> String {
    match axis {
        Axis::Down | Axis::Right => say!("tick-pixels", amount = signed(amount)),
        Axis::Zoom | Axis::Light => say!("percent", of = signed((amount - 1.0) * 100.0)),
        Axis::Turn => say!("amount-degrees", amount = signed(amount)),
    }
}

/// How sure it is by how much was changed; shaded where it answers something else.
fn draw_plot(brush: &mut Brush<'_, '_>, area: Rect, curve: &Curve, answers: &[usize]) {
    let m = brush.metrics;
    let quiet = Style::regular((m.small * 0.85).max(11.0).round(), FAINT);
    let axis = brush.face.width("100\u{a0}%", quiet) + m.gap / 3;
    let (upper, below) = area.split_bottom(quiet.leading());
    let plot = upper.split_left(axis).1.split_top(quiet.cap_height() / 2).1;
    if plot.height < 2 * quiet.leading() || plot.width < 40 {
        return;
    }
    brush.canvas.fill(plot, BACKGROUND);
    let (least, most) = curve.axis.range();
    let across =
        |amount: f32| plot.x as f32 + (amount - least) / (most - least) * (plot.width - 1) as f32;
    let height =
        |share: f32| (plot.bottom() - 1) as f32 - share.clamp(0.0, 1.0) * (plot.height - 1) as f32;
    let points = &curve.points;
    // From half way to the neighbour on one side to half way on the other.
    for (n, point) in points.iter().enumerate() {
        let Some(answer) = answers.iter().position(|&answer| answer == point.best) else {
            continue;
        };
        let before = n.checked_sub(1).map_or(point.amount, |n| points[n].amount);
        let after = points.get(n + 1).map_or(point.amount, |next| next.amount);
        let left = across(f32::midpoint(before, point.amount)) as i32;
        let right = across(f32::midpoint(after, point.amount)) as i32;
        let stretch = Rect { x: left, width: right - left, ..plot };
        brush.canvas.shade(stretch, shade(answer), 130);
    }
    // Where it is low, the middle one is left out.
    let all: &[f32] =
        if plot.height > 4 * quiet.leading() { &[0.0, 0.5, 1.0] } else { &[0.0, 1.0] };
    for &share in all {
        let y = height(share) as i32;
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        let label = say!("percent", of = format!("{:.0}", share * 100.0));
        let top = y - quiet.cap_height() / 2;
        brush.text((area.x, top), axis - m.gap / 3, Align::Right, &label, quiet);
    }
    let rest = across(curve.axis.rest()) as i32;
    brush.canvas.fill(Rect::new(rest, plot.y, 1, plot.height), FAINT);
    let at = |n: usize| (across(points[n].amount), height(points[n].probability));
    for n in 1..points.len() {
        brush.canvas.line(at(n - 1), at(n), (m.gap as f32 / 5.0).max(2.0), LEADER);
    }
    let y = below.y + m.gap / 4;
    let (low, high) = (amount_on(curve.axis, least), amount_on(curve.axis, most));
    brush.text((plot.x, y), plot.width, Align::Left, &low, quiet);
    brush.text((plot.x, y), plot.width, Align::Right, &high, quiet);
    let wide = |text: &str| brush.face.width(text, quiet) + m.gap / 2;
    if rest - wide(&low) > plot.x && rest + wide(&high) < plot.right() {
        brush.text((rest - m.gap, y), 2 * m.gap, Align::Centre, "0", quiet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::guess::Guess;

    fn said(axis: Axis, perturbation: Perturbation) -> String {
        let guess = Guess { class: 1, probability: 0.5 };
        let smallest = Smallest { perturbation, to: guess, from: guess };
        let Words { amount, what, .. } = words(axis, Some(&smallest), true);
        format!("{amount} {what}").replace('\u{a0}', " ")
    }

    #[test]
    fn a_card_says_how_little_and_whether_that_is_little_at_all() {
        let shift = |right, down| Perturbation::Shift { right, down };
        assert_eq!(said(Axis::Right, shift(-0.625, 0.0)), "0.6 pixels to the left");
        assert_eq!(said(Axis::Down, shift(0.0, -2.0)), "2.0 pixels up");
        let far = "16 pixels down: that is not little";
        assert_eq!(said(Axis::Down, shift(0.0, 16.0)), far);
        assert_eq!(said(Axis::Zoom, Perturbation::Zoom(0.99)), "1.0 % smaller");
        assert_eq!(said(Axis::Turn, Perturbation::Turn(1.5)), "1.5° turned to the right");
        let dark = said(Axis::Light, Perturbation::Brightness(0.56));
        assert_eq!(dark, "44 % darker: that is not little");
    }

    #[test]
    fn where_nothing_tips_it_the_card_says_that_it_stays() {
        let said = |over| words(Axis::Turn, None, over).amount;
        assert_eq!(said(true), "It stays");
        assert_eq!(said(false), "…");
    }
}
