//! What is chosen about the rubber, and what each action changes in it.

use std::sync::Arc;

use super::{HIDE_ONE, RUB_OUT, SIZES, WIPE};
use crate::control::action::{Action, Direction, Stroke};
use crate::exhibit::counts::{LARGER_SQUARE, SMALLER_SQUARE, contrast};
use crate::exhibit::room::Handled;
use crate::exhibit::scene::Scene;
use crate::geometry::{Point, Rect, Size};
use crate::network::erasure::Mask;

/// The rubber's radius, in parts of the side of the network's input: 8, 14 and 25 pixels of 224.
const RADII: [f32; SIZES.len()] = [1.0 / 28.0, 1.0 / 16.0, 1.0 / 9.0];

/// So many steps the arrows move the rubber at once with Shift.
const LEAP: i32 = 4;

/// What is rubbed on: the picture that is shown, as the network gets it. A live picture is held
/// from the first stroke on, but one or two frames that were under way then may still follow: they
/// are of the same scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Sheet {
    /// The frame's scene.
    pub(super) scene: u64,
    /// The network's input's.
    pub(super) size: Size,
}

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::exhibit::counts) struct Chosen {
    /// What is rubbed out, and of what.
    rubbed: Option<(Sheet, Arc<Mask>)>,
    /// Index into [`RADII`].
    size: usize,
    /// Where the rubber is, in pixels of the network's input; none before it was moved.
    at: Option<Point>,
    /// About the evidence beside the picture.
    pub(super) contrast: contrast::Chosen,
}

impl Default for Chosen {
    fn default() -> Self {
        Self::NOTHING
    }
}

impl Chosen {
    /// Where nobody has chosen anything.
    pub(in crate::exhibit::counts) const NOTHING: Self =
        Self { rubbed: None, size: 1, at: None, contrast: contrast::Chosen::NOTHING };

    /// What is rubbed out of this, as long as it is held; none where nothing is.
    pub(super) fn mask(&self, sheet: Option<Sheet>, held: bool) -> Option<&Arc<Mask>> {
        let (of, mask) = self.rubbed.as_ref()?;
        (held && Some(*of) == sheet && !mask.is_empty()).then_some(mask)
    }

    /// What is rubbed out of the picture on the screen.
    pub(super) fn shown(&self, scene: &Scene<'_>) -> Option<&Arc<Mask>> {
        self.mask(Some(sheet(scene)?), scene.frozen)
    }

    /// Which of the sizes the rubber has, from 0.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Where the rubber is, and its radius, in pixels of a network's input of this size.
    pub(super) fn rubber(&self, size: Size) -> Option<(Point, f32)> {
        Some((self.at?, self.radius(size)))
    }

    fn radius(&self, size: Size) -> f32 {
        RADII[self.size] * size.width as f32
    }

    /// Takes over a size, where the action names one.
    pub(in crate::exhibit::counts) fn pick_size(&mut self, action: Action) -> bool {
        let size = SIZES.iter().position(|&size| size == action);
        self.size = size.unwrap_or(self.size);
        size.is_some()
    }

    /// Puts back all that was rubbed out.
    pub(in crate::exhibit::counts) fn wipe(&mut self) {
        (self.rubbed, self.at) = (None, None);
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
        match action {
            WIPE => self.wipe(),
            LARGER_SQUARE => self.size = (self.size + 1).min(RADII.len() - 1),
            SMALLER_SQUARE => self.size = self.size.saturating_sub(1),
            Action::Move(to) => self.move_rubber(to, 1, sheet),
            Action::Leap(to) => self.move_rubber(to, LEAP, sheet),
            Action::Rub(stroke) => return self.rub(stroke, sheet),
            Action::Closer => {
                let at = self.at.or_else(|| Some(middle(sheet?)));
                let Some(at) = at else { return Handled::Done };
                return self.rub(Stroke { from: at, to: at }, sheet);
            }
            HIDE_ONE => {
                let (Some(sheet), Some(worst)) = (sheet, worst) else { return Handled::Done };
                let mut mask = Mask::new(sheet.size);
                mask.cover(worst);
                (self.rubbed, self.at) = (Some((sheet, Arc::new(mask))), None);
                return Handled::Holds;
            }
            // It goes on: another picture is whole again.
            Action::Freeze => {
                self.wipe();
                return Handled::No;
            }
            _ if leads_to_another_picture(action) => {
                self.wipe();
                return Handled::LetsGo;
            }
            action => return self.contrast.apply(open, action),
        }
        Handled::Done
    }

    fn rub(&mut self, stroke: Stroke, sheet: Option<Sheet>) -> Handled {
        let Some(sheet) = sheet else { return Handled::Done };
        let radius = self.radius(sheet.size);
        let known = self.rubbed.take().filter(|(of, _)| *of == sheet);
        let mut mask = known.map_or_else(|| Arc::new(Mask::new(sheet.size)), |(_, mask)| mask);
        Arc::make_mut(&mut mask).rub(stroke.from, stroke.to, radius);
        (self.rubbed, self.at) = (Some((sheet, mask)), Some(stroke.to));
        Handled::Holds
    }

