//! The wall, "It searches, step by step": all blocks at once, their strongest channels as squares.

mod arrows;
mod named;
mod places;

pub use places::{Cell, Wall};

use super::button::{self, Button};
use super::colormaps::Colormaps;
use super::facts::Facts;
use super::icon::Icon;
use super::palette::{BACKGROUND, LEADER, Metrics, TEXT, step_box, step_color};
use super::squares::{self, SquareStyle, Squares};
use super::thumbnails::Thumbnails;
use super::{Align, Brush, Target, What};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::Rect;
use crate::taps::plan::{Ablation, Unit};
use crate::taps::reading::Maps;
use crate::words::message;

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
    /// The layer that is selected, whose label is filled.
    pub selected: Option<usize>,
    /// The layer under the pointer, whose label is lit.
    pub hovered: Option<usize>,
    /// What is switched off.
    pub ablated: &'a [Ablation],
    /// The unit that the spotlight enlarges, whose square stands out.
    pub spotlight: Option<Unit>,
    /// The square where the spotlight enlarges it, from which a line leads to the unit's; none
    /// where no line is to be drawn.
    pub enlarged: Option<Rect>,
    /// The colours of each step.
    pub colormaps: &'a Colormaps,
    /// What detectors would like to see, where that stands in their squares.
    pub patterns: Option<&'a Thumbnails>,
}

/// What convolutional networks of any kind are known to look for at increasing depth (Zeiler and
/// Fergus 2014, section 4.1; Olah et al. 2017, "Feature Visualization"): messages, the headings of
/// the wall's groups.
const DEPTHS: [&str; 6] = [
    "depth-edges",
    "depth-outlines",
    "depth-textures",
    "depth-shapes",
    "depth-parts",
    "depth-things",
];

/// The heading of a group: the depths spread over as many groups as there are.
pub fn depth(group: usize, groups: usize) -> String {
    let last = DEPTHS.len() - 1;
    if groups <= 1 { say!("wall-everything") } else { message(DEPTHS[group * last / (groups - 1)]) }
}

/// Draws the wall in the middle pane.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, content: &Content<'_>) {
    draw_title(brush, area, facts, content);
    let m = brush.metrics;
    let Wall { cells, groups, .. } = content.places;
    let steps = cells.len();
    for (n, group) in groups.iter().enumerate() {
        let step = usize::midpoint(group.first, group.end - 1);
        brush.canvas.rounded(group.heading, m.gap / 3, step_box(step, steps));
        // An untrained network looks for nothing in particular.
        let words =
            if facts.outline.untrained { say!("wall-untrained") } else { depth(n, groups.len()) };
        let place = group.heading;
        let style = Style::bold(m.body, step_color(step, steps));
        let style = brush.face.fitted(&words, style, place.width, 11.0);
        let y = place.y + (place.height - style.cap_height()) / 2;
        brush.text((place.x, y), place.width, Align::Centre, &words, style);
    }
    let full = cells.iter().all(|cell| {
        let words = say!("step", step = cell.block + 1);
        let arrow = arrows::beside_label(cell, &m).width;
        brush.face.width(&words, Style::bold(m.small, TEXT)) + arrow <= cell.label.width
    });
    let layers: Vec<Squares<'_>> =
        cells.iter().filter_map(|cell| squares_of(cell, facts, content)).collect();
    match content.patterns {
        Some(patterns) => {
            for layer in &layers {
                squares::draw_patterns(brush, layer, patterns);
            }
        }
        None => squares::draw(brush.canvas, &layers),
    }
    for cell in cells {
        draw_label(brush, cell, facts, content, full);
        named::draw(brush, cell, facts);
    }
    arrows::in_and_out(brush, content);
    arrows::from_step_to_step(brush, content.places);
    let Some((unit, snapshot)) = content.spotlight.zip(facts.snapshot) else { return };
    if let Some((cell, tile)) = content.places.square_of(&snapshot.maps, unit) {
        let large = popped(tile, cell, area);
        if let Some(square) = content.enlarged {
            arrows::connect(brush, area, content, square, (cell, tile, large));
        }
        draw_popped(brush, large, &snapshot.maps, unit, cell, content);
    }
}

/// Where the picture leads into the wall: the row, how thick the line is, its colour.
pub fn entry(places: &Wall, pane: Rect) -> Option<(i32, i32, Color)> {
    let first = places.cells.first()?;
    let thick = ((first.area.x - pane.x) * 45 / 100 / 5).max(2);
    Some((arrows::entry_row(first), thick, step_color(0, places.cells.len())))
}

/// Shows what detectors like in their squares, or where they light up again: a button, lit while it
/// is on.
pub fn switch(on: bool) -> Button {
    Button::new(Action::Patterns, say!("patterns")).lit(on)
}

/// How wide that button is.
pub fn switch_width(m: &Metrics) -> i32 {
    (m.body * 8.2) as i32
}

/// Where it lies: at the end of the title's line.
fn switch_place(area: Rect, m: &Metrics) -> Rect {
    let line = Rect { height: m.target.min(m.heading_height()), ..area }.intersect(area);
    line.split_right(switch_width(m).min(area.width / 3)).1
}

