//! While a game runs: the word, the seconds, how sure it is, what it sees, what was found.

use super::Places;
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::exhibit::play::find::Find;
use crate::exhibit::play::find::rule::{SURE, percent};
use crate::exhibit::play::find::turn::Turn;
use crate::exhibit::play::things::Thing;
use crate::exhibit::play::{ACT, START};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT};
use crate::view::{Align, Brush};

/// The ring is full with so many seconds.
const FULL: f32 = 30.0;
/// From here on the seconds are few.
const FEW: u64 = 5;

/// The rows of the column, each with its height.
struct Rows {
    head: Rect,
    word: Rect,
    ring: Rect,
    percent: Rect,
    bar: Rect,
    sees: Rect,
    rule: Rect,
    foot: Rect,
}

/// The word is what is read first, from two metres too.
fn word_style(column: Rect, m: &Metrics) -> Style {
    let size = column.height as f32 * 0.13;
    Style::bold(size.clamp(m.headline * 1.2, m.headline * 1.8).round(), TEXT)
}

fn sees_style(m: &Metrics) -> Style {
    Style::bold(m.body * 1.6, TEXT)
}

fn foot_height(m: &Metrics) -> i32 {
    (Style::bold(m.body, TEXT).leading() + m.small_style().leading() + m.gap).max(m.target)
}

impl Rows {
    fn new(places: Places, m: &Metrics) -> Self {
        let column = places.column;
        let body = Style::regular(m.body, MUTED);
        let heights = [
            body.leading(),
            word_style(column, m).leading(),
            Style::bold(m.headline, LEADER).leading(),
            (m.body * 2.2) as i32,
            2 * m.gap + sees_style(m).leading(),
            m.small_style().leading() + m.gap / 2,
            foot_height(m),
        ];
        let used: i32 = heights.iter().sum();
        let gap = ((column.height - used) / heights.len() as i32).clamp(0, m.gap * 5 / 2);
        let mut y = column.y;
        let mut row = |height: i32| {
            let row = Rect { y, height, ..column };
            y += height + gap;
            row
        };
        let [head, word, percent, bar, sees, rule, foot] = heights.map(&mut row);
        let foot = Rect { y: column.bottom() - foot.height, ..foot };
        let (ring, head, word) = if let Some(beside) = places.beside {
            let side = beside.width.min(beside.height / 2);
            (Rect { width: side, height: side, ..beside }, head, word)
        } else {
            let side = word.bottom() - head.y + gap;
            let narrow = |row: Rect| row.split_right(side + m.gap).0;
            let ring = Rect::new(column.right() - side, head.y, side, side);
            (ring, narrow(head), narrow(word))
        };
        Self { head, word, ring, percent, bar, sees, rule, foot }
    }
}

/// Where the buttons lie: at the right of the lowest row, apart from the words.
pub(super) fn buttons(column: Rect, m: &Metrics) -> Vec<(Button, Rect)> {
    let row = column.split_bottom(foot_height(m)).1;
    let height = m.target.max(row.height.min(m.target * 5 / 4));
    let row = Rect { y: row.bottom() - height, height, ..row };
    let (rest, stop) = row.split_right((column.width * 17 / 100).max(m.target + m.gap));
    let rest = rest.split_right(m.gap / 2).0;
    let skip = rest.split_right((column.width * 27 / 100).max(2 * m.target)).1;
    vec![
        (Button::new(ACT, say!("play-find-skip")).with_icon(Icon::Right), skip),
        (Button::new(START, say!("play-stop")), stop),
    ]
}

