//! What changes from frame to frame.

pub mod activity;
pub mod adversarial;
pub mod chair;
pub mod evidence;
pub mod flips;
pub mod invariance;
pub mod stability;
pub mod stillness;
pub mod wiggle;
