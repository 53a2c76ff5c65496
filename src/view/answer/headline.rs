//! The best class, as large and as bright as it is sure, its percentage, and the scale of sureness.

use std::time::Duration;

use super::bars;
use super::shown::{Before, Shown};
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::network::manifest::Answers;
use crate::view::facts::Facts;
use crate::view::palette::{FAINT, LEADER, LINE, MUTED, Metrics, NOTICE, OTHERS, TEXT};
use crate::view::sureness::{Sureness, along};
use crate::view::{Align, Brush};

/// How long the leading word shines after a flip.
const FLASH: Duration = Duration::from_millis(350);

/// Rows of what stands above the name.
fn above(m: &Metrics) -> i32 {
    (m.body * 1.6) as i32
}

/// Rows of the name.
fn name_height(m: &Metrics) -> i32 {
    (m.headline * 1.35) as i32 + m.gap / 2
}

/// Rows of the percentage and the scale.
fn figure_height(m: &Metrics) -> i32 {
    (m.heading * 1.3) as i32
}

/// Rows that all of it takes.
pub fn height(m: &Metrics) -> i32 {
    above(m) + name_height(m) + figure_height(m)
}

/// The middle of the name, in rows from the top.
pub fn middle(m: &Metrics) -> i32 {
    above(m) + (m.headline * 0.5) as i32
}

/// The colour of the leader's bar and line, whatever it is called.
pub fn leader_color(facts: &Facts<'_>) -> Color {
    if facts.outline.untrained { OTHERS[1] } else { LEADER }
}

/// Bright for a moment after a flip, calm while unsure.
fn color(facts: &Facts<'_>, sureness: Sureness) -> Color {
    if facts.outline.untrained {
        return OTHERS[1];
    }
    let settled = sureness.color();
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

/// What it says.
pub struct Headline<'a> {
    /// The name of the best class.
    pub label: &'a str,
    /// Its probability.
    pub probability: f32,
    /// The same as its row says it.
    pub percentage: String,
    /// Of the name and the figure.
    pub color: Color,
    /// True where the weights are made up.
    pub untrained: bool,
    /// True where a part of the network is switched off: it is not its own answer then.
    pub lacks_a_part: bool,
    /// How many classes it sees, where it may mean several at once.
    pub several: Option<usize>,
    /// Instead of the scale of sureness: a comment in full, and for where there is less room. It is
    /// about what the marks on the bars stand for.
    pub comment: Option<[String; 2]>,
}

/// True where it may mean several classes at once and sees one of this share: with 50 % or more it
/// is more likely there than not.
pub fn is_seen(answers: Answers, share: f32) -> bool {
    answers == Answers::Several && share >= 0.5
}

/// How many of these classes it sees, where it may mean several at once.
pub fn several(answers: Answers, probabilities: impl Iterator<Item = f32>) -> Option<usize> {
    let seen = |share: &f32| is_seen(answers, *share);
    (answers == Answers::Several).then(|| probabilities.filter(seen).count())
}

/// Draws that of the newest answer, of which so many guesses are listed below.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, listed: usize) {
    let Some(answer) = Shown::new(facts) else { return };
    let best = answer.best;
    let headline = Headline {
        label: facts.label(best.class),
        probability: best.probability,
        percentage: bars::leaders_percentage(facts, listed),
        color: color(facts, Sureness::of(best.probability)),
        untrained: facts.outline.untrained,
        lacks_a_part: matches!(answer.before, Some(Before::WholeNetwork(_))),
        several: several(facts.outline.answers, answer.probabilities.iter().copied()),
        comment: answer.before.map(|before| answer_before(facts, before)),
    };
    draw_headline(brush, area, &headline);
}

/// Draws any.
pub fn draw_headline(brush: &mut Brush<'_, '_>, area: Rect, headline: &Headline<'_>) {
    let &Headline { label, probability, ref percentage, color, untrained, .. } = headline;
    let Headline { lacks_a_part, several, comment, .. } = headline;
    let m = brush.metrics;
    let sureness = Sureness::of(probability);
    let (introduction, rest) = area.split_top(above(&m));
    let (name, figure) = rest.split_top(name_height(&m));
    // What is not its own answer is not said to be sure of.
    let (words, shown) = match (untrained, *lacks_a_part) {
        (true, _) => (say!("answer-untrained"), label.to_owned()),
        (false, true) => (say!("answer-without-a-part"), label.to_owned()),
        (false, false) if let Some(count) = several => {
            (say!("answer-several", count = count), sureness.name(label))
        }
        (false, false) => (sureness.introduction(label), sureness.name(label)),
    };
    let style = Style::regular((m.body * 1.2).round(), TEXT);
    let style = brush.face.fitted(&words, style, area.width, 11.0);
    brush.text((area.x, introduction.y), area.width, Align::Left, &words, style);
    let sized = sureness.style((m.headline * 1.2).round(), color);
    let sized = if untrained { Style::regular(m.headline, color) } else { sized };
    draw_name(brush, name, &shown, sized);
    let number = Style::bold((m.heading * 1.05).round(), color);
    let number = brush.face.fitted(percentage, number, area.width / 2, m.body);
    let used = brush.text((area.x, figure.y), area.width, Align::Left, percentage, number);
    let beside = figure.split_left(used + m.gap).1;
    if untrained {
        let words = [say!("answer-means-nothing"), say!("answer-means-nothing-short")];
        draw_comment(brush, beside, &words);
    } else if let Some(words) = comment {
        // As on the bars.
        let mark = Rect { width: 2, height: m.small_style().cap_height() + 4, ..beside };
        brush.canvas.fill(Rect { y: mark.y - 2, ..mark }, NOTICE);
        draw_comment(brush, beside.split_left(m.gap * 3 / 4).1, words);
    } else {
        scale(brush, beside, probability, number.cap_height());
    }
}

