//! The queue of shown pictures on their way into a recording, made all of one size.

use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};

use super::fit::{Fit, Shape};
use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Size;

/// A picture of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// 0RGB words, `size.area()` of them.
    pub pixels: Vec<u32>,
    /// The screen's size then.
    pub size: Size,
    /// Since the first one.
    pub at: Duration,
}

/// From main to the recorder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A picture was shown.
    Shown(Shown),
    /// The recording ends, so long after its first picture.
    End(Duration),
}

/// What is recorded.
#[derive(Debug)]
pub struct Pictures {
    moments: Receiver<Moment>,
    /// Buffers on their way back.
    spares: Sender<Vec<u32>>,
    first: Option<Shown>,
    shown: u64,
    end: Duration,
}

impl Pictures {
    /// Out of `moments`; their buffers go into `spares`.
    pub fn new(moments: Receiver<Moment>, spares: Sender<Vec<u32>>) -> Self {
        Self { moments, spares, first: None, shown: 0, end: Duration::ZERO }
    }

    /// Waits for the first picture. Its size decides that of the file. None where it ended before.
    pub(super) fn fit(&mut self, shape: Shape) -> Option<Fit> {
        self.first = self.take();
        self.first.as_ref().map(|first| Fit::new(first.size, shape))
    }

    /// The next picture, of the file's size, and when it was shown; none at the end.
    ///
    /// # Errors
    /// Where it cannot be resized.
    pub(super) fn next(&mut self, fit: &mut Fit, into: &mut Picture) -> Result<Option<Duration>> {
        let Some(Shown { pixels, size, at }) = self.first.take().or_else(|| self.take()) else {
            return Ok(None);
        };
        self.shown += 1;
        fit.run(&pixels, size, into)?;
        // It is only dropped where there are enough.
        self.spares.try_send(pixels).ok();
        Ok(Some(at))
    }

    fn take(&mut self) -> Option<Shown> {
        match self.moments.recv() {
            Ok(Moment::Shown(shown)) => {
                self.end = self.end.max(shown.at);
                Some(shown)
            }
            Ok(Moment::End(end)) => {
                self.end = self.end.max(end);
                None
            }
            Err(_) => None,
        }
    }

    /// How many there were so far.
    pub(super) fn shown(&self) -> u64 {
        self.shown
    }

    /// When it ended, or the newest picture's time.
    pub(super) fn end(&self) -> Duration {
        self.end
    }
}
