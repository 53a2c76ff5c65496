//! What is known of a network before any picture: its layers, blocks, shapes and class names. Plain data, for the
//! screen and for `deepvis layers`; no tensor.

use std::sync::Arc;

use crate::geometry::Size;

/// Channels and the size of each channel's map; a fully connected layer has maps of 1x1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Number of units.
    pub channels: usize,
    /// Size of one map.
    pub map: Size,
}

/// Which input pixels one unit sees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReceptiveField {
    /// Side of the square of input pixels that one value depends on.
    pub size: f64,
    /// Input pixels between neighbouring values.
    pub stride: f64,
    /// Input coordinate of the first value's centre, pixel centres at integers.
    pub offset: f64,
}

/// A node worth showing.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The node's name, as in `deepvis layers`: "blocks.3.expand".
    pub name: String,
    /// Position of its node in the graph.
    pub node: usize,
    /// Index into [`Outline::blocks`].
    pub block: usize,
    /// Its operation, such as "ReLU6".
    pub kind: &'static str,
    /// For an input of the network's own size.
    pub shape: Shape,
    /// True if its values can be negative (no rectifier): zero is then the neutral grey.
    pub signed: bool,
    /// What one of its values sees.
    pub receptive_field: ReceptiveField,
}

/// A group of layers with one name: a step of the wall.
#[derive(Debug, Clone)]
pub struct Block {
    /// The paper's name: "stem", "block 3", "conv2".
    pub name: String,
    /// Indices into [`Outline::layers`], in order.
    pub layers: Vec<usize>,
    /// The one the wall shows: the last rectified output, or the last layer.
    pub shown: usize,
}

/// A network as the screen knows it.
#[derive(Debug, Clone)]
pub struct Outline {
    /// As on the command line: "efficientnet_lite0".
    pub name: String,
    /// As people write it: "EfficientNet-Lite0".
    pub title: String,
    /// Side of the square the network was trained on.
    pub input: i32,
    /// Number of trained values, batch normalisation's running statistics not counted.
    pub parameters: u64,
    /// Every node worth showing, in execution order.
    pub layers: Vec<Layer>,
    /// In execution order; together they hold every layer once.
    pub blocks: Vec<Block>,
    /// Class names by class number.
    pub labels: Arc<[String]>,
}
