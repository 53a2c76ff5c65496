//! The shelf: what the window reads of a library, as plain host data.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::agreed::{Agreed, agreed};
use super::key::Key;
use super::sheet::Sheet;
use super::tally::{LayerTally, Named};
use super::{Library, broken, built_in, read_tally, store, thumbnail};
use crate::error::{Error, Result};
use crate::exhibit::likes::favourites::{Favourite, Favourites};
use crate::frame::Picture;
use crate::interrupt::Interrupt;
use crate::network::WeightsFrom;
use crate::network::guess::Guess;
use crate::network::manifest::Spec;
use crate::taps::plan::Unit;

/// What a library knows of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryEntry {
    /// Whose it is.
    pub unit: Unit,
    /// Its favourites of the pictures that were looked through; none where none are known.
    pub favourites: Option<Favourites>,
    /// What the network called each of them, in their order: its best class.
    pub called: Vec<Guess>,
    /// What it called most of them.
    pub agreed: Option<Agreed>,
    /// What it would like to see, 64 px; none where that is not known.
    pub stimulus: Option<Arc<Picture>>,
    /// What is wrong with the library, in one line; then the rest may be missing.
    pub problem: Option<String>,
}

/// What a library knows of one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryLayer {
    /// Index into the outline's layers.
    pub layer: usize,
    /// What each unit would like to see, 64 px; none of a unit of which it is not known. Empty
    /// where nothing is known of the layer.
    pub stimuli: Vec<Option<Arc<Picture>>>,
    /// What is wrong with the library, in one line.
    pub problem: Option<String>,
}

/// Where one network's library is. Without a place there is nothing on it.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The folder with the libraries of all networks; none where nobody named one.
    place: Option<PathBuf>,
    /// Where that network's weights come from.
    weights: WeightsFrom,
    /// Whose it is, once it was found out: weights of one's own are hashed for it.
    key: Mutex<Option<Key>>,
    /// The sheet that was read last, of at most 16 MB: those who look around in a layer ask for one
    /// unit of it after the other.
    sheet: Mutex<Option<Arc<Sheet>>>,
}

impl Shelf {
    /// For a network with these weights, out of the library `place`, which need not be there.
    pub fn new(place: Option<PathBuf>, weights: WeightsFrom) -> Self {
        Self { place, weights, key: Mutex::default(), sheet: Mutex::default() }
    }

    /// Where the weights of the network come from that it is for.
    pub(in crate::exhibit) fn weights(&self) -> &WeightsFrom {
        &self.weights
    }

    fn key(&self, spec: &Spec, interrupt: &Interrupt) -> Result<Key> {
        let mut last = known(&self.key);
        if let Some(key) = last.as_ref().filter(|key| key.network == spec.name) {
            return Ok(key.clone());
        }
        let key = Key::of(spec, &self.weights, interrupt)?;
        *last = Some(key.clone());
        Ok(key)
    }

    /// The network's folder, where it is there.
    fn library(&self, spec: &Spec, interrupt: &Interrupt) -> Result<Option<Library>> {
        let Some(place) = self.place.as_ref().filter(|place| place.is_dir()) else {
            return Ok(None);
        };
        let library = Library::new(place, self.key(spec, interrupt)?);
        Ok(library.is_there()?.then_some(library))
    }

    /// The layer's sheet of stimuli: the library's, or else the one that is built in.
    fn sheet(&self, spec: &Spec, layer: &str, interrupt: &Interrupt) -> Result<Option<Arc<Sheet>>> {
        let mut last = known(&self.sheet);
        if let Some(sheet) = last.as_ref().filter(|sheet| sheet.made.layer == layer) {
            return Ok(Some(Arc::clone(sheet)));
        }
        let own = self.library(spec, interrupt)?.map(|library| library.sheet(layer));
        let sheet = match own.transpose()?.flatten() {
            None if built_in::has(&spec.name, layer) => {
                built_in::sheet(&self.key(spec, interrupt)?, layer)
            }
            own => own,
        };
        *last = sheet.map(Arc::new);
        Ok(last.clone())
    }

    /// What is known of a unit of the layer of this name. It reads a few hundred kilobytes.
    pub fn entry(
        &self,
        spec: &Spec,
        layer: &str,
        unit: Unit,
        interrupt: &Interrupt,
    ) -> LibraryEntry {
        let mut entry = LibraryEntry {
            unit,
            favourites: None,
            called: Vec::new(),
            agreed: None,
            stimulus: None,
            problem: None,
        };
        let library = self.library(spec, interrupt);
        let read = library.and_then(|library| match library {
            Some(library) => read_favourites(&library, layer, &mut entry),
            None => Ok(()),
        });
        entry.problem = read.err().map(|error| error.to_string());
        if entry.problem.is_none() {
            match self.sheet(spec, layer, interrupt) {
                Ok(sheet) => {
                    let stimulus = sheet.and_then(|sheet| sheet.stimulus(unit.channel));
                    entry.stimulus = stimulus.map(Arc::new);
                }
                Err(error) => entry.problem = Some(error.to_string()),
            }
        }
        entry
    }

    /// What each unit of the layer of this name would like to see.
    pub fn layer(
        &self,
        spec: &Spec,
        name: &str,
        layer: usize,
        interrupt: &Interrupt,
    ) -> LibraryLayer {
        let (stimuli, problem) = match self.sheet(spec, name, interrupt) {
            Ok(Some(sheet)) => {
                let units = 0..sheet.made.units;
                (units.map(|unit| sheet.stimulus(unit).map(Arc::new)).collect(), None)
            }
            Ok(None) => (Vec::new(), None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        LibraryLayer { layer, stimuli, problem }
    }
}

/// What was found out last, also where a thread crashed meanwhile.
fn known<T>(last: &Mutex<Option<T>>) -> MutexGuard<'_, Option<T>> {
    last.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads a unit's favourites, their thumbnails, and what they were called.
fn read_favourites(library: &Library, layer: &str, entry: &mut LibraryEntry) -> Result<()> {
    let unit = entry.unit;
    let Some(mut file) = library.favourites(layer)? else { return Ok(()) };
    let path = library.favourites_file(layer);
    let tally = read_tally(&path, &mut file)?;
    let right = |known: &&LayerTally| known.name == layer && tally.set.key == *library.key();
    let known = tally.layers.first().filter(right);
    let other = || -> Error { broken("it is of another network or layer", &path) };
    let Some(nine) = known.ok_or_else(other)?.units.get(unit.channel) else { return Ok(()) };
    let refused = |problem: String| broken(&problem, &path);
    let jpegs = store::thumbnails(&mut file, unit.channel).map_err(refused)?;
    let (mut best, mut called) = (Vec::new(), Vec::new());
    for (favoured, jpeg) in nine.iter().zip(jpegs) {
        let Some(Named { class, probability, .. }) = tally.pictures.get(&favoured.picture) else {
            continue;
        };
        called.push(Guess { class: *class as usize, probability: *probability });
        // The picture could not be read any more when it was to be cut.
        if jpeg.is_empty() {
            continue;
        }
        let crop = thumbnail::decode(&jpeg, thumbnail::SIDE.unsigned_abs()).map_err(refused)?;
        best.push(Favourite { crop: Arc::new(crop), value: favoured.value, projection: None });
    }
    let classes: Vec<usize> = called.iter().map(|guess| guess.class).collect();
    entry.agreed = agreed(&classes);
    entry.called = called;
    // No projection is kept in a library.
    let (pictures, has_switches) = (u64::from(tally.seen), true);
    entry.favourites = Some(Favourites { unit, pictures, best, has_switches });
    Ok(())
}
