//! Made-up findings about one detector: a picture that forms, favourites, votes.

use std::sync::Arc;
use std::time::Duration;

use crate::exhibit::ascent::stimulus::{Stimulus, Stuck};
use crate::exhibit::ascent::wish::Wish;
use crate::exhibit::likes::favourites::other::OtherProjection;
use crate::exhibit::likes::favourites::{Collected, Favourite, Favourites};
use crate::exhibit::likes::patterns::Patterns;
use crate::exhibit::likes::search::recording::Recorded;
use crate::exhibit::likes::search::{Detector, Detectors, Outcome};
use crate::exhibit::likes::votes::{Vote, Votes};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::taps::plan::Unit;

/// Rings around the middle, their width and colour by a number.
pub(super) fn rings(side: i32, number: usize) -> Picture {
    let middle = f64::from(side) / 2.0;
    let pixel = |at: i32| {
        let (x, y) = (f64::from(at % side) - middle, f64::from(at / side) - middle);
        let wave = (x.hypot(y) / (3.0 + number as f64 % 7.0)).sin();
        let bright = (128.0 + 100.0 * wave) as u8;
        [bright, (40 * number % 256) as u8, 255 - bright]
    };
    Picture::new(Size::new(side, side), (0..side * side).flat_map(pixel).collect())
}

/// After 84 of 150 steps; of channel 7 nothing comes, with another seed it is done.
pub(super) fn stimulus(wish: Wish) -> Stimulus {
    let channel = wish.unit.channel;
    let over = wish.seed > 0;
    Stimulus {
        wish,
        picture: rings(224, channel + wish.preset as usize),
        steps: if over { 150 } else { 84 },
        of: 150,
        value_start: -0.31,
        value: if wish.negative { -7.25 } else { 4.81 },
        stuck: (channel == 7).then_some(Stuck::Dead),
    }
}

/// Nine of 1240 pictures; of channel 5 three of 34, of channel 6 none.
pub(super) fn favourites(unit: Unit) -> Favourites {
    let (count, pictures) = match unit.channel {
        5 => (3, 34),
        6 => (0, 1),
        _ => (9, 1240),
    };
    let favourite = |n: usize| Favourite {
        crop: Arc::new(rings(64, n)),
        value: 5.9 - 0.4 * n as f32,
        projection: None,
    };
    Favourites { unit, pictures, best: (0..count).map(favourite).collect(), has_switches: true }
}

/// Two of three seconds.
pub(super) fn recorded(run: u32) -> Recorded {
    Recorded { run, pictures: 58, lasted: Duration::from_secs(2) }
}

/// Five of different depths.
pub(super) fn detectors(runs: [u32; 2]) -> Detectors {
    let detector = |(n, (layer, channel)): (usize, (usize, usize))| Detector {
        unit: Unit { layer, channel },
        threshold: 1.2,
        with: (45 - n, 45),
        without: (n, 44),
    };
    let units = [(11, 20), (14, 3), (9, 37), (16, 0), (4, 21)];
    let found = units.into_iter().enumerate().map(detector);
    let outcome = Outcome::Found(found.collect());
    Detectors { runs, channels: 720, pictures: [90, 88], outcome }
}

/// Five words, of which one loses 4.4 %; of channel 5 one loses much, of channel 6 none loses.
pub(super) fn votes(unit: Unit) -> Votes {
    let losses: &[f32] = match unit.channel {
        5 => &[0.312, 0.04],
        6 => &[],
        _ => &[0.044, 0.041, 0.035, 0.033, 0.031],
    };
    let helped = losses.iter().enumerate().map(|(class, &loss)| Vote { class, loss });
    let helped: Vec<Vote> = helped.collect();
    let most = helped.first().map_or(0.001, |vote| vote.loss);
    Votes { pictures: 16, helped, most, ..Votes::of(unit) }
}

/// The same with projections.
pub(super) fn projections(unit: Unit) -> Favourites {
    let mut found = favourites(unit);
    for (n, favourite) in found.best.iter_mut().enumerate() {
        favourite.projection = Some(Arc::new(rings(64, n + 20)));
    }
    found
}

/// The best of them, as another network's third step saw it.
pub(super) fn other_projection(unit: Unit) -> OtherProjection {
    let seen = projections(unit).best.remove(0);
    OtherProjection { network: "Second-Net".into(), step: (2, 8), unit, seen }
}

/// Of as many pictures.
pub(super) fn collected() -> Collected {
    Collected { pictures: 1240, since: Some(Duration::from_secs(2)) }
}

/// Of all but every fifth unit.
pub(super) fn patterns(layer: usize, channels: usize) -> Patterns {
    let picture = |n: usize| (n % 5 != 4).then(|| Arc::new(rings(48, n + layer)));
    Patterns { layer, pictures: (0..channels).map(picture).collect(), done: channels }
}
