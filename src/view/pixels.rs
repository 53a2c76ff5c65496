//! The square that shows which pixels drive a unit or a class, with its title and caption.

use super::answer::why_nothing;
use super::facts::Facts;
use super::palette::{FAINT, MUTED, NOTICE, PANEL, TEXT, step_color};
use super::{Align, Brush};
use crate::attribution::filter::{Filter, Filtered};
use crate::attribution::{Attribution, AttributionQuestion, AttributionTarget, Method};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::Color;
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::network::backward::Rule;
use crate::snapshot::ExplainedQuestion;

/// A question about pixels, and how its answer is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query {
    /// What is asked; none while nothing is.
    pub question: Option<AttributionQuestion>,
    /// How the answer's values become a picture.
    pub filter: Filter,
    /// True where it stays asked wherever one looks.
    pub pinned: bool,
}

/// What the papers call it.
pub fn title(method: Method) -> String {
    match method {
        Method::Backward(Rule::Gradient) => say!("method-gradient"),
        Method::Backward(Rule::Guided) => say!("method-guided"),
        Method::Backward(Rule::Deconvnet) => say!("method-deconvnet"),
        Method::GradCam { .. } => say!("method-grad-cam"),
    }
}

/// The target's name, as short as it stays clear: "tiger cat", "a detector of step 4".
pub fn name_of(target: AttributionTarget, facts: &Facts<'_>) -> String {
    match target {
        AttributionTarget::TopClass | AttributionTarget::Contrast { class: None, .. } => facts
            .history
            .newest()
            .map_or_else(|| say!("the-answer"), |answer| facts.label(answer.best.class).to_owned()),
        AttributionTarget::Class(class)
        | AttributionTarget::Contrast { class: Some(class), .. } => facts.label(class).to_owned(),
        AttributionTarget::Unit { node, .. } => {
            say!("detector-of-step", step = facts.step_of(node) + 1)
        }
    }
}

/// The colour of the target's step; a class has the last one's.
fn color_of(target: AttributionTarget, facts: &Facts<'_>) -> Color {
    let steps = facts.outline.blocks.len();
    match target {
        AttributionTarget::Unit { node, .. } => step_color(facts.step_of(node), steps),
        AttributionTarget::TopClass
        | AttributionTarget::Class(_)
        | AttributionTarget::Contrast { .. } => step_color(steps.saturating_sub(1), steps),
    }
}

/// The answer to this question in the square, or why there is none.
pub fn draw(brush: &mut Brush<'_, '_>, square: Rect, facts: &Facts<'_>, query: Query) {
    let Some(question) = query.question else {
        brush.canvas.rounded(square, 4, PANEL);
        let ask = [Action::NextMethod, Action::PreviousMethod];
        let key = ask.into_iter().find_map(|action| facts.keyboard.cap(action));
        let text =
            key.map_or_else(|| say!("pixels-not-asked"), |key| say!("pixels-ask", key = key));
        words(brush, square, &text, MUTED);
        return;
    };
    let answer = facts.snapshot.and_then(|snapshot| {
        snapshot.explained.iter().find(|explained| explained.question == question)
    });
    let Some(answer) = answer else {
        brush.canvas.rounded(square, 4, PANEL);
        words(brush, square, &say!("one-moment"), NOTICE);
        return;
    };
    let nothing = |brush: &mut Brush<'_, '_>, why: &str| {
        brush.canvas.rounded(square, 4, PANEL);
        words(brush, square, why, NOTICE);
    };
    let answer = match &answer.answer {
        Ok(answer) => answer,
        Err(why) => return nothing(brush, why),
    };
    let empty = facts.snapshot.filter(|snapshot| snapshot.nothing_to_see);
    let square = facts.seen(square);
    // Heat over an even picture would be taken for something that it has seen there.
    let of_class = !matches!(question.target, AttributionTarget::Unit { .. });
    let heats = of_class && matches!(question.method, Method::GradCam { .. });
    if let Some(snapshot) = empty.filter(|_| heats || answer.blank.is_some()) {
        nothing(brush, &why_nothing(snapshot));
    } else if let Some(why) = &answer.blank {
        nothing(brush, &why.to_string());
    } else if matches!(question.method, Method::GradCam { .. }) {
        heat(brush, square, facts, answer);
    } else {
        let picture = picture(&query.filter.run(answer));
        brush.seen(square, &picture, picture.size.rect());
    }
    // Dashes: nobody is to take it for a map of activations.
    dashed(brush, square, color_of(question.target, facts));
}

