//! One layer, open: all its channels, as large as the pane allows.

use super::colormaps::Colormaps;
use super::facts::Facts;
use super::palette::{FAINT, LINE, MUTED, Metrics, NOTICE, TEXT, step_box, step_color};
use super::pixels::{name_of, title};
use super::squares::{self, SquareStyle};
use super::tiles::Tiles;
use super::{Align, Brush, Target, What};
use crate::attribution::AttributionQuestion;
use crate::canvas::text::Style;
use crate::control::appearance::Colors;
use crate::geometry::Rect;
use crate::network::outline::Layer;
use crate::snapshot::Snapshot;
use crate::taps::plan::{Ablation, Unit};

/// What of the open layer is shown beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The layer, and the channel under the cursor.
    pub unit: Unit,
    /// Where its squares lie.
    pub tiles: &'a Tiles,
    /// The unit under the pointer.
    pub hovered: Option<Unit>,
    /// What is switched off.
    pub ablated: &'a [Ablation],
    /// The question whose signals run back through the layer; none while nothing is asked.
    pub question: Option<AttributionQuestion>,
    /// The colours of each step.
    pub colormaps: &'a Colormaps,
}

/// Rows that the words above the squares take, below the pane's heading.
pub fn words_height(m: &Metrics) -> i32 {
    (m.body * 3.8) as i32
}

/// The squares of a layer with so many channels, in the middle pane, its heading included.
pub fn tiles(area: Rect, m: &Metrics, channels: usize) -> Tiles {
    let area = area.split_top(m.heading_height()).1.split_top(words_height(m)).1;
    let largest = (area.height / 3).max(24);
    Tiles::all(area, channels, largest)
}

/// The squares of a layer's channels.
pub fn targets(layer: usize, tiles: &Tiles, facts: &Facts<'_>) -> Vec<Target> {
    let channels = facts.outline.layers.get(layer).map_or(0, |layer| layer.shape.channels);
    let square = |channel| Target {
        what: What::Square(Unit { layer, channel }),
        area: tiles.tile(channel),
        touch: tiles.touch(channel),
    };
    (0..channels.min(tiles.room())).map(square).collect()
}

/// Draws the layer in the middle pane.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, content: &Content<'_>) {
    let m = brush.metrics;
    let &Content { unit: cursor, tiles, ablated, .. } = content;
    let layer = cursor.layer;
    let Some(about) = facts.outline.layers.get(layer) else { return };
    let (step, steps) = facts.step(layer);
    let color = step_color(step, steps);
    let area = brush.heading(area, &format!("Inside step {} of {steps}", step + 1));
    let mut y = area.y;
    draw_steps(brush, Rect { y, height: (m.small * 0.7) as i32, ..area }, step, steps);
    y += (m.small * 1.5) as i32;

    let line = Rect { y, height: m.body_style().leading(), ..area };
    draw_name(brush, line, facts, layer, &kind_and_size(about));

    let reading = facts.snapshot.and_then(|s| Some((s, s.maps.reading(layer)?)));
    let Some((snapshot, reading)) = reading else {
        for n in 0..tiles.room().min(about.shape.channels) {
            brush.canvas.frame(tiles.tile(n), 1, LINE);
        }
        draw_note(brush, area, "one moment: these maps are on their way");
        return;
    };
    if reading.signals {
        let text = content.question.map(|asked| signals_note(facts, asked, reading.scale));
        draw_note(brush, area, &text.unwrap_or_default());
    } else if layer + 1 == facts.outline.layers.len() {
        draw_note(brush, area, &best_classes(snapshot, facts));
    } else if let Some(detail) = &reading.detail {
        let (low, high) = detail.range;
        let (field, white) = (about.receptive_field.size, reading.scale);
        let text = format!(
            "values {low:.2} to {high:.2}, white from {white:.2}; each sees {field:.0} pixels across"
        );
        draw_note(brush, area, &text);
    } else {
        draw_note(brush, area, "small maps enlarged: the sharp ones are on their way");
    }
    if let Some(colormap) = content.colormaps.of(step, reading) {
        let style = SquareStyle { colormap, color, boost: facts.appearance.boost, ablated };
        squares::draw(brush, tiles, (&snapshot.maps, reading), 0..reading.channels, &style);
    }
    if cursor.channel < tiles.room() {
        brush.canvas.frame(tiles.tile(cursor.channel).inset(-2), 2, TEXT);
    }
    if let Some(unit) = content.hovered
        && unit.layer == layer
        && unit.channel < tiles.room()
    {
        brush.canvas.frame(tiles.tile(unit.channel).inset(-1), 1, MUTED);
    }
}

