//! The cards below a game: the other games, the map of its words, the tour; each leads there.

use super::{Page, Play, frame};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::control::keyboard::Keyboard;
use crate::exhibit::{TOUR, WORD_MAP};
use crate::geometry::Rect;
use crate::view::button::{self, Button, Tone};
use crate::view::icon::Icon;
use crate::view::palette::{FAINT, LEADER, MUTED, Metrics, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What};
use crate::words::message;

/// A card, in the order in which they stand: one entry each.
struct Card {
    /// Where it leads.
    action: Action,
    icon: Icon,
    /// The messages of its name, and of one line about it.
    name: &'static str,
    says: &'static str,
}

const CARDS: &[Card] = &[
    card(super::FIND_IT, Icon::Lens, "play-find-title", "play-find-card"),
    card(super::HIDE_IT, Icon::Part, "play-hide-title", "play-hide-card"),
    card(super::FLIP_IT, Icon::Swap, "play-flip-title", "play-flip-card"),
    card(super::FOOL_IT, Icon::Bolt, "play-fool-title", "play-fool-card"),
    card(super::AGAINST_IT, Icon::Eye, "play-against-title", "play-against-card"),
    card(WORD_MAP, Icon::Grid, "tab-word-map", "play-word-map-card"),
    card(TOUR, Icon::Finger, "tab-tour", "tour-card"),
];

const fn card(action: Action, icon: Icon, name: &'static str, says: &'static str) -> Card {
    Card { action, icon, name, says }
}

/// Those that lead elsewhere than to the page that is open.
fn shown(page: Page) -> impl Iterator<Item = &'static Card> {
    CARDS.iter().filter(move |card| card.action != page.action())
}

/// How many stand side by side.
fn across(area: Rect, count: usize, m: &Metrics) -> usize {
    if m.upright && frame::is_roomy(area, m) { count.div_ceil(2) } else { count }
}

/// Rows of one card.
fn card_height(area: Rect, m: &Metrics) -> i32 {
    if frame::is_roomy(area, m) { (m.body * 6.6) as i32 } else { button::height(m) }
}

/// Rows of all of them, for a room in this area.
pub(super) fn height(area: Rect, m: &Metrics) -> i32 {
    // There are as many where the page is none of theirs, but for one.
    let count = CARDS.len();
    let rows = count.div_ceil(across(area, count, m).max(1)) as i32;
    rows * (card_height(area, m) + m.gap) - m.gap
}

fn places(area: Rect, page: Page, m: &Metrics) -> Vec<(&'static Card, Rect)> {
    let shown: Vec<&Card> = shown(page).collect();
    let tall = area.height > 2 * button::height(m);
    let across = if m.upright && tall { shown.len().div_ceil(2) } else { shown.len() };
    let rows = shown.len().div_ceil(across.max(1)) as i32;
    let height = (area.height - (rows - 1) * m.gap) / rows.max(1);
    let row = |(n, chunk): (usize, &[&'static Card])| {
        let y = area.y + n as i32 * (height + m.gap);
        let places = button::row(Rect { y, height, ..area }, m.gap, chunk.len());
        chunk.iter().copied().zip(places).collect::<Vec<_>>()
    };
    shown.chunks(across.max(1)).enumerate().flat_map(row).collect()
}

/// What can be touched.
pub(super) fn targets(area: Rect, page: Page, m: &Metrics) -> Vec<Target> {
    let target =
        |(card, area): (&Card, Rect)| Target { what: What::Button(card.action), area, touch: area };
    places(area, page, m).into_iter().map(target).collect()
}

/// Draws them.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    page: Page,
    room: &Play,
    keyboard: &Keyboard,
) {
    let m = brush.metrics;
    for (card, place) in places(area, page, &m) {
        if place.height <= button::height(&m) {
            let button = Button::new(card.action, message(card.name));
            button::draw(brush, place, &button, keyboard);
            continue;
        }
        let game = Page::ALL.into_iter().find(|page| page.action() == card.action);
        let best = game.and_then(|game| room.best_of(game));
        draw_card(brush, place, card, best.as_deref(), keyboard);
    }
}

fn draw_card(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    card: &Card,
    best: Option<&str>,
    keyboard: &Keyboard,
) {
    let m = brush.metrics;
    let pressed = brush.pressed == Some(What::Button(card.action));
    button::ground(brush, area, Tone::Plain, pressed);
    let inner = area.inset(m.gap);
    let name = Style::bold(m.body * 1.1, TEXT);
    let (mut head, below) = inner.split_top((name.size * 1.3) as i32 + m.gap / 2);
    let (icon, rest) = head.split_left((name.size * 1.3) as i32);
    card.icon.draw(brush, Rect { height: icon.width, ..icon }, LEADER);
    head = rest.split_left(m.gap / 2).1;
    if let Some(cap) = keyboard.cap(card.action) {
        let style = Style::bold((m.small * 0.9).max(11.0), FAINT);
        let width = brush.face.width(&cap, style) + m.gap;
        let height = style.leading() + m.gap / 4;
        let place = Rect::new(head.right() - width, head.y, width, height);
        brush.canvas.rounded(place, m.gap / 3, PANEL);
        let level = place.y + (height - style.cap_height()) / 2;
        brush.text((place.x, level), width, Align::Centre, &cap, style);
        head = head.split_right(width + m.gap / 2).0;
    }
    let at = Rect { height: icon.width, ..head };
    button::words(brush, at, &message(card.name), name);
    let line = Style::bold(m.small, LEADER);
    let (says, foot) = if best.is_some() {
        below.split_bottom(line.leading())
    } else {
        (below, below.split_bottom(0).1)
    };
    let mut style = Style::regular(m.small, MUTED);
    let words = message(card.says);
    while style.size > 11.0
        && brush.face.wrapped(&words, style, says.width).len() as i32 * style.leading()
            > says.height
    {
        style = style.sized(style.size - 0.5);
    }
    brush.paragraph(says, &words, style);
    if let Some(best) = best {
        let words = say!("play-card-best", figure = best);
        let level = foot.y + (foot.height - line.cap_height()) / 2;
        let fitted = brush.face.fitted(&words, line, foot.width, 11.0);
        brush.text((foot.x, level), foot.width, Align::Left, &words, fitted);
    }
}
