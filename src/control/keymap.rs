//! One table from keys to actions; also the source of the help pane, of the table in docs/keys.md,
//! and of the names that `--keys` understands.

use super::action::Action;
use super::action::Direction::{Down, Left, Right, Up};
use crate::screen::{Key, KeyPress};

/// What a key is for; the help pane's headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Moving about in the network.
    Move,
    /// What is before the camera.
    Picture,
    /// How it is shown.
    Show,
    /// What drives a unit, and what comes of it.
    Ask,
    /// Why the answer changes.
    Test,
    /// The program itself.
    Program,
}

impl Group {
    /// In the order of the help pane.
    pub const ALL: [Self; 6] =
        [Self::Move, Self::Picture, Self::Show, Self::Ask, Self::Test, Self::Program];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Look around",
            Self::Picture => "The picture",
            Self::Show => "How it is shown",
            Self::Ask => "What drives it",
            Self::Test => "Why did it flip?",
            Self::Program => "DeepVis",
        }
    }
}

/// Keys that belong together, and what they do.
#[derive(Debug)]
pub struct Entry {
    /// The keys as people write them.
    pub keys: &'static str,
    /// What they do, in a few words.
    pub help: &'static str,
    /// Where the help pane lists them.
    pub group: Group,
    /// The keys themselves; true where Shift must be held. Shift is not looked at for characters,
    /// which say it themselves.
    pub(super) bindings: &'static [(Key, bool, Action)],
}

