//! Tests of a held picture: what stands beside it belongs to it, and says that it is held.

use std::sync::Arc;
use std::time::Instant;

use super::goldens::{Setting, golden};
use super::layout::Pane;
use crate::control::action::Action;
use crate::control::keyboard::Keyboard;
use crate::control::zoom::Zoom;
use crate::exhibit::changes::CHAIR_TEST;
use crate::exhibit::selection::Selection;
use crate::network::guess::Guess;
use crate::snapshot::Snapshot;
use crate::taps::plan::{Ablation, Unit};
use crate::view::status::{Status, Trouble};
use crate::view::{Target, What};

/// A frame (number 1) whose best five are others, in another order, than those of the frame before.
fn other_classes(snapshot: &mut Snapshot) {
    if snapshot.frame.sequence == 1 {
        snapshot.probabilities = vec![0.4, 0.01, 0.09, 0.1, 0.15, 0.25];
        let order = [0, 5, 4, 3, 2];
        let guess = |class: usize| Guess { class, probability: snapshot.probabilities[class] };
        snapshot.top = order.map(guess).into();
    }
}

/// The answer's pane after a frame and another a tenth of a second later, and after that one alone.
fn answers(setting: &Setting) -> [image::RgbImage; 2] {
    let frames: [&[(u64, f32)]; 2] = [&[(0, 0.6), (1, 0.4)], &[(1, 0.4)]];
    frames.map(|frames| setting.show_frames(frames, other_classes).pane(Pane::Answer))
}

#[test]
fn a_held_picture_shows_its_own_five_best_in_order() {
    let live = Setting::default();
    let [after_another, alone] = answers(&live);
    assert!(after_another != alone, "while pictures move on, the order stays to be read");
    let mut held = [Setting::default(), Setting::default(), Setting::default()];
    held[0].selection.frozen = true;
    held[1].status.still = true;
    held[2].status.trouble = Some(Trouble::over("The camera is gone.".into()));
    for setting in held {
        let [after_another, alone] = answers(&setting);
        let Status { still, trouble, .. } = setting.status;
        assert!(after_another == alone, "still: {still}, {trouble:?}: another picture's classes");
    }
}

#[test]
fn of_a_held_picture_one_asks_about_its_own_second_best_class() {
    let mut held = Setting::default();
    held.selection.frozen = true;
    let shown = held.show_frames(&[(0, 0.6), (1, 0.4)], other_classes);
    let asks = |target: &Target| match target.what {
        What::Button(Action::PickClass(class)) => Some(class),
        _ => None,
    };
    assert_eq!(shown.targets().iter().find_map(asks), Some(5));
}

#[test]
fn freezing_draws_the_panes_anew_that_look_different_then() {
    let now = Instant::now();
    let same = |snapshot: &mut Snapshot| {
        other_classes(snapshot);
        snapshot.finished = now;
    };
    for pane in [Pane::Answer, Pane::Strip, Pane::Maps, Pane::Picture, Pane::Doors] {
        let frames = [(0, 0.6), (1, 0.4)];
        let mut setting = Setting::default();
        // In the middle it is the chair test that waits.
        if pane == Pane::Maps {
            setting.act(CHAIR_TEST);
        }
        let mut shown = setting.show_frames(&frames, same);
        setting.selection.frozen = true;
        setting.draw_over(&mut shown, &frames, same);
        let anew = setting.show_frames(&frames, same);
        assert!(shown.pane(pane) == anew.pane(pane), "{pane:?} is not drawn anew");
    }
}

/// Another photo from frame 2 on.
fn another_photo(snapshot: &mut Snapshot) {
    let frame = Arc::get_mut(&mut snapshot.frame).unwrap();
    frame.scene = u64::from(frame.sequence >= 2);
}

#[test]
fn a_flips_notice_leaves_with_its_photo() {
    let setting = Setting::default();
    let flip = [(0, 0.6), (1, 0.2)];
    let panes = |frames: &[(u64, f32)]| {
        let shown = setting.show_frames(frames, another_photo);
        [Pane::Spotlight, Pane::Answer].map(|pane| shown.pane(pane))
    };
    let (during, after, never) =
        (panes(&flip), panes(&[flip[0], flip[1], (2, 0.6)]), panes(&[(2, 0.6)]));
    assert!(during[0] != never[0], "no notice of a flip at all");
    assert!(after[0] == never[0], "the flip before stands below the new photo");
    assert!(after[1] == never[1], "the new photo's answer shines for the old one's flip");
}

#[test]
fn the_chair_test_says_that_the_picture_is_held() {
    let mut setting = Setting { just_flipped: true, ..Setting::default() };
    setting.act(CHAIR_TEST);
    setting.selection.frozen = true;
    golden("chair_held", &setting.show().pane(Pane::Maps));
    setting.selection.frozen = false;
    setting.status.still = true;
    golden("chair_of_a_photo", &setting.show().pane(Pane::Maps));
}

/// No key, or another one, for everything that is named beside the pictures.
fn keyboard(keys: &[&str]) -> Keyboard {
    let mut keyboard = crate::exhibit::keyboard();
    let mut keys = keys.iter().map(|&key| key.to_owned());
    for action in [
        "freeze",
        "next-method",
        "previous-method",
        "switch-source",
        "closer",
        "switch-unit",
        "switch-layer",
        "previous-flip",
        "next-flip",
        "shake",
    ] {
        let key: Vec<String> = keys.next().into_iter().collect();
        keyboard.rebind(action, &key).unwrap();
    }
    keyboard
}

#[test]
fn every_pane_names_the_key_that_the_person_has_set() {
    let unit = Unit { layer: 4, channel: 8 };
    let close = |zoom| Selection { zoom, steering: true, unit, ..Selection::default() };
    let mut settings = [(); 7].map(|()| Setting::default());
    settings[0].selection.frozen = true;
    settings[1].selection = close(Zoom::Unit);
    settings[2].status.still = true;
    settings[3].selection.statistics = true;
    settings[4].selection = close(Zoom::Unit);
    settings[4].selection.ablated = vec![Ablation { layer: 4, channel: Some(8) }];
    settings[5].selection = close(Zoom::Unit);
    settings[5].selection.ablated = vec![Ablation { layer: 4, channel: None }];
    settings[6].just_flipped = true;
    let panes = [
        Pane::Picture,
        Pane::Maps,
        Pane::Strip,
        Pane::Strip,
        Pane::Maps,
        Pane::Maps,
        Pane::Spotlight,
    ];
    let other = ["Ä", "Ö", "Ü", "Å", "Æ", "Ø", "Ñ", "Ç", "É", "Þ"];
    for (n, (mut setting, pane)) in settings.into_iter().zip(panes).enumerate() {
        let [usual, other, none] = [crate::exhibit::keyboard(), keyboard(&other), keyboard(&[])]
            .map(|keys| {
                setting.keyboard = keys;
                setting.show().pane(pane)
            });
        assert!(usual != other, "{n}: {pane:?} names a key that is another now");
        assert!(usual != none && other != none, "{n}: {pane:?} names a key that is not there");
    }
}
