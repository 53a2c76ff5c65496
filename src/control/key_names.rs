//! What keys are called in `--keys` and in `[keys]`: names and characters, read and written.

use crate::screen::{Key, KeyPress};

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
    ("F1", Key::F(1)),
    ("F2", Key::F(2)),
    ("F3", Key::F(3)),
    ("F4", Key::F(4)),
    ("F5", Key::F(5)),
    ("F6", Key::F(6)),
    ("F7", Key::F(7)),
    ("F8", Key::F(8)),
    ("F11", Key::F(11)),
    ("Backspace", Key::Backspace),
    ("Tab", Key::Tab),
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
