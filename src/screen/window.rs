//! The window, through minifb.
//!
//! minifb's level queries lose a press and release between two updates, so keys are read through its input callback, as
//! events. Characters count as typed, which makes every layout work; where a layout types no Latin letter, the key's own
//! Latin letter counts.
//!
//! A close request on X11 sets a flag in minifb that nothing takes back, and does nothing else: it can be refused, but the
//! next one goes unnoticed. On Wayland the same flag also says that the desktop is gone, so there it is obeyed.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use minifb::{HasWindowHandle as _, InputCallback, MouseButton, MouseMode, WindowOptions};
use raw_window_handle::RawWindowHandle;

use super::full_screen::FullScreen;
use super::{Event, Key, KeyPress, Screen};
use crate::error::{Error, Result};
use crate::geometry::{Point, Size};

/// A window on the desktop.
pub struct Window {
    inner: minifb::Window,
    raw: Rc<RefCell<Vec<Raw>>>,
    keyboard: Keyboard,
    /// What has happened and was not polled yet.
    events: Vec<Event>,
    pointer: Option<Point>,
    /// The left and the right button, as last seen.
    pressed: (bool, bool),
    /// True while the keyboard is ours, as last seen.
    active: bool,
    /// True once somebody asked the window to close.
    asked_to_close: bool,
    /// For the full screen, once it was asked for.
    full_screen: Option<FullScreen>,
}

impl Window {
    /// Opens a window with this title and content size.
    ///
    /// # Errors
    /// [`Error::Window`] where there is no desktop to open it on.
    pub fn open(title: &str, size: Size) -> Result<Self> {
        let options = WindowOptions { resize: true, ..WindowOptions::default() };
        let (width, height) = (size.width.max(1) as usize, size.height.max(1) as usize);
        let mut window = minifb::Window::new(title, width, height, options).map_err(|error| {
            Error::Window(format!(
                "cannot open a window: {error}; without a screen use `deepvis render`"
            ))
        })?;
        // Our own clock paces.
        window.set_target_fps(0);
        let raw = Rc::new(RefCell::new(Vec::new()));
        window.set_input_callback(Box::new(Recorder(Rc::clone(&raw))));
        Ok(Self {
            inner: window,
            raw,
            keyboard: Keyboard::default(),
            events: Vec::new(),
            pointer: None,
            pressed: (false, false),
            active: false,
            asked_to_close: false,
            full_screen: None,
        })
    }

    /// The window's number on X11; none on Wayland.
    fn number(&self) -> Option<u32> {
        match self.inner.window_handle().ok()?.as_raw() {
            RawWindowHandle::Xlib(handle) => u32::try_from(handle.window).ok(),
            _ => None,
        }
    }

    fn full_screen(&mut self) -> Result<&mut FullScreen> {
        let full_screen = if let Some(full_screen) = self.full_screen.take() {
            full_screen
        } else {
            let number = self.number().ok_or_else(|| refused("Wayland"))?;
            FullScreen::new(number).map_err(refused)?
        };
        Ok(self.full_screen.insert(full_screen))
    }

    /// Takes down what the last update brought.
    fn observe(&mut self) {
        self.keyboard.read(&mem::take(&mut *self.raw.borrow_mut()), &mut self.events);
        let active = self.inner.is_active();
        if mem::replace(&mut self.active, active) && !active {
            self.keyboard.let_go(&mut self.events);
        }
        let at = self
            .inner
            .get_unscaled_mouse_pos(MouseMode::Discard)
            .map(|(x, y)| Point::new(x as i32, y as i32));
        if let Some(at) = at
            && self.pointer != Some(at)
        {
            self.pointer = Some(at);
            self.events.push(Event::Hover(at));
        }
        let before = mem::replace(
            &mut self.pressed,
            (
                self.inner.get_mouse_down(MouseButton::Left),
                self.inner.get_mouse_down(MouseButton::Right),
            ),
        );
        if self.pressed.0
            && !before.0
            && let Some(at) = at
        {
            self.events.push(Event::Click(at));
        }
        if self.pressed.1 && !before.1 {
            self.events.push(Event::RightClick);
        }
        if let Some((_, turned)) = self.inner.get_scroll_wheel()
            && turned != 0.0
        {
            self.events.push(Event::Wheel(turned.signum() as i32));
        }
    }
}

impl std::fmt::Debug for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Window").field("size", &self.size()).finish_non_exhaustive()
    }
}

impl Screen for Window {
    fn poll(&mut self) -> Vec<Event> {
        self.inner.update();
        self.observe();
        if !self.inner.is_open() {
            let lost = self.number().is_none();
            if lost {
                self.events.push(Event::Closed);
            } else if !mem::replace(&mut self.asked_to_close, true) {
                self.events.push(Event::AskedToClose);
            }
        }
        if let Some(full_screen) = &mut self.full_screen {
            full_screen.look_after();
        }
        mem::take(&mut self.events)
    }

