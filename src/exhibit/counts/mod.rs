//! Which part of the picture counts: a grey square hides one part after the other.

pub mod occlusion;
pub(crate) mod pane;
