//! The measure of a network's stability under known perturbations of still pictures.
//!
//! The perturbations are the same for every network; it says what they change at every depth.
//!
//! Two measures, because they say opposite things of a picture that moves. Compared place by place,
//! an edge that moved by a pixel is gone in one place and new in another: early layers change most.
//! Of what a layer finds, wherever it is, nothing changed: late layers change most.

use tch::Tensor;

use super::perturbation::{PaddedPicture, Perturbation};
use crate::error::Result;
use crate::frame::Picture;
use crate::network::Network;
use crate::network::forward::Keep;
use crate::network::graph::NodeId;
use crate::network::top_k::top_k;
use crate::taps::profile::{Depth, Footprint, Profile, depths};

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PerturbationKind {
    /// Moved.
    Shift,
    /// Zoomed.
    Zoom,
    /// Turned.
    Turn,
    /// Brighter or darker.
    Brightness,
    /// Noisy.
    Noise,
}

impl PerturbationKind {
    /// In the order of reports.
    pub const ALL: [Self; 5] = [Self::Shift, Self::Zoom, Self::Turn, Self::Brightness, Self::Noise];

    /// As it is called in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shift => "shift",
            Self::Zoom => "zoom",
            Self::Turn => "turn",
            Self::Brightness => "brightness",
            Self::Noise => "noise",
        }
    }

    /// The standard changes of this kind: shifts of 1 to 16 pixels of the network's input (of 224;
    /// of larger ones likewise, all within the sheet) up, down, left and right; zooms by 2, 5 and
    /// 10 %; turns by 1, 2, 4 and 8 degrees; brightness by 5, 10 and 20 %; noise of 2, 4, 8 and 16
    /// steps of 255.
    pub fn standard(self) -> Vec<Perturbation> {
        let to_both_sides = |amounts: &[f32], perturbation: fn(f32) -> Perturbation| {
            amounts
                .iter()
                .flat_map(|&amount| [-amount, amount])
                .map(perturbation)
                .collect::<Vec<_>>()
        };
        match self {
            Self::Shift => {
                let pixels = [1.0, 2.0, 4.0, 8.0, 16.0];
                let mut shifts =
                    to_both_sides(&pixels, |right| Perturbation::Shift { right, down: 0.0 });
                shifts.extend(to_both_sides(&pixels, |down| Perturbation::Shift {
                    right: 0.0,
                    down,
                }));
                shifts
            }
            Self::Zoom => to_both_sides(&[0.02, 0.05, 0.1], |by| Perturbation::Zoom(1.0 + by)),
            Self::Turn => to_both_sides(&[1.0, 2.0, 4.0, 8.0], Perturbation::Turn),
            Self::Brightness => {
                to_both_sides(&[0.05, 0.1, 0.2], |by| Perturbation::Brightness(1.0 + by))
            }
            Self::Noise => [2.0, 4.0, 8.0, 16.0].map(Perturbation::Noise).to_vec(),
        }
    }
}

/// What became of a network's answers, over all pictures so far.
#[derive(Debug, Clone, Default)]
pub struct Stability {
    /// What each change of a picture changed, with its kind.
    measurements: Vec<(PerturbationKind, Profile)>,
    /// By [`PerturbationKind::ALL`]: how many changes, and how many of them changed the best class.
    flips: [(usize, usize); PerturbationKind::ALL.len()],
    pictures: usize,
}

/// What a network made of a picture, with its best class.
fn seen(network: &Network, input: &Tensor) -> Result<(Footprint, Option<usize>)> {
    let nodes: Vec<NodeId> = Footprint::nodes(network).collect();
    let trace = network.forward(input, Keep::Only(&nodes), network.graph.logits())?;
    let best = top_k(&network.probabilities(&trace)?, 1).first().map(|guess| guess.class);
    Ok((Footprint::new(network, input, &trace)?, best))
}

impl Stability {
    /// Changes one more picture in all the standard ways.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels; those of [`Network::forward`].
    pub fn add(&mut self, network: &Network, picture: &Picture) -> Result<()> {
        let sheet = PaddedPicture::new(network, picture)?;
        let look = |perturbation| seen(network, &sheet.input(perturbation, network)?);
        let (rest, class) = look(Perturbation::REST)?;
        for (kind, (of, flipped)) in PerturbationKind::ALL.into_iter().zip(&mut self.flips) {
            for perturbation in kind.standard() {
                let (after, best) = look(perturbation)?;
                self.measurements.push((kind, rest.profile(&after, 0, network)?));
                *of += 1;
                *flipped += usize::from(best != class);
            }
        }
        self.pictures += 1;
        Ok(())
    }

