//! One unit, large: where it lights up, what drives it, its numbers, and what it is made of.

mod places;

pub use places::CloseUp;

use crate::canvas::blit::Enlarger;
use crate::canvas::color::{Color, rgb};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::control::zoom::Zoom;
use crate::exhibit::scene::Scene;
use crate::geometry::{Point, Rect};
use crate::network::outline::Layer;
use crate::snapshot::{Snapshot, UnitKernels};
use crate::taps::plan::{Silenced, Unit};
use crate::taps::reading::UnitReading;
use crate::view::layer::{ladder, path};
use crate::view::palette::{LINE, MUTED, NOTICE, PANEL, TEXT, step_color};
use crate::view::pixels;
use crate::view::wall::colormap;
use crate::view::{Align, Brush};

pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, close_up: &CloseUp, scene: &Scene<'_>) {
    let m = brush.metrics;
    let selection = scene.selection;
    let unit = selection.unit;
    let Some(layer) = scene.outline.layers.get(unit.layer) else { return };
    let (step, steps) = scene.step(unit.layer);
    let heading = match selection.zoom {
        Zoom::Pixels => "Which pixels drive it?".to_owned(),
        _ => format!("One detector of step {}", step + 1),
    };
    let area = brush.heading(area, 2, &heading);
    let mut y = area.y;
    ladder(brush, Rect { y, height: (m.small * 0.7) as i32, ..area }, step, steps);
    y += (m.small * 1.5) as i32;
    let line = Rect { y, height: m.body_style().leading(), ..area };
    path(brush, line, scene, unit.layer, &number(unit, layer, scene));
    if selection.is_silenced(unit) {
        let y = line.bottom();
        let style = Style::bold(m.small, NOTICE);
        brush.text((line.x, y), line.width, Align::Left, &switched_off(unit, scene), style);
    }

    let closely = selection.closely();
    let question = selection.study.question(unit, closely, scene.outline);
    let beside = selection.study.beside;
    if !close_up.maps[0].is_empty() {
        map(brush, close_up.maps[0], unit, scene);
    }
    pixels::draw(brush, close_up.pixels[0], question, scene);
    pixels::caption(brush, close_up.pixels[0], question, scene);
    if let Some(beside) = beside {
        if !close_up.maps[1].is_empty() {
            map(brush, close_up.maps[1], beside.unit, scene);
        }
        if !close_up.pixels[1].is_empty() {
            pixels::draw(brush, close_up.pixels[1], beside.question, scene);
            pixels::caption(brush, close_up.pixels[1], beside.question, scene);
        }
    }
    if !close_up.facts.is_empty() {
        facts(brush, close_up.facts, layer, scene);
    }
}

/// That it is switched off, and what switches it on again: where its layer is, that layer's key.
fn switched_off(unit: Unit, scene: &Scene<'_>) -> String {
    let whole = Silenced { layer: unit.layer, channel: None };
    let (action, what) = if scene.selection.silenced.contains(&whole) {
        (Action::SwitchLayer, "its layer")
    } else {
        (Action::SwitchUnit, "it")
    };
    let again = scene.keyboard.cap(action);
    let again = again.map(|key| format!(" · {key} switches {what} on again"));
    format!("switched off: it is held at zero{}", again.unwrap_or_default())
}

/// "no. 17 of 96", with its name where it is a class.
pub fn number(unit: Unit, layer: &Layer, scene: &Scene<'_>) -> String {
    let count = format!("no. {} of {}", unit.channel + 1, layer.shape.channels);
    let last = unit.layer + 1 == scene.outline.layers.len();
    if last { format!("{count}: {}", scene.label(unit.channel)) } else { count }
}

fn reading_of(snapshot: &Snapshot, unit: Unit) -> Option<&UnitReading> {
    snapshot.units.iter().find(|reading| reading.unit == unit)
}

