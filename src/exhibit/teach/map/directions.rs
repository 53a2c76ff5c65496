//! How alike a picture is to those that are kept, and the places of new ones among old ones.

use crate::exhibit::teach::samples::Kept;
use crate::exhibit::tsne::dot;

/// A picture stands among so many that it is most like.
pub const NEAREST: usize = 5;

/// Added to the squared distance from which the weights come: a picture that is a kept one once
/// more stands near it, not on it.
const SOFT: f32 = 0.02;

/// The directions in which the codes of pictures lie, seen from the mean of all.
#[derive(Debug, Default)]
pub struct Directions {
    ids: Vec<u32>,
    centre: Vec<f32>,
    /// One after the other, each of length 1.
    rows: Vec<f32>,
}

impl Directions {
    /// Of these pictures.
    pub fn of(kept: &[Kept]) -> Self {
        let width = kept.first().map_or(0, |kept| kept.code.len());
        let mut sums = vec![0.0_f64; width];
        for kept in kept {
            sums.iter_mut().zip(&kept.code).for_each(|(sum, value)| *sum += f64::from(*value));
        }
        let count = kept.len().max(1) as f64;
        let centre: Vec<f32> = sums.into_iter().map(|sum| (sum / count) as f32).collect();
        let mut rows = Vec::with_capacity(kept.len() * width);
        for kept in kept {
            rows.extend(direction(&kept.code, &centre));
        }
        Self { ids: kept.iter().map(|kept| kept.sample.id).collect(), centre, rows }
    }

    /// The pictures, of those that are wanted, that this code is most like, the most alike first,
    /// of equals the first; each with how much it counts, which together is 1.
    pub fn nearest(&self, code: &[f32], wanted: impl Fn(u32) -> bool) -> Vec<(u32, f32)> {
        if self.centre.is_empty() || code.len() != self.centre.len() {
            return Vec::new();
        }
        let own = direction(code, &self.centre);
        let rows = self.ids.iter().zip(self.rows.chunks_exact(self.centre.len()));
        let those = rows.filter(|(id, _)| wanted(**id));
        let mut all: Vec<(u32, f32)> = those.map(|(id, row)| (*id, dot(&own, row))).collect();
        let nearer = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if all.len() > NEAREST {
            all.select_nth_unstable_by(NEAREST, nearer);
            all.truncate(NEAREST);
        }
        all.sort_unstable_by(nearer);
        for (_, weight) in &mut all {
            let square = (2.0 - 2.0 * *weight).max(0.0);
            *weight = 1.0 / (square + SOFT);
        }
        let sum: f32 = all.iter().map(|(_, weight)| weight).sum();
        for (_, weight) in &mut all {
            *weight /= sum;
        }
        all
    }
}

/// A code seen from a centre, at length 1.
fn direction(code: &[f32], centre: &[f32]) -> Vec<f32> {
    let away: Vec<f32> = code.iter().zip(centre).map(|(one, other)| one - other).collect();
    let length = dot(&away, &away).sqrt();
    let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
    away.into_iter().map(|value| value * scale).collect()
}
