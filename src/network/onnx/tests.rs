//! Small files of every idiom, against the outputs of what exported them.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value as Json;
use tch::{Device, Kind, Tensor};

use super::*;
use crate::interrupt::Interrupt;
use crate::network::forward::{Keep, forward};
use crate::network::manifest::Spec;
use crate::network::op::Op;
use crate::network::outline::{Block, Outline};
use crate::network::weights::Weights;
use crate::network::{shape, zoo};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/onnx/small")
}

/// Names of all files, sorted.
fn all() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let names = entries.filter(|path| path.extension().is_some_and(|kind| kind == "onnx"));
    let mut names: Vec<String> =
        names.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn opened(name: &str) -> Result<Imported, String> {
    open(&folder().join(format!("{name}.onnx")), Reading::Whole, None).map_err(|error| {
        let problem = error.to_string();
        assert_eq!(problem.lines().count(), 1, "{problem}");
        problem.split(": /").next().unwrap().to_owned()
    })
}

fn floats(values: &Json) -> Vec<f32> {
    values.as_array().unwrap().iter().map(|value| value.as_f64().unwrap() as f32).collect()
}

/// How far the value of the wanted shape is from what PyTorch computed, as a part of its range.
fn distance(name: &str, imported: &Imported) -> f64 {
    let json = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
    let json: Json = serde_json::from_str(&json).unwrap();
    let sides: Vec<i64> = json["input"]["shape"]
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_i64().unwrap())
        .collect();
    let count: i64 = sides.iter().product();
    let value = |at: i64| (at * 2_654_435_761) % (1 << 32);
    let picture: Vec<f32> =
        (0..count).map(|at| (value(at) as f64 / 4_294_967_296.0 * 2.0 - 1.0) as f32).collect();
    let input = Tensor::from_slice(&picture).reshape(&sides);
    let mut tensors = imported.tensors(&Interrupt::default()).unwrap();
    let weights = Weights::bind(&imported.graph, &mut tensors, Device::Cpu).unwrap();
    assert!(tensors.is_empty(), "{name}: {:?}", tensors.keys());
    let (graph, logits) = (&imported.graph, imported.graph.logits());
    let trace = forward(graph, &weights, &input, Keep::All, logits, &Interrupt::default()).unwrap();
    let size = Size::new(sides[3] as i32, sides[2] as i32);
    for (id, extent) in shape::infer(graph, size).unwrap().into_iter().enumerate() {
        let wanted = [vec![1], extent.dims()].concat();
        assert_eq!(trace.value(id).unwrap().size(), wanted, "{name}: {}", graph.nodes[id].name);
    }
    let shape: Vec<i64> = json["output"]["shape"]
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_i64().unwrap())
        .collect();
    let has_shape = |id: &usize| trace.value(*id).unwrap().size() == shape;
    let node = (0..=logits).rev().find(has_shape).unwrap();
    let own = trace.value(node).unwrap().to_kind(Kind::Double);
    let own = match name.split('.').next().unwrap() {
        "softmax_end" => own.softmax(1, Kind::Double),
        "logsoftmax_end" => own.log_softmax(1, Kind::Double),
        _ => own,
    };
    let wanted = Tensor::from_slice(&floats(&json["output"]["values"])).to_kind(Kind::Double);
    let range = (wanted.max() - wanted.min()).double_value(&[]);
    (own.flatten(0, -1) - wanted).abs().max().double_value(&[]) / range
}

