//! The keyboard layout on X11: from a key's number and the modifiers to the key that is meant.
//!
//! The X server sends a key's number and the modifiers. The table that XKB has for the keyboard
//! says which symbol that types. On a layout without Latin letters (Russian, Greek) a key counts as
//! the Latin letter that it has in another of the keyboard's layouts, or else as what a US keyboard
//! has in its place.

use x11rb::connection::RequestConnection;
use x11rb::protocol::xkb::{self, ConnectionExt as _, KeySymMap, KeyType};
use x11rb::protocol::xproto::ModMask;
use x11rb::rust_connection::ReplyError;
use xkeysym::{Keysym, key as symbols};

use crate::screen::Key;

/// XKB's name for whichever keyboard types.
const CORE_KEYBOARD: u16 = 0x100;
/// XKB's limit.
const GROUPS: u8 = 4;

/// The printed keys of a US keyboard: the number of the first of a row, the row, and the row with
/// Shift. The numbers are the same for every keyboard that the kernel or a PC's X server counts.
const ROWS: [(u8, &str, &str); 5] = [
    (10, "1234567890-=", "!@#$%^&*()_+"),
    (24, "qwertyuiop[]", "QWERTYUIOP{}"),
    (38, "asdfghjkl;'`", "ASDFGHJKL:\"~"),
    (51, "\\", "|"),
    (52, "zxcvbnm,./", "ZXCVBNM<>?"),
];

/// Which symbol each key types.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Which modifiers lead to which level of a key.
    types: Vec<KeyType>,
    keys: Vec<KeySymMap>,
    /// The number of the first of `keys`.
    first: u8,
    /// Which groups (layouts, in X11's words) have Latin letters.
    latin: [bool; GROUPS as usize],
}

/// Modifiers and group at the time of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// X11's mask of modifiers.
    pub modifiers: u16,
    /// Which of the keyboard's layouts is in use.
    pub group: u8,
}

impl State {
    fn holds(self, modifier: ModMask) -> bool {
        self.modifiers & u16::from(modifier) != 0
    }

    /// True while Shift is held.
    pub fn shift(self) -> bool {
        self.holds(ModMask::SHIFT)
    }

    fn in_group(self, group: u8) -> Self {
        Self { group, ..self }
    }
}

impl Layout {
    /// The layout of the keyboard that types now. The connection must have asked for XKB before.
    ///
    /// # Errors
    /// Where the display does not answer, or has no XKB.
    pub fn ask(connection: &impl RequestConnection) -> Result<Self, ReplyError> {
        let (whole, none) = (xkb::MapPart::KEY_TYPES | xkb::MapPart::KEY_SYMS, 0_u8.into());
        let asked = connection.xkb_get_map(
            CORE_KEYBOARD,
            whole,
            none,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0_u16.into(),
            0,
            0,
            0,
            0,
            0,
            0,
        )?;
        let reply = asked.reply()?;
        let types = reply.map.types_rtrn.unwrap_or_default();
        Ok(Self::new(types, reply.map.syms_rtrn.unwrap_or_default(), reply.first_key_sym))
    }

    fn new(types: Vec<KeyType>, keys: Vec<KeySymMap>, first: u8) -> Self {
        let mut layout = Self { types, keys, first, latin: [false; GROUPS as usize] };
        layout.latin = std::array::from_fn(|group| {
            let state = State { modifiers: 0, group: group as u8 };
            let letters = (0..=u8::MAX).filter(|key| is_letter(us(*key, false)));
            letters
                .filter_map(|key| layout.typed(key, state))
                .any(|typed| typed.is_ascii_alphabetic())
        });
        layout
    }

    /// What a key means; none where it means nothing here. Letters are in lower case unless Shift
    /// is held.
    pub fn key(&self, key: u8, state: State) -> Option<Key> {
        // Caps Lock does not count.
        let state = State { modifiers: state.modifiers & !u16::from(ModMask::LOCK), ..state };
        let (symbol, level) = self.symbol(key, state)?;
        if let Some(special) = special(symbol) {
            return Some(special);
        }
        if state.holds(ModMask::CONTROL) {
            return None;
        }
        let typed = character(symbol);
        let ascii = typed.filter(char::is_ascii);
        // A further level (AltGr) is for characters that the layout has no key of its own for.
        let meant = if level < 2 && self.is_foreign(key, state, typed) {
            self.in_latin(key, state).or(ascii)
        } else {
            ascii
        };
        meant.map(Key::Char)
    }

