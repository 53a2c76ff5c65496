//! The graph while it is written: nodes, their constants, and how the file's values lie in them.

use super::model::Constant;
use crate::geometry::Size;
use crate::network::graph::Node;
use crate::network::op::{Activation, Conv, Op};
use crate::network::shape::{self, Extent};

/// No value of one picture may have more numbers: 1 GiB of f32.
const MOST_VALUES: i64 = 1 << 28;
/// Nor may a picture take more multiplications: two hundred times what ResNet-152 takes.
const MOST_PRODUCTS: i64 = 1 << 41;

/// More nodes than any network has.
const MOST_NODES: usize = 40_000;

/// A node that has no name yet.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What it computes. The names of parameters in it are made up later.
    pub(super) op: Op,
    /// The drafts it reads, all earlier.
    pub(super) inputs: Vec<usize>,
    /// The shape of its value.
    pub(super) extent: Extent,
    /// The values of its parameters.
    pub(super) constants: Constants,
    /// What the file calls it.
    pub(super) origin: Origin,
}

/// The values of a node's parameters.
#[derive(Debug, Clone, Default)]
pub(super) struct Constants {
    /// A convolution's or fully connected layer's weight, or factors.
    pub(super) weight: Option<Constant>,
    /// What is added.
    pub(super) bias: Option<Constant>,
    /// Batch normalisation's factor, summand, mean and variance.
    pub(super) norm: Option<[Constant; 4]>,
}

/// Where a node comes from.
#[derive(Debug, Clone, Default)]
pub(super) struct Origin {
    /// The names of its constants in the file.
    pub(super) constants: Vec<String>,
    /// The operator's own name.
    pub(super) operator: String,
}

/// How the numbers of a file's value lie in a node's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// [N, C, H, W] or [N, C], as in the graph.
    Natural,
    /// [N, H, W, C].
    Last,
    /// [N, C·H·W].
    Flat,
    /// [N, C, H·W].
    Rows,
    /// [N·C·H·W].
    Spread,
    /// [N, groups, C / groups, H, W]; with the groups behind what they hold where it is `turned`.
    Groups {
        /// How many.
        groups: i64,
        /// Whether a transpose has changed the two.
        turned: bool,
    },
}

/// A value of the file that depends on the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Computed {
    /// The draft that it is.
    pub(super) node: usize,
    /// How it lies there.
    pub(super) view: View,
    /// Zeros that a Pad has put above, on the left, below and on the right.
    pub(super) pads: [i64; 4],
    /// True where these are not zeros, but its own values mirrored.
    pub(super) reflects: bool,
    /// Whether a softmax was left out on the way here.
    pub(super) softmax: bool,
}

impl Computed {
    pub(super) fn natural(node: usize) -> Self {
        Self { node, view: View::Natural, pads: [0; 4], reflects: false, softmax: false }
    }

    /// The axis of the file's value along which the channels lie.
    pub(super) fn channel_axis(self) -> Option<usize> {
        match self.view {
            View::Natural | View::Flat | View::Rows => Some(1),
            View::Last => Some(3),
            View::Spread | View::Groups { .. } => None,
        }
    }

    /// The same numbers, laid out so.
    pub(super) fn seen(self, view: View) -> Self {
        Self { view, ..self }
    }
}

/// The nodes so far.
#[derive(Debug)]
pub(super) struct Drafts {
    pub(super) nodes: Vec<Draft>,
    /// Number of pictures that the file computes at once.
    pub(super) batch: i64,
    pub(super) size: Size,
    products: i64,
}

impl Drafts {
    pub(super) fn new(size: Size, batch: i64) -> Self {
        Self { nodes: Vec::new(), batch, size, products: 0 }
    }

    /// Appends a node.
    ///
    /// # Errors
    /// Where it cannot read its inputs, or becomes too large.
    pub(super) fn push(
        &mut self,
        op: Op,
        inputs: &[usize],
        constants: Constants,
        origin: Origin,
    ) -> Result<usize, String> {
        if self.nodes.len() >= MOST_NODES {
            return Err(format!("more than {MOST_NODES} layers"));
        }
        let name = "it".to_owned();
        let extents: Vec<Extent> = inputs.iter().map(|&input| self.nodes[input].extent).collect();
        let node = Node { name, block: String::new(), op, inputs: inputs.to_vec(), module: None };
        let extent =
            shape::of_node(&node, &extents, self.size).map_err(|error| error.to_string())?;
        let Node { op, inputs, .. } = node;
        let values = count(extent).filter(|&values| values <= MOST_VALUES);
        let values = values.ok_or_else(|| {
            format!("its value of {:?} is larger than any that is computed here", extent.dims())
        })?;
        let weights = constants.weight.as_ref().map_or(0, Constant::count) as i64;
        let each = match &op {
            Op::Conv(conv) => weights / conv.outputs.max(1),
            Op::Linear(linear) => linear.inputs,
            _ => 1,
        };
        self.products = self.products.saturating_add(values.saturating_mul(each));
        if self.products > MOST_PRODUCTS {
            return Err("with it a picture takes longer than any network here".into());
        }
        self.nodes.push(Draft { op, inputs, extent, constants, origin });
        Ok(self.nodes.len() - 1)
    }

