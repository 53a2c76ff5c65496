//! What a square is and what its colours mean.

use super::palette::{LINE, MUTED, TEXT, hue};
use super::wall::draw_silent;
use super::{Align, Brush, Scene};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::selection::GAMMAS;
use crate::geometry::Rect;

/// Bands of the key, in three of the hues that steps have.
const BANDS: usize = 3;

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let small = m.small_style();
    let title = Style::bold(m.body, TEXT);
    brush.text(
        (area.x, area.y + m.gap / 4),
        area.width,
        Align::Left,
        "Every square is one detector",
        title,
    );
    let mut y = area.y + (m.body * 1.35) as i32;

    let height = (m.body * 0.85) as i32;
    let gamma = GAMMAS[scene.selection.gamma % GAMMAS.len()];
    for band in 0..BANDS {
        let (top, bottom) =
            (height * band as i32 / BANDS as i32, height * (band as i32 + 1) / BANDS as i32);
        let colors = Colormap::depth(hue(band, BANDS), gamma);
        for x in 0..area.width {
            let byte = (x * 255 / area.width.max(1)) as u8;
            brush.canvas.fill(Rect::new(area.x + x, y + top, 1, bottom - top), colors.color(byte));
        }
    }
    y += height + small.cap_height() / 2 + 1;
    brush.text((area.x, y), area.width, Align::Left, "found nothing here", small);
    brush.text((area.x, y), area.width, Align::Right, "found it here", small);

    y += small.leading();
    let box_side = small.cap_height() + 4;
    let sample = Rect::new(area.x, y - 2, box_side, box_side);
    draw_silent(brush, sample, LINE);
    let x = area.x + box_side + m.gap;
    let width = area.right() - x;
    brush.text((x, y), width, Align::Left, "finds nothing anywhere", small);

    y += small.leading();
    if y + small.cap_height() <= area.bottom() {
        let text = "Late squares see all at once: coarse.";
        let style = Style::regular(m.small, MUTED);
        if brush.face.width(text, style) <= area.width {
            brush.text((area.x, y), area.width, Align::Left, text, style);
        } else {
            brush.text((area.x, y), area.width, Align::Left, "Late squares are coarser.", style);
        }
    }
}
