//! The end of a graph: what of the file's answer are logits, where the code lies, and the names.

use std::collections::{HashMap, HashSet};

use ndarray::{ArcArray, IxDyn};

use super::blocks::blocks;
use super::draft::{Computed, Constants, Draft, Drafts, Origin, View};
use super::lowering::{Lowering, Value};
use super::merging::merged;
use super::model::Constant;
use super::naming::names;
use crate::network::graph::{Graph, Node};
use crate::network::manifest::Answers;
use crate::network::op::{Activation, Linear, Op};

/// The mean of each map.
const MEAN: Op = Op::AdaptiveAvgPool { side: 1 };
/// The name of the node that makes the luma of a picture, and of that which makes two logits of
/// one.
pub(in crate::network) const LUMA: &str = "luma";
const YES_OR_NO: &str = "yes_or_no";
/// More classes than any network tells apart.
const MOST_CLASSES: i64 = 1 << 20;

/// A graph with its parameters' values.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) graph: Graph,
    pub(super) parameters: HashMap<String, Constant>,
    pub(super) answers: Answers,
    pub(super) yes_or_no: bool,
}

/// The graph that computes the value of this name.
///
/// # Errors
/// Where it is no answer with a number for each class.
pub(super) fn ended(lowering: Lowering, output: &str) -> Result<Ended, String> {
    let Some(&Value::Computed(answer)) = lowering.value(output) else {
        return Err("its answer does not depend on the picture".into());
    };
    let drafts = lowering.drafts;
    if answer.pads != [0; 4] || matches!(answer.view, View::Groups { .. }) {
        return Err(format!("it answers with {:?}, not with classes", drafts.sides(answer)));
    }
    let (answer, is_sigmoid) = before_sigmoid(&drafts, answer);
    if matches!(drafts.nodes[answer.node].op, Op::Input { .. }) {
        return Err("it answers with the picture itself".into());
    }
    let Drafts { nodes, batch, size, .. } = drafts;
    let mut drafts = Drafts::new(size, batch);
    drafts.nodes = merged(nodes, answer.node);
    let classifier = classifier(&drafts.nodes);
    let mut last = drafts.nodes.len() - 1;
    if drafts.map(last).is_some_and(|map| map != [1, 1]) && answer.view != View::Flat {
        // A map for each class: how far it is there on the whole.
        last = drafts.push(MEAN, &[last], Constants::default(), Origin::default())?;
    }
    last = drafts.flat(last)?.node;
    let yes_or_no = drafts.channels(last) == 1;
    if yes_or_no {
        last = two_of_one(&mut drafts, last)?;
    }
    let classes = drafts.channels(last);
    if !(2..=MOST_CLASSES).contains(&classes) {
        return Err(format!("it answers with {classes} numbers, not with classes"));
    }
    let answers = if is_sigmoid && !yes_or_no { Answers::Several } else { Answers::OneOf };
    let code = code(&mut drafts, classifier, last)?;
    let finished = finished(drafts.nodes, code)?;
    Ok(Ended { answers, yes_or_no, ..finished })
}

/// What a sigmoid at the end reads, and whether there is one.
fn before_sigmoid(drafts: &Drafts, answer: Computed) -> (Computed, bool) {
    let mut at = answer.node;
    // Behind it numbers may be laid out in a row.
    while drafts.nodes[at].op == Op::Flatten {
        at = drafts.nodes[at].inputs[0];
    }
    if drafts.nodes[at].op == Op::Activation(Activation::Sigmoid) && !answer.softmax {
        let view = if at == answer.node { answer.view } else { View::Flat };
        return (Computed { node: drafts.nodes[at].inputs[0], view, ..answer }, true);
    }
    (answer, false)
}

/// The opposite of half a logit, and half of it: their softmax is its sigmoid.
fn two_of_one(drafts: &mut Drafts, logit: usize) -> Result<usize, String> {
    let (weight, bias) = (String::new(), None);
    let linear = Linear { weight, bias, inputs: 1, outputs: 2 };
    let halves = ndarray::array![[-0.5_f32], [0.5]].into_dyn().into_shared();
    let constants = Constants { weight: Some(Constant::Floats(halves)), ..Constants::default() };
    let origin = Origin { constants: vec![format!("{YES_OR_NO}.weight")], ..Origin::default() };
    drafts.push(Op::Linear(linear), &[logit], constants, origin)
}

/// The red, green and blue of a picture as its luma (ITU-R BT.601): weights of a convolution.
pub(super) fn luma() -> (Constants, Origin) {
    let weights = vec![0.299_f32, 0.587, 0.114];
    let weight = ArcArray::from_shape_vec(IxDyn(&[1, 3, 1, 1]), weights).unwrap_or_default();
    let constants = Constants { weight: Some(Constant::Floats(weight)), ..Constants::default() };
    (constants, Origin { constants: vec![format!("{LUMA}.weight")], ..Origin::default() })
}

/// The last layer whose outputs are the classes: behind it values are only averaged, limited and
/// laid out in another way.
fn classifier(nodes: &[Draft]) -> Option<usize> {
    let mut at = nodes.len() - 1;
    loop {
        match &nodes[at].op {
            Op::Linear(_) => return Some(at),
            Op::Conv(conv) => return (conv.kernel == [1, 1]).then_some(at),
            Op::Clip { .. }
            | Op::Activation(_)
            | Op::Affine(_)
            | Op::AvgPool(_)
            | Op::AdaptiveAvgPool { .. }
            | Op::Flatten => at = *nodes[at].inputs.first()?,
            _ => return None,
        }
    }
}

