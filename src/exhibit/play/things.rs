//! The things that games name: groups of classes with an everyday name.

use crate::network::outline::Outline;

/// A thing that everybody knows, and the classes that are it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// What it is called in `[play]`.
    pub id: String,
    /// The message of its name with the article, as "a cup".
    pub name: String,
    /// Its classes, indices into the network's.
    pub classes: Vec<usize>,
}

impl Thing {
    /// How sure the network is of it: the sum of its classes' probabilities, 0..=1.
    pub fn probability(&self, probabilities: &[f32]) -> f32 {
        self.classes.iter().filter_map(|&class| probabilities.get(class)).sum()
    }
}

/// Those of the shipped things whose classes this network has, by their labels.
pub fn of(_outline: &Outline) -> Vec<Thing> {
    Vec::new()
}
