//! A layer, open: its detectors in squares, those that tell places apart best first; one of them
//! large, with the pixels that made it light up.

mod large;
pub mod places;
mod said;
pub mod steps;
pub mod unit;

use super::button::{self, Button};
use super::colormaps::Colormaps;
use super::facts::Facts;
use super::icon::Icon;
use super::palette::{FAINT, LINE, MUTED, Metrics, NOTICE, TEXT, step_color};
use super::pixels::{self, Query};
use super::squares::{self, SquareStyle, Squares};
use super::thumbnails::Thumbnails;
use super::wording::number;
use super::{Align, Brush, Target, What, statistics, title, wall};
use crate::attribution::AttributionQuestion;
use crate::canvas::text::Style;
use crate::control::action::{Action, Direction};
use crate::control::appearance::Colors;
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::{Ablation, Unit};
use crate::taps::reading::Reading;
use places::{Places, Wanted};

/// What of the open layer is shown beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// Where its parts lie.
    pub places: &'a Places,
    /// The layer, and the channel that was chosen.
    pub unit: Unit,
    /// Which page of squares is shown, from 0.
    pub page: usize,
    /// The unit under the pointer.
    pub hovered: Option<Unit>,
    /// What is switched off.
    pub ablated: &'a [Ablation],
    /// What is asked about pixels.
    pub query: Query,
    /// True while the layers of its step are listed.
    pub all_layers: bool,
    /// True while numbers about the layer stand where the pixels are otherwise.
    pub statistics: bool,
    /// True where squares show the signals of the backward pass.
    pub signals: bool,
    /// What detectors would like to see, where that stands in their squares.
    pub patterns: Option<&'a Thumbnails>,
}

/// What there is room to find for this layer; its step's layers only where they are to be listed.
pub fn wanted(layer: usize, outline: &Outline, all_layers: bool) -> Option<Wanted> {
    let about = outline.layers.get(layer)?;
    let listed = outline.blocks.get(about.block).map_or(0, |block| block.layers.len());
    let layers = if all_layers { listed } else { 0 };
    let (channels, steps) = (about.shape.channels, outline.blocks.len());
    Some(Wanted { layer, channels, steps, layers })
}

/// What can be touched: what is asked of squares comes last.
pub fn targets(facts: &Facts<'_>, content: &Content<'_>, m: &Metrics) -> Vec<Target> {
    let &Content { places, unit, .. } = content;
    let mut targets = vec![title::target(places.title, m)];
    let paging = paging_places(places).into_iter();
    let buttons = paging_buttons(content).into_iter().zip(paging);
    let doing = said::doing(content).into_iter().zip(places.buttons.iter().copied());
    let all = buttons.chain(doing).filter(|(_, area)| !area.is_empty());
    targets.extend(all.map(|(button, area)| button.target(area)));
    targets.extend(steps::targets(places, facts.outline));
    targets.extend(large::target(facts, unit, places.map));
    if let Some((_, reading)) = ordered(facts, unit.layer) {
        targets.extend(page_of(reading, content).enumerate().map(|(n, channel)| Target {
            what: What::Square(Unit { layer: unit.layer, channel }),
            area: places.tiles.tile(n),
            touch: places.tiles.touch(n),
        }));
    }
    targets
}

/// The layer's reading once its channels are in order.
fn ordered<'a>(facts: &Facts<'a>, layer: usize) -> Option<(&'a Snapshot, &'a Reading)> {
    let snapshot = facts.snapshot?;
    let reading = snapshot.maps.reading(layer)?;
    Some((snapshot, reading)).filter(|_| reading.detail.is_some())
}

/// The first square of the page, and how many squares there are in all.
fn first_and_all(content: &Content<'_>, channels: usize) -> (usize, usize) {
    let room = content.places.tiles.room().max(1);
    let last = channels.saturating_sub(1) / room;
    (content.page.min(last) * room, channels)
}

/// The channels on the page.
fn page_channels<'a>(reading: &'a Reading, content: &Content<'_>) -> &'a [u16] {
    let (first, _) = first_and_all(content, reading.channels);
    let rest = reading.shown.get(first..).unwrap_or_default();
    &rest[..rest.len().min(content.places.tiles.room())]
}

/// The same as numbers.
fn page_of<'a>(
    reading: &'a Reading,
    content: &Content<'_>,
) -> impl Iterator<Item = usize> + use<'a> {
    page_channels(reading, content).iter().map(|&channel| usize::from(channel))
}

