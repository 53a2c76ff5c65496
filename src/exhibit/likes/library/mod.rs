//! The library: what is known of every unit of a network, in files, for the window to show.
//!
//! A library is a folder with one folder a network in it, named by the network and the hash of its
//! weights ([`key`]). Inside are an index, which says whose they are; `favourites/`, a file a layer
//! ([`store`]), made of a [`tally`] over a set of pictures, perhaps in [`shards`]; and `stimuli/`,
//! a [`sheet`] a layer. What the window shows of it, it reads from the [`shelf`], with a [`job`].

pub mod agreed;
pub mod archive;
mod built_in;
mod index;
pub mod job;
pub mod key;
pub mod scan;
pub mod shards;
pub mod sheet;
pub mod shelf;
pub mod store;
pub mod tally;
pub mod thumbnail;

use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::replace::replace;
use archive::{Archive, Part};
use key::Key;
use sheet::{Draft, Sheet};
use store::Thumbnails;
use tally::Tally;

/// The name of a network's index.
const INDEX: &str = "index.json";

/// Bytes of a sheet of stimuli: one of a thousand has 4 MB.
const LONGEST: u64 = 1 << 26;

/// The folder of one network in a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    folder: PathBuf,
    key: Key,
}

/// An open file of favourites.
pub type Favourites = Archive<BufReader<File>>;

impl Library {
    /// Of this network in the library `place`, which need not be there.
    pub fn new(place: &Path, key: Key) -> Self {
        Self { folder: place.join(key.to_string()), key }
    }

    /// Of each network that the library `place` has, by name.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be listed; [`Error::Library`] for a broken index.
    pub fn all(place: &Path) -> Result<Vec<Self>> {
        let failed = || Error::io("list the library", place);
        let mut all = Vec::new();
        for entry in fs::read_dir(place).map_err(failed())? {
            let folder = entry.map_err(failed())?.path();
            if folder.join(INDEX).is_file() {
                let key = index::read(&folder.join(INDEX))?;
                all.push(Self { folder, key });
            }
        }
        all.sort_by(|one, other| one.folder.cmp(&other.folder));
        Ok(all)
    }

    /// Whose it is.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// True where it has anything; whose it is was looked at then.
    ///
    /// # Errors
    /// [`Error::Library`] where its index is broken, of another version or another network's.
    pub fn is_there(&self) -> Result<bool> {
        let path = self.folder.join(INDEX);
        if !path.exists() {
            return Ok(false);
        }
        let found = index::read(&path)?;
        if found == self.key {
            return Ok(true);
        }
        let problem = format!(
            "it is of {} with weights {}, not of {} with weights {}; choose another library",
            found.network, found.weights, self.key.network, self.key.weights
        );
        Err(Error::Library { problem, path })
    }

    /// Makes its folders and its index, where they are not there yet.
    ///
    /// # Errors
    /// Those of [`Self::is_there`]; [`Error::Io`].
    pub fn make(&self) -> Result<()> {
        for folder in [self.favourites_folder(), self.stimuli_folder()] {
            fs::create_dir_all(&folder).map_err(Error::io("make the folder", &folder))?;
        }
        if self.is_there()? {
            return Ok(());
        }
        index::write(&self.folder.join(INDEX), &self.key)
    }

    /// The folder of the files of favourites.
    pub fn favourites_folder(&self) -> PathBuf {
        self.folder.join("favourites")
    }

    /// The file of a layer's favourites.
    pub fn favourites_file(&self, layer: &str) -> PathBuf {
        self.favourites_folder().join(format!("{}.safetensors", plain(layer)))
    }

    /// The files of favourites that are there, by name.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be listed.
    pub fn favourites_files(&self) -> Result<Vec<PathBuf>> {
        files(&self.favourites_folder())
    }

