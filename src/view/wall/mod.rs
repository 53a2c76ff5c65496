//! The wall, "2 It searches for things": all blocks at once, their strongest channels as squares.

mod arrows;
mod places;

pub use places::{Cell, Wall};

use super::colormaps::Colormaps;
use super::facts::Facts;
use super::palette::{FAINT, TEXT, step_box, step_color};
use super::squares::{self, SquareStyle};
use super::{Align, Brush, Target, What};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::taps::plan::{Ablation, Unit};

/// What stands on the wall beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// Where the blocks lie.
    pub places: &'a Wall,
    /// The whole pane: the area with the gaps at both sides where arrows and the spotlight's line
    /// run.
    pub pane: Rect,
    /// The answer's pane, which the arrow from the last step points to.
    pub answer: Rect,
    /// The layer that is selected, whose block is framed.
    pub selected: Option<usize>,
    /// The layer under the pointer, whose label is lit.
    pub hovered: Option<usize>,
    /// What is switched off.
    pub ablated: &'a [Ablation],
    /// The unit that the spotlight enlarges, whose square is framed.
    pub spotlight: Option<Unit>,
    /// The square where the spotlight enlarges it, from which a line leads to the unit's; none
    /// where no line is to be drawn.
    pub enlarged: Option<Rect>,
    /// The colours of each step.
    pub colormaps: &'a Colormaps,
}

/// What convolutional networks of any kind are known to look for at increasing depth (Zeiler and
/// Fergus 2014, section 4.1; Olah et al. 2017, "Feature Visualization"). Shown as headings of the
/// wall's columns.
const DEPTHS: [&str; 6] = ["edges", "corners", "textures", "patterns", "parts", "things"];

/// The heading of a column: the depths spread over as many columns as there are.
fn depth(column: usize, columns: usize) -> &'static str {
    let last = DEPTHS.len() - 1;
    if columns <= 1 { "edges to things" } else { DEPTHS[column * last / (columns - 1)] }
}

/// Draws the wall in the middle pane.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, content: &Content<'_>) {
    let m = brush.metrics;
    let Wall { cells, rows, headings } = content.places;
    brush.heading(area, 2, "It searches for things, step by step");
    arrows::in_and_out(brush, content);
    let (columns, steps) = (headings.len(), cells.len());
    for (column, heading) in headings.iter().enumerate() {
        let step = (column * rows + rows / 2).min(steps.saturating_sub(1));
        brush.canvas.rounded(*heading, m.gap / 3, step_box(step, steps));
        let style = Style::bold(m.small, step_color(step, steps));
        let y = heading.y + (heading.height - style.cap_height()) / 2;
        // An untrained network looks for nothing in particular.
        let words = if facts.outline.untrained { "untrained" } else { depth(column, columns) };
        brush.text((heading.x, y), heading.width, Align::Centre, words, style);
    }
    let labels = Labels::new(brush, cells, facts);
    for cell in cells {
        draw_cell(brush, cell, facts, content, labels);
    }
    arrows::from_step_to_step(brush, cells);
    if let (Some(unit), Some(square), Some(snapshot)) =
        (content.spotlight, content.enlarged, facts.snapshot)
        && let Some((cell, tile)) = content.places.square_of(&snapshot.maps, unit)
    {
        arrows::connect(brush, area, content, square, (cell, tile));
    }
}

/// Its squares, then its blocks: beside a square, a touch means the block.
pub fn targets(places: &Wall, facts: &Facts<'_>) -> Vec<Target> {
    let mut targets = Vec::new();
    for Cell { layer, area, tiles, .. } in &places.cells {
        let reading = facts.snapshot.and_then(|snapshot| snapshot.maps.reading(*layer));
        let shown = reading.map_or(&[][..], |reading| &reading.shown[..]);
        targets.extend(shown.iter().take(tiles.room()).enumerate().map(|(n, &channel)| Target {
            what: What::Square(Unit { layer: *layer, channel: channel.into() }),
            area: tiles.tile(n),
            touch: tiles.touch(n).intersect(*area),
        }));
    }
    targets.extend(places.cells.iter().map(|&Cell { layer, area, .. }| Target {
        what: What::Step(layer),
        area,
        touch: area,
    }));
    targets
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
    fn new(brush: &Brush<'_, '_>, cells: &[Cell], facts: &Facts<'_>) -> Self {
        let m = brush.metrics;
        let blocks = &facts.outline.blocks;
        let fits = |step_in_full: bool, size: i32| {
            let style = Style::regular(size as f32, FAINT);
            let labels = Self { step_in_full, name: Some(style) };
            let all = cells.iter().all(|cell| {
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

/// One block: its label, its squares, and what frames them.
fn draw_cell(
    brush: &mut Brush<'_, '_>,
    cell: &Cell,
    facts: &Facts<'_>,
    content: &Content<'_>,
    labels: Labels,
) {
    let m = brush.metrics;
    let steps = content.places.cells.len();
    let block = &facts.outline.blocks[cell.block];
    let hovered = content.hovered == Some(cell.layer);
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
    let reading = facts.snapshot.and_then(|s| Some((&s.maps, s.maps.reading(cell.layer)?)));
    if let Some((maps, reading)) = reading
        && let Some(colormap) = content.colormaps.of(cell.block, reading)
    {
        let shown = reading.shown.iter().map(|&channel| usize::from(channel));
        let (boost, ablated) = (facts.appearance.boost, content.ablated);
        let style = SquareStyle { colormap, color, boost, ablated };
        squares::draw(brush, &cell.tiles, (maps, reading), shown, &style);
        let unit = content.spotlight.filter(|unit| unit.layer == cell.layer);
        if let Some((_, tile)) = unit.and_then(|unit| content.places.square_of(maps, unit)) {
            brush.canvas.frame(tile.inset(-2), 2, TEXT);
        }
    }
    if content.selected == Some(cell.layer) {
        brush.canvas.frame(cell.area.inset_by(-4, 0), 2, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
