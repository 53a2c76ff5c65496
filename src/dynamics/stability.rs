//! How stable a network's answer is: known changes of still pictures, the same for every network, and what they change at every
//! depth.

use super::profile::{Depth, Footprint, Profile, depths};
use super::wiggle::{Sheet, Wiggle};
use crate::error::Result;
use crate::frame::Picture;
use crate::network::Network;
use crate::network::forward::Keep;
use crate::network::graph::NodeId;
use crate::network::top_k::top_k;

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
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

impl Kind {
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

    /// The standard changes of this kind: shifts of 1 to 16 pixels of the network's input (of 224; of larger ones likewise, all
    /// within the sheet) up, down, left and right; zooms by 2, 5 and 10 %; turns by 1, 2, 4 and 8 degrees; brightness by 5, 10 and
    /// 20 %; noise of 2, 4, 8 and 16 steps of 255.
    pub fn standard(self) -> Vec<Wiggle> {
        let to_both_sides = |amounts: &[f32], wiggle: fn(f32) -> Wiggle| {
            amounts.iter().flat_map(|&amount| [-amount, amount]).map(wiggle).collect::<Vec<_>>()
        };
        match self {
            Self::Shift => {
                let pixels = [1.0, 2.0, 4.0, 8.0, 16.0];
                let mut shifts = to_both_sides(&pixels, |right| Wiggle::Shift { right, down: 0.0 });
                shifts.extend(to_both_sides(&pixels, |down| Wiggle::Shift { right: 0.0, down }));
                shifts
            }
            Self::Zoom => to_both_sides(&[0.02, 0.05, 0.1], |by| Wiggle::Zoom(1.0 + by)),
            Self::Turn => to_both_sides(&[1.0, 2.0, 4.0, 8.0], Wiggle::Turn),
            Self::Brightness => to_both_sides(&[0.05, 0.1, 0.2], |by| Wiggle::Brightness(1.0 + by)),
            Self::Noise => [2.0, 4.0, 8.0, 16.0].map(Wiggle::Noise).to_vec(),
        }
    }
}

/// What became of a network's answers, over all pictures so far.
#[derive(Debug, Clone, Default)]
pub struct Stability {
    profiles: Vec<Profile>,
    /// By [`Kind::ALL`]: how many changes, and how many of them changed the best class.
    flips: [(usize, usize); Kind::ALL.len()],
    pictures: usize,
}

impl Stability {
    /// Changes one more picture in all the standard ways.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels; those of [`Network::forward`].
    pub fn add(&mut self, network: &Network, picture: &Picture) -> Result<()> {
        let sheet = Sheet::new(network, picture)?;
        let nodes: Vec<NodeId> = Footprint::nodes(network).collect();
        let look = |wiggle| -> Result<(Footprint, Option<usize>)> {
            let input = sheet.input(wiggle, network)?;
            let trace = network.forward(&input, Keep::Only(&nodes), network.graph.logits())?;
            let best = top_k(&network.probabilities(&trace)?, 1).first().map(|guess| guess.class);
            Ok((Footprint::new(network, &input, &trace)?, best))
        };
        let (rest, answer) = look(Wiggle::REST)?;
        for (kind, (of, flipped)) in Kind::ALL.into_iter().zip(&mut self.flips) {
            for wiggle in kind.standard() {
                let (after, best) = look(wiggle)?;
                self.profiles.push(rest.profile(&after, 0, network)?);
                *of += 1;
                *flipped += usize::from(best != answer);
            }
        }
        self.pictures += 1;
        Ok(())
    }

    /// How many pictures were changed.
    pub fn pictures(&self) -> usize {
        self.pictures
    }

    /// Mean and spread of what changed: the pixels first, then the layer of each block that the wall shows, the class
    /// probabilities last.
    pub fn depths(&self) -> Vec<Depth> {
        depths(&self.profiles.iter().collect::<Vec<_>>())
    }

    /// For each kind: how many changes, and how many of them changed the best class.
    pub fn flips(&self) -> impl Iterator<Item = (Kind, usize, usize)> {
        let flips = Kind::ALL.into_iter().zip(self.flips);
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

    #[test]
    fn the_standard_is_forty_four_changes() {
        let counts = Kind::ALL.map(|kind| kind.standard().len());
        assert_eq!(counts, [20, 6, 8, 6, 4]);
        assert!(Kind::Shift.standard().contains(&Wiggle::Shift { right: 0.0, down: -16.0 }));
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
        let depths = stability.depths();
        assert_eq!(depths.len(), network.outline.blocks.len() + 2);
        assert!(depths.iter().all(|depth| depth.relative.mean > 0.0));
    }
}
