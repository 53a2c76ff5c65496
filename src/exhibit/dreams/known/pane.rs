//! Draws the page, and says what of it can be touched.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::places::{Place, Places};
use super::{Chosen, KnownWanted, Rebuilt, StillKnown};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::dreams::pane::{Card, SMALLEST_TYPE, draw_card, said};
use crate::exhibit::dreams::{AGAIN, CARDS};
use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question, progress};
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::view::button::Button;
use crate::view::icon::Icon;
use crate::view::palette::{BUTTON_LINE, LEADER, MUTED, Metrics, NOTICE, TEXT, step_color};
use crate::view::wording::percent;
use crate::view::{Align, Brush, Target, What, button};

/// All that is drawn.
pub(super) struct Content<'a> {
    scene: &'a Scene<'a>,
    chosen: &'a Chosen,
    found: Option<&'a Found>,
}

impl<'a> Content<'a> {
    pub(super) fn new(chosen: &'a Chosen, scene: &'a Scene<'a>) -> Self {
        let wanted = KnownWanted { run: chosen.run };
        let found = scene.findings.of(&Question::StillKnown(wanted));
        Self { scene, chosen, found }
    }

    fn known(&self) -> Option<&'a StillKnown> {
        match &self.found?.finding {
            Finding::StillKnown(Some(known)) => Some(known),
            _ => None,
        }
    }

    /// The copies; none before the first is begun.
    fn copies(&self) -> &'a [Arc<Rebuilt>] {
        self.known().map_or(&[], |known| &known.rebuilt)
    }

    /// The copy that is large, by its place.
    fn large(&self) -> Option<usize> {
        let large = usize::from(self.chosen.large?);
        (large < self.copies().len()).then_some(large)
    }

    /// The step, from 1, and its colour.
    fn step(&self, copy: &Rebuilt) -> (usize, Color) {
        let outline = self.scene.outline;
        let block = outline.layers.get(copy.layer).map_or(0, |layer| layer.block);
        (block + 1, step_color(block, outline.blocks.len()))
    }

    fn places(&self, area: Rect, m: &Metrics) -> Places {
        Places::new(area, self.copies().len(), self.large().is_some(), m)
    }

    /// What can be touched among the pictures, each with the copy that it means.
    fn touched(&self, places: &Places) -> Vec<(Rect, usize)> {
        let large = self.large();
        let copies = places.copies.iter().enumerate();
        let copies = copies.map(|(n, place)| (place.picture, large.unwrap_or(n)));
        copies.chain(places.cards.iter().copied().zip(0..)).collect()
    }
}

fn new_picture() -> Button {
    Button::new(AGAIN, say!("known-new")).with_icon(Icon::Camera)
}

/// What can be touched.
pub(super) fn targets(content: &Content<'_>, area: Rect, m: &Metrics) -> Vec<Target> {
    let places = content.places(area, m);
    let target = |(area, copy): (Rect, usize)| {
        let action = *CARDS.get(copy)?;
        Some(Target { what: What::Button(action), area, touch: area })
    };
    let touched = content.touched(&places).into_iter().filter_map(target);
    touched.chain([new_picture().target(places.button)]).collect()
}

/// Hashes all that is drawn.
pub(super) fn stamp(content: &Content<'_>, mut hash: &mut dyn Hasher) {
    (content.chosen.run, content.chosen.large).hash(&mut hash);
    let Some(found) = content.found else { return };
    if let Finding::Nothing(why) = &found.finding {
        why.hash(&mut hash);
    }
    progress::which(found, content.scene).hash(&mut hash);
    (found.frame.sequence, content.copies().len()).hash(&mut hash);
    for copy in content.copies() {
        Arc::as_ptr(copy).addr().hash(&mut hash);
    }
}

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, content: &Content<'_>) {
    let m = brush.metrics;
    let places = content.places(area, &m);
    button::draw(brush, places.button, &new_picture(), content.scene.keyboard);
    let (Some(found), Some(known)) = (content.found, content.known()) else {
        let words = match content.found.map(|found| &found.finding) {
            Some(Finding::Nothing(why)) => why.clone(),
            _ => say!("one-moment"),
        };
        brush.paragraph(area, &words, Style::regular(m.body, NOTICE));
        return;
    };
    draw_said(brush, content, &places);
    let original = &places.original;
    let seen = brush.seen(original.picture, &known.frame.picture, known.crop);
    brush.canvas.frame(seen, 1, BUTTON_LINE);
    let lines = Lines {
        title: progress::which(found, content.scene),
        color: TEXT,
        answer: answer(content.scene, &known.answer),
        note: String::new(),
    };
    lines.draw(brush, original.caption);
    match content.large() {
        None => {
            for (copy, place) in known.rebuilt.iter().zip(&places.copies) {
                draw_copy(brush, content, copy, place);
            }
        }
        Some(large) => {
            for (copy, place) in known.rebuilt.iter().skip(large).zip(&places.copies) {
                draw_copy(brush, content, copy, place);
            }
            for (n, (copy, &place)) in known.rebuilt.iter().zip(&places.cards).enumerate() {
                let (step, color) = content.step(copy);
                let caption = say!("known-after", step = step);
                let caption = [caption.clone(), caption];
                let card = Card { is_step: false, caption, color, picture: Some(&copy.picture) };
                let pressed = brush.pressed == Some(What::Button(CARDS[n % CARDS.len()]));
                draw_card(brush, place, (&card, false), n == large, pressed);
            }
        }
    }
}

