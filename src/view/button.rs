//! Buttons: what they look like, and where a row of them lies.

use super::icon::Icon;
use super::palette::{BUTTON, BUTTON_LINE, BUTTON_PRESSED, DANGER, FAINT, LEADER, Metrics, TEXT};
use super::{Align, Brush, Target, What};
use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::keyboard::Keyboard;
use crate::geometry::Rect;

/// Smaller type than this is not set on a button.
const SMALLEST_TYPE: f32 = 11.0;

/// A button: what it does, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it does when it is let go, or while it is held.
    pub action: Action,
    /// What stands on it.
    pub label: String,
    /// The picture before that.
    pub icon: Option<Icon>,
    /// How it stands out.
    pub tone: Tone,
    /// True where it acts for as long as it is held, and not when it is let go.
    pub held: bool,
}

/// How a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Like all others.
    #[default]
    Plain,
    /// It is what is shown now, or it is on.
    On,
    /// It ends something.
    Danger,
}

impl Button {
    /// A button like all others, without a picture.
    pub fn new(action: Action, label: String) -> Self {
        Self { action, label, icon: None, tone: Tone::Plain, held: false }
    }

    /// The same with a picture.
    pub fn with_icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The same, lit where it is `on`.
    pub fn lit(self, on: bool) -> Self {
        Self { tone: if on { Tone::On } else { self.tone }, ..self }
    }

    /// The same, in the colour of what ends something.
    pub fn in_danger(self) -> Self {
        Self { tone: Tone::Danger, ..self }
    }

    /// The same, which acts for as long as it is held.
    pub fn held(self) -> Self {
        Self { held: true, ..self }
    }

    /// What a touch of it means.
    pub fn what(&self) -> What {
        if self.held { What::Held(self.action) } else { What::Button(self.action) }
    }

    /// Where a touch means it.
    pub fn target(&self, area: Rect) -> Target {
        Target { what: self.what(), area, touch: area }
    }
}

/// Rows that a button is high.
pub fn height(m: &Metrics) -> i32 {
    m.target
}

/// So many buttons side by side, all of one width.
pub fn row(area: Rect, gap: i32, count: usize) -> Vec<Rect> {
    let count = count.max(1) as i32;
    let edge = |n: i32| area.x + n * (area.width + gap) / count;
    let place = |n: i32| Rect { x: edge(n), width: edge(n + 1) - gap - edge(n), ..area };
    (0..count).map(place).collect()
}

/// As many buttons side by side as there are, as wide as their words need, and not wider than that
/// by more than a half; all in the area.
pub fn row_by_words(
    area: Rect,
    buttons: &[Button],
    keyboard: &Keyboard,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Rect> {
    let needs = |button: &Button, keys: bool| {
        let words = face.width(&button.label, Style::bold(m.body, TEXT));
        let icon = button.icon.map_or(0, |_| icon_side(m) + m.gap / 2);
        let cap = keyboard.cap(button.action).filter(|_| keys);
        let cap = cap.map_or(0, |cap| face.width(&cap, cap_style(m)) + 2 * m.gap);
        words + icon + cap + m.gap * 3 / 2
    };
    let all_need = |keys| -> Vec<i32> { buttons.iter().map(|b| needs(b, keys)).collect() };
    let gap = m.gap * 2 / 3;
    let gaps = gap * (buttons.len() as i32 - 1).max(0);
    let room = (area.width - gaps).max(0);
    // Words matter more than keys.
    let with_keys = Some(all_need(true)).filter(|wanted| wanted.iter().sum::<i32>() <= room);
    let wanted = with_keys.unwrap_or_else(|| all_need(false));
    let all: i32 = wanted.iter().sum();
    let width = |wanted: i32| (i64::from(wanted) * i64::from(room) / i64::from(all.max(1))) as i32;
    let mut x = area.x;
    let place = |&wanted: &i32| {
        let place = Rect { x, width: width(wanted).min(wanted * 3 / 2), ..area };
        x = place.right() + gap;
        place
    };
    wanted.iter().map(place).collect()
}

fn icon_side(m: &Metrics) -> i32 {
    (m.body * 1.15) as i32
}

fn cap_style(m: &Metrics) -> Style {
    Style::bold((m.small * 0.9).max(SMALLEST_TYPE), FAINT)
}

/// Draws a button with the cap of its key, where it has one and there is room.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, button: &Button, keyboard: &Keyboard) {
    if area.is_empty() {
        return;
    }
    let m = brush.metrics;
    ground(brush, area, button.tone, brush.pressed == Some(button.what()));
    let mut inner = area.inset_by((m.gap * 3 / 4).min(area.width / 8), 2);
    if let Some(icon) = button.icon {
        let side = icon_side(&m).min(inner.height);
        let (place, rest) = inner.split_left(side);
        let alone = button.label.is_empty();
        let color = if button.tone == Tone::Danger { DANGER } else { LEADER };
        icon.draw(
            brush,
            if alone { area } else { place }.inset(i32::from(alone) * m.gap / 2),
            color,
        );
        inner = rest.split_left(m.gap / 2).1;
    }
    if button.label.is_empty() {
        return;
    }
    if let Some(cap) = keyboard.cap(button.action) {
        inner = draw_cap(brush, inner, &cap, &button.label);
    }
    words(brush, inner, &button.label, Style::bold(m.body, TEXT));
}

