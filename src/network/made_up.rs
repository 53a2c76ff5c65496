//! Made-up networks of the kinds that people bring, small enough for tests of every room.

use std::sync::Arc;

use super::device::{Device, DeviceChoice};
use super::graph::{Builder, Graph, NodeId};
use super::manifest::{Answers, Spec};
use super::op::{Conv, Linear, Op};
use super::{Network, WeightsFrom, deterministic, outline};
use crate::geometry::Size;
use crate::interrupt::Interrupt;

/// A network that somebody may have trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeUp {
    /// Reads 64x40, and any other size as well; twelve classes.
    Oblong,
    /// Reads 28x28 alone: fully connected layers follow the maps (LeNet-5); ten classes.
    Digits,
    /// Reads 40x24 alone; nine classes.
    OblongAlone,
    /// Eight classes of 64x64.
    Eight,
    /// Two classes of 32x32.
    Two,
    /// Six classes of 48x48, of which any number may be meant at once; nobody has said what its
    /// input is to be.
    Several,
}

impl MadeUp {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Oblong, Self::Digits, Self::OblongAlone, Self::Eight, Self::Two, Self::Several];

    fn input(self) -> Size {
        match self {
            Self::Oblong => Size::new(64, 40),
            Self::Digits => Size::new(28, 28),
            Self::OblongAlone => Size::new(40, 24),
            Self::Eight => Size::new(64, 64),
            Self::Two => Size::new(32, 32),
            Self::Several => Size::new(48, 48),
        }
    }

    fn graph(self) -> Graph {
        match self {
            Self::Oblong => pooled(12),
            Self::Digits => digits(),
            Self::OblongAlone => flattened(40 * 24, 9),
            Self::Eight => pooled(8),
            Self::Two => pooled(2),
            Self::Several => pooled(6),
        }
    }

    /// The network, on one thread, with weights that are the same everywhere.
    pub fn network(self) -> Network {
        let (graph, answers) = (self.graph(), self.answers());
        let spec = Spec {
            name: format!("{self:?}").to_lowercase(),
            title: format!("{self:?}-Net"),
            input: self.input(),
            resize: (self == Self::Eight).then_some(72),
            mean: [0.45; 3],
            std: [0.25; 3],
            answers,
            assumed: self == Self::Several,
            ..Spec::default()
        };
        let outlined = outline(&spec, &graph, &WeightsFrom::Published, None).unwrap();
        let tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::new(spec, graph, Arc::new(outlined), tensors, device).unwrap()
    }

    fn answers(self) -> Answers {
        if self == Self::Several { Answers::Several } else { Answers::OneOf }
    }
}

/// A convolution with this stride, and its rectifier.
fn conv(builder: &mut Builder, name: &str, from: NodeId, sides: [i64; 2], how: [i64; 2]) -> NodeId {
    let [kernel, stride] = how;
    let conv = Conv {
        stride: [stride; 2],
        padding: super::op::Padding::Each(kernel / 2),
        ..Conv::biased(name, sides[0], sides[1], kernel)
    };
    builder.block(name);
    let x = builder.push(name, Op::Conv(conv), &[from], None);
    builder.push(format!("{name}.relu"), Op::RELU, &[x], None)
}

/// Four convolutions, a pooling and a mean over the maps: any size will do.
fn pooled(classes: i64) -> Graph {
    let (mut builder, input) = Builder::new(3);
    let x = conv(&mut builder, "conv1", input, [3, 8], [3, 2]);
    let x = builder.push("pool1", Op::max_pool(2, 2, 0, false), &[x], None);
    let x = conv(&mut builder, "conv2", x, [8, 12], [3, 1]);
    let x = conv(&mut builder, "conv3", x, [12, 16], [3, 2]);
    let x = conv(&mut builder, "conv4", x, [16, 16], [3, 1]);
    let x = builder.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[x], None);
    let code = builder.push("flatten", Op::Flatten, &[x], None);
    builder.block("answer");
    builder.push("answer", Op::Linear(Linear::new("answer", 16, classes)), &[code], None);
    builder.finish(code)
}

/// LeNet-5 with rectifiers and max poolings (LeCun et al., "Gradient-based learning applied to
/// document recognition", 1998), on colours.
fn digits() -> Graph {
    let (mut builder, input) = Builder::new(3);
    builder.block("conv1");
    let x = builder.push("conv1", Op::Conv(Conv::biased("conv1", 3, 6, 5)), &[input], None);
    let x = builder.push("conv1.relu", Op::RELU, &[x], None);
    let x = builder.push("pool1", Op::max_pool(2, 2, 0, false), &[x], None);
    builder.block("conv2");
    let x = builder.push("conv2", Op::Conv(Conv::biased("conv2", 6, 16, 5)), &[x], None);
    let x = builder.push("conv2.relu", Op::RELU, &[x], None);
    let x = builder.push("pool2", Op::max_pool(2, 2, 0, false), &[x], None);
    let x = builder.push("flatten", Op::Flatten, &[x], None);
    builder.block("fc1");
    let x = builder.push("fc1", Op::Linear(Linear::new("fc1", 256, 32)), &[x], None);
    let code = builder.push("fc1.relu", Op::RELU, &[x], None);
    builder.block("fc2");
    builder.push("fc2", Op::Linear(Linear::new("fc2", 32, 10)), &[code], None);
    builder.finish(code)
}

/// Two convolutions and a fully connected layer on all of their maps.
fn flattened(pixels: i64, classes: i64) -> Graph {
    let (mut builder, input) = Builder::new(3);
    let x = conv(&mut builder, "conv1", input, [3, 6], [3, 2]);
    let x = conv(&mut builder, "conv2", x, [6, 8], [3, 2]);
    let code = builder.push("flatten", Op::Flatten, &[x], None);
    builder.block("answer");
    let units = pixels / 16 * 8;
    builder.push("answer", Op::Linear(Linear::new("answer", units, classes)), &[code], None);
    builder.finish(code)
}
