//! The presenter's box: while they show what lies on the table, whatever it answers surely goes in,
//! and "Find it" names nothing else. In memory only.

mod pane;
#[cfg(test)]
mod tests;

use std::hash::{Hash, Hasher};

use super::rule::{Groups, Largest, SURE, percent};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::exhibit::play::round::{Game, Stands};
use crate::exhibit::play::things::{self, Thing};
use crate::exhibit::play::{Chosen as Play, START, TAKE_OUT, WITH_PICTURES, taken_out};
use crate::exhibit::room::{About, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

static ABOUT: About = About {
    door: Door::Play,
    title: "play-box-title",
    says: "play-box-says",
    explains: &["play-box-explains-1", "play-box-explains-2"],
};

/// It must be sure in so many frames, one after the other.
const FRAMES: u32 = 10;
/// So many things are in the box at most.
pub(in crate::exhibit::play) const MOST: usize = 20;
/// A thing's picture is so many pixels wide and high.
const SIDE: i32 = 96;

/// What is chosen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::exhibit::play) struct Chosen {
    /// True while what is shown goes in.
    collects: bool,
    /// True where nobody is in the picture, as the presenter says, and it may be kept.
    with_pictures: bool,
    /// The place that the arrows are on.
    cursor: usize,
    /// What was taken out, by place, in this order.
    taken_out: Vec<usize>,
}

/// A thing in the box.
#[derive(Debug, Clone, PartialEq)]
struct Item {
    thing: Thing,
    /// How sure it was when it went in, in per cent.
    percent: u32,
    /// Only where the presenter said that nobody is in it.
    picture: Option<Picture>,
}

/// The box.
#[derive(Debug, Default)]
pub(in crate::exhibit::play) struct Harvest {
    stands: Stands,
    groups: Groups,
    network: String,
    items: Vec<Item>,
    /// What it was sure of in the last frames, and in how many.
    sure_of: Option<(Largest, u32)>,
    frame: Option<u64>,
    /// What it takes the newest frame for, and how surely.
    thinks: Option<(Largest, f32)>,
    /// How many of those taken out were answered.
    taken_out: usize,
}

impl Harvest {
    /// What of it the network that looks has words for.
    pub(in crate::exhibit::play) fn things(&self) -> Vec<Thing> {
        let things = self.items.iter().map(|item| &item.thing);
        things.filter(|thing| !thing.classes.is_empty()).cloned().collect()
    }

    fn look(&mut self, chosen: &Chosen, snapshot: &Snapshot) {
        if self.frame == Some(snapshot.frame.sequence) {
            return;
        }
        self.frame = Some(snapshot.frame.sequence);
        self.thinks = self.groups.largest(snapshot);
        let sure = self.thinks.filter(|(_, sum)| *sum >= SURE);
        self.sure_of = sure.map(|(largest, _)| match self.sure_of {
            Some((before, frames)) if before == largest => (largest, frames.saturating_add(1)),
            _ => (largest, 1),
        });
        let (Some((largest, sum)), true) = (sure, chosen.collects) else { return };
        if self.sure_of.is_some_and(|(_, frames)| frames >= FRAMES) {
            self.put_in(largest, sum, chosen.with_pictures, snapshot);
        }
    }

    fn put_in(&mut self, largest: Largest, sum: f32, with_picture: bool, snapshot: &Snapshot) {
        let thing = match largest {
            Largest::Group(place) => match self.groups.things.get(place) {
                Some(thing) => thing.clone(),
                None => return,
            },
            Largest::Class(class) => Thing::of_class(class, &snapshot.outline),
        };
        let is_in = self.items.iter().any(|item| item.thing.id == thing.id);
        if is_in || self.items.len() >= MOST {
            return;
        }
        let picture = with_picture.then(|| thumbnail(&snapshot.frame.picture, snapshot.crop));
        self.items.push(Item { thing, percent: percent(sum), picture });
    }
}

/// The same thing of another network; without classes where it has none of that name.
fn again(thing: &Thing, groups: &Groups, outline: &Outline) -> Thing {
    if let Some(group) = groups.things.iter().find(|group| group.id == thing.id) {
        return group.clone();
    }
    match outline.labels.iter().position(|label| *label == thing.id) {
        Some(class) => Thing::of_class(class, outline),
        None => thing.clone().without_classes(),
    }
}

/// A small copy of a part of a picture.
fn thumbnail(picture: &Picture, crop: Rect) -> Picture {
    let crop = crop.intersect(picture.size.rect());
    let size = Size::new(SIDE, SIDE);
    let mut rgb = Vec::with_capacity(3 * size.area());
    for place in 0..SIDE * SIDE {
        let x = crop.x + place % SIDE * crop.width / SIDE;
        let y = crop.y + place / SIDE * crop.height / SIDE;
        let at = 3 * (y as usize * picture.size.width as usize + x as usize);
        rgb.extend(picture.rgb.get(at..at + 3).unwrap_or(&[0; 3]));
    }
    Picture::new(size, rgb)
}

impl Game for Harvest {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn stands(&self) -> &Stands {
        &self.stands
    }

    fn apply(&self, chosen: &mut Play, action: Action) -> Handled {
        let count = self.items.len();
        let chosen = &mut chosen.harvest;
        match action {
            START => chosen.collects = !chosen.collects,
            WITH_PICTURES => chosen.with_pictures = !chosen.with_pictures,
            TAKE_OUT if chosen.cursor < count => chosen.taken_out.push(chosen.cursor),
            Action::Move(Direction::Left | Direction::Up) => {
                chosen.cursor = chosen.cursor.saturating_sub(1);
            }
            Action::Move(Direction::Right | Direction::Down) => {
                chosen.cursor = (chosen.cursor + 1).min(count.saturating_sub(1));
            }
            action => match taken_out(action) {
                Some(place) if place < count => chosen.taken_out.push(place),
                _ => return Handled::No,
            },
        }
        Handled::Done
    }

    fn begin(&mut self, _chosen: &Play, _moment: Moment<'_>) {}

    fn end(&mut self) {}

    fn see(&mut self, _chosen: &Play, _moment: Moment<'_>) {}

    fn watch(&mut self, chosen: &Play, moment: Moment<'_>) {
        let chosen = &chosen.harvest;
        if self.network != moment.snapshot.outline.name {
            let outline = &moment.snapshot.outline;
            self.network.clone_from(&outline.name);
            self.groups = Groups::new(things::of(outline), outline.labels.len());
            self.items
                .iter_mut()
                .for_each(|item| item.thing = again(&item.thing, &self.groups, outline));
        }
        // Home again, everything is as at the start, what was taken out too.
        self.taken_out = self.taken_out.min(chosen.taken_out.len());
        for &place in &chosen.taken_out[self.taken_out..] {
            if place < self.items.len() {
                self.items.remove(place);
            }
        }
        self.taken_out = chosen.taken_out.len();
        self.look(chosen, moment.snapshot);
    }

    fn forget(&mut self) {
        self.items.iter_mut().for_each(|item| item.picture = None);
    }

    fn begin_again(&mut self) {
        (self.thinks, self.sure_of) = (None, None);
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(self, area, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let chosen = &crate::exhibit::play::chosen_of(scene).harvest;
        (chosen.collects, chosen.with_pictures, chosen.cursor).hash(&mut hash);
        for item in &self.items {
            (&item.thing.id, item.percent, item.picture.is_some()).hash(&mut hash);
        }
        scene.status.kiosk.hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(self, brush, area, scene);
    }
}