/// Draws all but the buttons.
pub(super) fn draw(find: &Find, brush: &mut Brush<'_, '_>, places: Places, scene: &Scene<'_>) {
    let Some(turn) = find.turn() else { return };
    let m = brush.metrics;
    let rows = Rows::new(places, &m);
    let body = Style::regular(m.body, MUTED);
    let show = match (find.duel, find.turns.len()) {
        (false, _) => say!("play-find-show"),
        (true, 1) => say!("play-find-show-left"),
        (true, _) => say!("play-find-show-right"),
    };
    line(brush, rows.head, Align::Left, &show, body);
    let wanted = turn.wanted().map_or("", Thing::name);
    line(brush, rows.word, Align::Left, wanted, word_style(places.column, &m));
    ring(brush, rows.ring, turn);
    let verdict = turn.verdict();
    let share = percent(verdict.sum);
    let big = Style::bold(m.headline, if verdict.sum >= SURE { LEADER } else { TEXT });
    let used = line(brush, rows.percent, Align::Left, &say!("play-percent", percent = share), big);
    let after = rows.percent.split_left(used + m.gap).1;
    let used = low_line(brush, after, Align::Left, &say!("play-find-sure"), body, big);
    let mark = after.split_left(used + m.gap).1;
    bar(brush, rows.bar, verdict.sum);
    let wins = say!("play-find-wins", percent = percent(SURE));
    let middle = rows.bar.x + (rows.bar.width as f32 * SURE) as i32;
    let half = (mark.right() - middle).min(middle - mark.x).max(0);
    let around = Rect { x: middle - half, width: 2 * half, ..mark };
    low_line(brush, around, Align::Centre, &wins, Style::bold(m.small, TEXT), big);
    sees(find, brush, rows.sees, scene, verdict.warmer);
    rule(find, brush, rows.rule, turn);
    let buttons = buttons(places.column, &m);
    let left = buttons.iter().map(|(_, place)| place.x).min().unwrap_or(rows.foot.right());
    if let Some(beside) = places.beside {
        let finds = beside.split_top(rows.ring.height + 2 * m.gap).1;
        if turn.finds().is_empty() {
            let words = say!("play-find-none-yet");
            brush.paragraph(finds, &words, Style::regular(m.small, FAINT));
        }
        super::over::list(brush, finds, turn.finds());
        return;
    }
    let (cards, _) = rows.foot.split_left(left - rows.foot.x - 2 * m.gap);
    let apart = Rect::new(left - m.gap, rows.foot.y, 1, rows.foot.height);
    brush.canvas.fill(apart, LINE);
    found(brush, cards, turn);
}

fn line(brush: &mut Brush<'_, '_>, area: Rect, align: Align, words: &str, style: Style) -> i32 {
    let fitted = brush.face.fitted(words, style, area.width, 11.0);
    let y = area.y + (area.height - fitted.cap_height()) / 2;
    brush.text((area.x, y), area.width, align, words, fitted)
}

/// A line on the baseline of a larger one.
fn low_line(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    align: Align,
    words: &str,
    style: Style,
    beside: Style,
) -> i32 {
    let fitted = brush.face.fitted(words, style, area.width, 11.0);
    let foot = area.y + i32::midpoint(area.height, beside.cap_height());
    brush.text((area.x, foot - fitted.cap_height()), area.width, align, words, fitted)
}

/// The seconds that are left: they are the player's.
fn ring(brush: &mut Brush<'_, '_>, area: Rect, turn: &Turn) {
    let m = brush.metrics;
    let left = turn.countdown().left();
    let color = if left.as_secs() <= FEW { NOTICE } else { LEADER };
    let middle = area.middle();
    let middle = (middle.x as f32, middle.y as f32);
    let thick = (area.height as f32 * 0.085).max(3.0);
    let radius = area.height as f32 / 2.0 - thick / 2.0;
    arc(brush, middle, radius, thick, 1.0, LINE);
    arc(brush, middle, radius, thick, (left.as_secs_f32() / FULL).min(1.0), color);
    let number = Style::bold(area.height as f32 * 0.32, TEXT);
    let words = left.as_secs().to_string();
    // "your" above the number, "seconds" below it: a circle is widest in its middle.
    let label = say!("play-your-seconds");
    let (above, below) = label.split_once(' ').unwrap_or(("", &label));
    let inner = area.inset((thick * 1.8) as i32);
    let small = Style::regular(m.small.max(area.height as f32 * 0.11), MUTED);
    let small = brush.face.fitted(below, small, inner.width * 82 / 100, 11.0);
    let middle = area.y + (area.height - number.cap_height()) / 2;
    brush.text((inner.x, middle), inner.width, Align::Centre, &words, number);
    let away = (area.height as f32 * 0.07) as i32;
    let y = middle - away - small.cap_height();
    brush.text((inner.x, y), inner.width, Align::Centre, above, small);
    let y = middle + number.cap_height() + away;
    brush.text((inner.x, y), inner.width, Align::Centre, below, small);
}

