//! What may be parted, as small pictures.

use super::{Page, Places};
use crate::canvas::text::Style;
use crate::exhibit::untangle::points::Data;
use crate::exhibit::untangle::{PICK, own_things, taught};
use crate::geometry::Rect;
use crate::view::button::{self, Tone};
use crate::view::palette::{FAINT, MUTED, TAUGHT, TEXT};
use crate::view::{Brush, What};
use crate::words::message;

/// Draws them.
pub(super) fn draw(brush: &mut Brush<'_, '_>, page: &Page<'_>, places: &Places) {
    let m = brush.metrics;
    let names = ["untangle-ring", "untangle-spirals", "untangle-moons", "untangle-own"];
    for (((&place, data), name), action) in places.cards.iter().zip(Data::ALL).zip(names).zip(PICK)
    {
        let on = page.chosen.data == data;
        let tone = if on { Tone::On } else { Tone::Plain };
        button::ground(brush, place, tone, brush.pressed == Some(What::Button(action)));
        let inner = place.inset(m.gap / 2);
        let style = Style::bold(m.small, if on { TEXT } else { MUTED });
        let (picture, words) = inner.split_bottom(2 * style.leading());
        let words = words.inset_by(m.gap / 3, 0);
        button::words(brush, words, &message(name), style);
        match data {
            Data::Own => draw_own(brush, page, picture),
            _ => draw_points(brush, data, picture),
        }
    }
}

/// The points, small.
fn draw_points(brush: &mut Brush<'_, '_>, data: Data, area: Rect) {
    let half = area.width.min(area.height) as f32 / 2.0;
    let middle = area.middle();
    let radius = (half * 0.045).max(1.0);
    for point in data.made_up() {
        let [x, y] = point.at.map(|value| value as f32 * half * 0.9);
        let at = (middle.x as f32 + x, middle.y as f32 - y);
        brush.canvas.disc(at, radius, TAUGHT[usize::from(point.second)]);
    }
}

/// Two taught pictures, or two empty places for them.
fn draw_own(brush: &mut Brush<'_, '_>, page: &Page<'_>, area: Rect) {
    let m = brush.metrics;
    let side = area.height.min((area.width - m.gap) / 2).max(1);
    let left = area.x + (area.width - 2 * side - m.gap / 2) / 2;
    let y = area.y + (area.height - side) / 2;
    let taught = taught(page.scene.findings);
    let things = taught.and_then(|taught| own_things(taught));
    for n in 0..2_usize {
        let place = Rect::new(left + n as i32 * (side + m.gap / 2), y, side, side);
        let thing = things.map(|things| things[n]);
        let sample = taught.and_then(|taught| {
            taught.samples.iter().find(|sample| Some(usize::from(sample.class)) == thing)
        });
        let color = thing.map_or(FAINT, |thing| TAUGHT[thing % TAUGHT.len()]);
        brush.canvas.frame(place, 2, color);
        if let Some(sample) = sample {
            let picture = &sample.thumbnail;
            brush.seen(place.inset(2), picture, picture.size.rect());
        }
    }
}
