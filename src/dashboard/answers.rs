//! Tests of the answer's and the strip's panes: how sure it is, what can be touched, every size.

use std::sync::Arc;

use super::goldens::{Setting, Shown, golden};
use super::layout::Pane;
use crate::canvas::text::audit::lines;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::exhibit::selection::Wrong;
use crate::geometry::{Rect, Size};
use crate::network::guess::Guess;
use crate::network::labels::named;
use crate::snapshot::Snapshot;
use crate::view::{Target, What};

const SIZES: [(i32, i32); 6] =
    [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)];

/// ImageNet's tabby, tiger cat and Egyptian cat.
const CATS: [usize; 3] = [281, 282, 285];

/// A window of this size before a camera, with ImageNet's classes.
fn window((width, height): (i32, i32)) -> Setting {
    let labels = Some(named("imagenet_labels.txt").unwrap());
    Setting { size: Size::new(width, height), labels, ..Setting::default() }
}

/// The thousand shares of these classes; everything else has a thousandth of the rest.
fn answers(snapshot: &mut Snapshot, shares: &[(usize, f32)]) {
    let rest = 1.0 - shares.iter().map(|(_, share)| share).sum::<f32>();
    snapshot.probabilities = vec![rest / (1000 - shares.len()) as f32; 1000];
    for &(class, share) in shares {
        snapshot.probabilities[class] = share;
    }
    let guess = |(class, &probability)| Guess { class, probability };
    let mut top: Vec<Guess> = snapshot.probabilities.iter().enumerate().map(guess).collect();
    top.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    top.truncate(5);
    snapshot.top = top;
}

/// Somewhere between -1 and 1, another for each number.
fn noise(n: u64) -> f32 {
    let mixed = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed >> 40) % 2001) as f32 / 1000.0 - 1.0
}

/// Ten seconds before a cat: two names take turns, and in the last three one is ahead.
fn cat(snapshot: &mut Snapshot) {
    let n = snapshot.frame.sequence;
    let (egyptian, tiger) = match n {
        0..70 => (0.37 + 0.05 * noise(n), 0.36 + 0.05 * noise(n + 500)),
        _ => (0.42 + 0.04 * noise(n), 0.3 + 0.04 * noise(n + 500)),
    };
    let [tabby, tiger_cat, egyptian_cat] = CATS;
    answers(snapshot, &[(egyptian_cat, egyptian), (tiger_cat, tiger), (tabby, 0.16)]);
}

fn show(setting: &Setting, alter: impl Fn(&mut Snapshot)) -> Shown {
    let frames: Vec<(u64, f32)> = (0..100).map(|n| (n, 0.5)).collect();
    setting.show_frames(&frames, alter)
}

/// What one share and one name look like.
fn headline(size: (i32, i32), class: usize, share: f32) -> image::RgbImage {
    let shares = [(class, share), (CATS[1], (1.0 - share) * 0.6)];
    let shown = show(&window(size), |snapshot| answers(snapshot, &shares));
    shown.pane(Pane::Answer)
}

#[test]
fn the_answer_and_its_last_ten_seconds() {
    for (size, name) in [((1280, 800), "1280"), ((1600, 900), "1600"), ((1080, 1920), "upright")] {
        let shown = show(&window(size), cat);
        golden(&format!("answer_cat_{name}"), &shown.pane(Pane::Answer));
        golden(&format!("strip_cat_{name}"), &shown.pane(Pane::Strip));
    }
}

#[test]
fn the_headline_is_as_loud_as_it_is_sure() {
    // Sulphur-crested cockatoo, sunglasses, tiger cat, umbrella.
    for (class, share, name) in
        [(89, 0.97, "sure"), (837, 0.7, "thinks"), (282, 0.36, "perhaps"), (879, 0.3, "guess")]
    {
        let [tiger, egyptian] = [CATS[1], CATS[2]];
        let second = if class == tiger { egyptian } else { tiger };
        let shares = [(class, share), (second, (1.0 - share) * 0.4)];
        let shown = show(&window((1280, 800)), |snapshot| answers(snapshot, &shares));
        golden(&format!("headline_{name}"), &shown.pane(Pane::Answer));
    }
}

/// An even grey picture in which the last step finds next to nothing.
fn grey(snapshot: &mut Snapshot) {
    answers(snapshot, &[(885, 0.2), (409, 0.1)]);
    snapshot.code = (0..1280).map(|n| if n < 11 { 1.0 } else { 0.0 }).collect();
    snapshot.nothing_to_see = true;
    let frame = Arc::get_mut(&mut snapshot.frame).unwrap();
    frame.picture.rgb.fill(127);
}

#[test]
fn where_there_is_nothing_to_see_it_says_so_and_ranks_nothing() {
    let shown = show(&window((1280, 800)), grey);
    golden("answer_nothing_to_see", &shown.pane(Pane::Answer));
    golden("strip_nothing_to_see", &shown.pane(Pane::Strip));
    let guesses = |target: &&Target| matches!(target.what, What::Class(_));
    assert_eq!(shown.targets().iter().filter(guesses).count(), 0);
}

