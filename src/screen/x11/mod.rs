//! What minifb lacks on X11, through x11rb: every press of keys and buttons, the full
//! screen, and a short way for pictures.
//!
//! It has connections of its own to the X server.

pub mod full_screen;
pub mod input;
pub mod layout;
#[cfg(unix)]
pub mod shared_picture;
