//! What is typed: into the search, or as a detector's name.

use super::{Ground, Steering};
use crate::control::action::Action;
use crate::screen::{Key, KeyPress};

impl Steering {
    /// True where the key press is typed: into the search, or into a name.
    pub(super) fn types(&mut self, press: KeyPress, ground: Ground<'_>) -> bool {
        let selection = &mut self.gaze.selection;
        if selection.find.is_some() {
            self.search(press, ground);
            return true;
        }
        let Some(naming) = &mut selection.naming else { return false };
        match press.key {
            Key::Char(typed) => naming.push(typed),
            Key::Backspace => drop(naming.text.pop()),
            Key::Enter => selection.end_naming(ground.outline),
            Key::Escape => selection.naming = None,
            _ => {}
        }
        true
    }

    /// A key press while the search is open: letters are typed into it.
    fn search(&mut self, press: KeyPress, ground: Ground<'_>) {
        let Ground { outline, arrangement, rooms, .. } = ground;
        let selection = &mut self.gaze.selection;
        let layer = selection.unit.layer;
        let Some(find) = &mut selection.find else { return };
        match press.key {
            Key::Char(typed) => find.push(typed),
            Key::Backspace => find.pop(),
            Key::Down | Key::Right => find.step(true, outline, layer, &selection.names),
            Key::Up | Key::Left => find.step(false, outline, layer, &selection.names),
            Key::Enter => {
                let chosen = Action::PickFound(find.chosen);
                selection.apply(chosen, outline, arrangement, rooms);
            }
            Key::Escape => selection.find = None,
            Key::PageUp | Key::PageDown | Key::Tab | Key::F(_) => {}
        }
    }
}
