//! The room "Why did it change its mind?": flips face to face, the chair test, and how little it
//! takes.

pub mod adversarial;
pub mod chair;
pub mod how_little;
pub mod invariance;
mod pane;
pub mod perturbation;
pub mod stability;

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::room::{About, Aside, Exhibit, Handled, Moment};
use super::scene::Scene;
use super::selection::Selection;
use super::{Choice, Question, Room, progress};
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::dynamics::evidence::Evidence;
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::Brush;
use chair::Chair;

/// Looks at the flip before.
pub const PREVIOUS_FLIP: Action = Action::Room("previous-flip");
/// Looks at the flip after.
pub const NEXT_FLIP: Action = Action::Room("next-flip");
/// Shows how much every depth changes, and begins a test; or hides it.
pub const CHAIR_TEST: Action = Action::Room("chair-test");
/// Another five seconds.
pub const CHAIR_AGAIN: Action = Action::Room("chair-again");
/// Moves, turns and zooms the picture, or stops.
pub const HOW_LITTLE: Action = Action::Room("how-little");

/// The keys for flips.
pub const FLIP_KEYS: Entry = Entry::new(
    "[ ]",
    "look at the flip before, after",
    Group::Test,
    &[(Key::Char('['), false, PREVIOUS_FLIP), (Key::Char(']'), false, NEXT_FLIP)],
);

/// The keys for the chair test.
pub const CHAIR_KEYS: Entry = Entry::new(
    "k K",
    "chair test: move, and see; once more",
    Group::Test,
    &[(Key::Char('k'), false, CHAIR_TEST), (Key::Char('K'), false, CHAIR_AGAIN)],
);

/// The key for how little it takes.
pub const HOW_LITTLE_KEY: Entry = Entry::new(
    "L",
    "how little it takes: move, turn, a hair",
    Group::Test,
    &[(Key::Char('L'), false, HOW_LITTLE)],
)
.formerly("wiggles");

static FLIP: About = About {
    door: Door::Changes,
    title: "Why did it change its mind?",
    says: "Two pictures, one right after the other: the network answers differently. The bars say how much each of its steps changed.",
    explains: &[
        "Two pictures, a blink apart, that look alike to you, and that the network answers differently. The bars say how \
         much each step changed between them, from the pixels at the left to the answer at the right.",
        "Two answers that are nearly equal change places for nothing; but networks like this one also change their answer \
         for a movement of one pixel (Azulay and Weiss, Why do deep convolutional networks generalize so poorly to small \
         image transformations?, 2019).",
    ],
};

static HOW_LITTLE_IT_TAKES: About = About {
    door: Door::Changes,
    title: "How little does it take?",
    says: "The picture is moved, zoomed and turned, a little more each time. Where a plot is shaded, the answer is another.",
    explains: &[
        "The picture is moved, zoomed and turned a little more each time, and the network answers anew. The lines say how \
         far an early step, a late step and the answer have come from the picture at rest (Zeiler and Fergus 2014, figure 5).",
        "From these the smallest movement is found that changes the answer.",
        "Below, each pixel is made lighter or darker by so little that you cannot see it, each in the direction that hurts the \
         answer most (Goodfellow et al., Explaining and Harnessing Adversarial Examples, 2015).",
    ],
};

static CHAIR: About = About {
    door: Door::Changes,
    title: "The chair test",
    says: "Move, and see what changes.",
    explains: &[
        "While you move, each bar says how much one step changes from one picture to the next, in percent of what was there \
         before. The line on a bar is its spread, the dot says how much the step turned (one minus the cosine).",
        "Do the early steps stay calm while the late ones jump? The numbers decide, for this network and for your way to \
         move. The test counts for five seconds; the bars before and after it are the mean of the last second.",
        "Yosinski et al. (2015) saw the answers jump at small changes of the picture: this measures it.",
    ],
};

/// For how long a flip is shown by itself.
const FLIP_SHOWN: Duration = Duration::from_millis(2500);

/// What is chosen here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Chosen {
    view: View,
    /// The flip at the frame with this number; none for the newest.
    flip: Option<u64>,
    /// True while the change at every depth is shown, whichever room is open.
    chair: bool,
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
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Changes {
    chair: Chair,
    /// What was seen at the newest flips, oldest first.
    kept: Vec<Arc<Evidence>>,
    /// The flip that is looked at: the history would let it go after a while.
    studied: Option<Arc<Evidence>>,
}

