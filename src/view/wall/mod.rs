//! "2 It looks for things": every block of the network at once, its strongest channels as squares.

mod places;

pub use places::{Cell, Wall};

use crate::canvas::blit::Enlarger;
use crate::canvas::color::{Color, mix};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::appearance::{Appearance, Colors as Set};
use crate::dashboard::layout::Layout;
use crate::exhibit::scene::Scene;
use crate::exhibit::selection::Selection;
use crate::geometry::{Rect, Size};
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::taps::reading::Reading;
use crate::view::answer::headline_middle;
use crate::view::palette::{BACKGROUND, FAINT, LINE, NOTICE, TEXT, hue, step_box, step_color};
use crate::view::spotlight;
use crate::view::tiles::Tiles;
use crate::view::{Align, Brush, Target};

/// What convolutional networks of any kind are known to look for at increasing depth (Zeiler and
/// Fergus 2014, section 4.1; Olah et al. 2017, "Feature Visualization"). Shown as headings of the
/// wall's columns.
const DEPTHS: [&str; 6] = ["edges", "corners", "textures", "patterns", "parts", "things"];

/// The heading of a column: the depths spread over as many columns as there are.
fn depth(column: usize, columns: usize) -> &'static str {
    let last = DEPTHS.len() - 1;
    if columns <= 1 { "edges to things" } else { DEPTHS[column * last / (columns - 1)] }
}

/// Colours of one step's squares, kept as long as gamma and the set of colours stay.
#[derive(Debug, Default)]
pub struct Colors {
    made_for: Option<(usize, usize, Set)>,
    positive: Vec<Colormap>,
    signed: Vec<Colormap>,
    signals: Option<Colormap>,
}

/// Hues of signals above and below zero: orange and blue, which nobody confuses; green and red as
/// DeepVis has them.
const SIGNALS: (f32, f32) = (62.0, 255.0);
const TOOLBOX_SIGNALS: (f32, f32) = (145.0, 27.0);

impl Colors {
    /// The colours of every step of a network with so many, for this choice of gamma and colours.
    pub fn prepare(&mut self, steps: usize, appearance: Appearance) {
        let (gamma, set) = (appearance.gamma, appearance.colors);
        if self.made_for == Some((steps, gamma, set)) {
            return;
        }
        let exponent = appearance.exponent();
        self.positive =
            (0..steps).map(|step| colormap(set, step, steps, false, exponent)).collect();
        self.signed = (0..steps).map(|step| colormap(set, step, steps, true, exponent)).collect();
        let (above, below) = if set == Set::Toolbox { TOOLBOX_SIGNALS } else { SIGNALS };
        self.signals = Some(Colormap::signals(above, below, exponent));
        self.made_for = Some((steps, gamma, set));
    }

    /// The colours of one step's maps, or of the signals that run back through it.
    pub fn of(&self, step: usize, reading: &Reading) -> Option<&Colormap> {
        match (reading.signals, reading.signed) {
            (true, _) => self.signals.as_ref(),
            (false, true) => self.signed.get(step),
            (false, false) => self.positive.get(step),
        }
    }
}

/// One step's colours in one set.
pub fn colormap(set: Set, step: usize, steps: usize, signed: bool, exponent: f32) -> Colormap {
    match set {
        Set::Depth if signed => Colormap::signed(hue(step, steps), exponent),
        Set::Depth => Colormap::depth(hue(step, steps), exponent),
        Set::Grey | Set::Toolbox => Colormap::grey(signed, exponent),
        Set::Viridis => Colormap::gradient(colorous::VIRIDIS, signed, exponent),
        Set::Inferno => Colormap::gradient(colorous::INFERNO, signed, exponent),
    }
}

pub fn draw(brush: &mut Brush<'_, '_>, layout: &Layout, scene: &Scene<'_>, colors: &Colors) {
    let m = brush.metrics;
    brush.heading(layout.middle, 2, "It searches for things, step by step");
    arrows(brush, layout, scene);
    let columns = layout.wall.headings.len();
    let steps = layout.wall.cells.len();
    for (column, heading) in layout.wall.headings.iter().enumerate() {
        let step = (column * layout.wall.rows + layout.wall.rows / 2).min(steps.saturating_sub(1));
        brush.canvas.rounded(*heading, m.gap / 3, step_box(step, steps));
        let style = Style::bold(m.small, step_color(step, steps));
        let y = heading.y + (heading.height - style.cap_height()) / 2;
        // An untrained network looks for nothing in particular.
        let words = if scene.outline.untrained { "untrained" } else { depth(column, columns) };
        brush.text((heading.x, y), heading.width, Align::Centre, words, style);
    }
    let labels = Labels::new(brush, layout, scene);
    for cell in &layout.wall.cells {
        draw_cell(brush, cell, layout, scene, colors, labels);
    }
    for pair in layout.wall.cells.windows(2) {
        let color = step_color(pair[1].block, steps);
        if pair[0].area.x == pair[1].area.x {
            pointer_down(brush, &pair[0], &pair[1], color);
        } else {
            back_to_the_top(brush, &pair[0], &pair[1], color);
        }
    }
    if let Some(unit) = scene.spotlight {
        connect(brush, layout, scene, unit);
    }
}

