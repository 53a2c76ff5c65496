//! Class names.

use std::sync::Arc;

use crate::error::{Error, Result};

/// ImageNet's thousand classes, one a line.
const IMAGENET: &str = include_str!("../../weights/imagenet_labels.txt");

/// Those of them that are people, each known by what they wear or hold. All others are animals, plants, things and places.
const PEOPLE: [&str; 3] = ["ballplayer", "groom", "scuba diver"];

/// The class names of this list, by class number.
///
/// # Errors
/// [`Error::Network`] where no list of this name was built in.
pub fn named(list: &str) -> Result<Arc<[String]>> {
    match list {
        "imagenet_labels.txt" => Ok(IMAGENET.lines().map(str::to_owned).collect()),
        _ => Err(Error::Network(format!("unknown labels {list}; there are imagenet_labels.txt"))),
    }
}

/// Which of these classes are people; none where that is not known, because the classes are not ImageNet's.
pub fn people_among(labels: &[String]) -> Option<&'static [&'static str]> {
    labels.iter().map(String::as_str).eq(IMAGENET.lines()).then_some(&PEOPLE[..])
}

/// The class that a person means: its number, its name in small or capital letters, or words of its name that no other
/// name has.
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
    fn imagenets_classes_are_in_their_order() {
        let labels = named("imagenet_labels.txt").unwrap();
        assert_eq!((labels.len(), &*labels[0], &*labels[285]), (1000, "tench", "Egyptian cat"));
    }
}
