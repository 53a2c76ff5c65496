//! What is said of a detector in large words, what can be done with it, and what the network
//! answers with and without it.

use super::large::Lit;
use super::places::BUTTONS;
use super::{Content, one_back_and_next, one_line};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::geometry::Rect;
use crate::taps::plan::{Ablation, Unit};
use crate::view::button::Button;
use crate::view::facts::Facts;
use crate::view::icon::Icon;
use crate::view::palette::{FAINT, LEADER, MUTED, NOTICE, TEXT, step_color};
use crate::view::wording::{number, percent};
use crate::view::{Align, Brush};
use crate::words::message;

/// Take it away or put it back, what it looks for, closer; numbers, the ones beside it, signals.
pub(super) fn doing(content: &Content<'_>) -> [Button; BUTTONS[0] + BUTTONS[1]] {
    let &Content { unit, ablated, statistics, signals, .. } = content;
    let [back, next] = one_back_and_next();
    [
        take_away(unit, ablated),
        looks_for(),
        Button::new(Action::Closer, say!("inside-larger")).with_icon(Icon::Corners),
        Button::new(Action::Statistics, say!("inside-statistics")).lit(statistics),
        back,
        next,
        Button::new(Action::Signals, say!("inside-show-signals")).lit(signals),
    ]
}

/// Leads to what it is looking for.
pub(super) fn looks_for() -> Button {
    Button::new(Action::Open(Door::LooksFor), message(Door::LooksFor.question()))
        .with_icon(Icon::Heart)
}

/// The button that takes it away, or puts it back; where its layer is away, that.
pub(super) fn take_away(unit: Unit, ablated: &[Ablation]) -> Button {
    let whole = Ablation { layer: unit.layer, channel: None };
    if ablated.contains(&whole) {
        let back = Button::new(Action::SwitchLayer, say!("inside-put-layer-back"));
        return back.with_icon(Icon::Cross).lit(true);
    }
    let away = unit.is_ablated(ablated);
    let words = if away { say!("inside-put-back") } else { say!("inside-take-away") };
    Button::new(Action::SwitchUnit, words).with_icon(Icon::Cross).lit(away)
}

/// The value at the ring in large, of how much, and how much of the picture is lit.
pub(super) fn value(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    facts: &Facts<'_>,
    unit: Unit,
    lit: &Lit<'_>,
    ablated: &[Ablation],
) {
    let (Some(layer), Some(reading), Some(value)) =
        (facts.outline.layers.get(unit.layer), lit.reading, lit.value)
    else {
        return;
    };
    let m = brush.metrics;
    let (step, steps) = facts.step(unit.layer);
    let large = Style::bold(m.headline.min(area.height as f32 * 1.2), step_color(step, steps));
    let figure = number(value);
    let y = area.y + (area.height - large.cap_height()) / 2;
    let used = brush.text((area.x, y), area.width, Align::Left, &figure, large) + m.gap;
    let lines = Rect { x: area.x + used, width: area.width - used - m.gap, ..area };
    let open = facts.snapshot.and_then(|snapshot| snapshot.maps.reading(unit.layer));
    let largest = open.filter(|open| !open.signals).and_then(|open| open.detail.as_ref());
    let most = if layer.kind == "ReLU6" { Some(6.0) } else { largest.map(|all| all.range.1) };
    let most = most.map(|most| if layer.kind == "ReLU6" { "6".into() } else { number(most) });
    let place = match (most, lit.ring.is_some()) {
        (Some(most), true) => say!("inside-of-at-ring", most = most),
        (Some(most), false) => say!("inside-of", most = most),
        (None, _) => say!("inside-at-ring"),
    };
    let lit_bytes = if reading.signed { 129 } else { 1 };
    let share = if reading.signed {
        let lit = reading.bytes.iter().filter(|&&byte| byte >= lit_bytes).count();
        lit as f32 / reading.bytes.len().max(1) as f32
    } else {
        1.0 - reading.zeros
    };
    let quiet = if unit.is_ablated(ablated) {
        say!("inside-is-away")
    } else if reading.range.1 <= 0.0 {
        say!("inside-finds-nothing")
    } else if layer.shape.map.area() <= 1 {
        say!("inside-whole-picture")
    } else {
        let share = percent((share * 100.0).round() as u32, share);
        say!("inside-lit-on", share = share)
    };
    let color = if unit.is_ablated(ablated) { NOTICE } else { FAINT };
    two_lines(brush, lines, [(&place, TEXT), (&quiet, color)]);
}

/// What it answers, and what it answers with all of it where something was taken away.
pub(super) fn answer(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let Some(snapshot) = facts.snapshot else { return };
    let Some(best) = snapshot.top.first() else { return };
    let named = |class: usize, share: f32| {
        let percent = percent((share * 100.0).round() as u32, share);
        (facts.label(class), percent)
    };
    let (name, share) = named(best.class, best.probability);
    let now = if snapshot.nothing_to_see {
        say!("nothing-to-see")
    } else {
        say!("inside-answers", name = name, share = share)
    };
    let whole = snapshot.baseline.as_ref().and_then(|baseline| {
        let all = baseline.iter().copied().enumerate();
        all.max_by(|a, b| a.1.total_cmp(&b.1))
    });
    let Some((class, share)) = whole else {
        let style = Style::bold(brush.metrics.body, LEADER);
        one_line(brush, area, &now, style);
        return;
    };
    let (name, share) = named(class, share);
    let before = say!("inside-with-all", name = name, share = share);
    two_lines(brush, area, [(&now, LEADER), (&before, MUTED)]);
}

/// Two lines in the middle of the rows, the upper one larger.
fn two_lines(brush: &mut Brush<'_, '_>, area: Rect, lines: [(&str, u32); 2]) {
    let m = brush.metrics;
    let styles = [Style::bold(m.body, lines[0].1), Style::regular(m.small, lines[1].1)];
    let high = styles[0].leading() + styles[1].leading();
    let mut y = area.y + (area.height - high) / 2;
    for ((words, _), style) in lines.into_iter().zip(styles) {
        let line = Rect { y, height: style.leading(), ..area };
        one_line(brush, line, words, style);
        y += style.leading();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_away_can_be_put_back() {
        let unit = Unit { layer: 4, channel: 8 };
        let action = |ablated: &[Ablation]| take_away(unit, ablated).action;
        assert_eq!(action(&[]), Action::SwitchUnit);
        assert_eq!(action(&[Ablation { layer: 4, channel: Some(8) }]), Action::SwitchUnit);
        assert_eq!(action(&[Ablation { layer: 4, channel: None }]), Action::SwitchLayer);
        let labels = [&[][..], &[Ablation { layer: 4, channel: Some(8) }]]
            .map(|ablated| take_away(unit, ablated).label);
        assert!(labels[0] != labels[1], "{labels:?}");
    }
}
