//! Draws the page, and says what of it can be touched.

mod cards;
mod column;
mod places;
mod raster;
mod sheet;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::chosen::{Chosen, STOPS};
use super::job::Untangled;
use super::player::Player;
use super::points::Data;
use super::warp::{PARTS, Part, Warp};
use super::{BACK, LAYER, ON, PART, PICK, PLAY, Untangle, chosen_in, found};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::controls::{self, Control, Slider};
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, MUTED, Metrics, NOTICE, TAUGHT, TEXT};
use crate::view::target::Knob;
use crate::view::{Align, Brush, Target, What};
use crate::words::message;
use places::Places;
use sheet::Sheet;

/// All that is drawn.
struct Page<'a> {
    room: &'a Untangle,
    scene: &'a Scene<'a>,
    chosen: &'a Chosen,
    found: Option<&'a Arc<Untangled>>,
}

/// The part that a button of the row plays: of the layer that is shown, or the line.
pub(super) fn part(chosen: &Chosen, player: &Player, button: usize) -> u8 {
    let layers = usize::from(chosen.layers);
    if button == PARTS {
        return Part::Line.number(layers) as u8;
    }
    (layer(chosen, player) * PARTS + button) as u8
}

/// The part in which the sheet is.
fn current(chosen: &Chosen, player: &Player) -> Part {
    // At a part's end it is still the one that has played.
    let number = (player.place(chosen).ceil() as usize).saturating_sub(1);
    Part::new(number, chosen.layers.into())
}

/// The layer whose parts are on the buttons.
fn layer(chosen: &Chosen, player: &Player) -> usize {
    match current(chosen, player) {
        Part::Weights(layer) | Part::Shift(layer) | Part::Squash(layer) => layer,
        Part::Line => usize::from(chosen.layers) - 1,
    }
}

impl<'a> Page<'a> {
    fn new(room: &'a Untangle, scene: &'a Scene<'a>) -> Self {
        let chosen = chosen_in(scene);
        Self { room, scene, chosen, found: found(scene.findings, chosen) }
    }

    /// The colours of the two classes: those of the things that were taught, where it is these.
    fn colors(&self) -> [Color; 2] {
        let projection = self.found.and_then(|found| found.projection.as_ref());
        let things = projection.map_or([0, 1], |projection| projection.things);
        things.map(|thing| TAUGHT[thing % TAUGHT.len()])
    }

    /// The part that is lit: none while the sheet lies flat.
    fn lit(&self) -> Option<Part> {
        let place = self.room.player.place(self.chosen);
        (place > 0.0).then(|| current(self.chosen, &self.room.player))
    }

    /// The buttons of layers and parts, each with where it lies.
    fn steps(&self, places: &Places) -> Vec<(Rect, Button)> {
        let lit = self.lit();
        let layer = layer(self.chosen, &self.room.player);
        let count = if self.chosen.layers > 1 { usize::from(self.chosen.layers) } else { 0 };
        let side = places.steps.height;
        let (left, right) = places.steps.split_left(count as i32 * (side + places.gap));
        let layers = LAYER.iter().take(count).enumerate().map(|(n, &action)| {
            let on = lit.is_some_and(|part| part != Part::Line) && n == layer;
            let x = left.x + n as i32 * (side + places.gap);
            let place = Rect { x, width: side, ..left };
            (place, Button::new(action, (n + 1).to_string()).lit(on))
        });
        let own = [Part::Weights(layer), Part::Shift(layer), Part::Squash(layer), Part::Line];
        let names = ["untangle-weights", "untangle-shift", "untangle-squash", "untangle-line"];
        let parts = PART.into_iter().zip(names).zip(own).map(|((action, name), part)| {
            Button::new(action, message(name)).lit(lit == Some(part))
        });
        layers.chain(button::row(right, places.gap, PART.len()).into_iter().zip(parts)).collect()
    }

    fn play(&self) -> Button {
        let plays = self.room.player.plays(self.chosen);
        let (icon, words) = if plays {
            (Icon::Pause, say!("untangle-rest"))
        } else {
            (Icon::Play, say!("untangle-play"))
        };
        Button::new(PLAY, words).with_icon(icon)
    }

    /// The knob that leads along the way.
    fn way(&self) -> Vec<Control> {
        let place = self.room.player.place(self.chosen);
        let at = (place * f64::from(STOPS)).round() as u8;
        let knob = Knob { less: BACK, more: ON, at, positions: self.chosen.last_stop() + 1 };
        let value = match self.lit() {
            None => say!("untangle-flat"),
            Some(Part::Weights(n)) => say!("untangle-at-weights", number = n + 1),
            Some(Part::Shift(n)) => say!("untangle-at-shift", number = n + 1),
            Some(Part::Squash(n)) => say!("untangle-at-squash", number = n + 1),
            Some(Part::Line) => say!("untangle-at-line"),
        };
        vec![Control::Slider(Slider { knob, label: say!("untangle-where"), value })]
    }
}

