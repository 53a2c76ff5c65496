//! Names of nodes, from what the file calls its weights and operators; never a path, never long.

use std::collections::{HashMap, HashSet};

use super::draft::{Constants, Draft};
use crate::network::op::{Activation, Affine, Op};

/// No name has more letters.
const LONGEST: usize = 64;

/// What the names of parameters end with, behind the name of their layer.
const ENDINGS: [&str; 14] = [
    ".weight_bias",
    ".weight",
    ".bias",
    ".running_mean",
    ".running_var",
    ".gamma",
    ".beta",
    ".weight_orig",
    ".kernel",
    "_weight",
    "_bias",
    "_gamma",
    "_beta",
    "_running_mean",
];

/// The letters of a text that a terminal and a file name bear; none where nothing is left.
pub(super) fn word(text: &str) -> Option<String> {
    let kept = |letter: char| letter.is_ascii_alphanumeric() || "_.-".contains(letter);
    let word: String = text.chars().filter(|&letter| kept(letter)).collect();
    let word = word.trim_matches('.');
    let from = word.len().saturating_sub(LONGEST);
    let end = word[from..].trim_matches('.');
    (!end.is_empty()).then(|| end.to_owned())
}

/// An operator's name for an error; none where it is a path or nothing.
pub(super) fn readable(name: &str) -> Option<String> {
    if name.contains(['/', '\\']) {
        let scope = scope(name)?;
        return word(&scope.join("."));
    }
    word(name)
}

/// The module that an operator belongs to, where it is called as the older exporter does:
/// "/layer1/layer1.0/conv1/Conv" is layer1.0.conv1.
fn scope(name: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = name.strip_prefix('/')?.split('/').collect();
    let (kind, modules) = parts.split_last()?;
    let is_kind = kind.starts_with(|first: char| first.is_ascii_uppercase())
        && kind.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if !is_kind {
        return None;
    }
    // A module in a list is called by the list's name and its number.
    let mut path: Vec<&str> = Vec::new();
    for module in modules {
        let list = path
            .last()
            .copied()
            .filter(|list| module.strip_prefix(list).is_some_and(|rest| rest.starts_with('.')));
        if list.is_some() {
            path.pop();
        }
        path.push(module);
    }
    path.iter().flat_map(|part| part.split('.')).map(word).collect()
}

/// The layer whose parameter is called so; none where the exporter made the name up.
fn layer_of(parameter: &str) -> Option<Vec<String>> {
    if parameter.contains(['/', '\\', ':']) || parameter.starts_with("val_") {
        return None;
    }
    let mut name = parameter;
    for wrapper in ["module.", "_orig_mod."] {
        name = name.strip_prefix(wrapper).unwrap_or(name);
    }
    let ending = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    let layer = ending.or_else(|| name.contains('.').then_some(name))?;
    layer.split('.').map(word).collect()
}

/// The word for what a node computes.
fn kind(op: &Op) -> &'static str {
    match op {
        Op::Input { .. } => "input",
        Op::Conv(_) => "conv",
        Op::Linear(_) => "linear",
        Op::Affine(Affine { norm: Some(_), .. }) | Op::LayerNorm(_) => "norm",
        Op::Affine(_) => "scale",
        op if *op == Op::RELU => "relu",
        op if *op == Op::RELU6 => "relu6",
        Op::Clip { .. } => "clip",
        Op::Activation(activation) => match activation {
            Activation::Sigmoid => "sigmoid",
            Activation::Silu => "silu",
            Activation::HardSigmoid => "hardsigmoid",
            Activation::HardSwish => "hardswish",
            Activation::Gelu { .. } => "gelu",
            Activation::Tanh => "tanh",
            Activation::LeakyRelu { .. } => "leakyrelu",
        },
        Op::MaxPool { .. } | Op::AvgPool(_) => "pool",
        Op::AdaptiveAvgPool { .. } => "average",
        Op::Add => "add",
        Op::Mul => "mul",
        Op::Concat => "concat",
        Op::Slice { .. } => "slice",
        Op::Shuffle { .. } => "shuffle",
        Op::Flatten => "flatten",
    }
}

/// A name for each node, in order; no two are the same.
pub(super) fn names(nodes: &[Draft]) -> Vec<String> {
    let given = given(nodes);
    let mut containers: HashSet<&[String]> = HashSet::new();
    let mut users: HashMap<&[String], usize> = HashMap::new();
    for path in given.iter().flatten() {
        containers.extend((0..path.len()).map(|end| &path[..end]));
        *users.entry(path).or_default() += 1;
    }
    let mut readers = vec![0_usize; nodes.len()];
    nodes.iter().flat_map(|node| &node.inputs).for_each(|&input| readers[input] += 1);
    let mut paths: Vec<Vec<String>> = Vec::with_capacity(nodes.len());
    for (node, own) in nodes.iter().zip(&given) {
        let kind = kind(&node.op).to_owned();
        let path = match own {
            // What several nodes are called is what they are parts of.
            Some(path)
                if has_parameters(&node.constants) || !is_shared(path, &containers, &users) =>
            {
                path.clone()
            }
            Some(path) => [&path[..], &[kind]].concat(),
            None => [around(node, &paths, &readers), vec![kind]].concat(),
        };
        paths.push(path);
    }
    let mut taken: HashMap<String, usize> = HashMap::new();
    paths.iter().map(|path| unique(&short(path), &mut taken)).collect()
}

