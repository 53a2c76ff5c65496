//! The job that cuts one unit's favourites to what it saw, and finds out what drove it there.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::collection::Collection;
use super::crop::Crop;
use super::nine::Entry;
use super::{Favourite, Favourites};
use crate::attribution::{Attribution, AttributionQuestion, AttributionTarget, Method, Start};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::frame::Picture;
use crate::geometry::Point;
use crate::network::Network;
use crate::network::backward::Rule;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::op::Op;
use crate::network::outline::ReceptiveField;
use crate::preprocess::Preprocess;
use crate::taps::plan::Unit;

/// One unit's favourites, renewed whenever others take their places: one pass a step.
#[derive(Debug)]
pub struct FavouritesJob {
    collection: Rc<RefCell<Collection>>,
    unit: Unit,
    question: Questions,
    preprocess: Preprocess,
    /// Those that are cut, in any order.
    cut: Vec<(Entry<u32>, Favourite)>,
    under_way: Option<UnderWay>,
    finding: Arc<Favourites>,
}

/// What is asked of each picture.
#[derive(Debug)]
struct Questions {
    node: NodeId,
    field: ReceptiveField,
    /// Which pixels its strongest place depends on.
    gradient: AttributionQuestion,
    /// Its projection; none where nobody asked for it.
    projection: Option<AttributionQuestion>,
    /// What a pass must keep for both.
    keep: Vec<NodeId>,
}

/// A picture that is being cut.
#[derive(Debug)]
struct UnderWay {
    entry: Entry<u32>,
    picture: Arc<Picture>,
    trace: Trace,
    /// Once the gradient is known.
    crop: Option<Crop>,
}

impl Questions {
    fn new(network: &Network, unit: Unit, projections: bool) -> Result<Self> {
        let Unit { layer, channel } = unit;
        let missing = || Error::Network(format!("there is no layer {layer}"));
        let outlined = network.outline.layers.get(layer).ok_or_else(missing)?;
        let node = outlined.node;
        let question = |start, rule| AttributionQuestion {
            target: AttributionTarget::Unit { node, channel, start },
            method: Method::Backward(rule),
        };
        let gradient = question(Start::Place(None), Rule::Gradient);
        let projection = projections.then(|| question(Start::Peak, Rule::Deconvnet));
        let mut keep = gradient.nodes(network, &[])?;
        if let Some(projection) = &projection {
            keep.extend(projection.nodes(network, &[])?);
        }
        Ok(Self { node, field: outlined.receptive_field, gradient, projection, keep })
    }

    /// The pixel in the middle of what this place of the unit's map sees.
    fn centre(&self, peak: Point) -> Point {
        let ReceptiveField { stride, offset, .. } = self.field;
        let along = |at: i32| (offset + f64::from(at) * stride).round() as i32;
        Point::new(along(peak.x), along(peak.y))
    }
}

impl FavouritesJob {
    /// Of this unit, out of the collection of the same network; from now on its layer is watched.
    /// With the projections, where they are asked for.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit.
    pub fn new(
        network: &Network,
        collection: Rc<RefCell<Collection>>,
        unit: Unit,
        projections: bool,
    ) -> Result<Self> {
        let question = Questions::new(network, unit, projections)?;
        collection.borrow_mut().watch(network, unit.layer);
        let spec = &network.spec;
        let before = network.graph.before(question.node);
        let mut nodes = network.graph.nodes.iter().zip(before);
        let has_switches =
            nodes.any(|(node, before)| before && matches!(node.op, Op::MaxPool { .. }));
        let finding = Favourites { unit, pictures: 0, best: Vec::new(), has_switches };
        let mut job = Self {
            collection,
            unit,
            question,
            preprocess: Preprocess::new(spec.side, spec.mean, spec.std),
            cut: Vec::new(),
            under_way: None,
            finding: Arc::new(finding),
        };
        job.follow();
        Ok(job)
    }

