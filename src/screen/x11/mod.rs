//! What minifb leaves out on X11, over connections of our own (x11rb): every press, and the whole
//! screen.

pub mod full_screen;
pub mod input;
pub mod layout;
