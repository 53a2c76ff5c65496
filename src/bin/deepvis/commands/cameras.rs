//! `deepvis cameras`: lists the connected cameras, and the formats they deliver or their controls.

use anyhow::Result;

use super::Ending;
use crate::cli::Cameras;

#[cfg(feature = "camera")]
pub fn run(arguments: &Cameras) -> Result<Ending> {
    if arguments.controls { controls::list(arguments.json) } else { formats::list(arguments.json) }
}

#[cfg(not(feature = "camera"))]
pub fn run(_arguments: &Cameras) -> Result<Ending> {
    anyhow::bail!("this build of DeepVis has no cameras")
}

/// The formats, and which of them DeepVis would take.
#[cfg(feature = "camera")]
mod formats {
    use std::io::Write;

    use anyhow::Result;
    use serde_json::{Value, json};

    use deepvis::source::{CameraFormat, choose, list_cameras};

    use super::super::{Ending, print_json, stdout};

    pub fn list(as_json: bool) -> Result<Ending> {
        let cameras = list_cameras();
        if as_json {
            let list: Vec<Value> = cameras
                .iter()
                .map(|camera| {
                    let formats = camera.formats.as_ref();
                    let names = |formats: &Vec<CameraFormat>| -> Vec<String> {
                        formats.iter().map(ToString::to_string).collect()
                    };
                    json!({
                        "index": camera.index,
                        "name": camera.name,
                        "formats": formats.ok().map(names),
                        "problem": formats.err(),
                    })
                })
                .collect();
            print_json(&list)?;
            return Ok(Ending::Done);
        }
        let mut out = stdout();
        if cameras.is_empty() {
            writeln!(out, "no camera is connected")?;
        }
        for camera in cameras {
            let delivers = match &camera.formats {
                Ok(formats) => choose(formats).map_or_else(
                    || "no format that DeepVis can read".into(),
                    |format| format.to_string(),
                ),
                Err(problem) => problem.clone(),
            };
            writeln!(out, "camera:{}  {}, {delivers}", camera.index, camera.name)?;
        }
        Ok(Ending::Done)
    }
}

/// The controls: what each is now, and what it may be.
#[cfg(feature = "camera")]
mod controls {
    use std::io::Write;

    use anyhow::Result;
    use serde_json::{Value, json};

    use deepvis::source::{CameraControls, Range, Setting, camera_controls};

    use super::super::{Ending, print_json, stdout};

    pub fn list(as_json: bool) -> Result<Ending> {
        let cameras = camera_controls();
        if as_json {
            print_json(&cameras.iter().map(json).collect::<Vec<Value>>())?;
            return Ok(Ending::Done);
        }
        let mut out = stdout();
        if cameras.is_empty() {
            writeln!(out, "no camera is connected")?;
        }
        for camera in &cameras {
            out.write_all(text(camera).as_bytes())?;
        }
        Ok(Ending::Done)
    }

    fn text(camera: &CameraControls) -> String {
        let head = format!("camera:{}  {}", camera.index, camera.name);
        match &camera.settings {
            Ok(settings) if settings.is_empty() => format!("{head}, nothing can be set\n"),
            Ok(settings) => settings.iter().fold(head + "\n", |all, one| all + &line(one)),
            Err(problem) => format!("{head}, {problem}\n"),
        }
    }

    /// A control with its value, default and range.
    fn line(setting: &Setting) -> String {
        let range = match &setting.range {
            Range::Number(least, most, 1) => format!("{least} to {most}"),
            Range::Number(least, most, step) => format!("{least} to {most} in steps of {step}"),
            Range::Switch => "off, on".to_owned(),
            Range::Menu(items) => {
                items.iter().map(|&item| setting.words(item)).collect::<Vec<_>>().join(", ")
            }
        };
        let not_now = if setting.active { "" } else { "; cannot be set now" };
        let [value, default] = [setting.value, setting.default].map(|value| setting.words(value));
        let name = setting.control.name();
        format!("  {name:24} {value:18} default {default:18} {range}{not_now}\n")
    }

    fn json(camera: &CameraControls) -> Value {
        let controls = |settings: &Vec<Setting>| settings.iter().map(control).collect::<Vec<_>>();
        json!({
            "index": camera.index,
            "name": camera.name,
            "controls": camera.settings.as_ref().ok().map(controls),
            "problem": camera.settings.as_ref().err(),
        })
    }

    fn control(setting: &Setting) -> Value {
        let item = |&value: &i64| json!({ "value": value, "words": setting.words(value) });
        let (range, menu) = match &setting.range {
            Range::Number(least, most, step) => {
                (Some(json!({ "min": least, "max": most, "step": step })), None)
            }
            Range::Switch => (None, Some([0, 1].iter().map(item).collect())),
            Range::Menu(items) => (None, Some(items.iter().map(item).collect::<Vec<_>>())),
        };
        json!({
            "name": setting.control.name(),
            "value": setting.value,
            "words": setting.words(setting.value),
            "default": setting.default,
            "range": range,
            "menu": menu,
            "active": setting.active,
        })
    }

    #[cfg(test)]
    mod tests {
        use deepvis::source::Control;

        use super::*;

        fn setting(control: Control, value: i64, default: i64, range: Range) -> Setting {
            let driver_name = "Driver's".to_owned();
            Setting { control, driver_name, value, default, range, active: true }
        }

        fn camera(settings: Result<Vec<Setting>, String>) -> CameraControls {
            CameraControls { index: 3, name: "Webcam".to_owned(), settings }
        }

        #[test]
        fn a_control_is_listed_with_value_default_and_range() {
            let focus = setting(Control::Focus, 105, 0, Range::Number(0, 250, 5));
            let camera = camera(Ok(vec![
                setting(Control::PowerLine, 2, 1, Range::Menu(vec![0, 1, 2])),
                setting(Control::AutoFocus, 1, 1, Range::Switch),
                Setting { active: false, ..focus },
            ]));
            let said = text(&camera);
            let words: Vec<String> = said
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            let wanted = [
                "camera:3 Webcam",
                "power line frequency 60 Hz default 50 Hz off, 50 Hz, 60 Hz",
                "automatic focus on default on off, on",
                "focus 105 default 0 0 to 250 in steps of 5; cannot be set now",
            ];
            assert_eq!(words, wanted);
            let list = json(&camera);
            let controls = &list["controls"];
            assert_eq!(controls[0]["words"], "60 Hz");
            assert_eq!(controls[0]["menu"][1], json!({ "value": 1, "words": "50 Hz" }));
            assert_eq!(controls[2]["range"], json!({ "min": 0, "max": 250, "step": 5 }));
            assert_eq!((&controls[2]["active"], &list["problem"]), (&json!(false), &Value::Null));
        }

        #[test]
        fn a_camera_without_controls_or_that_is_gone_says_so() {
            assert_eq!(text(&camera(Ok(Vec::new()))), "camera:3  Webcam, nothing can be set\n");
            let gone = camera(Err("camera 3 is gone".to_owned()));
            assert_eq!(text(&gone), "camera:3  Webcam, camera 3 is gone\n");
            assert_eq!(json(&gone)["problem"], "camera 3 is gone");
        }
    }
}
