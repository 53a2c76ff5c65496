//! Draws "You against it": the picture as sharp as it is by now, and four words to touch.

use super::{Against, NAMES, Round};
use crate::canvas::text::Style;
use crate::exhibit::play::pane::{
    Places, draw_column, draw_large, figure_style, large_target, second_style, third_style, words,
};
use crate::exhibit::play::round::{Outcome, Stands};
use crate::exhibit::play::{chosen_of, picture};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::palette::{LEADER, LINE, MUTED, Metrics, NOTICE, TEXT};
use crate::view::{Align, Brush, Target};

/// What is said, above the words to touch.
fn parts(places: &Places, m: &Metrics) -> (Rect, Rect) {
    let Places { words, row, .. } = *places;
    let all = Rect { height: (row.bottom() - words.y).max(0), ..words };
    let high = (2 * m.target + m.gap).max(all.height * 55 / 100).min(all.height);
    all.split_bottom(high)
}

/// The words that can be touched, each with its place; none while none is asked for.
fn buttons(game: &Against, places: &Places, scene: &Scene<'_>, m: &Metrics) -> Vec<(Rect, Button)> {
    let Some(round) = game.round.as_ref().filter(|round| round.end.is_none()) else {
        return Vec::new();
    };
    if !game.stands.runs() {
        return Vec::new();
    }
    let (chosen, grid) = (&chosen_of(scene).against, parts(places, m).1);
    let high = (grid.height - m.gap) / 2;
    let named = round.words.iter().zip(NAMES).enumerate();
    let button = named.map(|(n, (word, action))| {
        let (column, row) = (n as i32 % 2, n as i32 / 2);
        let wide = (grid.width - m.gap) / 2;
        let (x, y) = (grid.x + column * (wide + m.gap), grid.y + row * (high + m.gap));
        let button =
            Button::new(action, word.name.clone()).lit(chosen.by_keys && n == chosen.cursor);
        (Rect::new(x, y, wide, high), button)
    });
    button.collect()
}

pub(super) fn targets(area: Rect, game: &Against, scene: &Scene<'_>, m: &Metrics) -> Vec<Target> {
    let places = Places::new(area, m);
    let words = buttons(game, &places, scene, m);
    let words = words.into_iter().map(|(place, button)| button.target(place));
    words.chain([large_target(&places, &game.stands)]).collect()
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, game: &Against, scene: &Scene<'_>) {
    let m = brush.metrics;
    let places = Places::new(area, &m);
    match game.round.as_ref().filter(|_| game.stands != Stands::Ready) {
        Some(round) => draw_picture(brush, places.picture, round),
        None => drop(picture::draw(brush, places.picture, None, scene)),
    }
    match &game.stands {
        Stands::Ready => draw_ready(brush, places.words, game),
        Stands::Runs(_) => draw_round(brush, &places, game, scene),
        Stands::Over(outcome) => draw_outcome(brush, places.words, outcome, game),
    }
    draw_large(brush, &places, &game.stands, scene.keyboard);
}

/// The picture as sharp as it is shown, and below it how far that has come.
fn draw_picture(brush: &mut Brush<'_, '_>, area: Rect, round: &Round) {
    let (shown, all) = (round.shown(), round.levels.len());
    let Some(level) = round.levels.get(shown) else { return };
    brush.seen(area, &level.picture, level.picture.size.rect());
    let gap = (brush.metrics.gap / 3).max(2);
    let thick = (brush.metrics.gap / 2).max(4);
    let foot = Rect { y: area.bottom() - thick - gap, height: thick, ..area };
    for (n, place) in button::row(foot.inset_by(gap, 0), gap, all).into_iter().enumerate() {
        brush.canvas.rounded(place, thick / 2, if n <= shown { LEADER } else { LINE });
    }
}

