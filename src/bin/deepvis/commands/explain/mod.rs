//! `deepvis explain`: saves which pixels of pictures drive a class or a unit.

mod picture;
mod way;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::Result;

use deepvis::Error;
use deepvis::attribution::{Attribution, Blank};
use deepvis::error::in_one_line;
use deepvis::frame::Picture;
use deepvis::network::Network;
use deepvis::replace::replace;
use deepvis::taps::archive;

use super::batch::{Job, jobs, progress};
use super::workers::{PictureReader, Prepared, Workers};
use super::{Ending, UNTRAINED, complain};
use crate::cli::{Explain, Format};
use way::{Explanation, Way};

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
    let workers = Workers::load(&choice, jobs.len(), &stop.clone().into())?;
    let network = &workers.network;
    let way = Way::new(arguments, network)?;
    let about = [super::about(network, &choice.weights), way.about()].concat();
    if network.outline.untrained {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let steps = way.steps(network)?;
    let bar = progress(jobs.len() * steps);
    let mut ending = Ending::Done;
    let prepare = |reader: &mut PictureReader, (image, _): &Job| reader.prepare(image);
    let look = |network: &Network, (image, file): &Job, prepared: Prepared| {
        bar.set_message(image.display().to_string());
        let run = || {
            let input = prepared.input(network)?;
            let explanation = way.explain(network, &input, &bar)?;
            if explanation.found.blank != Some(Blank::NotANumber) {
                let about = [&about[..], &explanation.about(image)].concat();
                let picture = Picture::new(network.spec.input, prepared.rgb);
                save(arguments, &explanation.found, &picture, &about, file)?;
            }
            Ok(explanation)
        };
        Ok(run())
    };
    workers.each(&jobs, prepare, look, |(image, _), explained| {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted.into());
        }
        // What is not told of here ends the run.
        let told = match explained {
            Ok(Err(error @ Error::NotANumber { .. })) => Err(error.about(image)),
            Ok(explained) => Ok(explained?),
            Err(error) => Err(error),
        };
        match told {
            Ok(Explanation { found, wording }) => {
                if found.blank != Some(Blank::NotANumber) {
                    let line = format!("{}: {wording}", in_one_line(image));
                    bar.suspend(|| writeln!(super::stdout(), "{line}"))?;
                }
                if let Some(blank) = found.blank {
                    bar.suspend(|| complain(format!("{blank}: {}", in_one_line(image))));
                    ending = if blank == Blank::NotANumber { Ending::Failed } else { ending };
                }
            }
            // The other pictures may have an answer.
            Err(error) => {
                bar.suspend(|| complain(error));
                bar.inc(steps as u64);
                ending = Ending::Failed;
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(if stop.load(Ordering::Relaxed) { Ending::Interrupted } else { ending })
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
