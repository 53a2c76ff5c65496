//! `deepvis favourites`: the nine pictures of a folder that excite each unit most, into a library.

mod cut;
mod merge;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::exhibit::likes::library::key::Key;
use deepvis::exhibit::likes::library::shards::Shards;
use deepvis::exhibit::likes::library::tally::{LayerTally, Set, Tally};
use deepvis::exhibit::likes::library::{Library, scan};
use deepvis::interrupt::Interrupt;
use deepvis::network::Network;
use deepvis::source::{self, Listing};

use super::batch::progress;
use super::workers::{PictureReader, Prepared, Workers};
use super::{Ending, UNTRAINED, complain};
use crate::cli;

/// A journal is written after so many pictures: some megabytes after some seconds.
const PICTURES: usize = 256;

pub fn run(arguments: &cli::Favourites) -> Result<Ending> {
    match &arguments.folder {
        Some(folder) => look_through(folder, arguments),
        None => merge::run(&arguments.merge, &arguments.library, arguments.json),
    }
}

/// What a run works with.
struct Run {
    workers: Workers,
    /// Indices into the outline's layers.
    layers: Vec<usize>,
    /// All of the folder's.
    pictures: Vec<PathBuf>,
    /// The same below the folder, with slashes.
    paths: Vec<String>,
    library: Library,
    stop: Arc<AtomicBool>,
}

fn look_through(folder: &Path, arguments: &cli::Favourites) -> Result<Ending> {
    let begun = Instant::now();
    let stop = super::stop_flag()?;
    let interrupt = Interrupt::from(stop.clone());
    let Listing { pictures, left_out } = source::pictures_below(folder)?;
    left_out.into_iter().for_each(complain);
    let choice = arguments.network.choice();
    let workers = Workers::load(&choice, pictures.len(), &interrupt)?;
    let untrained = workers.network.outline.untrained;
    if untrained && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let layers = layers(&workers.network, &arguments.layers)?;
    let key = Key::of(&workers.network.spec, &choice.weights, &interrupt)?;
    let library = Library::new(&arguments.library, key);
    let paths = pictures.iter().map(|path| below(folder, path)).collect();
    let run = Run { workers, layers, pictures, paths, library, stop };
    let mut failed = 0;
    let (tally, looked) = run.tally(&arguments.shard, &mut failed)?;
    if !tally.is_over() || !run.cut(&tally, &mut failed)? {
        return Ok(Ending::Interrupted);
    }
    run.library.forget(&tally)?;
    if arguments.json {
        let mut value = summary(&run.library, &[tally]);
        value["device"] = run.workers.network.device().to_string().into();
        for (key, of) in super::about(&run.workers.network, &choice.weights) {
            value[key] = of.into();
        }
        value["failed"] = failed.into();
        value["steps"] = looked.into();
        value["seconds"] = begun.elapsed().as_secs_f64().into();
        if untrained {
            value["untrained"] = true.into();
        }
        super::print_json(&value)?;
    } else {
        tell(&run.library, &[tally], &mut super::stdout())?;
    }
    Ok(if failed == 0 { Ending::Done } else { Ending::Failed })
}

impl Run {
    /// What the pictures of these shards come to, where it was not interrupted, and how many were
    /// looked at now. Work that was interrupted goes on.
    fn tally(&self, shards: &Shards, failed: &mut usize) -> Result<(Tally, u32), Error> {
        let network = &self.workers.network;
        let side = network.spec.side().unsigned_abs();
        let set = Set::new(self.library.key().clone(), side, &self.paths, shards.clone());
        let fresh = |&layer: &usize| {
            let layer = &network.outline.layers[layer];
            LayerTally::new(&layer.name, layer.shape.channels)
        };
        let fresh = Tally::new(set, self.layers.iter().map(fresh).collect());
        self.library.make()?;
        let mut tally = self.library.resume(&fresh)?.unwrap_or(fresh);
        let before = tally.seen;
        self.scan(&mut tally, failed)?;
        let looked = tally.seen - before;
        Ok((tally, looked))
    }

