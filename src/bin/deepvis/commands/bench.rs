//! `deepvis bench`: measures the whole way of a frame at full speed, beside the bare forward pass.
//!
//! Of bf16 it also says how far its answers are from those of f32; with keys, what they cost.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use deepvis::frame::Picture;
use deepvis::interrupt::Interrupt;
use deepvis::network::precision::Precision;
use deepvis::network::rounding::Rounding;
use deepvis::source;

use super::against::Earlier;
use super::{Ending, Reader, render, report, rubbing, typing};
use crate::cli::Bench;

pub fn run(arguments: &Bench) -> Result<Ending> {
    let (json, size) = (arguments.offscreen.json, arguments.offscreen.size);
    let stop = super::stop_flag()?;
    let Bench { source, frames, keys, rub, against, offscreen } = arguments;
    if *rub {
        return rubbing::run(arguments, &stop);
    }
    if !keys.is_empty() {
        return typing::run(arguments, &stop);
    }
    // Read before: whoever mistyped it need not wait for the run.
    let earlier = against.as_deref().map(Earlier::read).transpose()?;
    let Some((_, measured)) = render::show(source, offscreen, &[], *frames, true, &stop)? else {
        return Ok(Ending::Interrupted);
    };
    // Written before the twins are loaded: the memory in it is that of the run.
    let (mut value, mut table) = (report::json(&measured, true), report::table(&measured, size));
    value["size"] = size.to_string().into();
    value["every_channel"] = offscreen.look.every_channel.into();
    if let Some(earlier) = &earlier {
        table += &earlier.table(&value);
        value["against"] = earlier.json(&value);
    }
    let error = match offscreen.engine.precision {
        Precision::F32 => None,
        Precision::Bf16 => Some(compare(arguments, &stop)?),
    };
    if stop.load(Ordering::Relaxed) {
        return Ok(Ending::Interrupted);
    }
    if json {
        value["precision_error"] = serde_json::to_value(error)?;
        super::print_json(&value)?;
    } else {
        let mut out = super::stdout();
        write!(out, "{table}")?;
        if let Some(error) = error {
            writeln!(out, "{}", report::rounding(&error))?;
        }
    }
    Ok(Ending::Done)
}

/// Shows the source's frames once more, from its beginning, to the network in both precisions. A
/// camera's are new ones.
fn compare(arguments: &Bench, stop: &Arc<AtomicBool>) -> Result<Rounding> {
    let interrupt = Interrupt::from(Arc::clone(stop));
    let engine = &arguments.offscreen.engine;
    let Reader { network: exact, mut preprocess } = Reader::load(&engine.choice(), &interrupt)?;
    let rounded = exact.in_precision(engine.precision)?;
    let size = exact.spec.input;
    let mut source = source::open(&arguments.source, &interrupt)?;
    let (mut rounding, mut spare) = (Rounding::default(), Picture::default());
    for _ in 0..arguments.frames {
        interrupt.check()?;
        let shot = source.next(spare)?;
        if !shot.repeat {
            let values = preprocess.run(&shot.picture)?.input;
            let [exact, rounded] =
                [&exact, &rounded].map(|network| network.logits(&network.input(values, size)?));
            rounding.add(&exact?, &rounded?);
        }
        spare = shot.picture;
    }
    Ok(rounding)
}
