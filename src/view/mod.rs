//! Snapshot to panes: pure; no tensor, no thread, no device, no clock.

pub mod layout;
pub mod palette;
pub mod scene;
pub mod wording;

mod answer;
mod footer;
mod grid;
mod header;
mod invitation;
mod legend;
mod overlay;
mod picture;
mod spotlight;
mod strip;
mod wall;

#[cfg(test)]
mod goldens;
#[cfg(test)]
mod made_up;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::canvas::Canvas;
use crate::canvas::blit::Shrinker;
use crate::canvas::text::{Align, Style, Typeface};
use crate::control::selection::{Arrangement, Selection, Zoom};
use crate::frame::Picture;
use crate::geometry::{Point, Rect, Size};
use crate::network::outline::Outline;
use crate::taps::plan::{LayerPlan, Plan, Unit};
use layout::{Layout, Pane, Tiles};
use palette::{BACKGROUND, Metrics};
use scene::Scene;

/// How much is hidden of a picture that is over, and of what was made of it.
const OVER: u8 = 130;

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A block's heading or the gaps between its squares: the layer it shows.
    Layer(usize),
    /// One square.
    Unit(Unit),
}

/// The whole screen: knows where every pane lies, and redraws those that changed.
#[derive(Debug, Default)]
pub struct Dashboard {
    layout: Option<Layout>,
    arranged_for: Option<(Size, Selection, String)>,
    tools: Tools,
    stamps: HashMap<Pane, u64>,
    overlay: bool,
    /// The channels that each layer's squares show, as last drawn: for the pointer.
    shown: HashMap<usize, Vec<u16>>,
}

/// What drawing keeps from picture to picture.
#[derive(Debug, Default)]
struct Tools {
    face: Typeface,
    shrinker: Shrinker,
    colors: wall::Colors,
}

impl Dashboard {
    /// Lays the panes out for this size and selection; call it after either changed, before the calls below.
    pub fn arrange(&mut self, size: Size, outline: &Outline, selection: &Selection) {
        let wanted = (size, selection.clone(), outline.name.clone());
        if self.arranged_for.as_ref() == Some(&wanted) {
            return;
        }
        let layout = Layout::new(size, outline, selection);
        if self.layout.as_ref() != Some(&layout) {
            self.layout = Some(layout);
            self.stamps.clear();
        }
        self.arranged_for = Some(wanted);
    }

    /// What the inference thread must read so that every square can be drawn sharply. `spotlight` is the unit shown
    /// enlarged.
    pub fn plan(&self, spotlight: Option<Unit>) -> Plan {
        let Some(layout) = &self.layout else { return Plan::default() };
        let read = |layer: usize, tiles: &Tiles, detail: bool| LayerPlan {
            layer,
            tile: tiles.side,
            room: tiles.room(),
            detail,
        };
        let layers = match &layout.grid {
            Some((layer, tiles)) => vec![read(*layer, tiles, true)],
            None => {
                layout.wall.cells.iter().map(|cell| read(cell.layer, &cell.tiles, false)).collect()
            }
        };
        Plan { layers, unit: spotlight }
    }

    /// How many rows and columns there are, for moving about.
    pub fn arrangement(&self) -> Arrangement {
        let layout = self.layout.as_ref();
        Arrangement {
            wall_rows: layout.map_or(1, |layout| layout.wall.rows).max(1),
            grid_columns: layout
                .and_then(|layout| layout.grid.as_ref())
                .map_or(1, |(_, tiles)| tiles.columns.max(1) as usize),
        }
    }

    /// All panes with their rectangles, as laid out. They do not overlap.
    pub fn panes(&self) -> Vec<(Pane, Rect)> {
        self.layout.as_ref().map(Layout::panes).unwrap_or_default()
    }

    /// What lies under this pixel, as last drawn.
    pub fn target(&self, at: Point) -> Option<Target> {
        let layout = self.layout.as_ref()?;
        if let Some((layer, tiles)) = &layout.grid {
            let channel = tiles.at(at)?;
            let known = self.shown.get(layer).is_none_or(|shown| channel < shown.len());
            return known.then_some(Target::Unit(Unit { layer: *layer, channel }));
        }
        let cell = layout.wall.cells.iter().find(|cell| cell.area.contains(at))?;
        let square = cell.tiles.at(at).and_then(|n| self.shown.get(&cell.layer)?.get(n));
        Some(match square {
            Some(&channel) => {
                Target::Unit(Unit { layer: cell.layer, channel: usize::from(channel) })
            }
            None => Target::Layer(cell.layer),
        })
    }

