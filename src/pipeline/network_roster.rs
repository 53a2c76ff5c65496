//! The networks that a run can step through: the chosen one first, then every other whose weights are here.

use std::sync::Arc;

use super::engine::Roster;
use super::network_engine::{NetworkChoice, NetworkEngine};
use crate::error::Result;
use crate::interrupt::Interrupt;
use crate::network::manifest::Manifest;
use crate::network::outline::Outline;
use crate::network::{WeightsFrom, checkpoint, outline_of};

/// Networks from the manifest, with the same device and settings for all.
#[derive(Debug)]
pub struct NetworkRoster {
    choices: Vec<NetworkChoice>,
    outlines: Vec<Arc<Outline>>,
}

impl NetworkRoster {
    /// The chosen network, then the others in the manifest's order, from the one after it round to the one before. With
    /// made-up weights every network can run; otherwise those with published weights on this
    /// machine, with their own labels where the chosen one has weights of the person's own.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where there is no network of that name; those of [`outline_of`]
    /// for the chosen one.
    pub fn new(choice: &NetworkChoice) -> Result<Self> {
        let random = choice.weights == WeightsFrom::Random;
        let mut specs = Manifest::built_in()?.networks;
        let first = specs.iter().position(|spec| spec.name == choice.name).unwrap_or(0);
        specs.rotate_left(first);
        specs.retain(|spec| spec.name == choice.name || random || checkpoint::locate(spec).is_ok());
        let others = if random { WeightsFrom::Random } else { WeightsFrom::Published };
        let (mut choices, mut outlines) = (Vec::new(), Vec::new());
        for spec in &specs {
            let chosen = spec.name == choice.name;
            let weights = if chosen { &choice.weights } else { &others };
            let labels = choice.labels.clone().filter(|_| chosen || *weights == choice.weights);
            match outline_of(spec, weights, labels.as_deref()) {
                Ok(outline) => outlines.push(Arc::new(outline)),
                Err(error) if chosen => return Err(error),
                Err(error) => {
                    log::warn!("{} is left out: {error}", spec.title);
                    continue;
                }
            }
            let (name, weights) = (spec.name.clone(), weights.clone());
            choices.push(NetworkChoice { name, weights, labels, ..choice.clone() });
        }
        Ok(Self { choices, outlines })
    }
}

impl Roster for NetworkRoster {
    type Engine = NetworkEngine;

    fn outlines(&self) -> Vec<Arc<Outline>> {
        self.outlines.clone()
    }

    fn load(&mut self, index: usize, interrupt: &Interrupt) -> Result<NetworkEngine> {
        NetworkEngine::load(&self.choices[index], interrupt)
    }
}