/// The largest word on the screen: in one line where it fits, else in two.
fn draw_name(brush: &mut Brush<'_, '_>, area: Rect, label: &str, largest: Style) {
    let m = brush.metrics;
    // Two lines of a smaller size are larger than one of the smallest.
    let smallest = (largest.size * 0.6).max(m.body);
    let one = brush.face.fitted(label, largest, area.width, smallest);
    if brush.face.width(label, one) <= area.width {
        // What hangs below the line counts as much as a quarter of the size.
        let y = area.y + (area.height - (one.size * 0.25) as i32 - one.cap_height()) / 2;
        brush.text((area.x, y.max(area.y)), area.width, Align::Left, label, one);
        return;
    }
    let mut style = largest.sized(largest.size.min(area.height as f32 / 2.3));
    let fits = |style: Style| {
        let lines = brush.face.wrapped(label, style, area.width);
        lines.len() <= 2 && lines.iter().all(|line| brush.face.width(line, style) <= area.width)
    };
    while style.size > 11.0 && !fits(style) {
        style = style.sized((style.size - 1.0).max(11.0));
    }
    let lines = brush.face.wrapped(label, style, area.width).len().min(2) as i32;
    let high = lines * style.leading();
    let two = Rect { y: area.y + (area.height - high) / 2, height: high, ..area };
    brush.paragraph(two, label, style);
}

/// What the whole network says of the whole picture, in full, and for where there is less room.
fn answer_before(facts: &Facts<'_>, before: Before<'_>) -> [String; 2] {
    let shares = before.probabilities().iter().copied().enumerate();
    let Some((class, share)) = shares.max_by(|a, b| a.1.total_cmp(&b.1)) else {
        return Default::default();
    };
    let (name, percent) = (facts.label(class), (share * 100.0).round() as u32);
    if let Before::WholePicture(_) = before {
        let before = say!("answer-before", percent = percent, name = name);
        return [before, say!("answer-before-short", percent = percent)];
    }
    [say!("answer-whole", percent = percent, name = name), say!("answer-whole-short", name = name)]
}

/// Beside the percentage, in two lines at most: the first where it fits.
fn draw_comment(brush: &mut Brush<'_, '_>, area: Rect, [full, short]: &[String; 2]) {
    let small = brush.metrics.small_style();
    let fits = brush.face.wrapped(full, small, area.width).len() <= 2;
    let words = if fits { full } else { short };
    let place = Rect { height: small.leading() + small.cap_height(), ..area };
    brush.paragraph(place, words, small);
}

/// The four ranges of sureness, each as wide as its word, with a mark where this is; `high` rows
/// are the figure's beside it.
fn scale(brush: &mut Brush<'_, '_>, area: Rect, probability: f32, high: i32) {
    let m = brush.metrics;
    let words = Sureness::ALL.map(Sureness::word);
    let gap = (m.gap / 3).max(2);
    let room = area.width - 3 * gap;
    let widths = |style: Style| words.each_ref().map(|word| brush.face.width(word, style));
    let mut style = Style::regular(m.small * 0.92, FAINT);
    let all = |style: Style| widths(style).iter().sum::<i32>();
    while style.size > 11.0 && all(style) > room {
        style = style.sized((style.size - 0.5).max(11.0));
    }
    // Where even that is too wide, only the word that counts is said.
    let (wanted, total) = (widths(style), all(style).max(1));
    let said = total <= room;
    let now = Sureness::of(probability);
    let thick = (m.body * 0.36).max(3.0) as i32;
    let mark = (m.body * 0.55).max(5.0) as i32;
    let parts = mark + thick + m.gap / 3 + style.cap_height();
    let y = area.y + (high - parts).max(0) / 2 + mark;
    let mut x = area.x;
    let mut boxes = [(0, 0); 4];
    for (n, sureness) in Sureness::ALL.into_iter().enumerate() {
        let width = wanted[n] * room / total;
        boxes[n] = (x, x + width);
        let is_now = sureness == now;
        let color = if is_now { now.color() } else { LINE };
        brush.canvas.rounded(Rect::new(x, y, width, thick), thick / 2, color);
        let words_style = Style { color: if is_now { TEXT } else { FAINT }, ..style };
        let below = y + thick + m.gap / 3;
        if said {
            brush.text((x, below), width + 1, Align::Centre, &words[n], words_style);
        } else if is_now {
            let wide = brush.face.width(&words[n], words_style);
            let left = (x + width / 2 - wide / 2).min(area.right() - wide).max(area.x);
            brush.text((left, below), area.right() - left, Align::Left, &words[n], words_style);
        }
        x += width + gap;
    }
    let at = along(probability, boxes);
    let side = mark * 6 / 5;
    let left = (at - side / 2).clamp(area.x, (area.right() - side).max(area.x));
    let place = Rect::new(left, y - mark - 1, side, mark);
    brush.canvas.triangle_down(place, if now == Sureness::Guess { MUTED } else { TEXT });
}
