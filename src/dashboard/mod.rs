//! The dashboard: lays panes out, says what must be read for them, redraws those that changed.
//!
//! Pure: no tensor, no thread, no device, no clock.

mod attract;
mod camera_cards;
mod explanation;
mod gestures;
mod help;
pub mod layout;
mod overlay;
mod panes;
mod places;
mod presenter;
pub mod session;
mod steering;
mod touch;
mod touring;

#[cfg(test)]
mod answers;
#[cfg(test)]
mod dreams;
#[cfg(test)]
mod dreams_noise;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod games;
#[cfg(test)]
mod goldens;
#[cfg(test)]
mod grow;
#[cfg(test)]
mod held;
#[cfg(test)]
mod inside;
#[cfg(test)]
mod lesson;
#[cfg(test)]
mod likes;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod search;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod teach;
#[cfg(test)]
mod untangle;
#[cfg(test)]
mod upright;
#[cfg(test)]
mod words;

pub use crate::exhibit::{RoomSettings, TimeOfDay, Tours, keyboard};
pub use steering::{Effect, Gaze};

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::attribution::AttributionQuestion;
use crate::canvas::Canvas;
use crate::canvas::blit::Shrinker;
use crate::canvas::text::Typeface;
use crate::control::moving::{Arrangement, ROW};
use crate::exhibit::findings::Inquiry;
use crate::exhibit::room::Span;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::scene::Scene;
use crate::exhibit::selection::Selection;
use crate::geometry::{Rect, Size};
use crate::network::outline::Outline;
use crate::taps::plan::{LayerPlan, Plan, Unit};
use crate::view::colormaps::Colormaps;
use crate::view::palette::BACKGROUND;
use crate::view::thumbnails::Thumbnails;
use crate::view::{Brush, ENDED_SHADE, Target};
use layout::{Layout, Pane};

/// While one unit is looked at, its layer is read this small: for its scale and its statistics.
const BESIDE_A_UNIT: i32 = 16;

/// The whole screen: knows where every pane lies, and redraws those that changed.
#[derive(Debug, Default)]
pub struct Dashboard {
    layout: Option<Layout>,
    arranged_for: Option<(Size, Selection, Span, String)>,
    tools: Tools,
    stamps: HashMap<Pane, u64>,
    /// What calls whoever comes by was drawn last.
    attracts: bool,
    overlay: bool,
}

/// What drawing keeps from picture to picture.
#[derive(Debug, Default)]
struct Tools {
    face: Typeface,
    shrinker: Shrinker,
    colormaps: Colormaps,
}

impl Dashboard {
    /// Lays the panes out for this size and selection; call it after either changed, before the
    /// calls below.
    pub fn arrange(&mut self, size: Size, outline: &Outline, selection: &Selection, rooms: &Rooms) {
        let span = rooms.span(selection);
        let wanted = (size, selection.clone(), span, outline.name.clone());
        if self.arranged_for.as_ref() == Some(&wanted) {
            return;
        }
        let layout = Layout::new(size, outline, selection, span);
        if self.layout.as_ref() != Some(&layout) {
            self.layout = Some(layout);
            self.stamps.clear();
        }
        self.arranged_for = Some(wanted);
    }

    /// What the inference thread must read and find out so that everything can be drawn sharply.
    /// `spotlight` is the unit shown enlarged.
    pub fn inquiry(
        &self,
        outline: &Outline,
        selection: &Selection,
        spotlight: Option<Unit>,
        rooms: &Rooms,
    ) -> Inquiry {
        let Some(layout) = &self.layout else { return Inquiry::default() };
        let Selection { study, unit, .. } = selection;
        let read = |layer: usize, tile: i32, room: usize, closely: bool| LayerPlan {
            layer,
            tile,
            room,
            detail: closely,
            signals: closely && study.signals && study.method.is_some(),
        };
        let layers = if let Some(places) = &layout.inside {
            vec![read(places.layer, places.tiles.side, usize::MAX, true)]
        } else if layout.close_up.is_some() {
            let plan = read(unit.layer, BESIDE_A_UNIT, usize::MAX, true);
            vec![LayerPlan { signals: false, ..plan }]
        } else {
            let cells = layout.wall.cells.iter();
            cells.map(|cell| read(cell.layer, cell.tiles.side, cell.tiles.room(), false)).collect()
        };
        let closely = selection.closely();
        let beside = study.beside.filter(|_| layout.close_up.is_some());
        let first = study.question(*unit, closely, outline);
        let questions = first.into_iter().chain(beside.and_then(|beside| beside.question));
        let mut questions: Vec<AttributionQuestion> = questions.collect();
        questions.dedup();
        let mut units: Vec<Unit> = spotlight.into_iter().collect();
        units.extend(beside.map(|beside| beside.unit).filter(|unit| Some(*unit) != spotlight));
        let plan = Plan {
            layers,
            units,
            ablated: selection.ablated.clone(),
            without: Vec::new(),
            questions,
            kernels: layout.close_up.is_some(),
            profile: false,
            erased: None,
        };
        rooms.inquiry(plan, selection, outline)
    }

