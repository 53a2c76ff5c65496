//! The plan of what to read of each pass: layers, units, ablations, attribution questions.

use std::sync::Arc;

use crate::attribution::AttributionQuestion;
use crate::network::erasure::Mask;

/// One layer to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerPlan {
    /// Index into [`crate::network::outline::Outline::layers`].
    pub layer: usize,
    /// Longest side in pixels that a map is drawn at: larger maps are averaged down to it, smaller
    /// ones sent as they are.
    pub tile: i32,
    /// How many tiles there is room for. Where the layer has more channels, the strongest are named
    /// in [`super::reading::Reading::shown`].
    pub room: usize,
    /// True to fill [`super::reading::Reading::detail`] as well: the true range and each channel's
    /// peak, and to name all channels, the strongest first. It costs a pass over the whole layer.
    pub detail: bool,
    /// True for the signals that the plan's first question sends back through this layer, instead
    /// of its activations.
    pub signals: bool,
}

/// One unit to read at full size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Unit {
    /// Index into [`crate::network::outline::Outline::layers`].
    pub layer: usize,
    /// Channel of that layer.
    pub channel: usize,
}

impl Unit {
    /// True if it is switched off, by itself or with its layer.
    pub fn is_ablated(self, ablated: &[Ablation]) -> bool {
        let Self { layer, channel } = self;
        let off = |channel| ablated.contains(&Ablation { layer, channel });
        off(None) || off(Some(channel))
    }
}

/// What is held at zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ablation {
    /// Index into [`crate::network::outline::Outline::layers`].
    pub layer: usize,
    /// Which of its channels; none for all.
    pub channel: Option<usize>,
}

/// Everything wanted of one forward pass. The class probabilities and the code come always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// In the order of the network.
    pub layers: Vec<LayerPlan>,
    /// The units to read at full size: that under the spotlight or the cursor, and one that is kept
    /// beside it.
    pub units: Vec<Unit>,
    /// What is switched off.
    pub ablated: Vec<Ablation>,
    /// Without which units it is to answer once more. Maps and everything else are the whole
    /// network's.
    pub without: Vec<Unit>,
    /// Which pixels drive what; the first one's signals can be seen in layers.
    pub questions: Vec<AttributionQuestion>,
    /// True for the first unit's weights as well.
    pub kernels: bool,
    /// True for what changed from the frame before, at every depth.
    pub profile: bool,
    /// What is rubbed out of the picture: what it answers then is wanted beside its answer.
    pub erased: Option<Arc<Mask>>,
}
