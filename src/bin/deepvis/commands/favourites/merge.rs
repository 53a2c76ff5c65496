//! `deepvis favourites --merge`: the libraries of shards as one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;

use deepvis::Error;
use deepvis::exhibit::likes::library::sheet::Draft;
use deepvis::exhibit::likes::library::store::{self, Thumbnails};
use deepvis::exhibit::likes::library::tally::Tally;
use deepvis::exhibit::likes::library::{Favourites, Library, broken, open, read_draft, read_tally};

use super::{summary, tell};
use crate::commands::{Ending, complain, print_json, stdout};

/// A file of one shard.
struct Share {
    path: PathBuf,
    file: Favourites,
    tally: Tally,
}

pub fn run(places: &[PathBuf], into: &Path, json: bool) -> Result<Ending> {
    let begun = Instant::now();
    let mut networks = BTreeMap::<PathBuf, Vec<Library>>::new();
    for place in places {
        let all = Library::all(place)?;
        if all.is_empty() {
            let problem = "there is no library here".to_owned();
            return Err(Error::Library { problem, path: place.clone() }.into());
        }
        for library in all {
            let name = library.folder().file_name().unwrap_or_default().into();
            networks.entry(name).or_default().push(library);
        }
    }
    let mut all = Vec::new();
    for libraries in networks.values() {
        let library = Library::new(into, libraries[0].key().clone());
        library.make()?;
        let tallies = merge(libraries, &library)?;
        merge_stimuli(libraries, &library)?;
        if json {
            all.push(summary(&library, &tallies));
        } else {
            tell(&library, &tallies, &mut stdout())?;
        }
    }
    if json {
        let seconds = begun.elapsed().as_secs_f64();
        print_json(&serde_json::json!({"libraries": all, "seconds": seconds}))?;
    }
    Ok(Ending::Done)
}

/// Files by name, each with where the libraries have it.
type Files = BTreeMap<PathBuf, Vec<PathBuf>>;

fn by_name(files: impl Iterator<Item = Result<Vec<PathBuf>, Error>>) -> Result<Files, Error> {
    let mut all = Files::new();
    for files in files {
        for file in files? {
            all.entry(file.file_name().unwrap_or_default().into()).or_default().push(file);
        }
    }
    Ok(all)
}

/// Merges what these libraries of one network have of each layer.
fn merge(libraries: &[Library], into: &Library) -> Result<Vec<Tally>, Error> {
    let mut tallies = Vec::new();
    for files in by_name(libraries.iter().map(Library::favourites_files))?.into_values() {
        let shares = files.into_iter().map(Share::open).collect::<Result<_, _>>()?;
        tallies.push(merge_layer(shares, into)?);
    }
    Ok(tallies)
}

/// Merges the stimuli of shards; once all are there, they become a sheet.
fn merge_stimuli(libraries: &[Library], into: &Library) -> Result<(), Error> {
    for files in by_name(libraries.iter().map(Library::draft_files))?.into_values() {
        let mut all: Option<Draft> = None;
        for path in files {
            let refused = |problem| Error::Library { problem, path: path.clone() };
            let draft = read_draft(&path)?;
            if draft.next().is_some() {
                complain(refused("left out: it is not finished".to_owned()));
                continue;
            }
            match &mut all {
                Some(all) => all.merge(&draft).map_err(refused)?,
                None => all = Some(draft),
            }
        }
        match all {
            Some(draft) if draft.shards.is_whole() => {
                into.write_sheet(&draft)?;
                into.remove_draft(&draft)?;
            }
            Some(draft) => into.write_draft(&draft)?,
            None => {}
        }
    }
    Ok(())
}

fn merge_layer(mut shares: Vec<Share>, into: &Library) -> Result<Tally, Error> {
    let mut tally = shares[0].tally.clone();
    for share in &shares[1..] {
        let refused = |problem| Error::Library { problem, path: share.path.clone() };
        tally.merge(&share.tally).map_err(refused)?;
    }
    let units = tally.layers.first().map_or(0, |layer| layer.units.len());
    let thumbnails = (0..units).map(|unit| thumbnails(&tally, unit, &mut shares));
    into.write_favourites(&tally, &thumbnails.collect::<Result<Thumbnails, _>>()?)?;
    Ok(tally)
}

/// Those of a unit's nine, from the shares that have them.
fn thumbnails(tally: &Tally, unit: usize, shares: &mut [Share]) -> Result<Vec<Vec<u8>>, Error> {
    let nine = &tally.layers[0].units[unit];
    let mut all = vec![Vec::new(); nine.len()];
    for Share { path, file, tally } in shares {
        let theirs = &tally.layers[0].units[unit];
        let theirs = theirs.iter().map(|favoured| favoured.picture);
        let read = store::thumbnails(file, unit).map_err(|problem| broken(&problem, path))?;
        for (picture, jpeg) in theirs.zip(read) {
            if let Some(rank) = nine.iter().position(|favoured| favoured.picture == picture) {
                all[rank] = jpeg;
            }
        }
    }
    Ok(all)
}

impl Share {
    fn open(path: PathBuf) -> Result<Self, Error> {
        let mut file = open(&path)?;
        let tally = read_tally(&path, &mut file)?;
        if tally.layers.len() != 1 {
            return Err(broken("it is not of one layer", &path));
        }
        Ok(Self { path, file, tally })
    }
}
