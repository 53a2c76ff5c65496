//! One detector enlarged: its map glows over the picture at the place where it found something.

use super::palette::{FAINT, PANEL, TEXT, hue, step_color};
use super::{Brush, Scene};
use crate::canvas::blit::Enlarger;
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::selection::GAMMAS;
use crate::geometry::Rect;

/// Where the enlarged square lies within the pane: for the line from the wall.
pub(super) fn square(area: Rect, m: &super::palette::Metrics) -> Rect {
    let title = m.body_style().leading() + m.gap / 2;
    let side = (area.height - title - m.gap).min(area.width * 62 / 100).max(0);
    Rect::new(area.x, area.y + title, side, side)
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let square = square(area, &m);
    if square.width < 24 {
        return;
    }
    let title = Style::bold(m.body, TEXT);
    brush.text(
        (area.x, area.y + m.gap / 4),
        area.width,
        super::Align::Left,
        "One detector, close up",
        title,
    );
    let (Some(snapshot), Some(unit)) = (scene.snapshot, scene.spotlight) else {
        brush.canvas.rounded(square, 4, PANEL);
        return;
    };
    let Some(layer) = scene.outline.layers.get(unit.layer) else { return };
    let (step, steps) = scene.step(unit.layer);
    let color = step_color(step, steps);
    brush.picture(square, &snapshot.frame.picture, snapshot.crop);
    brush.canvas.shade(square, 0, 165);
    let gamma = GAMMAS[scene.selection.gamma % GAMMAS.len()];
    let reading = snapshot.unit.as_ref().filter(|reading| reading.unit == unit);
    let silent = reading.is_some_and(|reading| reading.range.1 <= 0.0);
    if let Some(reading) = reading {
        let colors = Colormap::depth(hue(step, steps), gamma);
        let neutral = if reading.signed { 128.0 } else { 0.0 };
        let opacity = std::array::from_fn(|byte| {
            let value = ((byte as f32 - neutral) / (255.0 - neutral)).max(0.0);
            (value.powf(gamma) * 235.0) as u8
        });
        let mut enlarger = Enlarger::new(reading.size, square.size());
        brush.canvas.glow((square.x, square.y), &reading.bytes, &mut enlarger, &colors, &opacity);
    }
    brush.canvas.frame(square, 2, color);

    let words = Rect::new(
        square.right() + m.gap,
        square.y,
        area.right() - square.right() - m.gap,
        square.height,
    );
    let small = m.small_style();
    let head = format!("step {}", step + 1);
    let mut y = words.y + 1;
    brush.text((words.x, y), words.width, super::Align::Left, &head, Style::bold(m.body, color));
    y += m.body_style().leading();
    let which = format!("no. {} of {}", unit.channel + 1, layer.shape.channels);
    brush.text(
        (words.x, y),
        words.width,
        super::Align::Left,
        &which,
        Style::regular(m.small, FAINT),
    );
    y += small.leading() + m.gap / 2;
    let says = match reading {
        None => "one moment …",
        Some(_) if silent => "finds nothing in this picture",
        Some(reading) if reading.size.area() == 1 => "answers for the whole picture at once",
        Some(_) => "glows where it finds its thing",
    };
    let rest = Rect { y, height: words.bottom() - y, ..words };
    brush.paragraph(rest, says, small);
}
