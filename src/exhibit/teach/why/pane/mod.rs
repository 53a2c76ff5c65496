//! Draws why: the picture with the part that counts, the taught pictures that are like it, the
//! detectors that speak for it.

mod places;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{ANSWERED, By, Page, Shown, Vote, Why, things};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::teach::page::Memory;
use crate::exhibit::teach::show::SHOW;
use crate::exhibit::teach::taught::Taught;
use crate::exhibit::teach::{self, untaught};
use crate::exhibit::{DREAM_OF_TAUGHT, Finding, LibraryLayer, Question};
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::taps::plan::Unit;
use crate::view::button::{self, Button};
use crate::view::colormaps::colormap;
use crate::view::icon::Icon;
use crate::view::palette::{LEADER, MUTED, Metrics, NOTICE, PANEL, TAUGHT, TEXT};
use crate::view::sentence::Sentence;
use crate::view::wording::percent;
use crate::view::{Align, Brush, Target, What, pixels, squares};
use places::Places;

/// So many squares stand in a row.
const ACROSS: i32 = 5;

/// All that is drawn.
pub(super) struct View<'a> {
    scene: &'a Scene<'a>,
    all: &'a teach::Chosen,
    taught: Option<&'a Arc<Taught>>,
    shown: Option<Shown>,
}

impl<'a> View<'a> {
    pub(super) fn new(page: &Page, memory: &'a Memory, scene: &'a Scene<'a>) -> Self {
        let all = teach::chosen_in(scene);
        Self { scene, all, taught: memory.taught.as_ref(), shown: page.newest(scene) }
    }

    /// What was taught, where that is enough.
    fn enough(&self) -> Option<&'a Arc<Taught>> {
        self.taught.filter(|taught| taught.count() > 1)
    }

    fn why(&self) -> Option<&Why> {
        self.shown.as_ref().map(|shown| &*shown.why)
    }

    /// Why there is nothing to say, where that is so.
    fn why_nothing(&self) -> Option<&'a str> {
        let is_ours = |found: &&Found| matches!(found.question, Question::WhyTaught { .. });
        match &self.scene.findings.iter().find(is_ours)?.finding {
            Finding::Nothing(why) => Some(why),
            _ => None,
        }
    }

    /// What the detectors would like to see, where the library knows it.
    fn library(&self) -> Option<&'a LibraryLayer> {
        self.scene.findings.iter().find_map(|found| match &found.finding {
            Finding::LibraryLayer(layer) => layer.as_deref(),
            _ => None,
        })
    }

    fn pattern(&self, unit: Option<Unit>) -> Option<&'a Picture> {
        let (unit, library) = (unit?, self.library()?);
        let stimulus = library.stimuli.get(unit.channel).filter(|_| library.layer == unit.layer);
        stimulus?.as_deref()
    }

    /// Which thing is explained: the one that is answered, or one of them; and the dream of it.
    fn buttons(&self, taught: &Taught) -> Vec<Button> {
        let class = self.all.why.class;
        let answered = Button::new(ANSWERED, say!("why-mine-answered")).lit(class.is_none());
        let thing = |thing: u8| {
            let name = self.all.name(usize::from(thing));
            Button::new(SHOW[usize::from(thing)], name).lit(class == Some(thing))
        };
        let explained = self.why().map(|why| usize::from(why.class));
        let dream = explained
            .and_then(|class| DREAM_OF_TAUGHT.get(class))
            .map(|&dream| Button::new(dream, say!("dream-of-it")).with_icon(Icon::Moon));
        let things = things(taught).into_iter().map(thing);
        std::iter::once(answered).chain(things).chain(dream).collect()
    }
}

pub(super) fn sentence_style(m: &Metrics) -> Style {
    Style::bold((m.body * 1.45).round(), TEXT)
}

fn color(class: u8) -> Color {
    TAUGHT[usize::from(class) % TAUGHT.len()]
}

/// Where the detectors' squares lie.
fn vote_places(votes: &[Vote], places: &Places, m: &Metrics) -> Vec<Rect> {
    let below = (m.gap * 2 / 3).max(5);
    places::squares(places.votes[1], ACROSS, votes.len(), below, m.gap * 2 / 3)
}

fn button_places(buttons: &[Button], places: &Places, m: &Metrics) -> Vec<Rect> {
    button::row(places.buttons, m.gap / 2, buttons.len())
}

pub(super) fn targets(view: &View<'_>, area: Rect, m: &Metrics, _face: &Typeface) -> Vec<Target> {
    let Some(taught) = view.enough() else { return vec![untaught::target(area, m)] };
    let places = Places::new(area, m);
    let buttons = view.buttons(taught);
    let row = button_places(&buttons, &places, m);
    let mut targets: Vec<Target> =
        buttons.iter().zip(row).map(|(button, place)| button.target(place)).collect();
    let votes = view.why().map_or(&[][..], |why| &why.votes);
    for (vote, place) in votes.iter().zip(vote_places(votes, &places, m)) {
        if let Some(unit) = vote.unit.filter(|_| !place.is_empty()) {
            targets.push(Target { what: What::Square(unit), area: place, touch: place });
        }
    }
    targets
}

pub(super) fn stamp(view: &View<'_>, mut hash: &mut dyn Hasher) {
    view.enough().map(|taught| (Arc::as_ptr(taught), things(taught))).hash(&mut hash);
    (view.why_nothing(), view.scene.appearance.gamma, view.scene.appearance.colors).hash(&mut hash);
    view.library().map(|layer| std::ptr::from_ref(layer).addr()).hash(&mut hash);
    for class in 0..teach::taught::CLASSES {
        view.all.name(class).hash(&mut hash);
    }
    let shown = view.shown.as_ref();
    shown.map(|shown| (Arc::as_ptr(&shown.why), shown.frame.sequence)).hash(&mut hash);
}

