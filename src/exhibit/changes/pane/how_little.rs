//! The pane "How little does it take?": plots of perturbations, and the smallest that change it.

use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::changes::adversarial::Adversarial;
use crate::exhibit::changes::invariance::{Axis, Curve, Invariance, Point, Smallest};
use crate::exhibit::changes::perturbation::Perturbation;

use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, progress};
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::view::palette::{
    BACKGROUND, FAINT, LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT, step_color,
};
use crate::view::{Align, Brush};

/// What the job has found so far, below the heading.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, job: &Found, scene: &Scene<'_>) {
    let Finding::HowLittle { invariance: found, adversarial } = &job.finding else { return };
    let m = brush.metrics;
    let line = m.small_style().leading();
    let y = progress::about(brush, area, job, scene);
    let rest = Rect { y, height: area.bottom() - y, ..area };
    // As much as the three pictures below leave.
    let below = 5 * line + 3 * m.gap + side_of_three(area.width, &m);
    let (plots, rest) = rest.split_top((rest.height - below).max(rest.height * 40 / 100));
    let y = legend(brush, plots, found, scene);
    let plots = Rect { y, height: plots.bottom() - y, ..plots };
    let (width, height) = ((plots.width - 2 * m.gap) / 2, (plots.height - m.gap / 2) / 2);
    let highest = highest(found);
    for (n, curve) in (0..).zip(&found.curves) {
        let (x, y) = (n % 2 * (width + 2 * m.gap), n / 2 * (height + m.gap / 2));
        let place = Rect::new(plots.x + x, plots.y + y, width, height);
        plot(brush, place, curve, found, highest, scene);
    }
    let mut y = rest.y + m.gap / 2;
    for (n, smallest) in (0..).zip(&found.smallest) {
        let text = in_words(n, smallest.as_ref(), found.progress.is_over(), scene);
        let style = Style::regular(m.small, if smallest.is_some() { TEXT } else { FAINT });
        let style = brush.face.fitted(&text, style, rest.width, 11.0);
        brush.text((rest.x, y), rest.width, Align::Left, &text, style);
        y += line;
    }
    y += m.gap / 2;
    brush.canvas.fill(Rect { y, height: 1, ..rest }, LINE);
    y += m.gap / 2;
    let rest = Rect { y, height: rest.bottom() - y, ..rest };
    if let Some(found) = adversarial {
        unseen(brush, rest, found, scene);
    } else {
        let text = say!("how-little-then");
        brush.text((rest.x, rest.y), rest.width, Align::Left, &text, m.small_style());
    }
}

/// Three pictures stand side by side, and words beside them.
fn side_of_three(width: i32, m: &Metrics) -> i32 {
    (width - 3 * m.gap) / 4
}

/// The axis ends at a whole quarter that holds all lines.
fn highest(found: &Invariance) -> f32 {
    let points = found.curves.iter().flat_map(|curve| &curve.points);
    let most = points.map(|point| point.early.max(point.late)).fold(1.0, f32::max);
    (most * 4.0).ceil() / 4.0
}

/// The three lines, with their colours; returns where it ends.
fn legend(brush: &mut Brush<'_, '_>, area: Rect, found: &Invariance, scene: &Scene<'_>) -> i32 {
    let m = brush.metrics;
    let small = m.small_style();
    let steps = scene.outline.blocks.len();
    let [early, late] = [found.early, found.late].map(|node| scene.step_of(node));
    let words = [
        (say!("how-little-sure", class = scene.label(found.class)), LEADER),
        (say!("how-little-early", step = early + 1), step_color(early, steps)),
        (say!("how-little-late", step = late + 1), step_color(late, steps)),
    ];
    let mut x = area.x;
    for (text, color) in words {
        let style = Style::bold(m.small, color);
        let room = area.right() - x;
        x += brush.text((x, area.y), room, Align::Left, &text, style) + 2 * m.gap;
    }
    area.y + small.leading() + m.gap / 4
}

/// What a line shows of a point.
type Value = fn(&Point) -> f32;

/// What is changed.
fn axis(axis: Axis) -> String {
    match axis {
        Axis::Down => say!("axis-down"),
        Axis::Right => say!("axis-right"),
        Axis::Zoom => say!("axis-zoom"),
        Axis::Turn => say!("axis-turn"),
    }
}

