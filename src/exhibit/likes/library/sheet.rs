//! A sheet of stimuli: what each unit of a layer would like to see, at 64 px, as one JPEG picture
//! with an index; and, while it is being made, the same pictures uncompressed.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::archive::{Archive, Part};
use super::key::Key;
use super::shards::Shards;
use super::thumbnail;
use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::network::checkpoint::hex;
use crate::resample::{Filter, Resampler};

/// What this version writes and reads.
const VERSION: u32 = 1;

/// The side of each picture on a sheet, in pixels: whole blocks of a JPEG picture, so that no
/// picture shows through in its neighbours.
pub const SIDE: i32 = 64;

/// The most units of a layer, which fill a sheet of 8192 pixels a side: 200 MB.
pub const MOST_UNITS: usize = 1 << 14;

/// Bytes of an index: 16,384 numbers of a line each, and what is said besides.
const LONGEST_INDEX: usize = 1 << 20;

/// Of which units there are pictures, and how they were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The network, as on the command line.
    pub network: String,
    /// The hash of its weights, as in [`Key`].
    pub weights: String,
    /// The layer's name, as in `deepvis layers`.
    pub layer: String,
    /// How many units it has.
    pub units: usize,
    /// How pictures were kept like pictures: "fourier".
    pub recipe: String,
    /// What noise was drawn with.
    pub seed: u64,
    /// How many steps each took.
    pub steps: usize,
}

impl Made {
    /// Whose they are.
    pub fn key(&self) -> Key {
        Key { network: self.network.clone(), weights: self.weights.clone() }
    }
}

/// What stands beside a sheet.
#[derive(Debug, Serialize, Deserialize)]
struct Index {
    version: u32,
    #[serde(flatten)]
    made: Made,
    /// Pixels along a side of each picture.
    side: i32,
    /// How many pictures are in a row.
    columns: usize,
    /// The units without a picture.
    missing: BTreeSet<usize>,
    /// The SHA-256 of the sheet.
    sha256: String,
}

/// How many pictures of a layer are in a row of its sheet: about as many as there are rows.
fn columns(units: usize) -> usize {
    (1..=MOST_UNITS).find(|columns| columns * columns >= units).unwrap_or(MOST_UNITS)
}

/// The size of a sheet.
fn size(units: usize) -> Size {
    let columns = columns(units);
    Size::new(columns as i32 * SIDE, units.div_ceil(columns) as i32 * SIDE)
}

/// The place of a unit's picture on a sheet.
fn place(unit: usize, columns: usize) -> Rect {
    let (x, y) = ((unit % columns) as i32 * SIDE, (unit / columns) as i32 * SIDE);
    Rect { x, y, width: SIDE, height: SIDE }
}

/// A sheet with its index, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What is on it.
    pub made: Made,
    columns: usize,
    missing: BTreeSet<usize>,
    picture: Picture,
}

impl Sheet {
    /// Reads an index and its sheet, a JPEG picture.
    ///
    /// # Errors
    /// What is wrong with them, in one line. Of a picture that is larger than its index says
    /// nothing is decoded.
    pub fn read(index: &[u8], sheet: &[u8]) -> Result<Self, String> {
        if index.len() > LONGEST_INDEX {
            return Err(format!("its index of {} bytes is too long", index.len()));
        }
        let Index { version, made, side, columns, missing, sha256 } = serde_json::from_slice(index)
            .map_err(|error| format!("its index is broken ({error})"))?;
        if version != VERSION {
            return Err(format!("it has version {version}; this DeepVis reads version {VERSION}"));
        }
        let units = made.units;
        if units > MOST_UNITS || side != SIDE || columns != self::columns(units) {
            return Err(format!(
                "its index does not say a sheet: {units} units, {columns} in a row"
            ));
        }
        if hex(&Sha256::digest(sheet)) != sha256 {
            return Err("its sheet is not the one that its index is of".into());
        }
        let size = self::size(units);
        let picture = thumbnail::decode(sheet, size.width.max(size.height).unsigned_abs())?;
        if picture.size != size {
            return Err(format!("its sheet is of {}, not of {size}", picture.size));
        }
        Ok(Self { made, columns, missing, picture })
    }

