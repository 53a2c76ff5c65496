//! `deepvis networks`: which there are, and whether their weights are here.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::network::checkpoint;
use deepvis::network::manifest::Manifest;

use super::Ending;
use crate::cli::Listing;

pub fn run(arguments: &Listing) -> Result<Ending> {
    let manifest = Manifest::built_in()?;
    if arguments.json {
        let list: Vec<Value> = manifest
            .networks
            .iter()
            .map(|spec| {
                json!({
                    "name": spec.name,
                    "title": spec.title,
                    "input": spec.side,
                    "licence": spec.licence,
                    "weights": checkpoint::locate(spec).ok(),
                })
            })
            .collect();
        super::print_json(&list)?;
        return Ok(Ending::Done);
    }
    let mut out = super::stdout();
    for spec in &manifest.networks {
        let default = if spec.name == manifest.default { " (default)" } else { "" };
        let weights = checkpoint::locate(spec)
            .map_or_else(|error| error.to_string(), |path| path.display().to_string());
        writeln!(
            out,
            "{:20}{}{default}, {} pixels, {}",
            spec.name, spec.title, spec.side, spec.licence
        )?;
        writeln!(out, "{:20}{weights}", "")?;
    }
    Ok(Ending::Done)
}
