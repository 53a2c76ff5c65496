//! Are the weights here, and are they what was published?

use std::fs;
use std::path::Path;

use deepvis::Result;
use deepvis::interrupt::Interrupt;
use deepvis::network::manifest::{Manifest, Spec};
use deepvis::network::{WeightsFrom, checkpoint};
use deepvis::pipeline::network_engine::NetworkChoice;

use super::finding::Finding;

/// The chosen network in detail, the others as a count.
pub fn all(choice: &NetworkChoice) -> Result<[Finding; 2]> {
    let manifest = Manifest::built_in()?;
    let chosen = match &choice.weights {
        WeightsFrom::Published => published(manifest.network(&choice.name)?),
        WeightsFrom::File(path) => own(path),
        WeightsFrom::Random => Finding::note("weights", "made up: the answers mean nothing"),
    };
    let chosen = chosen.with("network", choice.name.as_str());
    let others = manifest.networks.iter().filter(|spec| spec.name != choice.name);
    Ok([chosen, count(others)])
}

fn published(spec: &Spec) -> Finding {
    let path = match checkpoint::locate(spec) {
        Ok(path) => path,
        Err(error) => return Finding::problem("weights", error.to_string()),
    };
    if let Err(error) = checkpoint::verify(&path, spec, &Interrupt::default()) {
        return Finding::problem("weights", error.to_string());
    }
    let compared = match spec.sha256 {
        Some(_) => "SHA-256 as published",
        None => "nothing is published to compare them with",
    };
    let found = format!("{}: {}, {compared}", spec.title, megabytes(length(&path)));
    Finding::ok("weights", found).with("file", path.display().to_string())
}

fn own(path: &Path) -> Finding {
    let part = "weights";
    if !path.is_file() {
        return Finding::problem(part, format!("there is no such file: {}", path.display()));
    }
    let found = format!("your own file, {}: {}", megabytes(length(path)), path.display());
    Finding::ok(part, found).with("file", path.display().to_string())
}

/// How many of these networks can be chosen as well.
fn count<'a>(specs: impl Iterator<Item = &'a Spec>) -> Finding {
    let (mut all, mut here, mut damaged) = (0, 0, Vec::new());
    for spec in specs {
        all += 1;
        let Ok(path) = checkpoint::locate(spec) else { continue };
        match checkpoint::verify(&path, spec, &Interrupt::default()) {
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
    finding.with("others", all).with("here", here).with("damaged", damaged.len())
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
