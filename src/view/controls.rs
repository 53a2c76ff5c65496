//! The controls of a room: buttons and knobs in a row, each drawn where a finger finds it.

use super::button::{self, Button};
use super::palette::{BUTTON, BUTTON_LINE, LEADER, LINE, MUTED, Metrics, TEXT};
use super::target::Knob;
use super::{Align, Brush, Target, What};
use crate::canvas::text::Style;
use crate::control::keyboard::Keyboard;
use crate::geometry::Rect;

/// A knob, with what it is called and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slider {
    /// The knob.
    pub knob: Knob,
    /// What it changes.
    pub label: String,
    /// Where it stands, in words.
    pub value: String,
}

/// Something that a finger can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// Does something when it is let go.
    Button(Button),
    /// Follows the finger.
    Slider(Slider),
}

/// A control must have so many rows of type in its width.
const NARROWEST: i32 = 8;

/// How many stand side by side: about as many in each row.
fn across(width: i32, count: usize, m: &Metrics) -> usize {
    let least = (m.body * NARROWEST as f32) as i32 + m.gap;
    let most = ((width + m.gap) / least.max(1)).clamp(1, count.max(1) as i32) as usize;
    count.div_ceil(count.div_ceil(most).max(1)).max(1)
}

fn row_height(controls: &[Control], m: &Metrics) -> i32 {
    let sliders = controls.iter().any(|control| matches!(control, Control::Slider(_)));
    m.target + if sliders { m.small_style().leading() } else { 0 }
}

/// Rows that they take in a room so wide; none where there are none.
pub fn height(width: i32, controls: &[Control], m: &Metrics) -> i32 {
    if controls.is_empty() {
        return 0;
    }
    let across = across(width, controls.len(), m);
    let rows = controls.len().div_ceil(across) as i32;
    rows * (row_height(controls, m) + m.gap / 2) + m.gap / 2
}

/// Where each lies.
fn places(area: Rect, controls: &[Control], m: &Metrics) -> Vec<Rect> {
    let across = across(area.width, controls.len(), m);
    let height = row_height(controls, m);
    let row = |(n, chunk): (usize, &[Control])| {
        let y = area.y + m.gap / 2 + n as i32 * (height + m.gap / 2);
        button::row(Rect { y, height, ..area }, m.gap, chunk.len())
    };
    controls.chunks(across.max(1)).enumerate().flat_map(row).collect()
}

/// Where the track of a knob lies; the words stand above.
fn track(place: Rect, m: &Metrics) -> Rect {
    place.split_bottom(m.target).1.inset_by(m.target / 3, 0)
}

/// What can be touched.
pub fn targets(area: Rect, controls: &[Control], m: &Metrics) -> Vec<Target> {
    let target = |(control, place): (&Control, Rect)| match control {
        Control::Button(button) => button.target(place.split_bottom(m.target).1),
        Control::Slider(slider) => {
            Target { what: What::Knob(slider.knob), area: track(place, m), touch: place }
        }
    };
    controls.iter().zip(places(area, controls, m)).map(target).collect()
}

/// Draws them.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, controls: &[Control], keyboard: &Keyboard) {
    let m = brush.metrics;
    for (control, place) in controls.iter().zip(places(area, controls, &m)) {
        match control {
            Control::Button(button) => {
                button::draw(brush, place.split_bottom(m.target).1, button, keyboard);
            }
            Control::Slider(slider) => draw_slider(brush, place, slider, keyboard),
        }
    }
}

fn draw_slider(brush: &mut Brush<'_, '_>, place: Rect, slider: &Slider, keyboard: &Keyboard) {
    let m = brush.metrics;
    let keys = [slider.knob.less, slider.knob.more].map(|action| keyboard.cap(action));
    let keys: Vec<String> = keys.into_iter().flatten().collect();
    let value = Style::bold(m.small, TEXT);
    let used = brush.text((place.x, place.y), place.width, Align::Right, &slider.value, value);
    let words = format!("{}  {}", slider.label, keys.join(" "));
    let style = Style::regular(m.small, MUTED);
    let room = place.width - used - m.gap;
    let fits = brush.face.width(&words, style) <= room;
    let words = if fits { words.as_str() } else { slider.label.as_str() };
    let style = brush.face.fitted(words, style, room, 11.0);
    brush.text((place.x, place.y), room, Align::Left, words, style);
    let track = track(place, &m);
    let middle = track.y + track.height / 2;
    let thick = (m.gap / 2).max(3);
    let line = Rect { y: middle - thick / 2, height: thick, ..track };
    brush.canvas.rounded(line, thick / 2, LINE);
    let last = i32::from(slider.knob.positions.saturating_sub(1)).max(1);
    let at = |n: u8| track.x + track.width * i32::from(n) / last;
    for n in 0..slider.knob.positions {
        brush.canvas.disc((at(n) as f32, middle as f32), thick as f32 * 0.75, BUTTON_LINE);
    }
    let here = at(slider.knob.at);
    let filled = Rect { width: here - track.x, ..line };
    brush.canvas.rounded(filled, thick / 2, LEADER);
    let turned = matches!(brush.pressed, Some(What::Knob(knob)) if knob.more == slider.knob.more);
    let radius = m.target as f32 / if turned { 3.4 } else { 4.0 };
    brush.canvas.disc((here as f32, middle as f32), radius, LEADER);
    brush.canvas.disc((here as f32, middle as f32), radius * 0.55, BUTTON);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::action::Action;
    use crate::geometry::{Point, Size};

    fn controls() -> Vec<Control> {
        let knob = Knob { less: Action::Gamma, more: Action::Boost, at: 1, positions: 5 };
        let slider = Slider { knob, label: "gamma".into(), value: "1".into() };
        let button = Button::new(Action::Freeze, "Freeze".into());
        vec![Control::Slider(slider), Control::Button(button.clone()), Control::Button(button)]
    }

    #[test]
    fn controls_stay_in_their_area_whatever_its_width() {
        let m = Metrics::new(Size::new(1280, 800));
        for width in [40, 200, 420, 900] {
            let height = height(width, &controls(), &m);
            let area = Rect::new(30, 40, width, height);
            let targets = targets(area, &controls(), &m);
            for (n, target) in targets.iter().enumerate() {
                assert_eq!(target.touch.intersect(area), target.touch, "{width}: {target:?}");
                let others = &targets[n + 1..];
                assert!(others.iter().all(|other| other.touch.intersect(target.touch).is_empty()));
            }
        }
    }

    #[test]
    fn a_finger_at_either_end_turns_a_knob_to_its_end() {
        let m = Metrics::new(Size::new(1280, 800));
        let area = Rect::new(30, 40, 600, height(600, &controls(), &m));
        let targets = targets(area, &controls(), &m);
        let What::Knob(knob) = targets[0].what else { panic!("{targets:?}") };
        let at = |x| knob.position(targets[0].area, Point::new(x, 0));
        assert_eq!((at(-100), at(targets[0].area.middle().x), at(9000)), (0, 2, 4));
    }
}
