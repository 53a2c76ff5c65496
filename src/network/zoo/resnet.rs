//! ResNet-18, -34 and -50 as torchvision defines them: residual blocks and bottlenecks.
//!
//! He et al., "Deep residual learning for image recognition", 2015,
//! <https://arxiv.org/abs/1512.03385>. Where a bottleneck halves the map, its 3x3 convolution takes
//! the stride, in the paper its first. Parameter and module names are torchvision's, and so are
//! those of the blocks: layer1 is the paper's `conv2_x`.

use crate::network::graph::{Builder, Graph, Module, NodeId};
use crate::network::op::{BatchNorm, Conv, Linear, Op, Padding};

/// What a residual block computes besides its shortcut.
#[derive(Clone, Copy)]
pub enum Residual {
    /// Two convolutions of 3x3.
    Basic,
    /// 1x1 to narrow, 3x3, 1x1 to widen again.
    Bottleneck,
}

/// A convolution of a block.
struct Layer {
    kernel: i64,
    outputs: i64,
    stride: i64,
}

impl Residual {
    fn layers(self, width: i64, stride: i64) -> Vec<Layer> {
        let layer = |kernel, outputs, stride| Layer { kernel, outputs, stride };
        match self {
            Self::Basic => vec![layer(3, width, stride), layer(3, width, 1)],
            Self::Bottleneck => {
                vec![layer(1, width, 1), layer(3, width, stride), layer(1, 4 * width, 1)]
            }
        }
    }

    fn outputs(self, width: i64) -> i64 {
        match self {
            Self::Basic => width,
            Self::Bottleneck => 4 * width,
        }
    }
}

const STEM: i64 = 64;
const POOL: Op = Op::max_pool(3, 2, 1, false);
/// Maps of the 3x3 convolutions of layer1 to layer4.
const WIDTHS: [i64; 4] = [64, 128, 256, 512];
const CLASSES: i64 = 1000;

/// The network with this many residual blocks in layer1 to layer4.
pub fn graph(residual: Residual, depths: [usize; 4]) -> Graph {
    let (mut builder, x) = Builder::new(3);
    builder.block("conv1");
    let conv = convolution("conv1", "bn1", [3, STEM], 7, 2);
    let x = builder.push("conv1", conv, &[x], Some(Module::new("bn1")));
    let x = builder.push("conv1.relu", Op::RELU, &[x], Some(Module::new("relu")));
    let mut x = builder.push("conv1.pool", POOL, &[x], Some(Module::new("maxpool")));

    let mut inputs = STEM;
    for (layer, (depth, width)) in (1..).zip(depths.into_iter().zip(WIDTHS)) {
        for number in 0..depth {
            let stride = if layer > 1 && number == 0 { 2 } else { 1 };
            let block = Block { path: format!("layer{layer}.{number}"), residual, inputs, width };
            x = block.append(&mut builder, x, stride);
            inputs = residual.outputs(width);
        }
    }

    builder.block("fc");
    let mean = Op::AdaptiveAvgPool { side: 1 };
    let x = builder.push("fc.average", mean, &[x], Some(Module::new("avgpool")));
    let code = builder.push("fc.flatten", Op::Flatten, &[x], None);
    let linear = Op::Linear(Linear::new("fc", inputs, CLASSES));
    builder.push("fc", linear, &[code], Some(Module::new("fc")));
    builder.finish(code)
}

/// A residual block: rectifier(convolutions(x) + shortcut(x)).
struct Block {
    path: String,
    residual: Residual,
    inputs: i64,
    width: i64,
}

impl Block {
    fn append(&self, builder: &mut Builder, input: NodeId, stride: i64) -> NodeId {
        let name = |part: &str| format!("{}.{part}", self.path);
        // torchvision's block calls one and the same rectifier after every convolution.
        let rectifier = |call| Some(Module::called(name("relu"), call));
        builder.block(&*self.path);
        let layers = self.residual.layers(self.width, stride);
        let (last, mut inputs, mut x) = (layers.len(), self.inputs, input);
        for (number, Layer { kernel, outputs, stride }) in (1..).zip(layers) {
            let (conv, norm) = (name(&format!("conv{number}")), name(&format!("bn{number}")));
            let op = convolution(&conv, &norm, [inputs, outputs], kernel, stride);
            x = builder.push(conv, op, &[x], Some(Module::new(norm)));
            if number < last {
                let relu = name(&format!("relu{number}"));
                x = builder.push(relu, Op::RELU, &[x], rectifier(number));
            }
            inputs = outputs;
        }
        let mut shortcut = input;
        if stride > 1 || self.inputs != inputs {
            let [conv, norm] = ["downsample.0", "downsample.1"].map(name);
            let op = convolution(&conv, &norm, [self.inputs, inputs], 1, stride);
            shortcut = builder.push(name("downsample"), op, &[input], Some(Module::new(norm)));
        }
        x = builder.push(name("add"), Op::Add, &[x, shortcut], None);
        builder.push(name(&format!("relu{last}")), Op::RELU, &[x], rectifier(last))
    }
}

/// A normalised convolution, padded so that the stride alone shrinks the map.
fn convolution(name: &str, norm: &str, channels: [i64; 2], kernel: i64, stride: i64) -> Op {
    let padding = Padding::Each(kernel / 2);
    let conv = Conv::normalised(name, norm, BatchNorm::EPS, channels, kernel);
    Op::Conv(Conv { stride: [stride; 2], padding, ..conv })
}
