use super::*;
use crate::dynamics::history::History;
use crate::exhibit::findings::Findings;
use crate::exhibit::room::Exhibit;
use crate::exhibit::{Choice, Room, play};
use crate::frame::{Frame, Picture};
use crate::geometry::Size;
use crate::made_up;
use crate::network::guess::Guess;
use crate::taps::plan::Plan;

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

/// Plays a game in which the picture is moved so far and the answer is this class, frame by frame,
/// 100 ms each, and then rests.
fn play(frames: &[(i32, usize)], then: usize) -> Stands {
    let outline = Arc::new(made_up::outline(2, 4));
    let (mut room, mut history) = (play::Play::default(), History::default());
    let mut choice = Choice::Play(play::Chosen::default());
    room.apply(&mut choice, true, play::FLIP_IT);
    room.apply(&mut choice, true, play::START);
    let rest = std::iter::repeat_n(*frames.last().unwrap(), then);
    for (n, (hundredths, class)) in (0..).zip(frames.iter().copied().chain(rest)) {
        let mut snapshot = made_up::snapshot(&outline, &Plan::default(), n, 0.6);
        let picture = moved(hundredths);
        snapshot.crop = picture.size.rect();
        snapshot.frame = Arc::new(Frame { picture, ..made_up::frame(n) });
        snapshot.top = vec![Guess { class, probability: 0.6 }];
        history.push(&snapshot);
        let (findings, choice) = (&Findings::default(), &choice);
        let (snapshot, history) = (&snapshot, &history);
        room.see(Moment { snapshot, findings, history, choice, open: true, time_of_day: None });
    }
    room.game(play::Page::Flip).stands().clone()
}

#[test]
fn the_smallest_movement_that_changed_the_answer_is_the_score() {
    let stands = play(&[(0, 0), (400, 1), (450, 0), (650, 1)], 300);
    let Stands::Over(Outcome::Won(score)) = stands else { panic!("{stands:?}") };
    // Half a pixel, of 4, 0.5 and 2.
    assert!((4..=6).contains(&score.figure), "{score:?}");
    assert_eq!(score.words, ["tiger cat", "Egyptian cat"]);
}

#[test]
fn it_runs_for_thirty_seconds_and_is_lost_where_nothing_flips() {
    assert!(play(&[(0, 0), (300, 0)], 290).runs());
    assert_eq!(play(&[(0, 0), (300, 0)], 299), Stands::Over(Outcome::Lost));
}

#[test]
fn a_flip_before_the_start_does_not_count() {
    let outline = Arc::new(made_up::outline(2, 4));
    let (mut game, mut history) = (Flip::default(), History::default());
    let chosen = play::Chosen::default();
    let choice = Room::Play.choice();
    let findings = Findings::default();
    for n in 0..2 {
        let mut snapshot = made_up::snapshot(&outline, &Plan::default(), n, 0.6);
        snapshot.top = vec![Guess { class: n as usize, probability: 0.6 }];
        history.push(&snapshot);
        let moment = Moment {
            snapshot: &snapshot,
            findings: &findings,
            history: &history,
            choice: &choice,
            open: true,
            time_of_day: None,
        };
        if n == 1 {
            game.begin(&chosen, moment);
            game.see(&chosen, moment);
        }
    }
    assert_eq!(history.evidence().len(), 1);
    assert_eq!((game.flips, game.stands.runs()), (0, true));
}
