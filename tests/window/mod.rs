//! Tests of the real window on a virtual screen (Xvfb), with real keys and a real mouse (xdotool).

mod check;
mod display;
mod ends;
mod full_screen;
mod keys;
mod mouse;
mod running;
mod saving;

use std::time::Duration;

use deepvis::dashboard::Dashboard;
use deepvis::exhibit::selection::Selection;
use deepvis::geometry::Size;
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};

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
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::with_deterministic_weights("efficientnet_lite0", device).unwrap();
    let mut dashboard = Dashboard::default();
    dashboard.arrange(SIZE, &network.outline, &Selection::default());
    dashboard
}
