//! The page "Grow one from nothing" as it stands: goldens of its wall with each view below.

use super::goldens::{Setting, golden};
use crate::control::action::{Action, Stroke};
use crate::exhibit::grow::{GROW, VIEWS};
use crate::geometry::{Point, Size};

fn setting(actions: &[Action]) -> Setting {
    let mut setting = Setting { size: Size::new(1280, 800), ..Setting::default() };
    setting.act(GROW);
    for &action in actions {
        setting.act(action);
    }
    setting
}

#[test]
fn its_wall_stands_above_how_well_it_does() {
    golden("grow", &setting(&[]).show().whole());
}

#[test]
fn a_drawn_digit_is_looked_at_and_the_knobs_can_be_turned() {
    let stroke = |from: (i32, i32), to: (i32, i32)| {
        let [from, to] = [from, to].map(|(x, y)| Point::new(x, y));
        Action::Rub(Stroke { from, to })
    };
    let seven = [stroke((14, 12), (48, 12)), stroke((48, 12), (26, 54))];
    let actions = [&seven[..], &[VIEWS[1]]].concat();
    golden("grow_drawn", &setting(&actions).show().whole());
}

#[test]
fn digits_stand_on_maps_layer_by_layer() {
    golden("grow_maps", &setting(&[VIEWS[2]]).show().whole());
}