#[test]
fn who_says_that_it_is_wrong_is_asked_which_it_is() {
    for (size, name) in [((1280, 800), "1280"), ((800, 500), "800")] {
        let mut setting = window(size);
        setting.act(Action::Wrong);
        golden(&format!("answer_wrong_{name}"), &show(&setting, cat).pane(Pane::Answer));
        setting.act(Action::NoneOfItsWords);
        golden(&format!("answer_none_{name}"), &show(&setting, cat).pane(Pane::Answer));
    }
}

#[test]
fn a_photo_can_be_shaken_and_left_alone_again() {
    let mut setting = window((1280, 800));
    setting.status.camera = false;
    setting.status.still = true;
    golden("strip_still_1280", &show(&setting, cat).pane(Pane::Strip));
    setting.status.still = false;
    setting.status.shaken = true;
    let shown = show(&setting, cat);
    golden("strip_shaken", &shown.pane(Pane::Strip));
    let shake = |target: &Target| target.what == What::Button(Action::Shake);
    assert!(shown.targets().iter().any(shake));
}

/// The targets in this pane.
fn inside(shown: &Shown, pane: Pane) -> (Rect, Vec<Target>) {
    let area = shown.area(pane);
    let inside = |target: &&Target| !target.area.intersect(area).is_empty();
    (area, shown.targets().iter().filter(inside).copied().collect())
}

#[test]
fn at_every_size_what_can_be_touched_lies_in_its_pane_apart_and_large_enough() {
    for size in SIZES {
        for wrong in [None, Some(Wrong::Which), Some(Wrong::NoneOfItsWords)] {
            let mut setting = window(size);
            setting.selection.wrong = wrong;
            let shown = show(&setting, cat);
            let (area, targets) = inside(&shown, Pane::Answer);
            let wanted = match wrong {
                None => 5..=7,
                Some(Wrong::Which) => 7..=7,
                Some(Wrong::NoneOfItsWords) => 1..=1,
            };
            let what = format!("{wrong:?} at {size:?}");
            assert!(wanted.contains(&targets.len()), "{what}: {}", targets.len());
            for (n, target) in targets.iter().enumerate() {
                assert_eq!(target.touch.intersect(area), target.touch, "{what}: {target:?}");
                if matches!(target.what, What::Button(_)) && size != (800, 500) {
                    assert!(target.touch.height >= 44, "{what}: {target:?}");
                }
                for other in &targets[n + 1..] {
                    let both = target.touch.intersect(other.touch);
                    assert!(both.is_empty(), "{what}: {target:?} and {other:?}");
                }
            }
            // Between the rows there is no gap that a finger can fall into.
            let rows: Vec<Rect> = targets
                .iter()
                .filter(|target| matches!(target.what, What::Class(_)))
                .map(|target| target.touch)
                .collect();
            for pair in rows.windows(2) {
                assert_eq!(pair[0].bottom(), pair[1].y, "{what}");
            }
        }
    }
}

#[test]
fn the_marks_on_the_strip_are_as_wide_as_a_finger_and_stay_in_the_pane() {
    for size in SIZES {
        let setting = window(size);
        let shown = show(&setting, cat);
        let Some(area) = shown.find(Pane::Strip) else { continue };
        let marks = shown.targets().iter().filter(|target| matches!(target.what, What::Flip(_)));
        for mark in marks {
            assert!(mark.touch.width >= 24, "{size:?}: {mark:?}");
            assert_eq!(mark.touch.intersect(area), mark.touch, "{size:?}: {mark:?}");
        }
    }
}

#[test]
fn more_is_said_where_there_is_more_room() {
    assert!(headline((1280, 800), 89, 0.97) != headline((1280, 800), 89, 0.7));
    let five = |size| {
        let (_, targets) = inside(&show(&window(size), cat), Pane::Answer);
        targets.iter().filter(|target| matches!(target.what, What::Class(_))).count()
    };
    assert_eq!(five((800, 500)), 3);
}

#[test]
fn the_large_percentage_is_that_of_its_row_however_many_rows_there_are() {
    // Of three rows with the rest the leader's is 81 %, of five 82 %: all add up to a hundred.
    let shares = [(282, 0.8148), (281, 0.04), (285, 0.03), (1, 0.023), (2, 0.013)];
    let mut setting = window((1600, 900));
    for (action, wanted) in [(None, "81"), (Some(Action::Open(Door::Hide)), "82")] {
        if let Some(action) = action {
            setting.act(action);
        }
        let drawn = lines(|| {
            setting.show_frames(&[(0, 0.6)], |snapshot| answers(snapshot, &shares));
        });
        let said = drawn.iter().filter_map(|line| line.text.get(..2));
        let said: Vec<&str> = said.filter(|said| ["81", "82"].contains(said)).collect();
        assert_eq!(said, [wanted; 2], "{action:?}");
    }
}
