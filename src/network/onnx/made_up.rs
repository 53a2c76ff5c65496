//! Bytes of ONNX files for tests, field by field.

/// A number of seven bits a byte.
pub(super) fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value > 0x7f {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

/// A field with a whole number.
pub(super) fn number(field: u64, value: i64) -> Vec<u8> {
    [varint(field << 3), varint(value as u64)].concat()
}

/// A field with four bytes.
pub(super) fn float(field: u64, value: f32) -> Vec<u8> {
    [varint(field << 3 | 5), value.to_le_bytes().to_vec()].concat()
}

/// A field with a word, packed numbers, or a message.
pub(super) fn bytes(field: u64, value: impl AsRef<[u8]>) -> Vec<u8> {
    let value = value.as_ref();
    [varint(field << 3 | 2), varint(value.len() as u64), value.to_vec()].concat()
}

/// Numbers, packed.
pub(super) fn packed(field: u64, values: &[i64]) -> Vec<u8> {
    bytes(field, values.iter().flat_map(|&value| varint(value as u64)).collect::<Vec<_>>())
}

/// A file of version 8 with the operators of version 20 and this graph.
pub(super) fn file(graph: impl AsRef<[u8]>) -> Vec<u8> {
    [number(1, 8), bytes(8, number(2, 20)), bytes(7, graph)].concat()
}

/// A weight of a graph: its name, shape, kind of numbers, and other fields.
pub(super) fn weight(name: &str, dims: &[i64], kind: i64, rest: &[u8]) -> Vec<u8> {
    let dims: Vec<u8> = dims.iter().flat_map(|&side| number(1, side)).collect();
    bytes(5, [dims, number(2, kind), bytes(8, name), rest.to_vec()].concat())
}

/// A graph with one convolution, whose weight lies where `weight` says.
pub(super) fn convolution(weight: &[u8]) -> Vec<u8> {
    let node = [
        bytes(1, "x"),
        bytes(1, "conv.weight"),
        bytes(2, "y"),
        bytes(3, "/conv/Conv"),
        bytes(4, "Conv"),
        bytes(5, [bytes(1, "group"), number(3, 1), number(20, 2)].concat()),
        bytes(5, [bytes(1, "pads"), packed(8, &[0, 0, 1, 1]), number(20, 7)].concat()),
    ];
    let side = |side| bytes(1, number(1, side));
    let shape = [side(1), side(3), bytes(1, bytes(2, "height")), side(-1)].concat();
    let kind = bytes(2, bytes(1, [number(1, 1), bytes(2, shape)].concat()));
    let input = bytes(11, [bytes(1, "x"), kind].concat());
    let output = bytes(12, bytes(1, "y"));
    [bytes(1, node.concat()), weight.to_vec(), input, output].concat()
}
