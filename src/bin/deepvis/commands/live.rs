//! `deepvis live`: opens the window and runs the dashboard in it.

use anyhow::Result;

use super::Ending;
use crate::cli::Live;

#[cfg(feature = "window")]
pub fn run(arguments: &Live) -> Result<Ending> {
    use std::sync::Arc;
    use std::sync::atomic::Ordering;

    use deepvis::control::kiosk::Patience;
    use deepvis::dashboard::Tours;
    use deepvis::dashboard::session::FirstView;
    use deepvis::engine::roster::NetworkRoster;
    use deepvis::pipeline::outcome::Stop;
    use deepvis::pipeline::supply::Supply;
    use deepvis::pipeline::{Pacing, Settings, run};
    use deepvis::screen::window::Window;
    use deepvis::source::require;
    use deepvis::words::Language;

    let stop = super::stop_flag()?;
    arguments.source.as_ref().map_or(Ok(()), require)?;
    // Weights and labels that cannot be read are told of before a window opens.
    let roster = NetworkRoster::new(&arguments.engine.choice())?
        .with_files(arguments.engine.files())
        .with_library(arguments.look.library.clone())
        .with_pictures(arguments.look.rooms.pictures.clone())
        .with_head(arguments.look.head.as_deref())?;
    let mut window = Window::open("DeepVis", arguments.size)?;
    let language = arguments.look.language;
    let language =
        language.unwrap_or_else(|| Language::of_environment(|name| std::env::var(name).ok()));
    let settings = Settings {
        first: FirstView { language, ..arguments.look.first_view() },
        folder: arguments.look.folder.clone().unwrap_or_default(),
        keyboard: Arc::clone(&arguments.look.keyboard),
        rooms: arguments.look.rooms.clone(),
        tours: Tours::read(arguments.look.tour.as_deref())?,
        kiosk: arguments.kiosk.then(Patience::default),
        remember: arguments.remember.unwrap_or(!arguments.kiosk),
        ..Settings::new(Pacing::RealTime)
    };
    let supply = Supply::with_wishes(arguments.source.as_ref(), &arguments.look.camera);
    match run(settings, supply, roster, &mut window, &stop) {
        Ok(report) => {
            // For whoever asked with RUST_LOG=info.
            log::info!("{}", super::report::table(&report, arguments.size));
            Ok(Ending::Done)
        }
        Err(Stop::Failed(error)) => Err(error.into()),
        Err(_) if stop.load(Ordering::Relaxed) => Ok(Ending::Interrupted),
        // The window was closed before there was anything to see.
        Err(_) => Ok(Ending::Done),
    }
}

#[cfg(not(feature = "window"))]
pub fn run(_arguments: &Live) -> Result<Ending> {
    anyhow::bail!("this build of DeepVis has no window; use `deepvis render`")
}
