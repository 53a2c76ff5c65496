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
    fn imagenets_classes_are_in_their_order() {
        let labels = named("imagenet_labels.txt").unwrap();
        assert_eq!((labels.len(), &*labels[0], &*labels[285]), (1000, "tench", "Egyptian cat"));
    }
}
