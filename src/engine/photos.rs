//! The photos that visitors and the network are to name: a presenter's folder, or the shipped ones.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::exhibit::Pictures;
use crate::frame::Picture;
use crate::source;

/// The photos of a folder; the shipped ones where none is given.
#[derive(Debug)]
pub(super) struct Photos {
    folder: Option<PathBuf>,
}

impl Photos {
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }
}

impl Pictures for Photos {
    fn count(&self) -> Result<usize> {
        match &self.folder {
            Some(folder) => Ok(source::pictures(folder)?.pictures.len()),
            None => Ok(source::SHIPPED),
        }
    }

    fn load(&self, place: usize) -> Result<Picture> {
        let none = || Error::Network(format!("there is no picture number {}", place + 1));
        match &self.folder {
            Some(folder) => {
                let pictures = source::pictures(folder)?.pictures;
                source::load(pictures.get(place).ok_or_else(none)?)
            }
            None => source::shipped(place)?.ok_or_else(none),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_photos_can_all_be_read_and_a_folder_that_is_not_there_is_said() {
        let shipped = Photos::new(None);
        let count = shipped.count().unwrap();
        assert_eq!(count, 4, "all but the portrait");
        assert!((0..count).all(|place| shipped.load(place).is_ok()));
        assert!(shipped.load(count).is_err());
        assert!(Photos::new(Some("no/such/folder".into())).count().is_err());
    }
}
