//! `deepvis render`: draws the dashboard without a window and saves it as a PNG.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::dashboard::Tours;
use deepvis::engine::roster::NetworkRoster;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::render::Report;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run as run_pipeline};
use deepvis::screen::Touchable;
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::picture;
use deepvis::screen::script::{Script, Step};
use deepvis::source::{self, SourceSpec};

use super::batch::spare;
use super::progress::Progress;
use super::{Ending, report};
use crate::cli;

/// Frames of a source that moves, where no number was given.
const FRAMES: u64 = 60;

pub fn run(arguments: &cli::Render) -> Result<Ending> {
    let steps = &arguments.keys;
    let scripted = Script::new(steps.iter().cloned()).frames();
    let usual = if arguments.source.is_still() { 1 } else { FRAMES };
    let frames = arguments.frames.unwrap_or(usual.max(1 + scripted));
    let json = arguments.offscreen.json;
    let stop = super::stop_flag()?;
    if let SourceSpec::Files(path) = &arguments.source {
        spare(path, &arguments.out)?;
    }
    let shown = show(&arguments.source, &arguments.offscreen, steps, frames, false, &stop)?;
    let Some((screen, measured)) = shown else { return Ok(Ending::Interrupted) };
    if let Some(problem) = screen.problem() {
        anyhow::bail!("--keys: {problem}");
    }
    let left = (1 + scripted).saturating_sub(frames);
    if left > 0 {
        log::warn!(
            "--keys takes {scripted} frames, of which the last {left} were not shown: \
             --frames {frames}"
        );
    }
    let (pixels, size) = screen.picture();
    picture::save(&arguments.out, pixels, size)?;
    if json {
        let mut value = report::json(&measured, false);
        value["targets"] = screen.targets().iter().map(target).collect();
        super::print_json(&value)?;
    }
    Ok(Ending::Done)
}

fn target(Touchable { name, area }: &Touchable) -> Value {
    json!({ "name": name, "rect": [area.x, area.y, area.width, area.height] })
}

/// Shows so many frames on a screen in memory, while somebody takes these steps. None where `stop`
/// interrupted that.
pub fn show(
    spec: &SourceSpec,
    offscreen: &cli::Offscreen,
    steps: &[Step],
    frames: u64,
    bare_forward: bool,
    stop: &AtomicBool,
) -> Result<Option<(Offscreen, Report)>> {
    source::require(spec)?;
    let what = if bare_forward { "bench" } else { "render" };
    let live = matches!(spec, SourceSpec::Camera(_) | SourceSpec::Stream(_));
    let screen = Offscreen::with_script(offscreen.size, steps.iter().cloned());
    let mut screen = Progress::new(screen, what, frames, live);
    let settings = Settings {
        frames: Some(frames),
        first: offscreen.look.first_view(),
        folder: offscreen.look.folder.clone().unwrap_or_default(),
        keyboard: Arc::clone(&offscreen.look.keyboard),
        rooms: offscreen.look.rooms.clone(),
        tours: Tours::read(offscreen.look.tour.as_deref())?,
        bare_forward,
        ..Settings::new(Pacing::Unpaced)
    };
    let choice = offscreen.engine.choice();
    let supply = Supply::with_wishes(Some(spec), &offscreen.look.camera);
    let roster = NetworkRoster::new(&choice)?
        .with_files(offscreen.engine.files())
        .with_library(offscreen.look.library.clone())
        .with_pictures(offscreen.look.rooms.pictures.clone())
        .with_head(offscreen.look.head.as_deref())?;
    match run_pipeline(settings, supply, roster, &mut screen, stop) {
        Ok(report) => Ok(Some((screen.into_screen(), report))),
        Err(Stop::Failed(error)) => Err(error.into()),
        Err(_) if stop.load(Ordering::Relaxed) => Ok(None),
        Err(stop) => anyhow::bail!("ended before the first picture ({stop:?})"),
    }
}
