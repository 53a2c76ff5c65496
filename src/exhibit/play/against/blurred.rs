//! The job that blurs photos and asks the network what they show: from hardly anything to sharp.
//!
//! Which blur a network still recognises things through was measured by Dodge and Karam,
//! "Understanding how image quality affects deep neural networks", 2016.

use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, SendTimeoutError, bounded};
use image::{RgbImage, imageops};

use super::word::Word;
use crate::error::{Error, Result};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::exhibit::{Finding, Means, Pictures};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::interrupt::Interrupt;
use crate::network::Network;
use crate::preprocess::Preprocess;

/// So many photos are asked for.
pub const ROUNDS: usize = 5;

/// So many of a folder's photos are looked at.
const TRIED: usize = 24;

/// The blurs' deviations in 224ths of the side, in the order in which they are shown: a quarter
/// less each time, and none at last.
pub const BLURS: [f32; 12] = [18.0, 13.5, 10.1, 7.6, 5.7, 4.3, 3.2, 2.4, 1.8, 1.3, 0.8, 0.0];

/// So long a step waits for a photo: less than a pass.
const PATIENCE: Duration = Duration::from_millis(5);

/// So often the thread `lesson` looks whether it is to end, while nobody takes its photos.
const LOOK: Duration = Duration::from_millis(100);

/// A photo, blurred.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// As the network gets it, RGB bytes.
    pub picture: Picture,
    /// What it answers: the probabilities of all classes.
    pub probabilities: Vec<f32>,
}

/// What was found so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Blurred {
    /// The photos of which it is sure while they are sharp; each at all levels, sharp at last.
    pub photos: Vec<Arc<Vec<Level>>>,
    /// True where no more come.
    pub over: bool,
}

/// Decodes photos and blurs them. No network.
#[derive(Debug)]
struct Preparation {
    pictures: Arc<dyn Pictures>,
    /// The places of those that are still to come, the next one last.
    photos: Vec<usize>,
    preprocess: Preprocess,
    size: Size,
}

impl Preparation {
    /// In an order of this number's.
    fn new(network: &Network, run: u64, pictures: &Arc<dyn Pictures>) -> Result<Self> {
        let mut photos: Vec<usize> = (0..pictures.count()?).collect();
        fastrand::Rng::with_seed(run).shuffle(&mut photos);
        photos.truncate(TRIED);
        let spec = &network.spec;
        let preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let pictures = Arc::clone(pictures);
        Ok(Self { pictures, photos, preprocess, size: spec.input })
    }

    /// The next photo that can be read, at all levels; none where there is none.
    fn next(&mut self, interrupt: &Interrupt) -> Result<Option<Vec<Picture>>> {
        while let Some(photo) = self.photos.pop() {
            interrupt.check()?;
            match self.pictures.load(photo) {
                Ok(picture) => return self.blurred(&picture, interrupt).map(Some),
                Err(error) => log::warn!("a picture is left out: {error}"),
            }
        }
        Ok(None)
    }

    /// What the network sees of a photo, at all levels.
    fn blurred(&mut self, picture: &Picture, interrupt: &Interrupt) -> Result<Vec<Picture>> {
        let size = self.size;
        let sharp = self.preprocess.run(picture)?.rgb.to_vec();
        let [width, height] = [size.width, size.height].map(|side| side.max(0) as u32);
        let Some(image) = RgbImage::from_raw(width, height, sharp) else {
            return Err(Error::Network("the picture has another size than its pixels".into()));
        };
        let level = |&deviation: &f32| {
            interrupt.check()?;
            let deviation = deviation * width.min(height) as f32 / 224.0;
            let image =
                if deviation > 0.0 { imageops::blur(&image, deviation) } else { image.clone() };
            Ok(Picture::new(size, image.into_raw()))
        };
        BLURS.iter().map(level).collect()
    }
}

/// Where the photos come from.
#[derive(Debug)]
enum Supply {
    /// The thread `lesson` prepares them, one ahead.
    Lesson(Receiver<Vec<Picture>>),
    /// That thread was busy: the job prepares them itself.
    Own(Box<Preparation>),
}

/// The job.
#[derive(Debug)]
pub struct BlurredJob {
    supply: Supply,
    preprocess: Preprocess,
    /// The photo at hand: its pictures that the network has not looked at, the sharp one last; and
    /// what it has looked at, in the same order.
    waiting: Vec<Picture>,
    seen: Vec<Level>,
    found: Arc<Blurred>,
    done: usize,
}

impl BlurredJob {
    /// The run's photos, in an order of this number's.
    ///
    /// # Errors
    /// [`Error::Network`] where there are none; why the folder cannot be listed; where the thread
    /// cannot be started.
    pub fn new(network: &Network, run: u64, means: &mut Means) -> Result<Self> {
        let none = || Error::Network("no pictures are here".into());
        let pictures = Arc::clone(means.pictures.as_ref().ok_or_else(none)?);
        let prepare = || Preparation::new(network, run, &pictures);
        let (sender, photos) = bounded(1);
        let mut lent = prepare()?;
        let ticket = means.lesson.teach(move |interrupt| {
            while let Some(photo) = lent.next(interrupt)? {
                let mut unsent = photo;
                while let Err(error) = sender.send_timeout(unsent, LOOK) {
                    interrupt.check()?;
                    let SendTimeoutError::Timeout(photo) = error else { return Ok(()) };
                    unsent = photo;
                }
            }
            Ok(())
        })?;
        let supply = match ticket {
            Some(_) => Supply::Lesson(photos),
            None => Supply::Own(Box::new(prepare()?)),
        };
        let spec = &network.spec;
        Ok(Self {
            supply,
            preprocess: Preprocess::new(spec.input, spec.mean, spec.std),
            waiting: Vec::new(),
            seen: Vec::new(),
            found: Arc::default(),
            done: 0,
        })
    }

