//! The events of keyboard and mouse on X11: every press and release, in order, with its place.
//!
//! minifb keeps only whether a button is down now, so a press that is over by the next update is
//! lost, and it knows no keys without a Latin letter. The X server queues every press for whoever
//! asks. Through `XInput` 2 more than one program may ask for the buttons of one window; what is
//! delivered to us is kept from minifb.

use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::Event as X11Event;
use x11rb::protocol::xinput::{
    self, ButtonPressEvent, ButtonReleaseEvent, ConnectionExt as _, EventMask, KeyEventFlags,
    KeyPressEvent, XIEventMask,
};
use x11rb::protocol::xkb::{self, ConnectionExt as _, SelectEventsAux};
use x11rb::rust_connection::RustConnection;

use super::layout::{Layout, State};
use crate::geometry::Point;
use crate::screen::{Event, Key, KeyPress};

/// `XInput`'s name for every mouse and every keyboard together.
const ALL_MASTERS: u16 = 1;
/// XKB's name for whichever keyboard types.
const CORE_KEYBOARD: u16 = 0x100;

/// What the buttons' numbers mean; the wheel's notches are presses too.
const LEFT: u32 = 1;
const RIGHT: u32 = 3;
const AWAY: u32 = 4;
const TOWARDS: u32 = 5;

/// The keys and buttons of one window.
#[derive(Debug)]
pub struct Input {
    connection: RustConnection,
    keys: Keys,
    /// True once the keyboard has another layout than `keys` knows.
    outdated: bool,
}

impl Input {
    /// Those of the window with this number, on the display that `DISPLAY` names.
    ///
    /// # Errors
    /// In words, where the display does not answer or lacks `XInput` 2 or XKB.
    pub fn new(window: u32) -> Result<Self, String> {
        let (connection, _) = x11rb::connect(None).map_err(|error| error.to_string())?;
        let layout = select(&connection, window).map_err(|error| error.to_string())?;
        Ok(Self { connection, keys: Keys::new(layout), outdated: false })
    }

