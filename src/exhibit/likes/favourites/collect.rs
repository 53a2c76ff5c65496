//! The standing job that collects favourites: it reads every unit's largest value off the passes
//! that run anyway.

use std::cell::RefCell;
use std::rc::Rc;

use tch::{Kind, TchError, Tensor};

use super::collection::Collection;
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::frame::Picture;
use crate::network::Network;
use crate::network::forward::Trace;
use crate::network::graph::NodeId;
use crate::preprocess::Preprocess;
use crate::snapshot::Snapshot;

/// Collects favourites for as long as the run goes on, whichever room is open.
#[derive(Debug)]
pub struct CollectJob {
    collection: Rc<RefCell<Collection>>,
    preprocess: Preprocess,
}

impl CollectJob {
    /// Into this collection, of the same network.
    pub fn new(network: &Network, collection: Rc<RefCell<Collection>>) -> Self {
        let spec = &network.spec;
        Self { collection, preprocess: Preprocess::new(spec.cutout(), spec.mean, spec.std) }
    }
}

impl Work for CollectJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        let mut nodes = self.collection.borrow().nodes();
        nodes.push(network.graph.code);
        nodes
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        let mut collection = self.collection.borrow_mut();
        let frame = seen.frame;
        // Of a network that lacks some of its units nothing is to be remembered.
        if seen.ablated || !collection.is_due(frame.scene, frame.time) {
            return Ok(());
        }
        let nodes = collection.nodes();
        // Another layer may have been opened while this pass ran.
        let kept = nodes.iter().all(|&node| seen.trace.value(node).is_some());
        if !kept || frame.picture.is_even(seen.crop) {
            return Ok(());
        }
        if Snapshot::is_silent(&network.code(seen.trace)?) {
            return Ok(());
        }
        let values = largest(seen.trace, &nodes).map_err(Error::torch("the largest values"))?;
        collection.look(frame.scene, frame.time, &values, || {
            let prepared = self.preprocess.run(&frame.picture)?;
            Ok(Picture::new(network.spec.input, prepared.rgb.to_vec()))
        })
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        Ok(Progress { done: 1, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Collected(self.collection.borrow().collected())
    }
}

/// The largest value of every unit of these nodes in the first picture, node after node, in one
/// copy to the host.
pub(super) fn largest(trace: &Trace, nodes: &[NodeId]) -> Result<Vec<f32>, TchError> {
    let _no_grad = tch::no_grad_guard();
    let of = |&node: &NodeId| {
        let missing = || TchError::Shape(format!("node {node} was not kept"));
        let first = trace.value(node).ok_or_else(missing)?.f_narrow(0, 0, 1)?;
        let peaks = if first.dim() == 4 { first.f_amax([2, 3], false)? } else { first };
        peaks.f_reshape([-1])?.f_to_kind(Kind::Float)
    };
    let peaks: Vec<Tensor> = nodes.iter().map(of).collect::<Result<_, _>>()?;
    Vec::try_from(&Tensor::f_cat(&peaks, 0)?.f_to_device(tch::Device::Cpu)?)
}
