//! What calls whoever comes by: the picture, large, the same at six depths, and the answer.
//!
//! Nothing but the pictures and the answer moves.

mod places;
mod still_there;

use super::button::{self, Button, Tone};
use super::colormaps::colormap;
use super::facts::Facts;
use super::icon::Icon;
use super::invitation::{things_to_hold_up, what_it_knows};
use super::palette::{BACKGROUND, FAINT, GUESS, LEADER, Metrics, NOTICE, TEXT, step_color};
use super::sureness::Sureness;
use super::wording::percent;
use super::{Align, Brush, Target};
use crate::canvas::blit::Enlarger;
use crate::canvas::color::{Color, mix};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::{Style, Typeface};
use crate::control::depths::{COUNT, MAPS_ALONE};
use crate::geometry::{Rect, Size};
use crate::taps::plan::Unit;
use crate::taps::reading::UnitReading;
use places::{Places, Sayings};

pub use still_there::ask_still_there;

/// How dark the picture is where a detector found nothing, of 255 …
const DARK: f32 = 205.0;

/// … and how much of its colour lies over the picture where it found most.
const TINT: f32 = 76.0;

/// Squares that are smaller show nothing.
const SMALLEST: i32 = 12;

/// The least that words are shrunk to, to fit into their line.
const SMALLEST_TYPE: f32 = 11.0;

/// Draws it. `units` are those to show, at most six, earliest step first.
/// Below "touch to begin" stand `choices`, two at most: other ways to begin.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    facts: &Facts<'_>,
    units: &[Unit],
    choices: &[Button],
) {
    let m = brush.metrics;
    let (sayings, places) = arranged(area, facts, choices, &m, brush.face);
    draw_headings(brush, &places, &heading(facts), &sayings.finds);
    draw_picture(brush, places.picture, facts);
    let middle = places.squares[0];
    places.arrow_to_first(brush, middle);
    for (depth, square) in places.squares.into_iter().enumerate() {
        draw_depth(brush, square, facts, (depth, units.get(depth).copied()));
    }
    draw_arrows(brush, &places, facts, units);
    let style = places::hello_style(&m);
    line(brush, places.hello, &sayings.hello, style, Align::Left);
    if let Some(things) = &sayings.things {
        line(brush, places.things, things, places::things_style(&m), Align::Left);
    }
    draw_answer(brush, places.answer, facts);
    draw_touch(brush, places.touch, &sayings.touch);
    for (choice, &place) in choices.iter().zip(&places.choices) {
        draw_choice(brush, place, choice);
    }
    draw_promise(brush, places.promise, &sayings);
    if let Some(knows) = sayings.knows.as_ref().filter(|_| !places.knows.is_empty()) {
        brush.paragraph(places.knows, knows, places::knows_style(&m));
    }
}

/// What can be touched of it besides the whole screen: the choices.
pub fn targets(
    area: Rect,
    facts: &Facts<'_>,
    choices: &[Button],
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let (_, places) = arranged(area, facts, choices, m, face);
    choices.iter().zip(&places.choices).map(|(choice, &place)| choice.target(place)).collect()
}

/// What it says, and where everything lies.
fn arranged(
    area: Rect,
    facts: &Facts<'_>,
    choices: &[Button],
    m: &Metrics,
    face: &Typeface,
) -> (Sayings, Places) {
    let sayings = Sayings { choices: choices.len(), ..Sayings::new(facts) };
    let shape = facts.snapshot.map_or(Size::new(4, 3), |snapshot| snapshot.frame.picture.size);
    let places = Places::new(area, shape, &sayings, m, face);
    (sayings, places)
}

/// A button whose words are as large as they fit.
fn draw_choice(brush: &mut Brush<'_, '_>, area: Rect, choice: &Button) {
    let m = brush.metrics;
    let pressed = brush.pressed == Some(choice.what());
    button::ground(brush, area, Tone::On, pressed);
    let inner = area.inset_by(m.gap / 2, 2);
    let size = (m.body * 1.2).round();
    let style = brush.face.fitted(&choice.label, Style::bold(size, TEXT), inner.width, m.body);
    let lines = brush.face.wrapped(&choice.label, style, inner.width);
    if let [label] = &lines[..] {
        line(brush, inner, label, style, Align::Centre);
    } else {
        button::words(brush, inner, &choice.label, style);
    }
}

