//! What a thread is doing and since when, and the watchdog that reports a stall.
//!
//! Each thread notes it, and main reads it at every tick: no thread watches the others.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a thread may be doing for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Waiting for another thread, for its clock, or for a camera: this is no stall.
    Waiting,
    /// Opening the files.
    Opening,
    /// Reading a picture that is not a camera's.
    Reading,
    /// Loading a network.
    Loading,
    /// Computing one pass, or reading the maps off it.
    Computing,
}

/// What one thread is doing, and since when. All copies are of the same thread.
#[derive(Debug, Clone)]
pub struct Heartbeat(Arc<Mutex<(Doing, Instant)>>);

impl Default for Heartbeat {
    fn default() -> Self {
        Self(Arc::new(Mutex::new((Doing::Waiting, Instant::now()))))
    }
}

impl Heartbeat {
    /// Does this from now on until it is done, then waits.
    pub fn during<T>(&self, doing: Doing, work: impl FnOnce() -> T) -> T {
        self.set(doing);
        let done = work();
        self.set(Doing::Waiting);
        done
    }

    /// The lock is held for as long as it takes to copy two words.
    fn set(&self, doing: Doing) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (doing, Instant::now());
    }

    fn last(&self) -> (Doing, Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notices threads that are busy with one thing for too long.
#[derive(Debug)]
pub struct Watchdog {
    threads: Vec<Heartbeat>,
    patience: Duration,
    /// The stall that was last told of.
    told: Option<(Doing, Instant)>,
    stalls: u64,
}

impl Watchdog {
    /// Watches these threads; the first that stalls is the one to be named.
    pub fn new(threads: Vec<Heartbeat>, patience: Duration) -> Self {
        Self { threads, patience, told: None, stalls: 0 }
    }

    /// Which stall there is at this moment, in plain words; none while every thread goes on.
    pub fn look(&mut self, now: Instant) -> Option<String> {
        let age = |since: Instant| now.saturating_duration_since(since);
        let beats = self.threads.iter().map(Heartbeat::last);
        let mut busy = beats.filter(|&(doing, _)| doing != Doing::Waiting);
        let (doing, since) = busy.find(|&(_, since)| age(since) > self.patience)?;
        let notice = words(doing, age(since));
        if self.told.replace((doing, since)) != Some((doing, since)) {
            self.stalls += 1;
            log::info!("{notice}");
        }
        Some(notice)
    }

    /// How many stalls there were so far.
    pub fn stalls(&self) -> u64 {
        self.stalls
    }
}

fn words(doing: Doing, age: Duration) -> String {
    let seconds = age.as_secs();
    match doing {
        Doing::Waiting => say!("stall-waiting", seconds = seconds),
        Doing::Opening => say!("stall-opening", seconds = seconds),
        Doing::Reading => say!("stall-reading", seconds = seconds),
        Doing::Loading => say!("stall-loading", seconds = seconds),
        Doing::Computing => say!("stall-computing", seconds = seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(5);

    #[test]
    fn a_thread_that_is_busy_for_too_long_is_named_until_it_goes_on() {
        let (capture, inference) = (Heartbeat::default(), Heartbeat::default());
        let mut watchdog = Watchdog::new(vec![capture.clone(), inference.clone()], PATIENCE);
        // Since it was heard of last: the test itself may be held up.
        let after = |heartbeat: &Heartbeat, seconds: u64| {
            heartbeat.0.lock().unwrap().1 + Duration::from_millis(1000 * seconds + 500)
        };
        let later = |seconds| after(&inference, seconds);
        assert_eq!(watchdog.look(later(3600)), None, "whoever waits is not stuck");
        inference.during(Doing::Computing, || {
            assert_eq!(watchdog.look(later(4)), None);
            let notice = "the network is still computing (5 s) …";
            assert_eq!(watchdog.look(later(5)).as_deref(), Some(notice));
            let notice = "the network is still computing (8 s) …";
            assert_eq!(watchdog.look(later(8)).as_deref(), Some(notice));
            assert_eq!(watchdog.stalls(), 1, "the same one");
        });
        assert_eq!(watchdog.look(later(9)), None);
        capture.during(Doing::Reading, || {
            let notice = "the next picture is still being read (9 s) …";
            assert_eq!(watchdog.look(after(&capture, 9)).as_deref(), Some(notice));
        });
        assert_eq!(watchdog.stalls(), 2);
    }

    #[test]
    fn each_stall_of_a_slow_network_counts() {
        let inference = Heartbeat::default();
        let mut watchdog = Watchdog::new(vec![inference.clone()], Duration::ZERO);
        for stalls in 1..4 {
            inference.during(Doing::Loading, || {
                std::thread::sleep(Duration::from_millis(2));
                assert!(watchdog.look(Instant::now()).is_some());
            });
            assert_eq!(watchdog.stalls(), stalls);
        }
    }
}
