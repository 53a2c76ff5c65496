//! The keyboard as minifb reports it, where no X server reports it to us: on Wayland and macOS.

use std::cell::RefCell;
use std::rc::Rc;

use minifb::InputCallback;

use crate::screen::{Event, Key, KeyPress};

/// What minifb reports, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raw {
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
pub(super) struct Recorder(pub(super) Rc<RefCell<Vec<Raw>>>);

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
pub(super) struct Keyboard {
    left_shift: bool,
    right_shift: bool,
    /// The keys that are down, and what they were pressed as.
    held: Vec<(minifb::Key, Key)>,
}

impl Keyboard {
    pub(super) fn read(&mut self, raw: &[Raw], events: &mut Vec<Event>) {
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
                Raw::Down(key) => {
                    let typed = beside(raw, index).any(|beside| matches!(beside, Raw::Typed(_)));
                    // Without NumLock the keypad types nothing, and its arrows count.
                    let arrow = if typed { None } else { keypad(key) };
                    (Some(key), special(key).or(arrow))
                }
                Raw::Up(up) => {
                    let released = self.held.extract_if(.., |(down, _)| *down == up);
                    events.extend(released.map(|(_, key)| Event::Release(key)));
                    continue;
                }
                Raw::Typed(typed) => {
                    let beside = || beside(raw, index);
                    let own = |raw: &Raw| latin(*raw) == Some(typed.to_ascii_lowercase());
                    let down = beside().find(own).or_else(|| beside().find(|raw| raw.is_down()));
                    let physical = down.and_then(Raw::key);
                    let letter = if typed.is_ascii() {
                        Some(typed)
                    } else {
                        beside().find_map(latin).or_else(|| in_place_of(typed))
                    };
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
    pub(super) fn let_go(&mut self, events: &mut Vec<Event>) {
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

/// What was reported just before and after: X11 reports a key before its character, Wayland after
/// it.
fn beside(raw: &[Raw], index: usize) -> impl Iterator<Item = Raw> {
    let places = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
    places.filter_map(|at| raw.get(at).copied())
}

/// What the keypad's keys do without `NumLock`.
fn keypad(key: minifb::Key) -> Option<Key> {
    Some(match key {
        minifb::Key::NumPad4 => Key::Left,
        minifb::Key::NumPad6 => Key::Right,
        minifb::Key::NumPad8 => Key::Up,
        minifb::Key::NumPad2 => Key::Down,
        minifb::Key::NumPad9 => Key::PageUp,
        minifb::Key::NumPad3 => Key::PageDown,
        _ => return None,
    })
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
        minifb::Key::Tab => Key::Tab,
        minifb::Key::PageUp => Key::PageUp,
        minifb::Key::PageDown => Key::PageDown,
        minifb::Key::F1 => Key::F(1),
        minifb::Key::F2 => Key::F(2),
        minifb::Key::F3 => Key::F(3),
        minifb::Key::F4 => Key::F(4),
        minifb::Key::F5 => Key::F(5),
        minifb::Key::F6 => Key::F(6),
        minifb::Key::F7 => Key::F(7),
        minifb::Key::F8 => Key::F(8),
        minifb::Key::F11 => Key::F(11),
        _ => return None,
    })
}

/// The Latin letter on a key, in lower case.
fn latin(raw: Raw) -> Option<char> {
    let Raw::Down(key) = raw else { return None };
    let offset = (key as u32).checked_sub(minifb::Key::A as u32)?;
    if offset < 26 { char::from_u32('a' as u32 + offset) } else { None }
}

/// Letters of the commonest layouts without Latin ones, and what a US keyboard has in their places.
/// On Wayland minifb reports nothing of such a key but its letter.
const PLACES: [(&str, &str); 2] = [
    ("йцукенгшщзхъфывапролджэячсмитьбюіїє", "qwertyuiop[]asdfghjkl;'zxcvbnm,.s]'"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
];

/// What a US keyboard has in the place of a foreign letter, in lower case.
fn in_place_of(letter: char) -> Option<char> {
    let letter = letter.to_lowercase().next()?;
    PLACES.iter().find_map(|(foreign, us)| {
        us.chars().nth(foreign.chars().position(|other| other == letter)?)
    })
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
    }

    #[test]
    fn a_foreign_letter_without_its_key_counts_as_what_is_in_its_place() {
        for (typed, wanted) in [('й', 'q'), ('Х', '['), ('μ', 'm'), ('ї', ']')] {
            assert_eq!(keys(&[Raw::Typed(typed)]), [(Key::Char(wanted), false)], "{typed}");
        }
        let shift = [Raw::Down(Minifb::RightShift), Raw::Typed('Л')];
        assert_eq!(keys(&shift), [(Key::Char('K'), true)]);
        for typed in ['é', 'ß', '€', '字'] {
            assert_eq!(keys(&[Raw::Typed(typed)]), [], "{typed}");
        }
        for (foreign, us) in PLACES {
            assert_eq!(foreign.chars().count(), us.chars().count());
        }
    }

    #[test]
    fn the_keypad_moves_without_numlock_and_types_with_it() {
        let alone = [Raw::Down(Minifb::NumPad4), Raw::Up(Minifb::NumPad4)];
        let wanted = KeyPress { key: Key::Left, shift: false };
        assert_eq!(events(&alone), [Event::Press(wanted), Event::Release(Key::Left)]);
        for typed in [
            [Raw::Down(Minifb::NumPad4), Raw::Typed('4')],
            [Raw::Typed('4'), Raw::Down(Minifb::NumPad4)],
        ] {
            assert_eq!(keys(&typed), [(Key::Char('4'), false)]);
        }
        assert_eq!(keys(&[Raw::Down(Minifb::NumPadEnter)]), [(Key::Enter, false)]);
        assert_eq!(keys(&[Raw::Down(Minifb::NumPad5)]), []);
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
