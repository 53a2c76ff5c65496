//! The room "Teach it": things of one's own, how they are learned, and why they are told apart.

mod burst;
pub mod file;
pub mod job;
pub mod layers;
pub mod learning;
pub mod map;
mod page;
pub mod samples;
pub mod show;
mod sight;
pub mod taught;
mod untaught;
mod warnings;
pub mod why;

use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

use super::findings::Findings;
use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Finding, Question, Room, progress};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::keymap::Entry;
use crate::control::names::short;
use crate::geometry::Rect;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use page::{Leaf, Memory};
use taught::{CLASSES, Taught};

/// Opens the room at the page where things are shown to it, or closes it.
pub const TEACH: Action = Action::Room("show-it");
/// To the page where a head learns.
pub const LEARNING: Action = Action::Room("learning");
/// To the page that says why.
pub const WHY_MINE: Action = Action::Room("why-mine");

/// Its keys.
pub const KEYS: &[&[Entry]] = &[show::KEYS, learning::KEYS, why::KEYS];

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// Show it things, and see what it answers.
    #[default]
    Show,
    /// A head learns.
    Learning,
    /// Why it answers that.
    Why,
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    page: Page,
    /// What the visitor calls the things; empty for those without a name.
    names: [String; CLASSES],
    show: show::Chosen,
    learning: learning::Chosen,
    why: why::Chosen,
}

impl Chosen {
    /// The thing that this action gives a name to; none where it names nothing.
    pub(in crate::exhibit) fn named_by(&self, action: Action) -> Option<usize> {
        self.show.named_by(action).filter(|_| self.page == Page::Show)
    }

    /// What the visitor calls this thing; empty where it has no name.
    pub(in crate::exhibit) fn own_name(&self, class: usize) -> &str {
        self.names.get(class).map_or("", String::as_str)
    }

    /// Gives a thing this name; an empty one takes it away.
    pub(in crate::exhibit) fn give(&mut self, class: usize, name: &str) {
        if let Some(own) = self.names.get_mut(class) {
            *own = short(name);
        }
    }

    /// What all things are called.
    pub fn all_names(&self) -> Vec<String> {
        (0..CLASSES).map(|class| self.name(class)).collect()
    }

    /// What this thing is called: as the visitor says, else "first thing".
    pub(super) fn name(&self, class: usize) -> String {
        match self.names.get(class) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => say!("thing-name", number = class + 1),
        }
    }
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Teach {
    memory: Memory,
    show: show::Show,
    learning: learning::Page,
    why: why::Page,
}

impl Teach {
    fn leaf(&self, page: Page) -> &dyn Leaf {
        match page {
            Page::Show => &self.show,
            Page::Learning => &self.learning,
            Page::Why => &self.why,
        }
    }

    fn leaf_mut(&mut self, page: Page) -> &mut dyn Leaf {
        match page {
            Page::Show => &mut self.show,
            Page::Learning => &mut self.learning,
            Page::Why => &mut self.why,
        }
    }
}

fn chosen(choice: &Choice) -> &Chosen {
    static NOTHING: LazyLock<Chosen> = LazyLock::new(Chosen::default);
    if let Choice::Teach(chosen) = choice { chosen } else { &NOTHING }
}

/// What is chosen on the screen.
fn chosen_in<'a>(scene: &'a Scene<'_>) -> &'a Chosen {
    chosen(scene.selection.choices.of(Room::Teach))
}

/// What was taught so far; none where nothing was.
fn taught_in(findings: &Findings) -> Option<&Arc<Taught>> {
    match &findings.of(&Question::Taught)?.finding {
        Finding::Taught(taught) => Some(taught),
        _ => None,
    }
}

impl Exhibit for Teach {
    fn about(&self, choice: &Choice) -> &'static About {
        self.leaf(chosen(choice).page).about()
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Teach(chosen) = choice else { return Handled::No };
        let page = match action {
            // What was taught is that network's.
            Action::NextNetwork => {
                chosen.show = show::Chosen::default();
                return Handled::No;
            }
            TEACH if open && chosen.page == Page::Show => return Handled::Closes,
            TEACH => Page::Show,
            LEARNING => Page::Learning,
            WHY_MINE => Page::Why,
            _ if open => return self.leaf(chosen.page).apply(chosen, action),
            _ => return Handled::No,
        };
        chosen.page = page;
        Handled::Opens
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn stands(&self, asked: Asked<'_>) -> Vec<Question> {
        let any = self.memory.taught.as_ref().is_some_and(|taught| taught.since.is_some());
        if asked.open || any { vec![Question::Taught] } else { Vec::new() }
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        let chosen = chosen(asked.choice);
        self.leaf(chosen.page).requests(chosen, &self.memory, asked)
    }

    fn see(&mut self, moment: Moment<'_>) {
        self.memory.taught = taught_in(moment.findings).map(Arc::clone);
        if moment.open {
            let chosen = chosen(moment.choice);
            let memory = std::mem::take(&mut self.memory);
            self.leaf_mut(chosen.page).see(chosen, &memory, moment);
            self.memory = memory;
        }
    }

    fn begin_again(&mut self) {
        self.forget();
    }

    fn forget(&mut self) {
        self.memory = Memory::default();
        for page in [Page::Show, Page::Learning, Page::Why] {
            self.leaf_mut(page).forget();
        }
    }

    fn forget_choice(&self, choice: &mut Choice) {
        if let Choice::Teach(chosen) = choice {
            *chosen = Chosen { page: chosen.page, ..Chosen::default() };
        }
    }

    fn tab(&self, choice: &Choice) -> Option<Action> {
        Some(match chosen(choice).page {
            Page::Show => TEACH,
            Page::Learning => LEARNING,
            Page::Why => WHY_MINE,
        })
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        let leaf = self.leaf(chosen_in(scene).page);
        let inner = progress::below(area, leaf.about(), m, face);
        leaf.targets(&self.memory, inner, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let page = chosen_in(scene).page;
        (Room::Teach, page).hash(&mut hash);
        self.leaf(page).stamp(&self.memory, scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let leaf = self.leaf(chosen_in(scene).page);
        let inner = progress::begin(brush, area, leaf.about(), scene);
        leaf.draw(&self.memory, brush, inner, scene);
    }
}
