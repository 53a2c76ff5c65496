//! Grad-CAM: where in a layer the maps are that speak for a class (Selvaraju et al., "Grad-CAM: visual explanations from
//! deep networks via gradient-based localization", 2017, <https://arxiv.org/abs/1610.02391>).
//!
//! With Aₖ the layer's map number k, of Z = H·W values, and y the class's logit: each map is weighed by the mean of its
//! gradient, αₖ = 1/Z · Σᵢⱼ ∂y/∂Aₖᵢⱼ, and what is left of the sum is what speaks for the class, max(0, Σₖ αₖ·Aₖ). The
//! paper takes the last convolutional layer, rectified; any layer with maps can be asked.

use tch::{Kind, TchError, Tensor};

use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::network::op::Op;
use crate::network::outline::Layer;

/// The last layer on the way to `origin` that still has maps, poolings not counted: they are as coarse as what follows.
///
/// # Errors
/// [`Error::Network`] where there is none.
pub fn default_node(network: &Network, origin: NodeId) -> Result<NodeId> {
    let before = network.graph.before(origin);
    let is_place = |layer: &&Layer| {
        let is_pool = matches!(network.graph.nodes[layer.node].op, Op::MaxPool { .. });
        layer.shape.map.area() > 1 && !is_pool && before[layer.node]
    };
    let found = network.outline.layers.iter().rev().find(is_place);
    found.map(|layer| layer.node).ok_or_else(|| {
        let name = &network.graph.nodes[origin].name;
        Error::Network(format!("no layer with maps leads to {name}, so Grad-CAM has no place"))
    })
}

/// The node, if it has maps and leads to `origin`.
pub(super) fn check(network: &Network, node: NodeId, origin: NodeId) -> Result<NodeId> {
    let graph = &network.graph;
    let name =
        |id: NodeId| graph.nodes.get(id).map_or("a node that is not there", |node| &node.name);
    if !graph.before(origin).get(node).is_some_and(|&before| before) {
        let (from, to) = (name(node), name(origin));
        return Err(Error::Network(format!("Grad-CAM: {from} does not lead to {to}")));
    }
    Ok(node)
}

/// The heat of every pixel, [1, 1, height, width], from a layer's maps and the target's gradient there. Coarser maps are
/// interpolated, linear between the centres of their values.
pub(super) fn heat(maps: &Tensor, gradient: &Tensor, size: Size) -> Result<Tensor, TchError> {
    if maps.dim() != 4 {
        return Err(TchError::Shape("Grad-CAM needs maps, and this has single units".into()));
    }
    let (maps, gradient) = (maps.f_to_kind(Kind::Float)?, gradient.f_to_kind(Kind::Float)?);
    let weights = gradient.f_mean_dim(&[2_i64, 3][..], true, Kind::Float)?;
    let sum = maps.f_mul(&weights)?.f_sum_dim_intlist(&[1_i64][..], true, Kind::Float)?;
    let size = [i64::from(size.height), i64::from(size.width)];
    sum.f_clamp_min(0.0)?.f_upsample_bilinear2d(size, false, None, None)
}
