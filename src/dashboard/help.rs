//! The page of `?`: how to touch, drag and go back, and every key of the table as a button.

use std::ops::Range;

use super::overlay::inner;
use super::presenter;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::keymap::{Audience, Entry, Group};
use crate::control::kiosk::refusal;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{Tone, ground, words};
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, LEADER, LINE, MUTED, Metrics, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What, title};

/// Smaller type than this is not set.
const SMALLEST_TYPE: f32 = 11.0;

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
        gesture.draw_in_cell(brush, area);
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

/// What a finger or a mouse can do everywhere.
pub(super) struct Gesture {
    icon: Icon,
    name: String,
    says: String,
}

/// All of them, in the order in which a visitor needs them.
pub(super) fn gestures(scene: &Scene<'_>) -> [Gesture; 4] {
    let cap = |action| scene.keyboard.cap(action);
    let back = cap(Action::Back);
    let freeze = cap(Action::Freeze);
    let gesture = |icon, name, says| Gesture { icon, name, says };
    [
        gesture(Icon::Finger, say!("gesture-touch"), say!("gesture-touch-says")),
        gesture(Icon::Ring, say!("gesture-drag"), say!("gesture-drag-says")),
        gesture(
            Icon::Left,
            say!("gesture-back"),
            match back {
                Some(key) => say!("gesture-back-says", key = key),
                None => say!("gesture-back-says-without-key"),
            },
        ),
        gesture(
            Icon::Pause,
            say!("gesture-freeze"),
            match freeze {
                Some(key) => say!("gesture-freeze-says", key = key),
                None => say!("gesture-freeze-says-without-key"),
            },
        ),
    ]
}

impl Gesture {
    /// Its name, and below it what it does.
    fn draw_in_cell(&self, brush: &mut Brush<'_, '_>, area: Rect) {
        let m = brush.metrics;
        let name = Style::bold(m.body, TEXT);
        let (icon, rest) = area.split_left((m.body * 1.3) as i32);
        let rest = rest.split_left(m.gap * 2 / 3).1;
        let place =
            Rect { y: icon.y - (icon.width - name.cap_height()) / 2, height: icon.width, ..icon };
        self.icon.draw(brush, place, LEADER);
        brush.text((rest.x, rest.y), rest.width, Align::Left, &self.name, name);
        let says = rest.split_top(name.leading()).1;
        let style = lines_fitted(brush.face, &self.says, Style::regular(m.small, MUTED), says);
        brush.paragraph(says, &self.says, style);
    }

    /// Its name, and beside it what it does, `column` pixels further right.
    pub(super) fn draw_in_row(&self, brush: &mut Brush<'_, '_>, area: Rect, column: i32) {
        let m = brush.metrics;
        let name = Style::bold(m.body, TEXT);
        let side = ((m.body * 1.3) as i32).min(area.height);
        let (icon, rest) = area.split_left(side);
        self.icon.draw(brush, icon, LEADER);
        let rest = rest.split_left(m.gap).1;
        let y = area.y + (area.height - name.cap_height()) / 2;
        brush.text((rest.x, y), column, Align::Left, &self.name, name);
        let says = rest.split_left(column).1;
        words(brush, says, &self.says, Style::regular(m.body, MUTED));
    }
}

/// The largest size, not larger than the style's, at which all lines of the text fit into the area.
pub(super) fn lines_fitted(face: &Typeface, text: &str, style: Style, area: Rect) -> Style {
    let fits = |style: Style| {
        let lines = face.wrapped(text, style, area.width).len() as i32;
        (lines - 1) * style.leading() + style.cap_height() <= area.height
    };
    let mut fitted = style;
    while fitted.size > SMALLEST_TYPE && !fits(fitted) {
        fitted = fitted.sized(fitted.size - 0.5);
    }
    fitted
}

/// True of what the page names but gives no button: what a finger does by touching the thing
/// itself, the arrow at the top left or the bar of doors.
pub(super) fn is_gesture(action: Action) -> bool {
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

/// What visitors are offered of this group: in a kiosk nothing that it would refuse.
fn entries<'a>(scene: &Scene<'a>, group: Group) -> impl Iterator<Item = &'a Entry> {
    let (keyboard, kiosk) = (scene.keyboard, scene.status.kiosk);
    keyboard.entries().filter(move |entry| {
        let refused = || entry.actions().into_iter().any(|action| refusal(action).is_some());
        entry.group == group && entry.audience == Audience::Visitors && !(kiosk && refused())
    })
}

/// Where everything on the page lies, below its title.
struct Page<'a> {
    gestures: Vec<Rect>,
    headings: Vec<(Group, Rect)>,
    rows: Vec<Row<'a>>,
}

