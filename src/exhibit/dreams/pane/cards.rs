//! The cards: what may be dreamt of, each as the picture that would come of it; and the knob that
//! says how strongly.

use std::sync::Arc;

use super::Content;
use super::places::Places;
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::Finding;
use crate::exhibit::dreams::goal;
use crate::exhibit::dreams::live::{DreamtCards, STRONGEST};
use crate::exhibit::dreams::{CARDS, STRONGER, WEAKER};
use crate::exhibit::findings::Findings;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::view::button;
use crate::view::controls::{Control, Slider};
use crate::view::palette::{
    BACKGROUND, BUTTON_LINE, LEADER, MUTED, Metrics, PANEL, TEXT, step_color,
};
use crate::view::target::Knob;
use crate::view::{Align, Brush, Target, What};

/// Smaller type than this is not set.
pub(in super::super) const SMALLEST_TYPE: f32 = 11.0;

/// How much of the picture is hidden behind the words, of 255.
const SHADE: u8 = 190;

/// Something that may be dreamt of.
pub(in super::super) struct Card<'a> {
    /// True where it is one of the steps: their words are of one kind.
    pub(in super::super) is_step: bool,
    /// What it is: in full, and for where there is less room.
    pub(in super::super) caption: [String; 2],
    /// The colour of its words.
    pub(in super::super) color: Color,
    /// What came of it; none while that is not known.
    pub(in super::super) picture: Option<&'a Picture>,
}

/// The cards of the steps.
pub(in super::super) fn of_layers<'a>(
    outline: &Outline,
    pictures: Option<&'a DreamtCards>,
) -> Vec<Card<'a>> {
    let steps = outline.blocks.len();
    let known = pictures.map_or(&[][..], |pictures| &pictures.cards);
    let card = |layer: usize| {
        let block = outline.layers.get(layer).map_or(0, |layer| layer.block);
        let step = block + 1;
        let full = say!("dream-step-of", step = step, steps = steps);
        Card {
            is_step: true,
            caption: [full, say!("dream-step", step = step)],
            color: step_color(block, steps),
            picture: known.iter().find(|card| card.layer == layer).map(|card| &card.picture),
        }
    };
    goal::cards(outline).into_iter().map(card).collect()
}

/// The pictures of the cards, as far as they are made.
pub(in super::super) fn made(findings: &Findings) -> Option<&Arc<DreamtCards>> {
    findings.iter().find_map(|found| match &found.finding {
        Finding::DreamtCards(cards) => Some(cards),
        _ => None,
    })
}

/// Keeps the newest pictures of the cards: those before, while the newest are being made.
pub(in super::super) fn keep_newest(kept: &mut Option<Arc<DreamtCards>>, findings: &Findings) {
    let Some(made) = made(findings) else { return };
    if kept.as_ref().is_none_or(|kept| kept.cards.len() <= made.cards.len()) {
        *kept = Some(Arc::clone(made));
    }
}

/// How strongly.
pub(super) fn knob(strength: u8) -> Control {
    let knob = Knob { less: WEAKER, more: STRONGER, at: strength, positions: STRONGEST + 1 };
    let value = say!("dream-strength", at = strength);
    Control::Slider(Slider { knob, label: say!("dream-how-strongly"), value })
}

/// As wide as the row, but not much wider than high.
fn places(area: Rect, count: usize, m: &Metrics) -> Vec<Rect> {
    let row = button::row(area, m.gap * 2 / 3, count);
    let widest = area.height * 2;
    let Some(first) = row.first().filter(|first| first.width > widest) else { return row };
    let gone = first.width - widest;
    let narrow =
        |(n, place): (usize, &Rect)| Rect { x: place.x - n as i32 * gone, width: widest, ..*place };
    row.iter().enumerate().map(narrow).collect()
}

