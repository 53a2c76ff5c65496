//! ONNX files that were changed in some places: each is an error of one line or a network, and
//! takes no more time and memory than any other.
//!
//! CI changes each of five kinds of files a hundred times. By hand, with figures:
//! `DEEPVIS_MUTATIONS=10000 cargo test --release --test deepvis mutated -- --nocapture`

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use deepvis::network::{onnx, receptive_field, shape};
use fastrand::Rng;

/// A plain network, one with depthwise convolutions and residual sums, one with gates, one with
/// arithmetic on shapes, and one with normalised layers.
const KINDS: [&str; 5] = [
    "conv_bn_relu_fc.torch2.11.0.dynamo.onnx",
    "relu6_depthwise_residual.torch2.11.0.legacy.onnx",
    "hardswish_se.torch2.11.0.dynamo.onnx",
    "channel_shuffle.torch2.11.0.legacy.onnx",
    "convnext_block.torch2.11.0.dynamo.onnx",
];

/// So often is each changed where nobody says how often.
const OFTEN: usize = 100;

/// A field of a protobuf message.
#[derive(Debug, Clone)]
enum Field {
    Number(u64, u64),
    Word(u64, Vec<u8>),
    Message(u64, Vec<Self>),
    /// Its wire type, and the bytes.
    Fixed(u64, u8, Vec<u8>),
}

/// The messages whose fields are changed one by one.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    Value,
    Type,
    TensorType,
    Shape,
    Flat,
}

impl Kind {
    fn inside(self, field: u64) -> Option<Self> {
        Some(match (self, field) {
            (Self::Model, 7) => Self::Graph,
            (Self::Graph, 1) => Self::Node,
            (Self::Node, 5) => Self::Attribute,
            (Self::Graph | Self::Attribute, 5) => Self::Tensor,
            (Self::Graph, 11 | 12) => Self::Value,
            (Self::Value, 2) => Self::Type,
            (Self::Type, 1) => Self::TensorType,
            (Self::TensorType, 2) => Self::Shape,
            (Self::Shape, 1) | (Self::Model, 8) => Self::Flat,
            _ => return None,
        })
    }
}

fn number(bytes: &mut &[u8]) -> u64 {
    let (mut value, mut place) = (0, 0);
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        value |= u64::from(byte & 0x7f) << place;
        place += 7;
        if byte < 0x80 {
            return value;
        }
    }
}

fn take(bytes: &mut &[u8], length: usize) -> Vec<u8> {
    let (taken, left) = bytes.split_at(length);
    *bytes = left;
    taken.to_vec()
}

fn fields(kind: Kind, mut bytes: &[u8]) -> Vec<Field> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let tag = number(&mut bytes);
        let field = tag >> 3;
        fields.push(match tag & 7 {
            0 => Field::Number(field, number(&mut bytes)),
            2 => {
                let length = number(&mut bytes) as usize;
                let value = take(&mut bytes, length);
                match kind.inside(field) {
                    Some(inside) => Field::Message(field, self::fields(inside, &value)),
                    None => Field::Word(field, value),
                }
            }
            wire_type => {
                let length = if wire_type == 1 { 8 } else { 4 };
                Field::Fixed(field, wire_type as u8, take(&mut bytes, length))
            }
        });
    }
    fields
}

fn put(mut value: u64, to: &mut Vec<u8>) {
    while value > 0x7f {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

fn written(fields: &[Field]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for field in fields {
        match field {
            Field::Number(field, value) => {
                put(field << 3, &mut bytes);
                put(*value, &mut bytes);
            }
            Field::Word(field, value) => {
                put(field << 3 | 2, &mut bytes);
                put(value.len() as u64, &mut bytes);
                bytes.extend(value);
            }
            Field::Message(field, inside) => {
                let value = written(inside);
                put(field << 3 | 2, &mut bytes);
                put(value.len() as u64, &mut bytes);
                bytes.extend(value);
            }
            Field::Fixed(field, wire_type, value) => {
                put(field << 3 | u64::from(*wire_type), &mut bytes);
                bytes.extend(value);
            }
        }
    }
    bytes
}

/// A list of fields somewhere in the file, the deeper ones more often.
fn somewhere<'a>(fields: &'a mut Vec<Field>, chance: &mut Rng) -> &'a mut Vec<Field> {
    let inside: Vec<usize> =
        (0..fields.len()).filter(|&at| matches!(fields[at], Field::Message(..))).collect();
    if inside.is_empty() || chance.u8(..8) == 0 {
        return fields;
    }
    let at = inside[chance.usize(..inside.len())];
    match &mut fields[at] {
        Field::Message(_, inside) => somewhere(inside, chance),
        _ => unreachable!("it is a message"),
    }
}

/// All the words of a file, which name operators, values and settings.
fn words(fields: &[Field], into: &mut Vec<Vec<u8>>) {
    for field in fields {
        match field {
            Field::Word(_, word) if word.len() < 100 => into.push(word.clone()),
            Field::Message(_, inside) => words(inside, into),
            _ => (),
        }
    }
}

