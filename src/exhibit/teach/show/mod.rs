//! The page where things are shown to it, and where it answers.

mod answer;
mod cards;
mod content;
mod glide;
mod keys;
mod large;
mod lines;
mod map;
mod morph;
mod places;
mod regions;
mod spread;
mod strip;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Chosen as AllChosen;
use super::layers::{DepthMap, TaughtLayers};
use super::map::TaughtMap;
use super::page::{Leaf, Memory};
use super::taught::{CLASSES, Taught};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::exhibit::findings::Findings;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::frame::Picture;
use crate::geometry::{Point, Rect};
use crate::view::palette::{Metrics, PANEL};
use crate::view::{Brush, Target};
use content::Content;
use glide::{Glide, Spot};
use keys::shown_by;
pub use keys::{KEYS, LOOK, MORE, NAME_LAST, NAMES, PLAY_DEPTHS, SHOW, TAKE_AWAY};
use morph::Morph;
use places::INNER;

/// So many cards there are at first.
const CARDS: usize = 2;

/// A thing of so many pictures can be mapped layer by layer.
const ENOUGH: usize = 8;

/// So many pictures can be on their way out at once.
const LEAVING: usize = 16;

/// The map has so many places across and down for a finger.
const UNITS: i32 = 1000;

/// A finger means a picture that is no farther away than this, in halves of the map.
const REACH: f32 = 0.2;

