//! Many pictures, each decoded and prepared beside the network, or looked at on a core of its own.
//!
//! No live picture waits here, so the fastest way is one single-threaded pass a core: libtorch's
//! threads of one pass wait for each other, and nobody decodes meanwhile. Where passes have to run
//! one after the other, on a CUDA device or with threads that somebody chose, only decoding and
//! preparing runs beside them.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use tch::Tensor;

use deepvis::Error;
use deepvis::engine::choice::NetworkChoice;
use deepvis::frame::Picture;
use deepvis::interrupt::Interrupt;
use deepvis::network::device::Device;
use deepvis::network::{Network, heap};
use deepvis::pool;
use deepvis::preprocess::Preprocess;
use deepvis::source;

use super::batch::progress;
use super::{Ending, complain};

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
    readers: Shelf<PictureReader>,
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
    /// The network's input, [1, 3, height, width].
    pub fn input(&self, network: &Network) -> Result<Tensor, Error> {
        network.input(&self.input, network.spec.input)
    }
}

/// What reads pictures, one after the other.
pub struct PictureReader {
    preprocess: Preprocess,
    /// A warning of the picture that was read last.
    notice: Option<String>,
}

impl PictureReader {
    /// The picture as it is.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn load(&mut self, path: &Path) -> Result<Picture, Error> {
        let (picture, notice) = source::load_with_notice(path)?;
        self.notice = notice;
        Ok(picture)
    }

    /// The same for the network.
    ///
    /// # Errors
    /// Where it cannot be read, or has no pixels.
    pub fn prepare(&mut self, path: &Path) -> Result<Prepared, Error> {
        let picture = self.load(path)?;
        self.prepare_picture(&picture)
    }

    /// A picture that was loaded, for the network.
    ///
    /// # Errors
    /// Where it has no pixels.
    pub fn prepare_picture(&mut self, picture: &Picture) -> Result<Prepared, Error> {
        let prepared = self.preprocess.run(picture)?;
        Ok(Prepared { input: prepared.input.to_vec(), rgb: prepared.rgb.to_vec() })
    }
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
        heap::keep_for_the_next_pass();
        let network = choice.exact(device, interrupt)?;
        if at_once > 0 {
            // Its first pass lays the weights out for this size. What all share is there once.
            let size = network.spec.input;
            network.logits(&network.input(&vec![0.0; size.area() * 3], size)?)?;
        }
        let copies = Shelf(Mutex::new((0..at_once).map(|_| network.share()).collect()));
        Ok(Self { network, copies, readers: Shelf(Mutex::new(Vec::new())) })
    }

    /// What `look` makes of each job's picture, which lies at `path`: of all that can be read, in
    /// their order, with a progress bar. The others are told of, and end in [`Ending::Failed`].
    ///
    /// # Errors
    /// [`Error::Interrupted`] once `stop` is set, and where the pool's threads cannot be started.
    pub fn look_at_all<J: Sync, R: Send>(
        &self,
        jobs: &[J],
        stop: &AtomicBool,
        path: impl Fn(&J) -> &Path + Sync,
        look: impl Fn(&Network, &J, Prepared) -> Result<R, Error> + Sync,
    ) -> Result<(Vec<R>, Ending), Error> {
        let bar = progress(jobs.len());
        let (mut all, mut ending) = (Vec::with_capacity(jobs.len()), Ending::Done);
        let prepare = |reader: &mut PictureReader, job: &J| reader.prepare(path(job));
        let look = |network: &Network, job: &J, prepared: Prepared| {
            bar.set_message(path(job).display().to_string());
            look(network, job, prepared).map_err(|error| error.about(path(job)))
        };
        self.each(jobs, prepare, look, |_, looked| {
            match looked {
                Ok(looked) => all.push(looked),
                Err(_) if stop.load(Ordering::Relaxed) => return Err(Error::Interrupted),
                // The other pictures may be fine.
                Err(error) => {
                    bar.suspend(|| complain(error));
                    ending = Ending::Failed;
                }
            }
            bar.inc(1);
            Ok(())
        })?;
        if stop.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok((all, ending)) }
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
        prepare: impl Fn(&mut PictureReader, &J) -> Result<P, Error> + Sync,
        look: impl Fn(&Network, &J, P) -> Result<R, Error> + Sync,
        mut take: impl FnMut(&J, Result<R, Error>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { network, copies, readers } = self;
        let spec = &network.spec;
        let (cutout, mean, std) = (spec.cutout(), spec.mean, spec.std);
        let prepare = |job: &J| {
            let fresh =
                || PictureReader { preprocess: Preprocess::new(cutout, mean, std), notice: None };
            let mut reader = readers.take().unwrap_or_else(fresh);
            let prepared = prepare(&mut reader, job);
            let notice = reader.notice.take();
            readers.put(reader);
            (notice, prepared)
        };
        if copies.is_empty() {
            let device = network.device();
            let computing = if is_cpu(device) { device.threads() } else { 1 };
            let ahead = pool::cores().saturating_sub(computing).clamp(1, WAITING);
            return pool::in_order(jobs, ahead, prepare, |job, (notice, prepared)| {
                tell(notice);
                take(job, prepared.and_then(|prepared| look(network, job, prepared)))
            });
        }
        let look = |job: &J, prepared: P| {
            // As many as there are threads, which is as many as jobs run at once.
            let network = copies.take().ok_or(Error::Crashed("pool"))?;
            network.device().settle();
            let result = look(&network, job, prepared);
            copies.put(network);
            result
        };
        let work = |job: &J| {
            let (notice, prepared) = prepare(job);
            (notice, prepared.and_then(|prepared| look(job, prepared)))
        };
        pool::in_order(jobs, pool::cores() * AHEAD, work, |job, (notice, result)| {
            tell(notice);
            take(job, result)
        })
    }
}

