//! A word's picture, out of noise.

mod job;
mod pane;
mod places;
mod words;

use std::hash::Hasher;
use std::sync::Arc;

use super::page::Leaf;
use super::{AGAIN, Chosen as AllChosen, chosen_in};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, LibraryLayer, Question};
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use pane::Content;
use places::COLUMNS;

pub use job::NoiseJob;

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoiseWanted {
    /// Class number.
    pub class: usize,
    /// Another seed is other noise.
    pub seed: u64,
}

/// A picture that grows out of noise.
#[derive(Debug, Clone, PartialEq)]
pub struct OutOfNoise {
    /// As it stands, square.
    pub picture: Arc<Picture>,
    /// How it was at earlier stages, the first first: at most three.
    pub stages: Vec<Stage>,
    /// Steps that were made.
    pub steps: usize,
    /// How many there will be.
    pub of: usize,
    /// What the network answers to the whole picture: the best first; renewed now and then, and
    /// empty before the first time.
    pub answer: Vec<Guess>,
    /// The wanted class's probability in that answer, 0 to 1.
    pub probability: f32,
}

/// How it was at an earlier stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// As it stood.
    pub picture: Arc<Picture>,
    /// After so many steps.
    pub steps: usize,
    /// The wanted class's probability, 0 to 1.
    pub probability: f32,
}

/// Its keys.
pub const KEYS: &[Entry] =
    &[Entry::new("o", "key-noise", Group::Ask, &[(Key::Char('o'), false, super::NOISE)])
        .behind(Door::Dreams)];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "noise-title",
    says: "noise-says",
    explains: &["noise-explains-1", "noise-explains-2", "noise-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The class; none for the first card's.
    class: Option<usize>,
    seed: u64,
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Of which network, and the classes of the cards.
    network: String,
    words: Vec<usize>,
}

/// What came of this wish, or why nothing does; none before the first step.
fn made(findings: &Findings, wanted: NoiseWanted) -> Option<Result<&OutOfNoise, &str>> {
    match &findings.of(&Question::OutOfNoise(wanted))?.finding {
        Finding::OutOfNoise(Some(made)) => Some(Ok(made)),
        Finding::Nothing(why) => Some(Err(why)),
        _ => None,
    }
}

/// What the words would like to see, as a library knows it; none where nothing is known.
fn pictures(findings: &Findings) -> Option<&Arc<LibraryLayer>> {
    findings.iter().find_map(|Found { finding, .. }| match finding {
        Finding::WordPictures(pictures) => pictures.as_ref(),
        _ => None,
    })
}

impl Page {
    /// The classes of the cards, for this network.
    fn words(&self, network: &str, labels: &[String]) -> Vec<usize> {
        if self.network == network { self.words.clone() } else { words::words(labels) }
    }

    fn content<'a>(&self, scene: &'a Scene<'_>) -> Content<'a> {
        let chosen = &chosen_in(scene).noise;
        let outline = scene.outline;
        let words = self.words(&outline.name, &outline.labels);
        let class = chosen.class(&words, outline.labels.len());
        let wanted = NoiseWanted { class, seed: chosen.seed };
        let made = made(scene.findings, wanted);
        Content { scene, words, class, made, pictures: pictures(scene.findings) }
    }
}

impl Chosen {
    /// Which class grows, of the cards' or any other of so many.
    fn class(&self, words: &[usize], classes: usize) -> usize {
        let first = words.first().copied().unwrap_or_default();
        self.class.filter(|&class| class < classes).unwrap_or(first)
    }

    /// To the card beside the one that is chosen; from a word without a card, to the first.
    fn step(&mut self, to: Direction, words: &[usize]) {
        let Some(&first) = words.first() else { return };
        let here = self.class.unwrap_or(first);
        let Some(at) = words.iter().position(|&word| word == here) else {
            self.class = Some(first);
            return;
        };
        let at = match to {
            Direction::Left => at.checked_sub(1),
            Direction::Right => Some(at + 1),
            Direction::Up => at.checked_sub(COLUMNS),
            Direction::Down => Some(at + COLUMNS),
        };
        if let Some(&word) = at.and_then(|at| words.get(at)) {
            self.class = Some(word);
        }
    }
}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, chosen: &mut AllChosen, action: Action) -> Handled {
        let noise = &mut chosen.noise;
        match action {
            AGAIN => noise.seed = noise.seed.wrapping_add(1),
            Action::PickClass(class) => noise.class = Some(class),
            Action::Move(to) => noise.step(to, &self.words),
            _ => return Handled::No,
        }
        Handled::Done
    }

    fn requests(&self, chosen: &AllChosen, asked: Asked<'_>) -> Vec<Question> {
        let outline = asked.outline;
        let words = self.words(&outline.name, &outline.labels);
        if words.is_empty() {
            return Vec::new();
        }
        let Chosen { seed, .. } = chosen.noise;
        let class = chosen.noise.class(&words, outline.labels.len());
        vec![Question::WordPictures, Question::OutOfNoise(NoiseWanted { class, seed })]
    }

    fn see(&mut self, _chosen: &AllChosen, moment: Moment<'_>) {
        let outline = &moment.snapshot.outline;
        if self.network != outline.name || self.words.is_empty() {
            self.words = words::words(&outline.labels);
            self.network.clone_from(&outline.name);
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, _face: &Typeface) -> Vec<Target> {
        pane::targets(&self.content(scene), area, m)
    }

    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher) {
        pane::stamp(&self.content(scene), hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(brush, area, &self.content(scene));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Down, Left, Right, Up};

    #[test]
    fn arrows_go_from_card_to_card_and_stop_at_the_edges() {
        let words = [980, 949, 1, 323, 107, 130, 724, 985, 84];
        let after = |moves: &[Direction]| {
            let mut chosen = Chosen::default();
            for &to in moves {
                chosen.step(to, &words);
            }
            chosen.class(&words, 1000)
        };
        assert_eq!(after(&[]), 980);
        assert_eq!(after(&[Right]), 949);
        assert_eq!(after(&[Right, Down]), 130);
        assert_eq!(after(&[Left]), 980);
        assert_eq!(after(&[Up]), 980);
        assert_eq!(after(&[Right, Down, Down]), 130, "no card is below");
        assert_eq!(after(&[Down, Down, Right]), 84);
        let mut chosen = Chosen { class: Some(7), seed: 0 };
        assert_eq!(chosen.class(&words, 1000), 7, "any word can be chosen");
        chosen.step(Right, &words);
        assert_eq!(chosen.class(&words, 1000), 980);
        assert_eq!(Chosen { class: Some(7), seed: 0 }.class(&[1, 0], 2), 1, "it has no such word");
        assert_eq!(Chosen::default().class(&[], 0), 0);
    }
}
