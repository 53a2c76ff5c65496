//! Which detector to show enlarged while nobody steers: a strong one, every few seconds at another depth.

use std::time::Duration;

use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::taps::reading::{Maps, Reading};

/// How long it stays on one unit.
const STAY: Duration = Duration::from_secs(4);

/// Wanders through strong units of different depths.
#[derive(Debug, Default)]
pub struct Spotlight {
    chosen: Option<Unit>,
    since: Duration,
    visits: usize,
}

impl Spotlight {
    /// The unit to show at this time: the one before until its time is over, then a strong one of another block.
    pub fn choose(
        &mut self,
        snapshot: Option<&Snapshot>,
        outline: &Outline,
        clock: Duration,
    ) -> Option<Unit> {
        let over = clock.saturating_sub(self.since) >= STAY;
        if self.chosen.is_some_and(|unit| unit.layer < outline.layers.len()) && !over {
            return self.chosen;
        }
        let next = snapshot.and_then(|snapshot| self.next(&snapshot.maps, outline));
        if next.is_some() {
            self.chosen = next;
            self.since = clock;
        }
        self.chosen
    }

    fn next(&mut self, maps: &Maps, outline: &Outline) -> Option<Unit> {
        // Blocks whose maps still have a place for things: single values glow nowhere in particular.
        let spatial: Vec<&Reading> = maps
            .readings
            .iter()
            .filter(|reading| outline.layers[reading.layer].shape.map.width > 3)
            .collect();
        let count = spatial.len();
        if count == 0 {
            return None;
        }
        // Steps of about two fifths of the depth visit early, middle and late blocks in turn, and all in the end.
        let stride = (1..=count)
            .filter(|&stride| gcd(stride, count) == 1)
            .min_by_key(|&stride| stride.abs_diff(count * 2 / 5))?;
        let reading = spatial[(count / 2 + self.visits * stride) % count];
        self.visits += 1;
        let channel = reading
            .shown
            .iter()
            .map(|&channel| usize::from(channel))
            .max_by_key(|&channel| striking(maps.map(reading, channel)))?;
        Some(Unit { layer: reading.layer, channel })
    }
}

/// How clearly a map says "here, and not there": its peak against twice its mean.
fn striking(map: &[u8]) -> i64 {
    let peak = i64::from(map.iter().copied().max().unwrap_or(0));
    let mean = map.iter().map(|&byte| i64::from(byte)).sum::<i64>() / map.len().max(1) as i64;
    peak - 2 * mean
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
