//! The legend: what a square is, and what its colours mean.

use super::colormaps::colormap;
use super::facts::Facts;
use super::palette::{LINE, TEXT};
use super::squares::draw_silent;
use super::{Align, Brush};
use crate::canvas::text::Style;
use crate::geometry::Rect;

/// Why late maps look blurred, in as many words as there is room for.
const COARSE: [&str; 3] = [
    "Late squares see the whole picture at once, so they are coarse.",
    "Late squares see all at once: coarse.",
    "Late squares are coarser.",
];

/// Bands of the key, in three of the hues that steps have.
const BANDS: usize = 3;

/// Draws it: a title, the colours, and as many words as there is room for.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let m = brush.metrics;
    let small = m.small_style();
    let words = "Every square is one detector";
    let title = brush.face.fitted(words, Style::bold(m.body, TEXT), area.width, 11.0);
    let used = brush.text((area.x, area.y + m.gap / 4), area.width, Align::Left, words, title);
    let mut y = area.y + (m.body * 1.35) as i32;

    let height = (m.body * 0.85) as i32;
    for band in 0..BANDS {
        let (top, bottom) =
            (height * band as i32 / BANDS as i32, height * (band as i32 + 1) / BANDS as i32);
        let colors = colormap(facts.appearance, (band, BANDS), false);
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
    let left = brush.text((area.x, y), area.width, Align::Left, nothing, small);
    let right = brush.text((area.x, y), area.width, Align::Right, found, small);
    let between = Rect { x: area.x + left, width: area.width - left - right, ..area };
    let silent = "finds nothing anywhere";
    let box_side = small.cap_height() + 4;
    let wide = box_side + m.gap + brush.face.width(silent, small);
    if m.upright && wide + 2 * m.gap <= between.width {
        // All in a row.
        silent_square(brush, (between.x + (between.width - wide) / 2, y), wide, silent);
        let beside = area.width - used - 2 * m.gap;
        let fits = |text: &&str| brush.face.width(text, small) <= beside;
        if let Some(text) = COARSE.into_iter().find(fits) {
            let level = area.y + m.gap / 4 + title.cap_height() - small.cap_height();
            brush.text((area.right() - beside, level), beside, Align::Right, text, small);
        }
        return;
    }

    y += small.leading();
    silent_square(brush, (area.x, y), area.width, silent);

    y += small.leading();
    let rest = Rect { y, height: area.bottom() - y, ..area };
    let lines = |text: &str| brush.face.wrapped(text, small, rest.width).len() as i32;
    let room = (rest.height - small.cap_height()) / small.leading() + 1;
    if let Some(text) = COARSE.into_iter().find(|text| lines(text) <= room) {
        brush.paragraph(rest, text, small);
    }
}

/// The square of a detector that finds nothing, and what it means.
fn silent_square(brush: &mut Brush<'_, '_>, (x, y): (i32, i32), width: i32, words: &str) {
    let (gap, small) = (brush.metrics.gap, brush.metrics.small_style());
    let side = small.cap_height() + 4;
    draw_silent(brush, Rect::new(x, y - 2, side, side), LINE);
    brush.text((x + side + gap, y), width - side - gap, Align::Left, words, small);
}