    /// Looks at the pictures that are still to be looked at, until it is interrupted. Then, and now
    /// and again, it writes down how far it has come.
    fn scan(&self, tally: &mut Tally, failed: &mut usize) -> Result<(), Error> {
        let mine: Vec<u32> =
            (0..tally.set.listed).filter(|&index| tally.set.shards.hold(index as usize)).collect();
        let done = mine.partition_point(|&index| index < tally.next);
        let bar = progress(mine.len());
        bar.set_position(done as u64);
        let Self { layers, pictures, paths, .. } = self;
        let load =
            |reader: &mut PictureReader, &index: &u32| reader.prepare(&pictures[index as usize]);
        let look = |network: &Network, &index: &u32, prepared: Prepared| {
            bar.set_message(paths[index as usize].clone());
            let seen = scan::see(network, &prepared.input(network)?, layers);
            seen.map_err(|error| error.about(&pictures[index as usize]))
        };
        let mut looked = done;
        let all = self.workers.each(&mine[done..], load, look, |&index, seen| {
            let stops = self.stop.load(Ordering::Relaxed);
            match seen {
                // It comes first the next time.
                Err(Error::Interrupted) => tally.next = index,
                // The other pictures may be fine.
                Err(error) => {
                    bar.suspend(|| complain(error));
                    *failed += 1;
                    tally.next = index + 1;
                }
                Ok(seen) => {
                    scan::add(&seen, tally, (index, &paths[index as usize]));
                    tally.next = index + 1;
                }
            }
            looked += 1;
            if stops || looked.is_multiple_of(PICTURES) {
                tally.prune();
                self.library.note(tally)?;
            }
            bar.inc(1);
            if stops { Err(Error::Interrupted) } else { Ok(()) }
        });
        match all {
            Err(Error::Interrupted) => Ok(()),
            Err(error) => Err(error),
            Ok(()) => {
                tally.next = tally.set.listed;
                tally.prune();
                self.library.note(tally)
            }
        }
    }
}

/// The layers of these names, in the order of the network, as indices into the outline's; those of
/// the wall, and the classes, where none is named.
fn layers(network: &Network, names: &[String]) -> Result<Vec<usize>, Error> {
    let outline = &network.outline;
    if names.is_empty() {
        return Ok(scan::usual(outline));
    }
    let mut layers = Vec::new();
    for name in names {
        let node = network.graph.require(name)?;
        let layer = outline.layers.iter().position(|layer| layer.node == node);
        let none = || Error::Network(format!("{name} is the picture itself, not a layer"));
        layers.push(layer.ok_or_else(none)?);
    }
    layers.sort_unstable();
    layers.dedup();
    Ok(layers)
}

/// A picture's path below the folder, with slashes on every system.
fn below(folder: &Path, picture: &Path) -> String {
    let path = picture.strip_prefix(folder).unwrap_or(picture);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// What is in the library now, of one network.
fn summary(library: &Library, tallies: &[Tally]) -> Value {
    let layers = tallies.iter().flat_map(|tally| {
        tally.layers.iter().map(move |layer| {
            json!({
                "layer": layer.name,
                "units": layer.units.len(),
                "excited": layer.units.iter().filter(|nine| !nine.is_empty()).count(),
                "pictures": tally.seen,
                "shards": tally.set.shards.to_string(),
                "file": library.favourites_file(&layer.name).display().to_string(),
            })
        })
    });
    json!({
        "network": library.key().network,
        "sha256": library.key().weights,
        "library": library.folder().display().to_string(),
        "layers": layers.collect::<Vec<_>>(),
    })
}

/// The same for people.
fn tell(library: &Library, tallies: &[Tally], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", in_one_line(library.folder()))?;
    for tally in tallies {
        for layer in &tally.layers {
            let excited = layer.units.iter().filter(|nine| !nine.is_empty()).count();
            let (name, units, seen) = (&layer.name, layer.units.len(), tally.seen);
            write!(out, "{name:32} {excited:5} of {units} detectors, from {seen} pictures")?;
            let shards = &tally.set.shards;
            let part = if shards.is_whole() { String::new() } else { format!(", shard {shards}") };
            writeln!(out, "{part}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
