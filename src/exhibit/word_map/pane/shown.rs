//! Which words are shown with their picture and their name, and where: as many as have room.

use super::super::groups::GROUPS;
use super::Page;
use super::lens::Lens;
use crate::canvas::text::{Style, Typeface};
use crate::geometry::Rect;
use crate::view::palette::{MUTED, Metrics, TEXT};
use crate::words::message;

/// A thumbnail's side in rows of small type, by how closely one looks.
const SIDES: [f32; 6] = [1.55, 1.8, 2.2, 2.8, 3.4, 3.8];

/// From here on pictures have names.
const NAMED_FROM: u8 = 2;

/// A word with its picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// Which.
    pub(super) word: usize,
    /// Where its picture is.
    pub(super) picture: Rect,
    /// Where its name is, in the middle; none where pictures have none.
    pub(super) name: Option<Rect>,
}

/// A name that belongs to many words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GroupName {
    /// Whose, an index into [`GROUPS`].
    pub(super) group: u8,
    pub(super) area: Rect,
    pub(super) words: String,
}

/// How names below pictures are set.
pub(super) fn name_style(m: &Metrics) -> Style {
    Style::regular((m.small * 0.8).max(11.0), MUTED)
}

/// How names of groups are set.
pub(super) fn group_style(m: &Metrics) -> Style {
    Style::bold((m.small * 1.05).max(12.0), TEXT)
}

/// A thumbnail's side.
pub(super) fn side(page: &Page<'_>, m: &Metrics) -> i32 {
    (SIDES[usize::from(page.chosen.zoom).min(SIDES.len() - 1)] * m.small) as i32
}

/// The names of the groups at the middles of their words, where they do not lie on one another or
/// on what is `taken`.
pub(super) fn group_names(
    page: &Page<'_>,
    lens: &Lens,
    area: Rect,
    taken: &[Rect],
    m: &Metrics,
    face: &Typeface,
) -> Vec<GroupName> {
    let Some(words) = page.words.filter(|words| words.forming.is_none()) else { return Vec::new() };
    let style = group_style(m);
    let mut names: Vec<GroupName> = Vec::new();
    for (group, about) in (0..).zip(GROUPS) {
        let own = (0..words.places.len()).filter(|&word| page.group(word) == Some(group));
        let own: Vec<[f32; 2]> = own.map(|word| words.places[word]).collect();
        if own.is_empty() {
            continue;
        }
        let (x, y) = lens.at([0, 1].map(|axis: usize| median(&own, axis)));
        let name = message(about.name);
        let (width, height) = (face.width(&name, style) + m.gap, style.leading());
        let place = Rect::new(x as i32 - width / 2, y as i32 - height / 2, width, height);
        let lies_on = |other: Rect| !place.intersect(other).is_empty();
        let on_a_name = names.iter().any(|name| lies_on(name.area));
        if place.intersect(area) == place && !on_a_name && !taken.iter().copied().any(lies_on) {
            names.push(GroupName { group, area: place, words: name });
        }
    }
    names
}

fn median(places: &[[f32; 2]], axis: usize) -> f32 {
    let mut values: Vec<f32> = places.iter().map(|place| place[axis]).collect();
    values.sort_unstable_by(f32::total_cmp);
    values[values.len() / 2]
}

/// The words that have room for their picture: in an order of their own, so that the same ones are
/// shown while answers change; of a group that is lit up, those alone.
pub(super) fn pictures(
    page: &Page<'_>,
    lens: &Lens,
    area: Rect,
    taken: &[Rect],
    m: &Metrics,
    face: &Typeface,
) -> Vec<Shown> {
    let Some(words) = page.words.filter(|_| page.pictures.is_some()) else {
        return Vec::new();
    };
    let (side, style) = (side(page, m), name_style(m));
    let named = page.chosen.zoom >= NAMED_FROM;
    let count = words.places.len();
    let mut shown: Vec<Shown> = Vec::new();
    let mut places = taken.to_vec();
    for n in 0..count {
        // Far apart from one another: those beside each other are alike.
        let word = n * 389 % count;
        let dark = page.chosen.group.is_some() && page.group(word) != page.chosen.group;
        let (x, y) = lens.at(words.places[word]);
        let picture = Rect::new(x as i32 - side / 2, y as i32 - side / 2, side, side);
        if dark || picture.intersect(area) != picture || page.picture(word).is_none() {
            continue;
        }
        let name = named.then(|| {
            let width = face.width(page.scene.label(word), style).min(2 * side);
            let y = picture.bottom() + m.gap / 4;
            Rect::new(x as i32 - width / 2, y, width, style.leading())
        });
        let whole = name.map_or(picture, |name| Rect {
            x: picture.x.min(name.x) - 2,
            width: picture.width.max(name.width) + 4,
            height: name.bottom() - picture.y,
            ..picture
        });
        let room = Rect { width: whole.width + 2, height: whole.height + 2, ..whole };
        if whole.intersect(area) == whole && !meets(&places, room) {
            places.push(room);
            shown.push(Shown { word, picture, name });
        }
    }
    shown
}

fn meets(places: &[Rect], place: Rect) -> bool {
    places.iter().any(|other| {
        place.x < other.right()
            && other.x < place.right()
            && place.y < other.bottom()
            && other.y < place.bottom()
    })
}
