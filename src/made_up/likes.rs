//! What is found out about one detector, made up.

use std::sync::Arc;
use std::time::Duration;

use super::square;
use crate::exhibit::likes::favourites::{Collected, Favourite, Favourites};
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
    Favourites { unit, pictures: 431, best: best.collect(), has_switches: true }
}

/// The same with projections: grey, and a bright edge.
pub(super) fn projections(unit: Unit, frame: &Frame) -> Favourites {
    let mut found = favourites(unit, frame);
    for favourite in &mut found.best {
        let size = favourite.crop.size;
        let pixel =
            |i: usize| if i % size.width as usize == 12 { [230, 200, 90] } else { [128; 3] };
        let rgb = (0..size.area()).flat_map(pixel).collect();
        favourite.projection = Some(Arc::new(Picture::new(size, rgb)));
    }
    found
}

/// Of as many pictures.
pub(super) fn collected() -> Collected {
    Collected { pictures: 431, since: Some(Duration::from_secs(2)) }
}

/// Three classes that lose.
pub(super) fn votes(unit: Unit) -> Votes {
    let helped = [(0, 0.044), (1, 0.021), (4, 0.008)];
    let helped = helped.map(|(class, loss)| Vote { class, loss }).to_vec();
    Votes { pictures: 16, helped, most: 0.044, ..Votes::of(unit) }
}
