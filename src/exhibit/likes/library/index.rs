//! The index of a network's folder in a library: whose it is.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::broken;
use super::key::Key;
use crate::error::{Error, Result};
use crate::replace::replace;

/// What this version writes and reads.
const VERSION: u32 = 1;

/// Bytes of an index; 200 are usual.
const LONGEST: u64 = 1 << 16;

#[derive(Debug, Serialize, Deserialize)]
struct Index {
    version: u32,
    network: String,
    weights: String,
}

/// Writes the index of this network's folder.
///
/// # Errors
/// [`Error::Io`].
pub(super) fn write(path: &Path, key: &Key) -> Result<()> {
    let Key { network, weights } = key.clone();
    let index = Index { version: VERSION, network, weights };
    replace(path, "write the library's index", |out| {
        serde_json::to_writer_pretty(&mut *out, &index)?;
        out.write_all(b"\n")
    })
}

/// Whose the folder is.
///
/// # Errors
/// [`Error::Io`]; [`Error::Library`] where it is broken.
pub(super) fn read(path: &Path) -> Result<Key> {
    let failed = || Error::io("read the library's index", path);
    let file = File::open(path).map_err(failed())?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed())?;
    parse(&bytes).map_err(|problem| broken(&problem, path))
}

/// The same of an index's bytes; what is wrong with them, in one line.
pub(super) fn parse(bytes: &[u8]) -> Result<Key, String> {
    if bytes.len() as u64 > LONGEST {
        return Err(format!("longer than {LONGEST} bytes, as no index is"));
    }
    let Index { version, network, weights } = serde_json::from_slice(bytes)
        .map_err(|error| format!("the library's index is broken ({error})"))?;
    if version != VERSION {
        return Err(format!("it has version {version}; this DeepVis reads version {VERSION}"));
    }
    Ok(Key { network, weights })
}
