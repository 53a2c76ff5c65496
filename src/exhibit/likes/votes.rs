//! What a unit speaks for: the classes that lose most when it is held at zero. Plain host data.

use crate::taps::plan::Unit;

/// What becomes of the answer without one unit, over the last pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Votes {
    /// Which unit was held at zero.
    pub unit: Unit,
    /// Over how many pictures.
    pub pictures: usize,
    /// The classes that lose most, the greatest loss first; empty where it is too little to tell.
    pub helped: Vec<Vote>,
}

/// A class, and what it loses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vote {
    /// The class's number.
    pub class: usize,
    /// How much of its probability is lost, 0 to 1: the mean over the pictures of the probability
    /// with the unit minus that without it.
    pub loss: f32,
}
