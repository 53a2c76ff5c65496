//! MobileNetV2 as torchvision defines it: inverted residuals and linear bottlenecks.
//!
//! Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", 2018,
//! <https://arxiv.org/abs/1801.04381>. Parameter and module names are torchvision's; the blocks are
//! called as in the paper's table 2, whose two plain convolutions are conv1 and conv2 here.

use crate::network::graph::{Builder, Graph, Module, NodeId};
use crate::network::op::{BatchNorm, Conv, Linear, Op, Padding};

/// A row of the paper's table 2: bottlenecks of the same kind, one after the other.
struct Row {
    /// t: how many times wider the middle of a bottleneck is than its input.
    expansion: i64,
    /// c: output channels.
    outputs: i64,
    /// n.
    repeats: usize,
    /// s: of the first bottleneck; the others keep the size.
    stride: i64,
}

const fn row(expansion: i64, outputs: i64, repeats: usize, stride: i64) -> Row {
    Row { expansion, outputs, repeats, stride }
}

const ROWS: [Row; 7] = [
    row(1, 16, 1, 1),
    row(6, 24, 2, 2),
    row(6, 32, 3, 2),
    row(6, 64, 4, 2),
    row(6, 96, 3, 1),
    row(6, 160, 3, 2),
    row(6, 320, 1, 1),
];
const FIRST: i64 = 32;
const LAST: i64 = 1280;
const CLASSES: i64 = 1000;

/// The network.
pub fn graph() -> Graph {
    let (mut builder, input) = Builder::new(3);
    builder.block("conv1");
    let conv1 = Layer { channels: [3, FIRST], kernel: 3, stride: 2, groups: 1 };
    let mut x = conv1.append(&mut builder, "conv1", "features.0", input);

    let (mut inputs, mut number) = (FIRST, 1);
    for row in &ROWS {
        for repeat in 0..row.repeats {
            let stride = if repeat == 0 { row.stride } else { 1 };
            x = Bottleneck { number, inputs, stride, row }.append(&mut builder, x);
            (inputs, number) = (row.outputs, number + 1);
        }
    }

    builder.block("conv2");
    let conv2 = Layer { channels: [inputs, LAST], kernel: 1, stride: 1, groups: 1 };
    x = conv2.append(&mut builder, "conv2", &format!("features.{number}"), x);
    builder.block("classifier");
    let mean = Op::AdaptiveAvgPool { side: 1 };
    x = builder.push("classifier.average", mean, &[x], None);
    let code = builder.push("classifier.flatten", Op::Flatten, &[x], None);
    let linear = Op::Linear(Linear::new("classifier.1", LAST, CLASSES));
    builder.push("classifier", linear, &[code], Some(Module::new("classifier.1")));
    builder.finish(code)
}

/// An inverted residual with a linear bottleneck: widen, filter each channel on its own, project.
struct Bottleneck<'a> {
    number: usize,
    inputs: i64,
    stride: i64,
    row: &'a Row,
}

impl Bottleneck<'_> {
    fn append(&self, builder: &mut Builder, input: NodeId) -> NodeId {
        let Self { number, inputs, stride, row } = *self;
        let name = |part: &str| format!("bottlenecks.{number}.{part}");
        let path = |index: usize| format!("features.{number}.conv.{index}");
        builder.block(format!("bottleneck {number}"));

        let (middle, mut index, mut x) = (inputs * row.expansion, 0, input);
        if row.expansion > 1 {
            let expand = Layer { channels: [inputs, middle], kernel: 1, stride: 1, groups: 1 };
            x = expand.append(builder, &name("expand"), &path(index), x);
            index += 1;
        }
        let depthwise = Layer { channels: [middle, middle], kernel: 3, stride, groups: middle };
        x = depthwise.append(builder, &name("depthwise"), &path(index), x);
        let (conv, norm) = (path(index + 1), path(index + 2));
        let project = Layer { channels: [middle, row.outputs], kernel: 1, stride: 1, groups: 1 };
        let op = project.convolution(&conv, &norm);
        x = builder.push(name("project"), op, &[x], Some(Module::new(norm)));
        if stride == 1 && inputs == row.outputs {
            x = builder.push(name("add"), Op::Add, &[x, input], None);
        }
        x
    }
}

/// A normalised convolution, padded so that the stride alone shrinks the map.
struct Layer {
    channels: [i64; 2],
    kernel: i64,
    stride: i64,
    groups: i64,
}

impl Layer {
    fn convolution(&self, name: &str, norm: &str) -> Op {
        let &Self { channels, kernel, stride, groups } = self;
        let padding = Padding::Each(kernel / 2);
        let conv = Conv::normalised(name, norm, BatchNorm::EPS, channels, kernel);
        Op::Conv(Conv { stride: [stride; 2], padding, groups, ..conv })
    }

    /// torchvision's `Conv2dNormActivation`: the convolution, its batch normalisation and its
    /// rectifier.
    fn append(&self, builder: &mut Builder, name: &str, path: &str, x: NodeId) -> NodeId {
        let [conv, norm, relu] = [0, 1, 2].map(|index| format!("{path}.{index}"));
        let op = self.convolution(&conv, &norm);
        let x = builder.push(name, op, &[x], Some(Module::new(norm)));
        builder.push(format!("{name}.relu"), Op::RELU6, &[x], Some(Module::new(relu)))
    }
}
