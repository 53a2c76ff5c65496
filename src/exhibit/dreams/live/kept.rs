//! The dream that is kept while the strength changes, or the picture is held.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::dreaming::Dreaming;
use super::dreamt::{DreamWanted, Dreamt};
use crate::exhibit::dreams::goal::Goal;
use crate::network::guess::Guess;

/// Shared by the jobs that follow one another; none where nobody dreams.
pub type SharedDream = Rc<RefCell<Option<Kept>>>;

/// A dream and what is shown of it.
#[derive(Debug)]
pub struct Kept {
    goal: Goal,
    run: u32,
    /// How strongly it was dreamt last.
    strength: u8,
    /// The scene of the frames that it is dreamt on.
    pub(super) scene: u64,
    pub(super) dreaming: Dreaming,
    /// The last picture.
    pub(super) dreamt: Option<Arc<Dreamt>>,
}

impl Kept {
    /// Begins.
    pub(super) fn new(wanted: &DreamWanted, scene: u64, dreaming: Dreaming) -> Self {
        let &DreamWanted { goal, run, strength, .. } = wanted;
        Self { goal, run, strength, scene, dreaming, dreamt: None }
    }

    /// True where it is what is wanted of this scene, however strongly.
    pub(super) fn fits(&self, wanted: &DreamWanted, scene: u64) -> bool {
        (self.goal, self.run, self.scene) == (wanted.goal, wanted.run, scene)
    }

    /// From now on so strongly; true where that is another strength than before.
    pub(super) fn turn_to(&mut self, strength: u8) -> bool {
        std::mem::replace(&mut self.strength, strength) != strength
    }

    /// Of another scene. What is shown stays until there is something of it.
    pub(super) fn begin_anew(&mut self, scene: u64) {
        self.scene = scene;
        self.dreaming.begin_anew();
    }

    /// The next picture; the last answer stays, where it is of the same scene.
    pub(super) fn show(&mut self, dreamt: Dreamt) {
        let before = self.dreamt.as_ref().filter(|before| before.count < dreamt.count);
        let after = before.and_then(|before| before.after.clone());
        self.dreamt = Some(Arc::new(Dreamt { after, ..dreamt }));
    }

    /// What the network answers to the picture that is shown.
    pub(super) fn answered(&mut self, guesses: Vec<Guess>) {
        if let Some(dreamt) = &mut self.dreamt {
            let count = dreamt.count;
            Arc::make_mut(dreamt).after = Some((guesses, count));
        }
    }
}
