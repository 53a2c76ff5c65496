//! A sentence in which names have colours of their own.

use super::{Align, Brush};
use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::geometry::Rect;

/// A sentence, and the colours of the names in it.
#[derive(Debug)]
pub struct Sentence<'a> {
    /// What it says.
    pub words: String,
    /// The names; the first place where each stands gets its colour.
    pub names: Vec<(&'a str, Color)>,
    /// All other words, in their colour. It is set smaller where it is too long.
    pub style: Style,
    /// It has so many lines at most.
    pub lines: usize,
}

impl Sentence<'_> {
    /// The type in which it fits a room so wide; where it never does, the smallest.
    fn fitted(&self, width: i32, face: &Typeface) -> Style {
        let mut style = self.style;
        while style.size > SMALLEST && !self.fits_in(style, width, face) {
            style = style.sized((style.size - 0.5).max(SMALLEST));
        }
        style
    }

    /// True where it is whole in a room so wide, at its full size.
    pub fn fits(&self, width: i32, face: &Typeface) -> bool {
        self.fits_in(self.style, width, face)
    }

    fn fits_in(&self, style: Style, width: i32, face: &Typeface) -> bool {
        let lines = face.wrapped(&self.words, style, width);
        lines.len() <= self.lines && lines.iter().all(|line| face.width(line, style) <= width)
    }

    /// Rows that it takes in a room so wide.
    pub fn height(&self, width: i32, face: &Typeface) -> i32 {
        let style = self.fitted(width, face);
        let lines = face.wrapped(&self.words, style, width).len().min(self.lines);
        lines as i32 * style.leading()
    }

    /// Draws it at the top of the area.
    pub fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect) {
        let style = self.fitted(area.width, brush.face);
        let lines = brush.face.wrapped(&self.words, style, area.width);
        let (mut y, mut start) = (area.y, 0);
        for (n, line) in lines.iter().enumerate().take(self.lines) {
            let is_cut = n + 1 == self.lines && lines.len() > self.lines;
            let text = if is_cut { lines[n..].join(" ") } else { line.clone() };
            let text = brush.face.shortened(&text, style, area.width);
            let mut x = area.x;
            for (part, color) in self.parts(start, &text) {
                let style = Style { color, ..style };
                x += brush.text((x, y), area.right() - x, Align::Left, part, style);
            }
            start += line.len() + 1;
            y += style.leading();
        }
    }

    /// The parts of a line that begins at this byte of the sentence, with their colours.
    fn parts<'b>(&self, start: usize, line: &'b str) -> Vec<(&'b str, Color)> {
        let colored = self.names.iter().filter_map(|&(name, color)| {
            let at = self.words.find(name).filter(|_| !name.is_empty())?;
            let inside = |byte: usize| byte.saturating_sub(start).min(line.len());
            let part = inside(at)..inside(at + name.len());
            // A line that was cut ends with other bytes than the sentence.
            (!part.is_empty() && line.get(part.clone()).is_some()).then_some((part, color))
        });
        let mut colored: Vec<_> = colored.collect();
        colored.sort_by_key(|(part, _)| part.start);
        let (mut parts, mut done) = (Vec::new(), 0);
        for (part, color) in colored.into_iter().filter(|(part, _)| part.end <= line.len()) {
            if part.start < done {
                continue;
            }
            parts.push((&line[done..part.start], self.style.color));
            done = part.end;
            parts.push((&line[part], color));
        }
        parts.push((&line[done..], self.style.color));
        parts.retain(|(part, _)| !part.is_empty());
        parts
    }
}

/// Smaller type than this is not set.
const SMALLEST: f32 = 11.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(words: &str) -> Sentence<'static> {
        let names = vec![("tiger cat", 2), ("Egyptian cat", 1)];
        Sentence { words: words.into(), names, style: Style::bold(20.0, 7), lines: 2 }
    }

    #[test]
    fn names_have_their_colours_also_where_a_line_ends_within_one() {
        let why = sentence("Why Egyptian cat, not tiger cat?");
        let whole = why.parts(0, "Why Egyptian cat, not tiger cat?");
        let wanted = [("Why ", 7), ("Egyptian cat", 1), (", not ", 7), ("tiger cat", 2), ("?", 7)];
        assert_eq!(whole, wanted);
        let first = why.parts(0, "Why Egyptian cat, not tiger");
        assert_eq!(first.last(), Some(&("tiger", 2)));
        let second = why.parts("Why Egyptian cat, not tiger ".len(), "cat?");
        assert_eq!(second, [("cat", 2), ("?", 7)]);
    }

    #[test]
    fn a_long_sentence_is_set_smaller_and_stays_in_its_lines() {
        let face = Typeface::default();
        let why = sentence("Why Egyptian cat, not tiger cat?");
        for width in [60, 120, 400] {
            let style = why.fitted(width, &face);
            assert!(why.height(width, &face) <= 2 * style.leading(), "{width}");
        }
        assert!(why.fitted(400, &face).size > why.fitted(120, &face).size);
    }
}