/// What can be touched.
pub(super) fn targets(room: &Untangle, area: Rect, scene: &Scene<'_>, m: &Metrics) -> Vec<Target> {
    let page = Page::new(room, scene);
    let places = Places::new(area, m);
    let mut targets: Vec<Target> = Vec::new();
    for (&place, action) in places.cards.iter().zip(PICK) {
        targets.push(Target { what: What::Button(action), area: place, touch: place });
    }
    targets.extend(page.steps(&places).iter().map(|(place, button)| button.target(*place)));
    targets.push(page.play().target(places.play));
    targets.extend(controls::targets(places.way, &page.way(), m));
    targets.extend(controls::targets(places.knobs, &column::knobs(&page), m));
    targets.retain(|target| !target.touch.is_empty());
    targets
}

/// Hashes all that is drawn.
pub(super) fn stamp(room: &Untangle, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    let page = Page::new(room, scene);
    let player = &room.player;
    (page.chosen, player.plays(page.chosen), room.own).hash(&mut hash);
    player.place(page.chosen).to_bits().hash(&mut hash);
    if let Some(found) = page.found {
        (found.passes, found.right, Arc::as_ptr(&found.points).cast::<u8>()).hash(&mut hash);
    }
    if let Some(live) = room.live {
        live.map(f64::to_bits).hash(&mut hash);
        scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
    }
}

/// Draws it.
pub(super) fn draw(room: &Untangle, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let page = Page::new(room, scene);
    let m = brush.metrics;
    let places = Places::new(area, &m);
    cards::draw(brush, &page, &places);
    draw_plane(brush, &page, places.plane);
    for (place, button) in page.steps(&places) {
        button::draw(brush, place, &button, scene.keyboard);
    }
    button::draw(brush, places.play, &page.play(), scene.keyboard);
    controls::draw(brush, places.way, &page.way(), scene.keyboard);
    column::draw(brush, &page, &places);
}

/// The sheet on its way, and what is said of that.
fn draw_plane(brush: &mut Brush<'_, '_>, page: &Page<'_>, plane: Rect) {
    let m = brush.metrics;
    let nothing = page.found.is_none_or(|found| found.points.is_empty());
    let (Some(found), false) = (page.found, nothing) else {
        let taught = page.chosen.data != Data::Own || page.found.is_none();
        let words = if taught { say!("one-moment") } else { say!("untangle-teach-first") };
        let style = Style::regular(m.body, NOTICE);
        brush.paragraph(plane.inset(m.gap), &words, style);
        return;
    };
    let warp = Warp::new(&found.network);
    let pose = warp.at(page.room.player.place(page.chosen));
    let sheet = Sheet { warp: &warp, pose: &pose, points: &found.points, colors: page.colors() };
    let lens = sheet.draw(brush, plane, m.small * 0.24);
    if let (Some(live), Some(snapshot)) = (page.room.live, page.scene.snapshot) {
        let (x, y) = lens.at(pose.seen(pose.carry([live[0], live[1], 0.0])));
        let side = (m.small * 2.6) as i32;
        let place = Rect::new(x as i32 - side / 2, y as i32 - side / 2, side, side);
        // The sheet may lie aside of it.
        let kept = Rect {
            x: place.x.clamp(plane.x, (plane.right() - side).max(plane.x)),
            y: place.y.clamp(plane.y, (plane.bottom() - side).max(plane.y)),
            ..place
        };
        let kept = kept.hold(snapshot.crop.size());
        brush.canvas.rounded(kept.inset(-3), 4, TEXT);
        brush.seen(kept, &snapshot.frame.picture, snapshot.crop);
    }
    let inner = plane.inset(m.gap);
    let words = match page.lit() {
        None => say!("untangle-doing-nothing"),
        Some(Part::Weights(_)) => say!("untangle-doing-weights"),
        Some(Part::Shift(_)) => say!("untangle-doing-shift"),
        Some(Part::Squash(_)) => say!("untangle-doing-squash"),
        Some(Part::Line) => say!("untangle-doing-line"),
    };
    draw_note(brush, inner, &words, Style::bold(m.body, TEXT));
    if page.chosen.cells == 3 {
        let words = say!("untangle-slanted");
        let style = Style::regular(m.small, MUTED);
        let foot = inner.split_bottom(style.leading()).1;
        draw_note(brush, foot, &words, style);
    }
}

/// A line over the picture, in a box of its own.
fn draw_note(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    let gap = brush.metrics.gap / 2;
    let style = brush.face.fitted(words, style, area.width - 2 * gap, 11.0);
    let width = brush.face.width(words, style) + 2 * gap;
    let place = Rect { width: width.min(area.width), height: style.leading() + gap / 2, ..area };
    brush.canvas.rounded(place, gap / 2, BACKGROUND);
    let level = place.y + (place.height - style.cap_height()) / 2;
    brush.text((place.x + gap, level), area.width - gap, Align::Left, words, style);
}
