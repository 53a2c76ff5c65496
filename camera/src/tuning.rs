//! The tuning of a camera: sets its controls as wished, and puts them back in the end.
//!
//! A camera keeps what was set when it is closed, so whoever uses it next would find it changed.
//! What is automatic is held only after a warm-up: a camera that has just been opened is still
//! dark, green and out of focus.

use std::fmt;
use std::time::{Duration, Instant};

use crate::Refusal;
use crate::control::{Control, Range, Setting};
use crate::wishes::{Held, PowerLine, Tuned, Wishes};

/// From a camera's first picture until what it has found by itself is held.
pub const WARM_UP: Duration = Duration::from_secs(2);

/// How many steps the zoom is gone through in, where it has as many.
const ZOOM_STEPS: i64 = 5;

/// A camera whose controls can be read and set.
pub trait Controls {
    /// A control as it is now; `None` where the camera has no such control.
    fn setting(&self, control: Control) -> Option<Setting>;

    /// Sets a control to a value that [`Setting::nearest`] gave.
    ///
    /// # Errors
    /// [`Refusal`] where the camera does not take it.
    fn set(&mut self, control: Control, value: i64) -> Result<(), Refusal>;
}

/// Why something was not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Snag {
    /// The camera has no such control.
    Lacks(Control),
    /// It has, but does not take this; in the driver's words.
    Refuses(Control, String),
}

impl Snag {
    /// The control that is as it was.
    pub fn control(&self) -> Control {
        match self {
            Self::Lacks(control) | Self::Refuses(control, _) => *control,
        }
    }
}

impl fmt::Display for Snag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lacks(control) => write!(f, "the camera has no {control}"),
            Self::Refuses(_, reason) => f.write_str(reason),
        }
    }
}

impl Tuned {
    /// How a camera's controls stand now.
    pub fn of(camera: &dyn Controls) -> Self {
        let value = |control| camera.setting(control).map(|setting| setting.value);
        let mut tuned = Self {
            power_line: value(Control::PowerLine).and_then(PowerLine::of),
            low_light_rate: value(Control::LowLightRate).map(|value| value != 0),
            zoom: camera.setting(Control::Zoom).and_then(|zoom| {
                let step = zoom_step(&zoom)?;
                Some((step.at + 1, step.of))
            }),
            ..Self::default()
        };
        for held in Held::ALL {
            let (automatic, manual) = control_of(held);
            match value(automatic) {
                Some(value) if value == manual => tuned.held.push(held),
                Some(_) => tuned.automatic.push(held),
                None => {}
            }
        }
        tuned
    }
}

/// What decides about this by itself, and the value that tells it not to.
fn control_of(held: Held) -> (Control, i64) {
    match held {
        Held::Focus => (Control::AutoFocus, 0),
        Held::Exposure => (Control::AutoExposure, 1),
        Held::WhiteBalance => (Control::AutoWhiteBalance, 0),
    }
}

/// What is decided about.
fn value_of(held: Held) -> Control {
    match held {
        Held::Focus => Control::Focus,
        Held::Exposure => Control::Exposure,
        Held::WhiteBalance => Control::WhiteBalance,
    }
}

/// Where a zoom is on its way through its range.
struct ZoomStep {
    /// Which step it is at, from 0.
    at: i64,
    /// How many there are.
    of: i64,
    /// The value of the next step, after the last that of the first.
    next: i64,
}

/// Where a zoom is; `None` where there is nothing to zoom.
fn zoom_step(zoom: &Setting) -> Option<ZoomStep> {
    let Range::Number(least, most, unit) = zoom.range else { return None };
    let units = most.checked_sub(least)?.checked_div(unit).filter(|units| *units > 0)?;
    let range = units * unit;
    // No step is shorter than a unit of the camera: it would stay where it is.
    let gaps = units.min(ZOOM_STEPS - 1);
    let at = ((zoom.value - least) * gaps + range / 2).checked_div(range)?.clamp(0, gaps);
    let next = (at + 1) % (gaps + 1);
    let value = least + (range * next + gaps / 2).checked_div(gaps)?;
    Some(ZoomStep { at, of: gaps + 1, next: value })
}

