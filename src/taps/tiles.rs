//! The shrinking and quantising of one layer's maps, on the network's device, without waiting.

use tch::{Kind, TchError, Tensor};

use crate::geometry::Size;

/// Share of a layer's channels whose strongest value is drawn at full brightness or darker; what is
/// stronger still is as bright. So one channel that outshines all others does not darken the layer.
const PERCENTILE: f64 = 0.95;
/// A scale below this counts as this: nothing is divided by zero.
const DARKEST: f64 = 1e-20;

/// One layer's maps at the size they will be drawn.
#[derive(Debug)]
pub struct Tiles {
    /// [1, channels, height, width], f32.
    values: Tensor,
    /// Number of maps.
    pub channels: usize,
    /// Size of each.
    pub size: Size,
    /// True if values can be negative.
    signed: bool,
}

impl Tiles {
    /// Averages the maps of a layer, [1, channels, height, width] in any precision, down to at most
    /// `longest` pixels a side; smaller maps stay as they are.
    pub fn shrink(layer: &Tensor, longest: i64, signed: bool) -> Result<Self, TchError> {
        let (_, channels, height, width) = layer.size4()?;
        let (longest, side) = (longest.max(1), height.max(width));
        let (values, height, width) = if side > longest {
            let shrunk = |length: i64| (length * longest / side).max(1);
            let (height, width) = (shrunk(height), shrunk(width));
            (layer.f_adaptive_avg_pool2d([height, width])?, height, width)
        } else {
            (layer.shallow_clone(), height, width)
        };
        // bf16 has no room between neighbouring bytes: half of one would be rounded off below.
        let values = values.f_to_kind(Kind::Float)?;
        let size = Size::new(width as i32, height as i32);
        Ok(Self { values, channels: channels as usize, size, signed })
    }

    /// Number of bytes the maps become.
    pub fn len(&self) -> usize {
        self.channels * self.size.area()
    }

    /// The value to draw at full brightness: of the channels' largest magnitudes the 95th
    /// percentile, or the largest of all where that is zero. One number, [].
    pub fn peak(&self) -> Result<Tensor, TchError> {
        let peaks = if self.signed {
            self.values.f_abs()?.f_amax([0, 2, 3], false)?
        } else {
            self.values.f_amax([0, 2, 3], false)?
        };
        // A value that is not a number must not blind the whole layer.
        let peaks = peaks.f_nan_to_num(0.0, 0.0, 0.0)?;
        let rank = (self.channels as f64 * PERCENTILE).ceil() as i64;
        let (percentile, _) = peaks.f_kthvalue(rank.max(1), 0, false)?;
        let highest = peaks.f_amax([0], false)?;
        percentile.f_where_self(&percentile.f_gt(0.0)?, &highest)
    }

    /// Writes the maps into `bytes`, pixel after pixel, [height, width, channels]. Non-negative
    /// layers: 0 for zero, 255 for `scale` and more. Signed layers: 128 for zero, 1 for −`scale`,
    /// 255 for `scale`. What is not a number becomes 0.
    pub fn quantise(&self, scale: &Tensor, bytes: &Tensor) -> Result<(), TchError> {
        let (zero, reach) = if self.signed { (128.0, 127.0) } else { (0.0, 255.0) };
        let factor = scale.f_clamp_min(DARKEST)?.f_reciprocal()?.f_mul_scalar(reach)?;
        // The conversion to bytes cuts off: half is added first, so that it rounds.
        let mut scaled = self.values.f_mul(&factor)?.f_add_scalar_(zero + 0.5)?;
        let pixels = scaled.f_clamp_(0.0, 255.0)?.f_permute([0, 2, 3, 1])?;
        bytes.f_view_as(&pixels)?.f_copy_(&pixels)
    }
}