/// What is what, both in one size.
fn draw_headings(brush: &mut Brush<'_, '_>, places: &Places, heading: &str, title: &str) {
    let style = brush.metrics.heading_style();
    let size =
        |words: &str, area: Rect| brush.face.fitted(words, style, area.width, SMALLEST_TYPE).size;
    let size = size(heading, places.heading).min(size(title, places.title));
    let style = Style { size, ..style };
    line(brush, places.heading, heading, style, Align::Left);
    line(brush, places.title, title, style, Align::Left);
}

/// A line of words as large as it fits.
fn line(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style, align: Align) {
    let style = brush.face.fitted(words, style, area.width, SMALLEST_TYPE);
    let y = area.y + (area.height - style.cap_height()) / 2;
    brush.text((area.x, y), area.width, align, words, style);
}

/// What the picture is; or what is wrong with it.
fn heading(facts: &Facts<'_>) -> String {
    let status = facts.status;
    if let Some(trouble) = &status.trouble {
        return trouble.words.clone();
    }
    match (status.camera, status.moves) {
        (true, true) => say!("attract-you"),
        (true, false) => say!("attract-camera"),
        (false, _) if is_photo(facts) => say!("attract-photo"),
        (false, _) => say!("attract-film"),
    }
}

/// True where the file that is shown is no film: the reel's pictures are photos too.
fn is_photo(facts: &Facts<'_>) -> bool {
    let status = facts.status;
    status.still || status.shaken || status.source == "reel"
}

/// The picture itself: as much of it as its place shows around what the network sees.
fn draw_picture(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let Some(snapshot) = facts.snapshot.filter(|_| area.width >= SMALLEST) else { return };
    let (picture, crop) = (&snapshot.frame.picture, snapshot.crop);
    // As high as the square that the network sees, and as wide as its place is then.
    let width = (crop.height * area.width / area.height.max(1)).min(picture.size.width).max(1);
    let x = crop.x + (crop.width - width) / 2;
    let x = x.min(picture.size.width - width).max(0);
    let seen = Rect { x, width, ..crop };
    brush.picture(area, picture, seen);
    if facts.is_over() {
        brush.canvas.shade(area, BACKGROUND, super::ENDED_SHADE);
    }
}

/// One depth: what its detector found, and what detectors there look for.
fn draw_depth(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    facts: &Facts<'_>,
    (depth, unit): (usize, Option<Unit>),
) {
    let Some(snapshot) = facts.snapshot.filter(|_| square.width >= SMALLEST) else { return };
    let alone = depth < MAPS_ALONE;
    let square = brush.seen(square, &snapshot.frame.picture, snapshot.crop);
    let color = unit.map_or(FAINT, |unit| color_of(facts, unit));
    if let Some(unit) = unit {
        let sharp = snapshot.units.iter().find(|reading| reading.unit == unit);
        // Until it has been read sharply, the wall's small map stands in.
        let small = || small_reading(facts, unit);
        match sharp.cloned().or_else(small) {
            Some(reading) => draw_map(brush, square, facts, &reading, alone),
            None => brush.canvas.shade(square, 0, DARK as u8),
        }
    }
    badge(brush, square, &word_of(depth), color);
    if facts.is_over() {
        brush.canvas.shade(square, BACKGROUND, super::ENDED_SHADE);
    }
}

/// The unit's map as the wall has it.
fn small_reading(facts: &Facts<'_>, unit: Unit) -> Option<UnitReading> {
    let maps = &facts.snapshot?.maps;
    let reading = maps.reading(unit.layer).filter(|reading| unit.channel < reading.channels)?;
    let zero = if reading.signed { 128.0 } else { 0.0 };
    let map = maps.map(reading, unit.channel).iter().map(|&byte| f32::from(byte) - zero);
    let map: Vec<f32> = map.collect();
    let scale = if reading.signed { 127.0 } else { 255.0 };
    Some(UnitReading::new(unit, reading.tile, &map, Some(scale), reading.signed))
}

