//! `deepvis networks`: lists the networks, and whether their weights are here.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::network::manifest::Manifest;
use deepvis::network::{checkpoint, zoo};

use super::Ending;
use crate::cli::Listing;

pub fn run(arguments: &Listing) -> Result<Ending> {
    let manifest = Manifest::built_in()?;
    if arguments.json {
        let list: Vec<Value> = manifest
            .networks
            .iter()
            .map(|spec| {
                Ok(json!({
                    "name": spec.name,
                    "title": spec.title,
                    "input": spec.side(),
                    "parameters": zoo::graph(&spec.name)?.parameter_count(),
                    "licence": spec.licence,
                    "weights": checkpoint::locate(spec).ok(),
                }))
            })
            .collect::<Result<_>>()?;
        super::print_json(&list)?;
        return Ok(Ending::Done);
    }
    let mut out = super::stdout();
    writeln!(out, "  {:20}{:>12}{:>11}  {:14}weights", "name", "parameters", "input", "licence")?;
    for spec in &manifest.networks {
        let star = if spec.name == manifest.default { '*' } else { ' ' };
        let millions = zoo::graph(&spec.name)?.parameter_count() as f64 / 1e6;
        let input = format!("{0} x {0}", spec.side());
        let weights = match checkpoint::locate(spec) {
            Ok(_) => "here".into(),
            Err(_) => spec.next_step(),
        };
        let (name, licence) = (&spec.name, &spec.licence);
        writeln!(out, "{star} {name:20}{millions:10.1} M{input:>11}  {licence:14}{weights}")?;
    }
    writeln!(out, "\n* runs where no other is asked for with --network")?;
    Ok(Ending::Done)
}
