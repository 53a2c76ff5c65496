//! The jobs that keep what is shown, and that say what the network makes of it.

use std::rc::Rc;
use std::sync::Arc;

use super::burst::Burst;
use super::file::LoadedHead;
use super::samples::{Samples, Shared};
use super::sight::Sight;
use super::taught::{Answer, CLASSES, Sample, Taught, Test};
use super::warnings::warnings;
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::network::head::ClassMeans;
use crate::snapshot::Snapshot;

/// Keeps the pictures that come, as pictures of one thing, until it is no longer asked.
#[derive(Debug)]
pub struct ShowJob {
    samples: Shared,
    sight: Sight,
    burst: Burst,
    /// True where the screen does not know yet how many there are.
    news: bool,
}

impl ShowJob {
    /// Begins a press of this thing's button.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where units are ablated: what is taught is for the whole network.
    pub fn new(network: &Network, seen: &Seen<'_>, samples: &Shared, class: u8) -> Result<Self> {
        seen.require_whole_network()?;
        let burst = samples.borrow_mut().begin(class.min(CLASSES as u8 - 1));
        Ok(Self { samples: Rc::clone(samples), sight: Sight::of(network), burst, news: true })
    }
}

impl Drop for ShowJob {
    fn drop(&mut self) {
        self.samples.borrow_mut().end();
    }
}

impl Work for ShowJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, _network: &Network) -> Vec<NodeId> {
        self.sight.nodes()
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        if seen.ablated || !self.sight.is_there(seen) {
            return Ok(());
        }
        let code = network.code(seen.trace)?;
        let mut samples = self.samples.borrow_mut();
        let is_news = !Snapshot::is_silent(&code)
            && self.burst.is_news(&code, seen.frame.time)
            && !samples.has(self.burst.class(), &code);
        let view = if is_news { Some(self.sight.read(seen, code)?) } else { None };
        if let Some(view) = self.burst.take(view) {
            samples.admit(&mut self.burst, view);
            self.news = true;
        }
        Ok(())
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        Ok(Progress { done: usize::from(!std::mem::take(&mut self.news)), all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Shown(self.burst.admitted())
    }
}

/// Lets go of a picture, in one step.
#[derive(Debug)]
pub struct RemoveJob {
    samples: Shared,
    id: u32,
}

impl RemoveJob {
    /// Of this number.
    pub fn new(samples: &Shared, id: u32) -> Self {
        Self { samples: Rc::clone(samples), id }
    }
}

impl Work for RemoveJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        self.samples.borrow_mut().remove(self.id);
        Ok(Progress { done: 1, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Removed
    }
}

/// Says what was taught, and what the network says by it to every frame.
#[derive(Debug)]
pub struct TaughtJob {
    samples: Shared,
    /// Which of its versions is learned.
    version: Option<u64>,
    means: Option<ClassMeans>,
    /// A head from a file, which answers as well.
    loaded: Option<LoadedHead>,
    /// The newest frame's code; none where nothing was there before it that answers.
    code: Option<Vec<f32>>,
    taught: Arc<Taught>,
}

impl TaughtJob {
    /// Of what is kept there, and by a head from a file, with the frame at hand.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        samples: &Shared,
        loaded: Option<LoadedHead>,
    ) -> Result<Self> {
        let samples = Rc::clone(samples);
        let (version, code, taught) = (None, None, Arc::default());
        let mut job = Self { samples, version, means: None, loaded, code, taught };
        job.observe(network, seen)?;
        Ok(job)
    }

    /// Learns what is kept; false where that has not changed.
    fn learn(&mut self) -> bool {
        let samples = self.samples.borrow();
        if self.version == Some(samples.version()) {
            return false;
        }
        self.version = Some(samples.version());
        self.means = ClassMeans::new(&samples.codes(false), CLASSES);
        self.taught = Arc::new(Taught {
            since: samples.kept().iter().map(|kept| kept.time).min(),
            things: samples.things(),
            samples: samples
                .kept()
                .iter()
                .map(|kept| kept.sample.clone())
                .collect::<Arc<[Sample]>>(),
            answer: None,
            test: self.means.as_ref().and_then(|means| test(means, &samples)),
            warnings: warnings(&samples),
            loaded: None,
            foreign: self.loaded.as_ref().and_then(LoadedHead::foreign),
        });
        true
    }

    /// Answers the newest frame.
    fn answer(&mut self) {
        let answer = match (&self.means, &self.code) {
            (Some(means), Some(code)) => {
                let cosines = means.cosines(code);
                let best = means.best(&cosines).filter(|_| !Snapshot::is_silent(code));
                Some(Answer { cosines, best, threshold: means.threshold })
            }
            _ => None,
        };
        if self.taught.answer != answer {
            Arc::make_mut(&mut self.taught).answer = answer;
        }
        let loaded = self.loaded.as_ref().zip(self.code.as_ref());
        let loaded = loaded.and_then(|(loaded, code)| loaded.answer(code)).map(Arc::new);
        if self.taught.loaded != loaded {
            Arc::make_mut(&mut self.taught).loaded = loaded;
        }
    }
}

/// How the pictures that were held back are answered; none where there is none.
fn test(means: &ClassMeans, samples: &Samples) -> Option<Test> {
    let mut test = Test::default();
    for (class, code) in samples.codes(true) {
        let best = means.best(&means.cosines(code));
        test.right += usize::from(best == Some(class));
        test.none += usize::from(best.is_none());
        test.all += 1;
    }
    (test.all > 0).then_some(test)
}

impl Work for TaughtJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        vec![network.graph.code]
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        if self.loaded.is_some() || !self.samples.borrow().kept().is_empty() {
            self.code = Some(network.code(seen.trace)?);
        }
        self.answer();
        Ok(())
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        let is_new = self.learn();
        self.answer();
        // It is told at once, also while the picture is held.
        Ok(Progress { done: usize::from(!is_new), all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Taught(Arc::clone(&self.taught))
    }
}

#[cfg(test)]
mod tests;
