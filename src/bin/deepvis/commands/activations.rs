//! `deepvis activations`: every node's output for a picture.

use std::io::Write;

use anyhow::Result;
use safetensors::tensor::{Dtype, TensorView};
use tch::{Device, Kind, Tensor};

use deepvis::Error;
use deepvis::network::forward::Keep;
use deepvis::replace::replace;

use super::{Ending, Reader};
use crate::cli::Activations;

/// A node's values without the batch.
struct Values {
    name: String,
    shape: Vec<usize>,
    /// f32, little-endian, row-major.
    bytes: Vec<u8>,
}

pub fn run(arguments: Activations) -> Result<Ending> {
    let mut reader = Reader::load(&arguments.network.choice())?;
    let input = reader.input(&arguments.image)?;
    let network = &reader.network;
    let logits = network.graph.logits();
    let trace = network.forward(&input, Keep::All, logits)?;
    let names = network.graph.nodes.iter().map(|node| node.name.as_str()).enumerate();
    let mut all = Vec::with_capacity(network.graph.nodes.len() + 1);
    for (id, name) in names.chain([(logits, "logits")]) {
        if let Some(value) = trace.value(id) {
            all.push(values(name, value).map_err(Error::torch(name))?);
        }
    }
    let views = all
        .iter()
        .map(|node| Ok((&node.name, TensorView::new(Dtype::F32, node.shape.clone(), &node.bytes)?)))
        .collect::<Result<Vec<_>, safetensors::SafeTensorError>>()?;
    let bytes = safetensors::serialize(views, None)?;
    replace(&arguments.out, "write the activations", |file| file.write_all(&bytes))?;
    Ok(Ending::Done)
}

/// Channels-last tensors are made row-major first: their own order is not that of a file.
fn values(name: &str, value: &Tensor) -> Result<Values, tch::TchError> {
    let value =
        value.f_select(0, 0)?.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?.f_contiguous()?;
    let shape = value.size().iter().map(|&side| side as usize).collect();
    let numbers: Vec<f32> = Vec::try_from(&value.f_flatten(0, -1)?)?;
    let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    Ok(Values { name: name.to_owned(), shape, bytes })
}
