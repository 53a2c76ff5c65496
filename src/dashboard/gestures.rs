//! What a finger or a mouse can do everywhere: touch, drag, back, freeze.

use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::words;
use crate::view::icon::Icon;
use crate::view::palette::{LEADER, MUTED, TEXT};
use crate::view::{Align, Brush};

/// Smaller type than this is not set.
const SMALLEST_TYPE: f32 = 11.0;

/// How many gestures there are.
pub(super) const GESTURES: usize = 4;

/// What a finger or a mouse can do everywhere.
pub(super) struct Gesture {
    icon: Icon,
    name: String,
    says: String,
}

/// All of them, in the order in which a visitor needs them.
pub(super) fn gestures(scene: &Scene<'_>) -> [Gesture; GESTURES] {
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
    pub(super) fn draw_in_cell(&self, brush: &mut Brush<'_, '_>, area: Rect) {
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

    /// Its name and what it does in one sentence.
    pub(super) fn draw_as_sentence(&self, brush: &mut Brush<'_, '_>, area: Rect) {
        let m = brush.metrics;
        let (icon, rest) = area.split_left((m.body * 1.3) as i32);
        self.icon.draw(brush, icon, LEADER);
        let rest = rest.split_left(m.gap * 2 / 3).1;
        let sentence = format!("{}: {}", self.name, self.says);
        words(brush, rest, &sentence, Style::regular(m.small, MUTED));
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
