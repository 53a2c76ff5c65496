//! Draws the page: the picture, a network at either side with its answer, and whether they agree.

use super::Shows;
use super::agreement::{Agreement, RECENT};
use super::places::{
    Places, caption_style, mark_height, name_style, now_height, now_style, share_style,
};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::frame::Frame;
use crate::geometry::{Rect, Size};
use crate::network::guess::Guess;
use crate::network::outline::Outline;
use crate::view::answer::{Brief, draw_brief};
use crate::view::palette::{FAINT, GUESS, LEADER, LINE, MUTED, NOTICE, PANEL, TEXT};
use crate::view::wording::times;
use crate::view::{Align, Brush};

/// What is said of one network.
struct Mind<'a> {
    outline: &'a Outline,
    guesses: &'a [Guess],
    /// How often its answer changes.
    changes: Option<String>,
}

/// Draws it below the heading.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, shows: &Shows<'_>, scene: &Scene<'_>) {
    let m = brush.metrics;
    let agreement = match shows {
        Shows::Looks(agreement) => Some(*agreement),
        _ => None,
    };
    let both = agreement.and_then(|agreement| agreement.newest.as_ref());
    // Until both have answered, what the first one sees is shown, with its answer alone.
    let newest = scene.snapshot.map(|snapshot| (&*snapshot.frame, snapshot.crop));
    let seen = both.map(|both| (&*both.frame, both.crop)).or(newest);
    let size = seen.map_or(Size::new(1, 1), |(_, crop)| Size::new(crop.width, crop.height));
    let places = Places::new(area, size, &m);
    draw_picture(brush, places.picture, seen);
    let alone = scene.snapshot.map_or(&[][..], |snapshot| &snapshot.top);
    let nothing = both.map_or_else(
        || scene.snapshot.is_some_and(|snapshot| snapshot.nothing_to_see),
        |both| both.nothing,
    );
    let changes = |n: usize| agreement.and_then(|agreement| changes(agreement, n, scene));
    let first = Mind {
        outline: scene.outline,
        guesses: both.map_or(alone, |both| &both.guesses[0]),
        changes: changes(0),
    };
    draw_mind(brush, places.networks[0], &first, nothing);
    match shows {
        Shows::Looks(agreement) => {
            let second = Mind {
                outline: &agreement.outline,
                guesses: both.map_or(&[], |both| &both.guesses[1]),
                changes: changes(1),
            };
            draw_mind(brush, places.networks[1], &second, nothing);
            draw_verdict(brush, places.verdict, agreement, scene);
        }
        Shows::Loading(outline) => {
            let second = Mind { outline, guesses: &[], changes: None };
            draw_mind(brush, places.networks[1], &second, false);
        }
        Shows::Alone => say_why(brush, places.networks[1], &say!("minds-alone")),
        Shows::Nothing(why) => say_why(brush, places.networks[1], why),
    }
}

/// What both get, and that it is the same.
fn draw_picture(brush: &mut Brush<'_, '_>, area: Rect, seen: Option<(&Frame, Rect)>) {
    match seen {
        Some((frame, crop)) => brush.picture(area, &frame.picture, crop),
        None => brush.canvas.rounded(area, 4, PANEL),
    }
}

/// Why there is no second answer.
fn say_why(brush: &mut Brush<'_, '_>, area: Rect, why: &str) {
    let style = Style::regular(brush.metrics.body * 1.15, NOTICE);
    brush.paragraph(area, why, style);
}

/// A network: what it is called, how large it is and how old, what it answers.
fn draw_mind(brush: &mut Brush<'_, '_>, area: Rect, mind: &Mind<'_>, nothing: bool) {
    let m = brush.metrics;
    let &Mind { outline, guesses, .. } = mind;
    let style = brush.face.fitted(&outline.title, name_style(&m), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &outline.title, style);
    let below = area.split_top(name_style(&m).leading() + m.gap / 3).1;
    let millions = format!("{:.1}", outline.parameters as f64 / 1e6);
    let size = if outline.untrained {
        say!("minds-size-untrained", millions = millions)
    } else if outline.own_weights {
        say!("minds-size-own", millions = millions)
    } else {
        say!("minds-size", millions = millions, year = outline.year.to_string())
    };
    let used = brush.paragraph(below, &size, m.small_style());
    let below = below.split_top(used + m.gap / 2).1;
    brush.canvas.fill(Rect { height: 1, ..below }, LINE);
    let below = below.split_top(m.gap / 2).1;
    if guesses.is_empty() {
        let words = say!("minds-loading");
        brush.paragraph(below.split_top(m.gap).1, &words, Style::regular(m.body, FAINT));
        return;
    }
    if nothing {
        let style = Style::regular((m.headline * 0.7).round(), GUESS);
        brush.paragraph(below.split_top(m.gap).1, &say!("nothing-to-see"), style);
        return;
    }
    let words = mind.changes.clone().unwrap_or_default();
    let style = Style::bold(m.body, TEXT);
    let lines = brush.face.wrapped(&words, style, below.width).len() as i32;
    let high = lines * style.leading();
    let answer = Rect { height: (below.height - high - m.gap).max(0), ..below };
    let used = draw_brief(brush, answer, Brief { outline, guesses });
    brush.paragraph(below.split_top(used + m.gap / 2).1, &words, style);
}

