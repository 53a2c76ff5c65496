#!/usr/bin/env bash
# minifb on X11 knows no key without a Latin letter in the first layout, and no tap or click that is
#   over by the next update.
#
# Versions: minifb 0.29.0 with its X11 backend; seen under Xvfb 21.1.7, pressed by XTEST.
# Seen, of the 26 places of letters: all have a Key with the layout us, none with ru. Of Q's place
#   nothing comes there but its character, once; get_keys, get_keys_pressed and the callback's
#   set_key_state say nothing, nor does anything when it is let go. The first layout alone decides:
#   with us,ru, switched to ru, all have a Key; with ru,us, switched to us, none has, though q is
#   typed. Of a press and a release between two updates get_keys_pressed and get_mouse_down say
#   nothing; the callback gets the key, and buttons have no callback. The keypad's 4 is NumPad4 with
#   NumLock and without, never Left: only the character tells.
# Why it matters: a program with letters for commands is deaf to them on such a layout, and from a
#   character nobody learns how long a key is held. A slow update loses clicks. Whoever asks the X
#   server itself, through XInput 2 and XKB, gets all of it. The letters are known: issue 112 of
#   emoon/rust_minifb.
#
# Exits 1 if any of this has changed. Needs cargo and its package registry, a C compiler,
# libXcursor, Xvfb and setxkbmap; exits 2 without the last two.
set -euo pipefail

for tool in Xvfb setxkbmap; do
    command -v "$tool" > /dev/null || { echo "$tool is missing: install it" && exit 2; }
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "letters"
version = "0.0.0"
edition = "2021"

[dependencies]
minifb = { version = "=0.29.0", default-features = false, features = ["x11"] }
x11rb = { version = "=0.14.0", features = ["xtest"] }
TOML
cat > src/main.rs <<'RUST'
use minifb::{InputCallback, Key, KeyRepeat, MouseButton, Window, WindowOptions};
use std::{cell::RefCell, rc::Rc};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AutoRepeatMode, ChangeKeyboardControlAux, ConnectionExt as _};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

type Reports = Rc<RefCell<Vec<String>>>;
struct Recorder(Reports);

impl InputCallback for Recorder {
    fn add_char(&mut self, code: u32) {
        self.0.borrow_mut().extend(char::from_u32(code).map(|typed| format!("{typed:?}")));
    }

    fn set_key_state(&mut self, key: Key, down: bool) {
        self.0.borrow_mut().push(format!("{key:?} {}", if down { "down" } else { "up" }));
    }
}

/// X's kind of event (2 to 5: key down, key up, button down, button up), and which key or button.
type Deed = (u8, u8);
/// Keycodes of a usual keyboard. The right Alt is made to switch to the other layout.
const Q: u8 = 24;
const PAD_4: u8 = 83;
const NUM_LOCK: u8 = 77;
const F12: u8 = 96;
const RIGHT_ALT: u8 = 108;

struct App {
    window: Window,
    reports: Reports,
    hands: RustConnection,
}

impl App {
    /// Does these and taps F12, and updates until F12 is up: the server keeps the order. Answers
    /// with all that came before F12, and whether that and F12 came in one and the same update.
    fn after(&mut self, deeds: &[Deed]) -> (Vec<String>, bool) {
        for (kind, which) in [deeds, &[(2, F12), (3, F12)]].concat() {
            self.hands.xtest_fake_input(kind, which, 0, 0, 0, 0, 0).unwrap();
        }
        // Once this is answered all of them have been done.
        self.hands.get_input_focus().unwrap().reply().unwrap();
        let (mut all, mut updates) = (Vec::new(), 0);
        while !all.iter().any(|report| report == "F12 up") {
            self.window.update();
            let new = self.reports.take();
            updates += usize::from(!new.is_empty());
            all.extend(new);
        }
        all.retain(|report: &String| !report.starts_with("F12"));
        (all, updates == 1)
    }

    /// What counts as pressed after the last update or the next, which is where minifb counts.
    fn pressed(&mut self) -> Vec<Key> {
        let now = self.window.get_keys_pressed(KeyRepeat::No);
        self.window.update();
        [now, self.window.get_keys_pressed(KeyRepeat::No)].concat()
    }

    fn press(&mut self, what: &str, code: u8) {
        let down = self.after(&[(2, code)]).0;
        let (held, pressed) = (self.window.get_keys(), self.pressed());
        let up = self.after(&[(3, code)]).0;
        println!("  {what}: {down:?}, keys {held:?}, pressed {pressed:?}; {up:?}");
    }

