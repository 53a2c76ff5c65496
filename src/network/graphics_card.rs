//! What NVIDIA's driver says of itself and its cards, read from its files; tch cannot tell.

use std::fs;
use std::path::Path;

/// The driver's folder, on Linux.
const DRIVER: &str = "/proc/driver/nvidia";

/// The running driver's version: "580.65.06". None where there is none.
pub fn driver_version() -> Option<String> {
    version(&fs::read_to_string(Path::new(DRIVER).join("version")).ok()?)
}

/// The model of every card: "H100 80GB HBM3". None where there are several: CUDA numbers them in an
/// order of its own.
pub fn model() -> Option<String> {
    let cards = fs::read_dir(Path::new(DRIVER).join("gpus")).ok()?;
    let facts = cards.map(|card| fs::read_to_string(card.ok()?.path().join("information")).ok());
    only_model(&facts.collect::<Option<Vec<String>>>()?)
}

/// The first word that looks like one, of "NVRM version: NVIDIA UNIX Open Kernel Module … 580.65.06
/// Release …".
fn version(text: &str) -> Option<String> {
    let is_version =
        |word: &&str| word.contains('.') && word.split('.').all(|part| part.parse::<u32>().is_ok());
    text.lines().next()?.split_whitespace().find(is_version).map(ToOwned::to_owned)
}

/// Reads "Model: \t\t NVIDIA H100 80GB HBM3" of every card.
fn only_model(facts: &[String]) -> Option<String> {
    let model = |facts: &String| {
        let model = facts.lines().find_map(|line| line.strip_prefix("Model:"))?.trim();
        Some(model.strip_prefix("NVIDIA ").unwrap_or(model).to_owned())
    };
    let models = facts.iter().map(model).collect::<Option<Vec<String>>>()?;
    let (first, others) = models.split_first()?;
    others.iter().all(|other| other == first).then(|| first.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drivers_version_stands_in_its_first_line() {
        let open = "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build\nGCC 12.3.0";
        assert_eq!(version(open).as_deref(), Some("580.65.06"));
        let closed = "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024";
        assert_eq!(version(closed).as_deref(), Some("550.54.15"));
        assert_eq!(version("no version here. none.\n1.2"), None);
    }

    #[test]
    fn a_card_is_named_only_where_all_are_alike() {
        let card = |model: &str| format!("Model: \t\t {model}\nIRQ:   \t\t 33\n");
        let (small, large) = (card("NVIDIA GeForce RTX 4070"), card("NVIDIA H100 80GB HBM3"));
        assert_eq!(only_model(std::slice::from_ref(&small)).as_deref(), Some("GeForce RTX 4070"));
        assert_eq!(only_model(&[large.clone(), large.clone()]).as_deref(), Some("H100 80GB HBM3"));
        assert_eq!(only_model(&[small, large]), None);
        assert_eq!((only_model(&[]), only_model(&["IRQ: 3".into()])), (None, None));
    }
}
