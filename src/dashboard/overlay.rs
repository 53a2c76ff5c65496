//! What lies over the rest: the pages of `?`, `i`, `/` and `*`, whether somebody is still there,
//! the bar before quitting.

use super::explanation::explanation;
use super::help;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::exhibit::scene::Scene;
use crate::geometry::{Rect, Size};
use crate::view::palette::{BACKGROUND, LINE, Metrics, NOTICE, PANEL, TEXT};
use crate::view::{Align, Brush, Target, attract, finder, naming, title};

/// Smaller type than this is not set.
const SMALLEST_TYPE: f32 = 11.0;

/// True where something lies over the dashboard.
pub(super) fn is_there(scene: &Scene<'_>) -> bool {
    covers_all(scene) || scene.status.quitting.is_some() || scene.status.leaves_in.is_some()
}

/// True where a page hides what is below, so that nothing there can be meant.
pub(super) fn covers_all(scene: &Scene<'_>) -> bool {
    let selection = scene.selection;
    selection.help || selection.explain || selection.find.is_some() || selection.naming.is_some()
}

/// What can be touched on the page that covers the rest: its own, and nothing below it.
pub(super) fn targets(area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    let selection = scene.selection;
    if selection.help {
        return help::targets(area, scene, m, face);
    }
    let inner = inner(area, m);
    if let Some(naming) = selection.naming.as_ref().filter(|_| !selection.explain) {
        return naming::targets(inner, naming, m, face);
    }
    match &selection.find {
        Some(find) if !selection.explain => {
            finder::targets(inner, scene, find, selection.unit.layer, m, face)
        }
        _ => vec![title::target(inner, m)],
    }
}

/// Inside a page's margins.
pub(super) fn inner(area: Rect, m: &Metrics) -> Rect {
    area.inset_by(m.margin, m.gap)
}

/// Draws the overlays that are asked for, if any, over the finished dashboard. `middle` is where
/// one may lie that hides no answer.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, middle: Rect, scene: &Scene<'_>) {
    let size = Size::new(area.width, area.height);
    if scene.selection.help {
        help::draw(brush, area, scene);
    } else if scene.selection.explain {
        explain(brush, area, scene);
    } else if let Some(find) = &scene.selection.find {
        let layer = scene.selection.unit.layer;
        brush.canvas.fill(area, BACKGROUND);
        finder::draw(brush, inner(area, &brush.metrics), scene, find, layer);
    }
    if let Some(naming) = scene.selection.naming.as_ref()
        && !scene.selection.explain
        && !scene.selection.help
    {
        brush.canvas.fill(area, BACKGROUND);
        naming::draw(brush, inner(area, &brush.metrics), scene, naming);
    }
    if let Some(seconds) = scene.status.leaves_in {
        attract::ask_still_there(brush, middle, seconds);
    }
    if let Some(held) = scene.status.quitting {
        let key = scene.keyboard.cap(Action::Quit).unwrap_or_default();
        quitting(brush, size, &key, held);
    }
}

/// A bar that fills while the key to quit is held.
fn quitting(brush: &mut Brush<'_, '_>, size: Size, key: &str, held: f32) {
    let m = brush.metrics;
    let words = say!("quit-keep-holding", key = key);
    let width = ((m.body * 22.0) as i32).min(size.width - 2 * m.margin);
    let style = brush.face.fitted(&words, m.heading_style(), width - 4 * m.gap, m.body);
    let bar = (m.body * 0.8) as i32;
    let height = style.leading() + bar + 4 * m.gap;
    let area = Rect::new((size.width - width) / 2, (size.height - height) / 2, width, height);
    brush.canvas.rounded(area, m.gap, LINE);
    brush.canvas.rounded(area.inset(2), m.gap, PANEL);
    let inner = area.inset(2 * m.gap);
    brush.text((inner.x, inner.y), inner.width, Align::Centre, &words, style);
    let track = Rect { y: inner.bottom() - bar, height: bar, ..inner };
    brush.canvas.rounded(track, bar / 2, BACKGROUND);
    let full = (track.width as f32 * held.clamp(0.0, 1.0)).round() as i32;
    if full > 0 {
        brush.canvas.rounded(Rect { width: full, ..track }, bar / 2, NOTICE);
    }
}

/// What one looks at, in a few sentences, with the paper that began it.
fn explain(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    brush.canvas.fill(area, BACKGROUND);
    let (heading, paragraphs) = explanation(scene);
    let below = title::draw(brush, inner(area, &m), &heading, "", scene);
    let below = below.split_top(m.gap).1;
    let mut style = Style::regular(m.body * 1.5, TEXT);
    // As long as lines are that can be read with ease.
    let column = |style: Style| below.width.min((style.size * 42.0) as i32);
    let high = |style: Style| {
        let lines = |p: &String| brush.face.wrapped(p, style, column(style)).len() as i32;
        paragraphs.iter().map(|p| lines(p) * style.leading() + m.gap).sum::<i32>()
    };
    while style.size > SMALLEST_TYPE && high(style) > below.height {
        style = style.sized(style.size - 0.5);
    }
    let mut y = below.y;
    for paragraph in &paragraphs {
        let area = Rect { y, width: column(style), height: below.bottom() - y, ..below };
        y += brush.paragraph(area, paragraph, style) + m.gap;
    }
}
