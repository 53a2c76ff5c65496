//! A camera that is read and tuned as wished, on its reading thread; in the end it is as it was.

use std::time::Instant;

use deepvis_camera::{CameraOrder, Control, Held, Node, Refusal, Snag, Stream, Tuned, Tuning};

use crate::frame::Picture;

use super::camera_slot::Slot;
use super::wishes::{CameraState, LiveWishes};

/// An open camera with its tuning. Whatever ends it puts back what was changed.
pub(super) struct TunedCamera<'a> {
    pub(super) stream: Stream,
    tuning: Tuning,
    who: String,
    slot: &'a Slot,
    wishes: &'a LiveWishes,
    turned: Picture,
}

impl<'a> TunedCamera<'a> {
    /// Opens a camera, and sets what needs no warm-up.
    ///
    /// # Errors
    /// Those of opening it. What it cannot be set to is a notice.
    pub(super) fn open(
        node: &Node,
        slot: &'a Slot,
        wishes: &'a LiveWishes,
    ) -> Result<Self, Refusal> {
        let stream = Stream::open(node)?;
        let who = format!("camera {} ({})", node.index, node.name);
        let (tuning, turned) = (Tuning::default(), Picture::default());
        let mut camera = Self { stream, tuning, who, slot, wishes, turned };
        camera.set(|camera| {
            let wishes = camera.wishes.now().controls.clone();
            let snags = camera.tuning.begin(&mut camera.stream, &wishes);
            camera.tell_of(&snags);
        });
        camera.slot.change(|state| state.agreed = Some(camera.stream.agreed()));
        Ok(camera)
    }

    /// Does what a presenter has asked for, and says what came of it.
    pub(super) fn obey(&mut self) {
        let orders = std::mem::take(&mut self.slot.state().orders);
        for order in orders {
            self.set(|camera| {
                let words = camera.follow(order).unwrap_or_else(|snag| why_not(&snag));
                camera.tell(words);
            });
        }
    }

    /// A picture has come: turns it, and holds what is to be held once the camera has warmed up.
    pub(super) fn take(&mut self, picture: &mut Picture, captured: Instant) {
        self.wishes.now().rotation.turn(picture, &mut self.turned);
        if !self.tuning.is_warm(captured) {
            return;
        }
        let hold = self.wishes.now().controls.hold.clone();
        if !hold.is_empty() {
            self.set(|camera| {
                let snags = camera.tuning.hold(&mut camera.stream, &hold);
                camera.tell_of(&snags);
            });
        }
    }

    fn follow(&mut self, order: CameraOrder) -> Result<String, Snag> {
        let live = self.wishes;
        let (mut wishes, Self { tuning, stream, .. }) = (live.now(), self);
        Ok(match order {
            CameraOrder::PowerLine => {
                let line = tuning.next_power_line(stream)?;
                wishes.controls.power_line = Some(line);
                say!("notice-power-line", line = line.name())
            }
            CameraOrder::Hold => {
                let what = live.to_hold();
                let holds = tuning.toggle_hold(stream, &what)?;
                let held = Tuned::of(stream).held;
                let held = what.iter().filter(|one| held.contains(one)).copied().map(name);
                let held: Vec<String> = held.collect();
                wishes.controls.hold = if holds { what } else { Vec::new() };
                if holds {
                    say!("notice-held", what = listed(&held))
                } else {
                    say!("notice-set-free")
                }
            }
            CameraOrder::LowLightRate => {
                let may = tuning.toggle_low_light_rate(stream)?;
                wishes.controls.low_light_rate = Some(may);
                if may { say!("notice-low-light-slow") } else { say!("notice-low-light-steady") }
            }
            CameraOrder::Zoom => {
                wishes.controls.zoom = Some(tuning.next_zoom(stream)?);
                let (step, steps) = Tuned::of(stream).zoom.unwrap_or_default();
                say!("notice-zoom", step = step, steps = steps)
            }
            CameraOrder::Rotate => {
                wishes.rotation = wishes.rotation.next();
                say!("notice-rotation", degrees = wishes.rotation.degrees())
            }
        })
    }

    /// Sets something of the camera, uninterrupted, and notes how it stands then.
    fn set(&mut self, set: impl FnOnce(&mut Self)) {
        self.slot.state().setting = true;
        set(self);
        let state =
            CameraState { tuned: Tuned::of(&self.stream), rotation: self.wishes.now().rotation };
        self.slot.change(|slot| {
            slot.setting = false;
            slot.stands = Some(state);
        });
    }

    fn tell(&self, words: String) {
        self.slot.change(|state| state.remarks.push(words));
    }

    /// What could not be set, in one notice.
    fn tell_of(&self, snags: &[Snag]) {
        if snags.is_empty() {
            return;
        }
        for snag in snags {
            log::info!("{}: {snag}", self.who);
        }
        let mut what: Vec<String> = snags.iter().map(|snag| words_of(snag.control())).collect();
        what.dedup();
        let what = listed(&what);
        self.tell(say!("notice-not-set", camera = self.who, what = what));
    }
}

impl Drop for TunedCamera<'_> {
    /// A camera keeps what was set when it is closed: whoever uses it next finds it as it was.
    fn drop(&mut self) {
        self.slot.state().setting = true;
        for snag in self.tuning.put_back(&mut self.stream) {
            log::info!("{}: not put back: {snag}", self.who);
        }
        self.slot.change(|state| {
            state.setting = false;
            state.stands = None;
        });
    }
}

/// Why a presenter's order did nothing.
fn why_not(snag: &Snag) -> String {
    match snag {
        Snag::Lacks(control) => say!("notice-camera-lacks", what = words_of(*control)),
        Snag::Refuses(control, why) => {
            log::info!("{why}");
            say!("notice-camera-refuses", what = words_of(*control))
        }
    }
}

fn name(held: Held) -> String {
    match held {
        Held::Focus => say!("control-focus"),
        Held::Exposure => say!("control-exposure"),
        Held::WhiteBalance => say!("control-white-balance"),
    }
}

/// Several names in one sentence.
fn listed(names: &[String]) -> String {
    let Some((last, first)) = names.split_last() else { return String::new() };
    let first = first.iter().cloned().reduce(|all, one| say!("list-comma", list = all, more = one));
    first.map_or_else(|| last.clone(), |list| say!("list-and", list = list, more = last))
}

/// A control's name for a presenter.
fn words_of(control: Control) -> String {
    match control {
        Control::PowerLine => say!("control-power-line"),
        Control::AutoExposure | Control::Exposure => say!("control-exposure"),
        Control::AutoFocus | Control::Focus => say!("control-focus"),
        Control::AutoWhiteBalance | Control::WhiteBalance => say!("control-white-balance"),
        Control::LowLightRate => say!("control-low-light"),
        Control::Zoom => say!("control-zoom"),
        Control::Gain | Control::HorizontalFlip | Control::VerticalFlip => control.to_string(),
    }
}
