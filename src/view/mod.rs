//! The base panes: what every screen shows of the network, its picture and its answer. Pure: no
//! tensor, no thread, no device, no clock.

pub(crate) mod answer;
pub mod brush;
pub(crate) mod colormaps;
pub mod facts;
pub(crate) mod finder;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod invitation;
pub(crate) mod layer;
pub(crate) mod legend;
pub mod palette;
pub(crate) mod picture;
pub(crate) mod pixels;
pub(crate) mod spotlight;
pub(crate) mod squares;
pub(crate) mod statistics;
pub mod status;
pub(crate) mod strip;
pub mod target;
pub(crate) mod tiles;
pub(crate) mod tooltip;
pub(crate) mod unit;
pub(crate) mod wall;
pub mod wording;

pub use crate::canvas::text::Align;
pub use brush::Brush;
pub use target::{Hover, Target, What};

/// How much is hidden of a picture that is over, and of what was made of it.
pub const OVER: u8 = 130;