fn is_shared(
    path: &[String],
    containers: &HashSet<&[String]>,
    users: &HashMap<&[String], usize>,
) -> bool {
    path.is_empty() || containers.contains(path) || users.get(path).is_some_and(|&count| count > 1)
}

fn has_parameters(constants: &Constants) -> bool {
    constants.weight.is_some() || constants.bias.is_some() || constants.norm.is_some()
}

/// What the file calls each node; none where it says nothing.
fn given(nodes: &[Draft]) -> Vec<Option<Vec<String>>> {
    let mut used: HashSet<&str> = HashSet::new();
    let mut all = Vec::with_capacity(nodes.len());
    for node in nodes {
        let is_layer = matches!(node.op, Op::Conv(_) | Op::Linear(_));
        let mut own = None;
        if has_parameters(&node.constants) {
            // Exporters keep one of several equal tensors, under the name of the first that has it:
            // norms as they are before training. Weights are equal where a layer is used again.
            own = node.origin.constants.iter().find_map(|name| {
                let is_new = !used.contains(name.as_str());
                layer_of(name).filter(|_| is_new || is_layer)
            });
            used.extend(node.origin.constants.iter().map(String::as_str));
        }
        let own = own.or_else(|| scope(&node.origin.operator));
        all.push(own.filter(|path| !path.is_empty()));
    }
    all
}

/// The module that a node without a name of its own stands in: that of what it reads.
fn around(node: &Draft, paths: &[Vec<String>], readers: &[usize]) -> Vec<String> {
    let module = |input: usize| -> &[String] {
        let path = &paths[input];
        let is_number = |part: &String| part.chars().all(|letter| letter.is_ascii_digit());
        match path.split_last() {
            // A module in a list has a number, which is no name without its list.
            Some((last, _)) if is_number(last) => path,
            Some((_, rest)) => rest,
            None => &[],
        }
    };
    // What others read too comes from before the module.
    let alone: Vec<usize> =
        node.inputs.iter().copied().filter(|&input| readers[input] == 1).collect();
    let latest = node.inputs.iter().copied().max();
    let Some(&first) = alone.first() else {
        return latest.map(|input| module(input).to_vec()).unwrap_or_default();
    };
    let mut common = module(first);
    for &other in &alone[1..] {
        let same = common.iter().zip(module(other)).take_while(|(one, other)| one == other);
        common = &common[..same.count()];
    }
    match latest {
        Some(latest) if common.is_empty() => module(latest).to_vec(),
        _ => common.to_vec(),
    }
}

/// The last parts of a path that make a name of the longest length at most.
fn short(path: &[String]) -> String {
    let mut from = path.len();
    let mut length = 0;
    while from > 0 && length + path[from - 1].len() < LONGEST {
        length += path[from - 1].len() + 1;
        from -= 1;
    }
    let name = path[from..].join(".");
    let last = || path.last().and_then(|last| word(last)).unwrap_or_else(|| "node".into());
    if name.is_empty() { last() } else { name }
}

fn unique(name: &str, taken: &mut HashMap<String, usize>) -> String {
    let mut found = name.to_owned();
    while let Some(count) = taken.get_mut(&found) {
        *count += 1;
        found = format!("{name}_{count}");
    }
    taken.insert(found.clone(), 1);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(path: Option<Vec<String>>) -> String {
        path.map(|path| path.join(".")).unwrap_or_default()
    }

    #[test]
    fn layers_are_called_by_their_parameters() {
        let cases = [
            ("layer1.0.conv1.weight", "layer1.0.conv1"),
            ("features.0.0.weight_bias", "features.0.0"),
            ("2.layer_scale", "2.layer_scale"),
            ("module.fc.bias", "fc"),
            ("resnetv15_conv0_weight", "resnetv15_conv0"),
            ("onnx::Conv_193", ""),
            ("val_4", ""),
            ("mul", ""),
            ("/home/someone/net.weight", ""),
        ];
        for (parameter, layer) in cases {
            assert_eq!(joined(layer_of(parameter)), layer, "{parameter}");
        }
    }

    #[test]
    fn modules_are_read_from_the_older_exporters_names() {
        let cases = [
            ("/layer1/layer1.0/conv1/Conv", "layer1.0.conv1"),
            ("/m.0/m.0.2/Relu", "m.0.2"),
            ("/2/block/block.0/Conv", "2.block.0"),
            ("/Add", ""),
            ("node_relu_1", ""),
            ("/home/someone/net.py", ""),
        ];
        for (name, module) in cases {
            assert_eq!(joined(scope(name)), module, "{name}");
        }
    }

    #[test]
    fn a_name_never_is_a_path_or_long() {
        assert_eq!(readable("/home/someone/net.py"), None);
        assert_eq!(readable("C:\\net\\x"), None);
        assert_eq!(readable("node_conv2d"), Some("node_conv2d".into()));
        assert_eq!(word("a b\u{1b}[31m/c"), Some("ab31mc".into()));
        assert!(word(&"x".repeat(500)).unwrap().len() <= LONGEST);
        let path: Vec<String> = (0..40).map(|at| format!("layer{at}")).collect();
        let name = short(&path);
        assert!(name.len() <= LONGEST && name.ends_with("layer38.layer39"), "{name}");
        assert!(short(&["y".repeat(90)]).len() <= LONGEST);
    }
}
