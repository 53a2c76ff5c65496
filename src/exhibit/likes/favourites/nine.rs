//! The nine pictures that excite a unit most: a bounded list whose order no merging changes.

use std::cmp::Ordering;

/// So many favourites a unit has at most (as many as Zeiler and Fergus show of each, "Visualizing
/// and understanding convolutional networks", 2014, figure 2, <https://arxiv.org/abs/1311.2901>).
pub const MOST: usize = 9;

/// A picture, and how much it excites the unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<P> {
    /// The unit's largest value in it; finite.
    pub value: f32,
    /// Which picture. Where it says the place as well, pictures come first in its order.
    pub picture: P,
}

/// At most [`MOST`] pictures, the strongest first; of equal ones that which comes first in the
/// order of `P`. So it does not matter in which order pictures are offered.
#[derive(Debug, Clone, PartialEq)]
pub struct Nine<P>(Vec<Entry<P>>);

impl<P> Default for Nine<P> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<P: Ord> Nine<P> {
    /// Where this entry would stand, from 0; none where nine others come before it, or its value is
    /// no number.
    fn rank(&self, value: f32, picture: &P) -> Option<usize> {
        let is_before = |other: &Entry<P>| match other.value.total_cmp(&value) {
            Ordering::Greater => true,
            Ordering::Equal => other.picture <= *picture,
            Ordering::Less => false,
        };
        // Most of what is offered is weaker than the last.
        if !value.is_finite() || self.0.len() == MOST && self.0.last().is_some_and(is_before) {
            return None;
        }
        Some(self.0.partition_point(is_before))
    }

    /// Takes a picture in, where it is among the nine; true if it is new there.
    pub fn offer(&mut self, value: f32, picture: P) -> bool {
        let Some(rank) = self.rank(value, &picture) else { return false };
        if self.0.iter().any(|entry| entry.picture == picture) {
            return false;
        }
        self.0.truncate(MOST - 1);
        self.0.insert(rank, Entry { value, picture });
        true
    }

    /// The same where pictures for which `is_near` is true are of the same moment: only the
    /// strongest of those stays, of equal ones that which was there.
    pub fn offer_apart(&mut self, value: f32, picture: P, is_near: impl Fn(&P) -> bool) -> bool {
        if self.rank(value, &picture).is_none() {
            return false;
        }
        if self.0.iter().any(|entry| entry.value >= value && is_near(&entry.picture)) {
            return false;
        }
        self.0.retain(|entry| !is_near(&entry.picture));
        self.offer(value, picture)
    }

    /// Takes in all that another has, as if it had been offered here.
    pub fn merge(&mut self, other: Self) {
        for Entry { value, picture } in other.0 {
            self.offer(value, picture);
        }
    }

    /// Lets go of the pictures for which this is false.
    pub fn retain(&mut self, stays: impl Fn(&P) -> bool) {
        self.0.retain(|entry| stays(&entry.picture));
    }

    /// The strongest first.
    pub fn entries(&self) -> &[Entry<P>] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(mut offered: Vec<(f32, u32)>) -> Vec<(f32, u32)> {
        offered.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        offered
    }

    fn held(nine: &Nine<u32>) -> Vec<(f32, u32)> {
        nine.entries().iter().map(|entry| (entry.value, entry.picture)).collect()
    }

    proptest! {
        #[test]
        fn it_holds_what_sorting_all_would_whatever_the_order_and_the_shards(
            values in prop::collection::vec(0_u8..20, 0..40),
            turn in 0_usize..40,
            cut in 0_usize..40,
        ) {
            let offered = values.iter().enumerate().map(|(n, &value)| (f32::from(value), n as u32));
            let offered: Vec<(f32, u32)> = offered.collect();
            let mut wanted = sorted(offered.clone());
            wanted.truncate(MOST);
            let mut turned = offered.clone();
            turned.rotate_left(turn.min(offered.len()));
            let [mut whole, mut one, mut other] = [const { Nine(Vec::new()) }; 3];
            for (n, &(value, picture)) in turned.iter().enumerate() {
                whole.offer(value, picture);
                let shard = if n < cut { &mut one } else { &mut other };
                shard.offer(value, picture);
            }
            other.merge(one);
            prop_assert_eq!(held(&whole), &wanted[..]);
            prop_assert_eq!(held(&other), wanted);
        }

        #[test]
        fn of_one_moment_only_the_strongest_stays(
            values in prop::collection::vec(0_u8..20, 0..60),
        ) {
            let mut nine = Nine::default();
            for (n, &value) in values.iter().enumerate() {
                let picture = n as u32;
                nine.offer_apart(f32::from(value), picture, |other| picture - other < 5);
            }
            let mut held = held(&nine);
            prop_assert_eq!(&held, &sorted(held.clone()));
            // The strongest of all, the first of equals, is never lost to a neighbour.
            let offered = values.iter().enumerate().map(|(n, &v)| (f32::from(v), n as u32));
            prop_assert_eq!(held.first().copied(), sorted(offered.collect()).first().copied());
            held.sort_by_key(|&(_, picture)| picture);
            for pair in held.windows(2) {
                prop_assert!(pair[1].1 - pair[0].1 >= 5, "{:?}", pair);
            }
        }
    }

    #[test]
    fn what_is_no_number_is_no_favourite() {
        let mut nine = Nine::default();
        assert!(!nine.offer(f32::NAN, 0_u32) && !nine.offer(f32::INFINITY, 1));
        assert!(nine.offer(-3.0, 2), "a negative value may be the largest");
        assert!(!nine.offer(-3.0, 2), "it is there already");
        nine.retain(|&picture| picture != 2);
        assert!(nine.entries().is_empty());
    }
}