    /// What a unit would like to see, 64 px; none where there is no picture of it.
    pub fn stimulus(&self, unit: usize) -> Option<Picture> {
        if unit >= self.made.units || self.missing.contains(&unit) {
            return None;
        }
        let place = place(unit, self.columns);
        let row = |y: i32| {
            let start = (y * self.picture.size.width + place.x) as usize * 3;
            &self.picture.rgb[start..start + place.width as usize * 3]
        };
        let rgb = (place.y..place.bottom()).flat_map(row).copied().collect();
        Some(Picture::new(place.size(), rgb))
    }
}

/// The pictures of a layer on their way: of some units, or of the units of some shards.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What they are.
    pub made: Made,
    /// Which units are asked for.
    pub shards: Shards,
    /// Those that were worked on. Of a unit that nothing comes of there is no picture.
    done: BTreeSet<usize>,
    /// Those without a picture.
    missing: BTreeSet<usize>,
    /// The sheet.
    picture: Picture,
}

impl Draft {
    /// Of no unit yet.
    pub fn new(made: Made, shards: Shards) -> Self {
        let size = size(made.units);
        // Middle grey where there is nothing.
        let picture = Picture::new(size, vec![128; size.area() * 3]);
        let missing = (0..made.units).collect();
        Self { made, shards, done: BTreeSet::new(), missing, picture }
    }

    /// The next unit to work on; none where all are done.
    pub fn next(&self) -> Option<usize> {
        (0..self.made.units).find(|unit| self.shards.hold(*unit) && !self.done.contains(unit))
    }

    /// How many units are done.
    pub fn done(&self) -> usize {
        self.done.len()
    }

    /// How many units there are to do.
    pub fn all(&self) -> usize {
        (0..self.made.units).filter(|&unit| self.shards.hold(unit)).count()
    }

    /// How many of those that are done have no picture.
    pub fn without(&self) -> usize {
        self.done.intersection(&self.missing).count()
    }

    /// Puts a unit's picture in its place, at 64 px; none where nothing came of it.
    ///
    /// # Errors
    /// Where the picture has no pixels.
    pub fn put(&mut self, unit: usize, picture: Option<&Picture>) -> Result<()> {
        if unit >= self.made.units {
            return Ok(());
        }
        if let Some(picture) = picture {
            let size = Size::new(SIDE, SIDE);
            let mut small = vec![0; size.area() * 3];
            let (filter, whole) = (Filter::Bilinear, picture.size.rect());
            Resampler::default().run(picture, whole, filter, size, &mut small)?;
            self.paste(unit, &small);
            self.missing.remove(&unit);
        }
        self.done.insert(unit);
        Ok(())
    }

    fn paste(&mut self, unit: usize, small: &[u8]) {
        let place = place(unit, columns(self.made.units));
        let rows = small.chunks_exact(SIDE as usize * 3);
        for (y, row) in (place.y..place.bottom()).zip(rows) {
            let start = (y * self.picture.size.width + place.x) as usize * 3;
            self.picture.rgb[start..start + row.len()].copy_from_slice(row);
        }
    }

    /// Adds another of the same layer, but of other shards.
    ///
    /// # Errors
    /// Where it is of another layer, made otherwise, unfinished, or of the same shard.
    pub fn merge(&mut self, other: &Self) -> Result<(), String> {
        if self.next().is_some() || other.next().is_some() {
            return Err("it is not finished; run the same command again".into());
        }
        if self.made != other.made {
            return Err("it is of other units, or was made otherwise, than the first one".into());
        }
        self.shards = self.shards.and(&other.shards)?;
        for &unit in &other.done {
            self.done.insert(unit);
            if other.missing.contains(&unit) {
                continue;
            }
            let place = place(unit, columns(self.made.units));
            for y in place.y..place.bottom() {
                let start = (y * self.picture.size.width + place.x) as usize * 3;
                let row = start..start + SIDE as usize * 3;
                self.picture.rgb[row.clone()].copy_from_slice(&other.picture.rgb[row]);
            }
            self.missing.remove(&unit);
        }
        Ok(())
    }

