//! All integration tests, one binary.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing, in its helpers too"
)]

mod architecture;
mod cli;
mod config;
mod pipeline;
mod readme;
mod recording;
mod reference;
#[cfg(feature = "window")]
mod window;
