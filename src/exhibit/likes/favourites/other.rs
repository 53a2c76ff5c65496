//! What a network that pools makes of a favourite: its own strongest detector's projection.
//!
//! A deconvnet finds its way back to the places by what max poolings remember. A network without
//! any, as every `EfficientNet` is, can be asked, but says next to nothing; where the weights of
//! another one are here, that one can say it of the same picture.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::collection::Collection;
use super::cutting::{Cutting, Questions};
use super::{Favourite, has_switches};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::others::Others;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::frame::Picture;
use crate::network::forward::Keep;
use crate::network::outline::Outline;
use crate::network::{Network, heap};
use crate::preprocess::Preprocess;
use crate::taps::plan::Unit;

/// What another network's detector saw in the same picture.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherProjection {
    /// That network's title: "AlexNet".
    pub network: String,
    /// Which of its steps, from 0, and of how many.
    pub step: (usize, usize),
    /// Its strongest unit of that step in this picture.
    pub unit: Unit,
    /// What it saw, its value there and its projection.
    pub seen: Favourite,
}

/// True where a network of this outline can be asked.
pub fn pools(outline: &Outline) -> bool {
    outline.layers.iter().any(|layer| layer.kind == "MaxPool2d")
}

/// Loads the other network, asks it once, and lets it go.
#[derive(Debug)]
pub struct OtherProjectionJob {
    others: Rc<dyn Others>,
    /// Which network of the run.
    place: usize,
    /// How deep the unit lies among the steps of its network, 0..=1.
    depth: f64,
    picture: Arc<Picture>,
    stage: Stage,
    finding: Option<Arc<OtherProjection>>,
}

#[derive(Debug)]
enum Stage {
    /// The screen is to say first what will take a while.
    Announced,
    Loading,
    Loaded(Box<Network>),
    /// Its passes over the picture.
    UnderWay(Box<(Network, Questions, Cutting)>),
    Over,
}

impl OtherProjectionJob {
    /// About the picture that excited this unit most, or the frame at hand where none has.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit; where the frame has no pixels.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        collection: &RefCell<Collection>,
        others: Rc<dyn Others>,
        place: usize,
        unit: Unit,
    ) -> Result<Self> {
        let outline = &network.outline;
        let missing = || Error::Network(format!("there is no layer {}", unit.layer));
        let block = outline.layers.get(unit.layer).ok_or_else(missing)?.block;
        let depth = depth(block, outline.blocks.len());
        let collection = collection.borrow();
        let best = collection.of(unit).and_then(|(best, _)| best.first());
        let kept = best.and_then(|best| collection.picture(best.picture));
        let picture = match kept {
            Some(kept) => Arc::clone(kept),
            None => Arc::new(seen.frame.picture.clone()),
        };
        Ok(Self { others, place, depth, picture, stage: Stage::Announced, finding: None })
    }

    /// One pass forward, which finds out whose projection is wanted.
    fn look(&self, network: &Network) -> Result<(Questions, Cutting)> {
        let outline = &network.outline;
        let steps = outline.blocks.len();
        let is_mapped = |layer: usize| outline.layers[layer].shape.map.area() > 1;
        let can = |&step: &usize| {
            let shown = outline.blocks[step].shown;
            is_mapped(shown) && has_switches(network, outline.layers[shown].node)
        };
        let away = |step: &usize| (depth(*step, steps) - self.depth).abs();
        let step = (0..steps).filter(can).min_by(|a, b| away(a).total_cmp(&away(b)));
        let none = || Error::Network(format!("{} has no max pooling", outline.title));
        let layer = outline.blocks[step.ok_or_else(none)?].shown;
        let node = outline.layers[layer].node;
        let spec = &network.spec;
        let mut preprocess = Preprocess::new(spec.input, spec.mean, spec.std);
        let prepared = preprocess.run(&self.picture)?;
        let size = spec.input;
        let input = network.input(prepared.input, size)?;
        let picture = Arc::new(Picture::new(size, prepared.rgb.to_vec()));
        let trace = network.forward(&input, Keep::Only(&[node]), node)?;
        let values = super::collect::largest(&trace, &[node]).map_err(Error::torch("its maps"))?;
        let strongest = |best: (usize, f32), next: (usize, f32)| {
            if next.1 > best.1 { next } else { best }
        };
        let strongest = values.into_iter().enumerate().reduce(strongest).unwrap_or_default();
        let unit = Unit { layer, channel: strongest.0 };
        let questions = Questions::new(network, unit, true)?;
        let cutting = Cutting::begin(network, &questions, &input, picture)?;
        Ok((questions, cutting))
    }

    fn found(network: &Network, unit: Unit, seen: Favourite) -> Arc<OtherProjection> {
        let outline = &network.outline;
        let step = (outline.layers[unit.layer].block, outline.blocks.len());
        Arc::new(OtherProjection { network: outline.title.clone(), step, unit, seen })
    }
}

fn depth(step: usize, steps: usize) -> f64 {
    step as f64 / steps.saturating_sub(1).max(1) as f64
}

impl Work for OtherProjectionJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        let stage = std::mem::replace(&mut self.stage, Stage::Over);
        let (stage, done) = match stage {
            Stage::Announced => (Stage::Loading, 1),
            Stage::Loading => {
                let network = self.others.load(self.place)?;
                // The file's bytes, and the weights before they were folded.
                heap::trim();
                (Stage::Loaded(Box::new(network)), 2)
            }
            Stage::Loaded(network) => {
                let (questions, cutting) = self.look(&network)?;
                (Stage::UnderWay(Box::new((*network, questions, cutting))), 3)
            }
            Stage::UnderWay(mut all) => {
                let (network, questions, cutting) = &mut *all;
                match cutting.go_on(network, questions)? {
                    Some(seen) => {
                        self.finding = Some(Self::found(network, questions.unit, seen));
                        (Stage::Over, 5)
                    }
                    None => (Stage::UnderWay(all), 4),
                }
            }
            Stage::Over => (Stage::Over, 5),
        };
        self.stage = stage;
        Ok(Progress { done, all: 5 })
    }

    fn finding(&self) -> Finding {
        Finding::OtherProjection(self.finding.clone())
    }
}

impl Drop for OtherProjectionJob {
    /// A whole network goes with it: its memory goes back to the system.
    fn drop(&mut self) {
        self.stage = Stage::Over;
        heap::trim();
    }
}