fn draw_ready(brush: &mut Brush<'_, '_>, area: Rect, game: &Against) {
    let m = brush.metrics;
    let mut sentences = vec![
        words(say!("play-against-task"), second_style(&m, TEXT), 4),
        words(say!("play-against-rule"), third_style(&m), 4),
    ];
    if let Some(problem) = &game.problem {
        sentences.push(words(problem.clone(), Style { color: NOTICE, ..third_style(&m) }, 4));
    }
    draw_column(brush, area, &sentences);
}

/// "Round 2", and at the right how it stands.
fn draw_score(brush: &mut Brush<'_, '_>, area: Rect, game: &Against) -> Rect {
    let m = brush.metrics;
    let (left, right) = (second_style(&m, TEXT), second_style(&m, LEADER));
    let score = say!("play-against-score", you = game.won, it = game.lost);
    let half = area.width / 2;
    let score_style = brush.face.fitted(&score, right, half, 11.0);
    brush.text((area.x, area.y), area.width, Align::Right, &score, score_style);
    let round = say!("play-against-round", round = game.count + 1);
    let style = brush.face.fitted(&round, left, half - m.gap, 11.0);
    brush.text((area.x, area.y), half, Align::Left, &round, style);
    area.split_top(left.leading() + m.gap / 2).1
}

fn draw_round(brush: &mut Brush<'_, '_>, places: &Places, game: &Against, scene: &Scene<'_>) {
    let m = brush.metrics;
    let (above, _) = parts(places, &m);
    let Some(round) = &game.round else {
        let wait = words(say!("play-against-wait"), second_style(&m, MUTED), 3);
        draw_column(brush, places.words, &[wait]);
        return;
    };
    if round.end.is_some() {
        let rest = draw_score(brush, places.words, game);
        draw_end(brush, rest, round);
        return;
    }
    let rest = draw_score(brush, above, game);
    let level = say!("play-against-level", level = round.shown() + 1, all = round.levels.len());
    let sentences =
        [words(level, third_style(&m), 1), words(say!("play-against-what"), third_style(&m), 2)];
    draw_column(brush, rest, &sentences);
    for (place, button) in buttons(game, places, scene, &m) {
        brush.metrics.body = (m.body * 1.6).round();
        button::draw(brush, place, &button, scene.keyboard);
        brush.metrics = m;
    }
}

/// How a round ended: who was first, and what is right.
fn draw_end(brush: &mut Brush<'_, '_>, area: Rect, round: &Round) {
    let m = brush.metrics;
    let Some(end) = round.end else { return };
    let name = |word: usize| round.words.get(word).map_or("", |word| word.name.as_str());
    let (all, right) = (round.levels.len(), name(round.right));
    let (color, who) = match end.picked {
        None => (NOTICE, say!("play-against-it", level = end.level + 1, all = all)),
        Some(_) if round.is_won() => {
            (LEADER, say!("play-against-you", level = end.level + 1, all = all))
        }
        Some(word) => (NOTICE, say!("play-against-wrong", name = name(word))),
    };
    let mut sentences = vec![
        words(who, second_style(&m, color), 3),
        words(say!("play-against-right", name = right), second_style(&m, TEXT), 3),
    ];
    if end.picked.is_some() {
        let would = say!("play-against-would", level = round.network + 1, all = all);
        sentences.push(words(would, third_style(&m), 2));
    }
    draw_column(brush, area, &sentences);
}

fn draw_outcome(brush: &mut Brush<'_, '_>, area: Rect, outcome: &Outcome, game: &Against) {
    let m = brush.metrics;
    let (color, said) = match outcome {
        Outcome::Won(_) => (LEADER, say!("play-against-more")),
        Outcome::Lost if game.won == game.lost => (NOTICE, say!("play-against-even")),
        Outcome::Lost => (NOTICE, say!("play-against-fewer")),
    };
    let figure = say!("play-against-score", you = game.won, it = game.lost);
    let sentences =
        [words(figure, figure_style(area, &m, color), 1), words(said, second_style(&m, TEXT), 3)];
    draw_column(brush, area, &sentences);
}
