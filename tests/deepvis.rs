//! All integration tests, one binary.

mod architecture;
mod cli;
mod pipeline;
mod reference;
#[cfg(feature = "window")]
mod window;
