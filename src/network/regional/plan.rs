//! The plan of a regional pass: which part of each map a place changes, and where to cut.

use super::span::{Area, Window, along, area};
use crate::error::Result;
use crate::geometry::{Rect, Size};
use crate::network::cost;
use crate::network::graph::{Graph, NodeId};
use crate::network::op::{Op, Padding};
use crate::network::shape::{self, Extent};

/// The largest part of a map that is worth tiles of its own: beyond, copying what is around them
/// costs what they save. Up to a tenth faster than 0.6; from here to 0.95 nothing changes that
/// could be measured (`benches/occlusion.rs`).
const WORTH: f64 = 0.8;

/// The places, and how far each is followed through the network.
#[derive(Debug)]
pub struct Regional {
    pub(super) places: Vec<Rect>,
    /// The sides of each node's maps up to the cut, down and across.
    pub(super) maps: Vec<[i64; 2]>,
    /// Those of its tiles.
    pub(super) tiles: Vec<[i64; 2]>,
    /// The last node that is computed in tiles.
    pub(super) cut: NodeId,
    needs: Vec<NodeId>,
    share: f64,
}

impl Regional {
    /// For an input of this size with something in these places. Maps are whole from some node
    /// before `whole` on.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where the network cannot read such an input.
    pub fn new(graph: &Graph, size: Size, places: Vec<Rect>, whole: NodeId) -> Result<Self> {
        let extents = shape::infer(graph, size)?;
        let places = places.into_iter().map(|place| place.intersect(size.rect())).collect();
        let mut plan = Self {
            places,
            maps: Vec::new(),
            tiles: Vec::new(),
            cut: 0,
            needs: Vec::new(),
            share: 1.0,
        };
        // As far as every node can be computed in tiles at all.
        for (node, extent) in graph.nodes.iter().zip(&extents).take(whole.max(1)) {
            let &Extent::Maps { height, width, .. } = extent else { break };
            // A gate of one value a channel changes whatever it opens, everywhere.
            let is_gated = node.op == Op::Mul
                && node.inputs.iter().any(|&input| plan.maps[input] != [height, width]);
            if is_gated || !in_tiles(&node.op) {
                break;
            }
            plan.maps.push([height, width]);
        }
        plan.tiles = vec![[1, 1]; plan.maps.len()];
        for &place in &plan.places {
            let areas = plan.reached(graph, place);
            for (tile, area) in plan.tiles.iter_mut().zip(areas) {
                *tile = [tile[0].max(area[0].len), tile[1].max(area[1].len)];
            }
        }
        plan.cut = plan.find_cut(graph);
        plan.maps.truncate(plan.cut + 1);
        plan.tiles.truncate(plan.cut + 1);
        plan.share = plan.work(graph, &extents);
        plan.needs = plan.find_needs(graph);
        Ok(plan)
    }

    /// The nodes whose values the pass over the whole picture must keep.
    pub fn needs(&self) -> &[NodeId] {
        &self.needs
    }

    /// What one place costs as a part of a whole pass, 0..=1: a guess by the numbers of
    /// multiplications and of values.
    pub fn share(&self) -> f64 {
        self.share
    }

    /// The last node that leads on alone and whose tiles are small; the input where there is none.
    fn find_cut(&self, graph: &Graph) -> NodeId {
        let consumers = graph.consumers();
        let last_use = |id: NodeId| consumers[id].last().copied().unwrap_or(0);
        let (mut cut, mut open) = (0, 0);
        for id in 0..self.maps.len() {
            let ([height, width], [high, wide]) = (self.maps[id], self.tiles[id]);
            if (high * wide) as f64 > WORTH * (height * width) as f64 {
                break;
            }
            // Of the nodes before, none is read later.
            if open <= id && last_use(id) > id {
                cut = id;
            }
            open = open.max(last_use(id));
        }
        cut
    }

    fn work(&self, graph: &Graph, extents: &[Extent]) -> f64 {
        let (mut all, mut ours) = (0.0, 0.0);
        for (id, work) in cost::of_nodes(graph, extents).into_iter().enumerate() {
            let part = match (self.maps.get(id), self.tiles.get(id)) {
                (Some(map), Some(tile)) => (tile[0] * tile[1]) as f64 / (map[0] * map[1]) as f64,
                _ => 1.0,
            };
            all += work;
            ours += work * part;
        }
        if all > 0.0 { ours / all } else { 1.0 }
    }

    fn find_needs(&self, graph: &Graph) -> Vec<NodeId> {
        let mut needed = vec![false; self.cut + 1];
        (needed[0], needed[self.cut]) = (true, true);
        for &place in &self.places {
            let areas = self.tiles_of(graph, place);
            for (id, node) in graph.nodes[..=self.cut].iter().enumerate() {
                let reads = self.reads(graph, id, areas[id]);
                for &input in node.inputs.iter().filter(|&&input| areas[input] != reads) {
                    needed[input] = true;
                }
            }
        }
        (0..=self.cut).filter(|&id| needed[id]).collect()
    }

    /// For each node the rectangle of its maps that the place reaches; without values where it
    /// reaches none.
    fn reached(&self, graph: &Graph, place: Rect) -> Vec<Area> {
        let mut areas: Vec<Area> = Vec::with_capacity(self.maps.len());
        for (id, node) in graph.nodes[..self.maps.len()].iter().enumerate() {
            let readers = |input: NodeId| {
                along(|axis| {
                    self.window(graph, id, axis).readers(areas[input][axis], self.maps[id][axis])
                })
            };
            let read = node.inputs.iter().map(|&input| readers(input));
            let read = read.reduce(|one, other| along(|axis| one[axis].hull(other[axis])));
            areas.push(read.unwrap_or(area(place)));
        }
        areas
    }

