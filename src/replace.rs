//! The writing of files that appear whole or not at all.
//!
//! They are written beside their place, handed to the disk, then renamed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use crate::error::{Error, Result};

/// Writes a file by `write`. Until that has succeeded, a file that was there before stays as it is.
/// A link stays one, and what it leads to is replaced. A device or a pipe is written into.
///
/// # Errors
/// [`Error::Io`] with the path; nothing is left behind.
pub fn replace(
    path: &Path,
    doing: &'static str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<()> {
    let there = fs::metadata(path);
    let written = if there.is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        into_what_is_there(path, write)
    } else if let Ok(target) = fs::canonicalize(path) {
        beside(&target, write)
    } else {
        beside(path, write)
    };
    written.map_err(Error::io(doing, path))
}

fn into_what_is_there(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    write(&mut file)?;
    file.flush()
}

fn beside(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = File::create(&beside).and_then(|file| {
        let mut file = BufWriter::new(file);
        write(&mut file)?;
        // Some file systems find only now that there is no room.
        file.into_inner()?.sync_all()?;
        fs::rename(&beside, path)
    });
    // Where it could not even be created there is nothing to remove.
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

#[cfg(test)]
mod tests {
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

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_written_into_and_stays_a_pipe() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        let reader = {
            let path = path.clone();
            let read = move || fs::read(path).unwrap();
            std::thread::Builder::new().name("reader".into()).spawn(read).unwrap()
        };
        replace(&path, "write the text", |file| file.write_all(b"new")).unwrap();
        assert_eq!(reader.join().unwrap(), b"new");
        assert!(fs::metadata(&path).unwrap().file_type().is_fifo());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_what_it_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["a.txt", "link.txt"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        replace(&link, "write the text", |file| file.write_all(b"new")).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = replace(Path::new("/no/such/folder/a.png"), "write the picture", |_| Ok(()));
        assert!(error.unwrap_err().to_string().ends_with("/no/such/folder/a.png"));
    }
}
