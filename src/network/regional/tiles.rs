//! The tiles of several places, computed from node to node up to the cut.

use tch::{TchError, Tensor};

use super::plan::Regional;
use super::span::{Area, Span, area, from, is_empty, meet};
use crate::error::{Error, Result};
use crate::geometry::Rect;
use crate::interrupt::Interrupt;
use crate::network::bounds::Bounds;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::{Graph, NodeId};
use crate::network::op::Op;
use crate::network::pass::Pass;
use crate::network::weights::Weights;

/// The tiles of a batch of places.
pub(super) struct Tiles<'a> {
    pub(super) graph: &'a Graph,
    pub(super) plan: &'a Regional,
    pub(super) trace: &'a Trace,
    pub(super) places: &'a [Rect],
    /// What is in the places; none for zeros.
    pub(super) input: Option<&'a Tensor>,
    /// By place and node.
    pub(super) areas: Vec<Vec<Area>>,
}

impl Tiles<'_> {
    /// Those of the cut, [places, C, height, width]; with `bounds` where all is within them.
    pub(super) fn compute(
        &self,
        weights: &Weights,
        bounds: Option<&Bounds>,
        interrupt: &Interrupt,
    ) -> Result<Tensor> {
        let mut pass = Pass::new(self.graph, Keep::Last, self.plan.cut, bounds);
        pass.put(0, self.covered().map_err(Error::torch(&self.graph.nodes[0].name))?);
        for (id, node) in self.graph.nodes[..=self.plan.cut].iter().enumerate().skip(1) {
            interrupt.check()?;
            let own = weights.of(id);
            let is_read_as_it_is = |&input: &NodeId| self.is_read_as_it_is(id, input);
            let value = match &node.op {
                Op::Conv(conv) => self.read(&pass, id, 0, 0.0).and_then(|read| {
                    let missing = || TchError::Shape("its weights are missing".into());
                    pass.convolve((id, conv), &read, own.ok_or_else(missing)?)
                }),
                // Nothing over the edge is ever the largest.
                &Op::MaxPool { kernel, stride, .. } => self
                    .read(&pass, id, 0, f64::NEG_INFINITY)
                    .and_then(|read| read.f_max_pool2d(kernel, stride, [0, 0], [1, 1], false)),
                Op::Add | Op::Concat | Op::Clip { .. }
                    if node.inputs.iter().all(is_read_as_it_is) =>
                {
                    pass.compute(id, own)
                }
                Op::Add => self
                    .read(&pass, id, 0, 0.0)
                    .and_then(|one| one.f_add(&self.read(&pass, id, 1, 0.0)?)),
                Op::Concat => {
                    let parts = (0..node.inputs.len()).map(|part| self.read(&pass, id, part, 0.0));
                    parts.collect::<Result<Vec<_>, _>>().and_then(|parts| Tensor::f_cat(&parts, 1))
                }
                Op::Input { .. }
                | Op::Clip { .. }
                | Op::Linear(_)
                | Op::Affine(_)
                | Op::LayerNorm(_)
                | Op::Activation(_)
                | Op::AvgPool(_)
                | Op::AdaptiveAvgPool { .. }
                | Op::Mul
                | Op::Slice { .. }
                | Op::Shuffle { .. }
                | Op::Flatten => Err(TchError::Shape("it has no tiles".into())),
            };
            pass.put(id, value.map_err(Error::torch(&node.name))?);
        }
        let trace = pass.finish(Vec::new());
        Ok(trace.kept(self.graph, self.plan.cut)?.shallow_clone())
    }

    /// The tiles of the picture, with what is in the places.
    fn covered(&self) -> Result<Tensor, TchError> {
        let whole = self.kept(0)?;
        let tiles = empty(whole, self.places.len(), self.plan.tiles[0])?;
        for (index, (&place, areas)) in self.places.iter().zip(&self.areas).enumerate() {
            let tile = areas[0];
            copy(&part(self.input.unwrap_or(whole), 0, tile)?, &tiles, index, from(tile, tile))?;
            let place = from(area(place), tile);
            if self.input.is_none() && !is_empty(place) {
                drop(part(&tiles, index, place)?.f_zero_()?);
            }
        }
        Ok(tiles)
    }

    /// True where a node reads of `input` just its tile, at every place.
    fn is_read_as_it_is(&self, id: NodeId, input: NodeId) -> bool {
        let is = |areas: &Vec<Area>| self.plan.reads(self.graph, id, areas[id]) == areas[input];
        self.areas.iter().all(is)
    }

    /// What a node's windows read of its input number `index`: its tiles, beside them the whole
    /// picture's values, and `edge` where the map has ended.
    fn read(
        &self,
        pass: &Pass<'_>,
        id: NodeId,
        index: usize,
        edge: f64,
    ) -> Result<Tensor, TchError> {
        let input = self.graph.nodes[id].inputs[index];
        let tiles = pass.input(id, index)?;
        if self.is_read_as_it_is(id, input) {
            return Ok(tiles.shallow_clone());
        }
        let whole = self.kept(input)?;
        let map = self.plan.maps[input].map(|len| Span { start: 0, len });
        let reads = self.areas.iter().map(|areas| self.plan.reads(self.graph, id, areas[id]));
        let reads: Vec<Area> = reads.collect();
        let sides = reads.first().map_or([0, 0], |read| read.map(|span| span.len));
        let mut patches = empty(whole, reads.len(), sides)?;
        if reads.iter().any(|&read| meet(read, map) != read) {
            patches = patches.f_fill_(edge)?;
        }
        for (number, (&read, areas)) in reads.iter().zip(&self.areas).enumerate() {
            let tile = areas[input];
            let (inside, ours) = (meet(read, map), meet(read, tile));
            if inside != ours {
                copy(&part(whole, 0, inside)?, &patches, number, from(inside, read))?;
            }
            if !is_empty(ours) {
                let ours_of_tile = part(tiles, number, from(ours, tile))?;
                copy(&ours_of_tile, &patches, number, from(ours, read))?;
            }
        }
        Ok(patches)
    }

    /// The whole maps of the cut with the tiles in them.
    pub(super) fn together(&self, tiles: &Tensor) -> Result<Tensor> {
        let cut = self.plan.cut;
        let put = || -> Result<Tensor, TchError> {
            let maps = self.kept(cut)?;
            let mut whole = empty(maps, self.places.len(), self.plan.maps[cut])?;
            whole.f_copy_(maps)?;
            for (index, areas) in self.areas.iter().enumerate() {
                copy(&tiles.f_narrow(0, index as i64, 1)?, &whole, index, areas[cut])?;
            }
            Ok(whole)
        };
        put().map_err(Error::torch(&self.graph.nodes[cut].name))
    }

    fn kept(&self, id: NodeId) -> Result<&Tensor, TchError> {
        let missing = || {
            let name = &self.graph.nodes[id].name;
            TchError::Shape(format!("{name} was not kept by the forward pass"))
        };
        self.trace.value(id).ok_or_else(missing)
    }
}

/// Room for a batch of so many, with the channels, kind and layout of `like`.
fn empty(like: &Tensor, pictures: usize, [height, width]: [i64; 2]) -> Result<Tensor, TchError> {
    let channels = like.size4()?.1;
    let sides = [pictures as i64, height, width, channels];
    Tensor::f_empty(sides, (like.kind(), like.device()))?.f_permute([0, 3, 1, 2])
}

/// A part of one picture's maps, in their own memory.
fn part(maps: &Tensor, picture: usize, [rows, columns]: Area) -> Result<Tensor, TchError> {
    maps.f_narrow(0, picture as i64, 1)?.f_narrow(2, rows.start, rows.len)?.f_narrow(
        3,
        columns.start,
        columns.len,
    )
}

fn copy(values: &Tensor, to: &Tensor, picture: usize, area: Area) -> Result<(), TchError> {
    part(to, picture, area)?.f_copy_(values)
}