    /// The place's tile of each node's maps.
    pub(super) fn tiles_of(&self, graph: &Graph, place: Rect) -> Vec<Area> {
        let mut areas = self.reached(graph, place);
        for (area, (map, tile)) in areas.iter_mut().zip(self.maps.iter().zip(&self.tiles)) {
            *area = along(|axis| area[axis].widened(tile[axis], map[axis]));
        }
        areas
    }

    /// How the node reads its inputs along rows (0: down) or columns (1: across).
    fn window(&self, graph: &Graph, id: NodeId, axis: usize) -> Window {
        let node = &graph.nodes[id];
        match &node.op {
            Op::Conv(conv) => {
                let (kernel, stride) = (conv.kernel[axis], conv.stride[axis]);
                let side = node.inputs.first().map_or(1, |&input| self.maps[input][axis]);
                let (before, _) = conv.padding.resolve(axis, side, kernel, stride);
                Window { kernel, stride, before }
            }
            &Op::MaxPool { kernel, stride, padding, .. } => {
                Window { kernel: kernel[axis], stride: stride[axis], before: padding[axis] }
            }
            Op::AvgPool(pool) => Window {
                kernel: pool.kernel[axis],
                stride: pool.stride[axis],
                before: pool.padding[axis],
            },
            Op::Input { .. }
            | Op::Linear(_)
            | Op::Affine(_)
            | Op::LayerNorm(_)
            | Op::Clip { .. }
            | Op::Activation(_)
            | Op::AdaptiveAvgPool { .. }
            | Op::Add
            | Op::Mul
            | Op::Concat
            | Op::Slice { .. }
            | Op::Shuffle { .. }
            | Op::Flatten => Window::POINT,
        }
    }

    /// What the node reads of its inputs for this part of its maps, the padding included.
    pub(super) fn reads(&self, graph: &Graph, id: NodeId, area: Area) -> Area {
        along(|axis| self.window(graph, id, axis).reads(area[axis]))
    }
}

/// True for what has windows, or works place by place.
fn in_tiles(op: &Op) -> bool {
    match op {
        Op::Input { .. }
        | Op::Affine(_)
        | Op::LayerNorm(_)
        | Op::Clip { .. }
        | Op::Activation(_)
        | Op::MaxPool { .. }
        | Op::AvgPool(_)
        | Op::Add
        | Op::Mul
        | Op::Concat
        | Op::Slice { .. }
        | Op::Shuffle { .. } => true,
        // What stands around a tile would have to be mirrored.
        Op::Conv(conv) => !matches!(conv.padding, Padding::Reflect(_)),
        Op::Linear(_) | Op::AdaptiveAvgPool { .. } | Op::Flatten => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::manifest::Manifest;
    use crate::network::zoo;

    /// A square of 48 pixels in the corner and in the middle of a picture of 224.
    fn planned(graph: &Graph, whole: NodeId) -> Regional {
        let places = vec![Rect::new(0, 0, 32, 32), Rect::new(80, 96, 48, 48)];
        Regional::new(graph, Size::new(224, 224), places, whole).unwrap()
    }

    #[test]
    fn a_square_is_followed_through_every_network_as_long_as_it_is_small() {
        for spec in Manifest::built_in().unwrap().networks {
            let graph = zoo::graph(&spec.name).unwrap();
            let plan = planned(&graph, graph.logits());
            let ([high, wide], [height, width]) = (plan.tiles[plan.cut], plan.maps[plan.cut]);
            assert!(plan.cut > 0 && plan.share < 0.75, "{}: {}", spec.name, plan.share);
            assert!((high * wide) as f64 <= WORTH * (height * width) as f64, "{}", spec.name);
            // Nothing but the cut leads on.
            let consumers = graph.consumers();
            let mut before = consumers[..plan.cut].iter().flatten();
            assert!(before.all(|&next| next <= plan.cut), "{}", spec.name);
        }
    }

    #[test]
    fn a_tile_is_as_large_as_what_the_place_reaches() {
        let graph = zoo::graph("alexnet").unwrap();
        let plan = planned(&graph, graph.logits());
        let of = |name: &str| graph.find(name).unwrap();
        let tile = |name: &str| {
            let [rows, columns] = plan.tiles_of(&graph, plan.places[1])[of(name)];
            [(rows.start, rows.len), (columns.start, columns.len)]
        };
        assert_eq!(tile("input"), [(96, 48), (80, 48)]);
        // Windows of 11 at a stride of 4 with two zeros before: number w reads 4w - 2 to 4w + 8, so
        // rows 96 to 143 are read by 22 to 36 and columns 80 to 127 by 18 to 32.
        assert_eq!(tile("conv1"), [(22, 15), (18, 15)]);
        // Windows of 3 at 2: number w reads 2w to 2w + 2.
        assert_eq!(tile("conv1.pool"), [(10, 9), (8, 9)]);
        // In the corner it is as large, though less is changed.
        let [rows, _] = plan.tiles_of(&graph, plan.places[0])[of("conv1")];
        assert_eq!((rows.start, rows.len), (0, 15));
        let kept: Vec<&str> = plan.needs.iter().map(|&id| &*graph.nodes[id].name).collect();
        assert_eq!(kept[..3], ["input", "conv1.relu", "conv1.pool"]);
    }

    #[test]
    fn maps_are_whole_before_a_node_that_must_be() {
        let graph = zoo::graph("resnet18").unwrap();
        let relu = graph.find("layer1.0.relu2").unwrap();
        // The sum before it is the only way there.
        let plan = planned(&graph, relu);
        assert_eq!(graph.nodes[plan.cut].name, "layer1.0.add");
        assert_eq!(planned(&graph, 1).cut, 0);
    }
}
