//! The job of this page: a dreamt picture for each frame, where there is time for it.

use std::sync::Arc;
use std::time::Duration;

use tch::Tensor;

use super::camera::Camera;
use super::dreaming::Dreaming;
use super::dreamt::{DreamWanted, Dreamt};
use super::kept::{Kept, SharedDream};
use super::recipe::Recipe;
use crate::error::Result;
use crate::exhibit::ascent::{in_torch, normalised};
use crate::exhibit::dreams::amplifier::Amplifier;
use crate::exhibit::dreams::goal::Goal;
use crate::exhibit::dreams::planes::shrunk;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::exhibit::{Finding, Means};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::network::guess::Guess;
use crate::network::top_k::top_k;

/// A step of the job takes at most about so many forward passes, but at least a slope.
const PASSES: f64 = 2.5;

/// So many guesses of each answer are kept.
const GUESSES: usize = 5;

/// Every so many dreamt pictures the network answers to one.
const ANSWERED: u64 = 3;

/// A picture at rest is dreamt so many times.
const AT_REST: u32 = 60;

/// And one that was held before there was a dream, or before the knob was turned, so many times.
const HELD: u32 = 30;

/// On a graphics card the dream is as large as the part of the frame that the network sees, up to
/// this side.
const LARGEST: i32 = 640;

/// The job.
#[derive(Debug)]
pub struct DreamJob {
    shared: SharedDream,
    camera: Camera,
    /// What each step of a picture costs, in forward passes.
    costs: Vec<f64>,
    newest: Waiting,
    /// True where nobody has looked at the newest frame yet.
    is_new: bool,
    /// True once two frames of the scene differed: more will come.
    moves: bool,
    /// How often the newest picture was dreamt.
    rested: u32,
    /// The frame that is being dreamt, and how many of its steps were made.
    under_way: Option<(Waiting, usize)>,
    /// True where the network is to answer before the next picture.
    owes_answer: bool,
    /// At most so often a picture at rest is dreamt; 0 where the dream is held.
    most: u32,
    /// When the first frame was taken, by the frames' own clock, and how many pictures were dreamt
    /// since: for the log.
    pace: (Duration, u64),
}

/// A frame with the network's answer.
#[derive(Debug, Clone)]
struct Waiting {
    frame: Arc<Frame>,
    crop: Rect,
    guesses: Vec<Guess>,
}

impl Waiting {
    fn read(network: &Network, seen: &Seen<'_>) -> Result<Self> {
        let guesses = top_k(&network.probabilities(seen.trace)?, GUESSES);
        Ok(Self { frame: Arc::clone(seen.frame), crop: seen.crop, guesses })
    }
}

impl DreamJob {
    /// Begins with the frame at hand, or goes on with the dream that is kept, where that is of the
    /// same goal and scene.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where units are ablated, where there is no such layer or unit, or
    /// nothing was taught; where libtorch refuses.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        wanted: DreamWanted,
        means: &mut Means,
    ) -> Result<Self> {
        seen.require_whole_network()?;
        let own = network.spec.side();
        let side = if network.device().torch().is_cuda() {
            seen.crop.width.min(seen.crop.height).clamp(own, LARGEST.max(own))
        } else {
            own
        };
        let recipe = Recipe::live(network, wanted.goal, wanted.strength)?;
        let recipe = recipe.on_larger(network, i64::from(side));
        let shared = SharedDream::clone(&means.dream);
        let scene = seen.frame.scene;
        let mut kept = shared.borrow_mut();
        let fits = |kept: &&mut Kept| kept.fits(&wanted, scene);
        let stays = if let Some(kept) = kept.as_mut().filter(fits) {
            kept.dreaming.follow_recipe(recipe.clone());
            // A knob that is turned while the picture is held is to be seen.
            !kept.turn_to(wanted.strength) && kept.dreamt.is_some()
        } else {
            let direction = match wanted.goal {
                Goal::Taught(class) => means.taught_direction(class),
                Goal::Layer(_) | Goal::Unit(_) => None,
            };
            let amplifier = Amplifier::new(network, wanted.goal, direction)?;
            *kept = Some(Kept::new(&wanted, scene, Dreaming::new(amplifier, recipe.clone(), 0)));
            false
        };
        let costs = match kept.as_ref() {
            Some(kept) => recipe.costs(network, kept.dreaming.amplifier())?,
            None => Vec::new(),
        };
        drop(kept);
        let most = match (wanted.held, stays) {
            (true, true) => 0,
            (true, false) => HELD,
            (false, _) => AT_REST,
        };
        Ok(Self {
            shared,
            camera: Camera::new(network.spec.cutout().with_side(side)),
            costs,
            newest: Waiting::read(network, seen)?,
            is_new: true,
            moves: false,
            rested: 0,
            under_way: None,
            owes_answer: false,
            most,
            pace: (seen.frame.time, 0),
        })
    }

    /// Begins with the newest picture, where it is its turn; false where there is nothing to do.
    fn take_up(&mut self, kept: &mut Kept) -> Result<bool> {
        let again = !self.is_new && !self.moves;
        if self.rested >= self.most || !(self.is_new || again) {
            return Ok(false);
        }
        let waiting = self.newest.clone();
        if kept.scene != waiting.frame.scene {
            kept.begin_anew(waiting.frame.scene);
        }
        kept.dreaming.begin(&self.camera.see(&waiting.frame.picture)?)?;
        (self.is_new, self.rested) = (false, self.rested + 1);
        self.under_way = Some((waiting, 0));
        Ok(true)
    }

    /// What the network answers to the dreamt picture.
    fn answer(&mut self, network: &Network, kept: &mut Kept) -> Result<()> {
        self.owes_answer = false;
        if let Some(picture) = kept.dreaming.picture() {
            let guesses = answer(network, picture)?;
            kept.answered(guesses);
        }
        Ok(())
    }
}

