//! A finding of `deepvis check`: one line, good, noteworthy or a problem, and its JSON.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use serde_json::{Map, Value};

use super::super::stdout;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// As it should be.
    Ok,
    /// Worth knowing; DeepVis runs.
    Note,
    /// DeepVis will not run before that is mended.
    Problem,
}

impl Mark {
    /// For a terminal, a pipe or paper alike.
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Problem => "PROBLEM",
        }
    }
}

/// What was looked at, and how it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// "weights", "camera:0" …
    part: String,
    #[serde(rename = "state")]
    mark: Mark,
    /// One line: what was found, and what to do where something is wrong.
    found: String,
    /// The figures in it, for scripts.
    #[serde(flatten)]
    figures: Map<String, Value>,
}

impl Finding {
    pub fn new(part: impl Into<String>, mark: Mark, found: impl Into<String>) -> Self {
        Self { part: part.into(), mark, found: found.into(), figures: Map::new() }
    }

    pub fn ok(part: impl Into<String>, found: impl Into<String>) -> Self {
        Self::new(part, Mark::Ok, found)
    }

    pub fn note(part: impl Into<String>, found: impl Into<String>) -> Self {
        Self::new(part, Mark::Note, found)
    }

    pub fn problem(part: impl Into<String>, found: impl Into<String>) -> Self {
        Self::new(part, Mark::Problem, found)
    }

    /// A figure beside it, for scripts.
    pub fn with(mut self, name: &str, figure: impl Into<Value>) -> Self {
        self.figures.insert(name.to_owned(), figure.into());
        self
    }

    pub fn is_problem(&self) -> bool {
        self.mark == Mark::Problem
    }
}

/// All findings, in the order in which they were made.
#[derive(Debug, Serialize)]
pub struct Findings {
    /// True where nothing keeps DeepVis from running.
    works: bool,
    checks: Vec<Finding>,
    #[serde(skip)]
    json: bool,
}

impl Findings {
    /// Findings that are printed as they come, or all at the end as JSON.
    pub fn new(json: bool) -> Self {
        Self { works: true, checks: Vec::new(), json }
    }

    /// One more.
    pub fn add(&mut self, finding: Finding) -> Result<()> {
        if !self.json {
            writeln!(stdout(), "{:8} {:10} {}", finding.mark.word(), finding.part, finding.found)?;
        }
        self.works &= !finding.is_problem();
        self.checks.push(finding);
        Ok(())
    }

    /// True where nothing so far keeps DeepVis from running.
    pub fn works(&self) -> bool {
        self.works
    }

    /// The last line, or all of them as JSON.
    pub fn finish(&self) -> Result<()> {
        if self.json {
            return super::super::print_json(self);
        }
        let verdict = if self.works {
            "DeepVis is ready."
        } else {
            "DeepVis is not ready: see the lines with PROBLEM."
        };
        writeln!(stdout(), "\n{verdict}")?;
        Ok(())
    }
}
