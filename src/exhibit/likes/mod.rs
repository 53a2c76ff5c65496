//! The room "What is it looking for?": one detector, and what it has learned.

mod chosen;
pub mod favourites;
mod gallery;
pub mod heading;
mod keys;
pub mod library;
mod pane;
pub mod patterns;
pub mod search;
pub mod votes;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::selection::Selection;
use super::{Choice, Finding, Question, Room};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::exhibit::ascent::stimulus::Stimulus;
use crate::exhibit::ascent::wish::{Preset, Wish};
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::taps::plan::{LayerPlan, Plan, Unit};
use crate::view::palette::Metrics;
use crate::view::thumbnails::Thumbnails;
use crate::view::{Brush, Target};
pub use chosen::{Chosen, View};
use favourites::other;
use gallery::Gallery;
use keys::{ABOUT, PAGES, SEARCH_ABOUT};
pub use keys::{
    ANOTHER, ASK_OTHER, KEYS, LIKES, OPPOSITE, PROJECTIONS, RECIPES, SEARCH, SEEN_HERE,
};
use search::memory::{Memory, Search, WITH, WITHOUT};
use votes::Votes;

/// A map of the strip is read this large.
const STRIP_TILE: i32 = 64;

/// So many pictures are kept for the session, of at most 150 kB each.
const KEPT: usize = 128;

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Likes {
    /// The network whose pictures these are, by its name.
    network: String,
    /// The pictures that are done, in the order in which they were made.
    done: Vec<Arc<Stimulus>>,
    /// The largest value that was seen in this layer since it was opened: where axes end.
    largest: (usize, f32),
    /// What the detector that was looked at last helps: it is still to be seen while that is taken
    /// away.
    votes: Option<Arc<Votes>>,
    /// Small pictures for the squares of the wall and of a layer.
    gallery: Gallery,
    /// What is known of the search.
    search: Memory,
    /// Those of the run, in the order of their places.
    networks: Vec<Arc<Outline>>,
}

/// What is chosen on the screen.
fn chosen_in(scene: &Scene<'_>) -> Chosen {
    let chosen = chosen::of(scene.selection.choices.of(Room::Likes));
    chosen.of_layer(scene.outline, scene.selection.unit.layer)
}

impl Likes {
    /// The picture that was asked for, where it is done.
    fn finished(&self, wish: Wish) -> Option<&Arc<Stimulus>> {
        self.done.iter().find(|stimulus| stimulus.wish == wish)
    }

    /// The pictures that the page shows, in the order in which they are made.
    fn wishes(chosen: Chosen, selection: &Selection) -> Vec<Wish> {
        let Chosen { negative, seed, view, .. } = chosen;
        let wish = |preset| Wish { unit: selection.unit, negative, preset, seed };
        match view {
            View::One => vec![wish(Preset::Fourier)],
            View::Recipes => Preset::YOSINSKI.map(wish).into(),
            View::Search => Vec::new(),
        }
    }

    /// The place of another network of the run that pools, as its projections need.
    fn other_that_pools(&self, own: &Outline) -> Option<usize> {
        let can = |other: &Arc<Outline>| other.name != own.name && other::pools(other);
        self.networks.iter().position(can)
    }

    /// What that one is asked, where somebody wants it.
    fn other_projection(&self, chosen: Chosen, unit: Unit, own: &Outline) -> Option<Question> {
        let place = self.other_that_pools(own).filter(|_| chosen.asks > 0)?;
        Some(Question::OtherProjection { place, unit, run: chosen.asks })
    }

    fn keep(&mut self, stimulus: &Arc<Stimulus>) {
        if stimulus.is_over() && self.finished(stimulus.wish).is_none() {
            if self.done.len() >= KEPT {
                self.done.remove(0);
            }
            self.done.push(Arc::clone(stimulus));
            self.gallery.see_stimulus(stimulus);
        }
    }
}

/// True of a unit of the last layer: it is a class.
fn is_class(unit: Unit, layers: usize) -> bool {
    unit.layer + 1 == layers
}

