//! The jobs of the search: one that records what every channel does, one that ranks the channels.

use std::rc::Rc;
use std::sync::Arc;

use super::rank::{Ranking, rank};
use super::recording::{Channels, Recorded, Shared};
use super::{Detector, Detectors, Outcome};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::network::Network;
use crate::network::graph::NodeId;

/// Records every frame that comes, until it is no longer asked.
#[derive(Debug)]
pub struct RecordJob {
    recordings: Shared,
    channels: Channels,
    with: bool,
    run: u32,
    /// True where the screen does not know yet how far it has come.
    news: bool,
}

impl RecordJob {
    /// Begins or goes on with a recording; `with` is true for that with it.
    ///
    /// # Errors
    /// [`Error::Network`] where units are ablated.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        recordings: &Shared,
        with: bool,
        run: u32,
    ) -> Result<Self> {
        seen.require_whole_network()?;
        recordings.borrow_mut().begin(with, run);
        let (recordings, channels) = (Rc::clone(recordings), Channels::of(network));
        Ok(Self { recordings, channels, with, run, news: true })
    }
}

impl Work for RecordJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, _network: &Network) -> Vec<NodeId> {
        self.channels.nodes()
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        let kept = || self.channels.nodes().iter().all(|&node| seen.trace.value(node).is_some());
        if !seen.ablated && kept() {
            let mut recordings = self.recordings.borrow_mut();
            recordings.add(self.with, seen.frame, &self.channels, network, seen.trace)?;
            self.news = true;
        }
        Ok(())
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        let done = usize::from(!std::mem::take(&mut self.news));
        Ok(Progress { done, all: 1 })
    }

    fn finding(&self) -> Finding {
        let recorded = self.recordings.borrow().recorded(self.with, self.run);
        let gone = Recorded { run: self.run, ..Recorded::default() };
        Finding::Recorded { with: self.with, recorded: recorded.unwrap_or(gone) }
    }
}

/// Ranks the channels by two recordings, in one step.
#[derive(Debug)]
pub struct DetectorsJob {
    recordings: Shared,
    runs: [u32; 2],
    found: Option<Arc<Detectors>>,
}

impl DetectorsJob {
    /// Of these recordings: with it, and without it.
    pub fn new(recordings: &Shared, runs: [u32; 2]) -> Self {
        Self { recordings: Rc::clone(recordings), runs, found: None }
    }
}

impl Work for DetectorsJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let over = Progress { done: 1, all: 1 };
        if self.found.is_some() {
            return Ok(over);
        }
        let channels = Channels::of(network);
        let recordings = self.recordings.borrow();
        let gone = || Error::Network("what was shown to it is forgotten: show it once more".into());
        let [with, without] = recordings.both(self.runs).ok_or_else(gone)?;
        let ranking = rank(with, without, &channels.places, 0);
        let outcome = match ranking {
            Ranking::TooFew => Outcome::TooFew,
            Ranking::None => Outcome::None,
            Ranking::Found(best) => Outcome::Found(
                best.iter().filter_map(|best| Detector::of(best, &channels)).collect(),
            ),
        };
        let pictures = [with.len(), without.len()];
        let found = Detectors { runs: self.runs, channels: channels.count(), pictures, outcome };
        self.found = Some(Arc::new(found));
        Ok(over)
    }

    fn finding(&self) -> Finding {
        Finding::Detectors(self.found.clone())
    }
}

#[cfg(test)]
mod tests;
