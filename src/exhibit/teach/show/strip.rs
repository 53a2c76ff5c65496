//! Draws the maps of five depths, small: how the network pulls the things apart step by step.

use super::super::layers::{Depth, DepthMap, TaughtLayers};
use super::PLAY_DEPTHS;
use super::content::{Content, color};
use super::lines::{line, words};
use super::places::{DEPTHS, INNER, Places};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, PANEL, TEXT};
use crate::view::{Align, Brush, Target};

/// From this purity on the things are apart.
const EASY: f32 = 0.95;

/// What a depth is called.
pub(super) fn depth_name(depth: Depth) -> String {
    match depth {
        Depth::Pixels => say!("show-depth-pixels"),
        Depth::Step(step) => say!("show-depth-step", step = step),
        Depth::Lesson => say!("show-depth-lesson"),
    }
}

/// What plays them; none where there is nothing to play.
fn play(content: &Content<'_>, places: &Places) -> Option<(Rect, Button)> {
    let there = content.show.parted.as_ref().is_some_and(|layers| layers.maps.len() > 1);
    let on = content.show.morph.is_some();
    let button = Button::new(PLAY_DEPTHS, say!("show-play")).with_icon(Icon::Play).lit(on);
    (there && !places.play.is_empty()).then_some((places.play, button))
}

/// What can be touched.
pub(super) fn targets(content: &Content<'_>, places: &Places) -> Vec<Target> {
    play(content, places).iter().map(|(place, button)| button.target(*place)).collect()
}

/// Draws them.
pub(super) fn draw(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    if let Some((place, button)) = play(content, places) {
        button::draw(brush, place, &button, content.scene.keyboard);
    }
    let strip = &places.strip;
    if strip.maps.is_empty() {
        return;
    }
    let m = brush.metrics;
    let layers = content.show.parted.as_deref();
    let style = Style::bold(m.body, TEXT);
    let Some(layers) = layers.filter(|layers| !layers.maps.is_empty()) else {
        let words_area = Rect { width: strip.title.width * 5 / 4, ..strip.title };
        words(brush, words_area, &say!("show-how-soon"), Style { color: MUTED, ..style });
        return;
    };
    // Where the pixels suffice, nothing needs to be pulled apart.
    let easy = layers.maps[0].purity >= EASY;
    let title = if easy { say!("show-how-easy") } else { say!("show-how") };
    line(brush, strip.title, Align::Left, &title, style);
    let stage = content.show.morph.as_ref().map(super::Morph::stage);
    for place in strip.maps.iter().skip(layers.maps.len()) {
        brush.canvas.fill(*place, PANEL);
        line(brush, *place, Align::Centre, "…", Style::regular(m.body, FAINT));
    }
    for (n, (map, place)) in layers.maps.iter().zip(&strip.maps).enumerate().take(DEPTHS) {
        let on = stage == Some(n);
        draw_map(brush, layers, map, *place, on);
        let name = Rect { y: place.bottom() + m.gap / 2, height: strip.names, ..*place };
        let style = Style::regular(m.small, if on { LEADER } else { MUTED });
        line(brush, name, Align::Centre, &depth_name(map.depth), style);
        if n > 0 {
            let gap = place.x - strip.maps[n - 1].right();
            let arrow = Rect::new(place.x - gap * 5 / 6, 0, gap * 2 / 3, (gap * 2 / 3) | 1);
            let y = place.middle().y - arrow.height / 2;
            brush.canvas.arrow_right(Rect { y, ..arrow }, FAINT);
        }
    }
}

fn draw_map(
    brush: &mut Brush<'_, '_>,
    layers: &TaughtLayers,
    map: &DepthMap,
    place: Rect,
    on: bool,
) {
    brush.canvas.fill(place, PANEL);
    let radius = (place.height as f32 / 42.0).max(1.4);
    for (&(_, class), [x, y]) in layers.samples.iter().zip(&map.places) {
        let at = |from: i32, length: i32, value: f32| {
            from as f32 + (0.5 + value.clamp(-1.1, 1.1) * INNER / 2.0) * length as f32
        };
        let at = (at(place.x, place.width, *x), at(place.y, place.height, *y));
        brush.canvas.disc(at, radius + 0.6, BACKGROUND);
        brush.canvas.disc(at, radius, color(class));
    }
    brush.canvas.frame(place, if on { 2 } else { 1 }, if on { LEADER } else { LINE });
    // How well they are apart.
    let bar = Rect { y: place.bottom(), height: (place.height / 24).max(2), ..place };
    let wide = (place.width as f32 * map.purity.clamp(0.0, 1.0)).round() as i32;
    brush.canvas.fill(bar, LINE);
    brush.canvas.fill(Rect { width: wide, ..bar }, MUTED);
}
