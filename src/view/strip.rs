//! The strip, "Did it change its mind?": how often, why, and the two best of the last ten seconds.

mod plot;
mod why;

use super::button::{self, Button};
use super::facts::Facts;
use super::palette::{FAINT, LEADER, MUTED, Metrics, TEXT};
use super::{Align, Brush, Target};
use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::geometry::Rect;
use plot::{Pair, Plot};
use why::Why;

/// Lines that the sentence may take.
const LINES: i32 = 2;

/// Where the parts of the pane lie; empty where there is no room.
struct Places {
    title: Rect,
    count: Rect,
    why: Rect,
    /// The plot, if there is one.
    plot: Option<Plot>,
    /// When it begins and ends.
    times: Rect,
    legend: Rect,
    /// The button of a photo.
    shake: Rect,
}

impl Places {
    fn new(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Self {
        // What stands above a capital letter's height needs a little room.
        let area = area.split_top(m.gap / 2).1;
        // A photo's few words stand in the middle of an upright window's pane.
        let above = if m.upright && facts.status.still { area.height / 7 } else { 0 };
        let area = area.split_top(above).1;
        let (title, rest) = area.split_top((title_style(m).size * 1.25) as i32);
        let (count, rest) = rest.split_top((m.body * 1.5) as i32);
        let words = sentence(facts);
        let lines = face.wrapped(&words, why_style(m), area.width).len() as i32;
        let moves = !facts.status.still;
        let sees = facts.history.newest().is_some_and(|answer| !answer.nothing);
        // Two lines, whatever it says now: the plot must not jump.
        let lines = if moves { lines.clamp(1, LINES).max(usual_lines(area, m)) } else { lines };
        let (why, mut rest) = rest.split_top(lines * why_style(m).leading());
        let mut shake = Rect::default();
        if facts.status.still || facts.status.shaken {
            let needs = button::height(m) + m.gap / 2;
            if rest.height >= needs {
                let (above, below) =
                    if moves { rest.split_bottom(needs) } else { rest.split_top(needs) };
                (shake, rest) = if moves { (below, above) } else { (above, below) };
                shake = shake.split_bottom(button::height(m)).1;
                let wanted = face.width(&say!("strip-shake"), Style::bold(m.body, TEXT));
                shake.width = area.width.min(wanted + 5 * m.gap);
                if m.upright && !moves {
                    (shake.y, shake.width) = (shake.y + rest.height * 2 / 5, area.width);
                }
            }
        }
        let line = m.small_style().leading();
        let empty = Rect { height: 0, ..rest };
        let mut places = Self { title, count, why, plot: None, times: empty, legend: empty, shake };
        let height = rest.height - 2 * line;
        if moves && sees && height >= (m.body * 2.2) as i32 {
            let (above, legend) = rest.split_bottom(line);
            let (above, times) = above.split_bottom(line);
            let plot = Plot::new(above.split_top(m.gap / 3).1, facts, m, face);
            let times = Rect { x: plot.area.x, width: plot.area.width, ..times };
            (places.plot, places.times, places.legend) = (Some(plot), times, legend);
        }
        places
    }
}

/// Where most of the sentences need two lines, all have two.
fn usual_lines(area: Rect, m: &Metrics) -> i32 {
    if area.width < (m.body * 30.0) as i32 { LINES } else { 1 }
}

fn title_style(m: &Metrics) -> Style {
    Style::bold((m.heading * 0.64).round().max(m.body), TEXT)
}

fn why_style(m: &Metrics) -> Style {
    Style::regular(m.body, MUTED)
}

/// How often it changed its mind, or that nothing moves.
fn count(facts: &Facts<'_>) -> (String, Color) {
    let flips = facts.history.recent_flips().len();
    if facts.status.still {
        return (say!("strip-still"), MUTED);
    }
    (say!("strip-count", count = flips), if flips == 0 { MUTED } else { LEADER })
}

/// Why; or what to do about a picture that does not move.
fn sentence(facts: &Facts<'_>) -> String {
    let status = facts.status;
    if status.still {
        return say!("strip-before-a-camera");
    }
    if status.shaken {
        return say!("strip-shaken");
    }
    let Some(pair) = Pair::new(facts) else { return String::new() };
    let rival = pair.rival.map(|(class, _)| class);
    Why::new(facts.history, pair.leader.0, rival).words()
}

/// Shakes a photo, or stops doing so.
fn shake(facts: &Facts<'_>) -> Button {
    Button::new(Action::Shake, say!("strip-shake")).lit(facts.status.shaken)
}

/// The marks of those flips whose pictures are kept, and the button of a photo.
pub fn targets(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    let places = Places::new(area, facts, m, face);
    let button = (!places.shake.is_empty()).then(|| shake(facts).target(places.shake));
    let marks = places.plot.map(|plot| plot.targets(facts));
    button.into_iter().chain(marks.into_iter().flatten()).collect()
}

/// Draws the strip.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let m = brush.metrics;
    let places = Places::new(area, facts, &m, brush.face);
    let Places { title, count: line, why, plot, times, legend, shake: place } = places;
    let fitted = |brush: &Brush<'_, '_>, words: &str, style: Style| {
        brush.face.fitted(words, style, area.width, 11.0)
    };
    let words = say!("strip-title");
    let style = fitted(brush, &words, title_style(&m));
    brush.text((title.x, title.y), title.width, Align::Left, &words, style);
    let (words, color) = count(facts);
    let style = fitted(brush, &words, Style::bold((m.body * 1.2).round(), color));
    brush.text((line.x, line.y), line.width, Align::Left, &words, style);
    brush.paragraph(why, &sentence(facts), why_style(&m));
    if !place.is_empty() {
        button::draw(brush, place, &shake(facts), facts.keyboard);
    }
    let Some(plot) = plot else { return };
    plot.draw(brush, facts);
    let y = times.y + (m.small * 0.3) as i32;
    let style = Style::regular(m.small, FAINT);
    brush.text((times.x, y), times.width, Align::Left, &say!("strip-ago"), style);
    let style = Style::bold(m.small, TEXT);
    brush.text((times.x, y), times.width, Align::Right, &say!("strip-now"), style);
    let touch = !plot.targets(facts).is_empty();
    let hint = say!("strip-touch");
    let ends = [say!("strip-ago"), say!("strip-now")].map(|words| brush.face.width(&words, style));
    let room = times.inset_by(ends[0].max(ends[1]) + m.gap / 2, 0);
    let style = Style::regular(m.small, LEADER);
    let is_said = touch && brush.face.width(&hint, style) <= room.width;
    if is_said {
        brush.text((room.x, y), room.width, Align::Centre, &hint, style);
    }
    draw_legend(brush, legend, facts, (touch, is_said));
}

