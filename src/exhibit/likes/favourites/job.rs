//! The job that cuts one unit's favourites to what it saw, and finds out what drove it there.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::collection::{Collection, Cut};
use super::cutting::{Cutting, Questions};
use super::nine::Entry;
use super::{Favourite, Favourites, has_switches};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::network::Network;
use crate::preprocess::Preprocess;
use crate::taps::plan::Unit;

/// One unit's favourites, renewed whenever others take their places: one pass a step.
#[derive(Debug)]
pub struct FavouritesJob {
    collection: Rc<RefCell<Collection>>,
    questions: Questions,
    preprocess: Preprocess,
    /// Those that are cut.
    cut: Cut,
    projections: bool,
    under_way: Option<(Entry<u32>, Cutting)>,
    finding: Arc<Favourites>,
}

impl FavouritesJob {
    /// Of this unit, out of the collection of the same network; from now on its layer is watched.
    /// With the projections, where they are asked for.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit.
    pub fn new(
        network: &Network,
        collection: Rc<RefCell<Collection>>,
        unit: Unit,
        projections: bool,
    ) -> Result<Self> {
        let questions = Questions::new(network, unit, projections)?;
        collection.borrow_mut().watch(network, unit.layer);
        let spec = &network.spec;
        let has_switches = has_switches(network, questions.node);
        let finding = Favourites { unit, pictures: 0, best: Vec::new(), has_switches };
        let cut = collection.borrow_mut().take_cut(unit, projections);
        let mut job = Self {
            collection,
            questions,
            preprocess: Preprocess::new(spec.input, spec.mean, spec.std),
            cut,
            projections,
            under_way: None,
            finding: Arc::new(finding),
        };
        job.follow();
        Ok(job)
    }

    /// Lets go of what is no favourite any more, and says what is left. Returns the nine.
    fn follow(&mut self) -> Vec<Entry<u32>> {
        let (entries, pictures) = match self.collection.borrow().of(self.questions.unit) {
            Some((best, pictures)) => (best.to_vec(), pictures),
            None => (Vec::new(), 0),
        };
        self.cut.retain(|(entry, _)| entries.contains(entry));
        self.under_way.take_if(|(entry, _)| !entries.contains(entry));
        let of = |entry: &Entry<u32>| {
            let cut = self.cut.iter().find(|(cut, _)| cut == entry);
            cut.map(|(_, favourite)| favourite.clone())
        };
        let best: Vec<Favourite> = entries.iter().filter_map(of).collect();
        if self.finding.pictures != pictures || self.finding.best != best {
            let finding = Arc::make_mut(&mut self.finding);
            (finding.pictures, finding.best) = (pictures, best);
        }
        entries
    }

    /// One pass forward over the first picture that is not cut yet; none where all are.
    fn begin(
        &mut self,
        network: &Network,
        entries: &[Entry<u32>],
    ) -> Result<Option<(Entry<u32>, Cutting)>> {
        let is_cut = |entry: &Entry<u32>| self.cut.iter().any(|(cut, _)| cut == entry);
        let Some(&entry) = entries.iter().find(|entry| !is_cut(entry)) else { return Ok(None) };
        let picture = self.collection.borrow().picture(entry.picture).map(Arc::clone);
        let gone = || Error::Network("a favourite's picture is gone".into());
        let picture = picture.ok_or_else(gone)?;
        let input = network.input(self.preprocess.run(&picture)?.input, picture.size)?;
        Ok(Some((entry, Cutting::begin(network, &self.questions, &input, picture)?)))
    }
}

impl Work for FavouritesJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let entries = self.follow();
        match self.under_way.take() {
            None => self.under_way = self.begin(network, &entries)?,
            Some((entry, mut cutting)) => match cutting.go_on(network, &self.questions)? {
                // The rectifier's value, of which the gradient starts at what it reads.
                Some(found) => self.cut.push((entry, Favourite { value: entry.value, ..found })),
                None => self.under_way = Some((entry, cutting)),
            },
        }
        self.follow();
        Ok(Progress { done: self.cut.len(), all: entries.len() })
    }

    fn finding(&self) -> Finding {
        Finding::Favourites(Arc::clone(&self.finding))
    }
}

impl Drop for FavouritesJob {
    /// Whoever comes back, or takes a unit away, sees them at once.
    fn drop(&mut self) {
        let (unit, cut) = (self.questions.unit, std::mem::take(&mut self.cut));
        self.collection.borrow_mut().keep_cut(unit, self.projections, cut);
    }
}
