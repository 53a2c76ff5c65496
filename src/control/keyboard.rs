//! The keyboard of this run: the table of keys with the person's own, looked up for an action.

use std::borrow::Cow;

use super::action::Action;
use super::door::Door;
use super::key_names;
use super::keymap::{ENTRIES, Entry, Group, Scope};
use crate::nearest::nearest;
use crate::screen::{Key, KeyPress};

/// Which key does what.
#[derive(Debug, Clone)]
pub struct Keyboard {
    /// The table, by the help pane's groups.
    entries: Vec<Entry>,
    bound: Vec<Bound>,
}

/// A key with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    press: KeyPress,
    action: Action,
    scope: Scope,
    /// True where the person chose it.
    chosen: bool,
}

impl PartialEq for Keyboard {
    fn eq(&self, other: &Self) -> bool {
        self.bound == other.bound
    }
}

impl Eq for Keyboard {}

impl Keyboard {
    /// As the table says, with the keys of these rooms.
    pub fn new(rooms: &[&[Entry]]) -> Self {
        let mut entries: Vec<Entry> =
            ENTRIES.iter().chain(rooms.iter().copied().flatten()).copied().collect();
        entries.sort_by_key(|entry| Group::ALL.iter().position(|group| *group == entry.group));
        let bound = entries.iter().flat_map(|entry| {
            entry.bindings.iter().map(|&(key, shift, action)| {
                let press = KeyPress { key, shift };
                Bound { press, action, scope: entry.scope, chosen: false }
            })
        });
        let bound = bound.collect();
        Self { entries, bound }
    }

    /// The table of keys, by the help pane's groups.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Gives an action these keys instead of its own; none takes them from it. Call
    /// [`Self::conflict`] when all is changed.
    ///
    /// # Errors
    /// The action or the key that does not exist, and what is meant perhaps.
    pub fn rebind(&mut self, action: &str, keys: &[String]) -> Result<(), String> {
        let former = self.entries.iter().filter_map(|entry| entry.former);
        let names: Vec<String> =
            self.actions().map(name).chain(former.map(str::to_owned)).collect();
        let Some((known, scope)) = self.named(action) else {
            return Err(match nearest(action, names.iter().map(String::as_str)) {
                Some(near) => format!("unknown action {action}; did you mean {near}?"),
                None => format!("unknown action {action}; `deepvis config` lists them"),
            });
        };
        if known == Action::Quit && keys.is_empty() {
            return Err("quit needs a key: a kiosk has no other way out".into());
        }
        let presses: Result<Vec<KeyPress>, String> =
            keys.iter().map(|key| key_names::parse_one(key)).collect();
        let presses = presses?;
        let chosen = !self.own(known).eq(presses.iter().copied());
        let at = self.bound.iter().position(|bound| bound.action == known).unwrap_or(0);
        self.bound.retain(|bound| bound.action != known);
        let bound = presses.into_iter().map(|press| Bound { press, action: known, scope, chosen });
        self.bound.splice(at..at, bound);
        Ok(())
    }

    /// What the action of this name, or of this old name, is called now; none where there is none.
    pub fn present_name(&self, action: &str) -> Option<String> {
        self.named(action).map(|(action, _)| name(action))
    }

    /// The action of this name, or of this old name, and where its keys have their meaning.
    fn named(&self, action: &str) -> Option<(Action, Scope)> {
        let all = || {
            self.entries.iter().flat_map(|entry| entry.bindings.iter().map(move |b| (entry, b.2)))
        };
        let known = all().find(|(_, known)| name(*known) == action);
        let former = || all().find(|(entry, _)| entry.former == Some(action));
        known.or_else(former).map(|(entry, known)| (known, entry.scope))
    }

    /// The keys that the table gives an action.
    fn own(&self, action: Action) -> impl Iterator<Item = KeyPress> {
        let bindings = self.entries.iter().flat_map(|entry| entry.bindings);
        let own = bindings.filter(move |(.., known)| *known == action);
        own.map(|&(key, shift, _)| KeyPress { key, shift })
    }