/// The node with the last values before the classes, one number a unit. Where there is none on the
/// way one is put before the classifier, which nothing reads.
fn code(drafts: &mut Drafts, classifier: Option<usize>, last: usize) -> Result<usize, String> {
    let Some(classifier) = classifier else {
        // The classes are the channels of the last maps themselves.
        let before = drafts.nodes[last].inputs.first().copied();
        let is_code = |&at: &usize| matches!(drafts.map(at), Some([1, 1]));
        return Ok(before.filter(is_code).unwrap_or(last));
    };
    let before = drafts.nodes[classifier].inputs[0];
    if matches!(drafts.map(before), None | Some([1, 1])) {
        return Ok(before);
    }
    let mean = drafts.push(MEAN, &[before], Constants::default(), Origin::default())?;
    let Some(mean) = drafts.nodes.pop().filter(|_| mean > classifier) else { return Ok(before) };
    let later = |at: usize| if at >= classifier { at + 1 } else { at };
    for node in &mut drafts.nodes {
        node.inputs.iter_mut().for_each(|input| *input = later(*input));
    }
    drafts.nodes.insert(classifier, mean);
    Ok(classifier)
}

/// The drafts as a graph, each parameter under its node's name.
fn finished(drafts: Vec<Draft>, code: usize) -> Result<Ended, String> {
    let names = names(&drafts);
    let is_fixed: Vec<bool> = drafts
        .iter()
        .map(|draft| {
            let own = |name: &str| draft.origin.constants == [format!("{name}.weight")];
            draft.origin.operator.is_empty() && (own(LUMA) || own(YES_OR_NO))
        })
        .collect();
    let blocks = blocks(&drafts, &names, &is_fixed);
    let mut parameters = HashMap::new();
    let mut fixed = Vec::new();
    let mut nodes = Vec::with_capacity(drafts.len());
    let all = drafts.into_iter().zip(names).zip(blocks).zip(is_fixed);
    let mut taken = HashSet::new();
    for (((draft, name), block), is_fixed) in all {
        let Draft { mut op, inputs, constants, .. } = draft;
        let prefix = prefix(&name, &mut taken);
        let values = assign(&mut op, constants, &prefix);
        if is_fixed {
            fixed.extend(values.iter().map(|(name, _)| name.clone()));
        }
        parameters.extend(values);
        nodes.push(Node { name, block, op, inputs, module: None });
    }
    check(&nodes, &parameters)?;
    let graph = Graph { nodes, code, training_only: Vec::new(), fixed };
    let (answers, yes_or_no) = (Answers::OneOf, false);
    Ok(Ended { graph, parameters, answers, yes_or_no })
}

/// What the names of a node's parameters begin with: its own name, unless its batch normalisation
/// or it is called as another's.
fn prefix(name: &str, taken: &mut HashSet<String>) -> String {
    let mut prefix = name.to_owned();
    while taken.contains(&prefix) || taken.contains(&format!("{prefix}.norm")) {
        prefix.push('_');
    }
    taken.insert(format!("{prefix}.norm"));
    taken.insert(prefix.clone());
    prefix
}

/// Names the parameters of a node; their values by these names.
fn assign(op: &mut Op, constants: Constants, prefix: &str) -> Vec<(String, Constant)> {
    let (weight, bias) = (format!("{prefix}.weight"), format!("{prefix}.bias"));
    let norm = match op {
        Op::Conv(conv) => {
            conv.weight.clone_from(&weight);
            conv.bias = conv.bias.as_ref().map(|_| bias.clone());
            conv.norm.as_mut().map(|norm| (norm, format!("{prefix}.norm")))
        }
        Op::Linear(linear) => {
            linear.weight.clone_from(&weight);
            linear.bias = linear.bias.as_ref().map(|_| bias.clone());
            None
        }
        Op::Affine(affine) => {
            affine.weight = affine.weight.as_ref().map(|_| weight.clone());
            affine.bias = affine.bias.as_ref().map(|_| bias.clone());
            affine.norm.as_mut().map(|norm| (norm, prefix.to_owned()))
        }
        Op::LayerNorm(norm) => {
            norm.weight = norm.weight.as_ref().map(|_| weight.clone());
            norm.bias = norm.bias.as_ref().map(|_| bias.clone());
            None
        }
        _ => None,
    };
    let mut values = Vec::new();
    if let (Some((norm, called)), Some(four)) = (norm, constants.norm) {
        norm.prefix = called;
        let names = [norm.weight(), norm.bias(), norm.running_mean(), norm.running_var()];
        values.extend(names.into_iter().zip(four));
    }
    values.extend(constants.weight.map(|value| (weight, value)));
    values.extend(constants.bias.map(|value| (bias, value)));
    values
}

/// Says which parameter has not the shape that its node wants.
fn check(nodes: &[Node], parameters: &HashMap<String, Constant>) -> Result<(), String> {
    for parameter in nodes.iter().flat_map(|node| node.op.parameters()) {
        let found = parameters.get(&parameter.name).map(Constant::sides);
        let is_it = found.is_some_and(|sides| {
            sides.iter().map(|&side| side as i64).eq(parameter.shape.iter().copied())
        });
        if !is_it {
            return Err(format!(
                "{} is {:?}, wanted is {:?}",
                parameter.name,
                found.unwrap_or_default(),
                parameter.shape
            ));
        }
    }
    Ok(())
}
