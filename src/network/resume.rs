//! A forward pass that runs on from the middle, after some values of a trace were changed.

use tch::Tensor;

use super::ablation::{self, AblatedChannel};
use super::forward::{Keep, Trace};
use super::graph::{Graph, NodeId};
use super::pass::Pass;
use super::weights::{Weights, channels_last};
use super::{cost, shape};
use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::interrupt::Interrupt;

/// What is to be otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Changes<'a> {
    /// These nodes have these values, whatever they were computed to.
    pub values: &'a [(NodeId, Tensor)],
    /// These units are held at zero.
    pub ablated: &'a [AblatedChannel],
}

impl Changes<'_> {
    fn value(&self, id: NodeId) -> Option<&Tensor> {
        self.values.iter().find_map(|(node, value)| (*node == id).then_some(value))
    }

    fn ablates(&self, id: NodeId) -> bool {
        self.ablated.iter().any(|ablated| ablated.node == id)
    }
}

/// Computes whatever depends on the changed values again, up to and including `upto`; everything
/// else is the trace's. The result is that of a whole pass with these changes, bit for bit. The
/// trace must have kept [`needs`].
///
/// # Errors
/// [`Error::Network`] where a value is needed that the trace does not have, or a changed value has
/// another shape; [`Error::Torch`] with the node's name where libtorch refuses;
/// [`Error::Interrupted`].
pub fn resume(
    graph: &Graph,
    weights: &Weights,
    trace: &Trace,
    changes: Changes<'_>,
    keep: Keep<'_>,
    upto: NodeId,
    interrupt: &Interrupt,
) -> Result<Trace> {
    let _no_grad = tch::no_grad_guard();
    let mut admitted = trace.was_admitted();
    for (id, value) in changes.values {
        let name = || graph.nodes.get(*id).map_or("a changed value", |node| &node.name);
        let is_within = weights.bounds().admits_at(*id, value);
        admitted &= is_within.map_err(Error::torch(name()))?;
    }
    let mut pass = Pass::new(graph, keep, upto, admitted.then(|| weights.bounds()));
    let changed = |id| changes.value(id).is_some() || changes.ablates(id);
    let stale = stale(graph, &changed, upto);
    let is_stale = |&input: &NodeId| stale[input];
    for (id, node) in graph.nodes[..=upto].iter().enumerate() {
        interrupt.check()?;
        let shape = trace.shape(id).ok_or_else(|| {
            Error::Network(format!("the forward pass did not reach {}", node.name))
        })?;
        let ablate = |value| ablation::apply(value, id, changes.ablated);
        if let Some(value) = changes.value(id) {
            let value = laid_out(value, shape, &node.name)?;
            pass.lend(id, Some(ablate(value).map_err(Error::torch(&node.name))?), shape);
        } else if node.inputs.iter().any(is_stale) {
            for &input in node.inputs.iter().filter(|input| !is_stale(input)) {
                trace.kept(graph, input)?;
            }
            let value = pass.compute(id, weights.of(id)).and_then(ablate);
            pass.put(id, value.map_err(Error::torch(&node.name))?);
        } else if changes.ablates(id) {
            let value = trace.kept(graph, id)?.shallow_clone();
            pass.put(id, ablate(value).map_err(Error::torch(&node.name))?);
        } else {
            pass.lend(id, trace.value(id).map(Tensor::shallow_clone), shape);
        }
    }
    let was_held = trace.held().iter().filter(|held| !stale.get(held.node).is_some_and(|&new| new));
    let replaced = changes.values.iter().map(|&(node, _)| AblatedChannel { node, channel: None });
    Ok(pass.finish(was_held.chain(changes.ablated).copied().chain(replaced).collect()))
}

/// The nodes whose values a pass must keep, so that it can be resumed after a change of `changed`,
/// up to `upto`.
pub fn needs(graph: &Graph, changed: &[NodeId], upto: NodeId) -> Vec<NodeId> {
    let stale = stale(graph, &|id| changed.contains(&id), upto);
    let beside = graph.nodes[..=upto].iter().filter(|node| node.inputs.iter().any(|&id| stale[id]));
    let mut needed: Vec<NodeId> = beside.flat_map(|node| node.inputs.iter().copied()).collect();
    needed.retain(|&id| !stale[id]);
    needed.extend(changed);
    needed.sort_unstable();
    needed.dedup();
    needed
}