    /// A key that two actions have in one place: the key, and both.
    pub fn conflict(&self) -> Option<(String, [String; 2])> {
        self.bound.iter().enumerate().find_map(|(n, bound)| {
            let same = |other: &&Bound| other.press == bound.press && other.scope == bound.scope;
            let other = self.bound[..n].iter().find(same)?;
            Some((key_name(bound.press), [name(other.action), name(bound.action)]))
        })
    }

    /// What a key press asks for behind this door; none where the key does nothing. What a key
    /// means there alone comes first.
    pub fn action(&self, press: KeyPress, door: Door) -> Option<Action> {
        let typed = matches!(press.key, Key::Char(_));
        let find = |shift: bool, scope: Scope| {
            let wanted = KeyPress { shift, ..press };
            let found = self.bound.iter().find(|b| b.press == wanted && b.scope == scope);
            found.map(|found| found.action)
        };
        // A key without a meaning of its own with Shift means the same with it.
        let within =
            |scope: Scope| find(press.shift && !typed, scope).or_else(|| find(false, scope));
        within(Scope::Behind(door)).or_else(|| within(Scope::Everywhere))
    }

    /// True of what acts for as long as its key is held.
    pub fn is_held(&self, action: Action) -> bool {
        let held = self.entries.iter().filter(|entry| entry.held);
        held.flat_map(|entry| entry.bindings).any(|&(.., known)| known == action)
    }

    /// Every action with the names of its keys, in the order of the table, and whether the person
    /// chose them.
    pub fn table(&self) -> Vec<(String, Vec<String>, bool)> {
        let row = |action| {
            let keys = self.of(action).map(|bound| key_name(bound.press)).collect();
            let chosen = !self.own(action).eq(self.of(action).map(|bound| bound.press));
            (name(action), keys, chosen)
        };
        self.actions().map(row).collect()
    }

    /// What is drawn on the cap of an action's first key; none where it has none.
    pub fn cap(&self, action: Action) -> Option<String> {
        self.caps(action).next()
    }

    /// The same of all its keys.
    pub fn caps(&self, action: Action) -> impl Iterator<Item = String> {
        self.of(action).map(|bound| match bound.press.key {
            Key::Left => "←".into(),
            Key::Right => "→".into(),
            Key::Up => "↑".into(),
            Key::Down => "↓".into(),
            _ => written(bound.press),
        })
    }

    /// The keys of a row of the table as people write them.
    pub fn keys(&self, entry: &Entry) -> Cow<'static, str> {
        let own: Vec<Action> = entry.bindings.iter().map(|(_, _, action)| *action).collect();
        let bound = self.bound.iter().filter(|bound| own.contains(&bound.action));
        let unchanged = bound
            .clone()
            .map(|bound| (bound.press.key, bound.press.shift, bound.action))
            .eq(entry.bindings.iter().copied());
        if unchanged {
            return Cow::Borrowed(entry.keys);
        }
        // With Shift the arrows do the same in steps, which the help says.
        let keys = bound.filter(|bound| bound.chosen || !bound.press.shift);
        let keys: Vec<String> = keys.map(|bound| written(bound.press)).collect();
        // As in the table: a comma between keys for the same, none between those for two
        // directions.
        let alike = own.iter().all(|action| *action == own[0]);
        let keys = keys.join(if alike { ", " } else { " " });
        let mouse = entry.keys.split(", ").filter(|part| part.contains("click"));
        let parts: Vec<&str> =
            std::iter::once(keys.as_str()).filter(|keys| !keys.is_empty()).chain(mouse).collect();
        Cow::Owned(if parts.is_empty() { "no key".into() } else { parts.join(", ") })
    }

    fn of(&self, action: Action) -> impl Iterator<Item = &Bound> {
        self.bound.iter().filter(move |bound| bound.action == action)
    }

    /// Every action that a key can have, once, in the order of the table.
    fn actions(&self) -> impl Iterator<Item = Action> {
        let mut seen = Vec::new();
        self.entries.iter().flat_map(|entry| entry.bindings).filter_map(move |&(_, _, action)| {
            let new = !seen.contains(&action);
            seen.push(action);
            new.then_some(action)
        })
    }
}

