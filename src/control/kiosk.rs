//! The rules of a kiosk: what strangers may do, when their traces go, how the presenter gets out.
//!
//! Time comes in from outside.

use std::sync::Arc;
use std::time::Duration;

use super::action::Action;
use super::door::Door;
use super::keyboard::Keyboard;
use crate::screen::{Event, Key, KeyPress};
use crate::words::message;

/// How long a kiosk waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The key to quit must be held for so long.
    pub hold: Duration,
    /// Without a key or a click for so long, the first view comes back.
    pub home: Duration,
    /// So long before that, the screen says that it will.
    pub warning: Duration,
    /// With nobody before the camera and no input for so long, the screen attracts the next.
    pub attract: Duration,
    /// Where something moves before the camera, it goes on attracting for so long: whoever comes
    /// sees themselves in it.
    pub greeting: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            hold: Duration::from_secs(2),
            home: Duration::from_secs(60),
            warning: Duration::from_secs(10),
            attract: Duration::from_secs(60),
            greeting: Duration::from_secs(2),
        }
    }
}

/// What becomes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// It does what it always does.
    Pass,
    /// It does nothing.
    Nothing,
    /// It ends what attracts, and does nothing more, but for opening a door.
    Wake,
    /// It does nothing, and the screen says why.
    Refuse(String),
}

/// Why a kiosk does not do this, whether a key or a finger asks for it: the message that says so;
/// none where it does. Quitting is judged by how long its key is held.
pub fn refusal(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::SavePicture => "kiosk-saves-nothing",
        Action::Export => "kiosk-writes-nothing",
        Action::Record => "kiosk-records-nothing",
        // In a search, letters that are typed may be keys that a kiosk refuses.
        Action::Find => "kiosk-does-not-search",
        Action::FullScreen => "kiosk-fills-the-screen",
        Action::Room("box") => "kiosk-has-its-box",
        _ => return None,
    })
}

/// Why a stranger's key does not do this in a kiosk, though it is done from the presenter's page:
/// the message that says so; none where it is done everywhere.
pub const fn refusal_to_strangers(action: Action) -> Option<&'static str> {
    if matches!(action, Action::Camera(_)) { Some("kiosk-leaves-the-camera") } else { None }
}

/// What is shown to attract whoever comes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attraction {
    Off,
    On,
    /// On, and since then something moves before the camera.
    Greeting(Duration),
}

/// The kiosk's rules, with what they must remember of past events.
#[derive(Debug, Clone)]
pub struct Kiosk {
    patience: Patience,
    keyboard: Arc<Keyboard>,
    /// The keys that are down.
    down: Vec<Key>,
    /// The key to quit, while it and no other is down, and since when.
    quitting: Option<(Key, Duration)>,
    /// The last key or click.
    touched: Duration,
    /// True where somebody may have left traces since the first view was there.
    used: bool,
    attraction: Attraction,
}

impl Kiosk {
    /// Nobody has touched it.
    pub fn new(patience: Patience, keyboard: Arc<Keyboard>) -> Self {
        let (touched, attraction) = (Duration::ZERO, Attraction::Off);
        let (down, quitting) = (Vec::new(), None);
        Self { patience, keyboard, down, quitting, touched, used: false, attraction }
    }

    /// Takes in an event and says what is to become of it, behind this door: a key may mean
    /// something of its own there. A touch that only wakes the screen, or extends the time of
    /// whoever was asked, does nothing else.
    pub fn take(&mut self, event: Event, door: Door, clock: Duration) -> Ruling {
        let (attracts, asked) = (self.attracts(), self.leaves_in(clock).is_some());
        let ruling = self.rule(event, door, clock);
        let begins = matches!(
            event,
            Event::Press(_) | Event::Click(_) | Event::RightClick | Event::Wheel { .. }
        );
        match ruling {
            Ruling::Pass if begins && attracts => Ruling::Wake,
            Ruling::Pass if begins && asked => Ruling::Nothing,
            ruling => ruling,
        }
    }

