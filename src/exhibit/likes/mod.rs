//! The room "What is it looking for?": one detector, and what it has learned.

pub mod ascent;
pub mod favourites;
pub mod search;
pub mod stimulus;
pub mod votes;
pub mod wish;

use std::hash::{Hash, Hasher};

use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Question, Room, progress};
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::Brush;
use crate::view::button::Button;
use crate::view::controls::Control;
use stimulus::Stimulus;
use wish::{Preset, Wish};

/// Opens the room, or closes it.
pub const LIKES: Action = Action::Room("likes");
/// Makes another picture, from other noise.
pub const ANOTHER: Action = Action::Room("another-stimulus");
/// What it likes least, or most again.
pub const OPPOSITE: Action = Action::Room("opposite-stimulus");

/// Its keys.
pub const KEYS: &[Entry] = &[Entry::new(
    "I J Q",
    "key-likes",
    Group::Test,
    &[
        (Key::Char('I'), false, LIKES),
        (Key::Char('J'), false, ANOTHER),
        (Key::Char('Q'), false, OPPOSITE),
    ],
)];

static ABOUT: About = About {
    door: Door::LooksFor,
    title: "likes-title",
    says: "likes-says",
    explains: &["likes-explains-1", "likes-explains-2", "likes-explains-3"],
};

/// What is chosen here. The unit is the selection's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Chosen {
    /// True for what it likes least.
    pub negative: bool,
    /// How pictures are kept like pictures.
    pub preset: Preset,
    /// What noise is drawn with.
    pub seed: u64,
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Likes {
    /// The pictures that are done, in the order in which they were made.
    done: Vec<std::sync::Arc<Stimulus>>,
}

/// So many pictures are kept for the session, of at most 150 kB each.
const KEPT: usize = 128;

fn chosen(choice: &Choice) -> Chosen {
    match choice {
        Choice::Likes(chosen) => *chosen,
        _ => Chosen::default(),
    }
}

impl Likes {
    /// What is wished for, as it stands.
    fn wish(choice: &Choice, selection: &super::selection::Selection) -> Wish {
        let Chosen { negative, preset, seed } = chosen(choice);
        Wish { unit: selection.unit, negative, preset, seed }
    }
}

impl Exhibit for Likes {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Likes(chosen) = choice else { return Handled::No };
        match action {
            LIKES if open => return Handled::Closes,
            LIKES => return Handled::Opens,
            _ if !open => return Handled::No,
            ANOTHER => chosen.seed = chosen.seed.wrapping_add(1),
            OPPOSITE => chosen.negative = !chosen.negative,
            Action::PickUnit(_)
            | Action::PickLayer(_)
            | Action::PreviousLayer
            | Action::NextLayer
            | Action::Move(Direction::Left | Direction::Right)
            | Action::SwitchUnit => return Handled::Steers,
            _ => return Handled::No,
        }
        Handled::Done
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        let wish = Self::wish(asked.choice, asked.selection);
        let done = self.done.iter().any(|stimulus| stimulus.wish == wish);
        let wanted = (!done && !asked.selection.strongest).then_some(Question::Stimulus(wish));
        wanted.into_iter().collect()
    }

    fn see(&mut self, moment: Moment<'_>) {
        for found in moment.findings.iter() {
            let super::Finding::Stimulus(stimulus) = &found.finding else { continue };
            let known = self.done.iter().any(|known| known.wish == stimulus.wish);
            if stimulus.is_over() && !known {
                if self.done.len() >= KEPT {
                    self.done.remove(0);
                }
                self.done.push(std::sync::Arc::clone(stimulus));
            }
        }
    }

    fn begin_again(&mut self) {
        self.done.clear();
    }

    fn controls(&self, _scene: &Scene<'_>) -> Vec<Control> {
        vec![
            Control::Button(Button::new(ANOTHER, say!("likes-another"))),
            Control::Button(Button::new(OPPOSITE, say!("likes-opposite"))),
        ]
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(LIKES)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let wish = Self::wish(scene.selection.choices.of(Room::Likes), scene.selection);
        (Room::Likes, wish).hash(&mut hash);
        scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let area = progress::begin(brush, area, &ABOUT, scene);
        let wish = Self::wish(scene.selection.choices.of(Room::Likes), scene.selection);
        let found = scene.findings.of(&Question::Stimulus(wish));
        let done = self.done.iter().find(|known| known.wish == wish);
        let forming = found.and_then(|found| match &found.finding {
            super::Finding::Stimulus(stimulus) => Some(stimulus),
            _ => None,
        });
        if let Some(stimulus) = done.or(forming) {
            let size = stimulus.picture.size;
            brush.picture(area.fit(size), &stimulus.picture, size.rect());
        }
    }
}
