//! What the person asks for: keys to actions ([`keymap`], as the person has changed it:
//! [`keyboard`]), how closely one looks ([`zoom`]) and how maps are drawn ([`appearance`]); who may
//! ask for what where strangers do ([`kiosk`]); what a person does, as text ([`script`]). Pure.

pub mod action;
pub mod appearance;
pub mod door;
pub mod find;
pub mod key_names;
pub mod keyboard;
pub mod keymap;
pub mod kiosk;
pub mod moving;
pub mod script;
pub mod spotlight;
pub mod zoom;
