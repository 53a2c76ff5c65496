//! Draws the clock: a dial of one minute, a stroke a flip, and the pairs that took turns.

use std::f32::consts::TAU;
use std::time::Duration;

use super::{ABOUT, Clock, Pair, ROUND};
use crate::canvas::color::mix;
use crate::canvas::text::{Style, Typeface};
use crate::dynamics::history::Flip;
use crate::exhibit::progress;
use crate::exhibit::scene::Scene;
use crate::geometry::{Point, Rect, Size};
use crate::view::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, Metrics, PANEL, TEXT};
use crate::view::target::What;
use crate::view::wording::times;
use crate::view::{Align, Brush, Target};

/// Where a dot at the end of a stroke can be touched, to either side of its middle.
const TOUCH: i32 = 22;

/// A smaller dial is not drawn.
const SMALLEST: f32 = 24.0;

/// Where the dial lies, and the words beside it or below.
struct Places {
    centre: (f32, f32),
    radius: f32,
    words: Rect,
}

impl Places {
    fn new(area: Rect, m: &Metrics) -> Self {
        let upright = area.height > area.width;
        let side = if upright {
            area.width.min(area.height * 2 / 3)
        } else {
            area.height.min(area.width * 58 / 100)
        };
        let words = if upright {
            area.split_top(side + m.gap).1
        } else {
            area.split_left(side + 3 * m.gap).1
        };
        let half = side as f32 / 2.0;
        let (x, y) = (area.x as f32 + half, area.y as f32 + half);
        // Room for the dots, and for a touch of them.
        Self { centre: (x, y), radius: (half - 8.0).max(0.0), words }
    }

    /// A point at this time's angle, twelve o'clock for a full minute, and so far from the centre.
    fn at(&self, time: Duration, part: f32) -> (f32, f32) {
        let angle = (time.as_secs_f32() / ROUND.as_secs_f32()).fract() * TAU;
        let (sin, cos) = angle.sin_cos();
        let (x, y) = self.centre;
        (x + sin * part * self.radius, y - cos * part * self.radius)
    }
}

/// The dots at the ends of these flips' strokes. `area` is the room's, heading and all.
pub fn targets<'a>(
    area: Rect,
    flips: impl Iterator<Item = &'a Flip>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let places = Places::new(progress::below(area, &ABOUT, m, face), m);
    if places.radius < SMALLEST {
        return Vec::new();
    }
    let target = |flip: &Flip| {
        let (x, y) = places.at(flip.time, 0.94);
        let around =
            |reach: i32| Rect::new(x as i32 - reach, y as i32 - reach, 2 * reach, 2 * reach);
        Target { what: What::Flip(flip.frame), area: around(6), touch: around(TOUCH) }
    };
    flips.map(target).collect()
}

/// Draws the room below its heading.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, clock: &Clock, scene: &Scene<'_>) {
    let m = brush.metrics;
    let places = Places::new(area, &m);
    if places.radius < SMALLEST {
        return;
    }
    // In a large window strokes are as much thicker as type is larger.
    let scale = (m.small / 15.0).max(1.0);
    brush.canvas.disc(places.centre, places.radius, PANEL);
    for second in 0..60 {
        let long = if second % 5 == 0 { 0.06 } else { 0.025 };
        let at = |part| places.at(Duration::from_secs(second), part);
        brush.canvas.line(at(1.0 - long), at(1.0), 1.5 * scale, LINE);
    }
    // The older, the darker.
    for flip in &clock.flips {
        let age = clock.now.saturating_sub(flip.time).as_secs_f32() / ROUND.as_secs_f32();
        let color = mix(BACKGROUND, LEADER, (255.0 - 190.0 * age.min(1.0)) as u8);
        brush.canvas.line(
            places.at(flip.time, 0.55),
            places.at(flip.time, 0.94),
            2.5 * scale,
            color,
        );
    }
    for flip in clock.kept(scene) {
        brush.canvas.disc(places.at(flip.time, 0.94), 5.0 * scale, LEADER);
    }
    brush.canvas.line(places.at(clock.now, 0.48), places.at(clock.now, 1.0), 2.0 * scale, TEXT);
    middle(brush, &places, clock, scene);
    pairs(brush, places.words, &clock.pairs(), scene);
}

/// How often, in the middle of the dial.
fn middle(brush: &mut Brush<'_, '_>, places: &Places, clock: &Clock, scene: &Scene<'_>) {
    let m = brush.metrics;
    let width = (places.radius * 0.9) as i32;
    let (x, y) = (places.centre.0 as i32 - width / 2, places.centre.1 as i32);
    let still = scene.status.still;
    let count = if still { "–".to_owned() } else { clock.flips.len().to_string() };
    let style = Style::bold(m.headline * 1.4, if clock.flips.is_empty() { MUTED } else { LEADER });
    brush.text((x, y - style.cap_height()), width, Align::Centre, &count, style);
    let what = if still { say!("clock-still") } else { say!("clock-minute") };
    let style = Style::regular(m.small, MUTED);
    for (n, line) in (0..).zip(brush.face.wrapped(&what, style, width)) {
        let y = y + m.gap + n * style.leading();
        brush.text((x, y), width, Align::Centre, &line, style);
    }
}

/// The pairs that took turns most often.
fn pairs(brush: &mut Brush<'_, '_>, area: Rect, pairs: &[Pair], scene: &Scene<'_>) {
    let m = brush.metrics;
    let title = Style::bold(m.body, TEXT);
    let words = if scene.status.still {
        say!("clock-camera")
    } else if pairs.is_empty() {
        say!("clock-none")
    } else {
        say!("clock-pairs")
    };
    let used = brush.paragraph(area, &words, title);
    let mut rest = area.split_top(used + m.gap).1;
    let (name, count) = (Style::regular(m.body, MUTED), Style::bold(m.small, FAINT));
    let row = Size::new(rest.width, 2 * name.leading() + count.leading() + m.gap);
    for pair in pairs {
        if rest.height < row.height {
            break;
        }
        let mut at = Point::new(rest.x, rest.y);
        for (class, sign) in [(pair.classes.0, ""), (pair.classes.1, "↔ ")] {
            let label = format!("{sign}{}", scene.label(class));
            let style = brush.face.fitted(&label, name, row.width, 11.0);
            let label = brush.face.shortened(&label, style, row.width);
            brush.text((at.x, at.y), row.width, Align::Left, &label, style);
            at.y += name.leading();
        }
        brush.text((at.x, at.y), row.width, Align::Left, &times(pair.count), count);
        rest = rest.split_top(row.height).1;
    }
}
