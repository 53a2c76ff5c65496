//! Draws what stands beside the map: the answer, how far two words lie apart, the word in the hand.

use super::super::groups::GROUPS;
use super::places::{PICTURE, Places};
use super::{Page, colors};
use crate::canvas::text::Style;
use crate::exhibit::tsne::Way;
use crate::geometry::Rect;
use crate::view::answer::{Brief, draw_brief};
use crate::view::palette::{FAINT, MUTED, Metrics, NOTICE, PANEL, TEXT};
use crate::view::wording::percent;
use crate::view::{Align, Brush, Target, What};
use crate::words::message;

/// Two words that are not further apart than this are close together, in parts of the map's width.
const CLOSE: f32 = 0.08;
/// From here on they are far apart.
const FAR: f32 = 0.3;

/// Where the parts of the word that is looked at lie.
struct WordPlacesHere {
    picture: Rect,
    name: Rect,
    title: Rect,
    rows: Vec<Rect>,
}

fn of_word(area: Rect, m: &Metrics, count: usize) -> WordPlacesHere {
    let title = m.small_style().leading() + m.gap / 3;
    let pitch = m.target.max(24);
    // At least two rows of words like it.
    let room = area.height - title - 3 * pitch - m.gap;
    let side = (area.width * 30 / 100).min(room).max(area.height / 5).min(area.height / 2);
    let (top, below) = area.split_top(side);
    let (picture, name) = top.split_left(side);
    let name = name.split_left(m.gap).1;
    let below = below.split_top(m.gap / 2).1;
    let (title, below) = below.split_top(title);
    let fit = (below.height / pitch).clamp(0, count as i32);
    let row = |n: i32| Rect { y: below.y + n * pitch, height: pitch - 2, ..below };
    WordPlacesHere { picture, name, title, rows: (0..fit).map(row).collect() }
}

/// The words most like the one that is looked at, with their rows.
fn alike(page: &Page<'_>, places: &Places, m: &Metrics) -> Vec<(usize, Rect)> {
    let nearest = page.words.and_then(|words| words.nearest.get(page.word()?));
    let Some(nearest) = nearest else { return Vec::new() };
    let rows = of_word(places.word, m, nearest.len()).rows;
    nearest.iter().copied().zip(rows).collect()
}

/// The words like it can be touched.
pub(super) fn targets(page: &Page<'_>, places: &Places, m: &Metrics) -> Vec<Target> {
    let target = |(word, area)| Target { what: What::Class(word), area, touch: area };
    alike(page, places, m).into_iter().map(target).collect()
}

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, page: &Page<'_>, places: &Places) {
    let m = brush.metrics;
    now(brush, page, places.now);
    step(brush, page, places.step);
    let (Some(words), Some(word)) = (page.words, page.word()) else { return };
    let here = of_word(places.word, &m, 0);
    match page.picture(word) {
        Some(picture) => {
            brush.seen(here.picture, picture, picture.size.rect());
        }
        None => brush.canvas.rounded(here.picture, 4, PANEL),
    }
    let color = colors::color(page.group(word));
    brush.canvas.frame(here.picture, 2, color);
    let label = page.scene.label(word);
    let style = Style::bold(m.body * 1.25, TEXT);
    let used = paragraph(brush, here.name, label, style);
    let rest = here.name.split_top(used + m.gap / 3).1;
    if let Some(group) = page.group(word).and_then(|group| GROUPS.get(usize::from(group))) {
        let style = Style::regular(m.small, color);
        if has_room(rest, style) {
            line(brush, rest, &message(group.name), style);
        }
    }
    if words.forming.is_some() {
        return;
    }
    line(brush, here.title, &say!("word-map-alike"), m.small_style());
    for (other, row) in alike(page, places, &m) {
        let pressed = brush.pressed == Some(What::Class(other));
        let ground = if pressed { colors::OTHER } else { PANEL };
        brush.canvas.rounded(row, m.gap / 3, ground);
        let inner = row.inset(3);
        let (picture, rest) = inner.split_left(inner.height);
        if let Some(of) = page.picture(other) {
            brush.seen(picture, of, of.size.rect());
        }
        let rest = rest.split_left(m.gap / 2).1;
        let style = Style::regular(m.small, MUTED);
        let label = page.scene.label(other);
        let style = brush.face.fitted(label, style, rest.width, 11.0);
        let y = rest.y + (rest.height - style.cap_height()) / 2;
        brush.text((rest.x, y), rest.width, Align::Left, label, style);
    }
}