/// Every key that works, in the order of the help pane.
pub const ENTRIES: &[Entry] = &[
    Entry {
        keys: "arrows",
        help: "move the selection (with Shift: in steps)",
        group: Group::Move,
        bindings: &[
            (Key::Left, false, Action::Move(Left)),
            (Key::Right, false, Action::Move(Right)),
            (Key::Up, false, Action::Move(Up)),
            (Key::Down, false, Action::Move(Down)),
            (Key::Left, true, Action::Leap(Left)),
            (Key::Right, true, Action::Leap(Right)),
            (Key::Up, true, Action::Leap(Up)),
            (Key::Down, true, Action::Leap(Down)),
        ],
    },
    Entry {
        keys: "Enter, click, wheel",
        help: "closer: the layer, the unit, its pixels",
        group: Group::Move,
        bindings: &[(Key::Enter, false, Action::Closer)],
    },
    Entry {
        keys: "Esc, right click",
        help: "back",
        group: Group::Move,
        bindings: &[(Key::Escape, false, Action::Back)],
    },
    Entry {
        keys: ", .",
        help: "previous, next layer",
        group: Group::Move,
        bindings: &[
            (Key::Char(','), false, Action::PreviousLayer),
            (Key::Char('.'), false, Action::NextLayer),
        ],
    },
    Entry {
        keys: "z",
        help: "one unit: in its layer, large, its pixels",
        group: Group::Move,
        bindings: &[(Key::Char('z'), false, Action::Zoom)],
    },
    Entry {
        keys: "/",
        help: "find a layer, a unit or a class",
        group: Group::Move,
        bindings: &[(Key::Char('/'), false, Action::Find)],
    },
    Entry {
        keys: "space, f",
        help: "freeze the picture, go on",
        group: Group::Picture,
        bindings: &[
            (Key::Char(' '), false, Action::Freeze),
            (Key::Char('f'), false, Action::Freeze),
        ],
    },
    Entry {
        keys: "PgUp PgDn, w e",
        help: "previous, next picture; 10 s in a clip",
        group: Group::Picture,
        bindings: &[
            (Key::PageUp, false, Action::PreviousPicture),
            (Key::Char('w'), false, Action::PreviousPicture),
            (Key::PageDown, false, Action::NextPicture),
            (Key::Char('e'), false, Action::NextPicture),
        ],
    },
    Entry {
        keys: "c",
        help: "camera or files",
        group: Group::Picture,
        bindings: &[(Key::Char('c'), false, Action::SwitchSource)],
    },
    Entry {
        keys: "C",
        help: "the next camera",
        group: Group::Picture,
        bindings: &[(Key::Char('C'), false, Action::NextCamera)],
    },
    Entry {
        keys: "v",
        help: "mirror the camera",
        group: Group::Picture,
        bindings: &[(Key::Char('v'), false, Action::Mirror)],
    },
    Entry {
        keys: "y",
        help: "all channels, however small",
        group: Group::Show,
        bindings: &[(Key::Char('y'), false, Action::EveryChannel)],
    },
    Entry {
        keys: "g",
        help: "gamma: how bright faint values are",
        group: Group::Show,
        bindings: &[(Key::Char('g'), false, Action::Gamma)],
    },
    Entry {
        keys: "n",
        help: "the next network",
        group: Group::Show,
        bindings: &[(Key::Char('n'), false, Action::NextNetwork)],
    },
    Entry {
        keys: "t",
        help: "each channel on a scale of its own",
        group: Group::Show,
        bindings: &[(Key::Char('t'), false, Action::Boost)],
    },
    Entry {
        keys: "p",
        help: "colours",
        group: Group::Show,
        bindings: &[(Key::Char('p'), false, Action::Colors)],
    },
    Entry {
        keys: "o",
        help: "lay the map over the picture",
        group: Group::Show,
        bindings: &[(Key::Char('o'), false, Action::Overlay)],
    },
    Entry {
        keys: "j",
        help: "statistics",
        group: Group::Show,
        bindings: &[(Key::Char('j'), false, Action::Statistics)],
    },
    Entry {
        keys: "F11",
        help: "full screen",
        group: Group::Show,
        bindings: &[(Key::F11, false, Action::FullScreen)],
    },
    Entry {
        keys: "b B",
        help: "which pixels: off, gradient … Grad-CAM",
        group: Group::Ask,
        bindings: &[
            (Key::Char('b'), false, Action::NextMethod),
            (Key::Char('B'), false, Action::PreviousMethod),
        ],
    },
    Entry {
        keys: "m",
        help: "drawn raw, gray, as norm, blurred",
        group: Group::Ask,
        bindings: &[(Key::Char('m'), false, Action::Filter)],
    },
    Entry {
        keys: "a",
        help: "in a layer: activations or signals",
        group: Group::Ask,
        bindings: &[(Key::Char('a'), false, Action::Signals)],
    },
    Entry {
        keys: "d",
        help: "keep asking about this one",
        group: Group::Ask,
        bindings: &[(Key::Char('d'), false, Action::Pin)],
    },
    Entry {
        keys: "1",
        help: "ask from its strongest place alone",
        group: Group::Ask,
        bindings: &[(Key::Char('1'), false, Action::PeakAlone)],
    },
    Entry {
        keys: "=",
        help: "keep this unit beside the next",
        group: Group::Ask,
        bindings: &[(Key::Char('='), false, Action::Beside)],
    },
    Entry {
        keys: "0",
        help: "switch this unit off, and on",
        group: Group::Ask,
        bindings: &[(Key::Char('0'), false, Action::SwitchUnit)],
    },
    Entry {
        keys: "9",
        help: "switch its whole layer off, and on",
        group: Group::Ask,
        bindings: &[(Key::Char('9'), false, Action::SwitchLayer)],
    },
    Entry {
        keys: "[ ]",
        help: "look at the flip before, after",
        group: Group::Test,
        bindings: &[
            (Key::Char('['), false, Action::PreviousFlip),
            (Key::Char(']'), false, Action::NextFlip),
        ],
    },
    Entry {
        keys: "k K",
        help: "chair test: move, and see; once more",
        group: Group::Test,
        bindings: &[
            (Key::Char('k'), false, Action::ChairTest),
            (Key::Char('K'), false, Action::ChairAgain),
        ],
    },
    Entry {
        keys: "l",
        help: "hide a part after the other (occlusion)",
        group: Group::Test,
        bindings: &[(Key::Char('l'), false, Action::Occlusion)],
    },
    Entry {
        keys: "- +",
        help: "the grey square: smaller, larger",
        group: Group::Test,
        bindings: &[
            (Key::Char('-'), false, Action::SmallerSquare),
            (Key::Char('+'), false, Action::LargerSquare),
        ],
    },
    Entry {
        keys: "< >",
        help: "its steps: shorter, longer",
        group: Group::Test,
        bindings: &[
            (Key::Char('<'), false, Action::FinerStride),
            (Key::Char('>'), false, Action::CoarserStride),
        ],
    },
    Entry {
        keys: "L",
        help: "how little it takes: move, turn, a hair",
        group: Group::Test,
        bindings: &[(Key::Char('L'), false, Action::Wiggles)],
    },
    Entry {
        keys: "s",
        help: "save a picture of the screen",
        group: Group::Program,
        bindings: &[(Key::Char('s'), false, Action::SavePicture)],
    },
    Entry {
        keys: "x",
        help: "export maps and pixels to a file",
        group: Group::Program,
        bindings: &[(Key::Char('x'), false, Action::Export)],
    },
    Entry {
        keys: "r",
        help: "record what is shown, stop",
        group: Group::Program,
        bindings: &[(Key::Char('r'), false, Action::Record)],
    },
    Entry {
        keys: "h",
        help: "help: these keys",
        group: Group::Program,
        bindings: &[(Key::Char('h'), false, Action::Help)],
    },
    Entry {
        keys: "i",
        help: "explain what is on the screen",
        group: Group::Program,
        bindings: &[(Key::Char('i'), false, Action::Explain)],
    },
    Entry {
        keys: "q",
        help: "quit (kiosk: hold two seconds)",
        group: Group::Program,
        bindings: &[(Key::Char('q'), false, Action::Quit)],
    },
];

