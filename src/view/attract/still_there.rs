//! The question whether somebody is still there, before the first view comes back.

use super::{SMALLEST_TYPE, line};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, LEADER, TEXT};
use crate::view::{Align, Brush};

/// Says, over the area, that the first view comes back in so many seconds, and what keeps this one.
pub fn ask_still_there(brush: &mut Brush<'_, '_>, area: Rect, seconds: u64) {
    let m = brush.metrics;
    let (ask, touch) = (say!("still-there"), say!("still-there-touch"));
    let width = area.width.min((m.heading * 16.0) as i32);
    let style = Style::bold((m.heading * 1.3).round(), TEXT);
    let figure = Style::bold((m.headline * 1.6).round(), LEADER);
    let number = brush.face.width("10", figure);
    let room = width - number - 5 * m.gap;
    let lines = [ask, touch];
    let fitted = |words: &String| brush.face.fitted(words, style, room, SMALLEST_TYPE).size;
    let size = lines.iter().map(fitted).fold(style.size, f32::min);
    let style = Style { size, ..style };
    let height = 2 * style.leading() + 3 * m.gap;
    let y = area.y + (area.height - height) / 2;
    let panel = Rect::new(area.x + (area.width - width) / 2, y, width, height);
    brush.canvas.rounded(panel, m.gap, LEADER);
    brush.canvas.rounded(panel.inset(2), m.gap, BACKGROUND);
    let inner = panel.inset_by(2 * m.gap, 0);
    let (words, count) = inner.split_left(room);
    for (n, words_of) in (0..).zip(&lines) {
        let y = panel.y + 3 * m.gap / 2 + n * style.leading();
        let at = Rect { y, height: style.leading(), ..words };
        line(brush, at, words_of, style, Align::Left);
    }
    line(brush, count, &seconds.to_string(), figure, Align::Right);
}
