//! What a dream amplifies.

use crate::network::outline::Outline;
use crate::taps::plan::Unit;

/// What is made larger in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Goal {
    /// Whatever this layer finds: the mean of its squared values. Index into the outline's layers.
    Layer(usize),
    /// What this unit looks for: the mean of its map before its activation, or a class's logit.
    Unit(Unit),
    /// What speaks for a taught thing: how much the code is like that thing's mean.
    Taught(u8),
}

/// The steps whose dreams look most unlike each other, as shares of the way through a network: of
/// EfficientNet-Lite0's eighteen steps the fourth, sixth, tenth and twelfth, its blocks 3, 5, 9 and
/// 11. There they are strokes, outlines, eyes and animals.
const CARDS: [f32; 4] = [4.0 / 18.0, 6.0 / 18.0, 10.0 / 18.0, 12.0 / 18.0];

/// The steps from which the picture is made anew: of EfficientNet-Lite0 the blocks 4, 9 and 16.
const KNOWN: [f32; 3] = [5.0 / 18.0, 10.0 / 18.0, 17.0 / 18.0];

/// The last layers of these steps: indices into the outline's layers, each once.
fn ends(outline: &Outline, shares: &[f32]) -> Vec<usize> {
    let count = outline.blocks.len() as f32;
    let mut layers = Vec::new();
    for share in shares {
        let step = ((count * share).round() as usize).clamp(1, outline.blocks.len().max(1));
        // The last with maps: what is dreamt must be somewhere.
        let has_maps = |&&layer: &&usize| outline.layers[layer].shape.map.area() > 1;
        let block = outline.blocks.get(step - 1);
        let layer = block.and_then(|block| block.layers.iter().rev().find(has_maps));
        layers.extend(layer.copied().filter(|layer| !layers.contains(layer)));
    }
    layers
}

/// The layers that a visitor may choose to dream: at most four, earliest first.
pub fn cards(outline: &Outline) -> Vec<usize> {
    ends(outline, &CARDS)
}

/// The layers from whose values the picture is made anew: at most three, earliest first.
pub fn still_known(outline: &Outline) -> Vec<usize> {
    ends(outline, &KNOWN)
}

/// How far through the network a goal lies, 0 to 1.
pub fn depth(outline: &Outline, goal: Goal) -> f32 {
    let layer = match goal {
        Goal::Layer(layer) | Goal::Unit(Unit { layer, .. }) => layer,
        Goal::Taught(_) => return 1.0,
    };
    let block = outline.layers.get(layer).map_or(outline.blocks.len(), |layer| layer.block + 1);
    block as f32 / outline.blocks.len().max(1) as f32
}