/// From the picture into the first step, and from the last step into the answer.
fn arrows(brush: &mut Brush<'_, '_>, layout: &Layout, scene: &Scene<'_>) {
    let (Some(first), Some(last)) = (layout.wall.cells.first(), layout.wall.cells.last()) else {
        return;
    };
    let steps = scene.outline.blocks.len();
    let gap = first.area.x - layout.maps.x;
    let height = (gap * 45 / 100).max(6);
    let thick = (height / 5).max(2);
    let inner = gap - 8;
    let left = Rect::new(layout.maps.x + 4, first.tiles.area.y + gap / 2, inner, height);
    brush.canvas.arrow_right(left, step_color(0, steps));
    // From the last step up to the height of the answer, then into it.
    let color = step_color(steps - 1, steps);
    let x = layout.maps.right() - gap * 2 / 3;
    let from = last.tiles.area.y + last.tiles.area.height / 2;
    let start = last.area.right() + 4;
    brush.canvas.fill(Rect::new(start, from - thick / 2, x - start, thick), color);
    if layout.metrics.upright {
        // Down from the picture, and up to the answer: both stand above.
        let top = layout.maps.y;
        let below = i32::midpoint(left.height, thick);
        let down = Rect::new(left.x, top, thick, left.y + below - top);
        brush.canvas.fill(down, step_color(0, steps));
        let head = Rect::new(x + (thick - height) / 2, top, height, height);
        let up = Rect::new(x, top + height / 2, thick, from - top - height / 2 + thick / 2);
        brush.canvas.fill(up, color);
        brush.canvas.triangle_up(head, color);
        return;
    }
    let to = headline_middle(layout.answer, &layout.metrics);
    brush.canvas.fill(Rect::new(x, to, thick, from - to + thick - thick / 2), color);
    let head = Rect::new(x, to - height / 2, layout.maps.right() - 4 - x, height);
    brush.canvas.arrow_right(head, color);
}

/// A line from the foot of a column to the head of the next.
fn back_to_the_top(brush: &mut Brush<'_, '_>, foot: &Cell, head: &Cell, color: Color) {
    let space = head.area.x - foot.area.right();
    let side = (space * 2 / 3).max(4);
    let x = foot.area.right() + (space - side) / 2;
    let (from, to) = (foot.area.bottom() - 3, head.label.y + head.label.height / 2);
    let line = mix(BACKGROUND, color, 150);
    brush.canvas.fill(Rect::new(foot.area.right() - 4, from, x - foot.area.right() + 5, 1), line);
    brush.canvas.fill(Rect::new(x, to, 1, from - to), line);
    brush.canvas.triangle_right(Rect::new(x, to - side / 2, side, side), color);
}

/// A pointer down from each step to the next one below it.
fn pointer_down(brush: &mut Brush<'_, '_>, above: &Cell, below: &Cell, color: Color) {
    let space = below.label.y - above.area.bottom();
    let height = (space * 6 / 10).max(4);
    let width = height * 9 / 5;
    let x = above.area.x + (above.area.width - width) / 2;
    let y = above.area.bottom() + (space - height) / 2;
    brush.canvas.triangle_down(Rect::new(x, y, width, height), color);
}

/// How a block is labelled: its step, and its own name beside it.
#[derive(Clone, Copy)]
struct Labels {
    /// "step 4", or "4" where that makes room for names that say more.
    step_in_full: bool,
    /// None where one of the names finds no room.
    name: Option<Style>,
}

