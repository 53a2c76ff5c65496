//! The legend: what a square's colours mean, and why late squares look blurred.

use super::colormaps::colormap;
use super::facts::Facts;
use super::palette::{BACKGROUND, FAINT, Metrics, TEXT};
use super::{Align, Brush};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::control::appearance::Colors;
use crate::geometry::Rect;

/// Rows that it takes below the close-up: the colours with their ends, two lines of words.
pub fn height(m: &Metrics) -> i32 {
    bar_height(m) + m.gap / 3 + 2 * m.small_style().leading()
}

fn bar_height(m: &Metrics) -> i32 {
    (m.small * 1.45) as i32
}

/// Draws it: the colours, and as many words as there is room for; or what else is in the squares,
/// where `patterns` stand there.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, patterns: bool) {
    let m = brush.metrics;
    if patterns {
        draw_words(brush, area, &[say!("legend-patterns"), say!("legend-patterns-short")]);
        return;
    }
    let height = bar_height(&m);
    // Light alone says it; hue only says which step.
    let colors = match facts.appearance.colors {
        Colors::Depth => Colormap::grey(false, facts.appearance.exponent()),
        _ => colormap(facts.appearance, (0, 1), false),
    };
    for x in 0..area.width {
        let byte = (x * 255 / area.width.max(1)) as u8;
        brush.canvas.fill(Rect { x: area.x + x, width: 1, height, ..area }, colors.color(byte));
    }
    let (nothing, found) = (say!("legend-nothing"), say!("legend-found"));
    let bold = Style::bold(m.small, BACKGROUND);
    let small = Style::regular(m.small, TEXT);
    let inner = area.inset_by(m.gap / 3, 0);
    let wide = brush.face.width(&nothing, small) + brush.face.width(&found, bold) + 2 * m.gap;
    let scale = (inner.width as f32 / wide.max(1) as f32).min(1.0);
    let [small, bold] = [small, bold].map(|style| style.sized(style.size * scale));
    let level = area.y + (height - small.cap_height()) / 2;
    brush.text((inner.x, level), inner.width, Align::Left, &nothing, small);
    brush.text((inner.x, level), inner.width, Align::Right, &found, bold);
    let y = area.y + height + m.gap / 3;
    let rest = Rect { y, height: area.bottom() - y, ..area };
    if facts.outline.shows_below_zero() {
        let (signed, late) = (say!("inside-signed"), say!("legend-late-short"));
        let both = format!("{signed} {late}");
        draw_words(brush, rest, &[both, signed, say!("legend-signed-short")]);
    } else {
        draw_words(brush, rest, &[say!("legend-late"), say!("legend-late-short")]);
    }
}

/// The first of these for which there is room.
fn draw_words(brush: &mut Brush<'_, '_>, area: Rect, words: &[String]) {
    let style = Style::regular(brush.metrics.small, FAINT);
    let lines = |text: &str| brush.face.wrapped(text, style, area.width).len() as i32;
    let room = (area.height - style.cap_height()) / style.leading() + 1;
    if let Some(text) = words.iter().find(|text| lines(text) <= room) {
        brush.paragraph(area, text, style);
    }
}
