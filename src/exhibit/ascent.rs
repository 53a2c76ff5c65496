//! Gradient ascent in the space of pictures: what a unit would like to see.
//!
//! A picture begins as noise and is changed, step by step, so that one unit answers to it more and
//! more strongly (Erhan et al., "Visualizing higher-layer features of a deep network", 2009).
//! Without more, what comes of it is noise that no other network knows; the [`recipe`] says what is
//! done against that.

mod adam;
mod fourier;
mod job;
pub mod objective;
pub mod recipe;
mod run;
pub mod stimulus;
pub mod survives;
#[cfg(test)]
mod tests;
pub mod view;
pub mod wish;
pub mod yosinski;

pub(in crate::exhibit) use adam::Adam;
pub(in crate::exhibit) use fourier::Fourier;
pub use job::{AscentJob, SHOWN};
pub use objective::Objective;
pub use run::Ascent;
pub(in crate::exhibit) use run::{deviations, in_torch, normalised};
