//! Tests of "Flip it": won, lost by doing nothing, and what counts.

use super::*;
use crate::exhibit::play::Page;
use crate::exhibit::play::visit::Visit;
use crate::frame::{Frame, Picture};
use crate::geometry::Size;
use crate::network::guess::Guess;
use crate::snapshot::Snapshot;

/// A photo of waves, moved to the right by so many hundredths of a pixel.
fn moved(hundredths: i32) -> Picture {
    let side = 224;
    let value = |x: f32, y: f32| {
        let wave = (x / 9.0).sin() + (y / 7.0).cos() + ((x + 2.0 * y) / 23.0).sin();
        (127.0 + 40.0 * wave) as u8
    };
    let rgb = (0..side * side).flat_map(|n| {
        let (x, y) = ((n % side) as f32 - hundredths as f32 / 100.0, (n / side) as f32);
        [value(x, y), value(x + 50.0, y), value(x, y + 30.0)]
    });
    Picture::new(Size::new(side, side), rgb.collect())
}

/// The network sees it moved so far, and answers this class.
fn see(visit: &mut Visit, picture: &Picture, class: usize) {
    visit.see_of(None, |snapshot: &mut Snapshot| {
        let frame = Frame { picture: picture.clone(), ..Frame::clone(&snapshot.frame) };
        snapshot.crop = picture.size.rect();
        snapshot.frame = Arc::new(frame);
        snapshot.top = vec![Guess { class, probability: 0.6 }];
    });
}

#[test]
fn the_smallest_movement_that_changed_the_answer_is_the_score() {
    let mut visit = Visit::started(Page::Flip);
    for (hundredths, class) in [(0, 0), (400, 1), (450, 0), (650, 1)] {
        see(&mut visit, &moved(hundredths), class);
    }
    let last = moved(650);
    (0..300).for_each(|_| see(&mut visit, &last, 1));
    let Stands::Over(Outcome::Won(score)) = visit.stands() else { panic!("{:?}", visit.stands()) };
    // Half a pixel, of 4, 0.5 and 2.
    assert!((45..=55).contains(&score.figure), "{score:?}");
    assert_eq!(score.words, ["tiger cat", "Egyptian cat"]);
    let figure = score.figure;
    assert_eq!(visit.room.flip.says_figure(figure), format!("0.{figure}\u{a0}px"));
    assert_eq!(visit.room.flip.says_figure(LEAST), "<\u{a0}0.05\u{a0}px");
}

#[test]
fn it_runs_for_thirty_seconds_and_is_lost_where_nothing_flips() {
    let mut visit = Visit::started(Page::Flip);
    for n in 1..=300 {
        visit.see();
        assert_eq!(visit.stands().runs(), n < 300, "{n}");
    }
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Lost));
}

#[test]
fn a_flip_before_the_start_does_not_count() {
    let mut visit = Visit::to(Page::Flip);
    let picture = moved(0);
    (0..2).for_each(|class| see(&mut visit, &picture, class));
    visit.act(crate::exhibit::play::START);
    (0..3).for_each(|_| see(&mut visit, &picture, 1));
    assert_eq!((visit.room.flip.flips, visit.stands().runs()), (0, true));
    see(&mut visit, &picture, 0);
    assert_eq!(visit.room.flip.flips, 1);
}
