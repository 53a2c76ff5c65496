//! Which pixels drive a unit or a class: the answer to a question, as a picture.

use super::palette::{FAINT, LINE, MUTED, NOTICE, PANEL, TEXT, step_color};
use super::{Align, Brush, Scene};
use crate::attribution::filter::Filter;
use crate::attribution::{Attribution, Method};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::Color;
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::selection::GAMMAS;
use crate::geometry::{Rect, Size};
use crate::taps::plan::{Origin, Question};

/// Of Grad-CAM's heat.
const HEAT: f32 = 35.0;

/// The origin's name, as short as it stays clear: "tiger cat", "no. 17 of step 4".
pub(super) fn name_of(origin: Origin, scene: &Scene<'_>) -> String {
    match origin {
        Origin::TopClass => scene.history.newest().map_or_else(
            || "the answer".to_owned(),
            |answer| scene.label(answer.best.class).to_owned(),
        ),
        Origin::Class(class) => scene.label(class).to_owned(),
        Origin::Unit(unit) => {
            let (step, _) = scene.step(unit.layer);
            format!("no. {} of step {}", unit.channel + 1, step + 1)
        }
    }
}

/// The colour of the origin's step; a class has the last one's.
fn color_of(origin: Origin, scene: &Scene<'_>) -> Color {
    let steps = scene.outline.blocks.len();
    match origin {
        Origin::Unit(unit) => step_color(scene.step(unit.layer).0, steps),
        Origin::TopClass | Origin::Class(_) => step_color(steps.saturating_sub(1), steps),
    }
}

/// The answer to this question in the square, or why there is none.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    question: Option<Question>,
    scene: &Scene<'_>,
) {
    let Some(question) = question else {
        brush.canvas.rounded(square, 4, PANEL);
        words(brush, square, "b: which pixels drive it?", MUTED);
        return;
    };
    let answer = scene.snapshot.and_then(|snapshot| {
        snapshot.attributions.iter().find(|answer| answer.question == question)
    });
    let Some(answer) = answer else {
        brush.canvas.rounded(square, 4, PANEL);
        words(brush, square, "one moment …", NOTICE);
        return;
    };
    if let Some(why) = &answer.blank {
        brush.canvas.rounded(square, 4, PANEL);
        words(brush, square, why, NOTICE);
    } else if question.method == Method::GradCam {
        heat(brush, square, answer, scene);
    } else {
        let picture = scene.selection.study.filter.picture(answer);
        brush.picture(square, &picture, picture.size.rect());
    }
    // Dashes: nobody is to take it for a map of activations.
    dashed(brush, square, color_of(question.origin, scene));
}

/// Grad-CAM's map, glowing over the picture.
fn heat(brush: &mut Brush<'_, '_>, square: Rect, answer: &Attribution, scene: &Scene<'_>) {
    if let Some(snapshot) = scene.snapshot {
        brush.picture(square, &snapshot.frame.picture, snapshot.crop);
        brush.canvas.shade(square, 0, 130);
    }
    glow(brush, square, &strength(answer), answer.size, HEAT, scene);
}

/// How much each pixel counts, 0 to 255 for the most.
pub(super) fn strength(answer: &Attribution) -> Vec<u8> {
    let norms = answer.norms();
    let most = norms.iter().copied().fold(0.0, f32::max);
    let factor = if most > 0.0 { 255.0 / most } else { 0.0 };
    norms.iter().map(|&value| (value * factor + 0.5) as u8).collect()
}

/// A map over what is there, the more opaque the stronger.
pub(super) fn glow(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    map: &[u8],
    size: Size,
    hue: f32,
    scene: &Scene<'_>,
) {
    let gamma = GAMMAS[scene.selection.gamma % GAMMAS.len()];
    let colors = Colormap::depth(hue, gamma);
    let opacity = std::array::from_fn(|byte| ((byte as f32 / 255.0).powf(gamma) * 225.0) as u8);
    let mut enlarger = Enlarger::new(size, area.size());
    brush.canvas.glow((area.x, area.y), map, &mut enlarger, &colors, &opacity);
}

/// Words in the middle of a square.
fn words(brush: &mut Brush<'_, '_>, square: Rect, text: &str, color: Color) {
    let m = brush.metrics;
    let style = Style::regular(m.small, color);
    let inner = square.inset(m.gap);
    let lines = brush.face.wrapped(text, style, inner.width).len() as i32;
    let y = inner.y + (inner.height - lines * style.leading()).max(0) / 2;
    brush.paragraph(Rect { y, height: inner.bottom() - y, ..inner }, text, style);
}

