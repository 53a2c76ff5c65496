//! `deepvis activations`: saves the output of every node of a network for pictures, as safetensors.

use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::Result;

use deepvis::Error;
use deepvis::network::forward::Keep;
use deepvis::network::{Network, WeightsFrom, description::Description};
use deepvis::replace::replace;
use deepvis::taps::archive;

use super::batch::{Job, jobs, progress};
use super::workers::{PictureReader, Prepared, Workers};
use super::{Ending, complain};
use crate::cli::Activations;

pub fn run(arguments: &Activations) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let choice = arguments.network.choice();
    let jobs = jobs(&arguments.images, &arguments.out, "safetensors")?;
    let workers = Workers::load(&choice, jobs.len(), &stop.clone().into())?;
    let about = about(&workers.network, &choice.weights)?;
    let bar = progress(jobs.len());
    let mut ending = Ending::Done;
    let prepare = |reader: &mut PictureReader, (image, _): &Job| reader.prepare(image);
    let look = |network: &Network, (image, file): &Job, prepared: Prepared| {
        bar.set_message(image.display().to_string());
        // What is not saved ends the run.
        Ok(save(network, &prepared, image, &about, file))
    };
    workers.each(&jobs, prepare, look, |(image, _), saved| {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        let broken = match saved {
            Ok(saved) => saved?.map(|error| error.about(image)),
            // The other pictures may be fine.
            Err(error) => Some(error),
        };
        if let Some(error) = broken {
            bar.suspend(|| complain(error));
            ending = Ending::Failed;
        }
        bar.inc(1);
        Ok(())
    })?;
    Ok(if stop.load(Ordering::Relaxed) { Ending::Interrupted } else { ending })
}

/// What a file says of itself, the picture's name excepted.
fn about(network: &Network, weights: &WeightsFrom) -> Result<Vec<(&'static str, String)>> {
    let mut about = super::about(network, weights);
    let description = Description::of_loaded(network)?;
    about.push(("graph", serde_json::to_string(&description)?));
    Ok(about)
}

/// Gives what is wrong with the answer, where that is: the file says where it began.
fn save(
    network: &Network,
    prepared: &Prepared,
    image: &Path,
    about: &[(&'static str, String)],
    file: &Path,
) -> Result<Option<Error>, Error> {
    let trace = network.forward(&prepared.input(network)?, Keep::All, network.graph.logits())?;
    let image = ("image", image.display().to_string());
    let about: Vec<_> = about.iter().cloned().chain([image]).collect();
    replace(file, "write the activations", |out| {
        archive::write(&network.graph, &trace, &about, out)
    })?;
    Ok(network.probabilities(&trace).err())
}
