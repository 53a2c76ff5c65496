//! The roster of networks that a run can step through: the chosen one, then those with weights.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::Roster;
use super::choice::NetworkChoice;
use super::network_engine::NetworkEngine;
use crate::error::{Error, Result, in_one_line};
use crate::exhibit::LoadedHead;
use crate::exhibit::Shelf;
use crate::exhibit::others::Others;
use crate::interrupt::Interrupt;
use crate::network::head::file::Head;
use crate::network::manifest::{Manifest, Spec};
use crate::network::named;
use crate::network::outline::Outline;
use crate::network::particulars::Particulars;
use crate::network::{Network, WeightsFrom, checkpoint, outline_of};

/// Networks from the manifest, with the same device and settings for all.
#[derive(Debug)]
pub struct NetworkRoster {
    choices: Vec<NetworkChoice>,
    outlines: Vec<Arc<Outline>>,
    /// The chosen network, which is the first.
    chosen: Spec,
    /// The folder of the libraries; none where nobody named one.
    library: Option<PathBuf>,
    /// The folder of the pictures that are to be named; none for those that are shipped.
    pictures: Option<PathBuf>,
    /// The head that the room of teaching answers by; none where nobody named one.
    head: Option<Arc<Head>>,
}

impl NetworkRoster {
    /// The chosen network, then the others in the manifest's order, from the one after it round to
    /// the one before. With made-up weights every network can run; otherwise those with published
    /// weights on this machine, with their own labels where the chosen one has weights of the
    /// person's own.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where there is no network of that name; those of [`outline_of`]
    /// for the chosen one.
    pub fn new(choice: &NetworkChoice) -> Result<Self> {
        let chosen = choice.named()?;
        let chosen_spec = chosen.spec.clone();
        let outline = outline_of(chosen, &choice.weights, choice.labels.as_deref())?;
        let mut roster = Self {
            choices: vec![choice.clone()],
            outlines: vec![Arc::new(outline)],
            chosen: chosen_spec,
            library: None,
            pictures: None,
            head: None,
        };
        let random = choice.weights == WeightsFrom::Random;
        let mut specs = Manifest::built_in()?.networks;
        let first = specs.iter().position(|spec| spec.name == choice.name).unwrap_or(0);
        specs.rotate_left(first);
        specs.retain(|spec| spec.name != choice.name);
        specs.retain(|spec| random || checkpoint::locate(spec).is_ok());
        for spec in &specs {
            roster.add(&spec.name, &spec.title, roster.choices.len());
        }
        Ok(roster)
    }

    /// The same with the networks in these ONNX files: behind the chosen one where that is a file,
    /// otherwise behind all others. One that cannot be read is left out.
    #[must_use]
    pub fn with_files(mut self, files: &[PathBuf]) -> Self {
        let chosen = self.choices[0].name.clone();
        let chosen_file = named::is_file(&chosen).then(|| real(Path::new(&chosen)));
        let mut place = if chosen_file.is_some() { 1 } else { self.choices.len() };
        for file in files.iter().filter(|file| chosen_file.as_ref() != Some(&real(file))) {
            let name = file.to_string_lossy();
            if self.add(&name, &in_one_line(file), place) {
                place += 1;
            }
        }
        self
    }

    /// Adds a network that nobody chose, at this place among the others; false where it cannot be
    /// used.
    fn add(&mut self, name: &str, title: &str, place: usize) -> bool {
        let choice = &self.choices[0];
        let random = choice.weights == WeightsFrom::Random;
        let weights = if random { WeightsFrom::Random } else { WeightsFrom::Published };
        // Labels of a file, and with weights of the person's own, are those of that network alone.
        let labels = choice.labels.clone().filter(|_| {
            weights == choice.weights && !named::is_file(&choice.name) && !named::is_file(name)
        });
        let said = Particulars::default();
        let choice = NetworkChoice { name: name.into(), said, weights, labels, ..choice.clone() };
        let outline = choice
            .named()
            .and_then(|named| outline_of(named, &choice.weights, choice.labels.as_deref()));
        let outline = match outline {
            Ok(outline) => outline,
            Err(error) => {
                log::warn!("{title} is left out: {error}");
                return false;
            }
        };
        if self.outlines.iter().any(|other| other.name == outline.name) {
            log::warn!("{title} is left out: another network is called {} too", outline.name);
            return false;
        }
        self.choices.insert(place, choice);
        self.outlines.insert(place, Arc::new(outline));
        true
    }

