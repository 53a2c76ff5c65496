//! The plots of occlusion: four that say what hiding each part of the picture changes.
//!
//! After Zeiler and Fergus 2014, figure 7.

use super::occlusion::Occlusion;
use crate::attribution::filter::Filter;
use crate::canvas::color::{Color, rgb};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;

use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, progress};
use crate::geometry::Rect;
use crate::view::palette::{FAINT, LEADER, LINE, MUTED, NOTICE, PANEL, TEXT};
use crate::view::{Align, Brush, pixels};

/// Classes that take the answer's place, the most frequent first. None of them is a step's colour
/// or the leader's.
const INSTEAD: [Color; 6] = [
    rgb(0xff, 0x6b, 0x6b),
    rgb(0x4d, 0xab, 0xf7),
    rgb(0xff, 0xd4, 0x3b),
    rgb(0xcc, 0x5d, 0xe8),
    rgb(0xff, 0x92, 0x2b),
    rgb(0x63, 0xe6, 0xbe),
];

/// How much of the picture a plot hides.
const COVER: u8 = 215;
/// The same where one must see which class lies where in the picture.
const TINT: u8 = 150;

/// Places in the pane: four squares with their words, and a column beside them.
struct Places {
    squares: [Rect; 4],
    column: Rect,
}

impl Places {
    fn new(area: Rect, brush: &Brush<'_, '_>) -> Self {
        let m = brush.metrics;
        let line = m.small_style().leading();
        let (_, column) = area.split_right((area.width * 24 / 100).max(90));
        let across = (area.width - column.width - 2 * m.gap - m.gap) / 2;
        let down = (area.height - m.gap) / 2 - 3 * line - m.gap / 2;
        let side = across.min(down).max(0);
        let place = |n: i32| {
            let (x, y) = (n % 2 * (side + m.gap), n / 2 * (side + 3 * line + m.gap));
            Rect::new(area.x + x, area.y + line + y, side, side)
        };
        let x = area.x + 2 * side + 3 * m.gap;
        let column = Rect { x, width: (area.right() - x).max(0), ..area };
        Self { squares: [0, 1, 2, 3].map(place), column }
    }
}

/// What the job has found so far, below the heading.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, job: &Found, scene: &Scene<'_>) {
    let Finding::Occlusion(found) = &job.finding else { return };
    let places = Places::new(area, brush);
    if places.squares[0].width < 24 {
        return;
    }
    let classes = classes(found);
    let (sure_from, sure_to) = span(&found.probabilities, found.probability);
    let (finds_from, finds_to) = span(&found.totals, found.total);
    let heat = Colormap::gradient(colorous::VIRIDIS, false, 1.0);
    let glow = Colormap::gradient(colorous::INFERNO, false, 1.0);
    let byte = |value: f32, from: f32, to: f32| {
        ((value - from) / (to - from).max(1e-9) * 255.0).clamp(0.0, 255.0) as u8
    };
    let [sure, answer, total, projection] = places.squares;
    cells(brush, sure, found, job, COVER, |at| {
        found.probabilities.get(at).map(|&share| heat.color(byte(share, sure_from, sure_to)))
    });
    cells(brush, answer, found, job, TINT, |at| {
        found.bests.get(at).map(|&best| color_of(best, &classes))
    });
    cells(brush, total, found, job, COVER, |at| {
        found.totals.get(at).map(|&total| glow.color(byte(total, finds_from, finds_to)))
    });
    let picture = pixels::picture(&Filter::Raw.run(&found.projection));
    brush.picture(projection, &picture, picture.size.rect());
    words(brush, &places, found, scene);
    column(brush, places.column, found, &classes, job, scene);
}

/// From the least to the largest of what was seen by position and of the whole picture.
fn span(values: &[f32], whole: f32) -> (f32, f32) {
    values.iter().fold((whole, whole), |(least, most), &value| (least.min(value), most.max(value)))
}

/// Titles above the squares and how to read them below.
fn words(brush: &mut Brush<'_, '_>, places: &Places, found: &Occlusion, scene: &Scene<'_>) {
    let label = scene.label(found.class).to_owned();
    let step = scene.step_of(found.node) + 1;
    let detector = say!("detector-of-step", step = step);
    let percent = |(least, most): (f32, f32), of: f32| {
        let percent = |value: f32| format!("{:.0}", value / of.max(1e-9) * 100.0);
        say!("counts-range", dark = percent(least), bright = percent(most))
    };
    let sure = percent(span(&found.probabilities, found.probability), 1.0);
    let finds = percent(span(&found.totals, found.total), found.total);
    let whole = format!("{:.0}", found.probability * 100.0);
    let texts = [
        [
            [say!("counts-sure", class = label), say!("counts-sure-short")],
            [say!("counts-sure-read", range = sure, percent = whole), sure],
        ],
        [
            [say!("counts-answer"), say!("counts-answer-short")],
            [say!("counts-answer-read"), say!("counts-answer-read-short")],
        ],
        [
            [say!("counts-finds", detector = detector), say!("counts-finds-short")],
            [say!("counts-finds-read", range = finds), finds],
        ],
        [
            [say!("counts-speaks", detector = detector), say!("counts-speaks-short")],
            [say!("counts-speaks-read"), say!("method-deconvnet")],
        ],
    ];
    for (&square, [title, caption]) in places.squares.iter().zip(texts) {
        pixels::above(brush, square, title);
        pixels::below(brush, square, &caption);
    }
}

