//! The search for a camera, attempt after attempt, with longer and longer pauses.
//!
//! What is plugged in again is found soon, and what stays away costs nothing.

use std::time::{Duration, Instant};

use super::supply::{Opened, Patience, Search, Supply};
use crate::error::Result;
use crate::source::CameraChoice;

/// What a search is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quarry {
    /// The camera of the run.
    Chosen,
    /// The one that was lost; after a while, the camera of the run.
    Lost(CameraChoice),
    /// Another one, instead of the one that is shown. Looked for once.
    Other(CameraChoice),
}

/// A search, over all its attempts.
#[derive(Debug)]
pub struct Hunt {
    quarry: Quarry,
    since: Instant,
    /// The attempt being made, or when the next one is due.
    attempt: Result<Search, Instant>,
    pauses: Pauses,
    /// What was said of the last attempt.
    said: String,
}

impl Hunt {
    /// Begins. The first attempt is made at the next [`Self::poll`].
    pub fn new(quarry: Quarry, patience: &Patience) -> Self {
        let now = Instant::now();
        let pauses = Pauses::new(patience);
        Self { quarry, since: now, attempt: Err(now), pauses, said: String::new() }
    }

    /// Makes no attempt before a first pause is over.
    pub fn after_a_pause(mut self) -> Self {
        self.attempt = Err(Instant::now() + self.pauses.next());
        self
    }

    /// The result of an attempt, once there is one; begins the next where it is due.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where no thread could be started.
    pub fn poll(&mut self, supply: &Supply) -> Result<Option<Opened>> {
        let found = match &self.attempt {
            Ok(search) => search.poll(),
            Err(due) => {
                if Instant::now() >= *due {
                    let choice = self.choice(supply);
                    self.attempt = Ok(Search::begin(&supply.camera, choice)?);
                }
                None
            }
        };
        if matches!(found, Some(Err(_))) {
            self.attempt = Err(Instant::now() + self.pauses.next());
        }
        Ok(found)
    }

    fn choice(&self, supply: &Supply) -> CameraChoice {
        match &self.quarry {
            Quarry::Lost(camera) if self.age() < supply.patience.fall_back => camera.clone(),
            Quarry::Other(camera) => camera.clone(),
            _ => supply.choice.clone(),
        }
    }

    /// What it is for.
    pub fn quarry(&self) -> &Quarry {
        &self.quarry
    }

    /// How long it has lasted.
    pub fn age(&self) -> Duration {
        self.since.elapsed()
    }

    /// Somebody is waiting: the next attempt is due now.
    pub fn hurry(&mut self) {
        if let Err(due) = &mut self.attempt {
            *due = Instant::now();
        }
        self.said.clear();
    }

    /// True where this was not said of the last attempt already. A reason that stays the same is
    /// said once.
    pub fn is_news(&mut self, words: &str) -> bool {
        let news = self.said != words;
        if news {
            words.clone_into(&mut self.said);
        }
        news
    }
}

/// The pauses between attempts.
#[derive(Debug)]
struct Pauses {
    next: Duration,
    longest: Duration,
}

impl Pauses {
    fn new(patience: &Patience) -> Self {
        Self { next: patience.first_pause, longest: patience.longest_pause }
    }

    fn next(&mut self) -> Duration {
        let pause = self.next.min(self.longest);
        self.next = 2 * pause;
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let mut pauses = Pauses::new(&Patience::default());
        let milliseconds = [0; 6].map(|_| pauses.next().as_millis());
        assert_eq!(milliseconds, [500, 1000, 2000, 4000, 4000, 4000]);
    }

    #[test]
    fn a_reason_that_stays_the_same_is_news_once() {
        let mut hunt = Hunt::new(Quarry::Chosen, &Patience::default());
        let news = ["busy", "busy", "gone", "busy"].map(|words| hunt.is_news(words));
        assert_eq!(news, [true, false, true, true]);
    }

    #[test]
    fn a_lost_camera_is_looked_for_itself_before_any_other() {
        let supply = Supply::new(Some(&"camera:0".parse().unwrap()));
        let lost = CameraChoice::Again { name: "Front".into(), index: 0 };
        let mut hunt = Hunt::new(Quarry::Lost(lost.clone()), &supply.patience);
        assert_eq!(hunt.choice(&supply), lost);
        hunt.since -= supply.patience.fall_back;
        assert_eq!(hunt.choice(&supply), CameraChoice::Index(0));
    }
}
