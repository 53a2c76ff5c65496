//! Instead of an answer: that there is none, and why.

use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::error::NOT_A_NUMBER;
use crate::geometry::Rect;
use crate::snapshot::Snapshot;
use crate::view::Brush;
use crate::view::facts::Facts;
use crate::view::palette::{FAINT, GUESS, MUTED, NOTICE};

/// What was computed is not a number.
pub fn not_a_number(brush: &mut Brush<'_, '_>, area: Rect) {
    let why = say!("answer-not-a-number", what = NOT_A_NUMBER);
    say_why(brush, area, (&say!("answer-none"), NOTICE), &why);
}

/// There is nothing to see, and why that is.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let why = facts.snapshot.map_or_else(String::new, why);
    let below = say_why(brush, area, (&say!("nothing-to-see"), GUESS), &why);
    let m = brush.metrics;
    if let Some(words) = crate::view::invitation::what_it_knows(facts.outline) {
        let style = Style::regular(m.small, FAINT);
        let lines = brush.face.wrapped(&words, style, below.width).len() as i32;
        if lines * style.leading() <= below.height {
            brush.paragraph(below, &words, style);
        }
    }
}

/// Why there is nothing to see in a picture, where there is nothing.
pub fn why(snapshot: &Snapshot) -> String {
    let even = snapshot.frame.picture.is_even(snapshot.crop);
    let count = snapshot.code.len();
    match (even, Snapshot::is_silent(&snapshot.code)) {
        (true, true) => say!("nothing-even-and-found", count = count),
        (false, true) => say!("nothing-found", count = count),
        (true | false, false) => say!("nothing-even"),
    }
}

/// Large words in at most two lines, and below them a sentence; returns the room below.
fn say_why(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    (words, color): (&str, Color),
    why: &str,
) -> Rect {
    let m = brush.metrics;
    let mut style = Style::regular((m.headline * 0.9).round(), color);
    let lines = |style: Style| brush.face.wrapped(words, style, area.width);
    let fits = |style: Style| {
        let lines = lines(style);
        lines.len() <= 2 && lines.iter().all(|line| brush.face.width(line, style) <= area.width)
    };
    while style.size > m.body && !fits(style) {
        style = style.sized(style.size - 1.0);
    }
    let high = lines(style).len().min(2) as i32 * style.leading();
    let (large, below) = area.split_top(m.gap).1.split_top(high);
    brush.paragraph(large, words, style);
    let below = below.split_top(m.gap / 2).1;
    let used = brush.paragraph(below, why, Style::regular(m.body, MUTED));
    below.split_top(used + m.gap).1
}