impl<'a> Page<'a> {
    fn new(inner: Rect, scene: &Scene<'a>, m: &Metrics, face: &Typeface) -> Self {
        let below = title::below(inner, &say!("help-title"), "", m, face);
        let gestures = Gestures::new(below, m);
        let keys = below.split_top(gestures.height + m.gap).1;
        let (headings, rows) = places(keys, scene, m);
        Self { gestures: gestures.places, headings, rows }
    }
}

/// Where the gestures lie: side by side, or in two rows.
struct Gestures {
    places: Vec<Rect>,
    height: i32,
}

impl Gestures {
    fn new(below: Rect, m: &Metrics) -> Self {
        let (across, down) = if m.upright { (2, 2) } else { (4, 1) };
        let name = Style::bold(m.body, TEXT).leading();
        let high = name + 2 * Style::regular(m.small, MUTED).leading();
        let top = below.y + m.gap / 2;
        let width = (below.width - (across - 1) * m.gap) / across;
        let place = |n: i32| {
            let (column, row) = (n % across, n / across);
            let x = below.x + column * (width + m.gap);
            Rect::new(x, top + row * (high + m.gap / 2), width, high)
        };
        let places = (0..across * down).map(place).collect();
        Self { places, height: m.gap / 2 + down * (high + m.gap / 2) }
    }
}

/// The headings and rows of all groups, in as many columns as the area is good for.
fn places<'a>(area: Rect, scene: &Scene<'a>, m: &Metrics) -> (Vec<(Group, Rect)>, Vec<Row<'a>>) {
    let groups: Vec<(Group, Vec<&Entry>)> = Group::ALL
        .into_iter()
        .map(|group| (group, entries(scene, group).collect::<Vec<_>>()))
        .filter(|(_, entries)| !entries.is_empty())
        .collect();
    let tenths: Vec<i32> =
        groups.iter().map(|(_, entries)| 10 * entries.len() as i32 + HEADING).collect();
    let most = if m.upright { 2 } else { 4 };
    let columns = columns(&tenths, most);
    let tallest = columns.iter().map(|column| tenths[column.clone()].iter().sum()).max();
    let pitch = (10 * area.height / tallest.unwrap_or(1).max(1)).min(m.target + m.gap).max(1);
    let between = (pitch / 11).clamp(1, m.gap);
    let gap = m.gap;
    let width = (area.width - (most - 1) * gap) / most;
    let (mut headings, mut rows) = (Vec::new(), Vec::new());
    for (n, column) in (0..).zip(columns) {
        let x = area.x + n * (width + gap);
        let mut y = area.y;
        for (group, entries) in &groups[column] {
            let height = HEADING * pitch / 10;
            headings.push((*group, Rect::new(x, y, width, height)));
            y += height;
            for &entry in entries {
                rows.push(Row { entry, area: Rect::new(x, y, width, pitch - between) });
                y += pitch;
            }
        }
    }
    (headings, rows)
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
        let cap = |action: Action| scene.keyboard.cap(action).unwrap_or_default();
        if let [(first, _), (second, _)] = parts[..] {
            let caps = [cap(first), cap(second)];
            let [left, right] = [0, 1].map(|n| cap_width(brush, &caps[n], inner.width / 4));
            draw_cap(brush, inner.split_left(left).0, &caps[0], on(first));
            draw_cap(brush, inner.split_right(right).1, &caps[1], on(second));
            inner = inner.split_left(left + m.gap / 2).1.split_right(right + m.gap / 2).0;
        } else {
            let keys = scene.keyboard.keys(self.entry);
            let width = cap_width(brush, &keys, inner.width * 2 / 5);
            draw_cap(brush, inner.split_left(width).0, &keys, false);
            inner = inner.split_left(width + m.gap / 2).1;
        }
        let color = if parts.is_empty() { MUTED } else { TEXT };
        words(brush, inner, &self.entry.help(), Style::regular(m.small, color));
    }
}

fn cap_style(m: &Metrics) -> Style {
    Style::bold((m.small * 0.92).max(SMALLEST_TYPE), TEXT)
}

/// How wide a key's cap is, at most `most`.
pub(super) fn cap_width(brush: &Brush<'_, '_>, keys: &str, most: i32) -> i32 {
    let m = brush.metrics;
    if keys.is_empty() {
        return 0;
    }
    let least = (m.small * 1.5) as i32;
    let style = brush.face.fitted(keys, cap_style(&m), most - m.gap / 2, SMALLEST_TYPE);
    let width = (brush.face.width(keys, style) + m.gap).max(least);
    // Words matter more than keys that find no room.
    if brush.face.width(keys, style) + m.gap / 2 <= most { width.min(most) } else { 0 }
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
        assert_eq!(columns(&[70, 40, 60, 80, 70, 20], 1), [0..6]);
        assert_eq!(columns(&[50], 4), [0..1]);
    }
}
