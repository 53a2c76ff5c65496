//! The picture that is handed to the screen, and how long after a key press.

use std::time::{Duration, Instant};

use crate::error::Result;
use crate::geometry::Size;
use crate::screen::Screen;

/// A window that was covered does not say so: what it shows is handed to it again this often.
const REFRESH: Duration = Duration::from_millis(250);

/// The pixels of the newest picture.
#[derive(Debug)]
pub(super) struct Picture {
    pixels: Vec<u32>,
    size: Size,
    presented: Instant,
    /// When a key was pressed that has not been answered yet.
    pressed: Option<Instant>,
}

impl Picture {
    pub(super) fn new() -> Self {
        let (pixels, size) = (Vec::new(), Size::default());
        Self { pixels, size, presented: Instant::now(), pressed: None }
    }

    /// Makes it this large; true where that changed how many pixels there are.
    pub(super) fn resize(&mut self, size: Size) -> bool {
        let resized = self.pixels.len() != size.area();
        self.pixels.resize(size.area(), 0);
        if self.pixels.capacity() / 4 > size.area() {
            // It was far larger for a moment.
            self.pixels.shrink_to_fit();
        }
        self.size = size;
        resized
    }

    /// The pixels, 0RGB words, row by row.
    pub(super) fn pixels(&self) -> &[u32] {
        &self.pixels
    }

    /// The same, to be drawn on.
    pub(super) fn pixels_mut(&mut self) -> &mut [u32] {
        &mut self.pixels
    }

    /// A key was pressed, or something was touched: its answer is awaited.
    pub(super) fn await_answer(&mut self) {
        self.pressed.get_or_insert_with(Instant::now);
    }

    /// True where the screen has had it for so long that it is handed over again.
    pub(super) fn is_stale(&self) -> bool {
        self.presented.elapsed() > REFRESH
    }

    /// Hands it to the screen. Returns when that was done, and how long after the key that it
    /// answers, if there was one.
    pub(super) fn present(
        &mut self,
        screen: &mut dyn Screen,
    ) -> Result<(Instant, Option<Duration>)> {
        screen.present(&self.pixels, self.size)?;
        self.presented = Instant::now();
        let pressed = self.pressed.take();
        Ok((self.presented, pressed.map(|pressed| self.presented.duration_since(pressed))))
    }
}
