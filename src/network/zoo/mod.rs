//! The networks: one file a family, a table of its blocks each. Parameter names are the checkpoints' own.

mod alexnet;
mod efficientnet_lite;

use super::graph::Graph;
use crate::error::{Error, Result};

/// The structure of the network of this name.
///
/// # Errors
/// [`Error::Network`] where the zoo has no such network.
pub fn graph(name: &str) -> Result<Graph> {
    match name {
        "efficientnet_lite0" => Ok(efficientnet_lite::graph(1.0, 1.0)),
        "efficientnet_lite1" => Ok(efficientnet_lite::graph(1.0, 1.1)),
        "efficientnet_lite2" => Ok(efficientnet_lite::graph(1.1, 1.2)),
        "alexnet" => Ok(alexnet::graph()),
        _ => Err(Error::Network(format!("unknown network {name}; `deepvis networks` lists them"))),
    }
}
