//! `deepvis bench --against FILE`: an earlier report beside the new one, figure by figure.

use std::fmt::Write;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use deepvis::Error;
use deepvis::error::in_one_line;

/// What is compared, as a path into a report, and as the table calls it. All of it is better where
/// it is less.
const FIGURES: [(&str, &str); 12] = [
    ("/period/p50_ms", "period"),
    ("/bare_forward/p50_ms", "bare forward"),
    ("/stages/capture/p50_ms", "capture"),
    ("/stages/preprocess/p50_ms", "preprocess"),
    ("/stages/forward/p50_ms", "forward"),
    ("/stages/taps/p50_ms", "taps"),
    ("/stages/attribution/p50_ms", "attribution"),
    ("/stages/profile/p50_ms", "profile"),
    ("/stages/draw/p50_ms", "draw"),
    ("/stages/present/p50_ms", "present"),
    ("/latency/p50_ms", "latency"),
    ("/rss_mb", "memory"),
];

/// A report lists at most ten thousand flips, some hundred bytes each.
const LONGEST: u64 = 4 << 20;

/// What must be the same for ratios to mean anything.
const CIRCUMSTANCES: [&str; 7] =
    ["source", "network", "device", "precision", "threads", "size", "every_channel"];

/// A report of an earlier `deepvis bench --json`.
#[derive(Debug)]
pub struct Earlier {
    path: PathBuf,
    report: Value,
}

/// One figure of both.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pair {
    name: &'static str,
    now: f64,
    before: f64,
}

impl Earlier {
    /// # Errors
    /// [`Error::Io`] where the file cannot be read; [`Error::Report`] where it is no such report.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(Error::io("read the report", path))?;
        let wrong = |problem: String| Error::Report { problem, path: path.to_owned() };
        let mut text = String::new();
        let read = file.take(LONGEST + 1).read_to_string(&mut text);
        read.map_err(Error::io("read the report", path))?;
        if text.len() as u64 > LONGEST {
            return Err(wrong(format!("a report is no longer than {LONGEST} bytes")));
        }
        let report: Value = serde_json::from_str(&text).map_err(|error| {
            wrong(format!("this is no report of `deepvis bench --json` ({error})"))
        })?;
        if report.pointer("/period/p50_ms").and_then(Value::as_f64).is_none() {
            let problem = "this is no report of `deepvis bench --json`: it has no median period";
            return Err(wrong(problem.into()));
        }
        Ok(Self { path: path.to_owned(), report })
    }

    /// The figures that both have.
    fn pairs(&self, now: &Value) -> Vec<Pair> {
        let figure = |report: &Value, path: &str| report.pointer(path).and_then(Value::as_f64);
        let pair = |&(path, name): &(&str, &'static str)| {
            let (now, before) = (figure(now, path)?, figure(&self.report, path)?);
            (before > 0.0).then_some(Pair { name, now, before })
        };
        FIGURES.iter().filter_map(pair).collect()
    }

    /// What is not as it was: "network: alexnet before, vgg16 now".
    fn differences(&self, now: &Value) -> Vec<String> {
        let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let difference = |name: &&str| {
            // A report of a version that did not write it down says nothing of it.
            let (now, before) = (now.get(name)?, self.report.get(name)?);
            (now != before).then(|| format!("{name}: {} before, {} now", said(before), said(now)))
        };
        CIRCUMSTANCES.iter().filter_map(difference).collect()
    }

    /// For scripts: the ratio of each figure, what it is now by what it was.
    pub fn json(&self, now: &Value) -> Value {
        let ratio = |pair: Pair| {
            (pair.name.replace(' ', "_"), json!(super::report::rounded(pair.now / pair.before)))
        };
        let ratios: serde_json::Map<String, Value> =
            self.pairs(now).into_iter().map(ratio).collect();
        json!({
            "file": in_one_line(&self.path),
            "ratios": ratios,
            "differences": self.differences(now),
        })
    }

    /// For people.
    pub fn table(&self, now: &Value) -> String {
        let file = in_one_line(&self.path);
        let mut text =
            format!("\nagainst {file}\n{:14}{:>13}{:>13}{:>8}\n", "", "before", "now", "ratio");
        for Pair { name, now, before } in self.pairs(now) {
            let unit = if name == "memory" { "MB" } else { "ms" };
            let ratio = now / before;
            // Writing to a String cannot fail.
            writeln!(text, "{name:14}{before:10.2} {unit}{now:10.2} {unit}{ratio:8.2}").ok();
        }
        for difference in self.differences(now) {
            writeln!(text, "not the same: {difference}").ok();
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn report(period: f64, network: &str) -> Value {
        json!({
            "network": network,
            "threads": 1,
            "period": {"p50_ms": period, "p95_ms": 99.0},
            "bare_forward": null,
            "stages": {"draw": {"p50_ms": 2.0}},
            "rss_mb": 250.0,
        })
    }

    fn read(report: &Value) -> Earlier {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("old.json");
        fs::write(&path, report.to_string()).unwrap();
        Earlier::read(&path).unwrap()
    }

    #[test]
    fn each_figure_that_both_have_is_compared() {
        let (before, now) = (report(20.0, "vgg16"), report(15.0, "vgg16"));
        let earlier = read(&before);
        let compared = earlier.json(&now);
        assert_eq!(compared["ratios"], json!({"period": 0.75, "draw": 1.0, "memory": 1.0}));
        assert_eq!(compared["differences"], json!([]));
        let table = earlier.table(&now);
        let line = "period             20.00 ms     15.00 ms    0.75\n";
        assert!(table.contains(line), "{table}");
        assert!(!table.contains("not the same"), "{table}");
    }

    #[test]
    fn what_was_measured_of_something_else_is_said() {
        let earlier = read(&report(20.0, "vgg16"));
        let table = earlier.table(&report(10.0, "alexnet"));
        assert!(table.ends_with("not the same: network: vgg16 before, alexnet now\n"), "{table}");
    }

    #[test]
    fn a_file_that_is_no_report_is_one_line() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("old.json");
        for wrong in ["", "{}", "[1]", "{\"period\": null}", "{\"period\": {\"p50_ms\": \"1\"}}"] {
            fs::write(&path, wrong).unwrap();
            let error = Earlier::read(&path).unwrap_err().to_string();
            assert!(error.starts_with("this is no report of `deepvis bench --json`"), "{error}");
            assert!(error.ends_with("old.json") && error.lines().count() == 1, "{error}");
        }
        let endless = File::create(&path).unwrap();
        endless.set_len(LONGEST + 1).unwrap();
        let error = Earlier::read(&path).unwrap_err().to_string();
        assert!(error.starts_with("a report is no longer than") && error.lines().count() == 1);
        let error = Earlier::read(&place.path().join("none")).unwrap_err().to_string();
        assert!(error.starts_with("cannot read the report") && error.lines().count() == 1);
    }
}
