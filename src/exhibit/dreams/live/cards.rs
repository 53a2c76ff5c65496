//! The job of the cards: the newest picture as each layer that may be chosen dreams it.

use std::sync::Arc;
use std::time::Duration;

use super::camera::Camera;
use super::dreaming::Dreaming;
use super::dreamt::{DreamtCard, DreamtCards};
use super::recipe::Recipe;
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::ascent::in_torch;
use crate::exhibit::dreams::amplifier::Amplifier;
use crate::exhibit::dreams::goal::{Goal, cards};
use crate::exhibit::dreams::planes::picture;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::frame::Frame;
use crate::network::Network;

/// They are renewed so long after they were begun, on the frames' own clock.
const RENEWED: Duration = Duration::from_secs(10);

/// A step of the job takes at most about so many forward passes, but at least a slope.
const PASSES: f64 = 0.5;

/// The job.
#[derive(Debug)]
pub struct CardsJob {
    layers: Vec<usize>,
    camera: Camera,
    /// The frame that is shown, or is being dreamt.
    begun: Arc<Frame>,
    newest: Arc<Frame>,
    under_way: Option<UnderWay>,
    found: Arc<DreamtCards>,
}

/// A card that is being made.
#[derive(Debug)]
struct UnderWay {
    /// Index into the layers.
    card: usize,
    dreaming: Dreaming,
    costs: Vec<f64>,
    steps: usize,
}

impl CardsJob {
    /// Begins with the frame at hand.
    ///
    /// # Errors
    /// [`Error::Network`] where units are ablated, or the network has no layers to choose from.
    pub fn new(network: &Network, seen: &Seen<'_>) -> Result<Self> {
        seen.require_whole_network()?;
        let layers = cards(&network.outline);
        let frame = Arc::clone(seen.frame);
        let camera = Camera::new(network.spec.cutout().with_side((network.spec.side() / 2).max(1)));
        let (newest, found) = (Arc::clone(&frame), Arc::default());
        let mut job = Self { layers, camera, begun: frame, newest, under_way: None, found };
        job.begin(network, 0)?;
        Ok(job)
    }

    /// Begins with a card; there is none behind the last.
    fn begin(&mut self, network: &Network, card: usize) -> Result<()> {
        let Some(&layer) = self.layers.get(card) else {
            self.under_way = None;
            return Ok(());
        };
        let goal = Goal::Layer(layer);
        let amplifier = Amplifier::new(network, goal, None)?;
        let recipe = Recipe::card(network, goal);
        let costs = recipe.costs(network, &amplifier)?;
        let mut dreaming = Dreaming::new(amplifier, recipe, 0);
        dreaming.begin(&self.camera.see(&self.begun.picture)?)?;
        self.under_way = Some(UnderWay { card, dreaming, costs, steps: 0 });
        Ok(())
    }

    /// True where the newest frame is to be dreamt instead.
    fn is_due(&self) -> bool {
        let (begun, newest) = (&self.begun, &self.newest);
        if begun.scene != newest.scene {
            return true;
        }
        let waited = newest.time.saturating_sub(begun.time) >= RENEWED;
        self.under_way.is_none() && waited && begun.picture != newest.picture
    }

    /// Puts a card in its place.
    fn show(&mut self, made: &UnderWay) -> Result<()> {
        let missing = || Error::Network("nothing was dreamt".into());
        let dreamt = made.dreaming.picture().ok_or_else(missing)?;
        let picture = in_torch(|| picture(dreamt))?;
        let card = DreamtCard { layer: self.layers[made.card], picture };
        let found = &mut Arc::make_mut(&mut self.found).cards;
        match found.get_mut(made.card) {
            Some(before) => *before = card,
            None => found.push(card),
        }
        Ok(())
    }
}

impl Work for CardsJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn observe(&mut self, _network: &Network, seen: &Seen<'_>) -> Result<()> {
        self.newest = Arc::clone(seen.frame);
        Ok(())
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        if self.is_due() {
            self.begun = Arc::clone(&self.newest);
            self.begin(network, 0)?;
        }
        let Some(mut at) = self.under_way.take() else { return Ok(Progress { done: 1, all: 1 }) };
        let mut spent = 0.0;
        while spent == 0.0 || spent + at.costs.get(at.steps).copied().unwrap_or(0.0) <= PASSES {
            spent += at.costs.get(at.steps).copied().unwrap_or(PASSES);
            at.steps += 1;
            if at.dreaming.step(network)? {
                self.show(&at)?;
                self.begin(network, at.card + 1)?;
                return Ok(Progress { done: 0, all: 1 });
            }
        }
        self.under_way = Some(at);
        Ok(Progress { done: 0, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::DreamtCards(Arc::clone(&self.found))
    }
}