/// The squares, which paint all of their place where they are drawn.
pub fn covered(facts: &Facts<'_>, content: &Content<'_>, colormaps: &Colormaps) -> Option<Rect> {
    let (_, reading) = ordered(facts, content.unit.layer)?;
    colormaps.of(facts.step(content.unit.layer).0, reading)?;
    Some(content.places.tiles.grid())
}

/// Back, on, the list of layers, and what detectors like.
fn paging_buttons(content: &Content<'_>) -> [Button; 4] {
    [
        Button::new(Action::PreviousPage, String::new()).with_icon(Icon::Left),
        Button::new(Action::NextPage, String::new()).with_icon(Icon::Right),
        Button::new(Action::AllLayers, say!("inside-all-layers"))
            .with_icon(Icon::Grid)
            .lit(content.all_layers),
        wall::switch(content.patterns.is_some()),
    ]
}

/// Where each of these lies.
fn paging_places(places: &Places) -> [Rect; 4] {
    [places.before, places.after, places.list, places.patterns]
}

/// Draws the layer, in the colours of its step.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    facts: &Facts<'_>,
    content: &Content<'_>,
    colormaps: &Colormaps,
) {
    let &Content { places, unit, .. } = content;
    let Some(about) = facts.outline.layers.get(unit.layer) else { return };
    let says = say!("inside-says", step = about.block + 1, count = about.shape.channels);
    draw_title(brush, places.title, &say!("inside-title"), &says, facts);
    steps::draw(brush, places, facts.outline, unit.layer);
    draw_grid(brush, facts, content, colormaps);
    let buttons = paging_buttons(content);
    for (button, area) in buttons.iter().zip(paging_places(places)) {
        button::draw(brush, area, button, facts.keyboard);
    }
    draw_large(brush, facts, content);
    for (button, area) in said::doing(content).iter().zip(&places.buttons) {
        button::draw(brush, *area, button, facts.keyboard);
    }
}

/// Arrow and title; what is to be seen only where it finds room beside them.
fn draw_title(brush: &mut Brush<'_, '_>, area: Rect, words: &str, says: &str, facts: &Facts<'_>) {
    let m = brush.metrics;
    let bare = title::below(area, words, "", &m, brush.face);
    let fits = title::below(area, words, says, &m, brush.face) == bare;
    title::draw(brush, area, words, if fits { says } else { "" }, facts);
}

/// The squares of the page, and which they are.
fn draw_grid(
    brush: &mut Brush<'_, '_>,
    facts: &Facts<'_>,
    content: &Content<'_>,
    colormaps: &Colormaps,
) {
    let &Content { places, unit, ablated, .. } = content;
    let tiles = &places.tiles;
    let Some(about) = facts.outline.layers.get(unit.layer) else { return };
    let (step, steps) = facts.step(unit.layer);
    let (first, all) = first_and_all(content, about.shape.channels);
    let last = (first + tiles.room()).min(all);
    let style = Style::regular(brush.metrics.body, MUTED);
    let which = if places.before.is_empty() {
        say!("inside-all", count = all)
    } else {
        let full = say!("inside-which", first = first + 1, last = last, count = all);
        let fits = brush.face.width(&full, style.sized(11.0)) <= places.which.width;
        let short = || say!("inside-which-short", first = first + 1, last = last, count = all);
        if fits { full } else { short() }
    };
    one_line(brush, places.which, &which, style);
    let Some((snapshot, reading)) = ordered(facts, unit.layer) else {
        for n in 0..last - first {
            brush.canvas.frame(tiles.tile(n), 1, LINE);
        }
        let style = Style::regular(brush.metrics.small, NOTICE);
        one_line(brush, places.note, &say!("inside-coming"), style);
        return;
    };
    if let Some(colormap) = colormaps.of(step, reading) {
        let (color, boost) = (step_color(step, steps), facts.appearance.boost);
        let style = SquareStyle { colormap, color, boost, ablated };
        let (maps, channels) = ((&snapshot.maps, reading), page_channels(reading, content));
        let squares = Squares { tiles: *tiles, maps, channels, style };
        match content.patterns {
            Some(patterns) => squares::draw_patterns(brush, &squares, patterns),
            None => squares::draw(brush.canvas, &[squares]),
        }
    }
    for (n, channel) in page_of(reading, content).enumerate() {
        if channel == unit.channel {
            brush.canvas.frame(tiles.tile(n).inset(-2), 3, TEXT);
        } else if content.hovered == Some(Unit { layer: unit.layer, channel }) {
            brush.canvas.frame(tiles.tile(n).inset(-1), 1, MUTED);
        }
    }
    let note = note(facts, content, (snapshot, reading));
    let style = Style::regular(brush.metrics.small, FAINT);
    one_line(brush, places.note, &note, style);
}