    /// Draws what changed since the last call on the same canvas. True if anything was.
    pub fn draw(&mut self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) -> bool {
        let Some(layout) = &self.layout else { return false };
        if canvas.size() != layout.size {
            return false;
        }
        let overlay = overlay::is_there(scene);
        if overlay || self.overlay || self.stamps.is_empty() {
            self.stamps.clear();
            canvas.fill(layout.size.rect(), BACKGROUND);
        }
        self.overlay = overlay;
        self.tools.colors.prepare(scene.outline.blocks.len(), scene.selection.gamma);
        self.shown.clear();
        for reading in scene.snapshot.iter().flat_map(|snapshot| &snapshot.maps.readings) {
            let shown = if scene.selection.zoom == Zoom::Layer {
                (0..reading.channels as u16).collect()
            } else {
                reading.shown.clone()
            };
            self.shown.insert(reading.layer, shown);
        }
        let mut changed = false;
        for (pane, area) in layout.panes() {
            let stamp = stamp(pane, scene);
            if self.stamps.insert(pane, stamp) == Some(stamp) {
                continue;
            }
            changed = true;
            let mut canvas = canvas.clip(area);
            canvas.fill(area, BACKGROUND);
            let mut brush = Brush {
                metrics: layout.metrics,
                canvas: &mut canvas,
                face: &self.tools.face,
                shrinker: &mut self.tools.shrinker,
            };
            match pane {
                Pane::Header => header::draw(&mut brush, area, scene),
                Pane::Picture => picture::draw(&mut brush, area, scene),
                Pane::Spotlight => spotlight::draw(&mut brush, layout, scene),
                Pane::Legend => legend::draw(&mut brush, area, scene),
                Pane::Maps => match &layout.grid {
                    Some((layer, tiles)) => {
                        grid::draw(&mut brush, layout, (*layer, tiles), scene, &self.tools.colors);
                    }
                    None => wall::draw(&mut brush, layout, scene, &self.tools.colors),
                },
                Pane::Answer => answer::draw(&mut brush, area, scene),
                Pane::Strip => strip::draw(&mut brush, area, scene),
                Pane::Footer => footer::draw(&mut brush, area, scene),
            }
            let of_the_picture =
                matches!(pane, Pane::Spotlight | Pane::Maps | Pane::Answer | Pane::Strip);
            if of_the_picture && scene.is_over() {
                // Made of a picture that is over: not to be taken for live.
                brush.canvas.shade(area, BACKGROUND, OVER);
            }
        }
        if overlay {
            let mut brush = Brush {
                metrics: layout.metrics,
                canvas,
                face: &self.tools.face,
                shrinker: &mut self.tools.shrinker,
            };
            overlay::draw(&mut brush, layout.size, scene);
            if scene.outline.untrained {
                // Whatever lies over the rest, this is said.
                brush.canvas.fill(layout.header, BACKGROUND);
                header::draw(&mut brush, layout.header, scene);
            }
            self.stamps.clear();
        }
        changed
    }
}

/// A number that changes when the pane must be drawn again.
fn stamp(pane: Pane, scene: &Scene<'_>) -> u64 {
    let mut hash = DefaultHasher::new();
    let snapshot = scene.snapshot.map(|s| (s.frame.sequence, s.request, s.finished));
    let answer = scene.history.newest().map(|answer| answer.frame);
    let selection = scene.selection;
    (&scene.outline.name, scene.outline.untrained, scene.is_over()).hash(&mut hash);
    match pane {
        Pane::Header => {
            (scene.message, scene.status.precision, scene.status.recording).hash(&mut hash);
        }
        Pane::Picture => {
            let newest = scene.newest.map(|frame| frame.sequence);
            let frame = scene.snapshot.map(|s| s.frame.sequence);
            let status = scene.status;
            (frame, newest, selection.frozen).hash(&mut hash);
            (status.camera, status.still, status.mirrored, status.quiet).hash(&mut hash);
            status.trouble.hash(&mut hash);
        }
        Pane::Spotlight => (snapshot, scene.spotlight, selection.gamma).hash(&mut hash),
        Pane::Legend => selection.gamma.hash(&mut hash),
        Pane::Maps => {
            (snapshot, scene.spotlight, scene.hover, selection.gamma).hash(&mut hash);
            (selection.zoom == Zoom::Layer, selection.steering).hash(&mut hash);
            (selection.unit, selection.every_channel).hash(&mut hash);
        }
        Pane::Answer => answer.hash(&mut hash),
        Pane::Strip => (answer, scene.status.still).hash(&mut hash),
        Pane::Footer => {
            let status = scene.status;
            (status.shown_fps.round() as i32, status.source_fps.round() as i32).hash(&mut hash);
            (wording::delay(status.latency), &status.source, &status.device).hash(&mut hash);
            (status.still, status.camera, status.precision).hash(&mut hash);
            (selection.frozen, selection.steering, selection.zoom == Zoom::Layer).hash(&mut hash);
        }
    }
    hash.finish()
}

/// What a pane draws with.
struct Brush<'a, 'c> {
    metrics: Metrics,
    canvas: &'a mut Canvas<'c>,
    face: &'a Typeface,
    shrinker: &'a mut Shrinker,
}

impl Brush<'_, '_> {
    /// One line of text; see [`Canvas::text`].
    fn text(&mut self, at: (i32, i32), width: i32, align: Align, text: &str, style: Style) -> i32 {
        self.canvas.text(self.face, at, width, align, text, style)
    }

    /// A paragraph; see [`Canvas::paragraph`].
    fn paragraph(&mut self, area: Rect, text: &str, style: Style) -> i32 {
        self.canvas.paragraph(self.face, area, text, style)
    }

    /// A part of a picture, resized.
    fn picture(&mut self, area: Rect, picture: &Picture, crop: Rect) {
        self.shrinker.draw(self.canvas, area, picture, crop);
    }

    /// A numbered heading at the top of a pane, as large as it fits; returns the room below.
    fn heading(&mut self, area: Rect, number: u8, words: &str) -> Rect {
        let m = self.metrics;
        let text = format!("{number}  {words}");
        let style = self.face.fitted(&text, m.heading_style(), area.width, m.body);
        let y = area.y + (m.heading * 0.15) as i32;
        self.text((area.x, y), area.width, Align::Left, &text, style);
        area.split_top((m.heading * 1.3) as i32).1
    }
}
