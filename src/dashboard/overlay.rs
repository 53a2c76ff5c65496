//! The overlays: keys, explanation, search, a kiosk's call to come closer, the bar before quitting.

use super::explanation::explanation;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::control::keymap::Group;
use crate::exhibit::scene::Scene;
use crate::geometry::{Rect, Size};
use crate::view::invitation::come_closer;
use crate::view::palette::{BACKGROUND, LEADER, LINE, MUTED, NOTICE, PANEL, TEXT};
use crate::view::{Align, Brush, finder};

/// How dark the dashboard gets behind an overlay.
const DIM: u8 = 215;

/// True where something lies over the dashboard.
pub(super) fn is_there(scene: &Scene<'_>) -> bool {
    covers_all(scene) || scene.status.attraction || scene.status.quitting.is_some()
}

/// True where it hides what is below, so that nothing there can be meant.
pub(super) fn covers_all(scene: &Scene<'_>) -> bool {
    let selection = scene.selection;
    selection.help || selection.explain || selection.find.is_some()
}

/// Draws the overlays that are asked for, if any, over the finished dashboard.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let size = Size::new(area.width, area.height);
    if scene.selection.help {
        help(brush, size, scene);
    } else if scene.selection.explain {
        explain(brush, size, scene);
    } else if let Some(find) = &scene.selection.find {
        let layer = scene.selection.unit.layer;
        finder::draw(brush, size.rect(), scene, find, layer);
    } else if scene.status.attraction {
        come_closer(brush, size.rect(), scene);
    }
    if let Some(held) = scene.status.quitting {
        let key = scene.keyboard.cap(Action::Quit).unwrap_or_default();
        quitting(brush, size, &key, held);
    }
}

/// A bar that fills while the key to quit is held.
fn quitting(brush: &mut Brush<'_, '_>, size: Size, key: &str, held: f32) {
    let m = brush.metrics;
    let words = format!("Keep holding {key} to quit");
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

/// A box in the middle with a title; returns the room inside.
fn panel(brush: &mut Brush<'_, '_>, size: Size, wanted: Size, title: &str) -> Rect {
    let m = brush.metrics;
    brush.canvas.shade(size.rect(), BACKGROUND, DIM);
    let fits = Size::new(
        wanted.width.min(size.width - 2 * m.margin),
        wanted.height.min(size.height - 2 * m.margin),
    );
    let area = Rect::new(
        (size.width - fits.width) / 2,
        (size.height - fits.height) / 2,
        fits.width,
        fits.height,
    );
    brush.canvas.rounded(area, m.gap, LINE);
    brush.canvas.rounded(area.inset(1), m.gap, PANEL);
    let inner = area.inset(2 * m.gap);
    let style = brush.face.fitted(title, m.heading_style(), inner.width, m.body);
    brush.text((inner.x, inner.y), inner.width, Align::Left, title, style);
    inner.split_top((style.size * 1.5) as i32).1
}

/// Every key that works, in two columns, from the same table that the program obeys.
fn help(brush: &mut Brush<'_, '_>, size: Size, scene: &Scene<'_>) {
    let m = brush.metrics;
    // In half rows: a group's heading and keys, and half a row before the next group.
    let heights = Group::ALL
        .map(|group| 3 + 2 * scene.keyboard.entries().filter(|e| e.group == group).count() as i32);
    let tall =
        |split: usize| heights[..split].iter().sum::<i32>().max(heights[split..].iter().sum());
    let split = (1..heights.len()).min_by_key(|&split| tall(split)).unwrap_or(1);
    let tallest = tall(split) - 1;
    let title = (m.heading * 1.5) as i32;
    let space = size.height - 2 * m.margin - title - 4 * m.gap;
    let half = ((m.body * 0.8) as i32).min(space / tallest.max(1)).max(5);
    let wanted = Size::new((m.body * 58.0) as i32, tallest * half + title + 4 * m.gap);
    let inner = panel(brush, size, wanted, "Keys");
    let width = (inner.width - 2 * m.gap) / 2;
    let text = m.body.min(half as f32 * 1.5).max(11.0);
    for (groups, x) in
        [(&Group::ALL[..split], inner.x), (&Group::ALL[split..], inner.right() - width)]
    {
        let mut y = inner.y;
        for &group in groups {
            brush.text((x, y), width, Align::Left, &group.title(), Style::bold(text, LEADER));
            y += 2 * half;
            for entry in scene.keyboard.entries().filter(|entry| entry.group == group) {
                let keys = width * 36 / 100;
                let bold = Style::bold(text, TEXT);
                let names = scene.keyboard.keys(entry);
                let style = brush.face.fitted(&names, bold, keys - m.gap / 2, 11.0);
                brush.text((x, y), keys, Align::Left, &names, style);
                let regular = Style::regular(text, MUTED);
                let help = entry.help();
                let style = brush.face.fitted(&help, regular, width - keys, 11.0);
                brush.text((x + keys, y), width - keys, Align::Left, &help, style);
                y += 2 * half;
            }
            y += half;
        }
    }
}

/// What one looks at, in a few sentences, with the paper that began it.
fn explain(brush: &mut Brush<'_, '_>, size: Size, scene: &Scene<'_>) {
    let m = brush.metrics;
    let (heading, paragraphs) = explanation(scene);
    let style = Style::regular(m.body * 1.08, TEXT);
    let width = ((m.body * 42.0) as i32).min(size.width - 2 * m.margin);
    let lines: usize =
        paragraphs.iter().map(|p| brush.face.wrapped(p, style, width - 4 * m.gap).len()).sum();
    let height = lines as i32 * style.leading()
        + paragraphs.len() as i32 * m.gap
        + (m.heading * 1.5) as i32
        + 4 * m.gap;
    let inner = panel(brush, size, Size::new(width, height), &heading);
    let mut y = inner.y;
    for paragraph in &paragraphs {
        let area = Rect { y, height: inner.bottom() - y, ..inner };
        y += brush.paragraph(area, paragraph, style) + m.gap;
    }
}
