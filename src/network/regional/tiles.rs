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
use crate::network::op::{AvgPool, Op};
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
                Op::AvgPool(pool) => {
                    self.read(&pass, id, 0, 0.0).and_then(|read| self.average(id, pool, &read))
                }
                Op::Affine(_)
                | Op::LayerNorm(_)
                | Op::Clip { .. }
                | Op::Activation(_)
                | Op::Add
                | Op::Mul
                | Op::Concat
                | Op::Slice { .. }
                | Op::Shuffle { .. }
                    if node.inputs.iter().all(is_read_as_it_is) =>
                {
                    pass.compute(id, own)
                }
                Op::Add => self
                    .read(&pass, id, 0, 0.0)
                    .and_then(|one| one.f_add(&self.read(&pass, id, 1, 0.0)?)),
                Op::Mul => self
                    .read(&pass, id, 0, 0.0)
                    .and_then(|one| one.f_mul(&self.read(&pass, id, 1, 0.0)?)),
                Op::Concat => {
                    let parts = (0..node.inputs.len()).map(|part| self.read(&pass, id, part, 0.0));
                    parts.collect::<Result<Vec<_>, _>>().and_then(|parts| Tensor::f_cat(&parts, 1))
                }
                // What reads one input place by place has tiles of the same size as that.
                Op::Input { .. }
                | Op::Affine(_)
                | Op::LayerNorm(_)
                | Op::Clip { .. }
                | Op::Activation(_)
                | Op::Linear(_)
                | Op::AdaptiveAvgPool { .. }
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

    /// The means of windows over what they read, which is zero where the map has ended. By how many
    /// values a sum is divided depends on where its window lies.
    fn average(&self, id: NodeId, pool: &AvgPool, read: &Tensor) -> Result<Tensor, TchError> {
        let sums =
            |divisor| read.f_avg_pool2d(pool.kernel, pool.stride, [0, 0], false, true, divisor);
        if pool.padding == [0, 0] && !pool.ceil_mode {
            return sums(None);
        }
        let map = self.plan.maps[self.graph.nodes[id].inputs[0]];
        let mut counts = Vec::new();
        for areas in &self.areas {
            let [down, across] = [0, 1].map(|axis| counted(pool, axis, areas[id][axis], map[axis]));
            counts.extend(down.iter().flat_map(|rows| across.iter().map(move |row| rows * row)));
        }
        let [height, width] = self.plan.tiles[id];
        let counts = Tensor::f_from_slice(&counts)?
            .f_reshape([self.areas.len() as i64, 1, height, width])?
            .f_to_kind(read.kind())?
            .f_to_device(read.device())?;
        sums(Some(1))?.f_div_(&counts)
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

/// By how many values along one axis each of these windows is divided, over a map of `side` values.
/// Where zeros beside the map count, those count that the padding has: not what a window rounded up
/// reaches over beyond them.
fn counted(pool: &AvgPool, axis: usize, windows: Span, side: i64) -> Vec<i64> {
    let padding = pool.padding[axis];
    let over = if pool.counts_padding { padding } else { 0 };
    let count = |window: i64| {
        let start = window * pool.stride[axis] - padding;
        ((start + pool.kernel[axis]).min(side + over) - start.max(-over)).max(1)
    };
    (windows.start..windows.start + windows.len).map(count).collect()
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