    /// The nine as they stand.
    fn entries(&self) -> Vec<Entry<u32>> {
        self.collection.borrow().of(self.unit).map_or_else(Vec::new, |(best, _)| best.to_vec())
    }

    /// Lets go of what is no favourite any more, and says what is left. Returns the nine.
    fn follow(&mut self) -> Vec<Entry<u32>> {
        let entries = self.entries();
        self.cut.retain(|(entry, _)| entries.contains(entry));
        self.under_way.take_if(|under_way| !entries.contains(&under_way.entry));
        let pictures = self.collection.borrow().of(self.unit).map_or(0, |(_, pictures)| pictures);
        let of = |entry: &Entry<u32>| {
            let cut = self.cut.iter().find(|(cut, _)| cut == entry);
            cut.map(|(_, favourite)| favourite.clone())
        };
        let best: Vec<Favourite> = entries.iter().filter_map(of).collect();
        if self.finding.pictures != pictures || self.finding.best != best {
            let finding = Arc::make_mut(&mut self.finding);
            (finding.pictures, finding.best) = (pictures, best);
        }
        entries
    }

    /// One pass forward over the first picture that is not cut yet; none where all are.
    fn begin(&mut self, network: &Network, entries: &[Entry<u32>]) -> Result<Option<UnderWay>> {
        let is_cut = |entry: &Entry<u32>| self.cut.iter().any(|(cut, _)| cut == entry);
        let Some(&entry) = entries.iter().find(|entry| !is_cut(entry)) else { return Ok(None) };
        let picture = self.collection.borrow().picture(entry.picture).map(Arc::clone);
        let gone = || Error::Network("a favourite's picture is gone".into());
        let picture = picture.ok_or_else(gone)?;
        let input = network.input(self.preprocess.run(&picture)?.input, picture.size)?;
        let Questions { node, keep, .. } = &self.question;
        let trace = network.forward(&input, Keep::Only(keep), *node)?;
        Ok(Some(UnderWay { entry, picture, trace, crop: None }))
    }

    fn done(
        &mut self,
        entry: Entry<u32>,
        crop: &Crop,
        picture: &Picture,
        signal: Option<&Attribution>,
    ) {
        let projection = signal.map(|signal| Arc::new(crop.drawn(&signal.values, signal.size)));
        let crop = Arc::new(crop.cut(picture));
        self.cut.push((entry, Favourite { crop, value: entry.value, projection }));
    }

    /// The next pass over the picture that is under way, backwards; it is put back where another is
    /// to follow.
    fn go_on(&mut self, network: &Network, under_way: UnderWay) -> Result<()> {
        let UnderWay { entry, picture, trace, crop } = under_way;
        let answer = |question: &AttributionQuestion| -> Result<Attribution> {
            Ok(question.answer(network, &trace, &[])?.attribution)
        };
        match (crop, &self.question.projection) {
            (None, projection) => {
                let gradient = answer(&self.question.gradient)?;
                let centre = self.question.centre(gradient.origin.peak);
                let field = self.question.field.size;
                let crop = Crop::new(&gradient.values, gradient.size, centre, field);
                if projection.is_some() {
                    let crop = Some(crop);
                    self.under_way = Some(UnderWay { entry, picture, trace, crop });
                } else {
                    self.done(entry, &crop, &picture, None);
                }
            }
            (Some(crop), projection) => {
                let signal = projection.as_ref().map(answer).transpose()?;
                self.done(entry, &crop, &picture, signal.as_ref());
            }
        }
        Ok(())
    }
}

impl Work for FavouritesJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let entries = self.follow();
        match self.under_way.take() {
            Some(under_way) => self.go_on(network, under_way)?,
            None => self.under_way = self.begin(network, &entries)?,
        }
        self.follow();
        Ok(Progress { done: self.cut.len(), all: entries.len() })
    }

    fn finding(&self) -> Finding {
        Finding::Favourites(Arc::clone(&self.finding))
    }
}
