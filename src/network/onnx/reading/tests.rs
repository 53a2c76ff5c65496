//! Bytes of ONNX files as models: every form in which writers put the same thing, and what is no
//! ONNX file.

use std::fs;
use std::iter;

use super::super::made_up::{bytes, convolution, file, float, number, packed, varint, weight};
use super::super::model::{Attribute, Constant, Operator};
use super::*;

fn refused(bytes: &[u8]) -> String {
    let problem = parse(bytes).unwrap_err();
    assert_eq!(problem.lines().count(), 1, "{problem}");
    problem
}

/// The only weight of a file, of this shape and kind, with these fields.
fn constant(dims: &[i64], kind: i64, rest: &[u8]) -> result::Result<Constant, String> {
    let model = parse(&file(weight("w", dims, kind, rest)))?;
    Ok(model.initialisers.into_iter().next().unwrap().1)
}

fn floats(dims: &[i64], kind: i64, rest: &[u8]) -> Vec<f32> {
    match constant(dims, kind, rest).unwrap() {
        Constant::Floats(values) => {
            let shape: Vec<i64> = values.shape().iter().map(|&side| side as i64).collect();
            assert_eq!(shape, dims);
            values.iter().copied().collect()
        }
        other => panic!("{other:?}"),
    }
}

fn integers(dims: &[i64], kind: i64, rest: &[u8]) -> Vec<i64> {
    match constant(dims, kind, rest).unwrap() {
        Constant::Integers(values) => values.iter().copied().collect(),
        other => panic!("{other:?}"),
    }
}

/// The setting that these fields, besides its name, are.
fn attribute(fields: &[u8]) -> Attribute {
    let attribute = bytes(5, [bytes(1, "a"), fields.to_vec()].concat());
    let model = parse(&file(bytes(1, attribute))).unwrap();
    let operator: Operator = model.operators.into_iter().next().unwrap();
    operator.attributes.into_iter().next().unwrap().1
}

fn raw<const N: usize>(numbers: impl IntoIterator<Item = [u8; N]>) -> Vec<u8> {
    bytes(9, numbers.into_iter().flatten().collect::<Vec<u8>>())
}

#[test]
fn a_file_is_its_operators_weights_inputs_and_outputs() {
    let weight =
        weight("conv.weight", &[1, 3, 1, 1], 1, &raw([1.0_f32, 2.0, 3.0].map(f32::to_le_bytes)));
    let model = parse(&[file(convolution(&weight)), bytes(2, "pytorch")].concat()).unwrap();
    assert_eq!((model.opset, model.producer.as_str()), (20, "pytorch"));
    let [operator] = model.operators.as_slice() else { panic!("{model:?}") };
    assert_eq!((operator.kind.as_str(), operator.name.as_str()), ("Conv", "/conv/Conv"));
    assert_eq!(
        (operator.inputs.join(" "), operator.outputs.join(" ")),
        ("x conv.weight".into(), "y".into())
    );
    let [(group, Attribute::Int(1)), (pads, Attribute::Ints(sides))] =
        operator.attributes.as_slice()
    else {
        panic!("{operator:?}")
    };
    assert_eq!(
        (group.as_str(), pads.as_str(), sides.as_slice()),
        ("group", "pads", &[0, 0, 1, 1][..])
    );
    let [input] = model.inputs.as_slice() else { panic!("{model:?}") };
    assert_eq!((input.name.as_str(), input.kind.as_str()), ("x", "float"));
    assert_eq!(input.shape, [Some(1), Some(3), None, None]);
    assert_eq!(model.outputs, ["y"]);
    assert_eq!(model.initialisers[0].0, "conv.weight");
}

