//! Tests of what the screen knows of networks.

use super::*;
use crate::network::graph::Builder;
use crate::network::manifest::Manifest;
use crate::network::op::{Activation, Affine, AvgPool, Conv, LayerNorm};
use crate::network::{onnx, zoo};

fn outline(name: &str) -> Outline {
    Outline::new(&spec(name), &zoo::graph(name).unwrap(), Arc::from([])).unwrap()
}

fn spec(name: &str) -> Spec {
    Spec { name: name.into(), input: Size::new(224, 224), ..Spec::default() }
}

#[test]
fn the_wall_of_efficientnet_lite0_has_eighteen_steps() {
    let outline = outline("efficientnet_lite0");
    let names: Vec<&str> = outline.blocks.iter().map(|block| block.name.as_str()).collect();
    assert_eq!((names[0], names[1], names[16], names[17]), ("stem", "block 1", "block 16", "head"));
    let shown = |block: usize| outline.layers[outline.blocks[block].shown].name.as_str();
    assert_eq!(
        (shown(0), shown(3), shown(17)),
        ("stem.relu", "blocks.3.depthwise.relu", "head.relu")
    );
    // 33 rectifiers, 16 ends of blocks, the classifier: 21,008 channels and 1000 classes.
    let essential = || outline.layers.iter().filter(|layer| layer.essential);
    assert_eq!(essential().count(), 50);
    assert_eq!(essential().map(|layer| layer.shape.channels).sum::<usize>(), 22_008);
}

#[test]
fn every_node_but_the_input_can_be_reached() {
    for spec in Manifest::built_in().unwrap().networks {
        let (outline, graph) = (outline(&spec.name), zoo::graph(&spec.name).unwrap());
        let nodes: Vec<usize> = outline.layers.iter().map(|layer| layer.node).collect();
        assert_eq!(nodes, (1..graph.nodes.len()).collect::<Vec<_>>(), "{}", spec.name);
    }
}

#[test]
fn every_layer_belongs_to_one_block() {
    for spec in Manifest::built_in().unwrap().networks {
        let outline = outline(&spec.name);
        let listed: Vec<usize> =
            outline.blocks.iter().flat_map(|block| block.layers.clone()).collect();
        assert_eq!(listed, (0..outline.layers.len()).collect::<Vec<_>>());
        for (index, block) in outline.blocks.iter().enumerate() {
            assert!(block.layers.iter().all(|&layer| outline.layers[layer].block == index));
            assert!(block.layers.contains(&block.shown));
        }
    }
}

#[test]
fn every_family_shows_the_last_rectified_output_of_a_block() {
    let cases = [
        ("vgg16", "conv5_3", "conv5_3.relu"),
        ("vgg16", "fc8", "fc8"),
        ("squeezenet1_0", "fire4", "fire4.concat"),
        ("squeezenet1_1", "fire9", "fire9.concat"),
        ("squeezenet1_1", "conv10", "conv10.relu"),
        ("resnet18", "conv1", "conv1.relu"),
        ("resnet18", "layer2.0", "layer2.0.relu2"),
        ("resnet50", "layer4.2", "layer4.2.relu3"),
        ("resnet50", "fc", "fc"),
        ("googlenet", "conv2", "conv2.relu"),
        ("googlenet", "inception4e", "inception4e.concat"),
        ("mobilenet_v2", "conv1", "conv1.relu"),
        ("mobilenet_v2", "bottleneck 3", "bottlenecks.3.depthwise.relu"),
        ("mobilenet_v2", "conv2", "conv2.relu"),
        ("mobilenet_v2", "classifier", "classifier"),
    ];
    for (network, block, shown) in cases {
        let outline = outline(network);
        let block = outline.blocks.iter().find(|found| found.name == block).unwrap();
        assert_eq!(outline.layers[block.shown].name, shown, "{network}");
    }
}

#[test]
fn an_inception_lists_its_branches_and_its_poolings() {
    let outline = outline("googlenet");
    let block = outline.blocks.iter().find(|block| block.name == "inception4e").unwrap();
    let essential = || block.layers.iter().map(|&n| &outline.layers[n]).filter(|l| l.essential);
    let names: Vec<&str> = essential().map(|layer| layer.name.as_str()).collect();
    let parts = [
        "branch1.relu",
        "branch2.0.relu",
        "branch2.1.relu",
        "branch3.0.relu",
        "branch3.1.relu",
        "branch4.0.pool",
        "branch4.1.relu",
        "concat",
        "pool",
    ];
    assert_eq!(names, parts.map(|part| format!("inception4e.{part}")));
    assert!(essential().all(|layer| !layer.signed));
}

