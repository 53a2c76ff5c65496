//! Made-up dreams: the picture under rings, wider and more of them the deeper the step and the
//! stronger the wish; another answer to each.

use std::sync::Arc;

use super::likes::rings;
use crate::exhibit::dreams::deep::{Deep, DeepWanted};
use crate::exhibit::dreams::goal::{Goal, cards};
use crate::exhibit::dreams::live::{DreamWanted, Dreamt, DreamtCard, DreamtCards};
use crate::frame::Picture;
use crate::network::guess::Guess;
use crate::snapshot::Snapshot;

const SIDE: i32 = 224;

/// Which rings are of this goal.
fn number(goal: Goal) -> usize {
    match goal {
        Goal::Layer(layer) => layer,
        Goal::Unit(unit) => unit.layer + unit.channel,
        Goal::Taught(class) => 2 + 5 * usize::from(class),
    }
}

/// The snapshot's picture, square, with so many eighths of rings.
pub(super) fn dreamt(snapshot: &Snapshot, goal: Goal, eighths: usize) -> Picture {
    let picture = &snapshot.frame.picture;
    let of_rings = rings(SIDE, number(goal));
    let crop = snapshot.crop;
    let mut rgb = of_rings.rgb;
    for (at, value) in rgb.iter_mut().enumerate() {
        let (pixel, channel) = (at as i32 / 3, at % 3);
        let x = crop.x + pixel % SIDE * crop.width / SIDE;
        let y = crop.y + pixel / SIDE * crop.height / SIDE;
        let seen = picture.rgb[3 * (y * picture.size.width + x) as usize + channel];
        let mixed = usize::from(*value) * eighths + usize::from(seen) * (8 - eighths);
        *value = (mixed / 8) as u8;
    }
    Picture::new(of_rings.size, rgb)
}

/// It is surer the stronger the dream is.
fn answer(goal: Goal, strength: u8) -> Vec<Guess> {
    let class = 2 + number(goal) % 3;
    let probability = [0.31, 0.45, 0.57, 0.72, 0.81, 0.93, 0.99][usize::from(strength).min(6)];
    let second = Guess { class: 0, probability: (1.0 - probability) / 2.0 };
    vec![Guess { class, probability }, second]
}

/// The hundredth picture.
pub fn live(wanted: DreamWanted, snapshot: &Snapshot) -> Dreamt {
    let DreamWanted { goal, strength, .. } = wanted;
    Dreamt {
        picture: dreamt(snapshot, goal, 1 + usize::from(strength)),
        frame: Arc::clone(&snapshot.frame),
        crop: snapshot.crop,
        count: 100,
        before: snapshot.top.clone(),
        after: Some((answer(goal, strength), 99)),
        followed: true,
    }
}

/// All four.
pub fn of_cards(snapshot: &Snapshot) -> DreamtCards {
    let card = |layer| DreamtCard { layer, picture: dreamt(snapshot, Goal::Layer(layer), 4) };
    DreamtCards { cards: cards(&snapshot.outline).into_iter().map(card).collect() }
}

/// Half of the way, or the end of it where it is wanted weakly.
pub fn deep(wanted: DeepWanted, snapshot: &Snapshot) -> Deep {
    let DeepWanted { goal, strength, zooms, .. } = wanted;
    let is_over = strength < 3;
    Deep {
        picture: dreamt(snapshot, goal, 1 + usize::from(strength)),
        frame: Arc::clone(&snapshot.frame),
        crop: snapshot.crop,
        steps: if is_over { 40 } else { 22 },
        of: (!zooms).then_some(40),
        octave: 160,
        before: snapshot.top.clone(),
        after: is_over.then(|| answer(goal, strength)),
    }
}
