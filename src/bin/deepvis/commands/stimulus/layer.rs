//! `deepvis stimulus --library`: the pictures of every unit of a layer, on a sheet of the library.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::json;

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::exhibit::ascent::AscentJob;
use deepvis::exhibit::ascent::recipe::Recipe;
use deepvis::exhibit::ascent::wish::Wish;
use deepvis::exhibit::likes::library::key::Key;
use deepvis::exhibit::likes::library::sheet::{Draft, Made};
use deepvis::exhibit::likes::library::{Library, read_draft};
use deepvis::exhibit::work::Work;
use deepvis::frame::Picture;
use deepvis::interrupt::Interrupt;
use deepvis::network::Network;
use deepvis::taps::plan::Unit;

use crate::cli;
use crate::commands::batch::progress;
use crate::commands::{Ending, Reader, UNTRAINED, about, print_json, stdout, stop_flag};

/// After so long it is written down how far it has come.
const OFTEN: Duration = Duration::from_secs(20);

pub fn run(arguments: &cli::Stimulus, place: &Path) -> Result<Ending> {
    let begun = Instant::now();
    let stop = stop_flag()?;
    let interrupt = Interrupt::from(stop.clone());
    let choice = arguments.network.choice();
    let network = Reader::load(&choice, &interrupt)?.network;
    if network.outline.untrained && !arguments.json {
        writeln!(stdout(), "{UNTRAINED}")?;
    }
    let layer = layer(arguments, &network)?;
    let key = Key::of(&network.spec, &choice.weights, &interrupt)?;
    let library = Library::new(place, key);
    library.make()?;
    let run = Run { arguments, network: &network, layer, library: &library, stop };
    let Some((draft, steps)) = run.fill()? else { return Ok(Ending::Interrupted) };
    let name = &draft.made.layer;
    let file = if draft.shards.is_whole() {
        library.sheet_files(name)[1].clone()
    } else {
        library.draft_file(name)
    };
    let (units, without) = (draft.done(), draft.without());
    let seconds = begun.elapsed().as_secs_f64();
    if arguments.json {
        let mut value = json!({
            "layer": name,
            "units": draft.made.units,
            "worked_on": units,
            "without": without,
            "shards": draft.shards.to_string(),
            "preset": draft.made.recipe,
            "seed": draft.made.seed,
            "sha256": library.key().weights,
            "device": network.device().to_string(),
            "file": file.display().to_string(),
            "steps": steps,
            "seconds": seconds,
        });
        for (key, of) in about(&network, &choice.weights) {
            value[key] = of.into();
        }
        if network.outline.untrained {
            value["untrained"] = true.into();
        }
        print_json(&value)?;
    } else {
        let file = in_one_line(&file);
        writeln!(stdout(), "{file}: {name}, {units} units, {without} of them without a picture")?;
        writeln!(stdout(), "{seconds:.1} s, {steps} steps")?;
    }
    Ok(Ending::Done)
}

/// The layer, as an index into the outline's; the classes are the last one's units.
fn layer(arguments: &cli::Stimulus, network: &Network) -> Result<usize, Error> {
    match &arguments.layer {
        Some(name) => super::layer_of(network, name),
        None => Ok(network.outline.layers.len() - 1),
    }
}

struct Run<'a> {
    arguments: &'a cli::Stimulus,
    network: &'a Network,
    /// Index into the outline's layers.
    layer: usize,
    library: &'a Library,
    stop: Arc<AtomicBool>,
}

impl Run<'_> {
    fn wish(&self, channel: usize) -> Wish {
        let unit = Unit { layer: self.layer, channel };
        let &cli::Stimulus { preset, seed, .. } = self.arguments;
        Wish { unit, negative: false, preset, seed }
    }

    /// The same for all units of a layer.
    fn recipe(&self) -> Recipe {
        let recipe = Recipe::of(self.network, self.wish(0));
        self.arguments.steps.map_or(recipe, |steps| recipe.with_steps(steps.into()))
    }

    /// What is to be made, with none of it made.
    fn fresh(&self) -> Draft {
        let (layer, key) = (&self.network.outline.layers[self.layer], self.library.key().clone());
        let made = Made {
            network: key.network,
            weights: key.weights,
            layer: layer.name.clone(),
            units: layer.shape.channels,
            recipe: self.arguments.preset.name().to_owned(),
            seed: self.arguments.seed,
            steps: self.recipe().steps,
        };
        Draft::new(made, self.arguments.shard.clone())
    }

    /// What was written down of the same work; what is there of other work is left alone.
    fn resume(&self, fresh: Draft) -> Result<Draft, Error> {
        let path = self.library.draft_file(&fresh.made.layer);
        if !path.exists() {
            return Ok(fresh);
        }
        let found = read_draft(&path)?;
        if (&found.made, &found.shards) == (&fresh.made, &fresh.shards) {
            return Ok(found);
        }
        let shards = &found.shards;
        let problem = format!(
            "shard {shards} of these units, or pictures that were made otherwise, are being made \
             here; go on with that, remove it, or choose another library"
        );
        Err(Error::Library { problem, path })
    }

    /// Makes what is still to be made, and how many steps that took; none where it was interrupted.
    fn fill(&self) -> Result<Option<(Draft, usize)>, Error> {
        let mut draft = self.resume(self.fresh())?;
        let bar = progress(draft.all());
        bar.set_position(draft.done() as u64);
        let (mut written, mut steps) = (Instant::now(), 0);
        while let Some(unit) = draft.next() {
            bar.set_message(super::name(self.network, Unit { layer: self.layer, channel: unit }));
            let picture = match self.picture(unit, &mut steps) {
                Err(Error::Interrupted) => {
                    self.library.write_draft(&draft)?;
                    return Ok(None);
                }
                picture => picture?,
            };
            draft.put(unit, picture.as_ref())?;
            bar.inc(1);
            if written.elapsed() > OFTEN {
                self.library.write_draft(&draft)?;
                written = Instant::now();
            }
        }
        bar.finish_and_clear();
        if draft.shards.is_whole() {
            self.library.write_sheet(&draft)?;
            self.library.remove_draft(&draft)?;
        } else {
            self.library.write_draft(&draft)?;
        }
        Ok(Some((draft, steps)))
    }

    /// One unit's picture; none where nothing came of it.
    fn picture(&self, channel: usize, steps: &mut usize) -> Result<Option<Picture>, Error> {
        let wish = self.wish(channel);
        let mut job = AscentJob::with_recipe(self.network, wish, self.recipe())?;
        loop {
            let now = job.step(self.network)?;
            if self.stop.load(Ordering::Relaxed) {
                return Err(Error::Interrupted);
            }
            *steps += 1;
            if now.is_over() {
                let stimulus = job.stimulus();
                return Ok(stimulus.stuck.is_none().then(|| stimulus.picture.clone()));
            }
        }
    }
}
