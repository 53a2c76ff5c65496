//! The flips that can be looked at in this room: which there are, and what was seen at each.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::dynamics::evidence::Evidence;
use crate::dynamics::history::History;
use crate::exhibit::scene::Scene;
use crate::exhibit::why::Why;

/// For how long a flip is shown by itself.
const FLIP_SHOWN: Duration = Duration::from_millis(2500);

/// With more flips than these in ten seconds none is shown by itself: they would only flicker.
const RARE: usize = 2;

/// A flip whose pictures are kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) evidence: Arc<Evidence>,
    /// Computed once, when it is looked at.
    why: OnceLock<Why>,
}

impl Kept {
    /// Why it changed its mind then.
    pub(super) fn why(&self) -> &Why {
        self.why.get_or_init(|| Why::of(&self.evidence))
    }
}

/// What was seen at the newest flips, oldest first, and at the one that is looked at.
#[derive(Debug, Default)]
pub(super) struct Flips {
    kept: Vec<Kept>,
    /// The history would let it go after a while.
    studied: Option<Kept>,
    /// The flip that was the newest when somebody came to look at the newest: it is held.
    held: Option<u64>,
}

impl Flips {
    /// What was seen at the flip of this frame; with none at the newest, as it was held.
    pub(super) fn kept(&self, flip: Option<u64>) -> Option<&Kept> {
        let Some(frame) = flip.or(self.held) else { return self.kept.last() };
        let mut known = self.studied.iter().chain(&self.kept);
        known.find(|kept| kept.evidence.flip.frame == frame)
    }

    /// The flip before the one with this number, of those whose pictures are kept; the newest where
    /// none is given, the oldest where there is none before.
    pub(super) fn before(&self, flip: Option<u64>) -> Option<u64> {
        let flip = flip.or(self.held);
        let before = |known: &u64| flip.is_none_or(|flip| *known < flip);
        self.frames().rev().find(before).or(self.frames().next())
    }

    /// The flip after it; the newest where there is none after.
    pub(super) fn after(&self, flip: Option<u64>) -> Option<u64> {
        let flip = flip.or(self.held);
        let after = |known: &u64| flip.is_some_and(|flip| *known > flip);
        self.frames().find(after).or(self.frames().next_back())
    }

    fn frames(&self) -> impl DoubleEndedIterator<Item = u64> {
        self.kept.iter().map(|kept| kept.evidence.flip.frame)
    }

    /// The flip that has just happened, where flips are rare and nobody is to be interrupted who
    /// looks at something of their own.
    pub(super) fn just_now(&self, scene: &Scene<'_>) -> Option<&Evidence> {
        let rare = scene.history.recent_flips().len() <= RARE;
        let busy = !rare || scene.selection.steering || scene.selection.room.is_some();
        let flip = scene.history.latest_flip().filter(|_| !busy)?;
        let now = scene.history.newest().map_or(Duration::ZERO, |answer| answer.time);
        let kept = || self.kept(Some(flip.frame));
        Some((now < flip.time + FLIP_SHOWN).then(kept)??.evidence.as_ref())
    }

    /// Takes over what the history keeps, and holds on to the flip that is looked at, where flips
    /// are: that of a frame, or with none the one that is the newest now.
    pub(super) fn see(&mut self, history: &History, looked_at: bool, flip: Option<u64>) {
        let newest = || history.evidence().next_back().map(|newest| newest.flip.frame);
        self.held = if looked_at && flip.is_none() { self.held.or_else(newest) } else { None };
        let looked_at = flip.or(self.held).filter(|_| looked_at);
        let is_it = |kept: &&Kept| Some(kept.evidence.flip.frame) == looked_at;
        // What is known already, before the history lets it go.
        self.studied = self.studied.iter().chain(&self.kept).find(is_it).cloned();
        let mut before = std::mem::take(&mut self.kept).into_iter().peekable();
        let keep = |evidence: &Arc<Evidence>| {
            while before.next_if(|kept| kept.evidence.flip.frame < evidence.flip.frame).is_some() {}
            let known = before.next_if(|kept| Arc::ptr_eq(&kept.evidence, evidence));
            known.unwrap_or_else(|| Kept { evidence: Arc::clone(evidence), why: OnceLock::new() })
        };
        self.kept = history.evidence().map(keep).collect();
    }

    /// Another network answers from now on.
    pub(super) fn begin_again(&mut self) {
        self.kept.clear();
        (self.studied, self.held) = (None, None);
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
            flips.see(&history, false, None);
        }
        let to = |flip| (flips.before(flip), flips.after(flip));
        assert_eq!(to(None), (Some(40), Some(40)), "the newest first");
        assert_eq!(to(Some(40)), (Some(20), Some(40)));
        assert_eq!(to(Some(20)), (Some(20), Some(40)));
    }

    #[test]
    fn the_flip_that_somebody_came_for_stays_while_others_happen() {
        let outline = Arc::new(made_up::outline(2, 4));
        let (mut flips, mut history) = (Flips::default(), History::default());
        let mut shown = Vec::new();
        for n in 0..40 {
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), n, 0.6);
            snapshot.top = vec![Guess { class: (n % 2) as usize, probability: 0.6 }];
            history.push(&snapshot);
            flips.see(&history, (2..30).contains(&n), None);
            shown.push(flips.kept(None).map(|kept| kept.evidence.flip.frame));
        }
        assert_eq!(shown[..2], [None, Some(1)], "the newest while nobody looks");
        assert!(shown[2..30].iter().all(|&frame| frame == Some(2)), "{shown:?}");
        assert_eq!(shown[30..], (30..40).map(Some).collect::<Vec<_>>());
    }
}
