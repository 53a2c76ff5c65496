//! The table of keys: which key asks for which action, where, and what the help says of it.
//!
//! The help pane, the table in docs/keys.md and the names in `[keys]` come from it. The rooms add
//! their own keys.

use super::action::Action;
use super::action::Direction::{Down, Left, Right, Up};
use super::door::Door;
use crate::screen::Key;

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
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The keys as people write them.
    pub keys: &'static str,
    /// What they do, in a few words.
    pub help: &'static str,
    /// Where the help pane lists them.
    pub group: Group,
    /// Where they mean this: everywhere, or only behind one door.
    pub scope: Scope,
    /// The keys themselves; true where Shift must be held. Shift is not looked at for characters,
    /// which say it themselves.
    pub(super) bindings: &'static [(Key, bool, Action)],
    /// What the first action was called in `[keys]` in an earlier version.
    pub(super) former: Option<&'static str>,
}

/// Where keys have their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Wherever one is.
    Everywhere,
    /// Behind this door alone, where it takes the place of what the key means elsewhere.
    Behind(Door),
}

impl Entry {
    /// Keys that mean the same everywhere.
    pub const fn new(
        keys: &'static str,
        help: &'static str,
        group: Group,
        bindings: &'static [(Key, bool, Action)],
    ) -> Self {
        Self { keys, help, group, scope: Scope::Everywhere, bindings, former: None }
    }

    /// The same keys, but with this meaning behind one door alone.
    #[must_use]
    pub const fn behind(self, door: Door) -> Self {
        Self { scope: Scope::Behind(door), ..self }
    }

    /// The same keys, whose first action may still be called by an old name in `[keys]`.
    #[must_use]
    pub const fn formerly(self, name: &'static str) -> Self {
        Self { former: Some(name), ..self }
    }
}

