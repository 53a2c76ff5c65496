//! Why this and not that: where in the picture something speaks for the answer, or for a rival.
//!
//! Without a rival it is Grad-CAM of the best class, one colour. With one it is Grad-CAM of the
//! difference of the two logits, both signs; see [`crate::attribution::grad_cam`]. Pixel by pixel
//! it is the gradient: of the best logit its length over the three colours, of the difference their
//! mean, with its sign; see [`filter::evidence`].

use std::hash::{Hash, Hasher};

use crate::attribution::filter;
use crate::attribution::{Attribution, AttributionQuestion, AttributionTarget, Method};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::Color;
use crate::canvas::evidence::{self, AGAINST, FOR};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::exhibit::room::{Asked, Handled};
use crate::exhibit::scene::Scene;
use crate::exhibit::selection::Selection;
use crate::geometry::Rect;
use crate::network::backward::Rule;
use crate::taps::plan::Plan;
use crate::view::button::{self, Button};
use crate::view::palette::{BACKGROUND, FAINT, MUTED, Metrics, PANEL, TEXT};
use crate::view::sentence::Sentence;
use crate::view::{Align, Brush, Target, What, answer, pixels};

/// Shows the evidence pixel by pixel, or place by place again.
pub const BY_PIXEL: Action = Action::Room("pixel-by-pixel");

/// Of the next guesses, so many can be touched at most.
const OTHERS: usize = 3;

/// What is chosen here. The rival is what is [asked about](crate::exhibit::study::Study::pinned)
/// everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Chosen {
    by_pixel: bool,
}

impl Chosen {
    /// Where nobody has chosen anything.
    pub(super) const NOTHING: Self = Self { by_pixel: false };

    pub(super) fn apply(&mut self, open: bool, action: Action) -> Handled {
        match action {
            BY_PIXEL if open => self.by_pixel = !self.by_pixel,
            _ => return Handled::No,
        }
        Handled::Done
    }

    fn question(self, selection: &Selection) -> AttributionQuestion {
        let method = if self.by_pixel {
            Method::Backward(Rule::Gradient)
        } else {
            Method::GradCam { at: None }
        };
        let target = match rival(selection) {
            Some(against) => AttributionTarget::Contrast { class: None, against },
            None => AttributionTarget::TopClass,
        };
        AttributionQuestion { target, method }
    }
}

/// The class that the answer is held against; none where nobody has touched one.
pub(super) fn rival(selection: &Selection) -> Option<usize> {
    match selection.study.pinned {
        Some(AttributionTarget::Class(class)) => Some(class),
        _ => None,
    }
}

/// The colour of a class's name: blue for what the map speaks for, orange for its rival.
pub(super) fn color_of(class: usize, scene: &Scene<'_>) -> Color {
    match Pair::new(scene) {
        Some(Pair { rival: Some(rival), .. }) if rival == class => AGAINST,
        Some(pair) if pair.class == class => FOR,
        _ => TEXT,
    }
}

/// The two classes that the map is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Pair {
    /// The best, or where that is the rival, the next.
    class: usize,
    /// What it is held against.
    rival: Option<usize>,
    /// The best.
    best: usize,
}

impl Pair {
    fn new(scene: &Scene<'_>) -> Option<Self> {
        let rival = rival(scene.selection);
        let top = &scene.snapshot?.top;
        let class = top.iter().map(|guess| guess.class).find(|&class| Some(class) != rival)?;
        Some(Self { class, rival, best: top.first()?.class })
    }
}

/// What each pass must find out for it.
pub(super) fn plan(chosen: Chosen, asked: Asked<'_>, plan: &mut Plan) {
    let question = chosen.question(asked.selection);
    if !plan.questions.contains(&question) {
        plan.questions.push(question);
    }
}

/// The answer, or why there is none.
fn found<'a>(chosen: Chosen, scene: &Scene<'a>) -> Result<&'a Attribution, String> {
    let question = chosen.question(scene.selection);
    let Some(snapshot) = scene.snapshot else { return Err(say!("one-moment")) };
    if snapshot.nothing_to_see {
        return Err(answer::why_nothing(snapshot));
    }
    let explained = snapshot.explained.iter().find(|explained| explained.question == question);
    match explained.map(|explained| &explained.answer) {
        None => Err(say!("one-moment")),
        Some(Err(why)) => Err(why.clone()),
        Some(Ok(answer)) => match answer.blank {
            Some(why) => Err(why.to_string()),
            None => Ok(answer),
        },
    }
}

/// Where everything lies.
struct Places {
    title: Rect,
    /// The picture.
    square: Rect,
    /// The colours below it, and what they mean.
    bar: Rect,
    /// Above the names.
    others: Rect,
    buttons: Vec<(Rect, Button)>,
}

