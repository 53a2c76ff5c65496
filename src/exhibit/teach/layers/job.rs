//! The job that lays the same pictures out at every depth, one depth after the other.
//!
//! It begins where the network is at its end, on the arrangement of the page's own map; every other
//! depth begins with the arrangement of the one beside it, and is turned towards that: so whoever
//! sees one become the next sees pictures move, and not a map turn.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::{Depth, DepthMap, TaughtLayers};
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::lesson::{Lesson, Ticket};
use crate::exhibit::teach::map::{aligned, frame, framed, gathered};
use crate::exhibit::teach::samples::{Kept, Samples, Shared};
use crate::exhibit::teach::sight::steps;
use crate::exhibit::teach::taught::CLASSES;
use crate::exhibit::tsne::{Points, Start, lay_out};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::interrupt::Interrupt;
use crate::network::Network;
use crate::network::head::ClassMeans;

/// So long a step waits for the thread: less than a pass.
const PATIENCE: Duration = Duration::from_millis(2);

/// Of so many nearest each it is asked whether they are of the same thing.
const NEAREST: usize = 5;

/// With fewer pictures there is nothing to be mapped.
const LEAST: usize = 3;

/// What is still to be laid out at one depth.
#[derive(Debug, Clone)]
struct Wanted {
    depth: Depth,
    points: Points,
    /// The depth whose map it begins with; none for the page's own.
    after: Option<Depth>,
}

/// A depth that is being laid out.
#[derive(Debug)]
struct UnderWay {
    depth: Depth,
    start: Vec<[f32; 2]>,
    ticket: Ticket<Laid>,
}

/// What the thread makes of one depth.
#[derive(Debug)]
struct Laid {
    places: Vec<[f32; 2]>,
    purity: f32,
}

/// The maps of one set of pictures, as far as they are there.
#[derive(Debug)]
struct Run {
    /// Of which of the samples' versions.
    version: u64,
    samples: Vec<(u32, u8)>,
    /// Where they stand on the page's map; empty where they do not.
    map: Vec<[f32; 2]>,
    wanted: VecDeque<Wanted>,
    under_way: Option<UnderWay>,
    /// On t-SNE's own scale.
    done: Vec<(Depth, Laid)>,
    /// Raised where nobody waits for them any more.
    abandoned: Interrupt,
}

impl Drop for Run {
    fn drop(&mut self) {
        self.abandoned.raise();
    }
}

/// Maps the pictures at every depth, anew whenever a tenth of them has changed and nothing is being
/// shown to it.
#[derive(Debug)]
pub struct TaughtLayersJob {
    samples: Shared,
    lesson: Lesson,
    /// Each mapped step's number.
    steps: Vec<usize>,
    run: Option<Run>,
    layers: Arc<TaughtLayers>,
}

impl TaughtLayersJob {
    /// Of what is kept there.
    pub fn new(network: &Network, samples: &Shared, lesson: &Lesson) -> Self {
        let steps = steps(network).into_iter().map(|(step, _)| step).collect();
        let (samples, lesson) = (Rc::clone(samples), lesson.clone());
        Self { samples, lesson, steps, run: None, layers: Arc::default() }
    }

    /// Begins anew where it must; true where it does.
    fn follow(&mut self) -> bool {
        let samples = self.samples.borrow();
        if samples.is_growing() {
            return false;
        }
        if let Some(run) = &self.run
            && (run.version == samples.version() || !changed(&run.samples, samples.kept()))
        {
            return false;
        }
        if samples.kept().len() < LEAST {
            let was_there = self.run.take().is_some();
            self.layers = Arc::default();
            return was_there;
        }
        self.run = Some(begin(&samples, &self.steps));
        true
    }

    /// Looks what came of the depth under way; true where that is to be shown.
    fn look(&mut self) -> Result<bool> {
        let Some(run) = &mut self.run else { return Ok(false) };
        let Some(under_way) = &run.under_way else { return Ok(false) };
        let Some(outcome) = under_way.ticket.wait(PATIENCE) else { return Ok(false) };
        let mut laid = outcome?;
        let start = under_way.start.iter();
        let pairs: Vec<_> = laid.places.iter().copied().zip(start.copied()).collect();
        laid.places = aligned(&laid.places, &pairs);
        run.done.push((under_way.depth, laid));
        run.under_way = None;
        // Maps of all depths stay until there are such of the newer pictures.
        if run.wanted.is_empty() || self.layers.maps.len() < run.done.len() {
            self.layers = Arc::new(run.layers());
        }
        Ok(true)
    }

