//! `deepvis bench`: the whole way of a frame, as fast as it goes, and the bare forward pass for comparison.

use std::io::Write;

use anyhow::Result;

use super::{Ending, render, report};
use crate::cli::Bench;

pub fn run(arguments: Bench) -> Result<Ending> {
    let (json, size) = (arguments.offscreen.json, arguments.offscreen.size);
    let shown = render::show(&arguments.source, arguments.offscreen, arguments.frames, true)?;
    let Some((_, measured)) = shown else { return Ok(Ending::Interrupted) };
    if json {
        super::print_json(&report::json(&measured, true))?;
    } else {
        write!(super::stdout(), "{}", report::table(&measured, size))?;
    }
    Ok(Ending::Done)
}
