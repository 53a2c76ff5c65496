//! The pictures that excited a unit most, cut to what it saw of them: plain host data.

use std::sync::Arc;

use crate::frame::Picture;
use crate::taps::plan::Unit;

/// A unit's favourites, best first, at most nine.
#[derive(Debug, Clone, PartialEq)]
pub struct Favourites {
    /// Whose they are.
    pub unit: Unit,
    /// From how many pictures they were chosen.
    pub pictures: u64,
    /// At most nine, the strongest first.
    pub best: Vec<Favourite>,
}

/// One picture of the nine.
#[derive(Debug, Clone, PartialEq)]
pub struct Favourite {
    /// What the unit saw of the picture, a square.
    pub crop: Arc<Picture>,
    /// The unit's largest value in that picture.
    pub value: f32,
    /// Which pixels of the crop drove it, in the crop's size: its deconvnet projection. None where
    /// nobody asked for it.
    pub projection: Option<Arc<Picture>>,
}
