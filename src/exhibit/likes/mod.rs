//! The room "What is it looking for?": one detector, and what it has learned.

pub mod ascent;
mod chosen;
pub mod favourites;
pub mod heading;
pub mod library;
mod pane;
pub mod search;
pub mod stimulus;
pub mod votes;
pub mod wish;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::selection::Selection;
use super::{Choice, Finding, Question, Room};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::taps::plan::{LayerPlan, Plan, Unit};
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
pub use chosen::{Chosen, View};
use stimulus::Stimulus;
use votes::Votes;
use wish::{Preset, Wish};

/// Opens the room with the page about one detector, or closes it.
pub const LIKES: Action = Action::Room("likes");
/// Opens it with Yosinski's four recipes side by side, or leads back to the one.
pub const RECIPES: Action = Action::Room("four-recipes");
/// Makes another picture, from other noise.
pub const ANOTHER: Action = Action::Room("another-stimulus");
/// What it likes least, or most again.
pub const OPPOSITE: Action = Action::Room("opposite-stimulus");
/// Shows what of each favourite it lit up for, or the favourites again.
pub const PROJECTIONS: Action = Action::Room("favourites-pixels");

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new(
        "I J",
        "key-likes",
        Group::Test,
        &[(Key::Char('I'), false, LIKES), (Key::Char('J'), false, RECIPES)],
    ),
    Entry::new(
        "Enter o",
        "key-stimulus",
        Group::Test,
        &[(Key::Enter, false, ANOTHER), (Key::Char('o'), false, OPPOSITE)],
    )
    .behind(Door::LooksFor),
    Entry::new("d", "key-projections", Group::Test, &[(Key::Char('d'), false, PROJECTIONS)])
        .behind(Door::LooksFor),
];

static ABOUT: About = About {
    door: Door::LooksFor,
    title: "likes-title",
    says: "likes-says",
    explains: &["likes-explains-1", "likes-explains-2", "likes-explains-3", "likes-explains-4"],
};

/// What shares this door, each by the action that leads there and the message that names it: in the
/// line of the title.
pub(super) const PAGES: &[(Action, &str)] = &[(LIKES, "tab-likes"), (RECIPES, "tab-recipes")];

/// A map of the strip is read this large.
const STRIP_TILE: i32 = 64;

/// So many pictures are kept for the session, of at most 150 kB each.
const KEPT: usize = 128;

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Likes {
    /// The network whose pictures these are, by its name.
    network: String,
    /// The pictures that are done, in the order in which they were made.
    done: Vec<Arc<Stimulus>>,
    /// The largest value that was seen in this layer since it was opened: where axes end.
    largest: (usize, f32),
    /// What the detector that was looked at last helps: it is still to be seen while that is taken
    /// away.
    votes: Option<Arc<Votes>>,
}

/// What is chosen on the screen.
fn chosen_in(scene: &Scene<'_>) -> Chosen {
    chosen::of(scene.selection.choices.of(Room::Likes))
}

impl Likes {
    /// The picture that was asked for, where it is done.
    fn finished(&self, wish: Wish) -> Option<&Arc<Stimulus>> {
        self.done.iter().find(|stimulus| stimulus.wish == wish)
    }

    /// The pictures that the page shows, in the order in which they are made.
    fn wishes(chosen: Chosen, selection: &Selection) -> Vec<Wish> {
        let Chosen { negative, seed, view, .. } = chosen;
        let wish = |preset| Wish { unit: selection.unit, negative, preset, seed };
        match view {
            View::One => vec![wish(Preset::Fourier)],
            View::Recipes => Preset::YOSINSKI.map(wish).into(),
        }
    }

    fn keep(&mut self, stimulus: &Arc<Stimulus>) {
        if stimulus.is_over() && self.finished(stimulus.wish).is_none() {
            if self.done.len() >= KEPT {
                self.done.remove(0);
            }
            self.done.push(Arc::clone(stimulus));
        }
    }
}

/// True of a unit of the last layer: it is a class.
fn is_class(unit: Unit, layers: usize) -> bool {
    unit.layer + 1 == layers
}

