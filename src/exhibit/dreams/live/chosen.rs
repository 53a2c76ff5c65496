//! What is chosen on the page: what is dreamt of, and how strongly.

use super::{DreamWanted, STRONGEST};
use crate::exhibit::dreams::goal::{Goal, cards};
use crate::exhibit::selection::Selection;
use crate::network::outline::Outline;

/// So many cards are of steps.
const STEPS: u8 = 4;

/// What is dreamt of that is none of these steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Other {
    /// The detector that is selected.
    Selected,
    /// A taught thing.
    Taught(u8),
}

/// What is chosen on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chosen {
    /// One of the cards, from 0.
    card: u8,
    /// What the last card is of; none where there is no such card.
    pub(super) other: Option<Other>,
    /// How strongly: 0 to [`STRONGEST`].
    pub(super) strength: u8,
    run: u32,
}

impl Default for Chosen {
    fn default() -> Self {
        Self { card: 1, other: None, strength: 2, run: 0 }
    }
}

impl Chosen {
    /// The dream of the detector that is selected.
    pub(in super::super) fn dream_of_selected(&mut self) {
        (self.card, self.other) = (STEPS, Some(Other::Selected));
    }

    /// The dream of a taught thing.
    pub(in super::super) fn dream_of_taught(&mut self, class: u8) {
        (self.card, self.other) = (STEPS, Some(Other::Taught(class)));
    }

    /// True where none of the steps is dreamt of.
    pub(super) fn is_other(self) -> bool {
        self.card == STEPS
    }

    /// The last card.
    fn last(self) -> u8 {
        if self.other.is_some() { STEPS } else { STEPS - 1 }
    }

    /// This card, where there is one.
    pub(super) fn pick(&mut self, card: u8) {
        self.card = card.min(self.last());
    }

    /// The card before or after; beyond the last is the first.
    pub(super) fn step(&mut self, on: bool) {
        let count = self.last() + 1;
        self.card = (self.card + if on { 1 } else { count - 1 }) % count;
    }

    /// More or less strongly.
    pub(super) fn turn(&mut self, more: bool) {
        let Self { strength, .. } = *self;
        self.strength =
            if more { (strength + 1).min(STRONGEST) } else { strength.saturating_sub(1) };
    }

    /// From the newest picture on.
    pub(super) fn begin_again(&mut self) {
        self.run = self.run.wrapping_add(1);
    }

    /// Which of the cards is chosen in this network, which may have fewer steps.
    pub(super) fn place(self, outline: &Outline) -> usize {
        let steps = cards(outline).len();
        if self.is_other() { steps } else { usize::from(self.card).min(steps.saturating_sub(1)) }
    }

    /// What the last card is of.
    pub(super) fn other_goal(self, selection: &Selection) -> Option<Goal> {
        Some(match self.other? {
            Other::Selected => Goal::Unit(selection.unit),
            Other::Taught(class) => Goal::Taught(class),
        })
    }

    /// What is dreamt of; none while it is not known yet.
    pub(super) fn goal(self, selection: &Selection, outline: &Outline) -> Option<Goal> {
        if self.is_other() {
            // It is not known yet which detector is the strongest.
            let unknown = self.other == Some(Other::Selected) && selection.strongest;
            return self.other_goal(selection).filter(|_| !unknown);
        }
        cards(outline).get(self.place(outline)).copied().map(Goal::Layer)
    }

    /// What is asked of the job.
    pub(super) fn wanted(self, goal: Goal, held: bool) -> DreamWanted {
        DreamWanted { goal, strength: self.strength, held, run: self.run }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

    #[test]
    fn arrows_go_round_the_cards_and_a_fifth_is_there_where_something_else_is_dreamt_of() {
        let (outline, selection) = (made_up::outline(18, 40), Selection::default());
        let goal = |chosen: &Chosen| chosen.goal(&selection, &outline);
        let mut chosen = Chosen::default();
        let mut layers = Vec::new();
        for _ in 0..4 {
            layers.push(goal(&chosen));
            chosen.step(true);
        }
        assert_eq!(layers, [5, 9, 11, 3].map(|layer| Some(Goal::Layer(layer))));
        chosen.pick(4);
        assert_eq!(chosen.place(&outline), 3, "there is no fifth");
        chosen.dream_of_taught(1);
        assert_eq!((goal(&chosen), chosen.place(&outline)), (Some(Goal::Taught(1)), 4));
        chosen.step(true);
        assert_eq!(goal(&chosen), Some(Goal::Layer(3)));
        chosen.step(false);
        assert_eq!(goal(&chosen), Some(Goal::Taught(1)), "its card stays");
    }

    #[test]
    fn the_knob_ends_at_both_ends_and_a_small_network_has_fewer_cards() {
        let mut chosen = Chosen::default();
        for _ in 0..20 {
            chosen.turn(true);
        }
        assert_eq!(chosen.strength, STRONGEST);
        for _ in 0..20 {
            chosen.turn(false);
        }
        assert_eq!(chosen.strength, 0);
        let small = made_up::outline(2, 8);
        chosen.pick(3);
        assert_eq!(chosen.goal(&Selection::default(), &small), Some(Goal::Layer(0)));
        assert!(chosen.place(&small) < cards(&small).len());
    }

    #[test]
    fn nothing_is_asked_before_it_is_known_which_detector_is_the_strongest() {
        let outline = made_up::outline(18, 40);
        let mut chosen = Chosen::default();
        chosen.dream_of_selected();
        let mut selection = Selection { strongest: true, ..Selection::default() };
        assert_eq!(chosen.goal(&selection, &outline), None);
        selection.strongest = false;
        assert_eq!(chosen.goal(&selection, &outline), Some(Goal::Unit(selection.unit)));
    }
}