    /// The same, whose engines look up in this library what is known of their units.
    #[must_use]
    pub fn with_library(self, library: Option<PathBuf>) -> Self {
        Self { library, ..self }
    }

    /// The same, whose engines take the pictures that are to be named from this folder.
    #[must_use]
    pub fn with_pictures(self, pictures: Option<PathBuf>) -> Self {
        Self { pictures, ..self }
    }

    /// The same, whose room of teaching answers by the head in this file, on the network on which
    /// it was taught.
    ///
    /// # Errors
    /// Those of [`Head::read`], and of [`Head::check`] for the chosen network.
    pub fn with_head(self, path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(self) };
        let head = Head::read(path)?;
        head.check(path, &self.chosen, &self.choices[0].weights, &Interrupt::default())?;
        Ok(Self { head: Some(Arc::new(head)), ..self })
    }
}

impl Roster for NetworkRoster {
    type Engine = NetworkEngine;

    fn outlines(&self) -> Vec<Arc<Outline>> {
        self.outlines.clone()
    }

    fn load(&mut self, index: usize, interrupt: &Interrupt) -> Result<NetworkEngine> {
        let choice = &self.choices[index];
        let shelf = Shelf::new(self.library.clone(), choice.weights.clone());
        // The chosen one was looked at when the head was read.
        let head = self.head.as_ref().map(|head| LoadedHead::new(head, index == 0));
        let engine = choice.load(interrupt)?.reading_from(shelf).naming(self.pictures.clone());
        let engine = engine.knowing(head);
        let (choices, interrupt) = (self.choices.clone(), interrupt.clone());
        Ok(engine.beside(Rc::new(Choices { choices, interrupt })))
    }
}

/// The same for all ways to write a path.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// What the jobs of an engine may load beside its network.
#[derive(Debug)]
struct Choices {
    choices: Vec<NetworkChoice>,
    interrupt: Interrupt,
}

impl Others for Choices {
    fn load(&self, place: usize) -> Result<Network> {
        let none = || Error::Network(format!("there is no network number {}", place + 1));
        self.choices.get(place).ok_or_else(none)?.network(&self.interrupt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Engine, Inquiry};
    use crate::exhibit::{Finding, Question};
    use crate::frame::{Frame, Picture};
    use crate::geometry::Size;
    use crate::made_up;
    use crate::network::{deterministic, zoo};
    use crate::taps::plan::{Plan, Unit};
    use crate::taps::reading::Maps;

    #[test]
    fn own_labels_belong_to_own_weights_and_the_others_keep_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let [weights, labels] = ["a.safetensors", "a.txt"].map(|name| folder.path().join(name));
        let graph = zoo::graph("squeezenet1_1").unwrap().with_classes(2);
        let tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
        let tensors: Vec<_> = tensors.into_iter().collect();
        tch::Tensor::write_safetensors(&tensors, &weights).unwrap();
        std::fs::write(&labels, "left\nright\n").unwrap();
        let choice = NetworkChoice {
            name: "squeezenet1_1".into(),
            weights: WeightsFrom::File(weights),
            labels: Some(labels),
            ..NetworkChoice::default()
        };
        let mut roster = NetworkRoster::new(&choice).unwrap();
        let outlines = roster.outlines();
        assert_eq!(&*outlines[0].labels, ["left", "right"]);
        assert!(outlines.len() > 1 && outlines[1..].iter().all(|other| other.labels.len() == 1000));
        let loaded = roster.load(0, &Interrupt::default()).unwrap();
        assert_eq!(loaded.describe().outline.labels, outlines[0].labels);
        // In another language, a thousand are good for all; two are not.
        let choice = NetworkChoice { weights: WeightsFrom::Random, ..choice };
        let error = NetworkRoster::new(&choice).unwrap_err().to_string();
        assert!(error.starts_with("2 labels instead of 1000, one for each class: "), "{error}");
    }

