//! The same pictures mapped at several depths of the network: how it pulls the things apart.

/// At which depth a map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// The picture's own values, before the network.
    Pixels,
    /// After this step, counted from 1.
    Step(usize),
    /// The last layer before the classes: what is learned from.
    Code,
}

/// A map at one depth.
#[derive(Debug, Clone, PartialEq)]
pub struct DepthMap {
    /// Where it is.
    pub depth: Depth,
    /// The place of each picture, in the order of [`TaughtLayers::samples`], both values in -1..=1.
    pub places: Vec<[f32; 2]>,
}

/// The maps, from the pixels to the code, turned so that each is as near to the one before as it
/// can be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TaughtLayers {
    /// The pictures' numbers and classes.
    pub samples: Vec<(u32, u8)>,
    /// The maps that are there so far.
    pub maps: Vec<DepthMap>,
}
