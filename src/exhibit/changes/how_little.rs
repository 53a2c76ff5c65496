//! The job "how little does it take?": first movements of the picture, then an adversarial change.

use std::sync::Arc;

use super::adversarial::{Adversarial, AdversarialJob};
use super::invariance::{Invariance, InvarianceJob};
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::frame::Picture;
use crate::network::Network;

/// The job.
#[derive(Debug)]
pub struct HowLittleJob {
    picture: Picture,
    stage: Stage,
    invariance: Arc<Invariance>,
    adversarial: Option<Arc<Adversarial>>,
}

/// What is tried now.
#[derive(Debug)]
enum Stage {
    Movements(Box<InvarianceJob>),
    Adversarial(Box<AdversarialJob>),
}

impl HowLittleJob {
    /// Looks at the picture at rest.
    ///
    /// # Errors
    /// Those of [`InvarianceJob::new`].
    pub fn new(network: &Network, picture: &Picture) -> Result<Self> {
        let job = Box::new(InvarianceJob::new(network, picture)?);
        let invariance = Arc::new(job.findings().clone());
        let (picture, stage) = (picture.clone(), Stage::Movements(job));
        Ok(Self { picture, stage, invariance, adversarial: None })
    }
}

impl Work for HowLittleJob {
    fn subject(&self) -> Subject {
        Subject::Frame
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        match &mut self.stage {
            Stage::Movements(job) => {
                let progress = job.step(network)?;
                self.invariance = Arc::new(job.findings().clone());
                if !progress.is_over() {
                    return Ok(progress);
                }
                let job = AdversarialJob::new(network, &self.picture)?;
                let progress = job.findings().progress;
                self.stage = Stage::Adversarial(Box::new(job));
                Ok(progress)
            }
            Stage::Adversarial(job) => {
                let progress = job.step(network)?;
                self.adversarial = Some(Arc::new(job.findings().clone()));
                Ok(progress)
            }
        }
    }

    fn finding(&self) -> Finding {
        let invariance = Arc::clone(&self.invariance);
        Finding::HowLittle { invariance, adversarial: self.adversarial.clone() }
    }
}
