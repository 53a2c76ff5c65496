//! Draws which words the detector helps, on an axis that ends at all of it, and what the network
//! answers meanwhile.

use super::Page;
use super::lines::{bar, heading, line, words};
use super::places::{heading_style, words_style};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::Rect;
use crate::view::answer::{Brief, brief_height, draw_brief};
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{FAINT, LINE, MUTED, Metrics, NOTICE, TEXT};
use crate::view::sureness::Sureness;
use crate::view::wording::percent;
use crate::view::{Align, Brush, Target, What};

/// So many words are listed at most.
const LISTED: usize = 5;

/// Below this loss one detector alone helps only a little.
const MUCH: f32 = 0.1;

/// Where the parts lie.
struct Parts {
    heading: Rect,
    says: Rect,
    rows: Rect,
    verdict: Rect,
    button: Rect,
    answer: Rect,
}

fn parts(area: Rect, m: &Metrics) -> Parts {
    let (heading, rest) = area.split_top(heading_style(m).leading() + m.gap / 4);
    let line = words_style(m).leading();
    let (says, rest) = rest.split_top(line + m.gap / 2);
    let (rows, rest) = rest.split_top(LISTED as i32 * pitch(area, m) + axis_style(m).leading());
    let (verdict, rest) = rest.split_top(m.gap / 2).1.split_top(2 * line + m.gap / 2);
    let (button, rest) = rest.split_top(button_height(area, m));
    Parts { heading, says, rows, verdict, button, answer: rest.split_top(m.gap * 3 / 2).1 }
}

/// As high as the page's other buttons.
fn button_height(area: Rect, m: &Metrics) -> i32 {
    m.target.min(area.height / 10).max(18)
}

/// Rows of a word with its bar.
fn pitch(area: Rect, m: &Metrics) -> i32 {
    let most = (m.body * 2.5) as i32;
    most.min(area.height / 15).max((m.body * 1.6) as i32)
}

fn axis_style(m: &Metrics) -> Style {
    Style::regular((m.small * 0.85).max(11.0), FAINT)
}

/// Takes it away, or puts it back.
fn switch(page: &Page<'_>) -> Button {
    let away = page.scene.selection.is_ablated(page.unit);
    let words = if away { say!("inside-put-back") } else { say!("likes-take-away") };
    Button::new(Action::SwitchUnit, words).with_icon(Icon::Cross).lit(away)
}

/// The words that are listed, each where it stands.
fn rows(page: &Page<'_>, area: Rect, m: &Metrics) -> Vec<(usize, f32, Rect)> {
    let helped = page.votes.map_or(&[][..], |votes| &votes.helped);
    let pitch = pitch(area, m);
    let place = |n: usize| Rect { y: area.y + n as i32 * pitch, height: pitch, ..area };
    let row =
        |(n, vote): (usize, &crate::exhibit::likes::votes::Vote)| (vote.class, vote.loss, place(n));
    helped.iter().take(LISTED).enumerate().map(row).collect()
}

pub(super) fn targets(page: &Page<'_>, area: Rect, m: &Metrics) -> Vec<Target> {
    if page.class.is_some() || area.is_empty() {
        return Vec::new();
    }
    let parts = parts(area, m);
    let rows = rows(page, parts.rows, m).into_iter().map(|(class, _, place)| Target {
        what: What::Class(class),
        area: place,
        touch: place,
    });
    std::iter::once(switch(page).target(parts.button)).chain(rows).collect()
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, page: &Page<'_>) {
    let Page { scene, .. } = *page;
    if area.is_empty() {
        return;
    }
    if page.class.is_some() {
        // A word helps no other: what is answered stands alone.
        heading(brush, area, &say!("likes-answers"));
        let below = area.split_top(heading_style(&brush.metrics).leading() + brush.metrics.gap).1;
        let guesses = scene.snapshot.map_or(&[][..], |snapshot| &snapshot.top);
        draw_brief(brush, below, Brief { outline: scene.outline, guesses });
        return;
    }
    let m = brush.metrics;
    let parts = parts(area, &m);
    heading(brush, parts.heading, &say!("likes-helps"));
    let rows = rows(page, parts.rows, &m);
    if rows.is_empty() {
        let (text, color) = match page.votes {
            // Nothing has been looked at yet.
            Some(votes) if votes.pictures == 0 => (say!("one-moment"), NOTICE),
            Some(votes) => (say!("likes-helps-none", pictures = votes.pictures), MUTED),
            None => {
                let why = page.no_votes.map_or_else(|| say!("one-moment"), str::to_owned);
                (why, NOTICE)
            }
        };
        let place = Rect { height: parts.rows.bottom() - parts.says.y, ..parts.says };
        let used = words(brush, place, &text, color);
        draw_weights(brush, place.split_top(used + m.gap).1, page);
    } else {
        words(brush, parts.says, &say!("likes-helps-says"), MUTED);
        let most = rows.iter().map(|row| row.1).fold(0.0, f32::max);
        let last = rows.last().map_or(parts.rows, |row| row.2);
        for &(class, loss, place) in &rows {
            draw_row(brush, place, scene.label(class), loss);
        }
        let axis = axis_style(&m);
        let y = last.bottom() - m.gap / 4;
        let ends = [(Align::Left, 0), (Align::Right, 100)];
        for (align, end) in ends {
            brush.text((area.x, y), area.width, align, &percent(end, 0.0), axis);
        }
        let pictures = page.votes.map_or(0, |votes| votes.pictures);
        let verdict = if most < MUCH {
            say!("likes-helps-little", pictures = pictures)
        } else {
            say!("likes-helps-much", pictures = pictures)
        };
        let y = y + axis.leading() + m.gap / 2;
        let place = Rect { y, height: parts.verdict.bottom() - y, ..parts.verdict };
        words(brush, place, &verdict, MUTED);
    }
    button::draw(brush, parts.button, &switch(page), scene.keyboard);
    draw_answer(brush, parts.answer, page);
}