/// A unit's map over the picture that it comes from, with what its strongest value has seen; or
/// alone.
fn map(brush: &mut Brush<'_, '_>, square: Rect, unit: Unit, scene: &Scene<'_>) {
    let (step, steps) = scene.step(unit.layer);
    let color = step_color(step, steps);
    let name = format!("no. {} of step {}", unit.channel + 1, step + 1);
    pixels::above(brush, square, [format!("Where {name} lights up"), name]);
    let reading = scene.snapshot.and_then(|s| Some((s, reading_of(s, unit)?)));
    let Some((snapshot, reading)) = reading else {
        brush.canvas.rounded(square, 4, PANEL);
        return;
    };
    let Some(layer) = scene.outline.layers.get(unit.layer) else { return };
    let appearance = scene.selection.appearance;
    let gamma = appearance.exponent();
    let alone = appearance.hides_picture();
    let colors = colormap(appearance.colors, step, steps, reading.signed, gamma);
    let mut enlarger = Enlarger::new(reading.size, square.size());
    let bytes = reading.shown(appearance.boost);
    if alone {
        brush.canvas.map((square.x, square.y), &bytes, &mut enlarger, &colors);
    } else {
        brush.picture(square, &snapshot.frame.picture, snapshot.crop);
        brush.canvas.shade(square, 0, 150);
        let neutral = if reading.signed { 128.0 } else { 0.0 };
        let opacity = std::array::from_fn(|byte| {
            let value = ((byte as f32 - neutral).abs() / (255.0 - neutral)).min(1.0);
            (value.powf(gamma) * 235.0) as u8
        });
        brush.canvas.glow((square.x, square.y), &bytes, &mut enlarger, &colors, &opacity);
    }
    brush.canvas.frame(square, 2, color);
    let silent = reading.range.1 <= 0.0;
    let caption = if scene.selection.is_silenced(unit) {
        ["It is switched off.", "Switched off."].map(str::to_owned)
    } else if silent {
        ["It finds nothing in this picture.", "It finds nothing."].map(str::to_owned)
    } else if layer.shape.map.area() <= 1 {
        ["It answers for the whole picture at once.", "One value."].map(str::to_owned)
    } else {
        let field = field_of(layer, reading.peak, scene.outline.input, square);
        let all = field.intersect(square) == square;
        if !all {
            brush.canvas.frame(field.intersect(square), 2, TEXT);
        }
        let (x, y) = centre_of(layer, reading.peak, scene.outline.input, square);
        brush.canvas.disc((x, y), 3.0, TEXT);
        let seen = layer.receptive_field.size;
        if all {
            [
                "Its strongest value, the dot, has seen the whole picture.",
                "The dot has seen it all.",
            ]
            .map(str::to_owned)
        } else {
            [
                format!(
                    "Its strongest value, the dot, has seen the frame: {seen:.0} pixels across."
                ),
                format!("The dot has seen {seen:.0} pixels."),
            ]
        }
    };
    pixels::below(brush, square, &caption);
}

/// What of the square the map's value at `at` has seen.
fn field_of(layer: &Layer, at: Point, input: i32, square: Rect) -> Rect {
    let (x, y) = centre_of(layer, at, input, square);
    let side =
        (layer.receptive_field.size * f64::from(square.width) / f64::from(input.max(1))) as f32;
    let corner = |centre: f32| (centre - side / 2.0).round() as i32;
    Rect::new(corner(x), corner(y), side.round() as i32, side.round() as i32)
}

/// Where in the square the middle of that lies.
fn centre_of(layer: &Layer, at: Point, input: i32, square: Rect) -> (f32, f32) {
    let field = layer.receptive_field;
    let place = |n: i32, start: i32| {
        let pixel = field.offset + field.stride * f64::from(n) + 0.5;
        start as f32 + (pixel * f64::from(square.width) / f64::from(input.max(1))) as f32
    };
    (place(at.x, square.x), place(at.y, square.y))
}

/// The unit's numbers, the last ten seconds of its strongest value, and its strongest kernels.
fn facts(brush: &mut Brush<'_, '_>, area: Rect, layer: &Layer, scene: &Scene<'_>) {
    let m = brush.metrics;
    let unit = scene.selection.unit;
    let Some((snapshot, reading)) = scene.snapshot.and_then(|s| Some((s, reading_of(s, unit)?)))
    else {
        return;
    };
    let style = m.small_style();
    let mut y = area.y + m.gap / 2;
    let highest = scene.activity.highest(unit).unwrap_or(reading.range.1);
    let brightest = if scene.selection.appearance.boost { reading.range.1 } else { reading.scale };
    let lines = [
        format!("strongest now {:.2}, in the last ten seconds {highest:.2}", reading.range.1),
        format!(
            "values {:.2} to {:.2}, mean {:.2}; {:.0} % are zero",
            reading.range.0,
            reading.range.1,
            reading.mean,
            reading.zeros * 100.0
        ),
        format!("{} · map of {} · full brightness at {brightest:.2}", layer.kind, reading.size),
    ];
    for line in &lines {
        let style = brush.face.fitted(line, style, area.width, 11.0);
        brush.text((area.x, y), area.width, Align::Left, line, style);
        y += style.leading();
    }
    let rest = Rect { y: y + m.gap / 2, height: area.bottom() - y - m.gap / 2, ..area };
    // As high as in a wide window; an upright one has room to fill.
    let most = m.body * if m.upright { 11.0 } else { 7.0 };
    let rest = rest.split_top(most as i32).0;
    let (left, right) = rest.split_left(rest.width / 2 - m.gap);
    let (step, steps) = scene.step(unit.layer);
    course(brush, left, unit, scene, step_color(step, steps));
    if let Some(kernels) = snapshot.kernels.as_ref().filter(|kernels| kernels.unit == unit) {
        let right = right.split_left(2 * m.gap).1;
        made_of(brush, right, kernels);
    }
}

