//! Thumbnails: small pictures as JPEG, and back, within bounds.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageFormat, ImageReader, Limits};

use super::tally::Favoured;
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::network::outline::{Layer, Reach};
use crate::resample::{Filter, Resampler};

/// The side of a thumbnail of a favourite, in pixels.
pub const SIDE: i32 = 96;

/// Of a hundred.
const QUALITY: u8 = 85;

/// How large the square around a unit's cell is that holds 90 % of its squared gradient, in pixels,
/// by the side of its receptive field: medians over photos and units of blocks 1, 3, 5, 7, 9, 12
/// and the head of EfficientNet-Lite0.
const SEEN: [(f64, f64); 8] = [
    (0.0, 0.0),
    (11.0, 7.0),
    (35.0, 18.0),
    (83.0, 31.0),
    (147.0, 32.0),
    (275.0, 67.0),
    (531.0, 118.0),
    (851.0, 155.0),
];

/// The smallest part that is shown.
const LEAST: f64 = 8.0;

/// What a unit saw around its strongest place, as a part of the picture of this size that the
/// network sees: half as large again as what holds 90 % of its squared gradient, inside of that. Of
/// a unit without a map it is all.
pub fn part(layer: &Layer, size: Size, favoured: &Favoured) -> Rect {
    let (whole, side) = (size.rect(), size.width.min(size.height));
    if layer.shape.map.area() <= 1 {
        return whole;
    }
    let field = layer.receptive_field;
    let sees = field.size();
    let between = SEEN.windows(2).find(|pair| sees <= pair[1].0);
    let seen = between.map_or(f64::from(side), |pair| {
        let [(from, low), (to, high)] = [pair[0], pair[1]];
        low + (high - low) * (sees - from) / (to - from)
    });
    let length = (1.5 * seen).round().max(LEAST).min(f64::from(side)) as i32;
    let start = |reach: Reach, cell: u32, along: i32| {
        let centre = reach.offset + reach.stride * f64::from(cell);
        let start = (centre + 0.5 - f64::from(length) / 2.0).round();
        start.max(0.0).min(f64::from(along - length)) as i32
    };
    let x = start(field.across, favoured.x, size.width);
    let y = start(field.down, favoured.y, size.height);
    Rect { x, y, width: length, height: length }
}

/// A part of a picture as a thumbnail.
///
/// # Errors
/// Where the part is not inside of the picture, or has no pixels.
pub fn cut(picture: &Picture, part: Rect, resampler: &mut Resampler) -> Result<Picture> {
    let size = Size::new(SIDE, SIDE);
    let mut rgb = vec![0; size.area() * 3];
    resampler.run(picture, part, Filter::Bilinear, size, &mut rgb)?;
    Ok(Picture::new(size, rgb))
}

/// A picture as JPEG, the same bytes every time.
///
/// # Errors
/// Where it is too large for that: 65,535 pixels along a side.
pub fn encode(picture: &Picture) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.size.width as u32, picture.size.height as u32);
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode(&picture.rgb, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| Error::Source(format!("cannot make a JPEG picture: {error}")))?;
    Ok(bytes)
}

/// A JPEG picture of at most this side.
///
/// # Errors
/// What is wrong with it, in one line.
pub fn decode(bytes: &[u8], side: u32) -> Result<Picture, String> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(side), Some(side));
    reader.limits(limits);
    let broken = |error: image::ImageError| {
        let words = error.to_string();
        format!("its JPEG picture is broken ({})", words.lines().next().unwrap_or_default())
    };
    let picture = reader.decode().map_err(broken)?.into_rgb8();
    let size = Size::new(picture.width() as i32, picture.height() as i32);
    Ok(Picture::new(size, picture.into_raw()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::named::Named;
    use crate::network::onnx::Reading;
    use crate::network::particulars::Particulars;
    use crate::network::{WeightsFrom, outline_of};

    fn picture(side: i32) -> Picture {
        let size = Size::new(side, side);
        let pixel = |i: i32| [i % side, i / side, 99].map(|value| (value % 256) as u8);
        Picture::new(size, (0..side * side).flat_map(pixel).collect())
    }

    #[test]
    fn a_thumbnail_comes_back_nearly_as_it_was() {
        let mut resampler = Resampler::default();
        let part = Rect::new(10, 20, 48, 48);
        let small = cut(&picture(224), part, &mut resampler).unwrap();
        assert_eq!(small.size, Size::new(SIDE, SIDE));
        assert!(small.rgb[0].abs_diff(10) <= 1 && small.rgb[1].abs_diff(20) <= 1);
        let bytes = encode(&small).unwrap();
        assert_eq!(bytes, encode(&small).unwrap());
        let back = decode(&bytes, SIDE as u32).unwrap();
        let off = back.rgb.iter().zip(&small.rgb).map(|(one, two)| one.abs_diff(*two));
        // JPEG's own loss, at this quality, of slopes.
        assert!(off.max() <= Some(12));
        assert!(cut(&small, Rect::new(90, 0, 48, 48), &mut resampler).is_err());
    }

    #[test]
    fn what_a_unit_saw_is_around_its_cell_and_inside_of_the_picture() {
        let (name, said) = ("efficientnet_lite0", Particulars::default());
        let named = Named::find(name, &said, Reading::Structure).unwrap();
        let outline = outline_of(named, &WeightsFrom::Random, None).unwrap();
        let part = |name: &str, x, y| {
            let layer = outline.layers.iter().find(|layer| layer.name == name).unwrap();
            super::part(layer, Size::new(224, 224), &Favoured { picture: 0, value: 1.0, x, y })
        };
        let inner = part("blocks.3.depthwise.relu", 14, 28);
        // It sees 19 pixels: 1.5 * (7 + 11 * (19 - 11) / (35 - 11)).
        assert_eq!((inner.width, inner.height), (16, 16));
        let [x, y] = [inner.x + 8, inner.y + 8];
        assert!(x.abs_diff(14 * 4) <= 4 && y.abs_diff(28 * 4) <= 4, "{inner:?}");
        let corner = part("blocks.3.depthwise.relu", 55, 0);
        assert_eq!((corner.right(), corner.y), (224, 0));
        assert_eq!(part("head.classifier", 0, 0), Size::new(224, 224).rect());
        for layer in &outline.layers {
            let last = (layer.shape.map.width - 1) as u32;
            let part = part(&layer.name, last, last);
            assert_eq!(part.intersect(Size::new(224, 224).rect()), part, "{}", layer.name);
            assert!(part.width >= 8);
        }
    }

    #[test]
    fn what_is_broken_or_too_large_is_one_line() {
        let bytes = encode(&picture(64)).unwrap();
        for wrong in [&bytes[..0], &bytes[..20], b"no picture", &bytes[1..]] {
            let problem = decode(wrong, 64).unwrap_err();
            assert!(problem.starts_with("its JPEG picture is broken"), "{problem}");
            assert_eq!(problem.lines().count(), 1);
        }
        assert!(decode(&bytes, 63).is_err());
        assert_eq!(decode(&bytes, 64).unwrap().size, Size::new(64, 64));
    }
}
