//! `deepvis teach`: learns the classes of a folder, tests that, and writes a head.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::frame::Picture;
use deepvis::network::Network;
use deepvis::network::forward::Keep;
use deepvis::network::head::background::{Edge, is_shared};
use deepvis::network::head::file::{About, Head, LETTERS, TaughtOn};
use deepvis::network::head::training::{Settings, Training};
use deepvis::network::head::{ClassMeans, TrainedHead};
use deepvis::source::{self, Listing};

use super::workers::{Prepared, Workers};
use super::{Ending, UNTRAINED, complain};
use crate::cli::{By, Teach};

/// One in so many pictures of each class is held back.
const HELD_BACK: f64 = 0.15;
/// So many steps the head is trained for.
const STEPS: usize = 50;
/// A class has far more pictures than another one where it has so many times as many.
const FAR_MORE: usize = 3;

/// A class, as the folder has it.
struct Class {
    name: String,
    pictures: Vec<PathBuf>,
}

/// What the network made of a picture.
struct Looked {
    class: usize,
    held_back: bool,
    code: Vec<f32>,
    edge: Option<Edge>,
}

/// A picture that is to be looked at.
struct Job<'a> {
    path: &'a Path,
    class: usize,
    held_back: bool,
}

pub fn run(arguments: &Teach) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let classes = classes(&arguments.folder)?;
    let jobs = jobs(&classes);
    let choice = arguments.network.choice();
    let workers = Workers::load(&choice, jobs.len(), &stop.clone().into())?;
    let begun = Instant::now();
    let (looked, ending) = look(&workers, &jobs, &stop)?;
    let network = &workers.network;
    // The same bytes, however many threads looked at the pictures.
    network.device().with_one_thread().settle();
    let head = taught(arguments, network, &classes, &looked, &stop)?;
    let test = Test::new(&head, &looked)?;
    head.write(&arguments.out)?;
    let seconds = begun.elapsed().as_secs_f64();
    let warnings = warnings(&classes, &looked);
    if arguments.json {
        super::print_json(&in_json(arguments, network, &head, &looked, &test, &warnings, seconds))?;
    } else {
        tell(arguments, network, &head, &looked, &test, &warnings)?;
    }
    Ok(ending)
}

/// One folder a class, in natural order; what they hold beside pictures is told.
fn classes(folder: &Path) -> Result<Vec<Class>, Error> {
    let failed = || Error::io("list the folder", folder);
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed())? {
        let path = entry.map_err(failed())?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if path.is_dir() && !hidden {
            folders.push(path);
        }
    }
    if folders.len() < 2 {
        let problem = "it takes two or more folders of pictures inside of it, one a class";
        return Err(Error::Image { problem: problem.into(), path: folder.to_owned() });
    }
    alphanumeric_sort::sort_path_slice(&mut folders);
    let class = |folder: PathBuf| {
        let Listing { pictures, left_out } = source::pictures(&folder)?;
        left_out.into_iter().for_each(complain);
        let name = folder.file_name().unwrap_or_default();
        let name = in_one_line(Path::new(name)).chars().take(LETTERS).collect();
        Ok(Class { name, pictures })
    };
    folders.into_iter().map(class).collect()
}

fn jobs(classes: &[Class]) -> Vec<Job<'_>> {
    let mut jobs = Vec::new();
    for (class, Class { pictures, .. }) in classes.iter().enumerate() {
        let taught = pictures.len() - held_back(pictures.len());
        for (place, path) in pictures.iter().enumerate() {
            jobs.push(Job { path, class, held_back: place >= taught });
        }
    }
    jobs
}

/// How many of so many pictures are held back: at least one is learned from.
fn held_back(pictures: usize) -> usize {
    ((pictures as f64 * HELD_BACK).round() as usize).min(pictures.saturating_sub(1))
}

/// All pictures that can be read.
fn look(workers: &Workers, jobs: &[Job<'_>], stop: &AtomicBool) -> Result<(Vec<Looked>, Ending)> {
    let look = |network: &Network, job: &Job<'_>, prepared: Prepared| {
        let code = code(network, &prepared)?;
        let edge = Edge::of(&Picture::new(network.spec.input, prepared.rgb));
        Ok(Looked { class: job.class, held_back: job.held_back, code, edge })
    };
    Ok(workers.look_at_all(jobs, stop, |job| job.path, look)?)
}

