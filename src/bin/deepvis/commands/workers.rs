//! Many pictures, each decoded and prepared beside the network, or looked at on a core of its own.
//!
//! No live picture waits here, so the fastest way is one single-threaded pass a core: libtorch's
//! threads of one pass wait for each other, and nobody decodes meanwhile. Where passes have to run
//! one after the other, on a CUDA device or with threads that somebody chose, only decoding and
//! preparing runs beside them.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use tch::Tensor;

use deepvis::Error;
use deepvis::engine::choice::NetworkChoice;
use deepvis::geometry::Size;
use deepvis::interrupt::Interrupt;
use deepvis::network::Network;
use deepvis::network::device::Device;
use deepvis::pool;
use deepvis::preprocess::Preprocess;
use deepvis::source;

/// For each core, so many pictures are under way, or done before an earlier one is: one that takes
/// long holds nobody up.
const AHEAD: usize = 4;
/// At most so many pictures are prepared before the network has time for them.
const WAITING: usize = 4;

/// A network that looks at many pictures.
pub struct Workers {
    /// For the calling thread.
    pub network: Network,
    /// One for each pass that may run at once, over the same weights; none where passes run one
    /// after the other.
    copies: Shelf<Network>,
    preprocesses: Shelf<Preprocess>,
}

/// What jobs borrow: a job takes one and puts it back.
struct Shelf<T>(Mutex<Vec<T>>);

impl<T> Shelf<T> {
    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, one: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(one);
    }

    fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// A picture that was read, at the network's size.
pub struct Prepared {
    /// Its normalised values, pixel after pixel.
    pub input: Vec<f32>,
    /// The same part as RGB bytes.
    pub rgb: Vec<u8>,
}

impl Prepared {
    /// The network's input, [1, 3, side, side].
    pub fn input(&self, network: &Network) -> Result<Tensor, Error> {
        let side = network.spec.side;
        network.input(&self.input, Size::new(side, side))
    }
}

/// Reads a picture and prepares it.
///
/// # Errors
/// Where it cannot be read, or has no pixels.
pub fn prepare(preprocess: &mut Preprocess, path: &Path) -> Result<Prepared, Error> {
    let picture = source::load(path)?;
    let prepared = preprocess.run(&picture)?;
    Ok(Prepared { input: prepared.input.to_vec(), rgb: prepared.rgb.to_vec() })
}

fn is_cpu(device: Device) -> bool {
    device.torch() == tch::Device::Cpu
}

impl Workers {
    /// The network, in f32, for so many pictures. Several on the processor have one single-threaded
    /// pass a core, unless a number of threads was chosen. Once `interrupt` is raised, the load
    /// ends soon, and every pass after it.
    pub fn load(
        choice: &NetworkChoice,
        pictures: usize,
        interrupt: &Interrupt,
    ) -> Result<Self, Error> {
        let device = Device::open(choice.device, choice.threads)?;
        let at_once = pool::cores().min(pictures);
        if is_cpu(device) && choice.threads.is_none() && at_once > 1 {
            Self::on(device.with_one_thread(), choice, at_once, interrupt)
        } else {
            Self::on(device, choice, 0, interrupt)
        }
    }

    /// With `at_once` passes beside each other, of as many threads as the device has; 0 for one
    /// after the other.
    fn on(
        device: Device,
        choice: &NetworkChoice,
        at_once: usize,
        interrupt: &Interrupt,
    ) -> Result<Self, Error> {
        device.settle();
        let NetworkChoice { name, weights, labels, .. } = choice;
        let network = Network::load_until(name, weights, labels.as_deref(), device, interrupt)?;
        let copies = Shelf(Mutex::new((0..at_once).map(|_| network.share()).collect()));
        Ok(Self { network, copies, preprocesses: Shelf(Mutex::new(Vec::new())) })
    }

    /// Has each job's picture read by `prepare`, looked at by `look`, and the result taken by
    /// `take`, on this thread and in order. What `prepare` could not read is not looked at. Once
    /// `take` fails, no other job is begun.
    ///
    /// # Errors
    /// Those of `take`, and where the pool's threads cannot be started.
    pub fn each<J: Sync, P: Send, R: Send, E: From<Error>>(
        &self,
        jobs: &[J],
        prepare: impl Fn(&mut Preprocess, &J) -> Result<P, Error> + Sync,
        look: impl Fn(&Network, &J, P) -> Result<R, Error> + Sync,
        mut take: impl FnMut(&J, Result<R, Error>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { network, copies, preprocesses } = self;
        let spec = &network.spec;
        let (side, mean, std) = (spec.side, spec.mean, spec.std);
        let prepare = |job: &J| {
            let fresh = || Preprocess::new(side, mean, std);
            let mut preprocess = preprocesses.take().unwrap_or_else(fresh);
            let prepared = prepare(&mut preprocess, job);
            preprocesses.put(preprocess);
            prepared
        };
        if copies.is_empty() {
            let device = network.device();
            let computing = if is_cpu(device) { device.threads() } else { 1 };
            let ahead = pool::cores().saturating_sub(computing).clamp(1, WAITING);
            return pool::in_order(jobs, ahead, prepare, |job, prepared| {
                take(job, prepared.and_then(|prepared| look(network, job, prepared)))
            });
        }
        let work = |job: &J| {
            let prepared = prepare(job)?;
            // As many as there are threads, which is as many as jobs run at once.
            let network = copies.take().ok_or(Error::Crashed("pool"))?;
            network.device().settle();
            let result = look(&network, job, prepared);
            copies.put(network);
            result
        };
        pool::in_order(jobs, pool::cores() * AHEAD, work, take)
    }
}
