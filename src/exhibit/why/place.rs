//! The part of the picture that changed by itself: something came in, or left.

use super::movement::{Movement, Pair};
use crate::geometry::{Point, Rect};

/// Side of the blocks in which it is looked for, in pixels.
const BLOCK: usize = 8;

/// In a block that changed by itself the difference is so many times that of a usual one, as an
/// amplitude …
const UNUSUAL: f32 = 3.0;
/// … and at least this much, in 1/255: that of a thing that has hardly a colour of its own …
const LEAST: f32 = 6.0;
/// … and more than a movement by this much of a pixel would make of the slopes in it.
const MISALIGNED: f32 = 0.4;

/// What came or left covers at most this share of the picture: else it is no part of it.
const MOST: f32 = 0.6;

/// Its outline is so many times as steep in one picture as in the other.
const CLEARLY: f32 = 1.25;

/// Into which picture something belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::exhibit) enum Thing {
    /// Its outline is in the second picture.
    Entered,
    /// Its outline is in the first.
    Left,
    /// The outlines do not say.
    Changed,
}

/// The part that changed by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) part: Rect,
    pub(super) thing: Thing,
    /// Squared difference in it that no movement explains, summed over its pixels.
    pub(super) energy: f64,
}

/// What a movement leaves in one block.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    pixels: usize,
    energy: f32,
    /// The mean squared slope of both pictures.
    slope: f32,
}

/// The blocks of a picture, row by row.
struct Blocks {
    across: usize,
    blocks: Vec<Block>,
}

impl Blocks {
    fn new(pair: &Pair, movement: Movement) -> Self {
        let across = pair.after.side / BLOCK;
        let mut blocks = vec![Block::default(); across * across];
        for ((x, y), fit) in pair.fits(movement, 1) {
            let (column, row) = (x / BLOCK, y / BLOCK);
            if column >= across || row >= across {
                continue;
            }
            let block = &mut blocks[row * across + column];
            block.pixels += 1;
            block.energy += fit.residual * fit.residual;
            let after = pair.after.sample(x as f32, y as f32).map_or([0.0; 2], |there| there.slope);
            let square = |[right, down]: [f32; 2]| right * right + down * down;
            block.slope += square(fit.slope).max(square(after));
        }
        for block in &mut blocks {
            let pixels = block.pixels.max(1) as f32;
            (block.energy, block.slope) = (block.energy / pixels, block.slope / pixels);
        }
        Self { across, blocks }
    }

    /// Those that changed by themselves.
    fn unusual(&self) -> Vec<bool> {
        let whole = |block: &&Block| 2 * block.pixels >= BLOCK * BLOCK;
        let mut energies: Vec<f32> =
            self.blocks.iter().filter(whole).map(|block| block.energy).collect();
        energies.sort_unstable_by(f32::total_cmp);
        let usual = energies.get(energies.len() / 2).copied().unwrap_or(0.0);
        let least = (UNUSUAL * UNUSUAL * usual).max(LEAST * LEAST);
        let is = |block: &Block| {
            whole(&block) && block.energy > least.max(MISALIGNED * MISALIGNED * block.slope / 2.0)
        };
        self.blocks.iter().map(is).collect()
    }

    /// Blocks that belong together, those with the most energy: neighbours, also over a gap of one.
    fn largest(&self, unusual: &[bool]) -> Vec<usize> {
        let mut seen = vec![false; unusual.len()];
        let mut best = (0.0, Vec::new());
        for first in 0..unusual.len() {
            if !unusual[first] || seen[first] {
                continue;
            }
            seen[first] = true;
            let (mut part, mut next) = (vec![first], 0);
            while let Some(&block) = part.get(next) {
                let (column, row) = (block % self.across, block / self.across);
                for y in row.saturating_sub(2)..(row + 3).min(self.across) {
                    for x in column.saturating_sub(2)..(column + 3).min(self.across) {
                        let other = y * self.across + x;
                        if unusual[other] && !std::mem::replace(&mut seen[other], true) {
                            part.push(other);
                        }
                    }
                }
                next += 1;
            }
            let energy = part.iter().map(|&block| self.blocks[block].energy).sum::<f32>();
            if energy > best.0 {
                best = (energy, part);
            }
        }
        best.1
    }
}

