//! The passes that cut a picture to what one unit saw of it, and draw what drove it there.

use std::sync::Arc;

use tch::Tensor;

use super::Favourite;
use super::crop::Crop;
use crate::attribution::{Attribution, AttributionQuestion, AttributionTarget, Method, Start};
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Point;
use crate::network::Network;
use crate::network::backward::Rule;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::outline::{Reach, ReceptiveField};
use crate::taps::plan::Unit;

/// What is asked of each picture.
#[derive(Debug)]
pub struct Questions {
    /// Of which unit.
    pub unit: Unit,
    /// Its node.
    pub node: NodeId,
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
pub struct Cutting {
    /// What the network gets of it, before normalisation.
    picture: Arc<Picture>,
    trace: Trace,
    /// Once the gradient is known, with the value that it started from.
    crop: Option<(Crop, f32)>,
}

impl Questions {
    /// Of this unit; with its projections, where they are wanted.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit.
    pub fn new(network: &Network, unit: Unit, projections: bool) -> Result<Self> {
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
        let field = outlined.receptive_field;
        Ok(Self { unit, node, field, gradient, projection, keep })
    }

    /// The pixel in the middle of what this place of the unit's map sees.
    fn centre(&self, peak: Point) -> Point {
        let along =
            |reach: Reach, at: i32| (reach.offset + f64::from(at) * reach.stride).round() as i32;
        Point::new(along(self.field.across, peak.x), along(self.field.down, peak.y))
    }
}

impl Cutting {
    /// One pass forward over a picture, [1, 3, height, width] normalised.
    ///
    /// # Errors
    /// Those of [`Network::forward`].
    pub fn begin(
        network: &Network,
        questions: &Questions,
        input: &Tensor,
        picture: Arc<Picture>,
    ) -> Result<Self> {
        let trace = network.forward(input, Keep::Only(&questions.keep), questions.node)?;
        Ok(Self { picture, trace, crop: None })
    }

    /// The next pass, backwards; what came of all, after the last. Its value is that of this pass.
    ///
    /// # Errors
    /// Those of [`Network::backward`].
    pub fn go_on(&mut self, network: &Network, questions: &Questions) -> Result<Option<Favourite>> {
        let answer = |question: &AttributionQuestion| -> Result<Attribution> {
            Ok(question.answer(network, &self.trace, &[])?.attribution)
        };
        let projection = questions.projection.as_ref();
        let (crop, value, signal) = match self.crop.take() {
            None => {
                let gradient = answer(&questions.gradient)?;
                let centre = questions.centre(gradient.origin.peak);
                let field = questions.field.size();
                let crop = Crop::new(&gradient.values, gradient.size, centre, field);
                let value = gradient.origin.value;
                if projection.is_some() {
                    self.crop = Some((crop, value));
                    return Ok(None);
                }
                (crop, value, None)
            }
            Some((crop, value)) => (crop, value, projection.map(answer).transpose()?),
        };
        let drawn = |signal: Attribution| Arc::new(crop.drawn(&signal.values, signal.size));
        let projection = signal.map(drawn);
        Ok(Some(Favourite { crop: Arc::new(crop.cut(&self.picture)), value, projection }))
    }
}
