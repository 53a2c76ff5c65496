//! What is rubbed out, drawn over the picture, and the rubber itself.

use super::{Rubbing, Sheet};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::{Color, rgb};
use crate::canvas::colormap::Colormap;
use crate::geometry::{Point, Rect};
use crate::network::erasure::Mask;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::view::Brush;
use crate::view::palette::TEXT;

/// What is rubbed out: the mean colour of the pictures that it learned from, or nearly.
const GREY: Color = rgb(0x80, 0x80, 0x80);

/// The ring of the rubber is drawn as so many straight lines.
const SIDES: i32 = 48;

/// Where in its place the picture is shown that can be rubbed out: in the proportions of the
/// network's input.
pub(in crate::exhibit) fn picture(place: Rect, outline: &Outline) -> Rect {
    place.hold(outline.input)
}

/// What is hidden, over the picture; its edges are as soft as those in an enlarged picture.
pub(in crate::exhibit) fn draw_mask(brush: &mut Brush<'_, '_>, picture: Rect, mask: &Mask) {
    let size = mask.size();
    let mut map = vec![0; size.area()];
    for run in mask.runs() {
        let first = run.y as usize * size.width as usize + run.x as usize;
        map[first..first + run.width as usize].fill(u8::MAX);
    }
    let opacity = std::array::from_fn(|byte| (128 + 4 * (byte as i32 - 128)).clamp(0, 255) as u8);
    // What is drawn may reach by a pixel of the input over the bounds.
    let bounds = mask.bounds().inset(-1);
    let on_screen = |at: i32, side: i32, pixels: i32| at * side / pixels.max(1);
    let (x, y) = (
        picture.x + on_screen(bounds.x, picture.width, size.width),
        picture.y + on_screen(bounds.y, picture.height, size.height),
    );
    let (width, height) = (
        on_screen(bounds.width + 1, picture.width, size.width),
        on_screen(bounds.height + 1, picture.height, size.height),
    );
    let mut enlarger = Enlarger::new(size, picture.size());
    let mut canvas = brush.canvas.clip(Rect::new(x, y, width, height).intersect(picture));
    let at = (picture.x, picture.y);
    canvas.glow(at, &map, &mut enlarger, &Colormap::flat(GREY), &opacity);
}

/// A ring where the rubber is.
pub(in crate::exhibit) fn draw_rubber(
    brush: &mut Brush<'_, '_>,
    picture: Rect,
    rubbing: &Rubbing,
    snapshot: &Snapshot,
) {
    let size = Sheet::of(snapshot).size;
    let Some((at, radius)) = rubbing.rubber(size) else { return };
    let scale = picture.width as f32 / size.width.max(1) as f32;
    let middle = (
        picture.x as f32 + (at.x as f32 + 0.5) * scale,
        picture.y as f32 + (at.y as f32 + 0.5) * scale,
    );
    let point = |n: i32| {
        let angle = n as f32 / SIDES as f32 * std::f32::consts::TAU;
        (middle.0 + angle.cos() * radius * scale, middle.1 + angle.sin() * radius * scale)
    };
    let inside = |(x, y): (f32, f32)| picture.inset(2).contains(Point::new(x as i32, y as i32));
    for (from, to) in (0..SIDES).map(|n| (point(n), point(n + 1))) {
        if inside(from) && inside(to) {
            brush.canvas.line(from, to, 2.0, TEXT);
        }
    }
}