impl Places {
    fn new(
        area: Rect,
        (chosen, rubbed): (Chosen, bool),
        scene: &Scene<'_>,
        m: &Metrics,
        face: &Typeface,
    ) -> Self {
        let title = title(scene, rubbed, m);
        let (title, rest) = area.split_top(title.height(area.width, face) + m.gap / 3);
        let small = m.small_style();
        let bar = m.gap + small.leading();
        let narrow = (m.body * 7.0) as i32;
        let wide = (m.body * 10.0) as i32;
        let side = (rest.height - bar).min(area.width - m.gap - narrow).max(0);
        let square = Rect { width: side, height: side, ..rest };
        let bar = Rect { y: square.bottom() + m.gap / 2, height: bar - m.gap / 2, ..square };
        let x = square.right() + m.gap;
        let column = Rect { x, width: (area.right() - x).clamp(0, wide), ..rest };
        let (others, below) = column.split_top(small.leading() + m.gap / 4);
        let pitch = button::height(m) + m.gap / 2;
        let room = ((below.height + m.gap / 2) / pitch).max(0) as usize;
        // Names come first, then any other, then the pixels.
        let buttons = buttons(chosen, scene, room);
        let place =
            |n: usize| Rect { y: below.y + n as i32 * pitch, height: button::height(m), ..below };
        let buttons = buttons.into_iter().enumerate().map(|(n, one)| (place(n), one)).collect();
        Self { title, square, bar, others, buttons }
    }
}

/// As many as there is room for.
fn buttons(chosen: Chosen, scene: &Scene<'_>, room: usize) -> Vec<Button> {
    let names = others(scene, room.saturating_sub(2).clamp(1, OTHERS));
    let name = |class: usize| Button::new(Action::PickClass(class), scene.label(class).to_owned());
    let any = Button::new(Action::AnyOther, say!("contrast-any"));
    let any = any.lit(rival(scene.selection).is_none());
    let by_pixel = Button::new(BY_PIXEL, say!("contrast-by-pixel")).lit(chosen.by_pixel);
    names.into_iter().map(name).chain([any, by_pixel]).take(room).collect()
}

/// The next guesses, without those that it sees as well where several may be meant at once, and
/// always the rival.
fn others(scene: &Scene<'_>, most: usize) -> Vec<usize> {
    let Some(Pair { class, rival, .. }) = Pair::new(scene) else { return Vec::new() };
    let shares = scene.snapshot.map_or(&[][..], |snapshot| &snapshot.probabilities);
    let is_seen = |other: usize| {
        shares.get(other).is_some_and(|&share| answer::is_seen(scene.outline.answers, share))
    };
    let places = scene.places().into_iter().filter(|&other| other != class && !is_seen(other));
    let mut others: Vec<usize> = places.take(most).collect();
    if let Some(rival) = rival.filter(|rival| !others.contains(rival)) {
        others.truncate(most.saturating_sub(1));
        others.insert(0, rival);
    }
    others
}

fn title<'a>(scene: &Scene<'a>, rubbed: bool, m: &Metrics) -> Sentence<'a> {
    let style = Style::bold((m.body * 1.15).round(), TEXT);
    let Some(Pair { class, rival, best }) = Pair::new(scene) else {
        return Sentence { words: String::new(), names: Vec::new(), style, lines: 1 };
    };
    // The best comes first, also where it has become the rival.
    let other = if rival == Some(best) { Some(class) } else { rival };
    let (name, other) = (scene.label(best), other.map(|other| scene.label(other)));
    let words = match (other, rubbed) {
        (None, false) => say!("contrast-why", class = name),
        (None, true) => say!("contrast-why-before", class = name),
        (Some(other), false) => say!("contrast-why-not", class = name, rival = other),
        (Some(other), true) => say!("contrast-why-not-before", class = name, rival = other),
    };
    let rival = rival.map(|rival| (scene.label(rival), AGAINST));
    let names = [(scene.label(class), FOR)].into_iter().chain(rival).collect();
    Sentence { words, names, style, lines: 2 }
}

/// The names, any other, and how closely.
pub(super) fn targets(
    area: Rect,
    shown: (Chosen, bool),
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let places = Places::new(area, shown, scene, m, face);
    places.buttons.into_iter().map(|(place, button)| button.target(place)).collect()
}

/// Hashes all that [`draw`] shows.
pub(super) fn stamp(
    (chosen, rubbed): (Chosen, bool),
    scene: &Scene<'_>,
    mut hash: &mut dyn Hasher,
) {
    let snapshot = scene.snapshot.map(|seen| (seen.frame.sequence, seen.request, seen.finished));
    (chosen, rubbed, snapshot, scene.places(), rival(scene.selection)).hash(&mut hash);
    scene.pressed.hash(&mut hash);
}

