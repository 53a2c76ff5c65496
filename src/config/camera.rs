//! The table `[camera]` of `deepvis.toml`: how every camera is to be set.

use toml::Spanned;
use toml::de::DeValue;

use crate::error::{Error, Result};
use crate::nearest::nearest;
use crate::source::{CameraWishes, Held, PowerLine, Rotation};

/// What the table is called.
pub const TABLE: &str = "camera";

/// Something about cameras that can be settled, only in the file.
#[derive(Debug)]
pub struct CameraSetting {
    /// In the file.
    pub name: &'static str,
    /// What it does, in a line or two.
    pub help: &'static str,
    /// A value as it is written.
    pub example: &'static str,
    /// Takes in a value; else what the name takes.
    take: fn(&DeValue<'_>, &mut CameraWishes) -> Result<(), &'static str>,
    /// What is wished, as it is written; none where nothing is.
    written: fn(&CameraWishes) -> Option<String>,
}

/// All of them, in the order of the file.
pub const CAMERA_SETTINGS: &[CameraSetting] = &[
    CameraSetting {
        name: "power_line",
        help: "Against lamps that flicker with the mains: \"50 Hz\", \"60 Hz\", \"off\" or \"automatic\", as far as the camera\n\
               offers it; `deepvis cameras --controls` lists that",
        example: "\"50 Hz\"",
        take: |value, wishes| {
            let named = |text| PowerLine::ALL.into_iter().find(|line| line.name() == text);
            let line = value.as_str().and_then(named);
            let line = line.ok_or("\"50 Hz\", \"60 Hz\", \"off\" or \"automatic\", in quotes")?;
            wishes.controls.power_line = Some(line);
            Ok(())
        },
        written: |wishes| wishes.controls.power_line.map(|line| quoted(line.name())),
    },
    CameraSetting {
        name: "hold",
        help: "What stays as the camera has found it in its first two seconds, instead of hunting while people watch",
        example: "[\"focus\", \"exposure\", \"white balance\"]",
        take: |value, wishes| {
            let mut held =
                held(value).ok_or("a list of \"focus\", \"exposure\" and \"white balance\"")?;
            let all = held.clone();
            let mut at = 0..all.len();
            held.retain(|one| at.next().is_none_or(|at| !all[..at].contains(one)));
            wishes.controls.hold = held;
            Ok(())
        },
        written: |wishes| {
            let names: Vec<_> =
                wishes.controls.hold.iter().map(|held| quoted(held.name())).collect();
            (!names.is_empty()).then(|| format!("[{}]", names.join(", ")))
        },
    },
    CameraSetting {
        name: "low_light_rate",
        help: "Whether the camera may send fewer pictures a second when it is dark, each of them blurred the more",
        example: "false",
        take: |value, wishes| {
            wishes.controls.low_light_rate = Some(value.as_bool().ok_or(SWITCH)?);
            Ok(())
        },
        written: |wishes| wishes.controls.low_light_rate.map(|may| may.to_string()),
    },
    CameraSetting {
        name: "zoom",
        help: "How much is magnified, in the camera's own units",
        example: "150",
        take: |value, wishes| {
            wishes.controls.zoom = Some(whole(value).ok_or("a whole number")?);
            Ok(())
        },
        written: |wishes| wishes.controls.zoom.map(|zoom| zoom.to_string()),
    },
    CameraSetting {
        name: "rotate",
        help: "By how many degrees its pictures are turned, clockwise: 0, 90, 180 or 270",
        example: "180",
        take: |value, wishes| {
            let rotation = whole(value).and_then(Rotation::of);
            wishes.rotation = rotation.ok_or("0, 90, 180 or 270, without quotes")?;
            Ok(())
        },
        written: |wishes| {
            let degrees = wishes.rotation.degrees();
            (degrees != 0).then(|| degrees.to_string())
        },
    },
    CameraSetting {
        name: "mirror",
        help: "Whether its pictures are mirrored at first, as people know themselves",
        example: "false",
        take: |value, wishes| {
            wishes.mirrored = value.as_bool().ok_or(SWITCH)?;
            Ok(())
        },
        written: |wishes| (!wishes.mirrored).then(|| wishes.mirrored.to_string()),
    },
];

const SWITCH: &str = "true or false, without quotes";

impl CameraSetting {
    /// What is wished, as it is written in the file; none where nothing is, and the camera decides.
    pub fn toml(&self, wishes: &CameraWishes) -> Option<String> {
        (self.written)(wishes)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn whole(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A list of what can be held, or one of it.
fn held(value: &DeValue<'_>) -> Option<Vec<Held>> {
    let named = |value: &DeValue<'_>| {
        let text = value.as_str()?;
        Held::ALL.into_iter().find(|held| held.name() == text)
    };
    match value {
        DeValue::Array(values) => values.iter().map(|value| named(value.get_ref())).collect(),
        value => named(value).map(|held| vec![held]),
    }
}

/// Reads the table.
pub(super) fn read(
    value: &Spanned<DeValue<'_>>,
    wrong: &dyn Fn(usize, String) -> Error,
) -> Result<CameraWishes> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = "camera is a table: [camera], then a line such as power_line = \"50 Hz\"; a camera to show is a source";
        return Err(wrong(value.span().start, problem.to_owned()));
    };
    let mut wishes = CameraWishes::default();
    for (name, value) in table {
        let at = name.span().start;
        let name = name.get_ref().as_ref();
        let Some(setting) = CAMERA_SETTINGS.iter().find(|setting| setting.name == name) else {
            let names = CAMERA_SETTINGS.iter().map(|setting| setting.name);
            let meant = match nearest(name, names.clone()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("there are {}", names.collect::<Vec<_>>().join(", ")),
            };
            return Err(wrong(at, format!("unknown setting {name} of a camera; {meant}")));
        };
        let taken = (setting.take)(value.get_ref(), &mut wishes);
        taken.map_err(|takes| wrong(at, format!("{name} of a camera is {takes}")))?;
    }
    Ok(wishes)
}

#[cfg(test)]
mod tests {
    use super::super::tests::parse;
    use super::*;

