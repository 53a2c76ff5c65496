//! The recent values of the open layer and of the selected unit, for their statistics.

use std::collections::VecDeque;
use std::time::Duration;

use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::taps::reading::{Reading, UnitReading};

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
        let frame = &snapshot.frame;
        let unit = snapshot.units.first();
        self.note(frame.sequence, frame.time, &snapshot.maps.readings, unit);
    }

    fn note(
        &mut self,
        sequence: u64,
        now: Duration,
        readings: &[Reading],
        unit: Option<&UnitReading>,
    ) {
        let again = self.last_frame == Some(sequence);
        let mut activations = readings.iter().filter(|reading| !reading.signals);
        let detail =
            activations.find_map(|reading| Some((reading.layer, reading.detail.as_ref()?)));
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
        if let Some(unit) = unit {
            let other = self.unit != Some(unit.unit);
            if other {
                self.unit = Some(unit.unit);
                self.peaks.clear();
            }
            if other || !again {
                self.peaks.push_back((now, unit.range.1));
                while self.peaks.front().is_some_and(|&(time, _)| time + WINDOW < now) {
                    self.peaks.pop_front();
                }
            }
        }
        self.last_frame = Some(sequence);
    }

    /// The channels of this layer that have been silent over the last [`FRAMES`] frames, or over as
    /// many as it was open.
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
    use super::*;
    use crate::geometry::Size;
    use crate::taps::reading::Detail;

    const UNIT: Unit = Unit { layer: 1, channel: 2 };

    /// Channel c of layer 1 has this peak; the unit as well. Frames are 100 ms apart.
    fn note(activity: &mut Activity, sequence: u64, peaks: &[f32]) {
        let reading = Reading {
            layer: 1,
            channels: peaks.len(),
            tile: Size::new(1, 1),
            offset: 0,
            signed: false,
            signals: false,
            scale: 1.0,
            shown: Vec::new(),
            detail: Some(Detail { range: (0.0, 9.0), peaks: peaks.into(), zeros: 0.5 }),
        };
        let unit = UnitReading::new(UNIT, Size::new(1, 1), &peaks[2..3], None, false);
        let time = Duration::from_millis(100 * sequence);
        activity.note(sequence, time, &[reading], Some(&unit));
    }

    #[test]
    fn a_channel_that_never_spoke_is_dead_until_it_does() {
        let mut activity = Activity::default();
        note(&mut activity, 0, &[1.0, 0.0, 0.0]);
        note(&mut activity, 1, &[0.0, 0.0, 0.0]);
        assert_eq!(activity.dead(1), Some(Dead { channels: 2, frames: 2 }));
        note(&mut activity, 2, &[0.0, 3.0, 0.0]);
        assert_eq!(activity.dead(1), Some(Dead { channels: 1, frames: 3 }));
        assert_eq!(activity.dead(0), None);
    }

    #[test]
    fn what_was_said_long_ago_does_not_count() {
        let mut activity = Activity::default();
        note(&mut activity, 0, &[1.0, 1.0, 1.0]);
        for sequence in 1..=FRAMES {
            note(&mut activity, sequence, &[0.0, 1.0, 0.0]);
        }
        assert_eq!(activity.dead(1), Some(Dead { channels: 2, frames: FRAMES }));
    }

    #[test]
    fn the_highest_value_is_that_of_the_last_ten_seconds() {
        let mut activity = Activity::default();
        note(&mut activity, 0, &[0.0, 0.0, 7.0]);
        for sequence in 1..=100 {
            note(&mut activity, sequence, &[0.0, 0.0, 2.0]);
        }
        assert_eq!(activity.highest(UNIT), Some(7.0));
        note(&mut activity, 101, &[0.0, 0.0, 2.0]);
        assert_eq!(activity.highest(UNIT), Some(2.0));
        assert_eq!(activity.highest(Unit { layer: 0, channel: 0 }), None);
    }

    #[test]
    fn the_same_frame_read_again_counts_once() {
        let mut activity = Activity::default();
        note(&mut activity, 0, &[1.0, 0.0, 0.0]);
        note(&mut activity, 0, &[1.0, 0.0, 0.0]);
        assert_eq!(activity.dead(1).map(|dead| dead.frames), Some(1));
    }
}
