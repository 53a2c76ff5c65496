//! The rules of brightness: what is added to a picture may neither brighten it nor burn it out.

use tch::{Kind, TchError, Tensor};

/// Cells along the shorter side within which means are taken, before three of them are one.
const CELLS: i64 = 36;

/// So often the mean is corrected: of what is cut off at black and white, the mean changes again.
const CORRECTIONS: usize = 3;

/// The picture with the detail, both [1, 3, height, width]: within 0 to 1, and of each colour with
/// the camera's own mean. Towards black and white a detail gets weaker, so that nothing is cut off.
pub(super) fn lit(camera: &Tensor, detail: &Tensor) -> Result<Tensor, TchError> {
    let colours = [2_i64, 3];
    let mean = |values: &Tensor| values.f_mean_dim(colours.as_slice(), true, Kind::Float);
    let wanted = mean(camera)?;
    let rooms = (camera.f_neg()?.f_add_scalar(1.0)?, camera);
    let mut detail = detail.f_sub(&mean(detail)?)?;
    let mut picture = squeezed(camera, &detail, &rooms)?;
    for _ in 0..CORRECTIONS {
        detail = detail.f_add(&wanted.f_sub(&mean(&picture)?)?)?;
        picture = squeezed(camera, &detail, &rooms)?;
    }
    picture.f_clamp(0.0, 1.0)
}

/// `d * r / (d^4 + r^4)^(1/4)`, where r is the room above or below the camera's value.
fn squeezed(
    camera: &Tensor,
    detail: &Tensor,
    (above, below): &(Tensor, &Tensor),
) -> Result<Tensor, TchError> {
    let room = above.f_where_self(&detail.f_ge(0.0)?, below)?;
    let fourth = |values: &Tensor| values.f_square()?.f_square_();
    let sum = fourth(detail)?.f_add_(&fourth(&room)?)?.f_add_scalar_(1e-12)?;
    let root = sum.f_sqrt()?.f_sqrt()?;
    camera.f_add(&room.f_mul(detail)?.f_div_(&root)?)
}

/// The detail with its root mean square below `limit` around each place, as if through a limiter:
/// what is far below is as it was.
pub(super) fn limited(detail: &Tensor, limit: f64) -> Result<Tensor, TchError> {
    let square = detail.f_square()?.f_mean_dim([1_i64].as_slice(), true, Kind::Float)?;
    let power = blurred(&square)?;
    // (1 + (power / limit^2)^2)^(1/4): at the limit a sixth less, never above it.
    let excess = power.f_div_scalar(limit * limit)?.f_square()?.f_add_scalar(1.0)?;
    detail.f_div(&excess.f_sqrt()?.f_sqrt()?)
}

/// The mean around each place, of about a twelfth of the shorter side.
pub(super) fn blurred(values: &Tensor) -> Result<Tensor, TchError> {
    let (height, width) = (values.size()[2], values.size()[3]);
    let cells = |length: i64| (length * CELLS / height.min(width).max(1)).max(1);
    let coarse = values.f_adaptive_avg_pool2d([cells(height), cells(width)])?;
    let smooth = coarse.f_avg_pool2d([3; 2], [1; 2], [1; 2], false, false, None)?;
    smooth.f_upsample_bilinear2d([height, width], false, None, None)
}

/// The root mean square.
pub(super) fn strength(detail: &Tensor) -> Result<f64, TchError> {
    Ok(f64::try_from(&detail.f_square()?.f_mean(Kind::Float)?)?.sqrt())
}
