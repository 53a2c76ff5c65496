//! Draws the map: a dot a word, pictures where there is room, and what is answered glowing on it.

use super::super::word_places::WordPlaces;
use super::Page;
use super::colors;
use super::lens::Lens;
use super::shown::{self, GroupName};
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::geometry::{Point, Rect};
use crate::network::guess::Guess;
use crate::view::palette::{BACKGROUND, LEADER, LINE, Metrics, OTHERS, PANEL, TEXT};
use crate::view::wording::{percent, percentages};
use crate::view::{Align, Brush};

/// From this probability on a word glows.
const GLOWS: f32 = 0.01;
/// So many words have a tag, at most, besides the one that is looked at.
const TAGGED: usize = 2;
/// A second guess below this has none.
const TAG_FROM: f32 = 0.05;
/// So many of the last changes are drawn.
const STEPS: usize = 3;

/// A word that stands out, with its picture and name beside its place.
struct Tag {
    word: usize,
    at: (f32, f32),
    area: Rect,
    color: Color,
    name: String,
}

/// Draws it.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    page: &Page<'_>,
    words: &WordPlaces,
    lens: &Lens,
    area: Rect,
) {
    let m = brush.metrics;
    brush.canvas.rounded(area, m.gap / 2, PANEL);
    let tags = tags(brush, page, words, lens, area);
    let boxes: Vec<Rect> = tags.iter().map(|tag| tag.area.inset(-2)).collect();
    let names = shown::group_names(page, lens, area.inset(4), &boxes, &m, brush.face);
    let taken: Vec<Rect> =
        boxes.iter().copied().chain(names.iter().map(|name| name.area)).collect();
    let shown = shown::pictures(page, lens, area.inset(4), &taken, &m, brush.face);
    glow(brush, page, words, lens, area);
    dots(brush, page, words, lens, area);
    for shown::Shown { word, picture, name } in &shown {
        if let Some(of) = page.picture(*word) {
            brush.seen(*picture, of, of.size.rect());
        }
        brush.canvas.frame(*picture, 2, colors::color(page.group(*word)));
        if let Some(name) = name {
            let label = page.scene.label(*word);
            let style = brush.face.fitted(label, shown::name_style(&m), name.width, 11.0);
            let label = brush.face.shortened(label, style, name.width);
            brush.text((name.x, name.y), name.width, Align::Centre, &label, style);
        }
    }
    for GroupName { group, area, words } in &names {
        let dark = page.chosen.group.is_some_and(|lit| lit != *group);
        let color = mix(colors::color(Some(*group)), TEXT, 120);
        let color = if dark { mix(PANEL, color, 120) } else { color };
        let style = Style { color, ..shown::group_style(&m) };
        brush.canvas.shade(*area, BACKGROUND, 170);
        let y = area.y + (area.height - style.cap_height()) / 2;
        brush.text((area.x, y), area.width, Align::Centre, words, style);
    }
    trail(brush, page, words, lens, area);
    for tag in &tags {
        draw_tag(brush, page, tag);
    }
}

/// How likely each word is now; nothing while there is nothing to see.
fn probability(page: &Page<'_>, word: usize) -> f32 {
    let seen = page.scene.snapshot.filter(|_| !page.guesses.is_empty());
    seen.and_then(|snapshot| snapshot.probabilities.get(word)).copied().unwrap_or(0.0)
}

/// The answer is lime, what else it thinks of white.
fn color_of(page: &Page<'_>, word: usize) -> Color {
    let leads = page.guesses.first().is_some_and(|best| best.class == word);
    if leads && !page.scene.outline.untrained { LEADER } else { OTHERS[0] }
}

fn glow(brush: &mut Brush<'_, '_>, page: &Page<'_>, words: &WordPlaces, lens: &Lens, area: Rect) {
    let m = brush.metrics;
    let mut canvas = brush.canvas.clip(area);
    let mut bright: Vec<(f32, usize)> =
        (0..words.places.len()).map(|word| (probability(page, word), word)).collect();
    bright.retain(|(probability, _)| *probability >= GLOWS);
    // The likelier ones over the others.
    bright.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    for (probability, word) in bright {
        let at = lens.at(words.places[word]);
        let radius = m.small * (0.7 + 3.4 * probability.sqrt());
        let color = color_of(page, word);
        for (part, cover) in [(1.0, 40), (0.72, 75), (0.46, 130)] {
            canvas.disc(at, radius * part, mix(PANEL, color, cover));
        }
    }
}

fn dots(brush: &mut Brush<'_, '_>, page: &Page<'_>, words: &WordPlaces, lens: &Lens, area: Rect) {
    let m = brush.metrics;
    let mut canvas = brush.canvas.clip(area);
    let plain = (m.small * 0.17).max(1.6);
    for (word, &place) in words.places.iter().enumerate() {
        let group = page.group(word);
        let lit = page.chosen.group.is_none_or(|lit| group == Some(lit));
        let probability = probability(page, word);
        let (color, radius) = if probability >= GLOWS {
            (color_of(page, word), plain * (1.2 + probability.sqrt()))
        } else if lit {
            (colors::color(group), plain)
        } else {
            (mix(PANEL, colors::color(group), 90), plain * 0.8)
        };
        canvas.disc(lens.at(place), radius, color);
    }
}