/// A dashed frame of two pixels.
fn dashed(brush: &mut Brush<'_, '_>, area: Rect, color: Color) {
    const DASH: i32 = 6;
    for x in (area.x..area.right()).step_by(2 * DASH as usize) {
        let width = DASH.min(area.right() - x);
        brush.canvas.fill(Rect::new(x, area.y, width, 2), color);
        brush.canvas.fill(Rect::new(x, area.bottom() - 2, width, 2), color);
    }
    for y in (area.y..area.bottom()).step_by(2 * DASH as usize) {
        let height = DASH.min(area.bottom() - y);
        brush.canvas.fill(Rect::new(area.x, y, 2, height), color);
        brush.canvas.fill(Rect::new(area.right() - 2, y, 2, height), color);
    }
}

/// One line that says what the square shows, and one that says how to read it.
pub(super) fn caption(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    question: Option<Question>,
    scene: &Scene<'_>,
) {
    let Some(question) = question else { return };
    let study = &scene.selection.study;
    let pinned = if study.pinned.is_some() { "pinned: " } else { "" };
    let what = format!("{pinned}{}", name_of(question.origin, scene));
    above(brush, square, [format!("What drives {what}?"), what]);
    let method = question.method.title();
    let aid = reading_aid(question, study.filter);
    below(brush, square, &[format!("{method}: {aid}"), method.to_owned()]);
}

/// A title above a square: the first where it fits.
pub(super) fn above(brush: &mut Brush<'_, '_>, square: Rect, titles: [String; 2]) {
    let m = brush.metrics;
    let style = Style::bold(m.small, TEXT);
    let [full, short] = titles;
    let fits = |text: &str| {
        brush.face.width(text, brush.face.fitted(text, style, square.width, 11.0)) <= square.width
    };
    let text = if fits(&full) { full } else { short };
    let style = brush.face.fitted(&text, style, square.width, 11.0);
    let y = square.y - m.small_style().leading() + 1;
    brush.text((square.x, y), square.width, Align::Left, &text, style);
}

/// A caption of two lines at most below a square: the first where it fits, smaller where it needs to be.
pub(super) fn below(brush: &mut Brush<'_, '_>, square: Rect, captions: &[String; 2]) {
    let m = brush.metrics;
    let mut sizes =
        (11..=(m.small as i32).max(11)).rev().map(|size| Style::regular(size as f32, FAINT));
    let fits = |text: &str, style: Style| brush.face.wrapped(text, style, square.width).len() <= 2;
    let fitting = sizes.find(|&style| fits(&captions[0], style));
    let (text, style) = match fitting {
        Some(style) => (&captions[0], style),
        None => (&captions[1], Style::regular(11.0, FAINT)),
    };
    let y = square.bottom() + m.gap / 2;
    brush.paragraph(Rect { y, height: 2 * style.leading(), ..square }, text, style);
}

/// How to read the colours.
pub(super) fn reading_aid(question: Question, filter: Filter) -> &'static str {
    if question.method == Method::GradCam {
        return "bright places speak for it";
    }
    match filter {
        Filter::Raw => "grey pixels do not matter",
        Filter::Gray => "light adds, dark takes away",
        Filter::Norm | Filter::Blur => "bright pixels matter",
    }
}

/// Lays what was asked for over the camera's picture: the answer's strength, or the unit's own map.
pub(super) fn overlay(brush: &mut Brush<'_, '_>, crop: Rect, strength_of: f32, scene: &Scene<'_>) {
    let Some(snapshot) = scene.snapshot else { return };
    let (map, size, hue) = if let Some(answer) = snapshot.attributions.first() {
        if answer.blank.is_some() {
            return;
        }
        (strength(answer), answer.size, HEAT)
    } else if let Some(reading) = snapshot.units.first() {
        let (step, steps) = scene.step(reading.unit.layer);
        (reading.positive(), reading.size, super::palette::hue(step, steps))
    } else {
        return;
    };
    brush.canvas.shade(crop, LINE, (strength_of * 120.0) as u8);
    let gamma = GAMMAS[scene.selection.gamma % GAMMAS.len()];
    let colors = Colormap::depth(hue, gamma);
    let opacity =
        std::array::from_fn(|byte| ((byte as f32 / 255.0).powf(gamma) * strength_of * 255.0) as u8);
    let mut enlarger = Enlarger::new(size, crop.size());
    brush.canvas.glow((crop.x, crop.y), &map, &mut enlarger, &colors, &opacity);
}
