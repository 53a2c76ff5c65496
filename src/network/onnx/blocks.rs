//! The steps of the wall: which nodes of a foreign graph belong together.
//!
//! A graph can be cut where one value alone is still to be read, so that neither a residual sum nor
//! an inception is torn apart. What lies between two cuts has the module that its layers have in
//! common. Steps are the outermost modules, and those inside them where there are few of these or
//! where all inside are modules of several layers, but never more than [`MOST`].

use std::ops::Range;

use super::draft::Draft;
use crate::network::op::Op;
use crate::network::shape::Extent;

/// Steps of a wall.
const MOST: usize = 24;
/// With fewer steps than these it is looked at what is inside.
const FEW: usize = 8;
/// Beyond these, parts are put together by their number first.
const MANY: usize = 256;
/// No step has a longer name.
const LONGEST: usize = 28;

/// What cannot be torn apart, with the nodes without layers behind it.
#[derive(Debug, Clone)]
struct Part {
    nodes: Range<usize>,
    /// The module that its layers have in common; the layer where it is one.
    path: Vec<String>,
    /// The name of its first layer.
    first: String,
    layers: usize,
    /// Rows and columns of its last map.
    map: [i64; 2],
}

/// A step: parts one after the other.
#[derive(Debug, Clone)]
struct Step {
    parts: Range<usize>,
    name: String,
    layers: usize,
}

/// The name of each node's step, in order.
pub(super) fn blocks(nodes: &[Draft], names: &[String], is_fixed: &[bool]) -> Vec<String> {
    let parts = parts(nodes, names, is_fixed);
    let steps = steps(&parts);
    let mut all = vec!["input".to_owned(); nodes.len()];
    for step in &steps {
        for part in &parts[step.parts.clone()] {
            all[part.nodes.clone()].fill(step.name.clone());
        }
    }
    all
}

/// True between each node and the next where one value alone is still to be read.
fn cuts(nodes: &[Draft]) -> Vec<bool> {
    let mut last = vec![0; nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        node.inputs.iter().for_each(|&input| last[input] = at);
    }
    // Where a value begins to be needed, and where it ends.
    let mut change = vec![0_i64; nodes.len() + 1];
    for (at, &end) in last.iter().enumerate().filter(|&(at, &end)| end > at) {
        change[at] += 1;
        change[end] -= 1;
    }
    let mut needed = 0;
    let running = change.iter().take(nodes.len()).map(|change| {
        needed += change;
        needed == 1
    });
    running.collect()
}

fn parts(nodes: &[Draft], names: &[String], is_fixed: &[bool]) -> Vec<Part> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut begin = 1;
    for (at, is_cut) in cuts(nodes).into_iter().enumerate().skip(1) {
        if is_cut || at + 1 == nodes.len() {
            pieces.push(begin..at + 1);
            begin = at + 1;
        }
    }
    let path = |at: usize| -> Vec<String> { names[at].split('.').map(str::to_owned).collect() };
    let is_layer = |at: usize| matches!(nodes[at].op, Op::Conv(_) | Op::Linear(_)) && !is_fixed[at];
    // The first layer from each node on.
    let mut next = vec![None; nodes.len() + 1];
    for at in (0..nodes.len()).rev() {
        next[at] = if is_layer(at) { Some(at) } else { next[at + 1] };
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut leading: Option<Range<usize>> = None;
    for piece in &pieces {
        let layers: Vec<usize> = piece.clone().filter(|&at| is_layer(at)).collect();
        let Some((&first, others)) = layers.split_first() else {
            let next = next[piece.end].map(path);
            let leads = leads_on(piece, nodes, &path, parts.last(), next);
            if let Some(part) = parts.last_mut().filter(|_| !leads && leading.is_none()) {
                part.nodes.end = piece.end;
            } else {
                let begin = leading.as_ref().map_or(piece.start, |range| range.start);
                leading = Some(begin..piece.end);
            }
            continue;
        };
        let mut module = path(first);
        for &other in others {
            let same = module.iter().zip(path(other)).take_while(|(one, other)| *one == other);
            let count = same.count();
            module.truncate(count);
        }
        let begin = leading.take().map_or(piece.start, |range| range.start);
        parts.push(Part {
            nodes: begin..piece.end,
            path: module,
            first: names[first].clone(),
            layers: layers.len(),
            map: map(&nodes[piece.end - 1]),
        });
    }
    if let Some(rest) = leading {
        if let Some(part) = parts.last_mut() {
            part.nodes.end = rest.end;
        } else {
            let (first, path) = (names[rest.start].clone(), path(rest.start));
            parts.push(Part { nodes: rest, path, first, layers: 0, map: [1, 1] });
        }
    }
    parts
}

/// True for a normalisation that stands in the module of the layer behind it, not in that before.
fn leads_on(
    piece: &Range<usize>,
    nodes: &[Draft],
    path: &impl Fn(usize) -> Vec<String>,
    before: Option<&Part>,
    next: Option<Vec<String>>,
) -> bool {
    let (Some(before), Some(next)) = (before, next) else { return before.is_none() };
    let Some(own) = piece.clone().find(|&at| !nodes[at].op.parameters().is_empty()) else {
        return false;
    };
    let own = path(own);
    let shared = |other: &[String]| own.iter().zip(other).take_while(|(a, b)| a == b).count();
    shared(&next) > shared(&before.path)
}

