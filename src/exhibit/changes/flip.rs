//! The flips that can be looked at in this room: which there are, and what was seen at each.

use std::sync::Arc;
use std::time::Duration;

use crate::dynamics::evidence::Evidence;
use crate::dynamics::history::History;
use crate::exhibit::scene::Scene;

/// For how long a flip is shown by itself.
const FLIP_SHOWN: Duration = Duration::from_millis(2500);

/// With more flips than these in ten seconds none is shown by itself: they would only flicker.
const RARE: usize = 2;

/// What was seen at the newest flips, oldest first, and at the one that is looked at.
#[derive(Debug, Default)]
pub(super) struct Flips {
    kept: Vec<Arc<Evidence>>,
    /// The history would let it go after a while.
    studied: Option<Arc<Evidence>>,
}

impl Flips {
    /// What was seen at the flip of this frame; none for the newest.
    pub(super) fn evidence(&self, flip: Option<u64>) -> Option<&Evidence> {
        let Some(frame) = flip else { return self.kept.last().map(AsRef::as_ref) };
        let mut known = self.studied.iter().chain(&self.kept);
        known.find(|evidence| evidence.flip.frame == frame).map(AsRef::as_ref)
    }

    /// The flip before the one with this number, of those whose pictures are kept; the newest where
    /// none is given, the oldest where there is none before.
    pub(super) fn before(&self, flip: Option<u64>) -> Option<u64> {
        let before = |known: &u64| flip.is_none_or(|flip| *known < flip);
        self.frames().rev().find(before).or(self.frames().next())
    }

    /// The flip after it; the newest where there is none after.
    pub(super) fn after(&self, flip: Option<u64>) -> Option<u64> {
        let after = |known: &u64| flip.is_some_and(|flip| *known > flip);
        self.frames().find(after).or(self.frames().next_back())
    }

    fn frames(&self) -> impl DoubleEndedIterator<Item = u64> {
        self.kept.iter().map(|evidence| evidence.flip.frame)
    }

    /// The flip that has just happened, where flips are rare and nobody is to be interrupted who
    /// looks at something of their own.
    pub(super) fn just_now(&self, scene: &Scene<'_>) -> Option<&Evidence> {
        let rare = scene.history.recent_flips().len() <= RARE;
        let busy = !rare || scene.selection.steering || scene.selection.room.is_some();
        let flip = scene.history.latest_flip().filter(|_| !busy)?;
        let now = scene.history.newest().map_or(Duration::ZERO, |answer| answer.time);
        let evidence = || self.kept.iter().find(|evidence| evidence.flip.frame == flip.frame);
        (now < flip.time + FLIP_SHOWN).then(evidence)?.map(AsRef::as_ref)
    }

    /// Takes over what the history keeps, and holds on to the flip that is looked at.
    pub(super) fn see(&mut self, history: &History, looked_at: Option<u64>) {
        let is_it = |evidence: &&Arc<Evidence>| Some(evidence.flip.frame) == looked_at;
        // What is known already, before the history lets it go.
        self.studied = self.studied.iter().chain(&self.kept).find(is_it).cloned();
        self.kept = history.evidence().cloned().collect();
    }

    /// Another network answers from now on.
    pub(super) fn begin_again(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;
    use crate::network::guess::Guess;
    use crate::taps::plan::Plan;

    #[test]
    fn the_flip_before_and_after_are_those_whose_pictures_are_kept() {
        let outline = Arc::new(made_up::outline(2, 4));
        let (mut flips, mut history) = (Flips::default(), History::default());
        for n in 0..3 {
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), 20 * n, 0.6);
            snapshot.top = vec![Guess { class: (n % 2) as usize, probability: 0.6 }];
            history.push(&snapshot);
            flips.see(&history, None);
        }
        let to = |flip| (flips.before(flip), flips.after(flip));
        assert_eq!(to(None), (Some(40), Some(40)), "the newest first");
        assert_eq!(to(Some(40)), (Some(20), Some(40)));
        assert_eq!(to(Some(20)), (Some(20), Some(40)));
    }
}