    /// The finished sheet: its index, as JSON, and the JPEG picture.
    ///
    /// # Errors
    /// Where it cannot be compressed.
    pub fn finish(&self) -> Result<(Vec<u8>, Vec<u8>)> {
        let sheet = thumbnail::encode(&self.picture)?;
        let index = Index {
            version: VERSION,
            made: self.made.clone(),
            side: SIDE,
            columns: columns(self.made.units),
            missing: self.missing.clone(),
            sha256: hex(&Sha256::digest(&sheet)),
        };
        let mut index = serde_json::to_vec_pretty(&index).unwrap_or_default();
        index.push(b'\n');
        Ok((index, sheet))
    }

    /// As the parts of a file, and what that says of itself.
    pub fn parts(&self) -> (Vec<(&'static str, String)>, Vec<Part>) {
        let Made { network, weights, layer, units, recipe, seed, steps } = &self.made;
        let about = vec![
            ("version", VERSION.to_string()),
            ("network", network.clone()),
            ("weights", weights.clone()),
            ("layer", layer.clone()),
            ("units", units.to_string()),
            ("recipe", recipe.clone()),
            ("seed", seed.to_string()),
            ("steps", steps.to_string()),
            ("shards", self.shards.to_string()),
        ];
        let numbers =
            |set: &BTreeSet<usize>| -> Vec<u32> { set.iter().map(|&unit| unit as u32).collect() };
        let (done, missing) = (numbers(&self.done), numbers(&self.missing));
        let parts = vec![
            Part::numbers("done", vec![done.len()], &done),
            Part::numbers("missing", vec![missing.len()], &missing),
            Part::bytes("sheet", self.picture.rgb.clone()),
        ];
        (about, parts)
    }

    /// Reads what [`Self::parts`] gave.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub fn read<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Self, String> {
        let version = archive.number("version")?;
        if version != VERSION {
            return Err(format!("it has version {version}; this DeepVis reads version {VERSION}"));
        }
        let text = |key: &str| archive.about(key).map(str::to_owned);
        let number = |key: &str| {
            let text = archive.about(key)?;
            text.parse::<u64>().map_err(|error| format!("its {key} is no number ({error})"))
        };
        let made = Made {
            network: text("network")?,
            weights: text("weights")?,
            layer: text("layer")?,
            units: number("units")? as usize,
            recipe: text("recipe")?,
            seed: number("seed")?,
            steps: number("steps")? as usize,
        };
        if made.units > MOST_UNITS {
            return Err(format!("{} units are too many", made.units));
        }
        let shards = text("shards")?.parse()?;
        let mut units = |name: &str| -> Result<BTreeSet<usize>, String> {
            let numbers = archive.numbers(name)?.into_iter();
            let units: BTreeSet<usize> = numbers.map(|unit| unit as usize).collect();
            match units.last() {
                Some(&last) if last >= made.units => Err(format!("it has no unit {last}")),
                _ => Ok(units),
            }
        };
        let (done, missing) = (units("done")?, units("missing")?);
        let (rgb, size) = (archive.bytes("sheet", None)?, size(made.units));
        if rgb.len() != size.area() * 3 {
            return Err(format!("its sheet has {} bytes, but it is of {size}", rgb.len()));
        }
        Ok(Self { made, shards, done, missing, picture: Picture::new(size, rgb) })
    }
}

#[cfg(test)]
mod tests;
