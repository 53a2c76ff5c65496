//! The names that visitors give to detectors, and the one that is being typed: a detector's, or
//! that of a thing which they teach.

use crate::network::outline::Outline;
use crate::taps::plan::Unit;

/// No name is longer.
pub const LONGEST: usize = 24;

/// So many names are kept: of more the oldest goes.
const KEPT: usize = 64;

/// So many of the network's words are offered as names.
const GUESSES: usize = 3;

/// The names of one visit, in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Names(Vec<Named>);

/// A detector with its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Named {
    /// The network's name: another network's detectors are others.
    network: String,
    unit: Unit,
    name: String,
}

/// What gets a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A detector.
    Detector(Unit),
    /// A thing that is taught, `0..CLASSES` of [`crate::exhibit::teach::taught`].
    Thing(usize),
}

/// Something is being named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Naming {
    /// What.
    pub subject: Subject,
    /// What was typed so far.
    pub text: String,
    /// What a finger can choose instead, as it was when this began.
    pub offered: Vec<String>,
}

impl Names {
    /// What this unit of this network is called; none where nobody has named it.
    pub fn of(&self, network: &str, unit: Unit) -> Option<&str> {
        let is_it = |named: &&Named| named.network == network && named.unit == unit;
        self.0.iter().find(is_it).map(|named| named.name.as_str())
    }

    /// The units of this network that have a name, in the order in which they were named.
    pub fn on<'a>(&'a self, network: &'a str) -> impl Iterator<Item = (Unit, &'a str)> {
        let own = self.0.iter().filter(move |named| named.network == network);
        own.map(|named| (named.unit, named.name.as_str()))
    }

    /// Gives a unit this name instead of the one that it has; an empty one takes it away.
    pub fn give(&mut self, network: &str, unit: Unit, name: &str) {
        self.0.retain(|named| named.network != network || named.unit != unit);
        let name = short(name);
        if !name.is_empty() {
            if self.0.len() >= KEPT {
                self.0.remove(0);
            }
            self.0.push(Named { network: network.to_owned(), unit, name });
        }
    }
}

impl Naming {
    /// Begins with the name that the unit has. What is offered are the words of the best guesses,
    /// given as classes, and a name that fits anything.
    pub fn new(unit: Unit, names: &Names, outline: &Outline, guesses: &[usize]) -> Self {
        let number = names.on(&outline.name).count() + 1;
        let own = say!("name-thing", number = number);
        let offered = words(outline, guesses).chain([own]).collect();
        let text = names.of(&outline.name, unit).unwrap_or_default().to_owned();
        Self { subject: Subject::Detector(unit), text, offered }
    }

    /// The same for a thing that is taught.
    pub fn of_thing(thing: usize, name: &str, outline: &Outline, guesses: &[usize]) -> Self {
        let own = [say!("name-me"), say!("name-mine")];
        let offered = words(outline, guesses).chain(own).collect();
        Self { subject: Subject::Thing(thing), text: name.to_owned(), offered }
    }

    /// One more character, as far as there is room.
    pub fn push(&mut self, typed: char) {
        if self.text.chars().count() < LONGEST && !typed.is_control() {
            self.text.push(typed);
        }
    }
}

/// The network's words for its best guesses, given as classes.
fn words<'a>(outline: &'a Outline, guesses: &'a [usize]) -> impl Iterator<Item = String> + 'a {
    let label = |&class: &usize| {
        // "tabby, tabby cat": the first is enough.
        Some(short(outline.labels.get(class)?.split(',').next()?))
    };
    guesses.iter().take(GUESSES).filter_map(label)
}

/// A name without what is around it, and not longer than [`LONGEST`].
pub fn short(name: &str) -> String {
    name.trim().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

    const UNIT: Unit = Unit { layer: 4, channel: 7 };

    #[test]
    fn a_name_is_one_networks_and_one_detectors_until_another_is_given() {
        let mut names = Names::default();
        names.give("one", UNIT, "  mug ");
        assert_eq!(names.of("one", UNIT), Some("mug"));
        assert_eq!(names.of("two", UNIT), None);
        assert_eq!(names.of("one", Unit { channel: 8, ..UNIT }), None);
        names.give("one", UNIT, "cup");
        names.give("two", UNIT, "ear");
        assert_eq!(names.on("one").collect::<Vec<_>>(), [(UNIT, "cup")]);
        names.give("one", UNIT, " ");
        assert_eq!((names.of("one", UNIT), names.of("two", UNIT)), (None, Some("ear")));
    }

    #[test]
    fn names_are_short_and_few() {
        let mut names = Names::default();
        names.give("one", UNIT, &"ä".repeat(100));
        assert_eq!(names.of("one", UNIT).unwrap().chars().count(), LONGEST);
        for channel in 0..200 {
            names.give("one", Unit { layer: 1, channel }, "x");
        }
        assert_eq!(names.on("one").count(), KEPT);
        let (outline, guesses) = (made_up::outline(6, 16), [4, 0, 1, 2]);
        let mut naming = Naming::new(UNIT, &Names::default(), &outline, &guesses);
        let wanted = ["sulphur-crested cockatoo", "Egyptian cat", "tiger cat", "thing 1"];
        assert_eq!(naming.offered, wanted);
        (0..100).for_each(|_| naming.push('m'));
        assert_eq!(naming.text.len(), LONGEST);
    }

    #[test]
    fn naming_begins_with_the_name_that_it_has() {
        let (outline, mut names) = (made_up::outline(6, 16), Names::default());
        names.give(&outline.name, UNIT, "mug");
        let naming = Naming::new(UNIT, &names, &outline, &[]);
        assert_eq!((naming.text.as_str(), &naming.offered[..]), ("mug", &["thing 2".into()][..]));
    }

    #[test]
    fn a_thing_is_offered_the_words_of_the_best_guesses_and_two_more() {
        let outline = made_up::outline(6, 16);
        let naming = Naming::of_thing(2, "cup", &outline, &[2, 5, 0, 1]);
        assert_eq!((naming.subject, naming.text.as_str()), (Subject::Thing(2), "cup"));
        assert_eq!(naming.offered, ["tabby", "espresso", "Egyptian cat", "me", "my thing"]);
    }
}
