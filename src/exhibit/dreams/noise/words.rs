//! The words of the cards: twelve of a network's classes.

/// So many cards there are at most.
pub(super) const MOST: usize = 12;

/// Of ImageNet's classes, those whose pictures out of noise can be named by people: things of one
/// clear form and colour.
const OF_IMAGENET: &[&str] = &[
    "volcano",
    "strawberry",
    "goldfish",
    "monarch",
    "jellyfish",
    "flamingo",
    "pirate",
    "daisy",
    "peacock",
    "espresso",
    "balloon",
    "tiger cat",
];

/// The classes that are offered: those of ImageNet's where all of them are there, or else twelve
/// that stand evenly among all; fewer where there are fewer.
pub(super) fn words(labels: &[String]) -> Vec<usize> {
    let place = |name: &&str| labels.iter().position(|label| label == name);
    let known: Option<Vec<usize>> = OF_IMAGENET.iter().map(place).collect();
    known.unwrap_or_else(|| {
        let count = labels.len().min(MOST);
        (0..count).map(|n| n * labels.len() / count).collect()
    })
}

/// What a visitor calls a class. Two names of ImageNet's list say too little; its makers wrote
/// "monarch, monarch butterfly" and "pirate, pirate ship".
pub(super) fn name(label: &str) -> String {
    match label {
        "monarch" => say!("noise-word-monarch"),
        "pirate" => say!("noise-word-pirate"),
        label => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::labels::named;

    #[test]
    fn the_twelve_words_are_found_among_imagenets() {
        let labels = named("imagenet_labels.txt").unwrap();
        let found: Vec<&str> = words(&labels).into_iter().map(|n| labels[n].as_str()).collect();
        assert_eq!(found, OF_IMAGENET);
    }

    #[test]
    fn of_other_lists_there_are_at_most_twelve_words_each_once() {
        for count in [0, 1, 2, 11, 12, 13, 365] {
            let labels: Vec<String> = (0..count).map(|n| format!("class {n}")).collect();
            let found = words(&labels);
            assert_eq!(found.len(), count.min(MOST));
            assert!(found.is_sorted_by(|one, other| one < other), "{found:?}");
            assert!(found.iter().all(|&class| class < count));
        }
        // One of ImageNet's is missing: then it is another list.
        let mut labels = named("imagenet_labels.txt").unwrap().to_vec();
        labels[981 - 1] = "smoking mountain".into();
        assert_eq!(words(&labels)[..3], [0, 83, 166]);
    }
}
