//! The spotlight: one detector enlarged, whose map glows over the picture where it found something.

use super::colormaps::colormap;
use super::facts::Facts;
use super::icon::Icon;
use super::palette::{BACKGROUND, LEADER, Metrics, PANEL, TEXT, step_color};
use super::pixels::Query;
use super::{Align, Brush, Target, What, pixels};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::{Color, mix};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::appearance::Colors;
use crate::geometry::Rect;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::taps::reading::UnitReading;

/// What the spotlight shows beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// The unit to enlarge; none before the first is chosen.
    pub unit: Option<Unit>,
    /// True where it is switched off.
    pub ablated: bool,
    /// True where its square is on the wall too: a line leads there.
    pub line: bool,
    /// What is asked about pixels: where something is, the answer stands in the square.
    pub query: Query,
}

/// How much of the picture is hidden, of 255, where the detector found nothing …
const DARK: f32 = 205.0;

/// … and how much its step's colour covers of it where it found most.
const TINT: f32 = 150.0;

/// Squares that are smaller show nothing.
const SMALLEST: i32 = 24;

/// Rows that the pane takes for a square so wide.
pub fn height(width: i32, m: &Metrics) -> i32 {
    width + title_height(m)
}

/// As wide as a pane so high must be for a square as high as it can be.
pub fn width(height: i32, m: &Metrics) -> i32 {
    height - title_height(m)
}

fn title_height(m: &Metrics) -> i32 {
    (m.body * 1.25 * 1.28) as i32
}

/// In an upright window the line from the wall runs in the margin.
fn beside_margin(area: Rect, m: &Metrics) -> Rect {
    if m.upright { area.split_left(m.margin).1 } else { area }
}

/// Where the pane draws the enlarged map; none where there is no room for it.
pub fn square(area: Rect, m: &Metrics) -> Option<Rect> {
    let rest = beside_margin(area, m).split_top(title_height(m)).1;
    let side = rest.width.min(rest.height);
    let square = Rect { width: side, height: side, ..rest };
    (!area.is_empty() && side >= SMALLEST).then_some(square)
}

/// The square, which leads to the unit.
pub fn target(area: Rect, unit: Option<Unit>, m: &Metrics) -> Option<Target> {
    let square = square(area, m)?;
    Some(Target { what: What::Square(unit?), area: square, touch: square })
}

/// The square where the picture shows through, which is painted all over.
pub fn covered(area: Rect, facts: &Facts<'_>, content: &Content, m: &Metrics) -> Option<Rect> {
    let snapshot = facts.snapshot.filter(|_| content.query.question.is_none())?;
    let is_seen = !snapshot.crop.intersect(snapshot.frame.picture.size.rect()).is_empty();
    square(area, m).filter(|_| content.unit.is_some() && is_seen)
}

/// Draws the unit that is enlarged, or what drives it.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, content: &Content) {
    let m = brush.metrics;
    let Some(square) = square(area, &m) else { return };
    let question = content.query.question;
    let style = Style::bold((m.body * 1.25).round(), TEXT);
    let fits = |words: &&String| brush.face.width(words, style.sized(11.0)) <= square.width;
    let heading = if let Some(question) = question {
        say!("close-up-drives", name = pixels::name_of(question.target, facts))
    } else if let Some(name) = content.unit.and_then(|unit| facts.name_of(unit)) {
        say!("close-up-named", name = name)
    } else {
        let titles = [say!("close-up-title"), say!("close-up-short")];
        titles.iter().find(fits).cloned().unwrap_or_default()
    };
    let title = brush.face.fitted(&heading, style, square.width, 11.0);
    brush.text((square.x, area.y + m.gap / 4), square.width, Align::Left, &heading, title);
    if let Some(question) = question {
        pixels::draw(brush, square, facts, content.query);
        let aid = pixels::reading_aid(question, content.query.filter);
        let words = format!("{}: {aid}", pixels::title(question.method));
        band(brush, square, &words, Style::regular(m.small, TEXT));
        return;
    }
    let (Some(snapshot), Some(unit)) = (facts.snapshot, content.unit) else {
        brush.canvas.rounded(square, 4, PANEL);
        return;
    };
    let (step, steps) = facts.step(unit.layer);
    let color = step_color(step, steps);
    let reading = snapshot.units.iter().find(|reading| reading.unit == unit);
    let square = if let Some(reading) = reading {
        light_up(brush, square, facts, snapshot, reading)
    } else {
        let square = brush.seen(square, &snapshot.frame.picture, snapshot.crop);
        brush.canvas.shade(square, 0, DARK as u8);
        square
    };
    badge(brush, square, &say!("close-up-step", step = step + 1), color);
    let says = match reading {
        None => say!("close-up-moment"),
        Some(_) if content.ablated => say!("close-up-off"),
        Some(reading) if reading.range.1 <= 0.0 => say!("close-up-silent"),
        Some(reading) if reading.size.area() == 1 => say!("close-up-whole"),
        Some(_) => say!("close-up-lights"),
    };
    leading_band(brush, square, &says);
    brush.canvas.frame(square, 2, color);
    if m.upright && content.line {
        // The wall draws the rest of the line.
        let (x, y) = (area.x as f32 + m.margin as f32 / 2.0, square.middle().y as f32);
        brush.canvas.line((x, area.y as f32), (x, y), 2.0, color);
        brush.canvas.line((x, y), (square.x as f32, y), 2.0, color);
    }
}