/// What the two lines and the rings are; names are shortened where they must be. Where a mark can
/// be touched, the last words say so, where there is room and it is not said elsewhere.
fn draw_legend(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    facts: &Facts<'_>,
    (touch, is_said): (bool, bool),
) {
    let Some(pair) = Pair::new(facts) else { return };
    let m = brush.metrics;
    let small = Style::regular(m.small, TEXT);
    let faint = Style::regular(m.small, if touch { LEADER } else { FAINT });
    let dash = m.gap;
    let radius = plot::ring_radius(&m);
    let ring = 2 * radius.ceil() as i32;
    let changes = !facts.history.recent_flips().is_empty();
    let names: Vec<(&str, Color)> = [Some(pair.leader), pair.rival]
        .into_iter()
        .flatten()
        .map(|(class, color)| (facts.label(class), color))
        .collect();
    let around = (dash + m.gap / 2 + m.gap) * names.len() as i32;
    let width = |brush: &Brush<'_, '_>, words: &str| brush.face.width(words, small);
    let wanted: i32 = names.iter().map(|(name, _)| width(brush, name)).sum();
    let mut words = match (changes, touch) {
        (false, _) => Vec::new(),
        (true, touch) if !touch || is_said => vec![say!("strip-changed"), String::new()],
        (true, _) => vec![say!("strip-touch"), say!("strip-changed"), String::new()],
    };
    let room = |brush: &Brush<'_, '_>, words: &str| {
        area.width - around - ring - m.gap / 2 - brush.face.width(words, small)
    };
    // The longest of the words that leave the names their room; none where none does.
    words.retain(|words| words.is_empty() || wanted <= room(brush, words));
    let last = words.first().filter(|words| !words.is_empty()).cloned();
    let for_names = match &last {
        Some(words) => room(brush, words),
        None => area.width - around + m.gap,
    };
    let y = area.bottom() - small.leading() + (m.small * 0.3) as i32;
    let level = y + small.cap_height() / 2;
    let mut x = area.x;
    for (name, color) in names {
        brush.canvas.rounded(Rect::new(x, level - 1, dash, 3), 1, color);
        let share = i64::from(width(brush, name)) * i64::from(for_names);
        let most = (share / i64::from(wanted.max(1))) as i32;
        let most = most.min(width(brush, name));
        let style = brush.face.fitted(name, small, most, 11.0);
        x += dash + m.gap / 2;
        x += brush.text((x, y), most, Align::Left, name, style) + m.gap;
    }
    if let Some(words) = last {
        let middle = (x as f32 + radius, level as f32);
        plot::ring(brush, middle, radius, TEXT);
        let left = x + ring + m.gap / 2;
        brush.text((left, y), area.right() - left, Align::Left, &words, faint);
    }
}
