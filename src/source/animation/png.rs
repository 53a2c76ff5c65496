//! The reader of animated PNG files: their parts, with places, times and disposal.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use png::{BlendOp, ColorType, DecodeOptions, Decoder, DisposeOp, Limits, Reader, Transformations};

use crate::geometry::Size;

use super::canvas::{Blend, Disposal, Part};
use super::{Parts, size};

/// What every PNG begins with.
pub(super) const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";
/// A decoder may take this many bytes. It counts a row of each picture against them, and gives none
/// back.
const MOST_MEMORY: usize = 1 << 30;

/// True where the chunk of an animation stands before the first pixels.
pub(super) fn is_marked_animated(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(MAGIC.len()..).unwrap_or_default();
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        match behind.first_chunk::<4>() {
            Some(b"acTL") => return true,
            None | Some(b"IDAT") => return false,
            // The name, what it holds, a check sum.
            Some(_) => {
                let skipped = (u32::from_be_bytes(*length) as usize).saturating_add(8);
                rest = behind.get(skipped..).unwrap_or_default();
            }
        }
    }
    false
}

/// The size of the whole, and the parts.
pub(super) fn open(bytes: Arc<[u8]>) -> Result<(Size, Box<dyn Parts>), String> {
    let said = |error: png::DecodingError| error.to_string();
    let mut options = DecodeOptions::default();
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(Limits { bytes: MOST_MEMORY });
    decoder.set_transformations(Transformations::EXPAND | Transformations::ALPHA);
    let info = decoder.read_header_info().map_err(said)?;
    let size = size(info.width, info.height)?;
    let reader = decoder.read_info().map_err(said)?;
    let info = reader.info();
    let parts = info.animation_control.map_or(0, |control| control.num_frames);
    // A first picture without times is for those who cannot play the others.
    let apart = info.frame_control.is_none();
    Ok((size, Box::new(Png { reader, left: parts, apart, samples: Vec::new() })))
}

struct Png {
    reader: Reader<Cursor<Arc<[u8]>>>,
    /// Parts that are still to come.
    left: u32,
    /// True while the picture that is no part is still to be passed over.
    apart: bool,
    /// As they are in the file: grey or colours with alpha, 8 or 16 bits each.
    samples: Vec<u8>,
}

impl Parts for Png {
    fn next(&mut self, rgba: &mut Vec<u8>) -> Result<Option<Part>, String> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        let said = |error: png::DecodingError| error.to_string();
        let bytes = self.reader.output_buffer_size().ok_or("it needs too much memory")?;
        self.samples.resize(bytes, 0);
        if std::mem::take(&mut self.apart) {
            self.reader.next_frame(&mut self.samples).map_err(said)?;
        }
        let output = self.reader.next_frame(&mut self.samples).map_err(said)?;
        self.left = left;
        let info = self.reader.info();
        let control = info.frame_control.ok_or("it has no time and no place")?;
        // Rows of an interlaced part stand as far apart as those of the whole.
        let row = if info.interlaced { bytes / info.height as usize } else { output.line_size };
        let deep = output.bit_depth == png::BitDepth::Sixteen;
        rgba.clear();
        for samples in self.samples.chunks(row).take(output.height as usize) {
            let samples = &samples[..output.line_size];
            if deep {
                let wide = samples.as_chunks::<2>().0.iter().copied().map(u16::from_be_bytes);
                // Rounded to nearest, as in a photo.
                let narrow = wide.map(|value| ((u32::from(value) * 255 + 32767) / 65535) as u8);
                spread(output.color_type, narrow, rgba);
            } else {
                spread(output.color_type, samples.iter().copied(), rgba);
            }
        }
        let seconds = match control.delay_den {
            0 => 100,
            parts => parts,
        };
        Ok(Some(Part {
            left: control.x_offset,
            top: control.y_offset,
            width: output.width,
            height: output.height,
            blend: match control.blend_op {
                BlendOp::Source => Blend::Replace,
                BlendOp::Over => Blend::Over,
            },
            disposal: match control.dispose_op {
                DisposeOp::None => Disposal::Keep,
                DisposeOp::Background => Disposal::Clear,
                DisposeOp::Previous => Disposal::Restore,
            },
            stays: Duration::from_secs(control.delay_num.into()) / u32::from(seconds),
        }))
    }
}

/// Appends grey with alpha, or colours with it, as RGBA.
fn spread(colours: ColorType, samples: impl Iterator<Item = u8>, rgba: &mut Vec<u8>) {
    if colours == ColorType::Rgba {
        rgba.extend(samples);
        return;
    }
    let mut samples = samples;
    while let (Some(grey), Some(alpha)) = (samples.next(), samples.next()) {
        rgba.extend_from_slice(&[grey, grey, grey, alpha]);
    }
}