    /// Takes the next photo, where it is ready.
    fn take(&mut self) -> Result<()> {
        let next = match &mut self.supply {
            Supply::Own(preparation) => preparation.next(&Interrupt::default())?,
            Supply::Lesson(photos) => match photos.recv_timeout(PATIENCE) {
                Ok(photo) => Some(photo),
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => None,
            },
        };
        match next {
            Some(photo) => (self.waiting, self.seen) = (photo, Vec::new()),
            None => Arc::make_mut(&mut self.found).over = true,
        }
        Ok(())
    }

    /// One pass over the sharpest picture that it has not looked at.
    fn look(&mut self, network: &Network, picture: Picture) -> Result<()> {
        let input = network.input(self.preprocess.run(&picture)?.input, picture.size)?;
        let probabilities = network.spec.answers.shares(&network.logits(&input)?);
        // Of a photo of which it is not sure nobody could say what is right.
        if self.seen.is_empty() && Word::right(&network.outline, &probabilities).is_none() {
            self.waiting.clear();
            return Ok(());
        }
        self.seen.push(Level { picture, probabilities });
        if self.waiting.is_empty() {
            let mut levels = std::mem::take(&mut self.seen);
            levels.reverse();
            let found = Arc::make_mut(&mut self.found);
            found.photos.push(Arc::new(levels));
            found.over = found.photos.len() == ROUNDS;
        }
        Ok(())
    }
}

impl Work for BlurredJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let _no_grad = tch::no_grad_guard();
        if !self.found.over {
            match self.waiting.pop() {
                Some(picture) => {
                    self.look(network, picture)?;
                    self.done += 1;
                }
                None => self.take()?,
            }
        }
        let all = ROUNDS * BLURS.len();
        let all = if self.found.over { self.done } else { all.max(self.done + 1) };
        Ok(Progress { done: self.done, all })
    }

    fn finding(&self) -> Finding {
        Finding::Blurred(Arc::clone(&self.found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};

    /// Four patterns; the third is damaged.
    #[derive(Debug)]
    struct Patterns;

    impl Pictures for Patterns {
        fn count(&self) -> Result<usize> {
            Ok(4)
        }

        fn load(&self, place: usize) -> Result<Picture> {
            if place == 2 {
                return Err(Error::Network("a test's".into()));
            }
            let side = 240;
            let value = |n: i32| (n * (7 + place as i32) % 251) as u8;
            let rgb = (0..side * side).flat_map(|n| [value(n), value(n / side), value(n / 9)]);
            Ok(Picture::new(Size::new(side, side), rgb.collect()))
        }
    }

    fn network() -> Network {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap()
    }

    fn preparation(run: u64) -> Preparation {
        Preparation::new(&network(), run, &(Arc::new(Patterns) as Arc<dyn Pictures>)).unwrap()
    }

    /// The mean difference of neighbours: less where it is blurred more.
    fn contrast(picture: &Picture) -> f32 {
        let pairs = picture.rgb.iter().zip(&picture.rgb[3..]);
        let sum: u32 = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        sum as f32 / picture.rgb.len() as f32
    }

    #[test]
    fn each_level_is_sharper_than_the_one_before_and_the_last_is_the_photo() {
        let mut preparation = preparation(1);
        preparation.photos = vec![0];
        let levels = preparation.next(&Interrupt::default()).unwrap().unwrap();
        assert_eq!(levels.len(), BLURS.len());
        assert!(levels.windows(2).all(|pair| contrast(&pair[0]) < contrast(&pair[1])));
        let photo = Patterns.load(0).unwrap();
        let sharp = preparation.preprocess.run(&photo).unwrap().rgb;
        assert_eq!(levels.last().unwrap().rgb, sharp);
    }

    #[test]
    fn each_photo_comes_once_in_an_order_of_the_number_and_a_damaged_one_is_left_out() {
        let of = |run| preparation(run).photos;
        let mut sorted = of(1);
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3]);
        assert_eq!(of(1), of(1));
        assert!((2..9).any(|run| of(run) != of(1)));
        let mut preparation = preparation(1);
        preparation.photos = vec![0, 2];
        let mut next = || preparation.next(&Interrupt::default()).unwrap();
        assert!(next().is_some() && next().is_none());
    }

    #[test]
    fn a_photo_of_which_it_is_not_sure_is_left_out_and_the_job_ends() {
        let network = network();
        // The thread that prepares photos ends with them.
        let mut means = Means::default();
        means.pictures = Some(Arc::new(Patterns));
        let mut job = BlurredJob::new(&network, 1, &mut means).unwrap();
        let mut steps = 0;
        while !job.step(&network).unwrap().is_over() || !job.found.over {
            steps += 1;
            assert!(steps < 1_000_000, "it never ends");
        }
        // Made-up weights are sure of nothing.
        assert_eq!(*job.found, Blurred { photos: Vec::new(), over: true });
        assert_eq!(job.done, 3, "one pass a photo that can be read");
    }

    #[test]
    fn where_there_are_no_photos_that_is_said() {
        assert!(BlurredJob::new(&network(), 1, &mut Means::default()).is_err());
    }
}
