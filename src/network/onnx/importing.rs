//! From a file's values to a graph: the picture that it reads, and which of its answers is taken.

use std::collections::HashSet;

use super::Imported;
use super::draft::{Computed, Constants, Drafts, Origin};
use super::ending::{ended, luma};
use super::lowering::lower;
use super::model::{Model, Operator};
use super::naming;
use super::patterns::gathered;
use super::refusals::check;
use super::settings::shape_text;
use crate::geometry::Size;
use crate::network::op::{Conv, Op};

/// Rows and columns of a picture where neither the file nor anybody else says them: most networks'.
const USUAL: i32 = 224;
/// Longer sides are no network's.
const LONGEST: i64 = 1 << 14;
/// So many answers are looked at.
const MOST_ANSWERS: usize = 8;

/// The picture that a file wants.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    batch: i64,
    channels: i64,
    /// As the file or the person has it.
    size: Size,
    /// True where the file says all of it.
    is_said: bool,
}

/// The graph of a model, with the values of its parameters. `input` is the size of its picture
/// where the model leaves it open.
///
/// # Errors
/// One line: what of it no network here has, with the operator's name, and what to do.
pub fn import(model: Model, input: Option<Size>) -> Result<Imported, String> {
    let mut model = model;
    let operators = std::mem::take(&mut model.operators);
    let wanted = Wanted::of(&model, input).map_err(|problem| {
        // A transformer or a quantised network is told as such, whatever its input.
        check(&model, &operators).err().filter(|_| model.inputs.len() != 1).unwrap_or(problem)
    })?;
    let operators = gathered(&model, operators);
    let mut first = None;
    for output in answers(&model, &operators) {
        match of_answer(&model, &operators, wanted, output) {
            Ok(imported) => {
                if let [taken, left_out @ ..] = &imported.outputs[..]
                    && !left_out.is_empty()
                {
                    let left_out = left_out.join(", ");
                    log::info!("of the outputs {taken} is taken, and {left_out} left out");
                }
                return Ok(imported);
            }
            Err(problem) => {
                first.get_or_insert(problem);
            }
        }
    }
    Err(first.unwrap_or_else(|| "the network answers nothing".into()))
}

impl Wanted {
    fn of(model: &Model, input: Option<Size>) -> Result<Self, String> {
        let [declared] = &model.inputs[..] else {
            let names: Vec<String> = model
                .inputs
                .iter()
                .take(4)
                .filter_map(|input| naming::readable(&input.name))
                .collect();
            let count = model.inputs.len();
            return Err(format!(
                "{count} inputs ({}); networks with one, a picture, are known",
                names.join(", ")
            ));
        };
        let kind = declared.kind.as_str();
        if !["float", "bfloat", "double"].iter().any(|known| kind.starts_with(known)) {
            let kind = naming::word(kind).unwrap_or_default();
            return Err(format!(
                "its input has numbers of the kind {kind}; export the network for normalised \
                 pictures in float32, [N, 3, H, W]"
            ));
        }
        let shape: Vec<i64> = declared.shape.iter().map(|side| side.unwrap_or(-1)).collect();
        let said = shape_text(&shape);
        let [batch, channels, height, width] = shape[..] else {
            return Err(format!("its input is {said}; pictures are [N, 3, H, W]"));
        };
        if matches!(width, 1 | 3) && !matches!(channels, 1 | 3) {
            return Err(format!(
                "its input is {said}, colours last; export it so that it reads [N, 3, H, W]"
            ));
        }
        // An open number of channels is that of colours.
        let channels = if channels < 0 { 3 } else { channels };
        if !matches!(channels, 1 | 3) {
            return Err(format!("its input is {said}; pictures have 1 or 3 channels"));
        }
        let batch = if batch < 1 { 1 } else { batch };
        let open = input.unwrap_or(Size::new(USUAL, USUAL));
        let side = |said: i64, open: i32| if said < 0 { i64::from(open) } else { said };
        let sides = [side(height, open.height), side(width, open.width)];
        let fits = sides.iter().all(|side| (1..=LONGEST).contains(side));
        if !fits || batch > LONGEST {
            return Err(format!("its input is {said}; sides up to {LONGEST} are known"));
        }
        let size = Size::new(sides[1] as i32, sides[0] as i32);
        Ok(Self { batch, channels, size, is_said: height > 0 && width > 0 })
    }
}

/// The names of the outputs: first those that nothing in the network reads itself.
fn answers<'a>(model: &'a Model, operators: &'a [Operator]) -> Vec<&'a str> {
    let read: HashSet<&str> =
        operators.iter().flat_map(|operator| &operator.inputs).map(String::as_str).collect();
    let mut names: Vec<&str> = model.outputs.iter().map(String::as_str).collect();
    names.sort_by_key(|&name| read.contains(name));
    names.truncate(MOST_ANSWERS);
    names
}

/// What the outputs are called, the one that is taken first; by their place where a name is none
/// that a person could read.
fn named(model: &Model, taken: &str) -> Vec<String> {
    let mut outputs: Vec<(bool, String)> = model
        .outputs
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let called = naming::readable(name).unwrap_or_else(|| format!("output {}", at + 1));
            (name != taken, called)
        })
        .collect();
    outputs.sort_by_key(|&(is_other, _)| is_other);
    outputs.into_iter().map(|(_, called)| called).collect()
}

/// The operators that this value is computed of, in order.
fn leading_to(operators: &[Operator], output: &str) -> Vec<Operator> {
    let mut needed: HashSet<&str> = HashSet::from([output]);
    let mut all: Vec<&Operator> = Vec::new();
    for operator in operators.iter().rev() {
        if operator.outputs.iter().any(|name| !name.is_empty() && needed.contains(name.as_str())) {
            needed.extend(operator.inputs.iter().map(String::as_str));
            all.push(operator);
        }
    }
    all.into_iter().rev().cloned().collect()
}

fn of_answer(
    model: &Model,
    operators: &[Operator],
    wanted: Wanted,
    output: &str,
) -> Result<Imported, String> {
    let operators = leading_to(operators, output);
    check(model, &operators)?;
    let Wanted { batch, channels, size, is_said } = wanted;
    let mut drafts = Drafts::new(size, batch);
    let (none, origin) = (Constants::default(), Origin::default());
    let mut picture = drafts.push(Op::Input { channels: 3 }, &[], none, origin)?;
    if channels == 1 {
        let (constants, origin) = luma();
        let conv = Conv { bias: None, ..Conv::biased("", 3, 1, 1) };
        picture = drafts.push(Op::Conv(conv), &[picture], constants, origin)?;
    }
    let lowering = lower(model, &operators, drafts, Computed::natural(picture))?;
    let ended = ended(lowering, output)?;
    Ok(Imported {
        graph: ended.graph,
        input: is_said.then_some(size),
        channels,
        answers: ended.answers,
        yes_or_no: ended.yes_or_no,
        parameters: ended.parameters,
        beside: model.beside.clone(),
        producer: model.producer.clone(),
        outputs: named(model, output),
    })
}
