//! What is found out about one detector, made up.

use std::sync::Arc;
use std::time::Duration;

use super::square;
use crate::exhibit::likes::favourites::{Favourite, Favourites};
use crate::exhibit::likes::search::recording::Recorded;
use crate::exhibit::likes::search::{Detector, Detectors, Outcome};
use crate::exhibit::likes::stimulus::Stimulus;
use crate::exhibit::likes::votes::{Vote, Votes};
use crate::exhibit::likes::wish::Wish;
use crate::frame::{Frame, Picture};
use crate::geometry::Size;
use crate::taps::plan::Unit;

/// Half done: rings, of which every seed has others.
pub(super) fn stimulus(wish: Wish) -> Stimulus {
    let size = Size::new(160, 160);
    let pixel = |i: usize| {
        let (x, y) = ((i % 160) as f32 - 80.0, (i / 160) as f32 - 80.0);
        let wave = (x.hypot(y) / (4.0 + (wish.seed % 4) as f32)).sin() * 90.0;
        [128.0 + wave, 128.0 - wave * 0.6, 110.0 + x * 0.5].map(|value| value as u8)
    };
    Stimulus {
        wish,
        picture: Picture::new(size, (0..size.area()).flat_map(pixel).collect()),
        steps: 75,
        of: 150,
        value_start: 0.2,
        value: if wish.negative { -3.1 } else { 4.7 },
        stuck: None,
    }
}

/// Nine times what the network sees of this frame.
pub(super) fn favourites(unit: Unit, frame: &Frame) -> Favourites {
    let crop = Arc::new(square(frame));
    let best = (0..9).map(|n| Favourite {
        crop: Arc::clone(&crop),
        value: 5.9 - 0.3 * n as f32,
        projection: None,
    });
    Favourites { unit, pictures: 431, best: best.collect() }
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

/// Three classes that lose.
pub(super) fn votes(unit: Unit) -> Votes {
    let helped = [(0, 0.044), (1, 0.021), (4, 0.008)];
    let helped = helped.map(|(class, loss)| Vote { class, loss }).to_vec();
    Votes { pictures: 16, helped, most: 0.044, ..Votes::of(unit) }
}
