//! The job that lays the taught pictures out, on the thread `lesson`, and follows the newest one.

use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::TaughtMap;
use super::directions::Directions;
use super::gathered::gathered;
use super::layout::{Layout, Need};
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::lesson::{Lesson, Ticket};
use crate::exhibit::teach::samples::{Samples, Shared};
use crate::exhibit::teach::taught::CLASSES;
use crate::exhibit::tsne::{EPOCHS, Flat, Points, Start, lay_out};
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::interrupt::Interrupt;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::network::head::ClassMeans;

/// So long a step waits for the thread: less than a pass.
const PATIENCE: Duration = Duration::from_millis(2);

/// A map that is made anew is shown after so many steps each.
const SHOWN_EVERY: usize = 25;

/// So many epochs improve a map in which a tenth is new: measured, no more is needed.
const IMPROVING: usize = 50;

/// While something is shown to it the pictures are laid out no more often than this.
const PAUSE: Duration = Duration::from_millis(700);

/// How far a map has come, in epochs, and the places: the thread writes it, the job takes it.
type Forming = Arc<Mutex<Option<(usize, Vec<[f32; 2]>)>>>;

/// A map that is being made.
#[derive(Debug)]
struct UnderWay {
    ticket: Ticket<Flat>,
    ids: Vec<u32>,
    /// The things of the pictures where it is made anew; none where it is only improved.
    anew: Option<Vec<u8>>,
    forming: Forming,
    epochs: usize,
    /// Raised where nobody waits for it any more.
    abandoned: Interrupt,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.abandoned.raise();
    }
}

/// Lays the pictures out whenever enough of them are new, and says which the newest frame is most
/// like.
#[derive(Debug)]
pub struct TaughtMapJob {
    samples: Shared,
    lesson: Lesson,
    /// Of which of the samples' versions all of this is.
    version: Option<u64>,
    directions: Directions,
    answers: Vec<Option<u8>>,
    /// The newest frame's code and its time.
    newest: Option<(Vec<f32>, Duration)>,
    /// When the last layout began.
    began: Option<Duration>,
    under_way: Option<UnderWay>,
    /// The layout that is forming, as far as it is.
    forming: Option<Layout>,
    map: Arc<TaughtMap>,
}

