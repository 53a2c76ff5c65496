//! The strip of the tour, above the bar of doors: one sentence, large, and on or away.

use super::button::{self, Button, Tone};
use super::icon::Icon;
use super::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, Metrics, NOTICE, TEXT};
use super::{Align, Brush, Target, What};
use crate::canvas::color::mix;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::keyboard::Keyboard;
use crate::geometry::{Rect, Size};

/// Smaller type than this is not set.
const SMALLEST_TYPE: f32 = 11.0;

/// A sentence of one line may be larger by so much.
const ALONE: f32 = 1.35;

/// What the strip shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The step's sentence.
    pub sentence: String,
    /// Which step it is, from 0, and of how many.
    pub step: (usize, usize),
    /// What goes on, and what stands on its button.
    pub next: (Action, String),
    /// What leaves.
    pub leave: Action,
    /// True where the button that goes on is to stand out.
    pub stands_out: bool,
    /// In how many seconds it ends by itself, where nobody touches anything.
    pub ends_in: Option<u64>,
}

/// How large the sentence is at least, where it has room in two lines: a 28th of the window's
/// height, in an upright window a 21st of its width.
fn least_type(window: Size, m: &Metrics) -> f32 {
    let (width, height) = (window.width as f32, window.height as f32);
    (if m.upright { width / 21.0 } else { height / 28.0 }).ceil().max(SMALLEST_TYPE)
}

fn sentence_style(window: Size, m: &Metrics) -> Style {
    Style::bold(least_type(window, m), TEXT)
}

fn dots_height(m: &Metrics) -> i32 {
    Style::bold(m.small, MUTED).cap_height() + m.gap
}

/// Rows that the strip takes in a window of this size.
pub fn height(window: Size, m: &Metrics) -> i32 {
    let sentence = 2 * sentence_style(window, m).leading() + m.gap;
    if m.upright {
        sentence + m.target + m.gap / 2
    } else {
        sentence.max(dots_height(m) + m.target + m.gap * 3 / 2)
    }
}

/// Where its parts lie.
struct Places {
    sentence: Rect,
    dots: Rect,
    leave: Rect,
    next: Rect,
}

impl Places {
    fn new(area: Rect, content: &Content, m: &Metrics, face: &Typeface) -> Self {
        let inner = area.inset_by(m.margin, m.gap / 2);
        let style = Style::bold(m.body, TEXT);
        let room = |words: &str| face.width(words, style) + 3 * m.gap;
        // An arrow and a key's cap have room beside the word.
        let cap = 4 * m.gap + (m.body * 1.2) as i32;
        let leave = room(&say!("tour-leave")).max(2 * m.target);
        let next = (room(&content.next.1) + cap).max(5 * m.target / 2);
        let most = if m.upright { inner.width } else { inner.width * 2 / 5 };
        let gap = m.gap * 2 / 3;
        let width = (leave + gap + next).min(most);
        let next = next.min(width - gap - (leave.min(width / 3)));
        let (sentence, side) = if m.upright {
            inner.split_bottom(m.target)
        } else {
            let (sentence, side) = inner.split_right(width);
            (sentence.split_right(2 * m.gap).0, side)
        };
        let (dots, buttons) = if m.upright {
            // Beside the buttons.
            let (dots, buttons) = side.split_right(width);
            (dots.split_right(m.gap).0, buttons)
        } else {
            // Both in the middle of the strip's rows.
            let high = (dots_height(m) + m.target).min(side.height);
            let side = Rect { y: side.y + (side.height - high) / 2, height: high, ..side };
            side.split_bottom(m.target.min(side.height))
        };
        let (leave, next) = buttons.split_right(next);
        let leave = leave.split_right(gap).0;
        Self { sentence, dots, leave, next }
    }
}

/// What can be touched of it.
pub fn targets(area: Rect, content: &Content, m: &Metrics, face: &Typeface) -> Vec<Target> {
    if area.is_empty() {
        return Vec::new();
    }
    let Places { leave, next, .. } = Places::new(area, content, m, face);
    let target = |action, area| Target { what: What::Button(action), area, touch: area };
    vec![target(content.next.0, next), target(content.leave, leave)]
}

/// Draws it.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, content: &Content, look: (Size, &Keyboard)) {
    if area.is_empty() {
        return;
    }
    let (m, (window, keyboard)) = (brush.metrics, look);
    brush.canvas.fill(area, mix(BACKGROUND, LEADER, 16));
    brush.canvas.fill(Rect { height: 2, ..area }, mix(BACKGROUND, LEADER, 110));
    let places = Places::new(area, content, &m, brush.face);
    let style = sentence_style(window, &m);
    match content.ends_in {
        Some(seconds) => {
            let words = say!("tour-ends", seconds = seconds);
            draw_sentence(brush, places.sentence, &words, Style { color: NOTICE, ..style });
        }
        None => draw_sentence(brush, places.sentence, &content.sentence, style),
    }
    draw_dots(brush, places.dots, content.step);
    let leave = Button::new(content.leave, say!("tour-leave"));
    button::draw(brush, places.leave, &leave, &Keyboard::new(&[]));
    let (action, label) = content.next.clone();
    if content.stands_out {
        let pressed = brush.pressed == Some(What::Button(action));
        button::ground(brush, places.next, Tone::On, pressed);
        if !pressed {
            brush.canvas.rounded(places.next.inset(1), m.gap * 2 / 3 - 1, LEADER);
        }
        let color = if pressed { TEXT } else { BACKGROUND };
        let inner = places.next.inset_by(m.gap * 2 / 3, 2);
        let side = ((m.body * 1.2) as i32).min(inner.height);
        let (icon, words) = inner.split_left(side);
        Icon::Right.draw(brush, icon, color);
        button::words(brush, words.split_left(m.gap / 2).1, &label, Style::bold(m.body, color));
    } else {
        let next = Button::new(action, label).with_icon(Icon::Right);
        button::draw(brush, places.next, &next, keyboard);
    }
}

