//! The answer that the pane shows: that of the picture, or of the picture with a part rubbed out.

use crate::network::guess::Guess;
use crate::view::facts::Facts;

/// One answer, and what it is compared with.
pub struct Shown<'a> {
    /// Softmax over all classes.
    pub probabilities: &'a [f32],
    /// The best guess.
    pub best: Guess,
    /// The answer that marks on the bars stand for; none where nothing is otherwise than usual.
    pub before: Option<Before<'a>>,
}

/// What an answer is compared with.
#[derive(Clone, Copy)]
pub enum Before<'a> {
    /// That of the picture before a part of it was rubbed out.
    WholePicture(&'a [f32]),
    /// That of the network with everything switched on.
    WholeNetwork(&'a [f32]),
}

impl<'a> Before<'a> {
    /// Softmax over all classes.
    pub fn probabilities(self) -> &'a [f32] {
        match self {
            Self::WholePicture(shares) | Self::WholeNetwork(shares) => shares,
        }
    }
}

impl<'a> Shown<'a> {
    /// None before the first answer.
    pub fn new(facts: &Facts<'a>) -> Option<Self> {
        let newest = facts.history.newest()?;
        let snapshot = facts.snapshot;
        let erased = snapshot.and_then(|snapshot| Some((snapshot, snapshot.erased.as_ref()?)));
        if let Some((snapshot, erased)) = erased
            && let Some(&best) = erased.top.first()
        {
            let before = Some(Before::WholePicture(&snapshot.probabilities));
            return Some(Self { probabilities: &erased.probabilities, best, before });
        }
        let before = snapshot.and_then(|snapshot| snapshot.baseline.as_deref());
        Some(Self {
            probabilities: &newest.probabilities,
            best: newest.best,
            before: before.map(Before::WholeNetwork),
        })
    }
}

/// The classes to list, in the order to list them: those of the picture with a part rubbed out
/// where that is shown, else as [`Facts::places`] has them.
pub fn places(facts: &Facts<'_>) -> Vec<usize> {
    let erased = facts.snapshot.and_then(|snapshot| snapshot.erased.as_ref());
    match erased.filter(|erased| !erased.top.is_empty()) {
        Some(erased) => erased.top.iter().map(|guess| guess.class).collect(),
        None => facts.places(),
    }
}