/// The title, and beside it what a finger can do.
fn draw_title(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, content: &Content<'_>) {
    let m = brush.metrics;
    let place = switch_place(area, &m);
    button::draw(brush, place, &switch(content.patterns.is_some()), facts.keyboard);
    let area = Rect { width: place.x - area.x - m.gap, ..area };
    let words = say!("wall-title");
    brush.heading(area, &words);
    let title = brush.face.fitted(&words, m.heading_style(), area.width, m.body);
    let used = brush.face.width(&words, title) + m.gap;
    let style = Style::bold(m.body, LEADER);
    let side = (m.body * 1.6) as i32;
    let wide = |touch: &String| side + m.gap / 2 + brush.face.width(touch, style);
    let words = [say!("wall-touch"), say!("wall-touch-short")];
    let Some(touch) = words.into_iter().find(|touch| used + wide(touch) <= area.width) else {
        return;
    };
    let wide = wide(&touch);
    let y = area.y + (m.heading * 0.15) as i32 + title.cap_height() - style.cap_height();
    let x = area.right() - wide;
    let up = (side - style.cap_height()) / 2;
    Icon::Finger.draw(brush, Rect::new(x, y - up, side, side), LEADER);
    brush.text((x + side + m.gap / 2, y), wide, Align::Left, &touch, style);
}

/// Where the square stands out that the spotlight enlarges: over its neighbours.
fn popped(tile: Rect, cell: &Cell, area: Rect) -> Rect {
    let large = tile.inset(-(tile.width * 3 / 10).max(3));
    let x = large.x.clamp(area.x + 2, (area.right() - large.width - 2).max(area.x));
    // The labels stay free.
    Rect { x, y: large.y.max(cell.tiles.area.y + 2), ..large }
}

/// The square that the spotlight enlarges, larger and framed in white.
fn draw_popped(
    brush: &mut Brush<'_, '_>,
    place: Rect,
    maps: &Maps,
    unit: Unit,
    cell: &Cell,
    content: &Content<'_>,
) {
    let Some(reading) = maps.reading(unit.layer) else { return };
    let Some(colormap) = content.colormaps.of(cell.block, reading) else { return };
    brush.canvas.fill(place.inset(-4), BACKGROUND);
    if let Some(patterns) = content.patterns {
        squares::draw_pattern(brush, place, patterns.of(unit));
    } else {
        let mut enlarger = Enlarger::new(reading.tile, place.size());
        let map = maps.map(reading, unit.channel);
        brush.canvas.map((place.x, place.y), map, &mut enlarger, colormap);
    }
    brush.canvas.frame(place.inset(-2), 2, TEXT);
}

/// The button, its squares and the names of detectors, then its blocks: beside them, a touch means
/// the block.
pub fn targets(places: &Wall, facts: &Facts<'_>, area: Rect, m: &Metrics) -> Vec<Target> {
    let mut targets = vec![switch(false).target(switch_place(area, m))];
    for cell in &places.cells {
        let Cell { layer, area, tiles, .. } = cell;
        let reading = facts.snapshot.and_then(|snapshot| snapshot.maps.reading(*layer));
        let shown = reading.map_or(&[][..], |reading| &reading.shown[..]);
        targets.extend(shown.iter().take(tiles.room()).enumerate().map(|(n, &channel)| Target {
            what: What::Square(Unit { layer: *layer, channel: channel.into() }),
            area: tiles.tile(n),
            touch: tiles.touch(n).intersect(*area),
        }));
        let named = named::target(cell, facts, m);
        targets.extend(named.map(|(unit, area)| Target {
            what: What::Square(unit),
            area,
            touch: area,
        }));
    }
    targets.extend(places.cells.iter().map(|&Cell { layer, area, .. }| Target {
        what: What::Step(layer),
        area,
        touch: area,
    }));
    targets
}

/// The squares of one block.
fn squares_of<'a>(cell: &Cell, facts: &Facts<'a>, content: &Content<'a>) -> Option<Squares<'a>> {
    let maps = &facts.snapshot?.maps;
    let reading = maps.reading(cell.layer)?;
    let colormap = content.colormaps.of(cell.block, reading)?;
    let color = step_color(cell.block, content.places.cells.len());
    let (boost, ablated) = (facts.appearance.boost, content.ablated);
    let style = SquareStyle { colormap, color, boost, ablated };
    Some(Squares { tiles: cell.tiles, maps: (maps, reading), channels: &reading.shown, style })
}

/// The squares of all blocks, which paint all of their places.
pub fn covered(facts: &Facts<'_>, content: &Content<'_>) -> Vec<Rect> {
    let cells = content.places.cells.iter();
    let drawn = cells.filter_map(|cell| squares_of(cell, facts, content));
    drawn.map(|squares| squares.tiles.grid()).collect()
}

/// The label of one block.
fn draw_label(
    brush: &mut Brush<'_, '_>,
    cell: &Cell,
    facts: &Facts<'_>,
    content: &Content<'_>,
    full: bool,
) {
    let m = brush.metrics;
    let color = step_color(cell.block, content.places.cells.len());
    let lit = content.hovered == Some(cell.layer);
    let selected = content.selected == Some(cell.layer);
    let number = (cell.block + 1).to_string();
    let named = named::of_step(cell, facts).is_some();
    let words = if full && !named { say!("step", step = number) } else { number };
    let style = Style::bold(m.small, if lit { TEXT } else { color });
    let style = if selected { Style { color: BACKGROUND, ..style } } else { style };
    let y = cell.label.y + (cell.label.height - style.cap_height()) / 2;
    if selected {
        let width = brush.face.width(&words, style) + m.gap / 2;
        let place = Rect { width, ..cell.label }.inset_by(0, 2);
        brush.canvas.rounded(place, 3, color);
        brush.text((place.x, y), width, Align::Centre, &words, style);
    } else {
        brush.text((cell.label.x, y), cell.label.width, Align::Left, &words, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_from_edges_to_things_for_any_number_of_groups() {
        for groups in 2..=9 {
            assert_eq!(depth(0, groups), "edges");
            assert_eq!(depth(groups - 1, groups), "things");
        }
        let six: Vec<_> = (0..6).map(|group| depth(group, 6)).collect();
        assert_eq!(six, ["edges", "outlines", "textures", "shapes", "parts", "things"]);
    }
}
