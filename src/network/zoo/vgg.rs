//! VGG-11 and VGG-16 as torchvision defines them: groups of 3x3 convolutions, each with a pooling.
//!
//! Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition",
//! 2014, <https://arxiv.org/abs/1409.1556>. Parameter and module names are torchvision's.

use crate::network::graph::{Builder, Graph, Module};
use crate::network::op::{Conv, Linear, Op, Padding};

/// Channels of the convolutions of each group: a column of the paper's table 1.
type Column = [&'static [i64]; 5];

/// Column A: VGG-11.
pub const A: Column = [&[64], &[128], &[256, 256], &[512, 512], &[512, 512]];
/// Column D: VGG-16.
pub const D: Column =
    [&[64, 64], &[128, 128], &[256, 256, 256], &[512, 512, 512], &[512, 512, 512]];

const POOL: Op = Op::max_pool(2, 2, 0, false);
/// Rows and columns of the maps that the fully connected layers read.
const SIDE: i64 = 7;
/// Name, number in `classifier`, units.
const FULLY_CONNECTED: [(&str, usize, i64); 3] =
    [("fc6", 0, 4096), ("fc7", 3, 4096), ("fc8", 6, 1000)];

/// The network of this column.
pub fn graph(column: Column) -> Graph {
    let (mut builder, mut x) = Builder::new(3);
    let mut inputs = 3;
    // The position in `features`, where rectifiers and poolings count too.
    let mut index = 0;
    let module = |index: usize| Some(Module::new(format!("features.{index}")));
    for (group, convolutions) in (1..).zip(column) {
        for (number, &outputs) in (1..).zip(convolutions) {
            let name = format!("conv{group}_{number}");
            builder.block(&*name);
            let conv = Conv::biased(&format!("features.{index}"), inputs, outputs, 3);
            let conv = Conv { padding: Padding::Each(1), ..conv };
            x = builder.push(&*name, Op::Conv(conv), &[x], module(index));
            x = builder.push(format!("{name}.relu"), Op::RELU, &[x], module(index + 1));
            (inputs, index) = (outputs, index + 2);
            if number == convolutions.len() {
                x = builder.push(format!("{name}.pool"), POOL, &[x], module(index));
                index += 1;
            }
        }
    }
    let pool = Op::AdaptiveAvgPool { side: SIDE };
    x = builder.push("conv5.average", pool, &[x], Some(Module::new("avgpool")));
    x = builder.push("conv5.flatten", Op::Flatten, &[x], None);
    inputs *= SIDE * SIDE;
    let mut code = x;
    for (name, index, outputs) in FULLY_CONNECTED {
        let path = |index: usize| format!("classifier.{index}");
        builder.block(name);
        code = x;
        let linear = Op::Linear(Linear::new(&path(index), inputs, outputs));
        x = builder.push(name, linear, &[x], Some(Module::new(path(index))));
        if name != "fc8" {
            let module = Some(Module::new(path(index + 1)));
            x = builder.push(format!("{name}.relu"), Op::RELU, &[x], module);
        }
        inputs = outputs;
    }
    builder.finish(code)
}
