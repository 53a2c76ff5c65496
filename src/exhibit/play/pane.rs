//! What the pages of games have in common: where their parts lie, the time that is left, and the
//! large button below.

use std::f32::consts::TAU;

use super::START;
use super::round::{Countdown, Score, Stands};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::control::keyboard::Keyboard;
use crate::exhibit::scene::Scene;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT};
use crate::view::sentence::Sentence;
use crate::view::wording::percent;
use crate::view::{Align, Brush, Target};

/// The ring of the clock is drawn as so many straight lines.
const SIDES: i32 = 96;

/// Below so many seconds the clock stands out.
const HURRY: u64 = 5;

/// Where the parts of a page lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    /// The picture, a square.
    pub(super) picture: Rect,
    /// Beside it, or below it in an upright window: what is said.
    pub(super) words: Rect,
    /// A row of small buttons below that.
    pub(super) row: Rect,
    /// The large button at the foot.
    pub(super) large: Rect,
}

impl Places {
    /// In the area below the title.
    pub(super) fn new(area: Rect, m: &Metrics) -> Self {
        let area = area.split_top(m.gap / 2).1;
        let high = m.target * 7 / 5;
        let (picture, beside) = if m.upright {
            let foot = high + m.target + 3 * m.gap;
            let side = area.width.min((area.height - foot) * 62 / 100).max(0);
            let x = area.x + (area.width - side) / 2;
            let below = area.split_top(side + 3 * m.gap / 2).1;
            (Rect { x, width: side, height: side, ..area }, below)
        } else {
            let side = area.height.min(area.width * 52 / 100).max(0);
            let picture = Rect { width: side, height: side, ..area };
            let beside = area.split_left(side + 2 * m.gap).1;
            (picture, Rect { height: side, ..beside })
        };
        let (rest, large) = beside.split_bottom(high);
        let (words, row) = rest.split_bottom(m.target + m.gap);
        let row = Rect { height: m.target, ..row };
        Self { picture, words, row, large }
    }

    /// The same where two pictures stand side by side: they get more of the width.
    pub(super) fn of_a_pair(area: Rect, m: &Metrics) -> Self {
        let places = Self::new(area, m);
        if m.upright {
            let picture = Rect { x: area.x, width: area.width, ..places.picture };
            return Self { picture, ..places };
        }
        let width = (area.width * 62 / 100).max(places.picture.width);
        let picture = Rect { width, ..places.picture };
        let beside = |part: Rect| {
            let x = picture.right() + 2 * m.gap;
            Rect { x, width: (area.right() - x).max(0), ..part }
        };
        let [words, row, large] = [places.words, places.row, places.large].map(beside);
        Self { picture, words, row, large }
    }

    /// The clock at the right end of the words, and what is left beside it.
    pub(super) fn clock(&self, m: &Metrics) -> (Rect, Rect) {
        let side = (self.words.height * 2 / 5).min(self.words.width / 4);
        let side = side.max(m.target.min(self.words.height));
        let (words, right) = self.words.split_right(side);
        let words = Rect { width: (words.width - m.gap).max(0), ..words };
        (words, Rect { height: side, ..right })
    }
}

/// The button at the foot: what [`START`] does as the game stands.
pub(super) fn large(stands: &Stands) -> Button {
    match stands {
        Stands::Ready => Button::new(START, say!("play-start")).with_icon(Icon::Play).lit(true),
        Stands::Runs(_) => Button::new(START, say!("play-stop")).with_icon(Icon::Cross),
        Stands::Over(_) => Button::new(START, say!("play-again")).with_icon(Icon::Play).lit(true),
    }
}

/// Where it can be touched.
pub(super) fn large_target(places: &Places, stands: &Stands) -> Target {
    large(stands).target(places.large)
}

/// Draws it, its words larger than those of other buttons.
pub(super) fn draw_large(
    brush: &mut Brush<'_, '_>,
    places: &Places,
    stands: &Stands,
    keyboard: &Keyboard,
) {
    let m = brush.metrics;
    brush.metrics.body = (m.body * 1.4).round();
    button::draw(brush, places.large, &large(stands), keyboard);
    brush.metrics = m;
}

