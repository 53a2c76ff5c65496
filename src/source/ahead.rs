//! The reading of a picture before it is shown, so that whoever shows it need not wait.

use std::path::{Path, PathBuf};

use crossbeam_channel::Receiver;

use super::photo::load_to_show;
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::pool;

/// What reading a picture came to: the pixels, and what is to be told of it.
type Read = Result<(Picture, Option<String>)>;

/// At most one picture that is being read, or was, before it was asked for.
#[derive(Debug, Default)]
pub(super) struct Ahead(Option<(PathBuf, Receiver<Read>)>);

impl Ahead {
    /// Begins to read this picture on the program's pool. Not while another is still being read,
    /// even one that nobody wants any more: so there is never more than one in memory.
    pub(super) fn begin(&mut self, path: &Path) {
        let keeps = |(of, read): &(PathBuf, Receiver<Read>)| of == path || read.is_empty();
        if self.0.as_ref().is_some_and(keeps) {
            return;
        }
        // What was read in vain goes before the next comes.
        self.0 = None;
        let owned = path.to_owned();
        // Without a pool it is read when it is asked for.
        let begun = pool::begin(move || load_to_show(&owned));
        self.0 = begun.ok().map(|read| (path.to_owned(), read));
    }

    /// The picture, read now if it was not before.
    ///
    /// # Errors
    /// Those of [`super::load`]; [`Error::Crashed`].
    pub(super) fn take(&mut self, path: &Path) -> Read {
        match self.0.take_if(|(of, _)| of == path) {
            Some((_, read)) => read.recv().ok().ok_or(Error::Crashed("pool"))?,
            None => load_to_show(path),
        }
    }

    /// Until it has been read.
    #[cfg(test)]
    pub(super) fn wait(&self) {
        while self.0.as_ref().is_some_and(|(_, read)| read.is_empty()) {
            std::thread::yield_now();
        }
    }
}
