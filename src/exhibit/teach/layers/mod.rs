//! The same pictures mapped at several depths of the network: how it pulls the things apart.

pub mod job;

/// At which depth a map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// The picture's own values, before the network.
    Pixels,
    /// After this step, counted from 1 as on the wall. The last one's values are what is learned
    /// from, in networks that average them over the picture.
    Step(usize),
    /// What was learned: how alike a picture is to each thing's mean.
    Lesson,
}

/// A map at one depth.
#[derive(Debug, Clone, PartialEq)]
pub struct DepthMap {
    /// Where it is.
    pub depth: Depth,
    /// The place of each picture, in the order of [`TaughtLayers::samples`], both values in -1..=1.
    pub places: Vec<[f32; 2]>,
    /// How well the things are apart there: of each picture's five nearest, by all values of this
    /// depth and not by the map, the share that is of the same thing; the mean over all, 0..=1.
    pub purity: f32,
}

/// The maps, from the pixels to the lesson, turned so that each is as near to the one before as it
/// can be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TaughtLayers {
    /// The pictures' numbers and classes.
    pub samples: Vec<(u32, u8)>,
    /// The maps that are there so far.
    pub maps: Vec<DepthMap>,
}