#[test]
fn the_walls_have_the_papers_blocks() {
    let counts = [
        ("vgg11", 11),
        ("vgg16", 16),
        ("squeezenet1_0", 10),
        ("squeezenet1_1", 10),
        ("resnet18", 10),
        ("resnet34", 18),
        ("resnet50", 18),
        ("googlenet", 13),
        ("mobilenet_v2", 20),
    ];
    for (network, count) in counts {
        assert_eq!(outline(network).blocks.len(), count, "{network}");
    }
}

#[test]
fn squeezenets_code_is_a_vector_that_is_not_shown() {
    let graph = zoo::graph("squeezenet1_1").unwrap();
    assert!(graph.consumers()[graph.code].is_empty());
    let outline = outline("squeezenet1_1");
    assert!(outline.layers.iter().all(|layer| layer.node != graph.code || !layer.essential));
}

#[test]
fn alexnet_shows_its_rectified_layers_and_its_classes() {
    let outline = outline("alexnet");
    let shown: Vec<&str> =
        outline.blocks.iter().map(|block| outline.layers[block.shown].name.as_str()).collect();
    let rectified = ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7"];
    let mut wanted: Vec<String> = rectified.map(|name| format!("{name}.relu")).into();
    wanted.push("fc8".into());
    assert_eq!(shown, wanted);
    let essential = outline.layers.iter().filter(|layer| layer.essential);
    let signed: Vec<bool> = essential.map(|layer| layer.signed).collect();
    assert_eq!(signed.iter().filter(|&&signed| signed).count(), 1);
    assert_eq!(signed.last(), Some(&true));
}

#[test]
fn only_walls_without_rectifiers_show_what_is_below_zero() {
    for network in ["efficientnet_lite0", "alexnet", "resnet50", "googlenet", "mobilenet_v2"] {
        assert!(!outline(network).shows_below_zero(), "{network}");
    }
    let silu = block(|builder, input| {
        let conv = Op::Conv(Conv::biased("conv", 4, 4, 3));
        let x = builder.push("conv", conv, &[input], None);
        builder.push("silu", Op::Activation(Activation::Silu), &[x], None)
    });
    assert!(silu.shows_below_zero());
}

/// Convolutions of four channels, everything in one block, behind a stem.
fn block(build: impl FnOnce(&mut Builder, NodeId) -> NodeId) -> Outline {
    let (mut builder, input) = Builder::new(3);
    builder.block("stem");
    let x = builder.push("stem", conv(3), &[input], None);
    builder.block("block");
    let x = build(&mut builder, x);
    builder.block("next");
    let x = builder.push("next", conv(4), &[x], None);
    Outline::new(&spec("made up"), &builder.finish(x), Arc::from([])).unwrap()
}

fn conv(inputs: i64) -> Op {
    Op::Conv(Conv::biased("", inputs, 4, 1))
}

/// What the block shows, and what of it is worth showing.
fn shown(outline: &Outline) -> (&str, Vec<&str>) {
    let block = outline.blocks.iter().find(|block| block.name == "block").unwrap();
    let layers = || block.layers.iter().map(|&layer| &outline.layers[layer]);
    let essential = layers().filter(|layer| layer.essential);
    let names = essential.map(|layer| layer.name.as_str()).collect();
    (&outline.layers[block.shown].name, names)
}

#[test]
fn a_block_with_a_gate_shows_its_activation_and_nothing_of_the_gate() {
    for activation in [Activation::Silu, Activation::HardSwish] {
        let outline = block(|builder, x| {
            let mut push =
                |name: &str, op: Op, inputs: &[NodeId]| builder.push(name, op, inputs, None);
            let conv1 = push("expand", conv(4), &[x]);
            let maps = push("activation", Op::Activation(activation), &[conv1]);
            let gate = push("mean", Op::AdaptiveAvgPool { side: 1 }, &[maps]);
            let gate = push("squeeze", conv(4), &[gate]);
            let gate = push("squeeze.relu", Op::RELU, &[gate]);
            let gate = push("excite", conv(4), &[gate]);
            let gate = push("sigmoid", Op::Activation(Activation::Sigmoid), &[gate]);
            let scaled = push("scaled", Op::Mul, &[maps, gate]);
            let project = push("project", conv(4), &[scaled]);
            push("add", Op::Add, &[project, x])
        });
        assert_eq!(shown(&outline), ("activation", vec!["activation", "scaled", "add"]));
    }
}