/// A map on a scale of its own: by itself, or glowing over the dark picture.
fn draw_map(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    facts: &Facts<'_>,
    reading: &UnitReading,
    alone: bool,
) {
    let appearance = facts.appearance;
    let mut enlarger = Enlarger::new(reading.size, square.size());
    let (at, map) = ((square.x, square.y), reading.shown(true));
    if alone {
        let colors = colormap(appearance, facts.step(reading.unit.layer), reading.signed);
        brush.canvas.map(at, &map, &mut enlarger, &colors);
        return;
    }
    // Where it found something, the picture comes out of the dark, in its colour; softly, since
    // such a map has a few values alone.
    let zero = if reading.signed { 128.0 } else { 0.0 };
    let strength: [f32; 256] = std::array::from_fn(|byte| {
        let value = ((byte as f32 - zero) / (255.0 - zero)).max(0.0);
        value * value * (3.0 - 2.0 * value)
    });
    let opacity = strength.map(|strength| (DARK - (DARK - TINT) * strength) as u8);
    let colors = Colormap::lit(color_of(facts, reading.unit), &strength);
    brush.canvas.glow(at, &map, &mut enlarger, &colors, &opacity);
}

fn color_of(facts: &Facts<'_>, unit: Unit) -> Color {
    let (step, steps) = facts.step(unit.layer);
    step_color(step, steps)
}

fn word_of(depth: usize) -> String {
    match depth {
        0 => say!("depth-edges"),
        1 => say!("depth-outlines"),
        2 => say!("depth-textures"),
        3 => say!("depth-shapes"),
        4 => say!("depth-parts"),
        _ => say!("depth-things"),
    }
}

/// A word in the corner of a square, where faces seldom are.
fn badge(brush: &mut Brush<'_, '_>, square: Rect, word: &str, color: Color) {
    let m = brush.metrics;
    let style = Style::bold((m.body * 1.1).round(), color);
    let style = brush.face.fitted(word, style, square.width - 2 * m.gap, SMALLEST_TYPE);
    let (width, height) = (brush.face.width(word, style) + m.gap, style.cap_height() * 2);
    let edge = (m.gap / 2).min(square.width / 12);
    let area = Rect::new(square.x + edge, square.bottom() - edge - height, width, height);
    if area.right() > square.right() {
        return;
    }
    brush.canvas.rounded(area, m.gap / 3, BACKGROUND);
    line(brush, area, word, style, Align::Centre);
}

/// From each square to the next, in the colour of the one it comes from.
fn draw_arrows(brush: &mut Brush<'_, '_>, places: &Places, facts: &Facts<'_>, units: &[Unit]) {
    let thick = (brush.metrics.gap / 4).max(2);
    for depth in 0..COUNT - 1 {
        let color = units.get(depth).map_or(FAINT, |&unit| color_of(facts, unit));
        let [from, to] = [places.squares[depth], places.squares[depth + 1]];
        if to.x > from.x {
            places::arrow_right(brush, from, to, color);
            continue;
        }
        // From the end of a row to the beginning of the next.
        let middle = i32::midpoint(from.bottom(), to.y);
        let (start, end) = (from.x + from.width / 2, to.x + to.width / 2);
        let (top, head) = (from.bottom() + 2, (to.y - middle - thick).max(0));
        let canvas = &mut *brush.canvas;
        canvas.fill(Rect::new(start, top, thick, middle - top), color);
        canvas.fill(Rect::new(end, middle - thick, start + thick - end, thick), color);
        let wide = 3 * head / 2;
        canvas.triangle_down(Rect::new(end + (thick - wide) / 2, middle, wide, head), color);
    }
}

