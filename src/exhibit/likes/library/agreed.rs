//! What the network called most of the pictures that excited a unit.

use super::tally::NINE;

/// So many of the nine must be called the same.
const MOST: usize = 6;

/// A class that most of the nine were called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Agreed {
    /// Its number.
    pub class: usize,
    /// How many of the nine, 6 to 9.
    pub count: usize,
}

/// The class that at least six of nine pictures were called; none where there is no such, or where
/// there are fewer than nine.
pub fn agreed(called: &[usize]) -> Option<Agreed> {
    if called.len() != NINE {
        return None;
    }
    let count = |class: usize| called.iter().filter(|&&other| other == class).count();
    let classes = called.iter().map(|&class| Agreed { class, count: count(class) });
    classes.into_iter().find(|agreed| agreed.count >= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_of_nine_agree_and_five_or_six_of_eight_do_not() {
        let some = |class, count| Some(Agreed { class, count });
        assert_eq!(agreed(&[7; 9]), some(7, 9));
        assert_eq!(agreed(&[1, 7, 7, 2, 7, 7, 3, 7, 7]), some(7, 6));
        assert_eq!(agreed(&[1, 7, 7, 2, 7, 7, 3, 7, 1]), None);
        assert_eq!(agreed(&[7, 7, 7, 7, 7, 7, 1, 2]), None, "eight are too few");
        assert_eq!(agreed(&[]), None);
    }
}