    fn letters(&mut self) {
        // The three rows of letters on a US keyboard.
        let places = (24..=33).chain(38..=46).chain(52..=58);
        let all: Vec<_> = places.flat_map(|at| self.after(&[(2, at), (3, at)]).0).collect();
        let keys = all.iter().filter(|report| report.ends_with("down")).count();
        let characters = all.iter().filter(|report| report.starts_with('\'')).count();
        println!("  26 places of letters: {keys} Keys, {characters} characters");
        self.press("Q's place", Q);
    }

    fn others(&mut self) {
        self.press("keypad's 4 without NumLock", PAD_4);
        self.after(&[(2, NUM_LOCK), (3, NUM_LOCK)]);
        self.press("keypad's 4 with NumLock", PAD_4);
        self.after(&[(2, NUM_LOCK), (3, NUM_LOCK), (4, 1)]);
        println!("  button held: {}", self.window.get_mouse_down(MouseButton::Left));
        self.after(&[(5, 1)]);
        let between = loop {
            if let (reports, true) = self.after(&[(2, Q), (4, 1), (5, 1), (3, Q)]) {
                break reports;
            }
        };
        let button = self.window.get_mouse_down(MouseButton::Left);
        let pressed = self.pressed();
        println!("  Q and button between two updates: {between:?}, pressed {pressed:?}, {button}");
    }
}

fn main() {
    let mut window = Window::new("letters", 200, 200, WindowOptions::default()).unwrap();
    let reports = Reports::default();
    window.set_input_callback(Box::new(Recorder(Rc::clone(&reports))));
    let (hands, screen) = x11rb::connect(None).unwrap();
    let root = hands.setup().roots[screen].root;
    let controls = ChangeKeyboardControlAux::new().auto_repeat_mode(AutoRepeatMode::OFF);
    hands.change_keyboard_control(&controls).unwrap();
    // Without a window manager the window under the pointer has the keyboard. It opens in the
    // middle of the screen, where the pointer is.
    let number = window.get_window_handle() as usize as u32;
    while hands.query_pointer(root).unwrap().reply().unwrap().child != number {
        window.update();
    }
    let mut app = App { window, reports, hands };
    for what in std::env::args().skip(1) {
        match what.as_str() {
            "switch" => drop(app.after(&[(2, RIGHT_ALT), (3, RIGHT_ALT)])),
            "letters" => app.letters(),
            _ => app.others(),
        }
    }
}
RUST
cargo build --quiet

Xvfb -noreset -displayfd 3 3> display > /dev/null 2>&1 &
server=$!
trap 'kill "$server" || true; wait "$server" || true; rm -rf "$folder"' EXIT
until [ -s display ]; do
    kill -0 "$server" || exit 2
    sleep 0.1
done
DISPLAY=:$(cat display)
export DISPLAY
run() {
    echo "$1"
    setxkbmap -option '' -option grp:toggle "$1"
    timeout 120 target/debug/letters "${@:2}"
}
{
    run us letters others
    run ru letters
    run us,ru switch letters switch
    run ru,us switch letters switch
} | tee seen
cat > expected <<'TEXT'
us
  26 places of letters: 26 Keys, 26 characters
  Q's place: ["Q down", "'q'"], keys [Q], pressed [Q]; ["Q up"]
  keypad's 4 without NumLock: ["NumPad4 down"], keys [NumPad4], pressed [NumPad4]; ["NumPad4 up"]
  keypad's 4 with NumLock: ["NumPad4 down", "'4'"], keys [NumPad4], pressed [NumPad4]; ["NumPad4 up"]
  button held: true
  Q and button between two updates: ["Q down", "'q'", "Q up"], pressed [], false
ru
  26 places of letters: 0 Keys, 26 characters
  Q's place: ["'й'"], keys [], pressed []; []
us,ru
  26 places of letters: 26 Keys, 26 characters
  Q's place: ["Q down", "'й'"], keys [Q], pressed [Q]; ["Q up"]
ru,us
  26 places of letters: 0 Keys, 26 characters
  Q's place: ["'q'"], keys [], pressed []; []
TEXT
diff expected seen || { echo "this has changed" && exit 1; }
echo "as described: keys by the first layout's Latin letters, taps and clicks lost"
