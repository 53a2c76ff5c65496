//! The row of buttons below the page: three sizes of the rubber, and what wipes, shows and ends.

use super::{HIDE_ONE, SIZES, WIPE, knows_worst};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::exhibit::counts::chosen_in;
use crate::exhibit::rubber::Sheet;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

/// Each size as it looks.
const ROUND: [Icon; SIZES.len()] = [Icon::SmallDisc, Icon::Disc, Icon::LargeDisc];

/// Rows that they take, with the gap above.
pub(super) fn height(m: &Metrics) -> i32 {
    m.target + m.gap * 2 / 3
}

/// Those that are there, each with its place. None moves where another comes or goes.
fn buttons(area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<(Rect, Button)> {
    let chosen = &chosen_in(scene).rub.rubbing;
    let row = area.split_bottom(m.target).1;
    let (gap, side) = (m.gap * 2 / 3, m.target);
    let round = |(n, action): (usize, Action)| {
        let x = row.x + n as i32 * (side + gap);
        let button = Button::new(action, String::new()).with_icon(ROUND[n]);
        (Rect { x, width: side, ..row }, button.lit(n == chosen.size()))
    };
    let mut there: Vec<(Rect, Button)> = SIZES.into_iter().enumerate().map(round).collect();
    let mut words = [
        Button::new(HIDE_ONE, say!("rub-hide-one")),
        Button::new(WIPE, say!("rub-wipe")),
        Button::new(Action::Freeze, say!("rub-live")).with_icon(Icon::Play),
    ];
    let rest = row.split_left(SIZES.len() as i32 * (side + gap) + m.gap).1;
    let places = button::row_by_words(rest, &words, scene.keyboard, m, face);
    if !knows_worst(scene) {
        words[0].label = say!("rub-hide-one-soon");
    }
    let is_there = [Sheet::on_screen(scene).is_some(), chosen.shown(scene).is_some(), scene.frozen];
    let words = places.into_iter().zip(words).zip(is_there);
    there.extend(words.filter(|(_, is_there)| *is_there).map(|(button, _)| button));
    there
}

pub(super) fn targets(
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> impl Iterator<Item = Target> {
    buttons(area, scene, m, face).into_iter().map(|(place, button)| button.target(place))
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    for (place, button) in buttons(area, scene, &m, brush.face) {
        button::draw(brush, place, &button, scene.keyboard);
    }
}
