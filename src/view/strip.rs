//! The strip, "Did it change its mind?": the guesses over the last ten seconds, and every flip.

use std::time::Duration;

use super::answer::headline_color;
use super::facts::Facts;
use super::palette::{BACKGROUND, FAINT, LINE, MUTED, Metrics, OTHERS, PANEL, TEXT};
use super::wording::{Sureness, times};
use super::{Align, Brush, Target, What};
use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::dynamics::history::{Flip, WINDOW};
use crate::geometry::Rect;

/// What it is about.
const TITLE: &str = "Did it change its mind?";

/// Lines in the plot; more would be a tangle.
const LINES: usize = 4;

/// Flips that are spelled out below the plot.
const NAMED: usize = 3;

/// The words above the plot: the title, and how often it changed its mind.
struct Head {
    title: Style,
    count: String,
    count_style: Style,
    /// How wide the count's place beside the title is; none where it stands below.
    beside: Option<i32>,
    /// The first row below the words.
    bottom: i32,
}

impl Head {
    fn new(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Self {
        let flips = facts.history.recent_flips().len();
        // In an upright window the count stands beside it.
        let room = if m.upright { area.width * 58 / 100 } else { area.width };
        let title = face.fitted(TITLE, m.heading_style(), room, m.body);
        let used = face.width(&face.shortened(TITLE, title, area.width), title);
        let count = match (facts.status.still, flips) {
            (true, _) => "this picture does not move".to_owned(),
            (false, 0) => "not in the last ten seconds".to_owned(),
            (false, n) => format!("{} in the last ten seconds", times(n)),
        };
        let style = Style::regular(m.body, if flips == 0 { MUTED } else { TEXT });
        let y = area.y + m.gap / 2;
        let beside = area.width - used - 2 * m.gap;
        let smaller = face.fitted(&count, style, beside, m.small);
        if m.upright && face.width(&count, smaller) <= beside {
            let bottom = y + (title.size * 1.35) as i32;
            return Self { title, count, count_style: smaller, beside: Some(beside), bottom };
        }
        let count_style = face.fitted(&count, style, area.width, 11.0);
        let bottom = y + (title.size * 1.15) as i32 + (m.body * 1.35) as i32;
        Self { title, count, count_style, beside: None, bottom }
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect) {
        let m = brush.metrics;
        let y = area.y + m.gap / 2;
        brush.text((area.x, y), area.width, Align::Left, TITLE, self.title);
        if let Some(beside) = self.beside {
            let level = y + self.title.cap_height() - self.count_style.cap_height();
            let x = area.right() - beside;
            brush.text((x, level), beside, Align::Right, &self.count, self.count_style);
        } else {
            let below = y + (self.title.size * 1.15) as i32;
            brush.text((area.x, below), area.width, Align::Left, &self.count, self.count_style);
        }
    }
}

/// Where the plot lies.
struct Plot {
    /// The plot itself; its axis stands at the left of it.
    area: Rect,
    /// How wide the classes' names at the right of it are.
    names: i32,
}

impl Plot {
    /// Between these words and the foot of the pane; none where there is no room for it.
    fn new(
        area: Rect,
        head: &Head,
        facts: &Facts<'_>,
        m: &Metrics,
        face: &Typeface,
    ) -> Option<Self> {
        let (y, small) = (head.bottom, m.small_style());
        let below = small.leading();
        let lists = (NAMED as i32 * small.leading()).min((area.bottom() - y) / 3);
        let height = area.bottom() - y - below - lists - m.gap / 2;
        if height < m.body as i32 * 2 {
            return None;
        }
        let axis = face.width("100 %", small) + m.gap / 2;
        let longest =
            lines(facts).into_iter().map(|(class, _)| face.width(facts.label(class), small));
        let names = (longest.max().unwrap_or(0) + m.gap / 2).min(area.width * 46 / 100);
        let area = Rect::new(area.x + axis, y, area.width - names - axis, height);
        Some(Self { area, names })
    }

    /// The column of a time, where the newest answer is from `now`.
    fn across(&self, time: Duration, now: Duration) -> f32 {
        let ago = now.saturating_sub(time).as_secs_f32() / WINDOW.as_secs_f32();
        self.area.right() as f32 - 2.0 - ago * (self.area.width as f32 - 3.0)
    }

