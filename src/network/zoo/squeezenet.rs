//! SqueezeNet 1.0 and 1.1 as torchvision defines them: fire modules, no fully connected layer.
//!
//! Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters", 2016,
//! <https://arxiv.org/abs/1602.07360>: version 1.0 is the paper's, 1.1 its authors' own with less
//! to compute, <https://github.com/forresti/SqueezeNet>. Parameter and module names are
//! torchvision's.
//!
//! The classes are the means of conv10's maps, and no vector lies before them. Its code is
//! therefore a node of its own, the mean of each of fire9's maps, which nothing reads.

use crate::network::graph::{Builder, Graph, Module, NodeId};
use crate::network::op::{Conv, Op, Padding};

/// What differs from version to version.
pub struct Version {
    /// Maps of conv1 and the side of its window.
    conv1: (i64, i64),
    /// The numbers of the fire modules with a pooling behind them; conv1 has one in either.
    pooled: [usize; 2],
}

/// The paper's.
pub const V1_0: Version = Version { conv1: (96, 7), pooled: [4, 8] };
/// As accurate, with 2.4 times less to compute.
pub const V1_1: Version = Version { conv1: (64, 3), pooled: [3, 5] };

/// fire2 to fire9: maps of the squeezing convolution, and of each of the two that expand again.
const FIRES: [(i64, i64); 8] =
    [(16, 64), (16, 64), (32, 128), (32, 128), (48, 192), (48, 192), (64, 256), (64, 256)];
const POOL: Op = Op::max_pool(3, 2, 0, true);
const MEAN: Op = Op::AdaptiveAvgPool { side: 1 };
const CLASSES: i64 = 1000;

/// The network in this version.
pub fn graph(version: &Version) -> Graph {
    let (mut builder, x) = Builder::new(3);
    let features = |index: usize| format!("features.{index}");
    builder.block("conv1");
    let (mut inputs, kernel) = version.conv1;
    let conv = Conv { stride: [2; 2], ..Conv::biased(&features(0), 3, inputs, kernel) };
    let x = builder.push("conv1", Op::Conv(conv), &[x], Some(Module::new(features(0))));
    let x = builder.push("conv1.relu", Op::RELU, &[x], Some(Module::new(features(1))));
    let mut x = builder.push("conv1.pool", POOL, &[x], Some(Module::new(features(2))));

    // The position in `features`, where poolings count too.
    let mut index = 3;
    for (number, (squeeze, expand)) in (2..).zip(FIRES) {
        let name = format!("fire{number}");
        builder.block(&*name);
        let fire = Fire { name: &name, path: features(index), inputs, squeeze, expand };
        x = fire.append(&mut builder, x);
        (inputs, index) = (2 * expand, index + 1);
        if version.pooled.contains(&number) {
            let module = Some(Module::new(features(index)));
            x = builder.push(format!("{name}.pool"), POOL, &[x], module);
            index += 1;
        }
    }
    let code = builder.push("fire9.average", MEAN, &[x], None);

    builder.block("conv10");
    let module = |index: usize| Some(Module::new(format!("classifier.{index}")));
    let conv = Op::Conv(Conv::biased("classifier.1", inputs, CLASSES, 1));
    let x = builder.push("conv10", conv, &[x], module(1));
    let x = builder.push("conv10.relu", Op::RELU, &[x], module(2));
    let x = builder.push("conv10.average", MEAN, &[x], module(3));
    builder.push("conv10.flatten", Op::Flatten, &[x], None);
    builder.finish(code)
}

/// A fire module: few maps, out of which windows of 1x1 and of 3x3 make many side by side.
struct Fire<'a> {
    name: &'a str,
    path: String,
    inputs: i64,
    squeeze: i64,
    expand: i64,
}

impl Fire<'_> {
    fn append(&self, builder: &mut Builder, input: NodeId) -> NodeId {
        let Self { squeeze, expand, .. } = *self;
        let x = self.convolve(builder, "squeeze", input, [self.inputs, squeeze], 1);
        let narrow = self.convolve(builder, "expand1x1", x, [squeeze, expand], 1);
        let wide = self.convolve(builder, "expand3x3", x, [squeeze, expand], 3);
        builder.push(format!("{}.concat", self.name), Op::Concat, &[narrow, wide], None)
    }

    fn convolve(
        &self,
        builder: &mut Builder,
        part: &str,
        x: NodeId,
        [inputs, outputs]: [i64; 2],
        kernel: i64,
    ) -> NodeId {
        let (name, path) = (format!("{}.{part}", self.name), format!("{}.{part}", self.path));
        let padding = Padding::Each(kernel / 2);
        let conv = Conv { padding, ..Conv::biased(&path, inputs, outputs, kernel) };
        let rectifier = Some(Module::new(format!("{path}_activation")));
        let x = builder.push(&*name, Op::Conv(conv), &[x], Some(Module::new(path)));
        builder.push(format!("{name}.relu"), Op::RELU, &[x], rectifier)
    }
}
