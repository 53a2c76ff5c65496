//! How the job begins that answers a question.

use std::sync::Arc;

use super::ascent::AscentJob;
use super::work::{Seen, Work};
use super::{
    AdversarialJob, BlurredJob, CONVINCED, CardsJob, CollectJob, DeepJob, DetectorsJob, DreamJob,
    FavouritesJob, Goal, GrowJob, HowLittleJob, KnownJob, LearningJob, LearningWanted, LibraryJob,
    Means, NoiseJob, OcclusionJob, OtherProjectionJob, PatternsJob, Question, RecordJob,
    RemovalJob, RemoveJob, SecondNetworkJob, ShowJob, TaughtJob, TaughtLayersJob, TaughtMapJob,
    UntangleJob, VotesJob, Wanted, WhyJob, WordMapJob,
};
use crate::error::Result;
use crate::network::Network;

/// Begins the job that answers a question, with the frame at hand.
///
/// # Errors
/// Why nothing can be found; where libtorch refuses.
pub fn begin(
    network: &Network,
    question: Question,
    seen: Seen<'_>,
    means: &mut Means,
) -> Result<Box<dyn Work>> {
    Ok(match question {
        Question::Stimulus(wish) => Box::new(AscentJob::new(network, wish)?),
        Question::Collect => Box::new(CollectJob::new(network, means.collection(network))),
        Question::Record { with, run } => {
            Box::new(RecordJob::new(network, &seen, &means.recordings, with, run)?)
        }
        Question::Detectors { runs } => Box::new(DetectorsJob::new(&means.recordings, runs)),
        Question::Favourites(unit) => {
            Box::new(FavouritesJob::new(network, means.collection(network), unit, false)?)
        }
        Question::Projections(unit) => {
            Box::new(FavouritesJob::new(network, means.collection(network), unit, true)?)
        }
        Question::OtherProjection { place, unit, .. } => {
            let collection = means.collection(network);
            let others = means.others()?;
            let job = OtherProjectionJob::new(network, &seen, &collection, others, place, unit)?;
            Box::new(job)
        }
        Question::Votes(unit) => Box::new(VotesJob::new(network, &seen, unit)?),
        Question::Patterns(layer) => Box::new(PatternsJob::new(network, layer)?),
        Question::Library(unit) => library_job(network, Wanted::Unit(unit), means)?,
        Question::LibraryLayer(layer) => library_job(network, Wanted::Layer(layer), means)?,
        Question::Occlusion { class, square } => {
            seen.require_whole_network()?;
            Box::new(OcclusionJob::new(network, seen.input, class, square)?)
        }
        Question::Removal { layer, run } => {
            seen.require_whole_network()?;
            Box::new(RemovalJob::new(network, seen.input, layer, run)?)
        }
        Question::HowLittle => {
            seen.require_whole_network()?;
            Box::new(HowLittleJob::new(network, &seen.frame.picture)?)
        }
        Question::Adversarial { class, .. } => {
            seen.require_whole_network()?;
            let goal = Some(Goal { class, least: CONVINCED });
            Box::new(AdversarialJob::new(network, &seen.frame.picture, goal)?)
        }
        Question::Dream(wanted) => Box::new(DreamJob::new(network, &seen, wanted, means)?),
        Question::DreamCards => Box::new(CardsJob::new(network, &seen)?),
        Question::DreamDeep(wanted) => Box::new(DeepJob::new(network, &seen, wanted, means)?),
        Question::OutOfNoise(wanted) => Box::new(NoiseJob::new(network, wanted)?),
        Question::StillKnown(wanted) => Box::new(KnownJob::new(network, &seen, wanted)?),
        Question::Blurred { run } => {
            seen.require_whole_network()?;
            Box::new(BlurredJob::new(network, run, means)?)
        }
        Question::SecondNetwork { place } => {
            Box::new(SecondNetworkJob::new(network, &seen, means.others()?, place)?)
        }
        Question::WordMap => {
            Box::new(WordMapJob::new(network, &means.word_maps, &mut means.lesson)?)
        }
        Question::WordPictures => library_job(network, Wanted::Words, means)?,
        Question::Show { class } => Box::new(ShowJob::new(network, &seen, &means.samples, class)?),
        Question::Taught => {
            let loaded = means.loaded.clone();
            Box::new(TaughtJob::new(network, &seen, &means.samples, loaded)?)
        }
        Question::RemoveTaught { id } => Box::new(RemoveJob::new(&means.samples, id)),
        Question::WhyTaught { class } => {
            Box::new(WhyJob::new(network, &seen, &means.samples, &means.trained, class)?)
        }
        Question::TrainHead { knobs, run, until } => {
            let wanted = LearningWanted { knobs, run, until };
            Box::new(LearningJob::new(network, &seen, &means.samples, &means.trained, wanted)?)
        }
        Question::TaughtMap => {
            Box::new(TaughtMapJob::new(network, &seen, &means.samples, &means.lesson)?)
        }
        Question::TaughtLayers => {
            Box::new(TaughtLayersJob::new(network, &means.samples, &means.lesson))
        }
        Question::Untangle(wanted) => Box::new(UntangleJob::new(wanted, means)),
        Question::Grow(wanted) => Box::new(GrowJob::new(wanted, &means.growth, &mut means.lesson)?),
    })
}

fn library_job(network: &Network, wanted: Wanted, means: &mut Means) -> Result<Box<dyn Work>> {
    let shelf = Arc::clone(&means.shelf);
    Ok(Box::new(LibraryJob::new(network, wanted, shelf, &mut means.lesson)?))
}

#[cfg(test)]
mod tests;
