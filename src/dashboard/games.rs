//! The pages of four games as they stand while they run and when they are over: goldens of them,
//! and settings for what is tested of every page.

use std::sync::Arc;

use super::goldens::{Setting, golden};
use crate::control::action::{Action, Stroke};
use crate::exhibit::findings::Found;
use crate::exhibit::play::against::blurred::{Blurred, Level};
use crate::exhibit::play::{ACT, AGAINST_IT, FLIP_IT, FOOL_IT, HIDE_IT, START};
use crate::exhibit::rooms::Rooms;
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question};
use crate::frame::Picture;
use crate::geometry::{Point, Size};
use crate::made_up;
use crate::taps::plan::Plan;

/// A game has begun, this has been done in it, and so many tenths of a second lie between two of
/// the five pictures that follow; `heard` is what the jobs find then.
fn played(
    size: Size,
    page: Action,
    during: &[Action],
    apart: u64,
    heard: Option<(Question, Finding)>,
) -> Setting {
    let found = |(question, finding)| {
        let (frame, progress) = (Arc::new(made_up::frame(0)), Progress { done: 1, all: 1 });
        Found { question, crop: frame.picture.size.rect(), frame, finding, progress }
    };
    let heard = heard.map(found).into_iter().collect();
    let mut setting = Setting { size, seen: true, apart, heard, ..Setting::default() };
    if page != FLIP_IT {
        // A picture that is held keeps its answer.
        setting.best = [0.6; 3];
    }
    setting.act(page);
    setting.act(START);
    let mut rooms = Rooms::default();
    setting.let_see(&mut rooms);
    for &action in during {
        setting.act_before(action, &rooms);
    }
    setting
}

fn stroke(from: (i32, i32), to: (i32, i32)) -> Action {
    let point = |(x, y)| Point::new(x, y);
    Action::Rub(Stroke { from: point(from), to: point(to) })
}

/// A made-up photo, named from the ninth level on.
fn blurred() -> (Question, Finding) {
    let side = 64;
    let picture = |n: i32| {
        let step = 12 - n;
        let value = |at: i32| (at / step * step * 4) as u8;
        let rgb = (0..side * side).flat_map(|i| [value(i % side), value(i / side), 90]).collect();
        Picture::new(Size::new(side, side), rgb)
    };
    let level = |n: i32| {
        let share = if n > 7 { 0.7 } else { 0.2 };
        Level { picture: picture(n), probabilities: vec![0.2, 0.1, 0.0, 0.0, share, 0.0] }
    };
    let photo = Arc::new((0..12).map(level).collect());
    let blurred = Blurred { photos: vec![photo], over: true };
    (Question::Blurred { run: 1 }, Finding::Blurred(Arc::new(blurred)))
}

/// What came of changing the pixels, so that it says class 4.
fn changed(class: usize) -> (Question, Finding) {
    let question = Question::Adversarial { class, run: 1 << 32 | 1 };
    let snapshot = made_up::snapshot(&Arc::new(made_up::outline(2, 4)), &Plan::default(), 0, 0.6);
    let found = made_up::findings(&[question], &snapshot);
    let finding = found.iter().next().unwrap().finding.clone();
    (question, finding)
}

/// Every state of each game.
pub(super) fn settings(size: Size) -> Vec<(&'static str, Setting)> {
    let small = stroke((60, 60), (70, 60));
    let large = stroke((60, 60), (160, 60));
    let first = Action::Room("first-word");
    // The class that is asked for: the made-up network has no banana, and its fifth class is the
    // least probable; with real labels it is the banana.
    vec![
        ("hide it runs", played(size, HIDE_IT, &[], 20, None)),
        ("hide it rubbed", played(size, HIDE_IT, &[small], 20, None)),
        ("hide it won", played(size, HIDE_IT, &[large], 20, None)),
        ("hide it lost", played(size, HIDE_IT, &[], 100, None)),
        ("flip it runs", played(size, FLIP_IT, &[], 20, None)),
        ("flip it over", played(size, FLIP_IT, &[], 100, None)),
        ("fool it runs", played(size, FOOL_IT, &[ACT], 20, None)),
        ("fool it by pixels", played(size, FOOL_IT, &[ACT], 20, Some(changed(4)))),
        ("fool it lost", played(size, FOOL_IT, &[], 200, None)),
        ("against it waits", played(size, AGAINST_IT, &[], 5, None)),
        ("against it runs", played(size, AGAINST_IT, &[], 8, Some(blurred()))),
        ("against it, first", played(size, AGAINST_IT, &[first], 5, Some(blurred()))),
        ("against it, too late", played(size, AGAINST_IT, &[], 30, Some(blurred()))),
        ("against it over", played(size, AGAINST_IT, &[], 200, Some(blurred()))),
    ]
}

#[test]
fn the_games_are_drawn_as_they_stand() {
    let drawn = [
        ("hide it rubbed", "game-hide"),
        ("hide it won", "game-hide-won"),
        ("flip it over", "game-flip-over"),
        ("fool it runs", "game-fool"),
        ("fool it by pixels", "game-fool-changed"),
        ("against it runs", "game-against"),
        ("against it, first", "game-against-end"),
    ];
    let settings = settings(Size::new(1280, 800));
    for (state, file) in drawn {
        let (_, setting) = settings.iter().find(|(name, _)| *name == state).unwrap();
        golden(file, &setting.show().whole());
    }
}
