//! The pane of a flip: the pictures before and after it, their answers, and where it grew.

use super::profile;
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::dynamics::evidence::{Evidence, SeenPicture};
use crate::exhibit::changes::{NEXT_FLIP, PREVIOUS_FLIP};
use crate::exhibit::progress;
use crate::exhibit::room::About;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::taps::profile::depths;
use crate::view::palette::{FAINT, LEADER, MUTED, NOTICE, OTHERS, PANEL, TEXT};
use crate::view::wording::{percent, percentages};
use crate::view::{Align, Brush};

/// "tiger cat 38 %", as the bars beside it say it.
fn share(look: &SeenPicture, class: usize) -> String {
    let found = look.top.iter().find(|guess| guess.class == class);
    found.map_or_else(|| say!("flip-below"), |guess| rounded(guess.probability))
}

fn rounded(probability: f32) -> String {
    let whole = percentages(&[probability, 1.0 - probability])[0];
    percent(whole, probability)
}

/// For a moment, below the camera's picture.
pub fn moment(brush: &mut Brush<'_, '_>, area: Rect, evidence: &Evidence, scene: &Scene<'_>) {
    let m = brush.metrics;
    let title = say!("flip-now");
    let style = brush.face.fitted(&title, Style::bold(m.body, NOTICE), area.width, 11.0);
    brush.text((area.x, area.y + m.gap / 4), area.width, Align::Left, &title, style);
    let rest = area.split_top(m.body_style().leading() + m.gap / 2).1;
    let line = m.small_style().leading();
    let words = 3 * line;
    let side = ((rest.width - m.gap) / 2).min(rest.height - words).max(0);
    if side < 24 {
        return;
    }
    let looks = [(&evidence.before, evidence.flip.from), (&evidence.after, evidence.flip.to)];
    for (n, (look, class)) in (0..).zip(looks) {
        let square = Rect::new(rest.x + n * (side + m.gap), rest.y, side, side);
        brush.picture(square, &look.picture, look.picture.size.rect());
        let color = if n == 0 { MUTED } else { LEADER };
        brush.canvas.frame(square, 2, color);
        let mut y = square.bottom() + m.gap / 3;
        let label = scene.label(class);
        let style = brush.face.fitted(label, Style::bold(m.small, color), side, 11.0);
        let label = brush.face.shortened(label, style, side);
        brush.text((square.x, y), side, Align::Left, &label, style);
        y += line;
        let share = share(look, class);
        brush.text((square.x, y), side, Align::Left, &share, m.small_style());
    }
    let below = rest.split_top(side + m.gap / 2 + 2 * line).1;
    let beside = Rect { x: rest.x + 2 * (side + m.gap), ..rest };
    let keys = [PREVIOUS_FLIP, NEXT_FLIP];
    let key = keys.into_iter().find_map(|action| scene.keyboard.cap(action));
    let mut said: Vec<String> =
        key.map(|key| say!("flip-closely", key = key)).into_iter().collect();
    // Below the two pictures with words beside it; else in a row with them, with words below it.
    let narrow = side.min(below.height);
    let (square, words) = if narrow > side / 2 {
        let square = Rect { width: narrow, height: narrow, ..below };
        let x = square.right() + m.gap;
        (Some(square), Rect { x, width: rest.right() - x, ..below })
    } else if beside.x + side <= rest.right() {
        let square = Rect { width: side, height: side, ..beside };
        let (_, words) = Rect { width: side, ..beside }.split_top(side + m.gap / 3);
        (Some(square), words)
    } else {
        (None, below)
    };
    if let Some(square) = square {
        let difference = evidence.difference();
        brush.picture(square, &difference, difference.size.rect());
        said.insert(0, say!("flip-moved"));
    }
    let mut y = words.y;
    for text in said {
        let area = Rect { y, height: (rest.bottom() - y).max(0), ..words };
        y += brush.paragraph(area, &text, Style::regular(m.small, FAINT)) + m.gap / 3;
    }
}

/// Where there is no flip to look at: why, and what to do.
pub fn nothing(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    about: &About,
    let_go: bool,
    scene: &Scene<'_>,
) {
    let area = progress::begin(brush, area, about, scene);
    let text = if let_go { say!("flip-let-go") } else { say!("flip-none") };
    brush.paragraph(area, &text, brush.metrics.body_style());
}

