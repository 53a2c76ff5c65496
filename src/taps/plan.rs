//! Which layers the screen wants, and how large it will draw them.

/// One layer to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerPlan {
    /// Index into [`crate::network::outline::Outline::layers`].
    pub layer: usize,
    /// Longest side in pixels that a map is drawn at: larger maps are averaged down to it, smaller ones sent as they
    /// are.
    pub tile: i32,
    /// How many tiles there is room for. Where the layer has more channels, the strongest are named in
    /// [`super::reading::Reading::shown`].
    pub room: usize,
    /// True to fill [`super::reading::Reading::detail`] as well: the true range and each channel's peak. It costs a
    /// pass over the whole layer.
    pub detail: bool,
}

/// One unit to read at full size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Unit {
    /// Index into [`crate::network::outline::Outline::layers`].
    pub layer: usize,
    /// Channel of that layer.
    pub channel: usize,
}

/// Everything wanted of one forward pass. The class probabilities and the code come always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// In the order of the network.
    pub layers: Vec<LayerPlan>,
    /// The unit under the spotlight or the cursor.
    pub unit: Option<Unit>,
}
