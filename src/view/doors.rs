//! The bar of doors at the foot of every screen: what a visitor may want to know, and `i` and `?`.

use super::button;
use super::icon::Icon;
use super::palette::{
    BACKGROUND, BUTTON, BUTTON_LINE, BUTTON_PRESSED, FAINT, LEADER, LINE, Metrics, TEXT,
};
use super::{Align, Brush, Target, What};
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::geometry::Rect;
use crate::words;

/// What the bar shows beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The doors that lead somewhere.
    pub doors: &'a [Door],
    /// The one that one is behind; none while a page lies over everything.
    pub open: Option<Door>,
    /// True while the explanation is shown.
    pub explains: bool,
    /// True while what can be done is shown.
    pub helps: bool,
    /// How much of the time is over for which `?` must be held, in hundredths.
    pub holding: Option<u8>,
}

/// Rows that the bar takes.
pub fn height(m: &Metrics) -> i32 {
    let door = if m.upright { 2 * m.target } else { m.target * 4 / 3 };
    door + 2 * m.gap
}

/// Where the doors lie, and then `i` and `?`.
fn places(area: Rect, m: &Metrics, doors: usize) -> (Vec<Rect>, [Rect; 2]) {
    let inner = area.inset_by(m.margin, m.gap);
    let gap = m.gap * 2 / 3;
    let side = m.target.min(inner.height).min(inner.width / 8);
    let (doors_area, rest) = inner.split_right(2 * side + 2 * gap);
    let square = |n: i32| Rect::new(rest.x + gap + n * (side + gap), rest.y, side, rest.height);
    (button::row(doors_area, gap, doors), [square(0), square(1)])
}

/// Where a touch means which door, and `i` and `?`.
pub fn targets(area: Rect, m: &Metrics, doors: &[Door]) -> Vec<Target> {
    let (places, [explain, help]) = places(area, m, doors.len());
    let target = |action, area| Target { what: What::Button(action), area, touch: area };
    let doors = doors.iter().zip(places).map(|(&door, place)| target(Action::Open(door), place));
    doors.chain([target(Action::Explain, explain), target(Action::Help, help)]).collect()
}

/// Draws the bar.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, content: &Content<'_>) {
    let m = brush.metrics;
    brush.canvas.fill(Rect { height: 1, ..area }, LINE);
    let (places, [explain, help]) = places(area, &m, content.doors.len());
    let full = content.doors.iter().zip(&places).all(|(&door, &place)| {
        let words = words::message(door.question());
        room_for_words(place, &m).is_some_and(|room| fits(brush, room, &words))
    });
    for (&door, &place) in content.doors.iter().zip(&places) {
        let words = if full { Words::Question } else { Words::Short };
        draw_door(brush, place, (door, words), content.open == Some(door));
    }
    let letter = |brush: &mut Brush<'_, '_>, place: Rect, action: Action, on: bool, text: &str| {
        let color = ground(brush, place, What::Button(action), on);
        let style = Style::bold(m.body * 1.4, color);
        let y = place.y + (place.height - style.cap_height()) / 2;
        brush.text((place.x, y), place.width, Align::Centre, text, style);
    };
    letter(brush, explain, Action::Explain, content.explains, "i");
    letter(brush, help, Action::Help, content.helps, "?");
    if let Some(hundredths) = content.holding {
        fill_ring(brush, help, hundredths);
    }
}

/// The box of a door; returns the colour of what stands on it.
fn ground(brush: &mut Brush<'_, '_>, area: Rect, what: What, open: bool) -> Color {
    let radius = brush.metrics.gap * 2 / 3;
    let pressed = brush.pressed == Some(what);
    let (frame, fill, text) = match (open, pressed) {
        (true, false) => (TEXT, TEXT, BACKGROUND),
        (false, false) => (BUTTON_LINE, BUTTON, TEXT),
        (_, true) => (LEADER, BUTTON_PRESSED, TEXT),
    };
    brush.canvas.rounded(area, radius, frame);
    brush.canvas.rounded(area.inset(1), radius - 1, fill);
    text
}

/// How wide the column is that icon and digit stand in.
fn icon_width(place: Rect, m: &Metrics) -> i32 {
    (m.body * 1.5) as i32 + place.height / 8
}