/// Names of the keys that are not characters, for `--keys`.
const NAMES: &[(&str, Key)] = &[
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Enter", Key::Enter),
    ("Esc", Key::Escape),
    ("Escape", Key::Escape),
    ("PgUp", Key::PageUp),
    ("PageUp", Key::PageUp),
    ("PgDn", Key::PageDown),
    ("PageDown", Key::PageDown),
    ("Space", Key::Char(' ')),
    ("F11", Key::F11),
    ("Backspace", Key::Backspace),
];

/// Reads `--keys`: names or characters, separated by blanks; `Shift+Right` holds Shift, and
/// `Shift+x` is `X`.
///
/// # Errors
/// The word that is no key, and what a key may be called.
pub fn parse(text: &str) -> Result<Vec<KeyPress>, String> {
    text.split_whitespace().map(parse_one).collect()
}

/// One word of [`parse`].
pub(super) fn parse_one(word: &str) -> Result<KeyPress, String> {
    let (shift, name) = match word.split_once('+') {
        Some((modifier, name)) if modifier.eq_ignore_ascii_case("shift") => (true, name),
        _ => (false, word),
    };
    let named =
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|found| found.1);
    let mut characters = name.chars();
    let key = match (named, characters.next(), characters.next()) {
        (Some(key), ..) => key,
        (None, Some(character), None) => Key::Char(character),
        _ => {
            let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "unknown key {word}: a key is a character or {}",
                names.join(", ")
            ));
        }
    };
    // A character says itself whether Shift is held.
    match key {
        Key::Char(letter) if shift && letter.is_ascii_alphabetic() => {
            Ok(KeyPress { key: Key::Char(letter.to_ascii_uppercase()), shift: false })
        }
        Key::Char(' ') if shift => {
            Err(format!("{word} is no key of its own: it types a blank as Space does; write Space"))
        }
        Key::Char(character) if shift => Err(format!(
            "unknown key {word}: what Shift makes of {character} depends on the keyboard; \
             write the character that it types"
        )),
        _ => Ok(KeyPress { key, shift }),
    }
}

