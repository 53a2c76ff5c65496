//! The spotlight: which unit is shown enlarged while nobody chooses one.
//!
//! The clearest one, every few seconds at another depth.

use std::collections::VecDeque;
use std::time::Duration;

use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::taps::reading::{Maps, Reading};

/// How long it stays on one unit.
const STAY: Duration = Duration::from_secs(4);

/// How long it stays at least, even where the unit has nothing more to say.
const GLANCE: Duration = Duration::from_millis(1200);

/// Wanders through strong units of different depths.
#[derive(Debug, Default)]
pub struct Spotlight {
    chosen: Option<Unit>,
    since: Duration,
    /// The layers that it visited lately, the oldest first.
    visited: VecDeque<usize>,
}

impl Spotlight {
    /// The unit to show at this time: the one before until its time is over, then a strong one of
    /// another block.
    pub fn choose(
        &mut self,
        snapshot: Option<&Snapshot>,
        outline: &Outline,
        clock: Duration,
    ) -> Option<Unit> {
        let stayed = clock.saturating_sub(self.since);
        if let Some(unit) = self.chosen.filter(|unit| unit.layer < outline.layers.len()) {
            let dull = snapshot.is_some_and(|snapshot| !is_worth_seeing(unit, &snapshot.maps));
            if stayed < if dull { GLANCE } else { STAY } {
                return self.chosen;
            }
        }
        let next = snapshot.and_then(|snapshot| self.next(&snapshot.maps, outline));
        if next.is_some() {
            self.chosen = next;
            self.since = clock;
        }
        self.chosen
    }

    fn next(&mut self, maps: &Maps, outline: &Outline) -> Option<Unit> {
        // Blocks whose maps still have a place for things: single values glow nowhere in
        // particular.
        let spatial: Vec<&Reading> = maps
            .readings
            .iter()
            .filter(|reading| outline.layers[reading.layer].shape.map.width > 3)
            .collect();
        let count = spatial.len();
        if count == 0 {
            return None;
        }
        // The clearest map of those blocks that were not visited lately: all are, in the end.
        let clearest = |reading: &&&Reading| {
            let channel = strongest(maps, reading.layer)?;
            Some(striking(maps.map(reading, channel)))
        };
        let fresh = spatial.iter().filter(|reading| !self.visited.contains(&reading.layer));
        let reading = fresh.max_by_key(clearest).or(spatial.first())?;
        self.visited.push_back(reading.layer);
        while self.visited.len() > count * 2 / 3 {
            self.visited.pop_front();
        }
        let channel = strongest(maps, reading.layer)?;
        Some(Unit { layer: reading.layer, channel })
    }
}

/// The channel of a layer that says most clearly "here, and not there"; none before it was read.
pub fn strongest(maps: &Maps, layer: usize) -> Option<usize> {
    let reading = maps.reading(layer)?;
    let shown = reading.shown.iter().map(|&channel| usize::from(channel));
    shown.max_by_key(|&channel| striking(maps.map(reading, channel)))
}

/// True while the unit's square is on the wall and some of it is bright. Layers that were not read
/// are not judged.
fn is_worth_seeing(unit: Unit, maps: &Maps) -> bool {
    maps.reading(unit.layer).is_none_or(|reading| {
        reading.shown.iter().any(|&channel| usize::from(channel) == unit.channel)
            && maps.map(reading, unit.channel).iter().any(|&byte| byte > 100)
    })
}

/// How clearly a map says "here, and not there": its peak against twice its mean.
pub(super) fn striking(map: &[u8]) -> i64 {
    let peak = i64::from(map.iter().copied().max().unwrap_or(0));
    let mean = map.iter().map(|&byte| i64::from(byte)).sum::<i64>() / map.len().max(1) as i64;
    peak - 2 * mean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    /// Two channels of 4x4: one bright everywhere, one bright in one place.
    fn maps() -> (Reading, Maps) {
        let reading = Reading {
            layer: 3,
            channels: 2,
            tile: Size::new(4, 4),
            offset: 0,
            signed: false,
            signals: false,
            scale: 1.0,
            shown: vec![0, 1],
            detail: None,
        };
        let mut bytes = vec![200; 16];
        bytes.extend([0; 15]);
        bytes.push(220);
        (reading.clone(), Maps { bytes, readings: vec![reading] })
    }

    #[test]
    fn a_map_with_one_bright_place_is_more_striking_than_one_that_is_bright_everywhere() {
        let (reading, maps) = maps();
        assert!(striking(maps.map(&reading, 1)) > striking(maps.map(&reading, 0)));
    }

    #[test]
    fn a_unit_that_left_the_wall_is_not_worth_seeing() {
        let (_, mut maps) = maps();
        let unit = |channel| Unit { layer: 3, channel };
        assert!(is_worth_seeing(unit(1), &maps));
        maps.readings[0].shown = vec![0];
        assert!(!is_worth_seeing(unit(1), &maps));
        assert!(is_worth_seeing(Unit { layer: 9, channel: 0 }, &maps));
    }
}