impl TaughtMapJob {
    /// Of what is kept there, with the frame at hand.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        samples: &Shared,
        lesson: &Lesson,
    ) -> Result<Self> {
        let mut job = Self {
            samples: Rc::clone(samples),
            lesson: lesson.clone(),
            version: None,
            directions: Directions::default(),
            answers: Vec::new(),
            newest: None,
            began: None,
            under_way: None,
            forming: None,
            map: Arc::default(),
        };
        job.observe(network, seen)?;
        Ok(job)
    }

    /// Takes over what is kept, where that has changed; true where it has.
    fn follow(&mut self) -> bool {
        let mut samples = self.samples.borrow_mut();
        if self.version == Some(samples.version()) {
            return false;
        }
        self.version = Some(samples.version());
        let Samples { kept, layout, .. } = &mut *samples;
        layout.follow(kept);
        self.directions = Directions::of(kept);
        let means = ClassMeans::new(&samples.codes(false), CLASSES);
        let answer = |code: &[f32]| -> Option<u8> {
            let means = means.as_ref()?;
            means.best(&means.cosines(code)).map(|class| class as u8)
        };
        self.answers = samples.kept().iter().map(|kept| answer(&kept.code)).collect();
        true
    }

    /// Looks what came of the layout under way; true where that is to be shown.
    fn look(&mut self) -> Result<bool> {
        let Some(under_way) = &mut self.under_way else { return Ok(false) };
        let mut samples = self.samples.borrow_mut();
        if let Some(outcome) = under_way.ticket.wait(PATIENCE) {
            let flat = outcome?;
            let mut next = samples.layout.with(&under_way.ids, &gathered(&flat.places));
            if let Some(classes) = &under_way.anew {
                next.made_anew_of(classes);
            }
            let Samples { kept, layout, .. } = &mut *samples;
            next.follow(kept);
            *layout = next;
            (self.under_way, self.forming) = (None, None);
            return Ok(true);
        }
        let formed = under_way.forming.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((epochs, places)) = formed else { return Ok(false) };
        under_way.epochs = epochs;
        self.forming = Some(samples.layout.with(&under_way.ids, &places));
        Ok(true)
    }

    /// Begins another layout, where one is needed and the thread is free. False where it is not.
    fn begin(&mut self) -> Result<bool> {
        let samples = self.samples.borrow();
        let now = self.newest.as_ref().map_or(Duration::ZERO, |(_, time)| *time);
        let waits = self.began.is_some_and(|began| now.saturating_sub(began) < PAUSE);
        if self.under_way.is_some() || samples.is_growing() && waits {
            return Ok(true);
        }
        let kept = samples.kept();
        let need = samples.layout.need(kept, !samples.is_growing());
        if need == Need::Nothing {
            return Ok(true);
        }
        let width = kept.first().map_or(0, |kept| kept.code.len());
        let values = kept.iter().flat_map(|kept| kept.code.iter().copied()).collect();
        let points = Points::new(values, width).as_directions();
        let places = samples.layout.all(kept, &self.directions);
        let places: Vec<[f32; 2]> = places.into_iter().map(|(_, place)| place).collect();
        let (forming, abandoned) = (Forming::default(), Interrupt::default());
        let (writes, ends) = (Arc::clone(&forming), abandoned.clone());
        let ticket = self.lesson.teach(move |interrupt| {
            let start = match need {
                _ if places.is_empty() => None,
                Need::Improve => Some(Start::Improved(&places, IMPROVING)),
                Need::MakeAnew | Need::Nothing => Some(Start::Arranged(&places)),
            };
            lay_out(&points, start, &[interrupt.clone(), ends], |epoch, places| {
                if epoch % SHOWN_EVERY == 0 && need == Need::MakeAnew && epoch < EPOCHS {
                    let places = gathered(places.as_chunks::<2>().0);
                    *writes.lock().unwrap_or_else(PoisonError::into_inner) = Some((epoch, places));
                }
            })
        })?;
        let Some(ticket) = ticket else { return Ok(false) };
        let ids = kept.iter().map(|kept| kept.sample.id).collect();
        let classes = || kept.iter().map(|kept| kept.sample.class).collect();
        let anew = (need == Need::MakeAnew).then(classes);
        self.under_way = Some(UnderWay { ticket, ids, anew, forming, epochs: 0, abandoned });
        self.began = Some(now);
        Ok(true)
    }

    /// What is known now.
    fn show(&mut self) {
        let samples = self.samples.borrow();
        let layout = self.forming.as_ref().unwrap_or(&samples.layout);
        let places = layout.framed(&layout.all(samples.kept(), &self.directions));
        let answers = if places.is_empty() { Vec::new() } else { self.answers.clone() };
        self.map = Arc::new(TaughtMap {
            layout: layout.number(),
            places,
            answers,
            nearest: self.nearest(),
            forming: self.under_way.as_ref().map(|under_way| under_way.epochs),
        });
    }

    fn nearest(&self) -> Vec<(u32, f32)> {
        let nearest = |(code, _): &(Vec<f32>, Duration)| self.directions.nearest(code, |_| true);
        self.newest.as_ref().map(nearest).unwrap_or_default()
    }
}

impl Work for TaughtMapJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        vec![network.graph.code]
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        self.newest = Some((network.code(seen.trace)?, seen.frame.time));
        let nearest = self.nearest();
        if nearest != self.map.nearest {
            Arc::make_mut(&mut self.map).nearest = nearest;
        }
        Ok(())
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        let (was_under_way, changed) = (self.under_way.is_some(), self.follow());
        let formed = self.look()?;
        let is_free = self.begin()?;
        let is_new = changed || formed || was_under_way != self.under_way.is_some();
        if is_new {
            self.show();
        }
        let goes_on = is_new || self.under_way.is_some() || !is_free;
        Ok(Progress { done: usize::from(!goes_on), all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::TaughtMap(Arc::clone(&self.map))
    }
}

#[cfg(test)]
mod tests;
