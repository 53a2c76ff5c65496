//! Draws the other detectors of the step in a strip of squares, and the steps: what leads
//! elsewhere.

use super::lines::line;
use super::{Page, Places};
use crate::canvas::text::Style;
use crate::control::action::{Action, Direction};
use crate::control::moving::ROW;
use crate::geometry::Rect;
use crate::taps::plan::Unit;
use crate::view::button::{self, Button};
use crate::view::colormaps::colormap;
use crate::view::icon::Icon;
use crate::view::inside::steps::draw_one as draw_step;
use crate::view::palette::{FAINT, TEXT, step_color};
use crate::view::squares::{self, SquareStyle, Squares};
use crate::view::{Align, Brush, Target, What};

/// The other detectors that are shown: the channels on the page, and how many there are.
fn shown(page: &Page<'_>) -> (Vec<usize>, usize) {
    let snapshot = page.scene.snapshot;
    let reading = snapshot.and_then(|snapshot| snapshot.maps.reading(page.unit.layer));
    let Some(reading) = reading.filter(|reading| reading.detail.is_some()) else {
        return (Vec::new(), 0);
    };
    let first = first(page, reading.shown.len());
    let here = reading.shown.iter().skip(first).take(ROW);
    (here.map(|&channel| channel.into()).collect(), reading.shown.len())
}

/// The place of the first square.
fn first(page: &Page<'_>, count: usize) -> usize {
    let last = count.saturating_sub(1) / ROW;
    page.scene.selection.page.min(last) * ROW
}

/// Back and on: among the squares in pages, among classes one by one.
fn turns(page: &Page<'_>) -> [Button; 2] {
    let actions = if page.class.is_some() {
        [Action::Move(Direction::Left), Action::Move(Direction::Right)]
    } else {
        [Action::PreviousPage, Action::NextPage]
    };
    let [back, on] = actions.map(|action| Button::new(action, String::new()));
    [back.with_icon(Icon::Left), on.with_icon(Icon::Right)]
}

/// Leads to the word that it thinks of now.
fn to_words(page: &Page<'_>) -> Button {
    Button::new(Action::PickBest, say!("likes-words")).lit(page.class.is_some())
}

/// The classes that are guessed now, each where its name stands.
fn guesses(page: &Page<'_>, places: &Places) -> Vec<(usize, Rect)> {
    let area = Rect { y: places.turn[0].y, height: places.turn[0].height, ..places.squares.area };
    let top = page.scene.snapshot.map_or(&[][..], |snapshot| &snapshot.top);
    let row = button::row(area, brush_gap(area), top.len().max(1));
    top.iter().map(|guess| guess.class).zip(row).collect()
}

fn brush_gap(area: Rect) -> i32 {
    (area.height / 8).max(3)
}

pub(super) fn targets(page: &Page<'_>, places: &Places) -> Vec<Target> {
    let turns = turns(page).into_iter().zip(places.turn);
    let mut targets: Vec<Target> = turns.map(|(button, place)| button.target(place)).collect();
    let steps = places.steps.iter().zip(&page.scene.outline.blocks);
    targets.extend(steps.map(|(&area, block)| Target {
        what: What::Step(block.shown),
        area,
        touch: area,
    }));
    targets.push(to_words(page).target(places.to_words));
    if page.class.is_some() {
        let guess = |(class, area)| Target { what: What::Class(class), area, touch: area };
        targets.extend(guesses(page, places).into_iter().map(guess));
        return targets;
    }
    let layer = page.unit.layer;
    targets.extend(shown(page).0.into_iter().enumerate().map(|(n, channel)| Target {
        what: What::Square(Unit { layer, channel }),
        area: places.squares.tile(n),
        touch: places.squares.touch(n),
    }));
    targets
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, places: &Places, page: &Page<'_>) {
    let m = brush.metrics;
    let scene = page.scene;
    let (channels, count) = shown(page);
    let title = if page.class.is_some() {
        say!("likes-guesses")
    } else {
        say!("likes-others", step = page.step.0 + 1)
    };
    let style = Style::bold(m.body, TEXT);
    let used = brush.face.width(&title, style);
    line(brush, places.others, Align::Left, &title, style);
    if page.class.is_none() && !channels.is_empty() {
        let from = first(page, count);
        let which =
            say!("likes-which", first = from + 1, last = from + channels.len(), count = count);
        let rest = places.others.split_left(used + 2 * m.gap).1;
        line(brush, rest, Align::Right, &which, Style::regular(m.small, FAINT));
    }
    for (button, place) in turns(page).iter().zip(places.turn) {
        button::draw(brush, place, button, scene.keyboard);
    }
    if page.class.is_some() {
        draw_guesses(brush, places, page);
    } else {
        draw_squares(brush, places, page, &channels);
    }
    let steps = page.step.1;
    for (step, (&place, block)) in places.steps.iter().zip(&scene.outline.blocks).enumerate() {
        let pressed = brush.pressed == Some(What::Step(block.shown));
        let chosen = step == page.step.0 && page.class.is_none();
        draw_step(brush, place, &(step + 1).to_string(), (step, steps), (chosen, pressed));
    }
    button::draw(brush, places.to_words, &to_words(page), scene.keyboard);
}

fn draw_guesses(brush: &mut Brush<'_, '_>, places: &Places, page: &Page<'_>) {
    for (class, place) in guesses(page, places) {
        let pressed = brush.pressed == Some(What::Class(class));
        let tone = if page.class == Some(class) { button::Tone::On } else { button::Tone::Plain };
        button::ground(brush, place, tone, pressed);
        let style = Style::bold(brush.metrics.small, TEXT);
        button::words(brush, place.inset_by(4, 2), page.scene.label(class), style);
    }
}

fn draw_squares(brush: &mut Brush<'_, '_>, places: &Places, page: &Page<'_>, channels: &[usize]) {
    let scene = page.scene;
    let maps = scene.snapshot.map(|snapshot| &snapshot.maps);
    let reading = maps.and_then(|maps| Some((maps, maps.reading(page.unit.layer)?)));
    let Some((maps, reading)) = reading else { return };
    let colormap = colormap(scene.appearance, page.step, reading.signed);
    let style = SquareStyle {
        colormap: &colormap,
        color: step_color(page.step.0, page.step.1),
        boost: scene.appearance.boost,
        ablated: &scene.selection.ablated,
    };
    let channels16: Vec<u16> = channels.iter().map(|&channel| channel as u16).collect();
    let (tiles, maps) = (places.squares, (maps, reading));
    squares::draw(brush.canvas, &[Squares { tiles, maps, channels: &channels16, style }]);
    if let Some(n) = channels.iter().position(|&channel| channel == page.unit.channel) {
        brush.canvas.frame(places.squares.tile(n).inset(-3), 3, TEXT);
    }
}
