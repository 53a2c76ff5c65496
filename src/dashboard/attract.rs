//! What calls whoever comes by, in the place of all panes but the doors.

use std::hash::{DefaultHasher, Hash};

use super::layout::{Layout, Pane};
use super::overlay;
use crate::canvas::text::Typeface;
use crate::exhibit::scene::Scene;
use crate::exhibit::{FIRST_TASK, TOUR};
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::{Target, attract};

/// True while it is shown.
pub(super) fn is_there(scene: &Scene<'_>) -> bool {
    scene.status.attraction && !overlay::covers_all(scene)
}

/// The panes that are shown then, with their rectangles.
pub(super) fn panes(layout: &Layout) -> Vec<(Pane, Rect)> {
    let stays = |pane: &Pane| matches!(pane, Pane::Doors | Pane::Foot);
    let all = layout.panes().into_iter().filter(|(pane, _)| stays(pane));
    all.chain([(Pane::Attract, layout.content)]).collect()
}

/// The other ways to begin: a task before a camera, and the tour.
pub(super) fn choices(scene: &Scene<'_>) -> Vec<Button> {
    let task = Button::new(FIRST_TASK, say!("task-begin"));
    let tour = Button::new(TOUR, say!("tour-begin"));
    let answers = !scene.outline.untrained;
    Some(task).filter(|_| scene.status.camera && answers).into_iter().chain([tour]).collect()
}

/// What can be touched of it.
pub(super) fn targets(layout: &Layout, scene: &Scene<'_>, face: &Typeface) -> Vec<Target> {
    attract::targets(layout.content, scene, &choices(scene), &layout.metrics, face)
}

/// A number that changes when it must be drawn again.
pub(super) fn stamp(scene: &Scene<'_>, hash: &mut DefaultHasher) {
    let snapshot = scene.snapshot.map(|s| (s.frame.sequence, s.request, s.finished));
    let answer = scene.history.newest().map(|answer| answer.frame);
    let status = scene.status;
    (snapshot, answer, scene.depths).hash(hash);
    (status.camera, status.moves, status.still, status.shaken).hash(hash);
    (&status.source, &status.trouble).hash(hash);
}
