//! The job of this page: pictures made anew from three layers' values, a step of each in turn.

use std::sync::Arc;

use super::inversion::Inversion;
use super::{KnownWanted, Rebuilt, StillKnown};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::dreams::goal::still_known;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::network::Network;
use crate::network::top_k::top_k;

/// So many steps of each, the earliest layer first: what can be seen comes in the first sixty, but
/// for colours, which an early layer, whose steps take less time, needs more steps for.
pub(super) const STEPS: [usize; 3] = [240, 160, 120];
/// The picture is rendered every so many steps …
const SHOWN: usize = 2;
/// … and the network looks at it every so many.
const LOOKED: usize = 30;
/// How many classes of the answer to the original are kept.
const ANSWERED: usize = 3;

/// The job.
#[derive(Debug)]
pub struct KnownJob {
    inversions: Vec<Inversion>,
    /// Whose turn it is.
    turn: usize,
    known: Arc<StillKnown>,
}

impl KnownJob {
    /// Begins with the frame at hand, of which it takes the values of each layer.
    ///
    /// # Errors
    /// [`Error::Network`] where no layer has maps, or units are ablated; those of
    /// [`Network::forward`].
    pub fn new(network: &Network, seen: &Seen<'_>, wanted: KnownWanted) -> Result<Self> {
        seen.require_whole_network()?;
        let layers = still_known(&network.outline);
        if layers.is_empty() {
            return Err(Error::Network(say!("known-no-layer")));
        }
        let (mut inversions, mut rebuilt) = (Vec::new(), Vec::new());
        for (layer, steps) in layers.into_iter().zip(STEPS) {
            let seed = wanted.run.into();
            let inversion = Inversion::new(network, layer, seen.input, seed, steps)?;
            rebuilt.push(Arc::new(Rebuilt {
                layer,
                picture: inversion.picture()?,
                steps: 0,
                of: inversion.of(),
                look: None,
            }));
            inversions.push(inversion);
        }
        let logits = network.logits(seen.input)?;
        let known = Arc::new(StillKnown {
            frame: Arc::clone(seen.frame),
            crop: seen.crop,
            answer: top_k(&network.answer(&logits)?, ANSWERED),
            rebuilt,
        });
        Ok(Self { inversions, turn: 0, known })
    }

    /// A step of the next one that is not done.
    fn go_on(&mut self, network: &Network) -> Result<()> {
        let count = self.inversions.len();
        let turns = (0..count).map(|n| (self.turn + n) % count);
        let Some(turn) = turns.into_iter().find(|&turn| !self.inversions[turn].is_over()) else {
            return Ok(());
        };
        self.turn = turn + 1;
        let inversion = &mut self.inversions[turn];
        inversion.step(network)?;
        let (steps, over) = (inversion.steps(), inversion.is_over());
        if !over && !steps.is_multiple_of(SHOWN) {
            return Ok(());
        }
        let before = &self.known.rebuilt[turn];
        let picture = inversion.picture()?;
        let look = if over || steps.is_multiple_of(LOOKED) {
            Some(inversion.look(network, &picture)?)
        } else {
            before.look.clone()
        };
        let Rebuilt { layer, of, .. } = **before;
        let newer = Arc::new(Rebuilt { layer, picture, steps, of, look });
        let mut known = (*self.known).clone();
        known.rebuilt[turn] = newer;
        self.known = Arc::new(known);
        Ok(())
    }
}

impl Work for KnownJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        self.go_on(network)?;
        let done = self.inversions.iter().map(Inversion::steps).sum();
        let all = self.inversions.iter().map(Inversion::of).sum();
        Ok(Progress { done, all })
    }

    fn finding(&self) -> Finding {
        Finding::StillKnown(Some(Arc::clone(&self.known)))
    }
}

#[cfg(test)]
mod tests;
