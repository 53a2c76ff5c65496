//! The shape of every node's value, walked from the input's size without a tensor.

use super::graph::{Graph, Node};
use super::op::{Op, Padding};
use super::outline::Shape;
use crate::error::{Error, Result};
use crate::geometry::Size;

/// The shape of one picture's value at a node, without the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// [channels, height, width].
    Maps {
        /// Number of maps.
        channels: i64,
        /// Rows of a map.
        height: i64,
        /// Columns of a map.
        width: i64,
    },
    /// `[units]`.
    Units(i64),
}

impl Extent {
    /// As PyTorch writes it, without the batch: `[C, H, W]` or `[C]`.
    pub fn dims(self) -> Vec<i64> {
        match self {
            Self::Maps { channels, height, width } => vec![channels, height, width],
            Self::Units(units) => vec![units],
        }
    }

    /// As the screen sees it: single units have maps of 1x1.
    pub fn shape(self) -> Shape {
        let (channels, width, height) = match self {
            Self::Maps { channels, height, width } => (channels, width as i32, height as i32),
            Self::Units(units) => (units, 1, 1),
        };
        Shape { channels: channels as usize, map: Size::new(width, height) }
    }
}

/// The shapes of all nodes for an input of this size, in the graph's order.
///
/// # Errors
/// [`Error::Network`] where a node cannot read what it is given, naming the node.
pub fn infer(graph: &Graph, input: Size) -> Result<Vec<Extent>> {
    let mut extents: Vec<Extent> = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let inputs: Vec<Extent> = node.inputs.iter().map(|&id| extents[id]).collect();
        extents.push(of_node(node, &inputs, input)?);
    }
    Ok(extents)
}

fn of_node(node: &Node, inputs: &[Extent], picture: Size) -> Result<Extent> {
    let refuse = |wants: String| {
        let got: Vec<Vec<i64>> = inputs.iter().map(|extent| extent.dims()).collect();
        Err(Error::Network(format!("{} wants {wants}, got {got:?}", node.name)))
    };
    match (&node.op, inputs) {
        (Op::Input { channels }, []) => Ok(Extent::Maps {
            channels: *channels,
            height: i64::from(picture.height),
            width: i64::from(picture.width),
        }),
        (Op::Conv(conv), &[Extent::Maps { channels, height, width }])
            if channels == conv.inputs =>
        {
            let along = |size| windows(size, conv.kernel, conv.stride, conv.padding);
            let (height, width) = (along(height), along(width));
            if height < 1 || width < 1 {
                return refuse(format!("maps of at least {0}x{0}", conv.kernel));
            }
            Ok(Extent::Maps { channels: conv.outputs, height, width })
        }
        (Op::Conv(conv), _) => refuse(format!("{} maps", conv.inputs)),
        (Op::Linear(linear), &[Extent::Units(units)]) if units == linear.inputs => {
            Ok(Extent::Units(linear.outputs))
        }
        (Op::Linear(linear), _) => refuse(format!("[{}]", linear.inputs)),
        (Op::Clip { .. }, &[extent]) => Ok(extent),
        (&Op::MaxPool { kernel, stride }, &[Extent::Maps { channels, height, width }]) => {
            let along = |size| windows(size, kernel, stride, Padding::Each(0));
            let (height, width) = (along(height), along(width));
            if height < 1 || width < 1 {
                return refuse(format!("maps of at least {kernel}x{kernel}"));
            }
            Ok(Extent::Maps { channels, height, width })
        }
        (&Op::AdaptiveAvgPool { side }, &[Extent::Maps { channels, .. }]) => {
            Ok(Extent::Maps { channels, height: side, width: side })
        }
        (Op::Add, [first, second]) if first == second => Ok(*first),
        (Op::Add, _) => refuse("two values of one shape".into()),
        (Op::Flatten, &[Extent::Maps { channels, height, width }]) => {
            Ok(Extent::Units(channels * height * width))
        }
        (
            Op::Input { .. }
            | Op::Clip { .. }
            | Op::MaxPool { .. }
            | Op::AdaptiveAvgPool { .. }
            | Op::Flatten,
            _,
        ) => refuse("another input".into()),
    }
}

/// How many windows fit; none where even the first does not.
fn windows(size: i64, kernel: i64, stride: i64, padding: Padding) -> i64 {
    let (before, after) = padding.resolve(size, kernel, stride);
    let room = size + before + after - kernel;
    if room < 0 { 0 } else { room / stride + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::zoo;

    fn dims(network: &str, node: &str, side: i32) -> Result<Vec<i64>> {
        let graph = zoo::graph(network)?;
        let extents = infer(&graph, Size::new(side, side))?;
        Ok(extents[graph.find(node).unwrap()].dims())
    }

    #[test]
    fn maps_shrink_by_the_strides() {
        assert_eq!(dims("efficientnet_lite0", "stem.relu", 224).unwrap(), [32, 112, 112]);
        assert_eq!(
            dims("efficientnet_lite0", "blocks.16.depthwise.relu", 224).unwrap(),
            [1152, 7, 7]
        );
        assert_eq!(dims("efficientnet_lite2", "head.relu", 260).unwrap(), [1280, 9, 9]);
        assert_eq!(dims("alexnet", "conv1.pool", 224).unwrap(), [64, 27, 27]);
        assert_eq!(dims("alexnet", "fc8", 300).unwrap(), [1000]);
    }

    #[test]
    fn a_picture_too_small_is_refused_by_name() {
        let error = dims("alexnet", "fc8", 16).unwrap_err();
        assert_eq!(error.to_string(), "conv2.pool wants maps of at least 3x3, got [[192, 1, 1]]");
    }
}
