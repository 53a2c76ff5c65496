//! What is asked of a person who says that the answer is wrong: which word, then?

use super::headline;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::facts::Facts;
use crate::view::palette::{MUTED, Metrics, TEXT};
use crate::view::{Align, Brush, Target};

/// What is said to a person who says that the answer is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// Which, then?
    Which,
    /// It has no other words.
    NoneOfItsWords,
}

/// Where the parts lie.
struct Places {
    /// The answer that is called wrong; empty where there is no room for it.
    headline: Rect,
    title: Rect,
    /// The buttons, in the order of [`buttons`].
    buttons: Vec<Rect>,
    /// Between title and buttons.
    words: Rect,
}

impl Places {
    /// Each button in a row of its own, with the answer above them, where there is room; else two
    /// a row; else without the answer. The last button always has a row of its own.
    fn new(area: Rect, wrong: Wrong, count: usize, m: &Metrics) -> Self {
        let below = area.split_top(m.heading_height()).1;
        let answer = headline::height(m);
        let title_height = (m.body * 2.0) as i32;
        let gap = m.gap / 2;
        let choices = count as i32 - 1;
        let rows = |across: i32| choices.div_euclid(across) + choices.rem_euclid(across) + 1;
        let needs = |rows: i32| title_height + rows * (button::height(m) + gap);
        let arrangements = [(answer, 1), (answer, 2), (0, 1), (0, 2)];
        let fits = |&(above, across): &(i32, i32)| above + needs(rows(across)) <= below.height;
        let (above, across) = match wrong {
            Wrong::Which => arrangements.into_iter().find(fits).unwrap_or((0, 2)),
            Wrong::NoneOfItsWords => (0, 1),
        };
        let (headline, rest) = below.split_top(above);
        let (title, rest) = rest.split_top(title_height);
        if wrong == Wrong::NoneOfItsWords {
            let (words, foot) = rest.split_bottom(count as i32 * (button::height(m) + gap));
            let buttons = column(foot, 0..count as i32, 1, button::height(m), gap);
            return Self { headline, title, buttons, words };
        }
        let room = rest.height / rows(across).max(1) - gap;
        let height = button::height(m).min(room).max(0);
        let mut buttons = column(rest, 0..choices, across, height, gap);
        let y = rest.y + (rows(across) - 1) * (height + gap);
        buttons.push(Rect { y, height, ..rest }.intersect(rest));
        Self { headline, title, buttons, words: Rect::default() }
    }
}

/// So many places a row, one row below the other.
fn column(
    area: Rect,
    numbers: std::ops::Range<i32>,
    across: i32,
    height: i32,
    gap: i32,
) -> Vec<Rect> {
    let place = |n: i32| {
        let line = Rect { y: area.y + n / across * (height + gap), height, ..area };
        button::row(line, gap, across as usize)[(n % across) as usize].intersect(area)
    };
    numbers.map(place).collect()
}

/// The guesses, that it is none of them, and the way back; or the way on alone.
fn buttons(facts: &Facts<'_>, wrong: Wrong) -> Vec<Button> {
    if wrong == Wrong::NoneOfItsWords {
        return vec![Button::new(Action::Wrong, say!("wrong-go-on"))];
    }
    let guesses = facts
        .places()
        .into_iter()
        .map(|class| Button::new(Action::PickClass(class), facts.label(class).to_owned()));
    let others = [
        Button::new(Action::NoneOfItsWords, say!("wrong-none")),
        Button::new(Action::Back, say!("wrong-never-mind")),
    ];
    guesses.chain(others).collect()
}

/// What can be touched.
pub fn targets(area: Rect, facts: &Facts<'_>, wrong: Wrong, m: &Metrics) -> Vec<Target> {
    let buttons = buttons(facts, wrong);
    let places = Places::new(area, wrong, buttons.len(), m).buttons;
    let target = |(button, place): (&Button, Rect)| button.target(place);
    buttons.iter().zip(places).map(target).filter(|target| !target.area.is_empty()).collect()
}

/// Draws question and buttons, below the pane's heading.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, wrong: Wrong) {
    let m = brush.metrics;
    let buttons = buttons(facts, wrong);
    let places = Places::new(area, wrong, buttons.len(), &m);
    if !places.headline.is_empty() {
        headline::draw(brush, places.headline, facts);
    }
    let title = match wrong {
        Wrong::Which => say!("wrong-which"),
        Wrong::NoneOfItsWords => say!("wrong-none"),
    };
    let style = Style::bold((m.body * 1.3).round(), TEXT);
    let style = brush.face.fitted(&title, style, area.width, 11.0);
    let y = places.title.y + (places.title.height - style.cap_height()) / 2;
    brush.text((area.x, y), area.width, Align::Left, &title, style);
    if wrong == Wrong::NoneOfItsWords {
        let words = say!("wrong-only-its-words", count = facts.outline.labels.len());
        brush.paragraph(places.words, &words, Style::regular(m.body, MUTED));
    }
    for (button, place) in buttons.iter().zip(places.buttons) {
        button::draw(brush, place, button, facts.keyboard);
    }
}
