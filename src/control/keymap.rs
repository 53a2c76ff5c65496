//! The table of keys: which key asks for which action, where, and what the help says of it.
//!
//! The help pane, the table in docs/keys.md and the names in `[keys]` come from it. The rooms add
//! their own keys.

use deepvis_camera::CameraOrder;

use super::action::Action;
use super::action::Direction::{Down, Left, Right, Up};
use super::door::Door;
use crate::screen::Key;
use crate::words;

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
    pub fn title(self) -> String {
        match self {
            Self::Move => say!("group-move"),
            Self::Picture => say!("group-picture"),
            Self::Show => say!("group-show"),
            Self::Ask => say!("group-ask"),
            Self::Test => say!("group-test"),
            Self::Program => say!("group-program"),
        }
    }
}

/// Keys that belong together, and what they do.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The keys as people write them.
    pub keys: &'static str,
    /// The message that says what they do, in a few words.
    does: &'static str,
    /// Where the help pane lists them.
    pub group: Group,
    /// Where they mean this: everywhere, or only behind one door.
    pub scope: Scope,
    /// For whom it is.
    pub audience: Audience,
    /// True where the keys act from the press on, for as long as they are held.
    pub(super) held: bool,
    /// The keys themselves; true where Shift must be held. Shift is not looked at for characters,
    /// which say it themselves.
    pub(super) bindings: &'static [(Key, bool, Action)],
    /// What the first action was called in `[keys]` in an earlier version.
    pub(super) former: Option<&'static str>,
}

/// Who is offered what a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Visitors,
    /// Whoever presents the program: it changes the machine's state, writes files or ends the
    /// program.
    Presenter,
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
    /// Keys that mean the same everywhere; `does` is the message that says what.
    pub const fn new(
        keys: &'static str,
        does: &'static str,
        group: Group,
        bindings: &'static [(Key, bool, Action)],
    ) -> Self {
        let (scope, audience) = (Scope::Everywhere, Audience::Visitors);
        Self { keys, does, group, scope, audience, held: false, bindings, former: None }
    }

    /// What they do, in a few words.
    pub fn help(&self) -> String {
        words::message(self.does)
    }

    /// The same keys, but with this meaning behind one door alone.
    #[must_use]
    pub const fn behind(self, door: Door) -> Self {
        Self { scope: Scope::Behind(door), ..self }
    }

    /// The same keys, which act for as long as they are held: what they do begins with the press,
    /// and [`crate::exhibit::selection::Selection::holding`] says until when.
    #[must_use]
    pub const fn held(self) -> Self {
        Self { held: true, ..self }
    }

    /// The same keys, offered to the presenter alone.
    #[must_use]
    pub const fn for_presenter(self) -> Self {
        Self { audience: Audience::Presenter, ..self }
    }

    /// What they do, each once, in the order of the keys.
    pub fn actions(&self) -> Vec<Action> {
        let mut actions: Vec<Action> = self.bindings.iter().map(|binding| binding.2).collect();
        let mut seen = Vec::new();
        actions.retain(|action| {
            let new = !seen.contains(action);
            seen.push(*action);
            new
        });
        actions
    }

    /// The same keys, whose first action may still be called by an old name in `[keys]`.
    #[must_use]
    pub const fn formerly(self, name: &'static str) -> Self {
        Self { former: Some(name), ..self }
    }
}

/// A key that sets the camera in another way.
const fn camera(key: char, order: CameraOrder) -> (Key, bool, Action) {
    (Key::Char(key), false, Action::Camera(order))
}

