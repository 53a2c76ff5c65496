//! Draws the page, and says what of it can be touched.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::places::{self, Places};
use super::{OutOfNoise, words};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::exhibit::LibraryLayer;
use crate::exhibit::dreams::AGAIN;
use crate::exhibit::dreams::pane::{Card, draw_card};
use crate::exhibit::progress;
use crate::exhibit::scene::Scene;
use crate::exhibit::work::Progress;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{BUTTON_LINE, MUTED, Metrics, NOTICE, OTHERS, PANEL, TEXT};
use crate::view::sureness::Sureness;
use crate::view::wording::percent;
use crate::view::{Align, Brush, Target, What};

/// All that is drawn.
pub(super) struct Content<'a> {
    pub(super) scene: &'a Scene<'a>,
    /// The classes of the cards.
    pub(super) words: Vec<usize>,
    /// The class that grows.
    pub(super) class: usize,
    /// What has grown, or why nothing does; none before the first step.
    pub(super) made: Option<Result<&'a OutOfNoise, &'a str>>,
    /// What the words would like to see, as a library knows it.
    pub(super) pictures: Option<&'a Arc<LibraryLayer>>,
}

impl Content<'_> {
    fn name(&self, class: usize) -> String {
        words::name(self.scene.label(class))
    }

    fn picture(&self, class: usize) -> Option<&Picture> {
        self.pictures?.stimuli.get(class)?.as_deref()
    }

    fn grown(&self) -> Option<&OutOfNoise> {
        self.made.and_then(Result::ok)
    }
}

/// What can be done besides.
fn buttons(content: &Content<'_>, places: &Places) -> Vec<(Rect, Button)> {
    let again = Button::new(AGAIN, say!("noise-other")).with_icon(Icon::Turn);
    let find = Button::new(Action::Find, say!("noise-any-word")).with_icon(Icon::Lens);
    let [first, second] = places.buttons;
    // Strangers get no search.
    let find = Some((second, find)).filter(|_| !content.scene.status.kiosk);
    [Some((first, again)), find].into_iter().flatten().collect()
}

/// What can be touched.
pub(super) fn targets(content: &Content<'_>, area: Rect, m: &Metrics) -> Vec<Target> {
    let places = Places::new(area, content.words.len(), m);
    let cards = content.words.iter().zip(&places.cards);
    let card = |(&class, &area)| Target { what: What::Class(class), area, touch: area };
    let buttons = buttons(content, &places);
    let buttons = buttons.iter().map(|(place, button)| button.target(*place));
    cards.map(card).chain(buttons).filter(|target| !target.touch.is_empty()).collect()
}

/// Hashes all that is drawn.
pub(super) fn stamp(content: &Content<'_>, mut hash: &mut dyn Hasher) {
    (&content.words, content.class).hash(&mut hash);
    content.pictures.map(|pictures| Arc::as_ptr(pictures).addr()).hash(&mut hash);
    if let Some(Err(why)) = content.made {
        why.hash(&mut hash);
    }
    if let Some(grown) = content.grown() {
        (Arc::as_ptr(&grown.picture).addr(), grown.steps, grown.stages.len()).hash(&mut hash);
        for guess in &grown.answer {
            (guess.class, guess.probability.to_bits()).hash(&mut hash);
        }
    }
}

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, content: &Content<'_>) {
    let m = brush.metrics;
    if content.words.is_empty() {
        brush.paragraph(area, &say!("noise-no-words"), Style::regular(m.body, NOTICE));
        return;
    }
    let places = Places::new(area, content.words.len(), &m);
    for (&class, &place) in content.words.iter().zip(&places.cards) {
        let name = content.name(class);
        let caption = [name.clone(), name];
        let card = Card { is_step: false, caption, color: TEXT, picture: content.picture(class) };
        let pressed = brush.pressed == Some(What::Class(class));
        draw_card(brush, place, (&card, false), class == content.class, pressed);
    }
    for (place, button) in buttons(content, &places) {
        button::draw(brush, place, &button, content.scene.keyboard);
    }
    draw_way(brush, content, &places);
    draw_large(brush, content, places.large);
    if let Some(grown) = content.grown() {
        draw_answer(brush, places.answer, content, grown);
    }
}

