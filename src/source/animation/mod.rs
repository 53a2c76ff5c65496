//! Animated pictures (GIF, WebP, PNG) as clips: rows of parts drawn onto those before.

mod canvas;
mod gif;
mod png;
mod webp;

use std::sync::Arc;
use std::time::Duration;

use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Size;

use super::clip::{Footage, MOST_PIXELS, Next};
use canvas::{Canvas, Part};

/// What browsers make of a delay of up to 10 ms: it was never meant.
const USUAL_DELAY: Duration = Duration::from_millis(100);
const SHORTEST_DELAY: Duration = Duration::from_millis(10);

/// A file's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Gif,
    WebP,
    Png,
}

impl Format {
    /// The format of a file that begins so, where its pictures may move.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(gif::MAGIC) {
            Some(Self::Gif)
        } else if webp::is_marked_animated(bytes) {
            Some(Self::WebP)
        } else {
            bytes.starts_with(png::MAGIC).then_some(Self::Png)
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Png => "PNG",
        }
    }

    /// The size of the whole, and the parts from the first one.
    fn open(self, bytes: Arc<[u8]>) -> Result<(Size, Box<dyn Parts>), String> {
        let opened = match self {
            Self::Gif => gif::open(bytes),
            Self::WebP => webp::open(bytes),
            Self::Png => png::open(bytes),
        };
        opened.map_err(|problem| format!("the {} is damaged ({problem})", self.name()))
    }
}

/// The parts of an animation, decoded one after another.
trait Parts: Send {
    /// The next one, its pixels written into `rgba`; none at the end. The error says what is wrong
    /// with it.
    fn next(&mut self, rgba: &mut Vec<u8>) -> Result<Option<Part>, String>;
}

/// The size of the whole as a header says it, where it is one that is read.
fn size(width: u32, height: u32) -> Result<Size, String> {
    if width == 0 || height == 0 {
        return Err(format!("{width}x{height} has no pixels"));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("{width}x{height} is larger than 7680x4320"));
    }
    Ok(Size::new(width as i32, height as i32))
}

/// An animated picture, kept in memory as it is in its file.
pub(super) struct Animation {
    format: Format,
    bytes: Arc<[u8]>,
    parts: Box<dyn Parts>,
    canvas: Canvas,
    /// A part's pixels, before they are drawn.
    rgba: Vec<u8>,
    /// The next picture's number, from 0.
    number: u64,
    /// Decoded while seeking, and not handed over yet.
    ahead: Option<Duration>,
}

impl Animation {
    /// Reads up to the first picture. The error says what is wrong, without the file.
    pub(super) fn open(format: Format, bytes: Arc<[u8]>) -> Result<Self, String> {
        let (size, parts) = format.open(Arc::clone(&bytes))?;
        let (canvas, rgba) = (Canvas::new(size), Vec::new());
        Ok(Self { format, bytes, parts, canvas, rgba, number: 0, ahead: None })
    }

    /// True where there is more than one picture.
    pub(super) fn moves(format: Format, bytes: &Arc<[u8]>) -> bool {
        if format == Format::Png && !png::is_marked_animated(bytes) {
            return false;
        }
        let Ok(mut animation) = Self::open(format, Arc::clone(bytes)) else { return false };
        (0..2).all(|_| matches!(animation.draw(), Next::Picture(_)))
    }

    /// Draws the next picture onto the canvas.
    fn draw(&mut self) -> Next {
        let part = match self.parts.next(&mut self.rgba) {
            Ok(Some(part)) => part,
            Ok(None) => return Next::End,
            Err(problem) => {
                return Next::Cut(format!("picture {} is damaged ({problem})", self.number + 1));
            }
        };
        self.canvas.draw(&part, &self.rgba);
        self.number += 1;
        Next::Picture(if part.stays > SHORTEST_DELAY { part.stays } else { USUAL_DELAY })
    }

    /// Back to before the first picture.
    fn begin_again(&mut self) -> Result<(), String> {
        self.parts = self.format.open(Arc::clone(&self.bytes))?.1;
        self.canvas.clear();
        self.number = 0;
        Ok(())
    }
}

impl Footage for Animation {
    fn next(&mut self, into: &mut Picture) -> Result<Next> {
        let next = match self.ahead.take() {
            Some(stays) => Next::Picture(stays),
            None => self.draw(),
        };
        if let Next::Picture(_) = next {
            into.clone_from(self.canvas.picture());
        }
        Ok(next)
    }

    /// Always from the beginning: what a picture shows depends on those before it.
    fn seek(&mut self, to: Duration) -> Result<()> {
        self.ahead = None;
        if self.begin_again().is_err() {
            // It could be opened before, from the same bytes.
            return Ok(());
        }
        let mut passed = Duration::ZERO;
        while passed < to {
            let Next::Picture(stays) = self.draw() else { break };
            passed += stays;
            // The one that is shown at this time.
            self.ahead = (passed > to).then_some(stays);
        }
        Ok(())
    }

    fn describe(&self) -> String {
        say!("source-animated", size = self.canvas.picture().size.to_string())
    }
}

#[cfg(test)]
mod made;
#[cfg(test)]
mod tests;
