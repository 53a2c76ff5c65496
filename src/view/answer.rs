//! The answer, "3 It answers": the best class, how sure it is, the next guesses, everything else.

use std::time::Duration;

use super::facts::Facts;
use super::invitation::what_it_knows;
use super::palette::{
    FAINT, GUESS, LEADER, MUTED, Metrics, NOTICE, OTHERS, PANEL, REST, TEXT, UNSURE,
};
use super::wording::{Sureness, percent, percentages};
use super::{Align, Brush};
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::error::NOT_A_NUMBER;
use crate::geometry::Rect;

/// How long the leading word shines after a flip.
const FLASH: Duration = Duration::from_millis(350);

/// Lines that the sentence of what the network knows may take.
const QUIET_LINES: i32 = 3;

/// Rows that the sentence of what the network knows takes, below the guesses.
pub fn quiet_height(m: &Metrics) -> i32 {
    QUIET_LINES * m.small_style().leading()
}

/// Rows that the pane needs, of those that are `available`: heading, answer, percentage, five
/// guesses and everything else; and `quiet` rows below.
pub fn height(m: &Metrics, quiet: i32, available: i32) -> i32 {
    let fixed = m.heading * 1.3 + m.body * 1.5 + m.headline * 1.7 + m.heading * 1.4;
    let wanted = fixed as i32 + 6 * row_pitch(m) + quiet;
    wanted.min(available)
}

/// Rows from one guess to the next.
fn row_pitch(m: &Metrics) -> i32 {
    (m.body * 1.95) as i32
}

/// Where in the pane the answer's word stands: its middle, in rows of the screen.
pub fn headline_middle(area: Rect, m: &Metrics) -> i32 {
    area.y + (m.heading * 1.3 + m.body * 1.5) as i32 + (m.headline * 0.55) as i32
}

/// One row of the list.
struct Row<'a> {
    label: &'a str,
    share: f32,
    whole: u32,
    bar: Color,
    leader: bool,
    /// Its share with everything switched on, while something is off.
    baseline: Option<f32>,
}

