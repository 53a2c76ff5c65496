//! The room "Let's play": games with the network, a page each.
//!
//! Every game runs by the frames' own clock, so that a slow machine takes no time from anybody.

pub mod against;
mod best;
mod cards;
mod find;
mod flip;
mod fool;
mod frame;
mod hide;
mod pane;
mod picture;
mod round;
mod score;
pub mod things;
#[cfg(test)]
mod visit;

use std::hash::{Hash, Hasher};

use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Question, Room, RoomSettings, progress};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use frame::Frame;
use round::{Game, Outcome, Stands};
use score::Today;

/// Opens the room at the page that was open last, or closes it.
pub const GAMES: Action = Action::Room("games");
/// Begins a game of the page that is open, or ends the one that runs.
pub const START: Action = Action::Room("start");
/// What is to be done in a game that runs: skips a word, rubs, changes its pixels, picks a name.
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

/// Begins a game of two.
pub const DUEL: Action = Action::Room("duel");
/// To the presenter's box.
pub const BOX: Action = Action::Room("box");
/// Keeps a picture of each thing that goes into the box, or does not.
pub const WITH_PICTURES: Action = Action::Room("box-pictures");
/// Takes the thing that the arrows are on out of the box.
pub const TAKE_OUT: Action = Action::Room("take-out");
/// Takes the thing in each place out of the box.
const TAKE_OUTS: [Action; find::harvest::MOST] = [
    Action::Room("take-out-1"),
    Action::Room("take-out-2"),
    Action::Room("take-out-3"),
    Action::Room("take-out-4"),
    Action::Room("take-out-5"),
    Action::Room("take-out-6"),
    Action::Room("take-out-7"),
    Action::Room("take-out-8"),
    Action::Room("take-out-9"),
    Action::Room("take-out-10"),
    Action::Room("take-out-11"),
    Action::Room("take-out-12"),
    Action::Room("take-out-13"),
    Action::Room("take-out-14"),
    Action::Room("take-out-15"),
    Action::Room("take-out-16"),
    Action::Room("take-out-17"),
    Action::Room("take-out-18"),
    Action::Room("take-out-19"),
    Action::Room("take-out-20"),
];

/// The place of the thing that this action takes out of the box; none for any other.
fn taken_out(action: Action) -> Option<usize> {
    TAKE_OUTS.iter().position(|&other| other == action)
}

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
    Entry::new("D", "key-play-duel", Group::Test, &[(Key::Char('D'), false, DUEL)])
        .behind(Door::Play),
    Entry::new("b", "key-play-box", Group::Test, &[(Key::Char('b'), false, BOX)])
        .behind(Door::Play)
        .for_presenter(),
    Entry::new(
        "p Backspace",
        "key-play-box-changes",
        Group::Test,
        &[(Key::Char('p'), false, WITH_PICTURES), (Key::Backspace, false, TAKE_OUT)],
    )
    .behind(Door::Play)
    .for_presenter(),
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
    /// The presenter's: what lies on the table.
    Box,
}

impl Page {
    /// The games, in the order of the cards.
    pub const ALL: [Self; 5] = [Self::Find, Self::Hide, Self::Flip, Self::Fool, Self::Against];

    /// The action that leads to it.
    pub const fn action(self) -> Action {
        match self {
            Self::Find => FIND_IT,
            Self::Hide => HIDE_IT,
            Self::Flip => FLIP_IT,
            Self::Fool => FOOL_IT,
            Self::Against => AGAINST_IT,
            Self::Box => BOX,
        }
    }

    /// The page that this action leads to.
    fn of(action: Action) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Box]).find(|page| page.action() == action)
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
    harvest: find::harvest::Chosen,
}

/// The room, with what the games remember.
#[derive(Debug, Default)]
pub struct Play {
    find: find::Find,
    hide: hide::Hide,
    flip: flip::Flip,
    fool: fool::Fool,
    against: against::Against,
    harvest: find::harvest::Harvest,
    today: Today,
    /// The starts that were answered.
    starts: u32,
    /// The ends that were.
    ends: u32,
}