#[test]
fn numbers_are_the_same_in_every_field_that_a_writer_may_put_them_into() {
    let wanted = [1.5_f32, -2.0, 0.0, 65504.0];
    let halves = [0x3e00_u16, 0xc000, 0, 0x7bff];
    let brains = wanted.map(|value| (value.to_bits() >> 16) as u16);
    let bits = |bits: [u16; 4]| bits.map(i64::from);
    let doubles = wanted.map(f64::from);
    let single = wanted.iter().flat_map(|&value| float(4, value)).collect::<Vec<u8>>();
    for (kind, fields) in [
        (1, raw(wanted.map(f32::to_le_bytes))),
        (1, bytes(4, wanted.map(f32::to_le_bytes).concat())),
        (1, single),
        (10, raw(halves.map(u16::to_le_bytes))),
        (10, packed(5, &bits(halves))),
        (11, raw(doubles.map(f64::to_le_bytes))),
        (11, bytes(10, doubles.map(f64::to_le_bytes).concat())),
    ] {
        assert_eq!(floats(&[2, 2], kind, &fields), wanted, "{kind}");
    }
    let close = [1.5, -2.0, 0.0, 65280.0];
    for fields in [raw(brains.map(u16::to_le_bytes)), packed(5, &bits(brains))] {
        assert_eq!(floats(&[4], 16, &fields), close);
    }
    let wanted = [-1_i64, 0, 1 << 20];
    let one_by_one = wanted.iter().flat_map(|&value| number(7, value)).collect::<Vec<u8>>();
    for (kind, fields) in [
        (7, raw(wanted.map(i64::to_le_bytes))),
        (7, packed(7, &wanted)),
        (7, one_by_one),
        (6, raw(wanted.map(|value| (value as i32).to_le_bytes()))),
        (6, packed(5, &wanted)),
    ] {
        assert_eq!(integers(&[3], kind, &fields), wanted, "{kind}");
    }
    for fields in [bytes(9, [0, 1, 255]), packed(5, &[0, 1, 1])] {
        assert_eq!(integers(&[3], 9, &fields), [0, 1, 1]);
    }
}

#[test]
fn half_precision_keeps_its_small_and_its_infinite_numbers() {
    let bits = [0x0001_u16, 0x03ff, 0x0400, 0x3555, 0x8000, 0xfc00];
    let wanted =
        [5.960_464_5e-8, 6.097_555e-5, 6.103_515_6e-5, 0.333_251_95, -0.0, f32::NEG_INFINITY];
    let read = floats(&[6], 10, &raw(bits.map(u16::to_le_bytes)));
    assert_eq!(read, wanted);
    assert!(read[4].is_sign_negative());
    assert!(floats(&[1], 10, &raw([0x7e00_u16.to_le_bytes()]))[0].is_nan());
}

#[test]
fn single_numbers_and_empty_lists_have_their_shapes() {
    assert_eq!(floats(&[], 1, &float(4, 6.0)), [6.0]);
    assert_eq!(floats(&[0], 1, &[]), [0.0; 0]);
    assert_eq!(floats(&[2, 0, 3], 1, &bytes(9, "")), [0.0; 0]);
    assert_eq!(integers(&[0], 7, &[]), [0; 0]);
}

#[test]
fn dimensions_may_be_packed() {
    let dims = [packed(1, &[2, 1]), number(2, 1), bytes(8, "w")].concat();
    let model = parse(&file(bytes(5, [dims, bytes(4, [0; 8])].concat()))).unwrap();
    assert!(
        matches!(&model.initialisers[0].1, Constant::Floats(values) if values.shape() == [2, 1])
    );
}

#[test]
fn kinds_of_numbers_that_are_not_computed_with_keep_their_names_only() {
    for (kind, name) in [(3, "int8"), (2, "uint8"), (8, "string"), (21, "uint4"), (99, "type 99")] {
        let read = constant(&[2], kind, &bytes(9, [1])).unwrap();
        assert!(matches!(&read, Constant::Other(kind) if &**kind == name), "{read:?}");
    }
}

