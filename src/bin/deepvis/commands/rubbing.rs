//! `deepvis bench --rub`: measures how soon the answer follows a finger that rubs a picture out.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use deepvis::engine::roster::NetworkRoster;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run as run_pipeline};
use deepvis::screen::rubber::Rubber;

use super::{Ending, report};
use crate::cli::Bench;

/// For so long as so many frames take at the reel's rate.
const RATE: u64 = 30;

/// Live, as in a window; the picture is held while it is rubbed out. What is measured begins with
/// the move itself, not when it was polled.
pub fn run(arguments: &Bench, stop: &Arc<AtomicBool>) -> Result<Ending> {
    let time = Duration::from_secs((arguments.frames / RATE).max(2));
    let mut screen = Rubber::new(arguments.offscreen.size, time);
    let look = &arguments.offscreen.look;
    let settings =
        Settings { keyboard: Arc::clone(&look.keyboard), ..Settings::new(Pacing::RealTime) };
    let wishes = &arguments.offscreen.look.camera;
    let supply = Supply::with_wishes(Some(&arguments.source), wishes);
    let roster = NetworkRoster::new(&arguments.offscreen.engine.choice())?
        .with_files(arguments.offscreen.engine.files());
    let measured = match run_pipeline(settings, supply, roster, &mut screen, stop) {
        Ok(measured) => measured,
        Err(Stop::Failed(error)) => return Err(error.into()),
        Err(_) if stop.load(Ordering::Relaxed) => return Ok(Ending::Interrupted),
        Err(stop) => anyhow::bail!("ended before the first picture ({stop:?})"),
    };
    let answer = &measured.meter.erasure;
    let Some((spread, longest)) = answer.spread().zip(answer.longest()) else {
        anyhow::bail!("nothing was answered in {} s: give it more --frames", time.as_secs());
    };
    if arguments.offscreen.json {
        let mut figures = report::spread(answer);
        figures["longest_ms"] = report::rounded(report::milliseconds(longest)).into();
        super::print_json(&json!({
            "network": &arguments.offscreen.engine.network.name,
            "moves": screen.moved(),
            "answers": answer.len(),
            "answer": figures,
        }))?;
        return Ok(Ending::Done);
    }
    let [p50, p95, longest] = [spread.p50, spread.p95, longest].map(report::milliseconds);
    let mut out = super::stdout();
    writeln!(
        out,
        "{} moves of the rubber, 125 a second: the answer is on the screen {p50:.1} ms after a \
         move, p95 {p95:.1} ms, at the longest {longest:.1} ms",
        screen.moved()
    )?;
    Ok(Ending::Done)
}