/// In the wall's place, below the heading, for study.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, evidence: &Evidence, scene: &Scene<'_>) {
    let m = brush.metrics;
    let (before, after) = (&evidence.before, &evidence.after);
    let ago = scene
        .history
        .newest()
        .map_or(0.0, |now| now.time.saturating_sub(evidence.flip.time).as_secs_f32());
    let apart = after.time.saturating_sub(before.time).as_secs_f32();
    let (from, to) = (scene.label(evidence.flip.from), scene.label(evidence.flip.to));
    let line = if ago < 1.0 {
        say!("flip-just-now", from = from, to = to)
    } else {
        say!("flip-ago", seconds = format!("{ago:.0}"), from = from, to = to)
    };
    let style = brush.face.fitted(&line, Style::bold(m.body, TEXT), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &line, style);
    let mut y = area.y + m.body_style().leading() + m.gap / 2;

    let small = m.small_style().leading();
    let rows = 6 * small + m.gap;
    let side = ((area.width - 2 * m.gap) / 3).min((area.bottom() - y - rows) * 6 / 10).max(0);
    let gap = if side > 0 { (area.width - 3 * side) / 2 } else { 0 };
    let place = |n: i32, y: i32| Rect::new(area.x + n * (side + gap.min(3 * m.gap)), y, side, side);
    let difference = evidence.difference();
    let bold = Style::bold(m.small, MUTED);
    let whole = |words: &String| brush.face.width(words, bold.sized(11.0)) <= side;
    let difference_title = [say!("flip-difference"), say!("flip-difference-short")];
    let titles = [
        say!("flip-before"),
        say!("flip-seconds-later", seconds = seconds(apart)),
        difference_title.into_iter().find(whole).unwrap_or_default(),
    ];
    let pictures = [&before.picture, &after.picture, &difference];
    for (n, (title, picture)) in (0..).zip(titles.iter().zip(pictures)) {
        let square = place(n, y + small);
        let style = brush.face.fitted(title, bold, side, 11.0);
        brush.text((square.x, y), side, Align::Left, title, style);
        brush.picture(square, picture, picture.size.rect());
    }
    brush.canvas.frame(place(0, y + small), 2, OTHERS[0]);
    brush.canvas.frame(place(1, y + small), 2, LEADER);
    y += small + side + m.gap / 2;
    guesses(brush, place(0, y), &before.top, (evidence.flip.from, OTHERS[0]), scene);
    guesses(brush, place(1, y), &after.top, (evidence.flip.to, LEADER), scene);
    let third = Rect { height: 5 * small, ..place(2, y) };
    beside_guesses(brush, third, evidence);
    y += 5 * small + m.gap;

    grown(brush, Rect { y, height: area.bottom() - y, ..area }, evidence, scene);
}

/// What the third picture shows, and how close the two were: as much as there is room for.
fn beside_guesses(brush: &mut Brush<'_, '_>, area: Rect, evidence: &Evidence) {
    let m = brush.metrics;
    let styles = [m.small_style(), Style::regular(m.small, TEXT)];
    let mut rest = area;
    for (words, style) in [Some(say!("flip-grey")), how_close(evidence)].into_iter().zip(styles) {
        let Some(words) = words else { continue };
        let lines = brush.face.wrapped(&words, style, rest.width).len() as i32;
        if (lines - 1) * style.leading() + style.cap_height() <= rest.height {
            let used = brush.paragraph(rest, &words, style);
            rest = rest.split_top(used + m.gap / 2).1;
        }
    }
}

/// How far apart the two classes were before; none where the new one was not among the best five.
fn how_close(evidence: &Evidence) -> Option<String> {
    let of = |class| evidence.before.top.iter().find(|guess| guess.class == class);
    let (old, new) = (of(evidence.flip.from)?, of(evidence.flip.to)?);
    let points = (old.probability - new.probability) * 100.0;
    Some(if points < 5.0 {
        say!("flip-close")
    } else {
        say!("flip-apart", points = format!("{points:.0}"))
    })
}

/// Where in the network the difference grew: the profile, in words and as bars.
fn grown(brush: &mut Brush<'_, '_>, area: Rect, evidence: &Evidence, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Some(profile) = &evidence.profile else { return };
    let depths = depths(&[profile]);
    let Some(said) = profile::in_words(&depths) else { return };
    let said = say!("flip-grown", words = said);
    let style = brush.face.fitted(&said, Style::regular(m.small, TEXT), area.width, 11.0);
    let used = brush.paragraph(area, &said, style);
    let keys = [PREVIOUS_FLIP, NEXT_FLIP].into_iter();
    let keys: Vec<String> = keys.filter_map(|action| scene.keyboard.cap(action)).collect();
    let aid = if keys.is_empty() {
        say!("flip-bars")
    } else {
        say!("flip-bars-keys", keys = keys.join(" "))
    };
    let quiet = Style::regular(m.small, FAINT);
    let rest = area.split_top(used + m.gap / 3).1;
    let (plot, below) = rest.split_bottom(quiet.leading() + m.gap / 4);
    if plot.height > 3 * quiet.leading() {
        profile::draw(brush, plot, &depths, scene);
        let style = brush.face.fitted(&aid, quiet, below.width, 11.0);
        let y = below.y + m.gap / 4;
        brush.text((below.x, y), below.width, Align::Left, &aid, style);
    }
}

/// "1/30", "0.4", "2".
fn seconds(seconds: f32) -> String {
    match seconds {
        s if s <= 0.0 => "0".to_owned(),
        s if s < 0.2 => format!("1/{:.0}", 1.0 / s),
        s if s < 10.0 => format!("{s:.1}"),
        s => format!("{s:.0}"),
    }
}

/// The best five, the one that leads in its own colour.
fn guesses(
    brush: &mut Brush<'_, '_>,
    at: Rect,
    top: &[Guess],
    (leader, color): (usize, Color),
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let mut y = at.y;
    for guess in top.iter().take(5) {
        let leads = guess.class == leader;
        let color = if leads { color } else { MUTED };
        let style =
            if leads { Style::bold(m.small, color) } else { Style::regular(m.small, color) };
        let share = rounded(guess.probability);
        let right = brush.face.width("100 %", style) + m.gap / 2;
        let room = at.width - right;
        let row = Rect::new(at.x, y - 2, at.width, style.leading() - 2);
        brush.canvas.fill(row, PANEL);
        let width = (guess.probability * row.width as f32) as i32;
        brush.canvas.shade(Rect { width, ..row }, color, 60);
        let label = scene.label(guess.class);
        let fitted = brush.face.fitted(label, style, room - 4, 11.0);
        let label = brush.face.shortened(label, fitted, room - 4);
        brush.text((at.x + 4, y), room - 4, Align::Left, &label, fitted);
        brush.text((at.x, y), at.width - 4, Align::Right, &share, style);
        y += style.leading();
    }
}
