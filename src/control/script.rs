//! The parser of `--keys`: keys, clicks, drags, waits and touches by name, as text.

use super::key_names;
use crate::geometry::Point;
use crate::screen::KeyPress;
use crate::screen::script::Step;

/// Entries that are more than a key, and what they look like.
const FORMS: [(&str, &str); 8] = [
    ("Click", "Click@X,Y"),
    ("Press", "Press@X,Y"),
    ("Drag", "Drag@X,Y"),
    ("Lift", "Lift@X,Y"),
    ("Hold", "Hold:KEY:FRAMES"),
    ("Wait", "Wait:FRAMES"),
    ("Touch", "Touch:NAME"),
    ("Keep", "Keep:FRAMES:NAME"),
];

/// No picture is larger than this.
const FARTHEST: u32 = 16_384;

/// Nobody holds a key for longer: an hour at thirty pictures a second.
const LONGEST: u32 = 100_000;

/// Reads entries separated by blanks, each a key as [`key_names::parse`] reads it, or one of
/// `Click@X,Y`, `Press@X,Y`, `Drag@X,Y`, `Lift@X,Y`, `Hold:KEY:FRAMES`, `Wait:FRAMES`, `Touch:NAME`
/// and `Keep:FRAMES:NAME`. A name with blanks stands in quotes, double or single.
///
/// # Errors
/// The first entry that is none: what is wrong with it, and what it must look like; one line.
pub fn parse(text: &str) -> Result<Vec<Step>, String> {
    entries(text)?.into_iter().map(parse_one).collect()
}

/// As [`parse`], for those who take keys alone.
///
/// # Errors
/// As [`parse`]; and the first entry that is more than a key.
pub fn keys(text: &str) -> Result<Vec<KeyPress>, String> {
    let key = |entry: &str| match split(entry) {
        Some((_, form, _)) => Err(format!("{entry}: only keys are taken here, and no {form}")),
        None => key_names::parse_one(entry),
    };
    entries(text)?.into_iter().map(key).collect()
}

/// The entries, names with their quotes.
fn entries(text: &str) -> Result<Vec<&str>, String> {
    let (mut found, mut rest) = (Vec::new(), text.trim_start());
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        // Elsewhere a quote is a key.
        let name = match split(&rest[..word]) {
            Some(("Touch", _, name)) => Some(name),
            Some(("Keep", _, behind)) => behind.split_once(':').map(|(_, name)| name),
            _ => None,
        };
        let end = match name {
            Some(name) if name.starts_with(['"', '\'']) => {
                let name_at = word - name.len();
                name_at
                    + quoted(&rest[name_at..]).map_err(|problem| {
                        let line = rest.lines().next().unwrap_or_default().trim_end();
                        format!("{line}: {problem}")
                    })?
            }
            _ => word,
        };
        found.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    Ok(found)
}

/// How long the name is that a text begins with, which begins with a quote.
fn quoted(text: &str) -> Result<usize, String> {
    let quote = &text[..1];
    let line = text.lines().next().unwrap_or_default();
    let Some(closing) = line[1..].find(quote) else {
        return Err(format!("the name has no {quote} at its end"));
    };
    let end = closing + 2;
    match text[end..].chars().next() {
        Some(next) if !next.is_whitespace() => {
            Err(format!("after the {quote} that ends the name a blank must come"))
        }
        _ => Ok(end),
    }
}

/// Of an entry that is more than a key: what it is, what it must look like, and what stands behind
/// the first sign.
fn split(entry: &str) -> Option<(&'static str, &'static str, &str)> {
    let end = entry.find(['@', ':']).unwrap_or(entry.len());
    let (name, rest) = entry.split_at(end);
    let known = FORMS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some((known.0, known.1, rest.get(1..).unwrap_or_default()))
}

