//! Draws the cards of the things: what each is called, its newest pictures, the button to hold.

use super::content::{Content, color};
use super::lines::{line, middle, title};
use super::places::{Card, Places};
use super::{MORE, NAMES, SHOW};
use crate::canvas::color::mix;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, BUTTON, FAINT, MUTED, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What};

/// So far around a button that is to be pressed next it glows, in steps.
const GLOW: [(i32, u8); 3] = [(9, 45), (6, 90), (3, 150)];

/// What is below the cards, each with where it lies.
fn foot(places: &Places) -> Vec<(Rect, Button)> {
    let alone = places.titles[0].is_empty();
    let words = if alone { String::new() } else { say!("show-more") };
    let more = Button::new(MORE, words).with_icon(Icon::Plus);
    let forget = Button::new(Action::Forget, say!("show-forget")).with_icon(Icon::Cross);
    let foot = [(places.more, more), (places.forget, forget)];
    foot.into_iter().filter(|(place, _)| !place.is_empty()).collect()
}

/// What can be touched.
pub(super) fn targets(content: &Content<'_>, places: &Places) -> Vec<Target> {
    let mut targets = Vec::new();
    for (class, card) in places.cards.iter().enumerate() {
        let what = What::Held(SHOW[class]);
        targets.push(Target { what, area: card.button, touch: card.button });
        if content.pictures(class) > 0 {
            let what = What::Button(NAMES[class]);
            targets.push(Target { what, area: card.name, touch: card.touch() });
        }
    }
    targets.extend(foot(places).iter().map(|(place, button)| button.target(*place)));
    targets
}

/// Draws them.
pub(super) fn draw(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    title(brush, places.titles[0], 1, &say!("show-title-cards"));
    for (class, card) in places.cards.iter().enumerate() {
        draw_card(brush, content, class, card);
    }
    for (place, button) in foot(places) {
        button::draw(brush, place, &button, content.scene.keyboard);
    }
}

fn draw_card(brush: &mut Brush<'_, '_>, content: &Content<'_>, class: usize, card: &Card) {
    let m = brush.metrics;
    let (hue, count) = (color(class as u8), content.pictures(class));
    let is_next = content.next() == Some(class);
    let stands_out = count > 0 || is_next || content.held() == Some(class);
    let ground = if stands_out { mix(BACKGROUND, hue, 22) } else { mix(BACKGROUND, PANEL, 150) };
    // In a small window there is no room for a card around the button.
    let is_card = !card.pictures.is_empty();
    if is_card {
        let frame = mix(BACKGROUND, hue, if stands_out { 130 } else { 50 });
        brush.canvas.rounded(card.whole, m.gap * 2 / 3, frame);
        brush.canvas.rounded(card.whole.inset(1), m.gap * 2 / 3 - 1, ground);
    }
    let ink = if stands_out { hue } else { mix(BACKGROUND, hue, 150) };
    let mut room = card.name;
    if count > 0 {
        let words = if is_card { say!("show-count", count = count) } else { count.to_string() };
        let style = Style::regular(m.small, MUTED);
        let wide = brush.face.width(&words, style).min(room.width / 2);
        let (rest, right) = room.split_right(wide);
        line(brush, right, Align::Right, &words, style);
        room = rest.split_right(m.gap / 2).0;
    }
    let pressed = brush.pressed == Some(What::Button(NAMES[class]));
    let size = if is_card { (m.body * 1.1).round() } else { m.small };
    let style = Style::bold(size, if pressed { TEXT } else { ink });
    let used = line(brush, room, Align::Left, &content.chosen.name(class), style);
    let pencil = (m.body * 0.9) as i32;
    if count > 0 && used + m.gap + pencil <= room.width {
        let y = room.y + (room.height - pencil) / 2;
        let place = Rect::new(room.x + used + m.gap / 2, y, pencil, pencil);
        Icon::Pencil.draw(brush, place, FAINT);
    }
    if is_card {
        if count > 0 {
            draw_newest(brush, content, class, card.pictures, ground);
        } else {
            let words = match (class, is_next) {
                (0, _) => say!("show-first"),
                (1, true) => say!("show-second"),
                (1, false) => say!("show-then"),
                _ => say!("show-and-then"),
            };
            let ink = if stands_out { TEXT } else { FAINT };
            middle(brush, card.pictures, &words, Style::regular(m.body, ink));
        }
    }
    draw_button(brush, content, class, card, if is_card { ground } else { BACKGROUND });
}