impl Changes {
    /// What was seen at the flip of this frame; none for the newest.
    fn evidence(&self, flip: Option<u64>) -> Option<&Evidence> {
        let Some(frame) = flip else { return self.kept.last().map(AsRef::as_ref) };
        let mut known = self.studied.iter().chain(&self.kept);
        known.find(|evidence| evidence.flip.frame == frame).map(AsRef::as_ref)
    }

    /// The flip before the one with this number, of those whose pictures are kept; the newest where
    /// none is given, the oldest where there is none before.
    fn flip_before(&self, flip: Option<u64>) -> Option<u64> {
        let before = |known: &u64| flip.is_none_or(|flip| *known < flip);
        self.flips().rev().find(before).or(self.flips().next())
    }

    /// The flip after it; the newest where there is none after.
    fn flip_after(&self, flip: Option<u64>) -> Option<u64> {
        let after = |known: &u64| flip.is_some_and(|flip| *known > flip);
        self.flips().find(after).or(self.flips().next_back())
    }

    fn flips(&self) -> impl DoubleEndedIterator<Item = u64> {
        self.kept.iter().map(|evidence| evidence.flip.frame)
    }

    /// The flip that has just happened, where nobody is to be interrupted who looks at something of
    /// their own.
    fn just_now(&self, scene: &Scene<'_>) -> Option<&Evidence> {
        let busy = scene.selection.steering || scene.selection.room.is_some();
        let flip = scene.history.latest_flip().filter(|_| !busy)?;
        let now = scene.history.newest().map_or(Duration::ZERO, |answer| answer.time);
        let evidence = || self.kept.iter().find(|evidence| evidence.flip.frame == flip.frame);
        (now < flip.time + FLIP_SHOWN).then(evidence)?.map(AsRef::as_ref)
    }
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
            View::Flip => &FLIP,
            View::HowLittle => &HOW_LITTLE_IT_TAKES,
        }
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Changes(chosen) = choice else { return Handled::No };
        let faces_a_flip = open && chosen.view == View::Flip;
        let flip = chosen.flip.filter(|_| faces_a_flip);
        let wanted = match action {
            PREVIOUS_FLIP => self.flip_before(flip),
            NEXT_FLIP => self.flip_after(flip),
            Action::Move(Direction::Left) if faces_a_flip => self.flip_before(flip),
            Action::Move(Direction::Right) if faces_a_flip => self.flip_after(flip),
            Action::PickFlip(flip) => Some(flip),
            HOW_LITTLE if open && chosen.view == View::HowLittle => return Handled::Closes,
            HOW_LITTLE => {
                chosen.view = View::HowLittle;
                return Handled::Opens;
            }
            CHAIR_TEST => {
                chosen.chair = !chosen.chair;
                chosen.tests += u64::from(chosen.chair);
                return Handled::Done;
            }
            CHAIR_AGAIN => {
                chosen.chair = true;
                chosen.tests += 1;
                return Handled::Done;
            }
            Action::Back if chosen.chair => {
                chosen.chair = false;
                return Handled::Done;
            }
            _ => return Handled::No,
        };
        (chosen.view, chosen.flip) = (View::Flip, wanted);
        Handled::Opens
    }

    fn requests(
        &self,
        choice: &Choice,
        _selection: &Selection,
        _outline: &Outline,
    ) -> Vec<Question> {
        match chosen(choice).view {
            View::Flip => Vec::new(),
            View::HowLittle => vec![Question::HowLittle],
        }
    }

    fn plan(&self, choice: &Choice, plan: &mut Plan) {
        plan.profile |= chosen(choice).chair;
    }

    fn see(&mut self, moment: Moment<'_>) {
        let Chosen { view, flip, tests, .. } = chosen(moment.choice);
        self.chair.push(moment.snapshot, tests);
        let flip = flip.filter(|_| moment.open && view == View::Flip);
        let is_it = |evidence: &&Arc<Evidence>| Some(evidence.flip.frame) == flip;
        // What is known already, before the history lets it go.
        self.studied = self.studied.iter().chain(&self.kept).find(is_it).cloned();
        self.kept = moment.history.evidence().cloned().collect();
    }

    fn rest(&mut self) {
        self.chair.rest();
    }

    fn begin_again(&mut self) {
        self.chair.begin_again();
        self.kept.clear();
    }

    /// The flips are the old network's.
    fn survives_network(&self, choice: &Choice) -> bool {
        chosen(choice).view != View::Flip
    }

    fn flip_shown(&self, choice: &Choice) -> Option<u64> {
        let Chosen { view, flip, .. } = chosen(choice);
        flip.filter(|_| view == View::Flip)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let Chosen { view, flip, .. } = chosen_in(scene);
        (Room::Changes, view).hash(&mut hash);
        if view == View::HowLittle {
            progress::stamp(scene, is_how_little, hash);
            return;
        }
        let shown = self.evidence(flip).map(|evidence| evidence.flip);
        let now = scene.history.newest().map(|answer| answer.time);
        let ago = shown.zip(now).map(|(flip, now)| now.saturating_sub(flip.time).as_secs());
        (flip, shown.map(|flip| flip.frame), ago).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let Chosen { view, flip, .. } = chosen_in(scene);
        match (view, self.evidence(flip)) {
            (View::Flip, Some(evidence)) => {
                let area = progress::begin(brush, area, &FLIP);
                pane::flip::draw(brush, area, evidence, scene);
            }
            (View::Flip, None) => pane::flip::nothing(brush, area, &FLIP, flip.is_some()),
            (View::HowLittle, _) => {
                let area = progress::begin(brush, area, &HOW_LITTLE_IT_TAKES);
                if let Some(found) = progress::found(brush, area, scene, is_how_little) {
                    pane::how_little::draw(brush, area, found, scene);
                }
            }
        }
    }

    fn aside(&self) -> Option<&dyn Aside> {
        Some(self)
    }
}

