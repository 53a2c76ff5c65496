//! The live picture of a game: the square that the network sees, and why it does not move where it
//! does not.

use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, BUTTON_LINE, MUTED, NOTICE, PANEL, TEXT};
use crate::view::{Align, Brush};

/// Draws it in the largest square of the area, at its upper left, in a frame of this colour; where
/// none is given, in a plain one. Returns the square.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    frame: Option<Color>,
    scene: &Scene<'_>,
) -> Rect {
    let m = brush.metrics;
    let side = area.width.min(area.height).max(0);
    let place = Rect::new(area.x, area.y, side, side);
    let Some(snapshot) = scene.snapshot else {
        brush.canvas.rounded(place, m.gap / 2, PANEL);
        let style = Style::regular(m.small, MUTED);
        let y = place.y + (place.height - style.cap_height()) / 2;
        brush.text((place.x, y), place.width, Align::Centre, &say!("picture-waiting"), style);
        return place;
    };
    let place = brush.seen(place, &snapshot.frame.picture, snapshot.crop);
    let thick = if frame.is_some() { 4 } else { 2 };
    brush.canvas.frame(place, thick, frame.unwrap_or(BUTTON_LINE));
    let note = if scene.frozen {
        Some((say!("picture-held"), NOTICE))
    } else if scene.status.still && !scene.status.shaken {
        Some((say!("play-photo-still"), TEXT))
    } else {
        None
    };
    if let Some((words, color)) = note {
        let style = Style::bold(m.small, color);
        let style = brush.face.fitted(&words, style, place.width - m.gap, 11.0);
        let height = style.leading() + m.gap / 2;
        let band = Rect { y: place.bottom() - height, height, ..place };
        brush.canvas.shade(band, BACKGROUND, 215);
        let y = band.y + (height - style.cap_height()) / 2;
        brush.text((band.x, y), band.width, Align::Centre, &words, style);
    }
    place
}
