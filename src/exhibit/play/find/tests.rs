//! Tests of "Find it" with made-up answers: when a thing is found, what that is worth, skips, the
//! end, two players.

use std::sync::Arc;
use std::time::Duration;

use super::super::Page;
use super::super::round::Countdown;
use super::rule::points;
use super::*;
use crate::dynamics::history::History;
use crate::exhibit::findings::Findings;
use crate::exhibit::play;
use crate::exhibit::room::Exhibit as _;
use crate::exhibit::{Choice, RoomSettings};
use crate::made_up;
use crate::network::labels::named;
use crate::network::outline::Outline;
use crate::taps::plan::Plan;

/// The frames of a second.
const SECOND: u64 = 25;

/// A room with the page open, and a camera that shows what the test says.
struct Fair {
    room: play::Play,
    choice: Choice,
    outline: Arc<Outline>,
    frame: u64,
    history: History,
    findings: Findings,
}

impl Fair {
    fn new(things: &[&str]) -> Self {
        let labels = named("imagenet_labels.txt").unwrap();
        let outline = Arc::new(Outline { labels, ..made_up::outline(6, 16) });
        let mut room = play::Play::default();
        let things = things.iter().map(|&id| id.to_owned()).collect();
        room.hear_settings(&RoomSettings { things, pictures: None });
        let choice = Choice::Play(play::Chosen::default());
        let (history, findings) = (History::default(), Findings::default());
        Self { room, choice, outline, frame: 0, history, findings }
    }

    fn act(&mut self, action: Action) -> Handled {
        self.room.apply(&mut self.choice, true, action)
    }

    /// The next frame: what the network gives these labels; nothing else gets more than one in a
    /// million.
    fn show(&mut self, shares: &[(&str, f32)]) {
        self.frame += 1;
        self.show_again(shares);
    }

    /// The same frame once more.
    fn show_again(&mut self, shares: &[(&str, f32)]) {
        let mut snapshot = made_up::snapshot(&self.outline, &Plan::default(), self.frame, 0.5);
        Arc::make_mut(&mut snapshot.frame).time = Duration::from_millis(40 * self.frame);
        let share = |label: &String| {
            let given = shares.iter().find(|(other, _)| other == label);
            given.map_or(1e-6, |(_, share)| *share)
        };
        snapshot.probabilities = self.outline.labels.iter().map(share).collect();
        self.room.see(Moment {
            snapshot: &snapshot,
            findings: &self.findings,
            history: &self.history,
            choice: &self.choice,
            open: true,
            time_of_day: None,
        });
    }

    fn show_for(&mut self, frames: u64, shares: &[(&str, f32)]) {
        (0..frames).for_each(|_| self.show(shares));
    }

    fn find(&self) -> &Find {
        &self.room.find
    }

    fn wanted(&self) -> String {
        let wanted = self.find().turn().and_then(Turn::wanted);
        wanted.map(|thing| thing.id.clone()).unwrap_or_default()
    }

    fn finds(&self) -> usize {
        self.find().turn().map_or(0, |turn| turn.finds().len())
    }

    fn left(&self) -> u64 {
        self.find().turn().map_or(0, |turn| turn.countdown().left().as_millis() as u64)
    }

    /// Shows what is wanted, of the box cup, banana, umbrella, cat, until it is found.
    fn show_wanted(&mut self) {
        let label = match self.wanted().as_str() {
            "cup" => "coffee mug",
            "cat" => "tabby",
            "banana" => "banana",
            "umbrella" => "umbrella",
            other => panic!("{other} is not in the box"),
        };
        let before = self.finds();
        self.show_for(3, &[(label, 0.8)]);
        assert_eq!(self.finds(), before + 1, "{label}");
    }
}

const BOX_OF_FOUR: [&str; 4] = ["cup", "banana", "umbrella", "cat"];