    #[test]
    fn files_are_steps_beside_the_zoo_and_what_cannot_be_read_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/onnx/people");
        let file = |name: &str| folder.path().join(name);
        let [one, other, broken, same] =
            ["one", "other", "broken", "sub/one"].map(|name| file(&format!("{name}.onnx")));
        std::fs::create_dir(file("sub")).unwrap();
        for to in [&one, &other, &same] {
            std::fs::copy(data.join("several.legacy.onnx"), to).unwrap();
        }
        std::fs::write(&broken, "nonsense").unwrap();
        let named = |choice: &NetworkChoice| {
            let files = [other.clone(), broken.clone(), one.clone(), same.clone()];
            let roster = NetworkRoster::new(choice).unwrap().with_files(&files);
            let outlines = roster.outlines();
            outlines.iter().map(|outline| outline.name.clone()).collect::<Vec<_>>()
        };
        let choice = NetworkChoice {
            name: "squeezenet1_1".into(),
            weights: WeightsFrom::Random,
            ..NetworkChoice::default()
        };
        let names = named(&choice);
        assert_eq!(
            (&*names[0], &names[13..]),
            ("squeezenet1_1", &["other".into(), "one".into()][..])
        );
        let name = one.to_str().unwrap().to_owned();
        let names = named(&NetworkChoice { name, ..choice.clone() });
        assert_eq!(names[..3], ["one", "other", "efficientnet_lite0"]);
        assert_eq!(names.len(), 15);
        let missing = NetworkChoice { name: "missing.onnx".into(), ..choice };
        assert!(NetworkRoster::new(&missing).is_err());
    }

    /// A picture that differs from number to number.
    fn frame(sequence: u64) -> Arc<Frame> {
        let size = Size::new(64, 48);
        let wave =
            |i: usize| ((i as f32 * (0.1 + 0.03 * sequence as f32)).sin() * 127.0 + 127.0) as u8;
        let picture = Picture::new(size, (0..size.area() * 3).map(wave).collect());
        Arc::new(Frame { picture, ..made_up::frame(sequence) })
    }

    #[test]
    fn engines_read_from_the_library_also_beside_other_networks() {
        let folder = tempfile::tempdir().unwrap();
        let choice = NetworkChoice {
            name: "squeezenet1_1".into(),
            weights: WeightsFrom::Random,
            ..NetworkChoice::default()
        };
        let roster = NetworkRoster::new(&choice).unwrap();
        let mut roster = roster.with_library(Some(folder.path().into()));
        let own = folder.path().join("squeezenet1_1-random");
        std::fs::create_dir(&own).unwrap();
        std::fs::write(own.join("index.json"), "nonsense").unwrap();
        let mut engine = roster.load(0, &Interrupt::default()).unwrap();
        let question = Question::Library(Unit { layer: 1, channel: 0 });
        let (plan, questions) = (Plan::default(), vec![question]);
        let inquiry = Inquiry { plan: plan.clone(), questions };
        engine.see(&frame(0), &plan, Maps::default()).unwrap();
        while engine.work(&inquiry).unwrap() {}
        let findings = engine.findings();
        let found = &findings.of(&question).unwrap().finding;
        let Finding::Library(Some(entry)) = found else { panic!("{found:?}") };
        let problem = entry.problem.as_deref().unwrap();
        assert!(problem.contains("index.json"), "{problem}");
    }

    #[test]
    fn a_second_network_answers_what_it_answers_as_the_first() {
        let choice = NetworkChoice {
            name: "squeezenet1_0".into(),
            weights: WeightsFrom::Random,
            ..NetworkChoice::default()
        };
        let mut roster = NetworkRoster::new(&choice).unwrap();
        assert_eq!(roster.outlines()[1].name, "squeezenet1_1");
        let mut first = roster.load(0, &Interrupt::default()).unwrap();
        let mut second = roster.load(1, &Interrupt::default()).unwrap();
        let question = Question::SecondNetwork { place: 1 };
        let (plan, questions) = (Plan::default(), vec![question]);
        let inquiry = Inquiry { plan: plan.clone(), questions };
        for n in 0..4 {
            let frame = frame(n);
            let seen = first.see(&frame, &plan, Maps::default()).unwrap();
            first.work(&inquiry).unwrap();
            // In the first round it is told of, in the second it is loaded.
            if n < 2 {
                continue;
            }
            let alone = second.see(&frame, &plan, Maps::default()).unwrap();
            let findings = first.findings();
            let found = findings.of(&question).unwrap();
            let Finding::SecondNetwork(Some(agreement)) = &found.finding else {
                panic!("{found:?}")
            };
            let both = agreement.newest.as_ref().unwrap();
            assert_eq!((both.frame.sequence, agreement.pictures), (n, n - 1));
            assert_eq!(both.guesses, [seen.top, alone.top]);
        }
        let nothing = Inquiry { plan, questions: Vec::new() };
        assert!(!first.work(&nothing).unwrap() && first.findings().of(&question).is_none());
    }
}
