//! The maps of five depths, played: every picture goes from its place on one to that on the next.

use std::sync::Arc;

use super::super::layers::{Depth, TaughtLayers};
use super::glide::{Glide, Spot};

/// So many snapshots a way takes.
const WAY: u32 = 12;
/// So many it rests at each depth.
const REST: u32 = 8;

/// Where a film of the maps stands.
#[derive(Debug)]
pub(super) struct Morph {
    layers: Arc<TaughtLayers>,
    /// Where the pictures were at the beginning.
    from: Vec<[f32; 2]>,
    /// How many snapshots have passed.
    at: u32,
}

impl Morph {
    /// Begins where the pictures are drawn now; none where there are no two maps.
    pub(super) fn new(layers: &Arc<TaughtLayers>, glide: &Glide) -> Option<Self> {
        let first = layers.maps.first().filter(|_| layers.maps.len() > 1)?;
        let place = |(sample, place): (&(u32, u8), &[f32; 2])| glide.of(sample.0).unwrap_or(*place);
        let from = layers.samples.iter().zip(&first.places).map(place).collect();
        Some(Self { layers: Arc::clone(layers), from, at: 0 })
    }

    /// Which of the maps is shown, or is next.
    pub(super) fn stage(&self) -> usize {
        ((self.at / (WAY + REST)) as usize).min(self.layers.maps.len() - 1)
    }

    /// Where in the network that is.
    pub(super) fn depth(&self) -> Depth {
        self.layers.maps[self.stage()].depth
    }

    /// A snapshot later; false where the last map has been shown.
    pub(super) fn go_on(&mut self) -> bool {
        self.at += 1;
        self.at < self.layers.maps.len() as u32 * (WAY + REST)
    }

    /// The pictures where they are now.
    pub(super) fn spots(&self) -> Vec<Spot> {
        let stage = self.stage();
        let before = match stage {
            0 => &self.from,
            _ => &self.layers.maps[stage - 1].places,
        };
        let along = (self.at - stage as u32 * (WAY + REST)).min(WAY) as f32 / WAY as f32;
        // It begins and ends slowly.
        let share = along * along * (3.0 - 2.0 * along);
        let between = |(from, to): (&[f32; 2], &[f32; 2])| {
            [0, 1].map(|axis: usize| from[axis] + share * (to[axis] - from[axis]))
        };
        let ways = before.iter().zip(&self.layers.maps[stage].places).map(between);
        let samples = self.layers.samples.iter().zip(ways);
        samples.map(|(&(id, class), at)| Spot { id, class, answer: None, at }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::layers::DepthMap;
    use super::*;

    #[test]
    fn every_map_is_shown_in_turn_and_nothing_jumps() {
        let map = |depth, at: [f32; 2]| DepthMap { depth, places: vec![at], purity: 0.5 };
        let maps = vec![
            map(Depth::Pixels, [-1.0, 0.0]),
            map(Depth::Step(6), [1.0, 0.0]),
            map(Depth::Lesson, [1.0, 1.0]),
        ];
        let layers = Arc::new(TaughtLayers { samples: vec![(7, 2)], maps });
        let mut glide = Glide::default();
        glide.put(vec![Spot { id: 7, class: 2, answer: Some(2), at: [0.0, 0.0] }]);
        let mut film = Morph::new(&layers, &glide).unwrap();
        let (mut last, mut rests) = ([0.0, 0.0], Vec::new());
        loop {
            let spots = film.spots();
            let [x, y] = spots[0].at;
            assert_eq!((spots.len(), spots[0].id, spots[0].class), (1, 7, 2));
            assert!((x - last[0]).hypot(y - last[1]) < 0.3, "{last:?} to {x}, {y}");
            if [x, y].map(f32::to_bits) == last.map(f32::to_bits)
                && rests.last() != Some(&(film.depth(), last))
            {
                rests.push((film.depth(), last));
            }
            last = [x, y];
            if !film.go_on() {
                break;
            }
        }
        let wanted = [
            (Depth::Pixels, [0.0, 0.0]),
            (Depth::Pixels, [-1.0, 0.0]),
            (Depth::Step(6), [1.0, 0.0]),
            (Depth::Lesson, [1.0, 1.0]),
        ];
        rests.retain(|rest| wanted.contains(rest));
        assert_eq!(rests[rests.len() - 3..], wanted[1..]);
    }

    #[test]
    fn of_one_map_there_is_nothing_to_play() {
        let maps = vec![DepthMap { depth: Depth::Pixels, places: vec![[0.0; 2]], purity: 0.5 }];
        let layers = Arc::new(TaughtLayers { samples: vec![(0, 0)], maps });
        assert!(Morph::new(&layers, &Glide::default()).is_none());
        assert!(Morph::new(&Arc::default(), &Glide::default()).is_none());
    }
}
