//! Tests of scripts: what is read, and what is refused with its line and a hint.

use super::*;
use crate::words::{Language, speak};

fn parse(text: &str) -> Result<Script> {
    Script::parse(text, Path::new("my.toml"))
}

fn refused(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn a_script_is_read_as_it_stands() {
    let text = "[[step]]\nsays = \"Hello, { $answer }!\"\nopens = \"door 4\"\npoints = \"help\"\n\
                next = \"Go\"\nuntil = { sure = 60, frames = 5, of = [\"coffee mug\"] }\n\
                [[step]]\nsays = { en = \"Hide it\", de = \"Versteck es\" }\nuntil = { room = \"hide\" }";
    let steps = parse(text).unwrap().steps;
    assert_eq!(steps.len(), 2);
    assert_eq!(steps[0].says.words("espresso"), "Hello, espresso!");
    assert_eq!(steps[0].next.as_ref().unwrap().words(""), "Go");
    assert_eq!(steps[0].opens, Some(Action::Open(Door::Hide)));
    assert_eq!(steps[0].points.as_deref(), Some("help"));
    let of = vec!["coffee mug".to_owned()];
    assert_eq!(steps[0].until, Condition::Sure(Sure { share: 60, frames: 5, of }));
    for (language, wanted) in [
        (Language::German, "Versteck es"),
        (Language::French, "Hide it"),
        (Language::English, "Hide it"),
    ] {
        speak(language);
        assert_eq!(steps[1].says.words(""), wanted);
    }
    assert_eq!(steps[1].until, Condition::Room(Door::Hide));
    assert_eq!(steps[1].opens, None);
}

#[test]
fn without_a_condition_only_the_button_goes_on() {
    assert_eq!(parse("[[step]]\nsays = \"Hello\"").unwrap().steps[0].until, Condition::Next);
}

#[test]
fn a_sentence_in_other_languages_alone_is_still_said() {
    let script = parse("[[step]]\nsays = { de = \"Versteck es\" }").unwrap();
    assert_eq!(script.steps[0].says.words(""), "Versteck es");
}

#[test]
fn every_word_and_every_door_with_a_room_is_understood() {
    for (word, condition) in WORDS {
        let text = format!("[[step]]\nsays = \"Hello\"\nuntil = \"{word}\"");
        assert_eq!(parse(&text).unwrap().steps[0].until, condition);
    }
    let doors = Rooms::default().doors(&Choices::default());
    for (name, door) in DOORS.iter().filter(|(_, door)| doors.contains(door)) {
        for name in [(*name).to_owned(), format!("door {}", door.digit())] {
            let text = format!("[[step]]\nsays = \"Hello\"\nopens = \"{name}\"");
            assert_eq!(parse(&text).unwrap().steps[0].opens, Some(Action::Open(*door)));
        }
    }
    for (name, action) in pages() {
        let text = format!("[[step]]\nsays = \"Hello\"\nopens = \"{name}\"");
        assert_eq!(parse(&text).unwrap().steps[0].opens, Some(action));
    }
}

#[test]
fn a_mistake_is_told_of_with_its_line_and_what_is_meant() {
    let step = |rest: &str| format!("# mine\n[[step]]\nsays = \"Hello\"\n{rest}");
    for (text, wanted) in [
        ("", "there is no step: the first begins with a line [[step]]: my.toml:1"),
        (
            "[[stpe]]\nsays = \"a\"",
            "unknown key stpe; did you mean step? a tour is a list of [[step]]: my.toml:1",
        ),
        ("[step]\nsays = \"a\"", "a step begins with [[step]], in two brackets: my.toml:1"),
        (
            "\n[[step]]\nuntil = \"touch\"",
            "this step says nothing: it needs a line says = \"…\": my.toml:2",
        ),
        (
            &step("untill = \"touch\""),
            "unknown key of a step untill; did you mean until?: my.toml:4",
        ),
        (&step("until = \"tuch\""), "unknown condition tuch; did you mean touch?: my.toml:4"),
        (
            &step("until = \"room\""),
            "until = \"room\" needs a door: until = { room = \"hide\" }: my.toml:4",
        ),
        (
            &step("until = 3"),
            "until is a word such as \"touch\", or a table such as { room = \"hide\" }: my.toml:4",
        ),
        (
            &step("until = { rom = \"hide\" }"),
            "unknown condition rom; did you mean room?: my.toml:4",
        ),
        (&step("until = { room = \"hid\" }"), "unknown room hid; did you mean hide?: my.toml:4"),
        (&step("until = { sure = 0 }"), "sure is a number from 1 to 100: my.toml:4"),
        (&step("until = { sure = 200 }"), "sure is a number from 1 to 100: my.toml:4"),
        (&step("until = { frames = 3 }"), "until needs a room, or sure in percent: my.toml:4"),
        (
            &step("until = { room = \"hide\", sure = 3 }"),
            "a room and sure exclude each other; keep one: my.toml:4",
        ),
        (
            &step("until = { sure = 3, of = [] }"),
            "of is a list of 1 to 50 of the network's words: my.toml:4",
        ),
        (&step("opens = \"dor 4\""), "opens cannot be dor 4; did you mean door 1?: my.toml:4"),
        (&step("opens = \"rub-uot\""), "opens cannot be rub-uot; did you mean rub-out?: my.toml:4"),
        (&step("opens = 4"), "opens is a text in quotes: my.toml:4"),
        (
            &step("points = \"\""),
            "points names what can be touched, such as \"door 4\", in 1 to 40 characters: my.toml:4",
        ),
        (
            "[[step]]\nsays = 3",
            "says is a text in quotes, or one a language: { en = \"…\", de = \"…\" }: my.toml:2",
        ),
        ("[[step]]\nsays = \"\"", "says is empty: my.toml:2"),
        (
            "[[step]]\nsays = \"a b c d e f g h i j k l m\"",
            "says has 13 words; at most 12 are read at a glance: my.toml:2",
        ),
        ("[[step]]\nsays = { en = 3 }", "says is a text in quotes: my.toml:2"),
        (
            "[[step]]\nsays = \"@tour-sea\"",
            "there is no message tour-sea; without @ the text itself is said: my.toml:2",
        ),
        (
            "[[step]]\nsays = \"a\"\nnext = \"a b c d e f g\"",
            "next has 7 words; at most 6 are read at a glance: my.toml:3",
        ),
    ] {
        assert_eq!(refused(text), wanted, "{text}");
    }
    let long = format!("[[step]]\nsays = \"{}\"", "a".repeat(101));
    assert!(refused(&long).starts_with("says has 101 characters; at most 100 have room"));
    for text in ["says = ", "= 3", "[[step]", "\u{0}", "[[step]]\nsays = \"a\"\nsays = \"b\""] {
        let error = refused(text);
        assert!(error.starts_with("this is no TOML: ") && error.lines().count() == 1, "{error}");
    }
    assert_eq!(refused("\"a\\nb\" = 1").lines().count(), 1);
}

#[test]
fn a_room_that_is_not_there_yet_is_refused() {
    let doors = Rooms::default().doors(&Choices::default());
    for (name, door) in DOORS.iter().filter(|(_, door)| !doors.contains(door)) {
        let error = refused(&format!("[[step]]\nsays = \"Hello\"\nopens = \"{name}\""));
        let wanted = format!("nothing stands behind door {} yet: my.toml:3", door.digit());
        assert_eq!(error, wanted);
    }
}

#[test]
fn a_tour_has_a_bounded_number_of_steps_and_of_bytes() {
    let steps = |count: usize| "[[step]]\nsays = \"a\"\n".repeat(count);
    assert_eq!(parse(&steps(MOST_STEPS)).unwrap().steps.len(), MOST_STEPS);
    let wanted = "41 steps: a tour has at most 40: my.toml:81";
    assert_eq!(refused(&steps(41)), wanted);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.toml");
    std::fs::write(&path, "# much\n".repeat(20_000)).unwrap();
    let error = Script::read(&path).unwrap_err().to_string();
    assert!(error.contains("it has more than 65536 bytes") && error.lines().count() == 1);
    let error = Script::read(&folder.path().join("none.toml")).unwrap_err().to_string();
    assert!(error.starts_with("cannot read the tour: "), "{error}");
}
