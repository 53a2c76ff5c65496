//! Tests of collecting and cutting, with made-up weights.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::collect::CollectJob;
use super::collection::Collection;
use super::job::FavouritesJob;
use super::other::{OtherProjectionJob, pools};
use super::*;
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::others::Others;
use crate::exhibit::work::{Seen, Work};
use crate::frame::Frame;
use crate::geometry::Size;
use crate::made_up;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
use crate::network::{Network, WeightsFrom};
use crate::preprocess::Preprocess;

fn network(name: &str) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::load(name, &WeightsFrom::Random, device).unwrap()
}

/// Waves, other ones in every frame; a second apart.
fn frame(sequence: u64) -> Frame {
    let size = Size::new(80, 64);
    let wave = |i: usize| {
        let (x, y) = ((i / 3 % 80) as f32, (i / 240) as f32);
        let turn = 0.7 * sequence as f32;
        ((x * turn.cos() + y * turn.sin()) * 0.4 + (i % 3) as f32).sin() * 100.0 + 120.0
    };
    let rgb = (0..size.area() * 3).map(|i| wave(i) as u8).collect();
    let time = Duration::from_secs(2 * sequence);
    Frame { picture: Picture::new(size, rgb), time, ..made_up::frame(sequence) }
}

/// A network, and what it collects of frames.
struct Bench {
    network: Network,
    collection: Rc<RefCell<Collection>>,
    collect: CollectJob,
}

impl Bench {
    fn new(name: &str) -> Self {
        let network = network(name);
        let collection = Rc::new(RefCell::new(Collection::new(&network)));
        let collect = CollectJob::new(&network, Rc::clone(&collection));
        Self { network, collection, collect }
    }

    /// Lets it look at a frame; returns the largest value of every unit of this layer.
    fn see(&mut self, frame: Frame, ablated: bool, layer: usize) -> Vec<f32> {
        self.pass(frame, ablated, layer, |bench, seen| {
            bench.collect.observe(&bench.network, seen).unwrap();
        })
    }

