//! Each operator of a file becomes nodes of the graph, or is refused with the reason.

pub(super) mod activations;
mod convolutions;
mod layouts;
mod parts;
mod pools;
mod products;

use std::collections::HashMap;

use super::draft::{Computed, Constants, Drafts, Origin};
use super::folding::{self, Budget};
use super::model::{Constant, Model, Operator};
use super::refusals;
use crate::network::op::Op;

/// A value of the file.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// It does not depend on the picture.
    Known(Constant),
    /// It does.
    Computed(Computed),
}

/// What has been written so far.
#[derive(Debug)]
pub(super) struct Lowering {
    pub(super) drafts: Drafts,
    values: HashMap<String, Value>,
    budget: Budget,
    opset: i64,
}

/// Writes down the operators one after the other; `input` is the value of the file's one input.
///
/// # Errors
/// What is wrong, naming the operator.
pub(super) fn lower(
    model: &Model,
    operators: &[Operator],
    drafts: Drafts,
    input: Computed,
) -> Result<Lowering, String> {
    let constants = model.initialisers.iter().map(|(_, constant)| constant.count());
    let budget = Budget::of(constants);
    let known =
        |(name, constant): &(String, Constant)| (name.clone(), Value::Known(constant.clone()));
    let mut values: HashMap<String, Value> = model.initialisers.iter().map(known).collect();
    if let Some(declared) = model.inputs.first() {
        values.insert(declared.name.clone(), Value::Computed(input));
    }
    let mut lowering = Lowering { drafts, values, budget, opset: model.opset };
    for operator in operators {
        lowering
            .step(operator)
            .map_err(|problem| format!("{}: {problem}", refusals::called(operator)))?;
    }
    Ok(lowering)
}

