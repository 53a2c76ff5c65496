//! AlexNet as torchvision defines it: five convolutions and three fully connected layers.
//!
//! In the form of "One weird trick for parallelizing convolutional neural networks" (Krizhevsky,
//! 2014, <https://arxiv.org/abs/1404.5997>). Parameter and module names are torchvision's.

use crate::network::graph::{Builder, Graph, Module};
use crate::network::op::{Conv, Linear, Op, Padding};

/// A convolution and its rectifier, with a pooling behind it or not.
struct Stage {
    name: &'static str,
    /// Its convolution's number in `features`; the rectifier and the pooling follow it.
    index: usize,
    outputs: i64,
    kernel: i64,
    stride: i64,
    padding: i64,
    pooled: bool,
}

const fn stage(
    name: &'static str,
    index: usize,
    outputs: i64,
    [kernel, stride, padding]: [i64; 3],
    pooled: bool,
) -> Stage {
    Stage { name, index, outputs, kernel, stride, padding, pooled }
}

const STAGES: [Stage; 5] = [
    stage("conv1", 0, 64, [11, 4, 2], true),
    stage("conv2", 3, 192, [5, 1, 2], true),
    stage("conv3", 6, 384, [3, 1, 1], false),
    stage("conv4", 8, 256, [3, 1, 1], false),
    stage("conv5", 10, 256, [3, 1, 1], true),
];
const POOL: Op = Op::max_pool(3, 2, 0, false);
/// Rows and columns of the maps that the fully connected layers read.
const SIDE: i64 = 6;
/// Name, number in `classifier`, units.
const FULLY_CONNECTED: [(&str, usize, i64); 3] =
    [("fc6", 1, 4096), ("fc7", 4, 4096), ("fc8", 6, 1000)];

/// The network.
pub fn graph() -> Graph {
    let (mut builder, mut x) = Builder::new(3);
    let mut inputs = 3;
    for stage in STAGES {
        let Stage { name, index, outputs, kernel, stride, .. } = stage;
        let module = |index: usize| Some(Module::new(format!("features.{index}")));
        builder.block(name);
        let padding = Padding::Each(stage.padding);
        let conv = Conv::biased(&format!("features.{index}"), inputs, outputs, kernel);
        let conv = Op::Conv(Conv { stride: [stride; 2], padding, ..conv });
        x = builder.push(name, conv, &[x], module(index));
        x = builder.push(format!("{name}.relu"), Op::RELU, &[x], module(index + 1));
        if stage.pooled {
            x = builder.push(format!("{name}.pool"), POOL, &[x], module(index + 2));
        }
        inputs = outputs;
    }
    let pool = Op::AdaptiveAvgPool { side: SIDE };
    x = builder.push("conv5.average", pool, &[x], Some(Module::new("avgpool")));
    x = builder.push("conv5.flatten", Op::Flatten, &[x], None);
    inputs *= SIDE * SIDE;
    let mut code = x;
    for (name, index, outputs) in FULLY_CONNECTED {
        let module = |index: usize| Some(Module::new(format!("classifier.{index}")));
        builder.block(name);
        let linear = Op::Linear(Linear::new(&format!("classifier.{index}"), inputs, outputs));
        code = x;
        x = builder.push(name, linear, &[x], module(index));
        if name != "fc8" {
            x = builder.push(format!("{name}.relu"), Op::RELU, &[x], module(index + 1));
        }
        inputs = outputs;
    }
    builder.finish(code)
}