/// The chair test while it is asked for; else the flip that has just happened.
impl Aside for Changes {
    fn is_there(&self, scene: &Scene<'_>) -> bool {
        chosen_in(scene).chair || self.just_now(scene).is_some()
    }

    fn about(&self, scene: &Scene<'_>) -> Option<&'static About> {
        chosen_in(scene).chair.then_some(&CHAIR)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let Chosen { chair, tests, .. } = chosen_in(scene);
        if chair {
            (self.chair.verdict().is_some(), self.chair.is_due(tests)).hash(&mut hash);
            (scene.status.still, scene.frozen).hash(&mut hash);
        } else {
            self.just_now(scene).map(|evidence| evidence.flip.frame).hash(&mut hash);
        }
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let Chosen { chair, tests, .. } = chosen_in(scene);
        if chair {
            pane::chair::draw(brush, area, &self.chair, tests, scene);
        } else if let Some(evidence) = self.just_now(scene) {
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
    use crate::dynamics::history::History;
    use crate::exhibit::findings::Findings;
    use crate::made_up;
    use crate::network::guess::Guess;

    fn after(actions: &[Action]) -> (Chosen, bool) {
        let (mut choice, mut open) = (Choice::Changes(Chosen::default()), false);
        for &action in actions {
            match Changes::default().apply(&mut choice, open, action) {
                Handled::Opens => open = true,
                Handled::Closes => open = false,
                Handled::Done => {}
                Handled::No => panic!("{action:?}"),
            }
        }
        (chosen(&choice), open)
    }

    #[test]
    fn a_chair_test_begins_with_its_pane_and_again_with_shift() {
        let told = |actions: &[Action]| {
            let (Chosen { chair, tests, .. }, open) = after(actions);
            assert!(!open, "it stands beside what is open");
            (chair, tests)
        };
        assert_eq!(told(&[CHAIR_TEST]), (true, 1));
        assert_eq!(told(&[CHAIR_TEST, CHAIR_TEST]), (false, 1));
        assert_eq!(told(&[CHAIR_TEST, CHAIR_AGAIN]), (true, 2));
        assert_eq!(told(&[CHAIR_AGAIN]), (true, 1));
        assert_eq!(told(&[CHAIR_AGAIN, Action::Back]), (false, 1));
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

    #[test]
    fn the_flip_before_and_after_are_those_whose_pictures_are_kept() {
        let outline = Arc::new(made_up::outline(2, 4));
        let (mut changes, mut history) = (Changes::default(), History::default());
        for n in 0..3 {
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), 20 * n, 0.6);
            snapshot.top = vec![Guess { class: (n % 2) as usize, probability: 0.6 }];
            history.push(&snapshot);
            let choice = &Choice::Changes(Chosen::default());
            let (findings, snapshot, history) = (&Findings::default(), &snapshot, &history);
            changes.see(Moment { snapshot, findings, history, choice, open: false });
        }
        let to = |flip| (changes.flip_before(flip), changes.flip_after(flip));
        assert_eq!(to(None), (Some(40), Some(40)), "the newest first");
        assert_eq!(to(Some(40)), (Some(20), Some(40)));
        assert_eq!(to(Some(20)), (Some(20), Some(40)));
    }
}
