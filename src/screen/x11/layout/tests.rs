//! Tests of the keyboard layout on X11: Latin, Russian, Greek and others.

use x11rb::protocol::xkb::KTMapEntry;

use super::*;

const SHIFT: u8 = 1;
const CAPS: u8 = 2;
const CONTROL: u8 = 4;
const NUM_LOCK: u8 = 16;
const ALT_GR: u8 = 128;

/// A type whose levels these modifiers lead to.
fn kind(mask: u8, levels: &[(u8, u8)]) -> KeyType {
    let entry = |&(mods, level): &(u8, u8)| KTMapEntry {
        active: true,
        mods_mask: u16::from(mods).into(),
        level,
        mods_mods: u16::from(mods).into(),
        mods_vmods: 0_u16.into(),
    };
    KeyType {
        mods_mask: u16::from(mask).into(),
        mods_mods: u16::from(mask).into(),
        mods_vmods: 0_u16.into(),
        num_levels: 4,
        has_preserve: false,
        map: levels.iter().map(entry).collect(),
        preserve: Vec::new(),
    }
}

/// A keyboard with a group for each layout; a layout is the plain row and the row with Shift of
/// each of [`ROWS`].
pub fn keyboard(layouts: &[[(&str, &str); 5]]) -> Layout {
    let types = vec![
        kind(0, &[]),
        kind(SHIFT | CAPS, &[(SHIFT, 1), (CAPS, 1)]),
        kind(SHIFT | NUM_LOCK, &[(NUM_LOCK, 1)]),
        kind(SHIFT | ALT_GR, &[(SHIFT, 1), (ALT_GR, 2)]),
    ];
    let unused = KeySymMap { kt_index: [0; 4], group_info: 0, width: 0, syms: Vec::new() };
    let mut keys = vec![unused; 248];
    let first = 8;
    for (row, (number, us, _)) in ROWS.iter().enumerate() {
        for at in 0..us.chars().count() {
            let symbols = layouts.iter().flat_map(|layout| [layout[row].0, layout[row].1]);
            let symbol = |row: &str| Keysym::from_char(row.chars().nth(at).unwrap()).raw();
            keys[usize::from(number - first) + at] = KeySymMap {
                kt_index: [1; 4],
                group_info: layouts.len() as u8,
                width: 2,
                syms: symbols.map(symbol).collect(),
            };
        }
    }
    let mut special = |number: u8, kind: u8, syms: &[u32]| {
        keys[usize::from(number - first)] = KeySymMap {
            kt_index: [kind; 4],
            group_info: 1,
            width: syms.len() as u8,
            syms: syms.to_vec(),
        };
    };
    special(83, 2, &[symbols::KP_Left, symbols::KP_4]);
    special(81, 2, &[symbols::KP_Page_Up, symbols::KP_9]);
    special(86, 0, &[symbols::KP_Add]);
    special(104, 0, &[symbols::KP_Enter]);
    special(113, 0, &[symbols::Left]);
    special(94, 3, &[symbols::less, symbols::greater, symbols::bar]);
    special(50, 0, &[symbols::Shift_L]);
    Layout::new(types, keys, first)
}

pub const US: [(&str, &str); 5] = [
    ("1234567890-=", "!@#$%^&*()_+"),
    ("qwertyuiop[]", "QWERTYUIOP{}"),
    ("asdfghjkl;'`", "ASDFGHJKL:\"~"),
    ("\\", "|"),
    ("zxcvbnm,./", "ZXCVBNM<>?"),
];
const RUSSIAN: [(&str, &str); 5] = [
    ("1234567890-=", "!\"№;%:?*()_+"),
    ("йцукенгшщзхъ", "ЙЦУКЕНГШЩЗХЪ"),
    ("фывапролджэё", "ФЫВАПРОЛДЖЭЁ"),
    ("\\", "/"),
    ("ячсмитьбю.", "ЯЧСМИТЬБЮ,"),
];
const GREEK: [(&str, &str); 5] = [
    ("1234567890-=", "!@#$%^&*()_+"),
    (";ςερτυθιοπ[]", ":΅ΕΡΤΥΘΙΟΠ{}"),
    ("ασδφγηξκλ΄'`", "ΑΣΔΦΓΗΞΚΛ¨\"~"),
    ("\\", "|"),
    ("ζχψωβνμ,./", "ΖΧΨΩΒΝΜ<>?"),
];
const FRENCH: [(&str, &str); 5] = [
    ("&é\"'(-è_çà)=", "1234567890°+"),
    ("azertyuiop^$", "AZERTYUIOP¨£"),
    ("qsdfghjklmù²", "QSDFGHJKLM%~"),
    ("*", "µ"),
    ("wxcvbn,;:!", "WXCVBN?./§"),
];

fn typed(layout: &Layout, key: u8, modifiers: u8, group: u8) -> Option<char> {
    let state = State { modifiers: modifiers.into(), group };
    match layout.key(key, state) {
        Some(Key::Char(typed)) => Some(typed),
        _ => None,
    }
}