/// Which words it speaks for by its weights, where they read it directly.
fn draw_weights(brush: &mut Brush<'_, '_>, area: Rect, page: &Page<'_>) {
    let Some(weights) = page.votes.and_then(|votes| votes.weights.as_ref()) else { return };
    let names: Vec<&str> =
        weights.iter().take(3).map(|weight| page.scene.label(weight.class)).collect();
    let [first, second, third] = names[..] else { return };
    let text = say!("likes-weights", first = first, second = second, third = third);
    words(brush, area, &text, MUTED);
}

/// A word, what it loses, and that on an axis to 100 %.
fn draw_row(brush: &mut Brush<'_, '_>, place: Rect, label: &str, loss: f32) {
    let m = brush.metrics;
    let high = (m.gap / 2).max(3);
    let figure = say!("percent", of = format!("{:.1}", 100.0 * loss));
    let style = Style::bold(m.body, TEXT);
    let up = place.height - high - m.gap / 2 - style.leading();
    let y = place.y + up.max(0);
    let used = brush.text((place.x, y), place.width, Align::Right, &figure, style);
    let name = Rect { y, width: place.width - used - m.gap, ..place };
    line(brush, name, Align::Left, label, Style::regular(m.body, TEXT));
    let track = Rect { y: place.bottom() - high - m.gap / 2, height: high, ..place };
    bar(brush, track, loss, TEXT);
}

/// What it answers now, and what with all of it, where something is taken away.
fn draw_answer(brush: &mut Brush<'_, '_>, area: Rect, page: &Page<'_>) {
    let scene = page.scene;
    let Some(snapshot) = scene.snapshot else { return };
    let m = brush.metrics;
    brush.canvas.fill(Rect { height: 1, ..area }, LINE);
    let area = area.split_top(m.gap).1;
    heading(brush, area, &say!("likes-meanwhile"));
    let mut below = area.split_top(heading_style(&m).leading() + m.gap / 4).1;
    let baseline = snapshot.baseline.iter().flat_map(|shares| shares.iter().enumerate());
    if let Some((class, &share)) = baseline.max_by(|a, b| a.1.total_cmp(b.1)) {
        let share = percent((share * 100.0).round() as u32, share);
        let before = say!("inside-with-all", name = scene.label(class), share = share);
        let style = Style { color: NOTICE, ..words_style(&m) };
        line(brush, below, Align::Left, &before, style);
        below = below.split_top(style.leading()).1;
    }
    let Some(best) = snapshot.top.first().filter(|_| !snapshot.nothing_to_see) else {
        line(brush, below, Align::Left, &say!("nothing-to-see"), m.body_style());
        return;
    };
    if below.height >= brief_height(&m) {
        draw_brief(brush, below, Brief { outline: scene.outline, guesses: &snapshot.top });
        return;
    }
    let figure = percent((best.probability * 100.0).round() as u32, best.probability);
    let sureness = Sureness::of(best.probability);
    let large = Style::bold((m.heading * 0.8).round().max(m.body), sureness.color());
    let used = brush.text((below.x, below.y), below.width, Align::Right, &figure, large);
    let name = Rect { width: below.width - used - m.gap, ..below };
    line(brush, name, Align::Left, &sureness.name(scene.label(best.class)), large);
}
