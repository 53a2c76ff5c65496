//! Where the parts of what calls whoever comes by lie.

use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::control::depths::COUNT;
use crate::geometry::{Rect, Size};
use crate::view::Brush;
use crate::view::button;
use crate::view::palette::{LEADER, MUTED, Metrics, TEXT};

/// Words that their places are made for.
#[derive(Debug)]
pub(super) struct Sayings {
    pub finds: String,
    pub hello: String,
    pub things: Option<String>,
    pub touch: String,
    /// How many other ways to begin there are, two at most.
    pub choices: usize,
    pub knows: Option<String>,
    pub promise: String,
    pub forgets: String,
}

/// Where everything lies. Nothing overlaps.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub heading: Rect,
    pub picture: Rect,
    pub title: Rect,
    pub squares: [Rect; COUNT],
    pub hello: Rect,
    pub things: Rect,
    pub answer: Rect,
    pub touch: Rect,
    pub choices: Vec<Rect>,
    pub promise: Rect,
    pub knows: Rect,
    upright: bool,
}

pub(super) fn hello_style(m: &Metrics) -> Style {
    Style::bold(m.headline, TEXT)
}

pub(super) fn things_style(m: &Metrics) -> Style {
    Style::regular((m.body * 1.35).round(), MUTED)
}

pub(super) fn answer_style(m: &Metrics) -> Style {
    Style::bold((m.headline * 1.15).round(), LEADER)
}

/// What stands beside the rest is larger in an upright window, where there is room for it.
fn aside_size(m: &Metrics, size: f32) -> f32 {
    if m.upright { (size * 1.25).round() } else { size }
}

pub(super) fn promise_style(m: &Metrics) -> Style {
    Style::bold(aside_size(m, m.body), TEXT)
}

pub(super) fn forgets_style(m: &Metrics) -> Style {
    Style::regular(aside_size(m, m.body), MUTED)
}

pub(super) fn knows_style(m: &Metrics) -> Style {
    Style::regular(aside_size(m, m.small), MUTED)
}

pub(super) fn lock_side(m: &Metrics) -> i32 {
    (m.body * 1.6) as i32
}

/// Between squares side by side, one above the other, and before the first.
struct Gaps {
    beside: i32,
    below: i32,
    first: i32,
}

impl Gaps {
    fn new(m: &Metrics) -> Self {
        Self { beside: 2 * m.gap, below: 5 * m.gap / 2, first: 3 * m.gap }
    }
}

/// Three squares and three below, from this corner.
fn six(x: i32, y: i32, side: i32, gaps: &Gaps) -> [Rect; COUNT] {
    std::array::from_fn(|n| {
        let (column, row) = (n as i32 % 3, n as i32 / 3);
        let (x, y) = (x + column * (side + gaps.beside), y + row * (side + gaps.below));
        Rect::new(x, y, side, side)
    })
}

/// Rows that the promise needs in a column of this width.
fn promise_height(sayings: &Sayings, width: i32, m: &Metrics, face: &Typeface) -> i32 {
    let room = width - 3 * m.gap - lock_side(m);
    let lines =
        |words: &str, style: Style| face.wrapped(words, style, room).len() as i32 * style.leading();
    let words =
        lines(&sayings.promise, promise_style(m)) + lines(&sayings.forgets, forgets_style(m));
    words.max(lock_side(m)) + 2 * m.gap
}

fn knows_height(sayings: &Sayings, width: i32, m: &Metrics, face: &Typeface) -> i32 {
    let Some(knows) = &sayings.knows else { return 0 };
    let style = knows_style(m);
    face.wrapped(knows, style, width).len() as i32 * style.leading()
}

/// In a window so low that the pictures would shrink for it, what it knows is left to the doors.
fn is_low(inner: Rect, sayings: &Sayings, m: &Metrics) -> bool {
    sayings.choices > 0 && inner.height < 12 * m.target
}

