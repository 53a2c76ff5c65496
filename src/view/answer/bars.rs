//! The rows of the answer: a name, a percentage and a bar for each of the best guesses.

use super::headline::is_seen;
use super::leader_color;
use super::shown::{self, Before, Shown};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::network::manifest::Answers;
use crate::view::facts::Facts;
use crate::view::palette::{FAINT, MUTED, NOTICE, OTHERS, PANEL, REST, TEXT};
use crate::view::wording::{percent, percentages_of};
use crate::view::{Align, Brush};

/// One row of the list.
pub struct Row {
    pub label: String,
    pub share: f32,
    pub whole: u32,
    pub bar: Color,
    pub words: Color,
    pub leads: bool,
    /// Its share before a part was rubbed out or switched off, while one is.
    pub baseline: Option<f32>,
}

/// So many of the best classes in the order to list them, the leader always among them.
pub fn listed(facts: &Facts<'_>, most: usize) -> Vec<usize> {
    let mut places = shown::places(facts);
    places.truncate(most);
    if let (Some(shown), Some(last)) = (Shown::new(facts), places.last().copied())
        && !places.contains(&shown.best.class)
    {
        // The order is kept for a moment, so that it can be read; who leads is no part of that.
        places.retain(|&class| class != last);
        places.push(shown.best.class);
    }
    places
}

/// The class that comes next, as the list has it. Where several may be meant at once, the next of
/// those that it does not see, which the list need not have; none where it sees all.
pub fn rival(facts: &Facts<'_>) -> Option<usize> {
    let shown = Shown::new(facts)?;
    let (best, answers) = (shown.best.class, facts.outline.answers);
    if answers == Answers::OneOf {
        return listed(facts, 2).into_iter().find(|&class| class != best);
    }
    let share = |class: usize| shown.probabilities.get(class).copied().unwrap_or(0.0);
    let is_rival = |&class: &usize| class != best && !is_seen(answers, share(class));
    let next = shown::places(facts).into_iter().find(is_rival);
    let strongest = || {
        let all = (0..shown.probabilities.len()).filter(is_rival);
        all.max_by(|&one, &other| share(one).total_cmp(&share(other)))
    };
    next.or_else(strongest)
}

/// Among how many classes it chooses: none where it may mean several at once, of which there is no
/// "everything else".
pub fn choices(facts: &Facts<'_>) -> usize {
    match facts.outline.answers {
        Answers::OneOf => facts.history.newest().map_or(0, |answer| answer.probabilities.len()),
        Answers::Several => 0,
    }
}

/// These classes' rows, and that of everything else, where there is more.
pub fn rows(facts: &Facts<'_>, classes: &[usize]) -> Vec<Row> {
    let Some(answer) = Shown::new(facts) else { return Vec::new() };
    let share = |class: usize| answer.probabilities.get(class).copied().unwrap_or(0.0);
    let listed: Vec<f32> = classes.iter().map(|&class| share(class)).collect();
    let others = (1.0 - listed.iter().sum::<f32>()).max(0.0);
    let others = (classes.len() < choices(facts)).then_some(others);
    let all: Vec<f32> = listed.iter().copied().chain(others).collect();
    let whole = percentages_of(facts.outline.answers, &all);
    let baseline = answer.before.map(Before::probabilities);
    let mut grey = OTHERS.iter();
    let mut rows: Vec<Row> = classes
        .iter()
        .zip(&whole)
        .map(|(&class, &whole)| {
            let leads = class == answer.best.class;
            let bar = if leads { leader_color(facts) } else { *grey.next().unwrap_or(&REST) };
            Row {
                label: facts.label(class).to_owned(),
                share: share(class),
                whole,
                bar,
                words: if leads { TEXT } else { MUTED },
                leads,
                baseline: baseline.and_then(|shares| shares.get(class).copied()),
            }
        })
        .collect();
    if let (Some(share), Some(&whole)) = (others, whole.last()) {
        let (label, bar) = (say!("answer-everything-else"), REST);
        rows.push(Row { label, share, whole, bar, words: FAINT, leads: false, baseline: None });
    }
    rows
}

/// The percentage of the best class, as its row says it: all of them add up to a hundred.
pub fn leaders_percentage(facts: &Facts<'_>, listed: usize) -> String {
    let classes = self::listed(facts, listed);
    let rows = rows(facts, &classes);
    let row = rows.iter().find(|row| row.leads);
    row.map_or_else(String::new, |row| percent(row.whole, row.share))
}

/// Draws one row: words above, the bar below.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, row: &Row) {
    let m = brush.metrics;
    let figure = Style::bold(m.body, row.words);
    let label = if row.leads { figure } else { Style::regular(m.body, row.words) };
    let thick = (m.body * 0.36).max(3.0) as i32;
    let between = (m.body * 0.36) as i32;
    let high = figure.cap_height() + between + thick;
    if area.height < high {
        return;
    }
    // In the upper part of the row: what hangs below a line is followed by its bar, not the next.
    let y = area.y + (area.height - high) * 2 / 5;
    let number = percent(row.whole, row.share);
    let left = area.width - brush.face.width(&number, figure) - m.gap / 2;
    let label = brush.face.fitted(&row.label, label, left, 11.0);
    brush.text((area.x, y), left, Align::Left, &row.label, label);
    brush.text((area.x, y), area.width, Align::Right, &number, figure);
    let track = Rect::new(area.x, y + figure.cap_height() + between, area.width, thick);
    brush.canvas.rounded(track, thick / 2, PANEL);
    let width = (area.width as f32 * row.share.clamp(0.0, 1.0)).round() as i32;
    if width > 0 {
        brush.canvas.rounded(Rect { width, ..track }, thick / 2, row.bar);
    }
    if let Some(share) = row.baseline {
        // How long the bar was before.
        let x = area.x + (area.width as f32 * share.clamp(0.0, 1.0)).round() as i32;
        let x = x.min(area.right() - 2);
        brush.canvas.fill(Rect::new(x, track.y - 2, 2, thick + 4), NOTICE);
    }
}
