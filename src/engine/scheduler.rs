//! The scheduler of background jobs: all observe each frame, then one makes a step, in turn.

use std::rc::Rc;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::others::Others;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::exhibit::{
    Finding, LoadedHead, Means, Pictures, Question, Shelf, begin, head_of_what_was_taught,
};
use crate::frame::Frame;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::network::head::file::Head;
use crate::network::heap;

/// The jobs of the questions that are asked, and of those that stand.
#[derive(Debug, Default)]
pub(super) struct Scheduler {
    slots: Vec<Slot>,
    /// Which slot's turn it is.
    turn: usize,
    means: Means,
}

/// One question with its job. What is shown is the frame at work as long as there is no other; from
/// then on the last one that is done.
#[derive(Debug)]
struct Slot {
    question: Question,
    /// The job that is under way, and what it has found.
    task: Option<(Found, Box<dyn Work>)>,
    shown: Option<Found>,
    /// What the job that began last is about.
    subject: Subject,
    /// Whether units were ablated when it began.
    ablated: bool,
}

impl Scheduler {
    /// Jobs may load these networks.
    pub(super) fn load_beside(&mut self, others: Rc<dyn Others>) {
        self.means.others = Some(others);
    }

    /// Jobs that look something up find it there.
    pub(super) fn read_from(&mut self, shelf: Arc<Shelf>) {
        self.means.shelf = shelf;
    }

    /// Jobs whose pictures are to be named take them from there.
    pub(super) fn name(&mut self, pictures: Arc<dyn Pictures>) {
        self.means.pictures = Some(pictures);
    }

    /// The room of teaching answers by this head, too.
    pub(super) fn know(&mut self, head: Option<LoadedHead>) {
        self.means.loaded = head;
    }

    /// What was taught, as a head for a file: see [`head_of_what_was_taught`].
    pub(super) fn head(&self, network: &Network, labels: &[String], mirror: bool) -> Result<Head> {
        head_of_what_was_taught(&self.means, network, labels, mirror)
    }

    /// The nodes that a pass must keep for the jobs that look at every frame.
    pub(super) fn needs(&self, network: &Network) -> Vec<NodeId> {
        let tasks = self.slots.iter().filter_map(|slot| slot.task.as_ref());
        tasks.flat_map(|(_, work)| work.needs(network)).collect()
    }

    /// Lets every job look at the frame.
    pub(super) fn observe(&mut self, network: &Network, seen: Seen<'_>) -> Result<()> {
        for slot in &mut self.slots {
            let Some((found, work)) = &mut slot.task else { continue };
            match work.observe(network, &seen) {
                Ok(()) if work.subject() == Subject::Stream => {
                    (found.frame, found.crop) = (Arc::clone(seen.frame), seen.crop);
                    // What it says of this frame goes to the screen with this frame.
                    found.finding = work.finding();
                    if slot.shown.is_some() {
                        slot.shown = Some(found.clone());
                    }
                }
                Ok(()) => {}
                Err(problem) => drop(slot.give_up(seen, problem)?),
            }
        }
        Ok(())
    }

