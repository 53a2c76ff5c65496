//! The findings of background jobs, by question; they travel beside the snapshot.

use std::sync::Arc;
use std::time::Duration;

use super::work::Progress;
use super::{Finding, Question};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::taps::plan::Plan;

/// What the screen asks of the engine: what to read of each pass, and what jobs to run beside them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inquiry {
    /// What to read of each pass.
    pub plan: Plan,
    /// The questions of the rooms, each answered by a job. A bound question's job ends when it is
    /// no longer asked, a standing one's when it is forgotten.
    pub questions: Vec<Question>,
}

/// What one job has found so far.
#[derive(Debug, Clone)]
pub struct Found {
    /// What was asked.
    pub question: Question,
    /// The frame that it is about, or with which it began.
    pub frame: Arc<Frame>,
    /// The part of it that the network saw.
    pub crop: Rect,
    /// What was found, in part or wholly.
    pub finding: Finding,
    /// How far the job has come: that on a newer frame, where this one's is done.
    pub progress: Progress,
}

/// What all jobs have found so far, in the order in which they were asked for.
#[derive(Debug, Clone, Default)]
pub struct Findings(Vec<Found>);

impl Findings {
    /// What was found for this question; none where nothing was yet.
    pub fn of(&self, question: &Question) -> Option<&Found> {
        self.iter().find(|found| found.question == *question)
    }

    /// When the first of the pictures that are kept was seen, on the frames' own clock; none where
    /// none is.
    pub fn kept_since(&self) -> Option<Duration> {
        let since = |found: &Found| match &found.finding {
            Finding::Collected(collected) => collected.since,
            Finding::Taught(taught) => taught.since,
            _ => None,
        };
        self.iter().filter_map(since).min()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Found> {
        self.0.iter()
    }
}

impl FromIterator<Found> for Findings {
    fn from_iter<T: IntoIterator<Item = Found>>(found: T) -> Self {
        Self(found.into_iter().collect())
    }
}
