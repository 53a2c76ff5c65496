//! The room "Why did it change its mind?": flips, the chair test, and how little it takes.

mod about;
pub mod chair;
mod flip;
pub mod how_little;
pub mod invariance;
mod pane;
pub mod perturbation;
pub mod stability;
mod trace;

use std::hash::{Hash, Hasher};

use super::room::{About, Aside, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Question, Room, progress};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::{Action, Direction};
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::button::Button;
use crate::view::controls::Control;
use crate::view::icon::Icon;
use crate::view::palette::{Metrics, NOTICE};
use crate::view::{Brush, Target};
use chair::Chair;
use flip::Flips;

/// Looks at the flip before.
pub const PREVIOUS_FLIP: Action = Action::Room("previous-flip");
/// Looks at the flip after.
pub const NEXT_FLIP: Action = Action::Room("next-flip");
/// Opens the page of the chair test; nothing begins by itself.
pub const CHAIR: Action = Action::Room("chair");
/// Opens that page and begins a test; or closes it.
pub const CHAIR_TEST: Action = Action::Room("chair-test");
/// Begins a test: the first, or another one.
pub const CHAIR_AGAIN: Action = Action::Room("chair-again");
/// Moves, turns and zooms the picture, or stops.
pub const HOW_LITTLE: Action = Action::Room("how-little");

/// The keys for flips.
pub const FLIP_KEYS: Entry = Entry::new(
    "[ ]",
    "key-flips",
    Group::Test,
    &[(Key::Char('['), false, PREVIOUS_FLIP), (Key::Char(']'), false, NEXT_FLIP)],
);

/// The keys for the chair test.
pub const CHAIR_KEYS: Entry = Entry::new(
    "k K",
    "key-chair",
    Group::Test,
    &[(Key::Char('k'), false, CHAIR_TEST), (Key::Char('K'), false, CHAIR_AGAIN)],
);

/// The key for how little it takes.
pub const HOW_LITTLE_KEY: Entry =
    Entry::new("L", "key-how-little", Group::Test, &[(Key::Char('L'), false, HOW_LITTLE)])
        .formerly("wiggles");

/// What is chosen here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Chosen {
    view: View,
    /// The flip at the frame with this number; none for the newest.
    flip: Option<u64>,
    /// How many five-second tests were asked for so far.
    tests: u64,
}

/// What stands in the wall's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
enum View {
    /// A flip, face to face.
    #[default]
    Flip,
    /// The smallest changes of the picture that change the answer.
    HowLittle,
    /// Five seconds of moving about, and how much every step changes.
    Chair,
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Changes {
    chair: Chair,
    flips: Flips,
}

/// What is chosen in this room.
fn chosen(choice: &Choice) -> Chosen {
    if let Choice::Changes(chosen) = choice { *chosen } else { Chosen::default() }
}

/// The same, of what is on the screen.
fn chosen_in(scene: &Scene<'_>) -> Chosen {
    chosen(scene.selection.choices.of(Room::Changes))
}

impl Exhibit for Changes {
    fn about(&self, choice: &Choice) -> &'static About {
        match chosen(choice).view {
            View::Flip => &about::FLIP,
            View::HowLittle => &about::HOW_LITTLE,
            View::Chair => &about::CHAIR,
        }
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Changes(chosen) = choice else { return Handled::No };
        let faces_a_flip = open && chosen.view == View::Flip;
        let flip = chosen.flip.filter(|_| faces_a_flip);
        let wanted = match action {
            PREVIOUS_FLIP => self.flips.before(flip),
            NEXT_FLIP => self.flips.after(flip),
            Action::Move(Direction::Left) if faces_a_flip => self.flips.before(flip),
            Action::Move(Direction::Right) if faces_a_flip => self.flips.after(flip),
            Action::PickFlip(flip) => Some(flip),
            HOW_LITTLE if open && chosen.view == View::HowLittle => return Handled::Closes,
            HOW_LITTLE => {
                chosen.view = View::HowLittle;
                return Handled::Opens;
            }
            CHAIR_TEST if open && chosen.view == View::Chair => return Handled::Closes,
            CHAIR | CHAIR_TEST | CHAIR_AGAIN => {
                chosen.view = View::Chair;
                chosen.tests += u64::from(action != CHAIR);
                return Handled::Opens;
            }
            _ => return Handled::No,
        };
        (chosen.view, chosen.flip) = (View::Flip, wanted);
        Handled::Opens
    }

