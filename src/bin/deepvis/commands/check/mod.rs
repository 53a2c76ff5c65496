//! `deepvis check`: checks weights, device, screen, cameras and more, and prints a line for each.
//!
//! It is for whoever sets it up in the morning.

#[cfg(feature = "camera")]
mod cameras;
mod finding;
mod machine;
mod speed;
mod weights;

use anyhow::Result;

use super::Ending;
use crate::cli::Check;
use finding::{Finding, Findings};

pub fn run(arguments: &Check) -> Result<Ending> {
    let choice = arguments.engine.choice();
    let mut findings = Findings::new(arguments.json);
    // Before any tensor: CUDA's library is opened here.
    findings.add(machine::device(&choice))?;
    for finding in weights::all(&choice, arguments.engine.files())? {
        findings.add(finding)?;
    }
    if findings.works() {
        findings.add(speed::measure(&choice))?;
    } else {
        findings.add(Finding::note("speed", "not measured: see the lines above"))?;
    }
    findings.add(machine::display())?;
    #[cfg(feature = "camera")]
    cameras::look(&arguments.camera, |finding| findings.add(finding))?;
    #[cfg(not(feature = "camera"))]
    findings
        .add(Finding::note("cameras", "this build of DeepVis has no cameras; the reel plays"))?;
    findings.add(machine::disk())?;
    findings.add(machine::ffmpeg())?;
    findings.add(machine::built_in())?;
    findings.finish()?;
    Ok(if findings.works() { Ending::Done } else { Ending::Failed })
}