    /// Appends what has happened since the last call. Never waits for the person.
    ///
    /// # Errors
    /// Where the display does not answer any more.
    pub fn read(&mut self, events: &mut Vec<Event>) -> Result<(), ReplyError> {
        while let Some(event) = self.connection.poll_for_event()? {
            match event {
                X11Event::XinputButtonPress(press) => events.extend(button(&press)),
                X11Event::XinputButtonRelease(release) => events.extend(released(&release)),
                X11Event::XinputKeyPress(press) => {
                    if std::mem::take(&mut self.outdated) {
                        self.keys.layout = Layout::ask(&self.connection)?;
                    }
                    self.keys.press(Stroke::from(&press), events);
                }
                X11Event::XinputKeyRelease(release) => {
                    self.keys.release(release.detail as u8, events);
                }
                X11Event::XkbMapNotify(_) | X11Event::XkbNewKeyboardNotify(_) => {
                    self.outdated = true;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The keyboard belongs to another window from now on: what is let go there is not reported.
    pub fn let_go(&mut self, events: &mut Vec<Event>) {
        self.keys.let_go(events);
    }
}

/// Asks for the window's keys and buttons and for news of the layout; answers with the layout.
fn select(connection: &RustConnection, window: u32) -> Result<Layout, ReplyError> {
    connection.xinput_xi_query_version(2, 0)?.reply()?;
    connection.xkb_use_extension(1, 0)?.reply()?;
    let news = xkb::EventType::NEW_KEYBOARD_NOTIFY | xkb::EventType::MAP_NOTIFY;
    let parts = xkb::MapPart::KEY_TYPES | xkb::MapPart::KEY_SYMS;
    connection
        .xkb_select_events(
            CORE_KEYBOARD,
            0_u16.into(),
            news,
            parts,
            parts,
            &SelectEventsAux::new(),
        )?
        .check()?;
    let layout = Layout::ask(connection)?;
    let buttons = XIEventMask::BUTTON_PRESS | XIEventMask::BUTTON_RELEASE;
    let wanted = buttons | XIEventMask::KEY_PRESS | XIEventMask::KEY_RELEASE;
    let masks = [EventMask { deviceid: ALL_MASTERS, mask: vec![wanted] }];
    connection.xinput_xi_select_events(window, &masks)?.check()?;
    Ok(layout)
}

/// What a press of a button means. The place comes first where the event itself says none.
fn button(press: &ButtonPressEvent) -> Vec<Event> {
    let at = place(press);
    match press.detail {
        LEFT => vec![Event::Click(at)],
        RIGHT => vec![Event::RightClick],
        AWAY => vec![Event::Hover(at), Event::Wheel { away: true }],
        TOWARDS => vec![Event::Hover(at), Event::Wheel { away: false }],
        _ => Vec::new(),
    }
}

/// What it means that a button goes up.
fn released(release: &ButtonReleaseEvent) -> Option<Event> {
    (release.detail == LEFT).then(|| Event::Lift(place(release)))
}

/// Where the pointer was. What is told of a press and of a release is the same.
fn place(event: &ButtonPressEvent) -> Point {
    let whole = |at: xinput::Fp1616| at >> 16;
    Point::new(whole(event.event_x), whole(event.event_y))
}

/// A key that goes down, or says again that it is down.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    key: u8,
    state: State,
    repeats: bool,
}

impl From<&KeyPressEvent> for Stroke {
    fn from(event: &KeyPressEvent) -> Self {
        Self {
            key: event.detail as u8,
            state: State { modifiers: event.mods.effective as u16, group: event.group.effective },
            repeats: u32::from(event.flags) & u32::from(KeyEventFlags::KEY_REPEAT) != 0,
        }
    }
}

/// Makes presses of what the X server reports.
#[derive(Debug)]
struct Keys {
    layout: Layout,
    /// The keys that are down, by their numbers, and what they were pressed as.
    held: Vec<(u8, Key)>,
}

impl Keys {
    fn new(layout: Layout) -> Self {
        Self { layout, held: Vec::new() }
    }

    fn press(&mut self, stroke: Stroke, events: &mut Vec<Event>) {
        let shift = stroke.state.shift();
        if stroke.repeats {
            // It stays what it was pressed as, whatever is held with it by now.
            let held = self.held.iter().find(|(number, _)| *number == stroke.key);
            events.extend(held.map(|&(_, key)| Event::Repeat(KeyPress { key, shift })));
            return;
        }
        // Its release went elsewhere.
        self.release(stroke.key, events);
        if let Some(key) = self.layout.key(stroke.key, stroke.state) {
            self.held.push((stroke.key, key));
            events.push(Event::Press(KeyPress { key, shift }));
        }
    }

    fn release(&mut self, number: u8, events: &mut Vec<Event>) {
        let released = self.held.extract_if(.., |(held, _)| *held == number);
        events.extend(released.map(|(_, key)| Event::Release(key)));
    }

    fn let_go(&mut self, events: &mut Vec<Event>) {
        events.extend(self.held.drain(..).map(|(_, key)| Event::Release(key)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::{US, keyboard};
    use super::*;

    /// The key with the H.
    const H: u8 = 43;

    const ALONE: State = State { modifiers: 0, group: 0 };
    const WITH_SHIFT: State = State { modifiers: 1, group: 0 };

    fn down(state: State) -> Stroke {
        Stroke { key: H, state, repeats: false }
    }

    fn again(state: State) -> Stroke {
        Stroke { repeats: true, ..down(state) }
    }

    fn press(key: char, shift: bool) -> KeyPress {
        KeyPress { key: Key::Char(key), shift }
    }

    fn event(button_number: u32, x: i32, y: i32) -> ButtonPressEvent {
        ButtonPressEvent {
            detail: button_number,
            event_x: x << 16,
            event_y: (y << 16) + 0x8000,
            ..ButtonPressEvent::default()
        }
    }

    fn pressed(button_number: u32, x: i32, y: i32) -> Vec<Event> {
        button(&event(button_number, x, y))
    }

    #[test]
    fn every_button_says_what_it_does_and_where() {
        let at = Point::new(640, 399);
        assert_eq!(pressed(1, 640, 399), [Event::Click(at)]);
        assert_eq!(pressed(3, 640, 399), [Event::RightClick]);
        assert_eq!(pressed(4, 640, 399), [Event::Hover(at), Event::Wheel { away: true }]);
        assert_eq!(pressed(5, 640, 399), [Event::Hover(at), Event::Wheel { away: false }]);
        for other in [2, 6, 7, 8, 9] {
            assert_eq!(pressed(other, 1, 1), [], "button {other}");
        }
    }

    #[test]
    fn the_left_button_says_where_it_is_let_go_and_the_others_do_not() {
        // Outside of the window, where it was pressed inside.
        assert_eq!(released(&event(1, -3, 399)), Some(Event::Lift(Point::new(-3, 399))));
        for other in 2..=9 {
            assert_eq!(released(&event(other, 1, 1)), None, "button {other}");
        }
    }

    #[test]
    fn a_key_pressed_twice_within_one_update_is_two_presses() {
        let (mut keys, mut events) = (Keys::new(keyboard(&[US])), Vec::new());
        for _ in 0..2 {
            keys.press(down(ALONE), &mut events);
            keys.release(H, &mut events);
        }
        let once = [Event::Press(press('h', false)), Event::Release(Key::Char('h'))];
        assert_eq!(events, [once, once].concat());
    }

    #[test]
    fn a_key_that_is_held_repeats_as_what_it_was_pressed_as() {
        let (mut keys, mut events) = (Keys::new(keyboard(&[US])), Vec::new());
        keys.press(again(ALONE), &mut events);
        assert_eq!(events, [], "it was pressed in another window");
        keys.press(down(ALONE), &mut events);
        keys.press(again(WITH_SHIFT), &mut events);
        keys.release(H, &mut events);
        let wanted = [
            Event::Press(press('h', false)),
            Event::Repeat(press('h', true)),
            Event::Release(Key::Char('h')),
        ];
        assert_eq!(events, wanted);
    }

    #[test]
    fn what_is_let_go_in_another_window_does_not_stay_down() {
        let (mut keys, mut events) = (Keys::new(keyboard(&[US])), Vec::new());
        keys.press(down(ALONE), &mut events);
        keys.let_go(&mut events);
        assert_eq!(events.last(), Some(&Event::Release(Key::Char('h'))));
        keys.press(down(WITH_SHIFT), &mut events);
        // Without the change of windows being told of.
        keys.press(down(ALONE), &mut events);
        let wanted = [
            Event::Press(press('H', true)),
            Event::Release(Key::Char('H')),
            Event::Press(press('h', false)),
        ];
        assert_eq!(events[2..], wanted);
    }
}
