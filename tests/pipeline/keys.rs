//! Tests of key presses: none is lost while nothing is shown, and many at once do no harm.

use std::sync::Arc;
use std::time::{Duration, Instant};

use deepvis::error::Result;
use deepvis::geometry::Size;
use deepvis::pipeline::supply::Start;
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::{Event, Screen};

use super::made::{Made, only, supply};
use super::opinion::Opinion;
use super::screens::{Visited, When, press};
use super::{NEVER, SIZE, go, kiosk, live};

/// A screen that loses what is over by the next look, unless it is asked more often. Closed once
/// that has happened.
struct Sampled {
    screen: Offscreen,
    begun: Instant,
    samples: u64,
    polls: u64,
}

impl Screen for Sampled {
    fn poll(&mut self) -> Vec<Event> {
        self.polls += 1;
        assert!(self.begun.elapsed() < Duration::from_secs(30), "nobody samples");
        if self.samples > 2 * self.polls { vec![Event::Closed] } else { Vec::new() }
    }

    fn sample(&mut self) -> Option<Duration> {
        self.samples += 1;
        Some(Duration::from_millis(1))
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.screen.present(pixels, size)
    }
}

#[test]
fn a_screen_that_would_lose_presses_is_asked_while_there_is_nothing_to_show() {
    let record = Arc::default();
    let screen = Offscreen::new(SIZE);
    let mut screen = Sampled { screen, begun: Instant::now(), samples: 0, polls: 0 };
    let load = || Ok(Opinion::new(&record, 1));
    go(live(), only(Made { still: true, ..Made::FILES }), load, &mut screen).unwrap();
    assert!(screen.samples > 2 * screen.polls);
}

#[test]
fn three_hundred_keys_at_once_do_no_harm() {
    for settings in [live(), kiosk(NEVER, NEVER, NEVER)] {
        let record = Arc::default();
        // All that a lap can reach but the keys that end it or write files.
        let keys = "wetyuiopadfghjklzcvbnm,./=019 ".chars().cycle().take(300);
        let keys = keys.map(|key| (When::Seen(|_| true), press(key)));
        let mut screen = Visited::new(&record, keys.chain([(When::At(900), Event::Closed)]));
        let camera = supply(Start::Camera, Made::FILES.open(), Made::CAMERA.open());
        let load = || Ok(Opinion::new(&record, 1));
        let report = go(settings, camera, load, &mut screen).unwrap();
        assert!(report.frames > 0);
    }
}