impl Labels {
    /// All names in one size, or none.
    fn new(brush: &Brush<'_, '_>, layout: &Layout, scene: &Scene<'_>) -> Self {
        let m = brush.metrics;
        let blocks = &scene.outline.blocks;
        let fits = |step_in_full: bool, size: i32| {
            let style = Style::regular(size as f32, FAINT);
            let labels = Self { step_in_full, name: Some(style) };
            let all = layout.wall.cells.iter().all(|cell| {
                let step = brush.face.width(&labels.step(cell.block), Style::bold(m.small, FAINT));
                let name = brush.face.width(&blocks[cell.block].name, style);
                step + m.gap / 2 + name <= cell.label.width
            });
            all.then_some(labels)
        };
        // "block 4" only counts what the step has counted already; "layer2.1" is what the paper
        // calls it.
        let counts = |name: &str| {
            name.split_once(' ').is_some_and(|(_, number)| number.parse::<u32>().is_ok())
        };
        let telling = blocks.iter().filter(|block| !counts(&block.name)).count();
        let sizes = || (11..=(m.small as i32).max(11)).rev();
        let full = sizes().find_map(|size| fits(true, size));
        let short = || sizes().find_map(|size| fits(false, size));
        let short = || if 2 * telling > blocks.len() { short() } else { None };
        full.or_else(short).unwrap_or(Self { step_in_full: true, name: None })
    }

    fn step(self, block: usize) -> String {
        if self.step_in_full { format!("step {}", block + 1) } else { (block + 1).to_string() }
    }
}

fn draw_cell(
    brush: &mut Brush<'_, '_>,
    cell: &Cell,
    layout: &Layout,
    scene: &Scene<'_>,
    colors: &Colors,
    labels: Labels,
) {
    let m = brush.metrics;
    let steps = layout.wall.cells.len();
    let block = &scene.outline.blocks[cell.block];
    let hovered = match scene.hover.map(|hover| hover.target) {
        Some(Target::Layer(layer)) => layer == cell.layer,
        Some(Target::Unit(unit)) => unit.layer == cell.layer,
        Some(Target::Flip(_)) | None => false,
    };
    let selected = scene.selection.steering && scene.selection.unit.layer == cell.layer;
    let color = if hovered { TEXT } else { step_color(cell.block, steps) };
    let style = Style::bold(m.small, color);
    let y = cell.label.y + (cell.label.height - style.cap_height()) / 2;
    let step = labels.step(cell.block);
    let used = brush.text((cell.label.x, y), cell.label.width, Align::Left, &step, style);
    if let Some(name) = labels.name {
        let y = y + style.cap_height() - name.cap_height();
        let x = cell.label.x + used;
        brush.text((x, y), cell.label.width - used, Align::Right, &block.name, name);
    }
    let reading = scene.snapshot.and_then(|s| Some((s, s.maps.reading(cell.layer)?)));
    if let Some((snapshot, reading)) = reading
        && let Some(colormap) = colors.of(cell.block, reading)
    {
        let shown = reading.shown.iter().map(|&channel| usize::from(channel));
        let look = Look { colormap, color, selection: scene.selection };
        draw_squares(brush, &cell.tiles, snapshot, reading, shown, &look);
        let unit = scene.spotlight.filter(|unit| unit.layer == cell.layer);
        if let Some((_, tile)) = unit.and_then(|unit| place_of(layout, scene, unit)) {
            brush.canvas.frame(tile.inset(-2), 2, TEXT);
        }
    }
    if selected {
        brush.canvas.frame(cell.area.inset_by(-4, 0), 2, color);
    }
}

/// How squares are drawn.
pub struct Look<'a> {
    pub colormap: &'a Colormap,
    /// The step's own.
    pub color: Color,
    pub selection: &'a Selection,
}

/// The maps of some channels into their squares.
pub fn draw_squares(
    brush: &mut Brush<'_, '_>,
    tiles: &Tiles,
    snapshot: &Snapshot,
    reading: &Reading,
    channels: impl Iterator<Item = usize>,
    look: &Look<'_>,
) {
    let mut enlarger = Enlarger::new(reading.tile, Size::new(tiles.side, tiles.side));
    let zero = if reading.signed { 128 } else { 0 };
    let mut boosted = Vec::new();
    for (n, channel) in channels.take(tiles.room()).enumerate() {
        let tile = tiles.tile(n);
        let map = snapshot.maps.map(reading, channel);
        if tiles.side >= SMALLEST_SILENT && map.iter().all(|&byte| byte == zero) {
            draw_silent(brush, tile, look.color);
        } else if look.selection.appearance.boost {
            boost(map, zero, &mut boosted);
            brush.canvas.map((tile.x, tile.y), &boosted, &mut enlarger, look.colormap);
        } else {
            brush.canvas.map((tile.x, tile.y), map, &mut enlarger, look.colormap);
        }
        if look.selection.is_silenced(Unit { layer: reading.layer, channel }) {
            brush.canvas.frame(tile, (tiles.side / 12).clamp(1, 3), NOTICE);
        }
    }
}

