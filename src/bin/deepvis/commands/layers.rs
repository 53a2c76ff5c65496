//! `deepvis layers`: lists the nodes of a network.

use std::io::Write;

use anyhow::Result;

use deepvis::network::description::{Description, NodeDescription};

use super::Ending;
use crate::cli::Layers;

pub fn run(arguments: &Layers) -> Result<Ending> {
    let network = Description::of(&arguments.network, &arguments.said.particulars())?;
    if arguments.json {
        super::print_json(&network)?;
        return Ok(Ending::Done);
    }
    let mut out = super::stdout();
    writeln!(
        out,
        "{}: {} trained values; * is shown on screen\n",
        network.network, network.parameters
    )?;
    let width = |column: fn(&NodeDescription) -> usize| {
        network.nodes.iter().map(column).max().unwrap_or_default() + 2
    };
    let names = width(|node| node.name.chars().count());
    let blocks = width(|node| node.block.chars().count());
    writeln!(
        out,
        "  {:names$}{:blocks$}{:20}{:>16}{:>8}",
        "name", "block", "kind", "shape", "sees"
    )?;
    for node in &network.nodes {
        let star = if node.layer { '*' } else { ' ' };
        let shape: Vec<String> = node.shape.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "{star} {:names$}{:blocks$}{:20}{:>16}{:>8}",
            node.name,
            node.block,
            node.kind,
            shape.join(" x "),
            node.receptive_field.size(),
        )?;
    }
    Ok(Ending::Done)
}
