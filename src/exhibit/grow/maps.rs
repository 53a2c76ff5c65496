//! Digits laid out by t-SNE: as pixels, after each step, and as answers.

use std::collections::VecDeque;
use std::sync::Arc;

use super::digits;
use super::network::{Plan, Tensors, pictures, values};
use super::training::ink;
use crate::error::Result;
use crate::exhibit::tsne::{Points, Start, lay_out};
use crate::interrupt::Interrupt;

/// A map that is there is improved for so many epochs; a new one takes twenty times as many.
const IMPROVED: usize = 50;

/// So many of the digits that are held back stand on the maps: the first ones.
pub const MAPPED: usize = 300;
/// While it learns they are laid out anew after so many steps.
const EVERY: u32 = 60;

/// Where digits stand, layer by layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DigitMaps {
    /// How many steps the network had made.
    pub step: u32,
    /// A place a digit, 0..=1: of the pixels first, then of what comes out of each step, then of
    /// the answers.
    pub layers: Vec<Vec<[f32; 2]>>,
}

/// Lays them out, a layer at a time.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    /// Of which run and after which step.
    of: Option<(u32, u32)>,
    /// The layers that are still to be laid out, by their number.
    rest: VecDeque<(usize, Points)>,
    /// Where digits stand, on no scale.
    flat: Vec<Vec<[f32; 2]>>,
    maps: Option<Arc<DigitMaps>>,
}

impl Mapping {
    /// True while something is to be laid out.
    pub(super) fn is_under_way(&self) -> bool {
        !self.rest.is_empty()
    }

    pub(super) fn maps(&self) -> Option<Arc<DigitMaps>> {
        self.maps.as_ref().map(Arc::clone)
    }

    /// Goes on by a layer; with a network that has changed enough, from the first.
    pub(super) fn follow(
        &mut self,
        plan: &Plan,
        tensors: &Tensors,
        of: (u32, u32),
        playing: bool,
        interrupts: &[Interrupt],
    ) -> Result<()> {
        let far = if playing { EVERY } else { 1 };
        let near = |(run, step): (u32, u32)| run == of.0 && step.abs_diff(of.1) < far;
        if !self.of.is_some_and(near) && self.rest.is_empty() {
            self.begin(plan, tensors)?;
            self.of = Some(of);
        }
        let Some((layer, points)) = self.rest.pop_front() else { return Ok(()) };
        let start = self.flat.get(layer).filter(|flat| flat.len() == points.len());
        let start = start.map(|places| Start::Improved(places, IMPROVED));
        let flat = lay_out(&points, start, interrupts, |_, _| {})?;
        self.flat.resize_with(layer.max(self.flat.len()).max(layer + 1), Vec::new);
        self.flat[layer] = flat.places;
        let layers = self.flat.iter().map(|flat| fitted(flat)).collect();
        let step = self.of.map_or(0, |(_, step)| step);
        self.maps = Some(Arc::new(DigitMaps { step, layers }));
        Ok(())
    }

    fn begin(&mut self, plan: &Plan, tensors: &Tensors) -> Result<()> {
        let some = &digits::held_back()?[..MAPPED];
        let pixels = ink(some.iter());
        let nodes = tch::no_grad(|| plan.run(tensors, &pictures(&pixels)?))?;
        let count = plan.steps.len() + 2;
        if self.flat.len() != count {
            self.flat.truncate(1);
        }
        // The pixels never change.
        if self.flat.is_empty() {
            self.rest.push_back((0, Points::new(pixels, digits::PIXELS)));
        }
        let answers = nodes.len() - 1;
        for (layer, &node) in plan.steps.iter().chain([&answers]).enumerate() {
            let values = values(&nodes[node])?;
            let width = values.len() / MAPPED;
            self.rest.push_back((layer + 1, Points::new(values, width)));
        }
        Ok(())
    }
}

/// The same places moved and scaled so that they fill 0..=1 one way.
fn fitted(places: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let ends = |axis: usize| {
        let along = places.iter().map(|place| place[axis]);
        along.fold((f32::MAX, f32::MIN), |(low, high), at| (low.min(at), high.max(at)))
    };
    let ends = [ends(0), ends(1)];
    let spread = ends.iter().fold(1e-6_f32, |most, (low, high)| most.max(high - low));
    let along = |at: f32, (low, high): (f32, f32)| 0.5 + (at - f32::midpoint(low, high)) / spread;
    places.iter().map(|&[x, y]| [along(x, ends[0]), along(y, ends[1])]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::grow::recipe::Recipe;

    /// Of each digit: how many of its five nearest on the map are the same digit, 0..=1.
    fn purity(map: &[[f32; 2]]) -> f32 {
        let labels: Vec<u8> = digits::held_back().unwrap().iter().map(|it| it.label).collect();
        let points = Points::new(map.as_flattened().to_vec(), 2);
        let near = points.nearest(5, &[]).unwrap();
        let alike = |(digit, near): (usize, &Vec<(usize, f32)>)| {
            near.iter().filter(|(other, _)| labels[*other] == labels[digit]).count()
        };
        let alike: usize = near.iter().enumerate().map(alike).sum();
        alike as f32 / (5 * map.len()) as f32
    }

    #[test]
    fn digits_stand_with_their_like_layer_by_layer() {
        let plan = Plan::new(&Recipe::USUAL);
        let noise = plan.noise(1).unwrap();
        let mut mapping = Mapping::default();
        for layer in 0..5 {
            mapping.follow(&plan, &noise, (0, 0), false, &[]).unwrap();
            assert_eq!(mapping.maps().unwrap().layers.len(), layer + 1);
        }
        assert!(!mapping.is_under_way());
        let maps = mapping.maps().unwrap();
        assert!(maps.layers.iter().all(|layer| layer.len() == MAPPED));
        let places = maps.layers.iter().flatten().flatten();
        assert!(places.copied().all(|at| (-1e-3..=1.001).contains(&at)));
        // As pixels digits are well apart already; ten chances are one in ten.
        assert!(purity(&maps.layers[0]) > 0.85, "{}", purity(&maps.layers[0]));
        mapping.follow(&plan, &noise, (0, 0), false, &[]).unwrap();
        assert!(Arc::ptr_eq(&maps, &mapping.maps().unwrap()), "nothing has changed");
    }

    #[test]
    fn whoever_waits_no_more_ends_it() {
        let plan = Plan::new(&Recipe::USUAL);
        let (noise, interrupt) = (plan.noise(1).unwrap(), Interrupt::default());
        interrupt.raise();
        let ended = Mapping::default().follow(&plan, &noise, (0, 0), false, &[interrupt]);
        assert_eq!(ended.unwrap_err().to_string(), "interrupted");
    }
}
