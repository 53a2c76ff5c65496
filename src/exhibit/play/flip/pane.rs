//! Draws "Flip it": the live picture and its answer, and at the end the two pictures of the
//! smallest movement.

use super::{Flip, Measured};
use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::exhibit::play::pane::{
    Pictured, Places, draw_answer, draw_clock, draw_column, draw_large, draw_pair, figure_style,
    large_target, second_style, third_style, words,
};
use crate::exhibit::play::round::Stands;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::palette::{LEADER, MUTED, Metrics, NOTICE, TEXT};
use crate::view::{Brush, Target};

/// What makes a photo move, with its place; none where the picture moves by itself.
fn shake(
    places: &Places,
    stands: &Stands,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Option<(Rect, Button)> {
    let offered = (scene.status.still || scene.status.shaken) && !matches!(stands, Stands::Over(_));
    let shake = Button::new(Action::Shake, say!("strip-shake")).lit(scene.status.shaken);
    let shake = [shake];
    let row = button::row_by_words(places.row, &shake, scene.keyboard, m, face);
    row.into_iter().zip(shake).next().filter(|_| offered)
}

/// Where the parts lie as the game stands.
fn places(area: Rect, game: &Flip, m: &Metrics) -> Places {
    let is_pair = matches!(game.stands, Stands::Over(_)) && game.smallest.is_some();
    if is_pair { Places::of_a_pair(area, m) } else { Places::new(area, m) }
}

pub(super) fn targets(
    area: Rect,
    game: &Flip,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let places = places(area, game, m);
    let mut targets = vec![large_target(&places, &game.stands)];
    let shake = shake(&places, &game.stands, scene, m, face);
    targets.extend(shake.map(|(place, button)| button.target(place)));
    targets
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, game: &Flip, scene: &Scene<'_>) {
    let m = brush.metrics;
    let places = places(area, game, &m);
    let Some(snapshot) = scene.snapshot else {
        brush.paragraph(area, &say!("one-moment"), m.body_style());
        return;
    };
    if let (Stands::Over(_), Some(smallest)) = (&game.stands, &game.smallest) {
        draw_pictures(brush, places.picture, smallest, scene);
    } else {
        brush.seen(places.picture, &snapshot.frame.picture, snapshot.crop);
    }
    match &game.stands {
        Stands::Ready => draw_ready(brush, places.words, scene),
        Stands::Runs(countdown) => {
            let (words, clock) = places.clock(&m);
            draw_clock(brush, clock, *countdown);
            draw_game(brush, words, game, scene);
        }
        Stands::Over(_) => draw_outcome(brush, places.words, game, scene),
    }
    if let Some((place, button)) = shake(&places, &game.stands, scene, &m, brush.face) {
        button::draw(brush, place, &button, scene.keyboard);
    }
    draw_large(brush, &places, &game.stands, scene.keyboard);
}

/// "0.42"; "< 0.05" where it is less than can be measured.
pub(super) fn pixels(hundredths: u32) -> String {
    let pixels = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    if hundredths <= super::LEAST { say!("play-flip-below", pixels = pixels) } else { pixels }
}

/// The two best answers, each with its bar: how near it is to another word.
fn draw_rivals(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) -> Rect {
    let top = scene.snapshot.map_or(&[][..], |snapshot| &snapshot.top);
    let colors: [Color; 2] = [LEADER, MUTED];
    let guesses = top.iter().zip(colors);
    guesses.fold(area, |rest, (&guess, color)| draw_answer(brush, rest, guess, color, scene))
}

fn draw_ready(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let task = words(say!("play-flip-task"), second_style(&m, TEXT), 4);
    let rule = say!("play-flip-rule", side = scene.outline.side());
    let mut sentences = vec![task, words(rule, third_style(&m), 4)];
    if scene.status.still {
        let photo = Style { color: NOTICE, ..third_style(&m) };
        sentences.push(words(say!("play-flip-photo"), photo, 2));
    }
    let rest = draw_column(brush, area, &sentences);
    draw_rivals(brush, rest, scene);
}

fn draw_game(brush: &mut Brush<'_, '_>, area: Rect, game: &Flip, scene: &Scene<'_>) {
    let m = brush.metrics;
    let color = if game.flips > 0 { LEADER } else { TEXT };
    let times = words(say!("play-flip-times", count = game.flips), second_style(&m, color), 2);
    let mut sentences = vec![times];
    if let Some(smallest) = &game.smallest {
        let (pixels, side) = (pixels(smallest.hundredths), scene.outline.side());
        let smallest = say!("play-flip-smallest", pixels = pixels, side = side);
        sentences.push(words(smallest, third_style(&m), 2));
    } else if scene.status.still {
        let photo = Style { color: NOTICE, ..third_style(&m) };
        sentences.push(words(say!("play-flip-photo"), photo, 2));
    }
    let rest = draw_column(brush, area, &sentences);
    let rest = draw_column(brush, rest, &[words(say!("play-says"), third_style(&m), 1)]);
    draw_rivals(brush, rest, scene);
}

fn draw_outcome(brush: &mut Brush<'_, '_>, area: Rect, game: &Flip, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Some(Measured { evidence, hundredths }) = &game.smallest else {
        let why =
            if game.flips > 0 { say!("play-flip-other-thing") } else { say!("play-flip-nothing") };
        draw_column(brush, area, &[words(why, second_style(&m, NOTICE), 4)]);
        return;
    };
    let label = |class: usize| scene.label(class);
    let (from, to) = (label(evidence.flip.from), label(evidence.flip.to));
    let won = say!("play-flip-won", pixels = pixels(*hundredths));
    let change = say!("play-from-to", from = from, to = to);
    let of = say!("play-flip-of", side = scene.outline.side());
    let times = say!("play-flip-times", count = game.flips);
    let sentences = [
        words(won, figure_style(area, &m, LEADER), 1),
        words(change, second_style(&m, TEXT), 3),
        words(of, third_style(&m), 3),
        words(times, third_style(&m), 2),
    ];
    draw_column(brush, area, &sentences);
}

/// Before and after the smallest movement, as large as the place allows.
fn draw_pictures(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    Measured { evidence, .. }: &Measured,
    scene: &Scene<'_>,
) {
    let style = |color| Style::bold(brush.metrics.body, color);
    let pair = [
        Pictured {
            title: say!("play-flip-before"),
            picture: &evidence.before.picture,
            says: scene.label(evidence.flip.from).to_owned(),
            style: style(TEXT),
        },
        Pictured {
            title: say!("play-flip-after"),
            picture: &evidence.after.picture,
            says: scene.label(evidence.flip.to).to_owned(),
            style: style(LEADER),
        },
    ];
    draw_pair(brush, area, &pair);
}