/// From this fit on, in hundredths, a step finds nearly the same in its copy.
const NEARLY: i32 = 90;

/// What is seen, where it is so, above the copies where there is room; and what a touch does.
fn draw_said(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    let last = content.copies().last().and_then(|copy| copy.look.as_ref());
    let same = last.is_some_and(|look| fit(look.error) >= NEARLY);
    let truth = same.then(|| say!("known-truth"));
    let touch = content.large().is_none().then(|| say!("known-touch"));
    let mut foot = vec![truth, touch];
    if let Some(words) = &foot[0]
        && said::draw(brush, places.above, words)
    {
        foot.remove(0);
    }
    let foot: Vec<String> = foot.into_iter().flatten().collect();
    draw_words(brush, places.words, &foot.join(" "));
}

/// One copy with what is said of it.
fn draw_copy(brush: &mut Brush<'_, '_>, content: &Content<'_>, copy: &Rebuilt, place: &Place) {
    let m = brush.metrics;
    let Picture { size, .. } = copy.picture;
    brush.seen(place.picture, &copy.picture, size.rect());
    let (step, color) = content.step(copy);
    let number = content.copies().iter().position(|other| other.layer == copy.layer);
    let action = number.and_then(|number| CARDS.get(number));
    let pressed = action.is_some_and(|&action| brush.pressed == Some(What::Button(action)));
    let (thick, frame) = if pressed { ((m.gap / 3).max(3), LEADER) } else { (2, color) };
    brush.canvas.frame(place.picture, thick, frame);
    let bar = place.picture.inset(2).split_bottom((m.gap / 2).max(4)).1;
    progress::bar(brush, bar, Progress { done: copy.steps, all: copy.of });
    brush.canvas.arrow_right(place.arrow, MUTED);
    let look = copy.look.as_ref();
    let lines = Lines {
        title: say!("known-after", step = step),
        color,
        answer: look.map_or_else(String::new, |look| answer(content.scene, &look.answer)),
        note: match look {
            None => say!("known-forming"),
            Some(look) => {
                let percent = fit(look.error);
                let full = say!("known-fits", step = step, percent = percent);
                let smallest = Style::regular(SMALLEST_TYPE, MUTED);
                if brush.face.width(&full, smallest) <= place.caption.width {
                    full
                } else {
                    say!("known-fits-short", percent = percent)
                }
            }
        },
    };
    lines.draw(brush, place.caption);
}

/// How much of the layer's values is met, in hundredths: never all while something is missing.
fn fit(error: f32) -> i32 {
    ((1.0 - error) * 100.0).floor().clamp(0.0, 100.0) as i32
}

/// "it says: Egyptian cat 38 %".
fn answer(scene: &Scene<'_>, guesses: &[Guess]) -> String {
    let Some(best) = guesses.first() else { return String::new() };
    let sure = percent((best.probability * 100.0).round() as u32, best.probability);
    say!("known-says-it", name = scene.label(best.class), percent = sure)
}

/// What is said below a picture.
struct Lines {
    title: String,
    color: Color,
    answer: String,
    note: String,
}

impl Lines {
    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect) {
        let m = brush.metrics;
        let title = Style::bold(m.body, self.color);
        let (top, rest) = area.split_top(title.leading());
        line(brush, top, &self.title, title);
        let small = m.small_style();
        // The answer may take two lines; the note stands below it.
        let style = Style::bold(m.body, TEXT);
        let lines = brush.face.wrapped(&self.answer, style, rest.width);
        if lines.len() > 2 {
            let (top, rest) = rest.split_top(style.leading());
            line(brush, top, &self.answer, style);
            return line(brush, rest, &self.note, small);
        }
        let used = brush.paragraph(rest, &self.answer, style);
        let used = if self.answer.is_empty() { 0 } else { used.max(style.leading()) };
        line(brush, rest.split_top(used).1, &self.note, small);
    }
}

/// One line, as small as it must be to be whole.
fn line(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    let style = brush.face.fitted(words, style, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, words, style);
}

/// Two lines at most, in the middle of the rows.
fn draw_words(brush: &mut Brush<'_, '_>, area: Rect, words: &str) {
    let style = Style::regular((brush.metrics.body * 1.15).round(), MUTED);
    button::words(brush, area, words, style);
}
