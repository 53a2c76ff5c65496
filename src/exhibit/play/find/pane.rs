//! The page of "Find it": the live picture, and beside it what is to be done, what is going on or
//! what came of it.

mod over;
mod ready;
mod runs;

use super::Find;
use crate::canvas::text::{Style, Typeface};
use crate::control::keyboard::Keyboard;
use crate::exhibit::play::picture;
use crate::exhibit::play::round::{Outcome, Stands};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button, Tone};
use crate::view::palette::{FAINT, LEADER, Metrics, TEXT};
use crate::view::{Align, Brush, Target};

/// Where the picture lies, what belongs beside it, and the column of words.
#[derive(Debug, Clone, Copy)]
struct Places {
    picture: Rect,
    /// At the right of a picture that stands above the words; else none.
    beside: Option<Rect>,
    column: Rect,
}

impl Places {
    fn new(area: Rect, m: &Metrics) -> Self {
        if area.height > area.width {
            let side = (area.height * 50 / 100).min(area.width * 62 / 100);
            let (above, column) = area.split_top(side);
            let (picture, beside) = above.split_left(side);
            let beside = Some(beside.split_left(m.gap * 2).1);
            return Self { picture, beside, column: column.split_top(m.gap * 2).1 };
        }
        let side = area.height.min(area.width * 46 / 100);
        let (picture, column) = area.split_left(side);
        let column = column.split_left(m.gap * 2).1;
        Self { picture, beside: None, column }
    }
}

/// The buttons of the page as it stands, each with its place.
fn buttons(
    find: &Find,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<(Button, Rect)> {
    let column = Places::new(area, m).column;
    match &find.stands {
        Stands::Ready | Stands::Over(_) => ready::buttons(find, column, scene, m, face),
        Stands::Runs(_) if find.waits => over::buttons_between(column, m),
        Stands::Runs(_) => runs::buttons(column, m),
    }
}

/// What can be touched.
pub(super) fn targets(
    find: &Find,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let buttons = buttons(find, area, scene, m, face);
    buttons.iter().map(|(button, place)| button.target(*place)).collect()
}

/// Draws it.
pub(super) fn draw(find: &Find, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let places = Places::new(area, &m);
    let verdict = find.turn().map(super::turn::Turn::verdict);
    let runs = find.stands.runs() && !find.waits;
    let wins = runs && verdict.is_some_and(|verdict| verdict.sum >= super::rule::SURE);
    picture::draw(brush, places.picture, wins.then_some(LEADER), scene);
    match &find.stands {
        Stands::Ready => ready::draw(find, brush, places, scene),
        Stands::Runs(_) if find.waits => over::draw_between(find, brush, places),
        Stands::Runs(_) => runs::draw(find, brush, places, scene),
        Stands::Over(Outcome::Lost) => over::draw_lost(find, brush, places),
        Stands::Over(Outcome::Won(_)) => over::draw_won(find, brush, places),
    }
    for (button, place) in buttons(find, area, scene, &m, brush.face) {
        if button.tone == Tone::On {
            draw_large(brush, place, &button, scene.keyboard);
        } else {
            button::draw(brush, place, &button, scene.keyboard);
        }
    }
}

/// A button that is meant first: large words in the middle, the key beside them.
fn draw_large(brush: &mut Brush<'_, '_>, area: Rect, button: &Button, keyboard: &Keyboard) {
    let m = brush.metrics;
    button::ground(brush, area, button.tone, brush.pressed == Some(button.what()));
    let inner = area.inset_by(m.gap, 2);
    let style = Style::bold(m.body * 1.5, TEXT);
    let words = brush.face.fitted(&button.label, style, inner.width, 11.0);
    let width = brush.face.width(&button.label, words);
    let key = Style::bold((m.small * 0.9).max(11.0), FAINT);
    let cap = keyboard.cap(button.action).unwrap_or_default();
    let cap_width = brush.face.width(&cap, key);
    let fits = width + m.gap + cap_width <= inner.width && !cap.is_empty();
    let all = if fits { width + m.gap + cap_width } else { width };
    let x = inner.x + (inner.width - all) / 2;
    let level = |style: Style| area.y + (area.height - style.cap_height()) / 2;
    brush.text((x, level(words)), width, Align::Left, &button.label, words);
    if fits {
        brush.text((x + width + m.gap, level(key)), cap_width, Align::Left, &cap, key);
    }
}

/// Lines of text one below the other, from the top of an area.
struct Lines {
    area: Rect,
}

impl Lines {
    fn new(area: Rect) -> Self {
        Self { area }
    }

    /// One line, as large as it fits; returns the rows it took.
    fn line(&mut self, brush: &mut Brush<'_, '_>, words: &str, style: Style) {
        let fitted = brush.face.fitted(words, style, self.area.width, 11.0);
        let height = style.leading();
        if height > self.area.height {
            return;
        }
        let y = self.area.y + (height - fitted.cap_height()) / 2;
        brush.text((self.area.x, y), self.area.width, Align::Left, words, fitted);
        self.area = self.area.split_top(height).1;
    }

    /// A paragraph in smaller type where it would not fit.
    fn paragraph(&mut self, brush: &mut Brush<'_, '_>, words: &str, style: Style) {
        let mut sized = style;
        let rows = |brush: &Brush<'_, '_>, style: Style, width: i32| {
            brush.face.wrapped(words, style, width).len() as i32 * style.leading()
        };
        while sized.size > 11.0 && rows(brush, sized, self.area.width) > self.area.height {
            sized = sized.sized(sized.size - 0.5);
        }
        let height = rows(brush, sized, self.area.width);
        if height <= self.area.height {
            brush.paragraph(Rect { height, ..self.area }, words, sized);
            self.area = self.area.split_top(height).1;
        }
    }

    fn gap(&mut self, rows: i32) {
        self.area = self.area.split_top(rows.min(self.area.height)).1;
    }
}
