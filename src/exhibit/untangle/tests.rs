//! Tests of the page: what plays when, what the knobs change, whose own things are parted.

use std::time::Duration;

use super::chosen::{Play, STOPS};
use super::job::made_up::trained;
use super::*;

fn at(seconds: f64, chosen: &Chosen) -> Untangled {
    let clock = Duration::from_secs_f64(seconds);
    Untangled { clock, ..(*trained(chosen.wanted())).clone() }
}

/// The room after so many seconds of this choice, seen ten times a second.
fn played(room: &mut Untangle, chosen: &Chosen, from: f64, seconds: u32) {
    for n in 0..=seconds * 10 {
        room.player.go_on(chosen, &at(from + f64::from(n) / 10.0, chosen));
    }
}

fn act(room: &Untangle, chosen: &mut Chosen, action: Action) {
    let mut choice = Choice::Untangle(chosen.clone());
    assert_eq!(room.apply(&mut choice, true, action), Handled::Done, "{action:?}");
    let Choice::Untangle(changed) = choice else { panic!("{choice:?}") };
    *chosen = changed;
}

#[test]
fn the_whole_way_plays_again_and_again() {
    let (mut room, chosen) = (Untangle::default(), Chosen::default());
    played(&mut room, &chosen, 0.0, 4);
    let place = room.player.place(&chosen);
    assert!((place - 2.5).abs() < 0.01, "{place}");
    played(&mut room, &chosen, 4.0, 4);
    assert!((room.player.place(&chosen) - 4.0).abs() < 1e-9, "it rests at its end");
    played(&mut room, &chosen, 8.0, 3);
    assert!(room.player.place(&chosen) < 2.0, "and begins anew");
}

#[test]
fn a_part_plays_alone_and_then_rests() {
    let (mut room, mut chosen) = (Untangle::default(), Chosen::default());
    act(&room, &mut chosen, PART[1]);
    assert_eq!((room.player.place(&chosen), chosen.play), (1.0, Play::Part(1)));
    assert!(room.player.plays(&chosen));
    played(&mut room, &chosen, 0.0, 3);
    assert!((room.player.place(&chosen) - 2.0).abs() < 1e-9);
    assert!(!room.player.plays(&chosen));
    act(&room, &mut chosen, Action::Move(Direction::Right));
    assert_eq!(chosen.play, Play::Part(2), "the one after it");
    act(&room, &mut chosen, Action::Move(Direction::Left));
    assert_eq!(chosen.play, Play::Part(1), "the one before");
}

#[test]
fn a_part_is_that_of_the_layer_that_is_shown() {
    let (room, mut chosen) = (Untangle::default(), Chosen::default());
    act(&room, &mut chosen, LAYERS[1]);
    act(&room, &mut chosen, LAYER[1]);
    assert_eq!(chosen.play, Play::Part(3));
    act(&room, &mut chosen, ON);
    act(&room, &mut chosen, PART[2]);
    assert_eq!(chosen.play, Play::Part(5));
    act(&room, &mut chosen, PART[3]);
    assert_eq!(chosen.play, Play::Part(6), "the line");
}

#[test]
fn the_knob_leads_along_the_way_and_stays_on_it() {
    let (room, mut chosen) = (Untangle::default(), Chosen::default());
    for _ in 0..100 {
        act(&room, &mut chosen, ON);
    }
    assert_eq!((room.player.place(&chosen), chosen.play), (4.0, Play::Rest));
    act(&room, &mut chosen, BACK);
    assert_eq!(chosen.stop, chosen.last_stop() - 1);
    for _ in 0..100 {
        act(&room, &mut chosen, BACK);
    }
    assert_eq!((room.player.place(&chosen), chosen.stop), (0.0, 0));
    act(&room, &mut chosen, PLAY);
    assert!(room.player.plays(&chosen));
    act(&room, &mut chosen, Action::Closer);
    assert_eq!(chosen.play, Play::Rest);
    assert_eq!(u32::from(chosen.last_stop()), 4 * u32::from(STOPS));
}

#[test]
fn another_network_begins_on_a_flat_sheet_and_an_end_changes_nothing() {
    let (mut room, mut chosen) = (Untangle::default(), Chosen::default());
    played(&mut room, &chosen, 0.0, 3);
    act(&room, &mut chosen, CELLS[1]);
    assert_eq!((chosen.wanted().cells, room.player.place(&chosen)), (3, 0.0));
    let before = chosen.clone();
    act(&room, &mut chosen, CELLS[1]);
    assert_eq!(chosen, before);
    for _ in 0..9 {
        act(&room, &mut chosen, LAYERS[1]);
        act(&room, &mut chosen, RATE[1]);
    }
    assert_eq!((chosen.layers, chosen.rate), (4, 4));
    let run = chosen.run;
    act(&room, &mut chosen, AGAIN);
    assert_ne!(chosen.run, run);
}

#[test]
fn the_keys_pass_over_ones_own_things_where_there_are_none() {
    let (mut room, mut chosen) = (Untangle::default(), Chosen::default());
    let round = |room: &Untangle, chosen: &mut Chosen| {
        [0; 4].map(|_| {
            act(room, chosen, NEXT_DATA);
            chosen.data
        })
    };
    let Data::Ring = chosen.data else { panic!("{chosen:?}") };
    assert_eq!(round(&room, &mut chosen), [Data::Spirals, Data::Moons, Data::Ring, Data::Spirals]);
    room.own = true;
    assert_eq!(round(&room, &mut chosen), [Data::Moons, Data::Own, Data::Ring, Data::Spirals]);
}
