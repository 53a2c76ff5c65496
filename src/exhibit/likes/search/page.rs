//! What the keys and buttons of the search's page mean.

use super::memory::{WITH, WITHOUT};
use crate::control::action::{Action, Direction};
use crate::exhibit::likes::{ANOTHER, Chosen, Likes, SEARCH, View};
use crate::exhibit::room::Handled;

impl Likes {
    /// What an action means on the page of the search.
    pub(in crate::exhibit::likes) fn apply_in_search(
        &self,
        chosen: &mut Chosen,
        action: Action,
    ) -> Handled {
        let found = self.search.found(&chosen.search);
        let search = &mut chosen.search;
        search.chosen = search.chosen.min(found.len().saturating_sub(1));
        match action {
            WITH => search.begin(true),
            WITHOUT => search.begin(false),
            SEARCH => {
                chosen.view = View::One;
                return Handled::Opens;
            }
            Action::Move(Direction::Left | Direction::Up) => {
                search.chosen = search.chosen.saturating_sub(1);
            }
            Action::Move(Direction::Right | Direction::Down) => {
                search.chosen = (search.chosen + 1).min(found.len().saturating_sub(1));
            }
            // Enter, behind this door.
            ANOTHER => {
                let Some(detector) = found.get(search.chosen) else { return Handled::Done };
                chosen.view = View::One;
                chosen.turn_to(action);
                return Handled::Picks(detector.unit);
            }
            Action::PickUnit(_) => {
                chosen.view = View::One;
                chosen.turn_to(action);
                return Handled::Steers;
            }
            _ => return Handled::No,
        }
        Handled::Done
    }
}
