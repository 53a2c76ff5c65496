//! Small files of every idiom, against the outputs of what exported them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value as Json;
use tch::{Device, Kind, Tensor};

use super::*;
use crate::interrupt::Interrupt;
use crate::network::forward::{Keep, forward};
use crate::network::shape;
use crate::network::weights::Weights;

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

#[test]
fn small_files_of_every_idiom_give_pytorchs_outputs_or_are_refused_by_name() {
    let mut refused = BTreeMap::new();
    let mut exact = 0;
    for name in all() {
        match opened(&name) {
            Ok(imported) => {
                let distance = distance(&name, &imported);
                eprintln!("{name}: {distance:.1e}");
                assert!(distance < 1e-5, "{name}: {distance}");
                exact += 1;
            }
            Err(problem) => {
                eprintln!("{name}: {problem}");
                refused.insert(name, problem);
            }
        }
    }
    eprintln!("{exact} exact, {} refused", refused.len());
}
