//! The favourites of all units of the layers that are watched, and the pictures that they share.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::nine::{Entry, MOST, Nine};
use super::{Collected, Favourite};
use crate::error::Result;
use crate::frame::Picture;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::taps::plan::Unit;

/// So far apart two favourites of one unit lie, where they are of one scene: what is nearer is one
/// moment.
const APART: Duration = Duration::from_secs(1);

/// So far apart pictures are looked at, where they are of one scene. There are about ten thousand
/// units: of thirty pictures a second nearly every one would be some unit's best of that second,
/// and all of them would have to be kept.
const LOOK: Duration = Duration::from_millis(200);

/// So many pictures are kept at most …
const PICTURES: usize = 256;
/// … in so many bytes.
const BYTES: usize = 40_000_000;

/// So many layers are watched besides those of the wall and the classes.
const OTHERS: usize = 2;

/// So many units' favourites stay cut when nobody asks for them any more.
const CUT: usize = 4;

/// What excited each unit most since it was forgotten last. It belongs to one network.
#[derive(Debug, Default)]
pub struct Collection {
    watched: Vec<Watched>,
    /// How many of those stay whatever is opened.
    lasting: usize,
    /// In the order in which they were seen.
    kept: Vec<Kept>,
    looked: u64,
    /// The number of the next picture that is looked at.
    number: u32,
    last: Option<Look>,
    /// What was cut for units that were looked at, with projections or without; the newest last.
    cut: Vec<(Unit, bool, Cut)>,
}

/// Favourites of one unit that are cut, in any order.
pub type Cut = Vec<(Entry<u32>, Favourite)>;

/// A layer of which every unit has its favourites.
#[derive(Debug)]
struct Watched {
    /// Index into the outline's layers.
    layer: usize,
    node: NodeId,
    /// True where values can be negative. Elsewhere zero is no favourite.
    signed: bool,
    /// How many pictures it was watched in.
    looked: u64,
    units: Vec<Nine<u32>>,
}

/// A picture that at least one unit likes.
#[derive(Debug)]
struct Kept {
    number: u32,
    scene: u64,
    time: Duration,
    /// Of the lasting layers' values: another picture's are others.
    fingerprint: u64,
    /// What the network got of it, before normalisation.
    picture: Arc<Picture>,
}

/// A picture that was looked at.
#[derive(Debug, Clone, Copy)]
struct Look {
    scene: u64,
    time: Duration,
    fingerprint: u64,
}

impl Collection {
    /// Watches the layers that the wall shows, and the classes; nothing was seen yet.
    pub fn new(network: &Network) -> Self {
        let outline = &network.outline;
        let mut layers: Vec<usize> = outline.blocks.iter().map(|block| block.shown).collect();
        layers.extend(outline.layers.iter().position(|layer| layer.node == network.graph.logits()));
        layers.sort_unstable();
        layers.dedup();
        let mut collection = Self::default();
        for &layer in &layers {
            collection.watch(network, layer);
        }
        collection.lasting = collection.watched.len();
        collection
    }

    /// Watches this layer too, from now on; instead of another where there are too many.
    pub fn watch(&mut self, network: &Network, layer: usize) {
        let known = self.watched.iter().any(|watched| watched.layer == layer);
        let Some(outlined) = network.outline.layers.get(layer).filter(|_| !known) else { return };
        if self.lasting > 0 && self.watched.len() >= self.lasting + OTHERS {
            self.watched.remove(self.lasting);
        }
        let units = (0..outlined.shape.channels).map(|_| Nine::default()).collect();
        let (node, signed) = (outlined.node, outlined.signed);
        self.watched.push(Watched { layer, node, signed, looked: 0, units });
    }

    /// The nodes whose largest values [`Self::look`] wants, in their order.
    pub fn nodes(&self) -> Vec<NodeId> {
        self.watched.iter().map(|watched| watched.node).collect()
    }

    /// True where a picture of this scene and time is to be looked at.
    pub fn is_due(&self, scene: u64, time: Duration) -> bool {
        let recent = |last: &Look| last.scene == scene && time < last.time + LOOK;
        !self.last.as_ref().is_some_and(recent)
    }

