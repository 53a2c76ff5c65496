//! Draws the picture that the detector would like, as far as it has come, and how it is made.

use super::lines::{fits, heading, words};
use super::{Cell, Page, Wished};
use crate::exhibit::ascent::stimulus::{Stimulus, Stuck};
use crate::exhibit::ascent::wish::{Preset, Wish};
use crate::exhibit::likes::{ANOTHER, OPPOSITE};
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::icon::Icon;
use crate::view::palette::{LEADER, MUTED, NOTICE, PANEL};
use crate::view::wording::number;
use crate::view::{Brush, pixels};

/// What can be done with it.
pub(super) fn buttons(page: &Page<'_>) -> Vec<Button> {
    let another = Button::new(ANOTHER, say!("likes-another")).with_icon(Icon::Turn);
    let negative = page.chosen.negative;
    let words = if negative { say!("likes-most") } else { say!("likes-least") };
    let opposite = Button::new(OPPOSITE, words).lit(negative);
    [Some(another), page.is_signed().then_some(opposite)].into_iter().flatten().collect()
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, cell: &Cell, page: &Page<'_>) {
    let title = match (page.class, page.chosen.negative) {
        (Some(class), false) => say!("likes-wish-class", name = page.scene.label(class)),
        (Some(class), true) => say!("likes-wish-class-least", name = page.scene.label(class)),
        (None, false) => say!("likes-wish"),
        (None, true) => say!("likes-wish-least"),
    };
    heading(brush, cell.heading, &title);
    let Some((_, wished)) = page.wished.first() else { return };
    let Some(stimulus) = draw_picture(brush, cell, wished, &say!("one-moment")) else { return };
    let (text, color) = said(stimulus, page);
    let used = words(brush, cell.words, &text, color);
    // Until then the value is that of some steps before.
    if stimulus.stuck.is_none() && stimulus.is_over() {
        let (below, text) = (cell.words.split_top(used).1, rose(stimulus, page));
        if fits(brush, below, &text) {
            words(brush, below, &text, MUTED);
        }
    }
}

/// One of the four recipes.
pub(super) fn draw_recipe(
    brush: &mut Brush<'_, '_>,
    cell: &Cell,
    wish: Wish,
    wished: &Wished<'_>,
    page: &Page<'_>,
) {
    let (title, says) = match wish.preset {
        Preset::Fourier => (say!("likes-wish"), String::new()),
        Preset::Decay => (say!("recipe-decay"), say!("recipe-decay-says")),
        Preset::Blur => (say!("recipe-blur"), say!("recipe-blur-says")),
        Preset::ClipNorm => (say!("recipe-clip-norm"), say!("recipe-clip-norm-says")),
        Preset::ClipContribution => {
            (say!("recipe-clip-contribution"), say!("recipe-clip-contribution-says"))
        }
    };
    heading(brush, cell.heading, &title);
    let stimulus = draw_picture(brush, cell, wished, &say!("recipe-waits"));
    let used = words(brush, cell.words, &says, MUTED);
    if let Some(stimulus) = stimulus {
        let below = cell.words.split_top(used + brush.metrics.gap / 2).1;
        let text = if stimulus.is_over() { rose(stimulus, page) } else { steps(stimulus) };
        words(brush, below, &text, MUTED);
    }
}

/// The picture as it stands, with a bar for how far it has come; none where there is none yet.
fn draw_picture<'a>(
    brush: &mut Brush<'_, '_>,
    cell: &Cell,
    wished: &Wished<'a>,
    waits: &str,
) -> Option<&'a Stimulus> {
    let square = cell.square;
    let stimulus = match *wished {
        Wished::Forms(stimulus) => stimulus,
        Wished::Waits => {
            brush.canvas.rounded(square, 4, PANEL);
            pixels::words(brush, square, waits, NOTICE);
            return None;
        }
        Wished::Nothing(why) => {
            brush.canvas.rounded(square, 4, PANEL);
            pixels::words(brush, square, why, NOTICE);
            return None;
        }
    };
    let size = stimulus.picture.size;
    brush.picture(square.fit(size), &stimulus.picture, size.rect());
    if !stimulus.is_over() {
        let height = (brush.metrics.gap / 2).max(3);
        let track = Rect { y: square.bottom() - height, height, ..square };
        brush.canvas.fill(track, PANEL);
        let done = square.width as i64 * stimulus.steps as i64 / stimulus.of.max(1) as i64;
        brush.canvas.fill(Rect { width: done as i32, ..track }, LEADER);
    }
    Some(stimulus)
}

/// How it is made, or why nothing comes of it.
fn said(stimulus: &Stimulus, page: &Page<'_>) -> (String, u32) {
    match stimulus.stuck {
        Some(Stuck::Dead) => return (say!("likes-dead"), NOTICE),
        Some(Stuck::Still) => return (say!("likes-still"), NOTICE),
        None => {}
    }
    let (steps, of) = (stimulus.steps, stimulus.of);
    let goal = match (page.class.is_some(), page.chosen.negative) {
        (false, false) => "most",
        (false, true) => "least",
        (true, false) => "word",
        (true, true) => "least-word",
    };
    let made = if stimulus.is_over() {
        say!("likes-made", of = of, goal = goal)
    } else {
        say!("likes-forming", steps = steps, of = of, goal = goal)
    };
    (made, MUTED)
}

fn steps(stimulus: &Stimulus) -> String {
    say!("recipe-steps", steps = stimulus.steps, of = stimulus.of)
}

/// From what value to what value.
fn rose(stimulus: &Stimulus, page: &Page<'_>) -> String {
    let Stimulus { value_start, value, .. } = *stimulus;
    let (start, now) = (signed(value_start), signed(value));
    let what = if page.class.is_some() { "word" } else { "detector" };
    if page.chosen.negative {
        say!("likes-fell", what = what, start = start, now = now)
    } else {
        say!("likes-rose", what = what, start = start, now = now)
    }
}

/// With a true minus sign.
fn signed(value: f32) -> String {
    number(value).replace('-', "\u{2212}")
}
