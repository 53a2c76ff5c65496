//! `deepvis bench --keys`: measures what typing costs the network, and how soon the screen answers.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::dashboard::Tours;
use deepvis::engine::roster::NetworkRoster;
use deepvis::pipeline::meter::Samples;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::render::Report;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run as run_pipeline};
use deepvis::screen::KeyPress;
use deepvis::screen::typist::Typist;

use super::{Ending, report};
use crate::cli::Bench;

/// Thirty keys a second, as of a key that is held.
const EVERY: Duration = Duration::from_nanos(1_000_000_000 / 30);

/// Runs without and with keys, in turn, so that both meet the same minutes of the machine.
const ROUNDS: u64 = 4;

/// Live, as in a window: the clock on the wall paces, and what nobody has looked at gives way.
pub fn run(arguments: &Bench, stop: &Arc<AtomicBool>) -> Result<Ending> {
    let frames = (arguments.frames / ROUNDS).max(2);
    let (mut pressed, mut answers) = (0, Samples::default());
    let mut rates = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        let typed = (round % 2) as usize;
        let keys = if typed == 1 { arguments.keys.to_vec() } else { Vec::new() };
        let Some((sent, report)) = live(arguments, keys, frames, stop)? else {
            return Ok(Ending::Interrupted);
        };
        pressed += sent;
        answers.join(&report.meter.answer);
        rates[typed].push(report.fps);
    }
    let [without, with] = rates.map(|rates| rates.iter().sum::<f64>() / rates.len() as f64);
    let share = with / without;
    let answer = report::spread(&answers);
    if arguments.offscreen.json {
        let network = &arguments.offscreen.engine.network.name;
        let value: Value = json!({
            "network": network,
            "keys": pressed,
            "answer": answer,
            "fps_without_keys": without,
            "fps_with_keys": with,
            "share": share,
        });
        super::print_json(&value)?;
    } else if let Some(spread) = answers.spread() {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let (p50, p95) = (milliseconds(spread.p50), milliseconds(spread.p95));
        let mut out = super::stdout();
        writeln!(
            out,
            "{pressed} keys, 30 a second: the screen answers in {p50:.1} ms, p95 {p95:.1} ms"
        )?;
        writeln!(
            out,
            "{with:.2} pictures a second with keys, {without:.2} without: {:.1} %",
            share * 100.0
        )?;
    }
    Ok(Ending::Done)
}

/// One run of so many pictures. None where `stop` interrupted it.
fn live(
    arguments: &Bench,
    keys: Vec<KeyPress>,
    frames: u64,
    stop: &AtomicBool,
) -> Result<Option<(u64, Report)>> {
    let mut screen = Typist::new(arguments.offscreen.size, keys, EVERY);
    let look = &arguments.offscreen.look;
    let settings = Settings {
        frames: Some(frames),
        first: look.first_view(),
        folder: look.folder.clone().unwrap_or_default(),
        keyboard: Arc::clone(&look.keyboard),
        tours: Tours::read(look.tour.as_deref())?,
        ..Settings::new(Pacing::RealTime)
    };
    let wishes = &arguments.offscreen.look.camera;
    let supply = Supply::with_wishes(Some(&arguments.source), wishes);
    let roster = NetworkRoster::new(&arguments.offscreen.engine.choice())?
        .with_files(arguments.offscreen.engine.files());
    match run_pipeline(settings, supply, roster, &mut screen, stop) {
        Ok(report) => Ok(Some((screen.pressed(), report))),
        Err(Stop::Failed(error)) => Err(error.into()),
        Err(_) if stop.load(Ordering::Relaxed) => Ok(None),
        Err(stop) => anyhow::bail!("ended before the first picture ({stop:?})"),
    }
}
