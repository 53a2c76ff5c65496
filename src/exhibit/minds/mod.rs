//! The room "Two networks, one picture: do they agree?": a second network beside the first.

pub mod agreement;
pub mod job;
mod pane;
mod places;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::room::{About, Asked, Exhibit, Handled, Span};
use super::scene::Scene;
use super::{Choice, Finding, Question, Room, progress};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::screen::Key;
use crate::view::Brush;
use crate::view::button::Button;
use crate::view::controls::Control;
use crate::view::picture;
use agreement::Agreement;

/// Opens the room, or closes it.
pub const TWO_NETWORKS: Action = Action::Room("two-networks");
/// Another network beside the first; where the room is closed, opens it.
pub const OTHER_NETWORK: Action = Action::Room("other-network");

/// Its keys.
pub const KEYS: &[Entry] = &[Entry::new(
    "U O",
    "key-two-networks",
    Group::Test,
    &[(Key::Char('U'), false, TWO_NETWORKS), (Key::Char('O'), false, OTHER_NETWORK)],
)];

static ABOUT: About = About {
    door: Door::Changes,
    title: "minds-title",
    says: "minds-says",
    explains: &["minds-explains-1", "minds-explains-2", "minds-explains-3"],
};

/// What is chosen here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Chosen {
    /// How often another network was asked for: they come round.
    turn: usize,
}

/// The room, with the networks that the run has.
#[derive(Debug, Default)]
pub struct Minds {
    networks: Vec<Arc<Outline>>,
}

/// What is to be seen of the second network.
enum Shows<'a> {
    /// There is none.
    Alone,
    /// It is being loaded.
    Loading(&'a Outline),
    /// Why there is nothing to see.
    Nothing(&'a str),
    /// It looks.
    Looks(&'a Agreement),
}

impl Minds {
    /// The places of all networks but the first, from the one after it on.
    fn others(&self, first: &Outline) -> Vec<usize> {
        let all = self.networks.len();
        let own = self.networks.iter().position(|other| other.name == first.name);
        let own = own.unwrap_or(0);
        (1..all).map(|n| (own + n) % all).collect()
    }

    /// The place of the network beside the first; none where there is none.
    fn second(&self, choice: &Choice, first: &Outline) -> Option<usize> {
        let Choice::Minds(Chosen { turn }) = choice else { return None };
        let others = self.others(first);
        others.get(turn % others.len().max(1)).copied()
    }

    fn shows<'a>(&'a self, scene: &Scene<'a>) -> Shows<'a> {
        let second = self.second(scene.selection.choices.of(Room::Minds), scene.outline);
        let Some(place) = second else { return Shows::Alone };
        let found = scene.findings.of(&Question::SecondNetwork { place });
        match found.map(|found| &found.finding) {
            Some(Finding::SecondNetwork(Some(agreement))) => Shows::Looks(agreement),
            Some(Finding::Nothing(why)) => Shows::Nothing(why),
            _ => Shows::Loading(&self.networks[place]),
        }
    }
}

impl Exhibit for Minds {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Minds(chosen) = choice else { return Handled::No };
        match action {
            TWO_NETWORKS if open => Handled::Closes,
            TWO_NETWORKS | OTHER_NETWORK if !open => Handled::Opens,
            OTHER_NETWORK => {
                chosen.turn = chosen.turn.wrapping_add(1);
                Handled::Done
            }
            _ => Handled::No,
        }
    }

    fn hear_networks(&mut self, networks: &[Arc<Outline>]) {
        self.networks = networks.to_vec();
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        let place = self.second(asked.choice, asked.outline);
        place.map(|place| Question::SecondNetwork { place }).into_iter().collect()
    }

    fn controls(&self, scene: &Scene<'_>) -> Vec<Control> {
        let several = self.others(scene.outline).len() > 1;
        // The page has the place of the picture's own buttons.
        let picture = picture::buttons(scene);
        let another = several.then(|| Button::new(OTHER_NETWORK, say!("minds-another")));
        // Of a photo at rest there is one answer, and nothing to count.
        let status = scene.status;
        let shake = (status.still || status.shaken)
            .then(|| Button::new(Action::Shake, say!("strip-shake")).lit(status.shaken));
        picture.into_iter().chain(shake).chain(another).map(Control::Button).collect()
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(TWO_NETWORKS)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        (Room::Minds, scene.status.still).hash(&mut hash);
        match self.shows(scene) {
            Shows::Alone => 0.hash(&mut hash),
            Shows::Loading(outline) => (1, &outline.name).hash(&mut hash),
            Shows::Nothing(why) => (2, why).hash(&mut hash),
            Shows::Looks(agreement) => {
                let newest = agreement.newest.as_ref().map(|newest| newest.frame.sequence);
                (3, newest, agreement.pictures, &agreement.outline.name).hash(&mut hash);
                if newest.is_some() {
                    return;
                }
            }
        }
        // Until both have answered, what the first one sees is shown.
        scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let area = progress::begin(brush, area, &ABOUT, scene);
        pane::draw(brush, area, &self.shows(scene), scene);
    }
}
