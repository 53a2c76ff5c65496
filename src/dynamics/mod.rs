//! What changes from frame to frame.

pub mod activity;
pub mod evidence;
pub mod history;
pub mod stillness;
