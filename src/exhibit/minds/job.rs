//! The job that runs a second network over the newest frame, one pass a step.

use std::rc::Rc;
use std::sync::Arc;

use super::agreement::{Agreement, BothAnswers};
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::others::Others;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::guess::Guess;
use crate::network::top_k::top_k;
use crate::network::{Network, heap};
use crate::preprocess::Preprocess;
use crate::snapshot::Snapshot;

/// So many guesses of each network are shown.
const GUESSES: usize = 5;

/// Compares a second network with the one that looks at every frame. It looks at the newest frame
/// that comes while it has time, and leaves out the others. Frames with the same pixels as the one
/// before are one picture.
#[derive(Debug)]
pub struct SecondNetworkJob {
    others: Rc<dyn Others>,
    /// Which network of the run.
    place: usize,
    /// True once the screen could be told that the network is being loaded.
    announced: bool,
    /// None until it is loaded.
    second: Option<Second>,
    /// The newest frame with the first network's answer, until the second has looked at it.
    waiting: Option<Waiting>,
}

/// The second network, with what it takes to look at frames.
#[derive(Debug)]
struct Second {
    network: Network,
    preprocess: Preprocess,
    agreement: Arc<Agreement>,
}

/// A frame and what one network made of it.
#[derive(Debug)]
struct Waiting {
    frame: Arc<Frame>,
    crop: Rect,
    answer: Answer,
}

/// One network's answer.
#[derive(Debug)]
struct Answer {
    guesses: Vec<Guess>,
    nothing: bool,
}

impl Answer {
    /// Of a pass that kept [`nodes`], over this part of the frame.
    fn read(network: &Network, trace: &Trace, frame: &Frame, crop: Rect) -> Result<Self> {
        let guesses = top_k(&network.probabilities(trace)?, GUESSES);
        let silent = Snapshot::is_silent(&network.code(trace)?);
        Ok(Self { guesses, nothing: silent || frame.picture.is_even(crop) })
    }
}

/// What a pass must keep for [`Answer::read`].
fn nodes(network: &Network) -> [NodeId; 2] {
    [network.graph.code, network.graph.logits()]
}

impl Second {
    fn new(network: Network) -> Self {
        let spec = &network.spec;
        let preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let agreement = Arc::new(Agreement::new(Arc::clone(&network.outline)));
        Self { network, preprocess, agreement }
    }

    /// One pass over the frame, prepared as this network wants it.
    fn look(&mut self, frame: &Frame) -> Result<Answer> {
        let prepared = self.preprocess.run(&frame.picture)?;
        let input = self.network.input(prepared.input, self.network.spec.input)?;
        let keep = nodes(&self.network);
        let trace = self.network.forward(&input, Keep::Only(&keep), self.network.graph.logits())?;
        Answer::read(&self.network, &trace, frame, prepared.crop)
    }

    /// Compares the answers to one frame: by their words, since the networks may have other
    /// classes.
    fn compare(&mut self, first: &Network, waiting: Waiting) -> Result<()> {
        let Waiting { frame, crop, answer } = waiting;
        let second = self.look(&frame)?;
        let word = |network: &Network, answer: &Answer| {
            let class = answer.guesses.first()?.class;
            network.outline.labels.get(class).cloned()
        };
        let words = [word(first, &answer), word(&self.network, &second)];
        let both = BothAnswers {
            frame,
            crop,
            agree: words[0].is_some() && words[0] == words[1],
            nothing: answer.nothing || second.nothing,
            guesses: [answer.guesses, second.guesses],
        };
        Arc::make_mut(&mut self.agreement).add(both);
        Ok(())
    }
}

impl SecondNetworkJob {
    /// Begins with the frame at hand. The network at this place is loaded in a later step.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where units of the first network are ablated: it is not itself
    /// then; where its answer is not a number; where libtorch refuses.
    pub fn new(
        first: &Network,
        seen: &Seen<'_>,
        others: Rc<dyn Others>,
        place: usize,
    ) -> Result<Self> {
        seen.require_whole_network()?;
        let (announced, second, waiting) = (false, None, None);
        let mut job = Self { others, place, announced, second, waiting };
        job.observe(first, seen)?;
        Ok(job)
    }
}

impl Work for SecondNetworkJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        nodes(network).to_vec()
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        let newest = self.second.as_ref().and_then(|second| second.agreement.newest.as_ref());
        let same = |before: &BothAnswers| {
            let (before, now) = (&before.frame, seen.frame);
            before.scene == now.scene && before.picture == now.picture
        };
        self.waiting = if newest.is_some_and(same) {
            None
        } else {
            let answer = Answer::read(network, seen.trace, seen.frame, seen.crop)?;
            Some(Waiting { frame: Arc::clone(seen.frame), crop: seen.crop, answer })
        };
        Ok(())
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let more = Progress { done: 0, all: 1 };
        let Some(second) = &mut self.second else {
            // The screen says first what will take a while.
            if std::mem::replace(&mut self.announced, true) {
                self.second = Some(Second::new(self.others.load(self.place)?));
                // The file's bytes, and the weights before they were folded.
                heap::trim();
            }
            return Ok(more);
        };
        let Some(waiting) = self.waiting.take() else { return Ok(Progress { done: 1, all: 1 }) };
        second.compare(network, waiting)?;
        Ok(more)
    }

    fn finding(&self) -> Finding {
        Finding::SecondNetwork(self.second.as_ref().map(|second| Arc::clone(&second.agreement)))
    }
}

impl Drop for SecondNetworkJob {
    /// A whole network goes with it: its memory goes back to the system.
    fn drop(&mut self) {
        if self.second.take().is_some() {
            heap::trim();
        }
    }
}

#[cfg(test)]
mod tests;