    /// Takes over the questions, then goes on with one of them for about the time of one pass. True
    /// where there is more to do, or something new to see; false where all that is asked for is
    /// done with the frame at hand.
    pub(super) fn step(
        &mut self,
        network: &Network,
        questions: &[Question],
        seen: Seen<'_>,
    ) -> Result<bool> {
        self.take_over(questions);
        for _ in 0..self.slots.len() {
            let turn = self.turn % self.slots.len();
            self.turn = turn + 1;
            if self.slots[turn].step(network, seen, &mut self.means)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Ends the bound jobs that are no longer asked for, and makes room for new ones.
    fn take_over(&mut self, questions: &[Question]) {
        let before = self.slots.len();
        self.slots.retain(|slot| slot.question.is_standing() || questions.contains(&slot.question));
        self.means.let_go(questions);
        if self.slots.len() < before && questions.iter().all(Question::is_standing) {
            // A room was left: what its jobs held goes back to the system at once.
            heap::trim();
        }
        let known = self.slots.len();
        for &question in questions {
            if !self.slots.iter().any(|slot| slot.question == question) {
                self.slots.push(Slot::new(question));
            }
        }
        if self.slots.len() > known {
            // What is asked anew, such as while a button is held, begins at once.
            self.turn = known;
        }
    }

    /// Ends the standing jobs and those that show what was seen before, with all that they have
    /// found: the visitor is gone.
    pub(super) fn forget(&mut self) {
        self.slots.retain(|slot| !slot.question.is_standing() && !slot.question.recalls());
        self.means.forget();
    }

    /// What was found so far.
    pub(super) fn findings(&self) -> Findings {
        self.slots.iter().filter_map(|slot| slot.shown.clone()).collect()
    }
}

impl Slot {
    fn new(question: Question) -> Self {
        let (task, shown, subject, ablated) = (None, None, Subject::Frame, false);
        Self { question, task, shown, subject, ablated }
    }

    /// True where what was found is about something else than what is asked now.
    fn is_about_another(&self, seen: Seen<'_>) -> bool {
        let known = self.task.as_ref().map(|(found, _)| found).or(self.shown.as_ref());
        let other_scene =
            |found: &Found| self.subject == Subject::Frame && found.frame.scene != seen.frame.scene;
        known.is_none_or(|found| self.ablated != seen.ablated || other_scene(found))
    }

    fn step(&mut self, network: &Network, seen: Seen<'_>, means: &mut Means) -> Result<bool> {
        if self.is_about_another(seen) {
            *self = Self { ablated: seen.ablated, ..Self::new(self.question) };
        }
        if self.task.is_none() {
            if self.is_done(seen.frame) {
                return Ok(false);
            }
            let work = match begin(network, self.question, seen, means) {
                Ok(work) => work,
                Err(problem) => return self.give_up(seen, problem),
            };
            self.subject = work.subject();
            let (question, finding) = (self.question, work.finding());
            let (frame, crop) = (Arc::clone(seen.frame), seen.crop);
            let progress = Progress::default();
            self.task = Some((Found { question, frame, crop, finding, progress }, work));
        }
        let Some((found, work)) = &mut self.task else { return Ok(false) };
        match work.step(network) {
            Err(problem) => return self.give_up(seen, problem),
            Ok(progress) => (found.progress, found.finding) = (progress, work.finding()),
        }
        if found.progress.is_over() && self.subject != Subject::Stream {
            self.shown = self.task.take().map(|(found, _)| found);
            return Ok(true);
        }
        match &mut self.shown {
            // The one that is done stays, while the next frame is worked on.
            Some(shown)
                if self.subject == Subject::Frame
                    && shown.frame.sequence != found.frame.sequence =>
            {
                shown.progress = found.progress;
            }
            shown => *shown = Some(found.clone()),
        }
        Ok(!found.progress.is_over())
    }

    /// True of the frame that is shown, and of every other with the same picture: a photo's. What
    /// is about no frame is done once.
    fn is_done(&self, frame: &Frame) -> bool {
        let same =
            |shown: &Frame| shown.sequence == frame.sequence || shown.picture == frame.picture;
        let done = |found: &Found| self.subject != Subject::Frame || same(&found.frame);
        self.shown.as_ref().is_some_and(done)
    }

    /// Says why there is nothing to see; true where that is new. The end of the run is no reason.
    fn give_up(&mut self, seen: Seen<'_>, problem: Error) -> Result<bool> {
        if matches!(problem, Error::Interrupted) {
            return Err(problem);
        }
        self.task = None;
        let finding = Finding::Nothing(problem.to_string());
        let (question, progress) = (self.question, Progress::default());
        let (frame, crop) = (Arc::clone(seen.frame), seen.crop);
        let shown = self.shown.as_ref();
        let said = shown.is_some_and(|shown| matches!(shown.finding, Finding::Nothing(_)));
        let new = !(said && self.is_done(seen.frame));
        self.shown = Some(Found { question, frame, crop, finding, progress });
        Ok(new)
    }
}

#[cfg(test)]
mod tests;
