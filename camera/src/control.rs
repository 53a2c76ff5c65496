//! The controls of a camera that matter to a presenter, and their values.
//!
//! On Linux each is asked for by V4L2's number; elsewhere those that nokhwa has a name for.

use std::fmt;

use nokhwa::utils::{CameraControl, ControlValueDescription, KnownCameraControl};

/// What can be set on many cameras.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Control {
    /// Which mains frequency the camera works against: 0 none, 1 50 Hz, 2 60 Hz, 3 by itself.
    PowerLine,
    /// Who sets the time of exposure: 0 the camera, aperture too; 1 a person; 2 a person; 3 the
    /// camera.
    AutoExposure,
    /// The time of exposure, in units of 100 µs.
    Exposure,
    /// 1 where the camera may deliver fewer pictures a second when it is dark.
    LowLightRate,
    /// 1 where the camera focuses by itself.
    AutoFocus,
    /// The distance that is sharp, in units of the camera.
    Focus,
    /// 1 where the camera decides by itself what is white.
    AutoWhiteBalance,
    /// The light's colour temperature, in kelvins.
    WhiteBalance,
    /// How much is magnified, in units of the camera.
    Zoom,
    /// How much the sensor's signal is amplified, in units of the camera.
    Gain,
    /// 1 where left and right are exchanged.
    HorizontalFlip,
    /// 1 where the picture stands on its head.
    VerticalFlip,
}

impl Control {
    /// All of them, what is automatic before what it decides about.
    pub const ALL: [Self; 12] = [
        Self::PowerLine,
        Self::AutoExposure,
        Self::Exposure,
        Self::LowLightRate,
        Self::AutoFocus,
        Self::Focus,
        Self::AutoWhiteBalance,
        Self::WhiteBalance,
        Self::Zoom,
        Self::Gain,
        Self::HorizontalFlip,
        Self::VerticalFlip,
    ];

    /// What it is called in lists and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::PowerLine => "power line frequency",
            Self::AutoExposure => "exposure mode",
            Self::Exposure => "exposure time",
            Self::LowLightRate => "low light rate",
            Self::AutoFocus => "automatic focus",
            Self::Focus => "focus",
            Self::AutoWhiteBalance => "automatic white balance",
            Self::WhiteBalance => "white balance",
            Self::Zoom => "zoom",
            Self::Gain => "gain",
            Self::HorizontalFlip => "horizontal flip",
            Self::VerticalFlip => "vertical flip",
        }
    }

    /// What a value of a menu means, by V4L2's definitions; `None` for a number that is one.
    pub fn item(self, value: i64) -> Option<&'static str> {
        Some(match (self, value) {
            (Self::PowerLine, 0) => "off",
            (Self::PowerLine, 1) => "50 Hz",
            (Self::PowerLine, 2) => "60 Hz",
            (Self::PowerLine, 3) | (Self::AutoExposure, 0) => "automatic",
            (Self::AutoExposure, 1) => "manual",
            (Self::AutoExposure, 2) => "shutter priority",
            (Self::AutoExposure, 3) => "aperture priority",
            _ => return None,
        })
    }

    /// Who decides about this by itself as long as it is not told to leave it, and the value that
    /// tells it so. A value can only be set then.
    pub fn automatic(self) -> Option<(Self, i64)> {
        match self {
            Self::Exposure => Some((Self::AutoExposure, 1)),
            Self::Focus => Some((Self::AutoFocus, 0)),
            Self::WhiteBalance => Some((Self::AutoWhiteBalance, 0)),
            _ => None,
        }
    }

    /// V4L2's number (`linux/v4l2-controls.h`).
    #[cfg(target_os = "linux")]
    pub(crate) fn id(self) -> u32 {
        match self {
            Self::PowerLine => 0x0098_0918,
            Self::AutoExposure => 0x009a_0901,
            Self::Exposure => 0x009a_0902,
            Self::LowLightRate => 0x009a_0903,
            Self::AutoFocus => 0x009a_090c,
            Self::Focus => 0x009a_090a,
            Self::AutoWhiteBalance => 0x0098_090c,
            Self::WhiteBalance => 0x0098_091a,
            Self::Zoom => 0x009a_090d,
            Self::Gain => 0x0098_0913,
            Self::HorizontalFlip => 0x0098_0914,
            Self::VerticalFlip => 0x0098_0915,
        }
    }

    /// nokhwa's name for it; `None` where it has none.
    #[cfg(target_os = "linux")]
    #[allow(clippy::unnecessary_wraps, reason = "elsewhere there is none for many")]
    pub(crate) fn known(self) -> Option<KnownCameraControl> {
        Some(KnownCameraControl::Other(u128::from(self.id())))
    }

    /// nokhwa's name for it; `None` where it has none.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn known(self) -> Option<KnownCameraControl> {
        match self {
            Self::Exposure => Some(KnownCameraControl::Exposure),
            Self::Focus => Some(KnownCameraControl::Focus),
            Self::WhiteBalance => Some(KnownCameraControl::WhiteBalance),
            Self::Zoom => Some(KnownCameraControl::Zoom),
            Self::Gain => Some(KnownCameraControl::Gain),
            _ => None,
        }
    }
}

