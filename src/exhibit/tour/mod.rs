//! The tour: sentences that lead a visitor from room to room, each with something to do.
//!
//! It is no room: it stands in a strip below whichever is open. How it goes on is decided where an
//! action is applied or a snapshot is seen (`exhibit/selection/touring.rs`).

pub mod conditions;
pub mod script;
pub mod text;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::screen::Key;
use crate::snapshot::Snapshot;
use conditions::{Chosen, Watch};
use script::{Script, Step};

/// Begins the tour, or leaves the one that runs.
pub const TOUR: Action = Action::Room("tour");
/// Begins the first task of a visitor who has just come, or leaves it.
pub const FIRST_TASK: Action = Action::Room("first-task");
/// On to the next step.
pub const TOUR_NEXT: Action = Action::Room("tour-next");

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new(
        "t T",
        "key-tour",
        Group::Test,
        &[(Key::Char('t'), false, TOUR), (Key::Char('T'), false, FIRST_TASK)],
    )
    .behind(Door::Play),
    Entry::new("Tab", "key-tour-next", Group::Test, &[(Key::Tab, false, TOUR_NEXT)]),
];

/// The scripts of a run: the tour, and the first task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tours {
    tour: Arc<Script>,
    first_task: Arc<Script>,
}

impl Default for Tours {
    fn default() -> Self {
        Self { tour: Arc::clone(&BUILT_IN[0]), first_task: Arc::clone(&BUILT_IN[1]) }
    }
}

impl Tours {
    /// With the tour of this file, or with the built-in one.
    ///
    /// # Errors
    /// Why the file cannot be followed.
    pub fn read(tour: Option<&Path>) -> crate::error::Result<Self> {
        let tours = Self::default();
        Ok(match tour {
            Some(file) => Self { tour: Script::read(file)?, ..tours },
            None => tours,
        })
    }
}

/// The built-in ones as they stand in their files.
const FILES: [&str; 2] =
    [include_str!("../../../assets/tour.toml"), include_str!("../../../assets/first_task.toml")];

/// The same, read. One that cannot be read has no steps, and never begins; a test holds that there
/// is none.
static BUILT_IN: LazyLock<[Arc<Script>; 2]> = LazyLock::new(|| {
    FILES.map(|text| Arc::new(Script::parse(text, Path::new("built-in")).unwrap_or_default()))
});

/// The tour as it stands: plain data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tour {
    tours: Tours,
    run: Option<Run>,
}

/// One that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    script: Arc<Script>,
    /// Which step, from 0.
    at: usize,
    watch: Watch,
}

/// What is shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The step.
    pub step: &'a Step,
    /// Which, from 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
    /// True where the button that goes on is to stand out.
    pub is_long: bool,
}

impl Tour {
    /// With these scripts; none runs.
    pub fn new(tours: Tours) -> Self {
        Self { tours, run: None }
    }

    /// True while one runs.
    pub fn runs(&self) -> bool {
        self.run.is_some()
    }

    /// What is shown of the one that runs.
    pub fn shown(&self) -> Option<Shown<'_>> {
        let Run { script, at, watch } = self.run.as_ref()?;
        let step = script.steps.get(*at)?;
        Some(Shown { step, at: *at, of: script.steps.len(), is_long: watch.is_long() })
    }

    /// Leaves the one that runs; false where none does.
    pub(super) fn leave(&mut self) -> bool {
        self.run.take().is_some()
    }

    /// Begins the tour or the first task; true where there is one.
    pub(super) fn begin(&mut self, action: Action, chosen: Chosen) -> bool {
        let Tours { tour, first_task } = &self.tours;
        let script = if action == TOUR { tour } else { first_task };
        let script = Some(Arc::clone(script)).filter(|script| !script.steps.is_empty());
        self.run = script.map(|script| Run { script, at: 0, watch: Watch::new(chosen) });
        self.runs()
    }

    /// Goes on to the next step, or ends behind the last.
    pub(super) fn go_on(&mut self, chosen: Chosen) {
        self.run.take_if(|run| run.at + 1 >= run.script.steps.len());
        if let Some(run) = &mut self.run {
            (run.at, run.watch) = (run.at + 1, Watch::new(chosen));
        }
    }

    /// What the step opens as it begins.
    pub(super) fn opens(&self) -> Option<Action> {
        self.shown()?.step.opens
    }

    /// The step begins while this is chosen: what it opens is open.
    pub(super) fn settle(&mut self, chosen: Chosen) {
        if let Some(run) = &mut self.run {
            run.watch = Watch::new(chosen);
        }
    }

    /// Takes in what somebody has done.
    pub(super) fn act(&mut self, action: Action) {
        if let Some(run) = &mut self.run {
            run.watch.act(action);
        }
    }

    /// Takes in a snapshot, in which something `moves` or nothing does.
    pub(super) fn see(&mut self, snapshot: &Snapshot, moves: bool) {
        if let Some(run) = &mut self.run
            && let Some(step) = run.script.steps.get(run.at)
        {
            run.watch.see(&step.until, snapshot, moves);
        }
    }

    /// True where the step's condition is met.
    pub(super) fn is_met(&self, chosen: Chosen) -> bool {
        let met = |run: &Run| {
            let step = run.script.steps.get(run.at);
            step.is_some_and(|step| run.watch.meets(&step.until, chosen))
        };
        self.run.as_ref().is_some_and(met)
    }
}

#[cfg(test)]
mod tests;
