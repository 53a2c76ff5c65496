//! Attribution: which pixels of the picture drive a class or a unit.
//!
//! An [`AttributionQuestion`] says what is asked. [`AttributionQuestion::nodes`] says what a
//! forward pass must keep to answer it, and [`AttributionQuestion::answer`] runs the backward pass.
//! The answer for people is an [`Attribution`], plain host data, which a [`filter`] makes a picture
//! of; the signals at the layers between stay tensors, on the thread that computes.

pub mod filter;
pub mod grad_cam;
mod origin;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use tch::{Kind, TchError, Tensor};

use crate::error::{Error, NOT_A_NUMBER, Result};
use crate::geometry::{Point, Size};
use crate::network::Network;
use crate::network::backward::{self, Rule, Signals};
use crate::network::forward::Trace;
use crate::network::graph::NodeId;

pub use origin::{Origin, Rival};

/// How it is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// A signal goes back to the input under this rule.
    Backward(Rule),
    /// Gradient-weighted class activation mapping: see [`grad_cam`].
    GradCam {
        /// The node whose maps are weighed; none for [`grad_cam::default_node`].
        at: Option<NodeId>,
    },
}

impl Method {
    /// All of them, Grad-CAM at its default node.
    pub const ALL: [Self; 4] = [
        Self::Backward(Rule::Gradient),
        Self::Backward(Rule::Guided),
        Self::Backward(Rule::Deconvnet),
        Self::GradCam { at: None },
    ];

    /// As on the command line: "gradient", "guided", "deconvnet", "grad-cam".
    pub fn name(self) -> &'static str {
        match self {
            Self::Backward(Rule::Gradient) => "gradient",
            Self::Backward(Rule::Guided) => "guided",
            Self::Backward(Rule::Deconvnet) => "deconvnet",
            Self::GradCam { .. } => "grad-cam",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Self::Backward(rule) => rule,
            Self::GradCam { .. } => Rule::Gradient,
        }
    }
}

impl FromStr for Method {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let names = Self::ALL.map(Self::name).join(", ");
        let unknown = || Error::Network(format!("unknown method {text}: {names}"));
        Self::ALL.into_iter().find(|method| method.name() == text).ok_or_else(unknown)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where the signal starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttributionTarget {
    /// At the class with the highest logit, with 1.
    TopClass,
    /// At this class's logit, with 1.
    Class(usize),
    /// At two logits, with 1 at one and −1 at the other: what comes back is the gradient of their
    /// difference, which says why it is one class and not the other.
    Contrast {
        /// What is spoken for; none for the class with the highest logit but `against`.
        class: Option<usize>,
        /// What is spoken against.
        against: usize,
    },
    /// At a unit.
    Unit {
        /// Its node.
        node: NodeId,
        /// Its channel, from 0.
        channel: usize,
        /// With which of its activations.
        start: Start,
    },
}

/// With which of a unit's activations the signal starts; those of all other units are zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Start {
    /// The whole map, as the Deep Visualization Toolbox does (Yosinski et al., 2015): what comes
    /// back is the gradient of half the sum of its squares.
    #[default]
    Map,
    /// Its largest activation alone, as Zeiler and Fergus do.
    Peak,
    /// Its activation at one place of its map, or where it is largest. Where the unit is a
    /// rectifier, from what that reads: so it says something at the rectifier's limit too.
    Place(Option<Point>),
}

/// What is asked of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AttributionQuestion {
    /// What is to be explained.
    pub target: AttributionTarget,
    /// How.
    pub method: Method,
}

/// Which pixels: values of the network's input's size, of the first picture of a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The network's input's.
    pub size: Size,
    /// 3 for a signal at the input, 1 for Grad-CAM.
    pub channels: usize,
    /// `[channels, height, width]`, row-major. Signals are signed, and so is Grad-CAM of a
    /// contrast: positive for the class, negative for its rival. That of a class is never negative.
    pub values: Vec<f32>,
    /// Where the signal started.
    pub origin: Origin,
    /// Why it is zero everywhere; none where it is not.
    pub blank: Option<Blank>,
}

/// Why there is nothing to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Blank {
    /// The unit that was asked for has no activation but zero.
    Off,
    /// The unit is at the upper limit of its rectifier, where a little more or less makes no
    /// difference.
    Full,
    /// The unit is on, but rectifiers stop the signal on every path.
    Stopped,
    /// Grad-CAM: no place speaks for the target.
    Against,
    /// Grad-CAM of a contrast: no place speaks for one of the two more than for the other.
    Neither,
    /// What was computed is not a number.
    NotANumber,
}

impl fmt::Display for Blank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Off => say!("blank-off"),
            Self::Full => say!("blank-full"),
            Self::Stopped => say!("blank-stopped"),
            Self::Against => say!("blank-against"),
            Self::Neither => say!("blank-neither"),
            Self::NotANumber => NOT_A_NUMBER.to_owned(),
        })
    }
}

impl Attribution {
    /// True where values can be negative.
    pub fn is_signed(&self) -> bool {
        self.channels == 3 || self.origin.rival.is_some()
    }
}

/// What was found.
#[derive(Debug)]
pub struct Answer {
    /// For people.
    pub attribution: Attribution,
    /// The signals at the nodes that were asked for besides.
    pub signals: Signals,
}

