//! The saving of pictures of the screen as PNG, on threads of their own.

use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use super::message::Notices;
use crate::geometry::Size;
use crate::screen::picture::save;

/// Saves pictures, one at a time.
#[derive(Debug, Default)]
pub struct Saving {
    busy: Option<JoinHandle<()>>,
}

impl Saving {
    /// Begins to save a copy of these pixels in this folder; a notice names the file.
    pub fn begin(&mut self, folder: &Path, pixels: &[u32], size: Size, notices: &Notices) {
        if self.busy.as_ref().is_some_and(|busy| !busy.is_finished()) {
            notices.tell(say!("notice-saving-busy"));
            return;
        }
        let (pixels, notices_there) = (pixels.to_vec(), notices.clone());
        let folder = folder.to_owned();
        let begun = thread::Builder::new().name("save picture".into()).spawn(move || {
            let path = free_name(&folder, "png");
            match save(&path, &pixels, size) {
                Ok(()) => {
                    notices_there.tell(say!("notice-saved", file = path.display().to_string()));
                }
                Err(error) => notices_there.tell(error.to_string()),
            }
        });
        match begun {
            Ok(busy) => self.busy = Some(busy),
            Err(error) => {
                notices.tell(say!("notice-saving-refused", error = error.to_string()));
            }
        }
    }

    /// Waits until the last picture is whole.
    pub fn finish(&mut self) {
        if self.busy.take().is_some_and(|busy| busy.join().is_err()) {
            log::error!("saving the picture crashed");
        }
    }
}

/// The first of deepvis-001.png, deepvis-002.png … that is not taken in this folder.
pub(super) fn free_name(folder: &Path, extension: &str) -> PathBuf {
    let mut names = (1_u32..).map(|number| folder.join(format!("deepvis-{number:03}.{extension}")));
    names.find(|path| !path.exists()).unwrap_or_default()
}
