//! Today's best: the list beside a game.

use super::Page;
use super::round::Game;
use super::score::{Entry, Today};
use crate::canvas::color::mix;
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, FAINT, LEADER, MUTED, PANEL, TEXT};
use crate::view::{Align, Brush};

/// A row of the list.
struct Row {
    rank: String,
    /// How it went, and what it consists of.
    head: String,
    words: String,
    figure: String,
    lit: bool,
}

impl Row {
    fn of(place: usize, entry: &Entry, lit: bool, game: &dyn Game) -> Self {
        let score = &entry.score;
        let time = entry.time.map(|time| format!("{:02}:{:02}", time.hour, time.minute));
        let words = score.words.join(", ");
        Self {
            rank: (place + 1).to_string(),
            head: game.says_score(score),
            words: time.map_or(words.clone(), |time| format!("{time} · {words}")),
            figure: game.says_figure(score.figure),
            lit,
        }
    }
}

/// The rows that are shown in so many: the best, and the one that has just come in, or how the game
/// that runs stands.
fn rows(today: &Today, page: Page, game: &dyn Game, count: usize) -> Vec<Row> {
    let newest = today.newest(page);
    let list = today.of(page).iter().enumerate();
    let mut rows: Vec<Row> =
        list.map(|(n, entry)| Row::of(n, entry, newest == Some(n), game)).collect();
    let so_far = game.so_far();
    let kept = count.saturating_sub(usize::from(so_far.is_some()));
    if let Some(place) = newest.filter(|&place| place >= kept && kept > 0) {
        rows.swap(kept - 1, place);
    }
    rows.truncate(kept);
    if let Some(score) = so_far {
        let place = today.place(page, score.figure, |one, other| game.is_better(one, other));
        rows.push(Row {
            rank: String::new(),
            head: say!("play-so-far", score = game.says_score(&score)),
            // Of nothing yet there is no place.
            words: match score.figure {
                0 => String::new(),
                _ => say!("play-place", place = place + 1),
            },
            figure: game.says_figure(score.figure),
            lit: true,
        });
    }
    rows
}

/// Draws it.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    today: &Today,
    page: Page,
    game: &dyn Game,
) {
    let m = brush.metrics;
    let title = Style::bold(m.heading * 0.8, TEXT);
    let words = say!("play-today");
    let fitted = brush.face.fitted(&words, title, area.width, m.body);
    let level = area.y + (m.target - fitted.cap_height()).max(0) / 2;
    brush.text((area.x, level), area.width, Align::Left, &words, fitted);
    let rest = area.split_top(m.target + m.gap / 2).1;
    let note = say!("play-today-note");
    let style = Style::regular(m.small, FAINT);
    let lines = brush.face.wrapped(&note, style, rest.width).len() as i32;
    let (list, foot) = rest.split_bottom(lines * style.leading());
    let list = list.split_bottom(m.gap / 2).0;
    let head = Style::bold(m.body, TEXT);
    let small = Style::regular(m.small, MUTED);
    let height = head.leading() + small.leading() + m.gap;
    let step = height + m.gap / 2;
    let count = ((list.height + m.gap / 2) / step.max(1)).max(0) as usize;
    let rows = rows(today, page, game, count);
    if rows.is_empty() {
        brush.paragraph(list, &say!("play-today-nobody"), Style::regular(m.body, MUTED));
    }
    for (n, row) in rows.iter().enumerate() {
        let place = Rect { y: list.y + n as i32 * step, height, ..list };
        draw_row(brush, place, row, head, small);
    }
    brush.paragraph(foot, &note, style);
}

fn draw_row(brush: &mut Brush<'_, '_>, area: Rect, row: &Row, head: Style, small: Style) {
    let m = brush.metrics;
    let radius = m.gap / 2;
    let fill = if row.lit { mix(BACKGROUND, LEADER, 45) } else { PANEL };
    if row.lit {
        brush.canvas.rounded(area, radius, LEADER);
        brush.canvas.rounded(area.inset(2), radius - 2, fill);
    } else {
        brush.canvas.rounded(area, radius, fill);
    }
    let inner = area.inset_by(m.gap, m.gap / 2);
    let big = Style::bold(m.body * 1.4, if row.lit { LEADER } else { TEXT });
    let level = |style: Style| area.y + (area.height - style.cap_height()) / 2;
    let (mut rest, mut used) = (inner, 0);
    if !row.rank.is_empty() {
        let width = brush.face.width("00", head);
        let rank = Style { color: MUTED, ..head };
        brush.text((inner.x, level(rank)), width, Align::Left, &row.rank, rank);
        rest = rest.split_left(width + m.gap / 2).1;
    }
    used += brush.text((rest.x, level(big)), rest.width, Align::Right, &row.figure, big);
    let rest = rest.split_right(used + m.gap).0;
    let fitted = brush.face.fitted(&row.head, head, rest.width, 11.0);
    let y = inner.y + (head.leading() - fitted.cap_height()) / 2;
    let head_words = brush.face.shortened(&row.head, fitted, rest.width);
    brush.text((rest.x, y), rest.width, Align::Left, &head_words, fitted);
    let y = inner.y + head.leading() + (small.leading() - small.cap_height()) / 2;
    let words = shortened(brush, &row.words, small, rest.width);
    brush.text((rest.x, y), rest.width, Align::Left, &words, small);
}

/// As many whole words of a list as there is room for.
fn shortened(brush: &Brush<'_, '_>, words: &str, style: Style, width: i32) -> String {
    if brush.face.width(words, style) <= width {
        return words.to_owned();
    }
    let ends = words.match_indices([',', ' ']).map(|(at, _)| at).collect::<Vec<_>>();
    let cut = |&at: &usize| format!("{} …", words[..at].trim_end_matches([',', ' ', '·']));
    let fits = |text: &String| brush.face.width(text, style) <= width;
    ends.iter().rev().map(cut).find(fits).unwrap_or_default()
}
