//! How a thread ended, and which of several ends is the cause that people are told.

use std::any::Any;
use std::thread::{JoinHandle, ScopedJoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::RecvError;

use super::mailbox::Closed;
use crate::error::{Error, Result};

/// Why a thread stopped before its work was done.
#[derive(Debug)]
pub enum Stop {
    /// The thread at the other end of a mailbox is gone: an echo of another ending.
    Disconnected,
    /// The person asked for the end.
    Cancelled,
    /// Something went wrong here.
    Failed(Error),
}

impl From<Closed> for Stop {
    fn from(Closed: Closed) -> Self {
        Self::Disconnected
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Interrupted => Self::Cancelled,
            error => Self::Failed(error),
        }
    }
}

/// A channel's own word for [`Stop::Disconnected`].
pub fn disconnected(RecvError: RecvError) -> Stop {
    Stop::Disconnected
}

/// Keeps the cause and forgets the echoes: the first failure, otherwise that somebody asked for the
/// end.
pub fn root_cause(ends: impl IntoIterator<Item = Result<(), Stop>>) -> Result<(), Stop> {
    let rank = |stop: &Stop| match stop {
        Stop::Disconnected => 0,
        Stop::Cancelled => 1,
        Stop::Failed(_) => 2,
    };
    let mut worst: Option<Stop> = None;
    for stop in ends.into_iter().filter_map(Result::err) {
        if worst.as_ref().is_none_or(|other| rank(&stop) > rank(other)) {
            worst = Some(stop);
        }
    }
    match worst {
        None | Some(Stop::Disconnected) => Ok(()),
        Some(stop) => Err(stop),
    }
}

/// Waits for a scoped thread.
pub fn join(
    name: &'static str,
    thread: ScopedJoinHandle<'_, Result<(), Stop>>,
) -> Result<(), Stop> {
    thread.join().unwrap_or_else(|panic| crashed(name, &*panic))
}

/// Waits for a thread until `deadline`. One that has not answered by then, because a driver holds
/// it, is left behind: it owns nothing that anybody else needs, and the process takes it along when
/// it ends.
pub fn join_by(
    name: &'static str,
    thread: JoinHandle<Result<(), Stop>>,
    deadline: Instant,
) -> Result<(), Stop> {
    while !thread.is_finished() {
        if Instant::now() >= deadline {
            log::warn!("the {name} thread does not answer; leaving it behind");
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    thread.join().unwrap_or_else(|panic| crashed(name, &*panic))
}

/// The panic's own message has gone to standard error already; the log names the thread.
fn crashed(name: &'static str, panic: &(dyn Any + Send)) -> Result<(), Stop> {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    log::error!("the {name} thread panicked: {}", message.unwrap_or("without a message"));
    Err(Stop::Failed(Error::Crashed(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(text: &str) -> Result<(), Stop> {
        Err(Stop::Failed(Error::Source(text.into())))
    }

    #[test]
    fn the_cause_wins_over_its_echoes() {
        let ends = [Err(Stop::Disconnected), failed("camera 0 is gone"), Err(Stop::Cancelled)];
        match root_cause(ends) {
            Err(Stop::Failed(error)) => assert_eq!(error.to_string(), "camera 0 is gone"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_first_failure_is_told() {
        match root_cause([failed("first"), failed("second")]) {
            Err(Stop::Failed(error)) => assert_eq!(error.to_string(), "first"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn echoes_alone_are_a_good_end() {
        assert!(root_cause([Ok(()), Err(Stop::Disconnected)]).is_ok());
        assert!(matches!(root_cause([Ok(()), Err(Stop::Cancelled)]), Err(Stop::Cancelled)));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a thread that outlives the test is the point")]
    fn a_thread_that_does_not_answer_is_left_behind() {
        let stuck = std::thread::spawn(|| {
            std::thread::sleep(Duration::from_secs(3600));
            Ok(())
        });
        // Waited for, it would keep the test for an hour.
        assert!(join_by("stuck", stuck, Instant::now() + Duration::from_millis(50)).is_ok());
    }
}