/// The newest pictures, as many as there is room for, the newest first.
fn draw_newest(
    brush: &mut Brush<'_, '_>,
    content: &Content<'_>,
    class: usize,
    area: Rect,
    ground: u32,
) {
    let Some(taught) = content.taught else { return };
    let gap = (brush.metrics.gap / 2).max(3);
    // Four, or more where they are small.
    let side = area.height.min((area.width - 3 * gap) / 4).max(0);
    let (_, area) = area.split_top((area.height - side) / 2);
    let fit = ((area.width + gap) / (side + gap).max(1)) as usize;
    let own = taught.samples.iter().rev().filter(|sample| usize::from(sample.class) == class);
    for (n, sample) in own.take(fit).enumerate() {
        let x = area.x + n as i32 * (side + gap);
        let place = Rect::new(x, area.y, side, side);
        let thumbnail = &sample.thumbnail;
        brush.seen(place, thumbnail, thumbnail.size.rect());
        if n > 0 {
            // Older ones step back.
            brush.canvas.shade(place, ground, (20 * n).min(120) as u8);
        }
    }
}

/// The button that is held: in its thing's colour, filled while it is held.
fn draw_button(
    brush: &mut Brush<'_, '_>,
    content: &Content<'_>,
    class: usize,
    card: &Card,
    ground: u32,
) {
    let (m, area, hue) = (brush.metrics, card.button, color(class as u8));
    let radius = m.gap * 2 / 3;
    let held = content.held() == Some(class);
    let is_next = content.next() == Some(class);
    let full = held || is_next;
    if is_next {
        for (wide, strength) in GLOW {
            let around = area.inset(-wide.min(m.gap * 2 / 3));
            brush.canvas.rounded(around, radius + wide, mix(ground, hue, strength));
        }
    }
    brush.canvas.rounded(area, radius, mix(ground, hue, if full { 255 } else { 190 }));
    if !full {
        brush.canvas.rounded(area.inset(2), radius - 2, mix(BUTTON, hue, 30));
    }
    let ink = if full { BACKGROUND } else { TEXT };
    let mut inner = area.inset_by((m.gap * 3 / 4).min(area.width / 8), 2);
    let words = match (held, content.scene.frozen) {
        (true, true) => say!("show-frozen"),
        (true, false) => say!("show-learning"),
        _ if card.pictures.is_empty() => say!("show-hold-briefly"),
        _ => say!("show-hold"),
    };
    let style = Style::bold((m.body * 1.1).round(), ink);
    let side = (m.body * 1.4) as i32;
    let cap = content.scene.keyboard.cap(SHOW[class]);
    let cap_style = Style::bold((m.small * 0.9).max(11.0), if full { hue } else { FAINT });
    let cap_wide = cap.as_ref().map_or(0, |cap| brush.face.width(cap, cap_style) + m.gap);
    let wanted = brush.face.width(&words, Style::bold(m.body, ink));
    if side + m.gap + wanted <= inner.width {
        let (place, rest) = inner.split_left(side);
        Icon::Finger.draw(brush, place, if full { BACKGROUND } else { hue });
        inner = rest.split_left(m.gap / 2).1;
    }
    if let Some(cap) = cap.filter(|_| wanted + cap_wide + m.gap / 2 <= inner.width) {
        let (rest, right) = inner.split_right(cap_wide);
        let high = cap_style.leading() + m.gap / 4;
        let y = right.y + (right.height - high) / 2;
        let place = Rect { y, height: high, ..right };
        brush.canvas.rounded(place, m.gap / 3, if full { BACKGROUND } else { PANEL });
        line(brush, place, Align::Centre, &cap, cap_style);
        inner = rest.split_right(m.gap / 2).0;
    }
    button::words(brush, inner, &words, style);
}
