//! What is chosen about the rubber, and what each action changes in it.

use super::{HIDE_ONE, RUB_OUT, SIZES, WIPE};
use crate::control::action::Action;
use crate::exhibit::counts::{LARGER_SQUARE, SMALLER_SQUARE, contrast};
use crate::exhibit::room::Handled;
use crate::exhibit::rubber::{LEAP, Rubbing, Sheet, leads_to_another_picture};
use crate::geometry::Rect;

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(in crate::exhibit::counts) struct Chosen {
    /// What is rubbed out.
    pub(super) rubbing: Rubbing,
    /// About the evidence beside the picture.
    pub(super) contrast: contrast::Chosen,
}

impl Chosen {
    /// Where nobody has chosen anything.
    pub(in crate::exhibit::counts) const NOTHING: Self =
        Self { rubbing: Rubbing::NOTHING, contrast: contrast::Chosen::NOTHING };

    /// Takes over a size, where the action names one.
    pub(in crate::exhibit::counts) fn pick_size(&mut self, action: Action) -> bool {
        let size = SIZES.iter().position(|&size| size == action);
        size.inspect(|&size| self.rubbing.resize(size)).is_some()
    }

    /// Puts back all that was rubbed out.
    pub(in crate::exhibit::counts) fn wipe(&mut self) {
        self.rubbing.wipe();
    }

    pub(super) fn apply(
        &mut self,
        open: bool,
        action: Action,
        sheet: Option<Sheet>,
        worst: Option<Rect>,
    ) -> Handled {
        if !open {
            return Handled::No;
        }
        if self.pick_size(action) {
            return Handled::Done;
        }
        let rubbing = &mut self.rubbing;
        match (action, sheet) {
            (WIPE, _) => rubbing.wipe(),
            (LARGER_SQUARE, _) => rubbing.enlarge(),
            (SMALLER_SQUARE, _) => rubbing.shrink(),
            (Action::Move(to), Some(sheet)) => rubbing.travel(to, 1, sheet),
            (Action::Leap(to), Some(sheet)) => rubbing.travel(to, LEAP, sheet),
            (Action::Rub(stroke), Some(sheet)) => {
                rubbing.rub(stroke, sheet);
                return Handled::Holds;
            }
            (Action::Closer, Some(sheet)) => {
                rubbing.rub_here(sheet);
                return Handled::Holds;
            }
            (HIDE_ONE, Some(sheet)) => {
                let Some(worst) = worst else { return Handled::Done };
                rubbing.hide_alone(worst, sheet);
                return Handled::Holds;
            }
            (
                Action::Move(_) | Action::Leap(_) | Action::Rub(_) | Action::Closer | HIDE_ONE,
                None,
            ) => {}
            // It goes on: another picture is whole again.
            (Action::Freeze, _) => {
                self.wipe();
                return Handled::No;
            }
            _ if leads_to_another_picture(action) => {
                self.wipe();
                return Handled::LetsGo;
            }
            (action, _) => return self.contrast.apply(open, action),
        }
        Handled::Done
    }
}

/// True of the actions that mean something on this page alone, and lead to it from elsewhere.
pub(in crate::exhibit::counts) fn leads_here(action: Action) -> bool {
    matches!(action, RUB_OUT | WIPE | HIDE_ONE) || SIZES.contains(&action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::action::{Direction, Stroke};
    use crate::geometry::{Point, Size};

    const SHEET: Sheet = Sheet { scene: 7, size: Size::new(224, 224) };
    const NEXT: Sheet = Sheet { scene: 8, ..SHEET };

    fn stroke(from: (i32, i32), to: (i32, i32)) -> Action {
        let point = |(x, y)| Point::new(x, y);
        Action::Rub(Stroke { from: point(from), to: point(to) })
    }

    fn apply(chosen: &mut Chosen, action: Action) -> Handled {
        chosen.apply(true, action, Some(SHEET), Some(Rect::new(16, 32, 48, 48)))
    }

    #[test]
    fn strokes_add_up_and_hold_the_picture_until_they_are_wiped() {
        let mut chosen = Chosen::default();
        assert_eq!(apply(&mut chosen, stroke((20, 20), (20, 20))), Handled::Holds);
        let first = chosen.rubbing.mask(Some(SHEET), true).unwrap().share();
        assert_eq!(apply(&mut chosen, stroke((20, 20), (90, 20))), Handled::Holds);
        assert!(chosen.rubbing.mask(Some(SHEET), true).unwrap().share() > first);
        assert_eq!(apply(&mut chosen, WIPE), Handled::Done);
        assert_eq!(chosen.rubbing.mask(Some(SHEET), true), None);
    }

    #[test]
    fn another_picture_is_whole() {
        let mut chosen = Chosen::default();
        apply(&mut chosen, stroke((20, 20), (20, 20)));
        assert_eq!(chosen.rubbing.mask(Some(NEXT), true), None);
        chosen.apply(true, stroke((200, 200), (200, 200)), Some(NEXT), None);
        let mask = chosen.rubbing.mask(Some(NEXT), true).unwrap();
        assert!(!mask.hides(Point::new(20, 20)) && mask.hides(Point::new(200, 200)));
        assert_eq!(chosen.apply(true, Action::Freeze, Some(NEXT), None), Handled::No);
        assert_eq!(chosen.rubbing.mask(Some(NEXT), true), None, "it goes on");
    }

    #[test]
    fn the_square_that_counts_most_is_hidden_alone() {
        let mut chosen = Chosen::default();
        apply(&mut chosen, stroke((200, 200), (200, 200)));
        assert_eq!(apply(&mut chosen, HIDE_ONE), Handled::Holds);
        assert_eq!(
            chosen.rubbing.mask(Some(SHEET), true).unwrap().bounds(),
            Rect::new(16, 32, 48, 48)
        );
        let unknown = chosen.apply(true, HIDE_ONE, Some(NEXT), None);
        assert_eq!(unknown, Handled::Done, "it is not known yet");
    }

    #[test]
    fn by_keyboard_the_rubber_moves_and_rubs() {
        let mut chosen = Chosen::default();
        assert_eq!(apply(&mut chosen, Action::Move(Direction::Left)), Handled::Done);
        assert_eq!(chosen.rubbing.rubber(SHEET.size), Some((Point::new(98, 112), 14.0)));
        assert_eq!(apply(&mut chosen, Action::Closer), Handled::Holds);
        assert!(chosen.rubbing.mask(Some(SHEET), true).unwrap().hides(Point::new(98, 112)));
        for _ in 0..9 {
            apply(&mut chosen, Action::Leap(Direction::Left));
        }
        assert_eq!(chosen.rubbing.rubber(SHEET.size).unwrap().0, Point::new(0, 112));
        for _ in 0..4 {
            apply(&mut chosen, LARGER_SQUARE);
        }
        assert_eq!(chosen.rubbing.size(), 2);
        let closed = chosen.apply(false, Action::Move(Direction::Left), Some(SHEET), None);
        assert_eq!(closed, Handled::No);
    }
}
