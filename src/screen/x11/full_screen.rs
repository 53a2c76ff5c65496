//! The full screen for a window on X11, asked of the window manager or of the X server.
//!
//! minifb opens windows and cannot do this, so a connection of our own asks: the window manager, by
//! the message that EWMH has for it; or, where there is none, the X server itself.

use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::randr::ConnectionExt as _;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask, StackMode,
};
use x11rb::rust_connection::{ConnectionError, ReplyError, RustConnection};

use crate::geometry::Rect;

/// How often a window that is to stay on the full screen is looked after.
const CARE: Duration = Duration::from_secs(1);

/// What EWMH's message can ask for.
const REMOVE: u32 = 0;
const ADD: u32 = 1;
/// "I am an ordinary program", as EWMH counts.
const ORDINARY: u32 = 1;

x11rb::atom_manager! {
    /// Names that both sides know by number.
    Atoms: AtomsCookie {
        supported: b"_NET_SUPPORTED".as_slice(),
        manager: b"_NET_SUPPORTING_WM_CHECK".as_slice(),
        state: b"_NET_WM_STATE".as_slice(),
        full: b"_NET_WM_STATE_FULLSCREEN".as_slice(),
    }
}

/// One window, and the connection to ask over.
#[derive(Debug)]
pub struct FullScreen {
    connection: RustConnection,
    root: u32,
    window: u32,
    atoms: Atoms,
    /// Where the window was before, while it fills the screen without a window manager.
    before: Option<Rect>,
    /// When it was looked after last, while it is to stay on the full screen.
    cared: Option<Instant>,
}

/// Who decides where windows go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manager {
    /// One that can fill the screen.
    Willing,
    /// One that cannot.
    Unwilling,
    /// Nobody: the window goes where it says.
    Absent,
}

impl FullScreen {
    /// For the window with this number, on the display that `DISPLAY` names.
    ///
    /// # Errors
    /// In words, where the display does not answer.
    pub fn new(window: u32) -> Result<Self, String> {
        let (connection, screen) = x11rb::connect(None).map_err(|error| error.to_string())?;
        let root = connection.setup().roots[screen].root;
        let atoms = Atoms::new(&connection).map_err(ReplyError::from).and_then(AtomsCookie::reply);
        let atoms = atoms.map_err(|error| error.to_string())?;
        Ok(Self { connection, root, window, atoms, before: None, cared: None })
    }

    /// Fills the screen, or goes back to where the window was.
    ///
    /// # Errors
    /// In words, where the window manager does not offer it or the display does not answer.
    pub fn toggle(&mut self) -> Result<(), String> {
        self.try_toggle().map_err(|error| error.to_string())?
    }

    /// Fills the screen, and from now on again whenever it does not: the monitor's size may change,
    /// and a window manager may not have been there yet. Needs [`Self::look_after`].
    ///
    /// # Errors
    /// As [`Self::toggle`].
    pub fn stay(&mut self) -> Result<(), String> {
        self.cared = Some(Instant::now());
        self.fill().map_err(|error| error.to_string())?
    }

    /// Keeps the window where [`Self::stay`] has put it. Asks the display once a second.
    pub fn look_after(&mut self) {
        if self.cared.is_some_and(|cared| cared.elapsed() >= CARE)
            && let Err(problem) = self.stay()
        {
            log::debug!("the window may not fill the screen: {problem}");
        }
    }

    fn try_toggle(&mut self) -> Result<Result<(), String>, ReplyError> {
        if self.manager()? == Manager::Willing && self.is_managed_full()? {
            self.ask(REMOVE)?;
        } else if let Some(before) = self.before.take() {
            self.place(before)?;
        } else {
            return self.fill();
        }
        Ok(Ok(()))
    }

