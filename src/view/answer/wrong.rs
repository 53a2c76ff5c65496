//! What is asked of a person who says that the answer is wrong: which word, then?

use super::{LISTED, headline};
use crate::canvas::text::{Style, Typeface};
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
    /// The buttons, in the order of [`Says::buttons`].
    buttons: Vec<Rect>,
    /// Between title and buttons.
    words: Rect,
}

impl Places {
    /// Each button in a row of its own, with the answer above them, where there is room; else two
    /// a row; else without the answer. The last button always has a row of its own.
    fn new(area: Rect, wrong: Wrong, says: &Says, m: &Metrics, face: &Typeface) -> Self {
        let below = area.split_top(m.heading_height()).1;
        let answer = headline::height(m);
        let title_height = (m.body * 2.1) as i32;
        let gap = m.gap / 2;
        let count = says.buttons.len() as i32;
        let choices = count - 1;
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
            let style = words_style(m);
            let lines = face.wrapped(&says.words, style, area.width).len() as i32;
            let foot = count * (button::height(m) + gap);
            let high = (lines * style.leading() + m.gap).min((rest.height - foot).max(0));
            let (words, foot) = rest.split_top(high);
            let buttons = column(foot, 0..count, 1, button::height(m), gap);
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

fn words_style(m: &Metrics) -> Style {
    Style::regular(m.body, MUTED)
}

/// What is said, and the buttons.
struct Says {
    title: String,
    words: String,
    buttons: Vec<Button>,
}

impl Says {
    /// The guesses, that it is none of them, and the way back; or the way on alone.
    fn new(facts: &Facts<'_>, wrong: Wrong) -> Self {
        if wrong == Wrong::NoneOfItsWords {
            return Self {
                title: say!("wrong-none"),
                words: say!("wrong-only-its-words", count = facts.outline.labels.len()),
                buttons: vec![Button::new(Action::Wrong, say!("wrong-go-on"))],
            };
        }
        let guesses = facts
            .places()
            .into_iter()
            .map(|class| Button::new(Action::PickClass(class), facts.label(class).to_owned()));
        let others = [
            Button::new(Action::NoneOfItsWords, say!("wrong-none")),
            Button::new(Action::Back, say!("wrong-never-mind")),
        ];
        let buttons = guesses.chain(others).collect();
        Self { title: say!("wrong-which"), words: String::new(), buttons }
    }
}

/// What can be touched.
pub fn targets(
    area: Rect,
    facts: &Facts<'_>,
    wrong: Wrong,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let says = Says::new(facts, wrong);
    let places = Places::new(area, wrong, &says, m, face).buttons;
    let target = |(button, place): (&Button, Rect)| button.target(place);
    let targets = says.buttons.iter().zip(places).map(target);
    targets.filter(|target| !target.area.is_empty()).collect()
}

/// Draws question and buttons, below the pane's heading.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, wrong: Wrong) {
    let m = brush.metrics;
    let says = Says::new(facts, wrong);
    let places = Places::new(area, wrong, &says, &m, brush.face);
    if !places.headline.is_empty() {
        headline::draw(brush, places.headline, facts, LISTED[0]);
    }
    let style = Style::bold((m.body * 1.3).round(), TEXT);
    let style = brush.face.fitted(&says.title, style, area.width, 11.0);
    let y = places.title.y + (places.title.height - style.cap_height()) / 2;
    brush.text((area.x, y), area.width, Align::Left, &says.title, style);
    brush.paragraph(places.words, &says.words, words_style(&m));
    for (button, place) in says.buttons.iter().zip(places.buttons) {
        button::draw(brush, place, button, facts.keyboard);
    }
}
