//! The picture, "It looks": what the camera sees, and the square of it that the network gets.

use super::button::{self, Button};
use super::facts::Facts;
use super::foot::pace;
use super::icon::Icon;
use super::invitation::{over_picture, show_me};
use super::palette::{BACKGROUND, FAINT, MUTED, Metrics, NOTICE, PANEL, TEXT};
use super::pixels::overlay;
use super::{Brush, ENDED_SHADE, Target};
use crate::canvas::color::Color;
use crate::canvas::text::{Align, Style, Typeface};
use crate::control::action::Action;
use crate::geometry::{Rect, Size};
use crate::view::status::Trouble;

/// How much of the part that the network does not see is hidden.
const OUTSIDE: u8 = 150;

/// Rows that the pane takes for a picture of four by three so wide: heading, picture, a line of
/// words, buttons.
pub fn height(width: i32, m: &Metrics) -> i32 {
    m.heading_height() + width * 3 / 4 + words_height(m) + m.target
}

/// Rows of the line below the picture.
fn words_height(m: &Metrics) -> i32 {
    m.body_style().leading() + m.gap / 2
}

/// Where heading, picture, words and buttons lie.
struct Parts {
    picture: Rect,
    words: Rect,
    buttons: Rect,
}

impl Parts {
    fn new(area: Rect, m: &Metrics) -> Self {
        let rest = area.split_top(m.heading_height()).1;
        let (rest, buttons) = rest.split_bottom(m.target);
        let (picture, words) = rest.split_bottom(words_height(m));
        Self { picture, words, buttons }
    }
}

/// What can be done with the picture.
pub fn buttons(facts: &Facts<'_>) -> Vec<Button> {
    let freeze = if facts.frozen {
        Button::new(Action::Freeze, say!("button-go-on")).with_icon(Icon::Play).lit(true)
    } else {
        Button::new(Action::Freeze, say!("button-freeze")).with_icon(Icon::Pause)
    };
    if facts.status.camera {
        let photos = Button::new(Action::SwitchSource, say!("button-photos"));
        return vec![freeze, photos.with_icon(Icon::Photo)];
    }
    let next = Button::new(Action::NextPicture, say!("button-next-photo"));
    let camera = Button::new(Action::SwitchSource, say!("button-camera"));
    if facts.status.still { vec![next, camera] } else { vec![freeze, next, camera] }
}

/// Where its buttons lie.
fn places(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Vec<(Button, Rect)> {
    let buttons = buttons(facts);
    let row = Parts::new(area, m).buttons;
    let places = button::row_by_words(row, &buttons, facts.keyboard, m, face);
    buttons.into_iter().zip(places).collect()
}

/// What can be touched: its buttons.
pub fn targets(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    places(area, facts, m, face).iter().map(|(button, place)| button.target(*place)).collect()
}

/// Where the picture itself is shown, which is painted all over.
pub fn covered(area: Rect, facts: &Facts<'_>, m: &Metrics) -> Option<Rect> {
    let size = facts.snapshot?.frame.picture.size;
    (size.area() > 0).then(|| shown(Parts::new(area, m).picture, size))
}

/// Where in its place a picture of this size is shown.
fn shown(place: Rect, size: Size) -> Rect {
    // Flush left, like every other thing in the column.
    Rect { x: place.x, y: place.y, ..place.fit(size) }
}

/// Draws the picture with its heading, the words below it and its buttons.
/// `leads` is where a line leads from it into the wall: the row, how thick it is, its colour.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    facts: &Facts<'_>,
    leads: Option<(i32, i32, Color)>,
) {
    let m = brush.metrics;
    brush.heading(area, &say!("picture-title"));
    for (button, place) in places(area, facts, &m, brush.face) {
        button::draw(brush, place, &button, facts.keyboard);
    }
    let small = m.small_style();
    let Parts { picture: place, words, .. } = Parts::new(area, &m);
    let Some(snapshot) = facts.snapshot else {
        brush.canvas.rounded(place, 4, PANEL);
        let y = place.y + place.height / 2;
        brush.text((place.x, y), place.width, Align::Centre, &say!("picture-waiting"), small);
        return;
    };
    let picture = &snapshot.frame.picture;
    let shown = shown(place, picture.size);
    brush.picture(shown, picture, picture.size.rect());
    if let Some((row, thick, color)) =
        leads.filter(|(row, ..)| (shown.y..shown.bottom()).contains(row))
    {
        let line = Rect::new(shown.right() + 4, row - thick / 2, area.right(), thick);
        brush.canvas.fill(Rect { width: area.right() - line.x, ..line }, color);
    }
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
        brush.text((corner.x, y), width, Align::Centre, &say!("picture-now"), small);
    }
    if facts.is_over() {
        brush.canvas.shade(shown, BACKGROUND, ENDED_SHADE);
    }
    let trouble = facts.status.trouble.as_ref();
    if let Some(trouble) = trouble.filter(|trouble| trouble.is_minor) {
        // The newest picture has the other corner.
        let width = if facts.newest.is_some() { shown.width * 3 / 4 } else { shown.width };
        draw_minor_trouble(brush, Rect { width, ..shown }, &trouble.words);
    }
    if let Some(trouble) = trouble.filter(|trouble| !trouble.is_minor) {
        draw_trouble(brush, shown, trouble);
    } else if facts.frozen {
        draw_badge(brush, crop, &say!("picture-held"), NOTICE);
    } else if facts.status.quiet
        && let Some(words) = show_me(facts.outline)
    {
        over_picture(brush, shown, &words);
    } else {
        let seen = if crop == shown { say!("picture-sees-all") } else { seen_part(facts) };
        let needs = brush.face.width(&seen, Style::bold(11.0, TEXT)) + m.gap;
        if let Some(over) = [crop, shown].into_iter().find(|over| over.width >= needs) {
            draw_badge(brush, over, &seen, TEXT);
        }
    }
    draw_words(brush, Rect { y: shown.bottom() + m.gap / 2, ..words }, facts, &snapshot.frame.name);
}

