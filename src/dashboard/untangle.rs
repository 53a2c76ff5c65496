//! The page "Untangle it" as it stands: goldens of a sheet in the plane and of one in space.

use super::goldens::{Setting, golden};
use crate::control::action::Action;
use crate::exhibit::untangle::{CELLS, ON, PART, UNTANGLE};
use crate::geometry::Size;

fn setting(actions: &[Action]) -> Setting {
    let mut setting = Setting { size: Size::new(1280, 800), ..Setting::default() };
    setting.act(UNTANGLE);
    for &action in actions {
        setting.act(action);
    }
    setting
}

#[test]
fn two_cells_bend_the_sheet_and_fail() {
    let half = [PART[2], ON, ON, ON];
    golden("untangle_two_cells", &setting(&half).show().whole());
}

#[test]
fn three_cells_lift_the_disc_out_of_its_ring() {
    let end = [&[CELLS[1], PART[3]], &[ON; 6][..]].concat();
    golden("untangle_three_cells", &setting(&end).show().whole());
}