#[test]
fn a_find_earns_the_whole_seconds_that_remain_and_a_tenth_of_its_percentage() {
    let after = |millis| Duration::from_millis(millis);
    assert_eq!(points(after(17_900), 0.86), 17 + 8);
    assert_eq!(points(after(999), 1.0), 10);
    assert_eq!(points(after(20_000), 0.304), 20 + 3);
    let mut fair = Fair::new(&["banana"]);
    fair.show(&[]);
    fair.act(START);
    fair.show(&[]);
    assert_eq!((fair.wanted().as_str(), fair.left()), ("banana", 20_000));
    // A second and three frames later.
    fair.show_for(SECOND, &[]);
    fair.show_for(3, &[("banana", 0.97)]);
    let Stands::Over(Outcome::Won(score)) = &fair.find().stands else { panic!("it is won") };
    assert_eq!((score.figure, score.words.as_slice()), (18 + 9, &["a banana".to_owned()][..]));
}

#[test]
fn it_is_found_in_three_frames_at_fifty_per_cent_and_in_ten_at_thirty() {
    for (share, frames) in [(0.5, 3), (0.99, 3), (0.3, 10), (0.49, 10)] {
        let mut fair = Fair::new(&BOX_OF_FOUR);
        fair.act(START);
        fair.show(&[]);
        let label = match fair.wanted().as_str() {
            "cup" => "cup",
            "cat" => "tiger cat",
            "banana" => "banana",
            _ => "umbrella",
        };
        fair.show_for(frames - 1, &[(label, share)]);
        assert_eq!(fair.finds(), 0, "{share} in {} frames", frames - 1);
        // The same frame a second time counts for nothing.
        fair.show_again(&[(label, share)]);
        assert_eq!(fair.finds(), 0, "{share} in {} frames", frames - 1);
        fair.show(&[(label, share)]);
        assert_eq!(fair.finds(), 1, "{share} in {frames} frames");
    }
}

#[test]
fn frames_that_are_apart_do_not_add_up_and_too_little_never_does() {
    let mut fair = Fair::new(&["banana"]);
    fair.act(START);
    for _ in 0..20 {
        fair.show_for(2, &[("banana", 0.9)]);
        fair.show(&[("banana", 0.1)]);
    }
    fair.show_for(40, &[("banana", 0.29)]);
    assert_eq!(fair.finds(), 0);
}

#[test]
fn it_is_not_found_while_it_takes_the_picture_for_something_else() {
    let mut fair = Fair::new(&["banana"]);
    fair.act(START);
    // A class that is no thing; then a thing by the sum of its classes, none of which is larger.
    fair.show_for(20, &[("banana", 0.4), ("mosque", 0.41)]);
    fair.show_for(20, &[("banana", 0.35), ("beagle", 0.3), ("pug", 0.3)]);
    assert_eq!(fair.finds(), 0);
    fair.show_for(10, &[("banana", 0.4), ("mosque", 0.39)]);
    assert!(matches!(fair.find().stands, Stands::Over(Outcome::Won(_))));
}

#[test]
fn what_many_classes_are_counts_as_one_thing() {
    let mut fair = Fair::new(&["dog"]);
    fair.act(START);
    fair.show_for(3, &[("beagle", 0.2), ("pug", 0.2), ("basset", 0.2), ("mosque", 0.3)]);
    assert!(matches!(fair.find().stands, Stands::Over(Outcome::Won(_))));
}

#[test]
fn without_doing_anything_it_is_lost_after_twenty_seconds() {
    let mut fair = Fair::new(&BOX_OF_FOUR);
    fair.act(START);
    fair.show_for(20 * SECOND, &[]);
    assert!(fair.find().stands.runs());
    fair.show(&[]);
    assert_eq!(fair.find().stands, Stands::Over(Outcome::Lost));
    assert!(fair.room.today.of(Page::Find).is_empty());
    assert_eq!(fair.act(START), Handled::LetsGo);
    fair.show(&[]);
    assert!(fair.find().stands.runs(), "once more");
}

