//! The names of a network's classes: the built-in ones, or a file's.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};

/// ImageNet's thousand classes, one a line.
const IMAGENET: &str = include_str!("../../weights/imagenet_labels.txt");

/// What that list is called.
pub const IMAGENET_LIST: &str = "imagenet_labels.txt";
/// The list of a network whose one output says yes or no.
pub const YES_OR_NO: &str = "yes or no";

/// Longer files are no lists of names: a few hundred bytes for each of 65,535 classes.
const LONGEST: u64 = 16 << 20;

/// A name that is longer would take the screen long to lay out.
const MOST_CHARACTERS: usize = 500;

/// Those of them that are people, each known by what they wear or hold. All others are animals,
/// plants, things and places.
const PEOPLE: [&str; 3] = ["ballplayer", "groom", "scuba diver"];

/// The class names of this list, by class number.
///
/// # Errors
/// [`Error::Network`] where no list of this name was built in.
pub fn named(list: &str) -> Result<Arc<[String]>> {
    match list {
        IMAGENET_LIST => Ok(IMAGENET.lines().map(str::to_owned).collect()),
        YES_OR_NO => Ok(["no", "yes"].map(str::to_owned).into()),
        _ => Err(Error::Network(format!("unknown labels {list}; there are {IMAGENET_LIST}"))),
    }
}

/// The names of this many classes: those of the file, where there is one; those of the built-in
/// list, where one is named and has as many; otherwise "class 0", "class 1" and so on.
///
/// # Errors
/// Those of [`named`] and [`read`]; [`Error::Labels`] where the file has more names or fewer.
pub fn of(list: &str, classes: usize, file: Option<&Path>) -> Result<Arc<[String]>> {
    if let Some(path) = file {
        let names = read(path)?;
        if names.len() != classes {
            let problem =
                format!("{} labels instead of {classes}, one for each class", names.len());
            return Err(Error::Labels { problem, path: path.to_owned() });
        }
        return Ok(names);
    }
    if !list.is_empty() {
        let published = named(list)?;
        if published.len() == classes {
            return Ok(published);
        }
    }
    Ok((0..classes).map(|class| format!("class {class}")).collect())
}

/// The names in a file, one a line.
///
/// # Errors
/// [`Error::Labels`] or [`Error::Io`], one line.
pub fn read(path: &Path) -> Result<Arc<[String]>> {
    let failed = || Error::io("read the labels", path);
    let broken = |problem| Error::Labels { problem, path: path.to_owned() };
    if !fs::metadata(path).map_err(failed())?.is_file() {
        return Err(broken("not a file".into()));
    }
    let mut bytes = Vec::new();
    let mut file = File::open(path).map_err(failed())?.take(LONGEST + 1);
    file.read_to_end(&mut bytes).map_err(failed())?;
    if bytes.len() as u64 > LONGEST {
        return Err(broken(format!("more than {} MiB are no labels", LONGEST >> 20)));
    }
    parse(&bytes).map_err(broken)
}

/// The names of a list's bytes.
pub(crate) fn parse(bytes: &[u8]) -> Result<Arc<[String]>, String> {
    let line_at = |at: usize| bytes[..at].split(|&byte| byte == b'\n').count();
    let text = str::from_utf8(bytes)
        .map_err(|error| format!("line {} is not UTF-8", line_at(error.valid_up_to())))?;
    // Windows' editors put a mark before the first line, and two characters behind each.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let name = |(number, line): (usize, &str)| {
        // What would move a terminal's cursor, or nothing on the screen.
        let name = line.replace(char::is_control, " ").trim().to_owned();
        match name.chars().count() {
            0 => Err(format!("line {} is empty", number + 1)),
            1..=MOST_CHARACTERS => Ok(name),
            long => Err(format!("line {} is no label: {long} characters", number + 1)),
        }
    };
    let names: Arc<[String]> = text.lines().enumerate().map(name).collect::<Result<_, _>>()?;
    if names.is_empty() { Err("an empty file".into()) } else { Ok(names) }
}

/// Which of these classes are people; none where that is not known, because the classes are not
/// ImageNet's.
pub fn people_among(labels: &[String]) -> Option<&'static [&'static str]> {
    labels.iter().map(String::as_str).eq(IMAGENET.lines()).then_some(&PEOPLE[..])
}

