//! Every colour and size on screen, in one place.

use crate::canvas::color::{Color, oklch, rgb};
use crate::canvas::text::Style;
use crate::geometry::Size;

/// Behind everything.
pub const BACKGROUND: Color = rgb(0x0c, 0x0e, 0x13);
/// Boxes that stand out a little: bars' tracks, the plot, keys.
pub const PANEL: Color = rgb(0x1a, 0x1d, 0x25);
/// A button.
pub const BUTTON: Color = rgb(0x22, 0x25, 0x2f);
/// Its frame.
pub const BUTTON_LINE: Color = rgb(0x4a, 0x4f, 0x5c);
/// The same under a finger.
pub const BUTTON_PRESSED: Color = rgb(0x3d, 0x47, 0x2c);
/// What ends something.
pub const DANGER: Color = rgb(0xff, 0x5d, 0x5d);
/// Lines between things.
pub const LINE: Color = rgb(0x33, 0x38, 0x44);
/// What is read first.
pub const TEXT: Color = rgb(0xf4, 0xf5, 0xf7);
/// What is read second.
pub const MUTED: Color = rgb(0xb4, 0xba, 0xc6);
/// What is there for those who look for it.
pub const FAINT: Color = rgb(0x8e, 0x96, 0xa4);
/// The leading answer. No step has this hue.
pub const LEADER: Color = rgb(0xc6, 0xf1, 0x4f);
/// What visitors teach, a colour a thing: told apart by whoever confuses red and green as well.
/// Shown only where no step is.
pub const TAUGHT: [Color; 4] =
    [rgb(0x5a, 0xb4, 0xff), rgb(0xff, 0xd8, 0x6b), rgb(0xf0, 0x7a, 0xd4), rgb(0x45, 0xd6, 0xc2)];
/// The leading answer while the network is not sure.
pub const UNSURE: Color = rgb(0xd3, 0xe4, 0x98);
/// The best guess where it is hardly one.
pub const GUESS: Color = rgb(0xbd, 0xc4, 0xae);
/// Notices.
pub const NOTICE: Color = rgb(0xff, 0xa8, 0x4a);
/// The dot while the screen is recorded.
pub const RECORDING: Color = rgb(0xff, 0x4d, 0x4d);
/// The other answers, second best first.
pub const OTHERS: [Color; 4] =
    [rgb(0xe8, 0xea, 0xee), rgb(0xaa, 0xb0, 0xbb), rgb(0x84, 0x8b, 0x98), rgb(0x66, 0x6d, 0x79)];
/// Everything else.
pub const REST: Color = rgb(0x4a, 0x50, 0x5b);

/// The hue of a step in degrees: teal at the first, over blue and violet, amber at the last.
pub fn hue(step: usize, steps: usize) -> f32 {
    let depth = step as f32 / (steps.max(2) - 1) as f32;
    // From 182 up to 430, which is 70: green and yellow-green stay free for the answer.
    (182.0 + depth * 248.0) % 360.0
}

/// A step's colour for words and frames.
pub fn step_color(step: usize, steps: usize) -> Color {
    oklch(0.8, 0.13, hue(step, steps))
}

/// A step's colour for the boxes behind words.
pub fn step_box(step: usize, steps: usize) -> Color {
    oklch(0.32, 0.07, hue(step, steps))
}

/// By so much words are larger where somebody wants that.
const LARGE_TEXT: f32 = 1.25;

/// Sizes of type and space for one window size. Nothing is smaller than 11 pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// True in a window that is a quarter higher than wide, or more: panes then stand above one
    /// another.
    pub upright: bool,
    /// Space at the edges.
    pub margin: i32,
    /// Space between neighbours.
    pub gap: i32,
    /// A pane's heading: 4.5 % of the window's height.
    pub heading: f32,
    /// The answer.
    pub headline: f32,
    /// Words to read.
    pub body: f32,
    /// Words to look up.
    pub small: f32,
    /// What a finger must hit is so many rows high.
    pub target: i32,
}

impl Metrics {
    /// For a window of this size.
    pub fn new(size: Size) -> Self {
        let (width, height) = (size.width as f32, size.height as f32);
        let upright = 4 * size.height >= 5 * size.width;
        // The window that these sizes were chosen for, and the headings' share of the width.
        let (usual, heading, headline) =
            if upright { ((1150.0, 1700.0), 0.036, 0.05) } else { ((1600.0, 900.0), 0.03, 0.037) };
        let scale = (width / usual.0).min(height / usual.1);
        // Arrows run in an upright window's margins.
        let margin = if upright { 0.026 * width } else { 24.0 * scale };
        Self {
            upright,
            margin: (margin as i32).max(6),
            gap: ((12.0 * scale) as i32).max(4),
            heading: (0.045 * height).min(heading * width).clamp(13.0, 96.0).round(),
            headline: (0.062 * height).min(headline * width).clamp(16.0, 140.0).round(),
            body: (19.0 * scale).max(12.0).round(),
            // Nothing that a visitor needs is below 14 in a window of 1280 by 800.
            small: (17.5 * scale).max(11.0).round(),
            target: ((48.0 * scale) as i32).max(if height >= 480.0 { 44 } else { 18 }),
        }
    }

    /// The same, with larger words to read where that is wanted: by as much as they are larger in
    /// a window of 800 by 500, for which every pane has room as well.
    #[must_use]
    pub fn with_large_text(self, wanted: bool) -> Self {
        if !wanted {
            return self;
        }
        let (body, small) = ((self.body * LARGE_TEXT).round(), (self.small * LARGE_TEXT).round());
        Self { body, small, ..self }
    }

    /// Rows that a pane's heading takes.
    pub fn heading_height(&self) -> i32 {
        (self.heading * 1.3) as i32
    }

    /// A pane's heading.
    pub const fn heading_style(&self) -> Style {
        Style::bold(self.heading, TEXT)
    }

    /// Words to read.
    pub const fn body_style(&self) -> Style {
        Style::regular(self.body, TEXT)
    }

    /// Words to look up.
    pub const fn small_style(&self) -> Style {
        Style::regular(self.small, MUTED)
    }
}

#[cfg(test)]
mod tests;
