//! Tests of the tuning on a made-up camera that behaves as V4L2 cameras do.

use super::*;

/// A camera of numbers: what is automatic makes its value inactive, and finds one by itself.
struct Made {
    settings: Vec<Setting>,
    /// What was set, in this order.
    set: Vec<(Control, i64)>,
    /// What it has, and does not take.
    refuses: Option<Control>,
}

impl Made {
    fn new(settings: &[(Control, i64, i64, Range)]) -> Self {
        let setting = |(control, value, default, range): &(Control, i64, i64, Range)| Setting {
            control: *control,
            driver_name: String::new(),
            value: *value,
            default: *default,
            range: range.clone(),
            active: true,
        };
        Self { settings: settings.iter().map(setting).collect(), set: Vec::new(), refuses: None }
    }

    /// A webcam with all that can be wished, at 60 Hz and everything automatic.
    fn webcam() -> Self {
        Self::new(&[
            (Control::PowerLine, 2, 2, Range::Menu(vec![0, 1, 2])),
            (Control::AutoExposure, 3, 3, Range::Menu(vec![1, 3])),
            (Control::Exposure, 156, 100, Range::Number(1, 5000, 1)),
            (Control::LowLightRate, 1, 0, Range::Switch),
            (Control::AutoFocus, 1, 1, Range::Switch),
            (Control::Focus, 103, 0, Range::Number(0, 250, 5)),
            (Control::AutoWhiteBalance, 1, 1, Range::Switch),
            (Control::WhiteBalance, 4600, 4000, Range::Number(2800, 6500, 10)),
            (Control::Zoom, 100, 100, Range::Number(100, 500, 1)),
        ])
    }

    fn value(&self, control: Control) -> i64 {
        self.setting(control).unwrap().value
    }

    fn values(&self) -> Vec<i64> {
        self.settings.iter().map(|setting| setting.value).collect()
    }
}

impl Controls for Made {
    fn setting(&self, control: Control) -> Option<Setting> {
        let mut setting = self.settings.iter().find(|s| s.control == control)?.clone();
        if let Some((automatic, manual)) = control.automatic() {
            setting.active = self.setting(automatic).is_none_or(|mode| mode.value == manual);
        }
        Some(setting)
    }

    fn set(&mut self, control: Control, value: i64) -> Result<(), Refusal> {
        let setting = self.setting(control).unwrap();
        assert!(setting.active, "{control} is inactive");
        assert_eq!(setting.nearest(value), Some(value), "{control}");
        if self.refuses == Some(control) {
            return Err(Refusal::Refused("it does not want to".to_owned()));
        }
        self.set.push((control, value));
        self.settings.iter_mut().find(|s| s.control == control).unwrap().value = value;
        Ok(())
    }
}

fn wishes() -> Wishes {
    Wishes {
        power_line: Some(PowerLine::Hz50),
        hold: Held::ALL.to_vec(),
        low_light_rate: Some(false),
        zoom: Some(250),
    }
}

#[test]
fn what_holds_is_what_the_controls_say() {
    for held in Held::ALL {
        assert_eq!(value_of(held).automatic(), Some(control_of(held)));
    }
}

#[test]
fn wishes_are_met_at_once_and_put_back_the_last_first() {
    let (mut camera, mut tuning) = (Made::webcam(), Tuning::default());
    assert_eq!(tuning.begin(&mut camera, &wishes()), []);
    let order = [(Control::PowerLine, 1), (Control::LowLightRate, 0), (Control::Zoom, 250)];
    assert_eq!(std::mem::take(&mut camera.set), order, "and nothing is held yet");
    assert_eq!(tuning.put_back(&mut camera), []);
    let back = [(Control::Zoom, 100), (Control::LowLightRate, 1), (Control::PowerLine, 2)];
    assert_eq!(std::mem::take(&mut camera.set), back);
    assert_eq!((tuning.put_back(&mut camera), camera.set), (vec![], vec![]), "once");
}