/// How much of it, with its unit.
fn amount_on(axis: Axis, amount: f32) -> String {
    match axis {
        Axis::Down | Axis::Right => say!("amount-pixels", amount = format!("{amount:+.0}")),
        Axis::Zoom => say!("amount-zoom", amount = format!("{amount:.2}")),
        Axis::Turn => say!("amount-degrees", amount = format!("{amount:+.0}")),
    }
}

fn plot(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    curve: &Curve,
    found: &Invariance,
    highest: f32,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let quiet = Style::regular(m.small, FAINT);
    let percent = brush.face.width("100 %", quiet) + m.gap / 2;
    let (plot, below) = area.split_bottom(quiet.leading());
    let plot = Rect { x: plot.x + percent, width: plot.width - percent, ..plot };
    if plot.height < 20 || plot.width < 40 {
        return;
    }
    brush.canvas.fill(plot, PANEL);
    let (least, most) = curve.axis.range();
    let across =
        |amount: f32| plot.x as f32 + (amount - least) / (most - least) * (plot.width - 1) as f32;
    let height = |share: f32| {
        plot.bottom() as f32 - 1.0 - (share / highest).clamp(0.0, 1.0) * (plot.height - 2) as f32
    };
    let points = &curve.points;
    // From half way to the neighbour on one side to half way on the other.
    for (n, point) in points.iter().enumerate().filter(|(_, point)| point.best != found.class) {
        let before = n.checked_sub(1).map_or(point.amount, |n| points[n].amount);
        let after = points.get(n + 1).map_or(point.amount, |next| next.amount);
        let left = across(f32::midpoint(before, point.amount)) as i32;
        let right = across(f32::midpoint(after, point.amount)) as i32;
        brush.canvas.shade(Rect { x: left, width: right - left, ..plot }, NOTICE, 70);
    }
    for share in [0.0, 1.0] {
        let y = height(share) as i32;
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        let top = (y - quiet.cap_height() / 2).max(area.y);
        let label = say!("percent", of = format!("{:.0}", share * 100.0));
        brush.text((area.x, top), percent - m.gap / 2, Align::Right, &label, quiet);
    }
    let rest = across(curve.axis.rest()) as i32;
    brush.canvas.fill(Rect::new(rest, plot.y, 1, plot.height), LINE);
    let steps = scene.outline.blocks.len();
    let [early, late] =
        [found.early, found.late].map(|node| step_color(scene.step_of(node), steps));
    let lines: [(Color, f32, Value); 3] = [
        (early, 1.5, |point| point.early),
        (late, 1.5, |point| point.late),
        (LEADER, 2.0, |point| point.probability),
    ];
    for (color, thickness, value) in lines {
        let at = |point: &Point| (across(point.amount), height(value(point)));
        for pair in points.windows(2) {
            brush.canvas.line(at(&pair[0]), at(&pair[1]), thickness, color);
        }
    }
    let what = axis(curve.axis);
    let y = below.y + m.gap / 4;
    let number = |amount: f32| amount_on(curve.axis, amount);
    brush.text((plot.x, y), plot.width, Align::Left, &number(least), quiet);
    let style = Style::regular(m.small, MUTED);
    brush.text((plot.x, y), plot.width, Align::Centre, &what, style);
    brush.text((plot.x, y), plot.width, Align::Right, &number(most), quiet);
}

/// "moved by 2.5 px to the right, it answers tiger cat (39 %)".
fn in_words(n: usize, smallest: Option<&Smallest>, over: bool, scene: &Scene<'_>) -> String {
    let Some(smallest) = smallest else {
        return match (n, over) {
            (0, true) => say!("none-moving"),
            (1, true) => say!("none-zooming"),
            (_, true) => say!("none-turning"),
            (0, false) => say!("searching-moving"),
            (1, false) => say!("searching-zooming"),
            (_, false) => say!("searching-turning"),
        };
    };
    let amount = match smallest.perturbation {
        Perturbation::Shift { right, down } => moved(right, down),
        Perturbation::Zoom(factor) => say!("zoomed", factor = format!("{factor:.3}")),
        Perturbation::Turn(degrees) => {
            let amount = format!("{:.1}", degrees.abs());
            if degrees < 0.0 {
                say!("turned-left", degrees = amount)
            } else {
                say!("turned-right", degrees = amount)
            }
        }
        Perturbation::Brightness(amount) => say!("brightened", factor = format!("{amount:.2}")),
        Perturbation::Noise(sigma) => say!("made-noisy", sigma = format!("{sigma:.1}")),
    };
    let share = format!("{:.0}", smallest.to.probability * 100.0);
    let class = scene.label(smallest.to.class);
    say!("smallest", change = amount, class = class, percent = share)
}

