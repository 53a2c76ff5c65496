//! One layer, open: all its channels, as large as the pane allows.

use super::layout::{Layout, Tiles};
use super::palette::{FAINT, LINE, MUTED, NOTICE, TEXT, step_box, step_color};
use super::wall::{Colors, draw_squares};
use super::{Align, Brush, Scene};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::network::outline::Layer;

pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    layout: &Layout,
    (layer, tiles): (usize, &Tiles),
    scene: &Scene<'_>,
    colors: &Colors,
) {
    let m = brush.metrics;
    let Some(about) = scene.outline.layers.get(layer) else { return };
    let (step, steps) = scene.step(layer);
    let color = step_color(step, steps);
    let head = Rect { y: layout.maps.y, height: layout.maps.height, ..layout.wall_area };
    brush.heading(head, 2, &format!("Inside step {} of {steps}", step + 1));
    let mut y = layout.wall_area.y;
    ladder(brush, Rect { y, height: (m.small * 0.7) as i32, ..layout.wall_area }, step, steps);
    y += (m.small * 1.5) as i32;

    let block = &scene.outline.blocks[about.block];
    let style = Style::bold(m.body, color);
    let used = brush.text((head.x, y), head.width, Align::Left, &about.name, style) + m.gap;
    // Where there is no room for all, the block's name is the one that the layer's name already holds.
    let (room, style) = (head.width - used, m.small_style());
    let short = facts(about);
    let full = format!("{} · {short}", block.name);
    let facts = if brush.face.width(&full, style) <= room { full } else { short };
    let style = brush.face.fitted(&facts, style, room, 11.0);
    brush.text((head.x + used, y), room, Align::Left, &facts, style);

    let reading = scene.snapshot.and_then(|s| Some((s, s.maps.reading(layer)?)));
    let Some((snapshot, reading)) = reading else {
        for n in 0..tiles.room().min(about.shape.channels) {
            brush.canvas.frame(tiles.tile(n), 1, LINE);
        }
        note(brush, layout, "one moment: these maps are on their way");
        return;
    };
    if let Some(detail) = &reading.detail {
        let (low, high) = detail.range;
        let (field, white) = (about.receptive_field.size, reading.scale);
        let text = format!(
            "values {low:.2} to {high:.2}, white from {white:.2}; each sees {field:.0} pixels across"
        );
        note(brush, layout, &text);
    } else {
        note(brush, layout, "small maps enlarged: the sharp ones are on their way");
    }
    if let Some(maps) = colors.of(step, reading.signed) {
        draw_squares(brush, tiles, snapshot, reading, 0..reading.channels, maps, color);
    }
    let cursor = scene.selection.unit;
    if cursor.layer == layer && cursor.channel < tiles.room() {
        brush.canvas.frame(tiles.tile(cursor.channel).inset(-2), 2, TEXT);
    }
    if let Some(super::Target::Unit(unit)) = scene.hover
        && unit.layer == layer
        && unit.channel < tiles.room()
    {
        brush.canvas.frame(tiles.tile(unit.channel).inset(-1), 1, MUTED);
    }
}

/// What a practitioner wants to know of a layer.
fn facts(layer: &Layer) -> String {
    let size = layer.shape.map;
    let maps = if size.area() == 1 {
        format!("{} units", layer.shape.channels)
    } else {
        format!("{} channels of {size}", layer.shape.channels)
    };
    format!("{} · {maps}", layer.kind)
}

/// A second line under the layer's name.
fn note(brush: &mut Brush<'_, '_>, layout: &Layout, text: &str) {
    let m = brush.metrics;
    let y = layout.wall_area.y + (m.small * 1.5) as i32 + m.body_style().leading();
    let style = Style::regular(m.small, if text.ends_with("way") { NOTICE } else { FAINT });
    let style = brush.face.fitted(text, style, layout.wall_area.width, 11.0);
    brush.text((layout.wall_area.x, y), layout.wall_area.width, Align::Left, text, style);
}

/// All steps as a row of dashes, this one bright: where one is.
fn ladder(brush: &mut Brush<'_, '_>, area: Rect, step: usize, steps: usize) {
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
