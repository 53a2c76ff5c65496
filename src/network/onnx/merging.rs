//! The written graph without what nothing reads, and with sums and norms in the layers they follow.

use super::draft::Draft;
use crate::network::op::{Affine, Op};

/// What the answer at `last` is computed of, with batch normalisations and biases that stand behind
/// the only layer they read in that layer. The answer is then the last node.
pub(super) fn merged(nodes: Vec<Draft>, last: usize) -> Vec<Draft> {
    let mut is_read = vec![false; nodes.len()];
    is_read[last] = true;
    let mut readers = vec![0_usize; nodes.len()];
    for at in (0..=last).rev().filter(|&at| at < nodes.len()) {
        if is_read[at] {
            for &input in &nodes[at].inputs {
                is_read[input] = true;
                readers[input] += 1;
            }
        }
    }
    // The picture stays first, whatever reads it.
    is_read[0] = true;
    let mut kept: Vec<Draft> = Vec::with_capacity(nodes.len());
    let mut places = vec![0; nodes.len()];
    for (at, mut draft) in nodes.into_iter().enumerate().take(last + 1) {
        if !is_read[at] {
            continue;
        }
        let alone = draft.inputs.first().is_some_and(|&input| readers[input] == 1);
        draft.inputs.iter_mut().for_each(|input| *input = places[*input]);
        let before = draft.inputs.first().copied().filter(|_| alone);
        if let Some(before) = before
            && absorb(&mut kept[before], &draft)
        {
            places[at] = before;
            continue;
        }
        places[at] = kept.len();
        kept.push(draft);
    }
    kept
}

/// Takes the factors and summands behind a layer into it; false where they do not fit there.
fn absorb(layer: &mut Draft, behind: &Draft) -> bool {
    let Op::Affine(affine) = &behind.op else { return false };
    let (own, new) = (&mut layer.constants, &behind.constants);
    let (adds, multiplies) = match affine {
        Affine { norm: Some(_), .. } => (false, false),
        Affine { weight, bias, .. } => (bias.is_some(), weight.is_some()),
    };
    let bias = behind.constants.bias.as_ref().map(|_| String::new());
    match (&mut layer.op, &affine.norm) {
        (Op::Conv(conv), Some(norm)) if conv.norm.is_none() => {
            conv.norm = Some(norm.clone());
            own.norm.clone_from(&new.norm);
        }
        (Op::Conv(conv), None)
            if adds && !multiplies && conv.bias.is_none() && conv.norm.is_none() =>
        {
            conv.bias = bias;
            own.bias.clone_from(&new.bias);
        }
        (Op::Linear(linear), None) if adds && !multiplies && linear.bias.is_none() => {
            linear.bias = bias;
            own.bias.clone_from(&new.bias);
        }
        (Op::LayerNorm(norm), None)
            if norm.bias.is_none() && !(multiplies && norm.weight.is_some()) =>
        {
            if multiplies {
                norm.weight = Some(String::new());
                own.weight.clone_from(&new.weight);
            }
            if adds {
                norm.bias = bias;
                own.bias.clone_from(&new.bias);
            }
        }
        (Op::Affine(first), None)
            if adds && !multiplies && first.bias.is_none() && first.norm.is_none() =>
        {
            first.bias = bias;
            own.bias.clone_from(&new.bias);
        }
        _ => return false,
    }
    layer.origin.constants.extend(behind.origin.constants.iter().cloned());
    true
}
