//! What the open layer and the unit that is looked at have done lately.

use std::collections::VecDeque;
use std::time::Duration;

use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;

/// How many frames a channel must have been silent for to be called dead.
pub const FRAMES: u64 = 300;

/// How far back the unit's maximum looks.
pub const WINDOW: Duration = Duration::from_secs(10);

/// Forgets when another layer or unit is looked at.
#[derive(Debug, Clone, Default)]
pub struct Activity {
    layer: Option<usize>,
    /// Frames seen of this layer.
    frames: u64,
    last_frame: Option<u64>,
    /// For each channel, after how many of them it was last above zero; 0 for never.
    alive: Vec<u64>,
    unit: Option<Unit>,
    /// The unit's strongest value in each frame of the window.
    peaks: VecDeque<(Duration, f32)>,
}

/// How many channels were silent, and over how many frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dead {
    /// Channels without a value above zero.
    pub channels: usize,
    /// Over so many frames.
    pub frames: u64,
}

impl Activity {
    /// Takes in what a snapshot says of a layer's true peaks, and of its first unit.
    pub fn push(&mut self, snapshot: &Snapshot) {
        let sequence = snapshot.frame.sequence;
        let again = self.last_frame == Some(sequence);
        let reading = snapshot
            .maps
            .readings
            .iter()
            .find(|reading| !reading.signals && reading.detail.is_some());
        let detail = reading.and_then(|reading| Some((reading.layer, reading.detail.as_ref()?)));
        if let Some((layer, detail)) = detail {
            let other = self.layer != Some(layer);
            if other {
                (self.layer, self.frames) = (Some(layer), 0);
                self.alive = vec![0; detail.peaks.len()];
            }
            if other || !again {
                self.frames += 1;
                for (alive, &peak) in self.alive.iter_mut().zip(&detail.peaks) {
                    if peak > 0.0 {
                        *alive = self.frames;
                    }
                }
            }
        }
        if let Some(unit) = snapshot.units.first() {
            let other = self.unit != Some(unit.unit);
            if other {
                self.unit = Some(unit.unit);
                self.peaks.clear();
            }
            if other || !again {
                let now = snapshot.frame.time;
                self.peaks.push_back((now, unit.range.1));
                while self.peaks.front().is_some_and(|&(time, _)| time + WINDOW < now) {
                    self.peaks.pop_front();
                }
            }
        }
        self.last_frame = Some(sequence);
    }

    /// The channels of this layer that have been silent over the last [`FRAMES`] frames, or over as many as it was open.
    pub fn dead(&self, layer: usize) -> Option<Dead> {
        if self.layer != Some(layer) {
            return None;
        }
        let since = self.frames.saturating_sub(FRAMES);
        let channels = self.alive.iter().filter(|&&alive| alive <= since).count();
        Some(Dead { channels, frames: self.frames.min(FRAMES) })
    }

    /// The unit's highest value in the last ten seconds.
    pub fn highest(&self, unit: Unit) -> Option<f32> {
        let peaks = self.peaks.iter().filter(|_| self.unit == Some(unit));
        peaks.map(|&(_, peak)| peak).max_by(f32::total_cmp)
    }

    /// The unit's strongest value over the last ten seconds: how long ago, and how strong.
    pub fn course(&self, unit: Unit) -> impl Iterator<Item = (Duration, f32)> {
        let now = self.peaks.back().map_or(Duration::ZERO, |&(time, _)| time);
        let peaks = self.peaks.iter().filter(move |_| self.unit == Some(unit));
        peaks.map(move |&(time, peak)| (now.saturating_sub(time), peak))
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the values are passed on as they are")]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::taps::plan::{LayerPlan, Plan};
    use crate::taps::reading::Detail;
    use crate::view::made_up;

    const UNIT: Unit = Unit { layer: 1, channel: 2 };

    /// Channel c of layer 1 has this peak; the unit as well.
    fn snapshot(sequence: u64, peaks: &[f32]) -> Snapshot {
        let outline = Arc::new(made_up::outline(3, peaks.len()));
        let layers = vec![LayerPlan { layer: 1, tile: 4, room: 9, detail: true, signals: false }];
        let plan = Plan { layers, units: vec![UNIT], ..Plan::default() };
        let mut snapshot = made_up::snapshot(&outline, &plan, sequence, 0.5);
        snapshot.maps.readings[0].detail =
            Some(Detail { range: (0.0, 9.0), peaks: peaks.into(), zeros: 0.5 });
        snapshot.units[0].range = (0.0, peaks[2]);
        snapshot
    }

    #[test]
    fn a_channel_that_never_spoke_is_dead_until_it_does() {
        let mut activity = Activity::default();
        activity.push(&snapshot(0, &[1.0, 0.0, 0.0]));
        activity.push(&snapshot(1, &[0.0, 0.0, 0.0]));
        assert_eq!(activity.dead(1), Some(Dead { channels: 2, frames: 2 }));
        activity.push(&snapshot(2, &[0.0, 3.0, 0.0]));
        assert_eq!(activity.dead(1), Some(Dead { channels: 1, frames: 3 }));
        assert_eq!(activity.dead(0), None);
    }

    #[test]
    fn what_was_said_long_ago_does_not_count() {
        let mut activity = Activity::default();
        activity.push(&snapshot(0, &[1.0, 1.0, 1.0]));
        for sequence in 1..=FRAMES {
            activity.push(&snapshot(sequence, &[0.0, 1.0, 0.0]));
        }
        assert_eq!(activity.dead(1), Some(Dead { channels: 2, frames: FRAMES }));
    }

    #[test]
    fn the_highest_value_is_that_of_the_last_ten_seconds() {
        let mut activity = Activity::default();
        // Frames are 100 ms apart.
        activity.push(&snapshot(0, &[0.0, 0.0, 7.0]));
        for sequence in 1..=100 {
            activity.push(&snapshot(sequence, &[0.0, 0.0, 2.0]));
        }
        assert_eq!(activity.highest(UNIT), Some(7.0));
        activity.push(&snapshot(101, &[0.0, 0.0, 2.0]));
        assert_eq!(activity.highest(UNIT), Some(2.0));
        assert_eq!(activity.highest(Unit { layer: 0, channel: 0 }), None);
    }

    #[test]
    fn the_same_frame_read_again_counts_once() {
        let mut activity = Activity::default();
        activity.push(&snapshot(0, &[1.0, 0.0, 0.0]));
        activity.push(&snapshot(0, &[1.0, 0.0, 0.0]));
        assert_eq!(activity.dead(1).map(|dead| dead.frames), Some(1));
    }
}
