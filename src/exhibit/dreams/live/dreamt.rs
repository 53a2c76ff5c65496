//! What the page asks, and what comes of it: plain host data.

use std::sync::Arc;

use crate::exhibit::dreams::goal::Goal;
use crate::frame::{Frame, Picture};
use crate::geometry::Rect;
use crate::network::guess::Guess;

/// The last position of the knob.
pub const STRONGEST: u8 = 6;

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DreamWanted {
    /// What is amplified.
    pub goal: Goal,
    /// How strongly: 0 to [`STRONGEST`].
    pub strength: u8,
    /// True where the dream is held as it is.
    pub held: bool,
    /// Another number begins again.
    pub run: u32,
}

/// A dreamt picture.
#[derive(Debug, Clone)]
pub struct Dreamt {
    /// The picture with what was amplified in it: square, at least of the network's side.
    pub picture: Picture,
    /// The frame on which it was dreamt.
    pub frame: Arc<Frame>,
    /// The part of it that the network saw.
    pub crop: Rect,
    /// How many pictures were dreamt since it began.
    pub count: u64,
    /// What the network answers to the frame: the best first.
    pub before: Vec<Guess>,
    /// What it answers to a dreamt picture, and which of [`Self::count`] that was; none before the
    /// first.
    pub after: Option<(Vec<Guess>, u64)>,
    /// False where the movement since the picture before could not be followed: the dream fades.
    pub followed: bool,
}

/// The newest picture as each of the cards' layers dreams it, small.
#[derive(Debug, Clone, Default)]
pub struct DreamtCards {
    /// One for each layer that the cards offer, in that order; fewer while the first are being
    /// made.
    pub cards: Vec<DreamtCard>,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct DreamtCard {
    /// Index into the outline's layers.
    pub layer: usize,
    /// What is to be shown: square.
    pub picture: Picture,
}