/// Every key that is no room's, in the order of the help pane.
pub const ENTRIES: &[Entry] = &[
    Entry::new(
        "1 … 8, F1 … F8",
        "key-door",
        Group::Move,
        &[
            (Key::Char('1'), false, Action::Open(Door::See)),
            (Key::F(1), false, Action::Open(Door::See)),
            (Key::Char('2'), false, Action::Open(Door::Inside)),
            (Key::F(2), false, Action::Open(Door::Inside)),
            (Key::Char('3'), false, Action::Open(Door::LooksFor)),
            (Key::F(3), false, Action::Open(Door::LooksFor)),
            (Key::Char('4'), false, Action::Open(Door::Hide)),
            (Key::F(4), false, Action::Open(Door::Hide)),
            (Key::Char('5'), false, Action::Open(Door::Changes)),
            (Key::F(5), false, Action::Open(Door::Changes)),
            (Key::Char('6'), false, Action::Open(Door::Dreams)),
            (Key::F(6), false, Action::Open(Door::Dreams)),
            (Key::Char('7'), false, Action::Open(Door::Teach)),
            (Key::F(7), false, Action::Open(Door::Teach)),
            (Key::Char('8'), false, Action::Open(Door::Play)),
            (Key::F(8), false, Action::Open(Door::Play)),
        ],
    ),
    Entry::new(
        "arrows",
        "key-move",
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
        "key-closer",
        Group::Move,
        &[(Key::Enter, false, Action::Closer)],
    ),
    Entry::new("Esc, right click", "key-back", Group::Move, &[(Key::Escape, false, Action::Back)]),
    Entry::new(
        ", .",
        "key-layers",
        Group::Move,
        &[
            (Key::Char(','), false, Action::PreviousLayer),
            (Key::Char('.'), false, Action::NextLayer),
        ],
    ),
    Entry::new(
        "PgUp PgDn",
        "key-pages",
        Group::Move,
        &[(Key::PageUp, false, Action::PreviousPage), (Key::PageDown, false, Action::NextPage)],
    )
    .behind(Door::Inside),
    Entry::new("A", "key-all-layers", Group::Move, &[(Key::Char('A'), false, Action::AllLayers)])
        .behind(Door::Inside),
    Entry::new("z", "key-zoom", Group::Move, &[(Key::Char('z'), false, Action::Zoom)]),
    Entry::new("/", "key-find", Group::Move, &[(Key::Char('/'), false, Action::Find)]),
    Entry::new(
        "space, f",
        "key-freeze",
        Group::Picture,
        &[(Key::Char(' '), false, Action::Freeze), (Key::Char('f'), false, Action::Freeze)],
    ),
    Entry::new(
        "PgUp PgDn, w e",
        "key-pictures",
        Group::Picture,
        &[
            (Key::PageUp, false, Action::PreviousPicture),
            (Key::Char('w'), false, Action::PreviousPicture),
            (Key::PageDown, false, Action::NextPicture),
            (Key::Char('e'), false, Action::NextPicture),
        ],
    ),
    Entry::new("!", "key-wrong", Group::Picture, &[(Key::Char('!'), false, Action::Wrong)]),
    Entry::new(
        "c S",
        "key-source",
        Group::Picture,
        &[(Key::Char('c'), false, Action::SwitchSource), (Key::Char('S'), false, Action::Shake)],
    ),
    Entry::new("C", "key-camera", Group::Picture, &[(Key::Char('C'), false, Action::NextCamera)])
        .for_presenter(),
    Entry::new("v", "key-mirror", Group::Picture, &[(Key::Char('v'), false, Action::Mirror)])
        .for_presenter(),
    Entry::new("F", "key-power-line", Group::Picture, &[camera('F', CameraOrder::PowerLine)])
        .for_presenter(),
    Entry::new("Y", "key-hold", Group::Picture, &[camera('Y', CameraOrder::Hold)]).for_presenter(),
    Entry::new("G", "key-low-light", Group::Picture, &[camera('G', CameraOrder::LowLightRate)])
        .for_presenter(),
    Entry::new("Z", "key-camera-zoom", Group::Picture, &[camera('Z', CameraOrder::Zoom)])
        .for_presenter(),
    Entry::new("V", "key-rotate", Group::Picture, &[camera('V', CameraOrder::Rotate)])
        .for_presenter(),
    Entry::new(
        "y u",
        "key-every-channel",
        Group::Show,
        &[(Key::Char('y'), false, Action::EveryChannel), (Key::Char('u'), false, Action::Patterns)],
    ),
    Entry::new("g", "key-gamma", Group::Show, &[(Key::Char('g'), false, Action::Gamma)]),
    Entry::new("n", "key-network", Group::Show, &[(Key::Char('n'), false, Action::NextNetwork)])
        .for_presenter(),
    Entry::new("t", "key-boost", Group::Show, &[(Key::Char('t'), false, Action::Boost)]),
    Entry::new(
        "p o",
        "key-colors",
        Group::Show,
        &[(Key::Char('p'), false, Action::Colors), (Key::Char('o'), false, Action::Overlay)],
    ),
    Entry::new(
        "$ &",
        "key-language",
        Group::Show,
        &[
            (Key::Char('$'), false, Action::NextLanguage),
            (Key::Char('&'), false, Action::LargeText),
        ],
    ),
    Entry::new("j", "key-statistics", Group::Show, &[(Key::Char('j'), false, Action::Statistics)]),
    Entry::new("F11", "key-full-screen", Group::Show, &[(Key::F(11), false, Action::FullScreen)])
        .for_presenter(),
    Entry::new(
        "b B",
        "key-method",
        Group::Ask,
        &[
            (Key::Char('b'), false, Action::NextMethod),
            (Key::Char('B'), false, Action::PreviousMethod),
        ],
    ),
    Entry::new("m", "key-filter", Group::Ask, &[(Key::Char('m'), false, Action::Filter)]),
    Entry::new("a", "key-signals", Group::Ask, &[(Key::Char('a'), false, Action::Signals)]),
    Entry::new(
        "d N",
        "key-pin",
        Group::Ask,
        &[(Key::Char('d'), false, Action::Pin), (Key::Char('N'), false, Action::AnyOther)],
    ),
    Entry::new(
        "; :",
        "key-guesses",
        Group::Ask,
        &[(Key::Char(';'), false, Action::PickBest), (Key::Char(':'), false, Action::PickSecond)],
    ),
    Entry::new("P", "key-peak", Group::Ask, &[(Key::Char('P'), false, Action::PeakAlone)]),
    Entry::new("=", "key-beside", Group::Ask, &[(Key::Char('='), false, Action::Beside)]),
    Entry::new(
        "0 9",
        "key-switch-unit",
        Group::Ask,
        &[
            (Key::Char('0'), false, Action::SwitchUnit),
            (Key::Char('9'), false, Action::SwitchLayer),
        ],
    ),
    Entry::new("*", "key-name", Group::Ask, &[(Key::Char('*'), false, Action::Name)]),
    Entry::new("s", "key-save", Group::Program, &[(Key::Char('s'), false, Action::SavePicture)])
        .for_presenter(),
    Entry::new("x", "key-export", Group::Program, &[(Key::Char('x'), false, Action::Export)])
        .for_presenter(),
    Entry::new("r", "key-record", Group::Program, &[(Key::Char('r'), false, Action::Record)])
        .for_presenter(),
    Entry::new(
        "h ?",
        "key-help",
        Group::Program,
        &[(Key::Char('h'), false, Action::Help), (Key::Char('?'), false, Action::Help)],
    ),
    Entry::new(
        "i X",
        "key-explain",
        Group::Program,
        &[(Key::Char('i'), false, Action::Explain), (Key::Char('X'), false, Action::Forget)],
    ),
    Entry::new("q", "key-quit", Group::Program, &[(Key::Char('q'), false, Action::Quit)])
        .for_presenter(),
];

/// The table of these keys for docs/keys.md.
pub fn markdown<'a>(entries: impl Iterator<Item = &'a Entry>) -> String {
    let row = |entry: &Entry| format!("| {} | {} |\n", code(entry.keys), entry.help());
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
        let is_key = bare.chars().count() == 1 && bare != "…";
        if is_key { format!("`{bare}`{comma}") } else { word.to_owned() }
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
        assert!(table.contains("| `1` … `8`, F1 … F8 |"), "{table}");
        assert!(table.contains("| `,` `.` | previous, next layer |"), "{table}");
    }
}