/// The picture that the unit saw: it comes out of the dark, in the step's colour, where the unit
/// found something. Gives where in the square it is.
pub fn light_up(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    facts: &Facts<'_>,
    snapshot: &Snapshot,
    reading: &UnitReading,
) -> Rect {
    let appearance = facts.appearance;
    let (step, steps) = facts.step(reading.unit.layer);
    let square = brush.seen(square, &snapshot.frame.picture, snapshot.crop);
    let zero = if reading.signed { 128.0 } else { 0.0 };
    let strength: [f32; 256] = std::array::from_fn(|byte| {
        let value = ((byte as f32 - zero) / (255.0 - zero)).max(0.0);
        // Softer than on the wall: here the picture below is to be seen.
        value.powf(appearance.exponent() * 1.25)
    });
    let opacity = strength.map(|strength| (DARK - (DARK - TINT) * strength) as u8);
    let colors = match appearance.colors {
        Colors::Depth => Colormap::lit(mix(step_color(step, steps), TEXT, 150), &strength),
        _ => colormap(appearance, (step, steps), reading.signed),
    };
    let (at, mut enlarger) = ((square.x, square.y), Enlarger::new(reading.size, square.size()));
    brush.canvas.glow(at, &reading.shown(appearance.boost), &mut enlarger, &colors, &opacity);
    square
}

/// Words on a dark ground in the left upper corner.
fn badge(brush: &mut Brush<'_, '_>, square: Rect, words: &str, color: Color) {
    let m = brush.metrics;
    let style = Style::bold(m.body, color);
    let width = brush.face.width(words, style) + m.gap;
    let place = Rect::new(square.x + m.gap / 2, square.y + m.gap / 2, width, style.leading() + 4);
    brush.canvas.shade(place.intersect(square), BACKGROUND, 200);
    let y = place.y + (place.height - style.cap_height()) / 2;
    brush.text((place.x, y), width, Align::Centre, words, style);
}

/// What it says of the picture, over the foot of the square, and that one can look inside.
fn leading_band(brush: &mut Brush<'_, '_>, square: Rect, says: &str) {
    let m = brush.metrics;
    let pressed = matches!(brush.pressed, Some(What::Square(_)));
    let words = Style::bold(m.body, if pressed { LEADER } else { TEXT });
    let height = m.target.min(square.height / 3);
    let place = Rect { y: square.bottom() - height, height, ..square }.inset_by(2, 0);
    brush.canvas.shade(place, BACKGROUND, 200);
    let inside = say!("close-up-inside");
    let lead = Style::bold(m.body, LEADER);
    let chevron = (m.body * 1.1) as i32;
    let room = place.width - 2 * m.gap - chevron;
    let both = brush.face.width(says, words) + m.gap + brush.face.width(&inside, lead) <= room;
    let level = place.y + (height - words.cap_height()) / 2;
    let style = if both { words } else { brush.face.fitted(says, words, room, 11.0) };
    brush.text((place.x + m.gap, level), room, Align::Left, says, style);
    let mark = Rect::new(place.right() - m.gap / 2 - chevron, place.y, chevron, height);
    if both {
        let right = mark.x - m.gap / 4;
        let x = place.x + m.gap;
        brush.text((x, level), right - x, Align::Right, &inside, lead);
    }
    Icon::Right.draw(brush, mark, LEADER);
}

/// A paragraph on a dark ground over the foot of the square.
fn band(brush: &mut Brush<'_, '_>, square: Rect, words: &str, style: Style) {
    let m = brush.metrics;
    let lines = brush.face.wrapped(words, style, square.width - m.gap).len() as i32;
    let height = (lines * style.leading() + m.gap / 2).min(square.height);
    let place = Rect { y: square.bottom() - height, height, ..square };
    brush.canvas.shade(place, BACKGROUND, 200);
    let inner = Rect { y: place.y + m.gap / 2, ..place.inset_by(m.gap / 2, 0) };
    brush.paragraph(inner, words, style);
}
