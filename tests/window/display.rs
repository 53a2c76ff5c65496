//! A virtual X server (Xvfb) for these tests: what is pressed on it, and what it shows.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::geometry::Rect;

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt as _, EventMask};

use super::{NEVER, SIZE, share_of_change};

/// An X server of our own, on a display that nobody uses.
pub(super) struct Display {
    server: Child,
    pub(super) name: String,
}

impl Display {
    pub(super) fn open() -> Self {
        // Without -noreset it starts anew whenever its last window closes, and whoever comes
        // just then is turned away.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
            .arg("-noreset")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is needed: apt-get install xvfb xdotool imagemagick");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }

    pub(super) fn tool(&self, program: &str, arguments: &[&str]) -> Vec<u8> {
        let output =
            Command::new(program).args(arguments).env("DISPLAY", &self.name).output().unwrap();
        assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
        output.stdout
    }

    pub(super) fn xdotool(&self, line: &str) -> String {
        String::from_utf8(self.tool("xdotool", &line.split(' ').collect::<Vec<_>>())).unwrap()
    }

    /// What a window manager sends for the close button and for Alt-F4.
    pub(super) fn ask_to_close(&self, window: u32) {
        let (connection, _) = x11rb::connect(Some(&self.name)).unwrap();
        let atom = |name: &[u8]| connection.intern_atom(false, name).unwrap().reply().unwrap().atom;
        let data = [atom(b"WM_DELETE_WINDOW"), 0, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), data);
        connection.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
        connection.flush().unwrap();
    }

    /// Everything on the screen, RGB.
    pub(super) fn pixels(&self) -> Vec<u8> {
        self.part(SIZE.rect())
    }

    /// What is on the screen there, RGB.
    pub(super) fn part(&self, at: Rect) -> Vec<u8> {
        let place = format!("{}x{}+{}+{}", at.width, at.height, at.x, at.y);
        let arguments = ["-silent", "-window", "root", "-crop", &place, "-depth", "8", "rgb:-"];
        let pixels = self.tool("import", &arguments);
        assert_eq!(pixels.len(), at.size().area() * 3);
        pixels
    }

    /// Waits until that part of the screen is like this, or is not.
    pub(super) fn waits_for(&self, at: Rect, like: bool, picture: &[u8], what: &str) {
        let begun = Instant::now();
        while like != (share_of_change(picture, &self.part(at)) < 0.05) {
            assert!(begun.elapsed() < NEVER, "{what}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Gives the keyboard another layout.
    pub(super) fn lay_out(&self, layout: &str) {
        self.tool("setxkbmap", &[layout]);
    }

    /// The screen once it has not changed for so long.
    pub(super) fn still_for(&self, quiet: Duration) -> Vec<u8> {
        let begun = Instant::now();
        let (mut before, mut since) = (self.pixels(), Instant::now());
        while since.elapsed() < quiet {
            assert!(begun.elapsed() < NEVER, "the screen never settles");
            thread::sleep(Duration::from_millis(100));
            let now = self.pixels();
            if now != before {
                (before, since) = (now, Instant::now());
            }
        }
        before
    }

    /// The screen once it has not changed for a while.
    pub(super) fn settled(&self) -> Vec<u8> {
        self.still_for(Duration::from_millis(900))
    }

    /// The screen once it has settled as this says. A slow machine may be still before it has done
    /// what it was asked for.
    pub(super) fn settles(
        &self,
        mut as_wanted: impl FnMut(&[u8]) -> Result<(), String>,
    ) -> Vec<u8> {
        let begun = Instant::now();
        loop {
            let now = self.settled();
            let Err(instead) = as_wanted(&now) else { return now };
            assert!(begun.elapsed() < NEVER, "{instead}");
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}
