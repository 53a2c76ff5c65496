//! The main thread's loop with a window: in real time, on a fixed grid of ticks.

use std::time::{Duration, Instant};

use crossbeam_channel::RecvTimeoutError;

use super::Render;
use crate::dashboard::Effect;
use crate::pipeline::message::Request;
use crate::pipeline::outcome::Stop;

/// The grid on which a window is looked after.
const TICK: Duration = Duration::from_micros(16_667);

impl Render<'_> {
    /// With a window: look after it on a fixed grid, and at once when a snapshot comes.
    pub(super) fn run_live(&mut self) -> Result<(), Stop> {
        let mut tick = Instant::now();
        if self.settings.kiosk.is_some()
            && let Err(error) = self.screen.stay_full_screen()
        {
            self.wires.notices_in.tell(error.to_string());
        }
        loop {
            self.check_stop()?;
            if self.screen.wants_targets() {
                self.offer();
            }
            for event in self.screen.poll() {
                self.figures.erasures.take(event, self.screen.happened());
                if self.take(event) == Some(Effect::Quit) {
                    return Ok(());
                }
            }
            if self.host.held(self.clock()) == Some(1.0) {
                return Ok(());
            }
            self.tend();
            self.read_mail();
            self.bar.stall = self.wires.watchdog.look(Instant::now());
            // A full recording: nothing new is shown, but keys are taken.
            let room = self.recorder.has_room();
            if room && let Some(update) = self.wires.updates.try_take() {
                self.accept(update, false);
            }
            let request = self.settle();
            self.figures.erasures.ask(request.inquiry.plan.erased.as_ref());
            let asks = |request: &Request| (request.network, request.frozen);
            let anew =
                asks(&request) != asks(&self.request) || request.inquiry != self.request.inquiry;
            if std::mem::take(&mut self.ordered) || anew {
                self.wires.requests.put(request.clone())?;
                self.request = request;
            }
            if room {
                let gaze = self.session.gaze().clone();
                self.draw(&gaze)?;
            }
            if self.settings.frames.is_some_and(|all| self.figures.frames >= all) {
                return Ok(());
            }
            tick = next_on_grid(tick, Instant::now());
            self.wait(tick)?;
        }
    }

    /// Until the tick, or until a snapshot comes.
    fn wait(&mut self, tick: Instant) -> Result<(), Stop> {
        loop {
            let sample = self.screen.sample().map(|after| Instant::now() + after);
            let until = sample.map_or(tick, |sample| sample.min(tick));
            match self.wires.updates.bell().recv_deadline(until) {
                Err(RecvTimeoutError::Timeout) if until < tick => {}
                Ok(()) | Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Err(Stop::Disconnected),
            }
        }
    }
}

/// The first point after `now` on the grid that `tick` lies on.
fn next_on_grid(tick: Instant, now: Instant) -> Instant {
    let passed = now.saturating_duration_since(tick).as_micros() / TICK.as_micros();
    tick + TICK * (passed as u32 + 1)
}