/// One line, as small as it must be to be whole.
fn line(brush: &mut Brush<'_, '_>, area: Rect, align: Align, words: &str, style: Style) {
    let style = brush.face.fitted(words, style, area.width, 11.0);
    brush.text((area.x, area.y), area.width, align, words, style);
}

/// What the stages show: in as many lines as there are rows, as small as it must be to be whole.
fn draw_asked(brush: &mut Brush<'_, '_>, area: Rect, words: &str) {
    let usual = brush.metrics.small_style();
    let most = area.height / usual.leading();
    if most < 2 {
        return line(brush, area, Align::Left, words, usual);
    }
    let mut style = usual;
    let fits = |brush: &Brush<'_, '_>, style: Style| {
        let lines = brush.face.wrapped(words, style, area.width);
        lines.len() as i32 * style.leading() <= area.height
            && lines.iter().all(|line| brush.face.width(line, style) <= area.width)
    };
    while style.size > 11.0 && !fits(brush, style) {
        style = style.sized((style.size - 0.5).max(11.0));
    }
    brush.paragraph(area, words, style);
}

/// The stages, with how sure it was at each.
fn draw_way(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    let m = brush.metrics;
    let name = content.name(content.class);
    draw_asked(brush, places.way, &say!("noise-way", name = name));
    let stages = content.grown().map_or(&[][..], |grown| &grown.stages);
    for (n, &places::Stage { picture: square, caption, arrow }) in places.stages.iter().enumerate()
    {
        match stages.get(n) {
            Some(stage) => {
                brush.seen(square, &stage.picture, stage.picture.size.rect());
                let sure = share(stage.probability);
                line(brush, caption, Align::Centre, &sure, Style::bold(m.small, TEXT));
            }
            None => brush.canvas.fill(square, PANEL),
        }
        brush.canvas.arrow_right(arrow, if n < stages.len() { MUTED } else { BUTTON_LINE });
    }
}

/// What grows, and how far it has come; or why nothing does.
fn draw_large(brush: &mut Brush<'_, '_>, content: &Content<'_>, place: Rect) {
    let m = brush.metrics;
    let words = match content.made {
        Some(Ok(grown)) => {
            let place = brush.seen(place, &grown.picture, grown.picture.size.rect());
            let bar = place.split_bottom((m.gap / 2).max(4)).1;
            progress::bar(brush, bar, Progress { done: grown.steps, all: grown.of });
            brush.canvas.frame(place, 1, BUTTON_LINE);
            return;
        }
        Some(Err(why)) => why.to_owned(),
        None => say!("one-moment"),
    };
    brush.canvas.fill(place, PANEL);
    brush.paragraph(place.inset(2 * m.gap), &words, Style::regular(m.body, NOTICE));
}

/// What the network says to it.
fn draw_answer(brush: &mut Brush<'_, '_>, area: Rect, content: &Content<'_>, grown: &OutOfNoise) {
    let m = brush.metrics;
    let Some(best) = grown.answer.first() else { return };
    let label = content.name(best.class);
    let sureness = Sureness::of(best.probability);
    let untrained = content.scene.outline.untrained;
    let (introduction, name) = if untrained {
        (say!("answer-untrained"), label)
    } else {
        (sureness.introduction(&label), sureness.name(&label))
    };
    let color = if untrained { OTHERS[1] } else { sureness.color() };
    let (top, below) = area.split_top(m.gap).1.split_top(m.small_style().leading());
    line(brush, top, Align::Left, &introduction, m.small_style());
    let figure = share(best.probability);
    let style = Style::bold((m.heading * 0.95).round(), color);
    let used = brush.text((below.x, below.y), below.width, Align::Right, &figure, style);
    let room = Rect { width: below.width - used - m.gap, ..below };
    let style = brush.face.fitted(&name, style, room.width, 11.0);
    let name = brush.face.shortened(&name, style, room.width);
    line(brush, room, Align::Left, &name, style);
}

/// "38 %".
fn share(probability: f32) -> String {
    percent((probability * 100.0).round() as u32, probability)
}
