//! Which channels tell two recordings apart: ranked on the odd frames, judged on the even ones.
//! Plain host data.
//!
//! With thousands of channels the best of them differs between any two recordings. So the channels
//! are ranked by the frames with odd numbers alone, and what is said of one ("lit in 29 of 30
//! pictures") is counted on those with even numbers. Neighbouring frames are nearly alike, so this
//! alone would find a detector for any slow change. Therefore the greatest difference of all must
//! also stand out from those that come up when the names of the two recordings are dealt out anew
//! to stretches of half a second or so: a permutation test by the maximum over all channels
//! (Westfall and Young, "Resampling-based multiple testing", 1993).

use std::ops::Range;

use fastrand::Rng;

/// So many are shown.
pub const BEST: usize = 5;

/// A channel must be right in so much of the even frames of either recording.
pub const RIGHT: f64 = 0.9;

/// Each recording is cut into so many stretches, or fewer where it has few frames.
const STRETCHES: usize = 6;

/// With fewer stretches than this in either recording nothing can stand out.
const FEWEST: usize = 4;

/// So often the names are dealt out anew.
const DEALS: usize = 199;

/// At most one deal in so many may show as great a difference …
const ONE_IN: usize = 20;

/// … where what a deal shows counts so many times: neighbouring stretches of a recording are
/// somewhat alike, and a deal mixes them, so that two recordings differ more by chance than two
/// deals do.
const CLEARLY: f64 = 1.5;

/// With fewer different pictures than this in either recording nothing is said.
pub const ENOUGH: usize = 2 * FEWEST;

/// A channel that tells the two apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its place among all channels.
    pub place: usize,
    /// The difference of its means over the odd frames, as a multiple of how much it varies within
    /// a recording.
    pub contrast: f64,
    /// Above this it is lit: midway between the two means over the odd frames.
    pub threshold: f32,
    /// Of the even frames of the recording with it: in how many it is lit, and how many there are.
    pub with: (usize, usize),
    /// The same of those without it.
    pub without: (usize, usize),
}

