//! The things that games name: groups of classes with an everyday name, from `assets/things.toml`.
//!
//! ImageNet has 118 breeds of dogs, and no dog. Each group was confirmed by a real photo.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::network::outline::Outline;
use crate::words;

/// The data file.
const FILE: &str = include_str!("../../../assets/things.toml");

/// The data file, read. What cannot be read is left out; a test holds that all can.
static GROUPS: LazyLock<Vec<Group>> =
    LazyLock::new(|| toml::from_str(FILE).map(|file: File| file.thing).unwrap_or_default());

/// The data file as it is written.
#[derive(Debug, Deserialize)]
struct File {
    thing: Vec<Group>,
}

/// A group as it is written.
#[derive(Debug, Deserialize)]
struct Group {
    id: String,
    #[serde(default)]
    at_hand: bool,
    en: String,
    de: String,
    es: String,
    fr: String,
    labels: Vec<String>,
    #[cfg(test)]
    seen: String,
}

/// A thing that everybody knows, and the classes that are it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// What it is called in `[play]`; the class's label where it is no group.
    pub id: String,
    /// Its names with the article, as "a cup": English, German, Spanish, French.
    names: [String; 4],
    /// True where visitors often carry it, or find it on a table.
    pub at_hand: bool,
    /// Its classes, indices into the network's.
    pub classes: Vec<usize>,
}

impl Thing {
    /// A class by itself, under its own word.
    pub fn of_class(class: usize, outline: &Outline) -> Self {
        let label = outline.labels.get(class).cloned().unwrap_or_default();
        let names = std::array::from_fn(|_| label.clone());
        Self { id: label, names, at_hand: true, classes: vec![class] }
    }

    /// The same, of which one says that it is at hand.
    #[must_use]
    pub fn at_hand(mut self) -> Self {
        self.at_hand = true;
        self
    }

    /// The same, where a network has none of its words.
    #[must_use]
    pub fn without_classes(mut self) -> Self {
        self.classes.clear();
        self
    }

    /// Its name with the article, as "a cup", in the language that is spoken.
    pub fn name(&self) -> &str {
        &self.names[words::language() as usize]
    }

    /// How sure the network is of it: the sum of its classes' probabilities, 0..=1.
    pub fn probability(&self, probabilities: &[f32]) -> f32 {
        let sum: f32 = self.classes.iter().filter_map(|&class| probabilities.get(class)).sum();
        sum.min(1.0)
    }
}

/// Those of the shipped things whose classes this network has, by their labels, in the order of the
/// file.
pub fn of(outline: &Outline) -> Vec<Thing> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (class, label) in outline.labels.iter().enumerate() {
        places.entry(label).or_default().push(class);
    }
    let thing = |group: &Group| {
        let of_label = |label: &String| places.get(label.as_str()).cloned().unwrap_or_default();
        Thing {
            id: group.id.clone(),
            names: [&group.en, &group.de, &group.es, &group.fr].map(Clone::clone),
            at_hand: group.at_hand,
            classes: group.labels.iter().flat_map(of_label).collect(),
        }
    };
    GROUPS.iter().map(thing).filter(|thing| !thing.classes.is_empty()).collect()
}

/// What the shipped things are called in `[play] things`.
pub fn ids() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|group| group.id.as_str())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::made_up;
    use crate::network::labels::named;

    #[test]
    fn the_file_is_whole_and_no_class_is_two_things() {
        let file: File = toml::from_str(FILE).unwrap();
        let labels = named("imagenet_labels.txt").unwrap();
        let (mut ids, mut taken) = (HashSet::new(), HashSet::new());
        assert!((60..=90).contains(&file.thing.len()), "{}", file.thing.len());
        for group in &file.thing {
            let Group { id, en, de, es, fr, .. } = group;
            assert!(ids.insert(id), "{id} is there twice");
            for name in [en, de, es, fr] {
                assert!(!name.is_empty() && name.trim() == name, "{id}: {name:?}");
            }
            assert!(id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{id}");
            for label in &group.labels {
                assert!(labels.contains(label), "{id}: {label}");
                assert!(taken.insert(label), "{label} is two things");
            }
        }
    }

    #[test]
    fn every_thing_was_confirmed_by_a_photo_of_one_of_its_classes() {
        let file: File = toml::from_str(FILE).unwrap();
        for group in file.thing {
            let (class, rest) = group.seen.rsplit_once(", ").unwrap();
            let (percent, counts) = rest.split_once(" %; ").unwrap();
            let (won, of) = counts.split_once(" of ").unwrap();
            let number = |text: &str| text.parse::<usize>().unwrap();
            assert!(group.labels.iter().any(|label| label == class), "{}", group.id);
            assert!((50..=100).contains(&number(percent)), "{}: {percent}", group.id);
            assert!((1..=number(of)).contains(&number(won)), "{}", group.id);
            assert_eq!(number(of), group.labels.len(), "{}", group.id);
        }
    }

    #[test]
    fn a_network_with_other_labels_has_only_what_matches() {
        let mut outline = made_up::outline(6, 16);
        outline.labels = ["beagle", "a thing", "pug", "cup"].map(str::to_owned).into();
        let things = of(&outline);
        let ids: Vec<&str> = things.iter().map(|thing| thing.id.as_str()).collect();
        assert_eq!(ids, ["cup", "dog"]);
        assert_eq!(things[1].classes, [0, 2]);
        assert_eq!(things[1].name(), "a dog");
        assert!((things[1].probability(&[0.2, 0.1, 0.3, 0.4]) - 0.5).abs() < 1e-6);
        outline.labels = ["class 0".to_owned()].into();
        assert!(of(&outline).is_empty());
    }

    #[test]
    fn a_dog_is_each_of_118_breeds() {
        let mut outline = made_up::outline(6, 16);
        outline.labels = named("imagenet_labels.txt").unwrap();
        let dog = of(&outline).into_iter().find(|thing| thing.id == "dog").unwrap();
        assert_eq!(dog.classes, (151..=268).collect::<Vec<_>>());
    }
}
