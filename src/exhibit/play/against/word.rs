//! The words of "You against it": what is right, and what else is offered.

use crate::exhibit::play::things;
use crate::network::outline::Outline;

/// It has named a picture where it is at least so sure.
pub(super) const SURE: f32 = 0.5;

/// So many words are offered.
pub(super) const OFFERED: usize = 4;

/// A word that is offered, and the classes that are it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) name: String,
    classes: Vec<usize>,
}

impl Word {
    /// How sure it is of it: the sum of its classes' probabilities, 0..=1.
    pub(super) fn probability(&self, probabilities: &[f32]) -> f32 {
        self.classes.iter().filter_map(|&class| probabilities.get(class)).sum()
    }

    /// The words of a network: its things, and each class that is none.
    fn all(outline: &Outline) -> (Vec<Self>, Vec<Self>) {
        let things = things::of(outline).into_iter();
        let things: Vec<Self> = things
            .map(|thing| Self { name: thing.name().to_owned(), classes: thing.classes })
            .collect();
        let is_a_thing = |class: usize| things.iter().any(|thing| thing.classes.contains(&class));
        let others = outline.labels.iter().enumerate().filter(|(class, _)| !is_a_thing(*class));
        let others =
            others.map(|(class, label)| Self { name: label.clone(), classes: vec![class] });
        let others = others.collect();
        (things, others)
    }

    /// What a sharp picture shows, as the network says: the word of which it is sure; none where it
    /// is sure of none.
    pub(super) fn right(outline: &Outline, probabilities: &[f32]) -> Option<Self> {
        let (things, others) = Self::all(outline);
        let mut words = things.into_iter().chain(others);
        words.find(|word| word.probability(probabilities) >= SURE)
    }

    /// Four words, the right one among them, and its place; in an order of this number's.
    pub(super) fn offer(self, outline: &Outline, seed: u64) -> (Vec<Self>, usize) {
        let (things, others) = Self::all(outline);
        // Words of one kind: those with an article would give the other away.
        let kind = if things.contains(&self) { things } else { others };
        let mut random = fastrand::Rng::with_seed(seed);
        let wrong = kind.into_iter().filter(|word| word.name != self.name);
        let mut words: Vec<Self> = random.choose_multiple(wrong, OFFERED - 1);
        let place = random.usize(0..=words.len());
        words.insert(place, self);
        (words, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;
    use crate::network::labels::named;

    fn outline() -> Outline {
        let labels = named("imagenet_labels.txt").unwrap();
        Outline { labels, ..made_up::outline(2, 4) }
    }

    fn shares(outline: &Outline, of: &[(&str, f32)]) -> Vec<f32> {
        let share =
            |label: &String| of.iter().find(|(name, _)| name == label).map_or(0.0, |of| of.1);
        outline.labels.iter().map(share).collect()
    }

    #[test]
    fn right_is_the_thing_whose_classes_are_half_of_all_together() {
        let outline = outline();
        let cats = shares(&outline, &[("Egyptian cat", 0.3), ("tabby", 0.25), ("lynx", 0.45)]);
        assert_eq!(Word::right(&outline, &cats).unwrap().name, "a cat");
        let unsure = shares(&outline, &[("Egyptian cat", 0.3), ("tabby", 0.15), ("tripod", 0.49)]);
        assert_eq!(Word::right(&outline, &unsure), None);
    }

    #[test]
    fn four_words_of_one_kind_are_offered_and_the_right_one_is_among_them() {
        let outline = outline();
        for (label, has_article) in [("tripod", true), ("barn", false)] {
            let right = Word::right(&outline, &shares(&outline, &[(label, 0.9)])).unwrap();
            for seed in 0..20 {
                let (words, place) = right.clone().offer(&outline, seed);
                assert_eq!((words.len(), &words[place]), (OFFERED, &right));
                let mut names: Vec<_> = words.iter().map(|word| &word.name).collect();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), OFFERED);
                let article = |name: &str| name.starts_with("a ") || name.starts_with("an ");
                if has_article {
                    assert!(words.iter().filter(|word| article(&word.name)).count() > 1);
                }
            }
        }
    }

    #[test]
    fn a_network_of_few_classes_offers_what_it_has() {
        let outline = made_up::outline(2, 4);
        let right = Word::right(&outline, &[0.1, 0.1, 0.1, 0.0, 0.0, 0.7]).unwrap();
        let (words, place) = right.clone().offer(&outline, 1);
        assert!(words.len() <= OFFERED && words[place] == right);
    }
}