fn touch_height(m: &Metrics) -> i32 {
    m.target.max((m.body * 2.4) as i32)
}

/// Rows that the other ways to begin take side by side, with the gap below them.
fn choices_height(sayings: &Sayings, m: &Metrics) -> i32 {
    if sayings.choices == 0 { 0 } else { m.target + m.gap }
}

/// Those side by side.
fn beside(area: Rect, sayings: &Sayings, m: &Metrics) -> Vec<Rect> {
    if sayings.choices == 0 { Vec::new() } else { button::row(area, m.gap, sayings.choices) }
}

/// Those one below the other, each with a gap below it.
fn below(area: Rect, sayings: &Sayings, m: &Metrics) -> Vec<Rect> {
    let pitch = m.target + m.gap;
    let place = |n: usize| Rect { y: area.y + n as i32 * pitch, height: m.target, ..area };
    (0..sayings.choices).map(place).collect()
}

impl Places {
    /// In this area, for a picture of this shape.
    pub fn new(area: Rect, shape: Size, sayings: &Sayings, m: &Metrics, face: &Typeface) -> Self {
        let inner = area.inset_by(m.margin, m.gap);
        if m.upright {
            Self::upright(inner, shape, sayings, m, face)
        } else {
            Self::across(inner, shape, sayings, m, face)
        }
    }

    /// Words on the left at the foot: hello, things to hold up, the answer.
    fn call(&mut self, area: Rect, sayings: &Sayings, m: &Metrics) {
        let mut y = area.y;
        let mut row = |style: Style, there: bool| {
            let height = if there { style.leading() } else { 0 };
            y += height;
            Rect { y: y - height, height, ..area }
        };
        self.hello = row(hello_style(m), true);
        self.things = row(things_style(m), sayings.things.is_some());
        self.answer = row(answer_style(m), true);
    }

    fn call_height(sayings: &Sayings, m: &Metrics) -> i32 {
        let things = if sayings.things.is_some() { things_style(m).leading() } else { 0 };
        hello_style(m).leading() + things + answer_style(m).leading()
    }

    /// Picture, squares; below them the words, beside them what can be touched and the promise.
    fn across(inner: Rect, shape: Size, sayings: &Sayings, m: &Metrics, face: &Typeface) -> Self {
        let mut places = Self::default();
        let gaps = Gaps::new(m);
        let side_width = inner.width * 33 / 100;
        let low = is_low(inner, sayings, m);
        let knows = if low { 0 } else { knows_height(sayings, side_width, m, face) };
        let promise = promise_height(sayings, side_width, m, face);
        let touch = touch_height(m);
        let choices = choices_height(sayings, m);
        let side_height = touch + choices + promise + knows + 2 * m.gap;
        let foot = side_height.max(Self::call_height(sayings, m));
        let (above, foot) = inner.split_bottom(foot);
        let (headings, pictures) = above.split_top(m.heading_height());
        let pictures = Rect { height: pictures.height - m.gap * 3 / 2, ..pictures };
        let between = gaps.first + 2 * gaps.beside;
        let side = ((pictures.height - gaps.below) / 2)
            .min((pictures.width - gaps.below - between) / 5)
            .max(0);
        let height = 2 * side + gaps.below;
        let left = pictures.width - between - 3 * side;
        let widest = height * shape.width.max(1) / shape.height.max(1);
        let width = left.min(widest.max(height)).max(0);
        // What is left over stands at both ends.
        let x = pictures.x + (left - width) / 2;
        places.picture = Rect::new(x, pictures.y, width, height);
        let x = places.picture.right() + gaps.first;
        places.squares = six(x, pictures.y, side, &gaps);
        places.heading = Rect { x: places.picture.x, width, ..headings };
        places.title = Rect { x, width: 3 * side + 2 * gaps.beside, ..headings };
        // What is left over in height is shared by the words.
        let bottom = pictures.y + height + 3 * m.gap / 2;
        let foot = Rect { y: bottom, height: (inner.bottom() - bottom).max(0), ..foot };
        let (x, end) = (places.picture.x, places.squares[2].right());
        let column = Rect { x: end - side_width, width: side_width, ..foot };
        let call = Rect { x, width: column.x - 2 * m.gap - x, ..foot };
        let spare = (call.height - Self::call_height(sayings, m)).max(0);
        places.call(Rect { y: call.y + spare / 2, ..call }, sayings, m);
        let spare = (column.height - side_height).max(0);
        places.touch = Rect { height: touch + spare.min(touch), ..column };
        let y = places.touch.bottom() + m.gap;
        places.choices = beside(Rect { y, height: choices - m.gap, ..column }, sayings, m);
        let y = y + choices;
        places.promise = Rect { y, height: promise, ..column };
        let y = places.promise.bottom() + m.gap;
        let left = (column.bottom() - y).max(0);
        places.knows = Rect { y, height: if low { 0 } else { left }, ..column };
        places
    }

