//! The job "how little does it take?": first movements of the picture, then an adversarial change.

use std::sync::Arc;

use super::invariance::{Invariance, InvarianceJob};
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::adversarial::{Adversarial, AdversarialJob};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::frame::Picture;
use crate::network::Network;

/// The job.
#[derive(Debug)]
pub struct HowLittleJob {
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
        Ok(Self { stage: Stage::Movements(job), invariance, adversarial: None })
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
                // The very picture, and so the very class, that the movements began with.
                let job = AdversarialJob::new(network, &self.invariance.base, None)?;
                let progress = job.findings().progress;
                self.stage = Stage::Adversarial(Box::new(job));
                Ok(progress)
            }
            Stage::Adversarial(job) => {
                let progress = job.step(network)?;
                self.adversarial = Some(Arc::clone(job.findings()));
                Ok(progress)
            }
        }
    }

    fn finding(&self) -> Finding {
        let invariance = Arc::clone(&self.invariance);
        Finding::HowLittle { invariance, adversarial: self.adversarial.clone() }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};
    use crate::source;

    #[test]
    fn the_movements_and_the_change_that_nobody_sees_begin_with_one_picture_and_one_class() {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        let network = Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap();
        let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/coffee.png");
        let photo = source::load(Path::new(photo)).unwrap();
        let mut job = HowLittleJob::new(&network, &photo).unwrap();
        let adversarial = loop {
            assert!(!job.step(&network).unwrap().is_over(), "no adversarial change was sought");
            if let Finding::HowLittle { adversarial: Some(found), .. } = job.finding() {
                break found;
            }
        };
        let Finding::HowLittle { invariance, .. } = job.finding() else { panic!("another job") };
        assert_eq!(adversarial.before, invariance.base);
        assert_eq!(adversarial.from.class, invariance.class);
        // Bytes and 1/255 are normalised in another order.
        assert!((adversarial.from.probability - invariance.probability).abs() < 1e-5);
    }
}
