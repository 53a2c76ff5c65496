//! Pictures as numbers: three planes of 0 to 1, and their resizing.

use tch::{Device, Kind, TchError, Tensor};

use crate::frame::Picture;
use crate::geometry::Size;

/// A picture as [1, 3, height, width] of 0 to 1, on the host.
///
/// # Errors
/// libtorch's, where there is no room.
pub fn planes(picture: &Picture) -> Result<Tensor, TchError> {
    let (height, width) = (i64::from(picture.size.height), i64::from(picture.size.width));
    let pixels = Tensor::f_from_slice(&picture.rgb)?.f_reshape([1, height, width, 3])?;
    let planes = pixels.f_permute([0, 3, 1, 2])?.f_to_kind(Kind::Float)?;
    planes.f_div_scalar(255.0)?.f_contiguous()
}

/// The other way round, each value to the nearest of 256.
///
/// # Errors
/// libtorch's.
pub fn picture(planes: &Tensor) -> Result<Picture, TchError> {
    let [height, width] = extent(planes)?;
    let bytes = planes.f_clamp(0.0, 1.0)?.f_mul_scalar_(255.0)?.f_round_()?;
    let rows = bytes.f_permute([0, 2, 3, 1])?.f_to_kind(Kind::Uint8)?;
    let rgb = Vec::try_from(&rows.f_to_device(Device::Cpu)?.f_contiguous()?.f_flatten(0, -1)?)?;
    Ok(Picture::new(Size::new(width as i32, height as i32), rgb))
}

/// Height and width.
///
/// # Errors
/// libtorch's, where these are no planes.
pub fn extent(planes: &Tensor) -> Result<[i64; 2], TchError> {
    let (_, _, height, width) = planes.size4()?;
    Ok([height, width])
}

/// At this height and width; bilinear, antialiased where it becomes smaller.
///
/// # Errors
/// libtorch's.
pub fn shrunk(planes: &Tensor, to: [i64; 2]) -> Result<Tensor, TchError> {
    if extent(planes)? == to {
        return Ok(planes.shallow_clone());
    }
    planes.f_internal_upsample_bilinear2d_aa(to, false, None, None)
}

/// At this height and width, which are larger; bicubic.
///
/// # Errors
/// libtorch's.
pub fn enlarged(planes: &Tensor, to: [i64; 2]) -> Result<Tensor, TchError> {
    if extent(planes)? == to {
        return Ok(planes.shallow_clone());
    }
    planes.f_upsample_bicubic2d(to, false, None, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_goes_there_and_back_unchanged() {
        let size = Size::new(5, 3);
        let bytes = (0..size.area() * 3).map(|at| (at * 37 % 256) as u8).collect();
        let there = Picture::new(size, bytes);
        let planes = planes(&there).unwrap();
        assert_eq!(planes.size(), [1, 3, 3, 5]);
        assert_eq!(picture(&planes).unwrap(), there);
        assert_eq!(extent(&shrunk(&planes, [2, 4]).unwrap()).unwrap(), [2, 4]);
        assert_eq!(extent(&enlarged(&planes, [6, 11]).unwrap()).unwrap(), [6, 11]);
    }
}
