//! How much of what was won outlasts small changes of the picture: noise does not.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageFormat};

use super::objective::Objective;
use super::run::in_torch;
use super::stimulus::Stimulus;
use super::view::{Place, View};
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::network::Network;

/// Pixels.
const SHIFT: f64 = 8.0;
/// Of the side.
const ZOOM: f64 = 0.8;
/// JPEG's own number.
const QUALITY: u8 = 75;

/// The share of the gain that is kept, 1 where all is: below 0 where the value falls below that of
/// the noise at the start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Survives {
    /// Moved by 8 pixels, the mean of left, right, up and down; the rest is mirrored.
    pub shift: f32,
    /// Shrunk to 0.8 of its side; the rest is mirrored.
    pub zoom: f32,
    /// Saved as a JPEG of quality 75.
    pub jpeg: f32,
}

impl Survives {
    /// Looks at the changed pictures; none where nothing was won.
    ///
    /// # Errors
    /// Those of [`Network::forward`]; [`Error::Source`] where the JPEG cannot be made.
    pub fn of(network: &Network, stimulus: &Stimulus) -> Result<Option<Self>> {
        let gain = stimulus.value - stimulus.value_start;
        let won = if stimulus.wish.negative { gain < 0.0 } else { gain > 0.0 };
        if !won {
            return Ok(None);
        }
        let objective = Objective::new(network, &[(stimulus.wish.unit, stimulus.wish.negative)])?;
        let kept = |picture: Picture| {
            let reading = objective.read(network, &[picture])?;
            Ok::<_, Error>((reading[0].value - stimulus.value_start) / gain)
        };
        let picture = &stimulus.picture;
        let by = |side: i32| 2.0 * SHIFT / f64::from(side);
        let (right, down) = (by(picture.size.width), by(picture.size.height));
        let mut shift = 0.0;
        for (x, y) in [(right, 0.0), (-right, 0.0), (0.0, down), (0.0, -down)] {
            shift += kept(seen(picture, Place { x, y, ..Place::WHOLE })?)? / 4.0;
        }
        let zoom = kept(seen(picture, Place { scale: 1.0 / ZOOM, ..Place::WHOLE })?)?;
        Ok(Some(Self { shift, zoom, jpeg: kept(as_jpeg(picture)?)? }))
    }
}

/// The picture from elsewhere, in its own size.
fn seen(picture: &Picture, place: Place) -> Result<Picture> {
    let size = [picture.size.height, picture.size.width].map(i64::from);
    let rgb = in_torch(|| {
        let pixels = tch::Tensor::f_from_slice(&picture.rgb)?.f_reshape([size[0], size[1], 3])?;
        let planes = pixels.f_permute([2, 0, 1])?.f_to_kind(tch::Kind::Float)?;
        let seen = View::new(place, size, size).see(&planes)?.f_round_()?;
        let rows = seen.f_permute([1, 2, 0])?.f_to_kind(tch::Kind::Uint8)?;
        Vec::try_from(&rows.f_contiguous()?.f_flatten(0, -1)?)
    })?;
    Ok(Picture::new(picture.size, rgb))
}

fn as_jpeg(picture: &Picture) -> Result<Picture> {
    let (width, height) = (picture.size.width as u32, picture.size.height as u32);
    let failed = |error: image::ImageError| Error::Source(format!("no JPEG: {error}"));
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .write_image(&picture.rgb, width, height, ExtendedColorType::Rgb8)
        .map_err(failed)?;
    let read = image::load(Cursor::new(bytes), ImageFormat::Jpeg).map_err(failed)?;
    Ok(Picture::new(picture.size, read.into_rgb8().into_raw()))
}