    /// Begins with the next depth. False where the thread is not free.
    fn go_on(&mut self) -> Result<bool> {
        let Some(run) = &mut self.run else { return Ok(true) };
        if run.under_way.is_some() {
            return Ok(true);
        }
        let Some(Wanted { depth, points, after }) = run.wanted.front().cloned() else {
            return Ok(true);
        };
        let beside = after.and_then(|after| run.done.iter().find(|(depth, _)| *depth == after));
        let start = beside.map_or(&run.map, |(_, laid)| &laid.places).clone();
        let classes: Vec<u8> = run.samples.iter().map(|(_, class)| *class).collect();
        let (begin, ends) = (start.clone(), run.abandoned.clone());
        let ticket = self.lesson.teach(move |interrupt| {
            let interrupts = [interrupt.clone(), ends];
            let start = (!begin.is_empty()).then_some(Start::Arranged(&begin));
            let flat = lay_out(&points, start, &interrupts, |_, _| ())?;
            Ok(Laid {
                places: gathered(&flat.places),
                purity: purity(&points, &classes, &interrupts)?,
            })
        })?;
        let Some(ticket) = ticket else { return Ok(false) };
        run.wanted.pop_front();
        run.under_way = Some(UnderWay { depth, start, ticket });
        Ok(true)
    }
}

/// True where a tenth of the pictures is new or gone.
fn changed(before: &[(u32, u8)], kept: &[Kept]) -> bool {
    let stay = kept
        .iter()
        .filter(|kept| before.binary_search_by_key(&kept.sample.id, |(id, _)| *id).is_ok());
    let stay = stay.count();
    (before.len() + kept.len() - 2 * stay) * 10 >= before.len()
}

/// What is to be laid out of these pictures.
fn begin(samples: &Samples, steps: &[usize]) -> Run {
    let kept = samples.kept();
    let points = |of: &dyn Fn(&Kept) -> Vec<f32>| {
        let width = kept.first().map_or(0, |kept| of(kept).len());
        Points::new(kept.iter().flat_map(of).collect(), width)
    };
    let mut wanted = VecDeque::new();
    let mut after = None;
    for (place, step) in steps.iter().enumerate().rev() {
        let depth = Depth::Step(*step);
        let values = |kept: &Kept| kept.depths.get(place).cloned().unwrap_or_default();
        wanted.push_back(Wanted { depth, points: points(&values).as_directions(), after });
        after = Some(depth);
    }
    let pixels = points(&|kept| kept.pixels.clone());
    wanted.push_back(Wanted { depth: Depth::Pixels, points: pixels.as_directions(), after });
    if let Some(means) = ClassMeans::new(&samples.codes(false), CLASSES) {
        let cosines = |kept: &Kept| means.cosines(&kept.code).into_iter().flatten().collect();
        let after = steps.last().map(|step| Depth::Step(*step));
        let lesson = Wanted { depth: Depth::Lesson, points: points(&cosines), after };
        wanted.insert(wanted.len().min(1), lesson);
    }
    let places = samples.layout.places_of(kept);
    Run {
        version: samples.version(),
        samples: kept.iter().map(|kept| (kept.sample.id, kept.sample.class)).collect(),
        map: places.unwrap_or_default(),
        wanted,
        under_way: None,
        done: Vec::new(),
        abandoned: Interrupt::default(),
    }
}

impl Run {
    /// The maps that are there, from the pixels on.
    fn layers(&self) -> TaughtLayers {
        let order = |depth: Depth| match depth {
            Depth::Pixels => 0,
            Depth::Step(step) => step,
            Depth::Lesson => usize::MAX,
        };
        let map = |(depth, laid): &(Depth, Laid)| {
            let square = frame(&laid.places);
            let places = laid.places.iter().map(|place| framed(*place, square)).collect();
            DepthMap { depth: *depth, places, purity: laid.purity }
        };
        let mut maps: Vec<DepthMap> = self.done.iter().map(map).collect();
        maps.sort_by_key(|map| order(map.depth));
        TaughtLayers { samples: self.samples.clone(), maps }
    }
}

/// Of each point's nearest the share that is of the same thing; the mean over all.
fn purity(points: &Points, classes: &[u8], interrupts: &[Interrupt]) -> Result<f32> {
    let nearest = points.nearest(NEAREST, interrupts)?;
    let (mut same, mut all) = (0_usize, 0_usize);
    for (class, near) in classes.iter().zip(&nearest) {
        same += near.iter().filter(|(other, _)| classes[*other] == *class).count();
        all += near.len();
    }
    Ok(same as f32 / all.max(1) as f32)
}

impl Work for TaughtLayersJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        let is_new = self.follow();
        let is_new = self.look()? || is_new;
        let is_free = self.go_on()?;
        let run = self.run.as_ref();
        let under_way = run.is_some_and(|run| run.under_way.is_some());
        let goes_on = is_new || under_way || !is_free;
        Ok(Progress { done: usize::from(!goes_on), all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::TaughtLayers(Arc::clone(&self.layers))
    }
}

#[cfg(test)]
mod tests;
