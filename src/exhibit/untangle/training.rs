//! The training of the small network: gradients by hand, and Adam (Kingma and Ba 2015).

use super::network::{Network, squash};
use super::points::Point;
use super::space::Place;

/// So many points make a batch, as in Karpathy's `ConvNetJS`.
const BATCH: usize = 10;

/// Each step draws the weights so much nearer to 0, times the rate (Loshchilov and Hutter 2019).
const DECAY: f64 = 0.01;

/// What Adam remembers of the gradients and of their squares.
const MEMORY: [f64; 2] = [0.9, 0.999];

/// Numbers of a layer, in a row: W by rows, then b. The line's follow the last layer's.
const OF_A_LAYER: usize = 12;

/// A network while it learns these points.
#[derive(Debug)]
pub struct Training {
    network: Network,
    rate: f64,
    random: fastrand::Rng,
    /// In which order the points come; shuffled before every pass.
    order: Vec<usize>,
    /// Means of the gradients and of their squares.
    means: [Vec<f64>; 2],
    steps: i32,
}

impl Training {
    /// Begins with a network that knows nothing, the same for the same seed.
    pub fn new(layers: u8, cells: usize, rate: f64, seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let network = Network::new(layers, cells, &mut random);
        let count = network.layers.len() * OF_A_LAYER + 4;
        let means = [vec![0.0; count], vec![0.0; count]];
        Self { network, rate, random, order: Vec::new(), means, steps: 0 }
    }

    /// As it is by now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Learns from every point once, and returns the mean of the cross-entropies that it had.
    pub fn pass(&mut self, points: &[Point]) -> f64 {
        if self.order.len() != points.len() {
            self.order = (0..points.len()).collect();
        }
        self.random.shuffle(&mut self.order);
        let mut numbers = numbers(&self.network);
        let mut loss = 0.0;
        for first in (0..points.len()).step_by(BATCH) {
            let batch = &self.order[first..points.len().min(first + BATCH)];
            let mut gradient = vec![0.0; numbers.len()];
            let losses =
                batch.iter().map(|&n| add_gradient(&self.network, points[n], &mut gradient));
            loss += losses.sum::<f64>();
            self.steps = self.steps.saturating_add(1);
            let [grown, grown_squares] = MEMORY.map(|memory| 1.0 - memory.powi(self.steps));
            let [means, squares] = &mut self.means;
            for (n, number) in numbers.iter_mut().enumerate() {
                let slope = gradient[n] / batch.len() as f64;
                means[n] += (1.0 - MEMORY[0]) * (slope - means[n]);
                squares[n] += (1.0 - MEMORY[1]) * (slope * slope - squares[n]);
                // What no cell is behind stays as it is.
                if squares[n] > 0.0 {
                    let size = (squares[n] / grown_squares).sqrt() + 1e-8;
                    *number -= self.rate * (means[n] / grown / size + DECAY * *number);
                }
            }
            take(&mut self.network, &numbers);
        }
        loss / points.len().max(1) as f64
    }
}

/// All that is learned, in a row.
fn numbers(network: &Network) -> Vec<f64> {
    let layer = network
        .layers
        .iter()
        .flat_map(|layer| layer.weights.iter().flatten().copied().chain(layer.shift));
    layer.chain(network.line).chain([network.offset]).collect()
}

fn take(network: &mut Network, numbers: &[f64]) {
    let (layers, line) = numbers.split_at(network.layers.len() * OF_A_LAYER);
    for (layer, of_it) in network.layers.iter_mut().zip(layers.chunks_exact(OF_A_LAYER)) {
        layer.weights = [0, 3, 6].map(|n| [of_it[n], of_it[n + 1], of_it[n + 2]]);
        layer.shift = [of_it[9], of_it[10], of_it[11]];
    }
    (network.line, network.offset) = ([line[0], line[1], line[2]], line[3]);
}

/// Adds the gradient of a point's cross-entropy, and returns that.
fn add_gradient(network: &Network, point: Point, gradient: &mut [f64]) -> f64 {
    let (count, cells) = (network.layers.len(), network.cells);
    let mut places: Vec<Place> = Vec::with_capacity(count + 1);
    places.push([point.at[0], point.at[1], 0.0]);
    for layer in &network.layers {
        let before = places[places.len() - 1];
        places.push(squash(layer.sum(before), cells));
    }
    let sign = if point.second { 1.0 } else { -1.0 };
    let margin = sign * network.side(places[count]);
    let slope = -sign / (1.0 + margin.exp());
    let line = count * OF_A_LAYER;
    for n in 0..cells {
        gradient[line + n] += slope * places[count][n];
    }
    gradient[line + 3] += slope;
    let mut signal = network.line.map(|weight| weight * slope);
    for (n, layer) in network.layers.iter().enumerate().rev() {
        let of_it = &mut gradient[n * OF_A_LAYER..];
        let mut below = [0.0; 3];
        for cell in 0..cells {
            let slope = signal[cell] * (1.0 - places[n + 1][cell].powi(2));
            for input in 0..network.inputs(n) {
                of_it[3 * cell + input] += slope * places[n][input];
                below[input] += slope * layer.weights[cell][input];
            }
            of_it[9 + cell] += slope;
        }
        signal = below;
    }
    (-margin).max(0.0) + (-margin.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests;