impl Lowering {
    /// The value of this name.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    fn step(&mut self, operator: &Operator) -> Result<(), String> {
        let mut inputs = Vec::with_capacity(operator.inputs.len());
        for name in &operator.inputs {
            let found = self.values.get(name.as_str());
            if found.is_none() && !name.is_empty() {
                return Err("it reads a value that nothing makes".into());
            }
            inputs.push(found);
        }
        let known = |value: Option<&&Value>| matches!(value, Some(Value::Known(_)) | None);
        let is_constant = inputs.iter().all(|value| known(value.as_ref()));
        let made: Vec<Value> = match inputs.first() {
            Some(&Some(&Value::Computed(value))) if operator.is("Shape") => {
                vec![Value::Known(folding::shape(operator, &self.drafts.sides(value))?)]
            }
            Some(&Some(&Value::Computed(value))) if operator.is("Size") => {
                vec![Value::Known(folding::scalar(self.drafts.sides(value).iter().product()))]
            }
            _ if is_constant => {
                let constants: Vec<Option<&Constant>> = inputs
                    .into_iter()
                    .map(|value| match value {
                        Some(Value::Known(constant)) => Some(constant),
                        _ => None,
                    })
                    .collect();
                let folded = folding::fold(operator, &constants, &mut self.budget)?;
                let folded = folded.ok_or_else(|| refusals::UNKNOWN.to_owned())?;
                folded.into_iter().map(Value::Known).collect()
            }
            _ => self.compute(operator)?.into_iter().map(Value::Computed).collect(),
        };
        for (name, value) in operator.outputs.iter().zip(made) {
            if !name.is_empty() {
                self.values.insert(name.clone(), value);
            }
        }
        Ok(())
    }

    fn compute(&mut self, operator: &Operator) -> Result<Vec<Computed>, String> {
        let one = match operator.kind.as_str() {
            "Conv" => self.convolution(operator),
            "Gemm" => self.gemm(operator),
            "MatMul" => self.matrix(operator),
            "BatchNormalization" => self.batch_norm(operator),
            "LayerNormalization" => self.layer_norm(operator),
            "Add" | "Sub" | "Mul" | "Div" => self.arithmetic(operator),
            "MaxPool" => self.max_pool(operator),
            "AveragePool" => self.average_pool(operator),
            "GlobalAveragePool" => self.global_average(operator),
            "GlobalMaxPool" => self.global_maximum(operator),
            "ReduceMean" => self.mean(operator),
            "ReduceMax" => self.maximum(operator),
            "Concat" => self.concat(operator),
            "Split" => return self.split(operator),
            "Slice" => self.slice(operator),
            "Pad" => self.pad(operator),
            "Reshape" | "Flatten" | "Squeeze" | "Unsqueeze" => self.layout(operator),
            "Transpose" => self.transpose(operator),
            "Gather" => self.gather(operator),
            "Identity" => self.read(operator, 0),
            "Dropout" => {
                let training = self.whole(operator, 2)?.and_then(|given| given.first().copied());
                match training {
                    Some(0) | None => self.read(operator, 0),
                    Some(_) => Err(refusals::TRAINING.into()),
                }
            }
            "RandomUniformLike" | "RandomNormalLike" | "RandomUniform" | "Bernoulli" => {
                Err(refusals::TRAINING.into())
            }
            "Cast" => match operator.int("to") {
                Some(1 | 10 | 11 | 16) => self.read(operator, 0),
                _ => Err("it makes whole numbers of values".into()),
            },
            "Softmax" | "LogSoftmax" => self.softmax(operator),
            "Log" => match self.read(operator, 0)? {
                value if value.softmax => Ok(value),
                _ => Err(refusals::UNKNOWN.into()),
            },
            _ => self.activation(operator),
        };
        one.map(|value| vec![value])
    }

    /// An input that depends on the picture.
    fn read(&self, operator: &Operator, index: usize) -> Result<Computed, String> {
        match operator.input(index).and_then(|name| self.values.get(name)) {
            Some(&Value::Computed(value)) => Ok(value),
            Some(Value::Known(_)) => Err("it reads a constant where the picture's belong".into()),
            None => Err(format!("its input {index} is missing")),
        }
    }

    /// The same with nothing pending.
    fn plain(&mut self, operator: &Operator, index: usize) -> Result<Computed, String> {
        let value = self.read(operator, index)?;
        self.drafts.plain(value)
    }

    /// An input that does not depend on the picture; none where it is left out.
    fn known(&self, operator: &Operator, index: usize) -> Result<Option<&Constant>, String> {
        match operator.input(index).and_then(|name| self.values.get(name)) {
            Some(Value::Known(Constant::Other(kind))) => {
                Err(format!("its input {index} is {kind}; export the network in float32"))
            }
            Some(Value::Known(constant)) => Ok(Some(constant)),
            Some(Value::Computed(_)) => Err(format!(
                "its input {index} depends on the picture, as in a transformer; a network here \
                 has constant weights"
            )),
            None => Ok(None),
        }
    }

    /// Weights of any kind: numbers with a fraction.
    fn weights(&self, operator: &Operator, index: usize) -> Result<Option<Constant>, String> {
        match self.known(operator, index)? {
            Some(Constant::Integers(_)) => {
                Err(format!("its input {index} has whole numbers; export the network in float32"))
            }
            constant => Ok(constant.cloned()),
        }
    }

    /// Whole numbers that an input holds; none where it is left out.
    fn whole(&self, operator: &Operator, index: usize) -> Result<Option<Vec<i64>>, String> {
        let constant = self.known(operator, index)?;
        constant
            .map(|constant| constant.whole().ok_or_else(|| "places that are not whole".into()))
            .transpose()
    }

    /// Appends a node of this operator.
    fn push(
        &mut self,
        op: Op,
        inputs: &[usize],
        constants: Constants,
        operator: &Operator,
    ) -> Result<usize, String> {
        let known = operator
            .inputs
            .iter()
            .filter(|name| matches!(self.values.get(name.as_str()), Some(Value::Known(_))));
        let constants_named = known.cloned().collect();
        let origin = Origin { constants: constants_named, operator: operator.name.clone() };
        self.drafts.push(op, inputs, constants, origin)
    }

    /// Appends a node without parameters that reads one value and leaves it laid out as it is.
    fn pointwise(&mut self, op: Op, operator: &Operator) -> Result<Computed, String> {
        let value = self.read(operator, 0)?;
        // Functions of each number do not mind how the numbers lie.
        let value = if matches!(value.view, super::draft::View::Flat) && value.pads == [0; 4] {
            value
        } else {
            self.drafts.plain(value)?
        };
        if value.softmax {
            self.drafts.plain(value)?;
        }
        let node = self.push(op, &[value.node], Constants::default(), operator)?;
        Ok(Computed { node, ..value })
    }
}