    /// Does this with a pass over a frame.
    fn pass(
        &mut self,
        frame: Frame,
        ablated: bool,
        layer: usize,
        with: impl FnOnce(&mut Self, &Seen<'_>),
    ) -> Vec<f32> {
        let (frame, spec) = (&Arc::new(frame), &self.network.spec);
        let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let prepared = preprocess.run(&frame.picture).unwrap();
        let input = &self.network.input(prepared.input, spec.input).unwrap();
        let node = self.network.outline.layers[layer].node;
        let keep = [self.collect.needs(&self.network), vec![node]].concat();
        let logits = self.network.graph.logits();
        let trace = &self.network.forward(input, Keep::Only(&keep), logits).unwrap();
        let seen = Seen { frame, input, crop: prepared.crop, trace, ablated };
        with(self, &seen);
        let value = trace.value(node).unwrap();
        let maps = value.contiguous().reshape([value.size()[1], -1]);
        let maps: Vec<Vec<f32>> = Vec::try_from(&maps).unwrap();
        maps.into_iter().map(|map| map.into_iter().fold(f32::NEG_INFINITY, f32::max)).collect()
    }

    fn favourites(&self, unit: Unit, projections: bool) -> Arc<Favourites> {
        let collection = Rc::clone(&self.collection);
        let mut job = FavouritesJob::new(&self.network, collection, unit, projections).unwrap();
        for _ in 0..40 {
            if job.step(&self.network).unwrap().is_over() {
                break;
            }
        }
        let Finding::Favourites(found) = job.finding() else { panic!() };
        found
    }
}

#[test]
fn what_is_collected_are_the_largest_values_of_the_maps() {
    let mut bench = Bench::new("squeezenet1_1");
    let shown: Vec<usize> = bench.network.outline.blocks.iter().map(|block| block.shown).collect();
    let layers = [shown[0], shown[4], bench.network.outline.layers.len() - 1];
    for layer in layers {
        bench.collection.borrow_mut().forget();
        // The same frames a minute later.
        let mut wanted: Vec<Vec<f32>> = Vec::new();
        for n in 0..12 {
            wanted.push(bench.see(frame(n + 100 * layer as u64), false, layer));
        }
        let collection = bench.collection.borrow();
        for channel in (0..wanted[0].len()).step_by(7) {
            let mut values: Vec<f32> = wanted.iter().map(|values| values[channel]).collect();
            values.sort_by(|a, b| b.total_cmp(a));
            let signed = bench.network.outline.layers[layer].signed;
            values.retain(|&value| signed || value > 0.0);
            values.truncate(nine::MOST);
            let (entries, pictures) = collection.of(Unit { layer, channel }).unwrap();
            let held: Vec<f32> = entries.iter().map(|entry| entry.value).collect();
            assert_eq!((held, pictures), (values, 12), "layer {layer}, channel {channel}");
        }
    }
}

#[test]
fn nothing_is_collected_without_a_part_of_the_network_or_of_nothing_to_see() {
    let mut bench = Bench::new("squeezenet1_1");
    bench.see(frame(1), true, 5);
    let even = Picture::new(Size::new(80, 64), vec![90; 80 * 64 * 3]);
    bench.see(Frame { picture: even, ..frame(2) }, false, 5);
    assert_eq!(bench.collection.borrow().collected(), Collected::default());
    bench.see(frame(3), false, 5);
    let since = Some(Duration::from_secs(6));
    assert_eq!(bench.collection.borrow().collected(), Collected { pictures: 1, since });
}

#[test]
fn a_units_nine_are_cut_and_renewed_when_another_takes_a_place() {
    let mut bench = Bench::new("squeezenet1_1");
    let layer = bench.network.outline.blocks[3].shown;
    let maxima: Vec<Vec<f32>> = (0..4).map(|n| bench.see(frame(n), false, layer)).collect();
    let channel = (0..maxima[0].len()).find(|&c| maxima.iter().all(|values| values[c] > 0.0));
    let unit = Unit { layer, channel: channel.unwrap() };
    let found = bench.favourites(unit, false);
    assert_eq!((found.pictures, found.best.len(), found.has_switches), (4, 4, true));
    assert!(found.best.windows(2).all(|pair| pair[0].value >= pair[1].value));
    // Whoever comes back sees them at once.
    let collection = Rc::clone(&bench.collection);
    let back = FavouritesJob::new(&bench.network, collection, unit, false).unwrap();
    let Finding::Favourites(known) = back.finding() else { panic!() };
    assert_eq!(known, found);
    drop(back);
    for favourite in &found.best {
        let size = favourite.crop.size;
        assert!(size.width == size.height && (12..=224).contains(&size.width), "{size}");
        assert!(favourite.projection.is_none());
    }
    // The projections are of the same crops, and of their size.
    let drawn = bench.favourites(unit, true);
    for (one, other) in found.best.iter().zip(&drawn.best) {
        assert_eq!((&one.crop, one.value), (&other.crop, other.value));
        let projection = other.projection.as_ref().unwrap();
        assert_eq!(projection.size, one.crop.size);
        assert!(projection.rgb.iter().any(|&byte| byte != 128));
    }
    // A job that goes on follows what is collected, and forgets with it.
    let collection = Rc::clone(&bench.collection);
    let mut job = FavouritesJob::new(&bench.network, collection, unit, false).unwrap();
    while !job.step(&bench.network).unwrap().is_over() {}
    bench.see(frame(9), false, layer);
    while !job.step(&bench.network).unwrap().is_over() {}
    let Finding::Favourites(found) = job.finding() else { panic!() };
    assert_eq!(found.pictures, 5);
    bench.collection.borrow_mut().forget();
    assert!(job.step(&bench.network).unwrap().is_over());
    let Finding::Favourites(found) = job.finding() else { panic!() };
    assert_eq!((found.pictures, found.best.len()), (0, 0));
}

#[test]
fn a_layer_that_the_wall_does_not_show_is_watched_once_it_is_opened() {
    let mut bench = Bench::new("efficientnet_lite0");
    let outline = Arc::clone(&bench.network.outline);
    let hidden = outline.layers.iter().position(|layer| layer.name == "blocks.3.expand.relu");
    let unit = Unit { layer: hidden.unwrap(), channel: 0 };
    bench.see(frame(0), false, 5);
    assert_eq!(bench.collection.borrow().of(unit), None);
    let found = bench.favourites(unit, false);
    assert_eq!((found.pictures, found.has_switches), (0, false));
    bench.see(frame(1), false, 5);
    assert_eq!(bench.collection.borrow().of(unit).unwrap().1, 1);
    let missing = Unit { layer: outline.layers.len(), channel: 0 };
    let collection = Rc::clone(&bench.collection);
    assert!(FavouritesJob::new(&bench.network, collection, missing, false).is_err());
}

/// A network that pools, and one that does not.
#[derive(Debug)]
struct Two;

impl Others for Two {
    fn load(&self, place: usize) -> Result<Network> {
        Ok(network(["squeezenet1_1", "efficientnet_lite0"][place]))
    }
}

#[test]
fn a_network_that_pools_is_asked_once_and_one_that_does_not_says_so() {
    let mut bench = Bench::new("efficientnet_lite0");
    let outline = Arc::clone(&bench.network.outline);
    let unit = Unit { layer: outline.blocks[9].shown, channel: 3 };
    let job = |bench: &mut Bench, place| {
        let mut job = None;
        bench.pass(frame(4), false, 5, |bench, seen| {
            let Bench { network, collection, .. } = bench;
            let others = Rc::new(Two);
            job = OtherProjectionJob::new(network, seen, collection, others, place, unit).ok();
        });
        job.unwrap()
    };
    let mut pooling = job(&mut bench, 0);
    assert!(matches!(pooling.finding(), Finding::OtherProjection(None)));
    let mut steps = 1;
    while !pooling.step(&bench.network).unwrap().is_over() {
        steps += 1;
        assert!(steps <= 5, "it never ends");
    }
    let Finding::OtherProjection(Some(found)) = pooling.finding() else { panic!() };
    let other = network("squeezenet1_1");
    assert!(pools(&other.outline) && !pools(&outline));
    // The tenth of 18 steps lies a little behind the middle, as the sixth of ten does.
    assert_eq!((found.network.as_str(), found.step), (other.outline.title.as_str(), (5, 10)));
    assert_eq!(found.unit.layer, other.outline.blocks[5].shown);
    let projection = found.seen.projection.as_ref().unwrap();
    assert_eq!(projection.size, found.seen.crop.size);
    assert!(found.seen.value > 0.0 && projection.rgb.iter().any(|&byte| byte != 128));
    let mut other = job(&mut bench, 1);
    let refused = (0..5).find_map(|_| other.step(&bench.network).err()).unwrap().to_string();
    assert!(refused.contains("has no max pooling"), "{refused}");
}
