//! The room "The map of its words": near each other stand those that it takes for one another.

mod chosen;
mod groups;
pub mod job;
mod pane;
pub mod word_places;

use std::hash::Hasher;
use std::sync::Arc;

use super::findings::Findings;
use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Finding, LibraryLayer, Question, Room};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
pub use chosen::Chosen;
use word_places::WordPlaces;

/// Opens the room, or closes it.
pub const WORD_MAP: Action = Action::Room("word-map");
/// Looks closer at the map.
pub const CLOSER: Action = Action::Room("map-closer");
/// Steps back from it.
pub const FARTHER: Action = Action::Room("map-farther");
/// Looks at the word that is answered, whichever that is.
pub const FOLLOW: Action = Action::Room("map-follow");
/// Lights the words of the next group up.
pub const NEXT_GROUP: Action = Action::Room("map-group");

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new("#", "key-word-map", Group::Ask, &[(Key::Char('#'), false, WORD_MAP)]),
    Entry::new(
        ", . o m",
        "key-word-map-look",
        Group::Ask,
        &[
            (Key::Char(','), false, FARTHER),
            (Key::Char('.'), false, CLOSER),
            (Key::Char('o'), false, NEXT_GROUP),
            (Key::Char('m'), false, FOLLOW),
        ],
    )
    .behind(Door::Play),
];

static ABOUT: About = About {
    door: Door::Play,
    title: "word-map-title",
    says: "word-map-says",
    explains: &["word-map-explains-1", "word-map-explains-2", "word-map-explains-3"],
};

/// The room, with what it knows of the network's words.
#[derive(Debug, Default)]
pub struct WordMap {
    known: Known,
}

/// What is known of the words.
#[derive(Debug)]
struct Known {
    /// Of which network.
    network: String,
    /// Where they stand, as far as that is known.
    words: Option<Arc<WordPlaces>>,
    /// What they are called, and which group each belongs to.
    labels: Arc<[String]>,
    groups: Vec<Option<u8>>,
    /// The one that is answered.
    best: Option<usize>,
}

impl Default for Known {
    fn default() -> Self {
        let (labels, groups) = (Arc::from([]), Vec::new());
        Self { network: String::new(), words: None, labels, groups, best: None }
    }
}

fn chosen(choice: &Choice) -> Chosen {
    if let Choice::WordMap(chosen) = choice { *chosen } else { Chosen::NOTHING }
}

impl Exhibit for WordMap {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::WordMap(chosen) = choice else { return Handled::No };
        match action {
            WORD_MAP if open => return Handled::Closes,
            WORD_MAP => return Handled::Opens,
            // Its classes may be others.
            Action::NextNetwork => {
                *chosen = Chosen::NOTHING;
                return Handled::No;
            }
            _ if !open => return Handled::No,
            CLOSER => chosen.go_closer(&self.known),
            FARTHER => chosen.go_away(),
            FOLLOW => chosen.word = None,
            NEXT_GROUP => chosen.next_group(),
            Action::PickClass(word) => chosen.pick(word, &self.known),
            Action::Move(to) => chosen.step(to, &self.known),
            Action::Leap(to) => chosen.leap(to, &self.known),
            Action::Rub(stroke) => chosen.follow(stroke, &self.known),
            action if chosen.picks_group(action) => {}
            _ => return Handled::No,
        }
        Handled::Done
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, _asked: Asked<'_>) -> Vec<Question> {
        vec![Question::WordMap, Question::WordPictures]
    }

    fn see(&mut self, moment: Moment<'_>) {
        let Moment { snapshot, findings, open, .. } = moment;
        if !open {
            return;
        }
        let outline = &snapshot.outline;
        if self.known.network != outline.name || self.known.labels != outline.labels {
            let (network, labels) = (outline.name.clone(), Arc::clone(&outline.labels));
            let groups = groups::of_labels(&labels);
            self.known = Known { network, labels, groups, ..Known::default() };
        }
        self.known.best = snapshot.top.first().map(|guess| guess.class);
        if let Some(words) = words_in(findings) {
            self.known.words = Some(Arc::clone(words));
        }
    }

    /// The findings may still be the old network's.
    fn begin_again(&mut self) {
        self.known = Known::default();
    }

    fn forget_choice(&self, choice: &mut Choice) {
        if let Choice::WordMap(chosen) = choice {
            *chosen = Chosen::NOTHING;
        }
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(WORD_MAP)
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(&self.known, area, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher) {
        pane::stamp(&self.known, scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(&self.known, brush, area, scene);
    }
}

/// Where the words stand, as far as the job has come.
fn words_in(findings: &Findings) -> Option<&Arc<WordPlaces>> {
    match &findings.of(&Question::WordMap)?.finding {
        Finding::WordMap(words) => words.as_ref(),
        _ => None,
    }
}

/// What they would like to see: held by nobody else, so that they go with the findings.
fn pictures_in(findings: &Findings) -> Option<&Arc<LibraryLayer>> {
    match &findings.of(&Question::WordPictures)?.finding {
        Finding::WordPictures(pictures) => pictures.as_ref(),
        _ => None,
    }
}

/// What is chosen on the screen.
fn chosen_in(scene: &Scene<'_>) -> Chosen {
    chosen(scene.selection.choices.of(Room::WordMap))
}

#[cfg(test)]
mod tests;
