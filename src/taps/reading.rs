//! A layer as the screen gets it: 8-bit maps at the size they will be drawn, and the scale that made them.

use super::plan::Unit;
use crate::geometry::{Point, Size};

/// The maps of one layer within [`Maps::bytes`].
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Index into [`crate::network::outline::Outline::layers`].
    pub layer: usize,
    /// Number of channels of the layer; all of them were read.
    pub channels: usize,
    /// Size of one map in `bytes`: the layer's own, or shrunk to the plan's tile.
    pub tile: Size,
    /// Where channel 0 begins in [`Maps::bytes`]; channel c follows at `offset + c * tile.area()`.
    pub offset: usize,
    /// True if values can be negative: byte 128 is zero then, otherwise byte 0 is.
    pub signed: bool,
    /// The value drawn as byte 255: a high percentile of the channels' peaks, rising at once and falling with a
    /// half-life of one second.
    pub scale: f32,
    /// The channels to draw where there is not room for all: the strongest, in channel order, chosen with hysteresis
    /// so that they do not jump about. All channels where there is room.
    pub shown: Vec<u16>,
    /// Only where the plan asked for it.
    pub detail: Option<Detail>,
}

/// The true numbers of one layer, over all its values, before any shrinking.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// Smallest and largest value of the layer.
    pub range: (f32, f32),
    /// Largest value of each channel.
    pub peaks: Vec<f32>,
}

/// All maps of one snapshot in one reused buffer.
#[derive(Debug, Clone, Default)]
pub struct Maps {
    /// The maps, channel by channel, layer by layer.
    pub bytes: Vec<u8>,
    /// In the plan's order.
    pub readings: Vec<Reading>,
}

impl Maps {
    /// The reading of this layer, if it was planned.
    pub fn reading(&self, layer: usize) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.layer == layer)
    }

    /// One channel's map, row-major.
    pub fn map(&self, reading: &Reading, channel: usize) -> &[u8] {
        let area = reading.tile.area();
        &self.bytes[reading.offset + channel * area..][..area]
    }
}

/// One unit at its own size.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitReading {
    /// Which one.
    pub unit: Unit,
    /// The whole map's size.
    pub size: Size,
    /// The map with the layer's scale: 255 is [`Self::scale`].
    pub bytes: Vec<u8>,
    /// The value drawn as byte 255.
    pub scale: f32,
    /// True if byte 128 is zero.
    pub signed: bool,
    /// Smallest and largest value of the map.
    pub range: (f32, f32),
    /// Mean of the map.
    pub mean: f32,
    /// Share of values that are exactly zero, 0..=1.
    pub zeros: f32,
    /// Where the largest value stands, in the map's own coordinates.
    pub peak: Point,
}
