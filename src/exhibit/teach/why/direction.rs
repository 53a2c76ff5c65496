//! The direction of the code that speaks for a taught thing: the score of a thing is a weight a
//! channel, and a constant.

use crate::network::head::{ClassMeans, LENGTH, TrainedHead};

/// What a thing's score is made of: `weights * code * length / |code| + offset`, for the dot
/// product of two vectors.
#[derive(Debug, Clone, PartialEq)]
pub struct Direction {
    /// A value a channel.
    pub weights: Vec<f32>,
    /// What is added.
    pub offset: f32,
    /// To which length the code is brought first.
    pub length: f32,
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

impl Direction {
    /// Of a class's mean: how far the code lies in its direction, seen from the centre. Less than
    /// the cosine, it is a sum over the channels. None where the class has no picture.
    pub fn of_mean(means: &ClassMeans, class: usize) -> Option<Self> {
        let weights = means.means.get(class)?.clone()?;
        let offset = -dot(&weights, &means.centre);
        Some(Self { weights, offset, length: 1.0 })
    }

    /// Of a row of a linear head; none where it has hidden cells, or no such row.
    pub fn of_row(head: &TrainedHead, row: usize) -> Option<Self> {
        let offset = *head.output.bias.get(row).filter(|_| head.hidden.is_none())?;
        let width = head.output.weights.len() / head.output.bias.len().max(1);
        let weights = head.output.weights.chunks_exact(width.max(1)).nth(row)?.to_vec();
        Some(Self { weights, offset, length: LENGTH })
    }

    /// What a value of this code counts: [`Self::length`] over the code's own.
    pub fn scale(&self, code: &[f32]) -> f32 {
        self.length / dot(code, code).sqrt().max(1e-12)
    }

    /// The thing's score for this code.
    pub fn score(&self, code: &[f32]) -> f32 {
        dot(&self.weights, code) * self.scale(code) + self.offset
    }

    /// What each channel adds to the score.
    pub fn votes(&self, code: &[f32]) -> Vec<f32> {
        let scale = self.scale(code);
        self.weights.iter().zip(code).map(|(weight, value)| weight * value * scale).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::head::Layer;

    const CODE: [f32; 3] = [3.0, 0.0, 4.0];

    #[test]
    fn a_mean_s_score_is_the_dot_product_with_what_is_seen_from_the_centre() {
        let codes: [(usize, &[f32]); 2] = [(0, &[2.0, 0.0, 0.0]), (2, &[0.0, 0.0, 5.0])];
        let means = ClassMeans::new(&codes, 3).unwrap();
        assert_eq!(Direction::of_mean(&means, 1), None);
        let direction = Direction::of_mean(&means, 2).unwrap();
        // The code at length 1 is (0.6, 0, 0.8), the centre (0.5, 0, 0.5), the mean (-1, 0, 1)
        // over the root of 2.
        let expected = (-0.1 + 0.3) / 2.0_f32.sqrt();
        assert!((direction.score(&CODE) - expected).abs() < 1e-6);
        let sum = direction.votes(&CODE).iter().sum::<f32>() + direction.offset;
        assert!((sum - expected).abs() < 1e-6);
    }

    #[test]
    fn a_linear_head_s_score_is_its_logit_and_hidden_cells_have_none() {
        let output = Layer { weights: vec![1.0, 2.0, 3.0, -1.0, 0.5, 2.0], bias: vec![0.1, -0.2] };
        let head = TrainedHead { hidden: None, output };
        for (row, logit) in head.logits(&CODE).into_iter().enumerate() {
            let score = Direction::of_row(&head, row).unwrap().score(&CODE);
            assert!((score - logit).abs() < 1e-5, "{score}, {logit}");
        }
        assert_eq!(Direction::of_row(&head, 2), None);
        let hidden = Some(Layer { weights: vec![1.0; 6], bias: vec![0.0; 2] });
        assert_eq!(Direction::of_row(&TrainedHead { hidden, ..head }, 0), None);
    }
}