/// Where the question has room beside the icon; none where the door is too small for one.
fn room_for_words(place: Rect, m: &Metrics) -> Option<Rect> {
    let inner = place.inset_by(m.gap / 2, 2);
    let room = inner.split_left(icon_width(place, m) + m.gap / 2).1;
    (room.width > 3 * m.body as i32).then_some(room)
}

/// True where these words fit there in two lines (three in an upright window).
fn fits(brush: &Brush<'_, '_>, room: Rect, words: &str) -> bool {
    let style = Style::bold(brush.metrics.body, TEXT);
    let lines = brush.face.wrapped(words, style, room.width);
    let most = if brush.metrics.upright { 3 } else { 2 };
    lines.len() <= most && lines.iter().all(|line| brush.face.width(line, style) <= room.width)
}

/// What stands on a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    /// Its question, where every door has room for its own.
    Question,
    /// One word.
    Short,
}

fn draw_door(brush: &mut Brush<'_, '_>, place: Rect, (door, words): (Door, Words), open: bool) {
    let m = brush.metrics;
    let color = ground(brush, place, What::Button(Action::Open(door)), open);
    let faint = if open { mix(BACKGROUND, TEXT, 90) } else { FAINT };
    let lit = if open { BACKGROUND } else { LEADER };
    let digit = door.digit().to_string();
    let inner = place.inset_by(m.gap / 2, 2);
    if let Some(room) = room_for_words(place, &m).filter(|_| words == Words::Question) {
        let column = Rect { width: icon_width(place, &m), ..inner };
        let small = Style::bold(m.small, faint);
        let side = (m.body * 1.35) as i32;
        let high = side + m.gap / 3 + small.cap_height();
        let y = column.y + (column.height - high) / 2;
        icon_of(door).draw(brush, Rect { y, height: side, ..column }, lit);
        let y = y + side + m.gap / 3;
        brush.text((column.x, y), column.width, Align::Centre, &digit, small);
        button::words(
            brush,
            room,
            &words::message(door.question()),
            Style::bold(m.body * 1.05, color),
        );
        return;
    }
    let style = Style::bold((m.body * 1.1).max(12.0), lit);
    let short = words::message(door.short());
    let text = style.sized(style.size);
    let number = brush.face.width(&digit, style) + m.gap;
    let wide = number + brush.face.width(&short, text);
    let x = inner.x + (inner.width - wide).max(0) / 2;
    let y = inner.y + (inner.height - style.cap_height()) / 2;
    brush.text((x, y), number, Align::Left, &digit, style);
    let room = inner.right() - x - number;
    let text = brush.face.fitted(&short, Style { color, ..text }, room, 11.0);
    brush.text((x + number, y), room, Align::Left, &short, text);
}

/// A ring round `?` that fills while it is held.
fn fill_ring(brush: &mut Brush<'_, '_>, place: Rect, hundredths: u8) {
    let middle = place.middle();
    let radius = place.width.min(place.height) as f32 / 2.0 - 2.0;
    let on = |n: u8| {
        let angle = f32::from(n) / 100.0 * std::f32::consts::TAU;
        (middle.x as f32 + radius * angle.sin(), middle.y as f32 - radius * angle.cos())
    };
    for n in 0..hundredths.min(100) {
        brush.canvas.line(on(n), on(n + 1), (radius / 6.0).max(2.0), LEADER);
    }
}

fn icon_of(door: Door) -> Icon {
    match door {
        Door::See => Icon::Eye,
        Door::Inside => Icon::Grid,
        Door::LooksFor => Icon::Heart,
        Door::Hide => Icon::Part,
        Door::Changes => Icon::Swap,
        Door::Dreams => Icon::Moon,
        Door::Teach => Icon::Cap,
        Door::Play => Icon::Star,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn doors_keep_apart_and_can_be_hit_by_a_finger() {
        for (width, height) in [(800, 500), (1280, 800), (1600, 900), (1080, 1920), (3840, 2160)] {
            let m = Metrics::new(Size::new(width, height));
            let area = Rect::new(0, height - super::height(&m), width, super::height(&m));
            let targets = targets(area, &m, &Door::ALL);
            for (n, target) in targets.iter().enumerate() {
                assert_eq!(target.area.intersect(area), target.area, "{width}x{height}");
                assert!(target.area.width >= 44 && target.area.height >= 44, "{target:?}");
                let others = &targets[n + 1..];
                assert!(others.iter().all(|other| other.area.intersect(target.area).is_empty()));
            }
        }
    }
}
