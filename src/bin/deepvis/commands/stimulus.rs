//! `deepvis stimulus`: makes the picture that a class or a detector would like to see.

mod layer;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Result;
use image::ImageEncoder;
use image::codecs::png::PngEncoder;
use serde_json::{Value, json};

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::exhibit::ascent::recipe::Recipe;
use deepvis::exhibit::ascent::stimulus::{Stimulus, Stuck};
use deepvis::exhibit::ascent::survives::Survives;
use deepvis::exhibit::ascent::wish::Wish;
use deepvis::exhibit::ascent::{AscentJob, SHOWN};
use deepvis::exhibit::work::Work;
use deepvis::frame::Picture;
use deepvis::network::{Network, WeightsFrom, labels};
use deepvis::recording::animation;
use deepvis::replace::replace;
use deepvis::taps::plan::Unit;

use super::batch::progress;
use super::{Ending, Reader, UNTRAINED};
use crate::cli;

/// Hundredths of a second that a GIF shows each picture; the last stays longer.
const SHOWN_FOR: [u64; 2] = [8, 200];

/// What came of it.
struct Made {
    stimulus: Arc<Stimulus>,
    survives: Option<Survives>,
    seconds: f64,
}

pub fn run(arguments: &cli::Stimulus) -> Result<Ending> {
    match (&arguments.out, &arguments.library) {
        (Some(out), _) => one(arguments, out),
        (None, Some(library)) => layer::run(arguments, library),
        // The command line asks for one of them.
        (None, None) => Ok(Ending::Failed),
    }
}

/// One picture.
fn one(arguments: &cli::Stimulus, out: &Path) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let choice = arguments.network.choice();
    let network = Reader::load(&choice, &stop.clone().into())?.network;
    let unit = unit(arguments, &network)?;
    if network.outline.untrained && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let begun = Instant::now();
    let wish = wish(arguments, unit);
    let mut recipe = Recipe::of(&network, wish);
    recipe = arguments.steps.map_or(recipe, |steps| recipe.with_steps(steps.into()));
    let mut job = AscentJob::with_recipe(&network, wish, recipe)?;
    let bar = progress(job.stimulus().of);
    bar.set_message(name(&network, unit));
    let is_film = out.extension().is_some_and(|own| own.eq_ignore_ascii_case("gif"));
    let mut film = vec![job.stimulus().picture.clone()];
    loop {
        let now = job.step(&network)?;
        bar.set_position(now.done as u64);
        if is_film && (now.done.is_multiple_of(SHOWN) || now.is_over()) {
            film.push(job.stimulus().picture.clone());
        }
        if now.is_over() {
            break;
        }
        if stop.load(Ordering::Relaxed) {
            return Ok(Ending::Interrupted);
        }
    }
    bar.finish_and_clear();
    let seconds = begun.elapsed().as_secs_f64();
    let stimulus = Arc::clone(job.stimulus());
    if is_film {
        save_film(out, &film)?;
    } else {
        save(out, &stimulus.picture)?;
    }
    let survives = Survives::of(&network, &stimulus)?;
    let made = Made { stimulus, survives, seconds };
    if arguments.json {
        super::print_json(&in_json(&network, &choice.weights, &made))?;
    } else {
        tell(&network, &made, out, &mut super::stdout())?;
    }
    Ok(Ending::Done)
}

/// A class is a unit of the last layer.
fn unit(arguments: &cli::Stimulus, network: &Network) -> Result<Unit, Error> {
    let layers = &network.outline.layers;
    if let Some(class) = &arguments.class {
        let channel = labels::find(&network.outline.labels, class)?;
        return Ok(Unit { layer: layers.len() - 1, channel });
    }
    let layer = layer_of(network, arguments.layer.as_deref().unwrap_or_default())?;
    Ok(Unit { layer, channel: arguments.channel.unwrap_or_default() })
}

