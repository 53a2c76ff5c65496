//! The check of the speed: frames per second of the whole way of a frame, on the reel, offscreen.

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use deepvis::Result;
use deepvis::engine::choice::NetworkChoice;
use deepvis::engine::roster::NetworkRoster;
use deepvis::geometry::Size;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::render::Report;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run};
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::{Event, Screen};
use deepvis::source::SourceSpec;

use super::finding::Finding;

/// From the first picture on. The first seconds of a pass are its slowest: this is a lower bound.
const TIME: Duration = Duration::from_secs(2);
/// The window's usual size.
const SIZE: Size = Size::new(1280, 800);
/// Below this many pictures a second it does not look alive.
const ENOUGH: f64 = 10.0;

pub fn measure(choice: &NetworkChoice) -> Finding {
    match show(choice) {
        Ok(report) => judge(&report),
        Err(Stop::Failed(error)) => Finding::problem("speed", error.to_string()),
        Err(_) => Finding::problem("speed", "no picture came through; this is a bug in DeepVis"),
    }
}

fn show(choice: &NetworkChoice) -> Result<Report, Stop> {
    let settings = Settings::new(Pacing::Unpaced);
    let supply = Supply::new(Some(&SourceSpec::Reel));
    let mut screen = Timed { screen: Offscreen::new(SIZE), first: None };
    run(settings, supply, NetworkRoster::new(choice)?, &mut screen, &AtomicBool::new(false))
}

fn judge(report: &Report) -> Finding {
    let pass = report.meter.forward.spread().unwrap_or_default().p50.as_secs_f64() * 1e3;
    let what = format!("with {} on {}", report.engaged.outline.title, report.engaged.device);
    let finding = if report.fps >= ENOUGH {
        let found = format!("{:.0} pictures a second on the reel, {what}", report.fps);
        Finding::ok("speed", found)
    } else {
        let found = format!(
            "slow: {:.1} pictures a second on the reel, {what}; {ENOUGH} look alive: close other programs, or take a \
             smaller network, `deepvis networks`",
            report.fps,
        );
        Finding::note("speed", found)
    };
    let tenths = |figure: f64| (figure * 10.0).round() / 10.0;
    finding.with("fps", tenths(report.fps)).with("forward_ms", tenths(pass))
}

/// A screen that is closed some time after its first picture.
struct Timed {
    screen: Offscreen,
    first: Option<Instant>,
}

impl Screen for Timed {
    fn poll(&mut self) -> Vec<Event> {
        let over = self.first.is_some_and(|first| first.elapsed() > TIME);
        if over { vec![Event::Closed] } else { Vec::new() }
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.first.get_or_insert_with(Instant::now);
        self.screen.present(pixels, size)
    }
}