    /// What is held on these two pages is another picture than the live one: no answer stands
    /// beside it.
    fn span(&self, choice: &Choice) -> Span {
        let Chosen { view, flip, .. } = chosen(choice);
        match view {
            View::Flip if self.flips.kept(flip).is_none() => Span::Middle,
            View::Flip | View::HowLittle => Span::Whole,
            View::Chair => Span::Middle,
        }
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        match chosen(asked.choice).view {
            View::Flip | View::Chair => Vec::new(),
            View::HowLittle => vec![Question::HowLittle],
        }
    }

    fn plan(&self, asked: Asked<'_>, plan: &mut Plan) {
        plan.profile |= asked.open && chosen(asked.choice).view == View::Chair;
    }

    fn see(&mut self, moment: Moment<'_>) {
        let Chosen { view, flip, tests, .. } = chosen(moment.choice);
        if moment.open && view == View::Chair {
            self.chair.push(moment.snapshot, tests);
        } else {
            self.chair.leave();
        }
        let faces_a_flip = moment.open && view == View::Flip;
        self.flips.see(moment.history, faces_a_flip, flip);
        if faces_a_flip && let Some(kept) = self.flips.kept(flip) {
            // Computed here, not while it is drawn.
            kept.why();
        }
    }

    fn rest(&mut self) {
        self.chair.rest();
    }

    fn begin_again(&mut self) {
        self.chair.begin_again();
        self.flips.begin_again();
    }

    /// The pictures of flips are the visitor's.
    fn forget(&mut self) {
        self.begin_again();
    }

    /// The flips are the old network's.
    fn survives_network(&self, choice: &Choice) -> bool {
        chosen(choice).view != View::Flip
    }

    fn tab(&self, choice: &Choice) -> Option<Action> {
        Some(match chosen(choice).view {
            View::Flip => PREVIOUS_FLIP,
            View::HowLittle => HOW_LITTLE,
            View::Chair => CHAIR,
        })
    }

    fn controls(&self, scene: &Scene<'_>) -> Vec<Control> {
        let Chosen { view, flip, .. } = chosen_in(scene);
        let mut controls = Vec::new();
        if view == View::Flip && self.flips.kept(flip).is_some() {
            let earlier = Button::new(PREVIOUS_FLIP, say!("flip-earlier")).with_icon(Icon::Left);
            let later = Button::new(NEXT_FLIP, say!("flip-later")).with_icon(Icon::Right);
            controls.extend([earlier, later]);
        } else if view == View::Flip && (scene.status.still || scene.status.shaken) {
            let shake = Button::new(Action::Shake, say!("strip-shake"));
            controls.push(shake.lit(scene.status.shaken));
        }
        controls.into_iter().map(Control::Button).collect()
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        let Chosen { view, tests, .. } = chosen_in(scene);
        if view != View::Chair {
            return Vec::new();
        }
        let area = progress::below(area, &about::CHAIR, m, face);
        pane::chair::targets(area, &self.chair, tests, scene, m)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let Chosen { view, flip, tests } = chosen_in(scene);
        (Room::Changes, view).hash(&mut hash);
        match view {
            View::HowLittle => progress::stamp(scene, is_how_little, hash),
            View::Chair => {
                (self.chair.frame(), self.chair.is_due(tests), tests).hash(&mut hash);
                (scene.status.still, scene.frozen, scene.is_over()).hash(&mut hash);
            }
            View::Flip => {
                let shown = self.flips.kept(flip).map(|kept| kept.evidence.flip);
                (flip, shown.map(|flip| flip.frame)).hash(&mut hash);
                if let Some(flip) = shown {
                    pane::flip::stamp(flip, scene, hash);
                }
            }
        }
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let Chosen { view, flip, tests } = chosen_in(scene);
        match (view, self.flips.kept(flip)) {
            (View::Flip, Some(kept)) => {
                pane::flip::draw(brush, area, (&kept.evidence, kept.why()), scene);
            }
            (View::Flip, None) => {
                pane::flip::nothing(brush, area, &about::FLIP, flip.is_some(), scene);
            }
            (View::HowLittle, _) => {
                let area = progress::begin(brush, area, &about::HOW_LITTLE, scene);
                let found = progress::found(brush, area, scene, is_how_little);
                match found {
                    Some(found) if found.frame.picture.is_even(found.crop) => {
                        let style = Style::regular(brush.metrics.body, NOTICE);
                        brush.paragraph(area, &say!("nothing-even"), style);
                    }
                    Some(found) => pane::how_little::draw(brush, area, found, scene),
                    None => {}
                }
            }
            (View::Chair, _) => {
                let area = progress::begin(brush, area, &about::CHAIR, scene);
                pane::chair::draw(brush, area, &self.chair, tests, scene);
            }
        }
    }