/// Grad-CAM's map, glowing over the picture.
fn heat(brush: &mut Brush<'_, '_>, square: Rect, facts: &Facts<'_>, answer: &Attribution) {
    if let Some(snapshot) = facts.snapshot {
        brush.seen(square, &snapshot.frame.picture, snapshot.crop);
        brush.canvas.shade(square, 0, 110);
    }
    glow(brush, square, &strength(answer), answer.size, 0.75);
}

/// A map over what is there, the more opaque the stronger; what lies below stays visible.
pub fn glow(brush: &mut Brush<'_, '_>, area: Rect, map: &[u8], size: Size, most: f32) {
    let colors = Colormap::gradient(colorous::INFERNO, false, 1.0);
    let opacity = std::array::from_fn(|byte| ((byte as f32 / 255.0).sqrt() * most * 255.0) as u8);
    let mut enlarger = Enlarger::new(size, area.size());
    brush.canvas.glow((area.x, area.y), map, &mut enlarger, &colors, &opacity);
}

/// Signed values around middle grey, others from black to white.
pub fn picture(filtered: &Filtered) -> Picture {
    let bytes = filtered.bytes();
    let rgb = match filtered.channels {
        3 => bytes,
        _ => bytes.into_iter().flat_map(|byte| [byte; 3]).collect(),
    };
    Picture::new(filtered.size, rgb)
}

/// How much each pixel counts, 0 to 255 for the most.
fn strength(answer: &Attribution) -> Vec<u8> {
    Filter::Norm.run(answer).bytes()
}

/// Words in the middle of a square.
pub fn words(brush: &mut Brush<'_, '_>, square: Rect, text: &str, color: Color) {
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

/// How the pixels were found, and how to read them.
pub fn caption(brush: &mut Brush<'_, '_>, square: Rect, query: Query) {
    let Some(question) = query.question else { return };
    let method = title(question.method);
    let aid = reading_aid(question, query.filter);
    below(brush, square, &[say!("pixels-read", method = method, aid = aid), method]);
}

/// A title above a square: the first where it fits.
pub fn above(brush: &mut Brush<'_, '_>, square: Rect, titles: [String; 2]) {
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

/// A caption of two lines at most below a square: the first where it fits, smaller where it needs
/// to be.
pub fn below(brush: &mut Brush<'_, '_>, square: Rect, captions: &[String; 2]) {
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
pub fn reading_aid(question: AttributionQuestion, filter: Filter) -> String {
    if matches!(question.method, Method::GradCam { .. }) {
        return say!("pixels-heat");
    }
    match filter {
        Filter::Raw => say!("pixels-raw"),
        Filter::Gray => say!("pixels-gray"),
        Filter::Norm | Filter::Blur => say!("pixels-norm"),
    }
}

/// Lays what was asked for over the camera's picture, at most this opaque (0..=1): the answer's
/// strength, or the unit's own map.
pub fn overlay(brush: &mut Brush<'_, '_>, crop: Rect, facts: &Facts<'_>, most: f32) {
    let Some(snapshot) = facts.snapshot else { return };
    let (map, size) = match (snapshot.explained.first(), snapshot.units.first()) {
        (Some(ExplainedQuestion { answer: Ok(answer), .. }), _) => (strength(answer), answer.size),
        (None, Some(reading)) => (reading.positive(), reading.size),
        (Some(_), _) | (None, None) => return,
    };
    brush.canvas.shade(crop, 0, (most * 130.0) as u8);
    glow(brush, crop, &map, size, most);
}