/// What it costs to run on after a change of `changed`, as a part of a whole pass over an input of
/// this size, 0..=1: a guess by the numbers of multiplications and of values.
///
/// # Errors
/// [`Error::Network`] where the network cannot read such an input.
pub fn share(graph: &Graph, changed: &[NodeId], input: Size) -> Result<f64> {
    let costs = cost::of_nodes(graph, &shape::infer(graph, input)?);
    let again = stale(graph, &|id| changed.contains(&id), graph.logits());
    let all: f64 = costs.iter().sum();
    let computed = |id: NodeId| again[id] && !changed.contains(&id);
    let ours: f64 = (0..again.len()).filter(|&id| computed(id)).map(|id| costs[id]).sum();
    Ok(if all > 0.0 { ours / all } else { 1.0 })
}

/// For each node, whether its value depends on a changed one, or is one.
fn stale(graph: &Graph, changed: &dyn Fn(NodeId) -> bool, upto: NodeId) -> Vec<bool> {
    let mut stale: Vec<bool> = Vec::with_capacity(upto + 1);
    for (id, node) in graph.nodes[..=upto].iter().enumerate() {
        let is_stale = changed(id) || node.inputs.iter().any(|&input| stale[input]);
        stale.push(is_stale);
    }
    stale
}

/// A changed value in the layout of all others: sums come out in the same order then.
fn laid_out(value: &Tensor, shape: &[i64], name: &str) -> Result<Tensor> {
    if value.size() != shape {
        let got = value.size();
        return Err(Error::Network(format!("the value of {name} must be {shape:?}, got {got:?}")));
    }
    if shape.len() == 4 {
        channels_last(value).map_err(Error::torch(name))
    } else {
        Ok(value.shallow_clone())
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "zero is exact")]
mod tests {
    use tch::{Device, Kind};

    use super::*;
    use crate::network::backward::{self, Rule};
    use crate::network::deterministic;
    use crate::network::forward::{forward, forward_ablated};
    use crate::network::zoo;

    fn load(name: &str) -> (Graph, Weights) {
        let graph = zoo::graph(name).unwrap();
        let mut tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
        let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
        (graph, weights)
    }

    /// A picture without symmetry; every `slope` gives another.
    fn picture(slope: f64) -> Tensor {
        let ramp = Tensor::arange(3 * 64 * 72, (Kind::Float, Device::Cpu));
        (ramp * slope).sin().reshape([1, 3, 64, 72])
    }

    fn go_on() -> Interrupt {
        Interrupt::default()
    }

    const PLACES: [(&str, &[&str]); 3] = [
        (
            "efficientnet_lite0",
            &["stem.conv", "blocks.3.add", "blocks.9.depthwise.relu", "head.code"],
        ),
        ("googlenet", &["conv1.pool", "inception3b.branch2.0.relu", "inception4a.concat", "fc"]),
        ("resnet18", &["input", "conv1.relu", "layer2.0.relu1", "fc.average"]),
    ];