/// What an action is called in `deepvis.toml`: "previous-layer", "move-left". It is the action's
/// name in the code, so that the two cannot part; `share/deepvis/deepvis.toml` shows where a name
/// has changed.
pub fn name(action: Action) -> String {
    if let Action::Room(name) = action {
        return name.to_owned();
    }
    let mut name = String::new();
    for character in format!("{action:?}").chars() {
        match character {
            '(' | ')' | ' ' | ',' => {}
            _ if character.is_uppercase() && !name.is_empty() => {
                name.push('-');
                name.extend(character.to_lowercase());
            }
            _ => name.extend(character.to_lowercase()),
        }
    }
    name
}

/// As [`key_names::parse`] reads it.
fn key_name(press: KeyPress) -> String {
    let key = key_names::name_of(press.key);
    if press.shift { format!("Shift+{key}") } else { key }
}

/// As people write it.
fn written(press: KeyPress) -> String {
    if press.key == Key::Char(' ') { "space".into() } else { key_name(press) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::action::Direction;

    fn press(key: Key, shift: bool) -> KeyPress {
        KeyPress { key, shift }
    }

    fn typed(key: char) -> KeyPress {
        press(Key::Char(key), false)
    }

    fn with(changes: &[(&str, &[&str])]) -> Result<Keyboard, String> {
        let mut keyboard = Keyboard::new(&[]);
        for (action, keys) in changes {
            let keys: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
            keyboard.rebind(action, &keys)?;
        }
        Ok(keyboard)
    }

    fn row(keyboard: &Keyboard, help: &str) -> String {
        let entry = ENTRIES.iter().find(|entry| entry.help().starts_with(help)).unwrap();
        keyboard.keys(entry).into_owned()
    }

    #[test]
    fn without_a_change_it_is_the_table() {
        let keyboard = Keyboard::new(&[]);
        assert_eq!(keyboard.conflict(), None);
        for entry in ENTRIES {
            assert_eq!(keyboard.keys(entry), entry.keys);
            let door = match entry.scope {
                Scope::Everywhere => Door::See,
                Scope::Behind(door) => door,
            };
            for &(key, shift, action) in entry.bindings {
                assert_eq!(keyboard.action(press(key, shift), door), Some(action));
            }
        }
        let left = Action::Move(Direction::Left);
        let leap = Action::Leap(Direction::Left);
        assert_eq!(keyboard.action(press(Key::Left, true), Door::See), Some(leap));
        assert_eq!(keyboard.action(press(Key::Left, false), Door::See), Some(left));
        assert_eq!(keyboard.action(press(Key::Enter, true), Door::See), Some(Action::Closer));
        // On keyboards where the full stop needs Shift, the character is what counts.
        assert_eq!(
            keyboard.action(press(Key::Char('.'), true), Door::See),
            Some(Action::NextLayer)
        );
        assert_eq!(keyboard.action(typed('#'), Door::See), None);
    }

    #[test]
    fn actions_are_called_what_they_are() {
        let names: Vec<String> = Keyboard::new(&[]).actions().map(name).collect();
        for known in ["move-left", "leap-down", "previous-layer", "freeze", "full-screen", "quit"] {
            assert!(names.iter().any(|name| name == known), "{known} is not in {names:?}");
        }
        let mut once = names.clone();
        once.dedup();
        assert_eq!(once, names);
        assert!(names.iter().all(|name| !name.contains(['(', ')', ' '])), "{names:?}");
    }

    #[test]
    fn a_key_that_is_changed_does_the_new_thing_and_frees_the_old() {
        let keyboard = with(&[("freeze", &["#"]), ("save-picture", &["f", "Shift+Up"])]);
        // Shift+Up is a leap's.
        assert_eq!(
            keyboard.unwrap().conflict(),
            Some(("Shift+Up".into(), ["leap-up".into(), "save-picture".into()]))
        );
        let keyboard = with(&[("freeze", &["#"]), ("save-picture", &["f"])]).unwrap();
        assert_eq!(keyboard.conflict(), None);
        assert_eq!(keyboard.action(typed('#'), Door::See), Some(Action::Freeze));
        assert_eq!(keyboard.action(typed('f'), Door::See), Some(Action::SavePicture));
        for freed in [' ', 's'] {
            assert_eq!(keyboard.action(typed(freed), Door::See), None, "{freed:?}");
        }
        assert_eq!(row(&keyboard, "freeze"), "#");
        assert_eq!(keyboard.cap(Action::Freeze).as_deref(), Some("#"));
        let table = keyboard.table();
        let freeze = table.iter().find(|(name, ..)| name == "freeze");
        assert_eq!(freeze, Some(&("freeze".into(), vec!["#".into()], true)));
        assert_eq!(table.iter().filter(|(.., chosen)| *chosen).count(), 2);
    }

    #[test]
    fn a_row_of_several_actions_and_the_mouse_follows() {
        let keyboard = with(&[("next-layer", &["PgUp"]), ("closer", &[]), ("help", &[])]).unwrap();
        assert_eq!(row(&keyboard, "previous, next layer"), ", PgUp");
        assert_eq!(row(&keyboard, "closer"), "click");
        assert_eq!(row(&keyboard, "what can be done"), "no key");
        assert_eq!(keyboard.cap(Action::Help), None);
        assert_eq!(Keyboard::new(&[]).cap(Action::Move(Direction::Right)).as_deref(), Some("→"));
        assert_eq!(Keyboard::new(&[]).cap(Action::Freeze).as_deref(), Some("space"));
    }

    #[test]
    fn what_does_not_exist_is_refused_with_what_is_meant_perhaps() {
        let refused = |action, keys| with(&[(action, keys)]).unwrap_err();
        assert_eq!(refused("freze", &["#"]), "unknown action freze; did you mean freeze?");
        assert!(refused("42", &["#"]).starts_with("unknown action 42; `deepvis config`"));
        assert!(refused("freeze", &["Spcae"]).starts_with("unknown key Spcae: a key is"));
        assert!(refused("quit", &[]).contains("quit needs a key"));
        let shifted = refused("freeze", &["Shift+1"]);
        assert!(shifted.starts_with("unknown key Shift+1: what Shift makes of 1"), "{shifted}");
    }

    #[test]
    fn shift_and_a_letter_is_never_taken_for_the_letter() {
        let keyboard = with(&[("freeze", &["Shift+x"]), ("forget", &[])]).unwrap();
        // The letter alone is still the export's.
        assert_eq!(keyboard.conflict(), None);
        assert_eq!(keyboard.action(press(Key::Char('X'), true), Door::See), Some(Action::Freeze));
        assert_eq!(keyboard.action(typed('x'), Door::See), Some(Action::Export));
        assert_eq!(keyboard.cap(Action::Freeze).as_deref(), Some("X"));
    }

    #[test]
    fn a_key_may_mean_something_of_its_own_behind_one_door() {
        const HERE: Action = Action::Room("here");
        let bindings: &[(Key, bool, Action)] = &[(Key::Char('f'), false, HERE)];
        let rooms = [Entry::new("f", "means this here", Group::Test, bindings).behind(Door::Teach)];
        let mut keyboard = Keyboard::new(&[&rooms]);
        assert_eq!(keyboard.conflict(), None, "they never meet");
        assert_eq!(keyboard.action(typed('f'), Door::Teach), Some(HERE));
        for door in [Door::See, Door::Hide] {
            assert_eq!(keyboard.action(typed('f'), door), Some(Action::Freeze));
        }
        // What has no meaning of its own there means the same as elsewhere.
        assert_eq!(keyboard.action(typed('q'), Door::Teach), Some(Action::Quit));
        keyboard.rebind("here", &["#".into()]).unwrap();
        assert_eq!(keyboard.action(typed('#'), Door::Teach), Some(HERE));
        assert_eq!(keyboard.action(typed('#'), Door::See), None);
    }

    #[test]
    fn an_old_name_of_an_action_still_changes_its_keys() {
        const NOW: Action = Action::Room("how-little");
        let bindings: &[(Key, bool, Action)] = &[(Key::Char('L'), false, NOW)];
        let rooms =
            [Entry::new("L", "how little it takes", Group::Test, bindings).formerly("wiggles")];
        let mut keyboard = Keyboard::new(&[&rooms]);
        keyboard.rebind("wiggles", &["#".into()]).unwrap();
        assert_eq!(keyboard.action(typed('#'), Door::See), Some(NOW));
        assert!(keyboard.table().iter().any(|(name, ..)| name == "how-little"));
    }
}