/// What the camera sees, and the answer.
fn now(brush: &mut Brush<'_, '_>, page: &Page<'_>, area: Rect) {
    let m = brush.metrics;
    let side = (area.width * PICTURE / 100).min(area.height);
    let (left, right) = area.split_left(side);
    let picture = Rect { height: side, ..left };
    let Some(snapshot) = page.scene.snapshot else {
        brush.canvas.rounded(picture, 4, PANEL);
        return;
    };
    brush.seen(picture, &snapshot.frame.picture, snapshot.crop);
    let right = right.split_left(m.gap).1;
    if page.guesses.is_empty() {
        paragraph(brush, right, &say!("word-map-nothing"), Style::regular(m.body, FAINT));
        return;
    }
    draw_brief(brush, right, Brief { outline: page.scene.outline, guesses: page.guesses });
}

/// How far apart the last two answers lie, or, where it has not changed, the best two guesses.
fn step(brush: &mut Brush<'_, '_>, page: &Page<'_>, area: Rect) {
    let m = brush.metrics;
    let Some(words) = page.words else { return };
    let small = Style::regular(m.small, NOTICE);
    if words.forming.is_some() {
        paragraph(brush, area, &say!("word-map-forming"), small);
        return;
    }
    if words.way == Way::MainDirections {
        paragraph(brush, area, &say!("word-map-few"), small);
        return;
    }
    let flip = page.scene.history.latest_flip();
    let (from, to, changed) = match (flip, page.guesses) {
        (Some(flip), _) => (flip.from, flip.to, true),
        (None, [best, second, ..]) => (best.class, second.class, false),
        _ => return,
    };
    let Some(away) = words.distance(from, to) else { return };
    let (from, to) = (page.scene.label(from), page.scene.label(to));
    let title = if changed {
        say!("word-map-step", from = from, to = to)
    } else {
        say!("word-map-pair", first = from, second = to)
    };
    let share = percent((away * 100.0).round() as u32, away);
    let says = match (changed, away) {
        (true, ..=CLOSE) => say!("word-map-small-step", share = share),
        (true, FAR..) => say!("word-map-large-step", share = share),
        (true, _) => say!("word-map-middle-step", share = share),
        (false, ..=CLOSE) => say!("word-map-close", share = share),
        (false, FAR..) => say!("word-map-far", share = share),
        (false, _) => say!("word-map-between", share = share),
    };
    let bold = Style::bold(m.body, TEXT);
    let used = if area.height < 3 * bold.leading() {
        let bold = brush.face.fitted(&title, bold, area.width, 11.0);
        line(brush, area, &brush.face.shortened(&title, bold, area.width), bold);
        bold.leading()
    } else {
        paragraph(brush, area, &title, bold)
    };
    let rest = area.split_top(used + m.gap / 3).1;
    if has_room(rest, m.small_style()) {
        paragraph(brush, rest, &says, m.small_style());
    }
}

/// A paragraph, set smaller where it must be; returns the rows that it took.
fn paragraph(brush: &mut Brush<'_, '_>, area: Rect, text: &str, style: Style) -> i32 {
    let mut style = style;
    let fits = |style: Style| {
        let lines = brush.face.wrapped(text, style, area.width);
        let widest = lines.iter().map(|line| brush.face.width(line, style)).max().unwrap_or(0);
        let high = (lines.len() as i32 - 1) * style.leading() + style.cap_height();
        widest <= area.width && high <= area.height
    };
    while style.size > 11.0 && !fits(style) {
        style = style.sized((style.size - 0.5).max(11.0));
    }
    brush.paragraph(area, text, style)
}

/// True where a line fits.
fn has_room(area: Rect, style: Style) -> bool {
    area.height >= style.cap_height()
}

fn line(brush: &mut Brush<'_, '_>, area: Rect, text: &str, style: Style) {
    let style = brush.face.fitted(text, style, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, text, style);
}
