//! The real window on a virtual screen (Xvfb), with real keys and a real mouse (xdotool).

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::dashboard::Dashboard;
use deepvis::dashboard::layout::Pane::{
    self, Answer, Footer, Header, Legend, Maps, Picture, Spotlight, Strip,
};
use deepvis::exhibit::selection::Selection;
use deepvis::geometry::{Point, Rect, Size};
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt as _, EventMask};

const SIZE: Size = Size::new(1280, 800);

/// Longer than anything takes, on any machine and beside any work. What has not come by then never
/// will.
const NEVER: Duration = Duration::from_secs(120);
/// The spotlight goes on after less than this.
const WANDERS: Duration = Duration::from_secs(6);

/// An X server of our own, on a display that nobody uses.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn open() -> Self {
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

    fn tool(&self, program: &str, arguments: &[&str]) -> Vec<u8> {
        let output =
            Command::new(program).args(arguments).env("DISPLAY", &self.name).output().unwrap();
        assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
        output.stdout
    }

    fn xdotool(&self, line: &str) -> String {
        String::from_utf8(self.tool("xdotool", &line.split(' ').collect::<Vec<_>>())).unwrap()
    }

    /// What a window manager sends for the close button and for Alt-F4.
    fn ask_to_close(&self, window: u32) {
        let (connection, _) = x11rb::connect(Some(&self.name)).unwrap();
        let atom = |name: &[u8]| connection.intern_atom(false, name).unwrap().reply().unwrap().atom;
        let data = [atom(b"WM_DELETE_WINDOW"), 0, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), data);
        connection.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
        connection.flush().unwrap();
    }

    /// Everything on the screen, RGB.
    fn pixels(&self) -> Vec<u8> {
        self.part(SIZE.rect())
    }

    /// What is on the screen there, RGB.
    fn part(&self, at: Rect) -> Vec<u8> {
        let place = format!("{}x{}+{}+{}", at.width, at.height, at.x, at.y);
        let arguments = ["-silent", "-window", "root", "-crop", &place, "-depth", "8", "rgb:-"];
        let pixels = self.tool("import", &arguments);
        assert_eq!(pixels.len(), at.size().area() * 3);
        pixels
    }

    /// Waits until that part of the screen is like this, or is not.
    fn waits_for(&self, at: Rect, like: bool, picture: &[u8], what: &str) {
        let begun = Instant::now();
        while like != (share_of_change(picture, &self.part(at)) < 0.05) {
            assert!(begun.elapsed() < NEVER, "{what}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Gives the keyboard another layout.
    fn lay_out(&self, layout: &str) {
        self.tool("setxkbmap", &[layout]);
    }

    /// The screen once it has not changed for so long.
    fn still_for(&self, quiet: Duration) -> Vec<u8> {
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
    fn settled(&self) -> Vec<u8> {
        self.still_for(Duration::from_millis(900))
    }

    /// The screen once it has settled as this says. A slow machine may be still before it has done
    /// what it was asked for.
    fn settles(&self, mut as_wanted: impl FnMut(&[u8]) -> Result<(), String>) -> Vec<u8> {
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

/// DeepVis in its window.
struct Running<'a> {
    display: &'a Display,
    program: Child,
    folder: tempfile::TempDir,
}

impl<'a> Running<'a> {
    fn start(display: &'a Display, source: &str) -> Self {
        Self::start_with(display, &[source, "--size", "1280x800"])
    }

    fn start_with(display: &'a Display, arguments: &[&str]) -> Self {
        Self::start_in("window", display, arguments)
    }

    /// In a folder of this name, which tells the ffmpeg that stands in for the real one how to
    /// behave.
    fn start_in(name: &str, display: &'a Display, arguments: &[&str]) -> Self {
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
    fn place(&self) -> Rect {
        let window = self.display.xdotool("search --name DeepVis");
        let said = self.display.xdotool(&format!("getwindowgeometry --shell {}", window.trim()));
        let number = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.parse().unwrap()
        };
        Rect::new(number("X="), number("Y="), number("WIDTH="), number("HEIGHT="))
    }

    /// Waits until the window lies there.
    fn comes_to(&self, wanted: Rect) {
        let begun = Instant::now();
        while self.place() != wanted {
            assert!(begun.elapsed() < NEVER, "{:?} instead of {wanted:?}", self.place());
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn runs(&mut self) -> bool {
        self.program.try_wait().unwrap().is_none()
    }

    /// Presses this key, and waits until just these panes have changed.
    fn press(&self, key: &str, wanted: &[Pane], panes: &[(Pane, Rect)], before: &[u8]) -> Vec<u8> {
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
    fn ends_with(mut self, code: i32) {
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

/// How much of a picture is another, 0 to 1.
fn share_of_change(before: &[u8], after: &[u8]) -> f64 {
    let differ = before.iter().zip(after).filter(|(a, b)| a.abs_diff(**b) > 24).count();
    differ as f64 / before.len() as f64
}

fn photo() -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    format!("{root}/tests/data/reference/coffee-224.png")
}

/// Where the panes of the wall lie.
fn dashboard() -> Dashboard {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::with_deterministic_weights("efficientnet_lite0", device).unwrap();
    let mut dashboard = Dashboard::default();
    dashboard.arrange(SIZE, &network.outline, &Selection::default());
    dashboard
}

#[test]
fn on_a_photo_each_key_changes_its_panes_and_no_others() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let panes = dashboard().panes();
    // The first key takes over from the spotlight, which wanders by itself.
    running.display.xdotool("key Right");
    let mut screen = display.still_for(WANDERS);
    for (key, wanted) in [
        ("Left", &[Maps, Spotlight][..]),
        // The keypad's right and left, without NumLock.
        ("85", &[Maps, Spotlight]),
        ("83", &[Maps, Spotlight]),
        ("g", &[Maps, Spotlight, Legend]),
        ("y", &[Maps]),
        ("y", &[Maps]),
        ("space", &[Picture, Footer]),
        ("space", &[Picture, Footer]),
        ("Return", &[Maps, Spotlight, Footer]),
        ("Right", &[Maps, Spotlight]),
        ("period", &[Maps, Spotlight]),
        ("Escape", &[Maps, Spotlight, Footer]),
        ("n", &[Header, Spotlight, Maps, Answer, Footer]),
        ("h", &[Header, Picture, Spotlight, Legend, Maps, Answer, Strip, Footer]),
    ] {
        screen = running.press(key, wanted, &panes, &screen);
    }
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn the_mouse_opens_a_layer_and_closes_it() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let dashboard = dashboard();
    let maps = dashboard.panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
    // A place on the wall where a layer's squares are.
    let square = Point::new(maps.x + maps.width / 3, maps.y + maps.height / 2);
    let click = |button: u8| {
        display.xdotool(&format!("mousemove {} {}", square.x, square.y));
        display.xdotool(&format!("mousedown {button} mouseup {button}"));
    };
    click(1);
    let selected = display.still_for(WANDERS);
    let different = |a: &[u8], b: &[u8]| a.iter().zip(b).filter(|(a, b)| a != b).count();
    let wanted = |is: bool, what: &str| if is { Ok(()) } else { Err(what.to_owned()) };
    click(1);
    display.settles(|now| {
        let opened = different(&selected, now) > SIZE.area() / 3;
        wanted(opened, "the second click does not open the layer")
    });
    click(3);
    display.settles(|now| {
        let back = different(&selected, now) < SIZE.area() / 20;
        wanted(back, "the right button does not go back to where it was before")
    });
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn every_press_counts_however_short() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let maps = dashboard().panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
    let square = Point::new(maps.x + maps.width / 3, maps.y + maps.height / 2);
    // Away from the square and its name.
    let seen = Rect::new(maps.x, maps.y + maps.height * 3 / 4, maps.width / 3, maps.height / 5);
    display.xdotool(&format!("mousemove {} {}", square.x, square.y));
    display.xdotool("mousedown 1 mouseup 1");
    display.still_for(WANDERS);
    let wall = display.part(seen);
    let press = |button: u8, milliseconds: u8| {
        let for_so_long = format!("sleep {}", f64::from(milliseconds) / 1000.0);
        display.xdotool(&format!("mousedown {button} {for_so_long} mouseup {button}"));
    };
    for n in 0..20 {
        let milliseconds = [0, 2, 5, 10][n % 4];
        press(1, milliseconds);
        let what = format!("press {n}, of {milliseconds} ms");
        display.waits_for(seen, false, &wall, &format!("{what}, does not open the layer"));
        press(3, milliseconds);
        display.waits_for(seen, true, &wall, &format!("{what}, does not close the layer"));
    }
    // Several within one update, each in its turn.
    let notch = "mousedown 4 mouseup 4";
    display.xdotool(&format!("{notch} {notch}"));
    display.waits_for(seen, false, &wall, "the wheel opens nothing");
    // Out of the unit, into its layer.
    display.xdotool("key Escape");
    display.still_for(Duration::from_secs(2));
    let left = share_of_change(&wall, &display.part(seen));
    assert!(left >= 0.05, "two notches at once were one: one Escape leads back to the wall");
    // Out of the layer, and the hands off.
    display.xdotool("key Escape key Escape");
    display.waits_for(seen, true, &wall, "two Escapes do not lead back");
    let [left, right] = ["mousedown 1 mouseup 1", "mousedown 3 mouseup 3"];
    display.xdotool(&format!("{left} {left} {right} {left}"));
    display.waits_for(seen, false, &wall, "select, open, back, open: it is not open");
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn letter_keys_work_on_keyboards_without_latin_letters() {
    // The numbers of the keys that a US keyboard marks h and q.
    let (h, q) = ("key 43", "key 24");
    let display = Display::open();
    for layout in ["ru", "gr"] {
        display.lay_out(layout);
        let running = Running::start(&display, &photo());
        let maps = dashboard().panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
        display.xdotool("key Right");
        display.still_for(WANDERS);
        let wall = display.part(maps);
        display.xdotool(h);
        display.waits_for(maps, false, &wall, &format!("{layout}: no help"));
        display.xdotool(&format!("key Caps_Lock {h} key Caps_Lock"));
        display.waits_for(maps, true, &wall, &format!("{layout}: with Caps Lock the help stays"));
        display.xdotool(q);
        running.ends_with(0);
    }
    // The key is let go of on such a keyboard too.
    let mut running = Running::start_with(&display, &[&photo(), "--size", "1280x800", "--kiosk"]);
    display.xdotool(q);
    thread::sleep(Duration::from_millis(2500));
    assert!(running.runs(), "a tap is not enough");
    display.xdotool("keydown 24");
    thread::sleep(Duration::from_millis(2200));
    running.ends_with(0);
}

#[test]
fn keys_pressed_for_an_instant_or_with_caps_lock_count() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let maps = dashboard().panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
    display.xdotool("key Right");
    display.still_for(WANDERS);
    let wall = display.part(maps);
    // Each press and its release fall between two looks at the keyboard.
    for _ in 0..9 {
        display.xdotool("key --delay 0 h");
    }
    display.waits_for(maps, false, &wall, "after nine presses the help is not open");
    display.settled();
    display.xdotool("key --delay 0 h");
    display.waits_for(maps, true, &wall, "after ten presses the help is open");
    display.settled();
    display.waits_for(maps, true, &wall, "after ten presses the help is open");
    display.xdotool("key Caps_Lock");
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn a_window_shrunk_to_nothing_comes_back() {
    let display = Display::open();
    let running = Running::start(&display, "reel");
    let window = display.xdotool("search --name DeepVis");
    let window = window.trim();
    for size in ["1 1", "3 700", "700 3", "100 80", "1280 800"] {
        display.xdotool(&format!("windowsize {window} {size}"));
        thread::sleep(Duration::from_millis(400));
    }
    let begun = Instant::now();
    while display.pixels().iter().all(|&byte| byte <= 64) {
        assert!(begun.elapsed() < NEVER, "nothing to be seen");
    }
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn the_window_is_saved_as_a_picture_of_itself() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let file = running.folder.path().join("deepvis-001.png");
    display.xdotool("key s");
    let begun = Instant::now();
    while !file.exists() {
        assert!(begun.elapsed() < NEVER, "no picture was saved");
        thread::sleep(Duration::from_millis(50));
    }
    let picture = image::open(&file).unwrap();
    assert_eq!((picture.width(), picture.height()), (1280, 800));
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn a_recording_that_is_stuck_stops_the_pictures_and_not_the_keys() {
    let display = Display::open();
    let running = Running::start_in("stalls", &display, &["reel", "--size", "1280x800"]);
    display.xdotool("key r");
    // A picture that was not recorded would be lost, so none is shown.
    display.still_for(Duration::from_secs(2));
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn f11_fills_the_screen_and_gives_it_back() {
    let display = Display::open();
    let running = Running::start_with(&display, &[&photo(), "--size", "640x400"]);
    let before = running.place();
    assert_eq!(before.size(), Size::new(640, 400));
    display.xdotool("mousemove 640 400");
    display.xdotool("key F11");
    running.comes_to(SIZE.rect());
    // The dashboard fills it: its last line is the screen's.
    let lit = |pixels: &[u8], row: i32| {
        let start = (row * SIZE.width * 3) as usize;
        pixels[start..start + (SIZE.width * 3) as usize].iter().any(|&byte| byte > 120)
    };
    display.settles(|shown| {
        let any = (SIZE.height - 40..SIZE.height).any(|row| lit(shown, row));
        if any { Ok(()) } else { Err("no last line".to_owned()) }
    });
    display.xdotool("key F11");
    running.comes_to(before);
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn a_kiosk_fills_the_screen_and_ends_only_when_its_key_is_held() {
    let display = Display::open();
    let arguments = ["reel", "--size", "640x400", "--kiosk"];
    let mut running = Running::start_with(&display, &arguments);
    running.comes_to(SIZE.rect());
    for keys in ["key q", "key F11", "key s", "key Escape"] {
        display.xdotool(keys);
    }
    let window = display.xdotool("search --name DeepVis");
    display.ask_to_close(window.trim().parse().unwrap());
    thread::sleep(Duration::from_millis(2500));
    assert!(running.runs());
    assert_eq!(running.place(), SIZE.rect());
    assert!(!running.folder.path().join("deepvis-001.png").exists());
    let held = Instant::now();
    display.xdotool("keydown q");
    thread::sleep(Duration::from_secs(1));
    let runs = running.runs();
    // Where this thread slept for longer than it was to, it says nothing.
    assert!(runs || held.elapsed() > Duration::from_millis(1900), "a second is not enough");
    running.ends_with(0);
}

#[test]
fn an_interrupt_closes_the_window_with_130() {
    let display = Display::open();
    let running = Running::start(&display, "reel");
    let id = running.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    running.ends_with(130);
}

#[test]
fn a_polite_kill_and_q_end_the_window_while_a_large_network_is_loaded() {
    let display = Display::open();
    let start = || {
        let arguments = ["reel", "--size", "1280x800", "--network", "vgg16", "--random-weights"];
        Running::start_with(&display, &arguments)
    };
    let running = start();
    let id = running.program.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    running.ends_with(130);
    let running = start();
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn a_check_before_a_screen_finds_everything_ready() {
    let display = Display::open();
    let output = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .arg("check")
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    let line = format!("ok       display    a window opens (DISPLAY={})", display.name);
    assert!(text.contains(&line), "{text}");
    assert!(text.trim_end().ends_with("DeepVis is ready."), "{text}");
}
