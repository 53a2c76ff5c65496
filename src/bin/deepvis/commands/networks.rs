//! `deepvis networks`: lists the networks, and whether their weights are here.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::error::in_one_line;
use deepvis::geometry::Size;
use deepvis::network::checkpoint;
use deepvis::network::manifest::Manifest;
use deepvis::network::named::{Named, is_file};
use deepvis::network::onnx::Reading;
use deepvis::network::particulars::Particulars;

use super::{Ending, amount, complain};
use crate::cli::{Listed, Listing};

pub fn run(arguments: &Listing) -> Result<Ending> {
    let manifest = Manifest::built_in()?;
    let Listed { chosen, files, problem } = &arguments.settled;
    let runs = chosen.clone().unwrap_or(manifest.default);
    let mut names: Vec<String> = manifest.networks.iter().map(|spec| spec.name.clone()).collect();
    // An ONNX file has no other name than its path.
    let given = files.iter().map(|file| file.to_string_lossy().into_owned());
    for file in chosen.iter().filter(|name| is_file(name)).cloned().chain(given) {
        if !names.contains(&file) {
            names.push(file);
        }
    }
    let mut ending = Ending::Done;
    let mut networks = Vec::new();
    for name in &names {
        match Named::find(name, &Particulars::default(), Reading::Structure) {
            Ok(network) => networks.push((name, network)),
            // The others are listed.
            Err(error) => {
                complain(error);
                ending = Ending::Failed;
            }
        }
    }
    if arguments.json {
        let list: Vec<Value> = networks.iter().map(|(_, network)| in_json(network)).collect();
        super::print_json(&list)?;
    } else {
        tell(&networks, &runs)?;
    }
    if let Some(problem) = problem {
        complain(problem);
        ending = Ending::Failed;
    }
    Ok(ending)
}

fn in_json(Named { spec, graph, .. }: &Named) -> Value {
    let mut value = json!({
        "name": spec.name,
        "title": spec.title,
        "input": spec.side(),
        "parameters": graph.parameter_count(),
        "licence": spec.licence,
        "weights": checkpoint::locate(spec).ok(),
    });
    if let Some(file) = &spec.onnx {
        value["file"] = file.display().to_string().into();
        value["classes"] = graph.classes().into();
        value["input"] = json!([spec.input.height, spec.input.width]);
    }
    value
}

fn tell(networks: &[(&String, Named)], runs: &str) -> Result<()> {
    let mut out = super::stdout();
    writeln!(out, "  {:20}{:>12}{:>11}  {:14}weights", "name", "parameters", "input", "licence")?;
    for (name, Named { spec, graph, .. }) in networks {
        let star = if *name == runs { '*' } else { ' ' };
        let amount = amount(graph.parameter_count(), "M");
        let Size { width, height } = spec.input;
        let input = format!("{height} x {width}");
        let weights = match checkpoint::locate(spec) {
            Ok(_) => "here".into(),
            Err(_) => spec.next_step(),
        };
        let name = in_one_line(name.as_ref());
        let licence = if spec.onnx.is_some() { "your own" } else { &spec.licence };
        writeln!(out, "{star} {name:20}{amount:>12}{input:>11}  {licence:14}{weights}")?;
    }
    writeln!(out, "\n* runs where no other is asked for with --network")?;
    Ok(())
}