/// What the frame in the picture is.
fn seen_part(facts: &Facts<'_>) -> String {
    let Size { width, height } = facts.outline.input;
    if width == height { say!("picture-sees-square") } else { say!("picture-sees-part") }
}

/// How it keeps up, or that it cannot any more; and what the picture is called, where there is
/// room.
fn draw_words(brush: &mut Brush<'_, '_>, place: Rect, facts: &Facts<'_>, name: &str) {
    let m = brush.metrics;
    let plain = Style::regular(m.body, MUTED);
    let [full, short] = if facts.is_over() {
        [say!("picture-last"), say!("picture-last-short")]
    } else {
        pace(facts)
    };
    let fits = brush.face.width(&full, plain.sized(11.0)) <= place.width;
    let said = if fits { full } else { short };
    let style = brush.face.fitted(&said, plain, place.width, 11.0);
    let used = brush.text((place.x, place.y), place.width, Align::Left, &said, style);
    let (name_style, left) = (Style::regular(m.small, FAINT), place.width - used - m.gap);
    if !facts.status.camera && brush.face.width(name, name_style) <= left {
        let x = place.x + used + m.gap;
        brush.text((x, place.y), left, Align::Right, name, name_style);
    }
}

/// Words on a dark box over the lower edge of what the network sees.
fn draw_badge(brush: &mut Brush<'_, '_>, over: Rect, words: &str, color: Color) {
    let m = brush.metrics;
    let style = brush.face.fitted(words, Style::bold(m.small, color), over.width - m.gap, 11.0);
    let height = style.leading() + m.gap / 2;
    if 2 * height > over.height {
        return;
    }
    let strip = Rect::new(over.x, over.bottom() - height, over.width, height);
    brush.canvas.shade(strip, BACKGROUND, 170);
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

/// What is wrong with pictures that are of use all the same, on a dark box along the upper edge.
fn draw_minor_trouble(brush: &mut Brush<'_, '_>, over: Rect, words: &str) {
    let m = brush.metrics;
    let style = Style::bold(m.small, NOTICE);
    let inner = over.inset(m.gap / 2);
    let lines = brush.face.wrapped(words, style, inner.width).len() as i32;
    let height = lines * style.leading() + m.gap;
    if 2 * height > over.height {
        return;
    }
    brush.canvas.shade(Rect { height, ..over }, BACKGROUND, 190);
    brush.paragraph(Rect { height: height - m.gap / 2, ..inner }, words, style);
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
