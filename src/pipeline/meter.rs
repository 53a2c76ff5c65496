//! The meter of a run: stage times, pace, latency, memory.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::snapshot::StageTimes;

/// Enough for ten minutes at 30 pictures a second; older samples give way.
const SAMPLES: usize = 18_000;

/// Median, 95th and 99th percentile of a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Spread {
    /// Half of the samples are at most this.
    pub p50: Duration,
    /// 95 of 100 samples are at most this.
    pub p95: Duration,
    /// 99 of 100 samples are at most this.
    pub p99: Duration,
}

/// A collection of durations.
#[derive(Debug, Clone, Default)]
pub struct Samples(VecDeque<Duration>);

impl Samples {
    /// One more.
    pub fn add(&mut self, sample: Duration) {
        if self.0.len() == SAMPLES {
            self.0.pop_front();
        }
        self.0.push_back(sample);
    }

    /// All of another collection.
    pub fn join(&mut self, other: &Self) {
        other.0.iter().for_each(|&sample| self.add(sample));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True before the first sample.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The newest sample.
    pub fn last(&self) -> Option<Duration> {
        self.0.back().copied()
    }

    /// The longest sample; none before the first.
    pub fn longest(&self) -> Option<Duration> {
        self.0.iter().copied().max()
    }

    /// Median, 95th and 99th percentile (nearest rank); none before the first sample.
    pub fn spread(&self) -> Option<Spread> {
        let mut sorted: Vec<Duration> = self.0.iter().copied().collect();
        sorted.sort_unstable();
        let rank = |share: f64| {
            sorted.get(((share * sorted.len() as f64).ceil() as usize).saturating_sub(1)).copied()
        };
        Some(Spread { p50: rank(0.5)?, p95: rank(0.95)?, p99: rank(0.99)? })
    }
}

/// Counts events a second over the last second or so.
#[derive(Debug, Clone, Default)]
pub struct Pace(VecDeque<(Instant, u64)>);

impl Pace {
    /// How far back it looks.
    const WINDOW: Duration = Duration::from_millis(1500);

    /// `count` events have happened in all by `now`.
    pub fn note(&mut self, now: Instant, count: u64) {
        self.0.push_back((now, count));
        while self.0.len() > 2 && now.duration_since(self.0[0].0) > Self::WINDOW {
            self.0.pop_front();
        }
    }

    /// Events a second; 0 where nothing has happened for a while.
    pub fn per_second(&self, now: Instant) -> f32 {
        let (Some(&(begin, first)), Some(&(end, last))) = (self.0.front(), self.0.back()) else {
            return 0.0;
        };
        if now.duration_since(end) > 2 * Self::WINDOW || end == begin {
            return 0.0;
        }
        // A stall shows at once: the time since the last event counts as soon as it exceeds the
        // usual distance.
        let usual = end.duration_since(begin) / (self.0.len() as u32 - 1);
        let waiting = now.duration_since(end).saturating_sub(usual);
        (last - first) as f32 / (end.duration_since(begin) + waiting).as_secs_f32()
    }
}

/// Everything that is measured of a run.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    /// Reading a picture from the source.
    pub capture: Samples,
    /// Crop, resize, normalise.
    pub preprocess: Samples,
    /// The network.
    pub forward: Samples,
    /// Reading the maps.
    pub taps: Samples,
    /// Finding out which pixels drive what; only of the frames for which it was asked.
    pub attribution: Samples,
    /// Comparing every depth with the frame before; only of the frames for which it was asked.
    pub profile: Samples,
    /// Drawing the panes.
    pub draw: Samples,
    /// Handing the picture to the screen.
    pub present: Samples,
    /// From one new snapshot on screen to the next.
    pub period: Samples,
    /// From a complete picture to its pixels on screen.
    pub latency: Samples,
    /// From a key to the first picture drawn after it.
    pub answer: Samples,
    /// From the movement of a rubber to the picture on screen with the answer that it leads to.
    pub erasure: Samples,
    /// The network alone, nothing kept; only where it was asked for.
    pub bare_forward: Samples,
}

impl Meter {
    /// One frame's times on the threads it passed.
    pub fn stages(&mut self, times: &StageTimes) {
        self.capture.add(times.capture);
        self.preprocess.add(times.preprocess);
        self.forward.add(times.forward);
        self.taps.add(times.taps);
        if let Some(attribution) = times.attribution {
            self.attribution.add(attribution);
        }
        if let Some(profile) = times.profile {
            self.profile.add(profile);
        }
        if let Some(bare) = times.bare_forward {
            self.bare_forward.add(bare);
        }
    }
}

/// Resident memory of this process in MiB; none where the system does not tell.
pub fn resident_mb() -> Option<f64> {
    resident(&std::fs::read_to_string("/proc/self/status").ok()?)
}

/// Reads `VmRSS:   123456 kB`.
fn resident(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let mut samples = Samples::default();
        assert_eq!(samples.spread(), None);
        (1..=100).rev().for_each(|n| samples.add(Duration::from_millis(n)));
        let spread = samples.spread().unwrap();
        assert_eq!([spread.p50, spread.p95, spread.p99].map(|p| p.as_millis()), [50, 95, 99]);
    }

    #[test]
    fn old_samples_give_way() {
        let mut samples = Samples::default();
        (0..SAMPLES + 10).for_each(|_| samples.add(Duration::ZERO));
        assert_eq!(samples.len(), SAMPLES);
    }

    #[test]
    fn pace_is_a_rate_and_falls_to_zero() {
        let begin = Instant::now();
        let mut pace = Pace::default();
        // 31 events, 40 ms apart: 25 a second.
        for n in 0..=30_u64 {
            pace.note(begin + Duration::from_millis(40 * n), n);
        }
        let end = begin + Duration::from_millis(1200);
        assert!((pace.per_second(end) - 25.0).abs() < 0.01, "{}", pace.per_second(end));
        assert!(pace.per_second(end + Duration::from_secs(1)) < 15.0);
        assert!(pace.per_second(end + Duration::from_secs(4)).abs() < f32::EPSILON);
    }

    #[test]
    fn resident_memory_is_read_from_the_status_file() {
        assert_eq!(resident("Name:\tx\nVmRSS:\t    2048 kB\n"), Some(2.0));
        assert_eq!(resident("VmRSS: lots"), None);
    }
}
