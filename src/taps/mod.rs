//! What is read off the network on the way: which layers at what size ([`plan`]), and the 8-bit maps ([`reading`]).

pub mod plan;
pub mod reading;
