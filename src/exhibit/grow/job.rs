//! The job that lets a network grow, on the thread `lesson`, and what stays of it between jobs.

use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::Wanted;
use super::grown::Grown;
use super::training::Training;
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::lesson::{Lesson, Ticket};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::interrupt::Interrupt;
use crate::network::Network;

/// So long a step waits for the thread while that lays digits out.
const PATIENCE: Duration = Duration::from_millis(5);
/// So long until it begins: it may be with others.
const PATIENCE_TO_BEGIN: Duration = Duration::from_millis(60);
/// And so long for a few steps of learning, which take less than a pass on a machine that is not
/// overloaded: so each step of a job brings the next of the network, however the threads run.
const PATIENCE_TO_LEARN: Duration = Duration::from_millis(300);
/// The thread looks so often whether somebody still wants something.
const LOOK: Duration = Duration::from_millis(20);
/// So often it finds nobody before it ends: a job that follows another takes the thread over.
const PATIENT_LOOKS: u32 = 5;

/// The network that grows: it outlives the jobs that ask for it, each of which wants a little more.
#[derive(Debug, Default)]
pub struct Growth {
    shared: Arc<Shared>,
    /// The lesson that is under way, and how it is spoken with.
    worker: std::cell::RefCell<Option<Worker>>,
}

/// What the thread and the jobs know.
#[derive(Debug, Default)]
struct Shared {
    training: Mutex<Option<Training>>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// How many jobs want something.
    jobs: u32,
    /// True from when the lesson is handed over until it ends.
    runs: bool,
    /// True once the thread has begun with it.
    serves: bool,
}

#[derive(Debug)]
struct Worker {
    ticket: Ticket<()>,
    orders: Sender<Wanted>,
    results: Receiver<Result<Grown>>,
    /// True while the thread has an order whose result was not taken yet.
    pending: bool,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Growth {
    /// Lets go of what has grown: it begins with noise again.
    pub fn forget(&self) {
        *locked(&self.shared.training) = None;
    }

    /// One job more wants something; the lesson begins where it does not run.
    fn enter(&self, lesson: &mut Lesson) -> Result<()> {
        let mut state = locked(&self.shared.state);
        if !state.runs {
            let (orders, receiver) = bounded(1);
            let (sender, results) = bounded(1);
            let shared = Arc::clone(&self.shared);
            let run = move |interrupt: &Interrupt| serve(&shared, &receiver, &sender, interrupt);
            let busy = || Error::Network("other work comes first: one moment".into());
            let ticket = lesson.teach(run)?.ok_or_else(busy)?;
            *self.worker.borrow_mut() = Some(Worker { ticket, orders, results, pending: false });
            (state.runs, state.serves) = (true, false);
        }
        state.jobs += 1;
        Ok(())
    }

    fn leave(&self) {
        let mut state = locked(&self.shared.state);
        state.jobs = state.jobs.saturating_sub(1);
    }

    /// Hands over what is wanted, where nothing is under way, and takes what has come of it.
    fn ask(&self, wanted: &Wanted) -> Result<Option<Grown>> {
        let mut worker = self.worker.borrow_mut();
        let ended = || Error::Network("growing has ended".into());
        let worker = worker.as_mut().ok_or_else(ended)?;
        if !worker.pending {
            worker.pending = worker.orders.try_send(*wanted).is_ok();
        }
        let serves = locked(&self.shared.state).serves;
        let patience = match (wanted.mapped, serves) {
            (true, _) => PATIENCE,
            (false, false) => PATIENCE_TO_BEGIN,
            (false, true) => PATIENCE_TO_LEARN,
        };
        match worker.results.recv_timeout(patience) {
            Ok(result) => {
                worker.pending = false;
                result.map(Some)
            }
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                // Only what has crashed ends while a job wants something.
                locked(&self.shared.state).runs = false;
                worker.ticket.take().unwrap_or_else(|| Err(ended())).map(|()| None)
            }
        }
    }
}

/// The lesson: does what is ordered until nobody wants anything any more.
fn serve(
    shared: &Shared,
    orders: &Receiver<Wanted>,
    results: &Sender<Result<Grown>>,
    interrupt: &Interrupt,
) -> Result<()> {
    // The other cores are for the frames.
    tch::set_num_threads(1);
    locked(&shared.state).serves = true;
    let mut looks = 0;
    loop {
        interrupt.check()?;
        match orders.recv_timeout(LOOK) {
            Ok(wanted) => {
                looks = 0;
                let mut training = locked(&shared.training);
                let result = go_on(&mut training, &wanted, interrupt);
                drop(training);
                // Nobody else sends, and it was taken before the next order.
                results.try_send(result).ok();
            }
            Err(RecvTimeoutError::Timeout) => {
                let mut state = locked(&shared.state);
                looks = if state.jobs == 0 { looks + 1 } else { 0 };
                if looks >= PATIENT_LOOKS {
                    state.runs = false;
                    return Ok(());
                }
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

fn go_on(training: &mut Option<Training>, wanted: &Wanted, interrupt: &Interrupt) -> Result<Grown> {
    let mut grown = match training.take() {
        Some(known) => known,
        None => Training::new(wanted)?,
    };
    let result = grown.go_on(wanted, std::slice::from_ref(interrupt));
    *training = Some(grown);
    result
}

/// Asks for what is wanted, a little at each step.
#[derive(Debug)]
pub struct GrowJob {
    growth: Rc<Growth>,
    wanted: Wanted,
    grown: Option<Arc<Grown>>,
}

impl GrowJob {
    /// Begins to ask.
    ///
    /// # Errors
    /// [`Error::Network`] where the thread is busy or cannot be started.
    pub fn new(wanted: Wanted, growth: &Rc<Growth>, lesson: &mut Lesson) -> Result<Self> {
        growth.enter(lesson)?;
        Ok(Self { growth: Rc::clone(growth), wanted, grown: None })
    }
}

impl Drop for GrowJob {
    fn drop(&mut self) {
        self.growth.leave();
    }
}

impl Work for GrowJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        if let Some(grown) = self.growth.ask(&self.wanted)? {
            // What comes first may be what the job before wanted.
            self.grown = Some(Arc::new(grown));
        }
        let known = self.grown.as_ref().filter(|grown| grown.wanted == self.wanted);
        let over = known.is_some_and(|grown| grown.is_over());
        Ok(Progress { done: usize::from(over), all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Grown(self.grown.as_ref().map(Arc::clone))
    }
}

#[cfg(test)]
mod tests;