fn map(node: &Draft) -> [i64; 2] {
    match node.extent {
        Extent::Maps { height, width, .. } => [height, width],
        Extent::Units(_) => [1, 1],
    }
}

fn steps(parts: &[Part]) -> Vec<Step> {
    let deepest = parts.iter().map(|part| part.path.len()).max().unwrap_or(1);
    let mut steps = grouped(parts, 1);
    if steps.len() > MOST {
        return named(folded(steps, parts), parts);
    }
    for depth in 2..=deepest {
        let inner = grouped(parts, depth);
        if inner.len() == steps.len() {
            continue;
        }
        let is_few = steps.len() < FEW;
        let is_whole = |step: &Step| steps.iter().any(|outer| outer.parts == step.parts);
        let are_modules = inner.iter().all(|step| is_whole(step) || step.layers > 1);
        if inner.len() > MOST {
            if is_few {
                steps = folded(inner, parts);
            }
            break;
        }
        if !is_few && !are_modules {
            break;
        }
        // What is not cut keeps its shorter name.
        let outer = std::mem::take(&mut steps);
        let keep = |step: Step| {
            outer.iter().find(|known| known.parts == step.parts).cloned().unwrap_or(step)
        };
        steps = inner.into_iter().map(keep).collect();
    }
    named(with_heads(steps, parts), parts)
}

/// Parts with the same module of this depth, one after the other.
fn grouped(parts: &[Part], depth: usize) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let name = part.path[..depth.min(part.path.len())].join(".");
        match steps.last_mut() {
            Some(step) if step.name == name && !name.is_empty() => {
                step.parts.end = at + 1;
                step.layers += part.layers;
            }
            _ => steps.push(Step { parts: at..at + 1, name, layers: part.layers }),
        }
    }
    steps
}

/// Single layers of the same module, side by side and called by words, as one step, where enough
/// steps are left: a last convolution and the classifier.
fn with_heads(steps: Vec<Step>, parts: &[Part]) -> Vec<Step> {
    let parent = |step: &Step| -> Option<Vec<String>> {
        let part = parts.get(step.parts.start)?;
        let (last, module) = part.path.split_last()?;
        let is_word = !last.starts_with(|first: char| first.is_ascii_digit());
        let is_layer =
            step.parts.len() == 1 && step.layers == 1 && part.path.join(".") == step.name;
        (is_word && is_layer).then(|| module.to_vec())
    };
    let mut heads: Vec<Step> = Vec::with_capacity(steps.len());
    let mut before = None;
    for step in &steps {
        let own = parent(step);
        match heads.last_mut().filter(|_| own.is_some() && own == before) {
            Some(head) => {
                head.parts.end = step.parts.end;
                head.layers += step.layers;
            }
            None => heads.push(step.clone()),
        }
        before = own;
    }
    if heads.len() < FEW { steps } else { heads }
}

/// Neighbours put together until there are no more than [`MOST`]: first those of one module, then
/// of one size of maps, then those with the fewest layers.
fn folded(mut steps: Vec<Step>, parts: &[Part]) -> Vec<Step> {
    if steps.len() > MANY {
        let each = steps.len().div_ceil(MANY);
        steps = steps.chunks(each).map(|run| joined(run, parts)).collect();
    }
    while steps.len() > MOST {
        let cost = |pair: &[Step]| {
            let [first, second] = [&parts[pair[0].parts.start], &parts[pair[1].parts.start]];
            let module = |part: &Part| part.path.split_last().map(|(_, rest)| rest.to_vec());
            let end = |step: &Step| parts[step.parts.end - 1].map;
            (
                module(first) != module(second),
                end(&pair[0]) != end(&pair[1]),
                pair[0].layers + pair[1].layers,
            )
        };
        let best = steps.windows(2).enumerate().min_by_key(|(_, pair)| cost(pair));
        let Some((at, _)) = best else { break };
        let both = joined(&steps[at..at + 2], parts);
        steps.splice(at..at + 2, [both]);
    }
    steps
}

fn joined(run: &[Step], parts: &[Part]) -> Step {
    let range = run[0].parts.start..run[run.len() - 1].parts.end;
    let name = |step: &Step| {
        if step.name.is_empty() { parts[step.parts.start].first.clone() } else { step.name.clone() }
    };
    let first = name(&run[0]);
    let begin = first.split("..").next().unwrap_or_default();
    let end = name(&run[run.len() - 1]);
    let last = end.rsplit('.').next().unwrap_or_default();
    let is_number = !last.is_empty() && last.chars().all(|letter| letter.is_ascii_digit());
    let name = if is_number { format!("{begin}..{last}") } else { first.clone() };
    Step { parts: range, name, layers: run.iter().map(|step| step.layers).sum() }
}

/// Every step with a name of its own.
fn named(mut steps: Vec<Step>, parts: &[Part]) -> Vec<Step> {
    let mut taken: Vec<String> = Vec::with_capacity(steps.len());
    for step in &mut steps {
        let name = if step.name.is_empty() { &parts[step.parts.start].first } else { &step.name };
        let from = name.len().saturating_sub(LONGEST);
        let short = name[from..].trim_start_matches('.').to_owned();
        let is_taken = |name: &String| taken.contains(name) || name == "input";
        let numbered = (2..).map(|number| format!("{short}_{number}"));
        let own = std::iter::once(short.clone()).chain(numbered).find(|name| !is_taken(name));
        step.name = own.unwrap_or(short);
        taken.push(step.name.clone());
    }
    steps
}