pub(super) fn draw(view: &View<'_>, brush: &mut Brush<'_, '_>, area: Rect) {
    let m = brush.metrics;
    let keyboard = view.scene.keyboard;
    let Some(taught) = view.enough() else { return untaught::draw(brush, area, keyboard) };
    let places = Places::new(area, &m);
    let buttons = view.buttons(taught);
    let row = button_places(&buttons, &places, &m);
    for (button, place) in buttons.iter().zip(row) {
        button::draw(brush, place, button, keyboard);
    }
    let Some(Shown { why, frame, crop }) = &view.shown else {
        brush.canvas.rounded(places.picture, 4, PANEL);
        let words = view.why_nothing().map_or_else(|| say!("one-moment"), str::to_owned);
        brush.paragraph(places.sentence, &words, Style::regular(m.body, NOTICE));
        return;
    };
    draw_sentence(view, brush, places.sentence, why);
    let picture = brush.seen(places.picture, &frame.picture, *crop);
    if let Some(map) = why.map.as_ref().filter(|map| !map.speaks_against()) {
        brush.canvas.shade(picture, 0, 110);
        pixels::glow(brush, picture, &map.positive(), map.size, 0.75);
    }
    brush.canvas.frame(places.picture, (m.gap / 4).max(2), color(why.class));
    let by = match why.by {
        By::Mean => say!("why-mine-by-mean"),
        By::Head { steps } => say!("why-mine-by-head", steps = steps),
    };
    line(brush, places.by, &by, m.small_style());
    draw_nearest(brush, &places, taught, why);
    draw_votes(view, brush, &places, why);
}

/// One line, as small as it must be to be whole.
fn line(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    let style = brush.face.fitted(words, style, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, words, style);
}

/// What it says, and that it is because of this part.
fn draw_sentence(view: &View<'_>, brush: &mut Brush<'_, '_>, area: Rect, why: &Why) {
    let name = view.all.name(usize::from(why.class));
    let named = name.as_str();
    let words = match (&why.map, why.says) {
        (None, _) => say!("why-mine-no-place", name = named),
        (Some(map), _) if map.speaks_against() => say!("why-mine-against", name = named),
        (Some(_), Some(says)) if says == why.class => say!("why-mine-because", name = named),
        (Some(_), None) if view.all.why.class.is_none() => say!("why-mine-none", name = named),
        (Some(_), _) => say!("why-mine-for", name = named),
    };
    let names = vec![(named, color(why.class))];
    let style = sentence_style(&brush.metrics);
    let sentence = Sentence { words, names, style, lines: 2 };
    let beside = (area.height - sentence.height(area.width, brush.face)).max(0);
    sentence.draw(brush, area.split_top(beside / 2).1);
}

/// The taught pictures that are most like it, each with how much.
fn draw_nearest(brush: &mut Brush<'_, '_>, places: &Places, taught: &Taught, why: &Why) {
    let m = brush.metrics;
    let [heading, area] = places.nearest;
    line(brush, heading, &say!("why-mine-nearest"), Style::bold(m.body, TEXT));
    let figure = Style::regular(m.small, MUTED);
    let below = figure.leading();
    let squares = places::squares(area, 3, why.nearest.len(), below, m.gap);
    for (near, place) in why.nearest.iter().zip(squares) {
        let Some(sample) = taught.sample(near.id) else { continue };
        brush.seen(place, &sample.thumbnail, sample.thumbnail.size.rect());
        brush.canvas.frame(place, (m.gap / 4).max(2), color(sample.class));
        let share = near.cosine.max(0.0);
        let words = percent((share * 100.0).round() as u32, share);
        let at = (place.x, place.bottom() + m.gap / 3);
        brush.text(at, place.width, Align::Centre, &words, figure);
    }
}

/// The detectors that speak for it most: what each looks for where that is known, otherwise where
/// it lights up; and how much it adds, against the first.
fn draw_votes(view: &View<'_>, brush: &mut Brush<'_, '_>, places: &Places, why: &Why) {
    let m = brush.metrics;
    let Some(map) = &why.map else { return };
    line(brush, places.votes[0], &say!("why-mine-votes"), Style::bold(m.body, TEXT));
    line(brush, places.touch, &say!("why-mine-touch"), m.small_style());
    let squares_at = vote_places(&why.votes, places, &m);
    let Some(first) = squares_at.first() else { return };
    let mut enlarger = Enlarger::new(map.size, first.size());
    let layer = why.votes.iter().find_map(|vote| vote.unit).map(|unit| unit.layer);
    let steps = view.scene.outline.blocks.len();
    let step = layer.map_or((steps.saturating_sub(1), steps), |layer| view.scene.step(layer));
    let colors = colormap(view.scene.appearance, step, false);
    let most = why.votes.first().map_or(1.0, |vote| vote.share).max(1e-12);
    for (vote, place) in why.votes.iter().zip(squares_at) {
        match view.pattern(vote.unit) {
            Some(picture) => squares::draw_pattern(brush, place, Some(picture)),
            None => brush.canvas.map((place.x, place.y), &vote.map, &mut enlarger, &colors),
        }
        let high = (m.gap / 3).max(3);
        let track = Rect { y: place.bottom() + m.gap / 6, height: high, ..place };
        brush.canvas.rounded(track, 1, PANEL);
        let width = (vote.share / most * track.width as f32).round() as i32;
        brush.canvas.rounded(Rect { width, ..track }, 1, LEADER);
    }
}
