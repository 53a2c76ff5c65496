//! `deepvis dream`: amplifies in pictures what a layer, a unit or a class finds there.

mod clip;
mod film;
mod still;
mod told;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use deepvis::Error;
use deepvis::exhibit::dreams::goal::{Goal, cards};
use deepvis::exhibit::dreams::octaves::Recipe;
use deepvis::network::{Network, labels};
use deepvis::source::{self, SourceSpec};
use deepvis::taps::plan::Unit;

use super::stimulus::{layer_of, name};
use super::{Ending, Reader, UNTRAINED};
use crate::cli::{Dream, OutKind};
use told::Told;

/// What a source is, for a dream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Picture,
    Folder,
    /// A clip, a camera, the reel.
    Frames,
}

impl Kind {
    fn of(source: &SourceSpec) -> Self {
        match source {
            SourceSpec::Files(path) if path.is_dir() => Self::Folder,
            source if source.is_still() => Self::Picture,
            _ => Self::Frames,
        }
    }
}

/// What the options ask for.
struct Asked<'a> {
    arguments: &'a Dream,
    goal: Goal,
    /// Set by Ctrl-C.
    stop: Arc<AtomicBool>,
}

impl Asked<'_> {
    fn recipe(&self) -> Recipe {
        let &Dream { strength, octaves, seed, .. } = self.arguments;
        Recipe { strength, octaves: octaves.map(usize::from), seed, ..Recipe::default() }
    }

    /// # Errors
    /// [`Error::Interrupted`] where the person asked for the end.
    fn go_on(&self) -> Result<(), Error> {
        if self.stop.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
    }
}

pub fn run(arguments: &Dream) -> Result<Ending> {
    let stop = super::stop_flag()?;
    source::require(&arguments.source)?;
    let kind = Kind::of(&arguments.source);
    go_together(arguments, kind)?;
    if arguments.out_kind() != OutKind::Folder {
        super::require_folder_of(&arguments.out)?;
    }
    if let (Kind::Folder, SourceSpec::Files(folder)) = (kind, &arguments.source) {
        return still::folder(arguments, folder, stop);
    }
    let choice = arguments.network.choice();
    let network = Reader::load(&choice, &stop.clone().into())?.network;
    warn_of_made_up_weights(arguments, &network)?;
    let goal = goal(arguments, &network)?;
    let asked = Asked { arguments, goal, stop };
    let mut told = Told::new();
    let ending = match (kind, &arguments.source) {
        (Kind::Picture, SourceSpec::Files(picture)) => {
            still::one(&asked, &network, picture, &mut told)?
        }
        _ => clip::frames(&asked, &network, &mut told)?,
    };
    told.tell(arguments, &network, &what(arguments, &network, goal))?;
    Ok(ending)
}

fn warn_of_made_up_weights(arguments: &Dream, network: &Network) -> Result<()> {
    if network.outline.untrained && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    Ok(())
}

/// What the command line alone cannot tell: it depends on what the source is.
fn go_together(arguments: &Dream, kind: Kind) -> Result<(), Error> {
    let out = arguments.out_kind();
    let problem = match kind {
        Kind::Picture if arguments.frames.is_some() && arguments.zoom.is_none() => {
            "one picture has no --frames, but with --zoom"
        }
        Kind::Folder | Kind::Frames if arguments.zoom.is_some() => {
            "--zoom falls into one picture, not into a clip or a folder"
        }
        Kind::Folder if arguments.frames.is_some() => {
            "the pictures of a folder are dreamt one by one, without --frames"
        }
        Kind::Folder if out != OutKind::Folder => {
            "the pictures of a folder go into a folder: --out FOLDER"
        }
        Kind::Frames if out == OutKind::Png => {
            "a clip is dreamt into FILE.mp4, FILE.gif or a folder of PNGs"
        }
        Kind::Frames if arguments.octaves.is_some() => {
            "--octaves is for pictures; each frame of a clip goes on from the one before"
        }
        _ => return Ok(()),
    };
    Err(Error::Source(problem.into()))
}

/// A class is a unit of the last layer; without a choice it is the third of the room's layers.
fn goal(arguments: &Dream, network: &Network) -> Result<Goal, Error> {
    let outline = &network.outline;
    if let Some(class) = &arguments.class {
        let channel = labels::find(&outline.labels, class)?;
        return Ok(Goal::Unit(Unit { layer: outline.layers.len().saturating_sub(1), channel }));
    }
    if let Some(layer) = &arguments.layer {
        let layer = layer_of(network, layer)?;
        let unit = arguments.channel.map(|channel| Goal::Unit(Unit { layer, channel }));
        return Ok(unit.unwrap_or(Goal::Layer(layer)));
    }
    let cards = cards(outline);
    let card = cards.get(2).or(cards.last()).copied();
    card.map(Goal::Layer).ok_or_else(|| Error::Network("no layer of it has maps".into()))
}

/// "blocks.9.project", "blocks.3.add, channel 5", or a class's name.
fn what(arguments: &Dream, network: &Network, goal: Goal) -> String {
    match goal {
        Goal::Unit(unit) => name(network, unit),
        Goal::Layer(layer) => network.outline.layers[layer].name.clone(),
        Goal::Taught(_) => arguments.out.display().to_string(),
    }
}

/// Whether a result leaves the file alone that it is made of.
fn spare(source: &SourceSpec, out: &Path) -> Result<(), Error> {
    if let SourceSpec::Files(path) = source { super::batch::spare(path, out) } else { Ok(()) }
}
