//! The job that reads a library for the screen, on the thread `lesson` where that is free.

use std::sync::Arc;
use std::time::Duration;

use super::shelf::{LibraryEntry, LibraryLayer, Shelf};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::lesson::{Lesson, Ticket};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::interrupt::Interrupt;
use crate::network::Network;
use crate::network::manifest::Spec;
use crate::taps::plan::Unit;

/// So long a step waits for the thread: less than a pass.
const PATIENCE: Duration = Duration::from_millis(5);

/// What is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All that is known of a unit.
    Unit(Unit),
    /// What the units of a layer would like to see.
    Layer(usize),
    /// What the network's words would like to see: the units of its last layer.
    Words,
}

/// What was found.
#[derive(Debug, Clone)]
enum Read {
    Unit(Arc<LibraryEntry>),
    Layer(Arc<LibraryLayer>),
    Words(Arc<LibraryLayer>),
}

/// All that reading takes.
#[derive(Debug, Clone)]
struct Lookup {
    shelf: Arc<Shelf>,
    spec: Spec,
    /// The layer's place among the outline's, and its name.
    layer: usize,
    name: String,
    wanted: Wanted,
}

impl Lookup {
    fn run(&self, interrupt: &Interrupt) -> Read {
        let (spec, name) = (&self.spec, &self.name);
        let of_layer = || Arc::new(self.shelf.layer(spec, name, self.layer, interrupt));
        match self.wanted {
            Wanted::Unit(unit) => {
                Read::Unit(Arc::new(self.shelf.entry(spec, name, unit, interrupt)))
            }
            Wanted::Layer(_) => Read::Layer(of_layer()),
            Wanted::Words => Read::Words(of_layer()),
        }
    }
}

/// Looks something up in the library.
#[derive(Debug)]
pub struct LibraryJob {
    lookup: Lookup,
    /// None where the thread was busy: then the job does it itself.
    ticket: Option<Ticket<Read>>,
    read: Option<Read>,
}

impl LibraryJob {
    /// Begins to read.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such layer, or the thread cannot be started.
    pub fn new(
        network: &Network,
        wanted: Wanted,
        shelf: Arc<Shelf>,
        lesson: &mut Lesson,
    ) -> Result<Self> {
        let layer = match wanted {
            Wanted::Unit(Unit { layer, .. }) | Wanted::Layer(layer) => layer,
            Wanted::Words => network.outline.layers.len().saturating_sub(1),
        };
        let none = || Error::Network(format!("there is no layer number {layer}"));
        let name = network.outline.layers.get(layer).ok_or_else(none)?.name.clone();
        let lookup = Lookup { shelf, spec: network.spec.clone(), layer, name, wanted };
        let lent = lookup.clone();
        let ticket = lesson.teach(move |interrupt| Ok(lent.run(interrupt)))?;
        Ok(Self { lookup, ticket, read: None })
    }
}

impl Work for LibraryJob {
    fn subject(&self) -> Subject {
        match self.lookup.wanted {
            Wanted::Unit(unit) => Subject::Unit(unit),
            Wanted::Layer(_) | Wanted::Words => Subject::Once,
        }
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        if self.read.is_none() {
            self.read = match &self.ticket {
                Some(ticket) => ticket.wait(PATIENCE).transpose()?,
                None => Some(self.lookup.run(&Interrupt::default())),
            };
        }
        Ok(Progress { done: usize::from(self.read.is_some()), all: 1 })
    }

    fn finding(&self) -> Finding {
        match &self.read {
            None => match self.lookup.wanted {
                Wanted::Unit(_) => Finding::Library(None),
                Wanted::Layer(_) => Finding::LibraryLayer(None),
                Wanted::Words => Finding::WordPictures(None),
            },
            Some(Read::Unit(entry)) => Finding::Library(Some(Arc::clone(entry))),
            Some(Read::Layer(layer)) => Finding::LibraryLayer(Some(Arc::clone(layer))),
            Some(Read::Words(words)) => Finding::WordPictures(Some(Arc::clone(words))),
        }
    }
}
