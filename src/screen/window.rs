//! The window, through minifb: pictures, keys and mouse.
//!
//! minifb's level queries lose a press and release between two updates. On X11 the X server reports
//! every press and every release to us (`x11::input`). Elsewhere keys are read through minifb's
//! input callback, as events, and its buttons are sampled. Characters count as typed, which makes
//! every layout work; where a layout types no Latin letter, the key's own Latin letter counts.
//!
//! A close request on X11 sets a flag in minifb that nothing takes back, and does nothing else: it
//! can be refused, but the next one goes unnoticed. On Wayland the same flag also says that the
//! desktop is gone, so there it is obeyed.

mod keyboard;
mod pointer;

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;
use std::time::Duration;

use minifb::{HasWindowHandle as _, MouseButton, MouseMode, WindowOptions};
use raw_window_handle::RawWindowHandle;

use self::keyboard::{Keyboard, Raw, Recorder};
use self::pointer::Pointer;
use super::x11::full_screen::FullScreen;
use super::x11::input::Input;
#[cfg(unix)]
use super::x11::shared_picture::SharedPicture;
use super::{Event, Screen};
use crate::error::{Error, Result};
use crate::geometry::{Point, Size};

/// Between two looks at minifb's buttons. The shortest taps of a touchpad last about 10 ms.
const SAMPLE: Duration = Duration::from_millis(4);

/// A window on the desktop.
pub struct Window {
    inner: minifb::Window,
    raw: Rc<RefCell<Vec<Raw>>>,
    /// Every press on X11; none elsewhere.
    input: Option<Input>,
    keyboard: Keyboard,
    /// What has happened and was not polled yet.
    events: Vec<Event>,
    pointer: Pointer,
    /// The right button, as last seen.
    right: bool,
    /// True while the keyboard is ours, as last seen.
    active: bool,
    /// True once somebody asked the window to close.
    asked_to_close: bool,
    /// For the full screen, once it was asked for.
    full_screen: Option<FullScreen>,
    /// The short way for pictures; none where minifb hands them over.
    #[cfg(unix)]
    shared: Option<SharedPicture>,
}

impl Window {
    /// Opens a window with this title and content size.
    ///
    /// # Errors
    /// [`Error::Window`] where there is no desktop to open it on.
    pub fn open(title: &str, size: Size) -> Result<Self> {
        let options = WindowOptions { resize: true, ..WindowOptions::default() };
        let (width, height) = (size.width.max(1) as usize, size.height.max(1) as usize);
        let mut window = minifb::Window::new(title, width, height, options).map_err(|error| {
            Error::Window(format!(
                "cannot open a window: {error}; without a screen use `deepvis render`"
            ))
        })?;
        // Our own clock paces.
        window.set_target_fps(0);
        let raw = Rc::new(RefCell::new(Vec::new()));
        window.set_input_callback(Box::new(Recorder(Rc::clone(&raw))));
        let mut window = Self {
            inner: window,
            raw,
            input: None,
            keyboard: Keyboard::default(),
            events: Vec::new(),
            pointer: Pointer::default(),
            right: false,
            active: false,
            asked_to_close: false,
            full_screen: None,
            #[cfg(unix)]
            shared: None,
        };
        // The X server must know the window before we ask for what happens in it.
        window.inner.update();
        if let Some(number) = window.number() {
            match Input::new(number) {
                Ok(input) => window.input = Some(input),
                Err(problem) => log::warn!("the shortest presses may be lost: {problem}"),
            }
            #[cfg(unix)]
            match SharedPicture::new(number) {
                Ok(shared) => window.shared = Some(shared),
                Err(problem) => log::info!("pictures are sent to the X server: {problem}"),
            }
        }
        Ok(window)
    }

    /// The window's number on X11; none on Wayland.
    fn number(&self) -> Option<u32> {
        match self.inner.window_handle().ok()?.as_raw() {
            RawWindowHandle::Xlib(handle) => u32::try_from(handle.window).ok(),
            _ => None,
        }
    }

    fn full_screen(&mut self) -> Result<&mut FullScreen> {
        let full_screen = if let Some(full_screen) = self.full_screen.take() {
            full_screen
        } else {
            let number = self.number().ok_or_else(|| refused("Wayland"))?;
            FullScreen::new(number).map_err(refused)?
        };
        Ok(self.full_screen.insert(full_screen))
    }

    /// Shows a picture as large as the window through memory that we share with the X server; false
    /// where it must go another way, such as one that minifb is to stretch.
    #[cfg(unix)]
    fn shares(&mut self, pixels: &[u32], size: Size) -> bool {
        if self.size() != size {
            return false;
        }
        let Some(shared) = &mut self.shared else { return false };
        let shown = shared.show(pixels, size);
        if let Err(problem) = &shown {
            log::warn!("pictures are sent to the X server from now on: {problem}");
            self.shared = None;
        }
        shown.is_ok()
    }

