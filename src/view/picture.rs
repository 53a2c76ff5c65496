//! The picture, "1 It looks": what the camera sees, and the square of it that the network gets.

use super::facts::Facts;
use super::invitation::{over_picture, show_me};
use super::palette::{BACKGROUND, FAINT, MUTED, NOTICE, PANEL, TEXT};
use super::pixels::overlay;
use super::{Brush, ENDED_SHADE};
use crate::canvas::text::{Align, Style};
use crate::control::action::Action;
use crate::geometry::{Rect, Size};
use crate::view::status::Trouble;

/// How much of the part that the network does not see is hidden.
const OUTSIDE: u8 = 150;

/// Draws the picture with its heading and caption.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>) {
    let m = brush.metrics;
    let rest = brush.heading(area, 1, "It looks");
    let small = m.small_style();
    let (place, caption) = rest.split_bottom(2 * small.leading());
    let Some(snapshot) = facts.snapshot else {
        brush.canvas.rounded(place, 4, PANEL);
        let text = "waiting for the first picture …";
        let y = place.y + place.height / 2;
        brush.text((place.x, y), place.width, Align::Centre, text, small);
        return;
    };
    let picture = &snapshot.frame.picture;
    // Flush left, like every other thing in the column.
    let shown = Rect { x: place.x, y: place.y, ..place.fit(picture.size) };
    brush.picture(shown, picture, picture.size.rect());
    let crop = on_screen(snapshot.crop, picture.size, shown);
    let strength = facts.appearance.opacity();
    if strength > 0.0 {
        overlay(brush, crop, facts, strength);
    }
    for side in around(shown, crop) {
        brush.canvas.shade(side, BACKGROUND, OUTSIDE);
    }
    if crop != shown {
        brush.canvas.frame(crop, 2, TEXT);
    }
    if let Some(newest) = facts.newest {
        let width = shown.width / 4;
        let corner = Rect::new(shown.right() - width, shown.y, width, width * 3 / 4);
        brush.picture(corner, &newest.picture, newest.picture.size.rect());
        brush.canvas.frame(corner, 1, TEXT);
        let y = corner.bottom() + small.cap_height() / 2;
        brush.text((corner.x, y), width, Align::Centre, "now", small.sized(m.small));
    }
    if facts.is_over() {
        brush.canvas.shade(shown, BACKGROUND, ENDED_SHADE);
    }
    if let Some(trouble) = &facts.status.trouble {
        draw_trouble(brush, shown, trouble);
    } else if facts.frozen {
        let words = match facts.keyboard.cap(Action::Freeze) {
            Some(key) => format!("held still · {key}: go on"),
            None => "held still".to_owned(),
        };
        draw_badge(brush, shown, &words);
    } else if facts.status.quiet
        && let Some(words) = show_me(facts.outline)
    {
        over_picture(brush, shown, &words);
    }

    let y = shown.bottom().max(place.y) + small.cap_height();
    let seen = if facts.is_over() {
        "This is the last picture.".to_owned()
    } else if crop == shown {
        "The network sees all of it.".to_owned()
    } else {
        "It sees the bright square.".to_owned()
    };
    let used = brush.text((caption.x, y), caption.width, Align::Left, &seen, small.sized(m.small));
    let name = Style::regular(m.small, FAINT);
    let left = caption.width - used - m.gap;
    let mirrored = if facts.status.mirrored { ", mirrored" } else { "" };
    let words = format!("{}{mirrored}", snapshot.frame.name);
    if brush.face.width(&words, name) <= left {
        brush.text((caption.x + used + m.gap, y), left, Align::Right, &words, name);
    }
    // Nobody can move in a held picture.
    let invitation = if facts.status.trouble.is_some() || facts.frozen {
        ""
    } else if facts.status.camera {
        "Hold something up, or move a little."
    } else if facts.status.still {
        ""
    } else {
        "We shake it a little."
    };
    let y = y + small.leading();
    let style = brush.face.fitted(invitation, Style::regular(m.small, MUTED), caption.width, 11.0);
    let fits = brush.face.width(invitation, style) <= caption.width;
    if fits && y + small.cap_height() <= area.bottom() {
        brush.text((caption.x, y), caption.width, Align::Left, invitation, style);
    }
}

/// Words on a dark box over the lower edge of the picture.
fn draw_badge(brush: &mut Brush<'_, '_>, over: Rect, words: &str) {
    let m = brush.metrics;
    let style = Style::bold(m.small, NOTICE);
    let height = style.leading() + m.gap / 2;
    let strip = Rect::new(over.x, over.bottom() - height, over.width, height);
    brush.canvas.shade(strip, BACKGROUND, 210);
    let y = strip.y + (height - style.cap_height()) / 2;
    brush.text((strip.x, y), strip.width, Align::Centre, words, style);
}

/// What is wrong, on a dark box in the middle of the picture.
fn draw_trouble(brush: &mut Brush<'_, '_>, over: Rect, trouble: &Trouble) {
    let m = brush.metrics;
    let wrapped = |size| {
        let style = Style::bold(size, NOTICE);
        let lines = brush.face.wrapped(&trouble.words, style, over.width - 4 * m.gap);
        let height = lines.len() as i32 * style.leading() + 2 * m.gap;
        (style, lines, height)
    };
    let large = wrapped(m.body);
    let (style, lines, height) = if large.2 <= over.height { large } else { wrapped(m.small) };
    let height = height.min(over.height);
    let strip = Rect::new(over.x, over.y + (over.height - height) / 2, over.width, height);
    brush.canvas.shade(strip, BACKGROUND, 210);
    let first = strip.y + m.gap + (style.leading() - style.cap_height()) / 2;
    let rows = (strip.height - m.gap) / style.leading();
    for (n, line) in (0..rows).zip(&lines) {
        let y = first + n * style.leading();
        brush.text((strip.x, y), strip.width, Align::Centre, line, style);
    }
}

/// Where a part of the picture lies on screen.
fn on_screen(part: Rect, picture: Size, shown: Rect) -> Rect {
    let x = |v: i32| {
        shown.x + (i64::from(v) * i64::from(shown.width) / i64::from(picture.width.max(1))) as i32
    };
    let y = |v: i32| {
        shown.y + (i64::from(v) * i64::from(shown.height) / i64::from(picture.height.max(1))) as i32
    };
    let (left, top) = (x(part.x), y(part.y));
    Rect::new(left, top, x(part.right()) - left, y(part.bottom()) - top)
}

/// What of `whole` lies outside `part`: left, right, above, below.
fn around(whole: Rect, part: Rect) -> [Rect; 4] {
    let (left, rest) = whole.split_left(part.x - whole.x);
    let (middle, right) = rest.split_left(part.width);
    let (above, middle) = middle.split_top(part.y - whole.y);
    let (_, below) = middle.split_top(part.height);
    [left, right, above, below]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crop_and_what_surrounds_it_cover_the_picture_once() {
        for part in [Rect::new(20, 0, 50, 60), Rect::new(0, 5, 90, 20), Rect::new(0, 0, 90, 60)] {
            let whole = Rect::new(0, 0, 90, 60);
            let outside: usize = around(whole, part).iter().map(|r| r.size().area()).sum();
            assert_eq!(outside + part.size().area(), whole.size().area());
        }
    }
}
