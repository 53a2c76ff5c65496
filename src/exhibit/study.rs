//! What is chosen about attributions: of what, by which method, and how the answer is drawn.

use crate::attribution::filter::Filter;
use crate::attribution::{AttributionQuestion, AttributionTarget, Method, Start};
use crate::geometry::Point;
use crate::network::backward::Rule;
use crate::network::outline::Outline;
use crate::taps::plan::Unit;

/// Everything that was chosen about what drives units and classes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Study {
    /// The method; none while nothing is asked.
    pub method: Option<Method>,
    /// How the answer is drawn.
    pub filter: Filter,
    /// True where the method was chosen by nobody: it is lent while one looks inside.
    pub lent: bool,
    /// True to ask from one place of a unit's map alone: its strongest, or that of the ring.
    pub peak_alone: bool,
    /// Where somebody has put the ring: on this unit's map, at this place.
    pub ring: Option<(Unit, Point)>,
    /// True to see the signals of the backward pass in the open layer.
    pub signals: bool,
    /// What is asked about wherever one looks; none to follow the selection.
    pub pinned: Option<AttributionTarget>,
    /// What is kept beside the selected unit.
    pub beside: Option<Beside>,
}

/// A unit and a question about it, kept for comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Beside {
    /// The unit whose map is shown.
    pub unit: Unit,
    /// What was asked about it; none where nothing was.
    pub question: Option<AttributionQuestion>,
}

impl Study {
    /// Where one looks inside, something is asked, so that there is something to see: with guided
    /// backpropagation, from one place. Whoever leaves without having chosen asks nothing again.
    pub fn lend(&mut self, comes: bool) {
        if comes && self.method.is_none() {
            let guided = Some(Method::Backward(Rule::Guided));
            (self.method, self.lent, self.peak_alone) = (guided, true, true);
        } else if !comes && self.lent {
            (self.method, self.lent) = (None, false);
        }
    }

    /// Puts the ring at a place of a unit's map, and asks from there.
    pub fn put_ring(&mut self, unit: Unit, at: Point) {
        (self.ring, self.peak_alone) = (Some((unit, at)), true);
    }

    /// The next method; after the last one, none.
    pub fn next_method(&mut self) {
        self.lent = false;
        self.method = match self.method {
            None => Method::ALL.first().copied(),
            Some(method) => {
                let at = Method::ALL.iter().position(|&one| one == method);
                at.and_then(|at| Method::ALL.get(at + 1).copied())
            }
        };
    }

    /// The method before; before the first one, none.
    pub fn previous_method(&mut self) {
        self.lent = false;
        self.method = match self.method {
            None => Method::ALL.last().copied(),
            Some(method) => {
                let at = Method::ALL.iter().position(|&one| one == method);
                at.and_then(|at| Method::ALL.get(at.checked_sub(1)?).copied())
            }
        };
    }

    /// The next filter.
    pub fn next_filter(&mut self) {
        let at = Filter::ALL.iter().position(|&one| one == self.filter).unwrap_or(0);
        self.filter = Filter::ALL[(at + 1) % Filter::ALL.len()];
    }

    /// The question as it stands: about what is pinned; else about the unit that is looked at
    /// closely; else about the most probable class.
    pub fn question(
        &self,
        unit: Unit,
        closely: bool,
        outline: &Outline,
    ) -> Option<AttributionQuestion> {
        let mut target = self.pinned.unwrap_or_else(|| self.target(unit, closely, outline));
        let method = match self.method? {
            Method::GradCam { .. } => {
                // Grad-CAM explains classes; at a layer that is looked at closely, as that layer
                // sees it.
                if let AttributionTarget::Unit { .. } = target {
                    target = AttributionTarget::TopClass;
                }
                let layer = outline.layers.get(unit.layer).filter(|_| closely);
                let layer = layer.filter(|layer| layer.shape.map.area() > 1);
                Method::GradCam { at: layer.map(|layer| layer.node) }
            }
            method @ Method::Backward(_) => method,
        };
        Some(AttributionQuestion { target, method })
    }

    /// The class that is asked about; none for the best one, or where a unit is.
    pub fn class(&self, unit: Unit, closely: bool, outline: &Outline) -> Option<usize> {
        match self.pinned.unwrap_or_else(|| self.target(unit, closely, outline)) {
            AttributionTarget::Class(class) => Some(class),
            AttributionTarget::Contrast { class, .. } => class,
            AttributionTarget::TopClass | AttributionTarget::Unit { .. } => None,
        }
    }

    /// What is asked about where nothing is pinned. A unit of the last layer is a class.
    fn target(&self, unit: Unit, closely: bool, outline: &Outline) -> AttributionTarget {
        let Some(layer) = outline.layers.get(unit.layer).filter(|_| closely) else {
            return AttributionTarget::TopClass;
        };
        if unit.layer + 1 == outline.layers.len() {
            return AttributionTarget::Class(unit.channel);
        }
        let ring = self.ring.filter(|(of, _)| *of == unit).map(|(_, at)| at);
        let start = if self.peak_alone { Start::Place(ring) } else { Start::Map };
        AttributionTarget::Unit { node: layer.node, channel: unit.channel, start }
    }