/// A part of a circle, clockwise from the top.
fn arc(
    brush: &mut Brush<'_, '_>,
    middle: (f32, f32),
    radius: f32,
    thick: f32,
    part: f32,
    color: Color,
) {
    const PIECES: u16 = 72;
    let on = |n: u16| {
        let angle = f32::from(n) / f32::from(PIECES) * part * std::f32::consts::TAU;
        (middle.0 + radius * angle.sin(), middle.1 - radius * angle.cos())
    };
    if part <= 0.0 {
        return;
    }
    for n in 0..PIECES {
        brush.canvas.line(on(n), on(n + 1), thick, color);
    }
}

/// How sure it is, with a mark where it is found.
fn bar(brush: &mut Brush<'_, '_>, area: Rect, share: f32) {
    let m = brush.metrics;
    let radius = m.gap / 2;
    brush.canvas.rounded(area, radius, PANEL);
    let width = (area.width as f32 * share.clamp(0.0, 1.0)) as i32;
    if width > 2 * radius {
        let color = if share >= SURE { LEADER } else { mix(BACKGROUND, LEADER, 170) };
        brush.canvas.rounded(Rect { width, ..area }, radius, color);
    }
    let x = area.x + (area.width as f32 * SURE) as i32;
    let over = (m.gap / 3).max(2);
    let mark = Rect::new(x - 2, area.y - over, 4, area.height + 2 * over);
    brush.canvas.fill(mark, TEXT);
}

/// What it takes the picture for, and whether it gets warmer.
fn sees(find: &Find, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>, warmer: bool) {
    let m = brush.metrics;
    let style = sees_style(&m);
    let words = match (find.thinks, scene.snapshot) {
        (Some((largest, sum)), Some(snapshot)) => say!(
            "play-find-sees",
            thing = find.groups.name(largest, snapshot),
            percent = percent(sum)
        ),
        _ => say!("play-find-sees-nothing"),
    };
    let mut rest = area;
    if warmer {
        let warm = Style { color: LEADER, ..style };
        let words = say!("play-find-warmer");
        let width = brush.face.width(&words, warm);
        let (warm_area, after) = area.split_right(width);
        line(brush, after, Align::Right, &words, warm);
        rest = warm_area.split_right(m.gap).0;
    }
    line(brush, rest, Align::Left, &words, style);
}

/// How points are given, and how far one is; of two players how both stand.
fn rule(find: &Find, brush: &mut Brush<'_, '_>, area: Rect, turn: &Turn) {
    let m = brush.metrics;
    let right = if find.duel {
        let points = |place: usize| find.turns.get(place).map_or(0, Turn::points);
        say!("play-find-both", left = points(0), right = points(1))
    } else {
        say!("play-find-word-of", word = turn.finds().len() + 1, count = turn.goal())
    };
    let small = Style::regular(m.small, TEXT);
    let standing =
        if find.duel { Style::bold(m.body * 1.2, LEADER) } else { Style::bold(m.small, TEXT) };
    let used = line(brush, area, Align::Right, &right, standing);
    let rest = area.split_right(used + m.gap).0;
    line(brush, rest, Align::Left, &say!("play-find-points"), Style { color: MUTED, ..small });
}

/// A card for each of the last finds.
fn found(brush: &mut Brush<'_, '_>, area: Rect, turn: &Turn) {
    let m = brush.metrics;
    let width = (m.body * 7.2) as i32;
    let count = ((area.width + m.gap) / (width + m.gap)).max(0) as usize;
    let finds = turn.finds();
    if finds.is_empty() {
        let words = say!("play-find-none-yet");
        line(brush, area, Align::Left, &words, Style::regular(m.small, FAINT));
        return;
    }
    for (n, find) in finds[finds.len().saturating_sub(count)..].iter().enumerate() {
        let place = Rect { x: area.x + n as i32 * (width + m.gap), width, ..area };
        brush.canvas.rounded(place, m.gap / 2, mix(BACKGROUND, LEADER, 45));
        let inner = place.inset_by(m.gap / 2, m.gap / 3);
        let name = Style::bold(m.body, LEADER);
        let (above, below) = inner.split_top(inner.height * 54 / 100);
        line(brush, above, Align::Left, &find.name, name);
        let points = say!("play-points", count = find.points);
        line(brush, below, Align::Left, &points, Style::regular(m.small, TEXT));
    }
}
