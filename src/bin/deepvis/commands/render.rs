//! `deepvis render`: draws the dashboard without a window and saves it as a PNG.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use deepvis::engine::roster::NetworkRoster;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::render::Report;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run as run_pipeline};
use deepvis::screen::Event;
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::picture;
use deepvis::source::{self, SourceSpec};

use super::batch::spare;
use super::progress::Progress;
use super::{Ending, report};
use crate::cli;

/// Frames of a source that moves, where no number was given.
const FRAMES: u64 = 60;

pub fn run(arguments: &cli::Render) -> Result<Ending> {
    let keys = arguments.offscreen.keys.len() as u64;
    let usual = if arguments.source.is_still() { 1 } else { FRAMES };
    let frames = arguments.frames.unwrap_or(usual.max(1 + keys));
    let json = arguments.offscreen.json;
    let stop = super::stop_flag()?;
    if let SourceSpec::Files(path) = &arguments.source {
        spare(path, &arguments.out)?;
    }
    let shown = show(&arguments.source, &arguments.offscreen, frames, false, &stop)?;
    let Some((screen, measured)) = shown else { return Ok(Ending::Interrupted) };
    let left = (1 + keys).saturating_sub(frames);
    if left > 0 {
        log::warn!("the last {left} of the {keys} keys had no frame left: --frames {frames}");
    }
    let (pixels, size) = screen.picture();
    picture::save(&arguments.out, pixels, size)?;
    if json {
        super::print_json(&report::json(&measured, false))?;
    }
    Ok(Ending::Done)
}

/// Shows so many frames on a screen in memory. None where `stop` interrupted that.
pub fn show(
    spec: &SourceSpec,
    offscreen: &cli::Offscreen,
    frames: u64,
    bare_forward: bool,
    stop: &AtomicBool,
) -> Result<Option<(Offscreen, Report)>> {
    source::require(spec)?;
    let presses = offscreen.keys.iter().copied().map(Event::Press);
    let what = if bare_forward { "bench" } else { "render" };
    let live = matches!(spec, SourceSpec::Camera(_) | SourceSpec::Stream(_));
    let screen = Offscreen::with_events(offscreen.size, presses);
    let mut screen = Progress::new(screen, what, frames, live);
    let settings = Settings {
        frames: Some(frames),
        every_channel: offscreen.look.every_channel,
        gamma: offscreen.look.gamma,
        folder: offscreen.look.folder.clone().unwrap_or_default(),
        keyboard: Arc::clone(&offscreen.look.keyboard),
        bare_forward,
        ..Settings::new(Pacing::Unpaced)
    };
    let choice = offscreen.engine.choice();
    let supply = Supply::new(Some(spec));
    let roster = NetworkRoster::new(&choice)?;
    match run_pipeline(settings, supply, roster, &mut screen, stop) {
        Ok(report) => Ok(Some((screen.into_screen(), report))),
        Err(Stop::Failed(error)) => Err(error.into()),
        Err(_) if stop.load(Ordering::Relaxed) => Ok(None),
        Err(stop) => anyhow::bail!("ended before the first picture ({stop:?})"),
    }
}
