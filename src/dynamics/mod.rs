//! What changes from frame to frame.

pub mod activity;
pub mod change;
pub mod flips;
pub mod stillness;
