//! One detector enlarged: its map glows over the picture at the place where it found something.

use super::palette::{FAINT, PANEL, TEXT, hue, step_color};
use super::{Align, Brush, Scene};
use crate::canvas::blit::Enlarger;
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::selection::GAMMAS;
use crate::geometry::Rect;

/// The parts of the pane: the title's row, the enlarged square, and the words beside or below it.
pub(super) struct Parts {
    /// Where the map is drawn.
    pub(super) square: Rect,
    words: Rect,
}

impl Parts {
    /// Words go below the square where that lets it be larger.
    pub(super) fn new(area: Rect, m: &super::palette::Metrics) -> Self {
        let title = m.body_style().leading() + m.gap / 2;
        let (_, rest) = area.split_top(title);
        let below = m.body_style().leading() + m.small_style().leading() + m.gap / 2;
        let beside_side = (rest.height - m.gap).min(area.width * 60 / 100).max(0);
        let below_side = (rest.height - m.gap - below).min(area.width).max(0);
        let (side, words) = if below_side > beside_side {
            let y = rest.y + below_side + m.gap / 2;
            (below_side, Rect { y, height: below, ..rest })
        } else {
            let x = rest.x + beside_side + m.gap;
            (beside_side, Rect { x, width: rest.right() - x, height: beside_side, ..rest })
        };
        Self { square: Rect { width: side, height: side, ..rest }, words }
    }
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Parts { square, words } = Parts::new(area, &m);
    if square.width < 24 {
        return;
    }
    let title = Style::bold(m.body, TEXT);
    brush.text(
        (area.x, area.y + m.gap / 4),
        area.width,
        Align::Left,
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

    let small = m.small_style();
    let head = format!("step {}", step + 1);
    let which = format!("no. {} of {}", unit.channel + 1, layer.shape.channels);
    let quiet = Style::regular(m.small, FAINT);
    let used = brush.text(
        (words.x, words.y + 1),
        words.width,
        Align::Left,
        &head,
        Style::bold(m.body, color),
    );
    let mut y = words.y + 1 + m.body_style().leading();
    if words.y > square.y {
        let x = words.x + used + m.gap;
        let level = words.y + 1 + m.body_style().cap_height() - quiet.cap_height();
        brush.text((x, level), words.right() - x, Align::Left, &which, quiet);
    } else {
        brush.text((words.x, y), words.width, Align::Left, &which, quiet);
        y += small.leading() + m.gap / 2;
    }
    let says = match reading {
        None => "one moment …",
        Some(_) if silent => "finds nothing in this picture",
        Some(reading) if reading.size.area() == 1 => "answers for the whole picture at once",
        Some(_) => "glows where it finds its thing",
    };
    let rest = Rect { y, height: words.bottom() - y, ..words };
    brush.paragraph(rest, says, small);
}
