//! The choice of a network (weights, device, kind of numbers), and how it is loaded.

use std::path::PathBuf;

use super::network_engine::NetworkEngine;
use crate::error::Result;
use crate::interrupt::Interrupt;
use crate::network::device::{Device, DeviceChoice};
use crate::network::named::Named;
use crate::network::onnx::Reading;
use crate::network::particulars::Particulars;
use crate::network::precision::Precision;
use crate::network::trial::Trial;
use crate::network::{Network, WeightsFrom};

/// Which network, and where it runs.
#[derive(Debug, Clone, Default)]
pub struct NetworkChoice {
    /// As in the manifest, or the path of an ONNX file.
    pub name: String,
    /// What is said of that file; nothing for a network of the manifest.
    pub said: Particulars,
    /// Where its weights come from.
    pub weights: WeightsFrom,
    /// A file with the names of its classes; none for those of the published weights.
    pub labels: Option<PathBuf>,
    /// What was asked for.
    pub device: DeviceChoice,
    /// What it computes with.
    pub precision: Precision,
    /// libtorch's threads; none for one less than there are cores, and where a command looks at
    /// several pictures for one pass with one thread on each core.
    pub threads: Option<usize>,
}

impl NetworkChoice {
    /// The network without its weights.
    ///
    /// # Errors
    /// Those of [`Named::find`].
    pub fn named(&self) -> Result<Named> {
        Named::find(&self.name, &self.said, Reading::Structure)
    }

    /// The network on this device, in f32.
    ///
    /// # Errors
    /// Those of [`Network::open`].
    pub fn exact(&self, device: Device, interrupt: &Interrupt) -> Result<Network> {
        let Self { name, said, weights, labels, .. } = self;
        Network::open((name, said), weights, labels.as_deref(), device, interrupt)
    }

    /// Loads the network. Call it on the thread that will compute. bf16 is tried against f32 first.
    /// Once `interrupt` is raised, loading and computing end soon.
    ///
    /// # Errors
    /// Those of [`Device::open`] and [`Network::open`]; [`crate::Error::Device`] where bf16
    /// would be slower.
    pub fn load(&self, interrupt: &Interrupt) -> Result<NetworkEngine> {
        self.network(interrupt).map(NetworkEngine::new)
    }

    /// The same network without an engine around it.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub(super) fn network(&self, interrupt: &Interrupt) -> Result<Network> {
        let device = Device::open(self.device, self.threads)?;
        self.precision.check(device)?;
        let mut exact = self.exact(device, interrupt)?;
        if self.precision == Precision::F32 {
            exact.prepare()?;
            return Ok(exact);
        }
        let rounded = exact.in_precision(self.precision)?;
        let what = format!("{} on {}", exact.spec.title, device.describe());
        Trial::run(&exact, &rounded)?.judge(&what)?;
        Ok(rounded)
    }
}