/// Every key that is no room's, in the order of the help pane.
pub const ENTRIES: &[Entry] = &[
    Entry::new(
        "1 … 8, F1 … F8",
        "through a door of the bar",
        Group::Move,
        &[
            (Key::Char('1'), false, Action::Open(Door::See)),
            (Key::Char('2'), false, Action::Open(Door::Inside)),
            (Key::Char('3'), false, Action::Open(Door::LooksFor)),
            (Key::Char('4'), false, Action::Open(Door::Hide)),
            (Key::Char('5'), false, Action::Open(Door::Changes)),
            (Key::Char('6'), false, Action::Open(Door::Dreams)),
            (Key::Char('7'), false, Action::Open(Door::Teach)),
            (Key::Char('8'), false, Action::Open(Door::Play)),
            (Key::F(1), false, Action::Open(Door::See)),
            (Key::F(2), false, Action::Open(Door::Inside)),
            (Key::F(3), false, Action::Open(Door::LooksFor)),
            (Key::F(4), false, Action::Open(Door::Hide)),
            (Key::F(5), false, Action::Open(Door::Changes)),
            (Key::F(6), false, Action::Open(Door::Dreams)),
            (Key::F(7), false, Action::Open(Door::Teach)),
            (Key::F(8), false, Action::Open(Door::Play)),
        ],
    ),
    Entry::new(
        "arrows",
        "move the selection (with Shift: in steps)",
        Group::Move,
        &[
            (Key::Left, false, Action::Move(Left)),
            (Key::Right, false, Action::Move(Right)),
            (Key::Up, false, Action::Move(Up)),
            (Key::Down, false, Action::Move(Down)),
            (Key::Left, true, Action::Leap(Left)),
            (Key::Right, true, Action::Leap(Right)),
            (Key::Up, true, Action::Leap(Up)),
            (Key::Down, true, Action::Leap(Down)),
        ],
    ),
    Entry::new(
        "Enter, click, wheel",
        "closer: the layer, the unit, its pixels",
        Group::Move,
        &[(Key::Enter, false, Action::Closer)],
    ),
    Entry::new("Esc, right click", "back", Group::Move, &[(Key::Escape, false, Action::Back)]),
    Entry::new(
        ", .",
        "previous, next layer",
        Group::Move,
        &[
            (Key::Char(','), false, Action::PreviousLayer),
            (Key::Char('.'), false, Action::NextLayer),
        ],
    ),
    Entry::new(
        "z",
        "one unit: in its layer, large, its pixels",
        Group::Move,
        &[(Key::Char('z'), false, Action::Zoom)],
    ),
    Entry::new(
        "/",
        "find a layer, a unit or a class",
        Group::Move,
        &[(Key::Char('/'), false, Action::Find)],
    ),
    Entry::new(
        "space, f",
        "freeze the picture, go on",
        Group::Picture,
        &[(Key::Char(' '), false, Action::Freeze), (Key::Char('f'), false, Action::Freeze)],
    ),
    Entry::new(
        "PgUp PgDn, w e",
        "previous, next picture; 10 s in a clip",
        Group::Picture,
        &[
            (Key::PageUp, false, Action::PreviousPicture),
            (Key::Char('w'), false, Action::PreviousPicture),
            (Key::PageDown, false, Action::NextPicture),
            (Key::Char('e'), false, Action::NextPicture),
        ],
    ),
    Entry::new(
        "!",
        "it is wrong: which word, then?",
        Group::Picture,
        &[(Key::Char('!'), false, Action::Wrong)],
    ),
    Entry::new(
        "S",
        "shake a photo a little, stop",
        Group::Picture,
        &[(Key::Char('S'), false, Action::Shake)],
    ),
    Entry::new(
        "c",
        "camera or files",
        Group::Picture,
        &[(Key::Char('c'), false, Action::SwitchSource)],
    ),
    Entry::new(
        "C",
        "the next camera",
        Group::Picture,
        &[(Key::Char('C'), false, Action::NextCamera)],
    ),
    Entry::new(
        "v",
        "mirror the camera",
        Group::Picture,
        &[(Key::Char('v'), false, Action::Mirror)],
    ),
    Entry::new(
        "y",
        "all channels, however small",
        Group::Show,
        &[(Key::Char('y'), false, Action::EveryChannel)],
    ),
    Entry::new(
        "g",
        "gamma: how bright faint values are",
        Group::Show,
        &[(Key::Char('g'), false, Action::Gamma)],
    ),
    Entry::new(
        "n",
        "the next network",
        Group::Show,
        &[(Key::Char('n'), false, Action::NextNetwork)],
    ),
    Entry::new(
        "t",
        "each channel on a scale of its own",
        Group::Show,
        &[(Key::Char('t'), false, Action::Boost)],
    ),
    Entry::new("p", "colours", Group::Show, &[(Key::Char('p'), false, Action::Colors)]),
    Entry::new(
        "o",
        "lay the map over the picture",
        Group::Show,
        &[(Key::Char('o'), false, Action::Overlay)],
    ),
    Entry::new("j", "statistics", Group::Show, &[(Key::Char('j'), false, Action::Statistics)]),
    Entry::new("F11", "full screen", Group::Show, &[(Key::F(11), false, Action::FullScreen)]),
    Entry::new(
        "b B",
        "which pixels: off, gradient … Grad-CAM",
        Group::Ask,
        &[
            (Key::Char('b'), false, Action::NextMethod),
            (Key::Char('B'), false, Action::PreviousMethod),
        ],
    ),
    Entry::new(
        "m",
        "drawn raw, gray, as norm, blurred",
        Group::Ask,
        &[(Key::Char('m'), false, Action::Filter)],
    ),
    Entry::new(
        "a",
        "in a layer: activations or signals",
        Group::Ask,
        &[(Key::Char('a'), false, Action::Signals)],
    ),
    Entry::new(
        "d",
        "keep asking about this one",
        Group::Ask,
        &[(Key::Char('d'), false, Action::Pin)],
    ),
    Entry::new(
        "P",
        "ask from its strongest place alone",
        Group::Ask,
        &[(Key::Char('P'), false, Action::PeakAlone)],
    ),
    Entry::new(
        "=",
        "keep this unit beside the next",
        Group::Ask,
        &[(Key::Char('='), false, Action::Beside)],
    ),
    Entry::new(
        "0",
        "switch this unit off, and on",
        Group::Ask,
        &[(Key::Char('0'), false, Action::SwitchUnit)],
    ),
    Entry::new(
        "9",
        "switch its whole layer off, and on",
        Group::Ask,
        &[(Key::Char('9'), false, Action::SwitchLayer)],
    ),
    Entry::new(
        "s",
        "save a picture of the screen",
        Group::Program,
        &[(Key::Char('s'), false, Action::SavePicture)],
    ),
    Entry::new(
        "x",
        "export maps and pixels to a file",
        Group::Program,
        &[(Key::Char('x'), false, Action::Export)],
    ),
    Entry::new(
        "r",
        "record what is shown, stop",
        Group::Program,
        &[(Key::Char('r'), false, Action::Record)],
    ),
    Entry::new(
        "h ?",
        "what can be done; hold it: presenter",
        Group::Program,
        &[(Key::Char('h'), false, Action::Help), (Key::Char('?'), false, Action::Help)],
    ),
    Entry::new(
        "i",
        "explain what is on the screen",
        Group::Program,
        &[(Key::Char('i'), false, Action::Explain)],
    ),
    Entry::new(
        "q",
        "quit (kiosk: hold two seconds)",
        Group::Program,
        &[(Key::Char('q'), false, Action::Quit)],
    ),
];

/// The table of these keys for docs/keys.md.
pub fn markdown<'a>(entries: impl Iterator<Item = &'a Entry>) -> String {
    let row = |entry: &Entry| format!("| {} | {} |\n", code(entry.keys), entry.help);
    let rows: String = entries.map(row).collect();
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
    use super::*;

    #[test]
    fn the_table_for_the_readme_marks_characters() {
        let table = markdown(ENTRIES.iter());
        assert!(table.contains("| space, `f` | freeze the picture, go on |"), "{table}");
        assert!(table.contains("| `,` `.` | previous, next layer |"), "{table}");
    }
}