/// The ways from answer to answer, the newest brightest.
fn trail(brush: &mut Brush<'_, '_>, page: &Page<'_>, words: &WordPlaces, lens: &Lens, area: Rect) {
    let flips = page.scene.history.recent_flips();
    let scale = (brush.metrics.small / 15.0).max(1.0);
    let mut canvas = brush.canvas.clip(area);
    for (n, flip) in
        flips.iter().rev().take(STEPS).enumerate().collect::<Vec<_>>().into_iter().rev()
    {
        let ends = (words.places.get(flip.from), words.places.get(flip.to));
        let (Some(&from), Some(&to)) = ends else { continue };
        let (from, to) = (lens.at(from), lens.at(to));
        let color = mix(PANEL, LEADER, [230, 130, 80][n.min(2)]);
        canvas.line(from, to, 2.0 * scale, color);
        // An arrow: three dots that grow towards the end.
        for (part, radius) in [(0.8, 2.2), (0.88, 2.9), (0.95, 3.6)] {
            let at = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            canvas.disc(at, radius * scale, color);
        }
    }
}

/// How the name beside a word's place is set.
fn tag_style(m: &Metrics, color: Color) -> Style {
    Style::bold(m.body, color)
}

/// The best guesses and the word that is looked at, as far as they are seen.
fn tags(
    brush: &Brush<'_, '_>,
    page: &Page<'_>,
    words: &WordPlaces,
    lens: &Lens,
    area: Rect,
) -> Vec<Tag> {
    let m = brush.metrics;
    let likely = |guess: &&Guess| guess.probability >= TAG_FROM;
    let mut list: Vec<usize> =
        page.guesses.iter().take(TAGGED).filter(likely).map(|guess| guess.class).collect();
    list.extend(page.word());
    let mut seen = Vec::new();
    list.retain(|word| {
        let new = !seen.contains(word) && *word < words.places.len();
        seen.push(*word);
        new
    });
    let side = (shown::side(page, &m) * 3 / 2).min(64.max((m.small * 4.0) as i32));
    let pixel = |word: usize| {
        let at = lens.at(words.places[word]);
        Point::new(at.0 as i32, at.1 as i32)
    };
    list.retain(|word| area.contains(pixel(*word)));
    let points: Vec<Point> = list.iter().map(|word| pixel(*word)).collect();
    let mut tags: Vec<Tag> = Vec::new();
    for &word in &list {
        let (at, here) = (lens.at(words.places[word]), pixel(word));
        let color = color_of(page, word);
        let share = probability(page, word);
        let whole = percentages(&[share, 1.0 - share])[0];
        let label = page.scene.label(word);
        let name = if share >= GLOWS {
            format!("{label}  {}", percent(whole, share))
        } else {
            label.into()
        };
        let room = area.width - side - 4 * m.gap;
        let style = brush.face.fitted(&name, tag_style(&m, color), room, 11.0);
        let width = side + brush.face.width(&name, style) + 2 * m.gap;
        let size = (width.min(area.width), side + 6);
        let off = (m.small * 1.6) as i32;
        let beside = [
            (off, -size.1 - off / 2),
            (off, off / 2),
            (-size.0 - off, -size.1 - off / 2),
            (-size.0 - off, off / 2),
            (-size.0 / 2, off),
            (-size.0 / 2, -size.1 - off),
            (off, size.1 + off),
            (-size.0 - off, size.1 + off),
        ];
        let inner = area.inset(4);
        let place = |(dx, dy): (i32, i32)| {
            let x = (here.x + dx).clamp(inner.x, (inner.right() - size.0).max(inner.x));
            let y = (here.y + dy).clamp(inner.y, (inner.bottom() - size.1).max(inner.y));
            Rect::new(x, y, size.0, size.1)
        };
        let is_free = |place: &Rect| {
            let apart = |tag: &Tag| tag.area.inset(-2).intersect(*place).is_empty();
            tags.iter().all(apart) && !points.iter().any(|point| place.contains(*point))
        };
        let place = beside.into_iter().map(place).find(is_free);
        if let Some(area) = place {
            tags.push(Tag { word, at, area, color, name });
        }
    }
    tags
}

fn draw_tag(brush: &mut Brush<'_, '_>, page: &Page<'_>, tag: &Tag) {
    let m = brush.metrics;
    let Tag { word, at, area, color, .. } = tag;
    let near = |value: f32, from: i32, to: i32| value.clamp(from as f32, to as f32);
    let edge = (near(at.0, area.x, area.right()), near(at.1, area.y, area.bottom()));
    brush.canvas.line(*at, edge, 1.5, *color);
    brush.canvas.disc(*at, m.small * 0.36, BACKGROUND);
    brush.canvas.disc(*at, m.small * 0.28, *color);
    brush.canvas.rounded(*area, m.gap / 3, *color);
    brush.canvas.rounded(area.inset(2), m.gap / 3, BACKGROUND);
    let inner = area.inset(3);
    let (picture, rest) = inner.split_left(inner.height);
    let mut rest = rest;
    if let Some(of) = page.picture(*word) {
        brush.seen(picture, of, of.size.rect());
    } else {
        rest = inner;
        brush.canvas.fill(Rect { width: 1, ..picture }, LINE);
    }
    let rest = rest.split_left(m.gap / 2).1;
    let style = brush.face.fitted(&tag.name, tag_style(&m, *color), rest.width, 11.0);
    let y = rest.y + (rest.height - style.cap_height()) / 2;
    brush.text((rest.x, y), rest.width, Align::Left, &tag.name, style);
}