/// Draws the question, the picture with what speaks for which, and the names to touch. `shown` is
/// what is chosen, and whether something is rubbed out of the picture that the answer is about.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    shown: (Chosen, bool),
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let places = Places::new(area, shown, scene, &m, brush.face);
    title(scene, shown.1, &m).draw(brush, places.title);
    match found(shown.0, scene) {
        Ok(answer) => {
            map(brush, places.square, answer, scene);
            key(brush, places.bar, shown.0, scene);
        }
        Err(why) => {
            brush.canvas.rounded(places.square, 4, PANEL);
            pixels::words(brush, places.square, &why, MUTED);
        }
    }
    if places.buttons.is_empty() {
        return;
    }
    let (words, style) = (say!("contrast-others"), Style::regular(m.small, MUTED));
    brush.text((places.others.x, places.others.y), places.others.width, Align::Left, &words, style);
    for (place, button) in &places.buttons {
        if is_rival(button, scene) && brush.pressed != Some(What::Button(button.action)) {
            brush.canvas.rounded(*place, m.gap * 2 / 3, AGAINST);
            let inner = place.inset_by(m.gap * 3 / 4, 2);
            button::words(brush, inner, &button.label, Style::bold(m.body, BACKGROUND));
        } else {
            button::draw(brush, *place, button, scene.keyboard);
        }
    }
}

fn is_rival(button: &Button, scene: &Scene<'_>) -> bool {
    rival(scene.selection).is_some_and(|rival| button.action == Action::PickClass(rival))
}

/// The picture, dark but for what counts.
fn map(brush: &mut Brush<'_, '_>, square: Rect, answer: &Attribution, scene: &Scene<'_>) {
    let Some(snapshot) = scene.snapshot.filter(|_| !square.is_empty()) else { return };
    let square = brush.seen(square, &snapshot.frame.picture, snapshot.crop);
    let mut enlarger = Enlarger::new(answer.size, square.size());
    let map = filter::evidence(answer);
    evidence::draw(&mut brush.canvas.clip(square), (square.x, square.y), &map, &mut enlarger);
}

/// The colours in a row, and below them what they mean.
fn key(brush: &mut Brush<'_, '_>, area: Rect, chosen: Chosen, scene: &Scene<'_>) {
    let Some(Pair { class, rival, .. }) = Pair::new(scene) else { return };
    let m = brush.metrics;
    let bar = Rect { height: (m.gap * 2 / 3).max(4), ..area };
    // The answer's side is at the left.
    let (first, last) = (255.0, if rival.is_some() { 1.0 } else { 128.0 });
    for x in 0..bar.width {
        let byte = first + (last - first) * x as f32 / (bar.width - 1).max(1) as f32;
        let column = Rect { x: bar.x + x, width: 1, ..bar };
        brush.canvas.fill(column, evidence::color(byte as u8));
    }
    let names =
        |id: fn(&str) -> String| [Some(class), rival].map(|one| one.map(|c| id(scene.label(c))));
    let words = match (rival, chosen.by_pixel) {
        (None, false) => [Some(say!("contrast-most")), Some(say!("contrast-nothing"))],
        (None, true) => [Some(say!("contrast-changes-most")), Some(say!("contrast-nothing"))],
        (Some(_), false) => names(|name| say!("contrast-for", class = name)),
        (Some(_), true) => names(|name| say!("contrast-lighter", class = name)),
    };
    let colors = [FOR, if rival.is_some() { AGAINST } else { FAINT }];
    let y = bar.bottom() + m.gap / 4;
    let words = words.map(Option::unwrap_or_default);
    // What the shorter one leaves is the longer one's.
    let least = |words: &str| brush.face.width(words, Style::bold(11.0, TEXT));
    let [left, right] = [least(&words[0]), least(&words[1])];
    let half = (area.width - m.gap) / 2;
    let right = if left > half { right.min(half) } else { area.width - m.gap - left };
    let left = area.width - m.gap - right;
    let usual = Style::bold(m.small, TEXT);
    let fitted = |words: &str, room: i32| brush.face.fitted(words, usual, room, 11.0).size;
    // Both of one size.
    let size = fitted(&words[0], left).min(fitted(&words[1], right));
    let ends = [(area.x, left, Align::Left), (area.right() - right, right, Align::Right)];
    for ((words, color), (x, room, align)) in words.into_iter().zip(colors).zip(ends) {
        let style = Style::bold(size, color);
        let words = brush.face.shortened(&words, style, room);
        brush.text((x, y), room, align, &words, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pinned: Option<AttributionTarget>, by_pixel: bool) -> AttributionQuestion {
        let mut selection = Selection::default();
        selection.study.pinned = pinned;
        Chosen { by_pixel }.question(&selection)
    }

    #[test]
    fn a_name_that_was_touched_is_the_rival_of_the_best() {
        let grad_cam = Method::GradCam { at: None };
        let plain = asked(None, false);
        assert_eq!((plain.target, plain.method), (AttributionTarget::TopClass, grad_cam));
        let contrast = asked(Some(AttributionTarget::Class(7)), true);
        let wanted = AttributionTarget::Contrast { class: None, against: 7 };
        assert_eq!(contrast.target, wanted);
        assert_eq!(contrast.method, Method::Backward(Rule::Gradient));
    }

    #[test]
    fn the_pixels_key_means_something_only_in_the_room() {
        let mut chosen = Chosen::default();
        assert_eq!(chosen.apply(false, BY_PIXEL), Handled::No);
        assert_eq!((chosen.apply(true, BY_PIXEL), chosen.by_pixel), (Handled::Done, true));
    }
}
