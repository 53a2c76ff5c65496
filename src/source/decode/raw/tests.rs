//! Tests of uncompressed pixels: exact greys, colours, padding, odd sizes, fields.

use std::io::Cursor;

use deepvis_camera::{Fields, PixelFormat};

use super::super::super::clip::{Footage, Next};
use super::super::super::y4m::Y4m;
use super::super::Layout;
use super::super::tests::{assert_near, decoded};
use crate::frame::Picture;
use crate::geometry::Size;

use PixelFormat::{Bgr, Grey, Nv12, Rgb, Uyvy, Yu12, Yuyv, Yv12};

/// Those with brightness and colours apart.
const YUV: [PixelFormat; 5] = [Yuyv, Uyvy, Nv12, Yu12, Yv12];
const RAW: [PixelFormat; 8] = [Yuyv, Uyvy, Nv12, Yu12, Yv12, Rgb, Bgr, Grey];

/// BT.601 in limited range, from its definition: Y 81, U 90, V 240 is pure red.
#[test]
fn yuyv_is_bt601_in_limited_range() {
    let layout = Layout::packed(Yuyv, Size::new(4, 1));
    // Two red pixels, then a black and a white one.
    let got = decoded(&[81, 90, 81, 240, 16, 128, 235, 128], layout).unwrap();
    assert_near(&got.rgb, &[255, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 255], 1);
}

#[test]
fn uyvy_is_the_same_in_another_order() {
    let layout = Layout::packed(Uyvy, Size::new(4, 1));
    let got = decoded(&[90, 81, 240, 81, 128, 16, 128, 235], layout).unwrap();
    assert_near(&got.rgb, &[255, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 255], 1);
}

/// Y 145, U 54, V 34 is pure green.
#[test]
fn four_pixels_of_420_have_one_colour() {
    let green = [0, 255, 0].repeat(4);
    for (pixels, chroma) in [(Nv12, [54, 34]), (Yu12, [54, 34]), (Yv12, [34, 54])] {
        let bytes = [[145; 4].as_slice(), &chroma].concat();
        let got = decoded(&bytes, Layout::packed(pixels, Size::new(2, 2))).unwrap();
        assert_near(&got.rgb, &green, 1);
    }
}

#[test]
fn rgb_and_bgr_are_taken_as_they_are() {
    let padded = |pixels| Layout { stride: 7, ..Layout::packed(pixels, Size::new(2, 2)) };
    let bytes = [1, 2, 3, 4, 5, 6, 99, 0, 255, 7, 8, 9, 10];
    let got = decoded(&bytes, padded(Rgb)).unwrap();
    assert_eq!(got.rgb, [1, 2, 3, 4, 5, 6, 0, 255, 7, 8, 9, 10]);
    let got = decoded(&bytes, padded(Bgr)).unwrap();
    assert_eq!(got.rgb, [3, 2, 1, 6, 5, 4, 7, 255, 0, 10, 9, 8]);
}

#[test]
fn bgr_is_rgb_turned_at_every_width() {
    for width in 1..=70 {
        let bytes: Vec<u8> = (0..width * 9).map(|i| (i * 37 % 256) as u8).collect();
        let [rgb, bgr] = [Rgb, Bgr].map(|pixels| {
            decoded(&bytes, Layout::packed(pixels, Size::new(width, 3))).unwrap().rgb
        });
        let turned: Vec<u8> = rgb.as_chunks().0.iter().flat_map(|&[r, g, b]| [b, g, r]).collect();
        assert_eq!(bgr, turned, "{width} columns");
    }
}

/// BT.601's brightness in limited range, rounded.
fn grey_of(y: u8) -> u8 {
    ((i32::from(y) - 16) as f64 * 255.0 / 219.0).round() as u8
}

/// A picture made for a test: what its samples are by column and row, those of colour by the number
/// of their column and row among the colours.
struct Made<'a> {
    luma: &'a dyn Fn(usize, usize) -> u8,
    u: &'a dyn Fn(usize, usize) -> u8,
    v: &'a dyn Fn(usize, usize) -> u8,
}

