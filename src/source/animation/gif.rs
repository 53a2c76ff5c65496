//! The reader of animated GIF files: their parts, with places, times and disposal.

use std::io::Cursor;
use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use gif::{ColorOutput, DecodeOptions, Decoder, DisposalMethod, MemoryLimit};

use crate::geometry::Size;

use super::canvas::{Blend, Disposal, Part};
use super::{MOST_PIXELS, Parts, size};

/// What every GIF begins with.
pub(super) const MAGIC: &[u8] = b"GIF8";

/// The size of the whole, and the parts.
pub(super) fn open(bytes: Arc<[u8]>) -> Result<(Size, Box<dyn Parts>), String> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    if let Some(most) = NonZeroU64::new(MOST_PIXELS * 4) {
        options.set_memory_limit(MemoryLimit::Bytes(most));
    }
    let decoder = options.read_info(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let size = size(decoder.width().into(), decoder.height().into())?;
    Ok((size, Box::new(Gif { decoder })))
}

struct Gif {
    decoder: Decoder<Cursor<Arc<[u8]>>>,
}

impl Parts for Gif {
    fn next(&mut self, rgba: &mut Vec<u8>) -> Result<Option<Part>, String> {
        let read = self.decoder.read_next_frame().map_err(|error| error.to_string())?;
        let Some(frame) = read else { return Ok(None) };
        rgba.clear();
        rgba.extend_from_slice(&frame.buffer);
        Ok(Some(Part {
            left: frame.left.into(),
            top: frame.top.into(),
            width: frame.width.into(),
            height: frame.height.into(),
            blend: Blend::Over,
            disposal: match frame.dispose {
                DisposalMethod::Any | DisposalMethod::Keep => Disposal::Keep,
                DisposalMethod::Background => Disposal::Clear,
                DisposalMethod::Previous => Disposal::Restore,
            },
            stays: Duration::from_millis(u64::from(frame.delay) * 10),
        }))
    }
}