impl Candidate {
    /// The share of the even frames in which it is right, 0..=1: the smaller of both recordings'.
    pub fn right(&self) -> f64 {
        let share = |(lit, of): (usize, usize)| lit as f64 / of.max(1) as f64;
        share(self.with).min(1.0 - share(self.without))
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Ranking {
    /// One of the recordings has too few pictures that differ.
    TooFew,
    /// No channel tells them apart.
    None,
    /// These do, the best first, at most [`BEST`].
    Found(Vec<Candidate>),
}

/// Ranks all channels by two recordings: of each frame the channels' strongest values, `layers` are
/// the places of each layer's channels among them. The same `seed` deals out the same names.
pub fn rank(
    with: &[Vec<f32>],
    without: &[Vec<f32>],
    layers: &[Range<usize>],
    seed: u64,
) -> Ranking {
    if with.len() < ENOUGH || without.len() < ENOUGH {
        return Ranking::TooFew;
    }
    let mut best = contrasts(with, without, layers);
    best.sort_by(|a, b| b.contrast.total_cmp(&a.contrast));
    best.truncate(BEST);
    for candidate in &mut best {
        let count = |frames: &[Vec<f32>]| {
            let even = frames.iter().skip(1).step_by(2);
            let lit = even.clone().filter(|frame| frame[candidate.place] > candidate.threshold);
            (lit.count(), even.count())
        };
        (candidate.with, candidate.without) = (count(with), count(without));
    }
    best.retain(|candidate| candidate.contrast > 0.0 && candidate.right() >= RIGHT);
    if best.is_empty() || !stands_out(with, without, layers, seed) {
        return Ranking::None;
    }
    Ranking::Found(best)
}

/// The channels as the odd frames show them; nothing is counted yet.
fn contrasts(with: &[Vec<f32>], without: &[Vec<f32>], layers: &[Range<usize>]) -> Vec<Candidate> {
    let sides = [with, without].map(|frames| {
        let odd: Vec<&[f32]> = frames.iter().step_by(2).map(Vec::as_slice).collect();
        Moments::of(&odd)
    });
    let [with, without] = &sides;
    let spread: Vec<f64> = (0..with.mean.len())
        .map(|place| {
            let all = (with.count + without.count - 2).max(1) as f64;
            ((with.squares[place] + without.squares[place]) / all).sqrt()
        })
        .collect();
    let usual = usual(&spread, layers);
    let candidate = |place: usize| {
        let difference = with.mean[place] - without.mean[place];
        // A layer's channels that hardly vary are not better for that.
        let contrast = difference / (spread[place] + usual[place]);
        Candidate {
            place,
            contrast: if contrast.is_finite() { contrast } else { 0.0 },
            threshold: f64::midpoint(with.mean[place], without.mean[place]) as f32,
            with: (0, 0),
            without: (0, 0),
        }
    };
    (0..with.mean.len()).map(candidate).collect()
}

/// For each channel the median spread of those of its layer that vary at all.
fn usual(spread: &[f64], layers: &[Range<usize>]) -> Vec<f64> {
    let mut usual = vec![0.0; spread.len()];
    for layer in layers {
        let mut own: Vec<f64> =
            spread[layer.clone()].iter().copied().filter(|&spread| spread > 0.0).collect();
        own.sort_by(f64::total_cmp);
        let median = own.get(own.len() / 2).copied().unwrap_or_default();
        usual[layer.clone()].fill(median);
    }
    usual
}

/// Of each channel over some frames: its mean, and the sum of the squares around that.
struct Moments {
    count: usize,
    mean: Vec<f64>,
    squares: Vec<f64>,
}

impl Moments {
    fn of(frames: &[&[f32]]) -> Self {
        let channels = frames.first().map_or(0, |frame| frame.len());
        let mean = mean(frames, channels);
        let mut squares = vec![0.0; channels];
        for frame in frames {
            for ((square, &value), mean) in squares.iter_mut().zip(*frame).zip(&mean) {
                *square += (f64::from(value) - mean).powi(2);
            }
        }
        Self { count: frames.len(), mean, squares }
    }
}

fn mean(frames: &[&[f32]], channels: usize) -> Vec<f64> {
    let mut mean = vec![0.0; channels];
    for frame in frames {
        for (mean, &value) in mean.iter_mut().zip(*frame) {
            *mean += f64::from(value) / frames.len() as f64;
        }
    }
    mean
}

/// True where the greatest difference of all channels between the two recordings is greater than
/// nearly all that come up by chance.
fn stands_out(with: &[Vec<f32>], without: &[Vec<f32>], layers: &[Range<usize>], seed: u64) -> bool {
    let (first, second) = (stretches(with), stretches(without));
    if first.len().min(second.len()) < FEWEST {
        return false;
    }
    let own = first.len();
    let all: Vec<Vec<f64>> = first.into_iter().chain(second).collect();
    let test = Deals::new(&all, own, layers);
    let mut dealt: Vec<bool> = (0..all.len()).map(|n| n < own).collect();
    let found = test.greatest(&dealt);
    let mut rng = Rng::with_seed(seed);
    let mut greater = 1;
    for _ in 0..DEALS {
        rng.shuffle(&mut dealt);
        greater += usize::from(CLEARLY * test.greatest(&dealt) >= found);
    }
    found > 0.0 && greater * ONE_IN <= DEALS + 1
}

/// The means of stretches of a recording, of about as many frames each.
fn stretches(frames: &[Vec<f32>]) -> Vec<Vec<f64>> {
    let count = STRETCHES.min(frames.len() / 2);
    let edge = |n: usize| n * frames.len() / count.max(1);
    let stretch = |n: usize| {
        let own: Vec<&[f32]> = frames[edge(n)..edge(n + 1)].iter().map(Vec::as_slice).collect();
        mean(&own, frames[0].len())
    };
    (0..count).map(stretch).collect()
}

/// What it takes to compare two groups of stretches, however they are dealt out.
struct Deals<'a> {
    stretches: &'a [Vec<f64>],
    /// How many the first group has.
    own: usize,
    /// Of each channel over all stretches.
    sum: Vec<f64>,
    squares: Vec<f64>,
    /// What is added to each channel's spread.
    usual: Vec<f64>,
}

impl<'a> Deals<'a> {
    fn new(stretches: &'a [Vec<f64>], own: usize, layers: &[Range<usize>]) -> Self {
        let channels = stretches[0].len();
        let (mut sum, mut squares) = (vec![0.0; channels], vec![0.0; channels]);
        for stretch in stretches {
            for (place, value) in stretch.iter().enumerate() {
                sum[place] += value;
                squares[place] += value * value;
            }
        }
        let count = stretches.len() as f64;
        let spread = |(sum, squares): (&f64, &f64)| {
            (squares / count - (sum / count).powi(2)).max(0.0).sqrt()
        };
        // Of all stretches together: the same however they are dealt out.
        let spread: Vec<f64> = sum.iter().zip(&squares).map(spread).collect();
        let usual = usual(&spread, layers);
        Self { stretches, own, sum, squares, usual }
    }