/// The picture's code.
///
/// # Errors
/// Where libtorch refuses, and where a value is no number.
pub(super) fn code(network: &Network, prepared: &Prepared) -> Result<Vec<f32>, Error> {
    let node = network.graph.code;
    let trace = network.forward(&prepared.input(network)?, Keep::Only(&[node]), node)?;
    let code = network.code(&trace)?;
    match code.iter().filter(|value| !value.is_finite()).count() {
        0 => Ok(code),
        broken => Err(Error::NotANumber { broken, all: code.len() }),
    }
}

/// Class means, and a head that was trained on the same pictures.
fn taught(
    arguments: &Teach,
    network: &Network,
    classes: &[Class],
    looked: &[Looked],
    stop: &std::sync::Arc<AtomicBool>,
) -> Result<Head> {
    let learned: Vec<(usize, &[f32])> = looked
        .iter()
        .filter(|looked| !looked.held_back)
        .map(|looked| (looked.class, looked.code.as_slice()))
        .collect();
    let pictures: Vec<usize> = (0..classes.len())
        .map(|class| learned.iter().filter(|(of, _)| *of == class).count())
        .collect();
    if let Some(class) = pictures.iter().position(|count| *count == 0) {
        let problem = format!("no picture of {} can be learned from", classes[class].name);
        return Err(Error::Image { problem, path: arguments.folder.clone() }.into());
    }
    let two = || Error::Network("two classes are needed at least".into());
    let means = ClassMeans::new(&learned, classes.len()).ok_or_else(two)?;
    let settings = Settings { seed: arguments.seed, ..Settings::default() };
    let mut training = Training::new(&learned, &[], classes.len(), settings)?;
    for _ in 0..STEPS {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted.into());
        }
        training.step()?;
    }
    let choice = arguments.network.choice();
    let taught_on = TaughtOn::new(&network.spec, &choice.weights, &stop.clone().into())?;
    let labels = classes.iter().map(|class| class.name.clone()).collect();
    let about = About { taught_on, mirror: false, labels, pictures };
    Ok(Head { about, means, trained: Some(training.head()?) })
}

/// How the pictures that were held back are answered.
#[derive(Default)]
struct Test {
    all: usize,
    /// Right where one of the classes must be said, by the means and by the head.
    right: [usize; 2],
    /// Right where "none of these" is an answer too.
    right_and_known: [usize; 2],
}

impl Test {
    fn new(head: &Head, looked: &[Looked]) -> Result<Self, Error> {
        let mut test = Self::default();
        for Looked { class, code, .. } in looked.iter().filter(|looked| looked.held_back) {
            let said = head.answer(code)?;
            let by_head = head.trained.as_ref().map_or(said.nearest, |trained| best(trained, code));
            test.all += 1;
            for (way, answer) in [said.nearest, by_head].into_iter().enumerate() {
                test.right[way] += usize::from(answer == *class);
                test.right_and_known[way] += usize::from(answer == *class && !said.none);
            }
        }
        Ok(test)
    }

    /// A share of all; none where there is nothing to be tested.
    fn share(&self, right: usize) -> Option<f64> {
        (self.all > 0).then(|| right as f64 / self.all as f64)
    }
}

/// The class of the greatest logit.
fn best(trained: &TrainedHead, code: &[f32]) -> usize {
    let logits = trained.logits(code);
    let greatest = logits.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1));
    greatest.map_or(0, |(class, _)| class)
}

