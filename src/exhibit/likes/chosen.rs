//! What is chosen about one detector: which page, which picture is made for it.

use super::search::memory::Search;
use crate::control::action::Action;
use crate::exhibit::Choice;
use crate::network::outline::Outline;

/// Which page stands behind the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// One detector: now, the picture that it would like, its favourites, its votes.
    #[default]
    One,
    /// Yosinski's four recipes, side by side.
    Recipes,
    /// The search for a thing's detector.
    Search,
}

/// What is chosen here. The unit is the selection's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Chosen {
    /// Which page.
    pub view: View,
    /// True for what it likes least.
    pub negative: bool,
    /// What noise is drawn with.
    pub seed: u64,
    /// True where the favourites show which of their pixels count.
    pub projections: bool,
    /// True for the favourites of what was seen here, also where the library has others.
    pub seen_here: bool,
    /// How often a network that pools was asked about the strongest favourite of this unit.
    pub asks: u64,
    /// What is searched for.
    pub search: Search,
}

/// What is chosen in this room; as at first where the choice is another room's.
pub(super) fn of(choice: &Choice) -> Chosen {
    if let Choice::Likes(chosen) = choice { *chosen } else { Chosen::default() }
}

impl Chosen {
    /// As it counts for a unit of this layer: where nothing is below zero, nothing is liked least.
    pub(super) fn of_layer(self, outline: &Outline, layer: usize) -> Self {
        let signed = outline.layers.get(layer).is_some_and(|layer| layer.signed);
        Self { negative: self.negative && signed, ..self }
    }

    /// Another detector is shown what it likes most first.
    pub(super) fn turn_to(&mut self, action: Action) {
        let same = [Action::SwitchUnit, Action::PreviousPage, Action::NextPage];
        if !same.contains(&action) {
            (self.negative, self.seed, self.asks) = (false, 0, 0);
        }
    }
}
