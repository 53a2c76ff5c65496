//! What is read of a pass for a picture that is kept: its code, its values at several depths.

use std::sync::Arc;

use tch::{Device, Kind, TchError, Tensor};

use super::samples::View;
use crate::error::{Error, Result};
use crate::exhibit::work::Seen;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::resample::{Filter, Resampler};

/// The side of a thumbnail, in pixels.
const THUMBNAIL: i32 = 64;

/// The picture's own values are those of so many squares across and down.
const SQUARES: i64 = 16;

/// So many steps are mapped.
const DEPTHS: usize = 3;

/// Reads pictures that are to be kept.
#[derive(Debug)]
pub(super) struct Sight {
    nodes: Vec<NodeId>,
    code: NodeId,
    resampler: Resampler,
}

/// The steps that are mapped, each as its number on the wall, from 1, and the node that is shown of
/// it: a third, two thirds and all of the way through those with maps.
pub(super) fn steps(network: &Network) -> Vec<(usize, NodeId)> {
    let outline = &network.outline;
    let layers = outline.blocks.iter().map(|block| &outline.layers[block.shown]).enumerate();
    // What comes after the code are words already.
    let is_map = |node: NodeId, area: usize| area > 1 && node <= network.graph.code;
    let maps = layers.filter(|(_, layer)| is_map(layer.node, layer.shape.map.area()));
    let maps: Vec<(usize, NodeId)> = maps.map(|(step, layer)| (step + 1, layer.node)).collect();
    let place = |n: usize| ((maps.len() * n) as f32 / DEPTHS as f32).round() as usize;
    let mut places: Vec<usize> = (1..=DEPTHS).map(place).filter(|place| *place > 0).collect();
    places.dedup();
    places.into_iter().map(|place| maps[place - 1]).collect()
}

impl Sight {
    pub(super) fn of(network: &Network) -> Self {
        let nodes = steps(network).into_iter().map(|(_, node)| node).collect();
        Self { nodes, code: network.graph.code, resampler: Resampler::default() }
    }

    /// The nodes that a pass must keep.
    pub(super) fn nodes(&self) -> Vec<NodeId> {
        self.nodes.iter().copied().chain([self.code]).collect()
    }

    /// True where this pass kept them: it may have begun before anybody asked.
    pub(super) fn is_there(&self, seen: &Seen<'_>) -> bool {
        self.nodes().iter().all(|&node| seen.trace.value(node).is_some())
    }

    /// A picture with this code.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub(super) fn read(&mut self, seen: &Seen<'_>, code: Vec<f32>) -> Result<View> {
        let values = pooled(seen, &self.nodes).map_err(Error::torch("the mapped steps"))?;
        let mut values = values.into_iter();
        let pixels = values.next().unwrap_or_default();
        let size = Rect::new(0, 0, THUMBNAIL, THUMBNAIL).hold(seen.crop.size()).size();
        let mut rgb = vec![0; size.area() * 3];
        let picture = &seen.frame.picture;
        self.resampler.run(picture, seen.crop, Filter::Bilinear, size, &mut rgb)?;
        let thumbnail = Arc::new(Picture::new(size, rgb));
        Ok(View { time: seen.frame.time, code, pixels, depths: values.collect(), thumbnail })
    }
}

/// The picture's own values, small, then the mean of each channel of these nodes, in one copy to
/// the host.
fn pooled(seen: &Seen<'_>, nodes: &[NodeId]) -> Result<Vec<Vec<f32>>, TchError> {
    let _no_grad = tch::no_grad_guard();
    let first = seen.input.f_narrow(0, 0, 1)?.f_to_kind(Kind::Float)?;
    let mut all = vec![first.f_adaptive_avg_pool2d([SQUARES, SQUARES])?.f_reshape([-1])?];
    for &node in nodes {
        let missing = || TchError::Shape(format!("node {node} was not kept"));
        let value = seen.trace.value(node).ok_or_else(missing)?;
        let value = value.f_select(0, 0)?.f_to_kind(Kind::Float)?;
        all.push(value.f_mean_dim([1_i64, 2].as_slice(), false, Kind::Float)?);
    }
    let sizes: Vec<usize> = all.iter().map(Tensor::numel).collect();
    let host = Tensor::f_cat(&all, 0)?.f_to_device(Device::Cpu)?;
    let mut host: Vec<f32> = Vec::try_from(&host)?;
    let mut values = Vec::new();
    for size in sizes {
        let rest = host.split_off(size.min(host.len()));
        host.shrink_to_fit();
        values.push(std::mem::replace(&mut host, rest));
    }
    Ok(values)
}