/// What has been changed on a camera, and when more is to be.
#[derive(Debug, Default)]
pub struct Tuning {
    /// What was changed, with the value before, in the order of the changes.
    before: Vec<(Control, i64)>,
    warm: Warm,
}

/// How far the warm-up is.
#[derive(Debug, Clone, Copy, Default)]
enum Warm {
    #[default]
    NoPicture,
    Since(Instant),
    Over,
}

impl Tuning {
    /// Sets what needs no warm-up; the camera has just been opened.
    pub fn begin(&mut self, camera: &mut dyn Controls, wishes: &Wishes) -> Vec<Snag> {
        let wanted = [
            (Control::PowerLine, wishes.power_line.map(PowerLine::value)),
            (Control::LowLightRate, wishes.low_light_rate.map(i64::from)),
            (Control::Zoom, wishes.zoom),
        ];
        let wanted = wanted.into_iter().filter_map(|(control, value)| Some((control, value?)));
        wanted.filter_map(|(control, value)| self.change(camera, control, value).err()).collect()
    }

    /// A picture has come. True once, when the warm-up is over and [`Self::hold`] is due.
    pub fn is_warm(&mut self, picture: Instant) -> bool {
        match self.warm {
            Warm::NoPicture => self.warm = Warm::Since(picture),
            Warm::Since(first) if picture.saturating_duration_since(first) >= WARM_UP => {
                self.warm = Warm::Over;
                return true;
            }
            Warm::Since(_) | Warm::Over => {}
        }
        false
    }

    /// Keeps these as they are now.
    pub fn hold(&mut self, camera: &mut dyn Controls, what: &[Held]) -> Vec<Snag> {
        what.iter().filter_map(|&held| self.hold_one(camera, held).err()).collect()
    }

    fn hold_one(&mut self, camera: &mut dyn Controls, held: Held) -> Result<(), Snag> {
        let ((automatic, manual), control) = (control_of(held), value_of(held));
        let mode = camera.setting(automatic).ok_or(Snag::Lacks(automatic))?;
        if mode.value == manual {
            return Ok(());
        }
        // What the automatic has found, before it is gone.
        let found = camera.setting(control);
        self.change(camera, automatic, manual)?;
        // Written also where it seems to be so already: a camera without its automatic may go back
        // to what was set by hand before, and its driver does not notice.
        let Some(found) = found else { return Ok(()) };
        let value = found.nearest(found.value).unwrap_or(found.value);
        self.remember(control, found.value);
        write(camera, control, value)
    }

    /// Lets these decide by themselves again: as they did before, or else as cameras do.
    pub fn release(&mut self, camera: &mut dyn Controls, what: &[Held]) -> Vec<Snag> {
        what.iter().filter_map(|&held| self.release_one(camera, held).err()).collect()
    }

    fn release_one(&mut self, camera: &mut dyn Controls, held: Held) -> Result<(), Snag> {
        let ((automatic, manual), control) = (control_of(held), value_of(held));
        let mode = camera.setting(automatic).ok_or(Snag::Lacks(automatic))?;
        if mode.value != manual {
            return Ok(());
        }
        let known = self.before.iter().find(|(known, _)| *known == automatic);
        if let Some(&(_, before)) = known.filter(|(_, before)| *before != manual) {
            write(camera, automatic, before)?;
            // It is as it was: there is nothing to put back.
            self.before.retain(|(known, _)| ![automatic, control].contains(known));
            return Ok(());
        }
        // It was set by hand before we came. The value goes first, so that it is put back last,
        // when nothing automatic decides about it.
        if let Some(by_hand) = camera.setting(control) {
            self.remember(control, by_hand.value);
        }
        let by_itself = [mode.default, 3, 0, 1].into_iter();
        let mut by_itself = by_itself.filter(|&value| value != manual);
        let offered = by_itself.find(|&value| mode.nearest(value) == Some(value));
        let value = offered.ok_or_else(|| {
            Snag::Refuses(automatic, format!("the camera's {automatic} cannot be set free"))
        })?;
        self.change(camera, automatic, value).map(drop)
    }