/// What may have gone wrong: its kind, and what is said of it.
fn warnings(classes: &[Class], looked: &[Looked]) -> Vec<(&'static str, String)> {
    let mut warnings = Vec::new();
    let counts: Vec<(usize, &str)> = classes
        .iter()
        .enumerate()
        .map(|(class, Class { name, .. })| {
            let of_it = looked.iter().filter(|looked| looked.class == class && !looked.held_back);
            (of_it.count(), name.as_str())
        })
        .collect();
    if let (Some(most), Some(least)) = (counts.iter().max(), counts.iter().min())
        && most.0 >= FAR_MORE * least.0
    {
        let (many, few) =
            (format!("{} has {}", most.1, most.0), format!("{} {}", least.1, least.0));
        let text = format!("{many} pictures, {few}: it may prefer the one that it saw more often");
        warnings.push(("unequal", text));
    }
    let edges = looked.iter().filter(|looked| !looked.held_back);
    let edges: Vec<(usize, &Edge)> =
        edges.filter_map(|looked| Some((looked.class, looked.edge.as_ref()?))).collect();
    if is_shared(&edges) {
        let text = "all pictures were taken before one background: it may have learned that";
        warnings.push(("one_background", text.to_owned()));
    }
    warnings
}

fn counts(head: &Head, looked: &[Looked]) -> Vec<(String, usize, usize)> {
    let About { labels, pictures, .. } = &head.about;
    let held_back = |class: usize| {
        looked.iter().filter(|looked| looked.class == class && looked.held_back).count()
    };
    let classes = labels.iter().zip(pictures).enumerate();
    classes.map(|(class, (name, taught))| (name.clone(), *taught, held_back(class))).collect()
}

fn in_json(
    arguments: &Teach,
    network: &Network,
    head: &Head,
    looked: &[Looked],
    test: &Test,
    warnings: &[(&str, String)],
    seconds: f64,
) -> Value {
    let classes: Vec<Value> = counts(head, looked)
        .into_iter()
        .map(|(name, taught, held_back)| json!({"name": name, "taught": taught, "held_back": held_back}))
        .collect();
    let warnings: Vec<Value> =
        warnings.iter().map(|(kind, text)| json!({"kind": kind, "text": text})).collect();
    let way = arguments.by as usize;
    let mut value = json!({
        "network": network.spec.name,
        "weights": head.about.taught_on.weights,
        "device": network.device().to_string(),
        "seed": arguments.seed,
        "seconds": (seconds * 1e3).round() / 1e3,
        "classes": classes,
        "by": arguments.by.name(),
        "accuracy": test.share(test.right[way]),
        "accuracy_with_none": test.share(test.right_and_known[way]),
        "means_accuracy": test.share(test.right[By::Means as usize]),
        "means_accuracy_with_none": test.share(test.right_and_known[By::Means as usize]),
        "head_accuracy": test.share(test.right[By::Head as usize]),
        "head_accuracy_with_none": test.share(test.right_and_known[By::Head as usize]),
        "threshold": head.means.threshold,
        "warnings": warnings,
    });
    if network.outline.untrained {
        value["untrained"] = true.into();
    }
    value
}

fn tell(
    arguments: &Teach,
    network: &Network,
    head: &Head,
    looked: &[Looked],
    test: &Test,
    warnings: &[(&str, String)],
) -> Result<()> {
    let mut out = super::stdout();
    if network.outline.untrained {
        writeln!(out, "{UNTRAINED}")?;
    }
    for (name, taught, held_back) in counts(head, looked) {
        writeln!(out, "{name}: taught {taught}, held back {held_back}")?;
    }
    let way = arguments.by as usize;
    let (right, known, all) = (test.right[way], test.right_and_known[way], test.all);
    if let (Some(share), Some(known_share)) = (test.share(right), test.share(known)) {
        writeln!(out, "right: {right} of {all} held back ({:.1} %)", share * 100.0)?;
        writeln!(
            out,
            "with \"none of these\" as an answer: {known} of {all} ({:.1} %)",
            known_share * 100.0
        )?;
    } else {
        writeln!(out, "too few pictures to hold some back: nothing was tested")?;
    }
    drop(out);
    for (_, text) in warnings {
        complain(text);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_in_a_hundred_are_held_back_and_one_is_always_learned() {
        let found = [0, 1, 2, 3, 4, 10, 20, 100].map(held_back);
        assert_eq!(found, [0, 0, 0, 0, 1, 2, 3, 15]);
    }
}
