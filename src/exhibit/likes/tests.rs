//! Tests of what the room's keys and buttons do.

use super::*;
use crate::made_up;

fn room() -> (Likes, Choice) {
    (Likes::default(), Choice::Likes(Chosen::default()))
}

#[test]
fn its_keys_open_a_page_and_close_the_room() {
    let (likes, mut choice) = room();
    assert_eq!(likes.apply(&mut choice, false, RECIPES), Handled::Opens);
    assert_eq!(likes.tab(&choice), Some(RECIPES));
    assert_eq!(likes.apply(&mut choice, true, RECIPES), Handled::Opens);
    assert_eq!(likes.tab(&choice), Some(LIKES));
    assert_eq!(likes.apply(&mut choice, true, LIKES), Handled::Closes);
    assert_eq!(likes.apply(&mut choice, false, ANOTHER), Handled::No, "it is closed");
}

#[test]
fn the_buttons_of_the_search_lead_there_first_and_record_then() {
    let (likes, mut choice) = room();
    assert_eq!(likes.apply(&mut choice, false, WITH), Handled::Opens);
    assert_eq!(likes.tab(&choice), Some(SEARCH));
    assert_eq!(chosen::of(&choice).search, Search::default());
    for (action, runs) in [(WITH, [1, 0]), (WITHOUT, [1, 2]), (WITH, [3, 2])] {
        assert_eq!(likes.apply(&mut choice, true, action), Handled::Done);
        assert_eq!(chosen::of(&choice).search.runs, runs);
    }
    assert_eq!(likes.apply(&mut choice, true, ANOTHER), Handled::Done, "nothing is found yet");
    let unit = Unit { layer: 2, channel: 3 };
    assert_eq!(likes.apply(&mut choice, true, Action::PickUnit(unit)), Handled::Steers);
    assert_eq!(likes.tab(&choice), Some(LIKES));
    likes.apply(&mut choice, true, Action::NextNetwork);
    assert_eq!(chosen::of(&choice).search, Search::default(), "of another network");
}

#[test]
fn another_detector_is_shown_what_it_likes_most() {
    let (likes, mut choice) = room();
    for action in [OPPOSITE, ANOTHER] {
        assert_eq!(likes.apply(&mut choice, true, action), Handled::Done);
    }
    let asked = chosen::of(&choice);
    assert!(asked.negative && asked.seed == 1);
    likes.apply(&mut choice, true, Action::SwitchUnit);
    assert_eq!(chosen::of(&choice), asked, "it is the same one");
    likes.apply(&mut choice, true, Action::Move(Direction::Right));
    assert_eq!(chosen::of(&choice), Chosen::default());
}

#[test]
fn a_network_that_pools_is_asked_only_where_pixels_are_shown() {
    let (mut room, mut choice) = room();
    let own = made_up::outline(3, 4);
    let mut other = made_up::outline(2, 4);
    (other.name, other.layers[0].kind) = ("other".into(), "MaxPool2d");
    room.hear_networks(&[Arc::new(own.clone()), Arc::new(other)]);
    let selection = Selection::default();
    let mut asks = |action: Action| {
        room.apply(&mut choice, true, action);
        let asked = Asked { choice: &choice, open: true, selection: &selection, outline: &own };
        let is_asked =
            |question: &Question| matches!(question, Question::OtherProjection { place: 1, .. });
        room.requests(asked).iter().any(is_asked)
    };
    assert!(!asks(ASK_OTHER), "no pixels are shown");
    assert!(!asks(PROJECTIONS));
    assert!(asks(ASK_OTHER));
    assert!(!asks(PROJECTIONS));
}