#[test]
fn each_find_gives_ten_seconds_and_the_last_one_ends_it() {
    let mut fair = Fair::new(&BOX_OF_FOUR);
    fair.act(START);
    fair.show(&[]);
    for found in 1..=3 {
        let before = fair.left();
        fair.show_wanted();
        assert_eq!(fair.left() + 120, before + 10_000, "{found}");
    }
    let points = fair.find().turn().unwrap().points();
    fair.show_wanted();
    let Stands::Over(Outcome::Won(score)) = &fair.find().stands else { panic!("all is found") };
    assert_eq!(score.words.len(), 4);
    assert!(score.figure > points);
    let best = fair.room.today.of(Page::Find);
    assert_eq!((best.len(), &best[0].score, best[0].time), (1, score, None));
}

#[test]
fn when_time_runs_out_what_was_found_counts() {
    let mut fair = Fair::new(&BOX_OF_FOUR);
    fair.act(START);
    fair.show(&[]);
    fair.show_wanted();
    fair.show_for(40 * SECOND, &[]);
    let Stands::Over(Outcome::Won(score)) = &fair.find().stands else { panic!("one was found") };
    assert_eq!((score.words.len(), score.figure), (1, 19 + 8));
}

#[test]
fn a_round_has_ten_finds_at_most_and_without_a_box_begins_with_what_is_at_hand() {
    let mut fair = Fair::new(&[]);
    fair.act(START);
    fair.show(&[]);
    let turn = fair.find().turn().unwrap();
    assert_eq!(turn.goal(), 10);
    assert!(turn.wanted().unwrap().at_hand);
}

#[test]
fn a_word_that_is_skipped_costs_nothing_and_comes_again_after_the_others() {
    let mut fair = Fair::new(&BOX_OF_FOUR);
    fair.act(START);
    fair.show(&[]);
    let mut seen = vec![fair.wanted()];
    for _ in 0..4 {
        let before = fair.left();
        assert_eq!(fair.act(ACT), Handled::Done);
        fair.show(&[]);
        assert_eq!(before - fair.left(), 40, "a frame has passed");
        seen.push(fair.wanted());
    }
    assert_eq!(seen[0], seen[4]);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 4);
    assert_eq!(fair.finds(), 0);
}

#[test]
fn the_next_word_is_never_what_is_before_the_camera() {
    for (id, label) in [("cup", "espresso"), ("cat", "tabby"), ("banana", "banana")] {
        for _ in 0..8 {
            let mut fair = Fair::new(&BOX_OF_FOUR);
            fair.act(START);
            fair.show(&[(label, 0.9)]);
            for _ in 0..6 {
                assert_ne!(fair.wanted(), id);
                fair.act(ACT);
                fair.show(&[(label, 0.9)]);
            }
        }
    }
}

#[test]
fn games_have_the_same_words_in_every_run_and_others_the_next_time() {
    let order = |fair: &mut Fair| {
        fair.act(START);
        fair.show(&[]);
        let mut order = Vec::new();
        for _ in 0..12 {
            order.push(fair.wanted());
            fair.act(ACT);
            fair.show(&[]);
        }
        fair.act(START);
        fair.show(&[]);
        order
    };
    let (mut one, mut other) = (Fair::new(&[]), Fair::new(&[]));
    let first = order(&mut one);
    assert_eq!(first, order(&mut other));
    assert_ne!(first, order(&mut one));
}

