//! The room "Let's play": games with the network, a page each.
//!
//! Every game runs by the frames' own clock, so that a slow machine takes no time from anybody.

mod against;
mod find;
mod flip;
mod fool;
mod hide;
mod pane;
mod round;
pub mod things;

use std::hash::{Hash, Hasher};

use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Question, Room, progress};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use round::Game;

/// Opens the room at the page that was open last, or closes it.
pub const GAMES: Action = Action::Room("games");
/// Begins a game of the page that is open, or ends the one that runs.
pub const START: Action = Action::Room("start");
/// What is to be done in a game that runs: rubs, changes its pixels, picks a name.
pub const ACT: Action = Action::Room("act");
/// To the page of a game.
pub const FIND_IT: Action = Action::Room("find-it");
/// As [`FIND_IT`].
pub const HIDE_IT: Action = Action::Room("hide-it");
/// As [`FIND_IT`].
pub const FLIP_IT: Action = Action::Room("flip-it");
/// As [`FIND_IT`].
pub const FOOL_IT: Action = Action::Room("fool-it");
/// As [`FIND_IT`].
pub const AGAINST_IT: Action = Action::Room("against-it");

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new("Enter", "key-play-start", Group::Test, &[(Key::Enter, false, START)])
        .behind(Door::Play),
    Entry::new("space", "key-play-act", Group::Test, &[(Key::Char(' '), false, ACT)])
        .behind(Door::Play),
    hide::KEY,
    Entry::new(
        "j g f",
        "key-play-games",
        Group::Test,
        &[
            (Key::Char('j'), false, HIDE_IT),
            (Key::Char('g'), false, FLIP_IT),
            (Key::Char('f'), false, FOOL_IT),
        ],
    )
    .behind(Door::Play),
    Entry::new(
        "d a",
        "key-play-others",
        Group::Test,
        &[(Key::Char('d'), false, FIND_IT), (Key::Char('a'), false, AGAINST_IT)],
    )
    .behind(Door::Play),
];

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// Show what the screen names.
    #[default]
    Find,
    /// Hide as little as possible until the answer changes.
    Hide,
    /// Move as little as possible until the answer changes.
    Flip,
    /// Make it say what is not there.
    Fool,
    /// Who names a blurred picture first?
    Against,
}

impl Page {
    /// In the order of the cards.
    pub const ALL: [Self; 5] = [Self::Find, Self::Hide, Self::Flip, Self::Fool, Self::Against];

    /// The action that leads to it.
    pub const fn action(self) -> Action {
        match self {
            Self::Find => FIND_IT,
            Self::Hide => HIDE_IT,
            Self::Flip => FLIP_IT,
            Self::Fool => FOOL_IT,
            Self::Against => AGAINST_IT,
        }
    }
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    page: Page,
    /// How often a game was started: another number begins one with the next snapshot.
    starts: u32,
    /// How often one was ended by hand.
    ends: u32,
    find: find::Chosen,
    hide: hide::Chosen,
    fool: fool::Chosen,
    against: against::Chosen,
}

/// The room, with what the games remember.
#[derive(Debug, Default)]
pub struct Play {
    find: find::Find,
    hide: hide::Hide,
    flip: flip::Flip,
    fool: fool::Fool,
    against: against::Against,
    /// The starts that were answered.
    starts: u32,
    /// The ends that were.
    ends: u32,
}

fn chosen(choice: &Choice) -> &Chosen {
    static NOTHING: std::sync::LazyLock<Chosen> = std::sync::LazyLock::new(Chosen::default);
    if let Choice::Play(chosen) = choice { chosen } else { &NOTHING }
}

impl Play {
    fn game(&self, page: Page) -> &dyn Game {
        match page {
            Page::Find => &self.find,
            Page::Hide => &self.hide,
            Page::Flip => &self.flip,
            Page::Fool => &self.fool,
            Page::Against => &self.against,
        }
    }

    fn game_mut(&mut self, page: Page) -> &mut dyn Game {
        match page {
            Page::Find => &mut self.find,
            Page::Hide => &mut self.hide,
            Page::Flip => &mut self.flip,
            Page::Fool => &mut self.fool,
            Page::Against => &mut self.against,
        }
    }

    /// The game of the page that is open.
    fn open(&self, choice: &Choice) -> &dyn Game {
        self.game(chosen(choice).page)
    }
}

impl Exhibit for Play {
    fn about(&self, choice: &Choice) -> &'static About {
        self.open(choice).about()
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Play(chosen) = choice else { return Handled::No };
        if action == GAMES {
            return if open { Handled::Closes } else { Handled::Opens };
        }
        if let Some(page) = Page::ALL.into_iter().find(|page| page.action() == action) {
            if chosen.page != page {
                chosen.ends = chosen.ends.wrapping_add(1);
            }
            chosen.page = page;
            return Handled::Opens;
        }
        let game = self.game(chosen.page);
        match action {
            _ if !open => Handled::No,
            START if game.stands().runs() => {
                chosen.ends = chosen.ends.wrapping_add(1);
                Handled::LetsGo
            }
            START => {
                chosen.starts = chosen.starts.wrapping_add(1);
                Handled::LetsGo
            }
            action => game.apply(chosen, action),
        }
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        self.open(asked.choice).requests(chosen(asked.choice), asked)
    }

    fn plan(&self, asked: Asked<'_>, plan: &mut Plan) {
        if asked.open {
            self.open(asked.choice).plan(chosen(asked.choice), asked, plan);
        }
    }

    fn see(&mut self, moment: Moment<'_>) {
        let chosen = chosen(moment.choice);
        let page = chosen.page;
        if self.ends != chosen.ends || !moment.open {
            self.ends = chosen.ends;
            Page::ALL.into_iter().for_each(|page| self.game_mut(page).end());
        }
        if self.starts != chosen.starts {
            self.starts = chosen.starts;
            if moment.open {
                self.game_mut(page).begin(chosen, moment);
            }
        }
        if self.game(page).stands().runs() {
            self.game_mut(page).see(chosen, moment);
        }
    }

    /// No game goes on with another network.
    fn begin_again(&mut self) {
        Page::ALL.into_iter().for_each(|page| self.game_mut(page).end());
    }

    fn forget(&mut self) {
        self.begin_again();
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(GAMES)
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        let game = self.open(scene.selection.choices.of(Room::Play));
        game.targets(progress::below(area, game.about(), m, face), scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let choice = scene.selection.choices.of(Room::Play);
        (Room::Play, chosen(choice).page).hash(&mut hash);
        scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
        self.open(choice).stamp(scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let game = self.open(scene.selection.choices.of(Room::Play));
        let area = progress::begin(brush, area, game.about(), scene);
        game.draw(brush, area, scene);
    }
}