/// The layer of this name, as an index into the outline's.
pub(super) fn layer_of(network: &Network, name: &str) -> Result<usize, Error> {
    let node = network.graph.require(name)?;
    let found = network.outline.layers.iter().position(|layer| layer.node == node);
    found.ok_or_else(|| Error::Network("the input is no layer".into()))
}

fn wish(arguments: &cli::Stimulus, unit: Unit) -> Wish {
    let &cli::Stimulus { negative, preset, seed, .. } = arguments;
    Wish { unit, negative, preset, seed }
}

pub(super) fn save(path: &Path, picture: &Picture) -> Result<(), Error> {
    let (width, height) = (picture.size.width as u32, picture.size.height as u32);
    replace(path, "write the picture", |file| {
        PngEncoder::new(file)
            .write_image(&picture.rgb, width, height, image::ExtendedColorType::Rgb8)
            .map_err(io::Error::other)
    })
}

fn save_film(path: &Path, film: &[Picture]) -> Result<(), Error> {
    let [each, last] = SHOWN_FOR;
    let shown = |at: usize| if at + 1 == film.len() { last } else { each };
    let film = film.iter().enumerate().map(|(at, picture)| (picture, shown(at)));
    animation::write(path, "write the film", film)
}

/// "blocks.3.expand, channel 5", or a class's name.
pub(super) fn name(network: &Network, unit: Unit) -> String {
    let outline = &network.outline;
    match outline.labels.get(unit.channel) {
        Some(label) if unit.layer + 1 == outline.layers.len() => label.clone(),
        _ => format!("{}, channel {}", outline.layers[unit.layer].name, unit.channel),
    }
}

fn stuck(stuck: Option<Stuck>) -> Option<&'static str> {
    stuck.map(|stuck| match stuck {
        Stuck::Dead => "dead",
        Stuck::Still => "still",
    })
}

fn in_json(network: &Network, weights: &WeightsFrom, made: &Made) -> Value {
    let Made { stimulus, survives, seconds } = made;
    let unit = stimulus.wish.unit;
    let mut value = json!({
        "layer": network.outline.layers[unit.layer].name,
        "channel": unit.channel,
        "name": name(network, unit),
        "negative": stimulus.wish.negative,
        "preset": stimulus.wish.preset.name(),
        "seed": stimulus.wish.seed,
        "device": network.device().to_string(),
        "side": stimulus.picture.size.width,
        "value_start": stimulus.value_start,
        "value": stimulus.value,
        "survives": survives.map(|kept| json!({"shift": kept.shift, "zoom": kept.zoom, "jpeg": kept.jpeg})),
        "stuck": stuck(stimulus.stuck),
        "steps": stimulus.steps,
        "seconds": seconds,
    });
    for (key, of) in super::about(network, weights) {
        value[key] = of.into();
    }
    if network.outline.untrained {
        value["untrained"] = true.into();
    }
    value
}

fn tell(network: &Network, made: &Made, path: &Path, out: &mut impl Write) -> io::Result<()> {
    let Made { stimulus, survives, seconds } = made;
    let Stimulus { value_start, value, steps, .. } = **stimulus;
    let name = name(network, stimulus.wish.unit);
    writeln!(out, "{}: {name}, from {value_start:.2} to {value:.2}", in_one_line(path))?;
    if let Some(kept) = survives {
        let [shift, zoom, jpeg] = [kept.shift, kept.zoom, kept.jpeg].map(|share| share * 100.0);
        let line = format!("{shift:.0} % moved, {zoom:.0} % shrunk, {jpeg:.0} % as a JPEG");
        writeln!(out, "of the gain it keeps {line}")?;
    }
    let why = match stimulus.stuck {
        Some(Stuck::Dead) => "nothing changed: no change of the picture reaches it\n",
        Some(Stuck::Still) => "it hardly rose\n",
        None => "",
    };
    writeln!(out, "{why}{seconds:.1} s, {steps} steps")
}
