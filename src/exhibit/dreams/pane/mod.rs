//! Draws what the pages have in common that dream of the camera's picture: the dream large, beside
//! it what it was dreamt on and both answers, the cards, the knob, the buttons.

mod answers;
mod cards;
mod large;
mod places;
pub(super) mod said;

use std::hash::{Hash, Hasher};

use crate::canvas::color::Color;
use crate::exhibit::scene::Scene;
use crate::exhibit::work::Progress;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::view::button::{self, Button};
use crate::view::controls;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
pub(super) use answers::After;
pub(super) use cards::{Card, SMALLEST_TYPE, draw_card, keep_newest, made, of_layers};
use places::Places;

/// What such a page shows.
pub(super) struct Content<'a> {
    /// The dream; none before the first.
    pub(super) dream: Option<&'a Picture>,
    /// What it was dreamt on, and the part of that which the network saw.
    pub(super) seen: Option<(&'a Picture, Rect)>,
    /// What that is.
    pub(super) title: String,
    /// What the network answers to it: the best first.
    pub(super) before: &'a [Guess],
    /// What it answers to the dream.
    pub(super) after: After<'a>,
    /// What a visitor may do, said large where there is room.
    pub(super) invitation: String,
    /// What is said on the dream.
    pub(super) note: Option<(String, Color)>,
    /// What is said at the dream's foot.
    pub(super) foot: Option<String>,
    /// How far it has come, where it has an end.
    pub(super) progress: Option<Progress>,
    /// What may be dreamt of.
    pub(super) cards: Vec<Card<'a>>,
    /// Which of the cards is chosen.
    pub(super) chosen: usize,
    /// Where the knob stands.
    pub(super) strength: u8,
    /// What else can be done.
    pub(super) buttons: Vec<Button>,
}

impl Content<'_> {
    fn placed_buttons(&self, places: &Places, m: &Metrics) -> Vec<(Rect, &Button)> {
        let row = button::row(places.buttons, m.gap * 2 / 3, self.buttons.len());
        row.into_iter().zip(&self.buttons).collect()
    }
}

/// What can be touched.
pub(super) fn targets(content: &Content<'_>, area: Rect, m: &Metrics) -> Vec<Target> {
    let places = Places::new(area, m);
    let mut targets = cards::targets(&content.cards, places.cards, m);
    targets.extend(controls::targets(places.knob, &[cards::knob(content.strength)], m));
    let buttons = content.placed_buttons(&places, m);
    targets.extend(buttons.into_iter().map(|(place, button)| button.target(place)));
    targets.retain(|target| !target.touch.is_empty());
    targets
}

/// Hashes what is drawn of it but for the pictures and the answers.
pub(super) fn stamp(content: &Content<'_>, mut hash: &mut dyn Hasher) {
    (&content.title, &content.note, content.progress, content.strength).hash(&mut hash);
    (&content.invitation, &content.foot).hash(&mut hash);
    (content.chosen, content.cards.len()).hash(&mut hash);
    for card in &content.cards {
        (&card.caption, card.picture.map(std::ptr::from_ref).map(<*const _>::addr)).hash(&mut hash);
    }
    for button in &content.buttons {
        (&button.label, button.tone as u8).hash(&mut hash);
    }
}

/// Draws it.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    content: &Content<'_>,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let places = Places::new(area, &m);
    let color = content.cards.get(content.chosen).map(|card| card.color);
    large::draw(brush, places.large, content, color);
    answers::draw(brush, &places, content, scene.outline);
    cards::draw(brush, &places, content);
    let knob = [cards::knob(content.strength)];
    controls::draw(brush, places.knob, &knob, scene.keyboard);
    for (place, button) in content.placed_buttons(&places, &m) {
        button::draw(brush, place, button, scene.keyboard);
    }
}
