//! The game "fool".

use std::hash::Hasher;
use std::time::Duration;

use super::round::{Countdown, Game, Outcome, Stands};
use crate::control::door::Door;
use crate::exhibit::room::{About, Moment};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::Brush;

static ABOUT: About = About {
    door: Door::Play,
    title: "play-fool-title",
    says: "play-fool-says",
    explains: &["play-fool-explains-1", "play-fool-explains-2"],
};

/// How long it lasts.
const LASTS: Duration = Duration::from_secs(60);

/// What is chosen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {}

/// The game.
#[derive(Debug, Default)]
pub(super) struct Fool {
    stands: Stands,
}

impl Game for Fool {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn stands(&self) -> &Stands {
        &self.stands
    }

    fn begin(&mut self, _chosen: &super::Chosen, moment: Moment<'_>) {
        self.stands = Stands::Runs(Countdown::new(moment.snapshot.frame.time, LASTS));
    }

    fn end(&mut self) {
        self.stands = Stands::Ready;
    }

    fn see(&mut self, _chosen: &super::Chosen, moment: Moment<'_>) {
        if let Stands::Runs(countdown) = &mut self.stands {
            countdown.see(moment.snapshot.frame.time);
            if countdown.is_over() {
                self.stands = Stands::Over(Outcome::Lost);
            }
        }
    }

    fn stamp(&self, _scene: &Scene<'_>, _hash: &mut dyn Hasher) {}

    fn draw(&self, _brush: &mut Brush<'_, '_>, _area: Rect, _scene: &Scene<'_>) {}
}
