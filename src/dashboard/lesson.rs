//! The pages "How it learns" and "Why?" of what was taught: goldens of them, and settings for what
//! is tested of every page.

use std::sync::Arc;

use super::goldens::{Setting, golden};
use super::layout::Pane;
use crate::control::action::{Action, Direction};
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::teach::LEARNING;
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question};
use crate::geometry::Size;
use crate::made_up;

/// What was taught, as the jobs say it.
fn taught() -> Findings {
    let (question, finding) = (Question::Taught, Finding::Taught(made_up::lesson::taught()));
    let (frame, progress) = (Arc::new(made_up::frame(0)), Progress { done: 1, all: 1 });
    let crop = frame.picture.size.centre_square();
    [Found { question, crop, frame, finding, progress }].into_iter().collect()
}

/// A page where three things were taught.
fn page(size: Size, actions: &[Action]) -> Setting {
    let mut setting = Setting { size, seen: true, heard: taught(), ..Setting::default() };
    for &action in actions {
        setting.act(action);
    }
    setting
}

/// The pages, with something taught and without.
pub(super) fn settings(size: Size) -> Vec<(&'static str, Setting)> {
    let untaught =
        |actions: &[Action]| Setting { heard: Findings::default(), ..page(size, actions) };
    vec![
        ("learning", page(size, &[LEARNING])),
        ("learning rests", page(size, &[LEARNING, Action::NextLayer])),
        ("nothing to learn", untaught(&[LEARNING])),
    ]
}

#[test]
fn a_head_that_learns_and_nothing_to_learn() {
    let size = Size::new(1280, 800);
    let turned = [LEARNING, Action::Move(Direction::Down), Action::Move(Direction::Right)];
    golden("learning", &page(size, &turned).show().pane(Pane::Maps));
    golden("learning_upright", &page(Size::new(540, 960), &[LEARNING]).show().pane(Pane::Maps));
    let untaught = Setting { heard: Findings::default(), ..page(size, &[LEARNING]) };
    golden("learning_empty", &untaught.show().pane(Pane::Maps));
}