    /// Takes in the largest value of every unit, node after node of [`Self::nodes`]. `picture` is
    /// called where it is to be kept: what the network got of it. One that was there before in
    /// every value, a photo that stands still, is no further picture.
    ///
    /// # Errors
    /// Those of `picture`.
    pub fn look(
        &mut self,
        scene: u64,
        time: Duration,
        values: &[f32],
        picture: impl FnOnce() -> Result<Picture>,
    ) -> Result<()> {
        let count = |watched: &Watched| watched.units.len();
        let lasting: usize = self.watched[..self.lasting].iter().map(count).sum();
        let fingerprint = fingerprint(&values[..lasting.min(values.len())]);
        let before = self.last.replace(Look { scene, time, fingerprint });
        let again = before.is_some_and(|last| last.fingerprint == fingerprint);
        if again || self.kept.iter().any(|kept| kept.fingerprint == fingerprint) {
            return Ok(());
        }
        let number = self.number;
        (self.looked, self.number) = (self.looked + 1, number + 1);
        let is_near = |kept: &&Kept| kept.scene == scene && time < kept.time + APART;
        let near = self.kept.iter().rev().take_while(is_near).last();
        let near = near.map_or(number, |first| first.number);
        let (mut taken, mut values) = (false, values);
        for watched in &mut self.watched {
            let (own, rest) = values.split_at(watched.units.len().min(values.len()));
            values = rest;
            watched.looked += 1;
            for (unit, &value) in watched.units.iter_mut().zip(own) {
                let excited = watched.signed || value > 0.0;
                taken |= excited && unit.offer_apart(value, number, |&other| other >= near);
            }
        }
        if taken {
            let picture = Arc::new(picture()?);
            self.kept.push(Kept { number, scene, time, fingerprint, picture });
            self.make_room();
        }
        Ok(())
    }

    /// Lets go of pictures until what is left has room: of those that no unit refers to, then of
    /// that which the fewest units would miss. Those have a place for another then.
    fn make_room(&mut self) {
        let bytes = self.kept.last().map_or(0, |kept| kept.picture.rgb.len());
        let most = PICTURES.min(BYTES / bytes.max(1)).max(1);
        if self.kept.len() <= most {
            return;
        }
        let first = self.kept.first().map_or(0, |kept| kept.number);
        // The strongest of a unit counts nine times as much as its ninth.
        let mut missed = vec![0; (self.number - first) as usize];
        for unit in self.watched.iter().flat_map(|watched| &watched.units) {
            for (rank, entry) in unit.entries().iter().enumerate() {
                missed[(entry.picture - first) as usize] += MOST - rank;
            }
        }
        let missed = |number: u32| missed[(number - first) as usize];
        self.kept.retain(|kept| missed(kept.number) > 0);
        let mut gone = HashSet::new();
        while self.kept.len() > most {
            let least = (0..self.kept.len()).min_by_key(|&at| missed(self.kept[at].number));
            let Some(least) = least else { break };
            gone.insert(self.kept.remove(least).number);
        }
        if !gone.is_empty() {
            let units = self.watched.iter_mut().flat_map(|watched| &mut watched.units);
            units.for_each(|unit| unit.retain(|picture| !gone.contains(picture)));
        }
    }

    /// Forgets every picture and value; what is watched stays.
    pub fn forget(&mut self) {
        for watched in &mut self.watched {
            watched.looked = 0;
            watched.units.fill(Nine::default());
        }
        (self.kept, self.looked) = (Vec::new(), 0);
        self.cut.clear();
    }

    /// What was cut for this unit before, with projections or without.
    pub fn take_cut(&mut self, unit: Unit, projections: bool) -> Cut {
        let at = self.cut.iter().position(|(of, with, _)| (*of, *with) == (unit, projections));
        at.map_or_else(Vec::new, |at| self.cut.remove(at).2)
    }

    /// Keeps it for whoever asks next.
    pub fn keep_cut(&mut self, unit: Unit, projections: bool, cut: Cut) {
        if self.cut.len() >= CUT {
            self.cut.remove(0);
        }
        self.cut.push((unit, projections, cut));
    }

    /// What is known of all.
    pub fn collected(&self) -> Collected {
        let since = self.kept.first().map(|kept| kept.time);
        Collected { pictures: self.looked, since }
    }

    /// The unit's favourites, the strongest first, each by the number of its picture; and from how
    /// many pictures they were chosen. None where its layer is not watched.
    pub fn of(&self, unit: Unit) -> Option<(&[Entry<u32>], u64)> {
        let watched = self.watched.iter().find(|watched| watched.layer == unit.layer)?;
        Some((watched.units.get(unit.channel)?.entries(), watched.looked))
    }