impl Work for DreamJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        vec![network.graph.logits()]
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        let before = &self.newest.frame;
        let same_scene = before.scene == seen.frame.scene;
        if !same_scene || before.picture != seen.frame.picture {
            (self.moves, self.is_new, self.rested) = (same_scene, true, 0);
        }
        self.newest = Waiting::read(network, seen)?;
        Ok(())
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let (over, more) = (Progress { done: 1, all: 1 }, Progress { done: 0, all: 1 });
        let shared = SharedDream::clone(&self.shared);
        let mut kept = shared.borrow_mut();
        let Some(kept) = kept.as_mut() else { return Ok(over) };
        if self.owes_answer {
            self.answer(network, kept)?;
            return Ok(more);
        }
        if self.under_way.is_none() && !self.take_up(kept)? {
            return Ok(over);
        }
        let Some((waiting, mut steps)) = self.under_way.take() else { return Ok(over) };
        let mut spent = 0.0;
        loop {
            let cost = self.costs.get(steps).copied().unwrap_or_default();
            if spent > 0.0 && spent + cost > PASSES {
                self.under_way = Some((waiting, steps));
                return Ok(more);
            }
            spent += cost;
            steps += 1;
            if kept.dreaming.step(network)? {
                break;
            }
        }
        self.pace.1 += 1;
        let Some(detail) = kept.dreaming.detail()? else { return Ok(over) };
        let picture = self.camera.show(&waiting.frame.picture, &detail)?;
        kept.show(Dreamt {
            picture,
            frame: waiting.frame,
            crop: waiting.crop,
            count: kept.dreaming.count(),
            before: waiting.guesses,
            after: None,
            followed: kept.dreaming.followed(),
        });
        if kept.dreaming.count() % ANSWERED == 1 {
            self.owes_answer = spent + 1.0 > PASSES;
            if !self.owes_answer {
                self.answer(network, kept)?;
            }
        }
        Ok(more)
    }

    fn finding(&self) -> Finding {
        let kept = self.shared.borrow();
        let dreamt = kept.as_ref().and_then(|kept| kept.dreamt.clone());
        Finding::Dreamt(dreamt)
    }
}

impl Drop for DreamJob {
    fn drop(&mut self) {
        let (begun, pictures) = self.pace;
        let seconds = self.newest.frame.time.saturating_sub(begun).as_secs_f64();
        log::debug!("dreamt {pictures} pictures in {seconds:.1} s of frames");
    }
}

/// A whole pass over a picture, [1, 3, height, width] of 0 to 1.
fn answer(network: &Network, picture: &Tensor) -> Result<Vec<Guess>> {
    let _no_grad = tch::no_grad_guard();
    let own = network.spec.input;
    let own = [own.height.into(), own.width.into()];
    let input = in_torch(|| normalised(network, &shrunk(picture, own)?))?;
    let logits = network.logits(&input)?;
    Ok(top_k(&network.answer(&logits)?, GUESSES))
}