#[test]
fn numbers_that_are_not_as_many_as_the_shape_says_are_refused() {
    for (dims, kind, fields, wanted) in [
        (&[2, 2][..], 1, bytes(9, [0; 12]), "12 bytes for the shape [2, 2], which has 16"),
        (&[2, 2], 1, float(4, 1.0), "1 numbers for the shape [2, 2], which has 4"),
        (&[2], 1, vec![], "0 numbers"),
        (&[2], 10, packed(5, &[1]), "1 numbers"),
        (&[2], 7, packed(7, &[1, 2, 3]), "3 numbers"),
        (&[0], 1, float(4, 1.0), "1 numbers"),
        (&[-1], 1, vec![], "the shape [-1]"),
        (&[1 << 32, 1 << 32], 1, vec![], "larger than memory"),
        (&[0, 1 << 62, 1 << 62], 1, vec![], "larger than memory"),
        (&[1 << 30], 7, vec![], "at most 67108864"),
        (&[1; 17], 1, vec![], "more than 16 numbers"),
        (&[1], 1, bytes(4, [0; 3]), "3 bytes of numbers of 4 bytes"),
        (&[1], 7, bytes(7, [0x80]), "not an ONNX file"),
        (&[1], 7, bytes(7, [[0xff; 9].as_slice(), &[2]].concat()), "invalid varint"),
    ] {
        let problem = constant(dims, kind, &fields).unwrap_err();
        assert!(problem.contains(wanted) && problem.lines().count() == 1, "{problem}");
    }
    assert!(constant(&[3], 1, &[]).unwrap_err().starts_with("w: "));
}

#[test]
fn settings_are_read_in_every_form() {
    let tensor = bytes(5, [number(1, 1), number(2, 7), packed(7, &[-3])].concat());
    for kind in [true, false] {
        let kind = |number_of: i64| if kind { number(20, number_of) } else { Vec::new() };
        let with = |field: Vec<u8>, number_of| [field, kind(number_of)].concat();
        assert!(matches!(attribute(&with(float(2, 0.5), 1)), Attribute::Float(0.5)));
        assert!(matches!(attribute(&with(number(3, -3), 2)), Attribute::Int(-3)));
        assert!(
            matches!(attribute(&with(bytes(4, "SAME_UPPER"), 3)), Attribute::Text(text) if text == "SAME_UPPER")
        );
        assert!(
            matches!(attribute(&with(tensor.clone(), 4)), Attribute::Constant(Constant::Integers(values)) if values.iter().eq(&[-3]))
        );
        let two = [float(7, 1.0), float(7, 2.0)].concat();
        for floats in [two, bytes(7, [1.0_f32, 2.0].map(f32::to_le_bytes).concat())] {
            assert!(
                matches!(attribute(&with(floats, 6)), Attribute::Floats(values) if values == [1.0, 2.0])
            );
        }
        for ints in [packed(8, &[-1, 2]), [number(8, -1), number(8, 2)].concat()] {
            assert!(
                matches!(attribute(&with(ints, 7)), Attribute::Ints(values) if values == [-1, 2])
            );
        }
        assert!(matches!(attribute(&with(bytes(6, []), 5)), Attribute::Other));
    }
}

#[test]
fn writers_of_proto3_leave_out_what_is_zero() {
    assert!(matches!(attribute(&number(20, 1)), Attribute::Float(0.0)));
    assert!(matches!(attribute(&number(20, 2)), Attribute::Int(0)));
    assert!(matches!(attribute(&number(20, 7)), Attribute::Ints(values) if values.is_empty()));
    for (kind, what) in [(0, "nothing"), (4, "no tensor"), (8, "words"), (99, "unknown")] {
        assert!(matches!(attribute(&number(20, kind)), Attribute::Other), "{what}");
    }
}

#[test]
fn a_setting_may_be_no_text_but_a_name_may_not() {
    assert!(matches!(attribute(&bytes(4, [0xff, 0xfe])), Attribute::Other));
    assert!(matches!(attribute(&bytes(4, [b'a'; 300])), Attribute::Other));
    let problem = refused(&file(bytes(1, bytes(1, [0xff, 0xfe]))));
    assert!(problem.contains("UTF-8"), "{problem}");
    let problem = refused(&file(bytes(1, bytes(1, [b'a'; 5000]))));
    assert!(problem.contains("a name of 5000 bytes"), "{problem}");
}

#[test]
fn names_are_one_line() {
    let model = parse(&file(bytes(1, bytes(4, "Co\nnv\u{1b}[2J")))).unwrap();
    let kind = &model.operators[0].kind;
    assert!(!kind.contains(char::is_control), "{kind:?}");
    let Attribute::Text(text) = attribute(&bytes(4, "SAME\nUPPER")) else { panic!("no text") };
    assert!(!text.contains(char::is_control), "{text:?}");
}

