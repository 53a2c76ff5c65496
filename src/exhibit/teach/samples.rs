//! The pictures that are kept of what was taught, with what the network made of them.
//!
//! However long something is shown, no more is kept: of each thing's pictures a random choice, in
//! which every one of them has the same chance (Vitter 1985, algorithm R). The numbers behind it
//! begin with the same seed in every run.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::burst::Burst;
use super::map::Layout;
use super::taught::{CLASSES, Sample, Thing};
use crate::frame::Picture;

/// No more pictures are kept of a thing.
pub const MOST: usize = 100;

/// This share of the time of each press is held back for the test: the end of it.
const HELD_BACK: f64 = 0.15;

/// So many pictures of each press are learned from in any case.
const LEAST_LEARNED: usize = 6;

/// A picture, with what the network made of it.
#[derive(Debug, Clone)]
pub struct View {
    /// When it was seen, on the frames' own clock.
    pub time: Duration,
    /// The last layer before the classes, one value a channel.
    pub code: Vec<f32>,
    /// The picture's own values, small.
    pub pixels: Vec<f32>,
    /// Each mapped step's layer, one value a channel.
    pub depths: Vec<Vec<f32>>,
    /// The part that the network saw, small.
    pub thumbnail: Arc<Picture>,
}

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
#[derive(Debug)]
pub struct Samples {
    pub(super) kept: Vec<Kept>,
    version: u64,
    /// The number of the next picture.
    next: u32,
    /// How many presses have begun.
    begun: u32,
    /// How many of them go on.
    open: usize,
    /// How many pictures of each thing came.
    shown: [usize; CLASSES],
    random: fastrand::Rng,
    /// Where they stand on the map.
    pub(super) layout: Layout,
}

/// Shared by all jobs of the room.
pub type Shared = Rc<RefCell<Samples>>;

impl Default for Samples {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            version: 0,
            next: 0,
            begun: 0,
            open: 0,
            shown: [0; CLASSES],
            random: fastrand::Rng::with_seed(18),
            layout: Layout::default(),
        }
    }
}

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

    /// What is known of each thing.
    pub fn things(&self) -> [Thing; CLASSES] {
        let mut things = self.shown.map(|shown| Thing { shown, ..Thing::default() });
        for Sample { class, held_back, .. } in self.kept.iter().map(|kept| &kept.sample) {
            let thing = &mut things[usize::from(*class)];
            *(if *held_back { &mut thing.held_back } else { &mut thing.learned }) += 1;
        }
        things
    }

    /// True while something is being shown.
    pub fn is_growing(&self) -> bool {
        self.open > 0
    }

    /// True where this very picture is kept as one of this thing.
    pub(super) fn has(&self, class: u8, code: &[f32]) -> bool {
        self.kept.iter().any(|kept| kept.sample.class == class && kept.code == code)
    }

    /// A press of the button begins; every one that does is to [`Self::end`].
    pub(super) fn begin(&mut self, class: u8) -> Burst {
        (self.begun, self.open) = (self.begun + 1, self.open + 1);
        Burst::new(class, self.begun)
    }

    /// A press of the button ends.
    pub(super) fn end(&mut self) {
        self.open = self.open.saturating_sub(1);
    }

    /// Takes a picture of a press, the latest of it so far. Its last 15 % in time are held back for
    /// the test: pictures side by side in time are nearly the same, and drawing lots would put one
    /// of them on either side. While the press goes on this end moves on with it, so that a
    /// picture may be learned from that was held back, but nothing is ever tested that was learned
    /// from.
    pub(super) fn admit(&mut self, burst: &mut Burst, view: View) {
        let (class, number) = (burst.class(), burst.number());
        let began = burst.admit(view.time);
        let end = began + view.time.saturating_sub(began).mul_f64(1.0 - HELD_BACK);
        for kept in self.kept.iter_mut().filter(|kept| kept.sample.burst == number) {
            kept.sample.held_back &= kept.time > end;
        }
        let held_back = burst.admitted() > LEAST_LEARNED && view.time > end;
        self.version += 1;
        let shown = &mut self.shown[usize::from(class)];
        *shown += 1;
        let of_it = |kept: &Kept| kept.sample.class == class;
        if self.kept.iter().filter(|kept| of_it(kept)).count() >= MOST {
            let place = self.random.usize(..*shown);
            let mut places = (0..self.kept.len()).filter(|at| of_it(&self.kept[*at]));
            let Some(gone) = places.nth(place) else { return };
            self.kept.remove(gone);
        }
        let View { time, code, pixels, depths, thumbnail } = view;
        let sample = Sample { id: self.next, class, burst: number, held_back, thumbnail };
        self.next += 1;
        self.kept.push(Kept { sample, time, code, pixels, depths });
    }

    /// Lets go of this picture, where it is kept.
    pub(super) fn remove(&mut self, id: u32) {
        let Some(at) = self.kept.iter().position(|kept| kept.sample.id == id) else { return };
        let class = usize::from(self.kept.remove(at).sample.class);
        self.shown[class] = self.shown[class].saturating_sub(1);
        self.version += 1;
    }

    /// Lets go of everything. What comes later has other numbers.
    pub fn forget(&mut self) {
        let (version, next, begun) = (self.version + 1, self.next, self.begun);
        *self = Self { version, next, begun, open: self.open, ..Self::default() };
    }
}

#[cfg(test)]
mod tests;
