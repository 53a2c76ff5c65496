//! The warp: a sheet on its way through the layers, each of their parts a continuous motion.
//!
//! After Colah, "Neural Networks, Manifolds, and Topology" (2014): W, then b, then tanh. A linear
//! part that went straight from rest to W could fold the sheet on its way, so it goes by the polar
//! decomposition ([`Way`]).

use super::network::{Network, squash};
use super::space::{Map, Place, REST, Way, apply, dot, product, turn_between};

/// The three parts of a layer, in their order.
pub const PARTS: usize = 3;

/// What happens at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The weights of this layer turn and stretch.
    Weights(usize),
    /// Its shift moves.
    Shift(usize),
    /// Its activation bends.
    Squash(usize),
    /// The line appears; a space of three directions is turned until the plane is seen as one.
    Line,
}

impl Part {
    /// The part that begins at this place of the way, counted in parts.
    pub fn new(number: usize, layers: usize) -> Self {
        match (number / PARTS, number % PARTS) {
            (layer, _) if layer >= layers => Self::Line,
            (layer, 0) => Self::Weights(layer),
            (layer, 1) => Self::Shift(layer),
            (layer, _) => Self::Squash(layer),
        }
    }

    /// Where it begins, counted in parts.
    pub fn number(self, layers: usize) -> usize {
        match self {
            Self::Weights(layer) => PARTS * layer,
            Self::Shift(layer) => PARTS * layer + 1,
            Self::Squash(layer) => PARTS * layer + 2,
            Self::Line => PARTS * layers,
        }
    }
}

/// So many parts lead to the end.
pub fn length(layers: usize) -> usize {
    PARTS * layers + 1
}

/// A network's way.
#[derive(Debug)]
pub struct Warp {
    network: Network,
    linear: Vec<Way>,
    /// From where a space of three directions is seen between its first part and its last.
    slanted: Map,
    /// From there to where the plane is seen as a line.
    edge: Way,
}

/// The sheet at one moment of its way.
#[derive(Debug)]
pub struct Pose<'a> {
    warp: &'a Warp,
    /// So many layers lie behind it.
    behind: usize,
    /// The part that plays, and how much of it is over, 0 to 1.
    part: Part,
    share: f64,
    /// The linear part, as far as it has come.
    linear: Map,
    /// From where it is seen.
    view: Map,
}

impl Warp {
    /// Of a network.
    pub fn new(network: &Network) -> Self {
        let network = network.righted();
        let linear = (0..network.layers.len()).map(|n| Way::to(&network.linear(n))).collect();
        let slanted = if network.cells == 3 { slanted() } else { REST };
        let edge = if network.cells == 3 {
            let normal = apply(&slanted, network.line);
            let size = dot(normal, normal).sqrt().max(f64::MIN_POSITIVE);
            let normal = normal.map(|value| value / size);
            turn_between(normal, [if normal[0] < 0.0 { -1.0 } else { 1.0 }, 0.0, 0.0])
        } else {
            Way::to(&REST)
        };
        Self { network, linear, slanted, edge }
    }

    /// The network whose way it is: the same answers, perhaps with other signs within.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The moment at this place of the way, counted in parts, 0 to [`length`]. Within a part it
    /// begins and ends slowly.
    pub fn at(&self, place: f64) -> Pose<'_> {
        let layers = self.network.layers.len();
        let place = place.clamp(0.0, length(layers) as f64);
        let number = (place.floor() as usize).min(length(layers) - 1);
        let even = place - number as f64;
        let share = even * even * (3.0 - 2.0 * even);
        let part = Part::new(number, layers);
        let linear = if let Part::Weights(n) = part { self.linear[n].at(share) } else { REST };
        let view = match part {
            Part::Weights(0) => Way::to(&self.slanted).turned(share),
            Part::Line => product(&self.edge.turned(share), &self.slanted),
            _ => self.slanted,
        };
        Pose { warp: self, behind: number / PARTS, part, share, linear, view }
    }
}

/// From above at first, then a little from the side.
fn slanted() -> Map {
    let (sin, cos) = (-0.95_f64).sin_cos();
    let tilt = [[1.0, 0.0, 0.0], [0.0, cos, -sin], [0.0, sin, cos]];
    let (sin, cos) = 0.5_f64.sin_cos();
    product(&tilt, &[[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])
}

impl Pose<'_> {
    /// The part that plays, and how much of it is over, 0 to 1.
    pub fn part(&self) -> (Part, f64) {
        (self.part, self.share)
    }

    /// Where a place of the sheet is by now, in the space that it moves in.
    pub fn carry(&self, place: Place) -> Place {
        let network = &self.warp.network;
        let through = |place, layer: usize| {
            let layer = &network.layers[layer];
            squash(layer.sum(place), network.cells)
        };
        let place = (0..self.behind.min(network.layers.len())).fold(place, through);
        let share = self.share;
        match self.part {
            Part::Weights(_) => apply(&self.linear, place),
            Part::Shift(n) => {
                let moved = apply(&network.layers[n].weights, place);
                [0, 1, 2].map(|axis| moved[axis] + share * network.layers[n].shift[axis])
            }
            Part::Squash(n) => {
                let sum = network.layers[n].sum(place);
                let bent = squash(sum, network.cells);
                [0, 1, 2].map(|axis| (1.0 - share) * sum[axis] + share * bent[axis])
            }
            Part::Line => place,
        }
    }

    /// Where that is seen: to the right, up, and towards whoever looks.
    pub fn seen(&self, carried: Place) -> Place {
        apply(&self.view, carried)
    }

    /// The line between the classes as it is seen at the end: the places p with a p = b, as a, of
    /// length 1, and b.
    pub fn line(&self) -> ([f64; 2], f64) {
        let network = &self.warp.network;
        let seen = apply(&self.view, network.line);
        let size = seen[0].hypot(seen[1]).max(f64::MIN_POSITIVE);
        ([seen[0] / size, seen[1] / size], -network.offset / size)
    }
}

#[cfg(test)]
mod tests;