#[test]
fn a_convnext_block_shows_its_gelu() {
    let outline = block(|builder, x| {
        let mut push = |name: &str, op: Op, inputs: &[NodeId]| builder.push(name, op, inputs, None);
        let norm = || LayerNorm { weight: None, bias: None, channels: 4, eps: 1e-6 };
        let scale = Affine { weight: Some("s".into()), bias: None, norm: None, channels: 4 };
        let first = push("depthwise", conv(4), &[x]);
        let normal = push("norm", Op::LayerNorm(norm()), &[first]);
        let wide = push("wide", conv(4), &[normal]);
        let gelu = push("gelu", Op::Activation(Activation::Gelu { tanh: false }), &[wide]);
        let narrow = push("narrow", conv(4), &[gelu]);
        let scaled = push("scale", Op::Affine(scale), &[narrow]);
        let add = push("add", Op::Add, &[scaled, x]);
        push("last norm", Op::LayerNorm(norm()), &[add])
    });
    // The last leads out of the block.
    assert_eq!(shown(&outline), ("gelu", vec!["gelu", "last norm"]));
}

#[test]
fn a_dense_step_shows_its_last_rectified_maps() {
    let outline = block(|builder, x| {
        let mut push = |name: &str, op: Op, inputs: &[NodeId]| builder.push(name, op, inputs, None);
        let norm = push("norm", Op::Affine(Affine::batch_norm("n", 1e-5, 4)), &[x]);
        let relu = push("relu1", Op::RELU, &[norm]);
        let conv1 = push("conv1", conv(4), &[relu]);
        let relu = push("relu2", Op::RELU, &[conv1]);
        let conv2 = push("conv2", conv(4), &[relu]);
        let both = push("concat", Op::Concat, &[x, conv2]);
        let few = push("transition", conv(8), &[both]);
        let pool = AvgPool {
            kernel: [2, 2],
            stride: [2, 2],
            padding: [0, 0],
            ceil_mode: false,
            counts_padding: true,
        };
        push("pool", Op::AvgPool(pool), &[few])
    });
    let worth = ["relu1", "relu2", "conv2", "concat", "transition", "pool"];
    assert_eq!(shown(&outline), ("relu2", worth.to_vec()));
}

#[test]
fn the_picture_in_other_colours_is_no_step() {
    let (mut builder, input) = Builder::new(3);
    let grey = Op::Conv(Conv::biased("luma", 3, 1, 1));
    let grey = builder.push("luma", grey, &[input], None);
    let norm = Op::Affine(Affine::batch_norm("n", 1e-5, 1));
    let norm = builder.push("norm", norm, &[grey], None);
    builder.block("first");
    let first = builder.push("conv", conv(1), &[norm], None);
    let graph = builder.finish(first);
    let outline = Outline::new(&spec("grey"), &graph, Arc::from([])).unwrap();
    let steps: Vec<(&str, usize)> =
        outline.blocks.iter().map(|block| (&*block.name, block.layers.len())).collect();
    assert_eq!(steps, [("first", 2)]);
}

#[test]
fn exported_networks_show_what_their_families_rectify_with() {
    let cases: [(&str, &[&str]); 5] = [
        ("mobilenet_v3_small", &["Hardswish", "ReLU", "Linear"]),
        ("efficientnet_b0", &["SiLU", "Linear"]),
        ("densenet121", &["ReLU", "Linear"]),
        ("shufflenet_v2_x0_5", &["Concat", "ReLU", "Linear"]),
        // Its stem and what leads from stage to stage rectify nothing.
        ("convnext_tiny", &["GELU", "LayerNorm", "Conv2d", "Linear"]),
    ];
    for (name, kinds) in cases {
        let file = format!("{}/tests/data/onnx/{name}.dynamo.onnx", env!("CARGO_MANIFEST_DIR"));
        let imported = onnx::open(file.as_ref(), onnx::Reading::Structure, None).unwrap();
        let outline = Outline::new(&spec(name), &imported.graph, Arc::from([])).unwrap();
        assert!(outline.blocks.len() > 8, "{name}");
        for block in &outline.blocks {
            let shown = &outline.layers[block.shown];
            assert!(kinds.contains(&shown.kind), "{name}, {}: {}", block.name, shown.kind);
            // No gate, whose values are no maps: only what leads to the classes is so small.
            let is_late = shown.node > imported.graph.code - 5;
            assert!(shown.shape.map.area() > 1 || is_late, "{name}: {}", shown.name);
        }
    }
}

#[test]
fn sums_of_sums_are_looked_through_once_each() {
    let (mut builder, input) = Builder::new(3);
    let mut x = builder.push("relu", Op::RELU, &[input], None);
    for number in 0..200 {
        x = builder.push(format!("add{number}"), Op::Add, &[x, x], None);
    }
    let graph = builder.finish(x);
    let outline = Outline::new(&spec("sums"), &graph, Arc::from([])).unwrap();
    assert!(!outline.layers.last().unwrap().signed);
}
