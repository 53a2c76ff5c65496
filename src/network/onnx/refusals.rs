//! What no network here has, told before anything is computed, with the operator and what to do.
//!
//! The operators that are known are those of [`super::lowering`] and, where they compute constants,
//! of [`super::folding`]; `docs/onnx.md` lists them.

use std::collections::HashSet;

use super::model::{Model, Operator};
use super::naming;

/// What is said of an operator that is not known.
pub(super) const UNKNOWN: &str = "no operation here is like it; docs/onnx.md lists what is known";

/// What is said of what is only there while a network is trained.
pub(super) const TRAINING: &str =
    "it is training still, and answers by chance; export the network after model.eval()";

/// More operators than any network has.
const MOST_OPERATORS: usize = 20_000;

/// An operator as an error calls it: "Conv layer1.0.conv1".
pub(super) fn called(operator: &Operator) -> String {
    let kind = naming::word(&operator.kind).unwrap_or_else(|| "an operator".into());
    match naming::readable(&operator.name) {
        Some(name) if name != kind => format!("{kind} ({name})"),
        _ => kind,
    }
}

/// Says what of these operators, the ones that lead to the answer, cannot be.
///
/// # Errors
/// One line that names the first of them.
pub(super) fn check(model: &Model, operators: &[Operator]) -> Result<(), String> {
    if operators.len() > MOST_OPERATORS {
        return Err(format!("{} operators; {MOST_OPERATORS} is the most", operators.len()));
    }
    let foreign = |operator: &Operator| !matches!(operator.domain.as_str(), "" | "ai.onnx");
    if let Some(found) = operators.iter().find(|operator| is_quantised(&operator.kind)) {
        return Err(format!(
            "{}: its numbers are of 8 bits (quantised); export the float network it was made of",
            called(found)
        ));
    }
    if let Some(found) = operators.iter().find(|operator| foreign(operator)) {
        return Err(of_domain(found));
    }
    if let Some((found, what)) =
        operators.iter().find_map(|operator| branches(&operator.kind).map(|what| (operator, what)))
    {
        return Err(format!("{}: {what}", called(found)));
    }
    if let Some(found) = attention(model, operators) {
        return Err(format!(
            "{}: both of its inputs depend on the picture (attention); transformers are not known, \
             convolutional networks are",
            called(found)
        ));
    }
    let deep = |operator: &&Operator| {
        operator.is("AveragePool") && operator.ints("kernel_shape").is_some_and(|at| at.len() > 2)
    };
    if let Some(found) = operators.iter().find(deep) {
        return Err(format!(
            "{}: its windows have three sides, as local response normalisation is written; known \
             are windows of maps",
            called(found)
        ));
    }
    if let Some((found, what)) =
        operators.iter().find_map(|operator| others(&operator.kind).map(|what| (operator, what)))
    {
        return Err(format!("{}: {what}", called(found)));
    }
    Ok(())
}

fn of_domain(found: &Operator) -> String {
    let domain = naming::word(&found.domain).unwrap_or_else(|| "another domain".into());
    let operator = called(found);
    if domain.starts_with("com.microsoft") {
        return format!(
            "{domain}'s {operator}: onnxruntime's own form of an operator; this file was optimised \
             or quantised by onnxruntime; export it again from PyTorch and leave that out"
        );
    }
    format!("{domain}'s {operator}: an operator that is not ONNX's own; export the network without")
}

fn is_quantised(kind: &str) -> bool {
    matches!(
        kind,
        "QuantizeLinear"
            | "DequantizeLinear"
            | "DynamicQuantizeLinear"
            | "ConvInteger"
            | "MatMulInteger"
            | "QGemm"
    ) || kind.starts_with("QLinear")
}

/// Operators that decide, while they run, what is run.
fn branches(kind: &str) -> Option<&'static str> {
    match kind {
        "Loop" | "SequenceEmpty" => Some(
            "a loop; onnxscript before 0.7 writes one for ConvNeXt: export again with onnxscript \
             0.7 or later, or with dynamo=False",
        ),
        "If" | "Scan" => {
            Some("it decides while the network runs; export the network for a fixed input size")
        }
        kind if kind.starts_with("Sequence")
            || kind.starts_with("Optional")
            || kind == "ConcatFromSequence"
            || kind == "SplitToSequence" =>
        {
            Some("a sequence of values; export the network for a fixed input size")
        }
        _ => None,
    }
}

fn others(kind: &str) -> Option<&'static str> {
    match kind {
        "Attention" | "MultiHeadAttention" | "RotaryEmbedding" => {
            Some("transformers are not known, convolutional networks are")
        }
        "Resize" | "Upsample" | "ConvTranspose" | "DepthToSpace" | "MaxUnpool" | "GridSample"
        | "Col2Im" => Some("maps are never enlarged here; known are networks that classify"),
        "SpaceToDepth" => Some("places that become channels are not known"),
        "InstanceNormalization" | "GroupNormalization" => Some(
            "it normalises by the picture's own mean and variance; known are batch and layer \
             normalisation",
        ),
        "LRN" | "MeanVarianceNormalization" | "LpNormalization" | "RMSNormalization" => Some(
            "it normalises by the picture's own values; known are batch and layer normalisation",
        ),
        "Elu" | "Celu" | "Selu" | "Softplus" | "Softsign" | "Mish" | "ThresholdedRelu"
        | "Shrink" | "Hardmax" => Some(
            "no activation here is like it; known are ReLU, ReLU6, LeakyReLU, SiLU, HardSwish, \
             GELU, sigmoid, HardSigmoid and tanh",
        ),
        "LSTM" | "GRU" | "RNN" => {
            Some("networks that remember are not known, convolutional ones are")
        }
        "NonMaxSuppression" | "RoiAlign" | "TopK" | "ArgMax" => {
            Some("known are networks that answer with a number for each class")
        }
        "GatherND" | "GatherElements" | "ScatterND" | "ScatterElements" => Some(
            "it picks single values, as an adaptive pooling into bins of several sizes does; known \
             are bins of one size",
        ),
        "Einsum" | "DeformConv" => Some(UNKNOWN),
        _ => None,
    }
}

/// The first product of two values that both depend on the picture.
fn attention<'a>(model: &Model, operators: &'a [Operator]) -> Option<&'a Operator> {
    let mut depends: HashSet<&str> = model.inputs.iter().map(|input| input.name.as_str()).collect();
    for operator in operators {
        let on_picture = |name: &String| depends.contains(name.as_str());
        if operator.is("Attention")
            || (operator.is("MatMul")
                && operator.inputs.iter().filter(|one| on_picture(one)).count() > 1)
        {
            return Some(operator);
        }
        if operator.inputs.iter().any(on_picture) && !operator.is("Shape") && !operator.is("Size") {
            depends.extend(operator.outputs.iter().map(String::as_str));
        }
    }
    None
}