    /// The marks of the flips whose pictures are kept, with their frames' numbers, oldest first.
    fn marks(&self, facts: &Facts<'_>) -> Vec<(u64, Rect)> {
        let (history, plot) = (facts.history, self.area);
        let Some(now) = history.newest() else { return Vec::new() };
        let flips = history.recent_flips().iter();
        let kept = flips.filter(|flip| history.evidence_of(flip.frame).is_some());
        kept.map(|flip| {
            // Wider than it is drawn, so that a hand can hit it.
            let x = self.across(flip.time, now.time).round() as i32;
            (flip.frame, Rect::new(x - 4, plot.y, 9, plot.height).intersect(plot))
        })
        .collect()
    }
}

/// The marks of those flips whose pictures are kept.
pub fn targets(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    if facts.status.still {
        return Vec::new();
    }
    let head = Head::new(area, facts, m, face);
    let marks = Plot::new(area, &head, facts, m, face).map(|plot| plot.marks(facts));
    let target = |(flip, mark)| Target { what: What::Flip(flip), area: mark, touch: mark };
    marks.into_iter().flatten().map(target).collect()
}

/// Draws the strip; the mark of the flip at the frame that is `chosen` is framed.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, chosen: Option<u64>) {
    let m = brush.metrics;
    let small = m.small_style();
    let flips = facts.history.recent_flips();
    let head = Head::new(area, facts, &m, brush.face);
    head.draw(brush, area);
    let rest = Rect { y: head.bottom, height: area.bottom() - head.bottom, ..area };
    if facts.status.still {
        let text = match facts.keyboard.cap(Action::SwitchSource) {
            Some(key) => format!("Press {key} for the camera: move a little, and see."),
            None => "Before a camera: move a little, and see.".to_owned(),
        };
        brush.paragraph(rest, &text, small);
        return;
    }
    let Some(plot) = Plot::new(area, &head, facts, &m, brush.face) else {
        list(brush, rest, facts, flips);
        return;
    };
    draw_plot(brush, &plot, facts, chosen);
    let below = small.leading();
    let Plot { area: plot, .. } = plot;
    let mut y = plot.bottom() + below / 4;
    brush.text((plot.x, y), plot.width, Align::Left, "10 s ago", Style::regular(m.small, FAINT));
    brush.text((plot.x, y), plot.width, Align::Right, "now", Style::regular(m.small, FAINT));
    y += below + m.gap / 4;
    if !flips.is_empty() {
        list(brush, Rect { y, height: area.bottom() - y, ..area }, facts, flips);
    }
}

fn draw_plot(brush: &mut Brush<'_, '_>, plot: &Plot, facts: &Facts<'_>, chosen: Option<u64>) {
    let m = brush.metrics;
    let small = Style::regular(m.small, FAINT);
    let Plot { area, names } = *plot;
    brush.canvas.fill(area, PANEL);
    let inner = area.split_top(ribbon_height(&m) + (m.small * 0.5) as i32).1;
    let inner = inner.split_bottom((m.small * 0.3) as i32).0;
    let height = |share: f32| inner.bottom() as f32 - share.clamp(0.0, 1.0) * inner.height as f32;
    let Some(now) = facts.history.newest() else { return };
    let across = |time: Duration| plot.across(time, now.time);
    // The axis stands beside the plot: no line ever runs over its words.
    let axis = brush.face.width("100 %", small);
    for (share, label) in [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")] {
        let y = height(share) as i32;
        brush.canvas.fill(Rect::new(area.x, y, area.width, 1), LINE);
        let beside = (area.x - axis - m.gap / 2, y - small.cap_height() / 2);
        brush.text(beside, axis, Align::Right, label, small);
    }
    let colored = lines(facts);
    ribbon(brush, Rect { height: ribbon_height(&m), ..area }, facts, &colored, across);
    for flip in facts.history.recent_flips() {
        let x = across(flip.time);
        brush.canvas.line((x, inner.y as f32), (x, area.bottom() as f32), 1.0, LINE);
    }

    // The leader last, so that its line lies on top.
    for &(class, color) in colored.iter().rev() {
        let mut previous: Option<((f32, f32), u64)> = None;
        let mut column = f32::MIN;
        for answer in facts.history.answers() {
            let x = across(answer.time);
            if x - column < 0.9 && answer.frame != now.frame {
                continue;
            }
            column = x;
            let point = (x, height(answer.probabilities.get(class).copied().unwrap_or(0.0)));
            if let Some((from, scene_before)) = previous
                && scene_before == answer.scene
            {
                brush.canvas.line(from, point, 2.0, color);
            }
            previous = Some((point, answer.scene));
        }
    }
    label_ends(brush, area, names, facts, &colored, height);
    let marks = plot.marks(facts);
    if let Some((_, mark)) = marks.iter().find(|(flip, _)| chosen == Some(*flip)) {
        brush.canvas.frame(*mark, 1, TEXT);
    }
}

/// Rows of the ribbon above the plot.
fn ribbon_height(m: &Metrics) -> i32 {
    (m.small * 0.8) as i32
}

