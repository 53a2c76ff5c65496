//! The pictures that are kept of what was taught, with what the network made of them.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use super::taught::Sample;

/// A picture that is kept, with what the network made of it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What the screen knows of it.
    pub sample: Sample,
    /// When it was seen, on the frames' own clock.
    pub time: Duration,
    /// The last layer before the classes, one value a channel.
    pub code: Vec<f32>,
    /// The picture's own values, small.
    pub pixels: Vec<f32>,
    /// Each mapped step's layer, one value a channel.
    pub depths: Vec<Vec<f32>>,
}

/// All that is kept, on the inference thread: of one network. It is let go when the visitor is
/// forgotten, and with the engine that owns it.
#[derive(Debug, Default)]
pub struct Samples {
    kept: Vec<Kept>,
    version: u64,
}

/// Shared by all jobs of the room.
pub type Shared = Rc<RefCell<Samples>>;

impl Samples {
    /// All, in the order in which they were shown.
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// Those that it learns from, or those held back: each with its class.
    pub fn codes(&self, held_back: bool) -> Vec<(usize, &[f32])> {
        let those = self.kept.iter().filter(|kept| kept.sample.held_back == held_back);
        those.map(|kept| (usize::from(kept.sample.class), kept.code.as_slice())).collect()
    }

    /// Another number: something has come or gone.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Lets go of everything.
    pub fn forget(&mut self) {
        (self.kept, self.version) = (Vec::new(), self.version + 1);
    }
}
