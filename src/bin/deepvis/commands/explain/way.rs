//! The way to explain a picture (a question asked back, or occlusion), and the words of the answer.

use std::path::Path;

use anyhow::Result;
use indicatif::ProgressBar;
use tch::Tensor;

use deepvis::Error;
use deepvis::attribution::{
    Attribution, AttributionQuestion, AttributionTarget, Blank, Method, Origin, Start,
};
use deepvis::error::in_one_line;
use deepvis::exhibit::counts::occlusion::{Occlusion, OcclusionJob, Square};
use deepvis::exhibit::work::Work;
use deepvis::geometry::{Point, Size};
use deepvis::network::forward::Keep;
use deepvis::network::graph::NodeId;
use deepvis::network::{Network, labels};

use crate::cli::Explain;

/// What is asked, in the network's numbers.
pub enum Way {
    /// Back through the network.
    Back {
        question: AttributionQuestion,
        /// The nodes that a pass must keep for it.
        needed: Vec<NodeId>,
    },
    /// What a grey square over the picture changes.
    Covered { class: Option<usize>, square: Square },
}

/// What was found in one picture.
pub struct Explanation {
    pub found: Attribution,
    /// Of what: "Egyptian cat (class 285), logit 9.31".
    pub wording: String,
}

impl Explanation {
    /// What a file of it says of itself, besides the way.
    pub fn about(&self, image: &Path) -> Vec<(&'static str, String)> {
        let mut about =
            vec![("image", image.display().to_string()), ("target", self.wording.clone())];
        if let Some(rival) = &self.found.origin.rival {
            about.push(("class", self.found.origin.channel.to_string()));
            about.push(("against", rival.class.to_string()));
        }
        about
    }
}

impl Way {
    /// Whether there is such a class or unit is known before any picture.
    pub fn new(arguments: &Explain, network: &Network) -> Result<Self> {
        let Some(method) = arguments.method.backward() else {
            let class = arguments.class.as_ref();
            let class =
                class.map(|name| labels::find(&network.outline.labels, name)).transpose()?;
            let square = arguments.square(input(network));
            square.grid(input(network))?;
            return Ok(Self::Covered { class, square });
        };
        let question = question(arguments, method, network)?;
        let needed = question.nodes(network, &[])?;
        Ok(Self::Back { question, needed })
    }

    /// How many steps a picture takes, about as long as each other.
    pub fn steps(&self, network: &Network) -> Result<usize> {
        match self {
            Self::Back { .. } => Ok(1),
            Self::Covered { square, .. } => {
                let (columns, rows) = square.grid(input(network))?;
                Ok(columns * rows)
            }
        }
    }

    /// What a file of it says of itself, besides the network and the picture.
    pub fn about(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Back { question, .. } => vec![("method", question.method.to_string())],
            Self::Covered { square, .. } => vec![
                ("method", "occlusion".into()),
                ("square", square.side.to_string()),
                ("stride", square.stride.to_string()),
            ],
        }
    }

    /// Asks of one picture; `bar` is told of every step.
    pub fn explain(
        &self,
        network: &Network,
        input: &Tensor,
        bar: &ProgressBar,
    ) -> Result<Explanation, Error> {
        match self {
            Self::Back { question, needed } => {
                let upto = needed.iter().copied().max().unwrap_or_default();
                let trace = network.forward(input, Keep::Only(needed), upto)?;
                let found = question.answer(network, &trace, &[])?.attribution;
                let wording = wording(network, question, &found);
                bar.inc(1);
                Ok(Explanation { found, wording })
            }
            &Self::Covered { class, square } => {
                let mut job = OcclusionJob::new(network, input, class, square)?;
                let mut done = 0;
                while done < job.progress().all {
                    let now = job.step(network)?.done;
                    bar.inc((now - done) as u64);
                    done = now;
                }
                Ok(sensitivity(network, &job.into_findings()))
            }
        }
    }
}