/// Draws the answer, how sure it is, and the next guesses.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let m = brush.metrics;
    let rest = brush.heading(area, "It answers");
    if facts.snapshot.is_some_and(|snapshot| snapshot.top.is_empty()) {
        draw_no_answer(brush, rest);
        return;
    }
    let Some(answer) = facts.history.newest() else {
        brush.text(
            (rest.x, rest.y),
            rest.width,
            Align::Left,
            "…",
            Style::regular(m.headline, FAINT),
        );
        return;
    };
    let rest = draw_what_it_knows(brush, rest, facts);
    let shares = |class: usize| answer.probabilities.get(class).copied().unwrap_or(0.0);
    let places = facts.places();
    let listed: Vec<f32> = places.iter().map(|&class| shares(class)).collect();
    let others = (1.0 - listed.iter().sum::<f32>()).max(0.0);
    let rest_of_all = (places.len() < answer.probabilities.len()).then_some(others);
    let all: Vec<f32> = listed.iter().copied().chain(rest_of_all).collect();
    let whole = percentages(&all);
    let leader = places.iter().position(|&class| class == answer.best.class);
    let sureness = Sureness::of(answer.best.probability);

    let baseline = facts.snapshot.and_then(|snapshot| snapshot.baseline.as_ref());
    let whole_share = |class: usize| baseline.and_then(|shares| shares.get(class).copied());
    let untrained = facts.outline.untrained;
    let introduction = Style::regular((m.body * 1.2).round(), TEXT);
    let words = introductory_words(facts, sureness);
    brush.text((rest.x, rest.y), rest.width, Align::Left, &words, introduction);
    let mut y = rest.y + (m.body * 1.5) as i32;

    let color = headline_color(facts, sureness);
    let name = Rect { y, height: (m.headline * 1.7) as i32, ..rest };
    let calm = sureness == Sureness::NotSure || untrained;
    headline(brush, name, facts.label(answer.best.class), color, calm);
    y = name.bottom();

    let number = Style::bold(m.heading, color);
    let shown = leader.map_or(0, |n| whole[n]);
    let figure = percent(shown, answer.best.probability);
    let used = brush.text((rest.x, y), rest.width, Align::Left, &figure, number) + m.gap;
    let second = facts.runner_up().map_or("something else", |class| facts.label(class));
    let small = m.small_style();
    let beside = Rect::new(
        rest.x + used,
        y - small.leading() / 3,
        rest.width - used,
        2 * small.leading() + m.gap / 2,
    );
    let [full, short] = if untrained {
        ["made-up weights: it means nothing", "means nothing"].map(str::to_owned)
    } else if let Some(shares) = baseline {
        whole_networks_answer(facts, shares)
    } else {
        sureness.comments(second)
    };
    let fits = brush.face.wrapped(&full, small, beside.width).len() <= 2;
    brush.paragraph(beside, if fits { &full } else { &short }, small);
    y += (m.heading * 1.4) as i32;

    // In an upright window the rows are spread over what the picture beside them leaves.
    let usual = row_pitch(&m);
    let most = if m.upright { usual * 7 / 5 } else { usual };
    let pitch = most.min((rest.bottom() - y) / 6);
    if pitch < m.small as i32 {
        return;
    }
    let mut grey = OTHERS.iter();
    let mut rows: Vec<Row<'_>> = places
        .iter()
        .enumerate()
        .map(|(n, &class)| {
            let leads = leader == Some(n);
            let bar = if leads { color } else { *grey.next().unwrap_or(&REST) };
            Row {
                label: facts.label(class),
                share: listed[n],
                whole: whole[n],
                bar,
                leader: leads,
                baseline: whole_share(class),
            }
        })
        .collect();
    if let Some(share) = rest_of_all {
        rows.push(Row {
            label: "everything else",
            share,
            whole: whole.last().copied().unwrap_or(0),
            bar: REST,
            leader: false,
            baseline: None,
        });
    }
    for (n, row) in rows.iter().enumerate() {
        draw_row(brush, Rect { y: y + n as i32 * pitch, height: pitch, ..rest }, row);
    }
}

/// What stands before the name of the best class.
fn introductory_words(facts: &Facts<'_>, sureness: Sureness) -> String {
    let baseline = facts.snapshot.and_then(|snapshot| snapshot.baseline.as_ref());
    match (facts.outline.untrained, baseline) {
        (true, _) => "untrained, it claims".to_owned(),
        (false, Some(_)) => "with a part switched off".to_owned(),
        (false, None) => sureness.introduction(),
    }
}

/// The quiet line at the foot of the pane; returns the room above.
fn draw_what_it_knows(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) -> Rect {
    let Some(words) = what_it_knows(facts.outline) else { return area };
    let m = brush.metrics;
    let (rest, quiet) = area.split_bottom(quiet_height(&m));
    brush.paragraph(quiet, &words, Style::regular(m.small, FAINT));
    rest
}

/// Instead of an answer: what was computed is not a number.
fn draw_no_answer(brush: &mut Brush<'_, '_>, area: Rect) {
    let m = brush.metrics;
    let words = "no answer";
    let style = brush.face.fitted(words, Style::bold(m.headline, NOTICE), area.width, m.heading);
    brush.text((area.x, area.y + m.gap), area.width, Align::Left, words, style);
    let below = area.split_top(style.leading() + 2 * m.gap).1;
    let why = format!("what it computes is {NOT_A_NUMBER}");
    brush.paragraph(below, &why, Style::regular(m.body, TEXT));
}

/// What the whole network says of the same picture, in full, and for where there is less room.
fn whole_networks_answer(facts: &Facts<'_>, baseline: &[f32]) -> [String; 2] {
    let shares = baseline.iter().copied().enumerate();
    let Some((class, share)) = shares.max_by(|a, b| a.1.total_cmp(&b.1)) else {
        return Default::default();
    };
    let (label, share) = (facts.label(class), (share * 100.0).round());
    [format!("whole, it says: {share} % {label}"), format!("whole: {label}")]
}