    /// Takes down what the last update brought.
    fn observe(&mut self) {
        let active = self.inner.is_active();
        let left = mem::replace(&mut self.active, active) && !active;
        let [inside, anywhere] = [MouseMode::Discard, MouseMode::Pass].map(|mode| {
            let at = self.inner.get_unscaled_mouse_pos(mode);
            at.map(|(x, y)| Point::new(x as i32, y as i32))
        });
        self.read_hands(inside, anywhere);
        self.pointer.moves(inside, anywhere, &mut self.events);
        if left {
            self.keyboard.let_go(&mut self.events);
            if let Some(input) = &mut self.input {
                input.let_go(&mut self.events);
            }
        }
    }

    /// Keys, buttons and the wheel; the pointer is here, where it is inside of the window, or
    /// there, wherever that is.
    fn read_hands(&mut self, inside: Option<Point>, anywhere: Option<Point>) {
        if let Some(input) = &mut self.input {
            let mut reported = Vec::new();
            let read = input.read(&mut reported);
            if read.is_err() {
                input.let_go(&mut reported);
            }
            for event in reported {
                self.pointer.tell(event, &mut self.events);
            }
            if let Err(error) = read {
                log::warn!("the shortest presses may be lost from now on: {error}");
                self.pointer.let_go(&mut self.events);
                self.input = None;
            }
        }
        // Beside `input` minifb still hears what other programs send to the window.
        let raw: Vec<Raw> = mem::take(&mut *self.raw.borrow_mut());
        self.keyboard.read(&raw, &mut self.events);
        let left = self.inner.get_mouse_down(MouseButton::Left);
        self.pointer.sample(left, inside, anywhere, &mut self.events);
        let right = self.inner.get_mouse_down(MouseButton::Right);
        if !mem::replace(&mut self.right, right) && right {
            self.events.push(Event::RightClick);
        }
        let turned = self.inner.get_scroll_wheel().map_or(0.0, |(_, turned)| turned);
        let turn = Event::Wheel { away: turned > 0.0 };
        let notches = notches(turned, self.number().is_some());
        self.events.extend(std::iter::repeat_n(turn, notches));
    }
}

impl std::fmt::Debug for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Window").field("size", &self.size()).finish_non_exhaustive()
    }
}

impl Screen for Window {
    fn poll(&mut self) -> Vec<Event> {
        self.inner.update();
        self.observe();
        if !self.inner.is_open() {
            let lost = self.number().is_none();
            if lost {
                self.events.push(Event::Closed);
            } else if !mem::replace(&mut self.asked_to_close, true) {
                self.events.push(Event::AskedToClose);
            }
        }
        if let Some(full_screen) = &mut self.full_screen {
            full_screen.look_after();
        }
        mem::take(&mut self.events)
    }

    fn sample(&mut self) -> Option<Duration> {
        if self.input.is_some() {
            return None;
        }
        self.inner.update();
        self.observe();
        Some(SAMPLE)
    }

    fn size(&self) -> Size {
        let (width, height) = self.inner.get_size();
        Size::new(width as i32, height as i32)
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        #[cfg(unix)]
        if self.shares(pixels, size) {
            self.inner.update();
            self.observe();
            return Ok(());
        }
        let (width, height) = (size.width as usize, size.height as usize);
        self.inner
            .update_with_buffer(pixels, width, height)
            .map_err(|error| Error::Window(format!("the window is lost: {error}")))?;
        // Handing over a picture also reads keys.
        self.observe();
        Ok(())
    }

    fn toggle_full_screen(&mut self) -> Result<()> {
        self.full_screen()?.toggle().map_err(refused)
    }

    fn stay_full_screen(&mut self) -> Result<()> {
        self.full_screen()?.stay().map_err(refused)
    }
}

fn refused(problem: impl std::fmt::Display) -> Error {
    Error::Window(format!(
        "this desktop does not let the window fill the screen ({problem}): maximise it"
    ))
}

/// How many notches minifb's wheel has turned. On X11 it counts one as 1; elsewhere the desktop
/// decides, and whatever one sample brings is one.
fn notches(turned: f32, x11: bool) -> usize {
    match turned.abs().round() as usize {
        several if x11 => several,
        _ => usize::from(turned != 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_notches_are_several_where_the_desktop_counts_them() {
        assert_eq!([0.0, 1.0, -1.0, 3.0].map(|turned| notches(turned, true)), [0, 1, 1, 3]);
        assert_eq!([0.0, 0.1, -15.0].map(|turned| notches(turned, false)), [0, 1, 1]);
    }
}
