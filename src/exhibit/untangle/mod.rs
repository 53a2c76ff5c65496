//! The room "Untangle it": points of two classes on a sheet, pulled apart by a small network.

mod chosen;
mod codes;
mod job;
mod network;
mod pane;
mod player;
mod points;
mod space;
mod training;
mod warp;

use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

use super::findings::Findings;
use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Finding, Question, Room, Taught, progress};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
pub use chosen::Chosen;
#[cfg(test)]
pub use job::made_up;
pub use job::{UntangleJob, Untangled, Wanted};
use player::Player;
use points::Data;

/// Opens the room, or closes it.
pub const UNTANGLE: Action = Action::Room("untangle");
/// Plays the sheet's whole way, or lets it rest.
pub const PLAY: Action = Action::Room("untangle-play");
/// Back along the way.
pub const BACK: Action = Action::Room("untangle-back");
/// On along the way.
pub const ON: Action = Action::Room("untangle-on");
/// The next thing that is to be parted.
pub const NEXT_DATA: Action = Action::Room("untangle-next");
/// Other weights to begin with.
pub const AGAIN: Action = Action::Room("untangle-again");
/// A layer less, and one more.
pub const LAYERS: [Action; 2] =
    [Action::Room("untangle-fewer-layers"), Action::Room("untangle-more-layers")];
/// Two cells a layer, and three.
pub const CELLS: [Action; 2] =
    [Action::Room("untangle-two-cells"), Action::Room("untangle-three-cells")];
/// Slower, and faster learning.
pub const RATE: [Action; 2] = [Action::Room("untangle-slower"), Action::Room("untangle-faster")];

/// What is to be parted, in the order of [`Data::ALL`].
pub(crate) const PICK: [Action; 4] = [
    Action::Room("untangle-ring"),
    Action::Room("untangle-spirals"),
    Action::Room("untangle-moons"),
    Action::Room("untangle-own"),
];

/// Plays a part alone: those of the layer that is shown, then the line.
pub(crate) const PART: [Action; 4] = [
    Action::Room("untangle-weights"),
    Action::Room("untangle-shift"),
    Action::Room("untangle-squash"),
    Action::Room("untangle-line"),
];

/// Plays the first part of a layer.
const LAYER: [Action; network::MOST_LAYERS as usize] = [
    Action::Room("untangle-layer-1"),
    Action::Room("untangle-layer-2"),
    Action::Room("untangle-layer-3"),
    Action::Room("untangle-layer-4"),
];

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new("u", "key-untangle", Group::Ask, &[(Key::Char('u'), false, UNTANGLE)])
        .behind(Door::Teach),
    Entry::new(
        "k < > m",
        "key-untangle-play",
        Group::Ask,
        &[
            (Key::Char('k'), false, PLAY),
            (Key::Char('<'), false, BACK),
            (Key::Char('>'), false, ON),
            (Key::Char('m'), false, AGAIN),
        ],
    )
    .behind(Door::Teach),
    Entry::new(
        "o ( ) { } _ ~",
        "key-untangle-with",
        Group::Ask,
        &[
            (Key::Char('o'), false, NEXT_DATA),
            (Key::Char('('), false, LAYERS[0]),
            (Key::Char(')'), false, LAYERS[1]),
            (Key::Char('{'), false, CELLS[0]),
            (Key::Char('}'), false, CELLS[1]),
            (Key::Char('_'), false, RATE[0]),
            (Key::Char('~'), false, RATE[1]),
        ],
    )
    .behind(Door::Teach),
];

static ABOUT: About = About {
    door: Door::Teach,
    title: "untangle-title",
    says: "untangle-says",
    explains: &["untangle-explains-1", "untangle-explains-2", "untangle-explains-3"],
};

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Untangle {
    player: Player,
    /// Where the camera's picture lies on the sheet; none where points are made up.
    live: Option<[f64; 2]>,
    /// True where two things were taught.
    own: bool,
}

