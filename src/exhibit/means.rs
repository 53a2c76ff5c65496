//! What background jobs have in common besides the network that looks.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::lesson::Lesson;
use super::others::Others;
use super::{
    Collection, Growth, LoadedHead, Pictures, Question, Samples, Shared, SharedDream, Shelf,
    TAUGHT_CLASSES, TaughtDirection, TrainedShared, WordMaps,
};
use crate::error::{Error, Result};
use crate::network::Network;
use crate::network::head::ClassMeans;

/// What a job may need besides the network that looks.
#[derive(Debug, Default)]
pub struct Means {
    /// The thread for what needs no network.
    pub lesson: Lesson,
    /// What a visitor has shown to it.
    pub recordings: Shared,
    /// The other networks of the run; none where this one is alone.
    pub others: Option<Rc<dyn Others>>,
    /// What excited each unit most; none before anybody asked.
    collection: Option<Rc<RefCell<Collection>>>,
    /// Where the network's library is.
    pub shelf: Arc<Shelf>,
    /// The photos that are to be named; none where nobody said which.
    pub pictures: Option<Arc<dyn Pictures>>,
    /// The maps of words that were made.
    pub word_maps: WordMaps,
    /// The pictures that were taught.
    pub samples: Samples,
    /// The head that was trained on them last.
    pub trained: TrainedShared,
    /// The head that the program was started with; none where nobody named one.
    pub loaded: Option<LoadedHead>,
    /// The small network that grows.
    pub growth: Rc<Growth>,
    /// The dream that is dreamt.
    pub dream: SharedDream,
}

impl Means {
    pub(super) fn others(&self) -> Result<Rc<dyn Others>> {
        let alone = || Error::Network("no other network is here".into());
        self.others.as_ref().map(Rc::clone).ok_or_else(alone)
    }

    /// What excited each unit of this network most: that of all jobs about it.
    pub(super) fn collection(&mut self, network: &Network) -> Rc<RefCell<Collection>> {
        let begin = || Rc::new(RefCell::new(Collection::new(network)));
        Rc::clone(self.collection.get_or_insert_with(begin))
    }

    /// The direction of the code that speaks for a taught thing; none where fewer than two things
    /// were taught, or not this one.
    pub(super) fn taught_direction(&self, class: u8) -> Option<TaughtDirection> {
        let samples = self.samples.borrow();
        let means = ClassMeans::new(&samples.codes(false), TAUGHT_CLASSES)?;
        TaughtDirection::of_mean(&means, class.into())
    }

    /// Lets go of what none of these questions needs, and no later one will.
    pub fn let_go(&mut self, questions: &[Question]) {
        if !questions.iter().any(|question| matches!(question, Question::Dream(_))) {
            self.dream.take();
        }
    }

    /// Forgets what was seen of visitors.
    pub fn forget(&mut self) {
        if let Some(collection) = &self.collection {
            collection.borrow_mut().forget();
        }
        self.recordings.borrow_mut().forget();
        self.samples.borrow_mut().forget();
        self.trained.take();
        self.growth.forget();
        self.dream.take();
    }
}
