//! GoogLeNet as torchvision defines it: nine inception modules, normalised.
//!
//! Szegedy et al., "Going deeper with convolutions", 2014, <https://arxiv.org/abs/1409.4842>;
//! without the two auxiliary classifiers that help in training alone, and with windows of 3x3 where
//! the paper's table has 5x5 (<https://github.com/pytorch/vision/issues/906>). Parameter and module
//! names are torchvision's; its rectifiers are no modules of their own, and count here as if each
//! were its convolution's `relu`.

use crate::network::graph::{Builder, Graph, Module, NodeId};
use crate::network::op::{Conv, Linear, Op, Padding};

/// An inception module: a row of the paper's table 1.
struct Inception {
    name: &'static str,
    inputs: i64,
    /// Branch 1: maps of its 1x1 convolution.
    one: i64,
    /// Branch 2: of the 1x1 convolution that narrows, and of the 3x3 one.
    three: [i64; 2],
    /// Branch 3: the same for what the paper has as 5x5.
    five: [i64; 2],
    /// Branch 4: of the 1x1 convolution behind the pooling.
    pool: i64,
}

const fn inception(
    name: &'static str,
    inputs: i64,
    one: i64,
    three: [i64; 2],
    five: [i64; 2],
    pool: i64,
) -> Inception {
    Inception { name, inputs, one, three, five, pool }
}

const INCEPTIONS: [Inception; 9] = [
    inception("inception3a", 192, 64, [96, 128], [16, 32], 32),
    inception("inception3b", 256, 128, [128, 192], [32, 96], 64),
    inception("inception4a", 480, 192, [96, 208], [16, 48], 64),
    inception("inception4b", 512, 160, [112, 224], [24, 64], 64),
    inception("inception4c", 512, 128, [128, 256], [24, 64], 64),
    inception("inception4d", 512, 112, [144, 288], [32, 64], 64),
    inception("inception4e", 528, 256, [160, 320], [32, 128], 128),
    inception("inception5a", 832, 256, [160, 320], [32, 128], 128),
    inception("inception5b", 832, 384, [192, 384], [48, 128], 128),
];
/// What halves the maps: behind which block, the side of its window, torchvision's name.
const POOLS: [(&str, i64, &str); 4] = [
    ("conv1", 3, "maxpool1"),
    ("conv3", 3, "maxpool2"),
    ("inception3b", 3, "maxpool3"),
    ("inception4e", 2, "maxpool4"),
];
const CODE: i64 = 1024;
const CLASSES: i64 = 1000;
const EPS: f64 = 1e-3;

/// The network.
pub fn graph() -> Graph {
    let (mut builder, mut x) = Builder::new(3);
    for part in ["aux1.", "aux2."] {
        builder.skip(part);
    }
    for (name, channels, kernel, stride) in
        [("conv1", [3, 64], 7, 2), ("conv2", [64, 64], 1, 1), ("conv3", [64, 192], 3, 1)]
    {
        builder.block(name);
        x = convolve(&mut builder, name, x, channels, kernel, stride);
        x = pool(&mut builder, name, x);
    }
    for inception in INCEPTIONS {
        builder.block(inception.name);
        x = inception.append(&mut builder, x);
        x = pool(&mut builder, inception.name, x);
    }
    builder.block("fc");
    let mean = Op::AdaptiveAvgPool { side: 1 };
    let x = builder.push("fc.average", mean, &[x], Some(Module::new("avgpool")));
    let code = builder.push("fc.flatten", Op::Flatten, &[x], None);
    let linear = Op::Linear(Linear::new("fc", CODE, CLASSES));
    builder.push("fc", linear, &[code], Some(Module::new("fc")));
    builder.finish(code)
}

impl Inception {
    /// Four branches that read the same maps, and their outputs one after the other.
    fn append(&self, builder: &mut Builder, input: NodeId) -> NodeId {
        let path = |part: &str| format!("{}.{part}", self.name);
        let inputs = self.inputs;
        let one = convolve(builder, &path("branch1"), input, [inputs, self.one], 1, 1);
        let mut branches = vec![one];
        for (branch, [narrow, outputs]) in [("branch2", self.three), ("branch3", self.five)] {
            let [first, second] = ["0", "1"].map(|step| path(&format!("{branch}.{step}")));
            let x = convolve(builder, &first, input, [inputs, narrow], 1, 1);
            branches.push(convolve(builder, &second, x, [narrow, outputs], 3, 1));
        }
        let same = Op::max_pool(3, 1, 1, true);
        let module = Some(Module::new(path("branch4.0")));
        let x = builder.push(path("branch4.0.pool"), same, &[input], module);
        branches.push(convolve(builder, &path("branch4.1"), x, [inputs, self.pool], 1, 1));
        builder.push(path("concat"), Op::Concat, &branches, None)
    }
}

/// The pooling behind this block, where it has one.
fn pool(builder: &mut Builder, block: &str, x: NodeId) -> NodeId {
    let Some(&(_, kernel, path)) = POOLS.iter().find(|pool| pool.0 == block) else { return x };
    let pool = Op::max_pool(kernel, 2, 0, true);
    builder.push(format!("{block}.pool"), pool, &[x], Some(Module::new(path)))
}

/// torchvision's `BasicConv2d`: a normalised convolution, padded so that the stride alone shrinks
/// the map, and its rectifier.
fn convolve(
    builder: &mut Builder,
    path: &str,
    x: NodeId,
    channels: [i64; 2],
    kernel: i64,
    stride: i64,
) -> NodeId {
    let [conv, norm, relu] = ["conv", "bn", "relu"].map(|part| format!("{path}.{part}"));
    let padding = Padding::Each(kernel / 2);
    let op = Conv::normalised(&conv, &norm, EPS, channels, kernel);
    let op = Op::Conv(Conv { stride: [stride; 2], padding, ..op });
    let x = builder.push(conv, op, &[x], Some(Module::new(norm)));
    builder.push(&*relu, Op::RELU, &[x], Some(Module::new(&*relu)))
}
