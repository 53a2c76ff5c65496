//! The page of `?`: how to touch, drag and go back, and every key of the table as a button.

use std::ops::Range;

use super::gestures::{GESTURES, gestures};
use super::overlay::inner;
use super::presenter;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Audience, Entry, Group, Scope};
use crate::control::kiosk::refusal;
use crate::exhibit::TOUR_NEXT;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{Tone, ground, words};
use crate::view::palette::{BACKGROUND, LEADER, LINE, MUTED, Metrics, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What, title};

/// Smaller type than this is not set.
const SMALLEST_TYPE: f32 = 11.0;

/// A column is at least so many rows of type wide.
const NARROWEST: f32 = 16.0;

/// Tenths of a row that a group's heading takes.
const HEADING: i32 = 6;

/// What can be touched on the page that lies in this area.
pub(super) fn targets(area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    let inner = inner(area, m);
    let mut targets = vec![title::target(inner, m)];
    if scene.selection.presenter {
        targets.extend(presenter::targets(inner, scene, m));
        return targets;
    }
    for row in &Page::new(inner, scene, m, face).rows {
        targets.extend(row.parts().into_iter().map(|(action, area)| Target {
            what: What::Button(action),
            area,
            touch: area,
        }));
    }
    targets
}

/// Draws the page, over whatever is there.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    brush.canvas.fill(area, BACKGROUND);
    let inner = inner(area, &brush.metrics);
    if scene.selection.presenter {
        presenter::draw(brush, inner, scene);
        return;
    }
    let page = Page::new(inner, scene, &brush.metrics, brush.face);
    title::draw(brush, inner, &say!("help-title"), "", scene);
    for (gesture, &area) in gestures(scene).iter().zip(&page.gestures) {
        if page.compact {
            gesture.draw_as_sentence(brush, area);
        } else {
            gesture.draw_in_cell(brush, area);
        }
    }
    for &(group, area) in &page.headings {
        let style = Style::bold(brush.metrics.small, LEADER);
        let y = area.y + (area.height - style.cap_height()) / 2;
        brush.text((area.x, y), area.width, Align::Left, &group.title(), style);
    }
    for row in &page.rows {
        row.draw(brush, scene);
    }
}

/// True of what the page names but gives no button: what a finger does by touching the thing
/// itself, the arrow at the top left or the bar of doors.
fn is_gesture(action: Action) -> bool {
    matches!(
        action,
        Action::Open(_)
            | Action::Move(_)
            | Action::Leap(_)
            | Action::Closer
            | Action::Back
            | Action::Help
    )
}

/// What visitors are offered of this group: in a kiosk nothing that it would refuse; what keys mean
/// in one room alone only there, where its page has buttons for them as well.
fn entries<'a>(scene: &Scene<'a>, group: Group) -> impl Iterator<Item = &'a Entry> {
    let (keyboard, kiosk) = (scene.keyboard, scene.status.kiosk);
    let here = scene.selection.door(scene.rooms);
    let means = move |scope: Scope| match scope {
        Scope::Everywhere | Scope::Behind(Door::Inside) => true,
        Scope::Behind(door) => door == here,
    };
    let tours = scene.selection.tour.runs();
    // Where no tour runs, nothing goes on.
    let is_on = move |entry: &Entry| tours || entry.actions() != [TOUR_NEXT];
    keyboard.entries().filter(move |entry| {
        let refused = || entry.actions().into_iter().any(|action| refusal(action).is_some());
        let offered = entry.group == group && means(entry.scope) && is_on(entry);
        offered && entry.audience == Audience::Visitors && !(kiosk && refused())
    })
}

/// Where everything on the page lies, below its title.
struct Page<'a> {
    /// Where the gestures lie.
    gestures: Vec<Rect>,
    /// True where these are rows like those of the keys.
    compact: bool,
    headings: Vec<(Group, Rect)>,
    rows: Vec<Row<'a>>,
}