    /// Opens a layer's favourites; none where there are none.
    ///
    /// # Errors
    /// [`Error::Library`] where the file is broken; [`Error::Io`].
    pub fn favourites(&self, layer: &str) -> Result<Option<Favourites>> {
        let path = self.favourites_file(layer);
        if path.exists() { open(&path).map(Some) } else { Ok(None) }
    }

    /// Writes the favourites of the tally's one layer, with their thumbnails.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write_favourites(&self, tally: &Tally, thumbnails: &Thumbnails) -> Result<()> {
        let name = tally.layers.first().map_or("", |layer| &layer.name);
        write(&self.favourites_file(name), &store::parts(tally, Some(thumbnails)))
    }

    /// The journal of a run over such a set in these layers.
    pub fn journal(&self, tally: &Tally) -> PathBuf {
        self.folder.join(format!(".favourites-{}.journal", tally.digest()))
    }

    /// What a run over the same set in the same layers had found when it was interrupted; none
    /// where none was.
    ///
    /// # Errors
    /// [`Error::Library`] where its journal is broken; [`Error::Io`].
    pub fn resume(&self, tally: &Tally) -> Result<Option<Tally>> {
        let path = self.journal(tally);
        if !path.exists() {
            return Ok(None);
        }
        let found = read_tally(&path, &mut open(&path)?)?;
        let same = |(one, two): (&tally::LayerTally, &tally::LayerTally)| {
            (&one.name, one.units.len()) == (&two.name, two.units.len())
        };
        let alike = found.layers.len() == tally.layers.len()
            && found.layers.iter().zip(&tally.layers).all(same);
        Ok(Some(found).filter(|found| found.set == tally.set && alike))
    }

    /// Writes down how far a run has come.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn note(&self, tally: &Tally) -> Result<()> {
        write(&self.journal(tally), &store::parts(tally, None))
    }

    /// A run is done: its journal is of no use any more.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn forget(&self, tally: &Tally) -> Result<()> {
        let path = self.journal(tally);
        fs::remove_file(&path).map_err(Error::io("remove the journal", &path))
    }

    /// The folder of the sheets of stimuli.
    pub fn stimuli_folder(&self) -> PathBuf {
        self.folder.join("stimuli")
    }

    /// The files of a layer's sheet: its index, and the picture.
    pub fn sheet_files(&self, layer: &str) -> [PathBuf; 2] {
        ["json", "jpg"]
            .map(|ending| self.stimuli_folder().join(format!("{}.{ending}", plain(layer))))
    }

    /// A layer's sheet of stimuli; none where there is none.
    ///
    /// # Errors
    /// [`Error::Library`] where it is broken, or another's; [`Error::Io`].
    pub fn sheet(&self, layer: &str) -> Result<Option<Sheet>> {
        let [path, picture] = self.sheet_files(layer);
        if !path.exists() {
            return Ok(None);
        }
        let (index, jpeg) = (bytes(&path)?, bytes(&picture)?);
        let sheet = Sheet::read(&index, &jpeg).map_err(|problem| broken(&problem, &path))?;
        if sheet.made.key() != self.key || sheet.made.layer != layer {
            return Err(broken("it is of another network or layer", &path));
        }
        Ok(Some(sheet))
    }

    /// Writes a layer's sheet of stimuli: the picture first, so that an index never speaks of one
    /// that is not there.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write_sheet(&self, draft: &Draft) -> Result<()> {
        let (index, jpeg) = draft.finish()?;
        let [path, picture] = self.sheet_files(&draft.made.layer);
        replace(&picture, "write the sheet of stimuli", |out| out.write_all(&jpeg))?;
        replace(&path, "write the index of the sheet", |out| out.write_all(&index))
    }

    /// The file of a layer's stimuli while they are being made, and of those of a shard.
    pub fn draft_file(&self, layer: &str) -> PathBuf {
        self.stimuli_folder().join(format!("{}.draft.safetensors", plain(layer)))
    }

    /// The files of drafts that are there, by name.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be listed.
    pub fn draft_files(&self) -> Result<Vec<PathBuf>> {
        files(&self.stimuli_folder())
    }

    /// Removes the draft of a sheet that is done, where there is one.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn remove_draft(&self, draft: &Draft) -> Result<()> {
        let path = self.draft_file(&draft.made.layer);
        if !path.exists() {
            return Ok(());
        }
        fs::remove_file(&path).map_err(Error::io("remove the draft", &path))
    }

    /// Writes down how far the stimuli of a layer have come.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write_draft(&self, draft: &Draft) -> Result<()> {
        write(&self.draft_file(&draft.made.layer), &draft.parts())
    }
}

