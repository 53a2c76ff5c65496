//! The main thread's loop with a window: in real time, on a fixed grid of ticks.

use std::time::{Duration, Instant};

use crossbeam_channel::RecvTimeoutError;

use super::Render;
use crate::dashboard::Effect;
use crate::pipeline::message::Request;
use crate::pipeline::outcome::Stop;
use crate::view::target::What;

/// The grid on which a window is looked after.
const TICK: Duration = Duration::from_micros(16_667);

/// While a finger rubs out a picture, what it does is taken up so often, though it is drawn on the
/// grid: its answer is on the way sooner.
const FINGER: Duration = Duration::from_millis(4);

impl Render<'_> {
    /// With a window: look after it on a fixed grid, and at once when a snapshot comes.
    pub(super) fn run_live(&mut self) -> Result<(), Stop> {
        let (mut tick, mut draws) = (Instant::now(), true);
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
                draws = true;
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
            if room && draws {
                let gaze = self.session.gaze().clone();
                self.draw(&gaze)?;
            }
            if self.settings.frames.is_some_and(|all| self.figures.frames >= all) {
                return Ok(());
            }
            tick = next_on_grid(tick, Instant::now());
            draws = self.wait(tick)?;
        }
    }

    /// Until the tick, or until a snapshot comes: then it is time to draw. False where only a
    /// finger is to be looked after.
    fn wait(&mut self, tick: Instant) -> Result<bool, Stop> {
        let rubs = matches!(self.session.gaze().pressed, Some(What::Rubber(_)));
        let finger = (Instant::now() + FINGER).min(tick);
        loop {
            let sample = self.screen.sample().map(|after| Instant::now() + after);
            let until = sample.map_or(tick, |sample| sample.min(tick));
            let until = if rubs { finger } else { until };
            match self.wires.updates.bell().recv_deadline(until) {
                Err(RecvTimeoutError::Timeout) if rubs && until < tick => return Ok(false),
                Err(RecvTimeoutError::Timeout) if until < tick => {}
                Ok(()) | Err(RecvTimeoutError::Timeout) => return Ok(true),
                Err(RecvTimeoutError::Disconnected) => return Err(Stop::Disconnected),
            }
        }
    }
}

/// The first point after `now` on the grid that `tick` lies on, which is no more than one point
/// after it.
fn next_on_grid(tick: Instant, now: Instant) -> Instant {
    if now < tick {
        return tick;
    }
    let passed = now.saturating_duration_since(tick).as_micros() / TICK.as_micros();
    tick + TICK * (passed as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_tick_is_the_first_that_is_still_to_come() {
        let tick = Instant::now();
        assert_eq!(next_on_grid(tick + TICK, tick + TICK / 2), tick + TICK, "woken before it");
        assert_eq!(next_on_grid(tick, tick), tick + TICK);
        assert_eq!(next_on_grid(tick, tick + TICK / 2), tick + TICK);
        assert_eq!(next_on_grid(tick, tick + TICK * 5 / 2), tick + TICK * 3);
    }
}
