//! The reader of animated WebP files: their parts, with places, times and disposal.
//!
//! Each part lies in a chunk ANMF, as the chunks of a still.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use image_webp::WebPDecoder;

use crate::geometry::Size;

use super::canvas::{Blend, Disposal, Part};
use super::{Parts, size};

/// "RIFF", a length and "WEBP" come before the first chunk.
const FILE_HEADER: usize = 12;
/// The first chunk of an animation, and two of its flags.
const EXTENDED: &[u8] = b"VP8X";
const ANIMATED: u8 = 0b10;
const ALPHA: u8 = 0b1_0000;
/// Place, size, time and flags of a part.
const PART_HEADER: usize = 16;

/// True for the beginning of a WebP that says that it is animated.
pub(super) fn is_marked_animated(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF")
        && bytes.get(8..16).is_some_and(|names| names == [b"WEBP", EXTENDED].concat())
        && bytes.get(20).is_some_and(|flags| flags & ANIMATED != 0)
}

/// The size of the whole, and the parts.
pub(super) fn open(bytes: Arc<[u8]>) -> Result<(Size, Box<dyn Parts>), String> {
    let first = bytes.get(FILE_HEADER..).and_then(chunk);
    let (_, body, behind) = first.filter(|(_, body, _)| body.len() >= 10).ok_or("no header")?;
    let (width, height) = (three(body, 4) + 1, three(body, 7) + 1);
    let at = bytes.len() - behind.len();
    Ok((size(width, height)?, Box::new(WebP { bytes, at, width, height })))
}

/// A number of three bytes.
fn three(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], 0])
}

/// A chunk at the beginning of these bytes: its name, what it holds, and what follows; none where
/// that is not whole.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (name, rest) = bytes.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (body, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    // An odd one is filled up; at the end of a file that is often forgotten.
    Some((name, body, rest.get(body.len() % 2..).unwrap_or_default()))
}

struct WebP {
    bytes: Arc<[u8]>,
    /// Where the next chunk begins.
    at: usize,
    width: u32,
    height: u32,
}

impl Parts for WebP {
    fn next(&mut self, rgba: &mut Vec<u8>) -> Result<Option<Part>, String> {
        loop {
            let rest = &self.bytes[self.at..];
            if rest.is_empty() {
                return Ok(None);
            }
            let Some((name, body, behind)) = chunk(rest) else {
                // What is left may be filling; a part that is cut off is missed.
                let is_part = rest.starts_with(b"ANMF");
                return if is_part { Err("it is cut short".to_owned()) } else { Ok(None) };
            };
            self.at = self.bytes.len() - behind.len();
            if name == b"ANMF" {
                return part(body, self.width, self.height, rgba).map(Some);
            }
        }
    }
}

/// Reads a part of a whole of this size.
fn part(body: &[u8], width: u32, height: u32, rgba: &mut Vec<u8>) -> Result<Part, String> {
    let (header, chunks) = body.split_at_checked(PART_HEADER).ok_or("it is cut short")?;
    let flags = header[15];
    let part = Part {
        left: three(header, 0) * 2,
        top: three(header, 3) * 2,
        width: three(header, 6) + 1,
        height: three(header, 9) + 1,
        blend: if flags & 0b10 == 0 { Blend::Over } else { Blend::Replace },
        disposal: if flags & 0b1 == 0 { Disposal::Keep } else { Disposal::Clear },
        stays: Duration::from_millis(three(header, 12).into()),
    };
    if part.left + part.width > width || part.top + part.height > height {
        let Part { left, top, width: wide, height: high, .. } = part;
        return Err(format!("{wide}x{high} at {left},{top} is not inside of {width}x{height}"));
    }
    let said = |error: image_webp::DecodingError| error.to_string();
    let still = still(&part, chunks);
    let mut decoder = WebPDecoder::new(Cursor::new(&still[..])).map_err(said)?;
    if decoder.dimensions() != (part.width, part.height) {
        let (wide, high) = decoder.dimensions();
        return Err(format!("it is {wide}x{high} instead of {}x{}", part.width, part.height));
    }
    let pixels = part.width as usize * part.height as usize;
    if decoder.has_alpha() {
        rgba.resize(pixels * 4, 0);
        decoder.read_image(rgba).map_err(said)?;
    } else {
        let mut rgb = vec![0; pixels * 3];
        decoder.read_image(&mut rgb).map_err(said)?;
        rgba.clear();
        rgba.extend(rgb.as_chunks::<3>().0.iter().flat_map(|&[r, g, b]| [r, g, b, 255]));
    }
    Ok(part)
}

/// The file of a still that holds what this part does.
fn still(part: &Part, chunks: &[u8]) -> Vec<u8> {
    let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
    if chunks.starts_with(b"ALPH") {
        // Alpha beside lossy colours is for the extended form alone.
        file.extend_from_slice(b"VP8X\x0a\0\0\0");
        file.extend_from_slice(&[ALPHA, 0, 0, 0]);
        file.extend_from_slice(&(part.width - 1).to_le_bytes()[..3]);
        file.extend_from_slice(&(part.height - 1).to_le_bytes()[..3]);
    }
    file.extend_from_slice(chunks);
    let length = (file.len() - 8) as u32;
    file[4..8].copy_from_slice(&length.to_le_bytes());
    file
}