/// In the pictures' order, as everything else.
fn tell(notice: Option<String>) {
    if let Some(notice) = notice {
        log::warn!("{notice}");
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use deepvis::network::WeightsFrom;
    use deepvis::network::device::DeviceChoice;
    use image::RgbImage;

    use super::*;

    /// Seven pictures of several sizes; one in the middle is none.
    fn pictures() -> (tempfile::TempDir, Vec<PathBuf>) {
        let place = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..7).map(|n| place.path().join(format!("{n}.png"))).collect();
        for (n, path) in (0_u32..).zip(&paths) {
            let pixel =
                |x: u32, y: u32| image::Rgb([x * (n + 3), y * 2, x + y * n].map(|v| v as u8));
            RgbImage::from_fn(300 - 20 * n, 260, pixel).save(path).unwrap();
        }
        fs::write(&paths[3], "no picture").unwrap();
        (place, paths)
    }

    fn workers(at_once: usize) -> Workers {
        let choice = NetworkChoice {
            name: "squeezenet1_1".into(),
            weights: WeightsFrom::Random,
            device: DeviceChoice::Cpu,
            ..NetworkChoice::default()
        };
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Workers::on(device, &choice, at_once, &Interrupt::default()).unwrap()
    }

    /// Each picture's number, and its logits or what is wrong.
    fn answers(at_once: usize) -> Vec<(usize, Result<Vec<f32>, String>)> {
        let (_place, paths) = pictures();
        let jobs: Vec<_> = paths.iter().enumerate().collect();
        let load =
            |reader: &mut PictureReader, &(_, path): &(usize, &PathBuf)| reader.prepare(path);
        let look = |network: &Network, _: &_, prepared: Prepared| {
            assert_eq!(tch::get_num_threads(), 1);
            network.logits(&prepared.input(network)?)
        };
        let mut answers = Vec::new();
        let taken = workers(at_once).each(&jobs, load, look, |&(number, _), logits| {
            answers.push((number, logits.map_err(|error| error.to_string())));
            Ok::<(), Error>(())
        });
        taken.unwrap();
        answers
    }

    #[test]
    fn several_passes_at_once_give_what_one_after_the_other_gives_in_order() {
        let wanted = answers(0);
        let numbers: Vec<usize> = wanted.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6]);
        let broken = wanted.iter().filter(|(_, logits)| logits.is_err()).collect::<Vec<_>>();
        assert!(matches!(broken[..], [(3, Err(line))] if line.starts_with("not a picture of")));
        assert_ne!(wanted[0].1, wanted[1].1, "the pictures differ");
        // With fewer than the pool has threads two jobs would want the same copy.
        for at_once in [pool::cores(), pool::cores() + 1] {
            let wanted = wanted.iter().map(|(_, logits)| logits.clone().ok());
            let found = answers(at_once).into_iter().map(|(_, logits)| logits.ok());
            let bits = |logits: Option<Vec<f32>>| {
                logits.map(|logits| logits.into_iter().map(f32::to_bits).collect::<Vec<u32>>())
            };
            assert!(found.map(bits).eq(wanted.map(bits)), "{at_once} at once");
        }
    }

    #[test]
    fn what_cannot_be_taken_ends_the_work() {
        let (_place, paths) = pictures();
        for at_once in [0, pool::cores()] {
            let mut taken = 0;
            let load = |reader: &mut PictureReader, path: &PathBuf| reader.prepare(path);
            let look = |_: &Network, _: &_, _: Prepared| Ok(());
            let ended = workers(at_once).each(&paths, load, look, |_, _| {
                taken += 1;
                if taken < 3 { Ok(()) } else { Err(Error::Interrupted) }
            });
            assert!(matches!(ended, Err(Error::Interrupted)) && taken == 3);
        }
    }
}
