//! Draws the page: the picture, a network at either side with its answer, and whether they agree.

use super::Shows;
use super::agreement::{Agreement, RECENT};
use super::places::{
    Places, caption_style, changes_height, changes_style, mark_height, name_style, now_height,
    now_style, share_style,
};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::frame::Frame;
use crate::geometry::{Rect, Size};
use crate::view::answer::{Brief, draw_brief};
use crate::view::palette::{FAINT, GUESS, LEADER, LINE, MUTED, NOTICE, PANEL};
use crate::view::wording::{amount, times};
use crate::view::{Align, Brush};

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
    let guesses = both.map_or(alone, |both| &both.guesses[0]);
    draw_mind(brush, places.networks[0], Brief { outline: scene.outline, guesses }, nothing);
    match shows {
        Shows::Looks(agreement) => {
            let guesses = both.map_or(&[][..], |both| &both.guesses[1]);
            let second = Brief { outline: &agreement.outline, guesses };
            draw_mind(brush, places.networks[1], second, nothing);
            for (n, place) in places.changes.into_iter().enumerate() {
                if let Some(changes) = changes(agreement, n, scene) {
                    draw_changes(brush, place, &changes);
                }
            }
            draw_verdict(brush, places.verdict, agreement, scene);
        }
        Shows::Loading(outline) => {
            draw_mind(brush, places.networks[1], Brief { outline, guesses: &[] }, false);
        }
        Shows::Alone => say_why(brush, places.networks[1], &say!("minds-alone")),
        Shows::Nothing(why) => say_why(brush, places.networks[1], why),
    }
}

/// What both get, and that it is the same.
fn draw_picture(brush: &mut Brush<'_, '_>, area: Rect, seen: Option<(&Frame, Rect)>) {
    match seen {
        Some((frame, crop)) => {
            brush.seen(area, &frame.picture, crop);
        }
        None => brush.canvas.rounded(area, 4, PANEL),
    }
}

/// Why there is no second answer.
fn say_why(brush: &mut Brush<'_, '_>, area: Rect, why: &str) {
    let style = Style::regular((brush.metrics.body * 1.3).round(), NOTICE);
    brush.paragraph(area, why, style);
}

/// A network: what it is called, how large it is and how old, what it answers.
fn draw_mind(brush: &mut Brush<'_, '_>, area: Rect, mind: Brief<'_>, nothing: bool) {
    let m = brush.metrics;
    let Brief { outline, guesses } = mind;
    let style = brush.face.fitted(&outline.title, name_style(&m), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &outline.title, style);
    let below = area.split_top(name_style(&m).leading() + m.gap / 3).1;
    let amount = amount(outline.parameters);
    let size = if outline.untrained {
        say!("minds-size-untrained", amount = amount)
    } else if outline.own_weights && outline.year == 0 {
        say!("minds-size-own", amount = amount)
    } else {
        say!("minds-size", amount = amount, year = outline.year.to_string())
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
    draw_brief(brush, below, mind);
}

/// How often its answer changes.
fn draw_changes(brush: &mut Brush<'_, '_>, area: Rect, changes: &str) {
    let m = brush.metrics;
    if area.height < changes_height(&m) {
        return;
    }
    brush.canvas.fill(Rect { height: 1, ..area }, LINE);
    let (words, style) = (say!("minds-changed"), m.body_style());
    let below = area.split_top(m.gap).1;
    brush.text((below.x, below.y), below.width, Align::Left, &words, style);
    let below = below.split_top(style.leading()).1;
    let style = brush.face.fitted(changes, changes_style(&m), below.width, 11.0);
    brush.text((below.x, below.y), below.width, Align::Left, changes, style);
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
    if flips == 0 {
        return Some(say!("minds-changed-never"));
    }
    Some(say!("minds-changed-times", rate = rate.round() as u64))
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
    let style = brush.face.fitted(&words, share_style(&m), rest.width, m.small);
    let used = centred(brush, rest, &words, style) + m.gap / 3;
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
    let apart = m.gap * 5 / 4;
    let room = area.width - side - apart;
    let style = Style { color, ..now_style(&m, brush.face, words, room) };
    let wide = brush.face.width(words, style);
    let left = area.x + (room - wide).max(0) / 2;
    let middle = area.y + area.height / 2;
    let (x, y) = (left as f32, middle as f32);
    let (wide, half, thick) = (side as f32, side as f32 * 0.19, (side as f32 * 0.15).max(2.0));
    for y in [y - half, y + half] {
        brush.canvas.line((x, y), (x + wide, y), thick, color);
    }
    if !agree {
        let (at, aside, high) = (x + wide / 2.0, wide * 0.2, wide * 0.5);
        brush.canvas.line((at - aside, y + high), (at + aside, y - high), thick, color);
    }
    let x = left + side + apart;
    let y = middle - style.cap_height() / 2;
    brush.text((x, y), area.right() - x, Align::Left, words, style);
}

/// A mark for each of the last pictures: above the line where they agree, hollow and below it where
/// they do not; the newest at the right.
fn draw_recent(brush: &mut Brush<'_, '_>, area: Rect, agreement: &Agreement) {
    let m = brush.metrics;
    let (high, caption) = (mark_height(&m), caption_style(&m));
    let words = say!("minds-recent");
    if 2 * high + m.gap / 2 + caption.cap_height() > area.height {
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
    let caption = brush.face.fitted(&words, caption, area.width, 11.0);
    brush.text((below.x, below.y), below.width, Align::Centre, &words, caption);
}