#[test]
fn every_latin_letter_can_be_typed_on_a_russian_and_on_a_greek_keyboard() {
    for layout in [RUSSIAN, GREEK, US].map(|layout| keyboard(&[layout])) {
        for (first, plain, shifted) in &ROWS[1..3] {
            for (key, (plain, shifted)) in (*first..).zip(plain.chars().zip(shifted.chars())) {
                if plain.is_ascii_alphabetic() {
                    assert_eq!(typed(&layout, key, 0, 0), Some(plain));
                    assert_eq!(typed(&layout, key, CAPS, 0), Some(plain), "with Caps Lock");
                    assert_eq!(typed(&layout, key, SHIFT, 0), Some(shifted));
                    assert_eq!(typed(&layout, key, SHIFT | CAPS, 0), Some(shifted));
                }
            }
        }
    }
}

#[test]
fn a_foreign_letter_in_the_place_of_punctuation_counts_as_that() {
    let russian = keyboard(&[RUSSIAN]);
    for (key, plain, shifted) in [(34, '[', '{'), (35, ']', '}'), (59, ',', '<'), (60, '.', '>')] {
        assert_eq!(typed(&russian, key, 0, 0), Some(plain));
        assert_eq!(typed(&russian, key, SHIFT, 0), Some(shifted));
    }
    // What it types of itself goes before.
    assert_eq!(typed(&russian, 61, 0, 0), Some('.'));
    assert_eq!(typed(&russian, 51, SHIFT, 0), Some('/'));
    assert_eq!(typed(&russian, 12, SHIFT, 0), Some('#'), "the numero sign");
}

#[test]
fn the_keyboards_latin_layout_goes_before_the_us_one() {
    let both = keyboard(&[FRENCH, RUSSIAN]);
    // A French keyboard has A where a US one has Q.
    assert_eq!(typed(&both, 24, 0, 0), Some('a'));
    assert_eq!(typed(&both, 24, 0, 1), Some('a'));
    assert_eq!(typed(&both, 24, SHIFT, 1), Some('A'));
    assert_eq!(typed(&keyboard(&[RUSSIAN, FRENCH]), 24, 0, 0), Some('a'));
    assert_eq!(typed(&keyboard(&[RUSSIAN]), 24, 0, 0), Some('q'));
    // A group that the keyboard does not have wraps around.
    assert_eq!(typed(&keyboard(&[RUSSIAN]), 24, 0, 1), Some('q'));
}

#[test]
fn a_latin_layout_types_its_own_characters_and_no_others() {
    let french = keyboard(&[FRENCH]);
    for (key, modifiers, wanted) in [
        (10, 0, Some('&')),
        (10, SHIFT, Some('1')),
        (59, SHIFT, Some('.')),
        (58, 0, Some(',')),
        // An é is no 2, and an à would switch a unit off.
        (11, 0, None),
        (19, 0, None),
        (38, 0, Some('q')),
    ] {
        assert_eq!(typed(&french, key, modifiers, 0), wanted, "key {key}");
    }
}

#[test]
fn the_keypad_moves_without_numlock_and_types_with_it() {
    let us = keyboard(&[US]);
    let key = |key, modifiers: u8| us.key(key, State { modifiers: modifiers.into(), group: 0 });
    assert_eq!(key(83, 0), Some(Key::Left));
    assert_eq!(key(83, NUM_LOCK), Some(Key::Char('4')));
    assert_eq!(key(83, NUM_LOCK | SHIFT), Some(Key::Left));
    assert_eq!((key(81, 0), key(81, NUM_LOCK)), (Some(Key::PageUp), Some(Key::Char('9'))));
    assert_eq!((key(86, 0), key(104, 0)), (Some(Key::Char('+')), Some(Key::Enter)));
}

#[test]
fn control_types_nothing_and_altgr_its_own_characters() {
    let us = keyboard(&[US]);
    assert_eq!(typed(&us, 24, CONTROL, 0), None);
    assert_eq!(us.key(113, State { modifiers: 4, group: 0 }), Some(Key::Left));
    assert_eq!(typed(&us, 94, ALT_GR, 0), Some('|'));
    assert_eq!(typed(&us, 50, 0, 0), None, "Shift alone");
    assert_eq!((typed(&us, 3, 0, 0), typed(&us, 255, 0, 0)), (None, None));
}

#[test]
fn a_key_with_fewer_groups_than_the_keyboard_says_which_counts() {
    for (info, wanted, group) in [
        (0x02, 1, Some(1)),
        (0x02, 3, Some(1)),
        (0x42, 3, Some(1)),
        (0x92, 3, Some(1)),
        (0xb2, 2, Some(0)),
        (0x00, 0, None),
    ] {
        assert_eq!(group_of(info, wanted), group, "{info:x}");
    }
}
