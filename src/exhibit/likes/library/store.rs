//! The files of favourites: a tally, and with it the thumbnails of what the units saw.
//!
//! One file holds the favourites of a layer, with its thumbnails one after the other, each a JPEG
//! picture: a merge moves their bytes and compresses nothing a second time. A journal is a file of
//! all layers of a run, without thumbnails.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use serde_json::json;

use super::archive::{Archive, Part};
use super::key::Key;
use super::tally::{Favoured, LayerTally, NINE, Named, Set, Tally};

/// What this version writes and reads.
const VERSION: u32 = 1;

/// Where a unit has fewer than nine.
const NONE: u32 = u32::MAX;

/// The most units of a layer, and the most layers of a file: as many as no network here has.
const MOST_UNITS: usize = 1 << 16;
const MOST_LAYERS: usize = 1 << 10;

/// The most bytes of the names of a file's pictures.
const MOST_NAMES: usize = 1 << 26;

/// The most bytes of a thumbnail.
const MOST_BYTES: u32 = 1 << 20;

/// The thumbnails of one layer: of each unit's nine in their order; an empty one where there is
/// none.
pub type Thumbnails = Vec<Vec<Vec<u8>>>;

/// A tally as the parts of a file, and what that says of itself. With thumbnails it is of one
/// layer.
pub fn parts(
    tally: &Tally,
    thumbnails: Option<&Thumbnails>,
) -> (Vec<(&'static str, String)>, Vec<Part>) {
    let layers: Vec<_> = tally.layers.iter().map(|layer| json!(layer.name)).collect();
    let Set { key, side, folder, listed, shards } = &tally.set;
    let about = vec![
        ("version", VERSION.to_string()),
        ("network", key.network.clone()),
        ("weights", key.weights.clone()),
        ("side", side.to_string()),
        ("folder", folder.clone()),
        ("listed", listed.to_string()),
        ("shards", shards.to_string()),
        ("next", tally.next.to_string()),
        ("seen", tally.seen.to_string()),
        ("layers", json!(layers).to_string()),
    ];
    let mut parts = Vec::new();
    for (n, layer) in tally.layers.iter().enumerate() {
        let shape = vec![layer.units.len(), NINE];
        let table = |of: &dyn Fn(&Favoured) -> u32| -> Vec<u32> {
            let row = |nine: &Vec<Favoured>| {
                let all: Vec<u32> = nine.iter().map(of).chain([NONE; NINE]).take(NINE).collect();
                all
            };
            layer.units.iter().flat_map(row).collect()
        };
        let values = table(&|kept| kept.value.to_bits());
        let values: Vec<f32> = values.into_iter().map(f32::from_bits).collect();
        parts.extend([
            Part::numbers(format!("{n}.picture"), shape.clone(), &table(&|kept| kept.picture)),
            Part::values(format!("{n}.value"), shape.clone(), &values),
            Part::numbers(format!("{n}.x"), shape.clone(), &table(&|kept| kept.x)),
            Part::numbers(format!("{n}.y"), shape.clone(), &table(&|kept| kept.y)),
        ]);
        if let Some(thumbnails) = thumbnails {
            let row = |nine: &Vec<Vec<u8>>| {
                let lengths = nine.iter().map(|jpeg| jpeg.len() as u32);
                let all: Vec<u32> = lengths.chain([0; NINE]).take(NINE).collect();
                all
            };
            let lengths: Vec<u32> = thumbnails.iter().flat_map(row).collect();
            parts.push(Part::numbers("lengths", shape, &lengths));
        }
    }
    let pictures = &tally.pictures;
    let count = vec![pictures.len()];
    let indices: Vec<u32> = pictures.keys().copied().collect();
    let classes: Vec<u32> = pictures.values().map(|named| named.class).collect();
    let probabilities: Vec<f32> = pictures.values().map(|named| named.probability).collect();
    let paths: Vec<_> = pictures.values().map(|named| json!(named.path)).collect();
    parts.extend([
        Part::numbers("pictures", count.clone(), &indices),
        Part::numbers("classes", count.clone(), &classes),
        Part::values("probabilities", count, &probabilities),
        Part::bytes("paths", json!(paths).to_string().into_bytes()),
    ]);
    if let Some(thumbnails) = thumbnails {
        parts.push(Part::bytes("thumbnails", thumbnails.concat().concat()));
    }
    (about, parts)
}

/// Reads the tally of a file.
///
/// # Errors
/// What is wrong with it, in one line.
pub fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Tally, String> {
    let version = archive.number("version")?;
    if version != VERSION {
        return Err(format!("it has version {version}; this DeepVis reads version {VERSION}"));
    }
    let text = |key: &str| archive.about(key).map(str::to_owned);
    let key = Key { network: text("network")?, weights: text("weights")? };
    let (folder, shards) = (text("folder")?, text("shards")?.parse()?);
    let (side, listed) = (archive.number("side")?, archive.number("listed")?);
    let set = Set { key, side, folder, listed, shards };
    let (next, seen) = (archive.number("next")?, archive.number("seen")?);
    let names: Vec<String> = serde_json::from_str(archive.about("layers")?)
        .map_err(|error| format!("its list of layers is broken ({error})"))?;
    if names.len() > MOST_LAYERS {
        return Err(format!("{} layers are too many", names.len()));
    }
    let pictures = pictures(archive)?;
    let layers = names.into_iter().enumerate();
    let layers = layers.map(|(n, name)| layer(archive, n, name)).collect::<Result<_, _>>()?;
    let tally = Tally { set, next, seen, layers, pictures };
    let mut all = tally.layers.iter().flat_map(LayerTally::favoured);
    if let Some(kept) = all.find(|kept| !tally.pictures.contains_key(&kept.picture)) {
        return Err(format!("picture {} has no name", kept.picture));
    }
    drop(all);
    Ok(tally)
}

fn pictures<R: Read + Seek>(archive: &mut Archive<R>) -> Result<BTreeMap<u32, Named>, String> {
    let paths = archive.shape("paths").unwrap_or_default();
    if paths.iter().product::<usize>() > MOST_NAMES {
        return Err("its names are too long".into());
    }
    let paths: Vec<String> = serde_json::from_slice(&archive.bytes("paths", None)?)
        .map_err(|error| format!("its names are broken ({error})"))?;
    let (indices, classes) = (archive.numbers("pictures")?, archive.numbers("classes")?);
    let probabilities = archive.values("probabilities")?;
    let counts = [indices.len(), classes.len(), probabilities.len()];
    if counts.iter().any(|&count| count != paths.len()) {
        return Err(format!("it has {} names for {} pictures", paths.len(), indices.len()));
    }
    let named = paths.into_iter().zip(classes).zip(probabilities);
    let named = named.map(|((path, class), probability)| Named { path, class, probability });
    Ok(indices.into_iter().zip(named).collect())
}

fn layer<R: Read + Seek>(
    archive: &mut Archive<R>,
    n: usize,
    name: String,
) -> Result<LayerTally, String> {
    let units = units(archive, &format!("{n}.picture"))?;
    let picture = archive.numbers(&format!("{n}.picture"))?;
    let value = archive.values(&format!("{n}.value"))?;
    let (x, y) = (archive.numbers(&format!("{n}.x"))?, archive.numbers(&format!("{n}.y"))?);
    let count = units * NINE;
    if [picture.len(), value.len(), x.len(), y.len()] != [count; 4] {
        return Err(format!("the tables of layer {n} are of different lengths"));
    }
    let favoured = |at: usize| {
        let (picture, value, x, y) = (picture[at], value[at], x[at], y[at]);
        (picture != NONE).then_some(Favoured { picture, value, x, y })
    };
    let nine = |unit: usize| (unit * NINE..(unit + 1) * NINE).map_while(favoured).collect();
    Ok(LayerTally { name, units: (0..units).map(nine).collect() })
}

/// How many units a table has a row for.
fn units<R: Read + Seek>(archive: &Archive<R>, table: &str) -> Result<usize, String> {
    match archive.shape(table) {
        Some(&[units, NINE]) if units <= MOST_UNITS => Ok(units),
        Some(shape) => Err(format!("{table} is {shape:?} instead of nine for each unit")),
        None => Err(format!("{table} is missing")),
    }
}

/// Reads the thumbnails of one unit's nine, as JPEG pictures; an empty one where there is none.
///
/// # Errors
/// What is wrong with them, in one line.
pub fn thumbnails<R: Read + Seek>(
    archive: &mut Archive<R>,
    unit: usize,
) -> Result<Vec<Vec<u8>>, String> {
    let lengths = archive.numbers("lengths")?;
    let row = lengths.get(unit * NINE..(unit + 1) * NINE).ok_or("it has no such unit")?;
    if let Some(length) = row.iter().find(|&&length| length > MOST_BYTES) {
        return Err(format!("a thumbnail of {length} bytes is none"));
    }
    let mut start: u64 = lengths[..unit * NINE].iter().map(|&length| u64::from(length)).sum();
    let one = |&length: &u32| {
        let range = start..start + u64::from(length);
        start = range.end;
        archive.bytes("thumbnails", Some(range))
    };
    row.iter().map(one).collect()
}

/// True where a file has thumbnails.
pub fn has_thumbnails<R: Read + Seek>(archive: &Archive<R>) -> bool {
    archive.shape("thumbnails").is_some()
}
