//! Tests of the colours: which pairs are told apart, also with red-green weakness.

use super::*;
use crate::canvas::color::weakness::difference;
use crate::canvas::evidence;

/// Two colours that say different things are so far apart at least, in Oklab, also to eyes that
/// take red and green for one another: four times what is hardly seen.
const APART: f32 = 0.09;

#[test]
fn colours_that_mean_something_are_told_apart_by_people_with_red_green_weakness() {
    let pairs = [
        ("the answer, its rival", LEADER, OTHERS[0]),
        ("an unsure answer, its rival", UNSURE, OTHERS[0]),
        ("a mere guess, its rival", GUESS, OTHERS[0]),
        ("the rival, the rest", OTHERS[0], REST),
        ("the answer, other words", LEADER, TEXT),
        ("the answer, a notice", LEADER, NOTICE),
        ("the answer, what ends something", LEADER, DANGER),
        ("a notice, what ends something", NOTICE, DANGER),
        ("a notice, words beside it", NOTICE, TEXT),
        ("a notice, lesser words", NOTICE, MUTED),
        ("evidence for, against", evidence::FOR, evidence::AGAINST),
        ("a recording's dot, its ground", RECORDING, BACKGROUND),
        ("a recording's dot, words", RECORDING, TEXT),
        ("a button that is on, one like others", LEADER, BUTTON_LINE),
        ("a button that ends something, one like others", DANGER, BUTTON_LINE),
        ("a button under a finger, one like others", BUTTON_PRESSED, BUTTON),
    ];
    for (what, one, other) in pairs {
        let apart = difference(one, other);
        assert!(apart >= APART, "{what}: {apart}");
    }
}