fn parse_one(entry: &str) -> Result<Step, String> {
    let Some((name, form, rest)) = split(entry) else { return key_or_nothing(entry) };
    let wrong = |problem: &str| format!("{entry}: {problem}; write {form}");
    let sign = if form.contains('@') { '@' } else { ':' };
    if !entry[name.len()..].starts_with(sign) {
        return Err(wrong(&format!("after {name} a {sign} must come")));
    }
    let place = |step: fn(Point) -> Step| {
        let numbers = rest.split_once(',');
        let point = numbers.and_then(|(x, y)| Some((whole(x)?, whole(y)?)));
        let Some((x, y)) = point.filter(|(x, y)| *x.max(y) <= FARTHEST) else {
            let problem = format!(
                "a place is two whole numbers from 0 to {FARTHEST}, pixels from the left and from \
                 the top, with a comma between"
            );
            return Err(wrong(&problem));
        };
        Ok(step(Point::new(x as i32, y as i32)))
    };
    let frames = |text: &str| {
        let frames = whole(text).filter(|frames| (1..=LONGEST).contains(frames));
        frames.ok_or_else(|| wrong(&format!("frames are a whole number from 1 to {LONGEST}")))
    };
    match name {
        "Click" => place(Step::Click),
        "Press" => place(Step::Press),
        "Drag" => place(Step::Drag),
        "Lift" => place(Step::Lift),
        "Wait" => Ok(Step::Wait(frames(rest)?)),
        "Hold" => {
            // The key may be the colon.
            let Some((key, number)) = rest.rsplit_once(':').filter(|(key, _)| !key.is_empty())
            else {
                return Err(wrong("it needs a key and a number of frames"));
            };
            let key = key_names::parse_one(key).map_err(|problem| format!("{entry}: {problem}"))?;
            Ok(Step::Hold(key, frames(number)?))
        }
        "Keep" => {
            let Some((number, name)) = rest.split_once(':') else {
                return Err(wrong("it needs a number of frames and the name of a target"));
            };
            let name = unquoted(name).ok_or_else(|| wrong("it needs the name of a target"))?;
            Ok(Step::Keep(name, frames(number)?))
        }
        _ => {
            let name = unquoted(rest).ok_or_else(|| wrong("it needs the name of a target"))?;
            Ok(Step::Touch(name))
        }
    }
}

/// A name without its quotes; none where nothing is left.
fn unquoted(text: &str) -> Option<String> {
    let name = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text.trim_matches(quote),
        _ => text,
    };
    Some(name.to_owned()).filter(|name| !name.trim().is_empty())
}

/// A key; a word with a sign in it is more likely to have been meant as something else.
fn key_or_nothing(entry: &str) -> Result<Step, String> {
    let word = entry.split(['@', ':']).next().unwrap_or_default();
    let is_word = word.len() > 1 && word.chars().all(|letter| letter.is_ascii_alphabetic());
    if is_word && word.len() < entry.len() {
        let forms = FORMS.map(|(_, form)| form).join(", ");
        return Err(format!("unknown entry {entry}: an entry is a key or one of {forms}"));
    }
    key_names::parse_one(entry).map(Step::Key)
}

