//! Draws the map of the words, and says what of it can be touched.

mod colors;
mod column;
mod lens;
mod map;
mod places;
mod shown;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::chosen::{CLOSEST, UNITS};
use super::groups::GROUPS;
use super::word_places::WordPlaces;
use super::{ABOUT, CLOSER, Chosen, FARTHER, FOLLOW, Known, chosen_in, pictures_in, words_in};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::exhibit::scene::Scene;
use crate::exhibit::{LibraryLayer, Question, Room, progress};
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::network::guess::Guess;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{Metrics, TEXT};
use crate::view::target::Rubber;
use crate::view::{Brush, Target, What};
use crate::words::message;
use lens::Lens;
use places::Places;

/// All that is drawn.
struct Page<'a> {
    scene: &'a Scene<'a>,
    chosen: Chosen,
    known: &'a Known,
    words: Option<&'a Arc<WordPlaces>>,
    /// What they would like to see.
    pictures: Option<&'a Arc<LibraryLayer>>,
    /// The guesses, the best first; none where there is nothing to see.
    guesses: &'a [Guess],
}

impl<'a> Page<'a> {
    fn new(known: &'a Known, scene: &'a Scene<'a>) -> Self {
        // What is known may be another network's.
        let before = known.words.as_ref().filter(|_| known.network == scene.outline.name);
        let words = words_in(scene.findings).or(before);
        let pictures = pictures_in(scene.findings);
        let seen = scene.snapshot.filter(|snapshot| !snapshot.nothing_to_see);
        let guesses = seen.map_or(&[][..], |snapshot| &snapshot.top);
        Self { scene, chosen: chosen_in(scene), known, words, pictures, guesses }
    }

    /// The word that is looked at.
    fn word(&self) -> Option<usize> {
        let count = self.words.map_or(0, |words| words.places.len());
        let best = self.guesses.first().map(|guess| guess.class);
        self.chosen.word.or(best).filter(|&word| word < count)
    }

    /// What a word would like to see; none where that is not known.
    fn picture(&self, word: usize) -> Option<&'a Picture> {
        self.pictures?.stimuli.get(word)?.as_deref()
    }

    fn group(&self, word: usize) -> Option<u8> {
        self.known.groups.get(word).copied().flatten()
    }

    /// True where the words have groups.
    fn has_groups(&self) -> bool {
        self.words.is_some() && self.known.groups.iter().any(Option::is_some)
    }

    fn places(&self, area: Rect, m: &Metrics, face: &Typeface) -> Places {
        let groups = if self.has_groups() { GROUPS.len() } else { 0 };
        Places::new(progress::below(area, &ABOUT, m, face), m, groups)
    }

    fn lens(&self, places: &Places, m: &Metrics) -> Option<Lens> {
        Some(Lens::new(places.map, self.words?, &self.chosen, m))
    }

    /// The buttons, each with where it lies.
    fn buttons(&self, places: &Places) -> Vec<(Rect, Button)> {
        let mut buttons: Vec<(Rect, Button)> = Vec::new();
        if self.words.is_none() {
            return buttons;
        }
        let ways = [(CLOSER, Icon::Plus, CLOSEST), (FARTHER, Icon::Minus, 0)];
        for ((action, icon, end), place) in ways.into_iter().zip(places.zoom) {
            if self.chosen.zoom != end {
                buttons.push((place, Button::new(action, String::new()).with_icon(icon)));
            }
        }
        let mut below = Vec::new();
        if !self.scene.status.kiosk {
            below.push(Button::new(Action::Find, say!("word-map-find")));
        }
        let follows = self.chosen.word.is_none();
        below.push(Button::new(FOLLOW, say!("word-map-follow")).lit(follows));
        let row = button::row(places.buttons, places.gap, below.len());
        buttons.extend(row.into_iter().zip(below));
        buttons
    }

    /// The buttons of the groups: which one, and where it lies.
    fn group_buttons(&self, places: &Places) -> Vec<(u8, Rect, Button)> {
        let button = |(number, place): (u8, Rect)| {
            let group = &GROUPS[usize::from(number)];
            let on = self.chosen.group == Some(number);
            (number, place, Button::new(group.action, message(group.name)).lit(on))
        };
        (0..).zip(places.groups.iter().copied()).map(button).collect()
    }
}

/// What can be touched.
pub(super) fn targets(
    known: &Known,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let page = Page::new(known, scene);
    let places = page.places(area, m, face);
    let mut targets: Vec<Target> =
        page.buttons(&places).into_iter().map(|(place, button)| button.target(place)).collect();
    targets.extend(page.group_buttons(&places).iter().map(|(_, place, b)| b.target(*place)));
    targets.extend(column::targets(&page, &places, m));
    if let Some(lens) = page.lens(&places, m) {
        let rubber = Rubber { size: Size::new(UNITS, UNITS), less: FARTHER, more: CLOSER };
        let what = What::Rubber(rubber);
        targets.push(Target { what, area: lens.whole(), touch: places.map });
    }
    targets.retain(|target| !target.touch.is_empty());
    targets
}

/// Hashes all that is drawn.
pub(super) fn stamp(known: &Known, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    (Room::WordMap, chosen_in(scene), scene.status.kiosk, scene.is_held()).hash(&mut hash);
    let page = Page::new(known, scene);
    page.words.map(|words| (Arc::as_ptr(words), words.forming)).hash(&mut hash);
    page.pictures.map(Arc::as_ptr).hash(&mut hash);
    scene.snapshot.map(|snapshot| (snapshot.frame.sequence, snapshot.request)).hash(&mut hash);
    scene.history.recent_flips().last().map(|flip| flip.frame).hash(&mut hash);
    if page.words.is_none() {
        progress::stamp(scene, |question| matches!(question, Question::WordMap), hash);
    }
}

/// Draws it.
pub(super) fn draw(known: &Known, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let page = Page::new(known, scene);
    let m = brush.metrics;
    progress::begin(brush, area, &ABOUT, scene);
    let places = page.places(area, &m, brush.face);
    if let (Some(words), Some(lens)) = (page.words, page.lens(&places, &m)) {
        map::draw(brush, &page, words, &lens, places.map);
    } else {
        let is_map = |question: &Question| matches!(question, Question::WordMap);
        progress::found(brush, places.map, scene, is_map);
    }
    column::draw(brush, &page, &places);
    for (number, place, button) in page.group_buttons(&places) {
        draw_group(brush, place, number, &button);
    }
    for (place, button) in page.buttons(&places) {
        button::draw(brush, place, &button, scene.keyboard);
    }
}

/// A group's button: its colour, and its name.
fn draw_group(brush: &mut Brush<'_, '_>, place: Rect, number: u8, button: &Button) {
    let m = brush.metrics;
    let pressed = brush.pressed == Some(button.what());
    button::ground(brush, place, button.tone, pressed);
    let radius = m.small * 0.32;
    let x = place.x as f32 + m.gap as f32 * 0.6 + radius;
    let y = place.y as f32 + place.height as f32 / 2.0;
    brush.canvas.disc((x, y), radius, colors::color(Some(number)));
    let (_, words) = place.split_left((x + radius) as i32 - place.x + m.gap / 3);
    let words = words.split_right(m.gap / 3).0.inset_by(0, 2);
    button::words(brush, words, &button.label, Style::bold(m.small, TEXT));
}
