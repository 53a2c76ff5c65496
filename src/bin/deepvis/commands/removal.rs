//! `deepvis removal`: how many detectors of a step must go until the answer is another.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Result;
use indicatif::ProgressBar;
use serde_json::{Value, json};

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::exhibit::counts::removal::{self, DRAWS, End, Removal, RemovalJob};
use deepvis::exhibit::work::Work;
use deepvis::network::{Network, WeightsFrom};

use super::batch::{pictures, progress};
use super::{Ending, Reader, UNTRAINED, complain};
use crate::cli;

/// What came of one picture.
struct Found {
    removal: Removal,
    seconds: f64,
    steps: usize,
}

pub fn run(arguments: &cli::Removal) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let images = pictures(&arguments.images)?;
    let choice = arguments.network.choice();
    let mut reader = Reader::load(&choice, &stop.clone().into())?;
    let layers = removal::layers(&reader.network.outline);
    let step = match arguments.step {
        Some(step) => usize::from(step) - 1,
        None => removal::first_step(&reader.network.outline),
    };
    let layer = *layers.get(step).ok_or_else(|| {
        let (title, last) = (&reader.network.spec.title, layers.len());
        Error::Network(format!("{title} has no step {}: they are 1 to {last}", step + 1))
    })?;
    if reader.network.outline.untrained && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let bar = progress(images.len() * 2 * removal::MOST);
    let (mut all, mut ending) = (Vec::new(), Ending::Done);
    for (number, image) in images.iter().enumerate() {
        bar.set_message(image.display().to_string());
        let before = number * 2 * removal::MOST;
        match find(&mut reader, image, (layer, arguments.seed), (&bar, before), &stop) {
            Ok(found) if arguments.json => {
                all.push(in_json(&reader.network, &choice.weights, arguments.seed, image, &found));
            }
            Ok(found) => {
                let network = &reader.network;
                bar.suspend(|| table(network, image, &found, &mut super::stdout()))?;
            }
            Err(_) if stop.load(Ordering::Relaxed) => return Ok(Ending::Interrupted),
            // The other pictures may be fine.
            Err(error) => {
                bar.suspend(|| complain(error));
                ending = Ending::Failed;
            }
        }
    }
    bar.finish_and_clear();
    if arguments.json {
        super::print_json(&all)?;
    }
    Ok(ending)
}

fn find(
    reader: &mut Reader,
    image: &Path,
    (layer, seed): (usize, u64),
    (bar, before): (&ProgressBar, usize),
    stop: &Arc<AtomicBool>,
) -> Result<Found, Error> {
    let input = reader.input(image)?;
    let begun = Instant::now();
    let about = |error: Error| error.about(image);
    let mut job = RemovalJob::new(&reader.network, &input, layer, seed).map_err(about)?;
    let mut steps = 0;
    loop {
        let progress = job.step(&reader.network).map_err(about)?;
        steps += 1;
        bar.set_position((before + progress.done) as u64);
        if progress.is_over() {
            let seconds = begun.elapsed().as_secs_f64();
            return Ok(Found { removal: job.findings().clone(), seconds, steps });
        }
        if stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
    }
}

fn name(network: &Network, class: usize) -> &str {
    network.outline.labels.get(class).map_or("", String::as_str)
}

fn end(end: Option<End>) -> &'static str {
    match end {
        Some(End::Forgotten) => "forgotten",
        Some(End::Enough) => "enough",
        Some(End::Empty) => "empty",
        None => "interrupted",
    }
}

fn in_json(
    network: &Network,
    weights: &WeightsFrom,
    seed: u64,
    image: &Path,
    found: &Found,
) -> Value {
    let Found { removal, seconds, steps } = found;
    let layer = &network.outline.layers[removal.layer];
    let gone = removal.gone.iter().map(|gone| {
        json!({
            "channel": gone.channel,
            "probability": gone.probability,
            "best": {"class": gone.best.class, "name": name(network, gone.best.class), "probability": gone.best.probability},
        })
    });
    let random = removal.random.iter().map(|spread| {
        json!({"mean": spread.mean, "least": spread.least, "most": spread.most, "forgotten": spread.forgotten})
    });
    let mut value = json!({
        "image": image.display().to_string(),
        "seed": seed,
        "device": network.device().to_string(),
        "step": layer.block + 1,
        "layer": layer.name,
        "channels": removal.channels,
        "class": removal.whole.class,
        "name": name(network, removal.whole.class),
        "probability": removal.whole.probability,
        "end": end(removal.end),
        "count": removal.gone.len(),
        "gone": gone.collect::<Vec<_>>(),
        "draws": DRAWS,
        "random": random.collect::<Vec<_>>(),
        "seconds": seconds,
        "steps": steps,
    });
    for (key, of) in super::about(network, weights) {
        value[key] = of.into();
    }
    if network.outline.untrained {
        value["untrained"] = true.into();
    }
    value
}

/// One picture: how many, and after each the probability, against as many at random.
fn table(network: &Network, image: &Path, found: &Found, out: &mut impl Write) -> io::Result<()> {
    let Found { removal, seconds, steps } = found;
    let percent = |share: f32| format!("{:.1} %", share * 100.0);
    let layer = &network.outline.layers[removal.layer];
    let class = name(network, removal.whole.class);
    let whole = percent(removal.whole.probability);
    writeln!(out, "{}: {class}, {whole}", in_one_line(image))?;
    let (count, all) = (removal.gone.len(), removal.channels);
    let last = removal.gone.last().map(|gone| gone.best);
    let then = last.map_or(String::new(), |best| {
        format!(": {} {}", name(network, best.class), percent(best.probability))
    });
    let said = match removal.end {
        Some(End::Forgotten) => "it forgot it after",
        _ => "it still says so without",
    };
    let (step, layer) = (layer.block + 1, &layer.name);
    writeln!(out, "{said} {count} of {all} detectors of step {step} ({layer}){then}\n")?;
    let heading = format!("at random, {DRAWS} times: mean, least, most, forgotten");
    writeln!(out, "{:>5}{:>10}{:>10}  {heading}", "gone", "detector", "left")?;
    for (n, (gone, spread)) in removal.gone.iter().zip(&removal.random).enumerate() {
        let [left, mean, least, most] =
            [gone.probability, spread.mean, spread.least, spread.most].map(percent);
        let (n, channel, forgotten) = (n + 1, gone.channel, spread.forgotten);
        writeln!(out, "{n:5}{channel:10}{left:>10}  {mean:>8}{least:>8}{most:>8}{forgotten:>4}")?;
    }
    writeln!(out, "\n{seconds:.1} s, {steps} steps\n")
}