impl AttributionQuestion {
    /// The nodes whose values a forward pass must keep for [`Self::answer`] with the same
    /// `between`.
    ///
    /// # Errors
    /// [`Error::Network`] where the network has no such node, channel or class, or no place for
    /// Grad-CAM, and where a contrast is of one class alone or not of a difference.
    pub fn nodes(&self, network: &Network, between: &[NodeId]) -> Result<Vec<NodeId>> {
        let origin = self.check(network)?;
        let mut want = between.to_vec();
        let goal = self.goal(network, origin)?;
        want.push(goal);
        let graph = &network.graph;
        let mut nodes = backward::needs(graph, &[origin], self.method.rule(), &want);
        nodes.push(origin);
        if matches!(self.method, Method::GradCam { .. }) {
            nodes.push(goal);
        }
        nodes.sort_unstable();
        nodes.dedup();
        Ok(nodes)
    }

    /// Runs the backward pass. `between` are nodes whose signals are wanted too, as tensors.
    ///
    /// # Errors
    /// Those of [`Self::nodes`] and [`Network::backward`].
    pub fn answer(&self, network: &Network, trace: &Trace, between: &[NodeId]) -> Result<Answer> {
        let _no_grad = tch::no_grad_guard();
        let node = self.check(network)?;
        let goal = self.goal(network, node)?;
        let value = trace.kept(&network.graph, node)?;
        let seed = self.target.seed(node, value).map_err(Error::torch("the signal's start"))?;
        let want: Vec<NodeId> = between.iter().copied().chain([goal]).collect();
        let seeds = [(self.target.entrance(network, node), seed.signal)];
        let signals = network.backward(trace, &seeds, self.method.rule(), &want)?;
        let input = trace.shape(0).unwrap_or_default();
        let size = match input {
            &[_, _, height, width] => Size::new(width as i32, height as i32),
            _ => Size::default(),
        };
        let name = &network.graph.nodes[goal].name;
        let signal = signals.of(goal).ok_or_else(|| {
            let from = &network.graph.nodes[node].name;
            Error::Network(format!("{name} does not lead to {from}"))
        })?;
        let found = match self.method {
            Method::Backward(_) => Ok(signal.shallow_clone()),
            Method::GradCam { .. } if !has_maps(signal) => {
                let problem = format!("Grad-CAM needs maps, and {name} has single values");
                return Err(Error::Network(problem));
            }
            Method::GradCam { .. } => {
                let maps = trace.kept(&network.graph, goal)?;
                let sum = grad_cam::weighted_sum(maps, signal);
                let sum = if seed.origin.rival.is_some() {
                    sum
                } else {
                    sum.and_then(|sum| sum.f_clamp_min(0.0))
                };
                sum.and_then(|sum| grad_cam::enlarged(&sum, size))
            }
        };
        let (channels, values) =
            found.and_then(|found| read(&found)).map_err(Error::torch(name))?;
        let blank = self.blank(&values, network.graph.nodes[node].op.upper(), &seed.origin);
        let attribution = Attribution { size, channels, values, origin: seed.origin, blank };
        Ok(Answer { attribution, signals })
    }

    /// The node that the signal starts at.
    ///
    /// Guided backpropagation and the deconvnet hold back what is negative on the way: their signal
    /// of a contrast would be that of no difference.
    fn check(&self, network: &Network) -> Result<NodeId> {
        let is_linear = self.method.rule() == Rule::Gradient;
        if matches!(self.target, AttributionTarget::Contrast { .. }) && !is_linear {
            let method = self.method;
            let problem = format!("{method} knows no difference: take gradient or grad-cam");
            return Err(Error::Network(problem));
        }
        self.target.check(network)
    }

    /// Where the backward pass ends: at the input, or at the node whose maps Grad-CAM weighs.
    fn goal(&self, network: &Network, origin: NodeId) -> Result<NodeId> {
        match self.method {
            Method::Backward(_) => Ok(0),
            Method::GradCam { at: None } => {
                grad_cam::default_node(&network.graph, &network.outline, origin)
            }
            Method::GradCam { at: Some(node) } => grad_cam::check(&network.graph, node, origin),
        }
    }

    fn blank(&self, values: &[f32], limit: f64, origin: &Origin) -> Option<Blank> {
        let start = origin.value;
        let rival = origin.rival.map_or(0.0, |rival| rival.value);
        if !(start - rival).is_finite() || values.iter().any(|value| !value.is_finite()) {
            return Some(Blank::NotANumber);
        }
        if values.iter().any(|&value| value != 0.0) {
            return None;
        }
        let is_unit = matches!(self.target, AttributionTarget::Unit { .. });
        Some(match self.method {
            _ if is_unit && start == 0.0 => Blank::Off,
            Method::Backward(_) if is_unit && f64::from(start) >= limit => Blank::Full,
            Method::Backward(_) => Blank::Stopped,
            Method::GradCam { .. } if origin.rival.is_some() => Blank::Neither,
            Method::GradCam { .. } => Blank::Against,
        })
    }
}

fn has_maps(value: &Tensor) -> bool {
    matches!(value.size()[..], [_, _, height, width] if height * width > 1)
}

/// The first picture's values on the host, row-major, and how many channels they have.
fn read(found: &Tensor) -> Result<(usize, Vec<f32>), TchError> {
    let first = found.f_select(0, 0)?.f_to_device(tch::Device::Cpu)?.f_to_kind(Kind::Float)?;
    let channels = first.size().first().copied().unwrap_or(0) as usize;
    Ok((channels, Vec::try_from(&first.f_contiguous()?.f_flatten(0, -1)?)?))
}
