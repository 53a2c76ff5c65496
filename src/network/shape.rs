//! The shape of every node's value, computed from the input's size without a tensor.

use super::graph::{Graph, Node, NodeId};
use super::op::{Affine, LayerNorm, Op, Padding};
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

/// True where the nodes up to and including `upto` can read a picture of this size: a network with
/// fully connected layers reads only its own, a few small ones no smaller ones.
pub fn reads(graph: &Graph, input: Size, upto: NodeId) -> bool {
    let mut extents: Vec<Extent> = Vec::with_capacity(graph.nodes.len());
    graph.nodes.iter().take(upto + 1).all(|node| {
        let inputs: Vec<Extent> = node.inputs.iter().map(|&id| extents[id]).collect();
        let extent = of_node(node, &inputs, input);
        extent.map(|extent| extents.push(extent)).is_ok()
    })
}

/// The shape of one node's value.
///
/// # Errors
/// [`Error::Network`] where the node cannot read what it is given, naming the node.
pub(super) fn of_node(node: &Node, inputs: &[Extent], picture: Size) -> Result<Extent> {
    let refuse = |wants: String| {
        let got: Vec<Vec<i64>> = inputs.iter().map(|extent| extent.dims()).collect();
        Err(Error::Network(format!("{} wants {wants}, got {got:?}", node.name)))
    };
    if let Some(wrong) = unusable_window(&node.op) {
        return Err(Error::Network(format!("{} has {wrong}", node.name)));
    }
    match (&node.op, inputs) {
        (Op::Input { channels }, []) => Ok(Extent::Maps {
            channels: *channels,
            height: i64::from(picture.height),
            width: i64::from(picture.width),
        }),
        (Op::Conv(conv), &[Extent::Maps { channels, height, width }])
            if channels == conv.inputs =>
        {
            let along = |axis: usize, size| {
                windows(size, conv.kernel[axis], conv.stride[axis], conv.padding, axis)
            };
            slide([conv.outputs, height, width], conv.kernel, along).or_else(refuse)
        }
        (Op::Conv(conv), _) => refuse(format!("{} maps", conv.inputs)),
        (Op::Linear(linear), &[Extent::Units(units)]) if units == linear.inputs => {
            Ok(Extent::Units(linear.outputs))
        }
        (Op::Linear(linear), _) => refuse(format!("[{}]", linear.inputs)),
        (Op::Clip { .. } | Op::Activation(_), &[extent]) => Ok(extent),
        (&Op::Affine(Affine { channels, .. }) | &Op::LayerNorm(LayerNorm { channels, .. }), _) => {
            match inputs {
                &[extent] if extent.dims()[0] == channels => Ok(extent),
                _ => refuse(format!("{channels} channels")),
            }
        }
        (
            &Op::MaxPool { kernel, stride, padding, ceil_mode },
            &[Extent::Maps { channels, height, width }],
        ) => {
            let along = |axis: usize, size| {
                pooled(size, [kernel[axis], stride[axis], padding[axis]], ceil_mode)
            };
            slide([channels, height, width], kernel, along).or_else(refuse)
        }
        (Op::AvgPool(pool), &[Extent::Maps { channels, height, width }]) => {
            let along = |axis: usize, size| {
                let window = [pool.kernel[axis], pool.stride[axis], pool.padding[axis]];
                pooled(size, window, pool.ceil_mode)
            };
            slide([channels, height, width], pool.kernel, along).or_else(refuse)
        }
        (&Op::AdaptiveAvgPool { side }, &[Extent::Maps { channels, .. }]) => {
            Ok(Extent::Maps { channels, height: side, width: side })
        }
        (Op::Add, [first, second]) if first == second => Ok(*first),
        (Op::Add, _) => refuse("two values of one shape".into()),
        (Op::Mul, [first, second]) if first == second || is_one_a_channel(*first, *second) => {
            Ok(*first)
        }
        (Op::Mul, _) => refuse("two values of one shape, or one value a channel".into()),
        (&Op::Slice { start, end }, &[extent]) => {
            cut(extent, start, end).map_or_else(|| refuse(format!("{end} channels")), Ok)
        }
        (&Op::Shuffle { groups }, &[extent @ Extent::Maps { channels, .. }])
            if groups > 0 && channels % groups == 0 =>
        {
            Ok(extent)
        }
        (Op::Shuffle { groups }, _) => refuse(format!("maps in {groups} groups")),
        (Op::Concat, all) => concatenate(all).map_or_else(|| refuse("maps of one size".into()), Ok),
        (Op::Flatten, &[Extent::Maps { channels, height, width }]) => {
            Ok(Extent::Units(channels * height * width))
        }
        (
            Op::Input { .. }
            | Op::Clip { .. }
            | Op::Activation(_)
            | Op::MaxPool { .. }
            | Op::AvgPool(_)
            | Op::AdaptiveAvgPool { .. }
            | Op::Slice { .. }
            | Op::Flatten,
            _,
        ) => refuse("another input".into()),
    }
}

/// No window or step may be longer, nor reach further over an edge: sizes computed with them stay
/// far from the end of the numbers.
const LONGEST: i64 = 1 << 15;

