//! What a run cost, as JSON and as a table.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};

use deepvis::geometry::Size;
use deepvis::pipeline::meter::{Samples, resident_mb};
use deepvis::pipeline::render::Report;
use deepvis::snapshot::Guess;

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
            "attribution": null,
            "draw": spread(&meter.draw),
            "present": spread(&meter.present),
        },
        "latency": spread(&meter.latency),
        "rss_mb": resident_mb().map(rounded),
        "flips": report.flips.iter().map(|flip| json!({
            "frame": flip.frame, "from": flip.from, "to": flip.to,
        })).collect::<Vec<_>>(),
        "top": guesses(&report.top, &engaged.outline.labels),
    });
    if with_bare_forward {
        value["bare_forward"] = spread(&meter.bare_forward);
    }
    value
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
        "{} frames of {}, {} on {}, {}, {size}\n\n{:14}{:>10}{:>10}\n",
        report.frames,
        report.source.description,
        engaged.outline.title,
        engaged.device,
        engaged.precision,
        "",
        "median",
        "p95",
    );
    let lines = [
        ("period", &meter.period),
        ("bare forward", &meter.bare_forward),
        ("capture", &meter.capture),
        ("preprocess", &meter.preprocess),
        ("forward", &meter.forward),
        ("taps", &meter.taps),
        ("draw", &meter.draw),
        ("present", &meter.present),
        ("latency", &meter.latency),
        ("key to screen", &meter.answer),
    ];
    for (name, samples) in lines {
        if let Some(spread) = samples.spread() {
            let (p50, p95) = (milliseconds(spread.p50), milliseconds(spread.p95));
            // Writing to a String cannot fail.
            writeln!(text, "{name:14}{p50:7.2} ms{p95:7.2} ms").ok();
        }
    }
    let memory = resident_mb().map_or_else(|| "unknown".into(), |mb| format!("{mb:.0} MB"));
    writeln!(text, "\n{:.1} pictures a second, memory {memory}", report.fps).ok();
    text
}

fn spread(samples: &Samples) -> Value {
    samples.spread().map_or(Value::Null, |spread| {
        json!({
            "p50_ms": rounded(milliseconds(spread.p50)),
            "p95_ms": rounded(milliseconds(spread.p95)),
        })
    })
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// To three decimals: what lies behind them is noise.
fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
