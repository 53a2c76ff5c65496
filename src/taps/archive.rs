//! The writer of activations and other values as a safetensors file, for people's own tools.

use std::io::{self, Write};

use tch::{Device, Kind, TchError, Tensor};

use crate::network::checkpoint::write_header;
use crate::network::forward::Trace;
use crate::network::graph::{Graph, NodeId};

/// The name under which the last node's value stands once more.
pub const LOGITS: &str = "logits";

// The format is little-endian, and values are written as they lie in memory.
const _: () = assert!(cfg!(target_endian = "little"));

/// Writes the values of a pass that kept them: f32, row-major, `[C, H, W]` or `[C]`, named and
/// ordered as the graph's nodes, and [`LOGITS`]. Of a batch, the first picture's. Only one node's
/// values are held beside the pass's own.
///
/// `about` becomes the file's `__metadata__`.
///
/// # Errors
/// What `out` or libtorch answers.
pub fn write(
    graph: &Graph,
    trace: &Trace,
    about: &[(&str, String)],
    out: &mut impl Write,
) -> io::Result<()> {
    let names = graph.nodes.iter().map(|node| node.name.as_str()).enumerate();
    let kept: Vec<(&str, &Tensor)> = names
        .chain([(graph.logits(), LOGITS)])
        .filter_map(|(id, name): (NodeId, _)| Some((name, trace.value(id)?)))
        .collect();
    write_named(&kept, about, out)
}

/// Writes the first picture's values of these tensors, [N, …], under their names; otherwise as
/// [`fn@write`].
///
/// # Errors
/// What `out` or libtorch answers.
pub fn write_named(
    kept: &[(&str, &Tensor)],
    about: &[(&str, String)],
    out: &mut impl Write,
) -> io::Result<()> {
    // Without the batch.
    let sides = |value: &Tensor| value.size()[1..].iter().map(|&side| side as usize).collect();
    let shapes = kept.iter().map(|&(name, value)| (name, sides(value)));
    write_header(shapes, about, out)?;
    let mut bytes = Vec::new();
    for &(name, value) in kept {
        read(value, &mut bytes)
            .map_err(|error| io::Error::other(crate::Error::torch(name)(error)))?;
        out.write_all(&bytes)?;
    }
    Ok(())
}

/// Writes one row-major tensor of this shape under a name.
///
/// # Errors
/// What `out` answers.
pub fn write_values(
    name: &str,
    shape: &[usize],
    values: &[f32],
    about: &[(&str, String)],
    out: &mut impl Write,
) -> io::Result<()> {
    debug_assert_eq!(shape.iter().product::<usize>(), values.len());
    write_header([(name, shape.to_vec())].into_iter(), about, out)?;
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    out.write_all(&bytes)
}

/// The first picture's values as bytes. Channels-last tensors are made row-major: their own order
/// is not that of a file.
fn read(value: &Tensor, bytes: &mut Vec<u8>) -> Result<(), TchError> {
    let value = value.f_select(0, 0)?.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?;
    let values = value.f_contiguous()?.f_flatten(0, -1)?.f_view_dtype(Kind::Uint8)?;
    bytes.resize(values.numel(), 0);
    values.f_copy_data_u8(bytes, values.numel())
}

#[cfg(test)]
mod tests {
    use safetensors::{Dtype, SafeTensors};

    use super::*;
    use crate::interrupt::Interrupt;
    use crate::network::forward::{Keep, forward};
    use crate::network::graph::Builder;
    use crate::network::op::Op;
    use crate::network::weights::Weights;

    #[test]
    fn the_crate_reads_what_is_written() {
        let (mut builder, input) = Builder::new(2);
        let relu = builder.push("relu", Op::RELU, &[input], None);
        let code = builder.push("code", Op::Flatten, &[relu], None);
        let graph = builder.finish(code);
        let weights = Weights::bind(&graph, &mut [].into(), Device::Cpu).unwrap();
        let picture = Tensor::from_slice(&[1.0_f32, -2.0, 3.0, 4.0, -5.0, 6.0]);
        let input = picture.reshape([1, 2, 1, 3]);
        let trace =
            forward(&graph, &weights, &input, Keep::All, graph.logits(), &Interrupt::default())
                .unwrap();
        let (mut file, mut again) = (Vec::new(), Vec::new());
        let about = [("network", "tiny".to_owned()), ("image", "\"a\".png".to_owned())];
        write(&graph, &trace, &about, &mut file).unwrap();
        write(&graph, &trace, &about, &mut again).unwrap();
        assert_eq!(file, again);

        let (_, header) = SafeTensors::read_metadata(&file).unwrap();
        let metadata = header.metadata().as_ref().unwrap();
        assert_eq!((&*metadata["network"], &*metadata["image"]), ("tiny", "\"a\".png"));
        let archive = SafeTensors::deserialize(&file).unwrap();
        let read = |name: &str| {
            let view = archive.tensor(name).unwrap();
            let values = view.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes));
            (view.shape().to_vec(), values.collect::<Vec<f32>>())
        };
        let rectified = [1.0, 0.0, 3.0, 4.0, 0.0, 6.0];
        assert_eq!(read("input"), (vec![2, 1, 3], vec![1.0, -2.0, 3.0, 4.0, -5.0, 6.0]));
        assert_eq!(read("relu"), (vec![2, 1, 3], rectified.into()));
        assert_eq!(read("code"), (vec![6], rectified.into()));
        assert_eq!(read(LOGITS), (vec![6], rectified.into()));
        assert_eq!(archive.len(), 4);
    }
    #[test]
    fn one_tensor_is_a_whole_file() {
        let mut file = Vec::new();
        let about = [("method", "guided".to_owned())];
        write_values("attribution", &[1, 1, 2], &[1.5, -2.0], &about, &mut file).unwrap();
        let archive = SafeTensors::deserialize(&file).unwrap();
        let view = archive.tensor("attribution").unwrap();
        assert_eq!((view.dtype(), view.shape()), (Dtype::F32, &[1, 1, 2][..]));
        assert_eq!(view.data(), [1.5_f32.to_le_bytes(), (-2.0_f32).to_le_bytes()].concat());
        let (_, header) = SafeTensors::read_metadata(&file).unwrap();
        assert_eq!(header.metadata().as_ref().unwrap()["method"], "guided");
    }
}
