//! Why it changed its mind: what lies between the pictures before and after, measured.
//!
//! Pure functions of plain pixels: a movement of the whole picture and its light, then a part that
//! neither explains. Only what explains a good part of the difference is named.

mod movement;
mod place;
mod plane;
#[cfg(test)]
mod tests;

pub(super) use place::Thing;

use std::borrow::Cow;

use crate::dynamics::evidence::Evidence;
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use movement::{FINE, Movement, Pair, Part};
use plane::Plane;

/// Pictures that are smaller say nothing about movements.
const SMALLEST: i32 = 32;

/// What is named explains at least this share of the squared difference.
const SHARE: f64 = 0.1;

/// The least that is named: pixels, parts, degrees, parts. What is less cannot be told from noise
/// and rounding.
const LEAST_SHIFT: f32 = 0.1;
const LEAST_ZOOM: f32 = 0.003;
const LEAST_TURN: f32 = 0.15;
const LEAST_LIGHT: f32 = 0.01;

/// The causes together explain most of the change above this share.
const MOST: f64 = 0.5;

/// Pictures of which half the pixels differ by more than this part of their own deviation, after
/// the best movement, show different things.
const ALIKE: f32 = 0.25;

/// Differences below this amplitude, in 1/255, are those that a camera's noise makes.
const MEASURABLE: f64 = 1.2;

/// Of noise, which is another at each pixel, smoothing leaves less than this share of the squares;
/// the filter's own is 0.075.
const GRAIN: f64 = 0.11;

/// Side of a block of pixels, about what is looked at at once.
const GLANCE: usize = 8;

/// Nobody sees a change of less than about one in a hundred of the range from black to white
/// (Campbell and Robson, "Application of Fourier analysis to the visibility of gratings", 1968): as
/// an amplitude in 1/255, in the block that changes most.
const VISIBLE: f32 = 0.01 * 255.0;

/// Two names are nearly equal where their probabilities are at most this far apart.
const NEARLY: f32 = 0.06;

/// Why it changed its mind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Why {
    /// How sure it was of the old name and of the new one before, 0..=1, where the two were nearly
    /// equal.
    pub(super) tie: Option<[f32; 2]>,
    /// What changed in the picture.
    pub(super) change: Change,
}

impl Why {
    /// From the two pictures of a flip and their answers.
    pub(super) fn of(evidence: &Evidence) -> Self {
        let Evidence { flip, before, after, .. } = evidence;
        let share = |class| {
            let found = before.top.iter().find(|guess| guess.class == class);
            found.map(|guess| guess.probability)
        };
        let both = share(flip.from).zip(share(flip.to));
        let tie = both.filter(|&(from, to)| is_tie(from, to)).map(|(from, to)| [from, to]);
        Self { tie, change: Change::between(&before.picture, &after.picture) }
    }
}

/// True where two names are nearly equal, from their probabilities, 0..=1.
pub(super) fn is_tie(first: f32, second: f32) -> bool {
    (first - second).abs() <= NEARLY
}

/// True where nobody could see what changed between two pictures of one size.
pub(super) fn is_unseen(before: &Picture, after: &Picture) -> bool {
    let pair = |before: &Picture, after: &Picture| {
        let [before, after] = [before, after].map(|picture| Plane::of(picture).smoothed());
        Pair { before, after }
    };
    let [before, after] = [before, after].map(middle);
    are_squares(&before, &after) && strongest(&pair(&before, &after)) <= VISIBLE
}

/// The square in the middle of a picture that is none: that is what is measured.
fn middle(picture: &Picture) -> Cow<'_, Picture> {
    let part = picture.size.centre_square();
    if part == picture.size.rect() {
        return Cow::Borrowed(picture);
    }
    let row = |y: i32| {
        let first = 3 * (y * picture.size.width + part.x) as usize;
        &picture.rgb[first..first + 3 * part.width as usize]
    };
    let rgb = (part.y..part.bottom()).flat_map(row).copied().collect();
    Cow::Owned(Picture::new(part.size(), rgb))
}

/// How far the pixels moved between two pictures of one size, shift, zoom and turn together: the
/// root mean square of their ways, in parts of the side. None where they show different things, and
/// where nothing can be said about squares so small. Takes some ten milliseconds for 224 pixels.
pub(super) fn way(before: &Picture, after: &Picture) -> Option<f32> {
    let [before, after] = [before, after].map(middle);
    if !are_squares(&before, &after) {
        return None;
    }
    let [before, after] = [before, after].map(|picture| Plane::of(&picture).smoothed());
    let pair = Pair { before, after };
    let movement = pair.movement();
    let alike = pair.typical(movement, FINE) <= ALIKE * pair.after.deviation();
    let side = pair.after.side as f32;
    alike.then(|| movement.way(side) / side)
}

/// True where they are of one size that something can be said about.
fn are_squares(before: &Picture, after: &Picture) -> bool {
    let Size { width, height } = before.size;
    before.size == after.size && width == height && width >= SMALLEST
}

/// Something that was measured between the two pictures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cause {
    /// The whole picture moved by so many of its pixels.
    Moved {
        /// To the right; negative to the left.
        right: f32,
        /// Down; negative up.
        down: f32,
    },
    /// Everything is larger by this factor, which is below 1 where it went away.
    Nearer(f32),
    /// It turned by so many degrees, clockwise.
    Turned(f32),
    /// It is lighter by this factor, which is below 1 where it got darker.
    Lighter(f32),
    /// A part changed by itself.
    Part {
        /// Where, in the second picture.
        part: Rect,
        /// Whether something came or left.
        thing: Thing,
    },
}

