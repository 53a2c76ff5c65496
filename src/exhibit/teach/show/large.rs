//! Draws the picture that was touched, large, over one half of the map: its thing, those beside it,
//! and what takes it away.

use super::content::{Content, color};
use super::lines::line;
use super::places::Places;
use super::{LOOK, TAKE_AWAY};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, LINE, MUTED, Metrics};
use crate::view::{Align, Brush, Target};

/// So many of those beside it are shown.
const BESIDE: usize = 4;

/// Where its parts lie.
struct Parts {
    whole: Rect,
    name: Rect,
    close: Rect,
    picture: Rect,
    beside: Rect,
    away: Rect,
}

fn parts(content: &Content<'_>, places: &Places, m: &Metrics) -> Option<Parts> {
    if !content.has_map() {
        return None;
    }
    let sample = content.picked()?;
    let [x, _] = content.show.glide.of(sample.id)?;
    let gap = m.gap / 2;
    let map = places.map.inset(gap);
    let wide = (map.width / 2 - gap).min(m.target * 6);
    // Away from the picture itself.
    let whole = if x > 0.0 { map.split_left(wide).0 } else { map.split_right(wide).1 };
    let inner = whole.inset(gap);
    let (head, rest) = inner.split_top(m.target.min(inner.height / 5));
    let (name, close) = head.split_right(head.height);
    let (rest, away) = rest.split_bottom(m.target.min(inner.height / 4));
    let rest = rest.split_top(gap).1.split_bottom(gap).0;
    let (rest, beside) = rest.split_bottom(rest.height * 30 / 100);
    let rest = rest.split_bottom(gap).0;
    let side = rest.width.min(rest.height);
    let picture = Rect::new(rest.x + (rest.width - side) / 2, rest.y, side, side);
    Some(Parts { whole, name, close, picture, beside, away })
}

fn buttons(parts: &Parts) -> [(Rect, Button); 2] {
    let close = Button::new(LOOK, String::new()).with_icon(Icon::Cross);
    let away = Button::new(TAKE_AWAY, say!("show-take-away")).in_danger();
    [(parts.close, close), (parts.away, away)]
}

/// What can be touched: before the map, which it lies on.
pub(super) fn targets(content: &Content<'_>, places: &Places, m: &Metrics) -> Vec<Target> {
    let parts = parts(content, places, m);
    let buttons = parts.iter().flat_map(buttons);
    buttons.map(|(place, button)| button.target(place)).collect()
}

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    let m = brush.metrics;
    let (Some(parts), Some(sample)) = (parts(content, places, &m), content.picked()) else {
        return;
    };
    let hue = color(sample.class);
    brush.canvas.rounded(parts.whole, m.gap / 2, LINE);
    brush.canvas.rounded(parts.whole.inset(1), m.gap / 2, BACKGROUND);
    let name = content.chosen.name(usize::from(sample.class));
    line(brush, parts.name, Align::Left, &name, Style::bold((m.body * 1.1).round(), hue));
    let picture = &sample.thumbnail;
    brush.canvas.rounded(parts.picture, 4, hue);
    brush.seen(parts.picture.inset(2), picture, picture.size.rect());
    let (head, row) = parts.beside.split_top(m.small_style().leading());
    line(brush, head, Align::Left, &say!("show-beside"), Style::regular(m.small, MUTED));
    let gap = m.gap / 3;
    let side = row.height.min((row.width + gap) / BESIDE as i32 - gap).max(0);
    let others = content.show.glide.neighbours(sample.id, BESIDE);
    let others = others.iter().filter_map(|id| content.taught?.sample(*id));
    for (n, other) in (0..).zip(others) {
        let place = Rect::new(row.x + n * (side + gap), row.y, side, side);
        brush.canvas.fill(place, color(other.class));
        brush.seen(place.inset(2), &other.thumbnail, other.thumbnail.size.rect());
    }
    for (place, button) in buttons(&parts) {
        button::draw(brush, place, &button, content.scene.keyboard);
    }
}
