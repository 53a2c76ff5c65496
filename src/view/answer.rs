//! The answer, "It answers": the best class, how sure it is, the next guesses, everything else.
//!
//! Below them one asks why it is not the next, or says that it is wrong.

mod bars;
mod brief;
mod headline;
mod nothing;
mod shown;
mod wrong;

use super::button::{self, Button};
use super::facts::Facts;
use super::invitation::what_it_knows;
use super::palette::{BUTTON_PRESSED, FAINT, LINE, Metrics, TEXT};
use super::{Align, Brush, Target, What};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::geometry::Rect;

pub use brief::{Brief, draw as draw_brief, height as brief_height};
pub use headline::height as headline_height;
pub use headline::is_seen;
pub use headline::leader_color;
pub use nothing::why as why_nothing;
pub use wrong::Wrong;

/// Lines that the sentence of what the network knows may take.
const QUIET_LINES: i32 = 3;

/// So many guesses are listed, and so many where there is much room.
const LISTED: [usize; 2] = [3, 5];

/// The share of the row of buttons that the left one has, in hundredths: a name stands on it.
const WHY_NOT: i32 = 55;

/// Rows that the sentence of what the network knows takes, below the buttons.
pub fn quiet_height(m: &Metrics) -> i32 {
    QUIET_LINES * m.small_style().leading() + m.gap
}

/// Rows that the pane wants, of those that are `available`: heading, answer, percentage, three
/// guesses and everything else, the buttons; and `quiet` rows below. What is less is made do with:
/// the rows of the guesses get closer, then `quiet` goes.
pub fn height(m: &Metrics, quiet: i32, available: i32) -> i32 {
    let rows = LISTED[0] as i32 + 1;
    let wanted = m.heading_height() + headline::height(m) + rows * usual_pitch(m);
    (wanted + buttons_height(m, 1) + quiet).min(available)
}

/// Rows from one guess to the next, where nothing is scarce.
fn usual_pitch(m: &Metrics) -> i32 {
    (m.body * 2.05) as i32
}

/// Rows from one guess to the next at least.
fn least_pitch(m: &Metrics) -> i32 {
    (m.body * 1.45) as i32
}

fn buttons_height(m: &Metrics, rows: i32) -> i32 {
    rows * button::height(m) + m.gap / 2 * (rows - 1) + m.gap
}

/// Where in the pane the answer's word stands: its middle, in rows of the screen.
pub fn headline_middle(area: Rect, m: &Metrics) -> i32 {
    area.y + m.heading_height() + headline::middle(m)
}

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// No snapshot has come yet.
    Nothing,
    /// What was computed is not a number.
    NoAnswer,
    /// The picture is even, or nothing was found in it.
    NothingToSee,
    /// The guesses.
    Guesses,
    /// The question which word it is, or that there are no others.
    Wrong(Wrong),
}

impl Shows {
    fn new(facts: &Facts<'_>, wrong: Option<Wrong>) -> Self {
        let Some(newest) = facts.history.newest() else {
            let lost = facts.snapshot.is_some_and(|snapshot| snapshot.top.is_empty());
            return if lost { Self::NoAnswer } else { Self::Nothing };
        };
        match (facts.snapshot, wrong) {
            (Some(snapshot), _) if snapshot.top.is_empty() => Self::NoAnswer,
            (_, Some(wrong)) => Self::Wrong(wrong),
            _ if newest.nothing => Self::NothingToSee,
            _ => Self::Guesses,
        }
    }
}

/// Where the parts of the pane lie; empty where there is no room.
struct Places {
    /// The best class, with what stands above it and how sure it is.
    headline: Rect,
    /// The listed classes with their rows, which leave no gap; everything else has none.
    rows: Vec<(Option<usize>, Rect)>,
    /// The buttons: why not the next, and that it is wrong.
    buttons: Vec<(Rect, Button)>,
    /// What the network knows.
    knows: Rect,
}

