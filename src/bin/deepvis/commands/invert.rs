//! `deepvis invert`: makes a picture anew from one layer's values alone.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::error::in_one_line;
use deepvis::exhibit::dreams::known::{Inversion, Look};
use deepvis::network::guess::Guess;
use deepvis::network::{Network, WeightsFrom};

use super::batch::{progress, spare};
use super::stimulus::{layer_of, save};
use super::{Ending, Reader, UNTRAINED};
use crate::cli;

/// What came of it.
struct Made {
    /// What the network makes of the original …
    original: Look,
    /// … and of what was made of its values.
    rebuilt: Look,
    side: i32,
    steps: usize,
    seconds: f64,
}

pub fn run(arguments: &cli::Invert) -> Result<Ending> {
    let cli::Invert { image, out, seed, .. } = arguments;
    spare(image, out)?;
    super::require_folder_of(out)?;
    let stop = super::stop_flag()?;
    let choice = arguments.network.choice();
    let mut reader = Reader::load(&choice, &stop.clone().into())?;
    let layer = layer_of(&reader.network, &arguments.layer)?;
    let (input, picture) = reader.look(image)?;
    let network = &reader.network;
    if network.outline.untrained && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let begun = Instant::now();
    let mut inversion = Inversion::new(network, layer, &input, *seed, arguments.steps.into())?;
    let original = inversion.look(network, &picture)?;
    let bar = progress(inversion.of());
    bar.set_message(network.outline.layers[layer].name.clone());
    while !inversion.is_over() {
        inversion.step(network)?;
        bar.set_position(inversion.steps() as u64);
        if stop.load(Ordering::Relaxed) {
            return Ok(Ending::Interrupted);
        }
    }
    bar.finish_and_clear();
    let picture = inversion.picture()?;
    let rebuilt = inversion.look(network, &picture)?;
    let seconds = begun.elapsed().as_secs_f64();
    save(out, &picture)?;
    let (side, steps) = (picture.size.width, inversion.steps());
    let made = Made { original, rebuilt, side, steps, seconds };
    if arguments.json {
        super::print_json(&in_json(network, &choice.weights, arguments, &made))?;
    } else {
        tell(network, &made, out, &mut super::stdout())?;
    }
    Ok(Ending::Done)
}

/// The best class of an answer, and how sure it is.
fn best(network: &Network, look: &Look) -> (String, Option<Guess>) {
    let guess = look.answer.first().copied();
    let name = guess.and_then(|guess| network.outline.labels.get(guess.class));
    (name.cloned().unwrap_or_default(), guess)
}

fn in_json(
    network: &Network,
    weights: &WeightsFrom,
    arguments: &cli::Invert,
    made: &Made,
) -> Value {
    let answer = |look: &Look| {
        let (name, guess) = best(network, look);
        guess.map(
            |guess| json!({"class": guess.class, "name": name, "probability": guess.probability}),
        )
    };
    let mut value = json!({
        "image": arguments.image,
        "layer": arguments.layer,
        "seed": arguments.seed,
        "device": network.device().to_string(),
        "side": made.side,
        "error": made.rebuilt.error,
        "original": answer(&made.original),
        "rebuilt": answer(&made.rebuilt),
        "steps": made.steps,
        "seconds": made.seconds,
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
    let percent = made.rebuilt.error * 100.0;
    writeln!(out, "{}: the layer's values differ by {percent:.1} %", in_one_line(path))?;
    for (which, look) in [("the original", &made.original), ("the new picture", &made.rebuilt)] {
        let (name, guess) = best(network, look);
        let sure = guess.map_or(0.0, |guess| guess.probability) * 100.0;
        writeln!(out, "{which}: {name}, {sure:.1} %")?;
    }
    writeln!(out, "{:.1} s, {} steps", made.seconds, made.steps)
}