/// How often one of the two changes its answer; none where that says nothing.
fn changes(agreement: &Agreement, n: usize, scene: &Scene<'_>) -> Option<String> {
    if scene.status.still || agreement.pictures == 0 {
        return None;
    }
    let flips = agreement.flips[n];
    let Some(rate) = agreement.flips_a_minute().map(|rates| rates[n]) else {
        return Some(say!("minds-changed-so-far", times = times(flips as usize)));
    };
    Some(match rate.round() as u64 {
        _ if flips == 0 => say!("minds-changed-never"),
        0 => say!("minds-changed-seldom"),
        rate => say!("minds-changed", rate = rate),
    })
}

/// Whether they agree: now, in how many pictures, and which of the last ones.
fn draw_verdict(brush: &mut Brush<'_, '_>, area: Rect, agreement: &Agreement, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Some(both) = &agreement.newest else { return };
    let (now, rest) = area.split_top(m.gap).1.split_top(now_height(&m));
    if !both.nothing {
        let (words, color) =
            if both.agree { (say!("minds-agree"), LEADER) } else { (say!("minds-differ"), NOTICE) };
        draw_now(brush, now, &words, both.agree, color);
    }
    let Some(percent) = agreement.percent() else { return };
    let pictures = agreement.pictures;
    let words = if scene.outline.untrained || agreement.outline.untrained {
        say!("minds-means-nothing")
    } else if scene.status.still && pictures == 1 {
        say!("minds-still")
    } else {
        say!("minds-share", percent = percent, pictures = pictures)
    };
    let style = share_style(&m);
    let used = centred(brush, rest, &words, style);
    let below = rest.split_top(used).1;
    if agreement.recent.len() > 1 {
        draw_recent(brush, below, agreement);
    }
}

/// Lines in the middle of the width; returns their rows.
fn centred(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) -> i32 {
    let lines = brush.face.wrapped(words, style, area.width);
    for (n, line) in (0..).zip(&lines) {
        let y = area.y + n * style.leading();
        brush.text((area.x, y), area.width, Align::Centre, line, style);
    }
    lines.len() as i32 * style.leading()
}

/// The sign of equality, or struck through, and what it means.
fn draw_now(brush: &mut Brush<'_, '_>, area: Rect, words: &str, agree: bool, color: Color) {
    let m = brush.metrics;
    let side = (m.heading * 0.9) as i32;
    let room = area.width - side - m.gap;
    let style = Style { color, ..now_style(&m, brush.face, words, room) };
    let wide = brush.face.width(words, style);
    let left = area.x + (area.width - side - m.gap - wide).max(0) / 2;
    let middle = area.y + area.height / 2;
    let (x, y) = (left as f32, middle as f32);
    let (wide, apart, thick) = (side as f32, side as f32 * 0.19, (side as f32 * 0.15).max(2.0));
    for y in [y - apart, y + apart] {
        brush.canvas.line((x, y), (x + wide, y), thick, color);
    }
    if !agree {
        let (half, high) = (wide * 0.2, wide * 0.5);
        let at = x + wide / 2.0;
        brush.canvas.line((at - half, y + high), (at + half, y - high), thick, color);
    }
    let x = left + side + m.gap;
    let y = middle - style.cap_height() / 2;
    brush.text((x, y), area.right() - x, Align::Left, words, style);
}

/// A mark for each of the last pictures: above the line where they agree, hollow and below it where
/// they do not; the newest at the right.
fn draw_recent(brush: &mut Brush<'_, '_>, area: Rect, agreement: &Agreement) {
    let m = brush.metrics;
    let (high, caption) = (mark_height(&m), caption_style(&m));
    let words = say!("minds-recent", count = agreement.recent.len());
    let lines = brush.face.wrapped(&words, caption, area.width).len() as i32;
    if 2 * high + m.gap / 2 + lines * caption.leading() > area.height {
        return;
    }
    let line = area.y + high;
    brush.canvas.fill(Rect { y: line, height: 1, ..area }, MUTED);
    let edge = |n: usize| area.x + (n as i32 * area.width) / RECENT as i32;
    let first = RECENT - agreement.recent.len();
    for (n, &agree) in agreement.recent.iter().enumerate() {
        let (left, right) = (edge(first + n), edge(first + n + 1));
        let gap = i32::from(right - left > 3);
        let mark = Rect::new(left, line - high, right - left - gap, high);
        if agree {
            brush.canvas.fill(mark, LEADER);
        } else {
            let below = Rect { y: line + 1, ..mark };
            brush.canvas.frame(below, (below.width / 4).clamp(1, 2), NOTICE);
        }
    }
    let below = area.split_top(2 * high + m.gap / 2).1;
    centred(brush, below, &words, caption);
}
