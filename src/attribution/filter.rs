//! How a signal at the input becomes a picture.

use super::Attribution;
use crate::frame::Picture;

/// The ways of the Deep Visualization Toolbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Filter {
    /// The three colours around middle grey.
    #[default]
    Raw,
    /// Their mean around middle grey.
    Gray,
    /// The norm over the colours, from black.
    Norm,
    /// That, blurred.
    Blur,
}

impl Filter {
    /// In the order of the key.
    pub const ALL: &[Self] = &[Self::Raw, Self::Gray, Self::Norm, Self::Blur];

    /// The picture.
    pub fn picture(self, answer: &Attribution) -> Picture {
        let area = answer.size.area();
        let reach = answer.range.1.max(-answer.range.0).max(f32::MIN_POSITIVE);
        let byte = |v: f32| (128.0 + 127.0 * v / reach) as u8;
        let value =
            |at: usize, channel: usize| answer.values[channel % answer.channels * area + at];
        let rgb = (0..area).flat_map(|at| [0, 1, 2].map(|c| byte(value(at, c)))).collect();
        Picture::new(answer.size, rgb)
    }
}
