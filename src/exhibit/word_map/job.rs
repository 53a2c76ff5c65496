//! The job that lays out the network's words, on the thread `lesson`, once a network and run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::word_places::{NEAREST, WordPlaces};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::lesson::{Lesson, Ticket};
use crate::exhibit::tsne::{EPOCHS, Points, Way, lay_out};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::interrupt::Interrupt;
use crate::network::Network;
use crate::network::class_weights::ClassRows;

/// So long a step waits for the thread: less than a pass.
const PATIENCE: Duration = Duration::from_millis(5);

/// The map is shown anew after so many steps: 40 pictures of it forming.
const SHOWN_EVERY: usize = 25;

/// Two words make no map, only a line.
const FEWEST_WORDS: usize = 3;

/// Networks of more classes have no map: it takes as many comparisons as there are pairs.
pub const MOST_WORDS: usize = 4096;

/// The maps that are done, by the network's name; a run has few networks.
pub type Maps = Rc<RefCell<HashMap<String, Arc<WordPlaces>>>>;

/// The map so far, which the thread writes and the job reads.
type Forming = Arc<Mutex<Option<Arc<WordPlaces>>>>;

/// Lays the words out.
#[derive(Debug)]
pub struct WordMapJob {
    network: String,
    maps: Maps,
    ticket: Option<Ticket<WordPlaces>>,
    forming: Forming,
    /// What is known by now.
    words: Option<Arc<WordPlaces>>,
    /// Raised where nobody waits for the map any more.
    abandoned: Interrupt,
}

impl WordMapJob {
    /// Begins to lay them out, where that was not done before.
    ///
    /// # Errors
    /// [`Error::Network`] where the classes have no rows of weights, where there are too few or too
    /// many of them, and where the thread is busy; [`Error::Torch`] where libtorch refuses.
    pub fn new(network: &Network, maps: &Maps, lesson: &mut Lesson) -> Result<Self> {
        let name = network.outline.name.clone();
        let words = maps.borrow().get(&name).map(Arc::clone);
        let (forming, abandoned) = (Forming::default(), Interrupt::default());
        let mut job =
            Self { network: name, maps: Rc::clone(maps), ticket: None, forming, words, abandoned };
        if job.words.is_none() {
            let none = || Error::Network("this network keeps no row of weights for a word".into());
            let rows = network.class_rows()?.ok_or_else(none)?;
            let words = rows.values.len() / rows.features.max(1);
            if words < FEWEST_WORDS {
                return Err(Error::Network(say!("word-map-too-few", count = words)));
            }
            if words > MOST_WORDS {
                let problem = say!("word-map-too-many", most = MOST_WORDS, count = words);
                return Err(Error::Network(problem));
            }
            let (forming, abandoned) = (Arc::clone(&job.forming), job.abandoned.clone());
            let lay_out = move |interrupt: &Interrupt| {
                lay_words(rows, &forming, &[interrupt.clone(), abandoned])
            };
            let busy = || Error::Network("other work comes first: one moment".into());
            job.ticket = Some(lesson.teach(lay_out)?.ok_or_else(busy)?);
        }
        Ok(job)
    }
}

impl Drop for WordMapJob {
    fn drop(&mut self) {
        self.abandoned.raise();
    }
}

/// Rows of weights as a map: their directions, so that words count as alike that the same features
/// speak for, however strongly.
fn lay_words(rows: ClassRows, forming: &Forming, interrupt: &[Interrupt; 2]) -> Result<WordPlaces> {
    let points = Points::new(rows.values, rows.features).as_directions();
    let flat = lay_out(&points, None, interrupt, |epoch, places| {
        if epoch % SHOWN_EVERY == 0 {
            let (places, _) = places.as_chunks::<2>();
            let words = WordPlaces::new(places, Vec::new(), Way::Neighbours, Some(epoch));
            *forming.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(words));
        }
    })?;
    let nearest = points.nearest(NEAREST, interrupt)?.into_iter();
    let classes = |near: Vec<(usize, f32)>| near.into_iter().map(|(class, _)| class).collect();
    Ok(WordPlaces::new(&flat.places, nearest.map(classes).collect(), flat.way, None))
}

impl Work for WordMapJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        let all = EPOCHS / SHOWN_EVERY + 1;
        if let Some(outcome) = self.ticket.as_ref().and_then(|ticket| ticket.wait(PATIENCE)) {
            let words = Arc::new(outcome?);
            self.maps.borrow_mut().insert(self.network.clone(), Arc::clone(&words));
            (self.words, self.ticket) = (Some(words), None);
        }
        if self.ticket.is_none() {
            return Ok(Progress { done: all, all });
        }
        let forming = self.forming.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.words = forming.or(self.words.take());
        let epochs = self.words.as_ref().and_then(|words| words.forming).unwrap_or_default();
        Ok(Progress { done: epochs / SHOWN_EVERY, all })
    }

    fn finding(&self) -> Finding {
        Finding::WordMap(self.words.as_ref().map(Arc::clone))
    }
}

#[cfg(test)]
mod tests;
