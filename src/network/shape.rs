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
            slide([conv.outputs, height, width], along).or_else(refuse)
        }
        (Op::Conv(conv), _) => refuse(format!("{} maps", conv.inputs)),
        (Op::Linear(linear), &[Extent::Units(units)]) if units == linear.inputs => {
            Ok(Extent::Units(linear.outputs))
        }
        (Op::Linear(linear), _) => refuse(format!("[{}]", linear.inputs)),
        (Op::Clip { .. }, &[extent]) => Ok(extent),
        (
            &Op::MaxPool { kernel, stride, padding, ceil_mode },
            &[Extent::Maps { channels, height, width }],
        ) => {
            let along = |size| pooled(size, [kernel, stride, padding], ceil_mode);
            slide([channels, height, width], along).or_else(refuse)
        }
        (&Op::AdaptiveAvgPool { side }, &[Extent::Maps { channels, .. }]) => {
            Ok(Extent::Maps { channels, height: side, width: side })
        }
        (Op::Add, [first, second]) if first == second => Ok(*first),
        (Op::Add, _) => refuse("two values of one shape".into()),
        (Op::Concat, all) => concatenate(all).map_or_else(|| refuse("maps of one size".into()), Ok),
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

/// The maps that windows moving over maps leave, `along` saying how many there are on a side of so many values; or
/// what they want instead.
fn slide(
    [channels, height, width]: [i64; 3],
    along: impl Fn(i64) -> i64,
) -> Result<Extent, String> {
    let sides = [height, width].map(&along);
    if sides.iter().all(|&side| side > 0) {
        return Ok(Extent::Maps { channels, height: sides[0], width: sides[1] });
    }
    let least = (1..).find(|&side| along(side) > 0).unwrap_or_default();
    Err(format!("maps of at least {least}x{least}"))
}

/// All maps, one after the other; none where they differ in size.
fn concatenate(inputs: &[Extent]) -> Option<Extent> {
    inputs.iter().copied().map(Some).reduce(|one, other| match (one?, other?) {
        (
            Extent::Maps { channels, height, width },
            Extent::Maps { channels: more, height: as_high, width: as_wide },
        ) if (height, width) == (as_high, as_wide) => {
            Some(Extent::Maps { channels: channels + more, height, width })
        }
        _ => None,
    })?
}

/// How many windows of a pooling fit. Where that is rounded up, the last may reach over the end, but must begin inside
/// the map or the padding before it: PyTorch's rule.
fn pooled(size: i64, [kernel, stride, padding]: [i64; 3], ceil_mode: bool) -> i64 {
    let up = if ceil_mode { stride - 1 } else { 0 };
    let windows = (size + 2 * padding - kernel + up).div_euclid(stride) + 1;
    let begins_outside = (windows - 1) * stride >= size + padding;
    if ceil_mode && begins_outside { windows - 1 } else { windows }
}

/// How many windows of a convolution fit; none where even the first does not.
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