#[test]
fn it_says_warmer_only_when_the_sum_has_risen_by_more_than_it_wavers() {
    let warmer = |fair: &Fair| fair.find().turn().unwrap().verdict().warmer;
    let mut fair = Fair::new(&["banana"]);
    fair.act(START);
    fair.show_for(2 * SECOND, &[("banana", 0.1)]);
    assert!(!warmer(&fair), "nothing changes");
    for n in 0..SECOND {
        fair.show(&[("banana", 0.1 + 0.005 * n as f32), ("mosque", 0.6)]);
    }
    assert!(warmer(&fair), "by twelve in a second, slowly");
    fair.show_for(2 * SECOND, &[("banana", 0.22), ("mosque", 0.6)]);
    assert!(!warmer(&fair), "it stays");
    for n in 0..3 * SECOND {
        let share = if n % 2 == 0 { 0.1 } else { 0.24 };
        fair.show(&[("banana", share), ("mosque", 0.6)]);
        assert!(n < SECOND || !warmer(&fair), "it wavers");
    }
}

#[test]
fn two_players_have_the_same_words_in_the_same_order_and_thirty_seconds_each() {
    let mut fair = Fair::new(&BOX_OF_FOUR);
    assert_eq!(fair.act(DUEL), Handled::LetsGo);
    fair.show(&[]);
    assert_eq!(fair.left(), 30_000);
    let mut left = Vec::new();
    for _ in 0..2 {
        left.push(fair.wanted());
        fair.show_wanted();
    }
    left.push(fair.wanted());
    assert_eq!(fair.find().turn().unwrap().countdown().left().as_secs(), 29, "no more time");
    fair.show_for(30 * SECOND, &[]);
    assert!(fair.find().waits && fair.find().stands.runs());
    // However long they take.
    fair.show_for(100 * SECOND, &[]);
    assert!(fair.find().waits);
    assert_eq!(fair.act(START), Handled::LetsGo);
    fair.show(&[]);
    assert_eq!(fair.left(), 30_000);
    let mut right = Vec::new();
    for _ in 0..3 {
        right.push(fair.wanted());
        fair.show_wanted();
    }
    assert_eq!(left, right);
    fair.show_for(30 * SECOND, &[]);
    let [one, other] = &fair.find().turns[..] else { panic!("two turns") };
    assert!(other.points() > one.points());
    let Stands::Over(Outcome::Won(score)) = &fair.find().stands else { panic!("it is over") };
    assert_eq!(score.figure, other.points());
    // It was another clock: no place among those who played alone.
    assert!(fair.room.today.of(Page::Find).is_empty());
}

#[test]
fn a_duel_in_which_nobody_does_anything_is_lost() {
    let mut fair = Fair::new(&BOX_OF_FOUR);
    fair.act(DUEL);
    fair.show_for(31 * SECOND, &[]);
    fair.act(START);
    fair.show_for(31 * SECOND, &[]);
    assert_eq!(fair.find().stands, Stands::Over(Outcome::Lost));
}

#[test]
fn a_network_that_has_none_of_the_words_has_no_game() {
    let mut fair = Fair::new(&[]);
    let labels = ["a", "b", "c"].map(str::to_owned).into();
    fair.outline = Arc::new(Outline { labels, ..made_up::outline(6, 16) });
    fair.act(START);
    fair.show(&[]);
    assert_eq!(fair.find().stands, Stands::Ready);
}

#[test]
fn another_page_ends_the_game_and_what_was_won_stays() {
    let mut fair = Fair::new(&["banana"]);
    fair.act(START);
    fair.show_for(4, &[("banana", 0.9)]);
    assert_eq!(fair.room.today.of(Page::Find).len(), 1);
    fair.act(START);
    fair.show(&[]);
    fair.act(play::HIDE_IT);
    fair.show(&[]);
    assert_eq!(fair.find().stands, Stands::Ready);
    fair.room.forget();
    assert_eq!(fair.room.today.of(Page::Find).len(), 1, "no picture is in it");
}

#[test]
fn the_clock_is_the_frames_own() {
    let mut countdown = Countdown::new(Duration::from_secs(5), Duration::from_secs(20));
    countdown.see(Duration::from_secs(10));
    assert_eq!(countdown.left(), Duration::from_secs(15));
    // A frame that comes late does not turn it back.
    countdown.see(Duration::from_secs(9));
    assert_eq!(countdown.left(), Duration::from_secs(15));
}