/// "moved by 2.5 px up and to the left".
fn moved(right: f32, down: f32) -> String {
    let sign = |value: f32| if value == 0.0 { 0 } else { value.signum() as i32 };
    let pixels = format!("{:.1}", right.hypot(down));
    match (sign(right), sign(down)) {
        (1, 0) => say!("moved-right", pixels = pixels),
        (-1, 0) => say!("moved-left", pixels = pixels),
        (0, 1) => say!("moved-down", pixels = pixels),
        (0, -1) => say!("moved-up", pixels = pixels),
        (1, 1) => say!("moved-down-right", pixels = pixels),
        (1, -1) => say!("moved-up-right", pixels = pixels),
        (-1, 1) => say!("moved-down-left", pixels = pixels),
        (-1, -1) => say!("moved-up-left", pixels = pixels),
        _ => say!("moved", pixels = pixels),
    }
}

/// In percent, with as many digits as say something: "0.02", "4.1", "63".
fn share(part: f32) -> String {
    match part * 100.0 {
        percent if percent < 0.1 => format!("{percent:.2}"),
        percent if percent < 10.0 => format!("{percent:.1}"),
        percent => format!("{percent:.0}"),
    }
}

/// Ten times the difference, around middle grey.
fn ten_times(before: &Picture, after: &Picture) -> Picture {
    let pairs = before.rgb.iter().zip(&after.rgb);
    let rgb = pairs.map(|(&a, &b)| (128 + 10 * (i32::from(b) - i32::from(a))).clamp(0, 255) as u8);
    Picture::new(before.size, rgb.collect())
}

/// The picture, what was done to it, and the picture that is no longer the same to the network.
fn unseen(brush: &mut Brush<'_, '_>, area: Rect, found: &Adversarial, scene: &Scene<'_>) {
    let m = brush.metrics;
    let line = m.small_style().leading();
    let side = side_of_three(area.width, &m).min(area.height - line).max(0);
    if side < 24 {
        return;
    }
    let place = |n: i32| Rect::new(area.x + n * (side + m.gap), area.y + line, side, side);
    let title = |brush: &mut Brush<'_, '_>, n: i32, text: &str, color: Color| {
        let style = brush.face.fitted(text, Style::bold(m.small, color), side, 11.0);
        let text = brush.face.shortened(text, style, side);
        brush.text((place(n).x, area.y), side, Align::Left, &text, style);
    };
    let whole = found.before.size.rect();
    title(brush, 0, scene.label(found.from.class), MUTED);
    brush.picture(place(0), &found.before, whole);
    let x = place(3).x;
    let words = Rect { x, width: (area.right() - x).max(0), ..area };
    let style = Style::regular(m.small, TEXT);
    let (Some(after), Some(to)) = (&found.after, found.to) else {
        let x = place(1).x;
        let words = Rect { x, width: area.right() - x, ..area };
        let text =
            if found.progress.is_over() { say!("unseen-none") } else { say!("unseen-searching") };
        brush.canvas.fill(place(1), BACKGROUND);
        brush.paragraph(words, &text, style);
        return;
    };
    let difference = ten_times(&found.before, after);
    title(brush, 1, &say!("unseen-change"), MUTED);
    brush.picture(place(1), &difference, whole);
    title(brush, 2, scene.label(to.class), LEADER);
    brush.picture(place(2), after, whole);
    let percent = |probability: f32| format!("{:.0}", probability * 100.0);
    let text = say!(
        "unseen-found",
        changed = share(found.changed),
        steps = found.largest,
        from = scene.label(found.from.class),
        before = percent(found.from.probability),
        after = percent(found.was),
        to = scene.label(to.class),
        percent = percent(to.probability)
    );
    let used = brush.paragraph(words, &text, style);
    let below = words.split_top(used + m.gap / 3).1;
    let bold = Style::bold(m.small, LEADER);
    brush.paragraph(below, &say!("unseen-said"), bold);
}
