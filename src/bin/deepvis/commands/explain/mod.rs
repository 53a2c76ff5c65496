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
use deepvis::replace::replace;
use deepvis::taps::archive;

use super::batch::{jobs, progress};
use super::{Ending, Reader, UNTRAINED, complain};
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
    let mut reader = Reader::load(&choice, &stop.clone().into())?;
    let way = Way::new(arguments, &reader.network)?;
    let about = [super::about(&reader.network, &choice.weights), way.about()].concat();
    if reader.network.outline.untrained {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let steps = way.steps(&reader.network)?;
    let bar = progress(jobs.len() * steps);
    let mut ending = Ending::Done;
    for (number, (image, file)) in jobs.into_iter().enumerate() {
        bar.set_message(image.display().to_string());
        match reader.look(&image) {
            Ok(_) if stop.load(Ordering::Relaxed) => return Ok(Ending::Interrupted),
            Ok((input, picture)) => {
                let Explanation { found, wording } =
                    match way.explain(&reader.network, &input, &bar) {
                        Ok(explained) => explained,
                        // The other pictures may have an answer.
                        Err(error @ Error::NotANumber { .. }) => {
                            bar.suspend(|| complain(error.about(&image)));
                            ending = Ending::Failed;
                            continue;
                        }
                        Err(error) => return Err(error.into()),
                    };
                let mut about = about.clone();
                about.push(("image", image.display().to_string()));
                about.push(("target", wording.clone()));
                if let Some(rival) = found.origin.rival {
                    about.push(("class", found.origin.channel.to_string()));
                    about.push(("against", rival.class.to_string()));
                }
                if found.blank != Some(Blank::NotANumber) {
                    save(arguments, &found, &picture, &about, &file)?;
                    let line = format!("{}: {wording}", in_one_line(&image));
                    bar.suspend(|| writeln!(super::stdout(), "{line}"))?;
                }
                if let Some(blank) = found.blank {
                    bar.suspend(|| complain(format!("{blank}: {}", in_one_line(&image))));
                    ending = if blank == Blank::NotANumber { Ending::Failed } else { ending };
                }
            }
            // The other pictures may be fine.
            Err(error) => {
                bar.suspend(|| complain(error));
                ending = Ending::Failed;
            }
        }
        bar.set_position(((number + 1) * steps) as u64);
    }
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
