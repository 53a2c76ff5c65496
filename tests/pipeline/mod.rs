//! Tests of the pipeline's threads together, with made-up sources and a made-up network.
//!
//! Nothing is lost that must not be, every failure is told by its cause, and nothing that hangs
//! holds the end. What a test waits for is a state, so that a slow machine only takes longer. Where
//! a time matters, it is one that must not pass before, or one so long that only what hangs takes
//! it.

mod cameras;
mod ends;
mod keys;
mod kiosk;
mod made;
mod networks;
mod opinion;
mod pacing;
mod screens;

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use deepvis::control::kiosk::Patience;
use deepvis::error::Result;
use deepvis::geometry::Size;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::render::Report;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run};
use deepvis::screen::Screen;

use self::opinion::{Opinion, one};

/// What has not happened by then never happens: what hangs here does so for an hour.
const LATEST: Duration = Duration::from_secs(120);
const HOUR: Duration = Duration::from_secs(3600);
const SIZE: Size = Size::new(320, 200);
/// In milliseconds.
const NEVER: u64 = 3_600_000;

fn live() -> Settings {
    Settings::new(Pacing::RealTime)
}

fn unpaced(frames: u64) -> Settings {
    Settings { pacing: Pacing::Unpaced, frames: Some(frames), ..live() }
}

/// A kiosk of little patience.
fn kiosk(hold_ms: u64, home_ms: u64, attract_ms: u64) -> Settings {
    let [hold, home, attract] = [hold_ms, home_ms, attract_ms].map(Duration::from_millis);
    // Nobody is asked whether they are still there: what they did then would not count.
    let (warning, greeting) = (Duration::ZERO, Duration::ZERO);
    let kiosk = Some(Patience { hold, home, warning, attract, greeting });
    Settings { kiosk, remember: false, ..live() }
}

fn go(
    settings: Settings,
    supply: Supply,
    load: impl FnMut() -> Result<Opinion> + Send,
    screen: &mut dyn Screen,
) -> Result<Report, Stop> {
    run(settings, supply, one(load), screen, &AtomicBool::new(false))
}
