//! The rules of brightness: what is added to a picture may neither brighten it nor burn it out.

use tch::{Kind, TchError, Tensor};

/// Side of the square over which a detail's strength is measured, in parts of the shorter side.
const AROUND: f64 = 1.0 / 12.0;

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

/// `d * r / (d^3 + r^3)^(1/3)`, where r is the room above or below the camera's value.
fn squeezed(
    camera: &Tensor,
    detail: &Tensor,
    (above, below): &(Tensor, &Tensor),
) -> Result<Tensor, TchError> {
    let up = detail.f_ge(0.0)?;
    let room = above.f_where_self(&up, below)?;
    let size = detail.f_abs()?;
    let cubes = size.f_pow_tensor_scalar(3.0)?.f_add(&room.f_pow_tensor_scalar(3.0)?)?;
    let root = cubes.f_add_scalar(1e-9)?.f_pow_tensor_scalar(1.0 / 3.0)?;
    camera.f_add(&detail.f_mul(&room)?.f_div(&root)?)
}

/// The detail with its root mean square below `limit` around each place, as if through a limiter:
/// what is far below is as it was.
pub(super) fn limited(detail: &Tensor, limit: f64) -> Result<Tensor, TchError> {
    let (height, width) = (detail.size()[2], detail.size()[3]);
    let around = ((height.min(width) as f64 * AROUND) as i64 / 2).max(1);
    let square = detail.f_square()?.f_mean_dim([1_i64].as_slice(), true, Kind::Float)?;
    let side = 2 * around + 1;
    let power = square.f_avg_pool2d([side; 2], [1; 2], [around; 2], false, false, None)?;
    // (1 + (power / limit^2)^2)^(1/4): at the limit a sixth less, never above it.
    let excess = power.f_div_scalar(limit * limit)?.f_square()?.f_add_scalar(1.0)?;
    detail.f_div(&excess.f_pow_tensor_scalar(0.25)?)
}

/// The root mean square.
pub(super) fn strength(detail: &Tensor) -> Result<f64, TchError> {
    Ok(f64::try_from(&detail.f_square()?.f_mean(Kind::Float)?)?.sqrt())
}