/// The layer's name, its block's where there is room, and something about it.
pub fn draw_name(
    brush: &mut Brush<'_, '_>,
    line: Rect,
    facts: &Facts<'_>,
    layer: usize,
    about: &str,
) {
    let m = brush.metrics;
    let (step, steps) = facts.step(layer);
    let Layer { name, block, .. } = &facts.outline.layers[layer];
    let block = &facts.outline.blocks[*block];
    let style = Style::bold(m.body, step_color(step, steps));
    let used = brush.text((line.x, line.y), line.width, Align::Left, name, style) + m.gap;
    // Where there is no room for all, the block's name is the one that the layer's name already
    // holds.
    let (room, style) = (line.width - used, m.small_style());
    let full = format!("{} · {about}", block.name);
    let words = if brush.face.width(&full, style) <= room { &full } else { about };
    let style = brush.face.fitted(words, style, room, 11.0);
    brush.text((line.x + used, line.y), room, Align::Left, words, style);
}

/// What the signals are, and which colour means what.
fn signals_note(facts: &Facts<'_>, question: AttributionQuestion, scale: f32) -> String {
    let (above, below) = match facts.appearance.colors {
        Colors::Toolbox => ("green", "red"),
        _ => ("orange", "blue"),
    };
    format!(
        "signals, not activations: {} from {}; {above} raises it, {below} lowers it, full at {}",
        title(question.method),
        name_of(question.target, facts),
        short_number(scale)
    )
}

/// A value of any size in few characters.
fn short_number(value: f32) -> String {
    if value == 0.0 || value.abs() >= 0.01 { format!("{value:.2}") } else { format!("{value:.1e}") }
}

/// The classes that lead, by their numbers in the grid.
fn best_classes(snapshot: &Snapshot, facts: &Facts<'_>) -> String {
    let named = snapshot.top.iter().take(3);
    let named: Vec<String> = named
        .map(|guess| format!("no. {} {}", guess.class + 1, facts.label(guess.class)))
        .collect();
    format!("one square a class; the brightest: {}", named.join(" · "))
}

/// What a practitioner wants to know of a layer.
fn kind_and_size(layer: &Layer) -> String {
    let size = layer.shape.map;
    let maps = if size.area() == 1 {
        format!("{} units", layer.shape.channels)
    } else {
        format!("{} channels of {size}", layer.shape.channels)
    };
    format!("{} · {maps}", layer.kind)
}

/// A second line under the layer's name.
fn draw_note(brush: &mut Brush<'_, '_>, area: Rect, text: &str) {
    let m = brush.metrics;
    let y = area.y + (m.small * 1.5) as i32 + m.body_style().leading();
    let style = Style::regular(m.small, if text.ends_with("way") { NOTICE } else { FAINT });
    let style = brush.face.fitted(text, style, area.width, 11.0);
    brush.text((area.x, y), area.width, Align::Left, text, style);
}

/// All steps as a row of dashes, this one bright: where one is.
pub fn draw_steps(brush: &mut Brush<'_, '_>, area: Rect, step: usize, steps: usize) {
    let pitch = area.width / steps.max(1) as i32;
    for n in 0..steps {
        let color = if n == step { step_color(n, steps) } else { step_box(n, steps) };
        let height = if n == step { area.height } else { area.height / 2 };
        let dash = Rect::new(
            area.x + n as i32 * pitch,
            area.y + (area.height - height) / 2,
            (pitch - 3).max(1),
            height,
        );
        brush.canvas.rounded(dash, 2, color);
    }
}
