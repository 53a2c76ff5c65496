//! Operators that older exporters wrote an activation or a normalisation with, as one again.
//!
//! Only exact forms are taken: whatever is different stays as it is, and is refused or computed.

use std::collections::HashMap;

use super::lowering::activations::is_about;
use super::model::{Attribute, Constant, Model, Operator};

/// What the operators say of each other's values.
struct Seen<'a> {
    makers: HashMap<&'a str, &'a Operator>,
    initialisers: HashMap<&'a str, &'a Constant>,
}

impl<'a> Seen<'a> {
    fn new(model: &'a Model, operators: &'a [Operator]) -> Self {
        let made = |operator: &'a Operator| {
            operator.outputs.iter().map(move |name| (name.as_str(), operator))
        };
        let makers = operators.iter().flat_map(made).collect();
        let constants = model.initialisers.iter();
        let initialisers = constants.map(|(name, constant)| (name.as_str(), constant)).collect();
        Self { makers, initialisers }
    }

    /// Who makes this value, where it is an operator of this kind.
    fn maker(&self, name: &str, kind: &str) -> Option<&'a Operator> {
        self.makers.get(name).copied().filter(|operator| operator.kind == kind)
    }

    /// The one number of a constant that is an initialiser or a node of its own.
    fn number(&self, name: &str) -> Option<f64> {
        if let Some(constant) = self.initialisers.get(name) {
            return constant.single();
        }
        let maker = self.makers.get(name)?;
        match maker.kind.as_str() {
            "Constant" => super::folding::constant(maker).ok()?.single(),
            _ => None,
        }
    }

    /// True for a constant of this one number.
    fn is_number(&self, name: &str, wanted: f64) -> bool {
        self.number(name).is_some_and(|value| is_about(value, wanted))
    }

    /// The other input of an operator of two, one of which is this number.
    fn beside(&self, operator: &'a Operator, wanted: f64) -> Option<&'a str> {
        let [first, second] = &operator.inputs[..] else { return None };
        match (self.is_number(first, wanted), self.is_number(second, wanted)) {
            (false, true) => Some(first),
            (true, false) => Some(second),
            _ => None,
        }
    }

    /// What a value is multiplied from: the factors of a product of products.
    fn factors(&self, operator: &'a Operator) -> Vec<&'a str> {
        let mut factors = Vec::new();
        for name in &operator.inputs {
            match self.maker(name, "Mul") {
                Some(inner) => factors.extend(inner.inputs.iter().map(String::as_str)),
                None => factors.push(name.as_str()),
            }
        }
        factors
    }
}

/// The operator that stands for a pattern which ends with this one.
type Find = for<'a> fn(&Seen<'a>, &'a Operator) -> Option<Operator>;

/// The operators with such patterns as one operator each. What no value needs any more is still
/// there.
pub(super) fn gathered(model: &Model, mut operators: Vec<Operator>) -> Vec<Operator> {
    let all: [Find; 5] = [hard_sigmoid, hard_swish, silu, gelu, layer_norm];
    for find in all {
        let seen = Seen::new(model, &operators);
        let found: Vec<(usize, Operator)> = operators
            .iter()
            .enumerate()
            .filter_map(|(at, operator)| Some((at, find(&seen, operator)?)))
            .collect();
        for (at, operator) in found {
            operators[at] = operator;
        }
    }
    operators
}

fn instead(
    of: &Operator,
    kind: &str,
    input: &str,
    attributes: Vec<(String, Attribute)>,
) -> Operator {
    Operator {
        name: of.name.clone(),
        kind: kind.into(),
        domain: String::new(),
        inputs: vec![input.into()],
        outputs: of.outputs.clone(),
        attributes,
    }
}

/// x where the value is min(max(x + 3, 0), 6).
fn six<'a>(seen: &Seen<'a>, name: &str) -> Option<&'a str> {
    let clip = seen.maker(name, "Clip")?;
    let bound = |index: usize, called: &str, wanted: f64| match clip.input(index) {
        Some(name) => seen.is_number(name, wanted),
        None => clip.float(called).is_some_and(|value| is_about(value, wanted)),
    };
    if !bound(1, "min", 0.0) || !bound(2, "max", 6.0) {
        return None;
    }
    seen.beside(seen.maker(clip.input(0)?, "Add")?, 3.0)
}

/// min(max(x + 3, 0), 6) / 6.
fn hard_sigmoid<'a>(seen: &Seen<'a>, operator: &'a Operator) -> Option<Operator> {
    let clipped = sixth(seen, operator)?;
    let x = six(seen, clipped)?;
    let alpha = ("alpha".into(), Attribute::Float(1.0 / 6.0));
    Some(instead(operator, "HardSigmoid", x, vec![alpha]))
}

