//! The thread `lesson`, for a job's work without the network, such as a map of many points.
//!
//! The inference thread stays with the frames.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, bounded};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// How long the end waits for a lesson that is under way.
const GRACE: Duration = Duration::from_secs(1);

/// Hands lessons to the thread, which begins with the first one: a pool of one thread, so that what
/// a lesson does in parallel stays on it as well. One lesson is under way, and one may wait. A
/// clone hands them to the same thread, for jobs that have one lesson after the other.
#[derive(Debug, Clone, Default)]
pub struct Lesson(Rc<RefCell<Thread>>);

/// The thread, on the inference thread.
#[derive(Debug)]
struct Thread {
    pool: Option<ThreadPool>,
    /// Two places: of the lesson under way, and of the one that waits.
    places: (Sender<()>, Receiver<()>),
    interrupt: Interrupt,
}

/// A lesson that was handed over: what comes of it.
#[derive(Debug)]
pub struct Ticket<T>(Receiver<Result<T>>);

impl Default for Thread {
    fn default() -> Self {
        Self { pool: None, places: bounded(2), interrupt: Interrupt::default() }
    }
}

impl Lesson {
    /// Hands a lesson over; none where one waits already. It must look at its [`Interrupt`] several
    /// times a second: the end of the run waits a second for it, no longer.
    ///
    /// # Errors
    /// [`Error::Network`] where the thread cannot be started.
    pub fn teach<T: Send + 'static>(
        &mut self,
        lesson: impl FnOnce(&Interrupt) -> Result<T> + Send + 'static,
    ) -> Result<Option<Ticket<T>>> {
        let mut thread = self.0.borrow_mut();
        if thread.places.0.try_send(()).is_err() {
            return Ok(None);
        }
        if thread.pool.is_none() {
            let builder = ThreadPoolBuilder::new().num_threads(1).thread_name(|_| "lesson".into());
            let failed =
                |error| Error::Network(format!("cannot start the thread for lessons: {error}"));
            thread.pool = Some(builder.build().map_err(failed)?);
        }
        let (result, ticket) = bounded(1);
        let (place, interrupt) = (thread.places.1.clone(), thread.interrupt.clone());
        let run = move || {
            let lesson = AssertUnwindSafe(|| interrupt.check().and_then(|()| lesson(&interrupt)));
            let crashed = || Error::Network("a lesson crashed".into());
            let outcome = catch_unwind(lesson).unwrap_or_else(|_| Err(crashed()));
            // Nobody may wait for it any more.
            result.try_send(outcome).ok();
            place.try_recv().ok();
        };
        if let Some(pool) = &thread.pool {
            pool.spawn(run);
        }
        Ok(Some(Ticket(ticket)))
    }
}

impl Drop for Thread {
    /// Ends within a second; a lesson that does not is left behind.
    fn drop(&mut self) {
        self.interrupt.raise();
        let deadline = Instant::now() + GRACE;
        while !self.places.1.is_empty() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl<T> Ticket<T> {
    /// As [`Self::take`], but it waits so long for what is under way.
    pub fn wait(&self, patience: Duration) -> Option<Result<T>> {
        match self.0.recv_timeout(patience) {
            Ok(outcome) => Some(outcome),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => self.take(),
        }
    }

    /// What came of the lesson; none while it is under way. It is handed out once.
    pub fn take(&self) -> Option<Result<T>> {
        match self.0.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                Some(Err(Error::Network("what came of the lesson was taken already".into())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What nothing that works takes.
    const LATEST: Duration = Duration::from_secs(60);

    fn wait<T>(ticket: &Ticket<T>) -> Result<T> {
        let deadline = Instant::now() + LATEST;
        loop {
            if let Some(outcome) = ticket.take() {
                return outcome;
            }
            assert!(Instant::now() < deadline, "it never came");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// A test job: runs until its end is asked for.
    fn endless(interrupt: &Interrupt) -> Result<u32> {
        while !interrupt.is_raised() {
            std::thread::sleep(Duration::from_millis(1));
        }
        Err(Error::Interrupted)
    }

    #[test]
    fn a_lesson_runs_on_the_thread_of_its_name_and_so_does_what_it_does_in_parallel() {
        let mut lessons = Lesson::default();
        let names = lessons.teach(|_| {
            let name = || std::thread::current().name().unwrap_or_default().to_owned();
            Ok(rayon::join(name, name))
        });
        let names = wait(&names.unwrap().unwrap()).unwrap();
        assert_eq!(names, ("lesson".to_owned(), "lesson".to_owned()));
    }

    #[test]
    fn one_lesson_may_wait_and_no_more_and_the_end_waits_for_none_of_them() {
        let mut lessons = Lesson::default();
        let first = lessons.teach(endless).unwrap().unwrap();
        let second = lessons.teach(endless).unwrap().unwrap();
        assert!(lessons.teach(endless).unwrap().is_none(), "there is no third place");
        let begun = Instant::now();
        drop(lessons);
        assert!(begun.elapsed() < LATEST);
        for ticket in [first, second] {
            assert!(matches!(wait(&ticket), Err(Error::Interrupted)));
        }
    }

    #[test]
    fn a_lesson_that_crashes_is_an_error_and_the_next_one_runs() {
        let mut lessons = Lesson::default();
        let crash = lessons.teach(|_| -> Result<u32> { panic!("a test's") }).unwrap().unwrap();
        assert!(wait(&crash).is_err());
        let next = lessons.teach(|_| Ok(7)).unwrap().unwrap();
        assert_eq!(wait(&next).unwrap(), 7);
        assert!(next.take().unwrap().is_err(), "it is handed out once");
    }
}
