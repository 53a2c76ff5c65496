//! A camera as a source of frames: what its reading thread has got, or after a while why nothing.

use std::sync::Arc;
use std::time::{Duration, Instant};

use deepvis_camera::{Agreed, CameraFormat, CameraOrder, Fields, Node};

use crate::error::{Error, Result};
use crate::frame::Picture;

use super::camera_list;
use super::camera_reading::Reading;
use super::camera_slot::Ending;
use super::wishes::{CameraState, LiveWishes};
use super::{CameraChoice, Interrupt, Shot, Source};

/// From the restart of a stream to its first picture.
const RESTART: Duration = Duration::from_secs(2);
/// From opening to the first picture, for a camera that was asked for: some take their time to
/// adjust.
const START: Duration = Duration::from_secs(5);
/// The same, for each camera when any will do.
const START_OF_ANY: Duration = Duration::from_millis(1500);
/// What becomes of a camera: before its first picture, and after.
const NEVER: &str = "does not deliver";
const LOST: &str = "stopped";

/// A camera, open and being read.
pub struct Camera {
    reading: Reading,
    name: Arc<str>,
    interrupt: Interrupt,
    /// How long the next picture is waited for.
    patience: Duration,
    /// True where a restart of the stream is of no use.
    gone: bool,
    /// When the first picture that was taken had come.
    first: Option<Instant>,
    /// Damaged pictures that the viewer knows of.
    reported: u64,
    /// What the viewer knows that it sends.
    known: Option<Agreed>,
}

impl Camera {
    /// Opens the camera that the choice means; for [`CameraChoice::First`] the first that delivers
    /// a picture.
    ///
    /// # Errors
    /// [`Error::Source`] where there is none, or it is busy, forbidden or silent; of several, the
    /// first one's reason.
    pub fn open(
        choice: &CameraChoice,
        wishes: &Arc<LiveWishes>,
        interrupt: &Interrupt,
    ) -> Result<Self> {
        let any = matches!(choice, CameraChoice::First | CameraChoice::After(_));
        let limit = if any { START_OF_ANY } else { START };
        let mut refusal = None;
        for node in camera_list::find(choice)? {
            match Self::start(node, wishes, interrupt, limit) {
                Ok(camera) => return Ok(camera),
                Err(error) => refusal = refusal.or(Some(error)),
            }
            if interrupt.is_raised() {
                break;
            }
        }
        Err(refusal.unwrap_or_else(|| Error::Absent("no camera is connected".to_owned())))
    }

    /// Starts the reading thread and waits for the first picture, which stays for [`Source::next`].
    fn start(
        node: Node,
        wishes: &Arc<LiveWishes>,
        interrupt: &Interrupt,
        limit: Duration,
    ) -> Result<Self> {
        let reading = Reading::start(node, Arc::clone(wishes))?;
        let begun = reading.slot.wait(limit, interrupt, |state| {
            let begun = state.newest.is_some().then_some(state.agreed).flatten();
            begun.map(Ok).or_else(|| state.ended.take().map(Err))
        });
        let agreed = match begun {
            Some(Ok(agreed)) => agreed,
            Some(Err(ending)) => return Err(reading.ended(NEVER, ending)),
            None => return Err(reading.silent(NEVER, limit, interrupt)),
        };
        Ok(Self {
            name: Arc::from(reading.node.name.as_str()),
            reading,
            interrupt: interrupt.clone(),
            patience: agreed.format.patience(),
            gone: false,
            first: None,
            reported: 0,
            known: None,
        })
    }

    /// What it sends. Another program may change that on the way.
    fn format(&self) -> Option<CameraFormat> {
        self.reading.slot.state().agreed.map(|agreed| agreed.format)
    }

    fn usual_patience(&self) -> Duration {
        self.format().map_or(RESTART, |format| format.patience())
    }
}

impl Source for Camera {
    fn next(&mut self, spare: Picture) -> Result<Shot> {
        let mut spare = Some(spare);
        let usual = self.usual_patience();
        let patience = std::mem::replace(&mut self.patience, usual);
        let taken = self.reading.slot.wait(patience, &self.interrupt, |state| {
            if let Some(newest) = state.newest.take() {
                state.spare = spare.take().unwrap_or_default();
                return Some(Ok(newest));
            }
            state.ended.take().map(Err)
        });
        let (picture, captured) = match taken {
            Some(Ok(newest)) => newest,
            Some(Err(ending)) => {
                self.gone = matches!(ending, Ending::Gone);
                return Err(self.reading.ended(LOST, ending));
            }
            None => return Err(self.reading.silent(LOST, patience, &self.interrupt)),
        };
        let new_scene = self.first.is_none();
        let first = *self.first.get_or_insert(captured);
        Ok(Shot {
            picture,
            new_scene,
            at: captured.duration_since(first),
            captured,
            name: Arc::clone(&self.name),
            repeat: false,
        })
    }

    fn is_live(&self) -> bool {
        true
    }

    fn describe(&self) -> String {
        let format = self.format().map(|format| format!(" {format}")).unwrap_or_default();
        format!("camera {}: {}{format}", self.reading.node.index, self.name)
    }

    fn step(&mut self, _pictures: i64) -> bool {
        false
    }

    fn restart(&mut self) -> bool {
        self.patience = RESTART.max(self.usual_patience());
        !self.gone && !self.interrupt.is_raised() && self.reading.order_restart()
    }

    fn camera(&self) -> Option<CameraChoice> {
        let Node { name, index } = self.reading.node.clone();
        Some(CameraChoice::Again { name, index })
    }

    fn adjust(&mut self, order: CameraOrder) -> bool {
        self.reading.slot.change(|state| state.ask(order));
        true
    }

    fn stands(&self) -> Option<CameraState> {
        self.reading.slot.state().stands.clone()
    }

    fn notices(&mut self) -> Vec<String> {
        let mut state = self.reading.slot.state();
        let who = self.reading.who();
        let mut notices = std::mem::take(&mut state.remarks);
        if let Some(agreed) = state.agreed.filter(|agreed| self.known != Some(*agreed)) {
            if self.known.is_some() {
                let format = agreed.format.to_string();
                notices.push(say!("notice-camera-format", camera = who.as_str(), format = format));
            }
            if agreed.fields != Fields::None {
                notices.push(say!("notice-camera-interlaced", camera = who.as_str()));
            }
            self.known = Some(agreed);
        }
        // At the first one, and then whenever their number has doubled.
        if state.damaged >= (self.reported * 2).max(1) {
            notices.push(say!(
                "notice-camera-damaged",
                camera = who,
                pictures = state.damaged,
                problem = state.problem
            ));
            self.reported = state.damaged;
        }
        notices
    }
}
