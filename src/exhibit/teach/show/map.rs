//! Draws the map: soft regions, a dot a picture, a few thumbnails, names, and the newest picture
//! among those that it is most like. Before there are two things it shows what the camera sees.

use super::content::{Content, color};
use super::lines::{line, title};
use super::places::{INNER, Places};
use super::strip::depth_name;
use super::{Spot, UNITS};
use crate::canvas::color::mix;
use crate::canvas::text::Style;
use crate::geometry::{Rect, Size};
use crate::view::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, Metrics, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What};

/// So many thumbnails of a thing are drawn at most.
const THUMBNAILS: usize = 4;

/// A name may stand above or below so many of its thing's pictures.
const TRIED: usize = 14;

/// Lines lead from the newest picture to so many of those that it is most like.
const LINES: usize = 4;

/// From places of the map to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lens(pub(super) Rect);

impl Lens {
    /// The pixel of a place.
    pub(super) fn at(self, [x, y]: [f32; 2]) -> (f32, f32) {
        let Rect { width, height, .. } = self.0;
        let along = |from: i32, length: i32, value: f32| {
            from as f32 + (0.5 + value * INNER / 2.0) * length as f32
        };
        (along(self.0.x, width, x), along(self.0.y, height, y))
    }

    /// A square of this side around a place, pushed into the map where it sticks out.
    pub(super) fn square(self, at: [f32; 2], side: i32) -> Rect {
        let (x, y) = self.at(at);
        let push = |middle: f32, from: i32, length: i32| {
            (middle as i32 - side / 2).clamp(from + 2, (from + length - side - 2).max(from + 2))
        };
        let x = push(x, self.0.x, self.0.width);
        Rect::new(x, push(y, self.0.y, self.0.height), side, side)
    }
}

/// A thumbnail's side.
fn side(area: Rect, m: &Metrics) -> i32 {
    ((m.small * 2.5) as i32).min(area.height / 7).max(14)
}

/// The newest picture's side.
fn now_side(area: Rect, m: &Metrics) -> i32 {
    ((m.small * 6.2) as i32).min(area.height / 4).max(30)
}

/// A finger on it means the picture that is nearest.
pub(super) fn targets(content: &Content<'_>, places: &Places) -> Vec<Target> {
    if !content.has_map() {
        return Vec::new();
    }
    let what = What::Map(Size::new(UNITS, UNITS));
    vec![Target { what, area: places.map, touch: places.map }]
}

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, content: &Content<'_>, places: &Places) {
    let (m, area) = (brush.metrics, places.map);
    if !content.has_map() {
        title(brush, places.titles[1], 2, &say!("show-title-sees"));
        return draw_camera(brush, content, area);
    }
    title(brush, places.titles[1], 2, &say!("show-title-map"));
    let (lens, glide) = (Lens(area), &content.show.glide);
    brush.canvas.fill(area, PANEL);
    let playing = content.show.morph.as_ref();
    if let Some(regions) = content.show.regions.as_ref().filter(|_| playing.is_none()) {
        brush.picture(area, regions, regions.size.rect());
    }
    let shown = thumbnails(content, lens, &m);
    draw_dots(brush, glide.spots(), lens);
    for (spot, place) in &shown {
        draw_thumbnail(brush, content, spot, *place);
    }
    if playing.is_none() {
        draw_now(brush, content, lens);
    }
    let mut taken = Vec::new();
    if let Some(playing) = playing {
        let words = depth_name(playing.depth());
        let style = Style::bold((m.body * 1.5).round(), LEADER);
        let wide = brush.face.width(&words, style) + 2 * m.gap;
        let plate = Rect::new(area.x, area.y, wide, style.leading() + m.gap).intersect(area);
        brush.canvas.shade(plate, BACKGROUND, 170);
        line(brush, plate, Align::Centre, &words, style);
        taken.push(plate);
    }
    draw_names(brush, content, lens, &shown, &mut taken);
    brush.canvas.frame(area, 1, LINE);
    draw_note(brush, content, places.note);
}

/// What the camera sees, as long as there is no map, and what to do next.
fn draw_camera(brush: &mut Brush<'_, '_>, content: &Content<'_>, area: Rect) {
    let m = brush.metrics;
    let style = Style::bold((m.body * 1.35).round(), TEXT);
    let (rest, foot) = area.split_bottom(style.leading() * 3 / 2 + m.gap / 2);
    let side = rest.width.min(rest.height);
    let x = rest.x + (rest.width - side) / 2;
    let place = Rect::new(x, rest.y + (rest.height - side) / 2, side, side);
    let place = if let Some(snapshot) = content.scene.snapshot {
        brush.seen(place, &snapshot.frame.picture, snapshot.crop)
    } else {
        brush.canvas.rounded(place, 4, PANEL);
        place
    };
    if let Some(class) = content.held() {
        brush.canvas.frame(place, 4, color(class as u8));
    }
    let words = match (content.held(), content.next()) {
        (Some(_), _) => say!("show-looks"),
        (None, Some(0)) => say!("show-sees"),
        (None, Some(_)) => say!("show-one-is-known"),
        (None, None) => say!("one-moment"),
    };
    let foot = foot.split_top(m.gap / 2).1;
    line(brush, foot, Align::Centre, &words, style);
}

