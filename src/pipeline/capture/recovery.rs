//! The recovery of a camera that is absent, lost or blind: it is looked for, the viewer is told.

use std::mem;
use std::time::Instant;

use super::Capture;
use crate::error::Error;
use crate::pipeline::Pacing;
use crate::pipeline::hunt::{Hunt, Quarry};
use crate::pipeline::outcome::Stop;
use crate::source::{CameraChoice, Lens, Shot, Source};
use crate::view::status::Trouble;

impl Capture {
    /// The camera to go back to.
    pub(super) fn wanted(&self) -> Quarry {
        self.camera.clone().map_or(Quarry::Chosen, Quarry::Lost)
    }

    pub(super) fn hunt_for(&mut self, quarry: Quarry) {
        self.hunt = Some(Hunt::new(quarry, &self.supply.patience));
    }

    pub(super) fn hunt_for_the_next(&mut self) {
        match &self.camera {
            Some(CameraChoice::Again { index, .. }) => {
                self.hunt_for(Quarry::Other(CameraChoice::After(*index)));
            }
            // None has been seen yet: any is the next.
            _ => self.hunt_for(Quarry::Chosen),
        }
    }

    /// Takes over a camera that was found; decides what to do where there was none.
    pub(super) fn look_for_camera(&mut self) -> Result<(), Stop> {
        let Some(hunt) = &mut self.hunt else { return Ok(()) };
        match hunt.poll(&self.supply)? {
            None => {}
            Some(Ok(camera)) => self.take_over(camera),
            Some(Err(error)) => self.miss(error)?,
        }
        let age = self.hunt.as_ref().map(Hunt::age).unwrap_or_default();
        let waiting = self.source.is_none() && self.pacing == Pacing::RealTime;
        if waiting && age >= self.supply.patience.fall_back {
            self.open_files()?;
            let shown = self.shown();
            self.wires.notices.tell(say!("notice-until-camera", shown = shown));
        }
        Ok(())
    }

    fn take_over(&mut self, camera: Box<dyn Source>) {
        let again = matches!(self.hunt.as_ref().map(Hunt::quarry), Some(Quarry::Lost(_)));
        let shown = camera.describe();
        self.wires.notices.tell(if again {
            say!("notice-camera-back", camera = shown)
        } else {
            say!("notice-camera-new", camera = shown)
        });
        self.hunt = None;
        self.camera = camera.camera();
        self.lens = Lens::default();
        self.change_to(camera);
        self.note_arrival();
    }

    /// Counts the return of a camera that was lost.
    fn note_arrival(&mut self) {
        self.recovered = self.lost;
        self.arrived = Instant::now();
    }

    /// An attempt to open a camera failed. The reason is said once, and again where it changes.
    fn miss(&mut self, error: Error) -> Result<(), Stop> {
        let Some(hunt) = &mut self.hunt else { return Ok(()) };
        let (words, shown) = (words(&error), self.source.is_some());
        let news = hunt.is_news(&words);
        match (hunt.quarry(), self.pacing) {
            (Quarry::Other(_), _) => {
                self.wires.notices.tell(error.to_string());
                self.hunt = None;
                if !shown {
                    self.hunt_for(self.wanted());
                }
            }
            (_, Pacing::Unpaced) if shown => {
                self.hunt = None;
                self.tell_what_is_shown_instead(&error);
            }
            (_, Pacing::Unpaced) if hunt.age() >= self.supply.patience.give_up => {
                return Err(error.into());
            }
            (_, Pacing::RealTime) if shown => {
                // The camera would only have been nicer.
                if news {
                    self.tell_what_is_shown_instead(&error);
                }
            }
            (Quarry::Chosen, Pacing::RealTime) => {
                self.open_files()?;
                self.tell_what_is_shown_instead(&error);
            }
            (Quarry::Chosen, Pacing::Unpaced) => {
                if news {
                    self.wires.notices.tell(say!("notice-again", error = error.to_string()));
                }
            }
            (Quarry::Lost(_), _) => {
                if news {
                    self.wires.notices.tell(words.as_str());
                }
                self.trouble = Some(Trouble::over(words));
            }
        }
        Ok(())
    }

    /// A source failed. Files end the run. Of a camera the stream is restarted; where that is of no
    /// help, it is closed and looked for again.
    pub(super) fn lose(&mut self, error: Error, live: bool) -> Result<(), Stop> {
        if !live {
            return Err(error.into());
        }
        if self.supply.interrupt.is_raised() {
            // The run is over: nobody waits for a picture.
            return Err(Stop::Disconnected);
        }
        let first = !mem::replace(&mut self.restarted, false);
        let settled = self.arrived.elapsed() >= self.supply.patience.settled;
        self.lost = self.recovered + 1;
        let restarts =
            first && settled && self.source.as_mut().is_some_and(|source| source.restart());
        let words = match words(&error) {
            words if restarts => say!("camera-restarts", error = words),
            words => words,
        };
        if self.pacing == Pacing::Unpaced {
            log::warn!("{error}; waiting for it");
        }
        self.wires.notices.tell(words.as_str());
        if restarts {
            self.restarted = true;
        } else {
            // Closed before it is looked for again: held open, it would come back under another
            // number.
            self.source = None;
            if self.hunt.is_none() {
                let mut hunt = Hunt::new(self.wanted(), &self.supply.patience);
                hunt.is_news(&words);
                self.hunt = Some(if settled || !first { hunt } else { hunt.after_a_pause() });
            }
        }
        self.trouble = Some(Trouble::over(words));
        self.announce()
    }

    /// Takes note of a camera's picture: that there is one again, and whether there is anything on
    /// it.
    pub(super) fn inspect(&mut self, shot: &Shot) {
        if mem::replace(&mut self.restarted, false) {
            self.note_arrival();
            self.wires.notices.tell(say!("notice-camera-back", camera = self.shown()));
        }
        // A film on the network may well be dark, or hold still.
        let complaint = if self.faces_the_viewer() {
            let stands = self.source.as_ref().and_then(|source| source.stands());
            self.lens.expect(stands.unwrap_or_default().rotation);
            self.lens.look(&shot.picture, shot.captured)
        } else {
            None
        };
        let trouble = complaint.map(|complaint| Trouble {
            words: complaint.words(),
            is_over: false,
            is_minor: complaint.is_minor(),
        });
        if self.trouble != trouble {
            if let Some(trouble) = &trouble {
                self.wires.notices.tell(&trouble.words);
            }
            self.trouble = trouble;
        }
    }
}

/// Why no pictures come any more, for the last picture itself.
fn words(error: &Error) -> String {
    match error {
        Error::Absent(_) => say!("camera-gone"),
        other => other.to_string(),
    }
}
