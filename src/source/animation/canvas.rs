//! The picture that an animation shows: each part is drawn onto what those before have left.

use std::time::Duration;

use crate::frame::Picture;
use crate::geometry::Size;

/// How a part's pixels meet those below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blend {
    /// By their alpha.
    Over,
    /// They replace them; where they are transparent, nothing is left.
    Replace,
}

/// What becomes of a part's place when its time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Disposal {
    Keep,
    /// Nothing is left there.
    Clear,
    /// What was there before is there again.
    Restore,
}

/// A picture of the animation, or the rectangle of it that changes; its pixels come apart, as RGBA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
    pub blend: Blend,
    pub disposal: Disposal,
    pub stays: Duration,
}

/// A place on the canvas.
#[derive(Clone, Copy)]
struct Place {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Place {
    /// Where the part lies on a canvas of this size; what lies beyond it is left out.
    fn of(part: &Part, canvas: Size) -> Self {
        let (width, height) = (canvas.width as u32, canvas.height as u32);
        let (left, top) = (part.left.min(width), part.top.min(height));
        let right = left.saturating_add(part.width).min(width);
        let bottom = top.saturating_add(part.height).min(height);
        let [left, top, right, bottom] = [left, top, right, bottom].map(|at| at as usize);
        Self { left, top, right, bottom }
    }

    /// Its pixels in a row of the canvas.
    fn row(self, row: usize, canvas: &mut Picture) -> &mut [[u8; 3]] {
        let start = row * canvas.size.width as usize;
        &mut canvas.rgb.as_chunks_mut::<3>().0[start + self.left..start + self.right]
    }
}

/// What is to be done before the next part.
enum Due {
    Nothing,
    Clear(Place),
    Restore(Vec<u8>),
}

/// The canvas. What nothing has been drawn on is white, as in a photo; since it lies below
/// everything, colours can be blended with it at once and no alpha is kept.
pub(super) struct Canvas {
    picture: Picture,
    due: Due,
}

impl Canvas {
    /// Nothing has been drawn yet.
    pub(super) fn new(size: Size) -> Self {
        Self { picture: Picture::new(size, vec![255; size.area() * 3]), due: Due::Nothing }
    }

    /// As it is now.
    pub(super) fn picture(&self) -> &Picture {
        &self.picture
    }

    /// As it was at first.
    pub(super) fn clear(&mut self) {
        self.picture.rgb.fill(255);
        self.due = Due::Nothing;
    }

    /// Draws a part.
    pub(super) fn draw(&mut self, part: &Part, rgba: &[u8]) {
        self.dispose();
        let place = Place::of(part, self.picture.size);
        self.due = match part.disposal {
            Disposal::Keep => Due::Nothing,
            Disposal::Clear => Due::Clear(place),
            Disposal::Restore => Due::Restore(self.picture.rgb.clone()),
        };
        let width = (part.width as usize).max(1);
        for (row, pixels) in (place.top..place.bottom).zip(rgba.chunks_exact(width * 4)) {
            let onto = place.row(row, &mut self.picture);
            for (to, &[r, g, b, alpha]) in onto.iter_mut().zip(pixels.as_chunks::<4>().0) {
                match (alpha, part.blend) {
                    (255, _) => *to = [r, g, b],
                    (0, Blend::Over) => {}
                    (_, Blend::Over) => *to = mixed([r, g, b], alpha, *to),
                    (_, Blend::Replace) => *to = mixed([r, g, b], alpha, [255; 3]),
                }
            }
        }
    }

    fn dispose(&mut self) {
        match std::mem::replace(&mut self.due, Due::Nothing) {
            Due::Nothing => {}
            Due::Clear(place) => {
                for row in place.top..place.bottom {
                    place.row(row, &mut self.picture).fill([255; 3]);
                }
            }
            Due::Restore(before) => self.picture.rgb = before,
        }
    }
}

/// A colour over another, rounded to nearest.
fn mixed(colour: [u8; 3], alpha: u8, below: [u8; 3]) -> [u8; 3] {
    let alpha = u32::from(alpha);
    std::array::from_fn(|channel| {
        let (over, below) = (u32::from(colour[channel]), u32::from(below[channel]));
        ((over * alpha + below * (255 - alpha) + 127) / 255) as u8
    })
}