    fn aside(&self) -> Option<&dyn Aside> {
        Some(self)
    }
}

/// The flip that has just happened.
impl Aside for Changes {
    fn is_there(&self, scene: &Scene<'_>) -> bool {
        self.flips.just_now(scene).is_some()
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        self.flips.just_now(scene).map(|evidence| evidence.flip.frame).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        if let Some(evidence) = self.flips.just_now(scene) {
            pane::flip::moment(brush, area, evidence, scene);
        }
    }
}

fn is_how_little(question: &Question) -> bool {
    matches!(question, Question::HowLittle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: &[Action]) -> (Chosen, bool) {
        let (mut choice, mut open) = (Choice::Changes(Chosen::default()), false);
        for &action in actions {
            match Changes::default().apply(&mut choice, open, action) {
                Handled::Opens => open = true,
                Handled::Closes => open = false,
                Handled::Done | Handled::Holds | Handled::LetsGo => {}
                Handled::No | Handled::Steers | Handled::Picks(_) | Handled::Shows(_) => {
                    panic!("{action:?}")
                }
            }
        }
        (chosen(&choice), open)
    }

    #[test]
    fn the_chair_tests_keys_open_its_page_and_begin_and_its_tab_begins_nothing() {
        let told = |actions: &[Action]| {
            let (Chosen { view, tests, .. }, open) = after(actions);
            (open && view == View::Chair, tests)
        };
        assert_eq!(told(&[CHAIR]), (true, 0));
        assert_eq!(told(&[CHAIR, CHAIR_AGAIN]), (true, 1));
        assert_eq!(told(&[CHAIR_TEST]), (true, 1));
        assert_eq!(told(&[CHAIR_TEST, CHAIR_TEST]), (false, 1));
        assert_eq!(told(&[CHAIR_TEST, CHAIR_AGAIN]), (true, 2));
        assert_eq!(told(&[CHAIR_AGAIN]), (true, 1));
        assert_eq!(told(&[CHAIR_AGAIN, HOW_LITTLE]), (false, 1));
        assert_eq!(told(&[CHAIR_AGAIN, HOW_LITTLE, CHAIR]), (true, 1));
    }

    #[test]
    fn changes_at_every_depth_are_measured_while_the_chair_tests_page_is_open() {
        let changes = Changes::default();
        let measures = |actions: &[Action]| {
            let (chosen, open) = after(actions);
            let (choice, mut plan) = (Choice::Changes(chosen), Plan::default());
            let outline = crate::made_up::outline(2, 4);
            let selection = super::super::selection::Selection::default();
            let asked = Asked { choice: &choice, open, selection: &selection, outline: &outline };
            changes.plan(asked, &mut plan);
            plan.profile
        };
        assert!(measures(&[CHAIR]) && measures(&[CHAIR_TEST]));
        assert!(!measures(&[]) && !measures(&[CHAIR_TEST, CHAIR_TEST]));
        assert!(!measures(&[CHAIR, HOW_LITTLE]));
    }

    #[test]
    fn one_of_its_views_is_open_and_its_key_closes_it() {
        let view = |actions: &[Action]| {
            let (chosen, open) = after(actions);
            open.then_some((chosen.view, chosen.flip))
        };
        assert_eq!(view(&[Action::PickFlip(7)]), Some((View::Flip, Some(7))));
        assert_eq!(view(&[Action::PickFlip(7), HOW_LITTLE]), Some((View::HowLittle, Some(7))));
        assert_eq!(view(&[HOW_LITTLE, HOW_LITTLE]), None);
        assert_eq!(view(&[HOW_LITTLE, NEXT_FLIP]), Some((View::Flip, None)), "there is none");
    }
}
