//! What the person asked for: keys to actions ([`keymap`]), actions to a [`selection`]. Pure.

pub mod action;
pub mod keymap;
pub mod selection;
pub mod spotlight;