/// A number that programs get wrong, or one that is nearly right.
fn other(value: u64, chance: &mut Rng) -> u64 {
    let edges =
        [0, 1, 2, 3, 7, 16, 255, 1 << 16, 1 << 31, 1 << 33, 1 << 62, u64::MAX, u64::MAX - 1];
    match chance.u8(..4) {
        0 => value.wrapping_add(1),
        1 => value.wrapping_sub(1),
        2 => value ^ 1 << chance.u32(..64),
        _ => edges[chance.usize(..edges.len())],
    }
}

/// A change of a field, after which the file is whole still.
fn change_field(model: &mut Vec<Field>, words: &[Vec<u8>], chance: &mut Rng) {
    let list = somewhere(model, chance);
    if list.is_empty() {
        return;
    }
    let at = chance.usize(..list.len());
    match chance.u8(..8) {
        0 => list.push(list[at].clone()),
        1 => drop(list.remove(at)),
        2 => {
            let with = chance.usize(..list.len());
            list.swap(at, with);
        }
        _ => match &mut list[at] {
            Field::Number(_, value) => *value = other(*value, chance),
            Field::Word(_, word) if chance.bool() => {
                word.clone_from(&words[chance.usize(..words.len())]);
            }
            // Lists of whole numbers, and texts.
            Field::Word(_, word) if chance.bool() && word.len().is_multiple_of(8) => {
                let count = word.len() / 8;
                if count > 0 {
                    let at = chance.usize(..count) * 8;
                    let mut value = [0; 8];
                    value.copy_from_slice(&word[at..at + 8]);
                    let value = other(u64::from_le_bytes(value), chance);
                    word[at..at + 8].copy_from_slice(&value.to_le_bytes());
                }
            }
            Field::Word(_, word) | Field::Fixed(_, _, word) => {
                if let Some(last) = word.len().checked_sub(1) {
                    word[chance.usize(..=last)] ^= 1 << chance.u8(..8);
                }
            }
            Field::Message(_, inside) => inside.truncate(chance.usize(..=inside.len())),
        },
    }
}

fn mutated(whole: &[u8], words: &[Vec<u8>], chance: &mut Rng) -> Vec<u8> {
    let mut bytes = if chance.u8(..4) == 0 {
        whole.to_vec()
    } else {
        let mut model = fields(Kind::Model, whole);
        for _ in 0..chance.usize(1..4) {
            change_field(&mut model, words, chance);
        }
        return written(&model);
    };
    for _ in 0..chance.usize(1..4) {
        let at = chance.usize(..bytes.len());
        match chance.u8(..4) {
            0 | 1 => bytes[at] ^= 1 << chance.u8(..8),
            2 => bytes.truncate(at.max(1)),
            _ => {
                let end = (at + chance.usize(1..200)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    bytes
}

/// The time that this thread has computed, in nanoseconds; 0 where the system does not say.
fn computed() -> u64 {
    let said = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    said.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or(0)
}

/// The most memory that this process has had, in KiB; 0 where the system does not say.
fn most_memory() -> u64 {
    let said = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = said.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// What becomes of a file: its graph's receptive fields, or the error.
fn read(bytes: &[u8]) -> Result<usize, String> {
    let model = onnx::reading::parse(bytes)?;
    let imported = onnx::import(model, None)?;
    let input = imported.input.unwrap_or(deepvis::geometry::Size::new(224, 224));
    let extents = shape::infer(&imported.graph, input).map_err(|error| error.to_string())?;
    Ok(receptive_field::walk(&imported.graph, &extents).len())
}

#[test]
fn a_file_that_was_changed_is_an_error_or_a_network() {
    let asked = std::env::var("DEEPVIS_MUTATIONS").ok();
    let often = asked.as_ref().map_or(OFTEN, |often| often.parse().unwrap());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/onnx/small");
    for kind in KINDS {
        let whole = fs::read(folder.join(kind)).unwrap();
        assert!(read(&whole).is_ok(), "{kind}: {:?}", read(&whole));
        let model = fields(Kind::Model, &whole);
        assert_eq!(written(&model), whole, "{kind}");
        let mut all = Vec::new();
        words(&model, &mut all);
        let (mut networks, mut longest, before) = (0, 0, most_memory());
        let mut problems = BTreeMap::<String, usize>::new();
        for seed in 0..often {
            let bytes = mutated(&whole, &all, &mut Rng::with_seed(seed as u64));
            let start = computed();
            match read(&bytes) {
                Ok(_) => networks += 1,
                Err(problem) => {
                    assert_eq!(problem.lines().count(), 1, "{kind}, seed {seed}: {problem}");
                    assert!(problem.len() < 1000, "{kind}, seed {seed}: {problem}");
                    let first = problem.split([':', '[', '"']).next().unwrap_or_default();
                    *problems.entry(first.into()).or_default() += 1;
                }
            }
            longest = longest.max(computed().saturating_sub(start));
        }
        if asked.is_some() {
            let memory = most_memory().saturating_sub(before);
            println!(
                "{kind}: {often} changed, {networks} networks, {} kinds of errors, at most {} ms and {memory} KiB more",
                problems.len(),
                longest / 1_000_000
            );
            assert!(longest < 1_000_000_000 && memory < 1 << 20, "{kind}");
        }
    }
}