/// The unit's strongest value over the last ten seconds.
fn course(brush: &mut Brush<'_, '_>, plot: Rect, unit: Unit, scene: &Scene<'_>, color: Color) {
    let m = brush.metrics;
    let title = Style::bold(m.small, TEXT);
    let (head, plot) = plot.split_top(title.leading());
    if plot.height < 12 || scene.status.still {
        return;
    }
    let words = "Its strongest value over ten seconds";
    let style = brush.face.fitted(words, title, head.width, 11.0);
    brush.text((head.x, head.y), head.width, Align::Left, words, style);
    brush.canvas.fill(Rect { y: plot.bottom() - 1, height: 1, ..plot }, LINE);
    let top = scene.activity.highest(unit).unwrap_or(0.0).max(f32::MIN_POSITIVE);
    let window = crate::dynamics::activity::WINDOW.as_secs_f32();
    let points: Vec<(f32, f32)> = scene
        .activity
        .course(unit)
        .map(|(ago, peak)| {
            let x = plot.right() as f32 - ago.as_secs_f32() / window * plot.width as f32;
            let height = (peak / top).clamp(0.0, 1.0) * (plot.height - 2) as f32;
            (x, plot.bottom() as f32 - 1.0 - height)
        })
        .collect();
    for pair in points.windows(2) {
        brush.canvas.line(pair[0], pair[1], 1.5, color);
    }
}

/// The kernels that make the unit, the strongest first, and which maps they read.
fn made_of(brush: &mut Brush<'_, '_>, area: Rect, made_of: &UnitKernels) {
    let m = brush.metrics;
    let style = m.small_style();
    let kernels = &made_of.kernels;
    let of_colors = kernels.channels == 3;
    let words = if of_colors {
        "This pattern, slid over the picture:".to_owned()
    } else if made_of.count == 1 {
        "Its one kernel:".to_owned()
    } else {
        format!("Strongest of {} kernels, by input:", made_of.count)
    };
    let title = brush.face.fitted(&words, Style::bold(m.small, TEXT), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &words, title);
    let top = area.y + style.leading();
    let largest = area.bottom() - top - style.leading();
    let count = kernels.tiles.len().max(1) as i32;
    let most = if m.upright { (m.body * 9.0) as i32 } else { 90 };
    let side = largest.min((area.width - (count - 1) * m.gap) / count).min(most);
    if side < 20 {
        return;
    }
    for (n, tile) in kernels.tiles.iter().enumerate() {
        let x = area.x + n as i32 * (side + m.gap);
        let square = Rect::new(x, top, side, side);
        blocks(brush, square, kernels.side as i32, kernels.channels, kernels.tile(n));
        brush.canvas.frame(square, 1, LINE);
        if !of_colors {
            let name = format!("no. {}", tile.index + 1);
            let style = brush.face.fitted(&name, Style::regular(m.small, MUTED), side, 9.0);
            brush.text((x, square.bottom() + 3), side, Align::Centre, &name, style);
        }
    }
}

/// A few large pixels, each a block of its own colour: weights are not smoothed.
fn blocks(brush: &mut Brush<'_, '_>, square: Rect, side: i32, channels: usize, bytes: &[u8]) {
    let edge = |n: i32, length: i32| n * length / side.max(1);
    for (n, weight) in (0..).zip(bytes.chunks_exact(channels)) {
        let (x, y) = (n % side, n / side);
        let (left, right) = (edge(x, square.width), edge(x + 1, square.width));
        let (top, bottom) = (edge(y, square.height), edge(y + 1, square.height));
        let color = match *weight {
            [r, g, b] => rgb(r, g, b),
            _ => rgb(weight[0], weight[0], weight[0]),
        };
        let area = Rect::new(square.x + left, square.y + top, right - left, bottom - top);
        brush.canvas.fill(area, color);
    }
}
