//! A mailbox with room for one value, the newest: what was not read gives way.
//!
//! crossbeam's `bounded(1)` keeps the *old* value when it is full, so that the screen would lag by
//! a whole pass of the network. Here the writer replaces what nobody has read yet. The `()` channel
//! beside the slot is the bell: it can stand in `select!` beside other channels, and it tells each
//! side when the other is gone.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crossbeam_channel::{Receiver, RecvError, Sender, TrySendError, bounded};

/// The reader is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed;

/// The writing end. There is one.
#[derive(Debug)]
pub struct Post<T> {
    slot: Arc<Mutex<Option<T>>>,
    ring: Sender<()>,
    emptied: Receiver<()>,
}

/// The reading end. There is one.
#[derive(Debug)]
pub struct Inbox<T> {
    slot: Arc<Mutex<Option<T>>>,
    bell: Receiver<()>,
    empty: Sender<()>,
}

/// An empty mailbox.
pub fn mailbox<T>() -> (Post<T>, Inbox<T>) {
    let slot = Arc::new(Mutex::new(None));
    let (ring, bell) = bounded(1);
    let (empty, emptied) = bounded(1);
    (Post { slot: Arc::clone(&slot), ring, emptied }, Inbox { slot, bell, empty })
}

impl<T> Post<T> {
    /// Leaves `value` for the reader and hands back the unread one it replaced. Never waits.
    ///
    /// # Errors
    /// [`Closed`] where nobody will read it.
    pub fn put(&self, value: T) -> Result<Option<T>, Closed> {
        let stale = lock(&self.slot).replace(value);
        match self.ring.try_send(()) {
            // A bell that is still ringing will lead the reader to this value.
            Ok(()) | Err(TrySendError::Full(())) => Ok(stale),
            Err(TrySendError::Disconnected(())) => Err(Closed),
        }
    }

    /// Waits until the value before was read, so that none is lost.
    ///
    /// # Errors
    /// [`Closed`] where nobody will read it.
    pub fn put_in_turn(&self, value: T) -> Result<(), Closed> {
        while lock(&self.slot).is_some() {
            // A left-over signal of an earlier reading only costs another look.
            self.emptied.recv().map_err(|RecvError| Closed)?;
        }
        self.put(value).map(|_| ())
    }
}

impl<T> Inbox<T> {
    /// Waits for the next value.
    ///
    /// # Errors
    /// [`RecvError`] where the writer is gone and everything was read.
    pub fn take(&self) -> Result<T, RecvError> {
        loop {
            // The slot first: its ring may have been heard already.
            if let Some(value) = self.try_take() {
                return Ok(value);
            }
            self.bell.recv()?;
        }
    }

    /// The newest value, if there is one that was not read yet. Never waits.
    pub fn try_take(&self) -> Option<T> {
        let value = lock(&self.slot).take();
        if value.is_some() {
            // Full: the writer has not looked at the signal before; one is enough.
            self.empty.try_send(()).ok();
        }
        value
    }

    /// Rings when there is something to take, and is disconnected once the writer is gone and
    /// everything was read. A ring may turn out to be for a value that was taken already.
    pub fn bell(&self) -> &Receiver<()> {
        &self.bell
    }
}

/// A thread that panicked while it held the lock fails the whole run anyway; the value itself is
/// whole.
fn lock<T>(slot: &Mutex<Option<T>>) -> MutexGuard<'_, Option<T>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn the_newest_replaces_what_was_not_read() {
        let (post, inbox) = mailbox();
        assert_eq!(post.put(1), Ok(None));
        assert_eq!(post.put(2), Ok(Some(1)));
        assert_eq!(inbox.try_take(), Some(2));
        assert_eq!(inbox.try_take(), None);
    }

    #[test]
    fn reads_increase_and_end_with_the_last() {
        let (post, inbox) = mailbox();
        let last = 100_000;
        thread::scope(|scope| {
            scope.spawn(move || (0..=last).for_each(|n| assert!(post.put(n).is_ok())));
            let mut before = -1;
            while let Ok(value) = inbox.take() {
                assert!(value > before, "{value} came after {before}");
                before = value;
            }
            assert_eq!(before, last);
        });
    }

    #[test]
    fn in_turn_nothing_is_lost() {
        let (post, inbox) = mailbox();
        thread::scope(|scope| {
            scope.spawn(move || (0..1000).for_each(|n| assert!(post.put_in_turn(n).is_ok())));
            let read: Vec<i32> = std::iter::from_fn(|| inbox.take().ok()).collect();
            assert_eq!(read, (0..1000).collect::<Vec<_>>());
        });
    }

    #[test]
    fn each_side_learns_that_the_other_is_gone() {
        let (post, inbox) = mailbox();
        drop(inbox);
        assert_eq!(post.put(1), Err(Closed));
        assert_eq!(post.put_in_turn(2), Err(Closed));

        let (post, inbox) = mailbox();
        post.put(1).unwrap();
        drop(post);
        assert_eq!(inbox.take(), Ok(1), "what was written before the end is still read");
        assert_eq!(inbox.take(), Err(RecvError));
    }
}
