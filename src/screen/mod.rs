//! The screen: where pictures are shown and keys and mouse come from; a window, or memory.

pub mod offscreen;
pub mod picture;
pub mod rubber;
pub mod script;
pub mod typist;
#[cfg(feature = "window")]
pub mod window;
#[cfg(feature = "window")]
mod x11;

use std::time::{Duration, Instant};

use crate::error::Result;
use crate::geometry::{Point, Rect, Size};

/// A key as it was pressed, independent of the keyboard's layout where the layout matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character as typed, letters in lower case unless Shift was held (Caps Lock does not
    /// count).
    Char(char),
    /// An arrow key.
    Left,
    /// An arrow key.
    Right,
    /// An arrow key.
    Up,
    /// An arrow key.
    Down,
    /// The larger of the two Enter keys, or the other.
    Enter,
    /// Escape.
    Escape,
    /// Backspace.
    Backspace,
    /// Tab.
    Tab,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key: F1 to F8, and F11.
    F(u8),
}

/// A key press and what was held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyPress {
    /// Which key.
    pub key: Key,
    /// True if Shift was held.
    pub shift: bool,
}

/// What happened since the last poll, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A key went down.
    Press(KeyPress),
    /// A key is still down, and the keyboard says so again.
    Repeat(KeyPress),
    /// A key that was pressed is up again, or belongs to another window from now on.
    Release(Key),
    /// The left button went down here.
    Click(Point),
    /// The pointer is here now, and the left button is down.
    Drag(Point),
    /// The left button, which had gone down before, went up here.
    Lift(Point),
    /// The right button went down.
    RightClick,
    /// The wheel was turned by a notch.
    Wheel {
        /// True away from the hand, which leads closer.
        away: bool,
    },
    /// The pointer is here now, and the left button is up.
    Hover(Point),
    /// Somebody asks the window to close, which it may refuse.
    AskedToClose,
    /// The window is gone, or its desktop.
    Closed,
}

/// What can be touched on the picture that is shown, for scripts and assistive tools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touchable {
    /// What it is called; no other on the picture has the same name.
    pub name: String,
    /// A click in the middle of this touches it.
    pub area: Rect,
}

/// A place for finished pictures, and a supplier of keys.
pub trait Screen {
    /// What happened since the last call. Never waits.
    fn poll(&mut self) -> Vec<Event>;
    /// When the first of the events of the last poll happened, for a screen that knows it; none
    /// where that is taken to be the poll itself.
    fn happened(&self) -> Option<Instant> {
        None
    }
    /// The size to draw at now; follows the window.
    fn size(&self) -> Size;
    /// For a screen that does not notice a press which is over by the next poll: looks, keeps what
    /// it has seen for that poll, and says after how long to look again. None where nothing is
    /// lost.
    fn sample(&mut self) -> Option<Duration> {
        None
    }
    /// True where what happens next depends on what can be touched. Before each poll this is then
    /// offered; and without a window the next picture is not asked for before the last is shown.
    fn wants_targets(&self) -> bool {
        false
    }

    /// Takes in what can be touched on what is shown now: before each poll where
    /// [`Self::wants_targets`], and at the end of a run without a window.
    fn offer(&mut self, _targets: Vec<Touchable>) {}

    /// Shows `pixels`, 0RGB words, `size.area()` of them.
    ///
    /// # Errors
    /// [`crate::Error::Window`] where the window is lost.
    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()>;

    /// Fills the whole screen, or goes back to a window.
    ///
    /// # Errors
    /// [`crate::Error::Window`] where that cannot be done, with the reason.
    fn toggle_full_screen(&mut self) -> Result<()> {
        Err(crate::Error::Window("there is no window to fill the screen with".into()))
    }

    /// Fills the whole screen for good, for a kiosk.
    ///
    /// # Errors
    /// As [`Self::toggle_full_screen`].
    fn stay_full_screen(&mut self) -> Result<()> {
        self.toggle_full_screen()
    }
}