    /// Picture with the promise beside it, squares, words, what can be touched.
    fn upright(inner: Rect, shape: Size, sayings: &Sayings, m: &Metrics, face: &Typeface) -> Self {
        let mut places = Self { upright: true, ..Self::default() };
        let gaps = Gaps::new(m);
        let foot = Self::call_height(sayings, m);
        let (above, foot) = inner.split_bottom(foot);
        let (heading, rest) = above.split_top(m.heading_height());
        let room = (rest.height - m.heading_height() - 3 * m.gap).max(0);
        let most = (room * 60 / 100 - gaps.below) / 2;
        let side = ((inner.width - 2 * gaps.beside) / 3).min(most).max(0);
        let grid = 2 * side + gaps.below;
        let high = (room - grid).max(0);
        let widest = (high * shape.width.max(1) / shape.height.max(1)).max(high);
        let width = widest.min(inner.width * 66 / 100);
        places.heading = heading;
        places.picture = Rect { width, height: high, ..rest };
        let y = places.picture.bottom() + m.gap;
        let title = Rect { y, height: m.heading_height(), ..inner };
        places.title = title.split_left(3 * m.gap).1;
        places.squares = six(inner.x, title.bottom(), side, &gaps);
        let x = places.picture.right() + 2 * m.gap;
        let column = Rect { x, width: inner.right() - x, ..places.picture };
        let promise = promise_height(sayings, column.width, m, face).min(column.height);
        let knows = knows_height(sayings, column.width, m, face);
        let choices = sayings.choices as i32 * (m.target + m.gap);
        let left = column.height - promise - knows - choices - 4 * m.gap;
        let (column, touch) = column.split_bottom(left.clamp(touch_height(m), 2 * touch_height(m)));
        let (column, choices) = column.split_bottom(choices);
        places.choices = below(choices, sayings, m);
        places.promise = Rect { height: promise, ..column };
        let y = places.promise.bottom() + 2 * m.gap;
        let left = (column.bottom() - m.gap - y).max(0);
        places.knows = Rect { y, height: if left < knows { 0 } else { left }, ..column };
        places.call(foot, sayings, m);
        places.touch = touch;
        places
    }

    /// From the picture to the first square.
    pub fn arrow_to_first(&self, brush: &mut Brush<'_, '_>, first: Rect) {
        if !self.upright {
            arrow_right(brush, self.picture, first, TEXT);
            return;
        }
        let m = brush.metrics;
        let (top, bottom) = (self.picture.bottom() + m.gap / 2, first.y - m.gap / 3);
        let (thick, head) = ((m.gap / 4).max(2), m.gap);
        let middle = first.x + m.gap;
        brush.canvas.fill(Rect::new(middle - thick / 2, top, thick, bottom - top - head), TEXT);
        let area = Rect::new(middle - head * 2 / 3, bottom - head, head * 4 / 3, head);
        brush.canvas.triangle_down(area, TEXT);
    }
}

