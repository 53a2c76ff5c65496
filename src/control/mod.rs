//! What the person asked for: keys to actions ([`keymap`], as the person has changed it:
//! [`keyboard`]), actions to a [`selection`]; who may ask for what where strangers do ([`kiosk`]);
//! what a person does, as text ([`script`]). Pure.

pub mod action;
pub mod experiment;
pub mod find;
pub mod keyboard;
pub mod keymap;
pub mod kiosk;
pub mod moving;
pub mod script;
pub mod selection;
pub mod spotlight;
pub mod study;
