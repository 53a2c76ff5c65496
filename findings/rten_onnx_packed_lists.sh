#!/usr/bin/env bash
# rten-onnx's types of ONNX messages refuse lists of numbers that are packed.
#
# Versions: rten-onnx 0.27.0, onnx 1.23.2 (Python).
# Seen: onnx, in Python and C++, writes each number of a tensor's `dims` and of an attribute's `ints`
#   as a field of its own. Writers of proto3 (in C#, Go, JavaScript) pack such lists into one field,
#   which readers of protobuf have to take too: onnx reads both files as the same model, rten-onnx
#   reads the first alone.
# Why it matters: a valid file does not open.
#
# Exits 1 if any of this has changed. Needs cargo, python3 with venv, crates.io and PyPI.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet onnx==1.23.2
cat > write.py <<'PYTHON'
import onnx
from onnx import TensorProto, helper

pool = helper.make_node("MaxPool", ["x"], ["p"], kernel_shape=[2, 2])
relu = helper.make_node("Relu", ["p"], ["y"])
values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, 4, 4]) for name in "xy"]
graph = helper.make_graph([pool, relu], "g", values[:1], values[1:])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
whole = model.SerializeToString()
# Fields 8 with a 2 each; then one field 8 of two bytes with both. As many bytes: no length changes.
one_by_one, packed = b"\x40\x02\x40\x02", b"\x42\x02\x02\x02"
assert whole.count(one_by_one) == 1
for name, data in {"whole": whole, "packed": whole.replace(one_by_one, packed)}.items():
    assert onnx.load_model_from_string(data) == model
    open(name, "wb").write(data)
PYTHON
venv/bin/python write.py

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "packed"
version = "0.0.0"
edition = "2024"

[dependencies]
rten-onnx = "=0.27.0"
TOML
cat > src/main.rs <<'RUST'
use rten_onnx::onnx::ModelProto;

fn main() {
    let read = ["whole", "packed"].map(|name| {
        let model = ModelProto::parse_buf(&std::fs::read(name).unwrap());
        match &model {
            Ok(model) => println!("rten-onnx, {name}: {} nodes", model.graph.as_ref().unwrap().node.len()),
            Err(error) => println!("rten-onnx, {name}: {error}"),
        }
        model.is_ok()
    });
    std::process::exit(i32::from(read != [true, false]));
}
RUST
cargo run --quiet --release
