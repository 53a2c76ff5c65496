//! Point a webcam at the world and watch a neural network think.
//!
//! The modules stand in the order in which a frame passes them:
//!
//! ```text
//!  capture thread      inference thread                               main thread
//!  source ── Frame ──▶ preprocess ─▶ forward pass ─▶ taps ─┐ Update
//!    ▲   newest wins     ▲              background jobs ───┴────────▶ session ─▶ panes ─▶ screen
//!    │                   │                              newest wins      │                  │
//!    │                   └── Request: what to read (newest wins) ◀───────┤ ◀ keys, pointer ─┘
//!    └── SourceCommand: next, previous, mirror … (bounded) ◀─────────────┘
//! ```
//!
//! `pipeline` runs the threads; `dynamics` remembers what changed from frame to frame. What a
//! visitor can do beyond looking at the network is a room of `exhibit`. ARCHITECTURE.md says who
//! may import whom.

#[macro_use]
pub mod words;

pub mod error;
pub mod frame;
pub mod geometry;
pub mod interrupt;
mod nearest;
mod package;
pub mod pool;
pub mod replace;
pub mod resample;

pub mod source;

pub mod preprocess;

pub mod network;

pub mod taps;

pub mod attribution;

pub mod snapshot;

pub mod dynamics;

pub mod control;

pub mod config;

pub mod canvas;

pub mod view;

pub mod exhibit;

pub mod dashboard;

pub mod engine;

pub mod screen;

pub mod recording;

pub mod pipeline;

#[cfg(test)]
mod made_up;

#[cfg(feature = "fuzzing")]
pub mod fuzzing;

pub use error::{Error, Result};