impl Exhibit for Likes {
    fn about(&self, choice: &Choice) -> &'static About {
        if chosen::of(choice).view == View::Search { &SEARCH_ABOUT } else { &ABOUT }
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Likes(chosen) = choice else { return Handled::No };
        if action == Action::NextNetwork {
            // What was shown to the one says nothing of the other.
            chosen.search = Search::default();
        }
        if open && chosen.view == View::Search {
            let handled = self.apply_in_search(chosen, action);
            if handled != Handled::No {
                return handled;
            }
        }
        match action {
            LIKES if open && chosen.view == View::One => Handled::Closes,
            LIKES => {
                chosen.view = View::One;
                Handled::Opens
            }
            RECIPES => {
                let back = open && chosen.view == View::Recipes;
                chosen.view = if back { View::One } else { View::Recipes };
                Handled::Opens
            }
            SEARCH | WITH | WITHOUT => {
                chosen.view = View::Search;
                Handled::Opens
            }
            _ if !open => Handled::No,
            ANOTHER => {
                chosen.seed = chosen.seed.wrapping_add(1);
                Handled::Done
            }
            OPPOSITE => {
                chosen.negative = !chosen.negative;
                Handled::Done
            }
            PROJECTIONS => {
                (chosen.projections, chosen.asks) = (!chosen.projections, 0);
                Handled::Done
            }
            ASK_OTHER if chosen.projections => {
                chosen.asks += 1;
                Handled::Done
            }
            SEEN_HERE => {
                chosen.seen_here = !chosen.seen_here;
                Handled::Done
            }
            Action::PickUnit(_)
            | Action::PickLayer(_)
            | Action::PickClass(_)
            | Action::PreviousLayer
            | Action::NextLayer
            | Action::PreviousPage
            | Action::NextPage
            | Action::Move(_)
            | Action::Leap(Direction::Left | Direction::Right)
            | Action::SwitchUnit => {
                chosen.turn_to(action);
                Handled::Steers
            }
            _ => Handled::No,
        }
    }

    fn hear_networks(&mut self, networks: &[Arc<Outline>]) {
        self.networks = networks.to_vec();
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        let Selection { unit, strongest, holding, .. } = *asked.selection;
        let chosen = chosen::of(asked.choice).of_layer(asked.outline, unit.layer);
        if chosen.view == View::Search {
            return self.search.question(&chosen.search, holding).into_iter().collect();
        }
        if strongest {
            // It is not known yet whose page this is.
            return Vec::new();
        }
        let wishes = Self::wishes(chosen, asked.selection);
        let next = wishes.into_iter().find(|wish| self.finished(*wish).is_none());
        let mut questions: Vec<Question> = next.map(Question::Stimulus).into_iter().collect();
        if chosen.view == View::One {
            questions.push(Question::Favourites(unit));
            questions.push(Question::Library(unit));
            if chosen.projections {
                questions.push(Question::Projections(unit));
                questions.extend(self.other_projection(chosen, unit, asked.outline));
            }
            // A word of the answer speaks for itself alone.
            if !is_class(unit, asked.outline.layers.len()) {
                questions.push(Question::Votes(unit));
            }
        }
        questions
    }

    fn plan(&self, asked: Asked<'_>, plan: &mut Plan) {
        if !asked.open {
            return;
        }
        let (unit, chosen) = (asked.selection.unit, chosen::of(asked.choice));
        plan.units = vec![unit];
        if chosen.view == View::Search {
            let found = self.search.found(&chosen.search).iter().map(|detector| detector.unit);
            (plan.units, plan.layers) = (found.collect(), Vec::new());
            return;
        }
        // Of classes the guesses are listed instead of their squares.
        if !is_class(unit, asked.outline.layers.len()) {
            plan.layers = vec![LayerPlan {
                layer: unit.layer,
                tile: STRIP_TILE,
                room: usize::MAX,
                detail: true,
                signals: false,
            }];
        }
    }

    fn stands(&self, asked: Asked<'_>) -> Vec<Question> {
        let mut questions = vec![Question::Collect];
        questions.extend(self.gallery.missing(asked));
        questions
    }

    fn see(&mut self, moment: Moment<'_>) {
        let Moment { snapshot, findings, .. } = moment;
        if self.network != snapshot.outline.name {
            let (network, networks) =
                (snapshot.outline.name.clone(), std::mem::take(&mut self.networks));
            *self = Self { network, networks, ..Self::default() };
        }
        let chosen = chosen::of(moment.choice);
        let shown = moment.open && chosen.view == View::Search;
        self.search.see(findings, &chosen.search, shown);
        for found in findings.iter() {
            self.gallery.see(found);
            match &found.finding {
                Finding::Stimulus(stimulus) => self.keep(stimulus),
                Finding::Votes(votes) if votes.pictures > 0 => {
                    self.votes = Some(Arc::clone(votes));
                }
                _ => {}
            }
        }
        let read = snapshot.maps.readings.iter().filter(|_| moment.open);
        let detail = read.filter_map(|reading| Some((reading.layer, reading.detail.as_ref()?)));
        for (layer, detail) in detail {
            let before = if self.largest.0 == layer { self.largest.1 } else { 0.0 };
            self.largest = (layer, detail.range.1.max(before));
        }
    }

    fn forget(&mut self) {
        (self.search, self.votes) = (Memory::default(), None);
    }

    fn forget_choice(&self, choice: &mut Choice) {
        if let Choice::Likes(chosen) = choice {
            chosen.search = Search::default();
        }
    }

    fn patterns(&self) -> Option<&Thumbnails> {
        Some(&self.gallery.thumbnails)
    }

    fn tab(&self, choice: &Choice) -> Option<Action> {
        Some(match chosen::of(choice).view {
            View::One => LIKES,
            View::Recipes => RECIPES,
            View::Search => SEARCH,
        })
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        match chosen_in(scene).view {
            View::Search => pane::search::targets(self, area, scene, m, face),
            View::One | View::Recipes => pane::targets(self, area, scene, m, face),
        }
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        Room::Likes.hash(&mut hash);
        match chosen_in(scene).view {
            View::Search => pane::search::stamp(self, scene, hash),
            View::One | View::Recipes => pane::stamp(self, scene, hash),
        }
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        match chosen_in(scene).view {
            View::Search => pane::search::draw(self, brush, area, scene),
            View::One | View::Recipes => pane::draw(self, brush, area, scene),
        }
    }
}

#[cfg(test)]
mod tests;
