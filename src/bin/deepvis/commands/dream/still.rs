//! Pictures that are dreamt deep: one, or those of a folder; and the fall into one.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::Result;

use deepvis::Error;
use deepvis::exhibit::dreams::octaves::DeepDream;
use deepvis::exhibit::dreams::zoom::Zoom;
use deepvis::frame::Picture;
use deepvis::network::Network;
use deepvis::source;

use super::film::Film;
use super::told::{Told, brightness};
use super::{Asked, goal, spare, warn_of_made_up_weights, what};
use crate::cli::{Dream, OutKind};
use crate::commands::batch::{Job, jobs, progress};
use crate::commands::stimulus::save;
use crate::commands::workers::{PictureReader, Workers};
use crate::commands::{Ending, complain};

/// How long a step of a picture that takes shape is seen, and a picture of a fall in an animation.
const TENTH: Duration = Duration::from_millis(100);
/// Pictures a second of a fall in a film.
const RATE: u32 = 30;

/// One picture.
pub fn one(asked: &Asked<'_>, network: &Network, path: &Path, told: &mut Told) -> Result<Ending> {
    let arguments = asked.arguments;
    spare(&arguments.source, &arguments.out)?;
    let (picture, notice) = source::load_with_notice(path)?;
    notice.iter().for_each(complain);
    if let (Some(factor), Some(frames)) = (arguments.zoom, arguments.frames) {
        let fallen = fall(asked, network, &picture, (factor, frames), told);
        return Ok(fallen.map_err(of(path))?);
    }
    let dream = DeepDream::new(network, (asked.goal, None), &picture, asked.recipe());
    let mut dream = dream.map_err(of(path))?;
    let bar = progress(dream.of());
    let mut film = match arguments.out_kind() {
        OutKind::Gif | OutKind::Mp4 => Some(Film::begin(arguments)?),
        OutKind::Png | OutKind::Folder => None,
    };
    if let Some(film) = &mut film {
        film.add(&picture, Duration::ZERO)?;
    }
    while !dream.is_over() {
        asked.go_on()?;
        let before = dream.steps();
        dream.advance(network)?;
        if dream.steps() > before {
            bar.inc(1);
            if let Some(film) = &mut film {
                film.add(&dream.picture()?, TENTH * dream.steps() as u32)?;
            }
        }
    }
    bar.finish_and_clear();
    let dreamt = dream.picture()?;
    told.steps = dream.steps();
    told.note(brightness(&dreamt));
    match film {
        // The last is seen for two seconds.
        Some(film) => film.finish(TENTH * (dream.steps() as u32 + 20))?,
        None => {
            for (_, file) in jobs(&[path.to_owned()], &arguments.out, "png")? {
                save(&file, &dreamt)?;
            }
        }
    }
    Ok(Ending::Done)
}

/// What is wrong with a picture, with its name.
fn of(path: &Path) -> impl Fn(Error) -> Error {
    move |error| match error {
        Error::Source(problem) => Error::Image { problem, path: path.to_owned() },
        error => error.about(path),
    }
}

/// The fall into a picture.
fn fall(
    asked: &Asked<'_>,
    network: &Network,
    picture: &Picture,
    (factor, frames): (f64, u32),
    told: &mut Told,
) -> Result<Ending, Error> {
    let mut zoom = Zoom::new(network, (asked.goal, None), picture, (asked.recipe(), factor))?;
    let mut film = Film::begin(asked.arguments)?;
    let stays = match asked.arguments.out_kind() {
        OutKind::Gif => TENTH,
        _ => Duration::from_secs(1) / RATE,
    };
    let bar = progress(frames as usize);
    for frame in 0..frames {
        while zoom.pictures() <= frame as usize {
            asked.go_on()?;
            zoom.advance(network)?;
        }
        let picture = zoom.picture()?;
        film.add(&picture, stays * frame)?;
        told.note(brightness(&picture));
        bar.inc(1);
    }
    bar.finish_and_clear();
    told.steps = zoom.steps();
    film.finish(stays * frames)?;
    Ok(Ending::Done)
}

/// Each picture of a folder, into another.
pub fn folder(arguments: &Dream, folder: &Path, stop: Arc<AtomicBool>) -> Result<Ending> {
    let out = &arguments.out;
    fs::create_dir_all(out).map_err(Error::io("make the folder", out))?;
    let jobs = jobs(&[folder.to_owned()], out, "png")?;
    let choice = arguments.network.choice();
    let workers = Workers::load(&choice, jobs.len(), &stop.clone().into())?;
    let network = &workers.network;
    warn_of_made_up_weights(arguments, network)?;
    let asked = Asked { arguments, goal: goal(arguments, network)?, stop };
    let mut told = Told::new();
    let bar = progress(jobs.len());
    let mut ending = Ending::Done;
    let load = |reader: &mut PictureReader, (image, _): &Job| reader.load(image);
    let look = |network: &Network, (image, file): &Job, picture: Picture| {
        bar.set_message(image.display().to_string());
        let dreamt = dreamt(&asked, network, &picture).map_err(of(image))?;
        // What cannot be written ends the run.
        Ok(save(file, &dreamt.0).map(|()| (brightness(&dreamt.0), dreamt.1)))
    };
    workers.each(&jobs, load, look, |_, made| {
        asked.go_on()?;
        match made {
            Ok(made) => {
                let (brightness, steps) = made?;
                told.note(brightness);
                told.steps += steps;
            }
            Err(error) => {
                bar.suspend(|| complain(error));
                ending = Ending::Failed;
            }
        }
        bar.inc(1);
        Ok::<(), anyhow::Error>(())
    })?;
    bar.finish_and_clear();
    asked.go_on()?;
    told.tell(arguments, network, &what(arguments, network, asked.goal))?;
    Ok(ending)
}

/// The picture, dreamt, and in how many steps.
fn dreamt(
    asked: &Asked<'_>,
    network: &Network,
    picture: &Picture,
) -> Result<(Picture, usize), Error> {
    let mut dream = DeepDream::new(network, (asked.goal, None), picture, asked.recipe())?;
    while !dream.is_over() {
        asked.go_on()?;
        dream.advance(network)?;
    }
    Ok((dream.picture()?, dream.steps()))
}