#[test]
fn what_is_automatic_is_held_at_what_it_has_found_and_set_free_again() {
    let (mut camera, mut tuning) = (Made::webcam(), Tuning::default());
    let before = camera.values();
    assert_eq!(tuning.hold(&mut camera, &Held::ALL), []);
    let order = [
        (Control::AutoFocus, 0),
        // The nearest that it takes.
        (Control::Focus, 105),
        (Control::AutoExposure, 1),
        (Control::Exposure, 156),
        (Control::AutoWhiteBalance, 0),
        (Control::WhiteBalance, 4600),
    ];
    assert_eq!(std::mem::take(&mut camera.set), order);
    assert_eq!(Tuned::of(&camera).held, Held::ALL);
    camera.settings[5].value = 200;
    assert_eq!(tuning.put_back(&mut camera), []);
    let back = [
        (Control::AutoWhiteBalance, 1),
        (Control::AutoExposure, 3),
        (Control::Focus, 105),
        (Control::AutoFocus, 1),
    ];
    assert_eq!(camera.set, back);
    camera.settings[5].value = 103;
    assert_eq!(camera.values(), before);
}

#[test]
fn the_automatic_value_of_the_exposure_is_the_cameras_own() {
    let mut camera = Made::new(&[
        (Control::AutoExposure, 0, 0, Range::Menu(vec![0, 1])),
        (Control::Exposure, 156, 100, Range::Number(1, 5000, 1)),
    ]);
    let mut tuning = Tuning::default();
    assert_eq!(tuning.hold(&mut camera, &[Held::Exposure]), []);
    assert_eq!(tuning.release(&mut camera, &[Held::Exposure]), []);
    assert_eq!(camera.value(Control::AutoExposure), 0);
    camera.set.clear();
    assert_eq!((tuning.put_back(&mut camera), camera.set), (vec![], vec![]));
}

#[test]
fn nothing_is_held_before_the_warm_up_is_over_and_then_once() {
    let (mut tuning, begin) = (Tuning::default(), Instant::now());
    let at = |milliseconds| begin + Duration::from_millis(milliseconds);
    let warm = [0, 40, 1999, 2000, 2040].map(|time| tuning.is_warm(at(time)));
    assert_eq!(warm, [false, false, false, true, false]);
    // Opened anew it has to warm up again.
    tuning.put_back(&mut Made::new(&[]));
    let warm = [5000, 5040, 7000].map(|time| tuning.is_warm(at(time)));
    assert_eq!(warm, [false, false, true]);
}

#[test]
fn what_a_camera_lacks_or_refuses_is_said_and_the_rest_is_set() {
    let mut camera = Made::webcam();
    camera.refuses = Some(Control::LowLightRate);
    camera.settings.retain(|setting| setting.control != Control::Zoom);
    camera.settings.retain(|setting| setting.control != Control::AutoFocus);
    let mut tuning = Tuning::default();
    let mut snags = tuning.begin(&mut camera, &wishes());
    snags.extend(tuning.hold(&mut camera, &wishes().hold));
    let snags = snags.iter().map(ToString::to_string).collect::<Vec<_>>();
    let said =
        ["it does not want to", "the camera has no zoom", "the camera has no automatic focus"];
    assert_eq!(snags, said);
    assert_eq!(Tuned::of(&camera).held, [Held::Exposure, Held::WhiteBalance]);
    let three = Wishes { power_line: Some(PowerLine::Automatic), ..Wishes::default() };
    let snags = tuning.begin(&mut camera, &three);
    let said = "the camera does not offer automatic as its power line frequency";
    assert_eq!(snags[0].to_string(), said);
    assert_eq!(camera.value(Control::PowerLine), 1);
}

#[test]
fn what_cannot_be_set_now_is_not_tried() {
    let (mut camera, mut tuning) = (Made::webcam(), Tuning::default());
    let snag = tuning.change(&mut camera, Control::Focus, 20).unwrap_err();
    assert_eq!(snag.control(), Control::Focus);
    assert!(camera.set.is_empty() && tuning.before.is_empty());
}

