//! Erasure: which pixels of the network's input somebody has rubbed out, and what it answers then.
//!
//! What is rubbed out is zero after normalisation, as under the grey square of occlusion: the mean
//! colour of the pictures that the network was trained on, where normalisation takes that off
//! (Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014,
//! <https://arxiv.org/abs/1311.2901>).

use tch::{Kind, TchError, Tensor};

use super::Network;
use super::forward::{Keep, Trace};
use super::graph::NodeId;
use super::regional::{Covered, Regional};
use crate::error::{Error, Result};
use crate::geometry::{Point, Rect, Size};

/// The bounds of a mask are widened to multiples of so many pixels, so that one plan of a regional
/// pass serves several strokes.
const GRID: i32 = 16;

/// Where a regional pass takes more than this share of a whole one, the whole one is run: it has
/// nothing to put together.
const WORTH: f64 = 0.85;

/// Which pixels of the network's input are rubbed out: one bit a pixel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Mask {
    size: Size,
    /// Row after row, each of whole words.
    words: Vec<u64>,
    hidden: usize,
}

impl Mask {
    /// Nothing is rubbed out of an input of this size.
    pub fn new(size: Size) -> Self {
        let words = vec![0; words_in_a_row(size) * size.height.max(0) as usize];
        Self { size, words, hidden: 0 }
    }

    /// The network's input's.
    pub fn size(&self) -> Size {
        self.size
    }

    /// True where nothing is rubbed out.
    pub fn is_empty(&self) -> bool {
        self.hidden == 0
    }

    /// How much is rubbed out, 0..=1.
    pub fn share(&self) -> f32 {
        self.hidden as f32 / self.size.area().max(1) as f32
    }

    /// True where this pixel is rubbed out; false outside.
    pub fn hides(&self, at: Point) -> bool {
        let (word, bit) = self.place(at.x, at.y);
        self.size.rect().contains(at) && self.words[word] >> bit & 1 == 1
    }