    /// Adds what was measured of other pictures, as if they had been added here.
    pub fn append(&mut self, other: Self) {
        self.measurements.extend(other.measurements);
        for ((of, flipped), other) in self.flips.iter_mut().zip(other.flips) {
            *of += other.0;
            *flipped += other.1;
        }
        self.pictures += other.pictures;
    }

    /// How many pictures were changed.
    pub fn pictures(&self) -> usize {
        self.pictures
    }

    /// Mean and spread of what all changes, or those of one kind, changed: the pixels first, then
    /// the layer of each block that the wall shows, the class probabilities last.
    pub fn depths(&self, kind: Option<PerturbationKind>) -> Vec<Depth> {
        let wanted = |of: &&(PerturbationKind, Profile)| kind.is_none_or(|kind| of.0 == kind);
        let measurements = self.measurements.iter().filter(wanted);
        depths(&measurements.map(|(_, profile)| profile).collect::<Vec<_>>())
    }

    /// For each kind: how many changes, and how many of them changed the best class.
    pub fn flips(&self) -> impl Iterator<Item = (PerturbationKind, usize, usize)> {
        let flips = PerturbationKind::ALL.into_iter().zip(self.flips);
        flips.map(|(kind, (of, flipped))| (kind, of, flipped))
    }

    /// The same of all kinds together.
    pub fn all_flips(&self) -> (usize, usize) {
        self.flips.iter().fold((0, 0), |(of, flipped), flip| (of + flip.0, flipped + flip.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};
    use crate::taps::profile::Spread;

    #[test]
    fn the_standard_is_forty_four_changes() {
        let counts = PerturbationKind::ALL.map(|kind| kind.standard().len());
        assert_eq!(counts, [20, 6, 8, 6, 4]);
        assert!(
            PerturbationKind::Shift
                .standard()
                .contains(&Perturbation::Shift { right: 0.0, down: -16.0 })
        );
    }

    #[test]
    fn every_change_is_counted_with_a_profile_from_the_pixels_to_the_answer() {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        let network = Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap();
        let side = 64;
        let rgb = (0..side * side * 3).map(|i| (i * i % 251) as u8).collect();
        let mut stability = Stability::default();
        stability.add(&network, &Picture::new(Size::new(side, side), rgb)).unwrap();
        assert_eq!((stability.pictures(), stability.all_flips().0), (1, 44));
        let depths = stability.depths(None);
        assert_eq!(depths.len(), network.outline.blocks.len() + 2);
        assert!(depths.iter().all(|depth| depth.relative.mean > 0.0));
        // Of all layers something is found; in pixels nothing is, and a class has one place only.
        let found: Vec<Option<Spread>> = depths.iter().map(|depth| depth.found).collect();
        let (answer, layers) = (depths.len() - 1, &found[1..]);
        assert!(found[0].is_none() && found[answer] == Some(depths[answer].relative));
        assert!(layers.iter().all(|found| found.is_some_and(|spread| spread.mean > 0.0)));
    }

    #[test]
    fn pictures_measured_apart_come_to_the_same_as_one_after_the_other() {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        let network = Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap();
        let (mut all, mut appended) = (Stability::default(), Stability::default());
        for step in [1, 7] {
            let rgb = (0..64 * 64 * 3).map(|i| (i * i * step % 251) as u8).collect();
            let picture = Picture::new(Size::new(64, 64), rgb);
            all.add(&network, &picture).unwrap();
            let mut alone = Stability::default();
            alone.add(&network, &picture).unwrap();
            appended.append(alone);
        }
        assert_eq!((appended.pictures(), appended.all_flips()), (2, all.all_flips()));
        assert_eq!(format!("{:?}", appended.depths(None)), format!("{:?}", all.depths(None)));
        assert_ne!(all.depths(None)[0].relative, Spread::default());
    }

    #[test]
    fn what_all_kinds_changed_is_the_mean_of_each_kind_by_its_number_of_changes() {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        let network = Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap();
        let rgb = (0..64 * 64 * 3).map(|i| (i * i % 251) as u8).collect();
        let mut stability = Stability::default();
        stability.add(&network, &Picture::new(Size::new(64, 64), rgb)).unwrap();
        let all = stability.depths(None);
        let mean = |of: &dyn Fn(&Depth) -> f32, depth: usize| {
            let of_kind = |kind: PerturbationKind| {
                of(&stability.depths(Some(kind))[depth]) * kind.standard().len() as f32
            };
            PerturbationKind::ALL.into_iter().map(of_kind).sum::<f32>() / 44.0
        };
        let close = |one: f32, other: f32| (one - other).abs() <= 1e-5 * one.abs();
        let place = |depth: &Depth| depth.relative.mean;
        let found = |depth: &Depth| depth.found.unwrap_or_default().mean;
        for (n, depth) in all.iter().enumerate() {
            assert!(close(place(depth), mean(&place, n)) && close(found(depth), mean(&found, n)));
        }
    }
}
