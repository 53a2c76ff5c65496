//! Made-up weights that are the same on every machine, to run a network without a checkpoint.
//!
//! For the tensor named n: with h the 64-bit FNV-1a hash of n, element i is u = (step i + 1 of
//! splitmix64 from state h) >> 11, times 2⁻⁵³, and s = 2u − 1. Weights are s·√(6 / `fan_in`), where
//! `fan_in` is the number of values of one output (He et al., 2015, uniform); biases 0.1·s; batch
//! normalisation's weight and variance 1 + 0.2·s, its mean 0.1·s.

use std::ops::Range;

use tch::Tensor;

use super::checkpoint::Tensors;
use super::graph::Graph;
use super::op::{Parameter, Role};
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// So many values are made between two looks at whether to go on: some thousandths of a second.
const PIECE: u64 = 1 << 20;

/// A tensor for every parameter of the graph.
///
/// # Errors
/// [`Error::Torch`] where there is no memory for one; [`Error::Interrupted`].
pub fn tensors(graph: &Graph, interrupt: &Interrupt) -> Result<Tensors> {
    let tensor = |parameter: &Parameter| {
        let count = parameter.len() as u64;
        let mut all = Vec::with_capacity(parameter.len());
        for begin in (0..count).step_by(PIECE as usize) {
            interrupt.check()?;
            all.extend(values(parameter, begin..count.min(begin + PIECE)));
        }
        Tensor::f_from_slice(&all)
            .and_then(|tensor| tensor.f_reshape(&parameter.shape))
            .map_err(Error::torch(&parameter.name))
    };
    graph.parameters().map(|parameter| Ok((parameter.name.clone(), tensor(&parameter)?))).collect()
}

/// The parameter's elements in this range.
fn values(parameter: &Parameter, elements: Range<u64>) -> impl Iterator<Item = f32> {
    let fan_in: i64 = parameter.shape[1..].iter().product();
    let (centre, reach) = match parameter.role {
        Role::Weight => (0.0, (6.0 / fan_in as f64).sqrt()),
        Role::Bias | Role::RunningMean => (0.0, 0.1),
        Role::NormWeight | Role::RunningVar => (1.0, 0.2),
    };
    let state = fnv_1a(&parameter.name);
    elements.map(move |element| {
        let u = (splitmix64(state, element + 1) >> 11) as f64 / (1_u64 << 53) as f64;
        (centre + reach * (2.0 * u - 1.0)) as f32
    })
}

/// Fowler, Noll and Vo's hash.
fn fnv_1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Number `step` of Steele, Lea and Flood's generator ("Fast splittable pseudorandom number
/// generators", 2014).
fn splitmix64(state: u64, step: u64) -> u64 {
    let z = state.wrapping_add(step.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_and_generator_give_their_published_values() {
        // FNV's test vectors; splitmix64's first outputs from state 1234567 (Rosetta Code).
        assert_eq!(fnv_1a(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(splitmix64(1_234_567, 1), 6_457_827_717_110_365_317);
        assert_eq!(splitmix64(1_234_567, 2), 3_203_168_211_198_807_973);
    }

    #[test]
    fn nothing_is_made_once_it_is_interrupted() {
        let graph = crate::network::zoo::graph("squeezenet1_1").unwrap();
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert!(matches!(tensors(&graph, &interrupt), Err(Error::Interrupted)));
    }

    #[test]
    fn values_stay_in_the_range_of_their_role() {
        let of = |role, shape: &[i64]| -> Vec<f32> {
            let parameter = Parameter { name: "n".into(), shape: shape.to_vec(), role };
            values(&parameter, 0..parameter.len() as u64).collect()
        };
        // √(6 / 6) = 1.
        let weights = of(Role::Weight, &[100, 6]);
        assert!(weights.iter().all(|value| value.abs() <= 1.0));
        assert!(weights.iter().any(|value| value.abs() > 0.9));
        assert!(of(Role::Bias, &[100]).iter().all(|value| value.abs() <= 0.1));
        assert!(of(Role::RunningVar, &[100]).iter().all(|value| (0.8..=1.2).contains(value)));
    }
}