impl fmt::Display for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which values a control takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Range {
    /// From the first to the second, in steps of the third.
    Number(i64, i64, i64),
    /// 0 or 1.
    Switch,
    /// One of these.
    Menu(Vec<i64>),
}

/// A control of one camera, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Which.
    pub control: Control,
    /// What its driver calls it.
    pub driver_name: String,
    /// Its value now; of a switch 0 or 1.
    pub value: i64,
    /// The value that the camera has as it is plugged in, by its own word.
    pub default: i64,
    /// What it may be.
    pub range: Range,
    /// False while something automatic decides about it: it cannot be set then.
    pub active: bool,
}

impl Setting {
    /// What nokhwa says of a control; `None` where that is no number, switch or menu.
    pub(crate) fn of(control: Control, found: &CameraControl) -> Option<Self> {
        use ControlValueDescription as Value;
        let (value, default, range) = match *found.description() {
            Value::IntegerRange { min, max, value, step, default } => {
                (value, default, Range::Number(min, max, step.max(1)))
            }
            Value::Boolean { value, default } => {
                (i64::from(value), i64::from(default), Range::Switch)
            }
            Value::Enum { value, ref possible, default } => {
                (value, default, Range::Menu(possible.clone()))
            }
            _ => return None,
        };
        let (driver_name, active) = (found.name().to_owned(), found.active());
        Some(Self { control, driver_name, value, default, range, active })
    }

    /// The nearest value that the camera takes. Of a menu only one that it has.
    pub fn nearest(&self, wish: i64) -> Option<i64> {
        match &self.range {
            Range::Number(least, most, step) => {
                let most = *most.max(least);
                let steps = (wish.clamp(*least, most) - least + step / 2) / step;
                Some(least + steps.min((most - least) / step) * step)
            }
            Range::Switch => Some(i64::from(wish != 0)),
            Range::Menu(items) => items.contains(&wish).then_some(wish),
        }
    }

    /// A value in words: a menu's item, "on" and "off" of a switch, or the number.
    pub fn words(&self, value: i64) -> String {
        match (&self.range, self.control.item(value)) {
            (_, Some(item)) => item.to_owned(),
            (Range::Switch, None) => if value == 0 { "off" } else { "on" }.to_owned(),
            (_, None) => value.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(control: Control, range: Range) -> Setting {
        Setting { control, driver_name: String::new(), value: 0, default: 0, range, active: true }
    }

    #[test]
    fn a_wish_becomes_a_value_that_the_camera_takes() {
        let focus = setting(Control::Focus, Range::Number(0, 250, 5));
        assert_eq!(
            [-3, 103, 102, 999].map(|wish| focus.nearest(wish)),
            [0, 105, 100, 250].map(Some)
        );
        let odd = setting(Control::Zoom, Range::Number(100, 500, 150));
        assert_eq!([330, 499].map(|wish| odd.nearest(wish)), [400, 400].map(Some));
        let mains = setting(Control::PowerLine, Range::Menu(vec![0, 1, 2]));
        assert_eq!([1, 3].map(|wish| mains.nearest(wish)), [Some(1), None]);
        assert_eq!(setting(Control::AutoFocus, Range::Switch).nearest(7), Some(1));
    }

    #[test]
    fn values_have_words() {
        let mains = setting(Control::PowerLine, Range::Menu(vec![0, 1, 2, 3]));
        assert_eq!(
            [0, 1, 2, 3, 9].map(|v| mains.words(v)),
            ["off", "50 Hz", "60 Hz", "automatic", "9"]
        );
        let focus = setting(Control::AutoFocus, Range::Switch);
        assert_eq!([0, 1].map(|v| focus.words(v)), ["off", "on"]);
        assert_eq!(setting(Control::Gain, Range::Number(0, 9, 1)).words(4), "4");
    }

    #[test]
    fn what_is_automatic_comes_before_what_it_decides_about() {
        let place = |control| Control::ALL.iter().position(|&other| other == control);
        for control in Control::ALL {
            if let Some((automatic, _)) = control.automatic() {
                assert!(place(automatic) < place(control), "{control}");
            }
        }
    }
}
