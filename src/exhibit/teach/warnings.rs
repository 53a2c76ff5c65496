//! What may have gone wrong while something was taught.

use super::samples::Samples;
use super::taught::{Sample, Warning};
use crate::network::head::background::{self, Edge};

/// One thing has far more pictures than another where it has so many times as many ...
const FAR_MORE: usize = 3;
/// ... and at least so many.
const MANY: usize = 12;

/// What is to be said of these pictures.
pub(super) fn warnings(samples: &Samples) -> Vec<Warning> {
    let background = one_background(samples).then_some(Warning::OneBackground);
    unequal(samples).into_iter().chain(background).collect()
}

/// True where the things that it learns from were all shown before one background.
fn one_background(samples: &Samples) -> bool {
    let learned = samples.kept().iter().map(|kept| &kept.sample).filter(|it| !it.held_back);
    let edge = |it: &Sample| Some((usize::from(it.class), Edge::of(&it.thumbnail)?));
    let edges: Vec<(usize, Edge)> = learned.filter_map(edge).collect();
    let edges: Vec<(usize, &Edge)> = edges.iter().map(|(class, edge)| (*class, edge)).collect();
    background::is_shared(&edges)
}

/// The thing with most pictures and the one with fewest, where that is far more.
fn unequal(samples: &Samples) -> Option<Warning> {
    let things = samples.things();
    let there = || (0_u8..).zip(&things).filter(|(_, thing)| thing.learned > 0);
    let (most, many) = there().max_by_key(|(_, thing)| thing.learned)?;
    let (fewest, few) = there().min_by_key(|(_, thing)| thing.learned)?;
    let far = many.learned >= MANY && many.learned >= FAR_MORE * few.learned;
    far.then_some(Warning::Unequal(most, fewest))
}