fn draw_dots(brush: &mut Brush<'_, '_>, spots: &[Spot], lens: Lens) {
    let radius = (brush.metrics.small * 0.24).max(2.0);
    for spot in spots {
        let at = lens.at(spot.at);
        brush.canvas.disc(at, radius + 1.0, BACKGROUND);
        brush.canvas.disc(at, radius, color(spot.class));
    }
}

/// A few pictures of each thing that do not lie on one another, the same ones for as long as they
/// have room.
fn thumbnails(content: &Content<'_>, lens: Lens, m: &Metrics) -> Vec<(Spot, Rect)> {
    let side = side(lens.0, m);
    let spots = content.show.glide.spots();
    let picked = content.picked().map(|sample| sample.id);
    let of = |spot: &Spot| (*spot, lens.square(spot.at, side));
    let mut shown: Vec<(Spot, Rect)> =
        spots.iter().filter(|spot| Some(spot.id) == picked).map(of).collect();
    let mut counts = [0; super::CLASSES];
    // Far apart in time: those that follow one another are alike.
    let order = (0..spots.len()).map(|n| n * 389 % spots.len());
    for spot in order.map(|n| &spots[n]) {
        let count = &mut counts[usize::from(spot.class) % super::CLASSES];
        let (spot, place) = of(spot);
        let room = place.inset(-2);
        let apart = |(_, other): &(Spot, Rect)| room.intersect(*other).is_empty();
        if *count < THUMBNAILS && Some(spot.id) != picked && shown.iter().all(apart) {
            *count += 1;
            shown.push((spot, place));
        }
    }
    shown
}

fn draw_thumbnail(brush: &mut Brush<'_, '_>, content: &Content<'_>, spot: &Spot, place: Rect) {
    let Some(sample) = content.taught.and_then(|taught| taught.sample(spot.id)) else { return };
    let thick = (place.width / 20).max(2);
    let is_picked = content.show.picked(&content.chosen.show) == Some(spot.id);
    let place = if is_picked { place.inset(-place.width / 4) } else { place };
    let frame = if is_picked { TEXT } else { color(spot.class) };
    brush.canvas.rounded(place, 3 + thick, frame);
    brush.seen(place.inset(thick), &sample.thumbnail, sample.thumbnail.size.rect());
}

/// The newest picture in a ring, with lines to those that it is most like.
fn draw_now(brush: &mut Brush<'_, '_>, content: &Content<'_>, lens: Lens) {
    let (m, glide) = (brush.metrics, &content.show.glide);
    let (Some(now), Some(snapshot)) = (glide.now(), content.scene.snapshot) else { return };
    let known = content.taught.and_then(|taught| taught.answer.as_ref()?.best);
    let ring = if known.is_some() { TEXT } else { FAINT };
    let style = Style::bold(m.body, BACKGROUND);
    let words = say!("show-now");
    let side = now_side(lens.0, &m);
    // The label stands above it, within the map.
    let label = style.leading() + 4;
    let within = Rect { y: lens.0.y + label, height: lens.0.height - label, ..lens.0 };
    let place = pushed_into(lens.square(now, side), within);
    let middle = (place.middle().x as f32, place.middle().y as f32);
    let lines = if known.is_some() { LINES } else { 0 };
    let nearest = content.show.map.iter().flat_map(|map| &map.nearest).take(lines);
    for at in nearest.filter_map(|(id, _)| glide.of(*id)) {
        brush.canvas.line(middle, lens.at(at), (m.small * 0.13).max(1.5), mix(PANEL, ring, 190));
    }
    let thick = (side as f32 / 18.0).max(3.0);
    brush.canvas.disc(middle, side as f32 / 2.0 + 2.0, BACKGROUND);
    brush.canvas.disc(middle, side as f32 / 2.0, ring);
    if let Some(class) = known {
        brush.canvas.disc(middle, side as f32 / 2.0 - thick * 0.6, color(class as u8));
    }
    brush.round_picture(place.inset(thick as i32 + 1), &snapshot.frame.picture, snapshot.crop);
    let wide = brush.face.width(&words, style) + m.gap;
    let x = (place.middle().x - wide / 2).clamp(lens.0.x, (lens.0.right() - wide).max(lens.0.x));
    let plate = Rect::new(x, place.y - label + 2, wide, label - 2);
    brush.canvas.rounded(plate, m.gap / 3, ring);
    line(brush, plate, Align::Centre, &words, style);
}

fn pushed_into(place: Rect, area: Rect) -> Rect {
    let x = place.x.clamp(area.x, (area.right() - place.width).max(area.x));
    let y = place.y.clamp(area.y, (area.bottom() - place.height).max(area.y));
    Rect { x, y, ..place }
}

