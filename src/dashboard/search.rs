//! Goldens of the search for a thing's detector, and of the names that detectors get.

use std::sync::Arc;
use std::time::Duration;

use super::goldens::{Setting, golden};
use super::layout::Pane;
use crate::control::action::Action;
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::likes::SEARCH;
use crate::exhibit::likes::search::memory::{WITH, WITHOUT};
use crate::exhibit::likes::search::recording::Recorded;
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question};
use crate::geometry::Size;
use crate::made_up;
use crate::taps::plan::Unit;
use crate::view::What;

const NAMED: Unit = Unit { layer: 11, channel: 20 };

fn found(question: Question, finding: Finding) -> Found {
    let frame = Arc::new(made_up::frame(0));
    let (crop, progress) = (frame.picture.size.rect(), Progress::default());
    Found { question, frame, crop, finding, progress }
}

/// Of so many tenths of a second.
fn recorded(with: bool, run: u32, tenths: u64) -> Found {
    let lasted = Duration::from_millis(100 * tenths);
    let recorded = Recorded { run, pictures: 3 * tenths as usize, lasted };
    found(Question::Record { with, run }, Finding::Recorded { with, recorded })
}

/// The page of the search after these presses, when the jobs have found this.
pub(super) fn setting(size: Size, presses: &[Action], heard: Vec<Found>) -> Setting {
    let heard: Findings = heard.into_iter().collect();
    let mut setting = Setting { size, seen: true, heard, ..Setting::default() };
    for &action in [SEARCH].iter().chain(presses) {
        setting.act(action);
    }
    setting
}

/// Everything was recorded and compared.
pub(super) fn compared(size: Size) -> Setting {
    let question = Question::Detectors { runs: [1, 2] };
    let detectors = made_up::findings(&[question], &snapshot());
    let detectors = detectors.iter().next().unwrap().clone();
    setting(size, &[WITH, WITHOUT], vec![recorded(true, 1, 31), recorded(false, 2, 30), detectors])
}

/// A detector that was called something.
pub(super) fn named(mut setting: Setting) -> Setting {
    setting.selection.names.give("made_up", NAMED, "mug");
    setting
}

fn snapshot() -> crate::snapshot::Snapshot {
    let outline = Arc::new(made_up::outline(18, 40));
    made_up::snapshot(&outline, &crate::taps::plan::Plan::default(), 0, 0.6)
}

const WIDE: Size = Size::new(1600, 900);

#[test]
fn the_search_says_what_to_do_and_what_came_of_it() {
    golden("search", &setting(WIDE, &[], Vec::new()).show().pane(Pane::Maps));
    let recording = setting(WIDE, &[WITH], vec![recorded(true, 1, 19)]);
    golden("search_records", &recording.show().pane(Pane::Maps));
    golden("search_found", &named(compared(WIDE)).show().pane(Pane::Maps));
}

#[test]
fn a_name_stands_on_the_wall_and_is_touched_there() {
    let shown = named(Setting { size: WIDE, ..Setting::default() }).show();
    golden("wall_named", &shown.pane(Pane::Maps));
    let of_it = shown.targets().iter().filter(|target| target.what == What::Square(NAMED));
    assert_eq!(of_it.count(), 1, "its name: its square is not among those that are shown");
}

#[test]
fn a_detector_is_named_by_a_touch() {
    let mut setting = named(Setting { size: WIDE, ..Setting::default() });
    setting.act(Action::PickUnit(NAMED));
    let outline = made_up::outline(18, 40);
    setting.selection.begin_naming(&outline, &[0, 1, 2]);
    golden("naming", &setting.show().whole());
    setting.act(Action::PickName(1));
    assert_eq!(setting.selection.names.of("made_up", NAMED), Some("tiger cat"));
    assert_eq!(setting.selection.naming, None);
    // A class has its name already.
    setting.act(Action::PickUnit(Unit { layer: 17, channel: 3 }));
    setting.selection.begin_naming(&outline, &[0, 1, 2]);
    assert_eq!(setting.selection.naming, None);
}

#[test]
fn a_finger_holds_two_buttons_and_opens_what_was_found() {
    let targets = compared(WIDE).show().targets;
    for action in [WITH, WITHOUT] {
        assert!(targets.iter().any(|target| target.what == What::Held(action)), "{action:?}");
    }
    assert!(targets.iter().any(|target| target.what == What::Square(NAMED)));
}