/// What is divided by 6, or multiplied by a sixth.
fn sixth<'a>(seen: &Seen<'a>, operator: &'a Operator) -> Option<&'a str> {
    match operator.kind.as_str() {
        "Div" if seen.is_number(operator.input(1)?, 6.0) => operator.input(0),
        "Mul" => seen.beside(operator, 1.0 / 6.0),
        _ => None,
    }
}

/// x · hardsigmoid(x), or x · min(max(x + 3, 0), 6) / 6.
fn hard_swish<'a>(seen: &Seen<'a>, operator: &'a Operator) -> Option<Operator> {
    if let Some(product) = sixth(seen, operator)
        && let Some(product) = seen.maker(product, "Mul")
    {
        let [first, second] = &product.inputs[..] else { return None };
        let swish = |x: &str, clipped: &str| six(seen, clipped).is_some_and(|inner| inner == x);
        let x = if swish(first, second) {
            first
        } else if swish(second, first) {
            second
        } else {
            return None;
        };
        return Some(instead(operator, "HardSwish", x, Vec::new()));
    }
    let x = gated(seen, operator, "HardSigmoid")?;
    let gate = operator.inputs.iter().find_map(|name| seen.maker(name, "HardSigmoid"))?;
    let (alpha, beta) = (gate.float("alpha").unwrap_or(0.2), gate.float("beta").unwrap_or(0.5));
    let is_usual = is_about(alpha, 1.0 / 6.0) && is_about(beta, 0.5);
    is_usual.then(|| instead(operator, "HardSwish", x, Vec::new()))
}

/// x · sigmoid(x).
fn silu<'a>(seen: &Seen<'a>, operator: &'a Operator) -> Option<Operator> {
    let x = gated(seen, operator, "Sigmoid")?;
    Some(instead(operator, "Silu", x, Vec::new()))
}

/// x where the operator is x · gate(x), in either order.
fn gated<'a>(seen: &Seen<'a>, operator: &'a Operator, kind: &str) -> Option<&'a str> {
    let [first, second] = &operator.inputs[..] else { return None };
    if !operator.is("Mul") {
        return None;
    }
    let is_gate =
        |gate: &str, x: &str| seen.maker(gate, kind).is_some_and(|maker| maker.input(0) == Some(x));
    if is_gate(second, first) {
        Some(first)
    } else if is_gate(first, second) {
        Some(second)
    } else {
        None
    }
}

/// x · (1 + erf(x / √2)) / 2, in any order of its factors.
fn gelu<'a>(seen: &Seen<'a>, operator: &'a Operator) -> Option<Operator> {
    if !operator.is("Mul") {
        return None;
    }
    let factors = seen.factors(operator);
    if factors.len() != 3 {
        return None;
    }
    let half = factors.iter().position(|name| seen.is_number(name, 0.5))?;
    let curve = factors.iter().position(|name| {
        let sum = seen.maker(name, "Add");
        sum.is_some_and(|sum| erf_of(seen, sum).is_some())
    })?;
    let x = factors[(0..3).find(|&at| at != half && at != curve)?];
    let inner = erf_of(seen, seen.maker(factors[curve], "Add")?)?;
    (inner == x).then(|| instead(operator, "Gelu", x, Vec::new()))
}

/// x where the sum is 1 + erf(x / √2).
fn erf_of<'a>(seen: &Seen<'a>, sum: &'a Operator) -> Option<&'a str> {
    let erf = seen.maker(seen.beside(sum, 1.0)?, "Erf")?;
    let scaled = erf.input(0)?;
    if let Some(divided) = seen.maker(scaled, "Div") {
        let by = divided.input(1)?;
        return seen.is_number(by, std::f64::consts::SQRT_2).then(|| divided.input(0))?;
    }
    seen.beside(seen.maker(scaled, "Mul")?, std::f64::consts::FRAC_1_SQRT_2)
}

/// (x − mean) / √(mean((x − mean)²) + eps), over one axis.
fn layer_norm<'a>(seen: &Seen<'a>, operator: &'a Operator) -> Option<Operator> {
    if !operator.is("Div") {
        return None;
    }
    let difference = seen.maker(operator.input(0)?, "Sub")?;
    let (x, mean) = (difference.input(0)?, seen.maker(difference.input(1)?, "ReduceMean")?);
    let axis = only_axis(seen, mean)?;
    let sum = seen.maker(seen.maker(operator.input(1)?, "Sqrt")?.input(0)?, "Add")?;
    let [first, second] = &sum.inputs[..] else { return None };
    let (variance, eps) = match (seen.number(first), seen.number(second)) {
        (None, Some(eps)) => (first, eps),
        (Some(eps), None) => (second, eps),
        _ => return None,
    };
    let variance = seen.maker(variance, "ReduceMean")?;
    let keeps = |operator: &Operator| operator.int("keepdims") != Some(0);
    let fits = mean.input(0) == Some(x)
        && only_axis(seen, variance) == Some(axis)
        && keeps(mean)
        && keeps(variance)
        && is_square_of(seen, variance.input(0)?, x, axis);
    if !fits {
        return None;
    }
    let attributes = vec![
        ("axis".into(), Attribute::Int(axis)),
        ("epsilon".into(), Attribute::Float(eps as f32)),
        ("over_channels".into(), Attribute::Int(1)),
    ];
    Some(instead(operator, "LayerNormalization", x, attributes))
}

