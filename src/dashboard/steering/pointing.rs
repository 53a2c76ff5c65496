//! The pointer in the steering: where it is, what it is on, and for how long that is named.

use std::time::Duration;

use super::Steering;
use crate::geometry::Point;
use crate::view::target::Hover;

/// How long the name of what the pointer is on stays after the pointer came to rest.
const LINGER: Duration = Duration::from_secs(4);

impl Steering {
    /// Where the pointer is, while what it is on is to be named.
    pub fn pointer(&mut self, clock: Duration) -> Option<Point> {
        if std::mem::take(&mut self.moved) {
            self.named_until = clock + LINGER;
        }
        self.pointer.filter(|_| clock < self.named_until)
    }

    /// Takes in what the pointer is on.
    pub fn hover(&mut self, hover: Option<Hover>) {
        self.gaze.hover = hover;
    }
}
