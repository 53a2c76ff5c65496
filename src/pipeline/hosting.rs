//! The host: what becomes of events in a kiosk, and what is shown while nobody is there.

use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::Sender;

use super::message::{SourceCommand, SourceStatus};
use crate::control::door::Door;
use crate::control::keyboard::Keyboard;
use crate::control::kiosk::{Kiosk, Patience, Ruling};
use crate::dashboard::Effect;
use crate::dynamics::stillness::Stillness;
use crate::frame::Frame;
use crate::screen::Event;

/// Nobody has moved for so long: the screen says what to hold up.
const QUIET: Duration = Duration::from_secs(10);

/// Whoever has moved within this time is still there.
const MOVES: Duration = Duration::from_millis(1500);

/// Between two tries to have the source as it was: a camera may take its time to open.
const RETRY: Duration = Duration::from_secs(6);

/// The host.
#[derive(Debug)]
pub struct Host {
    kiosk: Option<Kiosk>,
    stillness: Stillness,
    /// The newest frame's scene, and whether it is the camera's.
    scene: Option<(u64, bool)>,
    /// Something has moved in that scene.
    moved: bool,
    /// Whether a camera was shown before the first visitor switched.
    home: Option<bool>,
    /// Something of the source may be as a visitor left it.
    unsettled: bool,
    /// When the source is told again at the earliest.
    due: Duration,
}

impl Host {
    /// With rules for a kiosk, or with none.
    pub fn new(kiosk: Option<Patience>, keyboard: &Arc<Keyboard>) -> Self {
        Self {
            kiosk: kiosk.map(|patience| Kiosk::new(patience, Arc::clone(keyboard))),
            stillness: Stillness::default(),
            scene: None,
            moved: false,
            home: None,
            unsettled: false,
            due: Duration::ZERO,
        }
    }

    /// Looks at a frame that is shown: does anything move?
    pub fn look(&mut self, frame: &Frame, source: &SourceStatus) {
        let scene = Some((frame.scene, source.live));
        if self.scene != scene {
            self.scene = scene;
            self.moved = false;
            self.stillness.restart();
        }
        if source.live {
            self.moved |= self.stillness.see(&frame.picture, frame.time);
        }
    }

    /// True where a camera shows that nobody has moved for a while.
    pub fn is_quiet(&self) -> bool {
        self.still().is_some_and(|still| still >= QUIET)
    }

    /// True where a camera shows that somebody moves.
    pub fn sees_movement(&self) -> bool {
        self.moved && self.still().is_some_and(|still| still < MOVES)
    }

    /// For how long nothing has moved before the camera; none where none is shown.
    fn still(&self) -> Option<Duration> {
        self.scene.filter(|(_, camera)| *camera).map(|_| self.stillness.lasts())
    }

    /// True while the screen is to attract whoever comes by.
    pub fn attracts(&self) -> bool {
        self.kiosk.as_ref().is_some_and(Kiosk::attracts)
    }

    /// In how many seconds the first view comes back, while whoever is there is told.
    pub fn leaves_in(&self, clock: Duration) -> Option<u64> {
        self.kiosk.as_ref()?.leaves_in(clock)
    }

    /// What becomes of an event.
    pub fn rule(&mut self, event: Event, door: Door, clock: Duration) -> Ruling {
        self.kiosk.as_mut().map_or(Ruling::Pass, |kiosk| kiosk.take(event, door, clock))
    }

    /// Remembers how it was before a visitor's first key of this kind.
    pub fn note(&mut self, effect: Effect, source: &SourceStatus) {
        if effect == Effect::SwitchSource {
            self.home.get_or_insert(source.live);
        }
    }

    /// How much of the time to hold the key to quit is over.
    pub fn held(&self, clock: Duration) -> Option<f32> {
        self.kiosk.as_ref()?.held(clock)
    }

    /// True when the last visitor's view is to give way to the first.
    pub fn goes_home(&mut self, clock: Duration) -> bool {
        let goes = self.kiosk.as_mut().is_some_and(|kiosk| kiosk.goes_home(clock));
        self.unsettled |= goes;
        goes
    }

    /// Looks who is there, and tells the source what nobody is there to tell it: to be as it was. A
    /// full queue is told again later.
    pub fn tend(
        &mut self,
        clock: Duration,
        source: &SourceStatus,
        commands: &Sender<SourceCommand>,
    ) {
        let still = self.still();
        let Some(kiosk) = &mut self.kiosk else { return };
        kiosk.attend(still, clock);
        if kiosk.is_used() {
            // Whoever is there now decides; when they are gone, this begins again.
            self.unsettled = false;
        }
        if !self.unsettled || clock < self.due {
            return;
        }
        let Some(command) = self.missing(source) else {
            (self.unsettled, self.home) = (false, None);
            return;
        };
        commands.try_send(command).ok();
        self.due = clock + RETRY;
    }

    /// What the source must still be told to be as it was before visitors came.
    fn missing(&self, source: &SourceStatus) -> Option<SourceCommand> {
        if self.home.is_some_and(|live| live != source.live) {
            Some(SourceCommand::Switch)
        } else if source.shaken {
            Some(SourceCommand::Shake)
        } else {
            let otherwise = source.mirrored != source.mirrored_at_first;
            (source.faces_the_viewer && otherwise).then_some(SourceCommand::Mirror)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit;

    #[test]
    fn the_mirror_is_told_to_be_as_the_settings_have_it() {
        let host = Host::new(None, &Arc::new(exhibit::keyboard()));
        let missing = |mirrored, mirrored_at_first| {
            let camera = SourceStatus { faces_the_viewer: true, ..SourceStatus::default() };
            host.missing(&SourceStatus { mirrored, mirrored_at_first, ..camera })
        };
        assert_eq!(missing(true, true), None);
        assert_eq!(missing(false, true), Some(SourceCommand::Mirror));
        assert_eq!(missing(false, false), None);
        assert_eq!(missing(true, false), Some(SourceCommand::Mirror));
    }
}
