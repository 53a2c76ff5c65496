//! The pane "How little does it take?": a change that nobody sees, and how little tips the answer.

use super::tipping;
use super::triptych::{self, Sure, Triptych};
use crate::exhibit::adversarial::Adversarial;
use crate::exhibit::changes::invariance::{Axis, Invariance};
use crate::exhibit::changes::pane::reason;
use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, progress, why};
use crate::geometry::Rect;
use crate::view::Brush;
use crate::view::palette::{LEADER, LINE, MUTED, Metrics, OTHERS, TEXT};

/// What the job has found so far, below the heading.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, job: &Found, scene: &Scene<'_>) {
    let Finding::HowLittle { invariance, adversarial } = &job.finding else { return };
    let m = brush.metrics;
    // Once it is over, what it is about stands above the first picture.
    let over = job.progress.is_over();
    let y = if over { area.y } else { progress::about(brush, area, job, scene) };
    let area = Rect { y, height: area.bottom() - y, ..area }.split_top(m.gap / 2).1;
    let found = adversarial.as_deref();
    let mut shown = triptych(invariance, found, scene);
    if over {
        shown.titles[0] = progress::which(job, scene);
    }
    let upright = area.width < area.height * 6 / 5;
    let used = if upright {
        let (words, rest) = area.split_top(area.height * 18 / 100);
        say_unseen(brush, words, invariance, found);
        words.height + triptych::draw(brush, rest, &shown)
    } else {
        let (pictures, _) = area.split_top(area.height * 56 / 100).0.split_left(area.width * 2 / 3);
        let width = triptych::width(triptych::side(pictures, &m), &m);
        let used = triptych::draw(brush, pictures, &shown);
        let words = area.split_left(width + 3 * m.gap).1.split_top(used).0;
        say_unseen(brush, words, invariance, found);
        used
    };
    let below = area.split_top(used + space(&m)).1;
    brush.canvas.fill(Rect { height: 1, ..below }, LINE);
    tipping::draw(brush, below.split_top(space(&m)).1, invariance, upright, scene);
}

fn space(m: &Metrics) -> i32 {
    m.gap * 3 / 4
}

/// How many times as strong a change by so many of 255 is shown, for all of it to be seen and to be
/// between black and white.
fn magnification(largest: u8) -> u8 {
    let whole = |factor: &u8| usize::from(*factor) * usize::from(largest) <= 127;
    [100, 50, 20, 10].into_iter().find(whole).unwrap_or(10)
}

/// The picture itself, the change magnified, the changed picture.
fn triptych<'a>(
    found: &'a Invariance,
    adversarial: Option<&'a Adversarial>,
    scene: &Scene<'_>,
) -> Triptych<'a> {
    let sure = |class, probability, color| Sure {
        name: scene.label(class).to_owned(),
        percent: reason::share(probability),
        color,
    };
    let old = OTHERS[0];
    let after = adversarial.and_then(|found| found.after.as_ref());
    let factor = adversarial.map_or(1, |found| magnification(found.largest));
    let new = adversarial.and_then(|found| Some((found.to?, found.was)));
    let sure_after = new
        .map(|(to, was)| vec![sure(to.class, to.probability, LEADER), sure(found.class, was, old)]);
    let change = match after {
        Some(_) => say!("unseen-change", factor = factor),
        None => say!("unseen-change-sought"),
    };
    Triptych {
        before: &found.base,
        after,
        factor,
        titles: [say!("flip-before"), change, say!("flip-after")],
        sure_before: vec![sure(found.class, found.probability, old)],
        sure_after: sure_after.unwrap_or_default(),
        note: if after.is_some() { say!("flip-grey") } else { String::new() },
        part: None,
    }
}

/// What the three pictures show, large, and how close it was from the start.
fn say_unseen(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    found: &Invariance,
    adversarial: Option<&Adversarial>,
) {
    let mut words = Vec::new();
    match adversarial {
        None => words.push(say!("how-little-then")),
        Some(Adversarial { after: Some(after), largest, changed, .. }) => {
            let unseen = why::is_unseen(&found.base, after);
            words.push(if unseen { say!("why-unseen") } else { say!("unseen-hardly") });
            let changed = share(*changed);
            words.push(say!("unseen-found", steps = *largest, changed = changed));
        }
        Some(found) if found.progress.is_over() => words.push(say!("unseen-none")),
        Some(_) => words.push(say!("unseen-searching")),
    }
    let nearly = |second: &f32| why::is_tie(found.probability, *second);
    let second = found.second.map(|second| second.probability);
    if let Some(second) = second.filter(nearly) {
        let first = reason::share(found.probability);
        words.push(say!("how-little-tie", first = first, second = reason::share(second)));
    }
    words.extend(steps(found));
    reason::draw(brush, area, &words, (TEXT, MUTED));
}

/// How far the first and the last step have come where the picture is moved farthest.
fn steps(found: &Invariance) -> Option<String> {
    let curve = found.curves.iter().find(|curve| curve.axis == Axis::Right)?;
    let farthest = curve.points.last().filter(|point| point.amount > 1.0)?;
    Some(say!(
        "how-little-steps",
        pixels = format!("{:.0}", farthest.amount),
        early = format!("{:.0}", farthest.early * 100.0),
        late = format!("{:.0}", farthest.late * 100.0)
    ))
}

/// In percent, with as many digits as say something: "0.02", "4.1", "63".
fn share(part: f32) -> String {
    match part * 100.0 {
        percent if percent < 0.1 => format!("{percent:.2}"),
        percent if percent < 10.0 => format!("{percent:.1}"),
        percent => format!("{percent:.0}"),
    }
}
