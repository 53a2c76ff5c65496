//! What is chosen in the room, and what each action changes in it.

use super::digits::HELD_BACK;
use super::drawing::Drawing;
use super::grown::{Grown, Shown};
use super::recipe::{KNOBS, Knob, Recipe};
use super::{
    AGAIN, CLEAR, FORWARD, LESS, MORE, NEXT_DIGIT, NEXT_VIEW, ONE_STEP, PLAY, PREVIOUS_DIGIT,
    REWIND, USUAL, VIEWS, Wanted,
};
use crate::control::action::{Action, Direction};

/// A knob's two ways, by names in `[keys]`.
pub const TURNS: [[Action; 2]; KNOBS] = [
    [Action::Room("grow-fewer-layers"), Action::Room("grow-more-layers")],
    [Action::Room("grow-fewer-detectors"), Action::Room("grow-more-detectors")],
    [Action::Room("grow-activation-before"), Action::Room("grow-activation-after")],
    [Action::Room("grow-slower"), Action::Room("grow-faster")],
    [Action::Room("grow-less-decay"), Action::Room("grow-more-decay")],
    [Action::Room("grow-less-noise"), Action::Room("grow-more-noise")],
    [Action::Room("grow-fewer-pictures"), Action::Room("grow-more-pictures")],
    [Action::Room("grow-smaller-batch"), Action::Room("grow-larger-batch")],
    [Action::Room("grow-hold-still"), Action::Room("grow-shift")],
];

/// Looks at the digit in this place of those that it gets wrong.
pub const MISTAKES: [Action; 12] = [
    Action::Room("grow-mistake-1"),
    Action::Room("grow-mistake-2"),
    Action::Room("grow-mistake-3"),
    Action::Room("grow-mistake-4"),
    Action::Room("grow-mistake-5"),
    Action::Room("grow-mistake-6"),
    Action::Room("grow-mistake-7"),
    Action::Room("grow-mistake-8"),
    Action::Room("grow-mistake-9"),
    Action::Room("grow-mistake-10"),
    Action::Room("grow-mistake-11"),
    Action::Room("grow-mistake-12"),
];

/// What is shown below the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// How well it does, and what it gets wrong.
    #[default]
    Score,
    /// The knobs.
    Knobs,
    /// Digits on maps, layer by layer.
    Maps,
}

impl View {
    /// All of them, in the order of their buttons.
    pub const ALL: [Self; 3] = [Self::Score, Self::Knobs, Self::Maps];
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Chosen {
    pub(super) run: u32,
    pub(super) recipe: Recipe,
    /// True while it does not learn.
    pub(super) rests: bool,
    /// How many single steps were asked for.
    pub(super) single: u32,
    /// The step of the earlier network that is looked at; none for the newest.
    pub(super) back: Option<u32>,
    /// Which of the digits that are held back.
    pub(super) which: u16,
    /// What the visitor draws in its place.
    pub(super) drawing: Option<Drawing>,
    pub(super) view: View,
    /// The knob that keys turn, an index into [`Knob::ALL`].
    pub(super) knob: usize,
}

impl Chosen {
    /// Where nobody has chosen anything.
    pub(super) const NOTHING: Self = Self {
        run: 0,
        recipe: Recipe::USUAL,
        rests: false,
        single: 0,
        back: None,
        which: 0,
        drawing: None,
        view: View::Score,
        knob: 0,
    };

    /// What is asked of the job.
    pub(super) fn wanted(&self) -> Wanted {
        let drawn = self.drawing.as_ref().map(|drawing| Shown::Drawn(drawing.digit()));
        Wanted {
            run: self.run,
            recipe: self.recipe,
            playing: !self.rests,
            single: self.single,
            back: self.back,
            shown: drawn.unwrap_or(Shown::HeldBack(self.which)),
            mapped: self.view == View::Maps,
        }
    }

    /// Does what the action asks; false where it means nothing here.
    pub(super) fn apply(&mut self, action: Action, grown: Option<&Grown>) -> bool {
        match action {
            PLAY => {
                // Whoever looks back goes on from the newest.
                self.rests = self.back.is_none() && !self.rests;
                self.back = None;
            }
            ONE_STEP => (self.rests, self.back, self.single) = (true, None, self.single + 1),
            AGAIN => (self.run, self.back, self.rests) = (self.run + 1, None, false),
            REWIND | Action::Move(Direction::Left) => self.look_back(grown),
            FORWARD | Action::Move(Direction::Right) => self.look_on(grown),
            NEXT_DIGIT => self.look_at((usize::from(self.which) + 1) % HELD_BACK),
            PREVIOUS_DIGIT => self.look_at((usize::from(self.which) + HELD_BACK - 1) % HELD_BACK),
            CLEAR => self.drawing = Some(Drawing::EMPTY),
            Action::Rub(stroke) => self.field().draw(stroke),
            Action::Leap(to) => self.field().travel(to),
            Action::Closer => self.field().press(),
            NEXT_VIEW => self.view = View::ALL[(self.view as usize + 1) % View::ALL.len()],
            USUAL => self.recipe = Recipe::USUAL,
            Action::Move(Direction::Up) => self.knob = (self.knob + KNOBS - 1) % KNOBS,
            Action::Move(Direction::Down) => self.knob = (self.knob + 1) % KNOBS,
            LESS => self.turn(self.knob, false),
            MORE => self.turn(self.knob, true),
            action => {
                return self.is_view(action)
                    || self.is_turn(action)
                    || self.is_mistake(action, grown);
            }
        }
        true
    }

