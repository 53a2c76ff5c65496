//! Tests of an open layer and of one unit: what lies where, what can be touched, what it asks.

use super::goldens::{Setting, Shown, golden};
use super::layout::Pane;
use crate::attribution::Method;
use crate::control::action::Action;
use crate::control::zoom::Zoom;
use crate::exhibit::selection::Selection;
use crate::geometry::{Point, Size};
use crate::network::backward::Rule;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::view::target::{Target, What, at};

const SIZES: [(i32, i32); 6] =
    [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)];

const UNIT: Unit = Unit { layer: 4, channel: 8 };

fn selection(zoom: Zoom) -> Selection {
    let mut selection = Selection { zoom, steering: true, unit: UNIT, ..Selection::default() };
    selection.study.method = Some(Method::Backward(Rule::Guided));
    selection.study.peak_alone = true;
    selection
}

fn setting(zoom: Zoom, (width, height): (i32, i32)) -> Setting {
    let size = Size::new(width, height);
    Setting { size, selection: selection(zoom), ..Setting::default() }
}

fn buttons(shown: &Shown) -> Vec<Target> {
    let is_button = |target: &&Target| matches!(target.what, What::Button(_) | What::Step(_));
    shown.targets.iter().filter(is_button).copied().collect()
}

fn squares(shown: &Shown) -> Vec<usize> {
    let channel = |target: &Target| match target.what {
        What::Square(unit) => Some(unit.channel),
        _ => None,
    };
    shown.targets.iter().filter_map(channel).collect()
}

#[test]
fn fingers_find_everything_inside_at_every_size_and_nothing_twice() {
    for size in SIZES {
        for zoom in [Zoom::Layer, Zoom::Unit, Zoom::Pixels] {
            let mut setting = setting(zoom, size);
            setting.selection.all_layers = true;
            let shown = setting.show();
            let buttons = buttons(&shown);
            let high = if size.0 >= 1280 || size.1 >= 1000 { 44 } else { 28 };
            for (n, Target { what, area, .. }) in buttons.iter().enumerate() {
                assert_eq!(area.intersect(shown.size.rect()), *area, "{what:?} at {size:?}");
                assert!(area.height >= high, "{what:?} at {size:?}: {area:?}");
                for other in &buttons[n + 1..] {
                    let both = area.intersect(other.area);
                    assert!(both.is_empty(), "{what:?} and {:?} at {size:?}", other.what);
                }
                let meant = at(&shown.targets, area.middle()).map(|target| target.what);
                assert_eq!(meant, Some(*what), "at {size:?}");
            }
            let is_there = |action| buttons.iter().any(|b| b.what == What::Button(action));
            for action in [Action::Back, Action::SwitchUnit] {
                assert!(is_there(action), "{action:?} in {zoom:?} at {size:?}");
            }
        }
    }
}

/// The channels backwards, as if the last were the strongest.
fn backwards(snapshot: &mut Snapshot) {
    snapshot.maps.readings.iter_mut().for_each(|reading| reading.shown.reverse());
}

#[test]
fn squares_stand_in_the_order_of_the_reading_and_pages_hold_them_all() {
    let mut setting = setting(Zoom::Layer, (800, 500));
    let mut seen = Vec::new();
    for page in 0..9 {
        setting.selection.page = page;
        let shown = setting.show_frames(&[(0, 0.6)], backwards);
        let squares = squares(&shown);
        if seen.last() == squares.last() {
            break;
        }
        seen.extend(squares);
    }
    let all: Vec<usize> = (0..40).rev().collect();
    assert_eq!(seen, all, "every square once, the strongest first");
}

#[test]
fn a_finger_moves_the_ring_to_the_place_that_it_touches() {
    let shown = setting(Zoom::Layer, (1280, 800)).show();
    let is_map = |target: &&Target| matches!(target.what, What::Map(_));
    let map = shown.targets.iter().find(is_map).unwrap();
    assert_eq!(map.what, What::Map(Size::new(56, 56)));
    assert_eq!(map.area.width, map.area.height);
    let mut moved = setting(Zoom::Layer, (1280, 800));
    moved.selection.study.put_ring(UNIT, Point::new(50, 3));
    assert!(moved.show().pane(Pane::Maps) != shown.pane(Pane::Maps));
}

#[test]
fn what_it_looks_like_inside() {
    golden("inside", &setting(Zoom::Layer, (1280, 800)).show().whole());
    let mut lacking = setting(Zoom::Layer, (800, 500));
    lacking.act(Action::SwitchUnit);
    lacking.act(Action::AllLayers);
    golden("inside_lacking", &lacking.show().whole());
    golden("inside_upright", &setting(Zoom::Layer, (432, 700)).show().whole());
    golden("unit_upright", &setting(Zoom::Unit, (432, 700)).show().whole());
}
