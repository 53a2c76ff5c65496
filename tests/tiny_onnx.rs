//! A tiny ONNX file for tests: its network tells which of three colours a picture has most of.

/// Bytes of a protobuf field that has a length.
fn bytes(field: u8, value: impl AsRef<[u8]>) -> Vec<u8> {
    let value = value.as_ref();
    [vec![field << 3 | 2], varint(value.len() as u64), value.to_vec()].concat()
}

fn number(field: u8, value: u64) -> Vec<u8> {
    // Fields above 15 have a key of two bytes.
    [varint(u64::from(field) << 3), varint(value)].concat()
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value > 0x7f {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

fn node(kind: &str, inputs: &[&str], output: &str, attributes: &[u8]) -> Vec<u8> {
    let inputs: Vec<u8> = inputs.iter().flat_map(|name| bytes(1, name)).collect();
    bytes(1, [inputs, bytes(2, output), bytes(4, kind), attributes.to_vec()].concat())
}

fn whole(name: &str, value: u64) -> Vec<u8> {
    bytes(5, [bytes(1, name), number(3, value), number(20, 2)].concat())
}

fn wholes(name: &str, values: &[u64]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|&value| number(8, value)).collect();
    bytes(5, [bytes(1, name), values, number(20, 7)].concat())
}

fn weight(name: &str, dims: &[u64], values: &[f32]) -> Vec<u8> {
    let dims: Vec<u8> = dims.iter().flat_map(|&side| number(1, side)).collect();
    let raw: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    bytes(5, [dims, number(2, 1), bytes(8, name), bytes(9, raw)].concat())
}

fn declared(field: u8, name: &str, dims: &[u64]) -> Vec<u8> {
    let dim = |&side: &u64| match side {
        0 => bytes(1, bytes(2, "open")),
        side => bytes(1, number(1, side)),
    };
    let shape: Vec<u8> = dims.iter().flat_map(dim).collect();
    let tensor = [number(1, 1), bytes(2, shape)].concat();
    bytes(field, [bytes(1, name), bytes(2, bytes(1, tensor))].concat())
}

/// A convolution that passes colours on, a rectifier, their means, and a layer that multiplies each
/// by ten. `side` is that of the picture; 0 leaves it open.
pub fn colours(side: u64) -> Vec<u8> {
    let eye =
        |by: f32| -> Vec<f32> { (0..9).map(|at| if at % 4 == 0 { by } else { 0.0 }).collect() };
    let square = [wholes("kernel_shape", &[1, 1]), wholes("strides", &[1, 1])].concat();
    let graph = [
        node("Conv", &["x", "conv.weight"], "conv", &square),
        node("Relu", &["conv"], "relu", &[]),
        node("GlobalAveragePool", &["relu"], "mean", &[]),
        node("Flatten", &["mean"], "flat", &whole("axis", 1)),
        node("Gemm", &["flat", "fc.weight", "fc.bias"], "logits", &whole("transB", 1)),
        bytes(2, "graph"),
        weight("conv.weight", &[3, 3, 1, 1], &eye(1.0)),
        weight("fc.weight", &[3, 3], &eye(10.0)),
        weight("fc.bias", &[3], &[0.0, 0.25, 0.5]),
        declared(11, "x", &[1, 3, side, side]),
        declared(12, "logits", &[1, 3]),
    ];
    let opset = bytes(8, number(2, 17));
    [number(1, 8), bytes(2, "made up"), bytes(7, graph.concat()), opset].concat()
}
