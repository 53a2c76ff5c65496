//! Draws digits on maps, layer by layer: a colour a digit.

use super::places::words_height;
use crate::canvas::color::{Color, oklch};
use crate::canvas::text::Style;
use crate::exhibit::grow::digits::{self, CLASSES};
use crate::exhibit::grow::grown::Grown;
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, MUTED, NOTICE, PANEL, TEXT};
use crate::view::{Align, Brush};

/// How light each digit's colour is, in tenths of the way: no two are alike, for whoever takes red
/// and green for one another.
const LIGHTNESS: [u8; CLASSES] = [7, 2, 5, 0, 8, 3, 9, 1, 6, 4];

/// A digit's colour.
fn color(label: u8) -> Color {
    let lightness = 0.54 + 0.04 * f32::from(LIGHTNESS[usize::from(label) % CLASSES]);
    oklch(lightness, 0.13, f32::from(label) * 36.0 + 20.0)
}

/// Draws them side by side.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, grown: &Grown) {
    let m = brush.metrics;
    let Some(maps) = &grown.maps else {
        brush.paragraph(area, &say!("grow-mapping"), Style::regular(m.body, NOTICE));
        return;
    };
    let count = grown.wall.steps.len() + 2;
    let across = if m.upright { count.div_ceil(2) } else { count } as i32;
    let rows = (count as i32 + across - 1) / across;
    let gap = 2 * m.gap;
    let width = (area.width + gap) / across - gap;
    let height = (area.height + m.gap) / rows - m.gap;
    for n in 0..count {
        let (column, row) = (n as i32 % across, n as i32 / across);
        let (x, y) = (area.x + column * (width + gap), area.y + row * (height + m.gap));
        let place = Rect::new(x, y, width, height);
        let (words, map) = place.split_top(words_height(&m));
        let name = match n {
            0 => say!("grow-map-pixels"),
            _ if n + 1 == count => say!("grow-map-answers"),
            _ => say!("grow-map-step", step = n),
        };
        let style = brush.face.fitted(&name, Style::bold(m.small, TEXT), words.width, 11.0);
        brush.text((words.x, words.y), words.width, Align::Left, &name, style);
        brush.canvas.rounded(map, m.gap / 2, PANEL);
        if let Some(layer) = maps.layers.get(n) {
            draw_map(brush, map, layer);
        } else {
            let soon = Style::regular(m.small, MUTED);
            let inner = map.inset_by(m.gap, m.gap);
            brush.text((inner.x, inner.y), inner.width, Align::Left, &say!("grow-map-soon"), soon);
        }
    }
}

fn draw_map(brush: &mut Brush<'_, '_>, area: Rect, layer: &[[f32; 2]]) {
    let m = brush.metrics;
    let Ok(held_back) = digits::held_back() else { return };
    let inner = area.inset_by(m.gap, m.gap);
    let at = |[x, y]: [f32; 2]| {
        (inner.x as f32 + x * inner.width as f32, inner.y as f32 + y * inner.height as f32)
    };
    let radius = (inner.height as f32 / 60.0).max(1.5);
    for (place, digit) in layer.iter().zip(held_back) {
        brush.canvas.disc(at(*place), radius, color(digit.label));
    }
    let style = Style::bold((m.small * 1.1).max(12.0), TEXT);
    let mut taken: Vec<Rect> = Vec::new();
    for label in 0..CLASSES as u8 {
        let own = layer.iter().zip(held_back).filter(|(_, digit)| digit.label == label);
        let own: Vec<[f32; 2]> = own.map(|(place, _)| *place).collect();
        if own.is_empty() {
            continue;
        }
        let (x, y) = at([0, 1].map(|axis: usize| {
            let mut along: Vec<f32> = own.iter().map(|place| place[axis]).collect();
            along.sort_unstable_by(f32::total_cmp);
            along[along.len() / 2]
        }));
        let name = label.to_string();
        let (width, height) = (brush.face.width(&name, style) + m.gap / 2, style.leading());
        let place = Rect::new(x as i32 - width / 2, y as i32 - height / 2, width, height);
        let lies_on = |other: &Rect| !place.intersect(*other).is_empty();
        if place.intersect(area) != place || taken.iter().any(lies_on) {
            continue;
        }
        let ground = Rect { height: style.cap_height() + m.gap / 2, ..place };
        let top = place.y + (place.height - ground.height) / 2;
        brush.canvas.rounded(Rect { y: top, ..ground }, m.gap / 4, BACKGROUND);
        let style = Style { color: color(label), ..style };
        brush.text((place.x, top + m.gap / 4), place.width, Align::Centre, &name, style);
        taken.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::color::weakness::difference;

    #[test]
    fn digits_have_colours_of_their_own() {
        let colors: Vec<Color> = (0..CLASSES as u8).map(color).collect();
        for (n, &one) in colors.iter().enumerate() {
            for &other in &colors[..n] {
                // Their figures stand on the maps, for whoever cannot tell two colours apart.
                assert!(one != other && difference(one, other) > 0.02, "{one:06x} {other:06x}");
            }
        }
    }
}