/// A map on a scale of its own: its strongest value becomes the brightest.
fn boost(map: &[u8], zero: u8, boosted: &mut Vec<u8>) {
    let strongest = map.iter().map(|byte| byte.abs_diff(zero)).max().unwrap_or(0).max(1);
    let reach = f32::from(if zero == 0 { 255_u8 } else { 127 });
    let factor = reach / f32::from(strongest);
    boosted.clear();
    boosted.extend(
        map.iter().map(|&byte| {
            ((f32::from(byte) - f32::from(zero)) * factor + f32::from(zero) + 0.5) as u8
        }),
    );
}

/// Squares below this size have no room for the stroke.
const SMALLEST_SILENT: i32 = 7;

/// A detector that finds nothing anywhere: an outline with a stroke through it.
pub fn draw_silent(brush: &mut Brush<'_, '_>, tile: Rect, color: Color) {
    let color = mix(LINE, color, 40);
    brush.canvas.frame(tile, 1, color);
    let from = (tile.x as f32 + 1.0, tile.bottom() as f32 - 2.0);
    let to = (tile.right() as f32 - 2.0, tile.y as f32 + 1.0);
    brush.canvas.line(from, to, 1.0, color);
}

/// The block and the square on the wall that show a unit, where it is among those that are shown.
pub fn place_of<'a>(layout: &'a Layout, scene: &Scene<'_>, unit: Unit) -> Option<(&'a Cell, Rect)> {
    let cell = layout.wall.cells.iter().find(|cell| cell.layer == unit.layer)?;
    let reading = scene.snapshot?.maps.reading(unit.layer)?;
    let place = reading.shown.iter().position(|&channel| usize::from(channel) == unit.channel);
    place.filter(|&n| n < cell.tiles.room()).map(|n| (cell, cell.tiles.tile(n)))
}

/// A thin line from the spotlight's square to the same detector on the wall, through the gutters
/// between blocks.
fn connect(brush: &mut Brush<'_, '_>, layout: &Layout, scene: &Scene<'_>, unit: Unit) {
    let Some((cell, tile)) = place_of(layout, scene, unit) else { return };
    let square = spotlight::Parts::new(layout.spotlight, &layout.metrics).square;
    // Where something else stands in the spotlight's square, the line would lie.
    let elsewhere = scene.selection.study.method.is_some();
    if elsewhere || layout.spotlight.is_empty() || square.width < 24 {
        return;
    }
    let tile = tile.inset(-2);
    let before = cell.area.x as f32 - 6.0;
    let target = (tile.x as f32 - 1.0, (tile.y + tile.height / 2) as f32);
    let path = if layout.metrics.upright {
        let start = (spotlight::way_up(square, &layout.metrics), layout.maps.bottom() as f32);
        let gutter_y = (layout.middle.bottom() + layout.metrics.gap) as f32;
        vec![start, (start.0, gutter_y), (before, gutter_y), (before, target.1), target]
    } else {
        let start = (layout.maps.x as f32 - 2.0, (square.y + square.height / 2) as f32);
        let gutter_x = layout.middle.x as f32 - 6.0;
        let above = cell.label.y as f32 - 2.0;
        let (along, down) = ((gutter_x, start.1), (gutter_x, above));
        vec![start, along, down, (before, above), (before, target.1), target]
    };
    let color = step_color(cell.block, layout.wall.cells.len());
    for pair in path.windows(2) {
        brush.canvas.line(pair[0], pair[1], 3.5, BACKGROUND);
    }
    for pair in path.windows(2) {
        brush.canvas.line(pair[0], pair[1], 1.6, color);
    }
    // The part inside the block crosses other squares: end it with a dot that says where it leads.
    brush.canvas.disc(target, 2.5, TEXT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boosted_map_reaches_the_brightest_and_keeps_its_zero() {
        let mut boosted = Vec::new();
        boost(&[0, 10, 20], 0, &mut boosted);
        assert_eq!(boosted, [0, 128, 255], "10 is half of the strongest: 127.5, rounded up");
        boost(&[108, 128, 138], 128, &mut boosted);
        assert_eq!(boosted, [1, 128, 192], "−20 is the strongest: −127; 10 is 63.5");
        boost(&[0, 0], 0, &mut boosted);
        assert_eq!(boosted, [0, 0]);
    }

    #[test]
    fn headings_go_from_edges_to_things_for_any_number_of_columns() {
        for columns in 2..=9 {
            assert_eq!(depth(0, columns), "edges");
            assert_eq!(depth(columns - 1, columns), "things");
        }
        let six: Vec<_> = (0..6).map(|column| depth(column, 6)).collect();
        assert_eq!(six, DEPTHS);
    }
}
