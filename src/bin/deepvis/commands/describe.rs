//! `deepvis describe`: what an ONNX file holds, as the `NAME.toml` beside it, ready for editing.

use std::io::Write;

use anyhow::Result;

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::network::WeightsFrom;
use deepvis::network::named::{self, Named};
use deepvis::network::onnx::Reading;
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
    let spec = network.spec.clone();
    let outline = outline_of(network, &WeightsFrom::Published, None)?;
    let mut out = super::stdout();
    let millions = outline.parameters as f64 / 1e6;
    let [first, .., last] = &outline.labels[..] else {
        let problem = format!("it has {} class; two are the fewest", outline.labels.len());
        return Err(Error::Onnx { problem, path: arguments.file.clone() }.into());
    };
    writeln!(out, "# {path}: what DeepVis takes it for.")?;
    writeln!(out, "#")?;
    writeln!(out, "# {} classes, from \"{first}\" to \"{last}\"", outline.labels.len())?;
    writeln!(out, "# {millions:.2} million trained values")?;
    writeln!(
        out,
        "# {} nodes in {} steps; `deepvis layers {path}` lists them",
        outline.layers.len(),
        outline.blocks.len()
    )?;
    if spec.assumed {
        writeln!(out, "#")?;
        let toml = arguments.file.with_extension("toml");
        writeln!(
            out,
            "# Some of what follows is assumed, as it is for most networks. Save it, edited, as\n\
             # {} beside the file: then it counts.",
            in_one_line(toml.file_name().unwrap_or_default().as_ref())
        )?;
    }
    writeln!(out)?;
    out.write_all(written(&spec).as_bytes())?;
    Ok(Ending::Done)
}
