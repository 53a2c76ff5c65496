//! A layer as the screen gets it: 8-bit maps at the size they are drawn at, and their scale.

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
    /// True for signals of a backward pass instead of activations.
    pub signals: bool,
    /// The value drawn as byte 255: a high percentile of the channels' peaks, rising at once and
    /// falling with a half-life of one second.
    pub scale: f32,
    /// The channels to draw where there is not room for all: the strongest, in channel order,
    /// chosen with hysteresis so that they do not jump about. All channels where there is room.
    /// With [`Self::detail`] always all, the strongest first, likewise with hysteresis.
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
    /// Share of the layer's values that are exactly zero, 0..=1.
    pub zeros: f32,
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

/// A map with so many values across has a border that is not looked at for its strength.
const BORDERED: usize = 8;

impl Reading {
    /// How much each channel of `maps` has to say about this picture: how far its bytes lie from
    /// their mean, summed up. A map that is bright everywhere says "here" of no place and counts
    /// little. A single value counts by its distance from zero.
    pub fn strengths(&self, maps: &Maps) -> Vec<u64> {
        let zero = if self.signed { 128_u8 } else { 0 };
        let (width, height) = (self.tile.width.max(0) as usize, self.tile.height.max(0) as usize);
        // Zeros stand around each picture: a map that is lit along its border alone says nothing of
        // what is in it, and would look like a frame.
        let border = usize::from(width.min(height) >= BORDERED);
        let count = ((width - 2 * border) * (height - 2 * border)) as u32;
        let strength = |channel| {
            let map = maps.map(self, channel);
            let rows = || {
                let rows = map.chunks_exact(width.max(1)).take(height - border).skip(border);
                rows.map(|row| &row[border..width - border])
            };
            let sum = |row: &[u8]| row.iter().map(|&byte| u32::from(byte)).sum::<u32>();
            let centre = match count {
                0 | 1 => zero,
                _ => (rows().map(sum).sum::<u32>() / count) as u8,
            };
            let away =
                |row: &[u8]| row.iter().map(|byte| u32::from(byte.abs_diff(centre))).sum::<u32>();
            rows().map(away).sum::<u32>().into()
        };
        (0..self.channels).map(strength).collect()
    }
}

impl UnitReading {
    /// The bytes to draw: as they are, or with the map's own strongest value as the brightest.
    pub fn shown(&self, boost: bool) -> Vec<u8> {
        let strongest = f32::max(self.range.1, if self.signed { -self.range.0 } else { 0.0 });
        if !boost || strongest <= 0.0 || self.scale <= 0.0 {
            return self.bytes.clone();
        }
        let zero = if self.signed { 128.0 } else { 0.0 };
        let factor = self.scale / strongest;
        let boosted = |&byte: &u8| ((f32::from(byte) - zero) * factor + zero + 0.5) as u8;
        self.bytes.iter().map(boosted).collect()
    }

    /// What lies above zero, 0 to 255.
    pub fn positive(&self) -> Vec<u8> {
        let above = |&byte: &u8| if self.signed { byte.saturating_sub(128) * 2 } else { byte };
        self.bytes.iter().map(above).collect()
    }

