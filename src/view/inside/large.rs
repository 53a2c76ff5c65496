//! A detector's map over the picture, and the pixels that drive it, each in a large square; the
//! ring is the place whose pixels are shown.

use crate::attribution::filter::Filter;
use crate::attribution::{Attribution, AttributionTarget, Blank, Method, Start};
use crate::canvas::Canvas;
use crate::canvas::blit::Enlarger;
use crate::canvas::color::Color;
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::geometry::{Point, Rect, Size};
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::taps::reading::UnitReading;
use crate::view::colormaps::colormap;
use crate::view::facts::Facts;
use crate::view::palette::{BACKGROUND, MUTED, PANEL, TEXT, step_color};
use crate::view::pixels::{self, Query};
use crate::view::{Align, Brush, Target, What, spotlight};

/// How opaque a map is over the picture where it is brightest: what it has found stays to be seen.
const GLOW: f32 = 165.0;

/// How dark the picture gets where no pixel counts.
const DARK: f32 = 222.0;

/// What is known of the detector at the ring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lit<'a> {
    /// Its map; none before it was read.
    pub(super) reading: Option<&'a UnitReading>,
    /// The map's size.
    pub(super) size: Size,
    /// The place that is asked about; none where it is not one place.
    pub(super) ring: Option<Point>,
    /// The value there, or the largest.
    pub(super) value: Option<f32>,
    /// True where the pixels are asked for of this unit.
    own: bool,
}

impl<'a> Lit<'a> {
    pub(super) fn new(facts: &Facts<'a>, unit: Unit, query: Query) -> Self {
        let layer = facts.outline.layers.get(unit.layer);
        let size = layer.map_or(Size::default(), |layer| layer.shape.map);
        let reading = facts.snapshot.and_then(|snapshot| reading_of(snapshot, unit));
        let asked = query.question.map(|question| question.target);
        let start = match asked {
            Some(AttributionTarget::Unit { node, channel, start })
                if Some(node) == layer.map(|layer| layer.node) && channel == unit.channel =>
            {
                Some(start)
            }
            _ => None,
        };
        let peak = reading.map(|reading| reading.peak);
        // Of a map that is dark everywhere no place is the strongest.
        let peak = peak.filter(|_| reading.is_some_and(|reading| reading.range.1 > 0.0));
        let place = match start {
            Some(Start::Place(at)) if size.area() > 1 => at.or(peak),
            _ => None,
        };
        let origin = answer_of(facts, query).map(|answer| answer.origin);
        let known = origin.filter(|_| start.is_some_and(|start| start != Start::Map));
        // The answer's own place is as exact as its pixels.
        let ring = place.map(|place| known.map_or(place, |known| known.peak));
        let value = known.map(|known| known.value).or(reading.map(|reading| reading.range.1));
        Self { reading, size, ring, value, own: start.is_some() }
    }

    /// What the pixels answer.
    pub(super) fn question(&self, facts: &Facts<'_>, query: Query) -> String {
        match query.question {
            Some(question) if !self.own => {
                say!("inside-drives", target = pixels::name_of(question.target, facts))
            }
            _ if self.ring.is_some() => say!("inside-made-ring"),
            _ => say!("inside-made-it"),
        }
    }
}

/// The answer to what is asked, where there is one that shows something.
fn answer_of<'a>(facts: &Facts<'a>, query: Query) -> Option<&'a Attribution> {
    let question = query.question?;
    let explained = &facts.snapshot?.explained;
    let found = explained.iter().find(|explained| explained.question == question)?;
    found.answer.as_ref().ok()
}

pub(super) fn reading_of(snapshot: &Snapshot, unit: Unit) -> Option<&UnitReading> {
    snapshot.units.iter().find(|reading| reading.unit == unit)
}

/// Where a finger moves the ring; nowhere where the map is a single value.
pub(super) fn target(facts: &Facts<'_>, unit: Unit, area: Rect) -> Option<Target> {
    let size = facts.outline.layers.get(unit.layer)?.shape.map;
    let is_there = size.area() > 1 && unit.layer + 1 < facts.outline.layers.len();
    let area = facts.seen(area);
    is_there.then_some(Target { what: What::Map(size), area, touch: area })
}