/// What it thinks of the picture now, in words that say how sure it is.
fn draw_answer(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let m = brush.metrics;
    let large = places::answer_style(&m);
    let (words, style) = match (facts.snapshot, facts.history.newest()) {
        (Some(snapshot), _) if snapshot.top.is_empty() => {
            (say!("attract-no-answer"), Style { color: NOTICE, ..large })
        }
        (None, _) | (_, None) => (say!("attract-nothing-yet"), Style { color: FAINT, ..large }),
        _ if facts.outline.untrained => {
            (say!("attract-untrained"), Style { color: NOTICE, ..large })
        }
        (Some(_), Some(answer)) if answer.nothing => {
            (say!("nothing-to-see"), Style { color: GUESS, ..large })
        }
        (Some(_), Some(answer)) => {
            let share = answer.best.probability;
            answer_words(facts.label(answer.best.class), share, &m)
        }
    };
    let style = brush.face.fitted(&words, style, area.width, m.body);
    // Its words stand on one line, however large they are.
    let y = area.bottom() - (large.leading() - large.cap_height()) / 2 - style.cap_height();
    brush.text((area.x, y), area.width, Align::Left, &words, style);
}

/// As on the wall, in one line.
fn answer_words(label: &str, share: f32, m: &Metrics) -> (String, Style) {
    let sureness = Sureness::of(share);
    let (says, name) = (sureness.introduction(label), sureness.name(label));
    let figure = percent((share * 100.0).round() as u32, share);
    let words = match sureness {
        Sureness::Guess => say!("attract-guess", says = says, name = name),
        _ => say!("attract-answer", says = says, name = name, share = figure),
    };
    (words, sureness.style(places::answer_style(m).size, sureness.color()))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Looks like what can be touched; the whole screen can.
fn draw_touch(brush: &mut Brush<'_, '_>, area: Rect, words: &str) {
    let m = brush.metrics;
    brush.canvas.rounded(area, m.gap * 2 / 3, LEADER);
    let size = (area.height as f32 * 0.5).round().min(m.headline);
    let style = Style::bold(size, BACKGROUND);
    let inner = area.inset_by(m.gap, 0);
    let icon = (area.height * 3 / 5).min(inner.width / 4);
    let room = inner.width - icon - m.gap;
    let style = brush.face.fitted(words, style, room, SMALLEST_TYPE);
    let all = icon + m.gap / 2 + brush.face.width(words, style);
    let x = inner.x + (inner.width - all).max(0) / 2;
    let place = Rect::new(x, area.y + (area.height - icon) / 2, icon, icon);
    Icon::Finger.draw(brush, place, BACKGROUND);
    let words_at = Rect { x: place.right() + m.gap / 2, width: room, ..area };
    line(brush, words_at, words, style, Align::Left);
}

fn draw_promise(brush: &mut Brush<'_, '_>, area: Rect, sayings: &Sayings) {
    if area.is_empty() {
        return;
    }
    let m = brush.metrics;
    brush.canvas.rounded(area, m.gap * 2 / 3, mix(BACKGROUND, LEADER, 130));
    brush.canvas.rounded(area.inset(1), m.gap * 2 / 3, mix(BACKGROUND, LEADER, 12));
    let inner = area.inset(m.gap);
    let (lock, words) = inner.split_left(places::lock_side(&m));
    Icon::Lock.draw(brush, lock, LEADER);
    let words = words.split_left(m.gap).1;
    let used = brush.paragraph(words, &sayings.promise, places::promise_style(&m));
    let below = words.split_top(used).1;
    brush.paragraph(below, &sayings.forgets, places::forgets_style(&m));
}

impl Sayings {
    fn new(facts: &Facts<'_>) -> Self {
        let status = facts.status;
        let outline = facts.outline;
        let things = things_to_hold_up(outline).filter(|_| status.camera);
        Self {
            finds: if status.camera && status.moves && status.trouble.is_none() {
                say!("attract-finds-in-you")
            } else {
                say!("attract-finds")
            },
            hello: if status.camera { say!("attract-hello") } else { say!("attract-hello-photo") },
            things: things.map(|things| say!("attract-things", things = capital(&things))),
            touch: say!("attract-begin"),
            choices: 0,
            knows: what_it_knows(outline),
            promise: say!("attract-promise"),
            forgets: say!("attract-promise-forgets"),
        }
    }
}
