//! A recording as an animated GIF: half the size, at most ten pictures a second, as long as it was.
//!
//! It is made where there is no ffmpeg. Of each tenth of a second the last picture is kept, so that
//! what is seen at the end of a change is what is recorded. A GIF knows hundredths of a second; a
//! tenth is a whole number of them, so that no error adds up.

use std::io;
use std::path::Path;
use std::time::Duration;

use gif::{Encoder, EncodingError, Frame, Repeat};

use super::fit::Shape;
use super::{Pictures, Recorded};
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::replace::replace;

/// Hundredths of a second in a tenth.
const TENTH: u64 = 10;
/// How coarsely a palette is chosen, 1 to 30; 30 is three times as fast as 10 and hardly to be told
/// from it.
const SPEED: i32 = 30;

/// Writes all `pictures` into the GIF at `path`, which is there when it is whole.
///
/// # Errors
/// [`Error::Io`] with the path; nothing is left behind.
pub fn record(path: &Path, pictures: &mut Pictures) -> Result<Recorded> {
    record_in(Shape::Half, path, pictures)
}

/// The same in another size than half.
///
/// # Errors
/// Those of [`record`].
pub fn record_in(shape: Shape, path: &Path, pictures: &mut Pictures) -> Result<Recorded> {
    let Some(mut fit) = pictures.fit(shape) else {
        let problem = "it ended before the first picture".to_owned();
        return Err(Error::Recording { problem, path: path.to_owned() });
    };
    let mut kept = 0;
    replace(path, "write the recording", |file| {
        let (width, height) = (side(fit.size.width)?, side(fit.size.height)?);
        let mut gif = Encoder::new(file, width, height, &[]).map_err(failed)?;
        gif.set_repeat(Repeat::Infinite).map_err(failed)?;
        let (mut picture, mut next) = (Picture::default(), Picture::default());
        // The tenth to which `picture` belongs.
        let mut tenth: Option<u64> = None;
        while let Some(at) = pictures.next(&mut fit, &mut next).map_err(io::Error::other)? {
            let now = hundredths(at) / TENTH;
            if let Some(before) = tenth.filter(|&before| before < now) {
                add(&mut gif, &picture, (now - before) * TENTH)?;
                kept += 1;
            }
            std::mem::swap(&mut picture, &mut next);
            tenth = Some(now);
        }
        if let Some(tenth) = tenth {
            // Viewers take less than two hundredths for a mistake.
            let left = hundredths(pictures.end()).saturating_sub(tenth * TENTH).max(2);
            add(&mut gif, &picture, left)?;
            kept += 1;
        }
        Ok(())
    })?;
    let (length, shown) = (pictures.end(), pictures.shown());
    Ok(Recorded { path: path.to_owned(), length, kept, shown })
}

/// Writes these pictures, all of one size, each shown for so many hundredths of a second, into the
/// GIF at `path`, which is there when it is whole.
///
/// # Errors
/// [`Error::Io`] with the path; nothing is left behind.
pub fn write<'a>(
    path: &Path,
    doing: &'static str,
    film: impl IntoIterator<Item = (&'a Picture, u64)>,
) -> Result<()> {
    replace(path, doing, |file| {
        let mut film = film.into_iter().peekable();
        let size = film.peek().map_or(Size::default(), |(picture, _)| picture.size);
        let mut gif =
            Encoder::new(file, side(size.width)?, side(size.height)?, &[]).map_err(failed)?;
        gif.set_repeat(Repeat::Infinite).map_err(failed)?;
        film.try_for_each(|(picture, delay)| add(&mut gif, picture, delay))
    })
}

fn add<W: io::Write>(gif: &mut Encoder<W>, picture: &Picture, delay: u64) -> io::Result<()> {
    let Size { width, height } = picture.size;
    let mut frame = Frame::from_rgb_speed(side(width)?, side(height)?, &picture.rgb, SPEED);
    frame.delay = delay.min(u64::from(u16::MAX)) as u16;
    gif.write_frame(&frame).map_err(failed)
}

fn hundredths(time: Duration) -> u64 {
    (time.as_millis() / 10) as u64
}

fn side(pixels: i32) -> io::Result<u16> {
    u16::try_from(pixels).map_err(io::Error::other)
}

fn failed(error: EncodingError) -> io::Error {
    match error {
        EncodingError::Io(error) => error,
        error => io::Error::other(error),
    }
}
