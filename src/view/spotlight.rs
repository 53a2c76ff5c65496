//! The spotlight: one detector enlarged, whose map glows over the picture where it found something.

use super::colormaps::colormap;
use super::facts::Facts;
use super::palette::{FAINT, Metrics, PANEL, TEXT, step_color};
use super::pixels::Query;
use super::unit::number_of;
use super::{Align, Brush, pixels};
use crate::canvas::blit::Enlarger;
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::taps::plan::Unit;

/// What the spotlight shows beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// The unit to enlarge; none before the first is chosen.
    pub unit: Option<Unit>,
    /// True where it is switched off.
    pub ablated: bool,
    /// True where its square is on the wall too: a line leads there.
    pub on_wall: bool,
    /// What is asked about pixels: where something is, the answer stands in the square.
    pub query: Query,
}

/// Squares that are smaller show nothing.
const SMALLEST: i32 = 24;

/// The parts of the pane below its title.
struct Parts {
    /// Where the map is drawn.
    square: Rect,
    /// What is said of it, beside or below.
    words: Rect,
}

/// The part of a pane's width that a square with words beside it takes, in per cent.
const BESIDE: i32 = 60;

/// As wide as a pane so high must be for a square as high as it can be, with words beside it.
pub fn width_beside_words(height: i32, m: &Metrics) -> i32 {
    (height - title_height(m) - m.gap) * 100 / BESIDE
}

fn title_height(m: &Metrics) -> i32 {
    m.body_style().leading() + m.gap / 2
}

fn words_height(m: &Metrics) -> i32 {
    m.body_style().leading() + m.small_style().leading() + m.gap / 2
}

/// The column in which the line to the wall leaves the square upwards, in an upright window.
pub fn line_column(square: Rect, m: &Metrics) -> f32 {
    (square.right() - m.gap) as f32
}

/// Where the pane draws the enlarged map; none where there is no room for it.
pub fn square(area: Rect, m: &Metrics) -> Option<Rect> {
    let square = Parts::new(area, m).square;
    (!area.is_empty() && square.width >= SMALLEST).then_some(square)
}

impl Parts {
    /// Words go below the square where that lets it be larger.
    fn new(area: Rect, m: &Metrics) -> Self {
        let (_, rest) = area.split_top(title_height(m));
        let below = words_height(m);
        let beside_side = (rest.height - m.gap).min(area.width * BESIDE / 100).max(0);
        let below_side = (rest.height - m.gap - below).min(area.width).max(0);
        let (side, words) = if below_side > beside_side {
            let y = rest.y + below_side + m.gap / 2;
            (below_side, Rect { y, height: below, ..rest })
        } else {
            let x = rest.x + beside_side + m.gap;
            (beside_side, Rect { x, width: rest.right() - x, height: beside_side, ..rest })
        };
        Self { square: Rect { width: side, height: side, ..rest }, words }
    }
}

/// Draws the unit that is enlarged, or what drives it.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, content: &Content) {
    let m = brush.metrics;
    let Parts { square, words } = Parts::new(area, &m);
    if square.width < SMALLEST {
        return;
    }
    let question = content.query.question;
    // Beside the line that goes up.
    let room = if m.upright { square.width - 2 * m.gap } else { area.width };
    let fits = |words: &&str| brush.face.width(words, Style::bold(11.0, TEXT)) <= room;
    let title = "One detector, close up";
    let heading = match question {
        Some(question) => format!("What drives {}?", pixels::name_of(question.target, facts)),
        None => Some(title).filter(fits).unwrap_or("One detector").to_owned(),
    };
    let title = brush.face.fitted(&heading, Style::bold(m.body, TEXT), room, 11.0);
    brush.text((area.x, area.y + m.gap / 4), room, Align::Left, &heading, title);
    if let Some(question) = question {
        pixels::draw(brush, square, facts, content.query);
        let text = format!(
            "{}: {}",
            pixels::title(question.method),
            pixels::reading_aid(question, content.query.filter)
        );
        brush.paragraph(words, &text, m.small_style());
        return;
    }
    let (Some(snapshot), Some(unit)) = (facts.snapshot, content.unit) else {
        brush.canvas.rounded(square, 4, PANEL);
        return;
    };
    let Some(layer) = facts.outline.layers.get(unit.layer) else { return };
    let (step, steps) = facts.step(unit.layer);
    let color = step_color(step, steps);
    brush.picture(square, &snapshot.frame.picture, snapshot.crop);
    brush.canvas.shade(square, 0, 165);
    let appearance = facts.appearance;
    let reading = snapshot.units.iter().find(|reading| reading.unit == unit);
    let silent = reading.is_some_and(|reading| reading.range.1 <= 0.0);
    if let Some(reading) = reading {
        let colors = colormap(appearance, (step, steps), reading.signed);
        let neutral = if reading.signed { 128.0 } else { 0.0 };
        let opacity = std::array::from_fn(|byte| {
            let value = ((byte as f32 - neutral) / (255.0 - neutral)).max(0.0);
            (value.powf(appearance.exponent()) * 235.0) as u8
        });
        let mut enlarger = Enlarger::new(reading.size, square.size());
        brush.canvas.glow(
            (square.x, square.y),
            &reading.shown(appearance.boost),
            &mut enlarger,
            &colors,
            &opacity,
        );
    }
    brush.canvas.frame(square, 2, color);
    if content.on_wall {
        // The wall draws the rest of the line.
        if m.upright {
            let x = line_column(square, &m);
            brush.canvas.line((x, square.y as f32), (x, area.y as f32 - 2.0), 1.6, color);
        } else {
            let y = (square.y + square.height / 2) as f32;
            let (from, to) = (square.right() as f32 + 1.0, area.right() as f32 + 2.0);
            brush.canvas.line((from, y), (to, y), 1.6, color);
        }
    }

    let small = m.small_style();
    let head = format!("step {}", step + 1);
    let which = number_of(unit, layer, facts);
    let quiet = Style::regular(m.small, FAINT);
    let used = brush.text(
        (words.x, words.y + 1),
        words.width,
        Align::Left,
        &head,
        Style::bold(m.body, color),
    );
    let mut y = words.y + 1 + m.body_style().leading();
    if words.y > square.y {
        let x = words.x + used + m.gap;
        let level = words.y + 1 + m.body_style().cap_height() - quiet.cap_height();
        brush.text((x, level), words.right() - x, Align::Left, &which, quiet);
    } else {
        brush.text((words.x, y), words.width, Align::Left, &which, quiet);
        y += small.leading() + m.gap / 2;
    }
    let says = match reading {
        None => "one moment …",
        Some(_) if content.ablated => "is switched off",
        Some(_) if silent => "finds nothing in this picture",
        Some(reading) if reading.size.area() == 1 => "answers for the whole picture at once",
        Some(_) => "lights up here",
    };
    let rest = Rect { y, height: words.bottom() - y, ..words };
    brush.paragraph(rest, says, small);
}