    /// Reads a map of this size, row-major, with the layer's scale or, where it has none, the map's
    /// own. Values that are not numbers become byte 0 and count for nothing else.
    pub fn new(unit: Unit, size: Size, map: &[f32], scale: Option<f32>, signed: bool) -> Self {
        let numbers = || map.iter().copied().enumerate().filter(|(_, value)| !value.is_nan());
        let (mut range, mut at, mut sum, mut zeros) = ((0.0, 0.0), 0, 0.0, 0_usize);
        for (count, (index, value)) in numbers().enumerate() {
            if count == 0 {
                range = (value, value);
                at = index;
            }
            if value > range.1 {
                at = index;
            }
            range = (f32::min(range.0, value), f32::max(range.1, value));
            sum += f64::from(value);
            zeros += usize::from(value == 0.0);
        }
        let scale = scale.unwrap_or(f32::max(range.1, -range.0));
        let (zero, reach) = if signed { (128.0, 127.0) } else { (0.0, 255.0) };
        let factor = if scale > 0.0 { reach / scale } else { 0.0 };
        // The conversion saturates at both ends and makes NaN 0.
        let bytes = map.iter().map(|&value| (value * factor + zero + 0.5) as u8).collect();
        let (count, width) = (map.len().max(1) as f64, size.width.max(1));
        Self {
            unit,
            size,
            bytes,
            scale,
            signed,
            range,
            mean: (sum / count) as f32,
            zeros: (zeros as f64 / count) as f32,
            peak: Point::new(at as i32 % width, at as i32 / width),
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "small numbers of halves and quarters are exact")]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_read_at_its_own_size() {
        let map = [0.0, 1.0, 0.0, 4.0, 3.0, 0.0];
        let unit = Unit { layer: 1, channel: 2 };
        let reading = UnitReading::new(unit, Size::new(3, 2), &map, Some(2.0), false);
        // 255 is 2: 1 is 127.5, rounded up; 3 and 4 are as bright as 2.
        assert_eq!(reading.bytes, [0, 128, 0, 255, 255, 0]);
        assert_eq!((reading.range, reading.peak), ((0.0, 4.0), Point::new(0, 1)));
        assert!((reading.mean - 8.0 / 6.0).abs() < 1e-6);
        assert_eq!(reading.zeros, 0.5);
    }

    #[test]
    fn zero_is_the_middle_of_a_signed_unit() {
        let map = [-2.0, 0.0, 1.0, 9.0];
        let signed = UnitReading::new(Unit::default(), Size::new(4, 1), &map, Some(2.0), true);
        // 128 ± 127·value / 2; 63.5 is rounded up.
        assert_eq!(signed.bytes, [1, 128, 192, 255]);
    }

    #[test]
    fn what_is_not_a_number_is_dark_and_counts_for_nothing() {
        let map = [f32::NAN, 1.0, f32::NAN, 0.0];
        let reading = UnitReading::new(Unit::default(), Size::new(2, 2), &map, None, false);
        assert_eq!((reading.bytes.as_slice(), reading.scale), ([0, 255, 0, 0].as_slice(), 1.0));
        assert_eq!((reading.range, reading.peak), ((0.0, 1.0), Point::new(1, 0)));
        let nothing = UnitReading::new(Unit::default(), Size::new(1, 1), &[f32::NAN], None, false);
        assert_eq!((nothing.bytes.as_slice(), nothing.range), ([0].as_slice(), (0.0, 0.0)));
    }

    #[test]
    fn a_map_that_is_lit_along_its_border_alone_is_weak() {
        let side = BORDERED;
        let at = |n: usize| (n % side, n / side);
        let on_border = |n: usize| {
            let (x, y) = at(n);
            x == 0 || y == 0 || x == side - 1 || y == side - 1
        };
        let frame = (0..side * side).map(|n| if on_border(n) { 255 } else { 0 });
        let spot = (0..side * side).map(|n| if at(n) == (4, 4) { 255 } else { 0 });
        let reading = Reading {
            layer: 0,
            channels: 2,
            tile: Size::new(side as i32, side as i32),
            offset: 0,
            signed: false,
            signals: false,
            scale: 1.0,
            shown: vec![0, 1],
            detail: None,
        };
        let bytes = frame.chain(spot).collect();
        let maps = Maps { bytes, readings: vec![reading.clone()] };
        let strengths = reading.strengths(&maps);
        assert_eq!(strengths[0], 0);
        assert!(strengths[1] > 250, "{strengths:?}");
    }

    #[test]
    fn strength_is_how_much_a_map_tells_places_apart() {
        let maps = Maps { bytes: vec![128, 100, 130, 255], readings: Vec::new() };
        let mut reading = Reading {
            layer: 0,
            channels: 2,
            tile: Size::new(2, 1),
            offset: 0,
            signed: true,
            signals: false,
            scale: 1.0,
            shown: Vec::new(),
            detail: None,
        };
        // The means are 114 and, cut off, 192.
        assert_eq!(reading.strengths(&maps), [28, 125]);
        // Single values count by their distance from zero.
        (reading.channels, reading.tile) = (4, Size::new(1, 1));
        assert_eq!(reading.strengths(&maps), [0, 28, 2, 127]);
        reading.signed = false;
        assert_eq!(reading.strengths(&maps), [128, 100, 130, 255]);
    }
}