/// Files that are refused: how the name begins, what is named, and what is said of it.
const REFUSED: [(&str, &str, &str); 15] = [
    ("activations", "Elu", "no activation here is like it"),
    ("adaptive_pool_7_to_6", "GatherND", "it picks single values"),
    ("conv_transpose", "ConvTranspose", "maps are never enlarged here"),
    ("convnext_block.torch2.11.0-oscript062", "SequenceEmpty", "onnxscript 0.7 or later"),
    ("group_norm", "InstanceNormalization", "known are batch and layer normalisation"),
    ("instance_norm", "InstanceNormalization", "known are batch and layer normalisation"),
    ("lrn.torch2.11.0.dynamo", "AveragePool", "local response normalisation"),
    ("lrn.torch2.11.0.legacy", "If", "it decides while the network runs"),
    ("relu6_depthwise_residual.dyn_int8", "DynamicQuantizeLinear", "8 bits (quantised)"),
    ("relu6_depthwise_residual.qdq_int8", "QuantizeLinear", "8 bits (quantised)"),
    ("relu6_depthwise_residual.qop_int8", "QuantizeLinear", "8 bits (quantised)"),
    ("space_to_depth", "DepthToSpace", "maps are never enlarged here"),
    ("uint8_nhwc_input", "its input", "kind uint8"),
    ("upsample", "Resize", "maps are never enlarged here"),
    ("vit_attention", "MatMul", "transformers are not known"),
];

#[test]
fn small_files_of_every_idiom_give_pytorchs_outputs_or_are_refused_by_name() {
    let mut exact = 0;
    for name in all() {
        let refusal = REFUSED.iter().find(|(begin, ..)| name.starts_with(begin));
        match (opened(&name), refusal) {
            (Ok(imported), None) => {
                let distance = distance(&name, &imported);
                assert!(distance < 1e-5, "{name}: {distance}");
                exact += 1;
            }
            (Err(problem), Some((_, named, said))) => {
                assert!(problem.starts_with(named) && problem.contains(said), "{name}: {problem}");
            }
            (Err(problem), None) => panic!("{name}: {problem}"),
            (Ok(_), Some(_)) => panic!("{name} is not refused"),
        }
    }
    assert_eq!(exact, 82);
}

#[test]
fn a_mutated_file_is_an_error_or_a_network() {
    let mut random = fastrand::Rng::with_seed(20);
    for name in all().iter().step_by(4) {
        let original = fs::read(folder().join(format!("{name}.onnx"))).unwrap();
        for _ in 0..12 {
            let mut bytes = original.clone();
            for _ in 0..random.usize(1..4) {
                let at = random.usize(..bytes.len());
                bytes[at] = random.u8(..);
            }
            let read = reading::parse(&bytes).and_then(|model| import(model, None));
            if let Err(problem) = read {
                assert!(problem.lines().count() == 1, "{name}: {problem}");
            }
        }
    }
}

fn export(name: &str) -> Graph {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/onnx");
    open(&path.join(format!("{name}.onnx")), Reading::Structure, None).unwrap().graph
}

fn outline(graph: &Graph) -> Outline {
    let spec = Spec { input: Size::new(224, 224), ..Spec::default() };
    Outline::new(&spec, graph, Arc::from([])).unwrap()
}

/// For each step of the wall the shapes of its layers' weights.
fn steps(graph: &Graph) -> Vec<Vec<Vec<i64>>> {
    let outline = outline(graph);
    let weights = |&layer: &usize| match &graph.nodes[outline.layers[layer].node].op {
        op @ (Op::Conv(_) | Op::Linear(_)) => Some(op.parameters().remove(0).shape),
        _ => None,
    };
    let of_block = |block: &Block| {
        let mut all: Vec<Vec<i64>> = block.layers.iter().filter_map(weights).collect();
        all.sort();
        all
    };
    outline.blocks.iter().map(of_block).collect()
}

#[test]
fn the_steps_of_an_export_are_those_of_the_same_network_in_the_zoo() {
    let networks = [
        ("alexnet", "alexnet", 8),
        ("vgg11", "vgg11", 11),
        ("squeezenet1_1", "squeezenet1_1", 10),
        ("resnet18", "resnet18", 10),
        ("resnet50", "resnet50", 18),
        ("googlenet", "googlenet", 13),
        ("mobilenet_v2", "mobilenet_v2", 20),
        ("tf_efficientnet_lite0", "efficientnet_lite0", 18),
    ];
    for (file, network, count) in networks {
        let own = steps(&zoo::graph(network).unwrap());
        for exporter in ["dynamo", "legacy"] {
            let graph = export(&format!("{file}.{exporter}"));
            let found = steps(&graph);
            let names: Vec<String> =
                outline(&graph).blocks.into_iter().map(|block| block.name).collect();
            assert_eq!(found, own, "{file}.{exporter}: {names:?}");
            assert_eq!(found.len(), count, "{file}.{exporter}");
        }
    }
}