impl<'a> Page<'a> {
    fn new(inner: Rect, scene: &Scene<'a>, m: &Metrics, face: &Typeface) -> Self {
        let below = title::below(inner, &say!("help-title"), "", m, face);
        let compact = inner.height < 10 * m.target;
        let (mut gestures, keys) = if compact {
            (Vec::new(), below)
        } else {
            let (gestures, height) = across(below, m);
            (gestures, below.split_top(height + m.gap / 2).1)
        };
        let mut blocks = Vec::new();
        if compact {
            blocks.push(Block { first: First::Gestures, entries: Vec::new() });
        }
        blocks.extend(Group::ALL.into_iter().filter_map(|group| {
            let entries: Vec<&Entry> = entries(scene, group).collect();
            (!entries.is_empty()).then_some(Block { first: First::Heading(group), entries })
        }));
        let mut most = if m.upright { 2 } else { 4 };
        let mut columns = columns(&heights(&blocks), most);
        let lower_than = |pitch: i32, blocks: &[Block<'_>], columns: &[Range<usize>]| {
            10 * keys.height < tallest(blocks, columns) * pitch
        };
        if lower_than(m.target + m.gap / 2, &blocks, &columns) {
            // Where rows would be too low for a finger, a group may go on in the next column.
            blocks = blocks.into_iter().flat_map(Block::in_parts).collect();
            columns = self::columns(&heights(&blocks), most);
        }
        let wide = !m.upright && keys.width / (most + 1) >= (m.body * NARROWEST) as i32;
        if wide && lower_than(m.target + 1, &blocks, &columns) {
            most += 1;
            columns = self::columns(&heights(&blocks), most);
        }
        let pitch = 10 * keys.height / tallest(&blocks, &columns).max(1);
        let pitch = pitch.min(m.target * 4 / 3).max(1);
        // Where rows get low, what a finger must hit goes before what parts them.
        let between = (pitch / 11).min(pitch - m.target).clamp(1, m.gap);
        let width = (keys.width - (most - 1) * m.gap) / most;
        let (mut headings, mut rows) = (Vec::new(), Vec::new());
        for (n, column) in (0..).zip(columns) {
            let (x, mut y) = (keys.x + n * (width + m.gap), keys.y);
            let mut row = |tenths: i32| {
                let area = Rect::new(x, y, width, tenths * pitch / 10);
                y += area.height;
                Rect { height: area.height - between, ..area }
            };
            let blocks = &blocks[column];
            if let Some(entry) = blocks.first().filter(|first| first.goes_on()) {
                headings.extend(entry.entries.first().map(|entry| (entry.group, row(HEADING))));
            }
            for block in blocks {
                match block.first {
                    First::Gestures => gestures.extend([(); GESTURES].map(|()| row(10))),
                    First::Heading(group) => headings.push((group, row(HEADING))),
                    First::Entry => {}
                }
                for &entry in &block.entries {
                    rows.push(Row { entry, area: row(10) });
                }
            }
        }
        Self { gestures, compact, headings, rows }
    }
}

/// What stays together in a column.
struct Block<'a> {
    first: First,
    entries: Vec<&'a Entry>,
}

/// What a block begins with.
#[derive(Clone, Copy)]
enum First {
    Gestures,
    Heading(Group),
    Entry,
}

impl Block<'_> {
    /// In tenths of a row.
    fn height(&self) -> i32 {
        let first = match self.first {
            First::Gestures => 10 * GESTURES as i32,
            First::Heading(_) => HEADING,
            First::Entry => 0,
        };
        first + 10 * self.entries.len() as i32
    }

    /// True of a part of a group that began in another column: its heading is said again.
    fn goes_on(&self) -> bool {
        matches!(self.first, First::Entry)
    }

    /// The same in blocks of one row each; a heading stays with what follows.
    fn in_parts(self) -> Vec<Self> {
        if self.entries.is_empty() {
            return vec![self];
        }
        let first = |n: usize| if n == 0 { self.first } else { First::Entry };
        let part = |(n, entry)| Self { first: first(n), entries: vec![entry] };
        self.entries.iter().copied().enumerate().map(part).collect()
    }
}

