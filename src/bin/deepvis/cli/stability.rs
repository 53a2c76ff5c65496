//! The options of `deepvis stability`, and which of them do not go together.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgAction, Args, ValueHint};

use deepvis::engine::choice::NetworkChoice;
use deepvis::network::WeightsFrom;
use deepvis::network::device::DeviceChoice;
use deepvis::network::particulars::Particulars;
use deepvis::network::precision::Precision;

use super::values::{default_network, networks};

#[derive(Debug, Args)]
pub struct Stability {
    /// The pictures, or folders of them
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub images: Vec<PathBuf>,
    /// The networks to compare, with commas between; `deepvis networks` lists them
    #[arg(long = "network", value_name = "NAME", value_delimiter = ',', default_value = default_network(), value_parser = networks(), hide_possible_values = true)]
    pub networks: Vec<String>,
    /// A safetensors file with the network's checkpoint names, instead of the published weights
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub weights: Option<PathBuf>,
    /// Run without weights, on made-up ones: the answers mean nothing
    #[arg(long, conflicts_with = "weights", num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false", action = ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "true|false")]
    pub random_weights: bool,
    /// Where to compute: auto, cpu, cuda or cuda:N
    #[arg(long, default_value = "auto")]
    pub device: DeviceChoice,
    /// libtorch's threads, for one pass at a time [default: one less than there are cores; several
    /// pictures have a pass with one thread on each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

impl Stability {
    /// One a network.
    pub fn choices(&self) -> impl Iterator<Item = NetworkChoice> {
        let weights = match &self.weights {
            Some(file) => WeightsFrom::File(file.clone()),
            None if self.random_weights => WeightsFrom::Random,
            None => WeightsFrom::Published,
        };
        self.networks.iter().map(move |name| NetworkChoice {
            name: name.clone(),
            said: Particulars::default(),
            weights: weights.clone(),
            labels: None,
            device: self.device,
            precision: Precision::F32,
            threads: self.threads.map(usize::from),
        })
    }
}

impl Stability {
    /// What the parser cannot tell.
    pub(super) fn check(&self) -> Result<(), (ErrorKind, String)> {
        if self.weights.is_some() && self.networks.len() > 1 {
            let problem = "--weights is of one network: name one with --network";
            return Err((ErrorKind::ArgumentConflict, problem.into()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::parse;

    #[test]
    fn weights_are_of_one_network() {
        let check = |networks: &str| {
            parse(&format!("deepvis stability a.png --weights a --network {networks}")).check()
        };
        assert!(check("alexnet").is_ok());
        assert_eq!(check("alexnet,vgg16").unwrap_err().exit_code(), 2);
    }
}
