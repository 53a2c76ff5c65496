//! Draws "Hide it": the picture that is rubbed on, and how much of it is hidden.

use super::{Hide, LARGER, Last, SMALLER};
use crate::canvas::text::Typeface;
use crate::exhibit::Room;
use crate::exhibit::play::pane::{
    Places, draw_answer, draw_clock, draw_column, draw_large, figure_style, large_target,
    second_style, third_style, words,
};
use crate::exhibit::play::round::{Outcome, Stands};
use crate::exhibit::rubber::{self, Rubbing, Sheet};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::network::erasure::Mask;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{LEADER, Metrics, NOTICE, TEXT};
use crate::view::target::Rubber;
use crate::view::{Brush, Target, What, answer};

/// What is rubbed out on the screen, in the game that runs; none before the first stroke of it.
pub(super) fn rubbing<'a>(scene: &Scene<'a>) -> Option<&'a Rubbing> {
    super::rubbing(super::super::chosen(scene.selection.choices.of(Room::Play)))
}

/// The buttons of the rubber, each with its place.
fn buttons(
    places: &Places,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<(Rect, Button)> {
    let buttons = [
        Button::new(SMALLER, say!("play-hide-smaller")).with_icon(Icon::SmallDisc),
        Button::new(LARGER, say!("play-hide-larger")).with_icon(Icon::LargeDisc),
    ];
    let row = button::row_by_words(places.row, &buttons, scene.keyboard, m, face);
    row.into_iter().zip(buttons).collect()
}

pub(super) fn targets(
    area: Rect,
    game: &Hide,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let places = Places::new(area, m);
    let mut targets = vec![large_target(&places, &game.stands)];
    if let Some(sheet) = Sheet::on_screen(scene).filter(|_| game.stands.runs()) {
        let what = What::Rubber(Rubber { size: sheet.size, less: SMALLER, more: LARGER });
        let area = rubber::pane::picture(places.picture, scene.outline);
        targets.push(Target { what, area, touch: area });
        let buttons = buttons(&places, scene, m, face);
        targets.extend(buttons.into_iter().map(|(place, button)| button.target(place)));
    }
    targets
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, game: &Hide, scene: &Scene<'_>) {
    let m = brush.metrics;
    let places = Places::new(area, &m);
    let Some(snapshot) = scene.snapshot else {
        brush.paragraph(area, &say!("one-moment"), m.body_style());
        return;
    };
    let picture = rubber::pane::picture(places.picture, scene.outline);
    match (&game.stands, &game.last) {
        (Stands::Over(outcome), Some(last)) => {
            brush.picture(picture, &last.frame.picture, last.crop);
            if let Some(mask) = &last.mask {
                rubber::pane::draw_mask(brush, picture, mask);
            }
            draw_outcome(brush, places.words, outcome, last, scene);
        }
        (Stands::Runs(countdown), Some(last)) => {
            brush.picture(picture, &snapshot.frame.picture, snapshot.crop);
            let rubbing = rubbing(scene);
            let mask = rubbing.and_then(|rubbing| rubbing.shown(scene));
            if let Some(mask) = mask {
                rubber::pane::draw_mask(brush, picture, mask);
            }
            if let Some(rubbing) = rubbing {
                rubber::pane::draw_rubber(brush, picture, rubbing, snapshot);
            }
            let words = if mask.is_none() {
                let (words, clock) = places.clock(&m);
                draw_clock(brush, clock, *countdown);
                words
            } else {
                places.words
            };
            draw_game(brush, words, mask.map(AsRef::as_ref), last, scene);
            for (place, button) in buttons(&places, scene, &m, brush.face) {
                button::draw(brush, place, &button, scene.keyboard);
            }
        }
        _ => {
            brush.picture(picture, &snapshot.frame.picture, snapshot.crop);
            draw_ready(brush, places.words, scene);
        }
    }
    draw_large(brush, &places, &game.stands, scene.keyboard);
}

/// "3.2", "41", of tenths of a percent.
pub(super) fn percent(tenths: u32) -> String {
    if tenths < 100 {
        format!("{}.{}", tenths / 10, tenths % 10)
    } else {
        ((tenths + 5) / 10).to_string()
    }
}

fn share(mask: Option<&Mask>) -> String {
    percent(mask.map_or(0, super::figure))
}

/// What is to be done; or that it sees nothing.
fn draw_ready(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Some(snapshot) = scene.snapshot else { return };
    if snapshot.nothing_to_see {
        let why = words(answer::why_nothing(snapshot), second_style(&m, NOTICE), 6);
        draw_column(brush, area, &[why]);
        return;
    }
    let Some(&best) = snapshot.top.first() else { return };
    let task = say!("play-hide-task", name = scene.label(best.class));
    let task = words(task, second_style(&m, TEXT), 5);
    let rule = words(say!("play-hide-rule"), third_style(&m), 4);
    let rest = draw_column(brush, area, &[task, rule]);
    draw_answer(brush, rest, best, LEADER, scene);
}

fn draw_game(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    mask: Option<&Mask>,
    last: &Last,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let rest = if mask.is_some() {
        let hidden = say!("play-hide-hidden", percent = share(mask));
        let hidden = words(hidden, figure_style(area, &m, TEXT), 1);
        draw_column(brush, area, &[hidden])
    } else {
        let rub = words(say!("play-hide-rub"), second_style(&m, TEXT), 2);
        let keys = words(say!("play-hide-by-keys"), third_style(&m), 2);
        draw_column(brush, area, &[rub, keys])
    };
    let says = if mask.is_some() { say!("play-hide-not-yet") } else { say!("play-says") };
    let rest = draw_column(brush, rest, &[words(says, second_style(&m, TEXT), 1)]);
    let rest = draw_answer(brush, rest, last.to, TEXT, scene);
    draw_column(brush, rest, &[words(say!("play-hide-least"), third_style(&m), 2)]);
}

fn draw_outcome(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    outcome: &Outcome,
    last: &Last,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let from = scene.label(last.from.class);
    let sentences = match outcome {
        Outcome::Won(_) => {
            let won = say!("play-hide-won", percent = share(last.mask.as_deref()));
            let change = say!("play-from-to", from = from, to = scene.label(last.to.class));
            vec![
                words(won, figure_style(area, &m, LEADER), 1),
                words(change, second_style(&m, TEXT), 3),
            ]
        }
        Outcome::Lost if last.mask.is_some() => {
            vec![words(say!("play-hide-too-much", name = from), second_style(&m, NOTICE), 4)]
        }
        Outcome::Lost => vec![words(say!("play-hide-nobody"), second_style(&m, NOTICE), 4)],
    };
    let rest = draw_column(brush, area, &sentences);
    let rest = draw_answer(brush, rest, last.from, TEXT, scene);
    if last.mask.is_some() {
        draw_answer(brush, rest, last.to, LEADER, scene);
    }
}
