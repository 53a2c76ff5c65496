//! Why the answer changes: flips face to face, the chair test, and how little it takes.

pub mod adversarial;
pub mod chair;
pub mod how_little;
pub mod invariance;
pub(crate) mod pane;
pub mod perturbation;
pub mod stability;