/// The picture, and over it one square a position; a position that has not been looked at yet stays
/// dark.
fn cells(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    found: &Occlusion,
    job: &Found,
    opacity: u8,
    color: impl Fn(usize) -> Option<Color>,
) {
    brush.picture(square, &job.frame.picture, job.crop);
    let (columns, rows) = (found.columns.max(1) as i32, found.rows.max(1) as i32);
    for at in 0..found.columns * found.rows {
        let (column, row) = ((at % found.columns) as i32, (at / found.columns) as i32);
        let (left, top) = (column * square.width / columns, row * square.height / rows);
        let right = (column + 1) * square.width / columns;
        let bottom = (row + 1) * square.height / rows;
        let cell = Rect::new(square.x + left, square.y + top, right - left, bottom - top);
        match color(at) {
            Some(color) => brush.canvas.shade(cell, color, opacity),
            None => brush.canvas.shade(cell, PANEL, 200),
        }
    }
}

/// The answers by position, the picture's own first, then the most frequent; each with how often.
fn classes(found: &Occlusion) -> Vec<(usize, usize)> {
    let mut classes: Vec<(usize, usize)> = Vec::new();
    for &best in &found.bests {
        match classes.iter_mut().find(|(class, _)| *class == best) {
            Some((_, count)) => *count += 1,
            None => classes.push((best, 1)),
        }
    }
    classes.sort_by_key(|&(class, count)| (class != found.best, usize::MAX - count, class));
    if classes.first().is_none_or(|&(class, _)| class != found.best) {
        classes.insert(0, (found.best, 0));
    }
    classes
}

fn color_of(class: usize, classes: &[(usize, usize)]) -> Color {
    match classes.iter().position(|&(known, _)| known == class) {
        Some(0) => LEADER,
        Some(n) => INSTEAD.get(n - 1).copied().unwrap_or(MUTED),
        None => MUTED,
    }
}

/// The picture with the square as it stands, how far it has come, its size, and the names of the
/// colours.
fn column(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    found: &Occlusion,
    classes: &[(usize, usize)],
    job: &Found,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let small = m.small_style();
    let mut y = progress::about(brush, area, job, scene);
    let thumbnail = Rect { y, height: area.width.min(area.height / 3), ..area };
    let thumbnail = Rect { width: thumbnail.height, ..thumbnail };
    brush.picture(thumbnail, &job.frame.picture, job.crop);
    let all = found.columns * found.rows;
    if found.probabilities.len() < all {
        let hidden = found.place(found.probabilities.len());
        let (side, input) = (thumbnail.width, found.size.width.max(1));
        let scaled = |length: i32| length * side / input;
        let square = Rect::new(
            thumbnail.x + scaled(hidden.x),
            thumbnail.y + scaled(hidden.y),
            scaled(hidden.width),
            scaled(hidden.height),
        );
        brush.canvas.fill(square, rgb(0x80, 0x80, 0x80));
        brush.canvas.frame(square, 1, NOTICE);
    }
    y = thumbnail.bottom() + m.gap / 2;
    y += m.gap / 2;
    brush.canvas.fill(Rect { y, height: 1, ..area }, LINE);
    y += m.gap / 2;
    let title = Style::bold(m.small, TEXT);
    brush.text((area.x, y), area.width, Align::Left, &say!("counts-answers"), title);
    y += small.leading();
    for &(class, count) in classes.iter().take(1 + INSTEAD.len()) {
        if y + small.leading() > area.bottom() {
            break;
        }
        let swatch = Rect::new(area.x, y, small.cap_height(), small.cap_height());
        brush.canvas.fill(swatch, color_of(class, classes));
        let x = swatch.right() + m.gap / 2;
        let share = say!("counts-times", count = count);
        let right = brush.face.width(&share, small) + m.gap / 2;
        let room = area.right() - x - right;
        let style = brush.face.fitted(scene.label(class), small, room, 11.0);
        let label = brush.face.shortened(scene.label(class), style, room);
        brush.text((x, y), room, Align::Left, &label, style);
        brush.text((area.x, y), area.width, Align::Right, &share, Style::regular(m.small, FAINT));
        y += small.leading();
    }
}
