//! Tests of whole exports of PyTorch's networks, by both of its exporters, against PyTorch itself.
//!
//! `scripts/export_networks.py` and `export_people.py` made the files in `tests/data/onnx`. Those
//! of known networks come without their weights, which lie beside the file, as the default exporter
//! has it: here they are written by the formula of `deepvis::network::deterministic`, with the
//! centre and reach that the JSON says.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use deepvis::geometry::Size;
use deepvis::network::backward::Rule;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::{Keep, Trace};
use deepvis::network::graph::Graph;
use deepvis::network::manifest::Answers;
use deepvis::network::onnx::{self, Reading};
use deepvis::network::op::Op;
use deepvis::network::{Network, WeightsFrom, zoo};
use serde::Deserialize;
use tch::Tensor;
use tempfile::TempDir;

use crate::reference::{Samples, signal_error, signal_of};

/// Of a value's range (max − min): both sides compute in f32 with sums in another order.
const TOLERANCE: f64 = 1e-4;

/// Of the gradient's range, where PyTorch's own two answers are not further from each other.
const GRADIENT_TOLERANCE: f64 = 1e-3;

const EXPORTERS: [&str; 2] = ["dynamo", "legacy"];

/// torchvision's.
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const STD: [f32; 3] = [0.229, 0.224, 0.225];

#[derive(Deserialize)]
struct Export {
    /// Height and width.
    picture: [i32; 2],
    tensors: Vec<Made>,
    /// For each exporter, which of the tensors lie in the file of weights, end to end.
    files: HashMap<String, Vec<usize>>,
    /// For each exporter, the tensors that have another name in its file.
    renamed: HashMap<String, HashMap<String, String>>,
    best: usize,
    logits: Samples,
    gradient: Samples,
    pytorch_spread: Spread,
    middle: Vec<Middle>,
}

/// A tensor by the formula: name, centre, reach, shape. Where the name ends with " transposed", its
/// columns lie in the file as rows.
#[derive(Deserialize)]
struct Made(String, f64, f64, Vec<usize>);

/// How far answers of PyTorch's own are from each other, as shares of the range.
#[derive(Deserialize)]
struct Spread {
    gradient_f32_f64: f64,
    gradient_threads: f64,
}

/// The value of a convolution, batch normalisation included.
#[derive(Deserialize)]
struct Middle {
    /// For each exporter, the name of the convolution's weight.
    weight: HashMap<String, String>,
    #[serde(flatten)]
    samples: Samples,
}

impl Made {
    fn bytes(&self) -> Vec<u8> {
        let Self(name, centre, reach, shape) = self;
        let (name, is_turned) =
            name.strip_suffix(" transposed").map_or((&**name, false), |name| (name, true));
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let value = |index: usize| {
            let z = seed.wrapping_add((index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let u = ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64;
            (centre + reach * (2.0 * u - 1.0)) as f32
        };
        let (rows, columns) = if is_turned { (shape[0], shape[1]) } else { (1, 1) };
        let count = shape.iter().product::<usize>();
        let order =
            (0..count).map(|at| if is_turned { at % rows * columns + at / rows } else { at });
        order.flat_map(|index| value(index).to_le_bytes()).collect()
    }
}

impl Export {
    fn of(name: &str) -> Self {
        let text = fs::read_to_string(data(&format!("{name}.json"))).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    fn size(&self) -> Size {
        let [height, width] = self.picture;
        Size::new(width, height)
    }

    /// The cat, which repeats itself below and on the right, as the network reads it.
    fn input(&self, network: &Network) -> Tensor {
        let cat = image::open(data("../reference/chelsea-224.png")).unwrap().to_rgb8();
        let size = self.size();
        let pixel = |at: i32| {
            cat.get_pixel(at as u32 % size.width as u32 % 224, at as u32 / size.width as u32 % 224)
        };
        let values = (0..size.width * size.height).flat_map(|at| {
            let image::Rgb(colours) = *pixel(at);
            let normalise = |n: usize| (f32::from(colours[n]) / 255.0 - MEAN[n]) / STD[n];
            [0, 1, 2].map(normalise)
        });
        network.input(&values.collect::<Vec<f32>>(), size).unwrap()
    }

    /// PyTorch's own gradients are as far from each other as this, where that is more than what is
    /// held elsewhere: a rectifier or a window's largest value is decided by rounding.
    fn gradient_tolerance(&self) -> f64 {
        let Spread { gradient_f32_f64, gradient_threads } = self.pytorch_spread;
        GRADIENT_TOLERANCE.max(gradient_f32_f64).max(gradient_threads)
    }

    /// What the exporter's name for a tensor is in PyTorch.
    fn original<'a>(&'a self, exporter: &str, name: &'a str) -> &'a str {
        let renamed = self.renamed.get(exporter).and_then(|names| names.get(name));
        renamed.map_or(name, |name| name)
    }
}

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/onnx").join(file)
}

/// The export of a head of eight classes, in this folder as `NAME.onnx` with its labels.
pub fn place_eight(folder: &Path, name: &str) {
    let (made, file) = whole("people/eight", "dynamo", &Export::of("people/eight"));
    fs::copy(&file, folder.join(format!("{name}.onnx"))).unwrap();
    // The file names that of its weights.
    let weights = "eight.dynamo.onnx.data";
    fs::copy(made.path().join(weights), folder.join(weights)).unwrap();
    let labels = folder.join(format!("{name}.labels.txt"));
    fs::copy(data("people/eight.labels.txt"), labels).unwrap();
}

/// The export with its weights beside it, and its file.
fn whole(name: &str, exporter: &str, export: &Export) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let source = data(&format!("{name}.{exporter}.onnx"));
    let file_name = source.file_name().unwrap().to_str().unwrap();
    let file = folder.path().join(file_name);
    fs::copy(&source, &file).unwrap();
    let tensors = &export.files[exporter];
    if !tensors.is_empty() {
        let mut weights =
            fs::File::create(folder.path().join(format!("{file_name}.data"))).unwrap();
        for &tensor in tensors {
            weights.write_all(&export.tensors[tensor].bytes()).unwrap();
        }
    }
    (folder, file)
}

fn load(file: &Path) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let name = file.to_str().unwrap();
    Network::load(name, &WeightsFrom::Published, device).unwrap_or_else(|error| panic!("{error}"))
}