impl Made<'_> {
    /// As a camera would send it, with rubbish in the padding.
    fn sent(&self, layout: Layout) -> Vec<u8> {
        let Layout { pixels, size, stride, .. } = layout;
        let (width, height) = (size.width as usize, size.height as usize);
        let (half, quarter) = (width.div_ceil(2), height.div_ceil(2));
        let plane = |rows: usize, stride: usize, row: &dyn Fn(usize) -> Vec<u8>| {
            let padded = (0..rows).flat_map(|y| {
                let mut row = row(y);
                row.resize(stride, 99);
                row
            });
            padded.collect::<Vec<u8>>()
        };
        let each = |y, sample: &dyn Fn(usize, usize) -> u8, columns: usize| {
            (0..columns).map(|x| sample(x, y)).collect::<Vec<u8>>()
        };
        let chroma = |x: usize, y| [(self.u)(x / 2, y), (self.v)(x / 2, y)][x % 2];
        match pixels {
            Yuyv => plane(height, stride, &|y| {
                (0..width).flat_map(|x| [(self.luma)(x, y), chroma(x, y)]).collect()
            }),
            Uyvy => plane(height, stride, &|y| {
                (0..width).flat_map(|x| [chroma(x, y), (self.luma)(x, y)]).collect()
            }),
            Rgb | Bgr => plane(height, stride, &|y| {
                (0..width).flat_map(|x| [(self.luma)(x, y); 3]).collect()
            }),
            Nv12 | Yu12 | Yv12 | Grey => {
                let mut sent = plane(height, stride, &|y| each(y, self.luma, width));
                if pixels == Nv12 {
                    let stride = stride.max(half * 2);
                    sent.extend(plane(quarter, stride, &|y| each(y, &chroma, half * 2)));
                } else if pixels != Grey {
                    let (first, second) =
                        if pixels == Yu12 { (self.u, self.v) } else { (self.v, self.u) };
                    let stride = (stride / 2).max(half);
                    sent.extend(plane(quarter, stride, &|y| each(y, first, half)));
                    sent.extend(plane(quarter, stride, &|y| each(y, second, half)));
                }
                sent
            }
            PixelFormat::Mjpeg | PixelFormat::Jpeg => panic!("{pixels} has no pixels in order"),
        }
    }
}

#[test]
fn every_grey_is_as_the_formula_says_at_every_width() {
    for (pixels, padding) in YUV.into_iter().zip([0, 3, 0, 5, 8].into_iter().cycle()) {
        for width in 1..=70 {
            for first in (16..=235).step_by(width) {
                let packed = Layout::packed(pixels, Size::new(width as i32, 3));
                let layout = Layout { stride: packed.stride + padding, ..packed };
                let luma = |x: usize, _: usize| (first + x).min(235) as u8;
                let (u, v) = (|_, _| 128, |_, _| 128);
                let bytes = Made { luma: &luma, u: &u, v: &v }.sent(layout);
                let got = decoded(&bytes, layout).unwrap();
                let want: Vec<u8> = (0..width).flat_map(|x| [grey_of(luma(x, 0)); 3]).collect();
                assert_eq!(got.rgb, want.repeat(3), "{pixels}, {width} columns");
            }
        }
    }
}

/// A clip's planes go the same way.
#[test]
fn every_grey_of_a_clip_is_as_the_formula_says_at_every_width() {
    for (chroma, mono) in [("420jpeg", false), ("422", false), ("444", false), ("mono", true)] {
        for width in 1..=70_usize {
            let luma: Vec<u8> = (0..width * 4).map(|i| (16 + i * 3 % 220) as u8).collect();
            let mut clip = format!("YUV4MPEG2 W{width} H4 F30:1 C{chroma}\nFRAME\n").into_bytes();
            clip.extend(&luma);
            let whole = if chroma == "444" { width } else { width.div_ceil(2) };
            let rows = if chroma == "420jpeg" { 2 } else { 4 };
            clip.extend(vec![128; if mono { 0 } else { 2 * whole * rows }]);
            let mut got = Picture::default();
            let mut clip = Y4m::open(Cursor::new(clip)).unwrap();
            assert!(matches!(clip.next(&mut got), Ok(Next::Picture(_))));
            let want: Vec<u8> = luma.iter().flat_map(|&y| [grey_of(y); 3]).collect();
            assert_eq!(got.rgb, want, "{chroma}, {width} columns");
        }
    }
}

