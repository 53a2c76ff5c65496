//! Tests of "Fool it": won, lost by doing nothing, and what counts.

use super::*;
use crate::exhibit::play::Page;
use crate::exhibit::play::visit::Visit;
use crate::exhibit::work::Progress;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::guess::Guess;

/// The network gives the class that is wanted so much, and the rest to another.
fn says(visit: &mut Visit, share: f32) {
    let wanted = visit.room.fool.wanted;
    visit.see_of(None, |snapshot| {
        let other = Guess { class: wanted + 1, probability: 0.25 };
        let guess = Guess { class: wanted, probability: share };
        snapshot.top = if share > 0.25 { vec![guess, other] } else { vec![other, guess] };
    });
}

/// What came of changing the pixels; over, or not yet.
fn adversarial(to: Option<usize>) -> Finding {
    let picture = Picture::new(Size::new(2, 2), vec![7; 12]);
    let guess = |class| Guess { class, probability: 0.6 };
    Finding::Adversarial(Arc::new(Adversarial {
        before: picture.clone(),
        after: to.map(|_| picture),
        largest: 2,
        changed: 0.5,
        from: guess(0),
        to: to.map(guess),
        was: 0.1,
        progress: Progress { done: 1, all: 1 },
    }))
}

#[test]
fn it_is_fooled_by_hand_where_it_says_the_word_in_three_frames_in_a_row() {
    let mut visit = Visit::started(Page::Fool);
    // The made-up network knows no banana: the last class is the least probable.
    assert_eq!(visit.room.fool.wanted, 4);
    for share in [0.4, 0.4, 0.29, 0.31, 0.31] {
        says(&mut visit, share);
        assert!(visit.stands().runs(), "{share}");
    }
    says(&mut visit, 0.31);
    let Stands::Over(Outcome::Won(score)) = visit.stands() else { panic!("{:?}", visit.stands()) };
    // 0.6 s.
    assert_eq!((score.figure, score.words[1].as_str()), (1, "by hand"));
}

#[test]
fn the_word_is_banana_where_the_network_has_it() {
    let mut visit = Visit::to(Page::Fool);
    let labels = ["lemon", "banana", "fig"].map(String::from).to_vec();
    let outline = Outline { labels: labels.into(), ..Outline::clone(&visit.outline) };
    visit.outline = Arc::new(outline);
    visit.act(crate::exhibit::play::START);
    visit.see();
    assert_eq!(visit.room.fool.wanted, 1);
}

#[test]
fn it_is_fooled_by_its_pixels_where_somebody_asks_for_that() {
    let mut visit = Visit::started(Page::Fool);
    assert_eq!(visit.questions(), []);
    assert_eq!(visit.act(ACT), Handled::Done);
    let [Question::Adversarial { class, run }] = visit.questions()[..] else { panic!() };
    assert_eq!(class, visit.room.fool.wanted);
    // It does not succeed; once more, of another picture.
    visit.see_of(Some(&adversarial(None)), |_| {});
    assert!(visit.stands().runs());
    visit.act(ACT);
    let [Question::Adversarial { run: again, .. }] = visit.questions()[..] else { panic!() };
    assert_ne!(again, run);
    visit.see_of(Some(&adversarial(Some(class))), |_| {});
    let Stands::Over(Outcome::Won(score)) = visit.stands() else { panic!("{:?}", visit.stands()) };
    assert_eq!(score.words[1], "by its pixels");
    assert_eq!(visit.questions(), [], "it is over");
    visit.room.fool.forget();
    assert!(visit.room.fool.how.is_none());
}

#[test]
fn whoever_does_nothing_for_a_minute_has_lost() {
    let mut visit = Visit::started(Page::Fool);
    for n in 1..=600 {
        visit.see();
        assert_eq!(visit.stands().runs(), n < 600, "{n}");
    }
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Lost));
}
