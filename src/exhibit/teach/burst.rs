//! A press of the button: which of the pictures that come while it is held are kept.

use std::collections::VecDeque;
use std::time::Duration;

use super::samples::View;
use crate::exhibit::tsne::dot;

/// The last frames of a press are left out: the hand that held the thing is on its way to the
/// button.
pub const LEFT_OUT: usize = 3;

/// A picture that is more alike than this to the one before teaches nothing new ...
const ALIKE: f32 = 0.999;
/// ... and is kept only where that one is older than this: who holds something still sees that it
/// counts.
const PAUSE: Duration = Duration::from_millis(300);

/// One press.
#[derive(Debug)]
pub(super) struct Burst {
    class: u8,
    number: u32,
    /// When the first picture of it that is kept was seen.
    began: Option<Duration>,
    admitted: usize,
    /// The last frames: none for one that is not to be kept.
    waiting: VecDeque<Option<View>>,
    /// The code and the time of the last one that was to be kept.
    last: Option<(Vec<f32>, Duration)>,
}

impl Burst {
    pub(super) fn new(class: u8, number: u32) -> Self {
        Self { class, number, began: None, admitted: 0, waiting: VecDeque::new(), last: None }
    }

    /// Of which thing.
    pub(super) fn class(&self) -> u8 {
        self.class
    }

    /// Its number, from 1; no other press has it.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// How many pictures of it were kept so far.
    pub(super) fn admitted(&self) -> usize {
        self.admitted
    }

    /// One more is kept; says when the first was seen.
    pub(super) fn admit(&mut self, time: Duration) -> Duration {
        self.admitted += 1;
        *self.began.get_or_insert(time)
    }

    /// True where a picture with this code is worth keeping beside the one before.
    pub(super) fn is_news(&self, code: &[f32], time: Duration) -> bool {
        let Some((last, then)) = &self.last else { return true };
        let alike = || {
            let lengths = dot(code, code).sqrt() * dot(last, last).sqrt();
            lengths == 0.0 || dot(code, last) > ALIKE * lengths
        };
        code != last && (time.saturating_sub(*then) >= PAUSE || !alike())
    }

    /// Takes a frame, or only notes that one came which is not to be kept. Hands out the one that
    /// is no longer among the last.
    pub(super) fn take(&mut self, view: Option<View>) -> Option<View> {
        if let Some(view) = &view {
            self.last = Some((view.code.clone(), view.time));
        }
        self.waiting.push_back(view);
        if self.waiting.len() <= LEFT_OUT {
            return None;
        }
        self.waiting.pop_front().flatten()
    }
}