/// Bright for a moment after a flip, calm while unsure.
pub fn headline_color(facts: &Facts<'_>, sureness: Sureness) -> Color {
    if facts.outline.untrained {
        return OTHERS[1];
    }
    let settled = match sureness {
        Sureness::Sure | Sureness::FairlySure => LEADER,
        Sureness::Perhaps => UNSURE,
        Sureness::NotSure => GUESS,
    };
    let newest = facts.history.newest().map_or(Duration::ZERO, |answer| answer.time);
    // On a held picture the moment would last.
    match facts.history.latest_flip().filter(|_| !facts.is_held()) {
        Some(flip) if newest.saturating_sub(flip.time) < FLASH => {
            let since = newest.saturating_sub(flip.time).as_secs_f32() / FLASH.as_secs_f32();
            mix(settled, 0xff_ffff, ((1.0 - since) * 255.0) as u8)
        }
        _ => settled,
    }
}

/// The largest word on the screen: in one line where it fits, else in two. A guess does not shout.
fn headline(brush: &mut Brush<'_, '_>, area: Rect, label: &str, color: Color, calm: bool) {
    let m = brush.metrics;
    let style = if calm { Style::regular } else { Style::bold };
    let largest = style(m.headline, color);
    let one = brush.face.fitted(label, largest, area.width, m.heading);
    if brush.face.width(label, one) <= area.width {
        let y = area.y + (area.height - (m.headline * 0.3) as i32 - one.cap_height()) / 2;
        brush.text((area.x, y), area.width, Align::Left, label, one);
        return;
    }
    let mut style = largest.sized(m.heading * 1.1);
    let fits = |style: Style| {
        let lines = brush.face.wrapped(label, style, area.width);
        // Two lines, and below them what hangs under a line.
        let height = 2 * style.leading();
        lines.len() <= 2
            && height <= area.height
            && lines.iter().all(|line| brush.face.width(line, style) <= area.width)
    };
    while style.size > m.body && !fits(style) {
        style = style.sized(style.size - 1.0);
    }
    let lines = brush.face.wrapped(label, style, area.width).len().min(2) as i32;
    let below = (area.height - lines * style.leading()).max(0) / 2;
    let two = Rect { height: lines * style.leading(), ..area.split_top(below).1 };
    brush.paragraph(two, label, style);
}

fn draw_row(brush: &mut Brush<'_, '_>, area: Rect, row: &Row<'_>) {
    let m = brush.metrics;
    let weight = if row.leader { TEXT } else { MUTED };
    let label = Style::regular(m.body, weight);
    let figure = Style::bold(m.body, weight);
    let number = percent(row.whole, row.share);
    let left = area.width - brush.face.width(&number, figure) - m.gap / 2;
    let label = brush.face.fitted(row.label, label, left, 11.0);
    brush.text((area.x, area.y), left, Align::Left, row.label, label);
    brush.text((area.x, area.y), area.width, Align::Right, &number, figure);
    let height = (m.body * 0.38).max(3.0) as i32;
    let y = area.y + figure.cap_height() + (m.body * 0.36) as i32;
    if y + height > area.bottom() {
        return;
    }
    let track = Rect::new(area.x, y, area.width, height);
    brush.canvas.rounded(track, height / 2, PANEL);
    let width = (area.width as f32 * row.share.clamp(0.0, 1.0)).round() as i32;
    if width > 0 {
        brush.canvas.rounded(Rect { width, ..track }, height / 2, row.bar);
    }
    if let Some(share) = row.baseline {
        // How long the bar is when everything is switched on.
        let x = area.x + (area.width as f32 * share.clamp(0.0, 1.0)).round() as i32;
        let x = x.min(area.right() - 2);
        brush.canvas.fill(Rect::new(x, y - 2, 2, height + 4), NOTICE);
    }
}