/// What can be touched.
pub(super) fn targets(cards: &[Card<'_>], area: Rect, m: &Metrics) -> Vec<Target> {
    let target = |(area, action)| Target { what: What::Button(action), area, touch: area };
    places(area, cards.len(), m).into_iter().zip(CARDS).map(target).collect()
}

/// Draws them, and what is asked above them.
pub(super) fn draw(brush: &mut Brush<'_, '_>, all: &Places, content: &Content<'_>) {
    let m = brush.metrics;
    if !all.question.is_empty() {
        let words = say!("dream-which");
        let style = Style::regular(m.small, MUTED);
        let style = brush.face.fitted(&words, style, all.question.width, SMALLEST_TYPE);
        let Rect { x, y, width, .. } = all.question;
        brush.text((x, y), width, Align::Left, &words, style);
    }
    let places = places(all.cards, content.cards.len(), &m);
    let smallest = Style::bold(SMALLEST_TYPE, TEXT);
    let mut of_steps = content.cards.iter().filter(|card| card.is_step).zip(&places);
    let short = of_steps.any(|(card, place)| {
        brush.face.width(&card.caption[0], smallest) > place.width - 4 * edge(&m)
    });
    for (n, (card, place)) in content.cards.iter().zip(places).enumerate() {
        let is_chosen = n == content.chosen;
        let pressed = CARDS.get(n).is_some_and(|&card| brush.pressed == Some(What::Button(card)));
        draw_card(brush, place, (card, short), is_chosen, pressed);
    }
}

/// Draws one, which may be chosen or under a finger; true where a step's words must be the short
/// ones.
#[allow(clippy::fn_params_excessive_bools, reason = "chosen or not, and under a finger or not")]
pub(in super::super) fn draw_card(
    brush: &mut Brush<'_, '_>,
    place: Rect,
    (card, short): (&Card<'_>, bool),
    is_chosen: bool,
    pressed: bool,
) {
    let thickest = (brush.metrics.gap / 3).max(3);
    let (thick, color) = match (pressed, is_chosen) {
        (true, _) => (thickest, LEADER),
        (false, true) => (thickest, TEXT),
        (false, false) => (1, BUTTON_LINE),
    };
    brush.canvas.rounded(place, thickest, color);
    let inner = place.inset(thick);
    match card.picture {
        Some(picture) => brush.picture(inner, picture, picture.size.rect().fit(inner.size())),
        None => brush.canvas.fill(inner, PANEL),
    }
    let band = |high: i32| inner.split_bottom(high + thickest - thick).1;
    draw_caption(brush, place.inset(thickest), band, (card, short));
}

/// What is left free at either side of the words.
fn edge(m: &Metrics) -> i32 {
    (m.gap / 3).max(3)
}

/// The words at the foot of a card: as many, as large and in as few lines as they fit; of steps the
/// short ones where those in full do not fit on each. They stand where the thickest frame leaves
/// room, whichever it has; `band` is the ground of so many rows of them.
fn draw_caption(
    brush: &mut Brush<'_, '_>,
    card: Rect,
    band: impl Fn(i32) -> Rect,
    (of, steps_short): (&Card<'_>, bool),
) {
    let m = brush.metrics;
    let edge = edge(&m);
    let width = card.width - 2 * edge;
    let [full, short] = &of.caption;
    let fits = |words: &str, style: Style, lines: usize| {
        let wrapped = brush.face.wrapped(words, style, width);
        wrapped.len() <= lines
            && wrapped.iter().all(|line| brush.face.width(line, style) <= width)
            && lines as i32 * style.leading() + edge <= card.height * 3 / 4
    };
    let full = if of.is_step && steps_short { short } else { full };
    let usual = Style::bold(m.small, of.color);
    let smallest = usual.sized(SMALLEST_TYPE);
    let ways = [
        (full, usual, 1),
        (full, smallest, 1),
        (full, usual, 2),
        (full, smallest, 2),
        (short, smallest, 1),
        (short, smallest, 3),
    ];
    let way = ways.into_iter().find(|(words, style, lines)| fits(words, *style, *lines));
    let (words, style) = match way {
        Some((words, style, _)) => (words.clone(), style),
        None => (brush.face.shortened(short, smallest, width), smallest),
    };
    let lines = brush.face.wrapped(&words, style, width);
    let high = lines.len() as i32 * style.leading() + edge;
    brush.canvas.shade(band(high), BACKGROUND, SHADE);
    let foot = card.split_bottom(high).1;
    let top = foot.y + (edge + style.leading() - style.cap_height()) / 2;
    for (n, line) in (0..).zip(&lines) {
        let y = top + n * style.leading();
        brush.text((foot.x + edge, y), width, Align::Left, line, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn cards_stand_side_by_side_and_are_not_much_wider_than_high() {
        let m = Metrics::new(Size::new(1280, 800));
        for (width, count) in [(600, 4), (600, 5), (1600, 4), (90, 5)] {
            let area = Rect::new(10, 20, width, 130);
            let places = places(area, count, &m);
            assert_eq!(places.len(), count);
            for (n, place) in places.iter().enumerate() {
                assert_eq!(place.intersect(area), *place, "{width}");
                assert!(place.width <= 260, "{width}: {place:?}");
                let others = &places[n + 1..];
                assert!(others.iter().all(|other| other.intersect(*place).is_empty()));
            }
        }
    }
}