fn heights(blocks: &[Block<'_>]) -> Vec<i32> {
    blocks.iter().map(Block::height).collect()
}

fn tallest(blocks: &[Block<'_>], columns: &[Range<usize>]) -> i32 {
    let high = |column: &Range<usize>| {
        let blocks = &blocks[column.clone()];
        let heading = if blocks.first().is_some_and(Block::goes_on) { HEADING } else { 0 };
        heading + heights(blocks).iter().sum::<i32>()
    };
    columns.iter().map(high).max().unwrap_or(0)
}

/// Where the gestures lie side by side, or in two rows, and how high that is.
fn across(below: Rect, m: &Metrics) -> (Vec<Rect>, i32) {
    let (across, down) = if m.upright { (2, 2) } else { (4, 1) };
    let name = Style::bold(m.body, TEXT).leading();
    let high = name + 2 * Style::regular(m.small, MUTED).leading();
    let top = m.gap * 2 / 3;
    let width = (below.width - (across - 1) * m.gap) / across;
    let place = |n: i32| {
        let (column, row) = (n % across, n / across);
        let x = below.x + column * (width + m.gap);
        Rect::new(x, below.y + top + row * (high + m.gap), width, high)
    };
    let places = (0..across * down).map(place).collect();
    (places, top + down * high + (down - 1) * m.gap)
}

/// Groups of these heights one below the other, in so many columns at most, none higher than need
/// be.
fn columns(heights: &[i32], most: i32) -> Vec<Range<usize>> {
    let packed = |capacity: i32| {
        let (mut columns, mut begin, mut high) = (Vec::new(), 0, 0);
        for (n, &height) in heights.iter().enumerate() {
            if n > begin && high + height > capacity {
                columns.push(begin..n);
                (begin, high) = (n, 0);
            }
            high += height;
        }
        columns.push(begin..heights.len());
        columns
    };
    let all: i32 = heights.iter().sum();
    let mut capacity = heights.iter().copied().max().unwrap_or(0);
    while capacity < all && packed(capacity).len() as i32 > most {
        capacity += 1;
    }
    packed(capacity)
}

/// A row of the table of keys.
struct Row<'a> {
    entry: &'a Entry,
    area: Rect,
}

impl Row<'_> {
    /// What can be touched in it: all of it, or two halves; nothing where it is for reading.
    fn parts(&self) -> Vec<(Action, Rect)> {
        let actions = self.entry.actions();
        match actions[..] {
            [only] if !is_gesture(only) => vec![(only, self.area)],
            [first, second] if !is_gesture(first) => {
                let (left, right) = self.area.split_left(self.area.width / 2);
                vec![(first, left), (second, right)]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, scene: &Scene<'_>) {
        let (m, pressed) = (brush.metrics, brush.pressed);
        let on = |action: Action| pressed == Some(What::Button(action));
        let parts = self.parts();
        if !parts.is_empty() {
            let alone = parts.len() == 1 && on(parts[0].0);
            ground(brush, self.area, Tone::Plain, alone);
        }
        let mut inner = self.area.inset_by((m.gap / 2).min(self.area.width / 8), 2);
        let gap = m.gap * 2 / 3;
        if let [(first, _), (second, _)] = parts[..] {
            let caps =
                [first, second].map(|action| short_cap(brush, action, inner.width / 7, scene));
            let [left, right] = [0, 1].map(|n| cap_width(brush, &caps[n]));
            draw_cap(brush, inner.split_left(left).0, &caps[0], on(first));
            draw_cap(brush, inner.split_right(right).1, &caps[1], on(second));
            inner = inner.split_left(left + gap).1.split_right(right + gap).0;
        } else {
            let keys = short_keys(brush, self.entry, inner.width * 2 / 5, scene);
            let width = cap_width(brush, &keys);
            draw_cap(brush, inner.split_left(width).0, &keys, false);
            inner = inner.split_left(width + gap).1;
        }
        let color = if parts.is_empty() { MUTED } else { TEXT };
        let inner = Rect { width: inner.width - m.gap / 3, ..inner };
        words(brush, inner, &self.entry.help(), Style::regular(m.small, color));
    }
}

fn cap_style(m: &Metrics) -> Style {
    Style::bold((m.small * 0.92).max(SMALLEST_TYPE), TEXT)
}

/// How wide a key's cap is.
pub(super) fn cap_width(brush: &Brush<'_, '_>, keys: &str) -> i32 {
    let m = brush.metrics;
    if keys.is_empty() {
        return 0;
    }
    (brush.face.width(keys, cap_style(&m)) + m.gap).max((m.small * 1.5) as i32)
}

/// The first of an action's keys whose cap is not wider than this, or else the first.
fn short_cap(brush: &Brush<'_, '_>, action: Action, most: i32, scene: &Scene<'_>) -> String {
    let mut caps = scene.keyboard.caps(action);
    let fits = |cap: &String| cap_width(brush, cap) <= most;
    caps.find(fits).or_else(|| scene.keyboard.cap(action)).unwrap_or_default()
}

/// All keys of a row of the table, or the first of them where all are wider than this.
pub(super) fn short_keys(
    brush: &Brush<'_, '_>,
    entry: &Entry,
    most: i32,
    scene: &Scene<'_>,
) -> String {
    let keys = scene.keyboard.keys(entry);
    match keys.split_once(", ") {
        Some((first, _)) if cap_width(brush, &keys) > most => first.to_owned(),
        _ => keys.into_owned(),
    }
}

/// A key as it looks on a keyboard, in the middle of the area's rows.
pub(super) fn draw_cap(brush: &mut Brush<'_, '_>, area: Rect, keys: &str, pressed: bool) {
    if keys.is_empty() || area.is_empty() {
        return;
    }
    let m = brush.metrics;
    let style = brush.face.fitted(keys, cap_style(&m), area.width - m.gap / 2, SMALLEST_TYPE);
    let height = (style.leading() + m.gap / 2).min(area.height);
    let place = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    brush.canvas.rounded(place, m.gap / 3, if pressed { LEADER } else { LINE });
    brush.canvas.rounded(place.inset(1), m.gap / 3, PANEL);
    let y = place.y + (height - style.cap_height()) / 2;
    brush.text((place.x + 2, y), place.width - 4, Align::Centre, keys, style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_fill_their_columns_in_order() {
        assert_eq!(columns(&[70, 40, 60, 80, 70, 20], 4), [0..1, 1..3, 3..4, 4..6]);
        for (heights, most) in [(&[70, 40, 60, 80, 70, 20][..], 1), (&[50], 4)] {
            let columns = columns(heights, most);
            assert_eq!(columns.len(), 1);
            assert_eq!(columns[0], 0..heights.len());
        }
    }
}