    /// True where the key stands for what Latin layouts have there.
    fn is_foreign(&self, key: u8, state: State, typed: Option<char>) -> bool {
        if typed.is_some_and(|typed| typed.is_alphabetic() && !is_latin(typed)) {
            return true;
        }
        // Also punctuation in a letter's place: the Greek layout has its semicolon on Q.
        let latin = self.latin[usize::from(state.group.min(GROUPS - 1))];
        !latin && (is_letter(us(key, false)) || !typed.is_some_and(|typed| typed.is_ascii()))
    }

    fn in_latin(&self, key: u8, state: State) -> Option<char> {
        let others = (0..GROUPS).filter(|group| self.latin[usize::from(*group)]);
        let mut others = others.filter_map(|group| self.typed(key, state.in_group(group)));
        others.find(char::is_ascii).or_else(|| us(key, state.shift()))
    }

    fn typed(&self, key: u8, state: State) -> Option<char> {
        character(self.symbol(key, state)?.0)
    }

    /// The symbol, and on which of the key's levels it is.
    fn symbol(&self, key: u8, state: State) -> Option<(Keysym, u8)> {
        let map = self.keys.get(usize::from(key.checked_sub(self.first)?))?;
        let group = group_of(map.group_info, state.group)?;
        let kind = self.types.get(usize::from(*map.kt_index.get(usize::from(group))?))?;
        let held = state.modifiers & u16::from(kind.mods_mask);
        let entry =
            kind.map.iter().find(|entry| entry.active && u16::from(entry.mods_mask) == held);
        let level = entry.map_or(0, |entry| entry.level);
        let at = usize::from(group) * usize::from(map.width) + usize::from(level);
        map.syms.get(at).map(|&symbol| (Keysym::new(symbol), level))
    }
}

/// Which of a key's groups counts where it may have fewer than the keyboard has; none where it has
/// none.
fn group_of(info: u8, wanted: u8) -> Option<u8> {
    let count = info & 0x0f;
    if wanted < count {
        return Some(wanted);
    }
    let last = count.checked_sub(1)?;
    Some(match info & 0xc0 {
        // XkbClampIntoRange
        0x40 => last,
        // XkbRedirectIntoRange
        0x80 => Some((info & 0x30) >> 4).filter(|group| *group < count).unwrap_or(0),
        _ => wanted % count,
    })
}

/// Keys that type no character.
fn special(symbol: Keysym) -> Option<Key> {
    Some(match symbol.raw() {
        symbols::Left | symbols::KP_Left => Key::Left,
        symbols::Right | symbols::KP_Right => Key::Right,
        symbols::Up | symbols::KP_Up => Key::Up,
        symbols::Down | symbols::KP_Down => Key::Down,
        symbols::Return | symbols::KP_Enter | symbols::ISO_Enter => Key::Enter,
        symbols::Escape => Key::Escape,
        symbols::BackSpace => Key::Backspace,
        // With Shift the first is the second.
        symbols::Tab | symbols::ISO_Left_Tab => Key::Tab,
        symbols::Page_Up | symbols::KP_Page_Up => Key::PageUp,
        symbols::Page_Down | symbols::KP_Page_Down => Key::PageDown,
        symbols::F1 => Key::F(1),
        symbols::F2 => Key::F(2),
        symbols::F3 => Key::F(3),
        symbols::F4 => Key::F(4),
        symbols::F5 => Key::F(5),
        symbols::F6 => Key::F(6),
        symbols::F7 => Key::F(7),
        symbols::F8 => Key::F(8),
        symbols::F11 => Key::F(11),
        _ => return None,
    })
}

fn character(symbol: Keysym) -> Option<char> {
    symbol.key_char().filter(|typed| !typed.is_control())
}

/// What a US keyboard types with this key.
fn us(key: u8, shift: bool) -> Option<char> {
    ROWS.iter().find_map(|(first, plain, shifted)| {
        let at = usize::from(key.checked_sub(*first)?);
        (if shift { shifted } else { plain }).chars().nth(at)
    })
}

fn is_letter(typed: Option<char>) -> bool {
    typed.is_some_and(|typed| typed.is_ascii_alphabetic())
}

/// True for the letters of Latin scripts, with their accents.
fn is_latin(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
pub(super) mod tests;
