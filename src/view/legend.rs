//! What a square is and what its colours mean.

use super::palette::{LINE, TEXT};
use super::wall::{colormap, draw_silent};
use super::{Align, Brush, Scene};
use crate::canvas::text::Style;
use crate::control::selection::GAMMAS;
use crate::geometry::Rect;

/// Why late maps look blurred, in as many words as there is room for.
const COARSE: [&str; 3] = [
    "Late squares see the whole picture at once, so they are coarse.",
    "Late squares see all at once: coarse.",
    "Late squares are coarser.",
];

/// Bands of the key, in three of the hues that steps have.
const BANDS: usize = 3;

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let small = m.small_style();
    let words = "Every square is one detector";
    let title = brush.face.fitted(words, Style::bold(m.body, TEXT), area.width, 11.0);
    brush.text((area.x, area.y + m.gap / 4), area.width, Align::Left, words, title);
    let mut y = area.y + (m.body * 1.35) as i32;

    let height = (m.body * 0.85) as i32;
    let gamma = GAMMAS[scene.selection.gamma % GAMMAS.len()];
    for band in 0..BANDS {
        let (top, bottom) =
            (height * band as i32 / BANDS as i32, height * (band as i32 + 1) / BANDS as i32);
        let colors = colormap(scene.selection.colors, band, BANDS, false, gamma);
        for x in 0..area.width {
            let byte = (x * 255 / area.width.max(1)) as u8;
            brush.canvas.fill(Rect::new(area.x + x, y + top, 1, bottom - top), colors.color(byte));
        }
    }
    y += height + small.cap_height() / 2 + 1;
    let ends = |brush: &Brush<'_, '_>, left: &str, right: &str| {
        brush.face.width(left, small) + m.gap + brush.face.width(right, small) <= area.width
    };
    let (nothing, found) = [("found nothing here", "found it here"), ("found nothing", "found it")]
        .into_iter()
        .find(|(left, right)| ends(brush, left, right))
        .unwrap_or(("nothing", "found"));
    brush.text((area.x, y), area.width, Align::Left, nothing, small);
    brush.text((area.x, y), area.width, Align::Right, found, small);

    y += small.leading();
    let box_side = small.cap_height() + 4;
    let sample = Rect::new(area.x, y - 2, box_side, box_side);
    draw_silent(brush, sample, LINE);
    let x = area.x + box_side + m.gap;
    let width = area.right() - x;
    brush.text((x, y), width, Align::Left, "finds nothing anywhere", small);

    y += small.leading();
    let rest = Rect { y, height: area.bottom() - y, ..area };
    let lines = |text: &str| brush.face.wrapped(text, small, rest.width).len() as i32;
    let room = (rest.height - small.cap_height()) / small.leading() + 1;
    if let Some(text) = COARSE.into_iter().find(|text| lines(text) <= room) {
        brush.paragraph(rest, text, small);
    }
}