    fn is_view(&mut self, action: Action) -> bool {
        let Some(view) = VIEWS.iter().position(|&view| view == action) else { return false };
        self.view = View::ALL[view];
        true
    }

    fn is_turn(&mut self, action: Action) -> bool {
        let turned = TURNS.iter().position(|ways| ways.contains(&action));
        let Some(knob) = turned else { return false };
        self.knob = knob;
        self.turn(knob, action == TURNS[knob][1]);
        true
    }

    fn is_mistake(&mut self, action: Action, grown: Option<&Grown>) -> bool {
        let Some(place) = MISTAKES.iter().position(|&mistake| mistake == action) else {
            return false;
        };
        if let Some(mistake) = grown.and_then(|grown| grown.mistakes.get(place)) {
            self.look_at(usize::from(mistake.which));
        }
        true
    }

    fn turn(&mut self, knob: usize, more: bool) {
        let knob = Knob::ALL[knob];
        let at = self.recipe.at(knob);
        let at = if more { at.saturating_add(1) } else { at.saturating_sub(1) };
        self.recipe = self.recipe.with(knob, at);
        self.back = None;
    }

    fn look_at(&mut self, which: usize) {
        (self.which, self.drawing) = (which as u16, None);
    }

    fn field(&mut self) -> &mut Drawing {
        self.drawing.get_or_insert(Drawing::EMPTY)
    }

    fn look_back(&mut self, grown: Option<&Grown>) {
        let Some(grown) = grown else { return };
        let now = self.back.unwrap_or(u32::MAX);
        self.back = grown.kept.iter().rev().find(|&&step| step < now).copied().or(self.back);
    }

    fn look_on(&mut self, grown: Option<&Grown>) {
        let Some((grown, now)) = grown.zip(self.back) else { return };
        self.back = grown.kept.iter().find(|&&step| step > now).copied();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::action::Stroke;
    use crate::exhibit::grow::grown::{Mark, Mistake, Wall};
    use crate::geometry::Point;

    fn grown() -> Grown {
        Grown {
            wanted: Chosen::NOTHING.wanted(),
            steps: 30,
            mark: Mark::default(),
            kept: vec![0, 5, 20],
            marks: Vec::new(),
            wall: Wall::default(),
            mistakes: vec![Mistake { which: 77, says: 3 }],
            maps: None,
            is_whole: true,
        }
    }

    #[test]
    fn one_looks_back_over_what_was_kept_and_on_to_the_newest() {
        let (mut chosen, grown) = (Chosen::NOTHING, grown());
        let mut at = Vec::new();
        for action in [REWIND, REWIND, REWIND, REWIND, FORWARD, FORWARD, FORWARD, FORWARD] {
            assert!(chosen.apply(action, Some(&grown)));
            at.push(chosen.back);
        }
        let steps = [20, 5, 0, 0, 5, 20].map(Some);
        assert_eq!(at, [&steps[..], &[None, None]].concat());
        chosen.apply(REWIND, Some(&grown));
        chosen.apply(PLAY, Some(&grown));
        assert!(chosen.back.is_none() && !chosen.rests, "it goes on from the newest");
        chosen.apply(PLAY, Some(&grown));
        assert!(chosen.rests);
    }

    #[test]
    fn what_is_drawn_takes_the_place_of_the_digit_until_another_is_chosen() {
        let mut chosen = Chosen::NOTHING;
        let (from, to) = (Point::new(10, 10), Point::new(10, 50));
        chosen.apply(Action::Rub(Stroke { from, to }), None);
        assert!(matches!(chosen.wanted().shown, Shown::Drawn(digit) if digit != [0; 64]));
        chosen.apply(CLEAR, None);
        assert_eq!(chosen.wanted().shown, Shown::Drawn([0; 64]));
        chosen.apply(NEXT_DIGIT, None);
        assert_eq!(chosen.wanted().shown, Shown::HeldBack(1));
        chosen.apply(PREVIOUS_DIGIT, None);
        chosen.apply(PREVIOUS_DIGIT, None);
        assert_eq!(chosen.wanted().shown, Shown::HeldBack(359));
    }

    #[test]
    fn a_digit_that_it_gets_wrong_is_looked_at() {
        let (mut chosen, grown) = (Chosen::NOTHING, grown());
        assert!(chosen.apply(MISTAKES[0], Some(&grown)) && chosen.apply(MISTAKES[1], Some(&grown)));
        assert_eq!(chosen.wanted().shown, Shown::HeldBack(77), "there is no second");
    }

    #[test]
    fn knobs_are_turned_by_their_own_names_and_by_two_keys() {
        let mut chosen = Chosen::NOTHING;
        chosen.apply(TURNS[3][0], None);
        assert_eq!(chosen.recipe.at(Knob::Rate), Recipe::USUAL.at(Knob::Rate) - 1);
        chosen.apply(MORE, None);
        assert_eq!(chosen.recipe, Recipe::USUAL, "the knob that was turned last");
        chosen.apply(Action::Move(Direction::Down), None);
        chosen.apply(LESS, None);
        assert_eq!(chosen.recipe.at(Knob::Decay), 0);
        chosen.apply(USUAL, None);
        assert_eq!(chosen.recipe, Recipe::USUAL);
        assert!(!chosen.apply(Action::Gamma, None));
    }
}
