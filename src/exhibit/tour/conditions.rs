//! The conditions of a tour's steps, and what is remembered of a step to tell whether its own is
//! met. Pure: a snapshot and what is chosen come in from outside.

use std::time::Duration;

use crate::control::action::Action;
use crate::control::door::Door;
use crate::exhibit::START;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;

/// A sentence is there to be read for at least so long where nobody has done anything: what is met
/// by itself goes on no sooner. By the frames' own clock.
const READ: Duration = Duration::from_secs(3);

/// After so long the button that goes on stands out. By the frames' own clock.
const LONG: Duration = Duration::from_secs(20);

/// What lets a step go on. Its button always does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Nothing but its button.
    Next,
    /// A square or a step of the wall was opened since the step began.
    Touch,
    /// Another detector was picked than was selected when the step began.
    Detector,
    /// Something has moved before the camera, or the picture is another.
    Moved,
    /// The best class is another than when the step began.
    Flip,
    /// Something is rubbed out.
    Hidden,
    /// With what is rubbed out the best class is another than without.
    Changed,
    /// The picture is held.
    Held,
    /// A button or a key is held down that acts for as long as it is.
    Pressing,
    /// A game was started since the step began.
    Started,
    /// One is behind this door.
    Room(Door),
    /// The answer is sure.
    Sure(Sure),
}

/// How sure it must be, of what, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sure {
    /// Percent, 1 to 100.
    pub share: u8,
    /// For so many frames one after the other, at least 1.
    pub frames: u16,
    /// The labels of which it must be sure together; none for the best class, whatever that is.
    pub of: Vec<String>,
}

impl Condition {
    /// True where only a picture that changes meets it.
    pub fn needs_pictures(&self) -> bool {
        matches!(self, Self::Moved | Self::Flip | Self::Sure(_))
    }
}

impl Sure {
    /// True where this snapshot's answer is sure enough.
    fn is_seen_in(&self, snapshot: &Snapshot) -> bool {
        let share = if self.of.is_empty() {
            snapshot.top.first().map_or(0.0, |guess| guess.probability)
        } else {
            let labels = &snapshot.outline.labels;
            let all = snapshot.probabilities.iter().zip(labels.iter());
            let meant = all.filter(|(_, label)| self.of.contains(label));
            meant.map(|(probability, _)| probability).sum()
        };
        !snapshot.nothing_to_see && share * 100.0 >= f32::from(self.share)
    }
}

/// What is chosen at the moment when a condition is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Chosen {
    /// Behind which door one is.
    pub door: Door,
    /// The detector that is selected.
    pub unit: Unit,
    /// True while the picture is held.
    pub held: bool,
    /// True while a button or a key is held down that acts for as long as it is.
    pub pressing: bool,
}

/// What is remembered of a step since it began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a condition of its own")]
pub struct Watch {
    /// The time of the first frame that was seen in it.
    since: Option<Duration>,
    /// The newest frame that was seen in it, by its number.
    frame: Option<u64>,
    /// That frame's scene.
    scene: Option<u64>,
    /// The best class at its beginning.
    first: Option<usize>,
    /// The detector that was selected then.
    unit: Option<Unit>,
    /// Somebody has done something since.
    acted: bool,
    touched: bool,
    picked: bool,
    started: bool,
    moved: bool,
    flipped: bool,
    hidden: bool,
    changed: bool,
    /// So many frames in a row the answer was sure.
    sure: u16,
    /// It has lasted long enough to be read.
    is_read: bool,
    /// It has lasted long.
    is_long: bool,
}

impl Watch {
    /// Begins while this is chosen.
    pub fn new(chosen: Chosen) -> Self {
        Self { unit: Some(chosen.unit), ..Self::default() }
    }

    /// Takes in what somebody has done.
    pub fn act(&mut self, action: Action) {
        self.acted = true;
        self.touched |= matches!(
            action,
            Action::PickUnit(_) | Action::PickLayer(_) | Action::Closer | Action::Zoom
        );
        self.started |= action == START;
        // By what somebody does: until the strongest of a layer is known, another is selected.
        self.picked |= match action {
            Action::PickUnit(unit) => self.unit != Some(unit),
            Action::Move(_)
            | Action::Leap(_)
            | Action::PickLayer(_)
            | Action::PickClass(_)
            | Action::PreviousLayer
            | Action::NextLayer => true,
            _ => false,
        };
    }

    /// Takes in a snapshot, in which something `moves` or nothing does. The second snapshot of a
    /// frame may come.
    pub fn see(&mut self, condition: &Condition, snapshot: &Snapshot, moves: bool) {
        let frame = &snapshot.frame;
        let best = snapshot.top.first().map(|guess| guess.class);
        let lasts = frame.time.saturating_sub(*self.since.get_or_insert(frame.time));
        (self.is_read, self.is_long) = (lasts >= READ, lasts >= LONG);
        self.hidden = snapshot.erased.is_some();
        let erased = snapshot.erased.as_ref().and_then(|erased| erased.top.first());
        self.changed = erased.is_some_and(|guess| Some(guess.class) != best);
        if self.frame.replace(frame.sequence) == Some(frame.sequence) {
            return;
        }
        let another = self.scene.replace(frame.scene).is_some_and(|scene| scene != frame.scene);
        self.moved |= moves || another;
        if !snapshot.nothing_to_see {
            self.first = self.first.or(best);
            self.flipped |= best != self.first;
        }
        if let Condition::Sure(sure) = condition {
            let seen = sure.is_seen_in(snapshot);
            self.sure = if seen { self.sure.saturating_add(1).min(sure.frames) } else { 0 };
        }
    }

    /// True where the condition is met while this is chosen.
    pub fn meets(&self, condition: &Condition, chosen: Chosen) -> bool {
        let met = match condition {
            Condition::Next => false,
            Condition::Touch => self.touched,
            Condition::Detector => self.picked,
            Condition::Moved => self.moved || self.flipped,
            Condition::Flip => self.flipped,
            Condition::Hidden => self.hidden,
            Condition::Changed => self.changed,
            Condition::Held => chosen.held,
            Condition::Pressing => chosen.pressing,
            Condition::Started => self.started,
            Condition::Room(door) => chosen.door == *door,
            Condition::Sure(sure) => self.sure >= sure.frames,
        };
        // What somebody does goes on at once, and what happens by itself when it could be read.
        met && (self.is_read || (self.acted && !condition.needs_pictures()))
    }

    /// True where it has lasted so long that its button is to stand out.
    pub fn is_long(&self) -> bool {
        self.is_long
    }
}

#[cfg(test)]
mod tests;
