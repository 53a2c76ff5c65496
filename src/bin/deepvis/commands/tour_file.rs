//! `deepvis tour --check`: says whether a presenter's own tour can be followed, or what is wrong.

use std::io::Write;

use anyhow::Result;

use deepvis::error::in_one_line;
use deepvis::exhibit::Script;

use super::Ending;
use crate::cli::TourFile;

pub fn run(arguments: &TourFile) -> Result<Ending> {
    let script = Script::read(&arguments.check)?;
    let (path, count) = (in_one_line(&arguments.check), script.steps.len());
    let steps = if count == 1 { "step" } else { "steps" };
    writeln!(super::stdout(), "{path}: {count} {steps}, all right")?;
    Ok(Ending::Done)
}
