//! Small pictures of what units would like to see, by unit: they can stand in the squares' place.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::frame::Picture;
use crate::taps::plan::Unit;

/// So many are kept, the newest: at 64 pixels a side they take 50 MB.
const KEPT: usize = 4096;

/// Small pictures of what units would like to see.
#[derive(Debug, Default)]
pub struct Thumbnails {
    pictures: HashMap<Unit, Arc<Picture>>,
    /// In the order in which they came.
    order: VecDeque<Unit>,
    /// How often one was put in.
    version: u64,
}

impl Thumbnails {
    /// Keeps a unit's picture, instead of the one before; where there are too many, the oldest one
    /// goes.
    pub fn keep(&mut self, unit: Unit, picture: Arc<Picture>) {
        let before = self.pictures.get(&unit);
        if before.is_some_and(|before| Arc::ptr_eq(before, &picture)) {
            return;
        }
        self.version += 1;
        if self.pictures.insert(unit, picture).is_none() {
            self.order.push_back(unit);
        }
        if self.order.len() > KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.pictures.remove(&oldest);
        }
    }

    /// A unit's picture; none where it is not known.
    pub fn of(&self, unit: Unit) -> Option<&Picture> {
        self.pictures.get(&unit).map(Arc::as_ref)
    }

    /// Changes with every picture that comes.
    pub fn version(&self) -> u64 {
        self.version
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    fn picture() -> Arc<Picture> {
        Arc::new(Picture::new(Size::new(1, 1), vec![1, 2, 3]))
    }

    fn unit(channel: usize) -> Unit {
        Unit { layer: 3, channel }
    }

    #[test]
    fn the_newest_are_kept_and_a_unit_has_one() {
        let mut thumbnails = Thumbnails::default();
        for channel in 0..=KEPT {
            thumbnails.keep(unit(channel), picture());
        }
        assert!(thumbnails.of(unit(0)).is_none() && thumbnails.of(unit(1)).is_some());
        let version = thumbnails.version();
        let same = picture();
        thumbnails.keep(unit(1), Arc::clone(&same));
        thumbnails.keep(unit(1), same);
        assert_eq!(thumbnails.version(), version + 1, "the same one again changes nothing");
        assert!(thumbnails.of(unit(2)).is_some());
    }
}
