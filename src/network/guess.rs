//! A class with its probability: one line of the network's answer.

/// A class and how much the network believes in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// Class number.
    pub class: usize,
    /// Softmax probability, 0..=1.
    pub probability: f32,
}
