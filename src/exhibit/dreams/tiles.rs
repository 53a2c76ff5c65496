//! The slope at a picture larger than what the network was trained on: in tiles of about that size,
//! which overlap and fade into each other.
//!
//! A unit looks for things of a certain size in pixels, so a large picture is looked at in parts.
//! At a tile's edge the network sees the zeros of its padding; where two tiles overlap, each counts
//! the less the nearer its own edge is. The picture is moved by a few pixels first, and the slope
//! moved back ("jitter"): what comes from the grid of the network's strides is then somewhere else
//! with each step.

use tch::{TchError, Tensor};

use super::amplifier::Amplifier;
use super::planes::extent;
use crate::error::Result;
use crate::exhibit::ascent::in_torch;
use crate::network::Network;

/// A tile's side is at most so many sevenths of the network's …
const MOST: i64 = 10;
/// … and it shares at least so many with its neighbour.
const SHARED: i64 = 2;

/// A slope that is being computed, tile after tile.
#[derive(Debug)]
pub struct TiledSlope {
    /// The picture, moved.
    picture: Tensor,
    /// By how much: down, across.
    jitter: [i64; 2],
    down: Tiles,
    across: Tiles,
    /// How many tiles are done.
    done: usize,
    sum: Tensor,
}

impl TiledSlope {
    /// Of a picture, [1, 3, height, width] of 0 to 1 on the host, for a network whose input is
    /// `side` pixels wide, moved by `jitter` pixels down and across.
    ///
    /// # Errors
    /// [`crate::Error::Torch`].
    pub fn new(picture: &Tensor, side: i64, jitter: [i64; 2]) -> Result<Self> {
        in_torch(|| {
            let [height, width] = extent(picture)?;
            let picture = picture.f_roll(jitter, [2, 3])?;
            let sum = picture.f_zeros_like()?;
            let (down, across) = (Tiles::new(height, side), Tiles::new(width, side));
            Ok(Self { picture, jitter, down, across, done: 0, sum })
        })
    }

    /// True once every tile is done.
    pub fn is_done(&self) -> bool {
        self.done >= self.down.starts.len() * self.across.starts.len()
    }

    /// One tile; gives its number of pixels.
    ///
    /// # Errors
    /// Those of [`Amplifier::slope`].
    pub fn advance(&mut self, network: &Network, amplifier: &Amplifier) -> Result<i64> {
        if self.is_done() {
            return Ok(0);
        }
        let columns = self.across.starts.len();
        let (row, column) = (self.done / columns, self.done % columns);
        let (high, wide) = (self.down.length, self.across.length);
        let (top, left) = (self.down.starts[row], self.across.starts[column]);
        let part = |of: &Tensor| of.f_narrow(2, top, high)?.f_narrow(3, left, wide);
        let tile = in_torch(|| part(&self.picture)?.f_contiguous())?;
        let (_, slope) = amplifier.slope(network, &tile)?;
        in_torch(|| {
            let down = self.down.weights(row)?.f_reshape([1, 1, -1, 1])?;
            let across = self.across.weights(column)?.f_reshape([1, 1, 1, -1])?;
            let faded = slope.f_mul(&down)?.f_mul_(&across)?;
            part(&self.sum)?.f_add_(&faded).map(drop)
        })?;
        self.done += 1;
        Ok(high * wide)
    }

    /// The slope, moved back.
    ///
    /// # Errors
    /// [`crate::Error::Torch`].
    pub fn slope(&self) -> Result<Tensor> {
        in_torch(|| self.sum.f_roll(self.jitter.map(|by| -by), [2, 3]))
    }
}

/// The tiles along one side of a picture.
#[derive(Debug, PartialEq, Eq)]
struct Tiles {
    /// Where each begins.
    starts: Vec<i64>,
    length: i64,
}

impl Tiles {
    fn new(pixels: i64, side: i64) -> Self {
        let (most, shared) = ((side * MOST / 7).max(2), (side * SHARED / 7).max(1));
        if pixels <= most {
            return Self { starts: vec![0], length: pixels };
        }
        let up = |pixels: i64, parts: i64| (pixels + parts - 1) / parts;
        let count = up(pixels - shared, most - shared);
        let length = up(pixels + (count - 1) * shared, count);
        let starts = (0..count).map(|at| at * (pixels - length) / (count - 1)).collect();
        Self { starts, length }
    }

