//! The window, through minifb.
//!
//! minifb's level queries lose a press and release between two updates, so keys are read through its input callback, as
//! events. Characters count as typed, which makes every layout work; where a layout types no Latin letter, the key's own
//! Latin letter counts.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use minifb::{InputCallback, MouseButton, MouseMode, WindowOptions};

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
        })
    }

    /// Takes down what the last update brought.
    fn observe(&mut self) {
        self.keyboard.read(&mem::take(&mut *self.raw.borrow_mut()), &mut self.events);
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
            self.events.push(Event::Closed);
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
}

/// What minifb reports, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Down(minifb::Key),
    Up(minifb::Key),
    Typed(char),
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
}

impl Keyboard {
    fn read(&mut self, raw: &[Raw], events: &mut Vec<Event>) {
        for (index, &input) in raw.iter().enumerate() {
            let key = match input {
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
                Raw::Down(key) => special(key),
                Raw::Up(_) => None,
                Raw::Typed(typed) if typed.is_ascii() => Some(Key::Char(self.in_case(typed))),
                // X11 reports the key before its character, Wayland after it.
                Raw::Typed(_) => {
                    let mut beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
                    let letter = beside.find_map(|at| latin(*raw.get(at)?));
                    letter.map(|letter| Key::Char(self.in_case(letter)))
                }
            };
            let shift = self.left_shift || self.right_shift;
            events.extend(key.map(|key| Event::Press(KeyPress { key, shift })));
        }
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

    fn keys(raw: &[Raw]) -> Vec<(Key, bool)> {
        let mut events = Vec::new();
        Keyboard::default().read(raw, &mut events);
        let press = |event: Event| match event {
            Event::Press(press) => (press.key, press.shift),
            other => panic!("{other:?}"),
        };
        events.into_iter().map(press).collect()
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
    fn every_letter_has_its_key() {
        assert_eq!(latin(Raw::Down(Minifb::A)), Some('a'));
        assert_eq!(latin(Raw::Down(Minifb::Z)), Some('z'));
        assert_eq!(latin(Raw::Down(Minifb::Space)), None);
        assert_eq!(latin(Raw::Down(Minifb::Key0)), None);
    }
}
