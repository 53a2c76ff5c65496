//! A visit to the games, for their tests: a room, what is chosen, and pictures that it is shown.

use std::sync::Arc;

use super::{Page, Play, START};
use crate::control::action::Action;
use crate::dynamics::history::History;
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::room::{Asked, Exhibit, Handled, Moment};
use crate::exhibit::selection::Selection;
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question, Room};
use crate::made_up;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::Plan;

/// A room at the page of a game.
pub(super) struct Visit {
    pub(super) room: Play,
    pub(super) selection: Selection,
    pub(super) outline: Arc<Outline>,
    history: History,
    sequence: u64,
    page: Page,
}

impl Visit {
    /// Where nobody has done anything yet.
    pub(super) fn to(page: Page) -> Self {
        let mut visit = Self {
            room: Play::default(),
            selection: Selection::default(),
            outline: Arc::new(made_up::outline(2, 4)),
            history: History::default(),
            sequence: 0,
            page,
        };
        visit.selection.room = Some(Room::Play);
        assert_eq!(visit.act(page.action()), Handled::Opens);
        visit
    }

    /// A game has just begun.
    pub(super) fn started(page: Page) -> Self {
        let mut visit = Self::to(page);
        visit.act(START);
        visit.see();
        visit
    }

    pub(super) fn act(&mut self, action: Action) -> Handled {
        let handled = self.room.apply(self.selection.choices.of_mut(Room::Play), true, action);
        match handled {
            Handled::Holds => self.selection.frozen = true,
            Handled::LetsGo => self.selection.frozen = false,
            _ => {}
        }
        handled
    }

    /// What it asks for now.
    pub(super) fn questions(&self) -> Vec<Question> {
        self.room.requests(self.asked())
    }

    fn asked(&self) -> Asked<'_> {
        let choice = self.selection.choices.of(Room::Play);
        Asked { choice, open: true, selection: &self.selection, outline: &self.outline }
    }

    /// It sees a picture, 100 ms after the one before; the same where it is held.
    pub(super) fn see(&mut self) {
        self.see_of(None, |_| {});
    }

    /// The same; this has come of what it asks for, and the snapshot is altered.
    pub(super) fn see_of(&mut self, finding: Option<&Finding>, alter: impl Fn(&mut Snapshot)) {
        let mut plan = Plan::default();
        self.room.plan(self.asked(), &mut plan);
        self.sequence += u64::from(!self.selection.frozen);
        let mut snapshot = made_up::snapshot(&self.outline, &plan, self.sequence, 0.6);
        alter(&mut snapshot);
        self.history.push(&snapshot);
        let found = |question| Found {
            question,
            frame: Arc::clone(&snapshot.frame),
            crop: snapshot.crop,
            finding: finding.cloned().unwrap_or(Finding::SecondNetwork(None)),
            progress: Progress { done: 1, all: 1 },
        };
        let questions = self.questions().into_iter().filter(|_| finding.is_some());
        let findings: Findings = questions.map(found).collect();
        let moment = Moment {
            snapshot: &snapshot,
            findings: &findings,
            history: &self.history,
            choice: self.selection.choices.of(Room::Play),
            open: true,
            time_of_day: None,
        };
        self.room.see(moment);
    }

    /// How the game stands.
    pub(super) fn stands(&self) -> &super::Stands {
        self.room.game(self.page).stands()
    }
}