    fn size(&self) -> Size {
        let (width, height) = self.inner.get_size();
        Size::new(width as i32, height as i32)
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        let (width, height) = (size.width as usize, size.height as usize);
        self.inner
            .update_with_buffer(pixels, width, height)
            .map_err(|error| Error::Window(format!("the window is lost: {error}")))?;
        // Handing over a picture also reads keys.
        self.observe();
        Ok(())
    }

    fn toggle_full_screen(&mut self) -> Result<()> {
        self.full_screen()?.toggle().map_err(refused)
    }

    fn stay_full_screen(&mut self) -> Result<()> {
        self.full_screen()?.stay().map_err(refused)
    }
}

fn refused(problem: impl std::fmt::Display) -> Error {
    Error::Window(format!(
        "this desktop does not let the window fill the screen ({problem}): maximise it"
    ))
}

/// What minifb reports, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Down(minifb::Key),
    Up(minifb::Key),
    Typed(char),
}

impl Raw {
    fn key(self) -> Option<minifb::Key> {
        match self {
            Self::Down(key) | Self::Up(key) => Some(key),
            Self::Typed(_) => None,
        }
    }

    fn is_down(self) -> bool {
        matches!(self, Self::Down(_))
    }
}

/// minifb's callback.
struct Recorder(Rc<RefCell<Vec<Raw>>>);

impl InputCallback for Recorder {
    fn add_char(&mut self, code: u32) {
        if let Some(typed) = char::from_u32(code).filter(|typed| !typed.is_control()) {
            self.0.borrow_mut().push(Raw::Typed(typed));
        }
    }

    fn set_key_state(&mut self, key: minifb::Key, down: bool) {
        self.0.borrow_mut().push(if down { Raw::Down(key) } else { Raw::Up(key) });
    }
}

/// Makes presses of what minifb reports.
#[derive(Debug, Default)]
struct Keyboard {
    left_shift: bool,
    right_shift: bool,
    /// The keys that are down, and what they were pressed as.
    held: Vec<(minifb::Key, Key)>,
}

impl Keyboard {
    fn read(&mut self, raw: &[Raw], events: &mut Vec<Event>) {
        for (index, &input) in raw.iter().enumerate() {
            let (physical, key) = match input {
                Raw::Down(minifb::Key::LeftShift) => {
                    self.left_shift = true;
                    continue;
                }
                Raw::Up(minifb::Key::LeftShift) => {
                    self.left_shift = false;
                    continue;
                }
                Raw::Down(minifb::Key::RightShift) => {
                    self.right_shift = true;
                    continue;
                }
                Raw::Up(minifb::Key::RightShift) => {
                    self.right_shift = false;
                    continue;
                }
                Raw::Down(key) => (Some(key), special(key)),
                Raw::Up(up) => {
                    let released = self.held.extract_if(.., |(down, _)| *down == up);
                    events.extend(released.map(|(_, key)| Event::Release(key)));
                    continue;
                }
                Raw::Typed(typed) => {
                    // X11 reports the key before its character, Wayland after it.
                    let beside = || {
                        let places = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
                        places.filter_map(|at| raw.get(at).copied())
                    };
                    let own = |raw: &Raw| latin(*raw) == Some(typed.to_ascii_lowercase());
                    let down = beside().find(own).or_else(|| beside().find(|raw| raw.is_down()));
                    let physical = down.and_then(Raw::key);
                    let letter =
                        if typed.is_ascii() { Some(typed) } else { beside().find_map(latin) };
                    (physical, letter.map(|letter| Key::Char(self.in_case(letter))))
                }
            };
            let Some(key) = key else { continue };
            let press = KeyPress { key, shift: self.left_shift || self.right_shift };
            match physical {
                Some(physical) if self.held.contains(&(physical, key)) => {
                    events.push(Event::Repeat(press));
                }
                Some(physical) => {
                    self.held.push((physical, key));
                    events.push(Event::Press(press));
                }
                // Nobody will say when it is up.
                None => events.extend([Event::Press(press), Event::Release(key)]),
            }
        }
    }

    /// The keyboard belongs to another window from now on: what is let go there is not reported.
    fn let_go(&mut self, events: &mut Vec<Event>) {
        events.extend(self.held.drain(..).map(|(_, key)| Event::Release(key)));
        (self.left_shift, self.right_shift) = (false, false);
    }

    /// Letters in lower case unless Shift is held: Caps Lock does not count.
    fn in_case(&self, typed: char) -> char {
        if self.left_shift || self.right_shift {
            typed.to_ascii_uppercase()
        } else {
            typed.to_ascii_lowercase()
        }
    }
}

/// Keys that type no character.
fn special(key: minifb::Key) -> Option<Key> {
    Some(match key {
        minifb::Key::Left => Key::Left,
        minifb::Key::Right => Key::Right,
        minifb::Key::Up => Key::Up,
        minifb::Key::Down => Key::Down,
        minifb::Key::Enter | minifb::Key::NumPadEnter => Key::Enter,
        minifb::Key::Escape => Key::Escape,
        minifb::Key::Backspace => Key::Backspace,
        minifb::Key::PageUp => Key::PageUp,
        minifb::Key::PageDown => Key::PageDown,
        minifb::Key::F11 => Key::F11,
        _ => return None,
    })
}