/// Through the gap between two things side by side, in the middle of the second.
pub(super) fn arrow_right(brush: &mut Brush<'_, '_>, from: Rect, to: Rect, color: Color) {
    let gap = brush.metrics.gap;
    let between = Rect::new(from.right(), to.y + (to.height - gap) / 2, to.x - from.right(), gap);
    brush.canvas.arrow_right(between.inset_by(2, 0), color);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{doors, foot};

    fn sayings() -> Sayings {
        let things = "A cup, a banana, a keyboard, sunglasses, a watch";
        Sayings {
            finds: say!("attract-finds-in-you"),
            hello: say!("attract-hello"),
            things: Some(say!("attract-things", things = things)),
            touch: say!("attract-begin"),
            choices: 2,
            knows: Some(say!("answer-knows", count = 1000)),
            promise: say!("attract-promise"),
            forgets: say!("attract-promise-forgets"),
        }
    }

    fn places(size: Size, shape: Size, face: &Typeface) -> (Places, Rect, Metrics) {
        let m = Metrics::new(size);
        let (rest, _) = size.rect().split_bottom(foot::height(&m));
        let (content, _) = rest.split_bottom(doors::height(&m));
        (Places::new(content, shape, &sayings(), &m, face), content, m)
    }

    #[test]
    fn nothing_overlaps_and_every_sentence_has_room_in_any_window() {
        let face = Typeface::default();
        let pictures = [(640, 480), (1280, 720), (480, 640), (500, 500)];
        for (width, height) in [
            (800, 500),
            (1280, 800),
            (1600, 900),
            (1920, 1080),
            (1080, 1920),
            (3840, 2160),
            (1024, 768),
            (600, 1000),
        ] {
            for (across, down) in pictures {
                let size = Size::new(width, height);
                let (places, content, m) = places(size, Size::new(across, down), &face);
                let said = format!("a picture of {across}x{down} at {size}");
                let Places { heading, picture, title, hello, things, answer, .. } = places;
                let Places { touch, promise, knows, squares, choices, .. } = places;
                let words = [heading, title, hello, things, answer, touch, promise];
                let knows = Some(knows).filter(|knows| !knows.is_empty());
                assert!(knows.is_some() || width.min(height) < 700, "{said}");
                let all: Vec<Rect> = words
                    .into_iter()
                    .chain(knows)
                    .chain(squares)
                    .chain([picture])
                    .chain(choices.iter().copied())
                    .collect();
                for (n, &one) in all.iter().enumerate() {
                    assert!(!one.is_empty() && one.intersect(content) == one, "{one:?}, {said}");
                    for &other in &all[n + 1..] {
                        assert!(one.intersect(other).is_empty(), "{one:?}, {other:?}: {said}");
                    }
                }
                let fits = |words: &str, style: Style, area: Rect| {
                    face.wrapped(words, style, area.width).len() as i32 * style.leading()
                        <= area.height
                };
                let sayings = sayings();
                let words = sayings.knows.unwrap();
                assert!(knows.is_none_or(|knows| fits(&words, knows_style(&m), knows)), "{said}");
                let size = |words: &str, style: Style, area: Rect| {
                    face.fitted(words, style, area.width, 1.0).size
                };
                assert!(size(&sayings.hello, hello_style(&m), hello) >= 1.3 * m.body, "{said}");
                let sure = "It is sure: coffee mug 100 %";
                assert!(size(sure, answer_style(&m), answer) >= 1.3 * m.body, "{said}");
                assert!(touch.height >= m.target.min(44) && squares[0].width >= 60, "{said}");
            }
        }
    }

    #[test]
    fn a_window_without_room_is_no_panic() {
        let face = Typeface::default();
        for (width, height) in [(0, 0), (1, 1), (60, 40), (320, 200), (200, 320), (40, 900)] {
            places(Size::new(width, height), Size::new(4, 3), &face);
        }
    }
}
