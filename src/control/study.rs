//! Which pixels are asked for: of what, in which way, and how the answer is drawn.

use crate::attribution::Method;
use crate::attribution::filter::Filter;
use crate::network::outline::Outline;
use crate::taps::plan::{Origin, Question, Unit};

/// Everything that was chosen about what drives units and classes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Study {
    /// The way; none while nothing is asked.
    pub method: Option<Method>,
    /// How the answer is drawn.
    pub filter: Filter,
    /// True to ask from a unit's strongest position alone.
    pub peak_alone: bool,
    /// True to see the signals on their way back in the open layer.
    pub signals: bool,
    /// What is asked about wherever one looks; none to follow the selection.
    pub pinned: Option<Origin>,
    /// What is kept beside the selected unit.
    pub beside: Option<Beside>,
}

/// A unit and a way, kept for comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Beside {
    /// The unit whose map is shown.
    pub unit: Unit,
    /// What was asked about it; none where nothing was.
    pub question: Option<Question>,
}

impl Study {
    /// The next way; after the last one, none.
    pub fn next_method(&mut self) {
        self.method = match self.method {
            None => Method::ALL.first().copied(),
            Some(method) => {
                let at = Method::ALL.iter().position(|&one| one == method);
                at.and_then(|at| Method::ALL.get(at + 1).copied())
            }
        };
    }

    /// The way before; before the first one, none.
    pub fn previous_method(&mut self) {
        self.method = match self.method {
            None => Method::ALL.last().copied(),
            Some(method) => {
                let at = Method::ALL.iter().position(|&one| one == method);
                at.and_then(|at| Method::ALL.get(at.checked_sub(1)?).copied())
            }
        };
    }

    /// The next way to draw.
    pub fn next_filter(&mut self) {
        let at = Filter::ALL.iter().position(|&one| one == self.filter).unwrap_or(0);
        self.filter = Filter::ALL[(at + 1) % Filter::ALL.len()];
    }

    /// The question as it stands: about what is pinned; else about the unit that is looked at closely; else about the most
    /// probable class.
    pub fn question(&self, unit: Unit, closely: bool, outline: &Outline) -> Option<Question> {
        let method = self.method?;
        let followed = origin(unit, closely, outline);
        let mut origin = self.pinned.unwrap_or(followed);
        // Grad-CAM explains classes; at a layer that is looked at closely, as that layer sees it.
        let mut layer = None;
        if method == Method::GradCam {
            if let Origin::Unit(_) = origin {
                origin = Origin::TopClass;
            }
            let has_maps = |layer: usize| {
                outline.layers.get(layer).is_some_and(|layer| layer.shape.map.area() > 1)
            };
            layer = (closely && has_maps(unit.layer)).then_some(unit.layer);
        }
        Some(Question { origin, method, peak_alone: self.peak_alone, layer })
    }

    /// Holds on to what is asked about, or follows the selection again.
    pub(super) fn pin(&mut self, unit: Unit, closely: bool, outline: &Outline) {
        self.pinned = match self.pinned {
            None => Some(origin(unit, closely, outline)),
            Some(_) => None,
        };
    }

    /// Keeps the unit that is looked at, and what is asked about it, beside the next; or lets it go.
    pub(super) fn keep_beside(&mut self, unit: Unit, closely: bool, outline: &Outline) {
        self.beside = match self.beside {
            None if closely => {
                Some(Beside { unit, question: self.question(unit, closely, outline) })
            }
            _ => None,
        };
    }

    /// What stays when another network takes over: no unit or class of the old one.
    pub(super) fn on_another_network(&self) -> Self {
        Self { pinned: None, beside: None, ..self.clone() }
    }
}

/// What is asked about where nothing is pinned. A unit of the last layer is a class.
fn origin(unit: Unit, closely: bool, outline: &Outline) -> Origin {
    if !closely {
        Origin::TopClass
    } else if unit.layer + 1 == outline.layers.len() {
        Origin::Class(unit.channel)
    } else {
        Origin::Unit(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::made_up;

    const UNIT: Unit = Unit { layer: 2, channel: 5 };

    fn asking(method: Method) -> Study {
        Study { method: Some(method), ..Study::default() }
    }

    #[test]
    fn the_ways_go_round_in_both_directions() {
        let mut study = Study::default();
        for &method in Method::ALL {
            study.next_method();
            assert_eq!(study.method, Some(method));
        }
        study.next_method();
        assert_eq!(study.method, None);
        for &method in Method::ALL.iter().rev() {
            study.previous_method();
            assert_eq!(study.method, Some(method));
        }
        study.previous_method();
        assert_eq!(study.method, None);
    }

    #[test]
    fn what_is_looked_at_closely_is_asked_about_and_otherwise_the_top_class() {
        let outline = made_up::outline(6, 16);
        let origin = |closely, unit| {
            asking(Method::Guided).question(unit, closely, &outline).unwrap().origin
        };
        assert_eq!(origin(false, UNIT), Origin::TopClass);
        assert_eq!(origin(true, UNIT), Origin::Unit(UNIT));
        assert_eq!(origin(true, Unit { layer: 5, channel: 3 }), Origin::Class(3));
        assert_eq!(Study::default().question(UNIT, true, &outline), None);
    }

    #[test]
    fn what_is_pinned_stays_the_origin_wherever_one_looks() {
        let outline = made_up::outline(6, 16);
        let mut study = asking(Method::Gradient);
        study.pin(UNIT, true, &outline);
        let other = Unit { layer: 1, channel: 0 };
        assert_eq!(study.question(other, true, &outline).unwrap().origin, Origin::Unit(UNIT));
        study.pin(other, true, &outline);
        assert_eq!(study.question(other, true, &outline).unwrap().origin, Origin::Unit(other));
    }

    #[test]
    fn grad_cam_explains_a_class_at_the_layer_that_is_open() {
        let outline = made_up::outline(6, 16);
        let question = asking(Method::GradCam).question(UNIT, true, &outline).unwrap();
        assert_eq!((question.origin, question.layer), (Origin::TopClass, Some(2)));
        let from_afar = asking(Method::GradCam).question(UNIT, false, &outline).unwrap();
        assert_eq!(from_afar.layer, None, "the last layer with maps");
    }
}
