//! Files that appear whole or not at all: written beside their place, handed to the disk, then
//! renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use crate::error::{Error, Result};

/// Writes a file by `write`. Until that has succeeded, a file that was there before stays as it is.
///
/// # Errors
/// [`Error::Io`] with the path; nothing is left behind.
pub fn replace(
    path: &Path,
    doing: &'static str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = File::create(&beside).and_then(|file| {
        let mut file = BufWriter::new(file);
        write(&mut file)?;
        // Some file systems find only now that there is no room.
        file.into_inner()?.sync_all()?;
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        // Where it could not even be created there is nothing to remove.
        fs::remove_file(&beside).ok();
        Error::io(doing, path)(error)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        replace(&path, "write the text", |file| file.write_all(b"old")).unwrap();
        let failed = replace(&path, "write the text", |file| {
            file.write_all(b"ne")?;
            Err(io::Error::other("the disk is full"))
        });
        let message = failed.unwrap_err().to_string();
        assert!(message.starts_with("cannot write the text: the disk is full: "), "{message}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = replace(Path::new("/no/such/folder/a.png"), "write the picture", |_| Ok(()));
        assert!(error.unwrap_err().to_string().ends_with("/no/such/folder/a.png"));
    }
}
