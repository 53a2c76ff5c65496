//! What a lesson came to, step by step: a curve that is thinned out where it grows long.

use crate::network::head::training::Score;

/// So many points are kept at most, besides the newest.
pub const MOST: usize = 500;

/// How well the head did at one step.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mark {
    /// So many steps had been made.
    pub step: u32,
    /// On the pictures that it learns from, with the labels that it was told.
    pub shown: Score,
    /// On those held back; none where there are none.
    pub held_back: Option<Score>,
}

/// The whole lesson so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    marks: Vec<Mark>,
    newest: Option<Mark>,
    /// Every so many steps a point is kept.
    stride: u32,
}

impl Default for Curve {
    fn default() -> Self {
        Self { marks: Vec::new(), newest: None, stride: 1 }
    }
}

impl Curve {
    /// Adds a step.
    pub fn push(&mut self, mark: Mark) {
        self.newest = Some(mark);
        if !mark.step.is_multiple_of(self.stride) {
            return;
        }
        if self.marks.len() == MOST {
            self.stride *= 2;
            let stride = self.stride;
            self.marks.retain(|mark| mark.step.is_multiple_of(stride));
            if !mark.step.is_multiple_of(stride) {
                return;
            }
        }
        self.marks.push(mark);
    }

    /// The points, in their order, the newest at the end.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        let last = self.marks.last().map(|mark| mark.step);
        self.marks.iter().chain(self.newest.iter().filter(move |mark| Some(mark.step) != last))
    }

    /// The newest point; none before the first step.
    pub fn newest(&self) -> Option<&Mark> {
        self.newest.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(step: u32) -> Mark {
        let shown = Score { loss: step as f32, accuracy: 0.5 };
        Mark { step, shown, held_back: None }
    }

    #[test]
    fn however_long_it_is_a_curve_keeps_its_first_and_newest_points_and_few_between() {
        let mut curve = Curve::default();
        for step in 0..123_457 {
            curve.push(mark(step));
            let steps: Vec<u32> = curve.marks().map(|mark| mark.step).collect();
            assert!(steps.is_sorted_by(|before, after| before < after));
            assert!(steps.len() <= MOST + 1);
            assert_eq!((steps[0], steps.last()), (0, Some(&step)));
        }
        assert!(curve.marks().count() > MOST / 2);
        let gaps = curve.marks.windows(2).map(|pair| pair[1].step - pair[0].step);
        assert!(gaps.into_iter().all(|gap| gap == curve.stride), "evenly thinned");
    }
}
