//! The room "Hide a part": what the answer needs, tried out by taking it away.
//!
//! Three pages share the door: a part of the picture that somebody rubs out, every place in turn,
//! and detectors one after the other.

mod contrast;
pub mod occlusion;
mod places;
mod plots;
pub mod removal;
mod rub;
mod worst;

use std::hash::{Hash, Hasher};

use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Question, Room};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::keymap::Entry;
use crate::geometry::Rect;
use crate::taps::plan::Plan;
use crate::view::controls::Control;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

pub use contrast::BY_PIXEL;
pub use places::{COARSER_STRIDE, FINER_STRIDE, LARGER_SQUARE, OCCLUSION, SMALLER_SQUARE};
pub use removal::REMOVAL;
pub use rub::{HIDE_ONE, RUB_OUT, WIPE};

/// Its keys.
pub const KEYS: &[&[Entry]] = &[rub::KEYS, places::KEYS, removal::KEYS];

/// What stands in the wall's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
enum View {
    /// A part of the picture, rubbed out by hand.
    #[default]
    Rub,
    /// Every place, covered in turn.
    Places,
    /// Detectors, taken away one after the other.
    Removal,
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    view: View,
    rub: rub::Chosen,
    places: places::Chosen,
    removal: removal::Chosen,
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Counts {
    rub: rub::Memory,
    removal: removal::Memory,
}

/// What is chosen on the screen.
fn chosen_in<'a>(scene: &Scene<'a>) -> &'a Chosen {
    chosen(scene.selection.choices.of(Room::Counts))
}

fn chosen(choice: &Choice) -> &Chosen {
    static NOTHING: Chosen = Chosen {
        view: View::Rub,
        rub: rub::Chosen::NOTHING,
        places: places::Chosen::FIRST,
        removal: removal::Chosen::NOTHING,
    };
    if let Choice::Counts(chosen) = choice { chosen } else { &NOTHING }
}

/// The key of a view opens it, and closes it where it is shown.
fn open(view: &mut View, wanted: View, open: bool) -> Handled {
    if open && *view == wanted {
        return Handled::Closes;
    }
    *view = wanted;
    Handled::Opens
}

impl Exhibit for Counts {
    fn about(&self, choice: &Choice) -> &'static About {
        match chosen(choice).view {
            View::Rub => &rub::ABOUT,
            View::Places => &places::ABOUT,
            View::Removal => &removal::ABOUT,
        }
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::WithPicture
    }

    fn apply(&self, choice: &mut Choice, is_open: bool, action: Action) -> Handled {
        let Choice::Counts(chosen) = choice else { return Handled::No };
        if chosen.view != View::Rub || !is_open {
            // Nobody knows any more what was rubbed out before.
            chosen.rub.wipe();
        }
        match action {
            RUB_OUT => return open(&mut chosen.view, View::Rub, is_open),
            _ if rub::leads_here(action) && !(is_open && chosen.view == View::Rub) => {
                chosen.view = View::Rub;
                chosen.rub.pick_size(action);
                return Handled::Opens;
            }
            OCCLUSION => return open(&mut chosen.view, View::Places, is_open),
            REMOVAL => return open(&mut chosen.view, View::Removal, is_open),
            _ => {}
        }
        match chosen.view {
            View::Rub => self.rub.apply(&mut chosen.rub, is_open, action),
            View::Places => chosen.places.apply(is_open, action),
            View::Removal => chosen.removal.apply(&self.removal, is_open, action),
        }
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        match chosen(asked.choice).view {
            View::Rub => rub::requests(asked),
            View::Places => places::requests(asked),
            View::Removal => removal::requests(asked),
        }
    }

    fn plan(&self, asked: Asked<'_>, plan: &mut Plan) {
        if !asked.open {
            return;
        }
        match chosen(asked.choice).view {
            View::Rub => self.rub.plan(asked, plan),
            View::Places => {}
            View::Removal => removal::plan(&self.removal, asked, plan),
        }
    }

    fn see(&mut self, moment: Moment<'_>) {
        self.rub.see(moment);
        self.removal.see(moment);
    }

    fn begin_again(&mut self) {
        self.removal = removal::Memory::default();
    }

    fn tab(&self, choice: &Choice) -> Option<Action> {
        Some(match chosen(choice).view {
            View::Rub => RUB_OUT,
            View::Places => OCCLUSION,
            View::Removal => REMOVAL,
        })
    }

    fn controls(&self, scene: &Scene<'_>) -> Vec<Control> {
        match chosen_in(scene).view {
            View::Rub => Vec::new(),
            View::Places => places::controls(scene),
            View::Removal => removal::controls(scene),
        }
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        match chosen_in(scene).view {
            View::Rub => rub::targets(area, scene, m, face),
            View::Places => Vec::new(),
            View::Removal => removal::targets(area, scene, m, face),
        }
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let view = chosen_in(scene).view;
        (Room::Counts, view).hash(&mut hash);
        match view {
            View::Rub => rub::stamp(scene, hash),
            View::Places => places::stamp(scene, hash),
            View::Removal => removal::stamp(scene, hash),
        }
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        match chosen_in(scene).view {
            View::Rub => rub::draw(brush, area, scene),
            View::Places => places::draw(brush, area, scene),
            View::Removal => removal::draw(brush, area, scene),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_a_key_that_opens_it_and_closes_it() {
        let counts = Counts::default();
        let mut choice = Choice::Counts(Chosen::default());
        for action in [OCCLUSION, REMOVAL, RUB_OUT] {
            assert_eq!(counts.apply(&mut choice, true, action), Handled::Opens, "{action:?}");
            assert_eq!(counts.tab(&choice), Some(action));
            assert_eq!(counts.apply(&mut choice, true, action), Handled::Closes, "{action:?}");
            assert_eq!(counts.apply(&mut choice, false, action), Handled::Opens, "{action:?}");
        }
    }
}