/// BT.601 in limited range.
fn rgb_of(y: u8, u: u8, v: u8) -> [u8; 3] {
    let (blue, red) = ((f64::from(u) - 128.0) / 112.0, (f64::from(v) - 128.0) / 112.0);
    let y = (f64::from(y) - 16.0) / 219.0;
    let (r, b) = (y + 0.701 * red, y + 0.886 * blue);
    [r, (y - 0.299 * r - 0.114 * b) / 0.587, b]
        .map(|value| (value * 255.0).round().clamp(0.0, 255.0) as u8)
}

/// A step is what the crate's 13 bits and its order of rounding cost at most.
#[test]
fn every_colour_is_within_a_step_of_the_formula() {
    for pixels in YUV {
        let layout = Layout::packed(pixels, Size::new(220, 3));
        for (u, v) in
            (16..=240).step_by(16).flat_map(|u| (16..=240).step_by(16).map(move |v| (u, v)))
        {
            let luma = |x, _| 16 + x as u8;
            let bytes = Made { luma: &luma, u: &|_, _| u, v: &|_, _| v }.sent(layout);
            let want: Vec<u8> = (0..220).flat_map(|x| rgb_of(luma(x, 0), u, v)).collect();
            assert_near(&decoded(&bytes, layout).unwrap().rgb, &want.repeat(3), 1);
        }
    }
}

/// Odd sides, every stride: a colour that is taken from a wrong row or column differs by far more
/// than a step.
#[test]
fn every_pixel_has_the_colour_of_its_place() {
    let luma = |x: usize, y: usize| (60 + (x * 7 + y * 13) % 120) as u8;
    let u = |x: usize, y: usize| (70 + (x * 31 + y * 17) % 110) as u8;
    let v = |x: usize, y: usize| (70 + (x * 13 + y * 41) % 110) as u8;
    for (width, height) in [(1, 1), (2, 2), (3, 3), (6, 5), (7, 4), (35, 9), (66, 3)] {
        for (pixels, padding) in YUV.into_iter().flat_map(|pixels| [0, 1, 6].map(|n| (pixels, n))) {
            let packed = Layout::packed(pixels, Size::new(width, height));
            let layout = Layout { stride: packed.stride + padding, ..packed };
            let got = decoded(&Made { luma: &luma, u: &u, v: &v }.sent(layout), layout).unwrap();
            let down = if matches!(pixels, Yuyv | Uyvy) { 1 } else { 2 };
            for (place, got) in got.rgb.as_chunks::<3>().0.iter().enumerate() {
                let (x, y) = (place % width as usize, place / width as usize);
                let mut red = v(x / 2, y / down);
                // The last of an odd packed row has no red of its own.
                if down == 1 && x % 2 == 0 && x + 1 == width as usize {
                    red = if x == 0 { 128 } else { v(x / 2 - 1, y) };
                }
                let want = rgb_of(luma(x, y), u(x / 2, y / down), red);
                assert_near(got, &want, 1);
            }
        }
    }
}

