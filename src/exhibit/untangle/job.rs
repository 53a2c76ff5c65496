//! The job that trains the small network: so many passes a second of the frames' own clock.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::codes::{self, Projection};
use super::network::Network;
use super::points::{Data, Point, right};
use super::training::Training;
use crate::error::Result;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::exhibit::{Finding, Means};
use crate::network::Network as Eye;

/// It learns so many passes, and then rests.
pub const PASSES: u32 = 1200;

/// So many passes a second: ten seconds in all, so that it is seen.
const PACE: f64 = 120.0;

/// A step learns no more: a few milliseconds, less than a forward pass.
const MOST_PASSES: u32 = 40;

/// How fast it may learn: Adam's rate.
pub const RATES: [f64; 5] = [0.001, 0.003, 0.01, 0.03, 0.1];

/// The one to begin with.
pub const USUAL_RATE: u8 = 2;

/// Where no frame comes, as before a photo at rest, a step waits so long: less than a pass. The
/// job's clock goes on by it.
const PATIENCE: Duration = Duration::from_millis(5);

/// A pause between two frames counts for no more: another scene may have begun.
const LONGEST: Duration = Duration::from_millis(200);

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// What is to be parted.
    pub data: Data,
    /// How many layers, 1 to [`super::network::MOST_LAYERS`].
    pub layers: u8,
    /// How many cells each has, 2 or 3.
    pub cells: u8,
    /// An index into [`RATES`].
    pub rate: u8,
    /// Another number begins again, with other weights.
    pub run: u32,
}

/// How far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Untangled {
    /// The job's clock: that of the frames, which goes on where no frame comes.
    pub clock: Duration,
    /// So often it has learned from every point, of [`PASSES`].
    pub passes: u32,
    /// The points; none where two things are to be taught first.
    pub points: Arc<[Point]>,
    /// The network as it is by now.
    pub network: Network,
    /// So many points lie on their side.
    pub right: usize,
    /// Where the visitor's things are parted: how pictures become points.
    pub projection: Option<Arc<Projection>>,
}

impl Untangled {
    /// True where it has learned all that it will.
    pub fn is_over(&self) -> bool {
        self.passes >= PASSES
    }
}

/// Trains the network.
#[derive(Debug)]
pub struct UntangleJob {
    training: Training,
    clock: Duration,
    /// The newest frame's number and time.
    newest: Option<(u64, Duration)>,
    /// What it has waited for since that frame.
    waited: Duration,
    /// True where a frame has come since the last step.
    fresh: bool,
    found: Arc<Untangled>,
}

impl UntangleJob {
    /// Begins with a network that knows nothing.
    pub fn new(wanted: Wanted, means: &Means) -> Self {
        Self::with_codes(wanted, &means.samples.borrow().codes(false))
    }

    /// With these codes of taught pictures, each with its thing.
    fn with_codes(wanted: Wanted, taught: &[(usize, &[f32])]) -> Self {
        let own = (wanted.data == Data::Own).then(|| codes::points(taught));
        let (points, projection) = match own.flatten() {
            Some((points, projection)) => (points, Some(Arc::new(projection))),
            None => (wanted.data.made_up(), None),
        };
        let rate = RATES[usize::from(wanted.rate).min(RATES.len() - 1)];
        let training =
            Training::new(wanted.layers, wanted.cells.into(), rate, u64::from(wanted.run) + 1);
        let network = training.network().clone();
        let (clock, passes, right) = (Duration::ZERO, 0, right(&network, &points));
        let points = points.into();
        let found = Untangled { clock, passes, points, network, right, projection };
        let (newest, waited, fresh) = (None, Duration::ZERO, true);
        Self { training, clock, newest, waited, fresh, found: Arc::new(found) }
    }

    /// A frame has come: what it has waited for is a part of the time since the one before.
    fn hear(&mut self, number: u64, time: Duration) {
        if self.newest.is_some_and(|(newest, _)| newest == number) {
            return;
        }
        let since = self.newest.map_or(Duration::ZERO, |(_, before)| time.saturating_sub(before));
        self.clock += since.min(LONGEST).saturating_sub(self.waited);
        (self.newest, self.waited, self.fresh) = (Some((number, time)), Duration::ZERO, true);
    }

    fn go_on(&mut self) {
        let before = &self.found;
        let points = Arc::clone(&before.points);
        let due = ((self.clock.as_secs_f64() * PACE) as u32).min(PASSES);
        let passes = if points.is_empty() { 0 } else { due.min(before.passes + MOST_PASSES) };
        for _ in before.passes..passes {
            self.training.pass(&points);
        }
        let network = self.training.network().clone();
        let learned = passes != before.passes;
        let right = if learned { right(&network, &points) } else { before.right };
        let projection = before.projection.clone();
        let clock = self.clock;
        self.found = Arc::new(Untangled { clock, passes, points, network, right, projection });
    }
}

impl Work for UntangleJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn observe(&mut self, _network: &Eye, seen: &Seen<'_>) -> Result<()> {
        self.hear(seen.frame.sequence, seen.frame.time);
        Ok(())
    }

    /// It is never over: the sheet moves by its clock, also before a photo at rest.
    fn step(&mut self, _network: &Eye) -> Result<Progress> {
        if !std::mem::take(&mut self.fresh) {
            thread::sleep(PATIENCE);
            self.waited += PATIENCE;
            self.clock += PATIENCE;
        }
        self.go_on();
        Ok(Progress { done: self.found.passes as usize, all: PASSES as usize + 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Untangled(Arc::clone(&self.found))
    }
}

#[cfg(test)]
pub mod made_up;
#[cfg(test)]
mod tests;