    /// Number of channels or units.
    pub(super) fn channels(&self, node: usize) -> i64 {
        match self.nodes[node].extent {
            Extent::Maps { channels, .. } => channels,
            Extent::Units(units) => units,
        }
    }

    /// Rows and columns; none for units.
    pub(super) fn map(&self, node: usize) -> Option<[i64; 2]> {
        match self.nodes[node].extent {
            Extent::Maps { height, width, .. } => Some([height, width]),
            Extent::Units(_) => None,
        }
    }

    /// The sides that the file's value has.
    pub(super) fn sides(&self, value: Computed) -> Vec<i64> {
        let (batch, channels) = (self.batch, self.channels(value.node));
        let Some([height, width]) = self.map(value.node) else {
            return match value.view {
                View::Spread => vec![batch * channels],
                _ => vec![batch, channels],
            };
        };
        let [above, left, below, right] = value.pads;
        let (height, width) = (height + above + below, width + left + right);
        match value.view {
            View::Natural => vec![batch, channels, height, width],
            View::Last => vec![batch, height, width, channels],
            View::Flat => vec![batch, channels * height * width],
            View::Rows => vec![batch, channels, height * width],
            View::Spread => vec![batch * channels * height * width],
            View::Groups { groups, turned } => {
                let each = channels / groups.max(1);
                let (first, second) = if turned { (each, groups) } else { (groups, each) };
                vec![batch, first, second, height, width]
            }
        }
    }

    /// A value with nothing pending, [N, C, H, W], [N, C] or [N, H, W, C].
    ///
    /// # Errors
    /// Where it lies in another way.
    pub(super) fn plain(&mut self, value: Computed) -> Result<Computed, String> {
        if value.softmax {
            return Err("it reads a softmax, which is known at the end of a network alone".into());
        }
        if value.pads != [0; 4] {
            return Err("it reads what a Pad made; zeros are put around the inputs of \
                        convolutions alone"
                .into());
        }
        match value.view {
            View::Natural | View::Last => Ok(value),
            View::Flat => self.flat(value.node),
            View::Rows | View::Spread | View::Groups { .. } => {
                let sides = super::settings::shape_text(&self.sides(value));
                Err(format!("it reads values of {sides}, which no operation here does"))
            }
        }
    }

    /// A value as units, [N, C].
    pub(super) fn flat(&mut self, node: usize) -> Result<Computed, String> {
        if self.map(node).is_none() {
            return Ok(Computed::natural(node));
        }
        let is_it = |draft: &Draft| draft.op == Op::Flatten && draft.inputs == [node];
        if let Some(known) = self.nodes[node..].iter().position(is_it) {
            return Ok(Computed::natural(node + known));
        }
        let origin = Origin::default();
        let flat = self.push(Op::Flatten, &[node], Constants::default(), origin)?;
        Ok(Computed::natural(flat))
    }

    /// Units as maps of 1x1: what computed them is computed anew, with convolutions for fully
    /// connected layers. None where something else lies between.
    pub(super) fn as_maps(&mut self, node: usize) -> Result<Option<usize>, String> {
        if self.map(node).is_some() {
            return Ok(Some(node));
        }
        // From here back to the last maps; each of them reads one value.
        let mut way = vec![node];
        let mut at = node;
        while self.nodes[at].op != Op::Flatten {
            let is_known =
                matches!(self.nodes[at].op, Op::Linear(_) | Op::Clip { .. } | Op::Activation(_));
            let [before] = self.nodes[at].inputs[..] else { return Ok(None) };
            if !is_known {
                return Ok(None);
            }
            way.push(before);
            at = before;
        }
        way.pop();
        let mut maps = self.nodes[at].inputs[0];
        if self.map(maps) != Some([1, 1]) {
            return Ok(None);
        }
        for at in way.into_iter().rev() {
            let Draft { op, mut constants, origin, .. } = self.nodes[at].clone();
            let op = match op {
                Op::Linear(linear) => {
                    let Some(weight) = constants.weight else { return Ok(None) };
                    constants.weight = Some(super::folding::places::reshape(
                        &weight,
                        &[linear.outputs, linear.inputs, 1, 1],
                        true,
                    )?);
                    let bias = linear.bias;
                    let conv = Conv::biased("", linear.inputs, linear.outputs, 1);
                    Op::Conv(Conv { bias, ..conv })
                }
                op => op,
            };
            maps = self.push(op, &[maps], constants, origin)?;
        }
        Ok(Some(maps))
    }

    /// True where none of its numbers is below zero.
    pub(super) fn is_non_negative(&self, node: usize) -> bool {
        match self.nodes[node].op {
            Op::Clip { lo, .. } => lo >= 0.0,
            Op::Activation(Activation::Sigmoid | Activation::HardSigmoid) => true,
            _ => false,
        }
    }
}

/// How many numbers a value has; none where there are more than can be counted.
fn count(extent: Extent) -> Option<i64> {
    extent.dims().iter().try_fold(1_i64, |count, &side| count.checked_mul(side))
}
