//! What minifb lacks on X11, through x11rb: every press of keys and buttons, and the full screen.
//!
//! It has connections of its own to the X server.

pub mod full_screen;
pub mod input;
pub mod layout;