impl Places {
    fn new(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Self {
        let rest = area.split_top(m.heading_height()).1;
        let (headline, rest) = rest.split_top(headline::height(m));
        let places = shown::places(facts).len();
        let others = bars::choices(facts);
        let count = |listed: usize| {
            let listed = listed.min(places);
            listed as i32 + i32::from(listed < others)
        };
        let fewest = count(LISTED[0]);
        let crowded = rest.height - fewest * least_pitch(m);
        let mut buttons = buttons(facts);
        // Two buttons side by side would be narrow for a name.
        let narrow = area.width < (m.body * 18.0) as i32;
        let stacked = narrow && buttons_height(m, buttons.len() as i32) <= crowded;
        let mut for_buttons = match buttons.len() as i32 {
            0 => 0,
            count => buttons_height(m, if stacked { count } else { 1 }),
        };
        // They go where even crowded guesses leave them no room, and what it knows before them.
        if for_buttons > crowded {
            buttons.clear();
            for_buttons = 0;
        }
        let words = what_it_knows(facts.outline);
        let lines = words.map_or(0, |words| face.wrapped(&words, quiet(m), area.width).len());
        let wanted = lines as i32 * quiet(m).leading() + i32::from(lines > 0) * m.gap;
        let pitch = if facts.status.camera { least_pitch(m) } else { usual_pitch(m) };
        let fits = rest.height - for_buttons - fewest * pitch >= wanted;
        let for_words = if fits { wanted } else { 0 };

        let room = rest.height - for_buttons - for_words;
        let many = room / count(LISTED[1]).max(1) >= usual_pitch(m);
        let listed = bars::listed(facts, LISTED[usize::from(many)]);
        let count = count(listed.len()).max(1);
        let most = m.target.max(usual_pitch(m));
        let pitch = (room / count).min(most);
        let row = |n: i32| Rect { y: rest.y + n * pitch, height: pitch, ..rest };
        let classes = listed.iter().map(|&class| Some(class));
        let classes = classes.chain((listed.len() < others).then_some(None));
        let rows: Vec<(Option<usize>, Rect)> =
            (0..).zip(classes).map(|(n, class)| (class, row(n))).collect();
        let y = rest.y + rows.len() as i32 * pitch + m.gap / 2;
        let places = button_places(Rect { y, ..area }, m, stacked, buttons.len());
        let buttons = places.into_iter().zip(buttons).collect();
        let knows = Rect { y: y + for_buttons, height: for_words, ..area };
        Self { headline, rows, buttons, knows: knows.intersect(area) }
    }
}

/// What it knows is said in this.
fn quiet(m: &Metrics) -> Style {
    Style::regular(m.small, FAINT)
}

/// Why not the next class, and that it is wrong; none where the answers mean nothing.
fn buttons(facts: &Facts<'_>) -> Vec<Button> {
    if facts.outline.untrained {
        return Vec::new();
    }
    let wrong = Button::new(Action::Wrong, say!("answer-wrong"));
    let second = bars::rival(facts).map(|class| {
        let words = say!("answer-why-not", name = facts.label(class));
        Button::new(Action::PickClass(class), words)
    });
    second.into_iter().chain([wrong]).collect()
}

/// One button below the other, or side by side: the first wider, since a name stands on it.
fn button_places(area: Rect, m: &Metrics, stacked: bool, count: usize) -> Vec<Rect> {
    let line = Rect { height: button::height(m), ..area };
    if stacked || count != 2 {
        let pitch = line.height + m.gap / 2;
        return (0..count as i32).map(|n| Rect { y: line.y + n * pitch, ..line }).collect();
    }
    let (left, right) = line.split_left((line.width - m.gap / 2) * WHY_NOT / 100);
    vec![left, right.split_left(m.gap / 2).1]
}

/// What can be touched: the guesses, and the buttons.
pub fn targets(
    area: Rect,
    facts: &Facts<'_>,
    wrong: Option<Wrong>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    match Shows::new(facts, wrong) {
        Shows::Nothing | Shows::NoAnswer | Shows::NothingToSee => Vec::new(),
        Shows::Wrong(wrong) => wrong::targets(area, facts, wrong, m, face),
        Shows::Guesses => {
            let places = Places::new(area, facts, m, face);
            let row = |(class, area): (Option<usize>, Rect)| {
                Some(Target { what: What::Class(class?), area, touch: area })
            };
            let rows = places.rows.into_iter().filter_map(row);
            let buttons = places.buttons.iter().map(|(area, button)| button.target(*area));
            rows.chain(buttons).filter(|target| !target.area.is_empty()).collect()
        }
    }
}

/// Draws the answer, how sure it is, and the next guesses; or what is asked of somebody who says
/// that it is `wrong`.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, wrong: Option<Wrong>) {
    let m = brush.metrics;
    let places = Places::new(area, facts, &m, brush.face);
    let below = brush.heading(area, &say!("answer-heading"));
    if m.upright {
        // The picture beside it is as wide: so is this.
        brush.canvas.fill(Rect { y: below.y - 3, height: 1, ..area }, LINE);
    }
    match Shows::new(facts, wrong) {
        Shows::Nothing => {
            let style = Style::regular(m.headline, FAINT);
            brush.text((below.x, below.y), below.width, Align::Left, "…", style);
        }
        Shows::NoAnswer => nothing::not_a_number(brush, below),
        Shows::NothingToSee => nothing::draw(brush, below, facts),
        Shows::Wrong(wrong) => wrong::draw(brush, area, facts, wrong),
        Shows::Guesses => {
            let listed = places.rows.iter().filter(|(class, _)| class.is_some()).count();
            headline::draw(brush, places.headline, facts, listed);
            draw_guesses(brush, &places, facts);
            for (area, button) in &places.buttons {
                draw_button(brush, *area, button, facts);
            }
            if let Some(words) = what_it_knows(facts.outline).filter(|_| !places.knows.is_empty()) {
                let below = places.knows.split_top(m.gap / 2).1;
                brush.paragraph(below, &words, quiet(&m));
            }
        }
    }
}

fn draw_guesses(brush: &mut Brush<'_, '_>, places: &Places, facts: &Facts<'_>) {
    let classes: Vec<usize> = places.rows.iter().filter_map(|(class, _)| *class).collect();
    for (row, &(class, area)) in bars::rows(facts, &classes).iter().zip(&places.rows) {
        if class.is_some_and(|class| brush.pressed == Some(What::Class(class))) {
            brush.canvas.rounded(area, brush.metrics.gap / 3, BUTTON_PRESSED);
        }
        bars::draw(brush, area, row);
    }
}

/// A button; a name that is too long for it is not said.
fn draw_button(brush: &mut Brush<'_, '_>, area: Rect, button: &Button, facts: &Facts<'_>) {
    let m = brush.metrics;
    let style = Style::bold(m.small * 0.9, TEXT);
    let width = area.width - 2 * m.gap;
    let lines = brush.face.wrapped(&button.label, style, width);
    let fits = lines.len() <= 2 && lines.iter().all(|line| brush.face.width(line, style) <= width);
    if fits || !matches!(button.action, Action::PickClass(_)) {
        button::draw(brush, area, button, facts.keyboard);
        return;
    }
    let button = Button::new(button.action, say!("answer-why-not-the-second"));
    button::draw(brush, area, &button, facts.keyboard);
}