#[test]
fn padding_at_the_end_of_the_rows_is_skipped() {
    let size = Size::new(2, 2);
    let layout = Layout { stride: 4, ..Layout::packed(Grey, size) };
    let got = decoded(&[1, 2, 99, 99, 3, 4], layout).unwrap();
    assert_eq!(got.rgb, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
}

/// Bytes of a picture with this layout, the padding of the last row included, and how many of them
/// are that padding.
fn length(layout: Layout) -> (usize, usize) {
    let Layout { pixels, size, stride, .. } = layout;
    let (width, height) = (size.width as usize, size.height as usize);
    let (half, rows) = (width.div_ceil(2), height.div_ceil(2));
    match pixels {
        Nv12 => (stride * height + stride.max(half * 2) * rows, stride.max(half * 2) - half * 2),
        Yu12 | Yv12 => {
            let colour = (stride / 2).max(half);
            (stride * height + 2 * colour * rows, colour - half)
        }
        _ => (stride * height, stride - pixels.row(width)),
    }
}

#[test]
fn the_last_row_may_lack_its_padding_but_no_pixel_and_more_is_ignored() {
    for (width, height) in [(1, 1), (2, 1), (3, 3), (6, 4), (5, 7)] {
        for (pixels, fields) in RAW.into_iter().flat_map(|pixels| {
            [Fields::None, Fields::Interleaved, Fields::Apart, Fields::Single].map(|f| (pixels, f))
        }) {
            let packed = Layout::packed(pixels, Size::new(width, height));
            let layout = Layout { stride: packed.stride + 9, fields, ..packed };
            let (whole, padding) = length(layout);
            let bytes: Vec<u8> = (0..whole + 4096).map(|i| (i * 37 % 219 + 16) as u8).collect();
            let got = decoded(&bytes[..whole], layout).unwrap();
            let cut = &bytes[..whole - padding];
            assert_eq!(decoded(cut, layout).unwrap(), got, "{layout:?}, cut");
            assert_eq!(decoded(&bytes, layout).unwrap(), got, "{layout:?}, page-rounded");
            let error = decoded(&cut[1..], layout).unwrap_err().to_string();
            let (has, least) = (cut.len() - 1, cut.len());
            assert_eq!(error, format!("the camera's picture has {has} bytes instead of {least}"));
        }
    }
}

#[test]
fn rows_that_are_no_rows_are_an_error() {
    let layout = Layout { stride: usize::MAX, ..Layout::packed(Grey, Size::new(4, 1)) };
    assert!(decoded(&[0; 4], layout).unwrap_err().to_string().contains("has rows of"));
    for pixels in RAW {
        let packed = Layout::packed(pixels, Size::new(4, 2));
        let error = decoded(&[0; 99], Layout { stride: packed.stride - 1, ..packed }).unwrap_err();
        let (has, needs) = (packed.stride - 1, packed.stride);
        let want = format!("the camera's picture has rows of {has} bytes instead of {needs}");
        assert_eq!(error.to_string(), want, "{pixels}");
    }
}

/// The second field is of another moment: everything in it is elsewhere, and of another colour.
#[test]
fn of_two_fields_the_picture_is_the_first_alone() {
    let luma = |x: usize, y: usize| (60 + (x * 7 + y * 13) % 120) as u8;
    let u = |x: usize, y: usize| (70 + (x * 31 + y * 17) % 110) as u8;
    let v = |x: usize, y: usize| (70 + (x * 13 + y * 41) % 110) as u8;
    for (pixels, height) in
        RAW.into_iter().flat_map(|pixels| [1_usize, 2, 5, 6, 8].map(|h| (pixels, h)))
    {
        let packed = |height| Layout::packed(pixels, Size::new(7, height as i32));
        let field = packed(height.div_ceil(2));
        let field = decoded(&Made { luma: &luma, u: &u, v: &v }.sent(field), field).unwrap();
        // Rows of brightness or of colour, of the first field where it has one, else of the other.
        let rows = |sample: fn(usize, usize) -> u8, fields, rows: usize| {
            move |x: usize, y: usize| {
                let first = rows.div_ceil(2);
                let place = match fields {
                    Fields::Interleaved if y.is_multiple_of(2) => Some(y / 2),
                    Fields::Apart if y < first => Some(y),
                    _ => None,
                };
                place.map_or(235, |y| sample(x, y))
            }
        };
        let down = if matches!(pixels, Yuyv | Uyvy) { height } else { height.div_ceil(2) };
        for fields in [Fields::Interleaved, Fields::Apart] {
            let (luma, u, v) =
                (rows(luma, fields, height), rows(u, fields, down), rows(v, fields, down));
            let layout = Layout { fields, stride: packed(height).stride + 2, ..packed(height) };
            let got = decoded(&Made { luma: &luma, u: &u, v: &v }.sent(layout), layout).unwrap();
            for (y, got) in got.rgb.chunks(7 * 3).enumerate() {
                let field: Vec<_> = field.rgb.chunks(7 * 3).collect();
                let (above, under) = (field[y / 2], field[y.div_ceil(2).min(field.len() - 1)]);
                let mean: Vec<u8> =
                    above.iter().zip(under).map(|(&a, &b)| a.midpoint(b) + (a ^ b) % 2).collect();
                assert_eq!(got, mean, "{pixels} {fields:?}, row {y} of {height}");
            }
        }
    }
}
