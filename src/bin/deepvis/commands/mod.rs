//! The commands of `deepvis`, a file each, and what several of them share.

pub mod activations;
mod against;
mod batch;
pub mod bench;
pub mod cameras;
pub mod check;
pub mod classify;
pub mod completions;
pub mod config;
pub mod describe;
pub mod dream;
pub mod explain;
pub mod favourites;
pub mod invert;
pub mod layers;
pub mod live;
pub mod map;
pub mod networks;
mod progress;
pub mod removal;
pub mod render;
mod report;
mod rubbing;
pub mod stability;
pub mod stimulus;
pub mod teach;
pub mod tour_file;
mod typing;
mod workers;

use std::fmt::Display;
use std::io::{self, StdoutLock, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use serde::Serialize;
use tch::Tensor;

use deepvis::Error;
use deepvis::engine::choice::NetworkChoice;
use deepvis::frame::Picture;
use deepvis::interrupt::Interrupt;
use deepvis::network::device::Device;
use deepvis::network::{Network, WeightsFrom};
use deepvis::preprocess::Preprocess;
use deepvis::source;
use deepvis::view::wording::FEWEST_IN_MILLIONS;

/// How a command ended, where it did not fail as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It did what it was asked for.
    Done,
    /// A part failed, and was complained about.
    Failed,
    /// Ctrl-C.
    Interrupted,
}

/// One line to standard error.
pub fn complain(error: impl Display) {
    eprintln!("deepvis: {error}");
}

/// The file can be written later: its folder is there.
///
/// # Errors
/// [`Error::Io`] where there is no such folder, before anything is computed for it.
fn require_folder_of(file: &Path) -> Result<(), Error> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        None => Ok(()),
        Some(folder) => {
            let problem = format!(
                "{}: cannot be written: there is no folder {}; make it first",
                file.display(),
                folder.display()
            );
            Err(Error::Source(problem))
        }
    }
}

fn stdout() -> StdoutLock<'static> {
    io::stdout().lock()
}

fn print_json(value: &impl Serialize) -> Result<()> {
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}

/// So many trained values: in millions, or where that would be hardly a tenth of one, as they are.
fn amount(values: u64, million: &str) -> String {
    if values < FEWEST_IN_MILLIONS {
        return values.to_string();
    }
    format!("{:.1} {million}", values as f64 / 1e6)
}

/// Set by Ctrl-C and by a polite kill.
fn stop_flag() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&stop);
    ctrlc::set_handler(move || raised.store(true, Ordering::Relaxed))?;
    Ok(stop)
}

/// What every answer of made-up weights is accompanied by.
const UNTRAINED: &str = "UNTRAINED: the weights are made up, so the answers mean nothing";

/// A network for single pictures, in f32.
struct Reader {
    network: Network,
    preprocess: Preprocess,
}

impl Reader {
    /// Once `interrupt` is raised, the load ends soon, and every pass after it.
    fn load(choice: &NetworkChoice, interrupt: &Interrupt) -> Result<Self> {
        let device = Device::open(choice.device, choice.threads)?;
        let network = choice.exact(device, interrupt)?;
        let spec = &network.spec;
        let preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        Ok(Self { network, preprocess })
    }

    /// The network's input for this picture, [1, 3, height, width].
    fn input(&mut self, path: &Path) -> deepvis::Result<Tensor> {
        Ok(self.look(path)?.0)
    }

    /// The same, with the part of the picture that it is made of, at that size.
    fn look(&mut self, path: &Path) -> deepvis::Result<(Tensor, Picture)> {
        let picture = source::load(path)?;
        let size = self.network.spec.input;
        let prepared = self.preprocess.run(&picture)?;
        let input = self.network.input(prepared.input, size)?;
        Ok((input, Picture::new(size, prepared.rgb.to_vec())))
    }
}

/// What a file of this network's values says of itself.
fn about(network: &Network, weights: &WeightsFrom) -> Vec<(&'static str, String)> {
    let weights = match weights {
        WeightsFrom::Published => "published",
        WeightsFrom::File(_) => "file",
        WeightsFrom::Random => "random",
    };
    vec![
        ("deepvis", env!("CARGO_PKG_VERSION").into()),
        ("network", network.spec.name.clone()),
        ("weights", weights.into()),
    ]
}