    /// How many rows and columns there are, for moving about.
    pub fn arrangement(&self) -> Arrangement<'static> {
        let layout = self.layout.as_ref();
        let tiles = layout.and_then(|layout| layout.inside.as_ref()).map(|places| places.tiles);
        // Where a room shows a layer's squares, they stand in one row.
        let row = if layout.is_some_and(|layout| layout.room.is_some()) { ROW } else { 0 };
        Arrangement {
            wall_columns: layout.map_or(1, |layout| layout.wall.columns).max(1),
            grid_columns: tiles.map_or(row.max(1), |tiles| tiles.columns.max(1) as usize),
            page: tiles.map_or(row, |tiles| tiles.room()),
            order: &[],
        }
    }

    /// All panes with their rectangles, as laid out. They do not overlap.
    pub fn panes(&self) -> Vec<(Pane, Rect)> {
        self.layout.as_ref().map(Layout::panes).unwrap_or_default()
    }

    /// What can be touched of this scene, which must be arranged for. Where places overlap, the
    /// first is meant. Where a page covers the rest, that is the bar of doors and what is on it.
    pub fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let (Some(layout), face) = (&self.layout, &self.tools.face) else { return Vec::new() };
        if overlay::covers_all(scene) {
            let mut targets = panes::bar_targets(layout, scene);
            targets.extend(overlay::targets(layout.content, scene, &layout.metrics, face));
            return targets;
        }
        if attract::is_there(scene) {
            let mut targets = panes::bar_targets(layout, scene);
            targets.extend(attract::targets(layout, scene, face));
            return targets;
        }
        panes::targets(layout, scene, face)
    }

    /// Draws what changed since the last call on the same canvas. True if anything was.
    pub fn draw(&mut self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) -> bool {
        let Some(layout) = &self.layout else { return false };
        if canvas.size() != layout.size {
            return false;
        }
        // No line leads to the spotlight's square where something else stands in its place.
        let aside = scene.rooms.aside(scene);
        let spotlight = scene.spotlight.filter(|_| aside.is_none());
        let scene = &Scene { spotlight, ..*scene };
        let overlay = overlay::is_there(scene);
        let attracts = attract::is_there(scene);
        let anew = attracts != self.attracts || self.stamps.is_empty();
        if overlay || self.overlay || anew {
            self.stamps.clear();
            canvas.fill(layout.size.rect(), BACKGROUND);
        }
        (self.overlay, self.attracts) = (overlay, attracts);
        self.tools.colormaps.prepare(scene.outline.blocks.len(), scene.appearance);
        let mut changed = false;
        let covered = overlay::covers_all(scene);
        let pointed = self.pointed(scene);
        for (pane, area) in if attracts { attract::panes(layout) } else { layout.panes() } {
            if covered && !matches!(pane, Pane::Doors | Pane::Foot) {
                continue;
            }
            let stamp = stamp(pane, scene, pointed.filter(|at| !at.intersect(area).is_empty()));
            if self.stamps.insert(pane, stamp) == Some(stamp) {
                continue;
            }
            changed = true;
            let mut canvas = canvas.clip(area);
            let covered = panes::covered((pane, area), layout, scene, &self.tools.colormaps);
            canvas.fill_around(area, &covered, BACKGROUND);
            let mut brush = Brush {
                metrics: layout.metrics_of(pane),
                canvas: &mut canvas,
                face: &self.tools.face,
                shrinker: &mut self.tools.shrinker,
                pressed: scene.pressed,
            };
            panes::draw(&mut brush, (pane, area), layout, scene, &self.tools.colormaps);
            touring::point(&mut brush, (pane, area), pointed);
            let of_the_picture =
                matches!(pane, Pane::Spotlight | Pane::Maps | Pane::Answer | Pane::Strip);
            if of_the_picture && scene.is_over() {
                // Made of a picture that is over: not to be taken for live.
                brush.canvas.shade(area, BACKGROUND, ENDED_SHADE);
            }
        }
        if overlay {
            let mut brush = Brush {
                metrics: layout.metrics,
                canvas,
                face: &self.tools.face,
                shrinker: &mut self.tools.shrinker,
                pressed: scene.pressed,
            };
            overlay::draw(&mut brush, layout.content, layout.middle, scene);
            self.stamps.clear();
        }
        changed
    }
}

