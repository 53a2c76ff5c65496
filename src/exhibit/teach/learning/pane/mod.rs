//! Draws the lesson: the picture and its answer, how well it does, and what can be turned.

mod answer;
mod places;
mod plot;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::knobs::Which;
use super::{AGAIN, Chosen, PLAY, Page, STEP, Shown};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::teach::page::Memory;
use crate::exhibit::teach::taught::{Taught, Warning};
use crate::exhibit::teach::{self, untaught};
use crate::exhibit::{Finding, Question};
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::controls::{self, Control, Slider};
use crate::view::icon::Icon;
use crate::view::palette::{Metrics, NOTICE, TEXT};
use crate::view::target::Knob;
use crate::view::{Brush, Target};
use places::Places;

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

    fn chosen(&self) -> &'a Chosen {
        &self.all.learning
    }

    /// True where there is something to learn.
    fn can_learn(&self) -> bool {
        self.taught.is_some_and(|taught| taught.count() > 1)
    }

    /// Why nothing is learned, where that is so.
    fn why_nothing(&self) -> Option<&'a str> {
        let is_ours = |found: &&Found| matches!(found.question, Question::TrainHead { .. });
        match &self.scene.findings.iter().find(is_ours)?.finding {
            Finding::Nothing(why) => Some(why),
            _ => None,
        }
    }

    /// Play or rest, one step, from the beginning.
    fn buttons(&self) -> [Button; 3] {
        let plays = self.chosen().rests_at.is_none();
        let play = if self.scene.frozen {
            // Without pictures there are no steps.
            Button::new(Action::Freeze, say!("button-go-on")).with_icon(Icon::Play).lit(true)
        } else if plays {
            Button::new(PLAY, say!("learning-rest")).with_icon(Icon::Pause)
        } else {
            Button::new(PLAY, say!("learning-play")).with_icon(Icon::Play).lit(true)
        };
        let step = Button::new(STEP, say!("learning-step")).with_icon(Icon::Right);
        let again = Button::new(AGAIN, say!("learning-again")).with_icon(Icon::Turn);
        [play, step, again]
    }

    /// The knobs, each with its field's word where there is room for it.
    fn knobs(&self, width: i32, m: &Metrics, face: &Typeface) -> Vec<Control> {
        let knobs = self.chosen().knobs;
        let slider = |which: Which| {
            let [less, more] = which.actions();
            let (at, positions) = (which.of(knobs), which.positions());
            let ([plain, field], value) = (which.label(), which.value(knobs));
            let both = say!("learning-knob", plain = plain.as_str(), field = field);
            let style = Style::bold(m.small, TEXT);
            let room = width - face.width(&value, style) - m.gap;
            let label = if face.width(&both, style) <= room { both } else { plain };
            Control::Slider(Slider { knob: Knob { less, more, at, positions }, label, value })
        };
        Which::ALL.into_iter().map(slider).collect()
    }

    fn warnings(&self) -> Vec<String> {
        let said = |warning: &Warning| match *warning {
            Warning::Unequal(more, less) => {
                let [more, less] = [more, less].map(|class| self.all.name(usize::from(class)));
                say!("show-unequal", more = more, less = less)
            }
            Warning::OneBackground => say!("show-background"),
        };
        self.taught.map_or_else(Vec::new, |taught| taught.warnings.iter().map(said).collect())
    }
}

pub(super) fn targets(view: &View<'_>, area: Rect, m: &Metrics, face: &Typeface) -> Vec<Target> {
    if !view.can_learn() {
        return vec![untaught::target(area, m)];
    }
    let places = Places::new(area, m);
    let buttons = view.buttons();
    let mut targets: Vec<Target> =
        buttons.iter().zip(places.buttons).map(|(button, place)| button.target(place)).collect();
    for (knob, place) in view.knobs(places.knobs[0].width, m, face).iter().zip(places.knobs) {
        targets.extend(controls::targets(place, std::slice::from_ref(knob), m));
    }
    targets
}

pub(super) fn stamp(view: &View<'_>, mut hash: &mut dyn Hasher) {
    view.taught.map(|taught| (taught.count(), &taught.warnings)).hash(&mut hash);
    view.why_nothing().hash(&mut hash);
    for class in 0..teach::taught::CLASSES {
        view.all.name(class).hash(&mut hash);
    }
    let Some(Shown { learning, frame, .. }) = &view.shown else { return };
    (Arc::as_ptr(learning), learning.steps, frame.sequence).hash(&mut hash);
}

pub(super) fn draw(view: &View<'_>, brush: &mut Brush<'_, '_>, area: Rect) {
    let m = brush.metrics;
    let keyboard = view.scene.keyboard;
    if !view.can_learn() {
        untaught::draw(brush, area, keyboard);
        return;
    }
    let places = Places::new(area, &m);
    answer::draw(view, brush, &places);
    plot::draw(view, brush, &places);
    for (button, place) in view.buttons().iter().zip(places.buttons) {
        button::draw(brush, place, button, keyboard);
    }
    let knobs = view.knobs(places.knobs[0].width, &m, brush.face);
    for ((knob, place), which) in knobs.iter().zip(places.knobs).zip(Which::ALL) {
        if which == view.chosen().which {
            // Here the arrows turn.
            mark(brush, place);
        }
        controls::draw(brush, place, std::slice::from_ref(knob), keyboard);
    }
    let mut below = places.warnings;
    for warning in view.warnings() {
        let used = fitting(brush, below, &warning);
        below = below.split_top(used + m.gap / 2).1;
    }
}

/// A bar beside the knob that the arrows turn.
fn mark(brush: &mut Brush<'_, '_>, place: Rect) {
    let m = brush.metrics;
    let width = (m.gap / 4).max(2);
    let bar = Rect { x: place.x - m.gap / 2 - width, width, ..place }.inset_by(0, m.gap / 2);
    brush.canvas.rounded(bar, width / 2, TEXT);
}

/// A warning, as small as it must be to be whole; nothing where there is no room at all. Returns
/// the rows that it took.
fn fitting(brush: &mut Brush<'_, '_>, area: Rect, words: &str) -> i32 {
    let mut style = Style::regular(brush.metrics.small, NOTICE);
    let rows =
        |style: Style| brush.face.wrapped(words, style, area.width).len() as i32 * style.leading();
    while rows(style) > area.height && style.size > 11.0 {
        style = style.sized((style.size - 0.5).max(11.0));
    }
    if rows(style) > area.height {
        return 0;
    }
    brush.paragraph(area, words, style)
}