    /// The greatest difference of means of all channels, each as a multiple of its spread within
    /// the two groups, where the first group is this.
    fn greatest(&self, first: &[bool]) -> f64 {
        let mut sums = vec![0.0; self.sum.len()];
        for (stretch, _) in self.stretches.iter().zip(first).filter(|(_, first)| **first) {
            for (sum, value) in sums.iter_mut().zip(stretch) {
                *sum += value;
            }
        }
        let (own, all) = (self.own as f64, self.stretches.len() as f64);
        let mut greatest = 0.0_f64;
        for (place, sum) in sums.into_iter().enumerate() {
            let rest = self.sum[place] - sum;
            let difference = sum / own - rest / (all - own);
            let within = self.squares[place] - sum * sum / own - rest * rest / (all - own);
            let spread = (within.max(0.0) / (all - 2.0)).sqrt() + self.usual[place];
            if difference > greatest * spread && spread > 0.0 {
                greatest = difference / spread;
            }
        }
        greatest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANNELS: usize = 600;

    fn layers() -> Vec<Range<usize>> {
        vec![0..200, 200..CHANNELS]
    }

    fn normal(rng: &mut Rng) -> f32 {
        (0..12).map(|_| rng.f32()).sum::<f32>() - 6.0
    }

    /// Two recordings, one after the other, of channels that have nothing to do with what is shown;
    /// each keeps so much of its value from frame to frame.
    fn noise(rng: &mut Rng, frames: usize, kept: f32) -> [Vec<Vec<f32>>; 2] {
        let mut value: Vec<f32> = (0..CHANNELS).map(|_| normal(rng)).collect();
        let mut record = || {
            let mut frame = || {
                for value in &mut value {
                    *value = kept * *value + (1.0 - kept * kept).sqrt() * normal(rng);
                }
                value.iter().map(|value| 3.0 + value).collect()
            };
            (0..frames).map(|_| frame()).collect()
        };
        [record(), record()]
    }

    fn ranked([with, without]: &[Vec<Vec<f32>>; 2], seed: u64) -> Ranking {
        rank(with, without, &layers(), seed)
    }

    #[test]
    fn of_recordings_without_a_difference_none_is_found_but_for_one_in_twenty() {
        // From frame to frame unlike, or alike for a sixth of a second.
        for kept in [0.0, 0.7] {
            let found = |seed: u64| {
                let mut rng = Rng::with_seed(seed);
                matches!(ranked(&noise(&mut rng, 45, kept), seed), Ranking::Found(_))
            };
            let found = (0..60).filter(|&seed| found(seed)).count();
            assert!(found <= 3, "{found} of 60, {kept}");
        }
    }

    #[test]
    fn by_chance_the_greatest_difference_stands_out_once_in_twenty_at_most() {
        let stands_out = |seed: u64| {
            let mut rng = Rng::with_seed(1000 + seed);
            let [with, without] = noise(&mut rng, 24, 0.0);
            stands_out(&with, &without, &layers(), seed)
        };
        let count = (0..200).filter(|&seed| stands_out(seed)).count();
        assert!(count <= 10, "{count} of 200");
    }

    #[test]
    fn a_channel_that_is_lit_with_it_is_found_and_counted_on_the_even_frames() {
        for seed in 0..10 {
            let mut recordings = noise(&mut Rng::with_seed(seed), 45, 0.7);
            // Of 22 even frames it misses the first, and of those without it lights up in one.
            for frame in &mut recordings[0] {
                frame[321] += 12.0;
            }
            recordings[0][1][321] = 0.0;
            recordings[1][5][321] = 15.0;
            let Ranking::Found(best) = ranked(&recordings, seed) else { panic!("none, {seed}") };
            assert_eq!(best[0].place, 321);
            assert_eq!((best[0].with, best[0].without), ((21, 22), (1, 22)), "{seed}");
            assert!((6.0..12.0).contains(&best[0].threshold), "{}", best[0].threshold);
            assert!((best[0].right() - 21.0 / 22.0).abs() < 1e-9);
        }
    }

    #[test]
    fn what_is_lit_without_it_is_no_detector_for_it() {
        let mut recordings = noise(&mut Rng::with_seed(3), 45, 0.7);
        recordings[1].iter_mut().for_each(|frame| frame[321] += 12.0);
        assert_eq!(ranked(&recordings, 3), Ranking::None);
        recordings.swap(0, 1);
        assert!(matches!(ranked(&recordings, 3), Ranking::Found(_)));
    }

    #[test]
    fn few_frames_and_channels_that_never_change_say_nothing() {
        let [with, without] = noise(&mut Rng::with_seed(5), ENOUGH, 0.0);
        assert_eq!(rank(&with[..ENOUGH - 1], &without, &layers(), 0), Ranking::TooFew);
        assert_eq!(rank(&with, &[], &layers(), 0), Ranking::TooFew);
        let still = vec![vec![1.0; CHANNELS]; 30];
        assert_eq!(rank(&still, &still, &layers(), 0), Ranking::None);
        let broken = vec![vec![f32::NAN; CHANNELS]; 30];
        assert_eq!(rank(&broken, &still, &layers(), 0), Ranking::None);
    }
}
