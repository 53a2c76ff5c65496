//! `deepvis bench --rub`: measures how soon the answer follows a finger that rubs a picture out.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use deepvis::engine::roster::NetworkRoster;
use deepvis::pipeline::meter::Samples;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run as run_pipeline};
use deepvis::screen::rubber::Rubber;

use super::{Ending, report};
use crate::cli::Bench;

/// For so long as so many frames take at the reel's rate.
const RATE: u64 = 30;

/// Live, as in a window; the picture is held while it is rubbed out.
pub fn run(arguments: &Bench, stop: &Arc<AtomicBool>) -> Result<Ending> {
    let time = Duration::from_secs((arguments.frames / RATE).max(2));
    let mut screen = Rubber::new(arguments.offscreen.size, time);
    let look = &arguments.offscreen.look;
    let settings = Settings {
        gamma: look.gamma,
        keyboard: Arc::clone(&look.keyboard),
        ..Settings::new(Pacing::RealTime)
    };
    let supply = Supply::new(Some(&arguments.source));
    let roster = NetworkRoster::new(&arguments.offscreen.engine.choice())?;
    let measured = match run_pipeline(settings, supply, roster, &mut screen, stop) {
        Ok(measured) => measured,
        Err(Stop::Failed(error)) => return Err(error.into()),
        Err(_) if stop.load(Ordering::Relaxed) => return Ok(Ending::Interrupted),
        Err(stop) => anyhow::bail!("ended before the first picture ({stop:?})"),
    };
    let mut late = Samples::default();
    screen.late().iter().for_each(|&sample| late.add(sample));
    let (answer, late) = (&measured.meter.erasure, &late);
    if arguments.offscreen.json {
        super::print_json(&json!({
            "network": &arguments.offscreen.engine.network.name,
            "moves": screen.moved(),
            "answers": answer.len(),
            "answer": report::spread(answer),
            "polled_after": report::spread(late),
        }))?;
        return Ok(Ending::Done);
    }
    let mut out = super::stdout();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    if let (Some(answer), Some(late)) = (answer.spread(), late.spread()) {
        writeln!(
            out,
            "{} moves of the rubber, 125 a second: taken up after {:.1} ms, p95 {:.1} ms; from \
             there the answer is on the screen in {:.1} ms, p95 {:.1} ms",
            screen.moved(),
            milliseconds(late.p50),
            milliseconds(late.p95),
            milliseconds(answer.p50),
            milliseconds(answer.p95),
        )?;
    } else {
        writeln!(out, "nothing was rubbed out in {} s: give it more --frames", time.as_secs())?;
    }
    Ok(Ending::Done)
}