/// What of a window nothing can be computed with.
fn unusable_window(op: &Op) -> Option<String> {
    let (kernel, stride, padding) = match op {
        Op::Conv(conv) => match conv.padding {
            Padding::Each(zeros) => (conv.kernel, conv.stride, vec![zeros]),
            Padding::Sides(around) | Padding::Reflect(around) => {
                (conv.kernel, conv.stride, around.to_vec())
            }
            Padding::Same => (conv.kernel, conv.stride, Vec::new()),
        },
        &Op::MaxPool { kernel, stride, padding, .. } => (kernel, stride, padding.to_vec()),
        Op::AvgPool(pool) => (pool.kernel, pool.stride, pool.padding.to_vec()),
        _ => return None,
    };
    let refuse = |what, [down, across]: [i64; 2]| Some(format!("{what} {down}x{across}"));
    let is_long = |along: &i64| (1..=LONGEST).contains(along);
    if !kernel.iter().all(is_long) {
        return refuse("a window of", kernel);
    }
    if !stride.iter().all(is_long) {
        return refuse("steps of", stride);
    }
    let wrong = padding.into_iter().find(|zeros| !(0..=LONGEST).contains(zeros));
    wrong.map(|zeros| format!("a padding of {zeros}"))
}

/// The maps that windows of `kernel` values leave, `along` saying how many fit on a side of so many
/// values; or what they want instead.
fn slide(
    [channels, height, width]: [i64; 3],
    kernel: [i64; 2],
    along: impl Fn(usize, i64) -> i64,
) -> Result<Extent, String> {
    let sides = [along(0, height), along(1, width)];
    if sides.iter().all(|&side| side > 0) {
        return Ok(Extent::Maps { channels, height: sides[0], width: sides[1] });
    }
    let least =
        |axis: usize| (1..kernel[axis]).find(|&side| along(axis, side) > 0).unwrap_or(kernel[axis]);
    Err(format!("maps of at least {}x{}", least(0), least(1)))
}

/// True where the second value has one number for each channel of the first.
fn is_one_a_channel(first: Extent, second: Extent) -> bool {
    let (Extent::Maps { channels, .. }, Extent::Maps { channels: own, height: 1, width: 1 }) =
        (first, second)
    else {
        return false;
    };
    channels == own
}

/// These channels of it; none where it does not have them.
fn cut(extent: Extent, start: i64, end: i64) -> Option<Extent> {
    let there = |channels: i64| 0 <= start && start < end && end <= channels;
    match extent {
        Extent::Maps { channels, height, width } => {
            there(channels).then_some(Extent::Maps { channels: end - start, height, width })
        }
        Extent::Units(units) => there(units).then_some(Extent::Units(end - start)),
    }
}

/// All maps, one after the other; none where they differ in size.
fn concatenate(inputs: &[Extent]) -> Option<Extent> {
    let &Extent::Maps { height, width, .. } = inputs.first()? else { return None };
    let channels = inputs.iter().map(|&input| match input {
        Extent::Maps { channels, height: high, width: wide } if (high, wide) == (height, width) => {
            Some(channels)
        }
        _ => None,
    });
    Some(Extent::Maps { channels: channels.sum::<Option<i64>>()?, height, width })
}

/// How many windows of a pooling fit. Where that is rounded up, the last may reach over the end,
/// but must begin inside the map or the padding before it: PyTorch's rule.
fn pooled(size: i64, [kernel, stride, padding]: [i64; 3], ceil_mode: bool) -> i64 {
    let up = if ceil_mode { stride - 1 } else { 0 };
    let windows = (size + 2 * padding - kernel + up).div_euclid(stride) + 1;
    let begins_outside = (windows - 1) * stride >= size + padding;
    if ceil_mode && begins_outside { windows - 1 } else { windows }
}

/// How many windows of a convolution fit; none where even the first does not.
fn windows(size: i64, kernel: i64, stride: i64, padding: Padding, axis: usize) -> i64 {
    let (before, after) = padding.resolve(axis, size, kernel, stride);
    let room = size + before + after - kernel;
    if room < 0 { 0 } else { room / stride + 1 }
}

#[cfg(test)]
mod tests {
    use tch::{Kind, TchError, Tensor};

    use super::*;
    use crate::network::graph::{Builder, NodeId};
    use crate::network::op::{AvgPool, Conv};
    use crate::network::{pointwise, zoo};

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
    fn poolings_fit_as_many_windows_as_pytorchs() {
        for_windows(|size, window, ceil_mode| {
            let maps = Tensor::zeros([1, 1, size, size], (Kind::Float, tch::Device::Cpu));
            let [kernel, step, over] = window.map(|along| [along, along]);
            let theirs = maps.f_max_pool2d(kernel, step, over, [1, 1], ceil_mode);
            compare(&theirs, size, window, ceil_mode);
        });
    }