/// The class that a person means: its number, its name in small or capital letters, or words of its
/// name that no other name has.
///
/// # Errors
/// [`Error::Network`] with those that come near.
pub fn find(labels: &[String], text: &str) -> Result<usize> {
    if let Ok(class) = text.trim().parse::<usize>() {
        let last = labels.len().saturating_sub(1);
        let problem = format!("there is no class {class}: they are 0 to {last}");
        return if class < labels.len() { Ok(class) } else { Err(Error::Network(problem)) };
    }
    let wanted = words(text);
    let fits = |part: bool| {
        let label = |label: &String| {
            let words = words(label);
            words == wanted || part && words.windows(wanted.len().max(1)).any(|some| some == wanted)
        };
        let classes = labels.iter().enumerate().filter(move |(_, name)| label(name));
        classes.map(|(class, _)| class).collect::<Vec<usize>>()
    };
    let name = |&class: &usize| format!("{class} ({})", labels[class]);
    let whole = fits(false);
    let found = if whole.is_empty() { fits(true) } else { whole };
    match found[..] {
        [class] => Ok(class),
        [] => {
            let near = nearest(text, labels.iter().map(String::as_str));
            Err(Error::Network(format!(
                "no class is called {text:?}; the nearest are {}",
                near.join(", ")
            )))
        }
        _ => {
            let first: Vec<String> = found.iter().take(6).map(name).collect();
            let more = if found.len() > first.len() { ", …" } else { "" };
            let problem =
                format!("{} classes are called {text:?}: {}{more}", found.len(), first.join(", "));
            Err(Error::Network(problem))
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// The three names that are most like `text`, the likest first.
pub fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let text = text.to_lowercase();
    let mut rated: Vec<(f64, &str)> =
        names.map(|name| (strsim::jaro_winkler(&text, &name.to_lowercase()), name)).collect();
    rated.sort_by(|one, other| other.0.total_cmp(&one.0));
    rated.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_classes_of_imagenet_and_known_for_no_other_list() {
        let mut labels = named("imagenet_labels.txt").unwrap().to_vec();
        let people = people_among(&labels).unwrap();
        assert!(people.iter().all(|name| labels.iter().any(|label| label == name)));
        labels[0] = "person".into();
        assert_eq!(people_among(&labels), None);
        assert_eq!(people_among(&[]), None);
    }

    #[test]
    fn a_class_is_found_by_number_name_or_a_word_of_its_own() {
        let labels = named("imagenet_labels.txt").unwrap();
        let find = |text: &str| find(&labels, text);
        for text in ["285", "Egyptian cat", "egyptian CAT", "egyptian"] {
            assert_eq!(find(text).unwrap(), 285, "{text}");
        }
        // Whole names go before parts: there is a tiger cat as well as a tiger.
        assert_eq!(labels[find("tiger").unwrap()], "tiger");
        let error = |text: &str| find(text).unwrap_err().to_string();
        assert_eq!(error("1000"), "there is no class 1000: they are 0 to 999");
        assert!(
            error("cat").contains("281") || error("cat").contains("(Egyptian cat)"),
            "{}",
            error("cat")
        );
        assert!(error("Egiptian cat").contains("the nearest are Egyptian cat, "));
        assert!(
            error("").starts_with("no class is called \"\"") && error("-1").lines().count() == 1
        );
    }

    #[test]
    fn a_list_has_one_name_a_line_however_windows_ends_them() {
        let names = |bytes: &[u8]| parse(bytes).unwrap().to_vec();
        assert_eq!(names(b"cat\ndog\n"), ["cat", "dog"]);
        assert_eq!(
            names("\u{feff}Kätzchen\r\n кошка\t\r\n猫".as_bytes()),
            ["Kätzchen", "кошка", "猫"]
        );
        assert_eq!(names(b"a\x1b[31mb"), ["a [31mb"]);
        let problem = |bytes: &[u8]| parse(bytes).unwrap_err();
        assert_eq!(problem(b"cat\n\ndog\n"), "line 2 is empty");
        assert_eq!(problem(b"cat\n \t\r\n"), "line 2 is empty");
        assert_eq!(problem(b"cat\ndog\nK\xe4tzchen\n"), "line 3 is not UTF-8");
        assert_eq!(problem(b"\xff\xfec\0a\0t\0"), "line 1 is not UTF-8");
        assert_eq!(problem(b""), "an empty file");
        assert_eq!(names("é".repeat(500).as_bytes()), ["é".repeat(500)]);
        assert_eq!(problem(&[b'a'; 501]), "line 1 is no label: 501 characters");
    }

    #[test]
    fn as_many_classes_have_as_many_names() {
        let list = "imagenet_labels.txt";
        assert_eq!(of(list, 1000, None).unwrap()[285], "Egyptian cat");
        assert_eq!(&*of(list, 2, None).unwrap(), ["class 0", "class 1"]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("labels.txt");
        fs::write(&path, "left\nright\n").unwrap();
        assert_eq!(&*of(list, 2, Some(&path)).unwrap(), ["left", "right"]);
        let error = of(list, 8, Some(&path)).unwrap_err().to_string();
        assert_eq!(error, format!("2 labels instead of 8, one for each class: {}", path.display()));
        let error = |path: &Path| read(path).unwrap_err().to_string();
        assert!(error(folder.path()).starts_with("not a file: "));
        let missing = folder.path().join("missing.txt");
        let wanted = "cannot read the labels: No such file or directory (os error 2): ";
        assert_eq!(error(&missing), format!("{wanted}{}", missing.display()));
        File::create(&path).unwrap().set_len(LONGEST + 1).unwrap();
        assert!(error(&path).starts_with("more than 16 MiB are no labels: "));
    }

    #[test]
    fn imagenets_classes_are_in_their_order() {
        let labels = named("imagenet_labels.txt").unwrap();
        assert_eq!((labels.len(), &*labels[0], &*labels[285]), (1000, "tench", "Egyptian cat"));
    }
}