/// The part that the movement explains least, where there is one.
pub(super) fn find(pair: &Pair, movement: Movement) -> Option<Place> {
    let blocks = Blocks::new(pair, movement);
    let part = blocks.largest(&blocks.unusual());
    let first = *part.first()?;
    let [mut left, mut top] = [first % blocks.across, first / blocks.across];
    let [mut right, mut bottom] = [left, top];
    for block in &part {
        let (column, row) = (block % blocks.across, block / blocks.across);
        (left, right) = (left.min(column), right.max(column));
        (top, bottom) = (top.min(row), bottom.max(row));
    }
    let [x, y, end, foot] = [left, top, right + 1, bottom + 1].map(|n| (n * BLOCK) as i32);
    let place = Rect::new(x, y, end - x, foot - y);
    let side = pair.after.side as f32;
    if place.size().area() as f32 > MOST * side * side {
        return None;
    }
    let pixels = (BLOCK * BLOCK) as f32;
    let energy = part.iter().map(|&block| f64::from(blocks.blocks[block].energy * pixels)).sum();
    Some(Place { part: place, thing: thing(pair, movement, place), energy })
}

/// How far from the outline on either side the two are compared, in pixels.
const BESIDE: i32 = 3;

/// Where it ends, the picture in which it is jumps; the other shows what goes on behind it.
fn thing(pair: &Pair, movement: Movement, part: Rect) -> Thing {
    let side = pair.after.side as i32;
    let around = Rect::new(0, 0, side, side);
    let fit = |x: i32, y: i32| {
        let inside = around.contains(Point::new(x, y));
        inside.then(|| pair.fit(&movement, x as usize, y as usize)).flatten()
    };
    let pixels = (part.y..part.bottom()).flat_map(|y| (part.x..part.right()).map(move |x| (x, y)));
    let mut residuals: Vec<f32> =
        pixels.filter_map(|(x, y)| Some(fit(x, y)?.residual.abs())).collect();
    residuals.sort_unstable_by(f32::total_cmp);
    let Some(&strong) = residuals.get(residuals.len() * 9 / 10) else { return Thing::Changed };
    let changed = |x: i32, y: i32| {
        fit(x, y).is_some_and(|fit| fit.residual.abs() > (strong / 4.0).max(LEAST))
    };
    let mut jumps = [0.0; 2];
    let mut compare = |(x, y): (i32, i32), (right, down): (i32, i32)| {
        let beside = |far: i32| {
            let (x, y) = (x + far * right, y + far * down);
            let fit = fit(x, y)?;
            let after = pair.after.values[(y * side + x) as usize];
            Some([after - fit.residual, after])
        };
        if let (Some(inside), Some(outside)) = (beside(BESIDE), beside(-BESIDE)) {
            for (jump, (a, b)) in jumps.iter_mut().zip(inside.into_iter().zip(outside)) {
                *jump += (a - b).abs();
            }
        }
    };
    // The outermost pixels of each row and column.
    for y in part.y..part.bottom() {
        let row = || (part.x..part.right()).filter(|&x| changed(x, y));
        row().next().into_iter().for_each(|x| compare((x, y), (1, 0)));
        row().next_back().into_iter().for_each(|x| compare((x, y), (-1, 0)));
    }
    for x in part.x..part.right() {
        let column = || (part.y..part.bottom()).filter(|&y| changed(x, y));
        column().next().into_iter().for_each(|y| compare((x, y), (0, 1)));
        column().next_back().into_iter().for_each(|y| compare((x, y), (0, -1)));
    }
    let [before, after] = jumps;
    if after > CLEARLY * before {
        Thing::Entered
    } else if before > CLEARLY * after {
        Thing::Left
    } else {
        Thing::Changed
    }
}