/// What [`parse`] calls a key.
pub(super) fn name_of(key: Key) -> String {
    match (NAMES.iter().find(|(_, known)| *known == key), key) {
        (Some((name, _)), _) => (*name).to_owned(),
        (None, Key::Char(character)) => character.to_string(),
        (None, _) => String::new(),
    }
}

/// The table of keys for docs/keys.md.
pub fn markdown() -> String {
    let row = |entry: &Entry| format!("| {} | {} |\n", code(entry.keys), entry.help);
    let rows: String = ENTRIES.iter().map(row).collect();
    format!("| key | does |\n| --- | --- |\n{rows}")
}

/// Characters as code, names of keys as they are.
fn code(keys: &str) -> String {
    let word = |word: &str| {
        let (bare, comma) = match word.strip_suffix(',') {
            Some(bare) if !bare.is_empty() => (bare, ","),
            _ => (word, ""),
        };
        if bare.chars().count() == 1 { format!("`{bare}`{comma}") } else { word.to_owned() }
    };
    keys.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_is_bound_twice() {
        let mut seen = HashSet::new();
        for (key, shift, _) in ENTRIES.iter().flat_map(|entry| entry.bindings) {
            assert!(seen.insert((*key, *shift)), "{key:?} is bound twice");
        }
    }

    #[test]
    fn every_entry_has_keys_and_a_help_line_that_fits() {
        for entry in ENTRIES {
            assert!(!entry.bindings.is_empty(), "{} does nothing", entry.keys);
            assert!((3..=45).contains(&entry.help.len()), "{}: {}", entry.keys, entry.help);
            assert!(Group::ALL.contains(&entry.group));
        }
    }

    #[test]
    fn names_and_characters_are_keys() {
        let keys = parse("Right pgdn Enter h Space Shift+Down ,").unwrap();
        let wanted = [
            Key::Right,
            Key::PageDown,
            Key::Enter,
            Key::Char('h'),
            Key::Char(' '),
            Key::Down,
            Key::Char(','),
        ];
        assert_eq!(keys.iter().map(|press| press.key).collect::<Vec<_>>(), wanted);
        assert_eq!(keys.iter().filter(|press| press.shift).count(), 1);
        assert!(parse("Right Foo").unwrap_err().contains("unknown key Foo"));
        assert_eq!(parse("  ").unwrap(), []);
    }

    #[test]
    fn shift_and_a_letter_is_the_capital_and_shift_and_another_character_is_refused() {
        for (word, wanted) in [("Shift+x", 'X'), ("shift+X", 'X'), ("X", 'X'), ("x", 'x')] {
            let wanted = KeyPress { key: Key::Char(wanted), shift: false };
            assert_eq!(parse_one(word), Ok(wanted), "{word}");
        }
        let up = KeyPress { key: Key::PageUp, shift: true };
        assert_eq!(parse_one("SHIFT+pgup"), Ok(up));
        assert_eq!(
            parse("Left Shift+1").unwrap_err(),
            "unknown key Shift+1: what Shift makes of 1 depends on the keyboard; write the \
             character that it types"
        );
        for word in ["Shift++", "Shift+.", "Shift+ä", "Shift+Space", "Shift+", "Ctrl+x", "+x"] {
            let refused = parse(word).unwrap_err();
            assert!(refused.contains(word) && refused.lines().count() == 1, "{refused}");
        }
    }

    #[test]
    fn the_table_for_the_readme_marks_characters() {
        let table = markdown();
        assert!(table.contains("| space, `f` | freeze the picture, go on |"), "{table}");
        assert!(table.contains("| `,` `.` | previous, next layer |"), "{table}");
    }
}