/// What is to be said below the squares.
fn note(
    facts: &Facts<'_>,
    content: &Content<'_>,
    (snapshot, reading): (&Snapshot, &Reading),
) -> String {
    if reading.signals {
        let asked = content.query.question;
        return asked.map(|asked| signals_note(facts, asked, reading.scale)).unwrap_or_default();
    }
    if reading.layer + 1 == facts.outline.layers.len() {
        let best = snapshot.top.first().map_or("", |best| facts.label(best.class));
        return say!("inside-classes", best = best);
    }
    let peaks = reading.detail.as_ref().map_or(&[][..], |detail| &detail.peaks[..]);
    let silent = peaks.iter().filter(|&&peak| peak <= 0.0).count();
    if reading.signed { say!("inside-signed") } else { say!("inside-silent", count = silent) }
}

/// What the signals are, and which colour means what.
fn signals_note(facts: &Facts<'_>, question: AttributionQuestion, scale: f32) -> String {
    let method = pixels::title(question.method);
    let target = pixels::name_of(question.target, facts);
    let scale = number(scale);
    match facts.appearance.colors {
        Colors::Toolbox => {
            say!("inside-signals-toolbox", method = method, target = target, scale = scale)
        }
        _ => say!("inside-signals", method = method, target = target, scale = scale),
    }
}

/// The chosen one: where it lights up, what made it, its value, and what the network answers.
fn draw_large(brush: &mut Brush<'_, '_>, facts: &Facts<'_>, content: &Content<'_>) {
    let &Content { places, unit, query, ablated, .. } = content;
    let m = brush.metrics;
    let (step, steps) = facts.step(unit.layer);
    let color = step_color(step, steps);
    let lit = large::Lit::new(facts, unit, query);
    large::heading(brush, places.map, &say!("inside-lights"));
    large::draw_map(brush, places.map, facts, unit);
    if content.statistics {
        let (above, square) = (places::heading(&m), places.pixels);
        let area = Rect { y: square.y - above, height: square.height + above, ..square };
        statistics::draw(brush, area, facts, Some(unit.layer));
        said::value(brush, places.value, facts, unit, &lit, ablated);
        said::answer(brush, places.answer, facts);
        return;
    }
    large::heading(brush, places.pixels, &lit.question(facts, query));
    large::draw_pixels(brush, places.pixels, facts, query);
    let gap =
        Rect { x: places.map.right(), width: places.pixels.x - places.map.right(), ..places.map };
    let high = (m.gap * 3 / 2).min(gap.height);
    if gap.width > 8 && gap.height > high {
        let arrow = Rect { y: gap.y + (gap.height - high) / 2, height: high, ..gap };
        brush.canvas.arrow_right(arrow.inset_by(4, 0), color);
    }
    if let Some(at) = lit.ring {
        large::ring(brush, facts.seen(places.map), lit.size, at);
        large::ring(brush, facts.seen(places.pixels), lit.size, at);
    }
    said::value(brush, places.value, facts, unit, &lit, ablated);
    said::answer(brush, places.answer, facts);
}

/// A line of words that becomes smaller where it must, in the middle of the rows.
fn one_line(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    if area.is_empty() {
        return;
    }
    let style = brush.face.fitted(words, style, area.width, 11.0);
    let words = brush.face.shortened(words, style, area.width);
    let y = area.y + (area.height - style.cap_height()) / 2;
    brush.text((area.x, y), area.width, Align::Left, &words, style);
}

/// One back, and on to the next one.
fn one_back_and_next() -> [Button; 2] {
    [
        Button::new(Action::Move(Direction::Left), say!("inside-one-back")).with_icon(Icon::Left),
        Button::new(Action::Move(Direction::Right), say!("inside-next-one")).with_icon(Icon::Right),
    ]
}