    fn wishes(lines: &str) -> CameraWishes {
        parse(&format!("[camera]\n{lines}")).unwrap().camera
    }

    #[test]
    fn every_setting_takes_its_own_example_and_writes_it_again() {
        for setting in CAMERA_SETTINGS {
            let (name, example) = (setting.name, setting.example);
            let wishes = wishes(&format!("{name} = {example}"));
            assert_eq!(setting.toml(&wishes).as_deref(), Some(example), "{name}");
            assert_ne!(wishes, CameraWishes::default(), "{name}");
            assert_eq!(setting.toml(&CameraWishes::default()), None, "{name}");
        }
    }

    #[test]
    fn what_is_wished_of_a_camera_is_taken_in() {
        let wishes = wishes(
            "power_line = \"off\"\nhold = [\"white balance\", \"focus\"]\nlow_light_rate = true\n\
             zoom = 0x64\nrotate = 270\nmirror = true",
        );
        let controls = &wishes.controls;
        assert_eq!(controls.power_line, Some(PowerLine::Off));
        assert_eq!(controls.hold, [Held::WhiteBalance, Held::Focus]);
        assert_eq!((controls.low_light_rate, controls.zoom), (Some(true), Some(100)));
        assert_eq!((wishes.rotation, wishes.mirrored), (Rotation::ThreeQuarters, true));
        assert_eq!(super::tests::wishes("hold = \"focus\"").controls.hold, [Held::Focus]);
        let twice = "hold = [\"focus\", \"exposure\", \"focus\"]";
        let twice = super::tests::wishes(twice).controls.hold;
        assert_eq!(twice, [Held::Focus, Held::Exposure], "each once");
        assert_eq!(parse("").unwrap().camera, CameraWishes::default());
    }

    #[test]
    fn a_mistake_about_a_camera_is_told_of_with_its_line_and_what_is_meant() {
        let refused = |text: &str| parse(text).unwrap_err().to_string();
        for (line, wanted) in [
            ("power_line = 50", "\"50 Hz\", \"60 Hz\", \"off\" or \"automatic\", in quotes"),
            ("power_line = \"50\"", "\"50 Hz\", \"60 Hz\", \"off\" or \"automatic\", in quotes"),
            ("hold = [\"zoom\"]", "a list of \"focus\", \"exposure\" and \"white balance\""),
            ("hold = true", "a list of \"focus\", \"exposure\" and \"white balance\""),
            ("low_light_rate = \"no\"", "true or false, without quotes"),
            ("zoom = 1.5", "a whole number"),
            ("rotate = 45", "0, 90, 180 or 270, without quotes"),
            ("rotate = \"90\"", "0, 90, 180 or 270, without quotes"),
            ("mirror = 0", "true or false, without quotes"),
        ] {
            let name = line.split(' ').next().unwrap();
            let wanted = format!("{name} of a camera is {wanted}: a.toml:3");
            assert_eq!(refused(&format!("[camera]\n\n{line}")), wanted);
        }
        let near = refused("[camera]\npower-line = \"50 Hz\"");
        assert_eq!(
            near,
            "unknown setting power-line of a camera; did you mean power_line?: a.toml:2"
        );
        let unknown = refused("[camera]\nbrightness = 3");
        assert!(
            unknown.contains("; there are power_line, hold, low_light_rate, zoom"),
            "{unknown}"
        );
        assert!(refused("camera = 1").starts_with("camera is a table: [camera]"));
    }
}
