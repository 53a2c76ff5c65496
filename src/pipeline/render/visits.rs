//! What a visit needs of the clock, and how it ends: when a kiosk goes home, at "Forget me", or
//! five minutes after the first picture was kept.

use std::time::Duration;

use chrono::Timelike as _;

use super::Render;
use crate::dashboard::TimeOfDay;
use crate::engine::Order;
use crate::pipeline::Pacing;

/// A visit lasts no longer than this from the first picture that is kept of it.
const VISIT: Duration = Duration::from_secs(300);

impl Render<'_> {
    /// What nobody is there to ask for: in a kiosk, the first view after the last visitor, and what
    /// attracts the next.
    pub(super) fn tend(&mut self) {
        let clock = self.clock();
        if self.host.goes_home(clock) {
            self.session.go_home();
            self.networks.wanted = 0;
            if !self.settings.remember {
                self.forget();
            }
        }
        if !self.settings.remember {
            self.session.forget_older_than(VISIT);
        }
        let lasts = self.session.keeps_for();
        if !self.settings.remember && lasts.is_some_and(|lasts| lasts >= VISIT) {
            self.forget();
        }
        if self.forgets {
            // Where the queue is full it is asked again: nobody is there to do so.
            self.forgets = !self.order(Order::Forget);
        }
        self.host.tend(clock, &self.source, &self.wires.commands);
    }

    /// Forgets the visitor: at once on this thread, and on the other with the next request.
    pub(super) fn forget(&mut self) {
        self.session.forget();
        self.forgets = !self.order(Order::Forget);
    }

    /// Tells the session the time of day, but where a run is to be the same each time.
    pub(super) fn tell_time(&mut self) {
        if self.settings.pacing == Pacing::RealTime {
            let now = chrono::Local::now();
            let (hour, minute) = (now.hour() as u8, now.minute() as u8);
            self.session.tell_time(TimeOfDay { hour, minute });
        }
    }
}