    fn rule(&mut self, event: Event, door: Door, clock: Duration) -> Ruling {
        match event {
            Event::Press(press) => {
                self.touch(clock);
                self.press(press, door, clock)
            }
            Event::Click(_) | Event::Drag(_) | Event::RightClick | Event::Wheel { .. } => {
                self.touch(clock);
                Ruling::Pass
            }
            Event::Release(key) => {
                self.down.retain(|&down| down != key);
                self.quitting.take_if(|(quit, _)| *quit == key);
                Ruling::Pass
            }
            // These may come without anybody: of a bag on the keyboard, a mouse on a shaking
            // table, and the end of a press that was counted already.
            Event::Repeat(_) | Event::Hover(_) | Event::Lift(_) | Event::Closed => Ruling::Pass,
            Event::AskedToClose => Ruling::Refuse(self.way_out()),
        }
    }

    fn press(&mut self, press: KeyPress, door: Door, clock: Duration) -> Ruling {
        let alone = self.down.is_empty();
        if !self.down.contains(&press.key) {
            self.down.push(press.key);
        }
        // Whoever leans on the keyboard holds other keys as well.
        self.quitting = None;
        match self.keyboard.action(press, door) {
            Some(Action::Quit) if alone => {
                self.quitting = Some((press.key, clock));
                Ruling::Refuse(self.way_out())
            }
            Some(Action::Quit) => Ruling::Nothing,
            Some(action) => {
                refusal(action).map_or(Ruling::Pass, |why| Ruling::Refuse(message(why)))
            }
            None => Ruling::Pass,
        }
    }

    /// How to get out, for whoever tries.
    fn way_out(&self) -> String {
        let key = self.keyboard.cap(Action::Quit).unwrap_or_default();
        format!("to quit, hold {key} for two seconds")
    }

    fn touch(&mut self, clock: Duration) {
        self.touched = clock;
        self.used = true;
        self.attraction = Attraction::Off;
    }

    /// How much of the time to hold the key to quit is over, 0..=1; none where it is not held.
    pub fn held(&self, clock: Duration) -> Option<f32> {
        let held = clock.saturating_sub(self.quitting?.1).as_secs_f32();
        Some((held / self.patience.hold.as_secs_f32()).min(1.0))
    }

    /// How long nobody has pressed a key or a button.
    pub fn idle(&self, clock: Duration) -> Duration {
        clock.saturating_sub(self.touched)
    }

    /// True from a key or a click until the first view is back.
    pub fn is_used(&self) -> bool {
        self.used
    }

    /// True once after each use, when the first view is to come back.
    pub fn goes_home(&mut self, clock: Duration) -> bool {
        let goes = self.used && self.idle(clock) >= self.patience.home;
        self.used &= !goes;
        goes
    }

    /// In how many seconds the first view comes back, while whoever is there is told.
    pub fn leaves_in(&self, clock: Duration) -> Option<u64> {
        let left = self.patience.home.saturating_sub(self.idle(clock));
        let told = self.used && !self.attracts() && left <= self.patience.warning;
        (told && !left.is_zero()).then(|| left.as_millis().div_ceil(1000) as u64)
    }

    /// Looks who is there, given for how long nothing has moved before the camera; none without a
    /// camera.
    pub fn attend(&mut self, still: Option<Duration>, clock: Duration) {
        let nobody = |time: Duration| time >= self.patience.attract;
        let untouched = nobody(self.idle(clock));
        let calm = still.is_none_or(nobody);
        self.attraction = match self.attraction {
            _ if !untouched => Attraction::Off,
            Attraction::Off | Attraction::On if calm => Attraction::On,
            Attraction::On => Attraction::Greeting(clock),
            Attraction::Greeting(since) if clock < since + self.patience.greeting => {
                self.attraction
            }
            Attraction::Off | Attraction::Greeting(_) => Attraction::Off,
        };
    }

    /// True while the screen is to attract whoever comes by.
    pub fn attracts(&self) -> bool {
        self.attraction != Attraction::Off
    }
}

#[cfg(test)]
mod tests;
