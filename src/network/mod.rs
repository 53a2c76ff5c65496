//! The network: a graph of nodes, its weights, and what a forward pass leaves behind.

pub mod outline;