/// Compares values on the way, logits and gradient with PyTorch's; both exports mean the same.
fn compare(name: &str) {
    let export = Export::of(name);
    for exporter in EXPORTERS {
        let (_folder, file) = whole(name, exporter, &export);
        let network = load(&file);
        assert_eq!(network.spec.input, export.size(), "{name} {exporter}");
        let input = export.input(&network);
        let trace = network.forward(&input, Keep::All, network.graph.logits()).unwrap();
        let middle = middle_error(&network, &trace, &export, exporter);
        let value = trace.value(network.graph.logits()).unwrap().flatten(1, -1);
        let logits = export.logits.error(&value);
        println!(
            "{name} {exporter}: {} nodes, {} steps, {} values on the way off by {middle:e}, logits \
             by {logits:e}",
            network.graph.nodes.len(),
            network.outline.blocks.len(),
            export.middle.len()
        );
        assert!(middle <= TOLERANCE, "{name} {exporter}: values on the way are off by {middle:e}");
        assert!(logits <= TOLERANCE, "{name} {exporter}: the logits are off by {logits:e}");
        let what = format!("{name} {exporter}: the gradient");
        let signal = |trace: &Trace| signal_of(&network, trace, export.best, Rule::Gradient);
        let tolerance = export.gradient_tolerance();
        let gradient = &export.gradient;
        let error = signal_error(&network, (&input, &trace), gradient, tolerance, &what, signal);
        assert!(error <= tolerance, "{what} is off by {error:e}");
    }
}

/// The largest error of the values on the way, as a share of each one's range.
fn middle_error(network: &Network, trace: &Trace, export: &Export, exporter: &str) -> f64 {
    let error = |middle: &Middle| {
        let weight = &middle.weight[exporter];
        let names = [&**weight, export.original(exporter, weight)];
        let is_it = |op: &Op| matches!(op, Op::Conv(conv) if names.contains(&&*conv.weight));
        let node = network.graph.nodes.iter().position(|node| is_it(&node.op));
        let node = node.unwrap_or_else(|| panic!("no convolution has the weight {weight}"));
        let error = middle.samples.error(trace.value(node).unwrap());
        assert!(error <= TOLERANCE, "{exporter}: {weight} is off by {error:e}");
        error
    };
    export.middle.iter().map(error).fold(0.0, f64::max)
}

/// Of each convolution, in the graph's order: what `name` makes of its weight's name and shape,
/// and the number of its step.
fn steps(graph: &Graph, name: impl Fn(&str) -> String) -> Vec<(String, Vec<i64>, usize)> {
    let mut blocks: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for node in &graph.nodes {
        let Op::Conv(conv) = &node.op else { continue };
        if blocks.last() != Some(&&*node.block) {
            blocks.push(&node.block);
        }
        let [height, width] = conv.kernel;
        found.push((
            name(&conv.weight),
            vec![conv.outputs, conv.inputs, height, width],
            blocks.len(),
        ));
    }
    found
}

/// The export's convolutions lie in the same steps as those of the zoo's network.
fn compare_steps(name: &str, of_the_zoo: &str) {
    let export = Export::of(name);
    let known = zoo::graph(of_the_zoo).unwrap();
    for exporter in EXPORTERS {
        let file = data(&format!("{name}.{exporter}.onnx"));
        let imported = onnx::open(&file, Reading::Structure, None);
        let imported = imported.unwrap_or_else(|error| panic!("{error}"));
        let (mut ours, mut zoos) = if name == of_the_zoo {
            let original = |weight: &str| export.original(exporter, weight).to_owned();
            (steps(&imported.graph, original), steps(&known, str::to_owned))
        } else {
            // The two call their weights differently; it is one chain of convolutions.
            (steps(&imported.graph, |_| String::new()), steps(&known, |_| String::new()))
        };
        if name == of_the_zoo {
            ours.sort();
            zoos.sort();
        }
        assert_eq!(ours, zoos, "{name} {exporter}");
    }
}