fn chosen(choice: &Choice) -> &Chosen {
    static NEW: LazyLock<Chosen> = LazyLock::new(Chosen::default);
    if let Choice::Untangle(chosen) = choice { chosen } else { &NEW }
}

/// What is chosen on the screen.
fn chosen_in<'a>(scene: &'a Scene<'_>) -> &'a Chosen {
    chosen(scene.selection.choices.of(Room::Untangle))
}

/// How far the job has come with what is asked now; none before its first step.
fn found<'a>(findings: &'a Findings, chosen: &Chosen) -> Option<&'a Arc<Untangled>> {
    match &findings.of(&Question::Untangle(chosen.wanted()))?.finding {
        Finding::Untangled(found) => Some(found),
        _ => None,
    }
}

/// What was taught; none where nothing was.
fn taught(findings: &Findings) -> Option<&Arc<Taught>> {
    match &findings.of(&Question::Taught)?.finding {
        Finding::Taught(taught) => Some(taught),
        _ => None,
    }
}

/// The two things that would be parted; none before two were taught.
fn own_things(taught: &Taught) -> Option<[usize; 2]> {
    codes::two_with_most(&taught.things.map(|thing| thing.learned))
}

impl Untangle {
    fn act(&self, chosen: &mut Chosen, action: Action) -> Handled {
        let place = |actions: &[Action]| actions.iter().position(|&other| other == action);
        let player = &self.player;
        if let Some(n) = place(&PICK) {
            chosen.pick(Data::ALL[n]);
        } else if let Some(n) = place(&PART) {
            chosen.play_part(pane::part(chosen, player, n));
        } else if let Some(n) = place(&LAYER) {
            chosen.play_part((n * warp::PARTS) as u8);
        } else if let Some(n) = place(&LAYERS) {
            chosen.change_layers(n == 1);
        } else if let Some(n) = place(&CELLS) {
            chosen.change_cells(n == 1);
        } else if let Some(n) = place(&RATE) {
            chosen.change_rate(n == 1);
        } else {
            match action {
                PLAY | Action::Closer => chosen.play_or_rest(player),
                BACK => chosen.turn(false, player),
                ON => chosen.turn(true, player),
                Action::Move(Direction::Left) => chosen.step(false, player),
                Action::Move(Direction::Right) => chosen.step(true, player),
                NEXT_DATA => chosen.next_data(self.own),
                AGAIN => chosen.begin_again(),
                _ => return Handled::No,
            }
        }
        Handled::Done
    }
}

impl Exhibit for Untangle {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Untangle(chosen) = choice else { return Handled::No };
        match action {
            UNTANGLE if open => Handled::Closes,
            UNTANGLE => Handled::Opens,
            _ if open => self.act(chosen, action),
            _ => Handled::No,
        }
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        vec![Question::Untangle(chosen(asked.choice).wanted())]
    }

    fn see(&mut self, moment: Moment<'_>) {
        self.own = taught(moment.findings).is_some_and(|taught| own_things(taught).is_some());
        let chosen = chosen(moment.choice);
        let found = found(moment.findings, chosen).filter(|_| moment.open);
        let projection = found.and_then(|found| found.projection.as_ref());
        self.live = projection.and_then(|projection| projection.place(&moment.snapshot.code));
        if let Some(found) = found {
            self.player.go_on(chosen, found);
        }
    }

    fn begin_again(&mut self) {
        *self = Self::default();
    }

    fn forget(&mut self) {
        *self = Self::default();
    }

    fn forget_choice(&self, choice: &mut Choice) {
        if let Choice::Untangle(chosen) = choice {
            *chosen = Chosen::NEW;
        }
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(UNTANGLE)
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        let inner = progress::below(area, &ABOUT, m, face);
        pane::targets(self, inner, scene, m)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        Room::Untangle.hash(&mut hash);
        pane::stamp(self, scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let inner = progress::begin(brush, area, &ABOUT, scene);
        pane::draw(self, brush, inner, scene);
    }
}

#[cfg(test)]
mod tests;