    fn fill(&mut self) -> Result<Result<(), String>, ReplyError> {
        match self.manager()? {
            Manager::Willing => {
                if !self.is_managed_full()? {
                    self.ask(ADD)?;
                }
            }
            Manager::Unwilling => return Ok(Err("the window manager does not offer it".into())),
            Manager::Absent => {
                let (here, whole) = (self.place_now()?, self.monitor()?);
                if here != whole {
                    self.before.get_or_insert(here);
                    self.place(whole)?;
                }
            }
        }
        Ok(Ok(()))
    }

    /// Sends EWMH's message to whoever manages windows.
    fn ask(&self, change: u32) -> Result<(), ConnectionError> {
        let data = [change, self.atoms.full, 0, ORDINARY, 0];
        let message = ClientMessageEvent::new(32, self.window, self.atoms.state, data);
        let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.connection.send_event(false, self.root, mask, message)?;
        self.connection.flush()
    }

    /// A window manager names a window of its own on the root, and the same on that window: a name
    /// that an ended one left behind does not count.
    fn manager(&self) -> Result<Manager, ReplyError> {
        let named = |window| self.numbers(window, self.atoms.manager);
        let Some(&own) = named(self.root)?.first() else { return Ok(Manager::Absent) };
        match named(own) {
            Ok(there) if there.first() == Some(&own) => {}
            Ok(_) | Err(ReplyError::X11Error(_)) => return Ok(Manager::Absent),
            Err(error) => return Err(error),
        }
        let offers = self.numbers(self.root, self.atoms.supported)?;
        let willing = offers.contains(&self.atoms.full);
        Ok(if willing { Manager::Willing } else { Manager::Unwilling })
    }

    fn is_managed_full(&self) -> Result<bool, ReplyError> {
        let state = self.numbers(self.window, self.atoms.state)?;
        Ok(state.contains(&self.atoms.full))
    }

    /// A window's property that is a list of numbers; empty where there is none.
    fn numbers(&self, window: u32, property: u32) -> Result<Vec<u32>, ReplyError> {
        let asked =
            self.connection.get_property(false, window, property, AtomEnum::ANY, 0, 1024)?;
        Ok(asked.reply()?.value32().map(Iterator::collect).unwrap_or_default())
    }

    fn place_now(&self) -> Result<Rect, ReplyError> {
        let inside = self.connection.get_geometry(self.window)?.reply()?;
        let at = self.connection.translate_coordinates(self.window, self.root, 0, 0)?.reply()?;
        let size = (i32::from(inside.width), i32::from(inside.height));
        Ok(Rect::new(at.dst_x.into(), at.dst_y.into(), size.0, size.1))
    }

    fn place(&self, at: Rect) -> Result<(), ConnectionError> {
        let wanted = ConfigureWindowAux::new()
            .x(at.x)
            .y(at.y)
            .width(at.width as u32)
            .height(at.height as u32)
            .border_width(0)
            .stack_mode(StackMode::ABOVE);
        self.connection.configure_window(self.window, &wanted)?;
        self.connection.flush()
    }

    /// The monitor that most of the window is on; the whole screen where nobody knows of monitors.
    fn monitor(&self) -> Result<Rect, ReplyError> {
        let here = self.place_now()?;
        let asked = self.connection.randr_get_monitors(self.root, true);
        // Error, not a reason to give up: an X server without RandR.
        let monitors = asked.map_err(ReplyError::from).and_then(x11rb::cookie::Cookie::reply);
        let monitors = monitors.map(|reply| reply.monitors).unwrap_or_default();
        let areas = monitors.iter().map(|monitor| {
            let size = (i32::from(monitor.width), i32::from(monitor.height));
            Rect::new(monitor.x.into(), monitor.y.into(), size.0, size.1)
        });
        let most = areas.max_by_key(|area| area.intersect(here).size().area());
        if let Some(area) = most.filter(|area| !area.is_empty()) {
            return Ok(area);
        }
        let whole = self.connection.get_geometry(self.root)?.reply()?;
        Ok(Rect::new(0, 0, whole.width.into(), whole.height.into()))
    }
}
