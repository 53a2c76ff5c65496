//! The game "Hide it": as little as possible is rubbed out of the picture, until the answer is
//! another.

mod pane;
#[cfg(test)]
mod tests;

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::ACT;
use super::pane::then;
use super::round::{Countdown, Game, Outcome, Score, Stands};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::rubber::{LEAP, Rubbing, Sheet, leads_to_another_picture};
use crate::exhibit::scene::Scene;
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::erasure::Mask;
use crate::network::guess::Guess;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

/// A smaller rubber.
pub(super) const SMALLER: Action = Action::Room("smaller-rubber");
/// A larger one.
pub(super) const LARGER: Action = Action::Room("larger-rubber");

/// The keys of its rubber.
pub(super) const KEY: Entry = Entry::new(
    "- +",
    "key-play-rubber",
    Group::Test,
    &[(Key::Char('-'), false, SMALLER), (Key::Char('+'), false, LARGER)],
)
.behind(Door::Play);

static ABOUT: About = About {
    door: Door::Play,
    title: "play-hide-title",
    says: "play-hide-says",
    explains: &["play-hide-explains-1", "play-hide-explains-2", "play-hide-explains-3"],
};

/// So long nobody may do anything.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whoever hides more than this share has lost.
const MOST: f32 = 0.5;

/// What is chosen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    rubbing: Rubbing,
    /// The game that was rubbed in, by how many were started: another begins with a whole picture.
    game: u32,
}

/// What was seen last of a game.
#[derive(Debug)]
struct Last {
    frame: Arc<Frame>,
    crop: Rect,
    /// What is rubbed out of it; none before the first stroke.
    mask: Option<Arc<Mask>>,
    /// The picture's own answer.
    from: Guess,
    /// The answer with that rubbed out.
    to: Guess,
}

/// The game.
#[derive(Debug, Default)]
pub(super) struct Hide {
    stands: Stands,
    /// What can be rubbed out.
    sheet: Option<Sheet>,
    /// Kept as long as the page is open.
    last: Option<Last>,
}

/// The strokes of the game that runs.
fn rubbing(chosen: &super::Chosen) -> Option<&Rubbing> {
    (chosen.hide.game == chosen.starts).then_some(&chosen.hide.rubbing)
}

/// In tenths of a percent of the picture.
fn figure(mask: &Mask) -> u32 {
    (mask.share() * 1000.0).round() as u32
}

impl Hide {
    /// How it stands with this answer to what is rubbed out.
    fn judge(last: &Last, mask: &Mask, labels: &[String]) -> Option<Outcome> {
        let name = |guess: Guess| labels.get(guess.class).cloned().unwrap_or_default();
        if last.to.class != last.from.class {
            let words = vec![name(last.from), name(last.to)];
            return Some(Outcome::Won(Score { figure: figure(mask), words }));
        }
        (mask.share() > MOST).then_some(Outcome::Lost)
    }
}

impl Game for Hide {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn stands(&self) -> &Stands {
        &self.stands
    }

    fn apply(&self, chosen: &mut super::Chosen, action: Action) -> Handled {
        let (Some(sheet), true) = (self.sheet, self.stands.runs()) else { return Handled::No };
        let super::Chosen { starts, hide, .. } = chosen;
        if hide.game != *starts {
            hide.game = *starts;
            hide.rubbing.wipe();
        }
        let rubbing = &mut hide.rubbing;
        match action {
            SMALLER => rubbing.shrink(),
            LARGER => rubbing.enlarge(),
            Action::Move(to) => rubbing.travel(to, 1, sheet),
            Action::Leap(to) => rubbing.travel(to, LEAP, sheet),
            Action::Rub(stroke) => {
                rubbing.rub(stroke, sheet);
                return Handled::Holds;
            }
            ACT => {
                rubbing.rub_here(sheet);
                return Handled::Holds;
            }
            // What was rubbed out is of that picture.
            _ if leads_to_another_picture(action) => {
                rubbing.wipe();
                return Handled::LetsGo;
            }
            _ => return Handled::No,
        }
        Handled::Done
    }

    fn begin(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        self.end();
        // Whatever it says of such a picture means nothing.
        if !moment.snapshot.nothing_to_see {
            self.stands = Stands::Runs(Countdown::new(moment.snapshot.frame.time, PATIENCE));
            self.see(chosen, moment);
        }
    }

    fn end(&mut self) {
        *self = Self::default();
    }

    fn see(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        let snapshot = moment.snapshot;
        let (sheet, best) = (Sheet::of(snapshot), snapshot.top.first());
        self.sheet = Some(sheet);
        let (Some(&from), Stands::Runs(countdown)) = (best, &mut self.stands) else { return };
        let is_rubbed = rubbing(chosen).is_some_and(|mine| mine.mask(Some(sheet), true).is_some());
        let erased = snapshot.erased.as_ref().filter(|_| is_rubbed);
        let (mask, to) = match erased.and_then(|erased| Some((erased, erased.top.first()?))) {
            Some((erased, &to)) => (Some(Arc::clone(&erased.mask)), to),
            None => (None, from),
        };
        let last = Last {
            frame: Arc::clone(&snapshot.frame),
            crop: snapshot.crop,
            mask: mask.clone(),
            from,
            to,
        };
        if !is_rubbed {
            countdown.see(snapshot.frame.time);
            if countdown.is_over() {
                self.stands = Stands::Over(Outcome::Lost);
            }
        } else if let Some(mask) = mask
            && let Some(outcome) = Self::judge(&last, &mask, &snapshot.outline.labels)
        {
            self.stands = Stands::Over(outcome);
        }
        self.last = Some(last);
    }

    fn is_better(&self, one: u32, other: u32) -> bool {
        one < other
    }

    fn says_figure(&self, figure: u32) -> String {
        say!("percent", of = pane::percent(figure))
    }

    fn says_score(&self, score: &Score) -> String {
        then(score)
    }

    fn plan(&self, chosen: &super::Chosen, asked: Asked<'_>, plan: &mut Plan) {
        if self.stands.runs() {
            let mask = rubbing(chosen).and_then(|r| r.mask(self.sheet, asked.selection.frozen));
            plan.erased = mask.map(Arc::clone);
        }
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(area, self, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let erased = scene.snapshot.and_then(|snapshot| snapshot.erased.as_ref());
        (&self.stands, pane::rubbing(scene), erased.map(|erased| &erased.mask)).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(brush, area, self, scene);
    }
}
