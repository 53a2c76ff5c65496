//! The plots of occlusion: four that say what hiding each part of the picture changes, each with
//! its scale from zero.
//!
//! After Zeiler and Fergus 2014, figure 7.

use super::occlusion::Occlusion;
use super::worst;
use crate::attribution::filter::Filter;
use crate::canvas::color::{Color, rgb};
use crate::canvas::colormap::Colormap;
use crate::canvas::text::Style;
use crate::exhibit::findings::Found;
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, progress};
use crate::geometry::Rect;
use crate::view::palette::{FAINT, LEADER, MUTED, Metrics, PANEL, TEXT};
use crate::view::sentence::Sentence;
use crate::view::wording::percent;
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
const COVER: u8 = 175;
/// The same where one must see which class lies where in the picture.
const TINT: u8 = 150;

/// Smaller squares than this are not drawn.
const SMALLEST: i32 = 56;

/// Places in the pane: the first plot large, beside it what it answers with the names of its
/// colours, below them one detector and its pixels. Empty where there is no room.
#[derive(Debug, Default)]
struct Places {
    sure: Rect,
    answer: Rect,
    names: Rect,
    total: Rect,
    projection: Rect,
    /// How wide a title above one of the small ones may be.
    title: i32,
}

impl Places {
    fn new(area: Rect, m: &Metrics) -> Self {
        let line = m.small_style().leading();
        // A title above, the colours and their numbers below, and a line of words.
        let above = line + m.gap / 3;
        let below = bar_height(m) + 2 * line + m.gap / 2;
        let large = (area.height - above - below).min((area.width - 2 * m.gap) / 2).max(0);
        let sure = Rect::new(area.x, area.y + above, large, large);
        let x = sure.right() + 2 * m.gap;
        let right = Rect { x, width: (area.right() - x).max(0), ..area };
        let row = (right.height - m.gap) / 2;
        let width = (right.width - 2 * m.gap) / 2;
        let side = width.min(row - above - below);
        if side < SMALLEST {
            let names = Rect { height: right.height.max(0), ..right };
            return Self { sure, names, ..Self::default() };
        }
        let place = |n: i32, row_at: i32| {
            let x = right.x + n * (width + 2 * m.gap);
            Rect::new(x, right.y + above + row_at * (row + m.gap), side, side)
        };
        let names = Rect { x: place(1, 0).x, width, height: row, ..right };
        Self {
            sure,
            answer: place(0, 0),
            names,
            total: place(0, 1),
            projection: Rect { width: width.max(side), ..place(1, 1) },
            title: width + m.gap,
        }
    }
}

fn bar_height(m: &Metrics) -> i32 {
    (m.gap * 2 / 3).max(4)
}

/// What the job has found so far, below the heading.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, job: &Found, scene: &Scene<'_>) {
    let Finding::Occlusion(found) = &job.finding else { return };
    let m = brush.metrics;
    let places = Places::new(area, &m);
    let classes = classes(found);
    if places.sure.width >= 24 {
        sure(brush, places.sure, job, found, scene);
    }
    let rest = names(brush, places.names, &classes, job, scene);
    if !places.answer.is_empty() {
        answer(brush, places.answer, rest, (job, found), &classes, scene);
        total(brush, places.total, places.title, (job, found), scene);
        projection(brush, places.projection, found, scene);
    }
}

/// A scale from zero to the largest of what was seen by position and of the whole picture.
struct Scale {
    colors: Colormap,
    most: f32,
}

impl Scale {
    fn new(gradient: colorous::Gradient, values: &[f32], whole: f32) -> Self {
        let most = values.iter().copied().fold(whole, f32::max).max(f32::MIN_POSITIVE);
        Self { colors: Colormap::gradient(gradient, false, 1.0), most }
    }

    fn color(&self, value: f32) -> Color {
        self.colors.color((value / self.most * 255.0).clamp(0.0, 255.0) as u8)
    }

    /// Draws its colours below a square, with the numbers of nothing, half and all, as shares of
    /// `of`, and a mark at `whole`; returns the room below.
    fn draw(&self, brush: &mut Brush<'_, '_>, square: Rect, of: f32, whole: f32) -> Rect {
        let m = brush.metrics;
        let y = square.bottom() + m.gap / 2;
        let bar = Rect { y, height: bar_height(&m), ..square };
        let last = (bar.width - 1).max(1);
        for x in 0..bar.width {
            let color = self.color(self.most * x as f32 / last as f32);
            brush.canvas.fill(Rect { x: bar.x + x, width: 1, ..bar }, color);
        }
        let at = bar.x + (whole / self.most * last as f32) as i32;
        brush.canvas.fill(Rect { x: at - 1, width: 3, ..bar.inset_by(0, -m.gap / 4) }, TEXT);
        let style = Style::regular(m.small, MUTED);
        let y = bar.bottom() + m.gap / 4;
        let all = percent((self.most * 100.0).round() as u32, self.most);
        // The middle one where there is room for three.
        let crowded = 7 * brush.face.width(&all, style) / 2 > bar.width;
        for (n, align) in [Align::Left, Align::Centre, Align::Right].into_iter().enumerate() {
            if n == 1 && crowded {
                continue;
            }
            let share = self.most * n as f32 / 2.0 / of.max(f32::MIN_POSITIVE);
            let words = percent((share * 100.0).round() as u32, share);
            brush.text((bar.x, y), bar.width, align, &words, style);
        }
        Rect { y: y + style.leading(), height: style.leading(), ..square }
    }
}