    /// By its radius, within the picture.
    fn move_rubber(&mut self, to: Direction, steps: i32, sheet: Option<Sheet>) {
        let Some(sheet) = sheet else { return };
        let step = steps * self.radius(sheet.size) as i32;
        let from = self.at.unwrap_or_else(|| middle(sheet));
        let (dx, dy) = match to {
            Direction::Left => (-step, 0),
            Direction::Right => (step, 0),
            Direction::Up => (0, -step),
            Direction::Down => (0, step),
        };
        let along = |at: i32, side: i32| at.clamp(0, (side - 1).max(0));
        let Size { width, height } = sheet.size;
        self.at = Some(Point::new(along(from.x + dx, width), along(from.y + dy, height)));
    }
}

/// What could be rubbed out on the screen.
pub(super) fn sheet(scene: &Scene<'_>) -> Option<Sheet> {
    let snapshot = scene.snapshot?;
    let side = snapshot.outline.input;
    Some(Sheet { scene: snapshot.frame.scene, size: Size::new(side, side) })
}

fn middle(sheet: Sheet) -> Point {
    Point::new(sheet.size.width / 2, sheet.size.height / 2)
}

/// True where what was rubbed out is of no picture any more, or no network's.
pub(in crate::exhibit::counts) fn leads_to_another_picture(action: Action) -> bool {
    matches!(
        action,
        Action::PreviousPicture
            | Action::NextPicture
            | Action::SwitchSource
            | Action::NextCamera
            | Action::NextNetwork
            | Action::Mirror
            | Action::Shake
    )
}

/// True of the actions that mean something on this page alone, and lead to it from elsewhere.
pub(in crate::exhibit::counts) fn leads_here(action: Action) -> bool {
    matches!(action, RUB_OUT | WIPE | HIDE_ONE) || SIZES.contains(&action)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let first = chosen.mask(Some(SHEET), true).unwrap().share();
        assert_eq!(apply(&mut chosen, stroke((20, 20), (90, 20))), Handled::Holds);
        assert!(chosen.mask(Some(SHEET), true).unwrap().share() > first);
        assert_eq!(apply(&mut chosen, WIPE), Handled::Done);
        assert_eq!(chosen.mask(Some(SHEET), true), None);
    }

    #[test]
    fn another_picture_is_whole() {
        let mut chosen = Chosen::default();
        apply(&mut chosen, stroke((20, 20), (20, 20)));
        assert_eq!(chosen.mask(Some(NEXT), true), None);
        chosen.apply(true, stroke((200, 200), (200, 200)), Some(NEXT), None);
        let mask = chosen.mask(Some(NEXT), true).unwrap();
        assert!(!mask.hides(Point::new(20, 20)) && mask.hides(Point::new(200, 200)));
        assert_eq!(chosen.apply(true, Action::Freeze, Some(NEXT), None), Handled::No);
        assert_eq!(chosen.mask(Some(NEXT), true), None, "it goes on");
    }

    #[test]
    fn the_square_that_counts_most_is_hidden_alone() {
        let mut chosen = Chosen::default();
        apply(&mut chosen, stroke((200, 200), (200, 200)));
        assert_eq!(apply(&mut chosen, HIDE_ONE), Handled::Holds);
        assert_eq!(chosen.mask(Some(SHEET), true).unwrap().bounds(), Rect::new(16, 32, 48, 48));
        let unknown = chosen.apply(true, HIDE_ONE, Some(NEXT), None);
        assert_eq!(unknown, Handled::Done, "it is not known yet");
    }

    #[test]
    fn by_keyboard_the_rubber_moves_and_rubs() {
        let mut chosen = Chosen::default();
        assert_eq!(apply(&mut chosen, Action::Move(Direction::Left)), Handled::Done);
        assert_eq!(chosen.rubber(SHEET.size), Some((Point::new(98, 112), 14.0)));
        assert_eq!(apply(&mut chosen, Action::Closer), Handled::Holds);
        assert!(chosen.mask(Some(SHEET), true).unwrap().hides(Point::new(98, 112)));
        for _ in 0..9 {
            apply(&mut chosen, Action::Leap(Direction::Left));
        }
        assert_eq!(chosen.rubber(SHEET.size).unwrap().0, Point::new(0, 112));
        for _ in 0..4 {
            apply(&mut chosen, LARGER_SQUARE);
        }
        assert_eq!(chosen.size(), 2);
        let closed = chosen.apply(false, Action::Move(Direction::Left), Some(SHEET), None);
        assert_eq!(closed, Handled::No);
    }
}