/// The classes that have a line, with their colours: the leader, the next guesses, and whoever led
/// in between.
fn lines(facts: &Facts<'_>) -> Vec<(usize, Color)> {
    let Some(now) = facts.history.newest() else { return Vec::new() };
    let flips = facts.history.recent_flips().iter().rev();
    let led = flips.flat_map(|flip| [flip.to, flip.from]);
    let mut classes = vec![now.best.class];
    for class in led.chain(facts.places()) {
        if classes.len() < LINES && !classes.contains(&class) {
            classes.push(class);
        }
    }
    let leader = headline_color(facts, Sureness::of(now.best.probability));
    classes.into_iter().zip([leader].into_iter().chain(OTHERS)).collect()
}

/// Who led when: a band in the leaders' colours with a mark at every flip, as many marks as flips.
fn ribbon(
    brush: &mut Brush<'_, '_>,
    band: Rect,
    facts: &Facts<'_>,
    colored: &[(usize, Color)],
    across: impl Fn(Duration) -> f32,
) {
    let color_of = |class| colored.iter().find(|(known, _)| *known == class).map_or(FAINT, |c| c.1);
    let mut answers = facts.history.answers().peekable();
    while let Some(answer) = answers.next() {
        let from = across(answer.time).round() as i32;
        let until = answers.peek().map_or(band.right(), |next| across(next.time).round() as i32);
        let segment = Rect { x: from, width: until - from, ..band }.intersect(band);
        brush.canvas.fill(segment, color_of(answer.best.class));
    }
    for flip in facts.history.recent_flips() {
        let x = across(flip.time).round() as i32;
        brush.canvas.fill(Rect { x: x - 1, width: 2, ..band }.intersect(band), BACKGROUND);
    }
}

/// The classes' names beside the ends of their lines, moved apart where they would lie on each
/// other.
fn label_ends(
    brush: &mut Brush<'_, '_>,
    plot: Rect,
    names: i32,
    facts: &Facts<'_>,
    colored: &[(usize, Color)],
    height: impl Fn(f32) -> f32,
) {
    let m = brush.metrics;
    let Some(now) = facts.history.newest() else { return };
    let leading = (m.small * 1.15) as i32;
    let mut ends: Vec<(i32, usize, Color)> = colored
        .iter()
        .map(|&(class, color)| {
            let share = now.probabilities.get(class).copied().unwrap_or(0.0);
            (height(share) as i32, class, color)
        })
        .collect();
    ends.sort_by_key(|&(y, ..)| y);
    let cap = m.small_style().cap_height();
    let mut free = plot.y;
    let mut bottom = plot.bottom() - cap / 2 - leading * (ends.len() as i32 - 1);
    for (y, class, color) in ends {
        let at = (y - cap / 2).clamp(free, bottom.max(free));
        let (label, width) = (facts.label(class), names - m.gap / 2);
        let style = brush.face.fitted(label, Style::regular(m.small, color), width, 11.0);
        brush.text((plot.right() + m.gap / 2, at), width, Align::Left, label, style);
        free = at + leading;
        bottom += leading;
    }
}

/// The newest flips in words, and how many more there are.
fn list(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, flips: &[Flip]) {
    let m = brush.metrics;
    let small = m.small_style();
    let room =
        ((area.height - small.cap_height()) / small.leading() + 1).clamp(0, NAMED as i32) as usize;
    let now = facts.history.newest().map_or(Duration::ZERO, |answer| answer.time);
    let shown = if flips.len() > room { room.saturating_sub(1) } else { flips.len() };
    let mut y = area.y;
    for flip in flips.iter().rev().take(shown) {
        let ago = now.saturating_sub(flip.time).as_secs_f32();
        let when = format!("{ago:.1} s ago");
        let right = brush.face.width("10.0 s ago", small) + m.gap / 2;
        let text = format!("{} → {}", facts.label(flip.from), facts.label(flip.to));
        // Which classes matters more than when.
        let style = Style::regular(m.small, TEXT);
        let beside = brush.face.fitted(&text, style, area.width - right, 11.0);
        if brush.face.width(&text, beside) <= area.width - right {
            let faint = Style::regular(m.small, FAINT);
            brush.text((area.x, y), area.width - right, Align::Left, &text, beside);
            brush.text((area.x, y), area.width, Align::Right, &when, faint);
        } else {
            let alone = brush.face.fitted(&text, style, area.width, 11.0);
            brush.text((area.x, y), area.width, Align::Left, &text, alone);
        }
        y += small.leading();
    }
    if flips.len() > shown && room > 0 {
        let text = format!("and {} more before", flips.len() - shown);
        brush.text((area.x, y), area.width, Align::Left, &text, Style::regular(m.small, FAINT));
    }
}