/// How sure it is, by position; the square that it misses most has a frame.
fn sure(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    job: &Found,
    found: &Occlusion,
    scene: &Scene<'_>,
) {
    let scale = Scale::new(colorous::VIRIDIS, &found.probabilities, found.probability);
    let color = |at: usize| found.probabilities.get(at).map(|&share| scale.color(share));
    let seen = cells(brush, square, found, job, COVER, color);
    if let Some(position) = worst::position(found) {
        let place = worst::place(found, position, seen);
        brush.canvas.frame(place, (brush.metrics.gap / 6).max(2), TEXT);
    }
    let label = scene.label(found.class).to_owned();
    pixels::above(brush, square, [say!("counts-sure", class = label), say!("counts-sure-short")]);
    let below = scale.draw(brush, square, 1.0, found.probability);
    let whole = percent((found.probability * 100.0).round() as u32, found.probability);
    caption(
        brush,
        below,
        [say!("counts-sure-read", share = whole), say!("counts-sure-read-short")],
    );
}

/// What it answers, by position; or in words where it is the same everywhere.
fn answer(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    names: Rect,
    (job, found): (&Found, &Occlusion),
    classes: &[(usize, usize)],
    scene: &Scene<'_>,
) {
    let column = Rect { width: (names.x - square.x).max(square.width), ..square };
    pixels::above(brush, column, [say!("counts-answer"), say!("counts-answer-short")]);
    let is_one = classes.len() == 1 && job.progress.is_over();
    if let Some(&(class, count)) = classes.first().filter(|_| is_one) {
        let name = scene.label(class);
        let words = say!("worst-times", class = name, count = count, all = found.positions());
        let style = Style::bold(brush.metrics.body, TEXT);
        let sentence = Sentence { words, names: vec![(name, LEADER)], style, lines: 4 };
        sentence.draw(brush, square);
        return;
    }
    cells(brush, square, found, job, TINT, |at| {
        found.bests.get(at).map(|&best| color_of(best, classes))
    });
    if names.height > 0 {
        let y = square.bottom() + brush.metrics.gap / 2;
        let place = Rect { y, height: brush.metrics.small_style().leading(), ..column };
        caption(brush, place, [say!("counts-answer-read"), say!("counts-answer-read-short")]);
    }
}

/// How much the strongest detector of a late step finds, by position.
fn total(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    title: i32,
    (job, found): (&Found, &Occlusion),
    scene: &Scene<'_>,
) {
    let scale = Scale::new(colorous::INFERNO, &found.totals, found.total);
    let color = |at: usize| found.totals.get(at).map(|&total| scale.color(total));
    cells(brush, square, found, job, COVER, color);
    let detector = say!("detector-of-step", step = scene.step_of(found.node) + 1);
    let titles = [say!("counts-finds", detector = detector), say!("counts-finds-short")];
    pixels::above(brush, Rect { width: title, ..square }, titles);
    let below = scale.draw(brush, square, found.total, found.total);
    let below = Rect { width: title, ..below };
    caption(brush, below, [say!("counts-finds-read"), say!("counts-finds-read-short")]);
}

/// What its strongest place saw; or why that cannot be said.
fn projection(brush: &mut Brush<'_, '_>, place: Rect, found: &Occlusion, scene: &Scene<'_>) {
    let square = Rect { width: place.height, ..place };
    let detector = say!("detector-of-step", step = scene.step_of(found.node) + 1);
    let no_switches = (!found.has_switches).then(|| say!("counts-no-switches"));
    let why = no_switches.or(found.projection.blank.map(|why| why.to_string()));
    if let Some(why) = why {
        let words = say!("counts-speaks-not", detector = detector, why = why);
        brush.paragraph(place, &words, brush.metrics.small_style());
        return;
    }
    let titles = [say!("counts-speaks", detector = detector), say!("counts-speaks-short")];
    pixels::above(brush, place, titles);
    let picture = pixels::picture(&Filter::Raw.run(&found.projection));
    brush.seen(square, &picture, picture.size.rect());
    let m = brush.metrics;
    let y = square.bottom() + m.gap / 2;
    let below = Rect { y, height: 3 * m.small_style().leading(), ..place };
    caption(brush, below, [say!("counts-speaks-read"), say!("method-deconvnet")]);
}

/// One line, or as many as the place has: the first of these that fits.
fn caption(brush: &mut Brush<'_, '_>, area: Rect, [words, short]: [String; 2]) {
    let style = Style::regular(brush.metrics.small, FAINT);
    let lines = (area.height / style.leading()).max(1) as usize;
    let sized = |words: &str| Sentence { words: words.into(), names: Vec::new(), style, lines };
    let whole = sized(&words);
    let fits = whole.fits(area.width, brush.face);
    if fits { whole } else { sized(&short) }.draw(brush, area);
}

/// The picture, and over it one square a position; a position that has not been looked at yet stays
/// dark. Gives where the picture lies.
fn cells(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    found: &Occlusion,
    job: &Found,
    opacity: u8,
    color: impl Fn(usize) -> Option<Color>,
) -> Rect {
    let square = brush.seen(square, &job.frame.picture, job.crop);
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
    square
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

/// Which picture it is and how far the work has come, and the names of the colours with how often
/// each was answered; returns where the names lie.
fn names(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    classes: &[(usize, usize)],
    job: &Found,
    scene: &Scene<'_>,
) -> Rect {
    if area.width < SMALLEST {
        return Rect::default();
    }
    let m = brush.metrics;
    let small = m.small_style();
    let top = progress::about(brush, area, job, scene) + m.gap / 2;
    let title = Style::bold(m.small, TEXT);
    brush.text((area.x, top), area.width, Align::Left, &say!("counts-answers"), title);
    let mut y = top + small.leading();
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
    Rect { y: top, height: y - top, ..area }
}
