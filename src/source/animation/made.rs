//! Animations made for tests: the same pictures in each format.

use std::sync::Arc;

use image_webp::{ColorType, WebPEncoder};

use super::Format;
use super::canvas::{Blend, Disposal};

/// A part of one row, `None` where it is transparent.
pub(super) struct Row {
    pub left: u32,
    pub colours: Vec<Option<[u8; 3]>>,
    pub disposal: Disposal,
    pub blend: Blend,
    pub milliseconds: u32,
}

impl Row {
    pub(super) fn new(left: u32, colours: &[Option<[u8; 3]>], milliseconds: u32) -> Self {
        let (disposal, blend) = (Disposal::Keep, Blend::Over);
        Self { left, colours: colours.to_vec(), disposal, blend, milliseconds }
    }

    fn rgba(&self) -> Vec<u8> {
        let pixel = |[r, g, b]: [u8; 3]| [r, g, b, 255];
        self.colours.iter().flat_map(|colour| colour.map_or([0; 4], pixel)).collect()
    }

    fn width(&self) -> u32 {
        self.colours.len() as u32
    }
}

/// The file of an animation of one row.
pub(super) fn encoded(format: Format, width: u32, rows: &[Row]) -> Arc<[u8]> {
    match format {
        Format::Gif => gif(width, rows),
        Format::WebP => webp(width, 1, rows.iter().map(|row| anmf(row, &still(row)))),
        Format::Png => png(width, rows),
    }
    .into()
}

fn gif(width: u32, rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::gif::Encoder::new(&mut bytes, width as u16, 1, &[]).unwrap();
    for row in rows {
        let mut frame = ::gif::Frame::from_rgba(row.width() as u16, 1, &mut row.rgba());
        frame.left = row.left as u16;
        frame.delay = (row.milliseconds / 10) as u16;
        frame.dispose = match row.disposal {
            Disposal::Keep => ::gif::DisposalMethod::Keep,
            Disposal::Clear => ::gif::DisposalMethod::Background,
            Disposal::Restore => ::gif::DisposalMethod::Previous,
        };
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    bytes
}

fn png(width: u32, rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, width, 1);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_animated(rows.len() as u32, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for row in rows {
        writer.set_frame_delay(row.milliseconds as u16, 1000).unwrap();
        // The new width must fit in at the place before.
        writer.set_frame_position(0, 0).unwrap();
        writer.set_frame_dimension(row.width(), 1).unwrap();
        writer.set_frame_position(row.left, 0).unwrap();
        let dispose = match row.disposal {
            Disposal::Keep => ::png::DisposeOp::None,
            Disposal::Clear => ::png::DisposeOp::Background,
            Disposal::Restore => ::png::DisposeOp::Previous,
        };
        writer.set_dispose_op(dispose).unwrap();
        let blend = match row.blend {
            Blend::Over => ::png::BlendOp::Over,
            Blend::Replace => ::png::BlendOp::Source,
        };
        writer.set_blend_op(blend).unwrap();
        writer.write_image_data(&row.rgba()).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

/// The chunks of a WebP still.
fn still(row: &Row) -> Vec<u8> {
    let opaque = row.colours.iter().all(Option::is_some);
    let mut file = Vec::new();
    let encoder = WebPEncoder::new(&mut file);
    if opaque {
        let rgb: Vec<u8> = row.colours.iter().flatten().flatten().copied().collect();
        encoder.encode(&rgb, row.width(), 1, ColorType::Rgb8).unwrap();
    } else {
        encoder.encode(&row.rgba(), row.width(), 1, ColorType::Rgba8).unwrap();
    }
    file.split_off(12)
}

/// A part's chunk around that of a still.
pub(super) fn anmf(row: &Row, still: &[u8]) -> Vec<u8> {
    let three = |number: u32| number.to_le_bytes()[..3].to_vec();
    assert!(row.left.is_multiple_of(2), "WebP counts places by two");
    let flags =
        u8::from(row.disposal == Disposal::Clear) | u8::from(row.blend == Blend::Replace) << 1;
    let header = [
        three(row.left / 2),
        three(0),
        three(row.width() - 1),
        three(0),
        three(row.milliseconds),
        vec![flags],
    ];
    chunk(b"ANMF", &[&header.concat(), still].concat())
}

fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
    [name, &(body.len() as u32).to_le_bytes(), body, &[0][..body.len() % 2]].concat()
}

/// An animated WebP of these parts.
pub(super) fn webp(width: u32, height: u32, parts: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let three = |number: u32| number.to_le_bytes()[..3].to_vec();
    // Animated, with alpha.
    let header = [vec![0b1_0010, 0, 0, 0], three(width - 1), three(height - 1)].concat();
    // A background in blue, which nobody heeds, and to be played for ever.
    let loops = chunk(b"ANIM", &[255, 0, 0, 255, 0, 0]);
    let chunks = [chunk(b"VP8X", &header), loops, parts.flatten().collect()].concat();
    chunk(b"RIFF", &[b"WEBP", &chunks[..]].concat())
}

/// An interlaced PNG of 4x2 grey pixels that play in two parts: all of them black, then 2x2 at 2,0.
pub(super) fn interlaced_png(part: [u8; 4]) -> Vec<u8> {
    let [a, b, c, d] = part;
    let control = |number: u8, width: u8, left: u8| {
        let sides = [[0, 0, 0, number], [0, 0, 0, width], [0, 0, 0, 2], [0, 0, 0, left], [0; 4]];
        // A tenth of a second; it stays, and replaces what was there.
        png_chunk(b"fcTL", &[&sides.concat()[..], &[0, 1, 0, 10, 0, 0]].concat())
    };
    // A filter comes before each row of each of the seven passes, empty ones left out.
    let whole = stored(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let part = [vec![0, 0, 0, 2], stored(&[0, a, 0, b, 0, c, d])].concat();
    let header = [0, 0, 0, 4, 0, 0, 0, 2, 8, 0, 0, 0, 1];
    [
        super::png::MAGIC.to_vec(),
        png_chunk(b"IHDR", &header),
        png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        control(0, 4, 0),
        png_chunk(b"IDAT", &whole),
        control(1, 2, 2),
        png_chunk(b"fdAT", &part),
        png_chunk(b"IEND", &[]),
    ]
    .concat()
}

fn png_chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
    let named = [name, body].concat();
    let sum =
        !named.iter().fold(!0_u32, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |c, _| {
                if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 }
            })
        });
    [&(body.len() as u32).to_be_bytes(), &named[..], &sum.to_be_bytes()].concat()
}

/// Bytes as zlib holds them uncompressed.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let (low, high) = bytes.iter().fold((1_u32, 0), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65521;
        (low, (high + low) % 65521)
    });
    let length = bytes.len() as u16;
    let head = [&[0x78, 1, 1][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    [&head[..], bytes, &(high << 16 | low).to_be_bytes()].concat()
}