    #[test]
    fn a_pass_resumed_with_ablated_units_is_the_ablated_pass() {
        let input = picture(0.37);
        for (network, places) in PLACES {
            let (graph, weights) = load(network);
            let logits = graph.logits();
            for name in places {
                let node = graph.find(name).unwrap_or_else(|| panic!("{network} has no {name}"));
                for channels in [&[None][..], &[Some(0)], &[Some(2), Some(1)]] {
                    let ablated: Vec<AblatedChannel> =
                        channels.iter().map(|&channel| AblatedChannel { node, channel }).collect();
                    let needed = needs(&graph, &[node], logits);
                    let keep = Keep::Only(&needed);
                    let trace = forward(&graph, &weights, &input, keep, logits, &go_on()).unwrap();
                    let plain = trace.value(logits).unwrap().copy();
                    let changes = Changes { ablated: &ablated, ..Changes::default() };
                    let resumed =
                        resume(&graph, &weights, &trace, changes, Keep::Last, logits, &go_on())
                            .unwrap();
                    let whole = forward_ablated(
                        &graph,
                        &weights,
                        &input,
                        &ablated,
                        Keep::All,
                        logits,
                        &go_on(),
                    )
                    .unwrap();
                    let answer = resumed.value(logits).unwrap();
                    // Not one bit differs, and the first trace is as it was.
                    assert_eq!(answer, whole.value(logits).unwrap(), "{network} without {name}");
                    assert_eq!(trace.value(logits).unwrap(), &plain);
                    // A single unit may be off already.
                    let is_layer = channels == [None];
                    assert!(!is_layer || answer != &plain, "{network}: {name} does nothing");
                    let held = whole.value(node).unwrap();
                    for &channel in channels {
                        let part = channel.map_or_else(
                            || held.shallow_clone(),
                            |channel| held.select(1, channel as i64),
                        );
                        assert_eq!(part.abs().max().double_value(&[]), 0.0);
                    }
                }
            }
        }
    }

    #[test]
    fn a_pass_resumed_with_another_pictures_value_is_that_pictures_pass() {
        // Each of these is the only way to the classes.
        for (network, name) in [
            ("efficientnet_lite0", "blocks.2.project"),
            ("googlenet", "inception4a.concat"),
            ("resnet18", "layer2.1.relu2"),
            ("resnet18", "input"),
        ] {
            let (graph, weights) = load(network);
            let (node, logits) = (graph.find(name).unwrap(), graph.logits());
            let all = |slope| {
                forward(&graph, &weights, &picture(slope), Keep::All, logits, &go_on()).unwrap()
            };
            let (one, other) = (all(0.37), all(0.11));
            // Row-major, as it would come from a file.
            let value = other.value(node).unwrap().contiguous();
            let values = [(node, value.shallow_clone())];
            let changes = Changes { values: &values, ..Changes::default() };
            let resumed =
                resume(&graph, &weights, &one, changes, Keep::All, logits, &go_on()).unwrap();
            for id in node..=logits {
                let name = &graph.nodes[id].name;
                assert_eq!(resumed.value(id).unwrap(), other.value(id).unwrap(), "{name}");
            }
            for id in 0..node {
                assert_eq!(resumed.value(id).unwrap(), one.value(id).unwrap());
            }
        }
    }

    #[test]
    fn a_batch_resumed_from_one_trace_is_each_of_its_passes() {
        let input = picture(0.37);
        for (network, places) in PLACES {
            let (graph, weights) = load(network);
            let logits = graph.logits();
            for name in places {
                let node = graph.find(name).unwrap();
                let needed = needs(&graph, &[node], logits);
                let keep = Keep::Only(&needed);
                let trace = forward(&graph, &weights, &input, keep, logits, &go_on()).unwrap();
                let value = trace.value(node).unwrap();
                let values = [(node, Tensor::cat(&[&value.zeros_like(), value], 0))];
                let changes = Changes { values: &values, ..Changes::default() };
                let two = trace.repeated(2).unwrap();
                let resumed =
                    resume(&graph, &weights, &two, changes, Keep::Last, logits, &go_on()).unwrap();
                let answers = resumed.value(logits).unwrap();
                let ablated = [AblatedChannel { node, channel: None }];
                let changes = Changes { ablated: &ablated, ..Changes::default() };
                let without =
                    resume(&graph, &weights, &trace, changes, Keep::Last, logits, &go_on())
                        .unwrap();
                for (n, alone) in [&without, &trace].into_iter().enumerate() {
                    let wanted = alone.value(logits).unwrap().select(0, 0);
                    let got = answers.select(0, n as i64);
                    let off = (&got - &wanted).abs().max().double_value(&[]);
                    let range = wanted.abs().max().double_value(&[]);
                    assert!(off <= 1e-5 * range, "{network}, {name}, {n}: {off} of {range}");
                }
            }
        }
    }