    /// Holds these, or sets them free where all are held that the camera can hold. True where they
    /// are held now.
    ///
    /// # Errors
    /// Why they stay as they are: the first reason.
    pub fn toggle_hold(&mut self, camera: &mut dyn Controls, what: &[Held]) -> Result<bool, Snag> {
        let tuned = Tuned::of(camera);
        let among = |some: &[Held]| -> Vec<Held> {
            what.iter().copied().filter(|held| some.contains(held)).collect()
        };
        let (automatic, held) = (among(&tuned.automatic), among(&tuned.held));
        let holds = !automatic.is_empty();
        let snags = if holds {
            self.hold(camera, &automatic)
        } else if held.is_empty() {
            what.iter().map(|&held| Snag::Lacks(value_of(held))).collect()
        } else {
            self.release(camera, &held)
        };
        snags.into_iter().next().map_or(Ok(holds), Err)
    }

    /// The next entry of the camera's menu of mains frequencies.
    ///
    /// # Errors
    /// Why it stays as it is.
    pub fn next_power_line(&mut self, camera: &mut dyn Controls) -> Result<PowerLine, Snag> {
        let control = Control::PowerLine;
        let setting = camera.setting(control).ok_or(Snag::Lacks(control))?;
        let offered = |line: &PowerLine| setting.nearest(line.value()) == Some(line.value());
        let offered: Vec<PowerLine> = PowerLine::ALL.into_iter().filter(offered).collect();
        let later = offered.iter().find(|line| line.value() > setting.value);
        let next = *later.or(offered.first()).ok_or(Snag::Lacks(control))?;
        self.change(camera, control, next.value())?;
        Ok(next)
    }

    /// Whether the camera may be slower in the dark: exchanged.
    ///
    /// # Errors
    /// Why it stays as it is.
    pub fn toggle_low_light_rate(&mut self, camera: &mut dyn Controls) -> Result<bool, Snag> {
        let control = Control::LowLightRate;
        let setting = camera.setting(control).ok_or(Snag::Lacks(control))?;
        let value = self.change(camera, control, i64::from(setting.value == 0))?;
        Ok(value != 0)
    }

    /// The next of the steps in which the zoom is gone through, as the camera's value.
    ///
    /// # Errors
    /// Why it stays as it is.
    pub fn next_zoom(&mut self, camera: &mut dyn Controls) -> Result<i64, Snag> {
        let setting = camera.setting(Control::Zoom).ok_or(Snag::Lacks(Control::Zoom))?;
        let step = zoom_step(&setting).ok_or(Snag::Lacks(Control::Zoom))?;
        self.change(camera, Control::Zoom, step.next)
    }

    /// Puts back what was changed, the last change first: what is automatic decides again only
    /// after its value is as it was.
    pub fn put_back(&mut self, camera: &mut dyn Controls) -> Vec<Snag> {
        self.warm = Warm::NoPicture;
        let mut snags = Vec::new();
        while let Some((control, value)) = self.before.pop() {
            let Some(setting) = camera.setting(control) else { continue };
            let value = setting.nearest(value).unwrap_or(value);
            if setting.value != value {
                snags.extend(write(camera, control, value).err());
            }
        }
        snags
    }

    /// Sets a control as near to the wish as it goes, and gives the value.
    fn change(
        &mut self,
        camera: &mut dyn Controls,
        control: Control,
        wish: i64,
    ) -> Result<i64, Snag> {
        let setting = camera.setting(control).ok_or(Snag::Lacks(control))?;
        let value = setting.nearest(wish).ok_or_else(|| {
            let wish = setting.words(wish);
            Snag::Refuses(control, format!("the camera does not offer {wish} as its {control}"))
        })?;
        if setting.value == value {
            return Ok(value);
        }
        if !setting.active {
            let reason = format!("the camera's {control} cannot be set as it is now");
            return Err(Snag::Refuses(control, reason));
        }
        // Before it is tried: a camera may take another value than it was told.
        self.remember(control, setting.value);
        write(camera, control, value)?;
        Ok(value)
    }

    /// Remembers what to put back; of several changes of one control what was before the first.
    fn remember(&mut self, control: Control, value: i64) {
        if !self.before.iter().any(|(known, _)| *known == control) {
            self.before.push((control, value));
        }
    }
}

fn write(camera: &mut dyn Controls, control: Control, value: i64) -> Result<(), Snag> {
    let refuses = |refusal: Refusal| Snag::Refuses(control, refusal.to_string());
    camera.set(control, value).map_err(refuses)
}

#[cfg(test)]
mod tests;