#[test]
fn exports_of_mobilenet_v3_answer_as_pytorch_does() {
    compare("mobilenet_v3_small");
}

#[test]
fn exports_of_shufflenet_answer_as_pytorch_does() {
    compare("shufflenet_v2_x0_5");
}

#[test]
fn exports_of_squeezenet_answer_as_pytorch_does() {
    compare("squeezenet1_1");
}

#[test]
fn exports_of_efficientnet_answer_as_pytorch_does() {
    compare("efficientnet_b0");
}

#[test]
#[ignore = "minutes; by hand after a change of the import"]
fn exports_of_twelve_more_networks_answer_as_pytorch_does() {
    let names = [
        "alexnet",
        "vgg11",
        "resnet18",
        "resnet50",
        "googlenet",
        "inception_v3",
        "mobilenet_v2",
        "mnasnet0_5",
        "regnet_y_400mf",
        "densenet121",
        "convnext_tiny",
        "tf_efficientnet_lite0",
    ];
    let failed = |name: &&&str| std::panic::catch_unwind(|| compare(name)).is_err();
    let failed: Vec<_> = names.iter().filter(failed).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn the_steps_of_an_export_are_the_blocks_of_the_same_network_in_the_zoo() {
    let known =
        ["alexnet", "vgg11", "squeezenet1_1", "resnet18", "resnet50", "googlenet", "mobilenet_v2"];
    for name in known {
        compare_steps(name, name);
    }
    compare_steps("tf_efficientnet_lite0", "efficientnet_lite0");
}

#[test]
fn a_head_of_eight_classes_answers_with_the_names_beside_its_file() {
    compare("people/eight");
    let export = Export::of("people/eight");
    let (folder, file) = whole("people/eight", "dynamo", &export);
    let labels = data("people/eight.labels.txt");
    fs::copy(&labels, folder.path().join("eight.dynamo.labels.txt")).unwrap();
    let names = fs::read_to_string(labels).unwrap();
    assert_eq!(*load(&file).outline.labels, *names.lines().collect::<Vec<_>>());
}

#[test]
fn a_picture_may_be_oblong_and_a_softmax_at_the_end_is_left_out() {
    compare("people/oblong");
}

#[test]
fn a_network_with_a_sigmoid_at_its_end_answers_with_several_labels() {
    compare("people/several");
    for exporter in EXPORTERS {
        let network = load(&data(&format!("people/several.{exporter}.onnx")));
        assert_eq!(network.spec.answers, Answers::Several, "{exporter}");
    }
}

/// A picture of one channel is the luma of three, so the gradients of those sum up to its own.
#[test]
fn a_network_for_grey_pictures_reads_the_luma() {
    let export = Export::of("people/digits");
    for exporter in EXPORTERS {
        let network = load(&data(&format!("people/digits.{exporter}.onnx")));
        let input = export.input(&network);
        let trace = network.forward(&input, Keep::All, network.graph.logits()).unwrap();
        let logits = trace.value(network.graph.logits()).unwrap();
        let error = export.logits.error(logits);
        assert!(error <= TOLERANCE, "{exporter}: {error:e}");
        let gradient = signal_of(&network, &trace, export.best, Rule::Gradient);
        let gradient = gradient.sum_dim_intlist(1, true, None);
        let error = export.gradient.error(&gradient);
        assert!(error <= GRADIENT_TOLERANCE, "{exporter}: {error:e}");
    }
}

/// A single logit z has become −z/2 and z/2, whose softmax is the sigmoid of z.
#[test]
fn a_single_logit_becomes_no_and_yes() {
    let export = Export::of("people/yes_no");
    for exporter in EXPORTERS {
        let network = load(&data(&format!("people/yes_no.{exporter}.onnx")));
        assert_eq!(*network.outline.labels, ["no", "yes"], "{exporter}");
        let input = export.input(&network);
        let trace = network.forward(&input, Keep::All, network.graph.logits()).unwrap();
        let logits = trace.value(network.graph.logits()).unwrap();
        let z = f64::from(Vec::<f32>::try_from(yes_minus_no(logits)).unwrap()[0]);
        let wanted = export.logits.wanted().next().unwrap();
        assert!((z - wanted).abs() <= TOLERANCE * wanted.abs(), "{exporter}: {z} for {wanted}");
        let gradient = signal_of(&network, &trace, 1, Rule::Gradient) * 2.0;
        let error = export.gradient.error(&gradient);
        assert!(error <= GRADIENT_TOLERANCE, "{exporter}: {error:e}");
    }
}

/// The single logit again: yes − no.
fn yes_minus_no(logits: &Tensor) -> Tensor {
    logits.select(1, 1) - logits.select(1, 0)
}