fn input(network: &Network) -> Size {
    network.spec.input
}

fn question(
    arguments: &Explain,
    method: Method,
    network: &Network,
) -> Result<AttributionQuestion, Error> {
    let find = |name: &String| -> Result<NodeId, Error> {
        network.graph.require(name).map_err(|error| {
            let name = match &network.spec.onnx {
                Some(file) => in_one_line(file),
                None => network.spec.name.clone(),
            };
            let list = format!("`deepvis layers {name}` lists them");
            Error::Network(format!("{error}; {list}"))
        })
    };
    let layer = arguments.layer.as_ref().map(find).transpose()?;
    let (mut method, target) = match (layer, arguments.channel, &arguments.class) {
        (Some(node), Some(channel), _) => {
            let start = if arguments.peak { Start::Peak } else { Start::Map };
            (method, AttributionTarget::Unit { node, channel, start })
        }
        _ => (method, of_classes(arguments, network)?),
    };
    // A layer without a channel is where Grad-CAM looks.
    if let (Method::GradCam { at }, Some(node), None) = (&mut method, layer, arguments.channel) {
        *at = Some(node);
    }
    Ok(AttributionQuestion { target, method })
}

/// The class that is asked about, and the one that it is held against.
fn of_classes(arguments: &Explain, network: &Network) -> Result<AttributionTarget, Error> {
    let find = |name: &Option<String>| -> Result<Option<usize>, Error> {
        let find = |name: &String| labels::find(&network.outline.labels, name);
        name.as_ref().map(find).transpose()
    };
    let (class, against) = (find(&arguments.class)?, find(&arguments.against)?);
    Ok(match (class, against) {
        (class, Some(against)) => AttributionTarget::Contrast { class, against },
        (Some(class), None) => AttributionTarget::Class(class),
        (None, None) => AttributionTarget::TopClass,
    })
}

/// "Egyptian cat (class 285), logit 9.31"; the same and "against tiger cat (class 282), logit
/// 8.86"; "blocks.3.add, channel 7, at most 1.25".
fn wording(network: &Network, question: &AttributionQuestion, found: &Attribution) -> String {
    let origin = &found.origin;
    let (channel, value) = (origin.channel, origin.value);
    match question.target {
        AttributionTarget::TopClass
        | AttributionTarget::Class(_)
        | AttributionTarget::Contrast { .. } => {
            let class = format!("{}, logit {value:.2}", named(network, channel));
            match &origin.rival {
                None => class,
                Some(rival) => {
                    let against = named(network, rival.class);
                    format!("{class}, against {against}, logit {:.2}", rival.value)
                }
            }
        }
        AttributionTarget::Unit { .. } => {
            let name = &network.graph.nodes[origin.node].name;
            format!("{name}, channel {channel}, at most {value:.2}")
        }
    }
}

/// The heat of what was found, and "Egyptian cat (class 285), 52.1 %, at the lowest 3.9 % with the
/// square".
fn sensitivity(network: &Network, found: &Occlusion) -> Explanation {
    let values = found.heat();
    let lowest = found.probabilities.iter().copied().fold(f32::INFINITY, f32::min);
    let [whole, lowest] = [found.probability, lowest].map(|probability| probability * 100.0);
    let class = named(network, found.class);
    let wording = format!("{class}, {whole:.1} %, at the lowest {lowest:.1} % with the square");
    let blank = if found.total.is_nan() {
        Some(Blank::NotANumber)
    } else {
        values.iter().all(|&heat| heat <= 0.0).then_some(Blank::Against)
    };
    let origin = Origin {
        node: network.graph.logits(),
        channel: found.class,
        peak: Point::default(),
        value: found.probability,
        rival: None,
    };
    let found = Attribution { size: found.size, channels: 1, values, origin, blank };
    Explanation { found, wording }
}

fn named(network: &Network, class: usize) -> String {
    let label = network.outline.labels.get(class).map_or("", String::as_str);
    format!("{label} (class {class})")
}
