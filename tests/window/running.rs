//! A process of `deepvis live` on that X server: started, watched, and waited for to its end.

use std::collections::BTreeSet;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::dashboard::layout::Pane;
use deepvis::geometry::Rect;

use super::display::Display;
use super::{NEVER, SIZE};

/// DeepVis in its window.
pub(super) struct Running<'a> {
    pub(super) display: &'a Display,
    pub(super) program: Child,
    pub(super) folder: tempfile::TempDir,
}

impl<'a> Running<'a> {
    pub(super) fn start(display: &'a Display, source: &str) -> Self {
        Self::start_with(display, &[source, "--size", "1280x800"])
    }

    pub(super) fn start_with(display: &'a Display, arguments: &[&str]) -> Self {
        Self::start_in("window", display, arguments)
    }

    /// In a folder of this name, which tells the ffmpeg that stands in for the real one how to
    /// behave.
    pub(super) fn start_in(name: &str, display: &'a Display, arguments: &[&str]) -> Self {
        let folder = tempfile::Builder::new().prefix(name).tempdir().unwrap();
        let fake = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fake_ffmpeg");
        let program = Command::new(env!("CARGO_BIN_EXE_deepvis"))
            .arg("live")
            .args(arguments)
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("PATH", format!("{fake}:{}", std::env::var("PATH").unwrap()))
            .current_dir(&folder)
            .spawn()
            .unwrap();
        let mut running = Self { display, program, folder };
        // The window is there, and something of more than one colour is in it.
        let begun = Instant::now();
        while running.display.pixels().iter().all(|&byte| byte < 64) {
            assert!(running.runs(), "it ended before anything was to be seen");
            assert!(begun.elapsed() < NEVER, "nothing to be seen");
            thread::sleep(Duration::from_millis(50));
        }
        // Without a window manager nobody gives the window the keyboard.
        running.display.xdotool("mousemove 640 8");
        running
    }

    /// Where the window lies, as the X server says.
    pub(super) fn place(&self) -> Rect {
        let window = self.display.xdotool("search --name DeepVis");
        let said = self.display.xdotool(&format!("getwindowgeometry --shell {}", window.trim()));
        let number = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.parse().unwrap()
        };
        Rect::new(number("X="), number("Y="), number("WIDTH="), number("HEIGHT="))
    }

    /// Waits until the window lies there.
    pub(super) fn comes_to(&self, wanted: Rect) {
        let begun = Instant::now();
        while self.place() != wanted {
            assert!(begun.elapsed() < NEVER, "{:?} instead of {wanted:?}", self.place());
            thread::sleep(Duration::from_millis(50));
        }
    }

    pub(super) fn runs(&mut self) -> bool {
        self.program.try_wait().unwrap().is_none()
    }

    /// Presses this key, and waits until just these panes have changed.
    pub(super) fn press(
        &self,
        key: &str,
        wanted: &[Pane],
        panes: &[(Pane, Rect)],
        before: &[u8],
    ) -> Vec<u8> {
        self.display.xdotool(&format!("key {key}"));
        let wanted: BTreeSet<Pane> = wanted.iter().copied().collect();
        self.display.settles(|after| {
            let differs = |at: Rect| {
                (at.y.max(0)..at.bottom().min(SIZE.height)).any(|y| {
                    let row = |x: i32| ((y * SIZE.width + x.clamp(0, SIZE.width)) * 3) as usize;
                    before[row(at.x)..row(at.right())] != after[row(at.x)..row(at.right())]
                })
            };
            let changed = panes.iter().filter(|(_, at)| differs(*at)).map(|(pane, _)| *pane);
            let changed: BTreeSet<Pane> = changed.collect();
            if changed == wanted {
                return Ok(());
            }
            Err(format!("{key} changes {changed:?} instead of {wanted:?}"))
        })
    }

    /// Waits for the end.
    pub(super) fn ends_with(mut self, code: i32) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                assert_eq!(status.code(), Some(code));
                return;
            }
            assert!(begun.elapsed() < NEVER, "it does not end");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}
