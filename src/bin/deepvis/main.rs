//! The command line of DeepVis.

fn main() {}