impl Exhibit for Likes {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Likes(chosen) = choice else { return Handled::No };
        match action {
            LIKES if open && chosen.view == View::One => Handled::Closes,
            LIKES => {
                chosen.view = View::One;
                Handled::Opens
            }
            RECIPES => {
                let back = open && chosen.view == View::Recipes;
                chosen.view = if back { View::One } else { View::Recipes };
                Handled::Opens
            }
            _ if !open => Handled::No,
            ANOTHER => {
                chosen.seed = chosen.seed.wrapping_add(1);
                Handled::Done
            }
            OPPOSITE => {
                chosen.negative = !chosen.negative;
                Handled::Done
            }
            PROJECTIONS => {
                chosen.projections = !chosen.projections;
                Handled::Done
            }
            Action::PickUnit(_)
            | Action::PickLayer(_)
            | Action::PickClass(_)
            | Action::PreviousLayer
            | Action::NextLayer
            | Action::PreviousPage
            | Action::NextPage
            | Action::Move(_)
            | Action::Leap(Direction::Left | Direction::Right)
            | Action::SwitchUnit => {
                chosen.turn_to(action);
                Handled::Steers
            }
            _ => Handled::No,
        }
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        let chosen = chosen::of(asked.choice);
        let Selection { unit, strongest, .. } = *asked.selection;
        if strongest {
            // It is not known yet whose page this is.
            return Vec::new();
        }
        let wishes = Self::wishes(chosen, asked.selection);
        let next = wishes.into_iter().find(|wish| self.finished(*wish).is_none());
        let mut questions: Vec<Question> = next.map(Question::Stimulus).into_iter().collect();
        if chosen.view == View::One {
            questions.push(Question::Favourites(unit));
            if chosen.projections {
                questions.push(Question::Projections(unit));
            }
            // A word of the answer speaks for itself alone.
            if !is_class(unit, asked.outline.layers.len()) {
                questions.push(Question::Votes(unit));
            }
        }
        questions
    }

    fn plan(&self, asked: Asked<'_>, plan: &mut Plan) {
        if !asked.open {
            return;
        }
        let unit = asked.selection.unit;
        plan.units = vec![unit];
        // Of classes the guesses are listed instead of their squares.
        if !is_class(unit, asked.outline.layers.len()) {
            plan.layers = vec![LayerPlan {
                layer: unit.layer,
                tile: STRIP_TILE,
                room: usize::MAX,
                detail: true,
                signals: false,
            }];
        }
    }

    fn stands(&self, _asked: Asked<'_>) -> Vec<Question> {
        vec![Question::Collect]
    }

    fn see(&mut self, moment: Moment<'_>) {
        let Moment { snapshot, findings, .. } = moment;
        if self.network != snapshot.outline.name {
            *self = Self { network: snapshot.outline.name.clone(), ..Self::default() };
        }
        for found in findings.iter() {
            match &found.finding {
                Finding::Stimulus(stimulus) => self.keep(stimulus),
                Finding::Votes(votes) if votes.pictures > 0 => {
                    self.votes = Some(Arc::clone(votes));
                }
                _ => {}
            }
        }
        let read = snapshot.maps.readings.iter().filter(|_| moment.open);
        let detail = read.filter_map(|reading| Some((reading.layer, reading.detail.as_ref()?)));
        for (layer, detail) in detail {
            let before = if self.largest.0 == layer { self.largest.1 } else { 0.0 };
            self.largest = (layer, detail.range.1.max(before));
        }
    }

    fn tab(&self, choice: &Choice) -> Option<Action> {
        Some(match chosen::of(choice).view {
            View::One => LIKES,
            View::Recipes => RECIPES,
        })
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(self, area, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        Room::Likes.hash(&mut hash);
        pane::stamp(self, scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(self, brush, area, scene);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> (Likes, Choice) {
        (Likes::default(), Choice::Likes(Chosen::default()))
    }

    #[test]
    fn its_keys_open_a_page_and_close_the_room() {
        let (likes, mut choice) = room();
        assert_eq!(likes.apply(&mut choice, false, RECIPES), Handled::Opens);
        assert_eq!(likes.tab(&choice), Some(RECIPES));
        assert_eq!(likes.apply(&mut choice, true, RECIPES), Handled::Opens);
        assert_eq!(likes.tab(&choice), Some(LIKES));
        assert_eq!(likes.apply(&mut choice, true, LIKES), Handled::Closes);
        assert_eq!(likes.apply(&mut choice, false, ANOTHER), Handled::No, "it is closed");
    }

    #[test]
    fn another_detector_is_shown_what_it_likes_most() {
        let (likes, mut choice) = room();
        for action in [OPPOSITE, ANOTHER] {
            assert_eq!(likes.apply(&mut choice, true, action), Handled::Done);
        }
        let asked = chosen::of(&choice);
        assert!(asked.negative && asked.seed == 1);
        likes.apply(&mut choice, true, Action::SwitchUnit);
        assert_eq!(chosen::of(&choice), asked, "it is the same one");
        likes.apply(&mut choice, true, Action::Move(Direction::Right));
        assert_eq!(chosen::of(&choice), Chosen::default());
    }
}