    /// How much each pixel of a tile counts: together with its neighbours', 1.
    fn weights(&self, tile: usize) -> Result<Tensor, TchError> {
        let shared = |one: usize, next: usize| self.starts[one] + self.length - self.starts[next];
        let before = tile.checked_sub(1).map_or(0, |before| shared(before, tile));
        let after = if tile + 1 < self.starts.len() { shared(tile, tile + 1) } else { 0 };
        let weight = |at: i64| {
            let (from_start, from_end) = (at as f32 + 0.5, (self.length - at) as f32 - 0.5);
            let rise = if at < before { from_start / before as f32 } else { 1.0 };
            let fall = if at >= self.length - after { from_end / after as f32 } else { 1.0 };
            rise * fall
        };
        let weights: Vec<f32> = (0..self.length).map(weight).collect();
        Tensor::f_from_slice(&weights)
    }
}

#[cfg(test)]
mod tests {
    use tch::{Device, Kind};

    use super::super::goal::Goal;
    use super::*;
    use crate::network::device::{self, DeviceChoice};

    fn network() -> Network {
        let device = device::Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::with_deterministic_weights("efficientnet_lite0", device).unwrap()
    }

    fn amplifier(network: &Network, name: &str) -> Amplifier {
        let layer = network.outline.layers.iter().position(|layer| layer.name == name).unwrap();
        Amplifier::new(network, Goal::Layer(layer), None).unwrap()
    }

    fn tiled(
        network: &Network,
        amplifier: &Amplifier,
        picture: &Tensor,
        side: i64,
        jitter: [i64; 2],
    ) -> (Tensor, i64) {
        let mut slope = TiledSlope::new(picture, side, jitter).unwrap();
        let mut tiles = 0;
        while !slope.is_done() {
            assert!(slope.advance(network, amplifier).unwrap() > 0);
            tiles += 1;
        }
        assert_eq!(slope.advance(network, amplifier).unwrap(), 0, "over is over");
        (slope.slope().unwrap(), tiles)
    }

    /// The same every `period` pixels, down and across.
    fn wallpaper(period: i64, times: i64) -> Tensor {
        let noise: Vec<f32> = {
            let mut random = fastrand::Rng::with_seed(4);
            (0..3 * period * period).map(|_| 0.2 + 0.6 * random.f32()).collect()
        };
        let one = Tensor::from_slice(&noise).reshape([1, 3, period, period]);
        one.repeat([1, 1, times, times])
    }

    #[test]
    fn one_tile_is_the_slope_itself_and_jitter_moves_it_there_and_back() {
        let network = network();
        let amplifier = amplifier(&network, "blocks.3.add");
        let picture = wallpaper(32, 3);
        let (_, whole) = amplifier.slope(&network, &picture).unwrap();
        let (slope, tiles) = tiled(&network, &amplifier, &picture, 96, [0, 0]);
        assert_eq!(tiles, 1);
        assert!(slope.equal(&whole));
        // A picture that is the same again after 32 pixels looks the same to every stride.
        let (moved, _) = tiled(&network, &amplifier, &picture, 96, [32, -32]);
        assert!(moved.equal(&whole.roll([-32, 32], [2, 3])));
        let (moved, _) = tiled(&network, &amplifier, &picture, 96, [3, -5]);
        assert!(!moved.equal(&slope), "another grid");
    }

    #[test]
    fn where_tiles_meet_is_no_seam() {
        let network = network();
        let amplifier = amplifier(&network, "blocks.3.add");
        let picture = wallpaper(16, 28);
        // 448 pixels in three tiles a side, which begin at multiples of 16.
        let (slope, tiles) = tiled(&network, &amplifier, &picture, 140, [0, 0]);
        assert_eq!(tiles, 9);
        let middle = slope.narrow(2, 48, 352).narrow(3, 48, 352);
        let [one, next] = [0, 16].map(|by| middle.narrow(3, by, 336));
        let different = f64::try_from((&one - &next).abs().max()).unwrap();
        let largest = f64::try_from(one.abs().max()).unwrap();
        // The wallpaper is the same every 16 pixels, so is the slope: but for a tile's own edge,
        // which counts next to nothing.
        assert!(different < 0.1 * largest, "{different} of {largest}");
    }

    #[test]
    fn tiles_cover_every_pixel_once() {
        for (pixels, side, count) in [
            (5, 224, 1),
            (320, 224, 1),
            (321, 224, 2),
            (448, 224, 2),
            (1000, 224, 4),
            (2000, 224, 8),
        ] {
            let tiles = Tiles::new(pixels, side);
            assert_eq!(tiles.starts.len(), count, "{pixels}");
            let sum = Tensor::zeros([pixels], (Kind::Float, Device::Cpu));
            for (tile, &start) in tiles.starts.iter().enumerate() {
                let mut part = sum.narrow(0, start, tiles.length);
                part += tiles.weights(tile).unwrap();
            }
            let off = f64::try_from((sum - 1.0).abs().max()).unwrap();
            assert!(off < 1e-5, "{pixels}: {off}");
        }
    }
}