#[test]
fn weights_are_no_inputs() {
    let inputs = ["x", "w"].map(|name| bytes(11, bytes(1, name))).concat();
    let model = parse(&file([inputs, weight("w", &[], 1, &float(4, 1.0))].concat())).unwrap();
    let names: Vec<&str> = model.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["x"]);
}

#[test]
fn inputs_that_are_no_tensors_say_so() {
    for (field, name) in [(4, "sequence"), (5, "map"), (9, "optional")] {
        let input = bytes(11, [bytes(1, "x"), bytes(2, bytes(field, []))].concat());
        assert_eq!(parse(&file(input)).unwrap().inputs[0].kind, name);
    }
}

#[test]
fn nothing_of_the_metadata_is_kept() {
    let path = "/home/somebody/train.py";
    let entry = || [bytes(1, "pkg.torch.onnx.stack_trace"), bytes(2, path)].concat();
    let node = [bytes(4, "Relu"), bytes(6, path), bytes(9, entry())].concat();
    let weight =
        weight("w", &[], 1, &[float(4, 1.0), bytes(12, path), bytes(16, entry())].concat());
    let graph = [bytes(1, node), bytes(2, path), bytes(10, path), bytes(16, entry()), weight];
    let model = [file(graph.concat()), bytes(6, path), bytes(14, entry())].concat();
    let read = format!("{:?}", parse(&model).unwrap());
    assert!(!read.contains("somebody"), "{read}");
}

#[test]
fn what_is_no_network_is_refused() {
    let graph = || bytes(7, []);
    let opset = |domain: &str, version| bytes(8, [bytes(1, domain), number(2, version)].concat());
    let sparse = bytes(15, []);
    let twice = ["w", "w"].map(|name| weight(name, &[], 1, &float(4, 1.0))).concat();
    let own = bytes(25, [bytes(1, "Relu"), bytes(10, "ai.onnx")].concat());
    for (model, wanted) in [
        (vec![], "an empty file"),
        (number(1, 8), "no network"),
        (graph(), "opset"),
        ([graph(), opset("com.microsoft", 1)].concat(), "opset"),
        (file(sparse), "sparse"),
        (file(twice), "two weights are called w"),
        ([file([]), own].concat(), "an operator Relu of its own"),
        (file(number(1, 1)), "not an ONNX file"),
        (number(7, 1), "not an ONNX file"),
        (b"hello, world".to_vec(), "not a whole ONNX file"),
    ] {
        let problem = refused(&model);
        assert!(problem.contains(wanted), "{problem}");
    }
    let domains = [graph(), opset("ai.onnx", 13), opset("custom", 1)].concat();
    assert_eq!(parse(&domains).unwrap().opset, 13);
}

#[test]
fn a_file_of_nothing_but_operators_takes_no_memory() {
    let nodes: Vec<u8> = iter::repeat_n(bytes(1, []), 1 << 21).flatten().collect();
    assert!(refused(&file(nodes)).contains("more than 1048576"));
    let numbers = bytes(5, [bytes(1, "a"), bytes(8, vec![0; 1 << 21])].concat());
    assert!(refused(&file(bytes(1, numbers))).contains("more than 1048576"));
}

#[test]
fn a_file_is_read_as_its_bytes_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.onnx");
    let problem = |reading| read(&path, reading).unwrap_err().to_string();
    assert!(problem(Reading::Whole).contains("cannot read the network"));
    let weight = weight("conv.weight", &[2], 1, &raw([1.0_f32, 2.0].map(f32::to_le_bytes)));
    let bytes = file(convolution(&weight));
    fs::write(&path, &bytes).unwrap();
    for reading in [Reading::Whole, Reading::Structure] {
        let model = read(&path, reading).unwrap();
        assert_eq!(format!("{model:?}"), format!("{:?}", parse(&bytes).unwrap()));
    }
    fs::write(&path, [&bytes, &varint(1 << 3)[..]].concat()).unwrap();
    assert!(problem(Reading::Whole).contains("not a whole ONNX file: at byte"));
    fs::write(&path, b"PK\x03\x04").unwrap();
    assert!(problem(Reading::Whole).contains("torch.onnx.export"));
    let problem = read(folder.path(), Reading::Whole).unwrap_err().to_string();
    assert!(problem.starts_with("not a file: "), "{problem}");
}
