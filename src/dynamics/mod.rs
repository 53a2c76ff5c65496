//! What changes from frame to frame.

pub mod flips;
pub mod stillness;
