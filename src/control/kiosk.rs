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
pub const fn refusal(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::SavePicture => "kiosk-saves-nothing",
        Action::Export => "kiosk-writes-nothing",
        Action::Record => "kiosk-records-nothing",
        // In a search, letters that are typed may be keys that a kiosk refuses.
        Action::Find => "kiosk-does-not-search",
        Action::FullScreen => "kiosk-fills-the-screen",
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
mod tests {
    use super::*;
    use crate::control::keymap::{Entry, Group};
    use crate::geometry::Point;

    const Q: Key = Key::Char('q');

    fn at(seconds: f32) -> Duration {
        Duration::from_secs_f32(seconds)
    }

    fn press(key: Key) -> Event {
        Event::Press(KeyPress { key, shift: false })
    }

    fn kiosk() -> Kiosk {
        Kiosk::new(Patience::default(), Arc::new(Keyboard::new(&[])))
    }

    #[test]
    fn quitting_needs_the_key_held_for_two_seconds() {
        let mut kiosk = kiosk();
        assert_eq!(kiosk.held(at(1.0)), None);
        assert_eq!(
            kiosk.take(press(Q), Door::See, at(10.0)),
            Ruling::Refuse("to quit, hold q for two seconds".into())
        );
        // The keyboard repeats it meanwhile.
        kiosk.take(Event::Repeat(KeyPress { key: Q, shift: false }), Door::See, at(10.6));
        assert_eq!(kiosk.held(at(11.0)), Some(0.5));
        assert_eq!(kiosk.held(at(12.5)), Some(1.0));
        kiosk.take(Event::Release(Q), Door::See, at(12.6));
        assert_eq!(kiosk.held(at(20.0)), None);
    }

    #[test]
    fn the_way_out_is_the_key_that_was_chosen() {
        let mut keyboard = Keyboard::new(&[]);
        keyboard.rebind("quit", &["u".into()]).unwrap();
        let mut kiosk = Kiosk::new(Patience::default(), Arc::new(keyboard));
        let told = Ruling::Refuse("to quit, hold u for two seconds".into());
        assert_eq!(kiosk.take(press(Key::Char('u')), Door::See, at(1.0)), told);
        assert_eq!(kiosk.held(at(3.0)), Some(1.0));
        kiosk.take(Event::Release(Key::Char('u')), Door::See, at(3.0));
        assert_eq!(kiosk.take(press(Q), Door::See, at(4.0)), Ruling::Pass);
    }

    #[test]
    fn leaning_on_the_keyboard_does_not_quit() {
        let other = Key::Char('w');
        for keys in [[Q, other], [other, Q]] {
            let mut kiosk = kiosk();
            for key in keys {
                kiosk.take(press(key), Door::See, at(5.0));
            }
            assert_eq!(kiosk.held(at(9.0)), None, "{keys:?}");
            // Nor does letting go of the other key alone.
            kiosk.take(Event::Release(other), Door::See, at(9.0));
            assert_eq!(kiosk.held(at(12.0)), None, "{keys:?}");
            kiosk.take(Event::Release(Q), Door::See, at(12.0));
            kiosk.take(press(Q), Door::See, at(13.0));
            assert_eq!(kiosk.held(at(15.0)), Some(1.0), "{keys:?}");
        }
    }

    #[test]
    fn nothing_leads_out_or_fills_the_disk() {
        for event in [Event::AskedToClose, press(Key::Char('s')), press(Key::F(11)), press(Q)] {
            assert!(
                matches!(kiosk().take(event, Door::See, at(1.0)), Ruling::Refuse(_)),
                "{event:?}"
            );
        }
        let mut kiosk = kiosk();
        for event in [press(Key::Escape), press(Key::Char('h')), Event::Click(Point::new(1, 1))] {
            assert_eq!(kiosk.take(event, Door::See, at(1.0)), Ruling::Pass, "{event:?}");
        }
    }

    #[test]
    fn the_first_view_comes_back_once_after_each_use() {
        let mut kiosk = kiosk();
        assert!(!kiosk.goes_home(at(100.0)), "nobody was there");
        kiosk.take(press(Key::Enter), Door::See, at(100.0));
        assert!(!kiosk.goes_home(at(159.0)));
        // A mouse on a shaking table, a bag on the keyboard.
        kiosk.take(Event::Hover(Point::new(1, 1)), Door::See, at(159.0));
        kiosk.take(Event::Lift(Point::new(1, 1)), Door::See, at(159.0));
        kiosk.take(Event::Repeat(KeyPress { key: Key::Enter, shift: false }), Door::See, at(159.0));
        assert!(kiosk.goes_home(at(160.0)));
        assert!(!kiosk.goes_home(at(161.0)));
    }

    #[test]
    fn whoever_drags_is_there() {
        let mut kiosk = kiosk();
        let here = Point::new(1, 1);
        assert_eq!(kiosk.take(Event::Click(here), Door::See, at(100.0)), Ruling::Pass);
        assert_eq!(kiosk.take(Event::Drag(here), Door::See, at(130.0)), Ruling::Pass);
        assert_eq!(kiosk.take(Event::Lift(here), Door::See, at(150.0)), Ruling::Pass);
        assert!(!kiosk.goes_home(at(189.0)));
        assert!(kiosk.goes_home(at(190.0)), "a minute after the drag");
    }

    #[test]
    fn the_screen_attracts_where_nobody_moves_and_nobody_touches() {
        let mut kiosk = kiosk();
        let mut attracts = |still: Option<f32>, clock: f32| {
            kiosk.attend(still.map(at), at(clock));
            kiosk.attracts()
        };
        assert!(!attracts(Some(59.0), 500.0));
        assert!(attracts(Some(60.0), 500.0));
        // Somebody comes, sees themselves in it, and then what the first view is.
        assert!(attracts(Some(0.0), 501.0) && attracts(Some(0.4), 502.9));
        assert!(!attracts(Some(0.0), 503.0) && !attracts(Some(59.0), 570.0));
        // Without a camera, who has not touched it for so long is not there.
        assert!(attracts(None, 600.0));
        kiosk.take(Event::RightClick, Door::See, at(600.0));
        kiosk.attend(Some(at(99.0)), at(659.0));
        assert!(!kiosk.attracts());
    }

    #[test]
    fn the_first_touch_or_key_wakes_and_does_nothing_else() {
        for first in [press(Key::Char('f')), Event::Click(Point::new(1, 1)), Event::RightClick] {
            let mut kiosk = kiosk();
            kiosk.attend(None, at(60.0));
            assert_eq!(
                kiosk.take(Event::Hover(Point::new(1, 1)), Door::See, at(61.0)),
                Ruling::Pass
            );
            assert!(kiosk.attracts(), "of a mouse on a shaking table");
            assert_eq!(kiosk.take(first, Door::See, at(61.0)), Ruling::Wake, "{first:?}");
            kiosk.attend(None, at(61.1));
            assert!(!kiosk.attracts());
            assert_eq!(kiosk.take(first, Door::See, at(62.0)), Ruling::Pass, "{first:?}");
        }
        let mut kiosk = kiosk();
        kiosk.attend(None, at(60.0));
        assert!(matches!(kiosk.take(press(Q), Door::See, at(61.0)), Ruling::Refuse(_)));
        assert_eq!(kiosk.held(at(63.0)), Some(1.0), "the presenter holds it as ever");
    }

    #[test]
    fn whoever_is_asked_has_ten_seconds_to_touch_and_a_touch_does_nothing_else() {
        let mut kiosk = kiosk();
        assert_eq!(kiosk.leaves_in(at(55.0)), None, "nobody was there");
        kiosk.take(press(Key::Enter), Door::See, at(100.0));
        let left = [149.9, 150.0, 151.5, 159.9, 160.0].map(|clock| kiosk.leaves_in(at(clock)));
        assert_eq!(left, [None, Some(10), Some(9), Some(1), None]);
        for first in [press(Key::Escape), Event::Click(Point::new(1, 1))] {
            kiosk.take(Event::RightClick, Door::See, at(100.0));
            assert_eq!(kiosk.take(first, Door::See, at(155.0)), Ruling::Nothing, "{first:?}");
            assert_eq!(kiosk.leaves_in(at(155.0)), None);
            assert!(!kiosk.goes_home(at(214.0)));
            assert_eq!(kiosk.take(first, Door::See, at(156.0)), Ruling::Pass, "{first:?}");
        }
    }

    #[test]
    fn a_key_is_judged_by_what_it_means_behind_the_door_that_is_open() {
        const PLAY: Action = Action::Room("play");
        let bindings: &[(Key, bool, Action)] = &[(Key::Char('s'), false, PLAY)];
        let entry = Entry::new("s", "plays", Group::Test, bindings).behind(Door::Play);
        let keyboard = Arc::new(Keyboard::new(&[&[entry]]));
        let mut kiosk = Kiosk::new(Patience::default(), keyboard);
        let s = press(Key::Char('s'));
        assert_eq!(kiosk.take(s, Door::Play, at(1.0)), Ruling::Pass);
        assert!(matches!(kiosk.take(s, Door::See, at(2.0)), Ruling::Refuse(_)));
    }
}