    /// Rubs out every pixel whose middle is no further than `radius` pixels from the line between
    /// the middles of two pixels, which may lie outside.
    pub fn rub(&mut self, from: Point, to: Point, radius: f32) {
        let reach = radius.max(0.5);
        let around = reach.ceil() as i32;
        let (left, right) = (from.x.min(to.x) - around, from.x.max(to.x) + around);
        let (top, bottom) = (from.y.min(to.y) - around, from.y.max(to.y) + around);
        let area = Rect::new(left, top, right - left + 1, bottom - top + 1);
        let (dx, dy) = ((to.x - from.x) as f32, (to.y - from.y) as f32);
        let length = dx * dx + dy * dy;
        self.hide_where(area, |x, y| {
            let (px, py) = ((x - from.x) as f32, (y - from.y) as f32);
            let along =
                if length > 0.0 { ((px * dx + py * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            let (ax, ay) = (px - along * dx, py - along * dy);
            ax * ax + ay * ay <= reach * reach
        });
    }

    /// Rubs out a rectangle.
    pub fn cover(&mut self, area: Rect) {
        self.hide_where(area, |_, _| true);
    }

    fn hide_where(&mut self, area: Rect, is_meant: impl Fn(i32, i32) -> bool) {
        let area = area.intersect(self.size.rect());
        for y in area.y..area.bottom() {
            for x in (area.x..area.right()).filter(|&x| is_meant(x, y)) {
                let (word, bit) = self.place(x, y);
                self.hidden += usize::from(self.words[word] >> bit & 1 == 0);
                self.words[word] |= 1 << bit;
            }
        }
    }

    fn place(&self, x: i32, y: i32) -> (usize, u32) {
        let (x, y) = (x.max(0) as usize, y.max(0) as usize);
        (y * words_in_a_row(self.size) + x / 64, (x % 64) as u32)
    }

    /// The smallest rectangle that holds all that is rubbed out; empty where nothing is.
    pub fn bounds(&self) -> Rect {
        let mut runs = self.runs();
        let Some(first) = runs.next() else { return Rect::default() };
        let hull = |one: Rect, other: Rect| {
            let (x, y) = (one.x.min(other.x), one.y.min(other.y));
            let (right, bottom) =
                (one.right().max(other.right()), one.bottom().max(other.bottom()));
            Rect::new(x, y, right - x, bottom - y)
        };
        runs.fold(first, hull)
    }

    /// What is rubbed out, as rectangles of one row each, from the top left on.
    pub fn runs(&self) -> impl Iterator<Item = Rect> {
        let width = self.size.width.max(0);
        (0..self.size.height.max(0)).flat_map(move |y| {
            let mut x = 0;
            std::iter::from_fn(move || {
                let hides = |x: &i32| self.hides(Point::new(*x, y));
                let begin = (x..width).find(hides)?;
                let end = (begin..width).find(|x| !hides(x)).unwrap_or(width);
                x = end;
                Some(Rect::new(begin, y, end - begin, 1))
            })
        })
    }

    /// The input with zeros where it is rubbed out.
    fn apply(&self, input: &Tensor) -> Result<Tensor, TchError> {
        let Size { width, height } = self.size;
        let points = (0..height).flat_map(|y| (0..width).map(move |x| Point::new(x, y)));
        let hidden: Vec<u8> = points.map(|at| u8::from(self.hides(at))).collect();
        let hidden = Tensor::f_from_slice(&hidden)?
            .f_reshape([1, 1, i64::from(height), i64::from(width)])?
            .f_to_kind(Kind::Bool)?
            .f_to_device(input.device())?;
        input.f_masked_fill(&hidden, 0.0)
    }
}

fn words_in_a_row(size: Size) -> usize {
    (size.width.max(0) as usize).div_ceil(64)
}

/// A plan for passes over one picture with something rubbed out of it. Only what that changes is
/// computed again, where it is little enough to be worth it.
#[derive(Debug)]
pub struct ErasurePlan {
    bounds: Rect,
    /// None where a whole pass is run.
    regional: Option<Regional>,
}

impl ErasurePlan {
    /// For masks of which all is within `bounds`.
    ///
    /// # Errors
    /// [`Error::Network`] where the network cannot read an input of this size.
    pub fn new(network: &Network, size: Size, bounds: Rect) -> Result<Self> {
        let logits = network.graph.logits();
        let plan = Regional::new(&network.graph, size, vec![bounds], logits)?;
        let regional = (plan.share() <= WORTH && !bounds.is_empty()).then_some(plan);
        Ok(Self { bounds, regional })
    }

    /// The bounds for which a mask needs a plan.
    pub fn bounds_of(mask: &Mask) -> Rect {
        let bounds = mask.bounds();
        let floor = |at: i32| at.div_euclid(GRID) * GRID;
        let ceil = |at: i32| (at + GRID - 1).div_euclid(GRID) * GRID;
        let (x, y) = (floor(bounds.x), floor(bounds.y));
        let wide = Rect::new(x, y, ceil(bounds.right()) - x, ceil(bounds.bottom()) - y);
        wide.intersect(mask.size().rect())
    }

    /// True where it is the plan for this mask.
    pub fn is_for(&self, mask: &Mask) -> bool {
        self.bounds == Self::bounds_of(mask)
    }

    /// The nodes whose values the pass over the whole picture must keep.
    pub fn needs(&self) -> &[NodeId] {
        self.regional.as_ref().map_or(&[], Regional::needs)
    }

    /// The logits of the picture with what the mask rubs out; `trace` is the pass over the whole
    /// picture, `input` what that read. But for the last digits they are those of a whole pass over
    /// the masked picture.
    ///
    /// # Errors
    /// [`Error::Network`] where the mask is of another size, or the trace lacks a value; those of
    /// [`Network::forward`].
    pub fn logits(
        &self,
        network: &Network,
        input: &Tensor,
        trace: &Trace,
        mask: &Mask,
    ) -> Result<Vec<f32>> {
        let masked = masked(input, mask)?;
        let Some(plan) = &self.regional else { return network.logits(&masked) };
        let logits = network.graph.logits();
        let covered = Covered { plan, trace, places: 0..1, input: Some(&masked) };
        network.read_logits(&network.forward_regional(covered, Keep::Last, logits)?)
    }
}

/// The input with zeros where the mask rubs it out.
///
/// # Errors
/// [`Error::Network`] where the mask is of another size; [`Error::Torch`] where libtorch refuses.
pub fn masked(input: &Tensor, mask: &Mask) -> Result<Tensor> {
    let Size { width, height } = mask.size();
    if input.size()[2..] != [i64::from(height), i64::from(width)] {
        let problem =
            format!("a mask of {} does not fit an input of {:?}", mask.size(), input.size());
        return Err(Error::Network(problem));
    }
    mask.apply(input).map_err(Error::torch("the masked input"))
}

#[cfg(test)]
mod tests;