/// The Latin letter on a key, in lower case.
fn latin(raw: Raw) -> Option<char> {
    let Raw::Down(key) = raw else { return None };
    let offset = (key as u32).checked_sub(minifb::Key::A as u32)?;
    if offset < 26 { char::from_u32('a' as u32 + offset) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(raw: &[Raw]) -> Vec<Event> {
        let mut events = Vec::new();
        Keyboard::default().read(raw, &mut events);
        events
    }

    fn keys(raw: &[Raw]) -> Vec<(Key, bool)> {
        let press = |event: Event| match event {
            Event::Press(press) => Some((press.key, press.shift)),
            _ => None,
        };
        events(raw).into_iter().filter_map(press).collect()
    }

    use minifb::Key as Minifb;

    #[test]
    fn a_press_and_release_at_once_is_not_lost() {
        let raw = [Raw::Down(Minifb::H), Raw::Typed('h'), Raw::Up(Minifb::H)];
        assert_eq!(keys(&raw), [(Key::Char('h'), false)]);
        let raw = [Raw::Down(Minifb::Left), Raw::Up(Minifb::Left)];
        assert_eq!(keys(&raw), [(Key::Left, false)]);
    }

    #[test]
    fn caps_lock_does_not_count_and_shift_does() {
        assert_eq!(keys(&[Raw::Typed('H')]), [(Key::Char('h'), false)]);
        let shift = [Raw::Down(Minifb::LeftShift), Raw::Typed('h'), Raw::Down(Minifb::Left)];
        assert_eq!(keys(&shift), [(Key::Char('H'), true), (Key::Left, true)]);
    }

    #[test]
    fn a_layout_without_latin_letters_uses_the_keys_own() {
        assert_eq!(keys(&[Raw::Down(Minifb::Q), Raw::Typed('й')]), [(Key::Char('q'), false)]);
        assert_eq!(keys(&[Raw::Typed('й'), Raw::Down(Minifb::Q)]), [(Key::Char('q'), false)]);
        assert_eq!(keys(&[Raw::Typed('й')]), []);
    }

    #[test]
    fn a_french_keyboard_types_its_own_characters() {
        // The full stop is Shift and the semicolon's key.
        let raw = [Raw::Down(Minifb::RightShift), Raw::Down(Minifb::Semicolon), Raw::Typed('.')];
        assert_eq!(keys(&raw), [(Key::Char('.'), true)]);
    }

    #[test]
    fn a_key_that_is_held_repeats_and_is_let_go_once() {
        let press = KeyPress { key: Key::Char('q'), shift: false };
        let x11 = [Raw::Down(Minifb::Q), Raw::Typed('q')];
        let wayland = [Raw::Typed('q'), Raw::Down(Minifb::Q)];
        for once in [x11, wayland] {
            let raw = [&once[..], &once[..], &[Raw::Up(Minifb::Q)]].concat();
            let wanted = [Event::Press(press), Event::Repeat(press), Event::Release(press.key)];
            assert_eq!(events(&raw), wanted, "{once:?}");
        }
    }

    #[test]
    fn what_is_let_go_in_another_window_does_not_stay_down() {
        let (mut keyboard, mut events) = (Keyboard::default(), Vec::new());
        let raw = [Raw::Down(Minifb::LeftShift), Raw::Down(Minifb::Left)];
        keyboard.read(&raw, &mut events);
        keyboard.let_go(&mut events);
        assert_eq!(events.last(), Some(&Event::Release(Key::Left)));
        keyboard.read(&[Raw::Down(Minifb::Left)], &mut events);
        assert_eq!(events.last(), Some(&Event::Press(KeyPress { key: Key::Left, shift: false })));
    }

    #[test]
    fn a_lap_full_of_keys_at_once_is_as_many_presses() {
        let keys = [(Minifb::A, 'a'), (Minifb::S, 's'), (Minifb::Q, 'q')];
        let raw: Vec<Raw> = (0..300)
            .map(|n| keys[n % 3])
            .flat_map(|(key, typed)| [Raw::Down(key), Raw::Typed(typed)])
            .collect();
        let events = events(&raw);
        assert_eq!(events.len(), 300);
        let pressed = events.iter().filter(|event| matches!(event, Event::Press(_))).count();
        assert_eq!(pressed, 3, "the rest are repeats");
    }

    #[test]
    fn every_letter_has_its_key() {
        assert_eq!(latin(Raw::Down(Minifb::A)), Some('a'));
        assert_eq!(latin(Raw::Down(Minifb::Z)), Some('z'));
        assert_eq!(latin(Raw::Down(Minifb::Space)), None);
        assert_eq!(latin(Raw::Down(Minifb::Key0)), None);
    }
}
