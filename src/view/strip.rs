//! "Did it change its mind?": the guesses over the last ten seconds, and every flip among them.

use std::time::Duration;

use super::palette::{FAINT, LEADER, LINE, MUTED, OTHERS, PANEL, TEXT};
use super::wording::times;
use super::{Align, Brush, Scene};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::dynamics::flips::{Flip, WINDOW};
use crate::geometry::Rect;

/// Lines in the plot; more would be a tangle.
const LINES: usize = 3;

/// Flips that are spelled out below the plot.
const NAMED: usize = 3;

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let small = m.small_style();
    let flips = scene.history.recent_flips();
    let head = brush.face.fitted("Did it change its mind?", m.heading_style(), area.width, m.body);
    let mut y = area.y + m.gap / 2;
    brush.text((area.x, y), area.width, Align::Left, "Did it change its mind?", head);
    y += (head.size * 1.15) as i32;
    let still = scene.status.still;
    let count = match (still, flips.len()) {
        (true, _) => "this picture does not move".to_owned(),
        (false, 0) => "not in the last ten seconds".to_owned(),
        (false, n) => format!("{} in the last ten seconds", times(n)),
    };
    let style = Style::regular(m.body, if flips.is_empty() { MUTED } else { TEXT });
    brush.text((area.x, y), area.width, Align::Left, &count, style);
    y += (m.body * 1.35) as i32;
    if still {
        let rest = Rect { y, height: area.bottom() - y, ..area };
        brush.paragraph(rest, "Press c for the camera: move a little, and see.", small);
        return;
    }

    let named = flips.len().min(NAMED) as i32;
    let below = small.leading();
    let lists = (NAMED as i32 * small.leading()).min((area.bottom() - y) / 3);
    let plot_height = area.bottom() - y - below - lists - m.gap / 2;
    if plot_height < m.body as i32 * 2 {
        list(brush, Rect { y, height: area.bottom() - y, ..area }, scene, flips);
        return;
    }
    let names = area.width * 36 / 100;
    let plot = Rect::new(area.x, y, area.width - names, plot_height);
    draw_plot(brush, plot, names, scene, flips);
    y = plot.bottom() + below / 4;
    brush.text((plot.x, y), plot.width, Align::Left, "10 s ago", Style::regular(m.small, FAINT));
    brush.text((plot.x, y), plot.width, Align::Right, "now", Style::regular(m.small, FAINT));
    y += below + m.gap / 4;
    if named > 0 {
        list(brush, Rect { y, height: area.bottom() - y, ..area }, scene, flips);
    }
}

fn draw_plot(brush: &mut Brush<'_, '_>, plot: Rect, names: i32, scene: &Scene<'_>, flips: &[Flip]) {
    let m = brush.metrics;
    let small = Style::regular(m.small, FAINT);
    brush.canvas.fill(plot, PANEL);
    let inner = plot.inset_by(0, (m.small * 0.5) as i32);
    let height = |share: f32| inner.bottom() as f32 - share.clamp(0.0, 1.0) * inner.height as f32;
    let Some(now) = scene.history.newest() else { return };
    let across = |time: Duration| {
        let ago = now.time.saturating_sub(time).as_secs_f32() / WINDOW.as_secs_f32();
        plot.right() as f32 - 2.0 - ago * (plot.width as f32 - 3.0)
    };
    for (share, label) in [(0.5, "50 %"), (1.0, "100 %")] {
        let y = height(share) as i32;
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        if share < 0.75 {
            let y = y + small.cap_height() / 2;
            brush.text((plot.x + 3, y), plot.width, Align::Left, label, small);
        }
    }
    let radius = (m.small * 0.26).max(3.0);
    for flip in flips {
        let x = across(flip.time).max(plot.x as f32 + radius);
        brush.canvas.line((x, inner.y as f32), (x, plot.bottom() as f32), 1.0, MUTED);
        brush.canvas.disc((x, plot.y as f32 + radius), radius, TEXT);
    }

    let places = scene.history.places();
    let mut classes: Vec<usize> = places.iter().copied().take(LINES).collect();
    if !classes.contains(&now.best.class) {
        // It leads, but the list above has not changed places yet.
        classes.pop();
        classes.push(now.best.class);
    }
    let mut grey = OTHERS.iter();
    let colored: Vec<(usize, Color)> = classes
        .iter()
        .map(|&class| {
            let leads = class == now.best.class;
            (class, if leads { LEADER } else { *grey.next().unwrap_or(&FAINT) })
        })
        .collect();
    // The leader last, so that its line lies on top.
    for &(class, color) in colored.iter().rev() {
        let mut previous: Option<((f32, f32), u64)> = None;
        let mut column = f32::MIN;
        for answer in scene.history.answers() {
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
    label_ends(brush, plot, names, scene, &colored, height);
}

/// The classes' names beside the ends of their lines, moved apart where they would lie on each other.
fn label_ends(
    brush: &mut Brush<'_, '_>,
    plot: Rect,
    names: i32,
    scene: &Scene<'_>,
    colored: &[(usize, Color)],
    height: impl Fn(f32) -> f32,
) {
    let m = brush.metrics;
    let Some(now) = scene.history.newest() else { return };
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
        let style = Style::regular(m.small, color);
        let place = (plot.right() + m.gap / 2, at);
        brush.text(place, names - m.gap / 2, Align::Left, scene.label(class), style);
        free = at + leading;
        bottom += leading;
    }
}

/// The newest flips in words, and how many more there are.
fn list(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>, flips: &[Flip]) {
    let m = brush.metrics;
    let small = m.small_style();
    let room =
        ((area.height - small.cap_height()) / small.leading() + 1).clamp(0, NAMED as i32) as usize;
    let now = scene.history.newest().map_or(Duration::ZERO, |answer| answer.time);
    let shown = if flips.len() > room { room.saturating_sub(1) } else { flips.len() };
    let mut y = area.y;
    for flip in flips.iter().rev().take(shown) {
        let ago = now.saturating_sub(flip.time).as_secs_f32();
        let when = format!("{ago:.0} s ago");
        let right = brush.face.width("10 s ago", small) + m.gap / 2;
        let text = format!("{} → {}", scene.label(flip.from), scene.label(flip.to));
        let style =
            brush.face.fitted(&text, Style::regular(m.small, TEXT), area.width - right, 11.0);
        brush.text((area.x, y), area.width - right, Align::Left, &text, style);
        brush.text((area.x, y), area.width, Align::Right, &when, Style::regular(m.small, FAINT));
        y += small.leading();
    }
    if flips.len() > shown && room > 0 {
        let text = format!("and {} more before", flips.len() - shown);
        brush.text((area.x, y), area.width, Align::Left, &text, Style::regular(m.small, FAINT));
    }
}