    #[test]
    fn the_less_lies_behind_the_less_it_costs() {
        for (network, places) in PLACES {
            let graph = zoo::graph(network).unwrap();
            let of = |name: &str| {
                share(&graph, &[graph.find(name).unwrap()], Size::new(224, 224)).unwrap()
            };
            let shares: Vec<f64> = places.iter().map(|name| of(name)).collect();
            assert!(shares.is_sorted_by(|before, after| before > after), "{network}: {shares:?}");
            assert!(of("input") <= 1.0 && of("input") > 0.98, "{network}");
            assert!(shares.iter().all(|&share| share >= 0.0));
        }
    }

    #[test]
    fn no_signal_goes_back_through_what_is_held() {
        let (graph, weights) = load("resnet18");
        let (relu, logits) = (graph.find("layer2.1.relu2").unwrap(), graph.logits());
        let conv = graph.find("conv1").unwrap();
        let ablated = [AblatedChannel { node: relu, channel: None }];
        let input = picture(0.37);
        let trace =
            forward_ablated(&graph, &weights, &input, &ablated, Keep::All, logits, &go_on())
                .unwrap();
        let seed = Tensor::ones([1, 1000], (Kind::Float, Device::Cpu));
        let walk = |trace: &Trace| {
            let seeds = [(logits, seed.shallow_clone())];
            let want = [0, conv, relu];
            let walked = backward::backward(
                &graph,
                &weights,
                trace,
                &seeds,
                Rule::Deconvnet,
                &want,
                &go_on(),
            );
            let signals = walked.unwrap();
            want.map(|node| signals.of(node).unwrap().abs().max().double_value(&[]))
        };
        let [input, before, held] = walk(&trace);
        assert_eq!((input, before), (0.0, 0.0));
        assert!(held > 0.0, "the classes depend on it all the same");
        // A pass resumed from it remembers, unless that part is computed again.
        let fc = [AblatedChannel { node: logits, channel: Some(0) }];
        let changes = Changes { ablated: &fc, ..Changes::default() };
        let resumed =
            resume(&graph, &weights, &trace, changes, Keep::All, logits, &go_on()).unwrap();
        assert_eq!(walk(&resumed)[0], 0.0);
        let values = [(conv, trace.value(conv).unwrap().shallow_clone())];
        let changes = Changes { values: &values, ..Changes::default() };
        let resumed =
            resume(&graph, &weights, &trace, changes, Keep::All, logits, &go_on()).unwrap();
        let [input, before, _] = walk(&resumed);
        assert!(input == 0.0 && before > 0.0, "{input} {before}");
    }

    #[test]
    fn what_is_missing_or_does_not_fit_is_one_line() {
        let (graph, weights) = load("efficientnet_lite0");
        let (add, logits) = (graph.find("blocks.3.add").unwrap(), graph.logits());
        let trace =
            forward(&graph, &weights, &picture(0.37), Keep::Last, logits, &go_on()).unwrap();
        let run = |changes| {
            let resumed = resume(&graph, &weights, &trace, changes, Keep::Last, logits, &go_on());
            resumed.unwrap_err().to_string()
        };
        let ablated = [AblatedChannel { node: add, channel: Some(24) }];
        let error = run(Changes { ablated: &ablated, ..Changes::default() });
        assert_eq!(error, "blocks.3.add was not kept by the forward pass");
        let values = [(add, Tensor::from(0.0))];
        let error = run(Changes { values: &values, ..Changes::default() });
        assert_eq!(error, "the value of blocks.3.add must be [1, 24, 16, 18], got []");
        let project = graph.find("blocks.3.project").unwrap();
        let values = [(project, Tensor::zeros([1, 24, 16, 18], (Kind::Float, Device::Cpu)))];
        let error = run(Changes { values: &values, ..Changes::default() });
        assert_eq!(error, "blocks.2.project was not kept by the forward pass");
        let too_many = forward_ablated(
            &graph,
            &weights,
            &picture(0.37),
            &ablated,
            Keep::Last,
            logits,
            &go_on(),
        );
        let error = too_many.unwrap_err().to_string();
        assert!(error.contains("24 channels, from 0, so there is no channel 24"), "{error}");
        assert!(error.starts_with("blocks.3.add: ") && error.lines().count() == 1, "{error}");
    }
}
