//! The rooms behind the doors of the screen, one folder each, and what they have in common.

pub mod changes;
pub mod counts;
pub(crate) mod progress;
pub mod scene;
pub mod selection;
pub mod study;
pub mod work;