/// True where the value is (x − mean of x)², written with Pow or as a product.
fn is_square_of(seen: &Seen<'_>, name: &str, x: &str, axis: i64) -> bool {
    let is_difference = |name: &str| {
        let maker = seen.maker(name, "Sub");
        maker.is_some_and(|sub| {
            let mean = sub.input(1).and_then(|mean| seen.maker(mean, "ReduceMean"));
            sub.input(0) == Some(x)
                && mean.is_some_and(|mean| {
                    mean.input(0) == Some(x) && only_axis(seen, mean) == Some(axis)
                })
        })
    };
    if let Some(power) = seen.maker(name, "Pow") {
        let [base, exponent] = &power.inputs[..] else { return false };
        return is_difference(base) && seen.is_number(exponent, 2.0);
    }
    seen.maker(name, "Mul").is_some_and(|product| {
        let [first, second] = &product.inputs[..] else { return false };
        first == second && is_difference(first)
    })
}

/// The axis of a mean that runs over one.
fn only_axis(seen: &Seen<'_>, mean: &Operator) -> Option<i64> {
    if let Some(&[axis]) = mean.ints("axes") {
        return Some(axis);
    }
    let axis = seen.number(mean.input(1)?)?;
    (axis.fract() == 0.0 && axis.abs() < 8.0).then_some(axis as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operator(kind: &str, inputs: &[&str], output: &str) -> Operator {
        Operator {
            kind: kind.into(),
            inputs: inputs.iter().map(|&name| name.into()).collect(),
            outputs: vec![output.into()],
            ..Operator::default()
        }
    }

    fn model(constants: &[(&str, f32)]) -> Model {
        let initialisers = constants.iter().map(|&(name, value)| {
            let one = ndarray::ArcArray::from_elem(ndarray::IxDyn(&[]), value);
            (name.into(), Constant::Floats(one))
        });
        Model { initialisers: initialisers.collect(), ..Model::default() }
    }

    #[test]
    fn old_hard_swishes_are_found_in_either_order_of_their_steps() {
        let model = model(&[("three", 3.0), ("zero", 0.0), ("six", 6.0)]);
        let begin =
            [operator("Add", &["x", "three"], "a"), operator("Clip", &["a", "zero", "six"], "c")];
        let last = |rest: [Operator; 2]| {
            let all = gathered(&model, begin.iter().cloned().chain(rest).collect());
            let last = all.last().unwrap();
            (last.kind.clone(), last.inputs.clone())
        };
        let wanted = ("HardSwish".to_owned(), vec!["x".to_owned()]);
        let divided = [operator("Div", &["c", "six"], "d"), operator("Mul", &["x", "d"], "y")];
        assert_eq!(last(divided), wanted);
        let multiplied = [operator("Mul", &["x", "c"], "d"), operator("Div", &["d", "six"], "y")];
        assert_eq!(last(multiplied), wanted);
        let other = [operator("Div", &["c", "six"], "d"), operator("Mul", &["z", "d"], "y")];
        assert_eq!(last(other).0, "Mul", "of something else it is a product");
    }

    #[test]
    fn a_gelu_is_found_in_any_order_of_its_factors() {
        let model = model(&[("root", std::f32::consts::SQRT_2), ("one", 1.0), ("half", 0.5)]);
        let begin = [
            operator("Div", &["x", "root"], "d"),
            operator("Erf", &["d"], "e"),
            operator("Add", &["e", "one"], "g"),
        ];
        for rest in [
            [operator("Mul", &["x", "g"], "p"), operator("Mul", &["p", "half"], "y")],
            [operator("Mul", &["x", "half"], "p"), operator("Mul", &["p", "g"], "y")],
            [operator("Mul", &["half", "g"], "p"), operator("Mul", &["x", "p"], "y")],
        ] {
            let all = gathered(&model, begin.iter().cloned().chain(rest).collect());
            assert_eq!((&*all[4].kind, &*all[4].inputs[0]), ("Gelu", "x"));
        }
    }
}
