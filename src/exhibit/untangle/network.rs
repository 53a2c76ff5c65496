//! A network of tanh layers with two or three cells each, and the line at its end.

use super::space::{Map, Place, REST, apply, cross, determinant, dot};

/// Most layers that it may have.
pub const MOST_LAYERS: u8 = 4;

/// What weights are drawn from at random is this much wider than Glorot and Bengio (2010) have it:
/// the gain for tanh that PyTorch recommends.
const GAIN: f64 = 5.0 / 3.0;

/// One layer: tanh(W x + b).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layer {
    /// W. The rows of cells that are not there, and the columns of inputs that are not, are those
    /// of [`REST`].
    pub weights: Map,
    /// b; 0 where there is no cell.
    pub shift: Place,
}

/// The layers, and the line at their end; of three cells a layer it is a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// From the sheet on; 1 to [`MOST_LAYERS`].
    pub layers: Vec<Layer>,
    /// How many cells each has, 2 or 3.
    pub cells: usize,
    /// What [`Self::side`] multiplies with; 0 where there is no cell.
    pub line: Place,
    /// What it adds.
    pub offset: f64,
}

impl Network {
    /// One that knows nothing: weights at random, no shift.
    pub fn new(layers: u8, cells: usize, random: &mut fastrand::Rng) -> Self {
        let cells = cells.clamp(2, 3);
        let mut row = |inputs: usize, outputs: usize| -> Place {
            let most = GAIN * (6.0 / (inputs + outputs) as f64).sqrt();
            let mut value = |n| if n < inputs { most * (2.0 * random.f64() - 1.0) } else { 0.0 };
            [value(0), value(1), value(2)]
        };
        let mut layer = |n: u8| {
            let mut weights = REST;
            for weights in weights.iter_mut().take(cells) {
                *weights = row(if n == 0 { 2 } else { cells }, cells);
            }
            Layer { weights, shift: [0.0; 3] }
        };
        let layers = (0..layers.clamp(1, MOST_LAYERS)).map(&mut layer).collect();
        Self { layers, cells, line: row(cells, 1), offset: 0.0 }
    }

    /// How many inputs a layer has.
    pub fn inputs(&self, layer: usize) -> usize {
        if layer == 0 { 2 } else { self.cells }
    }

    /// On which side of the line a place behind the last layer is, and how far: the logit of the
    /// second class less that of the first. Their softmax is the logistic function of it.
    pub fn side(&self, last: Place) -> f64 {
        dot(self.line, last) + self.offset
    }

    /// The same for a point of the sheet: above 0 the second class is answered.
    pub fn logit(&self, [x, y]: [f64; 2]) -> f64 {
        let through = |place, layer: &Layer| squash(layer.sum(place), self.cells);
        self.side(self.layers.iter().fold([x, y, 0.0], through))
    }

    /// The same answers by a network none of whose layers turns its space inside out: tanh is odd,
    /// so that a cell may change its sign where all that listens to it does too.
    #[must_use]
    pub fn righted(&self) -> Self {
        let mut right = self.clone();
        let last = self.cells - 1;
        for n in 0..right.layers.len() {
            if determinant(&right.linear(n)) >= 0.0 {
                continue;
            }
            let layer = &mut right.layers[n];
            layer.weights[last] = layer.weights[last].map(|weight| -weight);
            layer.shift[last] = -layer.shift[last];
            match right.layers.get_mut(n + 1) {
                Some(next) => {
                    for row in next.weights.iter_mut().take(self.cells) {
                        row[last] = -row[last];
                    }
                }
                None => right.line[last] = -right.line[last],
            }
        }
        right
    }

    /// The linear part of a layer as a map of the whole space: what stands upright on the sheet
    /// goes along, and stays upright and as long as it was.
    pub fn linear(&self, layer: usize) -> Map {
        let mut map = self.layers[layer].weights;
        if layer == 0 && self.cells == 3 {
            let column = |n: usize| [map[0][n], map[1][n], map[2][n]];
            let normal = cross(column(0), column(1));
            let size = dot(normal, normal).sqrt().max(f64::MIN_POSITIVE);
            for (row, value) in map.iter_mut().zip(normal) {
                row[2] = value / size;
            }
        }
        map
    }
}

impl Layer {
    /// W x + b.
    pub fn sum(&self, place: Place) -> Place {
        let sum = apply(&self.weights, place);
        [0, 1, 2].map(|n| sum[n] + self.shift[n])
    }
}

/// The tanh of what the cells sum up.
pub fn squash(sum: Place, cells: usize) -> Place {
    [0, 1, 2].map(|n| if n < cells { sum[n].tanh() } else { sum[n] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_that_is_righted_answers_the_same_and_turns_nothing_inside_out() {
        let mut changed = 0;
        for seed in 0..40 {
            let mut random = fastrand::Rng::with_seed(seed);
            let cells = 2 + seed as usize % 2;
            let mut network = Network::new(1 + seed as u8 % 4, cells, &mut random);
            for layer in &mut network.layers {
                for shift in layer.shift.iter_mut().take(cells) {
                    *shift = random.f64() - 0.5;
                }
            }
            let right = network.righted();
            changed += usize::from(right != network);
            for n in 0..right.layers.len() {
                assert!(determinant(&right.linear(n)) > 0.0, "{seed}: {:?}", right.layers[n]);
            }
            for _ in 0..20 {
                let at = [random.f64() - 0.5, random.f64() - 0.5];
                assert!((right.logit(at) - network.logit(at)).abs() < 1e-12, "{seed}");
            }
        }
        assert!((10..40).contains(&changed), "{changed}");
    }

    #[test]
    fn two_cells_leave_the_third_direction_alone() {
        let network = Network::new(3, 2, &mut fastrand::Rng::with_seed(1));
        let layer = &network.layers[1];
        assert!(squash(layer.sum([0.3, -0.2, 0.0]), 2)[2].abs() < f64::EPSILON);
        assert!(network.line[2].abs() < f64::EPSILON);
    }
}
