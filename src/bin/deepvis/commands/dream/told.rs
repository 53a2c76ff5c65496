//! What is told of a dream: how many pictures, how bright they are, how long it took.

use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::error::in_one_line;
use deepvis::frame::Picture;
use deepvis::network::Network;

use crate::cli::Dream;
use crate::commands::{about, print_json, stdout};

/// The figures.
pub struct Told {
    begun: Instant,
    /// When the last picture was done.
    last: Option<Instant>,
    /// Between two pictures.
    periods: Vec<Duration>,
    /// Mean of each picture's values, 0 to 1.
    brightness: Vec<f64>,
    /// Steps of all pictures.
    pub steps: usize,
}

/// The mean of a picture's values, 0 to 1.
pub fn brightness(picture: &Picture) -> f64 {
    let sum: u64 = picture.rgb.iter().map(|&byte| u64::from(byte)).sum();
    sum as f64 / 255.0 / picture.rgb.len().max(1) as f64
}

impl Told {
    pub fn new() -> Self {
        let (last, periods, brightness) = (None, Vec::new(), Vec::new());
        Self { begun: Instant::now(), last, periods, brightness, steps: 0 }
    }

    /// A picture is done, and so bright.
    pub fn note(&mut self, brightness: f64) {
        let now = Instant::now();
        if let Some(last) = self.last.replace(now) {
            self.periods.push(now - last);
        }
        self.brightness.push(brightness);
    }

    pub fn tell(&self, arguments: &Dream, network: &Network, what: &str) -> Result<()> {
        if arguments.json {
            return print_json(&self.in_json(arguments, network, what));
        }
        let seconds = self.begun.elapsed().as_secs_f64();
        let (pictures, steps) = (self.brightness.len(), self.steps);
        let counted =
            if pictures == 1 { "1 picture".into() } else { format!("{pictures} pictures") };
        let out = in_one_line(&arguments.out);
        writeln!(stdout(), "{out}: {what}, {counted}, {steps} steps, {seconds:.1} s")?;
        Ok(())
    }

    fn in_json(&self, arguments: &Dream, network: &Network, what: &str) -> Value {
        let all = &self.brightness;
        let mean = all.iter().sum::<f64>() / all.len().max(1) as f64;
        let (least, most) = all.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |range, &one| {
            (range.0.min(one), range.1.max(one))
        });
        let mut value = json!({
            "name": what,
            "strength": arguments.strength,
            "zoom": arguments.zoom,
            "seed": arguments.seed,
            "device": network.device().to_string(),
            "pictures": all.len(),
            "steps": self.steps,
            "brightness": {"mean": mean, "least": least, "most": most},
            "period": self.period(),
            "seconds": self.begun.elapsed().as_secs_f64(),
        });
        for (key, of) in about(network, &arguments.network.choice().weights) {
            value[key] = of.into();
        }
        if network.outline.untrained {
            value["untrained"] = true.into();
        }
        value
    }

    /// From one picture to the next; null where there is only one.
    fn period(&self) -> Value {
        let mut sorted = self.periods.clone();
        sorted.sort_unstable();
        let at = |share: f64| {
            let index = (sorted.len() as f64 * share) as usize;
            let found = sorted.get(index.min(sorted.len().saturating_sub(1)));
            found.map(|period| period.as_secs_f64() * 1000.0)
        };
        let (Some(half), Some(most)) = (at(0.5), at(0.95)) else { return Value::Null };
        json!({"p50_ms": half, "p95_ms": most})
    }
}
