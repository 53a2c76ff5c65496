//! What a person asks for: keys and actions, how closely one looks, how maps are drawn. Pure.
//!
//! From keys to actions: [`keymap`], and [`keyboard`] as the person has changed it. How closely one
//! looks: [`zoom`]; how maps are drawn: [`appearance`]. What strangers may ask for: [`kiosk`]. What
//! a person does, as text: [`script`]. No room is known here.

pub mod action;
pub mod appearance;
pub mod depths;
pub mod door;
pub mod find;
pub mod key_names;
pub mod keyboard;
pub mod keymap;
pub mod kiosk;
pub mod moving;
pub mod names;
pub mod script;
pub mod spotlight;
pub mod zoom;
