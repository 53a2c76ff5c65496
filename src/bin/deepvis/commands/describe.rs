//! `deepvis describe`: what an ONNX file holds, as the `NAME.toml` beside it, ready for editing.

use std::io::Write;

use anyhow::Result;

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::geometry::Size;
use deepvis::network::WeightsFrom;
use deepvis::network::manifest::Answers;
use deepvis::network::named::{self, Named};
use deepvis::network::onnx::{Imported, Reading};
use deepvis::network::outline_of;
use deepvis::network::particulars::file::written;
use deepvis::network::particulars::{Names, Particulars};

use super::Ending;
use crate::cli::Describe;

pub fn run(arguments: &Describe) -> Result<Ending> {
    let (name, path) = (arguments.file.to_string_lossy(), in_one_line(&arguments.file));
    if !named::is_file(&name) {
        let problem = format!("{path} is no ONNX file; `deepvis layers` lists what the zoo's hold");
        return Err(Error::Network(problem).into());
    }
    let labels = arguments.labels.clone().map(Names::File);
    let said = Particulars { labels, ..arguments.said.particulars() };
    let network = Named::find(&name, &said, Reading::Structure)?;
    let said = said.over(Particulars::beside(&arguments.file)?);
    let facts = network.imported.as_ref().map(|imported| facts(&said, imported));
    let spec = network.spec.clone();
    let outline = outline_of(network, &WeightsFrom::Published, None)?;
    let mut out = super::stdout();
    let (classes, parameters) = (outline.labels.len(), outline.parameters);
    let [first, last] = [outline.labels.first(), outline.labels.last()].map(|name| {
        let name = name.map_or("", String::as_str);
        name.to_owned()
    });
    // Not its whole path, which would be handed on with the file.
    let file = &spec.file;
    writeln!(out, "# {file}: what DeepVis takes it for\n#")?;
    writeln!(out, "# {classes} classes, from \"{first}\" to \"{last}\"")?;
    writeln!(
        out,
        "# {parameters} trained values; {} nodes in {} steps (`deepvis layers {file}`)",
        outline.layers.len(),
        outline.blocks.len()
    )?;
    for fact in facts.iter().flatten() {
        writeln!(out, "# {fact}")?;
    }
    writeln!(out, "\n{}", written(&spec).trim_end())?;
    Ok(Ending::Done)
}

/// What was found in the file, and what was not.
fn facts(said: &Particulars, found: &Imported) -> Vec<String> {
    let mut facts = Vec::new();
    facts.push(match (found.yes_or_no, found.answers) {
        (true, _) => "its one output says yes or no".to_owned(),
        (false, Answers::OneOf) => "an output for each class".to_owned(),
        (false, Answers::Several) => "an output for each class, each with a sigmoid".to_owned(),
    });
    let size = match found.input {
        Some(Size { width, height }) => format!("a picture of {height} x {width} pixels"),
        None => "a picture of any size".into(),
    };
    let channels = if found.channels == 1 { "grey" } else { "in colours" };
    facts.push(format!("it reads {size}, {channels}"));
    if !found.producer.is_empty() {
        facts.push(format!("written by {}", in_one_line(found.producer.as_ref())));
    }
    let assumed = said.assumed(found);
    if !assumed.is_empty() {
        facts.push(format!("assumed, as most networks have it: {}", assumed.join(", ")));
    }
    facts
}
