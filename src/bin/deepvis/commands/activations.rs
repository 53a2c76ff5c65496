//! `deepvis activations`: saves the output of every node of a network for pictures, as safetensors.

use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::Result;
use tch::Tensor;

use deepvis::Error;
use deepvis::network::forward::{Keep, Trace};
use deepvis::network::{Network, WeightsFrom, description::Description};
use deepvis::replace::replace;
use deepvis::taps::archive;

use super::batch::{jobs, progress};
use super::{Ending, Reader, complain};
use crate::cli::Activations;

pub fn run(arguments: &Activations) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let choice = arguments.network.choice();
    let jobs = jobs(&arguments.images, &arguments.out, "safetensors")?;
    let mut reader = Reader::load(&choice, &stop.clone().into())?;
    let about = about(&reader.network, &choice.weights)?;
    let bar = progress(jobs.len());
    let mut ending = Ending::Done;
    for (image, file) in jobs {
        bar.set_message(image.display().to_string());
        match reader.input(&image) {
            Ok(_) if stop.load(Ordering::Relaxed) => return Ok(Ending::Interrupted),
            Ok(input) => {
                let trace = save(&reader.network, &input, &image, &about, &file)?;
                // The file says where it began.
                if let Err(error) = reader.network.probabilities(&trace) {
                    bar.suspend(|| complain(error.about(image)));
                    ending = Ending::Failed;
                }
            }
            // The other pictures may be fine.
            Err(error) => {
                bar.suspend(|| complain(error));
                ending = Ending::Failed;
            }
        }
        bar.inc(1);
    }
    Ok(if stop.load(Ordering::Relaxed) { Ending::Interrupted } else { ending })
}

/// What a file says of itself, the picture's name excepted.
fn about(network: &Network, weights: &WeightsFrom) -> Result<Vec<(&'static str, String)>> {
    let mut about = super::about(network, weights);
    let description = Description::of_loaded(network)?;
    about.push(("graph", serde_json::to_string(&description)?));
    Ok(about)
}

fn save(
    network: &Network,
    input: &Tensor,
    image: &Path,
    about: &[(&'static str, String)],
    file: &Path,
) -> Result<Trace, Error> {
    let trace = network.forward(input, Keep::All, network.graph.logits())?;
    let image = ("image", image.display().to_string());
    let about: Vec<_> = about.iter().cloned().chain([image]).collect();
    replace(file, "write the activations", |out| {
        archive::write(&network.graph, &trace, &about, out)
    })?;
    Ok(trace)
}
