//! The tally of a set of pictures: which nine excited each unit most, and where in its map.
//!
//! Of two pictures with the same value the earlier one counts as the stronger. So a tally does not
//! depend on the order in which pictures are added, and tallies of shards merge into that of the
//! whole. Per unit it holds nine numbers of a picture; names are held once, and only of pictures
//! that are among some nine.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::key::Key;
use super::shards::Shards;
use crate::exhibit::likes::favourites::nine::MOST;
use crate::network::checkpoint::hex;

/// So many pictures are kept of each unit.
pub const NINE: usize = MOST;

/// One picture of a unit's nine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Favoured {
    /// Its index in the set.
    pub picture: u32,
    /// The largest value of the unit's map.
    pub value: f32,
    /// Column of that value in the map; of equal values the first, row by row.
    pub x: u32,
    /// Its row.
    pub y: u32,
}

impl Favoured {
    /// True where it comes before the other among the nine.
    fn beats(&self, other: &Self) -> bool {
        let by_value = self.value.total_cmp(&other.value).reverse();
        by_value.then(self.picture.cmp(&other.picture)).is_lt()
    }
}

/// The nine of each unit of one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerTally {
    /// The layer's name, as in `deepvis layers`.
    pub name: String,
    /// At most nine of each unit, the strongest first.
    pub units: Vec<Vec<Favoured>>,
}

impl LayerTally {
    /// Of a layer of so many units, which have seen nothing.
    pub fn new(name: &str, units: usize) -> Self {
        Self { name: name.to_owned(), units: vec![Vec::new(); units] }
    }

    /// Keeps the picture where it is among the unit's nine.
    pub fn add(&mut self, unit: usize, favoured: Favoured) -> bool {
        let Some(nine) = self.units.get_mut(unit) else { return false };
        let at = nine.partition_point(|kept| kept.beats(&favoured));
        if at >= NINE {
            return false;
        }
        nine.truncate(NINE - 1);
        nine.insert(at, favoured);
        true
    }

    /// All that are among some nine.
    pub fn favoured(&self) -> impl Iterator<Item = &Favoured> {
        self.units.iter().flatten()
    }
}

/// A picture, and what the network called it.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Its path below the folder that was looked through, with slashes.
    pub path: String,
    /// The class that it most probably shows.
    pub class: u32,
    /// The probability of that, 0 to 1.
    pub probability: f32,
}

/// What a tally is of. Two can be merged only where this is the same, but for the shards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The network.
    pub key: Key,
    /// The side of the square that it sees of each picture, in pixels.
    pub side: u32,
    /// The SHA-256 of the list of the pictures' paths.
    pub folder: String,
    /// How many pictures are on that list.
    pub listed: u32,
    /// Which of them were to be looked at.
    pub shards: Shards,
}

impl Set {
    /// Of these pictures' paths below their folder.
    pub fn new(key: Key, side: u32, paths: &[String], shards: Shards) -> Self {
        let mut hash = Sha256::new();
        for path in paths {
            // No path holds a zero.
            hash.update(path.as_bytes());
            hash.update([0]);
        }
        Self { key, side, folder: hex(&hash.finalize()), listed: paths.len() as u32, shards }
    }
}

/// Which pictures excited the units of some layers most.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Of what.
    pub set: Set,
    /// The index of the picture that comes next; [`Set::listed`] where all were looked at.
    pub next: u32,
    /// How many were looked at; those that could not be read are not among them.
    pub seen: u32,
    /// By layer.
    pub layers: Vec<LayerTally>,
    /// By index; those of [`Self::layers`] at least.
    pub pictures: BTreeMap<u32, Named>,
}

impl Tally {
    /// Of nothing yet.
    pub fn new(set: Set, layers: Vec<LayerTally>) -> Self {
        Self { set, next: 0, seen: 0, layers, pictures: BTreeMap::new() }
    }

    /// True where every picture was looked at.
    pub fn is_over(&self) -> bool {
        self.next >= self.set.listed
    }

    /// Twelve digits of what it is a tally of: the set, its shards, its layers.
    pub fn digest(&self) -> String {
        let Set { key, side, folder, listed, shards } = &self.set;
        let of = format!("{key} {} {side} {folder} {listed} {shards}", key.weights);
        let layers =
            self.layers.iter().map(|layer| format!("{} {}", layer.name, layer.units.len()));
        let of: Vec<String> = std::iter::once(of).chain(layers).collect();
        hex(&Sha256::digest(of.join("\n")))[..12].to_owned()
    }

    /// Forgets the pictures that are among no unit's nine any more.
    pub fn prune(&mut self) {
        let kept: BTreeSet<u32> = self.indices().collect();
        self.pictures.retain(|index, _| kept.contains(index));
    }

    fn indices(&self) -> impl Iterator<Item = u32> {
        self.layers.iter().flat_map(LayerTally::favoured).map(|favoured| favoured.picture)
    }

    /// One of its layers by itself, with the pictures of that layer; none where it has no such.
    pub fn only(&self, layer: usize) -> Option<Self> {
        let layers = vec![self.layers.get(layer)?.clone()];
        let mut one = Self { layers, ..self.clone() };
        one.prune();
        Some(one)
    }

