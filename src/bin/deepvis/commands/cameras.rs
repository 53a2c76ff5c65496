//! `deepvis cameras`: lists the connected cameras and the formats they deliver.

use anyhow::Result;

use super::Ending;
use crate::cli::Listing;

#[cfg(feature = "camera")]
pub fn run(arguments: &Listing) -> Result<Ending> {
    use std::io::Write;

    use serde_json::{Value, json};

    use deepvis::source::{CameraFormat, choose, list_cameras};

    let cameras = list_cameras();
    if arguments.json {
        let list: Vec<Value> = cameras
            .iter()
            .map(|camera| {
                let formats = camera.formats.as_ref();
                let names = |formats: &Vec<CameraFormat>| -> Vec<String> {
                    formats.iter().map(ToString::to_string).collect()
                };
                json!({
                    "index": camera.index,
                    "name": camera.name,
                    "formats": formats.ok().map(names),
                    "problem": formats.err(),
                })
            })
            .collect();
        super::print_json(&list)?;
        return Ok(Ending::Done);
    }
    let mut out = super::stdout();
    if cameras.is_empty() {
        writeln!(out, "no camera is connected")?;
    }
    for camera in cameras {
        let delivers = match &camera.formats {
            Ok(formats) => choose(formats).map_or_else(
                || "no format that DeepVis can read".into(),
                |format| format.to_string(),
            ),
            Err(problem) => problem.clone(),
        };
        writeln!(out, "camera:{}  {}, {delivers}", camera.index, camera.name)?;
    }
    Ok(Ending::Done)
}

#[cfg(not(feature = "camera"))]
pub fn run(_arguments: &Listing) -> Result<Ending> {
    anyhow::bail!("this build of DeepVis has no cameras")
}
