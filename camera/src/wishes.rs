//! What a person wishes of the controls of every camera. Plain data, from the settings.

/// What a camera does against lamps that flicker with the mains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PowerLine {
    /// Nothing.
    Off,
    /// Its exposure suits mains of 50 Hz.
    Hz50,
    /// Its exposure suits mains of 60 Hz.
    Hz60,
    /// It finds out by itself.
    Automatic,
}

impl PowerLine {
    /// All of them, in the order of V4L2's menu.
    pub const ALL: [Self; 4] = [Self::Off, Self::Hz50, Self::Hz60, Self::Automatic];

    /// As it is written in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Hz50 => "50 Hz",
            Self::Hz60 => "60 Hz",
            Self::Automatic => "automatic",
        }
    }

    /// V4L2's value (`V4L2_CID_POWER_LINE_FREQUENCY`), 0 to 3.
    pub fn value(self) -> i64 {
        match self {
            Self::Off => 0,
            Self::Hz50 => 1,
            Self::Hz60 => 2,
            Self::Automatic => 3,
        }
    }

    /// What this value of V4L2's means; `None` for any other than 0 to 3.
    pub fn of(value: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.value() == value)
    }
}

/// What a camera decides by itself, and can be told to keep as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Held {
    /// The distance that is sharp.
    Focus,
    /// The time of exposure.
    Exposure,
    /// Which colour of light is white.
    WhiteBalance,
}

impl Held {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Focus, Self::Exposure, Self::WhiteBalance];

    /// As it is written in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Focus => "focus",
            Self::Exposure => "exposure",
            Self::WhiteBalance => "white balance",
        }
    }
}

/// How the controls of every camera are to be; what is not wished stays as the camera has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Against which mains.
    pub power_line: Option<PowerLine>,
    /// What is kept as its automatic has found it, once the camera has warmed up.
    pub hold: Vec<Held>,
    /// Whether it may send fewer pictures a second when it is dark.
    pub low_light_rate: Option<bool>,
    /// How much is magnified, in units of the camera.
    pub zoom: Option<i64>,
}

/// What a presenter asks of the camera that is shown, each the next of what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CameraOrder {
    /// Against which mains it works.
    PowerLine,
    /// Hold what it decides by itself, or let it decide.
    Hold,
    /// May it send fewer pictures when it is dark?
    LowLightRate,
    /// How much is magnified.
    Zoom,
    /// Which side is up; whoever decodes its pictures turns them.
    Rotate,
}

/// How a camera's controls stand, as far as a presenter can change them; `None` and empty where it
/// lacks them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Tuned {
    /// Against which mains it works.
    pub power_line: Option<PowerLine>,
    /// What it can decide by itself, and does not now.
    pub held: Vec<Held>,
    /// What it decides by itself.
    pub automatic: Vec<Held>,
    /// Whether it may send fewer pictures a second when it is dark.
    pub low_light_rate: Option<bool>,
    /// The zoom's step from 1, and how many there are.
    pub zoom: Option<(i64, i64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mains_have_the_values_of_v4l2() {
        for line in PowerLine::ALL {
            assert_eq!(PowerLine::of(line.value()), Some(line));
        }
        assert_eq!(PowerLine::ALL.map(PowerLine::value), [0, 1, 2, 3]);
        assert_eq!(PowerLine::of(4), None);
    }
}
