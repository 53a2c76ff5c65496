//! Tests of the real window on a virtual screen (Xvfb), with real keys and a real mouse (xdotool).

mod alone;
mod check;
mod display;
mod ends;
mod full_screen;
mod keys;
mod mouse;
mod running;
mod saving;

use std::sync::Arc;
use std::time::Duration;

use deepvis::dashboard::Dashboard;
use deepvis::dynamics::activity::Activity;
use deepvis::dynamics::history::History;
use deepvis::engine::Roster;
use deepvis::engine::choice::NetworkChoice;
use deepvis::engine::roster::NetworkRoster;
use deepvis::exhibit::findings::Findings;
use deepvis::exhibit::rooms::Rooms;
use deepvis::exhibit::scene::Scene;
use deepvis::exhibit::selection::Selection;
use deepvis::geometry::Size;
use deepvis::network::outline::Outline;
use deepvis::screen::Touchable;
use deepvis::view::facts::Facts;
use deepvis::view::status::Status;

const SIZE: Size = Size::new(1280, 800);

/// Longer than anything takes, on any machine and beside any work. What has not come by then never
/// will.
const NEVER: Duration = Duration::from_secs(120);
/// The spotlight goes on after less than this.
const WANDERS: Duration = Duration::from_secs(6);

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
    arranged(&outline(), &Selection::default())
}

/// What is known of the network in the window.
fn outline() -> Arc<Outline> {
    let choice = NetworkChoice { name: "efficientnet_lite0".into(), ..NetworkChoice::default() };
    Arc::clone(&NetworkRoster::new(&choice).unwrap().outlines()[0])
}

/// The screen while this is selected.
fn arranged(outline: &Outline, selection: &Selection) -> Dashboard {
    let mut dashboard = Dashboard::default();
    dashboard.arrange(SIZE, outline, selection, &Rooms::default());
    dashboard
}

/// What can be touched while this is selected, before the network has seen anything: all but
/// squares and classes.
fn touchable(selection: &Selection, status: &Status) -> Vec<Touchable> {
    let outline = outline();
    let facts = Facts {
        outline: &outline,
        snapshot: None,
        history: &History::default(),
        activity: &Activity::default(),
        status,
        keyboard: &deepvis::exhibit::keyboard(),
        names: &selection.names,
        appearance: selection.appearance,
        frozen: selection.frozen,
        newest: None,
    };
    let scene = Scene {
        facts,
        selection,
        spotlight: None,
        hover: None,
        depths: &[],
        pressed: None,
        holding: None,
        tour_ends_in: None,
        findings: &Findings::default(),
        rooms: &Rooms::default(),
        message: None,
    };
    arranged(&outline, selection).touchable(&scene)
}
