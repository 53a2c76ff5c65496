//! The pane of the chair test: how much every depth changes now, and over the five seconds.

use super::profile;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::exhibit::changes::CHAIR_AGAIN;
use crate::exhibit::changes::chair::{Chair, TEST, Verdict};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::{LEADER, LINE, MUTED, NOTICE, PANEL, TEXT};
use crate::view::wording::times;
use crate::view::{Align, Brush};

/// The test that goes on, or what the last one found; `tests` is how many were asked for.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, chair: &Chair, tests: u64, scene: &Scene<'_>) {
    let m = brush.metrics;
    let bold = Style::bold(m.body, TEXT);
    let waits = waits(chair.is_due(tests), scene);
    let fits = |title: &String| brush.face.width(title, Style::bold(11.0, TEXT)) <= area.width;
    let titles = [say!("chair-heading"), say!("chair-heading-short")];
    let title = titles.into_iter().filter(|_| waits.is_none()).find(fits);
    let title = title.unwrap_or_else(|| say!("chair-heading-shortest"));
    let style = brush.face.fitted(&title, bold, area.width, 11.0);
    brush.text((area.x, area.y + m.gap / 4), area.width, Align::Left, &title, style);
    let mut rest = area.split_top(m.body_style().leading() + m.gap / 4).1;

    let small = m.small_style();
    if let Some(text) = waits {
        brush.paragraph(rest, &text, small);
        return;
    }
    if let Some(part) = chair.part() {
        let (bar, below) = rest.split_top((m.small * 0.5) as i32);
        brush.canvas.rounded(bar, 2, PANEL);
        let width = (part * bar.width as f32) as i32;
        brush.canvas.rounded(Rect { width, ..bar }, 2, LEADER);
        rest = below.split_top(m.gap / 2).1;
        let left = (TEST.as_secs_f32() * (1.0 - part)).ceil() as u32;
        let said = say!("chair-left", seconds = left, times = times(chair.flips()));
        let style = Style::regular(m.small, NOTICE);
        rest = rest.split_top(brush.paragraph(rest, &said, style)).1;
    }
    let verdict = chair.verdict();
    let depths = verdict.map_or_else(|| chair.recent(), |verdict| verdict.depths.clone());
    let words = verdict.map(|verdict| words(verdict, chair.best(), scene));
    let lines = words
        .iter()
        .flatten()
        .map(|words| brush.face.wrapped(words, small, rest.width).len() as i32 * small.leading());
    let height = lines.sum::<i32>().min(rest.height * 2 / 3);
    let (plot, below) = rest.split_bottom(height);
    if depths.is_empty() {
        brush.paragraph(plot, &say!("one-moment"), Style::regular(m.small, MUTED));
    } else {
        let plot = plot.split_bottom(m.gap / 2).0;
        profile::draw(brush, plot, &depths, scene);
        let over =
            if verdict.is_some() { say!("chair-mean-test") } else { say!("chair-mean-second") };
        let style = brush.face.fitted(&over, Style::regular(m.small, MUTED), plot.width / 2, 11.0);
        brush.text((plot.x, plot.y + 2), plot.width - 4, Align::Right, &over, style);
    }
    brush.canvas.fill(Rect { height: 1, y: below.y - m.gap / 3, ..below }, LINE);
    let mut y = below.y;
    for (n, words) in words.iter().flatten().enumerate() {
        let style = if n == 0 { Style::regular(m.small, TEXT) } else { small };
        let area = Rect { y, height: (below.bottom() - y).max(0), ..below };
        y += brush.paragraph(area, words, style);
    }
}

/// Why the test that is asked for does not go on, and what to do; none where it does, or is over.
fn waits(is_due: bool, scene: &Scene<'_>) -> Option<String> {
    if !scene.is_held() || !is_due {
        return None;
    }
    let cap = |action| scene.keyboard.cap(action);
    Some(if scene.is_over() {
        say!("chair-over")
    } else if scene.status.still {
        cap(Action::SwitchSource)
            .map_or_else(|| say!("chair-still"), |key| say!("chair-still-key", key = key))
    } else {
        cap(Action::Freeze)
            .map_or_else(|| say!("chair-held"), |key| say!("chair-held-key", key = key))
    })
}

/// What five seconds came to, and what there is to beat.
fn words(verdict: &Verdict, best: Option<usize>, scene: &Scene<'_>) -> [String; 2] {
    let score = say!(
        "chair-score",
        seconds = format!("{:.0}", verdict.time.as_secs_f32()),
        times = times(verdict.flips),
        rate = format!("{:.1}", verdict.flips_per_second())
    );
    let changed = profile::in_words(&verdict.depths)
        .map_or_else(|| say!("chair-nothing"), |words| say!("chair-changed", words = words));
    let best = best.map(|best| match best {
        best if best >= verdict.flips => say!("chair-beat", best = best),
        _ => say!("chair-record"),
    });
    let again = scene.keyboard.cap(CHAIR_AGAIN).map(|key| say!("chair-again-key", key = key));
    let sentences: Vec<String> = [Some(score), best, again].into_iter().flatten().collect();
    [sentences.join(" "), changed]
}
