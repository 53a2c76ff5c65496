//! A guess: a class with its probability, one line of the network's answer.

/// A class and its probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// Class number.
    pub class: usize,
    /// Softmax probability, 0..=1.
    pub probability: f32,
}
