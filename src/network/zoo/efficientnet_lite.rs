//! EfficientNet-Lite0 to Lite2: EfficientNet for small devices, with ReLU6.
//!
//! EfficientNet (Tan and Le, 2019, <https://arxiv.org/abs/1905.11946>) without
//! squeeze-and-excitation;
//! <https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite>. Parameter and
//! module names are those of the Python package `efficientnet-lite-pytorch`.

use crate::network::graph::{Builder, Graph, Module, NodeId};
use crate::network::op::{Conv, Linear, Op, Padding};

/// A run of inverted residual blocks (Sandler et al., 2018): expand, filter each channel on its
/// own, project.
struct Stage {
    repeats: i64,
    kernel: i64,
    /// Of the first block; the others keep the size.
    stride: i64,
    /// How many times wider the middle of a block is than its input.
    expansion: i64,
    outputs: i64,
}

const fn stage(repeats: i64, kernel: i64, stride: i64, expansion: i64, outputs: i64) -> Stage {
    Stage { repeats, kernel, stride, expansion, outputs }
}

const STAGES: [Stage; 7] = [
    stage(1, 3, 1, 1, 16),
    stage(2, 3, 2, 6, 24),
    stage(2, 5, 2, 6, 40),
    stage(3, 3, 2, 6, 80),
    stage(3, 5, 1, 6, 112),
    stage(4, 5, 2, 6, 192),
    stage(1, 3, 1, 6, 320),
];
const STEM: i64 = 32;
const HEAD: i64 = 1280;
const CLASSES: i64 = 1000;
const EPS: f64 = 1e-3;

/// The member of the family with this many times the channels and blocks of Lite0. Stem and head do
/// not grow, nor do the first and the last stage in depth.
pub fn graph(width: f64, depth: f64) -> Graph {
    let (mut builder, input) = Builder::new(3);
    builder.block("stem");
    let conv = Op::Conv(convolution("_conv_stem", "_bn0", 3, STEM, 3, 2, 1));
    let x = builder.push("stem.conv", conv, &[input], Some(Module::new("_bn0")));
    let mut x = builder.push("stem.relu", Op::RELU6, &[x], Some(Module::new("_swish")));

    let (mut inputs, mut number) = (STEM, 0);
    for (index, stage) in STAGES.iter().enumerate() {
        let outputs = widened(stage.outputs, width);
        let ends = index == 0 || index == STAGES.len() - 1;
        let repeats = if ends { stage.repeats } else { deepened(stage.repeats, depth) };
        for repeat in 0..repeats {
            let stride = if repeat == 0 { stage.stride } else { 1 };
            let block = Block { number, inputs, outputs, stride, stage };
            x = block.append(&mut builder, x);
            (inputs, number) = (outputs, number + 1);
        }
    }

    builder.block("head");
    let conv = Op::Conv(convolution("_conv_head", "_bn1", inputs, HEAD, 1, 1, 1));
    let x = builder.push("head.conv", conv, &[x], Some(Module::new("_bn1")));
    let x = builder.push("head.relu", Op::RELU6, &[x], Some(Module::called("_swish", 2)));
    let pool = Op::AdaptiveAvgPool { side: 1 };
    let x = builder.push("head.pool", pool, &[x], Some(Module::new("_avg_pooling")));
    let code = builder.push("head.code", Op::Flatten, &[x], None);
    let classifier = Op::Linear(Linear::new("_fc", HEAD, CLASSES));
    builder.push("head.classifier", classifier, &[code], Some(Module::new("_fc")));
    builder.finish(code)
}

/// One inverted residual block.
struct Block<'a> {
    /// From 0, as in the checkpoint; on screen and in node names from 1, as one counts.
    number: usize,
    inputs: i64,
    outputs: i64,
    stride: i64,
    stage: &'a Stage,
}

impl Block<'_> {
    fn append(&self, builder: &mut Builder, input: NodeId) -> NodeId {
        let name = |part: &str| format!("blocks.{}.{part}", self.number + 1);
        let path = |part: &str| format!("_blocks.{}.{part}", self.number);
        let module = |part: &str, call| Some(Module::called(path(part), call));
        builder.block(format!("block {}", self.number + 1));

        let (kernel, middle) = (self.stage.kernel, self.inputs * self.stage.expansion);
        let expands = self.stage.expansion > 1;
        let mut x = input;
        if expands {
            let conv =
                convolution(&path("_expand_conv"), &path("_bn0"), self.inputs, middle, 1, 1, 1);
            x = builder.push(name("expand"), Op::Conv(conv), &[x], module("_bn0", 1));
            x = builder.push(name("expand.relu"), Op::RELU6, &[x], module("_swish", 1));
        }
        let (conv, norm) = (path("_depthwise_conv"), path("_bn1"));
        let conv = convolution(&conv, &norm, middle, middle, kernel, self.stride, middle);
        x = builder.push(name("depthwise"), Op::Conv(conv), &[x], module("_bn1", 1));
        let call = if expands { 2 } else { 1 };
        x = builder.push(name("depthwise.relu"), Op::RELU6, &[x], module("_swish", call));
        let (conv, norm) = (path("_project_conv"), path("_bn2"));
        let conv = convolution(&conv, &norm, middle, self.outputs, 1, 1, 1);
        x = builder.push(name("project"), Op::Conv(conv), &[x], module("_bn2", 1));
        if self.stride == 1 && self.inputs == self.outputs {
            x = builder.push(name("add"), Op::Add, &[x, input], None);
        }
        x
    }
}

/// A convolution without bias, padded to "same" and normalised.
fn convolution(
    name: &str,
    norm: &str,
    inputs: i64,
    outputs: i64,
    kernel: i64,
    stride: i64,
    groups: i64,
) -> Conv {
    let conv = Conv::normalised(name, norm, EPS, [inputs, outputs], kernel);
    Conv { stride: [stride; 2], padding: Padding::Same, groups, ..conv }
}

/// `channels` times `factor` as a multiple of 8, never less than nine tenths of it.
fn widened(channels: i64, factor: f64) -> i64 {
    let exact = channels as f64 * factor;
    let rounded = (((exact + 4.0) / 8.0) as i64 * 8).max(8);
    if (rounded as f64) < 0.9 * exact { rounded + 8 } else { rounded }
}

/// `repeats` times `factor`, rounded up.
fn deepened(repeats: i64, factor: f64) -> i64 {
    (repeats as f64 * factor).ceil() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_multiples_of_eight() {
        // 40 · 1.1 = 44 lies between 40 and 48, and halves round up.
        assert_eq!([16, 24, 40, 80].map(|c| widened(c, 1.1)), [16, 24, 48, 88]);
    }
}
