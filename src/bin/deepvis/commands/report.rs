//! The report of a run (rates, times, memory, flips), as JSON and as a table.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};

use deepvis::engine::Engaged;
use deepvis::geometry::Size;
use deepvis::network::guess::Guess;
use deepvis::network::rounding::Rounding;
use deepvis::pipeline::meter::Samples;
use deepvis::pipeline::render::Report;

use super::UNTRAINED;

/// A report in the form that scripts rely on.
pub fn json(report: &Report, with_bare_forward: bool) -> Value {
    let (engaged, meter) = (&report.engaged, &report.meter);
    let mut value = json!({
        "source": report.source.description,
        "network": engaged.outline.name,
        "device": engaged.device_name,
        "precision": engaged.precision,
        "threads": engaged.threads,
        "frames": report.frames,
        "dropped": report.dropped,
        "lost": report.source.lost,
        "recovered": report.source.recovered,
        "fps": rounded(report.fps),
        "period": spread(&meter.period),
        "stages": {
            "capture": spread(&meter.capture),
            "preprocess": spread(&meter.preprocess),
            "forward": spread(&meter.forward),
            "taps": spread(&meter.taps),
            "attribution": spread(&meter.attribution),
            "profile": spread(&meter.profile),
            "draw": spread(&meter.draw),
            "present": spread(&meter.present),
        },
        "latency": spread(&meter.latency),
        "rss_mb": report.resident_mb.map(rounded),
        // The newest ten thousand; the count is of all.
        "flips": report.flips.newest().map(|flip| json!({
            "frame": flip.frame, "from": flip.from, "to": flip.to,
        })).collect::<Vec<_>>(),
        "flip_count": report.flips.count(),
        "stalls": report.stalls,
        "top": guesses(&report.top, &engaged.outline.labels),
    });
    if engaged.outline.untrained {
        value["untrained"] = true.into();
    }
    if launches_only(engaged) {
        value["forward_is_launch_only"] = true.into();
    }
    if with_bare_forward {
        value["bare_forward"] = spread(&meter.bare_forward);
    }
    value
}

/// On a CUDA device the forward pass is only begun, and the taps wait for it. Waiting in between as
/// well, for the sake of two figures, would make every frame slower. The bare pass is waited for.
fn launches_only(engaged: &Engaged) -> bool {
    engaged.device_name.starts_with("cuda")
}

/// Classes with their names and probabilities.
pub fn guesses(top: &[Guess], labels: &[String]) -> Value {
    let guess = |guess: &Guess| {
        json!({
            "class": guess.class,
            "label": labels.get(guess.class),
            "probability": guess.probability,
        })
    };
    top.iter().map(guess).collect()
}

/// A report for people.
pub fn table(report: &Report, size: Size) -> String {
    let (engaged, meter) = (&report.engaged, &report.meter);
    let mut text = format!(
        "{} frames of {}, {} on {}, {}, {size}\n\n{:14}{:>10}{:>10}{:>10}\n",
        report.frames,
        report.source.description,
        engaged.outline.title,
        engaged.device,
        engaged.precision,
        "",
        "median",
        "p95",
        "p99",
    );
    let lines = [
        ("period", &meter.period),
        ("bare forward", &meter.bare_forward),
        ("capture", &meter.capture),
        ("preprocess", &meter.preprocess),
        ("forward", &meter.forward),
        ("taps", &meter.taps),
        ("attribution", &meter.attribution),
        ("profile", &meter.profile),
        ("draw", &meter.draw),
        ("present", &meter.present),
        ("latency", &meter.latency),
        ("key to screen", &meter.answer),
    ];
    for (name, samples) in lines {
        if let Some(spread) = samples.spread() {
            let [p50, p95, p99] = [spread.p50, spread.p95, spread.p99].map(milliseconds);
            // Writing to a String cannot fail.
            writeln!(text, "{name:14}{p50:7.2} ms{p95:7.2} ms{p99:7.2} ms").ok();
        }
    }
    if launches_only(engaged) {
        text += "\non CUDA, forward is the time to begin it; taps waits for it\n";
    }
    let memory = report.resident_mb.map_or_else(|| "unknown".into(), |mb| format!("{mb:.0} MB"));
    writeln!(text, "\n{:.1} pictures a second, memory {memory}", report.fps).ok();
    if engaged.outline.untrained {
        writeln!(text, "{UNTRAINED}").ok();
    }
    text
}

/// What rounding did, for people: one line.
pub fn rounding(error: &Rounding) -> String {
    format!(
        "against f32: logits off by up to {:.2} % of their range, probabilities by up to {:.2} %; the same class on top \
         in {} of {} frames",
        error.logits * 100.0,
        error.probability * 100.0,
        error.same_top,
        error.frames,
    )
}

/// Median and 95th percentile.
pub fn spread(samples: &Samples) -> Value {
    samples.spread().map_or(Value::Null, |spread| {
        json!({
            "p50_ms": rounded(milliseconds(spread.p50)),
            "p95_ms": rounded(milliseconds(spread.p95)),
        })
    })
}

pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// To three decimals: what lies behind them is noise.
pub fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