/// A number that is written with digits alone; none where it is too large for anything.
fn whole(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::control::door::Door;
    use crate::control::keyboard::Keyboard;
    use crate::control::kiosk::{Kiosk, Patience};
    use crate::screen::Key;
    use crate::screen::script::Script;

    fn press(key: Key, shift: bool) -> KeyPress {
        KeyPress { key, shift }
    }

    fn touch(name: &str) -> Step {
        Step::Touch(name.into())
    }

    #[test]
    fn every_entry_is_read() {
        let text = "Right Click@640,400 press@0,0 DRAG@16384,7 Lift@1,2\n hold:Shift+Right:30 \
                    Hold:::1 Hold:Space:100000 Wait:5 x @ : , Shift+x";
        let at = Point::new;
        let wanted = [
            Step::Key(press(Key::Right, false)),
            Step::Click(at(640, 400)),
            Step::Press(at(0, 0)),
            Step::Drag(at(16384, 7)),
            Step::Lift(at(1, 2)),
            Step::Hold(press(Key::Right, true), 30),
            Step::Hold(press(Key::Char(':'), false), 1),
            Step::Hold(press(Key::Char(' '), false), 100_000),
            Step::Wait(5),
            Step::Key(press(Key::Char('x'), false)),
            Step::Key(press(Key::Char('@'), false)),
            Step::Key(press(Key::Char(':'), false)),
            Step::Key(press(Key::Char(','), false)),
            Step::Key(press(Key::Char('X'), false)),
        ];
        assert_eq!(parse(text).unwrap(), wanted);
        assert_eq!(parse(" \n ").unwrap(), []);
    }

    #[test]
    fn names_with_blanks_stand_in_quotes_of_either_kind() {
        let text = "Touch:\"step 3\" touch:'square 4 17' Touch:wall Touch:it's \
                    Touch:'the \"best\" one' Touch:\"it's\" \" '";
        let wanted = [
            touch("step 3"),
            touch("square 4 17"),
            touch("wall"),
            touch("it's"),
            touch("the \"best\" one"),
            touch("it's"),
            Step::Key(press(Key::Char('"'), false)),
            Step::Key(press(Key::Char('\''), false)),
        ];
        assert_eq!(parse(text).unwrap(), wanted);
    }

    #[test]
    fn each_mistake_is_one_line_that_says_what_is_wrong_and_what_is_right() {
        let place = "a place is two whole numbers from 0 to 16384";
        let frames = "frames are a whole number from 1 to 100000";
        for (text, problem, form) in [
            ("Click@12", place, "Click@X,Y"),
            ("Click@", place, "Click@X,Y"),
            ("Press@-3,4", place, "Press@X,Y"),
            ("Drag@+3,4", place, "Drag@X,Y"),
            ("Lift@1.5,2", place, "Lift@X,Y"),
            ("Click@16385,0", place, "Click@X,Y"),
            ("Click@0,99999999999", place, "Click@X,Y"),
            ("Click@1,2,3", place, "Click@X,Y"),
            ("Click", "after Click a @ must come", "Click@X,Y"),
            ("Click:1,2", "after Click a @ must come", "Click@X,Y"),
            ("Hold:q", "it needs a key and a number of frames", "Hold:KEY:FRAMES"),
            ("Hold::3", "it needs a key and a number of frames", "Hold:KEY:FRAMES"),
            ("Hold:q:0", frames, "Hold:KEY:FRAMES"),
            ("Hold:q:100001", frames, "Hold:KEY:FRAMES"),
            ("Hold@q:3", "after Hold a : must come", "Hold:KEY:FRAMES"),
            ("Hold:Foo:3", "unknown key Foo: a key is a character or Left", ""),
            ("Wait:", frames, "Wait:FRAMES"),
            ("Wait:two", frames, "Wait:FRAMES"),
            ("Wait", "after Wait a : must come", "Wait:FRAMES"),
            ("Touch:", "it needs the name of a target", "Touch:NAME"),
            ("Touch:\"\"", "it needs the name of a target", "Touch:NAME"),
            ("Touch:' '", "it needs the name of a target", "Touch:NAME"),
            ("Touch:\"step 3", "the name has no \" at its end", ""),
            ("Touch:'step\n3'", "the name has no ' at its end", ""),
            ("Touch:'step 3'Enter", "after the ' that ends the name a blank must come", ""),
            ("Keep:3", "it needs a number of frames and the name of a target", "Keep:FRAMES:NAME"),
            ("Keep:3:", "it needs the name of a target", "Keep:FRAMES:NAME"),
            ("Keep:x:'a b'", frames, "Keep:FRAMES:NAME"),
            ("Keep:3:'a b", "the name has no ' at its end", ""),
            (
                "Tuch:wall",
                "an entry is a key or one of Click@X,Y, ",
                "Touch:NAME, Keep:FRAMES:NAME",
            ),
            ("Foo", "unknown key Foo: a key is a character or Left", ""),
        ] {
            // Whatever stands around it is right.
            let refused = parse(&format!("Right {text}")).unwrap_err();
            let entry = text.lines().next().unwrap();
            assert!(refused.contains(entry), "{text}: {refused}");
            assert!(refused.contains(problem) && refused.ends_with(form), "{text}: {refused}");
            assert_eq!(refused.lines().count(), 1, "{text}: {refused}");
        }
    }

    #[test]
    fn those_who_take_keys_alone_refuse_the_rest() {
        let text = "Right Shift+x : \" Space";
        assert_eq!(keys(text), key_names::parse(text));
        assert_eq!(
            keys("Right Wait:3").unwrap_err(),
            "Wait:3: only keys are taken here, and no Wait:FRAMES"
        );
        assert!(keys("Touch:'step 3'").unwrap_err().starts_with("Touch:'step 3': only keys"));
        assert!(keys("Right Foo").unwrap_err().starts_with("unknown key Foo"));
    }

    /// Goes through a script at sixty polls a second; how much of the time to hold the key to quit
    /// is over at the end, and the latest time at which it was held.
    fn held(text: &str) -> (Option<f32>, f32) {
        let mut kiosk = Kiosk::new(Patience::default(), Arc::new(Keyboard::new(&[])));
        let mut script = Script::new(parse(text).unwrap());
        let (mut now, mut longest) = (None, 0.0_f32);
        for frame in 0..=script.frames() {
            let clock = Duration::from_secs_f64(frame as f64 / 60.0);
            for event in script.poll(&[]).unwrap() {
                kiosk.take(event, Door::See, clock);
            }
            now = kiosk.held(clock);
            longest = longest.max(now.unwrap_or_default());
        }
        (now, longest)
    }

    #[test]
    fn holding_the_kiosks_key_for_long_enough_quits_and_a_tap_does_not() {
        assert!(held("h Hold:q:121").1 >= 1.0);
        let (after, longest) = held("q Hold:q:119 h Wait:200");
        assert!(after.is_none() && longest < 1.0, "{after:?}, {longest}");
        assert_eq!(held("q Wait:500"), (None, 0.0));
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_or_refused_in_one_line(text in "\\PC*") {
            if let Err(refused) = parse(&text) {
                prop_assert_eq!(refused.lines().count(), 1);
            }
        }

        #[test]
        fn so_is_what_looks_like_entries(
            text in "((Click|Touch|Hold|Wait|drag|q)[@: ][0-9,\"'é :q\n]{0,9}[ \n]?){0,4}"
        ) {
            if let Err(refused) = parse(&text) {
                prop_assert_eq!(refused.lines().count(), 1, "{}", refused);
            }
            prop_assert_eq!(keys(&text).is_ok(), key_names::parse(&text).is_ok());
        }
    }
}
