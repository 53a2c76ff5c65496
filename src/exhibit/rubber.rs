//! The rubber: what somebody has rubbed out of the picture on the screen, and how each stroke adds
//! to it. Plain data; two rooms share it.

pub(super) mod pane;

use std::sync::Arc;

use super::scene::Scene;
use crate::control::action::{Action, Direction, Stroke};
use crate::geometry::{Point, Rect, Size};
use crate::network::erasure::Mask;
use crate::snapshot::Snapshot;

/// How many sizes it has.
pub(super) const SIZES: usize = 3;

/// Its radius, in parts of the side of the network's input: 8, 14 and 25 pixels of 224.
const RADII: [f32; SIZES] = [1.0 / 28.0, 1.0 / 16.0, 1.0 / 9.0];

/// Its least radius, in pixels of the input: that of a small network is to hide something.
const LEAST: f32 = 1.0;

/// So many steps the arrows move it at once with Shift.
pub(super) const LEAP: i32 = 4;

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

impl Sheet {
    /// Of this snapshot.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        Self { scene: snapshot.frame.scene, size: snapshot.outline.input }
    }

    /// What could be rubbed out on the screen.
    pub(super) fn on_screen(scene: &Scene<'_>) -> Option<Self> {
        scene.snapshot.map(Self::of)
    }

    fn middle(self) -> Point {
        Point::new(self.size.width / 2, self.size.height / 2)
    }
}

/// What is rubbed out, and where the rubber is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Rubbing {
    /// What is rubbed out, and of what.
    rubbed: Option<(Sheet, Arc<Mask>)>,
    /// Index into [`RADII`].
    size: usize,
    /// Where the rubber is, in pixels of the network's input; none before it was moved.
    at: Option<Point>,
}

impl Default for Rubbing {
    fn default() -> Self {
        Self::NOTHING
    }
}

impl Rubbing {
    /// Nothing is rubbed out.
    pub(super) const NOTHING: Self = Self { rubbed: None, size: 1, at: None };

    /// What is rubbed out of this, as long as it is held; none where nothing is.
    pub(super) fn mask(&self, sheet: Option<Sheet>, held: bool) -> Option<&Arc<Mask>> {
        let (of, mask) = self.rubbed.as_ref()?;
        (held && Some(*of) == sheet && !mask.is_empty()).then_some(mask)
    }

    /// What is rubbed out of the picture on the screen.
    pub(super) fn shown(&self, scene: &Scene<'_>) -> Option<&Arc<Mask>> {
        self.mask(Some(Sheet::on_screen(scene)?), scene.frozen)
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
        (RADII[self.size] * size.width.min(size.height) as f32).max(LEAST)
    }

    /// Takes over one of the sizes, from 0.
    pub(super) fn resize(&mut self, size: usize) {
        self.size = size.min(SIZES - 1);
    }

    /// The next larger size, where there is one.
    pub(super) fn enlarge(&mut self) {
        self.resize(self.size + 1);
    }

    /// The next smaller size, where there is one.
    pub(super) fn shrink(&mut self) {
        self.resize(self.size.saturating_sub(1));
    }

    /// Puts back all that was rubbed out.
    pub(super) fn wipe(&mut self) {
        (self.rubbed, self.at) = (None, None);
    }

    /// Rubs out what lies under a stroke, besides what of this sheet is rubbed out already.
    pub(super) fn rub(&mut self, stroke: Stroke, sheet: Sheet) {
        let radius = self.radius(sheet.size);
        let known = self.rubbed.take().filter(|(of, _)| *of == sheet);
        let mut mask = known.map_or_else(|| Arc::new(Mask::new(sheet.size)), |(_, mask)| mask);
        Arc::make_mut(&mut mask).rub(stroke.from, stroke.to, radius);
        (self.rubbed, self.at) = (Some((sheet, mask)), Some(stroke.to));
    }

    /// The same where the rubber is, without moving it.
    pub(super) fn rub_here(&mut self, sheet: Sheet) {
        let at = self.at.unwrap_or_else(|| sheet.middle());
        self.rub(Stroke { from: at, to: at }, sheet);
    }

    /// Rubs out this alone, in pixels of the network's input.
    pub(super) fn hide_alone(&mut self, area: Rect, sheet: Sheet) {
        let mut mask = Mask::new(sheet.size);
        mask.cover(area);
        (self.rubbed, self.at) = (Some((sheet, Arc::new(mask))), None);
    }

    /// Moves the rubber by so many times its radius, within the picture.
    pub(super) fn travel(&mut self, to: Direction, steps: i32, sheet: Sheet) {
        let step = steps * (self.radius(sheet.size) as i32).max(1);
        let from = self.at.unwrap_or_else(|| sheet.middle());
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

/// True where what was rubbed out is of no picture any more, or no network's.
pub(super) fn leads_to_another_picture(action: Action) -> bool {
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