/// What is chosen here, on the screen.
fn chosen_of<'a>(scene: &'a Scene<'_>) -> &'a Chosen {
    chosen(scene.selection.choices.of(Room::Play))
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
            Page::Box => &self.harvest,
        }
    }

    fn game_mut(&mut self, page: Page) -> &mut dyn Game {
        match page {
            Page::Find => &mut self.find,
            Page::Hide => &mut self.hide,
            Page::Flip => &mut self.flip,
            Page::Fool => &mut self.fool,
            Page::Against => &mut self.against,
            Page::Box => &mut self.harvest,
        }
    }

    /// The game of the page that is open.
    fn open(&self, choice: &Choice) -> &dyn Game {
        self.game(chosen(choice).page)
    }
}

impl Play {
    /// The best of a game today, as it stands on its card.
    fn best_of(&self, page: Page) -> Option<String> {
        let best = self.today.of(page).first()?;
        Some(self.game(page).says_figure(best.score.figure))
    }

    /// Where the game of this page has just been won, it goes into today's best.
    fn enter(&mut self, page: Page, moment: Moment<'_>) {
        let Stands::Over(Outcome::Won(score)) = self.game(page).stands() else { return };
        if !self.game(page).is_ranked() {
            return;
        }
        let entry = score::Entry { score: score.clone(), time: moment.time_of_day };
        let mut today = std::mem::take(&mut self.today);
        today.enter(page, entry, |one, other| self.game(page).is_better(one, other));
        self.today = today;
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
        if let Some(page) = Page::of(action) {
            if chosen.page != page {
                chosen.ends = chosen.ends.wrapping_add(1);
            }
            chosen.page = page;
            return Handled::Opens;
        }
        if !open {
            return Handled::No;
        }
        let game = self.game(chosen.page);
        // A game may have its own meaning for what all games share.
        match game.apply(chosen, action) {
            Handled::No => {}
            handled => return handled,
        }
        match action {
            START if game.stands().runs() => {
                chosen.ends = chosen.ends.wrapping_add(1);
                Handled::LetsGo
            }
            START => {
                chosen.starts = chosen.starts.wrapping_add(1);
                Handled::LetsGo
            }
            _ => Handled::No,
        }
    }

    fn hear_settings(&mut self, settings: &RoomSettings) {
        self.find.settle(&settings.things);
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
            for page in Page::ALL {
                self.game_mut(page).end();
            }
        }
        if moment.open {
            self.game_mut(page).watch(chosen, moment);
            self.find.take_harvest(self.harvest.things());
        }
        if self.starts != chosen.starts {
            self.starts = chosen.starts;
            if moment.open {
                self.today.settle();
                self.game_mut(page).begin(chosen, moment);
            }
        }
        if self.game(page).stands().runs() {
            self.game_mut(page).see(chosen, moment);
            self.enter(page, moment);
        }
    }

    fn begin_again(&mut self) {
        let pages = Page::ALL.into_iter().chain([Page::Box]);
        pages.for_each(|page| self.game_mut(page).begin_again());
    }

    fn forget(&mut self) {
        let pages = Page::ALL.into_iter().chain([Page::Box]);
        pages.for_each(|page| self.game_mut(page).forget());
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        let page = chosen_of(scene).page;
        let game = self.game(page);
        let frame = Frame::new(area, page, game.stands().runs(), m);
        let inner = progress::below(frame.page, game.about(), m, face);
        let cards = frame.cards.map(|cards| cards::targets(cards, page, m));
        game.targets(inner, scene, m, face).into_iter().chain(cards.into_iter().flatten()).collect()
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let page = chosen_of(scene).page;
        (Room::Play, page).hash(&mut hash);
        scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
        (self.today.of(page), self.today.newest(page)).hash(&mut hash);
        (self.game(page).so_far(), self.game(page).stands().runs()).hash(&mut hash);
        for page in Page::ALL {
            self.today.of(page).first().hash(&mut hash);
        }
        self.game(page).stamp(scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let page = chosen_of(scene).page;
        let game = self.game(page);
        let frame = Frame::new(area, page, game.stands().runs(), &brush.metrics);
        let inner = progress::begin(brush, frame.page, game.about(), scene);
        game.draw(brush, inner, scene);
        if let Some(place) = frame.best {
            best::draw(brush, place, &self.today, page, game);
        }
        if let Some(cards) = frame.cards {
            cards::draw(brush, cards, page, self, scene.keyboard);
        }
    }
}