#[test]
fn a_presenter_goes_round_what_the_camera_offers() {
    let (mut camera, mut tuning) = (Made::webcam(), Tuning::default());
    let lines = [0; 4].map(|_| tuning.next_power_line(&mut camera).unwrap());
    assert_eq!(lines, [PowerLine::Off, PowerLine::Hz50, PowerLine::Hz60, PowerLine::Off]);
    let rates = [0; 2].map(|_| tuning.toggle_low_light_rate(&mut camera).unwrap());
    assert_eq!(rates, [false, true]);
    let zooms = [0; 6].map(|_| tuning.next_zoom(&mut camera).unwrap());
    assert_eq!(zooms, [200, 300, 400, 500, 100, 200]);
    assert_eq!(Tuned::of(&camera).zoom, Some((2, 5)));
    // Put back is what was there before the first of all these changes.
    assert_eq!(tuning.put_back(&mut camera), []);
    assert_eq!(camera.values(), Made::webcam().values());
    let mut bare = Made::new(&[]);
    assert_eq!(tuning.next_zoom(&mut bare), Err(Snag::Lacks(Control::Zoom)));
    assert_eq!(Tuned::of(&bare), Tuned::default());
}

#[test]
fn what_is_held_is_set_free_only_where_all_of_it_is_held() {
    let (mut camera, mut tuning) = (Made::webcam(), Tuning::default());
    camera.settings.retain(|setting| setting.control != Control::AutoWhiteBalance);
    assert_eq!(tuning.hold(&mut camera, &[Held::Focus]), []);
    assert_eq!(tuning.toggle_hold(&mut camera, &Held::ALL), Ok(true));
    assert_eq!(Tuned::of(&camera).held, [Held::Focus, Held::Exposure]);
    assert_eq!(tuning.toggle_hold(&mut camera, &Held::ALL), Ok(false));
    assert_eq!(Tuned::of(&camera).automatic, [Held::Focus, Held::Exposure]);
    let lacks = Err(Snag::Lacks(Control::WhiteBalance));
    assert_eq!(tuning.toggle_hold(&mut camera, &[Held::WhiteBalance]), lacks);
}

#[test]
fn what_was_set_by_hand_before_can_be_set_free_and_is_put_back() {
    let (mut camera, mut tuning) = (Made::webcam(), Tuning::default());
    camera.settings[1].value = 1;
    camera.settings[1].default = 1;
    assert_eq!(tuning.hold(&mut camera, &[Held::Exposure]), []);
    assert!(camera.set.is_empty(), "it is held already");
    assert_eq!(tuning.release(&mut camera, &[Held::Exposure]), []);
    assert_eq!(camera.value(Control::AutoExposure), 3);
    // The automatic finds another time of exposure.
    camera.settings[2].value = 312;
    for held in [false, true] {
        if held {
            assert_eq!(tuning.hold(&mut camera, &[Held::Exposure]), []);
        }
        assert_eq!(tuning.put_back(&mut camera), []);
        assert_eq!([1, 2].map(|at| camera.settings[at].value), [1, 156], "held again: {held}");
        assert_eq!(tuning.release(&mut camera, &[Held::Exposure]), []);
        camera.settings[2].value = 312;
    }
}

#[test]
fn a_zoom_of_few_units_goes_through_all_its_steps() {
    for (units, unit) in
        [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (7, 1), (9, 2), (400, 1), (400, 150)]
    {
        let zoom = Range::Number(0, units, unit);
        let mut camera = Made::new(&[(Control::Zoom, 0, 0, zoom)]);
        let (_, steps) = Tuned::of(&camera).zoom.unwrap();
        let mut tuning = Tuning::default();
        let at = |camera: &Made| Tuned::of(camera).zoom.unwrap().0;
        for wanted in (2..=steps).chain([1, 2]) {
            tuning.next_zoom(&mut camera).unwrap();
            assert_eq!(at(&camera), wanted, "of {steps}, {units} units in steps of {unit}");
        }
        assert!(steps == 5 || units / unit == steps - 1, "{steps} of {units}");
    }
}
