//! `deepvis describe`: what an ONNX file holds, as the `NAME.toml` beside it, ready for editing.

use std::io::Write;
use std::path::Path;

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
    let other = || {
        let problem = format!("{path} is no ONNX file; `deepvis layers` lists what the zoo's hold");
        Error::Network(problem)
    };
    if !named::is_file(&name) {
        return Err(other().into());
    }
    let labels = arguments.labels.clone().map(Names::File);
    let said = Particulars { labels, ..arguments.said.particulars() };
    let network = Named::find(&name, &said, Reading::Structure)?;
    let said = said.over(Particulars::beside(&arguments.file)?);
    let imported = network.imported.as_ref().ok_or_else(other)?;
    let mut facts = facts(&said, imported);
    if said.labels.is_none() {
        let names = arguments.file.with_extension("labels.txt");
        let names = in_one_line(Path::new(names.file_name().unwrap_or_default()));
        facts.push(format!("no file with its classes' names: {names} is looked for beside it"));
    }
    let spec = network.spec.clone();
    let toml = written(&spec, &said.assumed(imported), imported.channels);
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
    for fact in &facts {
        writeln!(out, "# {fact}")?;
    }
    writeln!(out, "\n{}", toml.trim_end())?;
    Ok(Ending::Done)
}

/// So many outputs that were left out are named.
const MOST_LEFT_OUT: usize = 8;

/// What was found in the file, and what was not.
fn facts(said: &Particulars, found: &Imported) -> Vec<String> {
    let mut facts = Vec::new();
    facts.push(match (found.yes_or_no, found.answers) {
        (true, _) => "its one output says yes or no".to_owned(),
        (false, Answers::OneOf) => "an output for each class".to_owned(),
        (false, Answers::Several) => "an output for each class, each with a sigmoid".to_owned(),
    });
    if let [taken, left_out @ ..] = &found.outputs[..]
        && !left_out.is_empty()
    {
        let named = left_out.iter().take(MOST_LEFT_OUT).map(String::as_str);
        let named = named.collect::<Vec<_>>().join(", ");
        let more = match left_out.len().saturating_sub(MOST_LEFT_OUT) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        facts.push(format!(
            "of its {} outputs {taken} is taken, not {named}{more}",
            found.outputs.len()
        ));
    }
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
