//! The base panes, of which every screen is made: the picture, the network, its answer.
//!
//! Pure: no tensor, no thread, no device, no clock; no room and nothing of what is selected. A base
//! pane takes a brush, its area, the [`facts`] and what it shows beside them.

pub(crate) mod answer;
pub(crate) mod attract;
pub mod brush;
pub mod button;
pub(crate) mod colormaps;
pub mod controls;
pub(crate) mod doors;
pub mod facts;
pub(crate) mod finder;
pub(crate) mod foot;
pub mod guide;
pub mod icon;
pub(crate) mod inside;
pub(crate) mod invitation;
pub(crate) mod legend;
pub(crate) mod naming;
pub mod palette;
pub(crate) mod picture;
pub(crate) mod pixels;
pub mod sentence;
pub(crate) mod spotlight;
pub(crate) mod squares;
pub(crate) mod statistics;
pub mod status;
pub(crate) mod strip;
pub(crate) mod sureness;
pub mod target;
pub mod thumbnails;
pub(crate) mod tiles;
pub mod title;
pub(crate) mod tooltip;
pub(crate) mod wall;
pub mod wording;

pub use crate::canvas::text::Align;
pub use brush::Brush;
pub use target::{Hover, Target, What};

/// How much is hidden, of 255, where no pictures come any more: of the last one, and of what was
/// made of it.
pub const ENDED_SHADE: u8 = 130;