/// The middle of a thing's pictures: the median along either axis. None where it has none.
fn middle_of(spots: &[Spot], class: u8) -> Option<[f32; 2]> {
    let median = |axis: usize| {
        let own = spots.iter().filter(|spot| spot.class == class);
        let mut values: Vec<f32> = own.map(|spot| spot.at[axis]).collect();
        values.sort_unstable_by(f32::total_cmp);
        values.get(values.len() / 2).copied()
    };
    Some([median(0)?, median(1)?])
}

/// Where a name of this size may stand: above and below some of its thing's pictures, each with how
/// bad that is: far from the middle of them, nearer to another thing's pictures, over pictures.
fn stands(
    (content, class, lens): (&Content<'_>, u8, Lens),
    (wide, high): (i32, i32),
    shown: &[(Spot, Rect)],
    m: &Metrics,
) -> Vec<(f32, Rect)> {
    let spots = content.show.glide.spots();
    let Some(middle) = middle_of(spots, class) else { return Vec::new() };
    let middle = lens.at(middle);
    let own: Vec<&Spot> = spots.iter().filter(|spot| spot.class == class).collect();
    let away = |one: (f32, f32), other: (f32, f32)| (one.0 - other.0).hypot(one.1 - other.1);
    let up = side(lens.0, m) as f32 * 0.5 + high as f32 * 0.7;
    let stand = |(spot, way): (&Spot, f32)| {
        let (x, y) = lens.at(spot.at);
        let place = Rect::new(x as i32 - wide / 2, (y + way * up) as i32 - high / 2, wide, high);
        let place = pushed_into(place, lens.0.inset(3));
        let here = (place.middle().x as f32, place.middle().y as f32);
        let near = |own: bool| {
            let those = spots.iter().filter(|spot| (spot.class == class) == own);
            those.map(|spot| away(lens.at(spot.at), here)).fold(f32::INFINITY, f32::min)
        };
        let covered = |spot: &&Spot| {
            let (x, y) = lens.at(spot.at);
            place.contains(crate::geometry::Point::new(x as i32, y as i32))
        };
        let covers = spots.iter().filter(covered).count()
            + 3 * shown.iter().filter(|(_, other)| !place.intersect(*other).is_empty()).count();
        // A name belongs to what it is nearest to.
        let stranger = if near(false) < 1.3 * near(true) { up * 12.0 } else { 0.0 };
        (away(here, middle) + stranger + covers as f32 * up * 0.6, place)
    };
    let every = own.len().div_ceil(TRIED).max(1);
    own.into_iter().step_by(every).flat_map(|spot| [(spot, -1.0), (spot, 1.0)]).map(stand).collect()
}

/// The names of the things beside their pictures.
fn draw_names(
    brush: &mut Brush<'_, '_>,
    content: &Content<'_>,
    lens: Lens,
    shown: &[(Spot, Rect)],
    taken: &mut Vec<Rect>,
) {
    let m = brush.metrics;
    let now = content.show.glide.now().filter(|_| content.show.morph.is_none());
    taken.extend(now.map(|now| {
        let ring = lens.square(now, now_side(lens.0, &m));
        Rect {
            y: ring.y - (m.body * 1.6) as i32,
            height: ring.height + (m.body * 1.6) as i32,
            ..ring
        }
    }));
    for class in 0..super::CLASSES as u8 {
        let name = content.chosen.name(usize::from(class));
        let style = Style::bold((m.body * 1.15).round(), color(class));
        let style = brush.face.fitted(&name, style, lens.0.width / 2, 11.0);
        let size = (brush.face.width(&name, style) + m.gap, style.leading() + 2);
        let mut stands = stands((content, class, lens), size, shown, &m);
        stands.retain(|(_, place)| {
            taken.iter().all(|other| place.inset(-2).intersect(*other).is_empty())
        });
        let Some((_, place)) = stands.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)) else {
            continue;
        };
        brush.canvas.shade(place, BACKGROUND, 120);
        line(brush, place, Align::Centre, &name, style);
        taken.push(place);
    }
}

/// What must be known to read it.
fn draw_note(brush: &mut Brush<'_, '_>, content: &Content<'_>, area: Rect) {
    let m = brush.metrics;
    let style = Style::regular(m.small, MUTED);
    let dark = say!("show-dark");
    let note = say!("show-note");
    let forming = content.show.map.as_ref().is_some_and(|map| map.forming.is_some());
    let note = if forming { say!("show-forming") } else { note };
    let wide = brush.face.width(&dark, style);
    let both = wide + brush.face.width(&note, style.sized(11.0)) + m.gap;
    if both > area.width {
        line(brush, area, Align::Left, &note, style);
        return;
    }
    let (left, right) = area.split_right(wide);
    line(brush, right, Align::Right, &dark, Style { color: FAINT, ..style });
    line(brush, left.split_right(m.gap).0, Align::Left, &note, style);
}

/// Where a finger finds this place, in [`UNITS`].
#[cfg(test)]
pub(super) fn finger([x, y]: [f32; 2]) -> crate::geometry::Point {
    let unit = |value: f32| ((0.5 + value * INNER / 2.0) * UNITS as f32) as i32;
    crate::geometry::Point::new(unit(x), unit(y))
}
