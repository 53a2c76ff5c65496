//! The slot through which a camera's reading thread hands its newest picture to the capture thread.
//!
//! Both also tell each other there what they want and how it ended.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use deepvis_camera::{Agreed, CameraOrder};

use crate::error::Error;
use crate::frame::Picture;

use super::Interrupt;
use super::wishes::CameraState;

/// How often a wait looks whether it should give up.
const LOOK: Duration = Duration::from_millis(50);

/// What the two threads share.
#[derive(Default)]
pub(super) struct Slot {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
pub(super) struct State {
    /// What was agreed on with the camera; set once it is open.
    pub(super) agreed: Option<Agreed>,
    /// The newest picture that nobody has taken, and when its bytes came.
    pub(super) newest: Option<(Picture, Instant)>,
    /// A buffer for the next one.
    pub(super) spare: Picture,
    /// Pictures that could not be decoded so far, and what was wrong with the last.
    pub(super) damaged: u64,
    pub(super) problem: String,
    /// How many of them came since the last whole one.
    pub(super) in_a_row: u64,
    /// True while the reading thread is busy with a picture that has come.
    pub(super) decoding: bool,
    /// Why reading ended.
    pub(super) ended: Option<Ending>,
    /// What the capture thread wants of the reading thread.
    pub(super) order: Order,
    /// What a presenter wants of the camera, the oldest first.
    pub(super) orders: Vec<CameraOrder>,
    /// How the camera is set, while it is open.
    pub(super) stands: Option<CameraState>,
    /// True while it is being set, and must not be interrupted.
    pub(super) setting: bool,
    /// What came of that, for the viewer.
    pub(super) remarks: Vec<String>,
}

/// Orders that may wait; a camera that hangs obeys none.
const MOST_ORDERS: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    #[default]
    Read,
    /// Stop the stream and start it again.
    Restart,
    /// No more.
    Stop,
}

pub(super) enum Ending {
    /// The camera could not be opened.
    Refused(Error),
    /// Reading failed, for this reason; a restart may help.
    Failed(String),
    /// The camera is not there any more.
    Gone,
}

impl State {
    /// One more order of a presenter. Where too many wait already, it is forgotten.
    pub(super) fn ask(&mut self, order: CameraOrder) {
        if self.orders.len() < MOST_ORDERS {
            self.orders.push(order);
        }
    }

    /// What to do now. A restart is done once; an end is for good.
    pub(super) fn take_order(&mut self) -> Order {
        let order = self.order;
        if order == Order::Restart {
            self.order = Order::Read;
        }
        order
    }
}

impl Slot {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and tells whoever waits.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.state());
        self.changed.notify_all();
        result
    }

    /// The reading thread cannot go on: says why, unless it was called away, and waits for an
    /// order.
    pub(super) fn rest(&self, ending: Ending) {
        let mut state = self.state();
        if state.order == Order::Read {
            state.ended = Some(ending);
            self.changed.notify_all();
        }
        while state.order == Order::Read {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits until `ready` gives something or nothing has come for `limit`; `None` then, and when
    /// interrupted.
    pub(super) fn wait<T>(
        &self,
        limit: Duration,
        interrupt: &Interrupt,
        mut ready: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let mut silence = Duration::ZERO;
        let mut state = self.state();
        loop {
            if let Some(value) = ready(&mut state) {
                return Some(value);
            }
            let left = limit.saturating_sub(silence);
            if left.is_zero() || interrupt.is_raised() {
                return None;
            }
            let decoding = state.decoding;
            let begun = Instant::now();
            let woken = self.changed.wait_timeout(state, left.min(LOOK));
            silence += silent(begun.elapsed(), decoding);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// How much of a look's time the camera is to blame for: none where it has delivered, and never
/// more than a look is meant to take. Where the program itself was held up (stopped, or on an
/// overloaded computer), the driver may well have pictures, and the reading thread gets as many
/// looks to hand one over as ever.
fn silent(look: Duration, decoding: bool) -> Duration {
    if decoding { Duration::ZERO } else { look.min(LOOK) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_was_held_up_does_not_blame_the_camera() {
        assert_eq!(silent(Duration::from_secs(60), false), LOOK);
        assert_eq!(silent(LOOK / 2, false), LOOK / 2);
    }

    #[test]
    fn a_camera_is_not_silent_while_its_picture_is_decoded() {
        let slot = Slot::default();
        slot.change(|state| state.decoding = true);
        let limit = Duration::from_millis(1);
        let mut looks = 0;
        let decoded = slot.wait(limit, &Interrupt::default(), |_| {
            looks += 1;
            (looks == 4).then_some("a picture")
        });
        assert_eq!(decoded, Some("a picture"));
    }

    #[test]
    fn a_silent_camera_is_given_up_and_an_interrupted_wait_too() {
        let slot = Slot::default();
        let nothing = |_: &mut State| None::<()>;
        assert_eq!(slot.wait(Duration::from_millis(1), &Interrupt::default(), nothing), None);
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert_eq!(slot.wait(Duration::MAX, &interrupt, nothing), None);
    }

    #[test]
    fn a_camera_that_hangs_is_not_given_orders_without_end() {
        let mut state = State::default();
        for _ in 0..9 {
            state.ask(CameraOrder::Zoom);
        }
        assert_eq!(state.orders, [CameraOrder::Zoom; MOST_ORDERS]);
    }

    #[test]
    fn a_restart_is_ordered_once_and_an_end_for_good() {
        let mut state = State { order: Order::Restart, ..State::default() };
        assert_eq!([state.take_order(), state.take_order()], [Order::Restart, Order::Read]);
        state.order = Order::Stop;
        assert_eq!([state.take_order(), state.take_order()], [Order::Stop, Order::Stop]);
    }
}