/// Reads the stimuli of a layer that are being made, or those of a shard.
///
/// # Errors
/// [`Error::Library`] where the file is broken; [`Error::Io`].
pub fn read_draft(path: &Path) -> Result<Draft> {
    Draft::read(&mut open(path)?).map_err(|problem| broken(&problem, path))
}

/// The safetensors files of a folder, by name; none where the folder is not there.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = || Error::io("list the library", folder);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let files = fs::read_dir(folder).map_err(failed())?;
    let files = files.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>();
    let mut files = files.map_err(failed())?;
    let named = |file: &PathBuf| {
        let hidden = file.file_name().is_some_and(|name| name.as_encoded_bytes()[0] == b'.');
        !hidden && file.extension().is_some_and(|extension| extension == "safetensors")
    };
    files.retain(named);
    files.sort();
    Ok(files)
}

/// All of a file that is not longer than anything of a library is.
fn bytes(path: &Path) -> Result<Vec<u8>> {
    let failed = || Error::io("read the library", path);
    let file = File::open(path).map_err(failed())?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed())?;
    if bytes.len() as u64 > LONGEST {
        return Err(broken(&format!("longer than {} MB", LONGEST >> 20), path));
    }
    Ok(bytes)
}

/// Opens a file of favourites.
///
/// # Errors
/// [`Error::Library`] where it is broken; [`Error::Io`].
pub fn open(path: &Path) -> Result<Favourites> {
    let file = File::open(path).map_err(Error::io("read the library", path))?;
    Archive::new(BufReader::new(file)).map_err(|problem| broken(&problem, path))
}

/// Reads the tally of an open file of favourites.
///
/// # Errors
/// [`Error::Library`] where it is broken.
pub fn read_tally(path: &Path, file: &mut Favourites) -> Result<Tally> {
    store::read(file).map_err(|problem| broken(&problem, path))
}

/// The error of a file of a library that is broken: what is wrong, and what to do.
pub fn broken(problem: &str, path: &Path) -> Error {
    let problem = format!("{problem}; remove it, and run the command that made it again");
    Error::Library { problem, path: path.to_owned() }
}

fn write(path: &Path, (about, parts): &(Vec<(&str, String)>, Vec<Part>)) -> Result<()> {
    replace(path, "write the library", |out| archive::write(about, parts, out))
}

/// A layer's name as that of a file.
fn plain(layer: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || ".-_".contains(letter) { letter } else { '_' }
    };
    layer.chars().map(plain).collect()
}

/// Reads bytes as whatever of a library they may be; what is wrong with them as each.
#[cfg(feature = "fuzzing")]
pub(crate) fn read(bytes: &[u8]) -> Vec<String> {
    let archive = || Archive::new(std::io::Cursor::new(bytes));
    let favourites = archive().and_then(|mut file| {
        let tally = store::read(&mut file)?;
        store::thumbnails(&mut file, tally.layers.first().map_or(0, |layer| layer.units.len() / 2))
    });
    let problems = [
        index::parse(bytes).err(),
        Sheet::read(bytes, &[]).err(),
        thumbnail::decode(bytes, thumbnail::SIDE.unsigned_abs()).err(),
        favourites.err(),
        archive().and_then(|mut file| Draft::read(&mut file)).err(),
    ];
    problems.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