/// What is behind the words of a button, which a finger may be on.
pub fn ground(brush: &mut Brush<'_, '_>, area: Rect, tone: Tone, pressed: bool) {
    let (frame, fill) = match (tone, pressed) {
        (Tone::Danger, false) => (DANGER, mixed_with(DANGER)),
        (Tone::On, false) => (LEADER, BUTTON),
        (Tone::Plain, false) => (BUTTON_LINE, BUTTON),
        (_, true) => (LEADER, BUTTON_PRESSED),
    };
    let radius = brush.metrics.gap * 2 / 3;
    brush.canvas.rounded(area, radius, frame);
    let edge = if tone == Tone::On { 2 } else { 1 };
    brush.canvas.rounded(area.inset(edge), radius - edge, fill);
}

/// The key at the right end, where the words keep enough room; returns what is left for them.
fn draw_cap(brush: &mut Brush<'_, '_>, inner: Rect, cap: &str, label: &str) -> Rect {
    let m = brush.metrics;
    let style = cap_style(&m);
    let width = brush.face.width(cap, style) + m.gap;
    let rest = inner.split_right(width + m.gap / 2).0;
    if rest.width < brush.face.width(label, Style::bold(m.body, TEXT)) {
        return inner;
    }
    let height = style.leading() + m.gap / 4;
    let y = inner.y + (inner.height - height) / 2;
    let place = Rect::new(inner.right() - width, y, width, height);
    brush.canvas.rounded(place, m.gap / 3, super::palette::PANEL);
    let level = place.y + (height - style.cap_height()) / 2;
    brush.text((place.x, level), width, Align::Centre, cap, style);
    rest
}

/// Words in one line, or in two where one would be too small, in the middle of the rows.
pub fn words(brush: &mut Brush<'_, '_>, area: Rect, text: &str, style: Style) {
    let m = brush.metrics;
    let fits = |style: Style, lines: usize| {
        let wrapped = brush.face.wrapped(text, style, area.width);
        let widest = wrapped.iter().map(|line| brush.face.width(line, style)).max().unwrap_or(0);
        wrapped.len() <= lines
            && widest <= area.width
            && (wrapped.len() as i32 - 1) * style.leading() + style.cap_height() <= area.height
    };
    let mut sized = style;
    while sized.size > SMALLEST_TYPE
        && !fits(sized, 1)
        && !(sized.size <= m.body * 0.8 && fits(sized, 2))
    {
        sized = sized.sized(sized.size - 0.5);
    }
    let lines = brush.face.wrapped(text, sized, area.width);
    let count = lines.len().min(if fits(sized, 1) { 1 } else { 2 }) as i32;
    let high = (count - 1) * sized.leading() + sized.cap_height();
    let y = area.y + (area.height - high) / 2;
    let place = Rect { y, height: count * sized.leading(), ..area };
    brush.paragraph(place, text, sized);
}

/// A dark ground for a frame of this colour.
fn mixed_with(color: Color) -> Color {
    crate::canvas::color::mix(BUTTON, color, 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn a_row_of_buttons_fills_its_area_without_overlap() {
        for (width, count) in [(324, 2), (325, 3), (40, 4), (7, 3)] {
            let area = Rect::new(24, 10, width, 46);
            let places = row(area, 4, count);
            assert_eq!(places.len(), count);
            assert_eq!((places[0].x, places[count - 1].right()), (area.x, area.right()));
            for pair in places.windows(2) {
                assert!(pair[0].intersect(pair[1]).is_empty(), "{pair:?}");
            }
        }
    }

    #[test]
    fn buttons_as_wide_as_their_words_stay_in_their_area() {
        let (keyboard, face) = (Keyboard::new(&[]), Typeface::default());
        let m = Metrics::new(Size::new(1280, 800));
        let buttons =
            ["Freeze", "Next photo", "Camera"].map(|word| Button::new(Action::Freeze, word.into()));
        for width in [60, 260, 900] {
            let area = Rect::new(10, 10, width, 44);
            for place in row_by_words(area, &buttons, &keyboard, &m, &face) {
                assert_eq!(place.intersect(area), place, "{width}");
            }
        }
    }
}
