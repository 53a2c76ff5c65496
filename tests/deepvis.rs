//! All integration tests, in one binary, so that libtorch is linked once.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing, in its helpers too"
)]

mod alone;
mod architecture;
mod autograd;
mod cli;
mod config;
mod documents;
mod explain;
mod flips;
mod games;
mod head;
mod mutated;
mod odd_inputs;
mod onnx;
mod pipeline;
mod play;
mod recording;
mod reference;
mod script;
mod stability;
mod tiny_onnx;
mod torchvision;
mod tour;
mod visit;
mod weights;
#[cfg(feature = "window")]
mod window;
