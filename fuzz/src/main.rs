//! libFuzzer on one of DeepVis' readers of bytes, which `DEEPVIS_FUZZ` names. `scripts/fuzz` builds
//! and runs it.

#![no_main]

use std::alloc::System;
use std::sync::LazyLock;
use std::time::Duration;

use cap::Cap;
use cpu_time::ThreadTime;
use deepvis::fuzzing::{READERS, Read};
use libfuzzer_sys::fuzz_target;

/// A reader that takes more than this ends the run as a failure: the largest picture that is read
/// in the formats at hand, 100 megapixels in RGBA and then in RGB, does not come up in a few
/// kilobytes, but a header may well claim it.
const MOST_MEMORY: usize = 1 << 30;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, MOST_MEMORY);

static READER: LazyLock<Read> = LazyLock::new(|| {
    let name = std::env::var("DEEPVIS_FUZZ").unwrap_or_default();
    let names: Vec<&str> = READERS.iter().map(|(name, _)| *name).collect();
    let reader = READERS.iter().find(|(known, _)| *known == name);
    reader.unwrap_or_else(|| panic!("DEEPVIS_FUZZ is \"{name}\" and not one of {names:?}")).1
});

/// An input that keeps the processor busy for longer ends the run as a failure. It is not
/// libFuzzer's clock on the wall that tells: on a busy machine a second goes by without a thread
/// having run. A photo of nearly a hundred megapixels, which are allowed, takes more than one
/// second here: half of that is the fuzzer, which counts every turn of the loops that shrink it.
const MOST_TIME: Duration = Duration::from_secs(2);

fuzz_target!(|bytes: &[u8]| {
    let start = ThreadTime::now();
    READER(bytes);
    let taken = start.elapsed();
    assert!(taken <= MOST_TIME, "{taken:?} for one input");
});
