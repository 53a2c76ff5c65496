//! Which pictures the head learns from, and what it is told that they are.

use crate::exhibit::teach::samples::Kept;

/// What is learned and what is tested: each picture's code with its class, an index into `classes`.
#[derive(Debug, Default)]
pub(super) struct Pictures<'a> {
    /// The things of which it has pictures, in their order.
    pub(super) classes: Vec<u8>,
    /// With the labels that it is told.
    pub(super) learned: Vec<(usize, &'a [f32])>,
    /// With the right ones.
    pub(super) held_back: Vec<(usize, &'a [f32])>,
    /// So many of those that it learns from have another thing's label.
    pub(super) wrong: usize,
}

/// A number that has nothing to do with the order of the pictures (splitmix64, Steele, Lea and
/// Flood 2014): the same for each picture in every run.
fn drawn(id: u32, salt: u64) -> u64 {
    let mut z = (u64::from(id) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A thing's pictures in an order that is drawn.
fn shuffled<'a>(pictures: &[&'a Kept], salt: u64) -> Vec<&'a Kept> {
    let mut order = pictures.to_vec();
    order.sort_by_key(|kept| drawn(kept.sample.id, salt));
    order
}

impl<'a> Pictures<'a> {
    /// Of all that is kept: of each thing this share, at least one picture, and of these so many
    /// with a wrong label, both in percent.
    pub(super) fn choose(kept: &'a [Kept], share: u32, noise: u32) -> Self {
        let of = |class: u8, held_back: bool| -> Vec<&'a Kept> {
            let is_of =
                |kept: &&Kept| kept.sample.class == class && kept.sample.held_back == held_back;
            kept.iter().filter(is_of).collect()
        };
        let mut classes: Vec<u8> = kept.iter().map(|kept| kept.sample.class).collect();
        classes.sort_unstable();
        classes.dedup();
        classes.retain(|&class| !of(class, false).is_empty());
        let mut pictures = Pictures { classes, ..Pictures::default() };
        let things = pictures.classes.len();
        for (place, &class) in pictures.classes.iter().enumerate() {
            let mut used = shuffled(&of(class, false), 0);
            used.truncate((used.len() * share as usize).div_ceil(100).max(1));
            let wrong = if things > 1 { used.len() * noise as usize / 100 } else { 0 };
            for (n, kept) in shuffled(&used, 1).into_iter().enumerate() {
                let other = || 1 + drawn(kept.sample.id, 2) as usize % (things - 1);
                let told = if n < wrong { (place + other()) % things } else { place };
                pictures.learned.push((told, &kept.code));
            }
            pictures.wrong += wrong;
            let tested = of(class, true).into_iter();
            pictures.held_back.extend(tested.map(|kept| (place, kept.code.as_slice())));
        }
        pictures
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::exhibit::teach::taught::Sample;

    fn kept(id: u32, class: u8, held_back: bool) -> Kept {
        let sample = Sample { id, class, burst: 0, held_back, thumbnail: Arc::default() };
        let code = vec![id as f32, f32::from(class)];
        Kept { sample, time: Duration::ZERO, code, pixels: Vec::new(), depths: Vec::new() }
    }

    /// Forty pictures of things 0 and 2, every fifth held back, and one of 3, held back.
    fn all() -> Vec<Kept> {
        let taught = (0..40).map(|id| kept(id, if id % 2 == 0 { 0 } else { 2 }, id % 5 == 0));
        taught.chain([kept(40, 3, true)]).collect()
    }

    #[test]
    fn what_is_held_back_is_never_learned_and_a_thing_without_pictures_is_no_class() {
        let all = all();
        let pictures = Pictures::choose(&all, 100, 0);
        assert_eq!(pictures.classes, [0, 2]);
        assert_eq!((pictures.learned.len(), pictures.held_back.len(), pictures.wrong), (32, 8, 0));
        for (class, code) in &pictures.learned {
            assert_eq!(u32::from(pictures.classes[*class]), code[1] as u32);
            assert!(!(code[0] as u32).is_multiple_of(5));
        }
        assert!(pictures.held_back.iter().all(|(_, code)| (code[0] as u32).is_multiple_of(5)));
    }

    #[test]
    fn a_share_is_of_each_thing_and_a_larger_one_has_all_of_a_smaller() {
        let all = all();
        let ids = |share| -> Vec<u32> {
            let chosen = Pictures::choose(&all, share, 0).learned.into_iter();
            chosen.map(|(_, code)| code[0] as u32).collect()
        };
        assert_eq!([10, 25, 50, 75].map(|share| ids(share).len()), [4, 8, 16, 24]);
        assert!(ids(25).iter().all(|id| ids(50).contains(id)));
        assert_eq!(Pictures::choose(&all[..3], 10, 0).learned.len(), 2, "one of each at least");
    }

    #[test]
    fn wrong_labels_are_told_of_what_is_learned_alone() {
        let all = all();
        let pictures = Pictures::choose(&all, 100, 20);
        let is_wrong = |(class, code): &&(usize, &[f32])| {
            u32::from(pictures.classes[*class]) != code[1] as u32
        };
        assert_eq!(pictures.learned.iter().filter(is_wrong).count(), 6);
        assert_eq!(pictures.wrong, 6);
        assert_eq!(pictures.held_back.iter().filter(is_wrong).count(), 0);
    }
}