    /// Holds on to what is asked about, or follows the selection again.
    pub fn pin(&mut self, unit: Unit, closely: bool, outline: &Outline) {
        self.pinned = match self.pinned {
            None => Some(self.target(unit, closely, outline)),
            Some(_) => None,
        };
    }

    /// Asks about no class that was chosen any more.
    pub fn ask_about_the_best(&mut self) {
        self.pinned = self.pinned.filter(|pinned| !matches!(pinned, AttributionTarget::Class(_)));
    }

    /// Keeps the unit that is looked at, and what is asked about it, beside the next; or lets it
    /// go.
    pub fn keep_beside(&mut self, unit: Unit, closely: bool, outline: &Outline) {
        self.beside = match self.beside {
            None if closely => {
                Some(Beside { unit, question: self.question(unit, closely, outline) })
            }
            _ => None,
        };
    }

    /// What stays when another network takes over: no unit or class of the old one.
    pub fn on_another_network(&self) -> Self {
        let mut stays = Self { pinned: None, beside: None, ring: None, ..self.clone() };
        stays.lend(false);
        stays
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

    const UNIT: Unit = Unit { layer: 2, channel: 5 };

    /// Node and layer have the same number in the made-up network.
    fn of(unit: Unit, start: Start) -> AttributionTarget {
        AttributionTarget::Unit { node: unit.layer, channel: unit.channel, start }
    }

    fn asking(method: Method) -> Study {
        Study { method: Some(method), ..Study::default() }
    }

    #[test]
    fn the_ways_go_round_in_both_directions() {
        let mut study = Study::default();
        for method in Method::ALL {
            study.next_method();
            assert_eq!(study.method, Some(method));
        }
        study.next_method();
        assert_eq!(study.method, None);
        for method in Method::ALL.into_iter().rev() {
            study.previous_method();
            assert_eq!(study.method, Some(method));
        }
        study.previous_method();
        assert_eq!(study.method, None);
    }

    #[test]
    fn what_is_looked_at_closely_is_asked_about_and_otherwise_the_top_class() {
        let outline = made_up::outline(6, 16);
        let target = |closely, unit| {
            asking(Method::Backward(Rule::Guided)).question(unit, closely, &outline).unwrap().target
        };
        assert_eq!(target(false, UNIT), AttributionTarget::TopClass);
        assert_eq!(target(true, UNIT), of(UNIT, Start::Map));
        assert_eq!(target(true, Unit { layer: 5, channel: 3 }), AttributionTarget::Class(3));
        assert_eq!(Study::default().question(UNIT, true, &outline), None);
    }

    #[test]
    fn what_is_pinned_stays_the_origin_wherever_one_looks() {
        let outline = made_up::outline(6, 16);
        let mut study = asking(Method::Backward(Rule::Gradient));
        study.pin(UNIT, true, &outline);
        let other = Unit { layer: 1, channel: 0 };
        let target = |study: &Study| study.question(other, true, &outline).unwrap().target;
        assert_eq!(target(&study), of(UNIT, Start::Map));
        study.pin(other, true, &outline);
        assert_eq!(target(&study), of(other, Start::Map));
        study.peak_alone = true;
        assert_eq!(target(&study), of(other, Start::Place(None)));
    }

    #[test]
    fn the_ring_is_the_place_that_is_asked_about_on_its_own_unit_alone() {
        let outline = made_up::outline(6, 16);
        let mut study = asking(Method::Backward(Rule::Guided));
        let target = |study: &Study, unit| study.question(unit, true, &outline).unwrap().target;
        study.put_ring(UNIT, Point::new(3, 1));
        assert_eq!(target(&study, UNIT), of(UNIT, Start::Place(Some(Point::new(3, 1)))));
        let other = Unit { channel: 6, ..UNIT };
        assert_eq!(target(&study, other), of(other, Start::Place(None)));
        assert_eq!(study.on_another_network().ring, None);
    }

    #[test]
    fn what_nobody_has_chosen_is_asked_only_while_one_looks_inside() {
        let mut study = Study::default();
        study.lend(true);
        assert_eq!(study.method, Some(Method::Backward(Rule::Guided)));
        study.lend(false);
        assert_eq!(study.method, None);
        study.lend(true);
        study.next_method();
        study.lend(false);
        assert_eq!(study.method, Some(Method::Backward(Rule::Deconvnet)), "it was chosen");
    }

    #[test]
    fn grad_cam_explains_a_class_at_the_layer_that_is_open() {
        let outline = made_up::outline(6, 16);
        let question = asking(Method::GradCam { at: None }).question(UNIT, true, &outline).unwrap();
        let at = |at| AttributionQuestion {
            target: AttributionTarget::TopClass,
            method: Method::GradCam { at },
        };
        assert_eq!(question, at(Some(outline.layers[2].node)));
        let from_afar =
            asking(Method::GradCam { at: None }).question(UNIT, false, &outline).unwrap();
        assert_eq!(from_afar, at(None), "the last layer with maps");
    }
}
