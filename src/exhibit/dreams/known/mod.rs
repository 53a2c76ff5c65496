//! What a step still knows of the picture: a picture made anew from its values alone.

mod inversion;
mod job;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Chosen as AllChosen;
use super::page::Leaf;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::Question;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::frame::{Frame, Picture};
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::screen::Key;
use crate::view::palette::{Metrics, NOTICE};
use crate::view::{Brush, Target};

pub use inversion::{Inversion, Look, STEPS};
pub use job::KnownJob;

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KnownWanted {
    /// Another number begins again, with the newest frame.
    pub run: u32,
}

/// What can be made anew of one frame.
#[derive(Debug, Clone)]
pub struct StillKnown {
    /// The frame.
    pub frame: Arc<Frame>,
    /// The part of it that the network saw.
    pub crop: Rect,
    /// What the network answers to it: the best first.
    pub answer: Vec<Guess>,
    /// From each of the layers, the earliest first.
    pub rebuilt: Vec<Arc<Rebuilt>>,
}

/// A picture that is made anew from a layer's values.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebuilt {
    /// Index into the outline's layers.
    pub layer: usize,
    /// As it stands, square.
    pub picture: Picture,
    /// Steps that were made.
    pub steps: usize,
    /// How many there will be.
    pub of: usize,
    /// What the network makes of it, or made of it some steps before: none at first.
    pub look: Option<Look>,
}

/// Its keys.
pub const KEYS: &[Entry] =
    &[Entry::new("k", "key-known", Group::Ask, &[(Key::Char('k'), false, super::KNOWN)])
        .behind(Door::Dreams)];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "known-title",
    says: "known-says",
    explains: &["known-explains-1", "known-explains-2"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    run: u32,
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub(super) struct Page {}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, _chosen: &mut AllChosen, _action: Action) -> Handled {
        Handled::No
    }

    fn requests(&self, chosen: &AllChosen, asked: Asked<'_>) -> Vec<Question> {
        let _ = asked;
        vec![Question::StillKnown(KnownWanted { run: chosen.known.run })]
    }

    fn see(&mut self, _chosen: &AllChosen, _moment: Moment<'_>) {}

    fn forget(&mut self) {}

    fn targets(
        &self,
        _area: Rect,
        _scene: &Scene<'_>,
        _m: &Metrics,
        _face: &Typeface,
    ) -> Vec<Target> {
        Vec::new()
    }

    fn stamp(&self, _scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        0.hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, _scene: &Scene<'_>) {
        brush.paragraph(area, &say!("one-moment"), Style::regular(brush.metrics.body, NOTICE));
    }
}