#[test]
fn other_networks_have_steps_of_their_modules_the_same_from_both_exporters() {
    // Name, steps, one of them, the code.
    let networks = [
        ("convnext_tiny", 23, "features.5.8", 768),
        ("densenet121", 9, "features.denseblock4", 1024),
        ("efficientnet_b0", 19, "features.6.3", 1280),
        ("inception_v3", 17, "Mixed_7c", 2048),
        ("mnasnet0_5", 21, "layers.10.2", 1280),
        ("mobilenet_v3_small", 15, "features.12", 1024),
        ("regnet_y_400mf", 18, "trunk_output.block4.block4-5", 440),
        ("shufflenet_v2_x0_5", 19, "stage4.3", 1024),
    ];
    for (file, count, step, code) in networks {
        let [both, legacy] = ["dynamo", "legacy"].map(|exporter| {
            let graph = export(&format!("{file}.{exporter}"));
            let outline = outline(&graph);
            assert_eq!(graph.channels(graph.code), Some(code), "{file}");
            // Where nothing but means lies between.
            let is_mean = !["convnext_tiny", "mobilenet_v3_small"].contains(&file);
            assert_eq!(graph.averaged_to_code().is_some(), is_mean, "{file}");
            assert!(graph.nodes.iter().all(|node| !node.name.contains(['/', ':'])), "{file}");
            outline.blocks.into_iter().map(|block| block.name).collect::<Vec<_>>()
        });
        assert_eq!(both, legacy, "{file}");
        assert_eq!(both.len(), count, "{file}: {both:?}");
        assert!(both.iter().any(|name| name == step), "{file}: {both:?}");
    }
}

/// A file of one convolution and what a person's own network ends with.
fn people(name: &str) -> Imported {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/onnx/people");
    open(&path.join(format!("{name}.onnx")), Reading::Whole, None).unwrap()
}

#[test]
fn grey_pictures_and_single_logits_get_a_node_of_their_own() {
    let digits = people("digits.dynamo");
    assert_eq!((digits.channels, digits.graph.channels(0)), (1, Some(3)));
    assert_eq!(digits.graph.nodes[1].name, "luma");
    assert_eq!(digits.graph.fixed, ["luma.weight"]);
    let all: u64 = digits.graph.parameters().map(|parameter| parameter.len() as u64).sum();
    assert_eq!(digits.graph.parameter_count(), all - 3, "the luma was not trained");
    assert_eq!(digits.input, Some(Size::new(28, 28)));
    let one = people("yes_no.legacy");
    assert!(one.yes_or_no && one.answers == Answers::OneOf);
    assert_eq!((one.graph.classes(), &*one.graph.fixed), (2, &["yes_or_no.weight".to_owned()][..]));
    assert_eq!(one.graph.channels(one.graph.code).unwrap() as i64, code_of(&one.graph));
    assert_eq!(people("several.dynamo").answers, Answers::Several);
    assert_eq!(people("oblong.dynamo").input, Some(Size::new(160, 96)));
}

#[test]
fn of_several_outputs_the_one_that_is_taken_is_named_first() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/onnx/people");
    let mut model =
        reading::read(&path.join("oblong.dynamo.onnx"), Reading::Whole).expect("a network");
    let own = model.outputs[0].clone();
    let within = model.operators[0].outputs[0].clone();
    model.outputs = vec![within.clone(), own.clone()];
    let imported = import(model, None).unwrap();
    assert_eq!(imported.outputs, [own, within]);
}

/// How many values the last layer before the two classes reads.
fn code_of(graph: &Graph) -> i64 {
    let layers = graph.nodes.iter().rev().filter_map(|node| match &node.op {
        Op::Linear(linear) => Some(linear.inputs),
        _ => None,
    });
    layers.take(2).last().unwrap()
}