/// A ring that shrinks with the time that is left, and the seconds in it.
pub(super) fn draw_clock(brush: &mut Brush<'_, '_>, area: Rect, countdown: Countdown) {
    let m = brush.metrics;
    let seconds = countdown.left().as_millis().div_ceil(1000) as u64;
    let color = if seconds <= HURRY { NOTICE } else { LEADER };
    let thick = (area.width as f32 / 12.0).max(3.0);
    let radius = area.width as f32 / 2.0 - thick / 2.0;
    let (x, y) =
        (area.x as f32 + area.width as f32 / 2.0, area.y as f32 + area.height as f32 / 2.0);
    brush.canvas.disc((x, y), radius + thick / 2.0, PANEL);
    brush.canvas.disc((x, y), radius - thick / 2.0, BACKGROUND);
    let point = |n: i32| {
        let (sin, cos) = (n as f32 / SIDES as f32 * TAU).sin_cos();
        (x - sin * radius, y - cos * radius)
    };
    let left = (countdown.share() * SIDES as f32).ceil() as i32;
    for n in 0..left {
        brush.canvas.line(point(n), point(n + 1), thick, color);
    }
    let words = seconds.to_string();
    let style = Style::bold(area.width as f32 / 2.6, TEXT);
    let style = brush.face.fitted(&words, style, area.width * 2 / 3, 11.0);
    let level = area.y + (area.height - style.cap_height()) / 2;
    let small = Style::regular((m.small * 0.8).round(), MUTED);
    let unit = say!("play-seconds", count = seconds);
    let fits = small.size >= 11.0
        && brush.face.width(&unit, small) < area.width * 2 / 3
        && style.cap_height() + 3 * small.leading() < area.height * 3 / 4;
    let level = if fits { level - small.leading() / 2 } else { level };
    brush.text((area.x, level), area.width, Align::Centre, &words, style);
    if fits {
        let below = level + style.cap_height() + small.leading() / 3;
        brush.text((area.x, below), area.width, Align::Centre, &unit, small);
    }
}

/// Words of a page.
pub(super) fn words<'a>(words: String, style: Style, lines: usize) -> Sentence<'a> {
    Sentence { words, names: Vec::new(), style, lines }
}

/// "then “tiger cat”": the last word of a score.
pub(super) fn then(score: &Score) -> String {
    say!("play-then", name = score.words.last().map_or("", String::as_str))
}

/// The size of what is read first on a page, in a column so wide.
pub(super) fn figure_style(area: Rect, m: &Metrics, color: Color) -> Style {
    Style::bold((area.height as f32 * 0.2).clamp(m.heading, m.headline * 1.6).round(), color)
}

/// What is read second.
pub(super) fn second_style(m: &Metrics, color: Color) -> Style {
    Style::bold((m.heading * 0.8).max(m.body).round(), color)
}

/// What is read third.
pub(super) fn third_style(m: &Metrics) -> Style {
    Style::regular((m.body * 1.1).round(), MUTED)
}

/// Draws sentences below one another, as many as fit; returns the room below.
pub(super) fn draw_column(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    sentences: &[Sentence<'_>],
) -> Rect {
    let mut rest = area;
    for sentence in sentences.iter().filter(|sentence| !sentence.words.is_empty()) {
        let rows = sentence.height(rest.width, brush.face);
        if rows > rest.height {
            return rest;
        }
        sentence.draw(brush, rest);
        rest = rest.split_top(rows + brush.metrics.gap * 3 / 4).1;
    }
    rest
}

/// What it says and how sure it is, with a bar; returns the room below.
pub(super) fn draw_answer(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    guess: Guess,
    color: Color,
    scene: &Scene<'_>,
) -> Rect {
    let m = brush.metrics;
    let style = Style::bold((m.body * 1.3).round(), color);
    let bar = (m.gap * 2 / 3).max(4);
    let rows = style.leading() + bar + m.gap;
    if rows > area.height {
        return area;
    }
    let share = (guess.probability * 100.0).round() as u32;
    let share = percent(share, guess.probability);
    let used = brush.text((area.x, area.y), area.width, Align::Right, &share, style) + m.gap;
    let name = scene.label(guess.class);
    let room = (area.width - used).max(0);
    let fitted = brush.face.fitted(name, style, room, 11.0);
    let name = brush.face.shortened(name, fitted, room);
    brush.text((area.x, area.y), room, Align::Left, &name, fitted);
    let track = Rect { y: area.y + style.leading(), height: bar, ..area };
    brush.canvas.rounded(track, bar / 2, LINE);
    let full = (guess.probability.clamp(0.0, 1.0) * track.width as f32) as i32;
    brush.canvas.rounded(Rect { width: full.max(bar.min(full)), ..track }, bar / 2, color);
    area.split_top(rows).1
}

/// One of two pictures side by side.
#[derive(Debug)]
pub(super) struct Pictured<'a> {
    /// What stands above it.
    pub(super) title: String,
    /// A square.
    pub(super) picture: &'a Picture,
    /// What stands below it, in a line.
    pub(super) says: String,
    /// In this type.
    pub(super) style: Style,
}

/// Draws two pictures side by side, as large as the place allows.
pub(super) fn draw_pair(brush: &mut Brush<'_, '_>, area: Rect, pair: &[Pictured<'_>; 2]) {
    let m = brush.metrics;
    let line = m.body_style().leading();
    let side = ((area.width - m.gap) / 2).min(area.height - 2 * line - m.gap).max(0);
    let y = area.y + (area.height - side - 2 * line - m.gap / 2) / 2;
    for (n, Pictured { title, picture, says, style }) in (0..).zip(pair) {
        let x = area.x + n * (side + m.gap);
        let above = brush.face.fitted(title, m.body_style(), side, 11.0);
        brush.text((x, y), side, Align::Left, title, above);
        let place = Rect::new(x, y + line, side, side);
        brush.seen(place, picture, picture.size.rect());
        let style = brush.face.fitted(says, *style, side, 11.0);
        let says = brush.face.shortened(says, style, side);
        brush.text((x, place.bottom() + m.gap / 2), side, Align::Left, &says, style);
    }
}
