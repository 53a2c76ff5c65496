//! The check of the weights: whether their files are here, and are those that were published.

use std::fs;
use std::path::{Path, PathBuf};

use deepvis::Result;
use deepvis::engine::choice::NetworkChoice;
use deepvis::error::in_one_line;
use deepvis::interrupt::Interrupt;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::manifest::{Manifest, Spec};
use deepvis::network::named::{self, Named};
use deepvis::network::onnx::Reading;
use deepvis::network::particulars::Particulars;
use deepvis::network::{WeightsFrom, checkpoint, labels, outline_of, zoo};

use super::finding::Finding;
use crate::commands::amount;

/// The chosen network in detail, the others and those of these files as a count.
pub fn all(choice: &NetworkChoice, files: &[PathBuf]) -> Result<[Finding; 2]> {
    let manifest = Manifest::built_in()?;
    let labels = choice.labels.as_deref();
    let chosen = match &choice.weights {
        _ if named::is_file(&choice.name) => file(choice),
        WeightsFrom::Published => published(choice.named()?, labels)?,
        WeightsFrom::File(path) => own(path, manifest.network(&choice.name)?, labels)?,
        WeightsFrom::Random => Finding::note("weights", "made up: the answers mean nothing"),
    };
    let chosen = chosen.with("network", choice.name.as_str());
    let others = manifest.networks.iter().filter(|spec| spec.name != choice.name);
    Ok([chosen, count(others, files)?])
}

/// An ONNX file: whether it can be read, and runs.
fn file(choice: &NetworkChoice) -> Finding {
    let checked = Device::open(DeviceChoice::Cpu, choice.threads)
        .and_then(|device| choice.exact(device, &Interrupt::default()));
    let network = match checked {
        Ok(network) => network,
        Err(error) => return Finding::problem("weights", error.to_string()),
    };
    let (classes, path) = (network.graph.classes(), Path::new(&choice.name));
    let amount = amount(network.graph.parameter_count(), "million");
    let made_up =
        if network.outline.untrained { ", made up: the answers mean nothing" } else { "" };
    let found = format!(
        "an ONNX file, {classes} classes, {amount} trained values{made_up}: {}",
        in_one_line(path)
    );
    let finding = if made_up.is_empty() { Finding::ok } else { Finding::note };
    finding("weights", found).with("file", in_one_line(path)).with("classes", classes)
}

fn published(named: Named, labels: Option<&Path>) -> Result<Finding> {
    let spec = named.spec.clone();
    let graph = zoo::graph(&spec.name)?;
    let checked = checkpoint::locate(&spec).and_then(|path| {
        checkpoint::verify(&path, &spec, graph, &Interrupt::default())?;
        outline_of(named, &WeightsFrom::Published, labels).map(|_| path)
    });
    let path = match checked {
        Ok(path) => path,
        Err(error) => return Ok(Finding::problem("weights", error.to_string())),
    };
    let compared = match spec.sha256 {
        Some(_) => "SHA-256 as published",
        None => "nothing is published to compare them with",
    };
    let found = format!("{}: {}, {compared}", spec.title, megabytes(length(&path)));
    Ok(Finding::ok("weights", found).with("file", path.display().to_string()))
}

fn own(path: &Path, spec: &Spec, labels: Option<&Path>) -> Result<Finding> {
    let graph = zoo::graph(&spec.name)?;
    let examined = checkpoint::examine(path, graph, &Interrupt::default());
    let classes = match examined.and_then(|n| labels::of(&spec.labels, n, labels).map(|_| n)) {
        Ok(classes) => classes,
        Err(error) => return Ok(Finding::problem("weights", error.to_string())),
    };
    let (size, file) = (megabytes(length(path)), path.display());
    let plural = if classes == 1 { "" } else { "es" };
    let found = format!("your own file, {size}, {classes} class{plural}: {file}");
    Ok(Finding::ok("weights", found).with("file", file.to_string()).with("classes", classes))
}

/// How many of these networks can be chosen as well.
fn count<'a>(specs: impl Iterator<Item = &'a Spec>, files: &[PathBuf]) -> Result<Finding> {
    let (mut all, mut here, mut damaged) = (0, 0, Vec::new());
    for file in files {
        all += 1;
        match Named::find(&file.to_string_lossy(), &Particulars::default(), Reading::Whole) {
            Ok(_) => here += 1,
            Err(error) => damaged.push(error.to_string()),
        }
    }
    for spec in specs {
        all += 1;
        let Ok(path) = checkpoint::locate(spec) else { continue };
        match checkpoint::verify(&path, spec, zoo::graph(&spec.name)?, &Interrupt::default()) {
            Ok(()) => here += 1,
            Err(error) => damaged.push(error.to_string()),
        }
    }
    let found = format!("{here} of the {all} other networks have their weights here");
    let finding = match damaged.first() {
        None if here == all => Finding::ok("networks", found),
        None => {
            Finding::ok("networks", format!("{found}; `deepvis networks` says what is missing"))
        }
        Some(problem) => Finding::note("networks", format!("{found}; damaged: {problem}")),
    };
    Ok(finding.with("others", all).with("here", here).with("damaged", damaged.len()))
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