static ABOUT: About = About {
    door: Door::Teach,
    title: "teach-title",
    says: "teach-says",
    explains: &["show-explains-1", "show-explains-2", "show-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Chosen {
    /// So many cards more than at first.
    more: u8,
    /// The thing that was shown last.
    last: Option<u8>,
    /// The picture that is looked at.
    picked: Option<u32>,
    /// Pictures that are taken away.
    leaving: Vec<u32>,
    /// How often the maps of the depths were asked for.
    plays: u32,
}

impl Chosen {
    /// The thing that this action gives a name to; none where it names nothing.
    pub(super) fn named_by(&self, action: Action) -> Option<usize> {
        match action {
            NAME_LAST => Some(self.last.map_or(0, usize::from)),
            _ => NAMES.iter().position(|names| *names == action),
        }
    }

    /// How many cards there are.
    fn cards(&self, taught: Option<&Taught>) -> usize {
        let things = taught.map_or(&[][..], |taught| &taught.things);
        let last = things.iter().rposition(|thing| thing.shown > 0).map_or(0, |last| last + 1);
        (CARDS + usize::from(self.more)).max(last).min(CLASSES)
    }

    /// Makes room for this card.
    fn has_card(&mut self, class: usize) {
        let more = (class + 1).saturating_sub(CARDS).min(CLASSES - CARDS);
        self.more = self.more.max(more as u8);
    }
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub struct Show {
    taught: Option<Arc<Taught>>,
    map: Option<Arc<TaughtMap>>,
    /// Where its pictures belong, none on another.
    places: Vec<[f32; 2]>,
    layers: Option<Arc<TaughtLayers>>,
    /// The same without pictures on one another.
    parted: Option<Arc<TaughtLayers>>,
    glide: Glide,
    /// The colours behind the map.
    regions: Option<Picture>,
    /// The maps of the depths, while they are played, and how often they were.
    morph: Option<Morph>,
    plays: u32,
    /// Another number: what is drawn of all this has changed.
    version: u64,
}

impl Show {
    /// The picture that is looked at; none where it is gone.
    fn picked(&self, chosen: &Chosen) -> Option<u32> {
        chosen.picked.filter(|id| self.glide.of(*id).is_some())
    }

    /// The picture at which one begins to look: the one that is most like the newest.
    fn first(&self) -> Option<u32> {
        let nearest = self.map.iter().flat_map(|map| &map.nearest).map(|(id, _)| *id);
        let known = |id: &u32| self.glide.of(*id).is_some();
        nearest.chain(self.glide.spots().iter().map(|spot| spot.id)).find(known)
    }

    /// Looks at the picture beside the one that is looked at.
    fn step(&self, chosen: &mut Chosen, to: Direction) {
        let way = match to {
            Direction::Left => [-1.0, 0.0],
            Direction::Right => [1.0, 0.0],
            Direction::Up => [0.0, -1.0],
            Direction::Down => [0.0, 1.0],
        };
        chosen.picked = match self.picked(chosen) {
            Some(from) => self.glide.beside(from, way).or(Some(from)),
            None => self.first(),
        };
    }

    /// Takes away the picture that is looked at.
    fn take_away(&self, chosen: &mut Chosen) {
        let Some(id) = self.picked(chosen) else { return };
        chosen.picked = None;
        let is_there = |id: &u32| self.taught.as_ref().is_some_and(|t| t.sample(*id).is_some());
        chosen.leaving.retain(is_there);
        if chosen.leaving.len() < LEAVING && !chosen.leaving.contains(&id) {
            chosen.leaving.push(id);
        }
    }

    /// Where every picture belongs.
    fn wanted(&self) -> Vec<Spot> {
        let (Some(map), Some(taught)) = (&self.map, &self.taught) else { return Vec::new() };
        let classes: HashMap<u32, u8> =
            taught.samples.iter().map(|sample| (sample.id, sample.class)).collect();
        let answers = map.answers.iter().copied().chain(std::iter::repeat(None));
        let spots = map.places.iter().map(|(id, _)| *id).zip(&self.places).zip(answers);
        spots
            .filter_map(|((id, &at), answer)| {
                Some(Spot { id, class: *classes.get(&id)?, answer, at })
            })
            .collect()
    }

    /// Takes in what the jobs have found; true where something is another.
    fn hear(&mut self, memory: &Memory, findings: &Findings) -> bool {
        let map = findings.of(&Question::TaughtMap).and_then(|found| match &found.finding {
            Finding::TaughtMap(map) => Some(Arc::clone(map)),
            _ => None,
        });
        let layers = findings.of(&Question::TaughtLayers).and_then(|found| match &found.finding {
            Finding::TaughtLayers(layers) => Some(Arc::clone(layers)),
            _ => None,
        });
        // A job that begins anew has nothing at first.
        let map = map.or_else(|| self.map.clone());
        let layers = layers.or_else(|| self.layers.clone());
        let same = is_same(self.taught.as_ref(), memory.taught.as_ref())
            && is_same(self.map.as_ref(), map.as_ref())
            && is_same(self.layers.as_ref(), layers.as_ref());
        if let Some(map) = &map
            && self.map.as_ref().is_none_or(|before| before.places != map.places)
        {
            let places: Vec<[f32; 2]> = map.places.iter().map(|(_, place)| *place).collect();
            self.places = spread::apart(&places);
        }
        if !is_same(self.layers.as_ref(), layers.as_ref()) {
            self.parted = layers.as_deref().map(parted);
        }
        (self.taught, self.map, self.layers) = (memory.taught.clone(), map, layers);
        !same
    }

    /// Begins to play the maps where that was asked for.
    fn begin_to_play(&mut self, chosen: &Chosen) {
        if chosen.plays > self.plays {
            self.morph = match &self.morph {
                Some(_) => None,
                None => self.parted.as_ref().and_then(|layers| Morph::new(layers, &self.glide)),
            };
        }
        self.plays = chosen.plays;
    }

    /// A snapshot later: all that moves goes on. True where something moved.
    fn go_on(&mut self) -> bool {
        if let Some(morph) = &mut self.morph {
            self.glide.put(morph.spots());
            if !morph.go_on() {
                self.morph = None;
            }
            return true;
        }
        let wanted = self.wanted();
        let moved = self.glide.go_on(&wanted);
        if moved || self.regions.is_none() {
            self.regions = Some(regions::picture(self.glide.spots(), PANEL));
        }
        let answer = self.taught.as_ref().and_then(|taught| taught.answer.as_ref());
        let nearest = self.map.as_ref().map_or(&[][..], |map| &map.nearest);
        let gone_on = if answer.is_some_and(|answer| answer.best.is_none()) && !nearest.is_empty() {
            self.glide.go_into_the_dark()
        } else {
            self.glide.follow(nearest)
        };
        gone_on || moved
    }
}

/// The maps of the depths without pictures on one another.
fn parted(layers: &TaughtLayers) -> Arc<TaughtLayers> {
    let map = |map: &DepthMap| DepthMap { places: spread::apart(&map.places), ..*map };
    let samples = layers.samples.clone();
    Arc::new(TaughtLayers { samples, maps: layers.maps.iter().map(map).collect() })
}

fn is_same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

impl Leaf for Show {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, chosen: &mut AllChosen, action: Action) -> Handled {
        let show = &mut chosen.show;
        match action {
            MORE => show.has_card(show.cards(self.taught.as_deref())),
            PLAY_DEPTHS => show.plays += 1,
            LOOK => {
                show.picked = match self.picked(show) {
                    Some(_) => None,
                    None => self.first(),
                };
            }
            TAKE_AWAY => self.take_away(show),
            Action::Move(to) | Action::Leap(to) => self.step(show, to),
            Action::PickPlace(at) => show.picked = self.glide.nearest_to(on_map(at), REACH),
            action if show.named_by(action).is_some() => {}
            action => {
                let Some(class) = shown_by(action) else { return Handled::No };
                show.has_card(class);
                (show.last, show.picked) = (Some(class as u8), None);
            }
        }
        Handled::Done
    }

    fn requests(&self, chosen: &AllChosen, memory: &Memory, asked: Asked<'_>) -> Vec<Question> {
        let show = asked.selection.holding.and_then(shown_by);
        let mut questions: Vec<Question> =
            show.map(|class| Question::Show { class: class as u8 }).into_iter().collect();
        let Some(taught) = &memory.taught else { return questions };
        if taught.samples.len() >= 2 {
            questions.push(Question::TaughtMap);
        }
        let enough = taught.things.iter().filter(|thing| thing.learned + thing.held_back >= ENOUGH);
        if enough.count() >= 2 {
            questions.push(Question::TaughtLayers);
        }
        let leaving = chosen.show.leaving.iter().filter(|id| taught.sample(**id).is_some());
        questions.extend(leaving.map(|&id| Question::RemoveTaught { id }));
        questions
    }

    fn see(&mut self, chosen: &AllChosen, memory: &Memory, moment: Moment<'_>) {
        let heard = self.hear(memory, moment.findings);
        if self.taught.is_none() {
            // Nothing is left of what was taught.
            let plays = chosen.show.plays;
            *self = Self { version: self.version + 1, plays, ..Self::default() };
            return;
        }
        self.begin_to_play(&chosen.show);
        if self.go_on() || heard {
            self.version += 1;
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }

    fn targets(
        &self,
        memory: &Memory,
        area: Rect,
        scene: &Scene<'_>,
        m: &Metrics,
        _face: &Typeface,
    ) -> Vec<Target> {
        let content = Content::new(self, memory, scene);
        let places = content.places(area, m);
        let mut targets = cards::targets(&content, &places);
        targets.extend(strip::targets(&content, &places));
        targets.extend(large::targets(&content, &places, m));
        targets.extend(map::targets(&content, &places));
        targets.retain(|target| !target.touch.is_empty());
        targets
    }

    fn stamp(&self, _memory: &Memory, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let chosen = super::chosen_in(scene);
        (self.version, &chosen.names, &chosen.show).hash(&mut hash);
        (scene.frozen, scene.selection.holding).hash(&mut hash);
        scene.snapshot.map(|snapshot| (snapshot.frame.sequence, snapshot.request)).hash(&mut hash);
    }

    fn draw(&self, memory: &Memory, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let content = Content::new(self, memory, scene);
        let places = content.places(area, &brush.metrics);
        cards::draw(brush, &content, &places);
        map::draw(brush, &content, &places);
        strip::draw(brush, &content, &places);
        large::draw(brush, &content, &places);
        answer::draw(brush, &content, &places);
    }
}

/// The place of the map at this point of its [`UNITS`].
fn on_map(at: Point) -> [f32; 2] {
    [at.x, at.y].map(|value| (value as f32 / UNITS as f32 - 0.5) * 2.0 / INNER)
}
