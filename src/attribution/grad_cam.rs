//! Grad-CAM: where in a layer the maps are that speak for a class.
//!
//! Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based
//! localization", 2017, <https://arxiv.org/abs/1610.02391>. With Aₖ the layer's map number k, of Z
//! = H·W values, and y the class's logit: each map is weighed by the mean of its gradient, αₖ = 1/Z
//! · Σᵢⱼ ∂y/∂Aₖᵢⱼ, and what is left of the sum is what speaks for the class, max(0, Σₖ αₖ·Aₖ). The
//! paper takes the last convolutional layer, rectified; any layer with maps can be asked.
//!
//! Of a contrast y is the difference of two logits, `yₐ − y_b`, and both signs are kept, Σₖ αₖ·Aₖ:
//! where it is positive, the maps speak for class a more than for b, and where it is negative, the
//! other way round. It is a's unrectified sum minus b's, as the gradient is linear.

use tch::{Kind, TchError, Tensor};

use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::network::graph::{Graph, NodeId};
use crate::network::op::Op;
use crate::network::outline::{Layer, Outline};

/// The last layer on the way to `origin` that still has maps, poolings not counted: they are as
/// coarse as what follows.
///
/// # Errors
/// [`Error::Network`] where there is none.
pub fn default_node(graph: &Graph, outline: &Outline, origin: NodeId) -> Result<NodeId> {
    let before = graph.before(origin);
    let is_place = |layer: &&Layer| {
        let op = &graph.nodes[layer.node].op;
        let is_pool =
            matches!(op, Op::MaxPool { .. } | Op::AvgPool(_) | Op::AdaptiveAvgPool { .. });
        layer.essential && layer.shape.map.area() > 1 && !is_pool && before[layer.node]
    };
    let found = outline.layers.iter().rev().find(is_place);
    found.map(|layer| layer.node).ok_or_else(|| {
        let name = &graph.nodes[origin].name;
        Error::Network(format!("no layer with maps leads to {name}, so Grad-CAM has no place"))
    })
}

/// The node, if it has maps and leads to `origin`.
pub(super) fn check(graph: &Graph, node: NodeId, origin: NodeId) -> Result<NodeId> {
    let name =
        |id: NodeId| graph.nodes.get(id).map_or("a node that is not there", |node| &node.name);
    if !graph.before(origin).get(node).is_some_and(|&before| before) {
        let (from, to) = (name(node), name(origin));
        return Err(Error::Network(format!("Grad-CAM: {from} does not lead to {to}")));
    }
    Ok(node)
}

/// Σₖ αₖ·Aₖ, [1, 1, rows, columns], from a layer's maps and the target's gradient there: signed.
pub(super) fn weighted_sum(maps: &Tensor, gradient: &Tensor) -> Result<Tensor, TchError> {
    let (maps, gradient) = (maps.f_to_kind(Kind::Float)?, gradient.f_to_kind(Kind::Float)?);
    let weights = gradient.f_mean_dim(&[2_i64, 3][..], true, Kind::Float)?;
    maps.f_mul(&weights)?.f_sum_dim_intlist(&[1_i64][..], true, Kind::Float)
}

/// The value of every pixel, [1, 1, height, width]: a layer's places interpolated, linear between
/// the centres of their values.
pub(super) fn enlarged(places: &Tensor, size: Size) -> Result<Tensor, TchError> {
    let size = [i64::from(size.height), i64::from(size.width)];
    places.f_upsample_bilinear2d(size, false, None, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::manifest::Manifest;
    use crate::network::zoo;

    #[test]
    fn every_network_has_the_place_that_the_paper_takes() {
        let wanted = |name: &str| match name {
            "alexnet" => "conv5.relu",
            "vgg11" => "conv5_2.relu",
            "vgg16" => "conv5_3.relu",
            "squeezenet1_0" | "squeezenet1_1" => "conv10.relu",
            "resnet18" => "layer4.1.relu2",
            "resnet34" => "layer4.2.relu2",
            "resnet50" => "layer4.2.relu3",
            "googlenet" => "inception5b.concat",
            "mobilenet_v2" => "conv2.relu",
            _ => "head.relu",
        };
        for spec in Manifest::built_in().unwrap().networks {
            let graph = zoo::graph(&spec.name).unwrap();
            let outline = Outline::new(&spec, &graph, [].into()).unwrap();
            let found = default_node(&graph, &outline, graph.logits()).unwrap();
            assert_eq!(graph.nodes[found].name, wanted(&spec.name), "{}", spec.name);
            let error = default_node(&graph, &outline, 0).unwrap_err().to_string();
            assert!(error.starts_with("no layer with maps leads to input"), "{error}");
        }
    }

    #[test]
    fn maps_are_weighed_by_their_mean_gradient() {
        let tensor = |values: &[f32]| Tensor::from_slice(values).reshape([1, 2, 1, 2]);
        let maps = tensor(&[1.0, 2.0, 3.0, -8.0]);
        let gradient = tensor(&[4.0, 0.0, -1.0, 3.0]);
        // α = (4 + 0) / 2 = 2 and (−1 + 3) / 2 = 1: 2·1 + 1·3 and 2·2 − 1·8, of which nothing is
        // left.
        let sum = weighted_sum(&maps, &gradient).unwrap();
        assert_eq!(Vec::<f32>::try_from(sum.view([-1])).unwrap(), [5.0, -4.0]);
        let sum = sum.clamp_min(0.0);
        let heat = |width| -> Vec<f32> {
            let heat = enlarged(&sum, Size::new(width, 1)).unwrap();
            assert_eq!(heat.size(), [1, 1, 1, i64::from(width)]);
            heat.view([-1]).try_into().unwrap()
        };
        assert_eq!(heat(2), [5.0, 0.0]);
        // Four pixels: their centres are at −¼, ¼, ¾ and 1¼ of the two values.
        assert_eq!(heat(4), [5.0, 3.75, 1.25, 0.0]);
    }
}
