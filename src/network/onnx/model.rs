//! An ONNX file as plain values: operators, constants, inputs and outputs. No protobuf, no tensor.

use std::collections::BTreeSet;
use std::sync::Arc;

use ndarray::ArcArray;
use ndarray::IxDyn;

/// A file's graph.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// In the file's order, in which each value is computed before it is read.
    pub operators: Vec<Operator>,
    /// The constants that it begins with: weights, mostly.
    pub initialisers: Vec<(String, Constant)>,
    /// What it is given, initialisers left out.
    pub inputs: Vec<Declared>,
    /// Names of the values that it answers with.
    pub outputs: Vec<String>,
    /// The version of ONNX's own operators.
    pub opset: i64,
    /// Names of the files beside it in which it says that constants lie, as it writes them.
    pub beside: BTreeSet<String>,
    /// Who wrote it: "pytorch". Nothing else of its metadata is kept; paths may stand there.
    pub producer: String,
}

/// One step of the graph.
#[derive(Debug, Clone, Default)]
pub struct Operator {
    /// As the exporter called it; may be empty.
    pub name: String,
    /// "Conv".
    pub kind: String,
    /// Whose operator it is: empty or "ai.onnx" for ONNX's own.
    pub domain: String,
    /// Names of the values that it reads; empty for one that is left out.
    pub inputs: Vec<String>,
    /// Names of the values that it makes.
    pub outputs: Vec<String>,
    /// Its settings.
    pub attributes: Vec<(String, Attribute)>,
}

/// A setting of an operator.
#[derive(Debug, Clone)]
pub enum Attribute {
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f32),
    /// A word.
    Text(String),
    /// Whole numbers.
    Ints(Vec<i64>),
    /// Numbers.
    Floats(Vec<f32>),
    /// A constant.
    Constant(Constant),
    /// Anything else, such as the graph of a branch.
    Other,
}

/// A value that does not depend on the picture.
#[derive(Debug, Clone)]
pub enum Constant {
    /// f32, or f16, bf16 and f64 made into it.
    Floats(ArcArray<f32, IxDyn>),
    /// i64, or i32 and bool made into it.
    Integers(ArcArray<i64, IxDyn>),
    /// Numbers of f32 that were not read: only their shape is known.
    Unread(Vec<usize>),
    /// A kind of numbers that no network here computes with: its name, such as "int8".
    Other(Arc<str>),
}

/// A value that the graph is given.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    /// Its name.
    pub name: String,
    /// Its kind of numbers: "float".
    pub kind: String,
    /// Its shape; none where a side is left open.
    pub shape: Vec<Option<i64>>,
}