/// As large as it fits, from the left, in the middle of the rows: in one line, which may be larger
/// than usual, or in two.
fn draw_sentence(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    let usual = style.size;
    let mut sized = style.sized((usual * ALONE).round());
    let lines = loop {
        let lines = brush.face.wrapped(words, sized, area.width);
        let widest = lines.iter().map(|line| brush.face.width(line, sized)).max().unwrap_or(0);
        let most = if sized.size > usual { 1 } else { 2 };
        let high = lines.len() as i32 * sized.leading();
        let fits = widest <= area.width && high <= area.height && lines.len() <= most;
        if fits || sized.size <= SMALLEST_TYPE {
            break lines;
        }
        sized = sized.sized(sized.size - 0.5);
    };
    let lines = balanced(brush.face, words, sized, area.width, lines);
    let high = (lines.len().max(1) as i32 - 1) * sized.leading() + sized.cap_height();
    let mut y = area.y + (area.height - high) / 2;
    for line in &lines {
        brush.text((area.x, y), area.width, Align::Left, line, sized);
        y += sized.leading();
    }
}

/// The same lines, about as long as each other: no word stands alone in the last.
fn balanced(
    face: &Typeface,
    words: &str,
    style: Style,
    width: i32,
    mut lines: Vec<String>,
) -> Vec<String> {
    let (count, step) = (lines.len(), (width / 24).max(1));
    let mut narrower = width - step;
    while count > 1 && narrower > width / 2 {
        let tried = face.wrapped(words, style, narrower);
        if tried.len() > count || tried.iter().any(|line| face.width(line, style) > narrower) {
            break;
        }
        lines = tried;
        narrower -= step;
    }
    lines
}

/// Which step of how many: in words, and a dot for each.
fn draw_dots(brush: &mut Brush<'_, '_>, area: Rect, (at, of): (usize, usize)) {
    let m = brush.metrics;
    let words = say!("tour-step", step = at + 1, steps = of);
    let style = Style::bold(m.small, FAINT);
    let style = brush.face.fitted(&words, style, area.width / 2, SMALLEST_TYPE);
    let y = area.y + (area.height - style.cap_height()) / 2;
    let drawn = brush.text((area.x, y), area.width, Align::Left, &words, style);
    let room = area.split_left(drawn + m.gap).1;
    let pitch = (room.width as f32 / of.max(1) as f32).min(m.gap as f32 * 1.4);
    let radius = (pitch * 0.3).min(m.gap as f32 * 0.4);
    if radius < 1.0 {
        return;
    }
    let level = y as f32 + style.cap_height() as f32 / 2.0;
    for n in 0..of {
        let x = room.x as f32 + pitch * (n as f32 + 0.5);
        let (size, color) = match n.cmp(&at) {
            std::cmp::Ordering::Less => (radius, mix(BACKGROUND, LEADER, 150)),
            std::cmp::Ordering::Equal => (radius * 1.5, LEADER),
            std::cmp::Ordering::Greater => (radius, LINE),
        };
        brush.canvas.disc((x, level), size, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(next: &str) -> Content {
        Content {
            sentence: "Each small square is a detector. Touch a bright one.".into(),
            step: (3, 12),
            next: (Action::Room("on"), next.into()),
            leave: Action::Room("away"),
            stands_out: false,
            ends_in: None,
        }
    }

    #[test]
    fn its_buttons_lie_in_the_strip_apart_and_can_be_hit_by_a_finger() {
        let face = Typeface::default();
        for (width, height) in
            [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)]
        {
            let window = Size::new(width, height);
            let m = Metrics::new(window);
            let high = super::height(window, &m);
            assert!(high * 6 < height, "{window}: {high}");
            let area = Rect::new(0, 300, width, high);
            for next in ["Next", "No shoe? Anything will do", "Kein Schuh? Irgendetwas anderes"] {
                let content = content(next);
                let places = Places::new(area, &content, &m, &face);
                let parts = [places.sentence, places.dots, places.leave, places.next];
                for (n, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersect(area), *part, "{window}, {next}: {part:?}");
                    let others = &parts[n + 1..];
                    assert!(others.iter().all(|other| other.intersect(*part).is_empty()));
                }
                for target in targets(area, &content, &m, &face) {
                    let Rect { width, height, .. } = target.touch;
                    assert!(width >= 44 && height >= 44, "{window}, {next}: {:?}", target.touch);
                }
            }
        }
        assert!(
            targets(Rect::default(), &content("Next"), &Metrics::new(Size::new(9, 9)), &face)
                .is_empty()
        );
    }

    #[test]
    fn two_lines_are_about_as_long_as_each_other() {
        let (face, style) = (Typeface::default(), Style::bold(24.0, TEXT));
        let words = content("").sentence;
        let width = face.width(&words, style) - 10;
        let lines = face.wrapped(&words, style, width);
        assert_eq!(lines[1], "one.");
        let [first, second] = &balanced(&face, &words, style, width, lines)[..] else { panic!() };
        let [first, second] = [first, second].map(|line| face.width(line, style));
        assert!(3 * second > first * 2, "{first} {second}");
    }
}
