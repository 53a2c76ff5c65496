//! What changes from frame to frame: answers and flips, activity, movement before the camera.

pub mod activity;
pub mod evidence;
pub mod history;
pub mod stillness;