/// What is left over by the causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Rest {
    /// Less than half of the difference.
    Little,
    /// Nothing between the two can be measured.
    Nothing,
    /// Most of it, and it is another at every pixel, as noise is.
    Grain,
    /// Most of it: what changed cannot be said.
    Most,
}

/// What lies between two pictures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// That which explains most first; each alone explains a good part.
    pub(super) causes: Vec<Cause>,
    /// What they leave over.
    pub(super) rest: Rest,
    /// True where nobody could see it.
    pub(super) unseen: bool,
}

impl Change {
    /// What lies between two pictures of one size, in the square in their middle. Takes some ten
    /// milliseconds for 224 pixels.
    pub(super) fn between(before: &Picture, after: &Picture) -> Self {
        let corner = after.size.centre_square();
        let [before, after] = [before, after].map(middle);
        if !are_squares(&before, &after) {
            return Self { causes: Vec::new(), rest: Rest::Most, unseen: false };
        }
        let raw = Pair { before: Plane::of(&before), after: Plane::of(&after) };
        let pair = Pair { before: raw.before.smoothed(), after: raw.after.smoothed() };
        let unseen = strongest(&pair) <= VISIBLE;
        let energy = pair.energy(Movement::REST, |_| true);
        let grain = energy <= GRAIN * raw.energy(Movement::REST, |_| true);
        if energy.sqrt() <= MEASURABLE / 10.0 {
            return Self { causes: Vec::new(), rest: Rest::Nothing, unseen };
        }
        let movement = pair.movement();
        let (mut causes, explained) = explain(&pair, movement, energy);
        for cause in &mut causes {
            if let Cause::Part { part, .. } = cause {
                (part.x, part.y) = (part.x + corner.x, part.y + corner.y);
            }
        }
        let rest = match (explained > MOST, grain) {
            (true, _) => Rest::Little,
            (false, _) if energy.sqrt() <= MEASURABLE => Rest::Nothing,
            (false, true) => Rest::Grain,
            (false, false) => Rest::Most,
        };
        Self { causes, rest, unseen }
    }
}

/// The amplitude of the difference in the block in which it is largest, in 1/255.
fn strongest(pair: &Pair) -> f32 {
    let side = pair.after.side;
    let across = side.div_ceil(GLANCE);
    let mut sums = vec![(0.0, 0.0); across * across];
    for (n, (before, after)) in pair.before.values.iter().zip(&pair.after.values).enumerate() {
        let (sum, count) = &mut sums[n / side / GLANCE * across + n % side / GLANCE];
        (*sum, *count) = (*sum + (after - before).powi(2), *count + 1.0);
    }
    sums.into_iter().map(|(sum, count): (f32, f32)| sum / count).fold(0.0, f32::max).sqrt()
}

/// The causes that explain a good part of this mean squared difference, and how much of it is
/// explained by all that was measured.
fn explain(pair: &Pair, movement: Movement, energy: f64) -> (Vec<Cause>, f64) {
    let typical = pair.typical(movement, FINE);
    if typical > ALIKE * pair.after.deviation() {
        return (Vec::new(), 0.0);
    }
    // A movement is judged by the pixels that follow it.
    let follows = |(x, y): (usize, usize)| {
        pair.fit(&movement, x, y).is_some_and(|fit| fit.residual.abs() <= 6.0 * typical)
    };
    let follows: Vec<bool> = {
        let side = pair.after.side;
        (0..side * side).map(|n| follows((n % side, n / side))).collect()
    };
    let counts = |(x, y): (usize, usize)| follows[y * pair.after.side + x];
    let left = pair.energy(movement, counts);
    let part = place::find(pair, movement);
    let mut found: Vec<(f64, Cause)> = Vec::new();
    for named in Part::ALL {
        let Some(cause) = amount(movement, named) else { continue };
        let share = (pair.left_without(movement, named, counts) - left) / energy;
        found.push((share, cause));
    }
    let side = pair.after.side as f64;
    let parts = part.map_or(0.0, |place| place.energy / (side * side) / energy);
    if let Some(place) = part {
        found.push((parts, Cause::Part { part: place.part, thing: place.thing }));
    }
    found.retain(|(share, _)| *share >= SHARE);
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let remaining = pair.energy(movement, |_| true) / energy - parts;
    let explained = if found.is_empty() { 0.0 } else { 1.0 - remaining };
    (found.into_iter().map(|(_, cause)| cause).collect(), explained)
}

/// One part of a movement, where it is large enough to be named.
fn amount(movement: Movement, part: Part) -> Option<Cause> {
    let far = |value: f32, rest: f32, least: f32| (value - rest).abs() >= least;
    match part {
        Part::Shift => {
            let [right, down] = movement.shift();
            (right.hypot(down) >= LEAST_SHIFT).then_some(Cause::Moved { right, down })
        }
        Part::Zoom => {
            let zoom = movement.zoom();
            far(zoom, 1.0, LEAST_ZOOM).then_some(Cause::Nearer(zoom))
        }
        Part::Turn => {
            let degrees = movement.turn();
            far(degrees, 0.0, LEAST_TURN).then_some(Cause::Turned(degrees))
        }
        Part::Light => {
            far(movement.light, 1.0, LEAST_LIGHT).then_some(Cause::Lighter(movement.light))
        }
    }
}