    #[test]
    fn mean_poolings_fit_as_many_windows_as_pytorchs() {
        for_windows(|size, window, ceil_mode| {
            let ramp = Tensor::arange(size * size, (Kind::Float, tch::Device::Cpu));
            let maps = ramp.reshape([1, 1, size, size]);
            let [kernel, stride, padding] = window.map(|along| [along, along]);
            for counts_padding in [false, true] {
                let pool = AvgPool { kernel, stride, padding, ceil_mode, counts_padding };
                compare(&pointwise::average(&pool, &maps), size, window, ceil_mode);
            }
        });
    }

    /// Sizes with kernels, strides and paddings, rounded up and down.
    fn for_windows(run: impl Fn(i64, [i64; 3], bool)) {
        let cases = (1..=12).flat_map(|size| {
            (1..=4).flat_map(move |kernel| {
                (1..=5).flat_map(move |stride| {
                    (0..=kernel / 2).map(move |padding| (size, kernel, stride, padding))
                })
            })
        });
        for (size, kernel, stride, padding) in cases {
            for ceil_mode in [false, true] {
                run(size, [kernel, stride, padding], ceil_mode);
            }
        }
    }

    fn compare(theirs: &Result<Tensor, TchError>, size: i64, window: [i64; 3], ceil_mode: bool) {
        let (ours, case) = (pooled(size, window, ceil_mode), (size, window, ceil_mode));
        match theirs {
            Ok(value) => assert_eq!(ours, value.size()[3], "{case:?}"),
            Err(_) => assert!(ours < 1, "{case:?}: {ours}"),
        }
    }

    #[test]
    fn only_maps_of_one_size_stand_side_by_side() {
        let maps = |channels, side| Extent::Maps { channels, height: side, width: side };
        assert_eq!(concatenate(&[maps(2, 7), maps(3, 7), maps(1, 7)]), Some(maps(6, 7)));
        assert_eq!(concatenate(&[maps(2, 7), maps(3, 6)]), None);
        assert_eq!(concatenate(&[maps(2, 1), Extent::Units(3)]), None);
        assert_eq!(concatenate(&[Extent::Units(3)]), None);
        assert_eq!(concatenate(&[]), None);
    }

    #[test]
    fn a_picture_too_small_is_refused_by_name() {
        let error = dims("alexnet", "fc8", 16).unwrap_err();
        assert_eq!(error.to_string(), "conv2.pool wants maps of at least 3x3, got [[192, 1, 1]]");
        // Rounded up, two values make a window of three; torchvision gives 17 as the smallest
        // picture.
        assert_eq!(dims("squeezenet1_1", "conv10.flatten", 17).unwrap(), [1000]);
        let error = dims("squeezenet1_1", "conv10", 16).unwrap_err();
        assert_eq!(error.to_string(), "fire5.pool wants maps of at least 2x2, got [[256, 1, 1]]");
    }

    #[test]
    fn a_window_of_nothing_or_beyond_all_sizes_is_refused_by_name() {
        let refused = |op: Op| {
            let (mut builder, input) = Builder::new(3);
            let node = builder.push("odd", op, &[input], None);
            infer(&builder.finish(node), Size::new(32, 32)).unwrap_err().to_string()
        };
        let conv = |kernel, stride, padding| {
            let conv = Conv::biased("", 3, 3, 1);
            refused(Op::Conv(Conv { kernel, stride, padding, ..conv }))
        };
        let none = Padding::Same;
        assert_eq!(conv([0, 3], [1, 1], none), "odd has a window of 0x3");
        assert_eq!(conv([1, 1], [1, 0], none), "odd has steps of 1x0");
        assert_eq!(
            conv([i64::MAX, 1], [1, 1], none),
            format!("odd has a window of {}x1", i64::MAX)
        );
        let padding = Padding::Sides([0, 0, -1, 0]);
        assert_eq!(conv([1, 1], [1, 1], padding), "odd has a padding of -1");
        assert_eq!(refused(Op::max_pool(3, -2, 0, true)), "odd has steps of -2x-2");
    }

    #[test]
    fn a_product_scales_channels_or_multiplies_equals() {
        let (mut builder, input) = Builder::new(4);
        let mean = builder.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[input], None);
        builder.push("scaled", Op::Mul, &[input, mean], None);
        let few = builder.push("few", Op::Slice { start: 1, end: 3 }, &[mean], None);
        let graph = builder.finish(few);
        let size = Size::new(5, 3);
        let extents = infer(&graph, size).unwrap();
        assert_eq!(extents[2].dims(), [4, 3, 5]);
        let mul = |inputs: &[NodeId]| {
            let inputs: Vec<Extent> = inputs.iter().map(|&id| extents[id]).collect();
            of_node(&graph.nodes[2], &inputs, size)
        };
        assert_eq!(mul(&[0, 0]).unwrap(), extents[0]);
        for wrong in [[0, few], [mean, 0], [few, mean]] {
            let error = mul(&wrong).unwrap_err().to_string();
            assert!(error.starts_with("scaled wants two values of one shape, or one"), "{error}");
        }
        let cut = |start, end| cut(extents[0], start, end).map(Extent::dims);
        assert_eq!(cut(1, 4), Some(vec![3, 3, 5]));
        assert_eq!([cut(-1, 2), cut(2, 2), cut(3, 5)], [None, None, None]);
    }
}
