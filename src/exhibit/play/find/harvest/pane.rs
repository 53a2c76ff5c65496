//! The page of the presenter's box: the live picture, what it answers, and what is in the box.

use super::{Harvest, Item, MOST, SURE};
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::play::find::rule::percent;
use crate::exhibit::play::{START, TAKE_OUTS, WITH_PICTURES, chosen_of, picture};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{LEADER, MUTED, Metrics, TEXT};
use crate::view::{Align, Brush, Target};

/// Where the parts lie.
struct Places {
    picture: Rect,
    /// What it answers.
    answer: Rect,
    /// The switches.
    switches: Rect,
    /// The heading of the list.
    head: Rect,
    list: Rect,
}

impl Places {
    fn new(area: Rect, m: &Metrics) -> Self {
        let answer = Style::bold(m.body * 1.3, TEXT).leading() + m.gap;
        let (picture, column) = if area.height > area.width {
            let (picture, column) = area.split_top(area.height * 40 / 100);
            (picture, column.split_top(m.gap).1)
        } else {
            let side = area.height.min(area.width * 34 / 100);
            let (picture, column) = area.split_left(side);
            (picture, column.split_left(m.gap * 2).1)
        };
        let (answer, rest) = column.split_top(answer);
        let (switches, rest) = rest.split_top(m.target);
        let (head, list) = rest.split_top(Style::bold(m.body, TEXT).leading() + m.gap);
        Self { picture, answer, switches, head, list }
    }

    /// The place of each thing in the box.
    fn items(&self, m: &Metrics) -> Vec<Rect> {
        let least = (m.body * 8.0) as i32;
        let across = ((self.list.width + m.gap / 2) / (least + m.gap / 2)).clamp(2, 4);
        let rows = (MOST as i32 + across - 1) / across;
        let step = (self.list.height / rows.max(1)).min(m.target * 3 / 2 + m.gap / 2);
        let row = |n: i32| {
            let row = Rect { y: self.list.y + n * step, height: step - m.gap / 2, ..self.list };
            button::row(row, m.gap / 2, across as usize)
        };
        (0..rows).flat_map(row).take(MOST).collect()
    }
}

fn switches(scene: &Scene<'_>) -> Vec<Button> {
    let chosen = &chosen_of(scene).harvest;
    let collects = Button::new(START, say!("play-box-collect")).with_icon(Icon::Save);
    let pictures = Button::new(WITH_PICTURES, say!("play-box-pictures")).with_icon(Icon::Photo);
    vec![collects.lit(chosen.collects), pictures.lit(chosen.with_pictures)]
}

/// All buttons with their places.
fn buttons(
    harvest: &Harvest,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<(Button, Rect)> {
    let places = Places::new(area, m);
    let switches = switches(scene);
    let row = button::row_by_words(places.switches, &switches, scene.keyboard, m, face);
    let cursor = chosen_of(scene).harvest.cursor;
    let item = |(n, item): (usize, &Item)| {
        let button = Button::new(TAKE_OUTS[n], item.thing.name().to_owned());
        button.with_icon(Icon::Cross).lit(n == cursor)
    };
    let items = harvest.items.iter().take(MOST).enumerate().map(item);
    switches.into_iter().zip(row).chain(items.zip(places.items(m))).collect()
}

/// What can be touched.
pub(super) fn targets(
    harvest: &Harvest,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let buttons = buttons(harvest, area, scene, m, face);
    buttons.iter().map(|(button, place)| button.target(*place)).collect()
}

/// Draws it.
pub(super) fn draw(harvest: &Harvest, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let places = Places::new(area, &m);
    let collects = chosen_of(scene).harvest.collects;
    picture::draw(brush, places.picture, collects.then_some(LEADER), scene);
    let sure = harvest.thinks.is_some_and(|(_, sum)| sum >= SURE);
    let words = match (harvest.thinks, scene.snapshot) {
        (Some((largest, sum)), Some(snapshot)) => say!(
            "play-find-sees",
            thing = harvest.groups.name(largest, snapshot),
            percent = percent(sum)
        ),
        _ => say!("play-find-sees-nothing"),
    };
    let style = Style::bold(m.body * 1.3, if sure { LEADER } else { TEXT });
    line(brush, places.answer, &words, style);
    let head = if harvest.items.is_empty() {
        say!("play-box-empty")
    } else {
        say!("play-box-has", count = harvest.items.len(), most = MOST)
    };
    line(brush, places.head, &head, Style::regular(m.body, MUTED));
    for (button, place) in buttons(harvest, area, scene, &m, brush.face) {
        button::draw(brush, place, &button, scene.keyboard);
    }
    // A thing's picture stands where its cross would.
    for (item, place) in harvest.items.iter().zip(places.items(&m)) {
        if let Some(picture) = &item.picture {
            let side = place.height - 4;
            let at = Rect::new(place.x + 2, place.y + 2, side, side);
            brush.seen(at, picture, picture.size.rect());
        }
    }
}

fn line(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    let fitted = brush.face.fitted(words, style, area.width, 11.0);
    let y = area.y + (area.height - fitted.cap_height()) / 2;
    brush.text((area.x, y), area.width, Align::Left, words, fitted);
}
