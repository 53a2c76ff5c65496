//! The main thread's loop without a window: asks for a frame, waits, draws it, asks for the next.

use std::collections::VecDeque;
use std::thread;
use std::time::Instant;

use crossbeam_channel::{RecvTimeoutError, SendTimeoutError};

use super::{LOOK, ROOM, Render};
use crate::dashboard::{Effect, Gaze};
use crate::pipeline::LEAD;
use crate::pipeline::message::{Request, SourceCommand, Update};
use crate::pipeline::outcome::Stop;

/// Of so many frames …
const SEGMENT: u64 = 30;
/// … the first few are run one by one, each after a bare forward pass.
const BARE: u64 = 3;

impl Render<'_> {
    /// Without a window: one request, one frame, one picture after the other. A few are under way
    /// at once, each with the gaze it was asked for with, so that every run shows the same.
    pub(super) fn run_in_turn(&mut self) -> Result<(), Stop> {
        // Scripted keys wait until there is something to press them on.
        while self.networks.engaged.is_none() {
            self.check_stop()?;
            self.wires.watchdog.look(Instant::now());
            match self.wires.loaded.recv_timeout(LOOK) {
                Ok(loaded) => self.hear(loaded),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Stop::Disconnected),
            }
        }
        let mut gazes = VecDeque::new();
        self.ask_ahead(&mut gazes, true)?;
        while let Some((number, gaze)) = gazes.pop_front() {
            let update = self.next_update()?;
            self.read_mail();
            // Frames that were not under way together say nothing about the pace.
            self.accept(update, self.settings.bare_forward && number % SEGMENT <= BARE);
            self.ask_ahead(&mut gazes, false)?;
            let gaze = if gazes.is_empty() { self.look_once_more(gaze)? } else { gaze };
            while !self.recorder.has_room() {
                self.check_stop()?;
                thread::sleep(ROOM);
            }
            self.draw(&gaze)?;
            self.ask_ahead(&mut gazes, true)?;
        }
        self.offer();
        Ok(())
    }

    /// Before the last picture: what the last frame itself made worth showing, such as where the
    /// spotlight goes, is read off it as well.
    fn look_once_more(&mut self, gaze: Gaze) -> Result<Gaze, Stop> {
        if self.settings.frames.is_none_or(|all| self.request.number < all) {
            return Ok(gaze);
        }
        let request = Request { frozen: true, ..self.settle() };
        if request.inquiry == self.request.inquiry {
            return Ok(gaze);
        }
        self.wires.requests.put_in_turn(request.clone())?;
        self.request = request;
        let update = self.next_update()?;
        self.accept(update, true);
        Ok(self.session.gaze().clone())
    }

    /// Asks for further frames, as many as may be under way. While a bare forward pass runs,
    /// nothing else does; and whoever points at something must have seen it before.
    fn ask_ahead(&mut self, gazes: &mut VecDeque<(u64, Gaze)>, idle: bool) -> Result<(), Stop> {
        while gazes.len() < LEAD && self.settings.frames.is_none_or(|all| self.request.number < all)
        {
            let number = self.request.number;
            let bare = self.settings.bare_forward && number >= SEGMENT && number % SEGMENT < BARE;
            let points = self.screen.wants_targets();
            let alone = bare || points;
            if alone && !(idle && gazes.is_empty()) {
                break;
            }
            if points {
                self.offer();
            }
            for event in self.screen.poll() {
                if self.take(event) == Some(Effect::Quit) {
                    self.settings.frames = Some(number);
                    return Ok(());
                }
            }
            let request = Request { bare_forward: bare, ..self.settle() };
            self.wires.requests.put_in_turn(request.clone())?;
            if !request.frozen {
                self.order_frame()?;
            }
            self.request = request;
            gazes.push_back((number, self.session.gaze().clone()));
            if alone {
                break;
            }
        }
        Ok(())
    }

    fn order_frame(&self) -> Result<(), Stop> {
        let mut order = SourceCommand::Deliver;
        loop {
            match self.wires.commands.send_timeout(order, LOOK) {
                Ok(()) => return Ok(()),
                Err(SendTimeoutError::Disconnected(_)) => return Err(Stop::Disconnected),
                Err(SendTimeoutError::Timeout(again)) => order = again,
            }
            self.check_stop()?;
        }
    }

    fn next_update(&mut self) -> Result<Update, Stop> {
        loop {
            if let Some(update) = self.wires.updates.try_take() {
                return Ok(update);
            }
            self.check_stop()?;
            // Only counted and logged: a picture must not depend on how fast the machine is.
            self.wires.watchdog.look(Instant::now());
            if self.wires.updates.bell().recv_timeout(LOOK) == Err(RecvTimeoutError::Disconnected) {
                return self.wires.updates.try_take().ok_or(Stop::Disconnected);
            }
        }
    }
}
