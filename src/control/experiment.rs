//! Which experiments are under way: what makes the answer change, and what does not.

use super::action::{Action, Direction};
use crate::exhibit::counts::occlusion::Square;

/// Sides of the grey square that hides a part of the picture, in pixels of the network's input.
pub const SIDES: [i32; 5] = [24, 32, 48, 64, 96];

/// By how many of these pixels it moves on.
pub const STRIDES: [i32; 4] = [8, 16, 24, 32];

/// What is shown instead of the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The flip at the frame with this number; none for the newest.
    Flip(Option<u64>),
    /// The grey square goes over the picture.
    Occlusion,
    /// The picture is moved, turned, zoomed and changed by a hair.
    Wiggles,
}

/// The experiments that were chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Experiments {
    /// True while the change at every depth is shown.
    pub chair: bool,
    /// How many five-second tests were asked for so far: a count, because a newer selection may
    /// take this one's place.
    pub tests: u64,
    /// What is shown instead of the wall.
    pub stage: Option<Stage>,
    /// Index into [`SIDES`].
    pub side: usize,
    /// Index into [`STRIDES`].
    pub stride: usize,
}

impl Default for Experiments {
    fn default() -> Self {
        Self { chair: false, tests: 0, stage: None, side: 2, stride: 1 }
    }
}

impl Experiments {
    /// The grey square.
    pub fn square(&self) -> Square {
        Square {
            side: SIDES[self.side.min(SIDES.len() - 1)],
            stride: STRIDES[self.stride.min(STRIDES.len() - 1)],
        }
    }

    /// Does what the action asks, where it concerns the experiments. True where it does nothing
    /// else then.
    pub fn apply(&mut self, action: Action) -> bool {
        match action {
            Action::ChairTest => {
                self.chair = !self.chair;
                self.tests += u64::from(self.chair);
            }
            Action::ChairAgain => {
                self.chair = true;
                self.tests += 1;
            }
            Action::PickFlip(flip) => self.stage = Some(Stage::Flip(flip)),
            Action::Occlusion => self.toggle(Stage::Occlusion),
            Action::Wiggles => self.toggle(Stage::Wiggles),
            Action::LargerSquare => self.side = (self.side + 1).min(SIDES.len() - 1),
            Action::SmallerSquare => self.side = self.side.saturating_sub(1),
            Action::CoarserStride => self.stride = (self.stride + 1).min(STRIDES.len() - 1),
            Action::FinerStride => self.stride = self.stride.saturating_sub(1),
            Action::Move(direction) | Action::Leap(direction) => return self.steer(direction),
            // Whoever wants to look at the network has seen enough.
            Action::Closer
            | Action::Zoom
            | Action::PickUnit(_)
            | Action::PickLayer(_)
            | Action::PreviousLayer
            | Action::NextLayer => {
                self.stage = None;
                return false;
            }
            Action::Back => return self.stage.take().is_some(),
            _ => return false,
        }
        true
    }

    /// The arrows, while something stands instead of the wall.
    fn steer(&mut self, direction: Direction) -> bool {
        if self.stage == Some(Stage::Occlusion) {
            self.apply(match direction {
                Direction::Up => Action::LargerSquare,
                Direction::Down => Action::SmallerSquare,
                Direction::Right => Action::CoarserStride,
                Direction::Left => Action::FinerStride,
            });
        }
        self.stage.is_some()
    }

    fn toggle(&mut self, stage: Stage) {
        self.stage = if self.stage == Some(stage) { None } else { Some(stage) };
    }

    /// What goes on when another network takes over: all but the flips of the old one.
    pub fn on_another_network(self) -> Self {
        let stage = self.stage.filter(|stage| !matches!(stage, Stage::Flip(_)));
        Self { stage, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: &[Action]) -> Experiments {
        let mut experiments = Experiments::default();
        for &action in actions {
            experiments.apply(action);
        }
        experiments
    }

    #[test]
    fn a_chair_test_begins_with_its_pane_and_again_with_shift() {
        let told = |actions: &[Action]| {
            let Experiments { chair, tests, .. } = after(actions);
            (chair, tests)
        };
        assert_eq!(told(&[Action::ChairTest]), (true, 1));
        assert_eq!(told(&[Action::ChairTest, Action::ChairTest]), (false, 1));
        assert_eq!(told(&[Action::ChairTest, Action::ChairAgain]), (true, 2));
        assert_eq!(told(&[Action::ChairAgain]), (true, 1));
    }

    #[test]
    fn the_square_stays_within_its_sizes() {
        let square = |actions: &[Action]| {
            let Square { side, stride } = after(actions).square();
            (side, stride)
        };
        assert_eq!(after(&[]).square(), Square::default());
        assert_eq!(square(&[Action::LargerSquare; 9]), (96, 16));
        assert_eq!(square(&[Action::SmallerSquare; 9]), (24, 16));
        let up = [Action::Occlusion, Action::Move(Direction::Up), Action::Move(Direction::Left)];
        assert_eq!(square(&up), (64, 8));
    }

    #[test]
    fn one_thing_stands_instead_of_the_wall_until_one_goes_back_to_the_network() {
        let shown = |actions: &[Action]| after(actions).stage;
        assert_eq!(shown(&[Action::Occlusion, Action::Wiggles]), Some(Stage::Wiggles));
        assert_eq!(shown(&[Action::Wiggles, Action::Wiggles]), None);
        assert_eq!(shown(&[Action::PickFlip(Some(7))]), Some(Stage::Flip(Some(7))));
        for end in [Action::Back, Action::Closer, Action::NextLayer] {
            assert_eq!(shown(&[Action::Occlusion, end]), None);
        }
        let mut nothing = Experiments::default();
        assert!(!nothing.apply(Action::Back) && !nothing.apply(Action::Move(Direction::Up)));
    }
}
