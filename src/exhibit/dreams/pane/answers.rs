//! What the network answers to the picture, and what it answers to the dream.

use super::places::{Places, heading_height};
use super::{Content, said};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::network::outline::Outline;
use crate::view::answer::{self, Brief};
use crate::view::palette::{BUTTON_LINE, FAINT, LEADER, MUTED, OTHERS, PANEL, TEXT};
use crate::view::sureness::Sureness;
use crate::view::wording::percent;
use crate::view::{Align, Brush};

/// The answer's name is enlarged at most so much where there is room: a mere guess is not.
fn largest(sureness: Sureness) -> f32 {
    match sureness {
        Sureness::Guess => 1.0,
        Sureness::Perhaps => 1.25,
        Sureness::Thinks | Sureness::Sure => 1.5,
    }
}

/// What the network answers to the dream.
pub(in super::super) enum After<'a> {
    /// The best first.
    Says(&'a [Guess]),
    /// Nothing yet, and why.
    Waits(String),
}

/// Draws both, with an arrow from the one to the other.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    places: &Places,
    content: &Content<'_>,
    outline: &Outline,
) {
    let seen = if let Some((picture, crop)) = content.seen {
        brush.seen(places.seen, picture, crop)
    } else {
        brush.canvas.fill(places.seen, PANEL);
        places.seen
    };
    brush.canvas.frame(seen, 1, BUTTON_LINE);
    draw_before(brush, places.before, content, outline);
    said::draw(brush, places.invitation, &content.invitation);
    draw_arrow(brush, places.arrow);
    let m = brush.metrics;
    let (top, below) = places.after.split_top(heading_height(&m));
    line(brush, top, &say!("dream-in-its"), Style::bold(m.body, TEXT));
    match &content.after {
        After::Says(guesses) if !guesses.is_empty() => {
            draw_large(brush, below, outline, guesses);
        }
        After::Says(_) => line(brush, below, &say!("answer-none"), Style::regular(m.body, MUTED)),
        After::Waits(why) => {
            let style = Style::regular((m.headline * 0.55).max(m.body).round(), FAINT);
            brush.paragraph(below.split_top(m.gap / 2).1, why, style);
        }
    }
}

/// One line, as small as it must be to be whole.
fn line(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    let style = brush.face.fitted(words, style, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, words, style);
}

/// The answer as the answer's own pane sets it, as large as there is room.
fn draw_large(brush: &mut Brush<'_, '_>, area: Rect, outline: &Outline, guesses: &[Guess]) {
    let usual = brush.metrics;
    let more = (area.height - answer::headline_height(&usual)).max(0) as f32;
    let sureness = guesses.first().map_or(Sureness::Guess, |best| Sureness::of(best.probability));
    let largest = usual.headline * largest(sureness);
    brush.metrics.headline = (usual.headline + more / 1.4).min(largest).floor();
    let area = Rect { height: answer::headline_height(&brush.metrics), ..area };
    answer::draw_brief(brush, area, Brief { outline, guesses });
    brush.metrics = usual;
}

/// What the picture is; below that the name, and how sure it is of that: in the middle of the rows.
fn draw_before(brush: &mut Brush<'_, '_>, area: Rect, content: &Content<'_>, outline: &Outline) {
    let m = brush.metrics;
    let title = Style::bold(m.body, TEXT);
    let Some(best) = content.before.first() else {
        return line(brush, area, &content.title, title);
    };
    let unknown = say!("class-unknown");
    let label = outline.labels.get(best.class).unwrap_or(&unknown);
    let sureness = Sureness::of(best.probability);
    let (introduction, name) = if outline.untrained {
        (say!("answer-untrained"), label.clone())
    } else {
        (sureness.introduction(label), sureness.name(label))
    };
    let color = match sureness.color() {
        _ if outline.untrained => OTHERS[1],
        // The dream's answer alone is lime.
        LEADER => TEXT,
        color => color,
    };
    let whole = (best.probability * 100.0).round() as u32;
    let figure = percent(whole, best.probability);
    let body = Style::regular(m.body, MUTED);
    let mut style = Style::regular((m.body * 1.9).round(), color);
    let rows = |brush: &Brush<'_, '_>, style: Style| {
        let lines = brush.face.wrapped(&name, style, area.width);
        let fits = lines.iter().all(|line| brush.face.width(line, style) <= area.width);
        fits.then_some(lines.len() as i32 * style.leading())
    };
    let others = title.leading() + m.gap / 2 + 2 * body.leading();
    let room = area.height - others;
    while style.size > m.body && rows(brush, style).is_none_or(|rows| rows > room) {
        style = style.sized(style.size - 1.0);
    }
    let Some(high) = rows(brush, style).filter(|&rows| rows <= room) else {
        // One line for all of it.
        let (top, below) = area.split_top(title.leading());
        line(brush, top, &content.title, title);
        let style = Style::regular(m.body, color);
        return line(brush, below, &format!("{name}  {figure}"), style);
    };
    let place = area.split_top((area.height - others - high) / 2).1;
    let (top, rest) = place.split_top(title.leading() + m.gap / 2);
    line(brush, top, &content.title, title);
    let (top, rest) = rest.split_top(body.leading());
    line(brush, top, &introduction, body);
    let (name_place, below) = rest.split_top(high);
    brush.paragraph(name_place, &name, style);
    line(brush, below, &figure, body);
}

/// Down; in an upright window, where the dream's answer stands beside, to the right.
fn draw_arrow(brush: &mut Brush<'_, '_>, area: Rect) {
    if brush.metrics.upright {
        brush.canvas.arrow_right(area, MUTED);
        return;
    }
    let middle = area.middle().x;
    let head = (area.height * 2 / 3).min(area.width);
    let shaft = (head / 4).max(2);
    let foot = area.split_bottom(head * 2 / 3).1;
    let stem = Rect::new(middle - shaft / 2, area.y, shaft, area.height - foot.height);
    brush.canvas.fill(stem, MUTED);
    brush.canvas.triangle_down(Rect { x: middle - head / 2, width: head, ..foot }, MUTED);
}
