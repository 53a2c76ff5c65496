//! A made-up map of words: spirals, so that neighbours in the list stand near each other.

use std::sync::Arc;

use super::likes::rings;
use crate::exhibit::LibraryLayer;
use crate::exhibit::tsne::Way;
use crate::exhibit::word_map_places::{NEAREST, WordPlaces};
use crate::network::outline::Outline;

/// Two arms, wound from the inside out.
pub(super) fn places(outline: &Outline) -> Arc<WordPlaces> {
    let count = outline.labels.len();
    let place = |class: usize| {
        let along = class as f32 / count.max(1) as f32;
        let (sin, cos) = (along * 40.0).sin_cos();
        let radius = 0.1 + along.sqrt();
        [1.4 * radius * cos, radius * sin]
    };
    let places: Vec<[f32; 2]> = (0..count).map(place).collect();
    let near = |class: usize| (1..=NEAREST.min(count - 1)).map(|n| (class + n) % count).collect();
    let nearest = (0..count).map(near).collect();
    Arc::new(WordPlaces::new(&places, nearest, Way::Neighbours, None))
}

/// Rings; of every seventh word there is none.
pub(super) fn pictures(outline: &Outline) -> Arc<LibraryLayer> {
    let of = |class: usize| (class % 7 != 3).then(|| Arc::new(rings(64, class)));
    let stimuli = (0..outline.labels.len()).map(of).collect();
    Arc::new(LibraryLayer { layer: outline.layers.len() - 1, stimuli, problem: None })
}