/// A number that changes when the pane must be drawn again, in which the tour points at this
/// place.
fn stamp(pane: Pane, scene: &Scene<'_>, pointed: Option<Rect>) -> u64 {
    let mut hash = DefaultHasher::new();
    let snapshot = scene.snapshot.map(|s| (s.frame.sequence, s.request, s.finished));
    let answer = scene.history.newest().map(|answer| answer.frame);
    let selection = scene.selection;
    let study = &selection.study;
    let appearance = selection.appearance;
    let look = (appearance.gamma, appearance.boost, appearance.colors);
    let question = (study.method, study.filter, study.peak_alone, study.pinned, study.beside);
    (&scene.outline.name, scene.outline.untrained, scene.is_over()).hash(&mut hash);
    (selection.language, selection.large_text).hash(&mut hash);
    let pointed = pointed.map(|Rect { x, y, width, height }| (x, y, width, height));
    (scene.pressed, scene.selection.wrong, scene.names, pointed).hash(&mut hash);
    match pane {
        Pane::Picture => {
            let newest = scene.newest.map(|frame| frame.sequence);
            let frame = scene.snapshot.map(|s| s.frame.sequence);
            let status = scene.status;
            (frame, newest, selection.frozen).hash(&mut hash);
            (status.camera, status.still, status.quiet).hash(&mut hash);
            (status.shown_fps.round() as i32, status.source_fps.round() as i32).hash(&mut hash);
            status.trouble.hash(&mut hash);
            if appearance.opacity() > 0.0 {
                (snapshot, appearance.overlay, look).hash(&mut hash);
            }
        }
        Pane::Spotlight => {
            (snapshot, scene.spotlight, look, question).hash(&mut hash);
            (selection.unit, selection.closely(), answer).hash(&mut hash);
            if let Some(aside) = scene.rooms.aside(scene) {
                aside.stamp(scene, &mut hash);
            }
        }
        Pane::Legend => {
            (appearance.gamma, appearance.colors, study.method).hash(&mut hash);
            selection.patterns.hash(&mut hash);
        }
        Pane::Maps if selection.room.is_some() => {
            if let Some(room) = selection.room {
                scene.rooms.of(room).stamp(scene, &mut hash);
                panes::controls_stamp(room, scene, &mut hash);
            }
            scene.hover.map(|hover| (hover.target, hover.at)).hash(&mut hash);
        }
        Pane::Maps => {
            (snapshot, scene.spotlight, look, question).hash(&mut hash);
            (selection.zoom, selection.steering, appearance.overlay, study.signals).hash(&mut hash);
            (selection.unit, selection.every_channel, &selection.ablated).hash(&mut hash);
            (selection.page, selection.all_layers, selection.statistics, study.ring)
                .hash(&mut hash);
            scene.rooms.patterns(selection).map(Thumbnails::version).hash(&mut hash);
            scene.hover.map(|hover| (hover.target, hover.at)).hash(&mut hash);
        }
        Pane::Answer => {
            (answer, snapshot, selection.ablated.is_empty(), scene.is_held()).hash(&mut hash);
            scene.status.camera.hash(&mut hash);
            let erased = scene.snapshot.and_then(|snapshot| snapshot.erased.as_ref());
            erased.map(|erased| &erased.mask).hash(&mut hash);
        }
        Pane::Tour => touring::stamp(scene, &mut hash),
        Pane::Attract => attract::stamp(scene, &mut hash),
        Pane::Strip if selection.statistics => {
            (snapshot, selection.unit, selection.closely()).hash(&mut hash);
        }
        Pane::Strip => {
            (answer, scene.status.still, scene.is_held(), scene.status.shaken).hash(&mut hash);
        }
        Pane::Doors => {
            (selection.door(scene.rooms), selection.help, selection.explain).hash(&mut hash);
            scene.holding.hash(&mut hash);
        }
        Pane::Foot => {
            let status = scene.status;
            (scene.message, status.precision, status.recording).hash(&mut hash);
            (&status.device, status.attraction).hash(&mut hash);
        }
    }
    (pane == Pane::Strip && selection.statistics).hash(&mut hash);
    hash.finish()
}