/// The words above a large square.
pub(super) fn heading(brush: &mut Brush<'_, '_>, square: Rect, words: &str) {
    let m = brush.metrics;
    let style = brush.face.fitted(words, Style::bold(m.body, TEXT), square.width, 11.0);
    let words = brush.face.shortened(words, style, square.width);
    let y = square.y - style.cap_height() - (m.body * 0.5) as i32;
    brush.text((square.x, y), square.width, Align::Left, &words, style);
}

/// A unit's map over the picture that it comes from, or alone.
pub(super) fn draw_map(brush: &mut Brush<'_, '_>, square: Rect, facts: &Facts<'_>, unit: Unit) {
    let (step, steps) = facts.step(unit.layer);
    let reading = facts.snapshot.and_then(|s| Some((s, reading_of(s, unit)?)));
    let Some((snapshot, reading)) = reading.filter(|_| !square.is_empty()) else {
        brush.canvas.rounded(square, 4, PANEL);
        return;
    };
    let square = facts.seen(square);
    let appearance = facts.appearance;
    let colors = colormap(appearance, (step, steps), reading.signed);
    let mut enlarger = Enlarger::new(reading.size, square.size());
    let bytes = reading.shown(appearance.boost);
    if appearance.hides_picture() {
        brush.canvas.map((square.x, square.y), &bytes, &mut enlarger, &colors);
    } else if !reading.signed {
        spotlight::light_up(brush, square, facts, snapshot, reading);
    } else {
        brush.picture(square, &snapshot.frame.picture, snapshot.crop);
        brush.canvas.shade(square, 0, 150);
        let opacity = std::array::from_fn(|byte| {
            let value = ((byte as f32 - 128.0).abs() / 127.0).min(1.0);
            (value.powf(appearance.exponent()) * GLOW) as u8
        });
        brush.canvas.glow((square.x, square.y), &bytes, &mut enlarger, &colors, &opacity);
    }
    brush.canvas.frame(square, 2, step_color(step, steps));
}

/// The picture, dark but for the pixels that count; or what can be said instead.
pub(super) fn draw_pixels(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    facts: &Facts<'_>,
    query: Query,
) {
    if square.is_empty() {
        return;
    }
    if answer_of(facts, query).is_some_and(|answer| answer.blank == Some(Blank::Off)) {
        brush.canvas.rounded(square, 4, PANEL);
        pixels::words(brush, square, &say!("inside-dark"), MUTED);
        return;
    }
    let grad_cam = query.question.is_some_and(|q| matches!(q.method, Method::GradCam { .. }));
    let answer = answer_of(facts, query).filter(|answer| answer.blank.is_none() && !grad_cam);
    let (Some(answer), Some(snapshot)) = (answer, facts.snapshot) else {
        pixels::draw(brush, square, facts, query);
        return;
    };
    let square = brush.seen(square, &snapshot.frame.picture, snapshot.crop);
    let strength = Filter::Blur.run(answer).bytes();
    let opacity = std::array::from_fn(|byte| (DARK * (1.0 - (byte as f32 / 255.0).sqrt())) as u8);
    let mut enlarger = Enlarger::new(answer.size, square.size());
    let dark = Colormap::flat(BACKGROUND);
    brush.canvas.glow((square.x, square.y), &strength, &mut enlarger, &dark, &opacity);
    brush.canvas.frame(square, 1, TEXT);
}

/// The ring around a place of a map of this size.
pub(super) fn ring(brush: &mut Brush<'_, '_>, square: Rect, size: Size, at: Point) {
    let along = |n: i32, start: i32, length: i32, count: i32| {
        start as f32 + (n as f32 + 0.5) * length as f32 / count.max(1) as f32
    };
    let x = along(at.x, square.x, square.width, size.width);
    let y = along(at.y, square.y, square.height, size.height);
    let radius = (square.width.min(square.height) as f32 / 26.0).max(4.0);
    let thick = (radius / 5.0).max(1.5);
    let canvas = &mut brush.canvas.clip(square);
    circle(canvas, (x, y), radius, thick + 2.0, BACKGROUND);
    circle(canvas, (x, y), radius, thick, TEXT);
}

fn circle(canvas: &mut Canvas<'_>, (x, y): (f32, f32), radius: f32, thick: f32, color: Color) {
    let corners = 40_u8;
    let point = |n: u8| {
        let angle = std::f32::consts::TAU * f32::from(n) / f32::from(corners);
        (x + radius * angle.cos(), y + radius * angle.sin())
    };
    for n in 0..corners {
        canvas.line(point(n), point(n + 1), thick, color);
    }
}