    /// Adds another of the same set, but of other shards.
    ///
    /// # Errors
    /// Where it is of another set, of other layers, unfinished, or of the same shard.
    pub fn merge(&mut self, other: &Self) -> Result<(), String> {
        if !self.is_over() || !other.is_over() {
            return Err("it is not finished; run the same command again".into());
        }
        let (one, two) = (&self.set, &other.set);
        if one.key != two.key {
            return Err(format!("it is of {}, the first one of {}", two.key, one.key));
        }
        if (&one.folder, one.listed, one.side) != (&two.folder, two.listed, two.side) {
            let (two, one) = (two.listed, one.listed);
            return Err(format!(
                "it is of another folder, of {two} pictures; the first one of {one}"
            ));
        }
        let same = |(one, two): (&LayerTally, &LayerTally)| {
            (&one.name, one.units.len()) == (&two.name, two.units.len())
        };
        if self.layers.len() != other.layers.len()
            || !self.layers.iter().zip(&other.layers).all(same)
        {
            return Err("it is of other layers than the first one".into());
        }
        self.set.shards = one.shards.and(&two.shards)?;
        for (into, from) in self.layers.iter_mut().zip(&other.layers) {
            for (unit, nine) in from.units.iter().enumerate() {
                for &favoured in nine {
                    into.add(unit, favoured);
                }
            }
        }
        self.seen = self.seen.saturating_add(other.seen);
        self.pictures.extend(other.pictures.iter().map(|(&index, named)| (index, named.clone())));
        self.prune();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: usize = 7;
    const PICTURES: u32 = 101;

    /// Many equal values among them.
    fn value(picture: u32, unit: usize) -> f32 {
        f32::from((picture.wrapping_mul(2_654_435_761) >> (unit + 4)) as u8 % 16)
    }

    pub(super) fn tally(shards: &str, indices: impl Iterator<Item = u32>) -> Tally {
        let paths: Vec<String> = (0..PICTURES).map(|index| format!("{index}.png")).collect();
        let key = Key { network: "a".into(), weights: "random".into() };
        let set = Set::new(key, 8, &paths, shards.parse().unwrap());
        let mut tally = Tally::new(set, vec![LayerTally::new("one", UNITS)]);
        for index in indices.filter(|&index| tally.set.shards.hold(index as usize)) {
            for unit in 0..UNITS {
                let (value, x) = (value(index, unit), index % 3);
                tally.layers[0].add(unit, Favoured { picture: index, value, x, y: 1 });
            }
            let path = paths[index as usize].clone();
            tally.pictures.insert(index, Named { path, class: index, probability: 0.5 });
            tally.seen += 1;
        }
        tally.next = PICTURES;
        tally.prune();
        tally
    }

    #[test]
    fn the_nine_are_those_of_a_sorted_list() {
        let tally = tally("1/1", 0..PICTURES);
        for unit in 0..UNITS {
            let mut all: Vec<u32> = (0..PICTURES).collect();
            // A sort that is stable keeps equal ones in the order of the pictures.
            all.sort_by(|&a, &b| value(b, unit).total_cmp(&value(a, unit)));
            let nine: Vec<u32> =
                tally.layers[0].units[unit].iter().map(|kept| kept.picture).collect();
            assert_eq!(nine, all[..NINE]);
        }
        assert!(tally.pictures.len() <= UNITS * NINE, "the others are forgotten");
    }

    #[test]
    fn no_order_and_no_division_changes_anything() {
        let whole = tally("1/1", 0..PICTURES);
        assert_eq!(tally("1/1", (0..PICTURES).rev()), whole);
        let mut merged = tally("2/3", 0..PICTURES);
        merged.merge(&tally("3/3", 0..PICTURES)).unwrap();
        assert_eq!(merged.set.shards.to_string(), "2,3/3");
        merged.merge(&tally("1/3", 0..PICTURES)).unwrap();
        assert_eq!(merged, whole);
    }

    #[test]
    fn what_does_not_belong_together_is_not_merged() {
        let refused = |change: fn(&mut Tally)| {
            let mut other = tally("2/3", 0..PICTURES);
            change(&mut other);
            tally("1/3", 0..PICTURES).merge(&other).unwrap_err()
        };
        assert!(refused(|other| other.next = 4).starts_with("it is not finished"));
        assert!(
            refused(|other| other.set.key.network = "b".into()).starts_with("it is of b-random")
        );
        assert!(refused(|other| other.set.folder.clear()).starts_with("it is of another folder"));
        assert!(refused(|other| other.layers[0].name.clear()).starts_with("it is of other layers"));
        let twice = refused(|other| other.set.shards = "1/3".parse().unwrap());
        assert_eq!(twice, "shard 1/3 is there twice");
    }

    #[test]
    fn a_hundred_thousand_pictures_take_a_few_megabytes() {
        // The wall of EfficientNet-Lite0 has fewer than 10,000 units, all its layers 22,008; the
        // worst case is that each unit has nine pictures of its own.
        let units = 22_008;
        let nine = NINE * size_of::<Favoured>() + size_of::<Vec<Favoured>>();
        // A path of 100 bytes and its place in the tree.
        let named = size_of::<(u32, Named)>() + 100 + 64;
        let names = 100_000.min(units * NINE) * named;
        assert!(units * nine + names < 40 << 20, "{} bytes", units * nine + names);
    }
}