    /// The picture of this number, as the network got it.
    pub fn picture(&self, number: u32) -> Option<&Arc<Picture>> {
        let at = self.kept.binary_search_by_key(&number, |kept| kept.number).ok()?;
        Some(&self.kept[at].picture)
    }
}

fn fingerprint(values: &[f32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for value in values {
        value.to_bits().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    /// Two layers of these many units, without a network.
    fn collection(units: [usize; 2]) -> Collection {
        let watched = |(layer, &count): (usize, &usize)| Watched {
            layer,
            node: layer,
            signed: layer == 1,
            looked: 0,
            units: vec![Nine::default(); count],
        };
        let watched: Vec<Watched> = units.iter().enumerate().map(watched).collect();
        Collection { lasting: 2, watched, ..Collection::default() }
    }

    fn look(collection: &mut Collection, millis: u64, scene: u64, values: &[f32]) {
        let picture = || Ok(Picture::new(Size::new(1, 1), vec![millis as u8; 3]));
        collection.look(scene, Duration::from_millis(millis), values, picture).unwrap();
    }

    fn values(collection: &Collection, layer: usize, channel: usize) -> Vec<f32> {
        let (entries, _) = collection.of(Unit { layer, channel }).unwrap();
        entries.iter().map(|entry| entry.value).collect()
    }

    #[test]
    fn of_one_second_of_one_scene_a_unit_keeps_its_best() {
        let mut collection = collection([2, 1]);
        for (n, &(millis, scene, first)) in
            [(0, 0, 1.0), (400, 0, 3.0), (800, 0, 2.0), (900, 1, 2.5), (2500, 1, 0.0)]
                .iter()
                .enumerate()
        {
            assert!(collection.is_due(scene, Duration::from_millis(millis)));
            look(&mut collection, millis, scene, &[first, 0.0, -(n as f32)]);
        }
        assert_eq!(values(&collection, 0, 0), [3.0, 2.5], "two scenes, and zero is none");
        assert!(values(&collection, 0, 1).is_empty());
        // Of a layer with negative values the largest, whatever its sign.
        assert_eq!(values(&collection, 1, 0), [0.0, -3.0, -4.0]);
        assert_eq!(collection.collected().pictures, 5);
        assert_eq!(collection.of(Unit { layer: 2, channel: 0 }), None);
        assert!(!collection.is_due(1, Duration::from_millis(2600)));
    }

    #[test]
    fn a_photo_that_stands_still_or_comes_back_is_one_picture() {
        let mut collection = collection([1, 1]);
        for millis in [0, 2000, 4000] {
            look(&mut collection, millis, 0, &[1.0, 1.0]);
        }
        look(&mut collection, 6000, 1, &[2.0, 1.0]);
        look(&mut collection, 8000, 2, &[1.0, 1.0]);
        assert_eq!(values(&collection, 0, 0), [2.0, 1.0]);
        assert_eq!(collection.collected().pictures, 2);
    }

    #[test]
    fn pictures_have_a_bound_and_those_that_few_would_miss_go_first() {
        let mut collection = collection([40, 1]);
        let mut noise = 1_u32;
        for n in 0..600_u64 {
            let mut values: Vec<f32> = (0..41)
                .map(|_| {
                    noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (noise >> 8) as f32
                })
                .collect();
            if n == 3 {
                // The best of its life for one unit alone.
                values.fill(0.0);
                values[7] = 1e9;
            }
            look(&mut collection, 2000 * n, 0, &values);
            assert!(collection.kept.len() <= PICTURES);
        }
        assert_eq!(values(&collection, 0, 7)[0].to_bits(), 1e9_f32.to_bits());
        let entries = |channel| collection.of(Unit { layer: 0, channel }).unwrap().0.to_vec();
        for entry in (0..40).flat_map(entries) {
            assert!(collection.picture(entry.picture).is_some(), "a favourite without its picture");
        }
    }

    #[test]
    fn forgotten_is_every_value_and_every_picture() {
        let mut collection = collection([1, 1]);
        look(&mut collection, 0, 0, &[1.0, 1.0]);
        assert_eq!(collection.collected().since, Some(Duration::ZERO));
        collection.forget();
        assert_eq!(collection.collected(), Collected::default());
        assert!(collection.picture(0).is_none() && values(&collection, 0, 0).is_empty());
        // What stands before the camera now is somebody else's first picture.
        look(&mut collection, 3000, 0, &[1.5, 1.0]);
        assert_eq!(collection.collected().since, Some(Duration::from_secs(3)));
    }
}
