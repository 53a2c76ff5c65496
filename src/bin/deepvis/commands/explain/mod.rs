//! `deepvis explain`: which pixels drive a class or a unit.

mod picture;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::Result;

use deepvis::Error;
use deepvis::attribution::{Attribution, Blank, Method, Question, Start, Target};
use deepvis::frame::Picture;
use deepvis::network::forward::Keep;
use deepvis::network::graph::NodeId;
use deepvis::network::{Network, labels};
use deepvis::replace::replace;
use deepvis::taps::archive;

use super::batch::{jobs, progress};
use super::{Ending, Reader, UNTRAINED, complain};
use crate::cli::{Explain, Format};

/// The name of the values in a file.
const ATTRIBUTION: &str = "attribution";

pub fn run(arguments: &Explain) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let choice = arguments.network.choice();
    if arguments.is_folder() {
        let out = &arguments.out;
        fs::create_dir_all(out).map_err(Error::io("make the folder", out))?;
    }
    let jobs = jobs(&arguments.images, &arguments.out, arguments.format().ending())?;
    let mut reader = Reader::load(&choice, &stop.clone().into())?;
    let question = question(arguments, &reader.network)?;
    // Whether there is such a class or unit is known before any picture.
    let needed = question.nodes(&reader.network, &[])?;
    let about = super::about(&reader.network, &choice.weights);
    if reader.network.outline.untrained {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let bar = progress(jobs.len());
    let mut ending = Ending::Done;
    for (image, file) in jobs {
        bar.set_message(image.display().to_string());
        match reader.look(&image) {
            Ok(_) if stop.load(Ordering::Relaxed) => return Ok(Ending::Interrupted),
            Ok((input, picture)) => {
                let network = &reader.network;
                let upto = needed.iter().copied().max().unwrap_or_default();
                let trace = network.forward(&input, Keep::Only(&needed), upto)?;
                let found = question.answer(network, &trace, &[])?.attribution;
                let wording = wording(network, &question, &found);
                let mut about = about.clone();
                about.push(("image", image.display().to_string()));
                about.push(("method", question.method.to_string()));
                about.push(("target", wording.clone()));
                save(arguments, &found, &picture, &about, &file)?;
                bar.suspend(|| writeln!(super::stdout(), "{}: {wording}", image.display()))?;
                if let Some(blank) = found.blank {
                    bar.suspend(|| complain(format!("{blank}: {}", image.display())));
                    ending = if blank == Blank::NotANumber { Ending::Failed } else { ending };
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

/// What was asked, in the network's numbers.
fn question(arguments: &Explain, network: &Network) -> Result<Question, Error> {
    let find = |name: &String| -> Result<NodeId, Error> {
        network.graph.require(name).map_err(|error| {
            let list = format!("`deepvis layers {}` lists them", network.spec.name);
            Error::Network(format!("{error}; {list}"))
        })
    };
    let layer = arguments.layer.as_ref().map(find).transpose()?;
    let (mut method, target) = match (layer, arguments.channel, &arguments.class) {
        (Some(node), Some(channel), _) => {
            let start = if arguments.peak { Start::Peak } else { Start::Map };
            (arguments.method, Target::Unit { node, channel, start })
        }
        (_, _, Some(class)) => {
            let class = labels::find(&network.outline.labels, class)?;
            (arguments.method, Target::Class(class))
        }
        _ => (arguments.method, Target::TopClass),
    };
    // A layer without a channel is where Grad-CAM looks.
    if let (Method::GradCam { at }, Some(node), None) = (&mut method, layer, arguments.channel) {
        *at = Some(node);
    }
    Ok(Question { target, method })
}

/// "Egyptian cat (class 285), logit 9.31"; "blocks.3.add, channel 7, at most 1.25".
fn wording(network: &Network, question: &Question, found: &Attribution) -> String {
    let origin = &found.origin;
    let (channel, value) = (origin.channel, origin.value);
    match question.target {
        Target::TopClass | Target::Class(_) => {
            let label = network.outline.labels.get(channel).map_or("", String::as_str);
            format!("{label} (class {channel}), logit {value:.2}")
        }
        Target::Unit { .. } => {
            let name = &network.graph.nodes[origin.node].name;
            format!("{name}, channel {channel}, at most {value:.2}")
        }
    }
}

fn save(
    arguments: &Explain,
    found: &Attribution,
    picture: &Picture,
    about: &[(&'static str, String)],
    file: &Path,
) -> Result<(), Error> {
    match arguments.format() {
        Format::Png => picture::save(found, arguments.filter, picture, file),
        Format::Safetensors => replace(file, "write the attribution", |out| {
            let size = found.size;
            let shape = [found.channels, size.height as usize, size.width as usize];
            archive::write_values(ATTRIBUTION, &shape, &found.values, about, out)
        }),
    }
}
