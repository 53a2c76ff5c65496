//! A clip that is dreamt: every frame, from what was dreamt into the one before.

use std::time::Duration;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

use deepvis::Error;
use deepvis::exhibit::dreams::amplifier::Amplifier;
use deepvis::exhibit::dreams::live::dreaming::Dreaming;
use deepvis::exhibit::dreams::live::recipe::Recipe;
use deepvis::exhibit::dreams::planes::{picture, planes};
use deepvis::frame::Picture;
use deepvis::network::Network;
use deepvis::source::{self, FRAMES_PER_SECOND, Shot, SourceSpec};

use super::film::Film;
use super::told::{Told, brightness};
use super::{Asked, spare};
use crate::commands::batch::progress;
use crate::commands::{Ending, complain};

/// The position of the room's knob that is the usual strength.
const USUAL: u8 = 2;

/// The frames of a clip, a camera or the reel.
pub fn frames(asked: &Asked<'_>, network: &Network, told: &mut Told) -> Result<Ending> {
    let arguments = asked.arguments;
    spare(&arguments.source, &arguments.out)?;
    let mut source = source::open(&arguments.source, &asked.stop.clone().into())?;
    let amplifier = Amplifier::new(network, asked.goal, None)?;
    let mut recipe = Recipe::live(network, asked.goal, USUAL)?;
    recipe.step *= arguments.strength;
    recipe.limit *= arguments.strength;
    let steps = recipe.sides.len();
    let mut dreaming = Dreaming::new(amplifier, recipe, arguments.seed);
    let mut film = Film::begin(arguments)?;
    let (bar, mut ending) = (bar(arguments.frames), Ending::Done);
    let (mut first, mut newest, mut stays) =
        (None, Duration::ZERO, Duration::from_secs(1) / FRAMES_PER_SECOND);
    let is_clip = matches!(arguments.source, SourceSpec::Files(_));
    let mut count = 0;
    let end = loop {
        asked.go_on()?;
        let Shot { picture: frame, new_scene, at, repeat, .. } = source.next(Picture::default())?;
        for notice in source.notices() {
            // A clip whose rest is missing.
            bar.suspend(|| complain(notice));
            ending = Ending::Failed;
        }
        let at = at.saturating_sub(*first.get_or_insert(at));
        // A clip begins again at its end.
        if count > 0 && is_clip && (new_scene || repeat) {
            break at.max(newest + stays);
        }
        if count > 0 && at > newest {
            stays = at.saturating_sub(newest);
        }
        newest = at;
        let dreamt = tch::no_grad(|| -> Result<Picture, Error> {
            dreaming.go_on(network, &planes(&frame).map_err(torch)?)?;
            dreaming
                .picture()
                .map_or(Ok(Picture::default()), |dreamt| picture(dreamt).map_err(torch))
        })?;
        told.note(brightness(&dreamt));
        film.add(&dreamt, at)?;
        (count, told.steps) = (count + 1, told.steps + steps);
        bar.inc(1);
        if arguments.frames.is_some_and(|frames| count >= frames) {
            break at + stays;
        }
    };
    bar.finish_and_clear();
    film.finish(end)?;
    Ok(ending)
}

fn torch(error: tch::TchError) -> Error {
    Error::torch("the picture that is being dreamt")(error)
}

/// Of so many frames, or of nobody knows how many.
fn bar(frames: Option<u32>) -> ProgressBar {
    if let Some(frames) = frames {
        return progress(frames as usize);
    }
    let style = ProgressStyle::with_template("{pos} frames, {elapsed}");
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
