//! Draws "Fool it": how sure it is of the word, and at the end the picture before and after.

use super::{Fool, How, question, wanted};
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::adversarial::Adversarial;
use crate::exhibit::findings::Found;
use crate::exhibit::play::pane::{
    Pictured, Places, draw_answer, draw_clock, draw_column, draw_large, draw_pair, figure_style,
    large_target, second_style, third_style, words,
};
use crate::exhibit::play::round::Stands;
use crate::exhibit::play::{ACT, chosen_of, picture};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, progress};
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::view::button::{self, Button};
use crate::view::palette::{LEADER, Metrics, NOTICE, TEXT};
use crate::view::{Brush, Target};

/// The job that changes the pixels in the game that runs.
pub(super) fn job<'a>(game: &Fool, scene: &Scene<'a>) -> Option<&'a Found> {
    let question = question(chosen_of(scene), game.wanted).filter(|_| game.stands.runs())?;
    scene.findings.of(&question)
}

/// What changes the pixels, with its place.
fn change(places: &Places, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> (Rect, Button) {
    let button = [Button::new(ACT, say!("play-fool-change"))];
    let row = button::row_by_words(places.row, &button, scene.keyboard, m, face);
    let [button] = button;
    (row.first().copied().unwrap_or_default(), button)
}

/// Where the parts lie as the game stands.
fn places(area: Rect, game: &Fool, m: &Metrics) -> Places {
    let is_pair = matches!(game.how, Some(How::ByPixels(_)));
    if is_pair { Places::of_a_pair(area, m) } else { Places::new(area, m) }
}

pub(super) fn targets(
    area: Rect,
    game: &Fool,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let places = places(area, game, m);
    let mut targets = vec![large_target(&places, &game.stands)];
    if game.stands.runs() {
        let (place, button) = change(&places, scene, m, face);
        targets.push(button.target(place));
    }
    targets
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, game: &Fool, scene: &Scene<'_>) {
    let m = brush.metrics;
    let places = places(area, game, &m);
    match (&game.stands, &game.how) {
        (Stands::Over(_), Some(How::ByPixels(found))) => {
            draw_changed(brush, places.picture, found, scene);
        }
        _ => drop(picture::draw(brush, places.picture, None, scene)),
    }
    match &game.stands {
        Stands::Ready => draw_ready(brush, places.words, scene),
        Stands::Runs(countdown) => {
            let (words, clock) = places.clock(&m);
            draw_clock(brush, clock, *countdown);
            draw_game(brush, words, game, scene);
            let (place, button) = change(&places, scene, &m, brush.face);
            button::draw(brush, place, &button, scene.keyboard);
        }
        Stands::Over(_) => draw_outcome(brush, places.words, game, scene),
    }
    draw_large(brush, &places, &game.stands, scene.keyboard);
}

/// How probable a class is now.
fn now(class: usize, scene: &Scene<'_>) -> Guess {
    let share = scene.snapshot.and_then(|snapshot| snapshot.probabilities.get(class));
    Guess { class, probability: share.copied().unwrap_or_default() }
}

fn draw_ready(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Some(class) = scene.snapshot.and_then(|snapshot| wanted(scene.outline, snapshot)) else {
        return;
    };
    let task = say!("play-fool-task", name = scene.label(class));
    let mut sentences = vec![words(task, second_style(&m, TEXT), 3)];
    if scene.label(class) != super::WORD {
        sentences.push(words(say!("play-fool-least"), third_style(&m), 3));
    }
    sentences.push(words(say!("play-fool-rule"), third_style(&m), 4));
    let rest = draw_column(brush, area, &sentences);
    draw_answer(brush, rest, now(class, scene), LEADER, scene);
}

fn draw_game(brush: &mut Brush<'_, '_>, area: Rect, game: &Fool, scene: &Scene<'_>) {
    let m = brush.metrics;
    let task = say!("play-fool-task", name = scene.label(game.wanted));
    let rest = draw_column(brush, area, &[words(task, second_style(&m, TEXT), 3)]);
    let rest = draw_answer(brush, rest, now(game.wanted, scene), LEADER, scene);
    let rest = draw_column(brush, rest, &[words(say!("play-says"), third_style(&m), 1)]);
    let best = scene.snapshot.and_then(|snapshot| snapshot.top.first());
    let rest = best.map_or(rest, |&best| draw_answer(brush, rest, best, TEXT, scene));
    let Some(job) = job(game, scene) else { return };
    let said = match &job.finding {
        Finding::Nothing(why) => why.clone(),
        _ if job.progress.is_over() => say!("play-fool-failed"),
        _ => say!("play-fool-works"),
    };
    let rest = draw_column(brush, rest, &[words(said, third_style(&m), 2)]);
    if !rest.is_empty() && rest.height > m.gap {
        progress::bar(brush, Rect { height: (m.small * 0.4) as i32, ..rest }, job.progress);
    }
}

fn draw_outcome(brush: &mut Brush<'_, '_>, area: Rect, game: &Fool, scene: &Scene<'_>) {
    let m = brush.metrics;
    let name = scene.label(game.wanted);
    let Some(how) = &game.how else {
        let lost = words(say!("play-fool-lost", name = name), second_style(&m, NOTICE), 4);
        draw_column(brush, area, &[lost]);
        return;
    };
    let figure = say!("play-fool-won", count = game.seconds);
    let figure = words(figure, figure_style(area, &m, LEADER), 1);
    match how {
        How::ByHand => {
            let said = words(say!("play-fool-shown", name = name), second_style(&m, TEXT), 4);
            draw_column(brush, area, &[figure, said]);
        }
        How::ByPixels(found) => {
            let said = words(say!("play-fool-changed", name = name), second_style(&m, TEXT), 4);
            let size = say!("play-fool-size", largest = u32::from(found.largest));
            let percent = format!("{:.0}", found.changed * 100.0);
            let share = say!("play-fool-share", percent = percent);
            let sentences =
                [figure, said, words(size, third_style(&m), 3), words(share, third_style(&m), 2)];
            draw_column(brush, area, &sentences);
        }
    }
}

/// The picture as it was and as it is now, each with what it is to the network.
fn draw_changed(brush: &mut Brush<'_, '_>, area: Rect, found: &Adversarial, scene: &Scene<'_>) {
    let (Some(after), Some(to)) = (&found.after, found.to) else { return };
    let says = |guess: Guess| {
        let percent = format!("{:.0}", guess.probability * 100.0);
        say!("play-fool-says-then", name = scene.label(guess.class), percent = percent)
    };
    let style = |color| Style::bold(brush.metrics.body, color);
    let pair = [
        Pictured {
            title: say!("play-fool-before"),
            picture: &found.before,
            says: says(found.from),
            style: style(TEXT),
        },
        Pictured {
            title: say!("play-fool-after"),
            picture: after,
            says: says(to),
            style: style(LEADER),
        },
    ];
    draw_pair(brush, area, &pair);
}
