//! The tour on the screen: its strip, what it points at, and when nobody is there any more.

use std::hash::{Hash, Hasher};
use std::time::Duration;

use super::Dashboard;
use super::layout::{Layout, Pane};
use crate::canvas::text::Typeface;
use crate::exhibit::scene::Scene;
use crate::exhibit::{TOUR, TOUR_NEXT};
use crate::geometry::Rect;
use crate::screen::Event;
use crate::view::guide::{self, Content};
use crate::view::palette::LEADER;
use crate::view::{Brush, Target};

/// Without a key or a click for so long, the tour ends.
const PATIENCE: Duration = Duration::from_secs(90);
/// So long before that, it says that it will.
const WARNING: Duration = Duration::from_secs(10);

/// How long nobody has touched anything while a tour runs. In a kiosk its own rules come first.
#[derive(Debug, Default)]
pub(super) struct Idle {
    /// The last key or click, or the last step.
    touched: Duration,
    /// The step that was there then; none where no tour runs.
    step: Option<usize>,
}

impl Idle {
    /// Somebody has done this.
    pub(super) fn take(&mut self, event: Event, clock: Duration) {
        if matches!(
            event,
            Event::Press(_)
                | Event::Click(_)
                | Event::Drag(_)
                | Event::RightClick
                | Event::Wheel { .. }
        ) {
            self.touched = clock;
        }
    }

    /// In how many seconds the tour ends, while whoever is there is told; 0 where it does now. The
    /// tour is at this `step`; none where none runs.
    pub(super) fn ends_in(&mut self, step: Option<usize>, clock: Duration) -> Option<u64> {
        if self.step != step {
            // A step that goes on tells of somebody, too.
            (self.step, self.touched) = (step, clock);
        }
        step?;
        let left = (self.touched + PATIENCE).saturating_sub(clock);
        (left <= WARNING).then(|| left.as_millis().div_ceil(1000) as u64)
    }
}

/// What the strip shows; none where there is none.
fn content(scene: &Scene<'_>) -> Option<Content> {
    let tour = scene.selection.tour.shown()?;
    let answer = scene.history.newest();
    let answer =
        answer.map_or_else(|| "…".to_owned(), |newest| scene.label(newest.best.class).to_owned());
    let next = tour.step.next.as_ref();
    let next = next.map_or_else(|| say!("tour-next"), |words| words.words(&answer));
    let idle = scene.is_held() && tour.step.until.needs_pictures();
    Some(Content {
        sentence: tour.step.says.words(&answer),
        step: (tour.at, tour.of),
        next: (TOUR_NEXT, next),
        leave: TOUR,
        stands_out: tour.is_long || idle || scene.tour_ends_in.is_some(),
        ends_in: scene.tour_ends_in,
    })
}

/// What can be touched of the strip.
pub(super) fn targets(layout: &Layout, scene: &Scene<'_>, face: &Typeface) -> Vec<Target> {
    let content = content(scene).filter(|_| !layout.tour.is_empty());
    content
        .map_or_else(Vec::new, |content| guide::targets(layout.tour, &content, &layout.bars, face))
}

/// Draws the strip.
pub(super) fn draw(brush: &mut Brush<'_, '_>, layout: &Layout, scene: &Scene<'_>) {
    if let Some(content) = content(scene) {
        guide::draw(brush, layout.tour, &content, (layout.size, scene.keyboard));
    }
}

/// Hashes all that the strip shows.
pub(super) fn stamp(scene: &Scene<'_>, hash: &mut impl Hasher) {
    if let Some(Content { sentence, step, next, leave, stands_out, ends_in }) = content(scene) {
        (sentence, step, next, leave, stands_out, ends_in).hash(hash);
    }
}

impl Dashboard {
    /// Where what the tour points at lies, where it is on the screen.
    pub(super) fn pointed(&self, scene: &Scene<'_>) -> Option<Rect> {
        if !scene.selection.shows_tour() {
            return None;
        }
        let wanted = scene.selection.tour.shown()?.step.points.as_deref()?;
        let targets = self.targets(scene);
        let meant = targets.iter().find(|target| target.name(scene.outline) == wanted);
        meant.map(|target| target.area)
    }
}

/// Frames what the tour points at, as far as it lies in this pane.
pub(super) fn point(brush: &mut Brush<'_, '_>, (pane, area): (Pane, Rect), pointed: Option<Rect>) {
    if pane == Pane::Tour {
        return;
    }
    if let Some(at) = pointed.filter(|at| !at.intersect(area).is_empty()) {
        let thick = (brush.metrics.gap / 3).max(3);
        brush.canvas.frame(at.inset(-thick), thick, LEADER);
    }
}

#[cfg(test)]
mod tests;
