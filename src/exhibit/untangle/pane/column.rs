//! The column beside the sheet: how well a line parts the points, and the network's knobs.

use super::{Page, Places};
use crate::canvas::text::Style;
use crate::exhibit::untangle::job::{RATES, Untangled};
use crate::exhibit::untangle::network::MOST_LAYERS;
use crate::exhibit::untangle::points::Data;
use crate::exhibit::untangle::warp::Warp;
use crate::exhibit::untangle::{AGAIN, CELLS, LAYERS, RATE};
use crate::view::button::Button;
use crate::view::controls::{self, Control, Slider};
use crate::view::palette::{LEADER, MUTED, TEXT, UNSURE};
use crate::view::target::Knob;
use crate::view::{Align, Brush};
use crate::words::message;

use super::sheet::Sheet;

/// So many of a hundred points must lie on their side for a line to part them.
const PARTED: usize = 97;

/// The knobs of the network.
pub(super) fn knobs(page: &Page<'_>) -> Vec<Control> {
    let chosen = page.chosen;
    let slider = |[less, more]: [_; 2], at, positions, label, value| {
        Control::Slider(Slider { knob: Knob { less, more, at, positions }, label, value })
    };
    let speeds = [
        "untangle-speed-1",
        "untangle-speed-2",
        "untangle-speed-3",
        "untangle-speed-4",
        "untangle-speed-5",
    ];
    let speed = speeds.get(usize::from(chosen.rate)).map_or_else(String::new, |id| message(id));
    let layers = say!("untangle-layers");
    vec![
        slider(CELLS, chosen.cells - 2, 2, say!("untangle-cells"), chosen.cells.to_string()),
        slider(LAYERS, chosen.layers - 1, MOST_LAYERS, layers, chosen.layers.to_string()),
        slider(RATE, chosen.rate, RATES.len() as u8, say!("untangle-speed"), speed),
        Control::Button(Button::new(AGAIN, say!("untangle-again"))),
    ]
}

/// What it comes to, in a sentence that follows from the training.
fn sentence(page: &Page<'_>, found: &Untangled) -> String {
    let parted = found.right * 100 >= found.points.len() * PARTED;
    let flat_ring = page.chosen.cells == 2 && page.chosen.data == Data::Ring;
    match (parted, found.is_over()) {
        // Between a ring's points there is room for the sheet to be pulled thin.
        (true, _) if flat_ring => say!("untangle-squeezed"),
        (true, _) if page.chosen.cells == 3 => say!("untangle-parted-in-space"),
        (true, _) => say!("untangle-parted"),
        (false, false) => say!("untangle-learns"),
        (false, true) if flat_ring => say!("untangle-cannot"),
        (false, true) => say!("untangle-stuck"),
    }
}

/// Draws it.
pub(super) fn draw(brush: &mut Brush<'_, '_>, page: &Page<'_>, places: &Places) {
    let m = brush.metrics;
    controls::draw(brush, places.knobs, &knobs(page), page.scene.keyboard);
    let Some(found) = page.found.filter(|found| !found.points.is_empty()) else { return };
    let area = places.said.split_top(m.gap / 2).1;
    let parted = found.right * 100 >= found.points.len() * PARTED;
    let percent = say!("percent", of = 100 * found.right / found.points.len());
    let large = Style::bold(m.headline, if parted { LEADER } else { UNSURE });
    let used = brush.text((area.x, area.y), area.width, Align::Left, &percent, large);
    let beside = area.split_left(used + m.gap).1.split_top(large.leading()).0;
    brush.paragraph(beside, &say!("untangle-right"), Style::regular(m.small, MUTED));
    let below = area.split_top(large.leading() + m.gap / 2).1;
    let rows = brush.paragraph(below, &sentence(page, found), Style::regular(m.body, TEXT));
    let below = below.split_top(rows + m.gap).1;
    let words = Style::regular(m.small, MUTED);
    let (head, picture) = below.split_top(words.leading());
    let side = picture.height.min(picture.width);
    if side < 5 * m.target / 2 {
        return;
    }
    let caption = say!("untangle-flat-sheet");
    let style = brush.face.fitted(&caption, words, head.width, 11.0);
    brush.text((head.x, head.y), head.width, Align::Left, &caption, style);
    let warp = Warp::new(&found.network);
    let pose = warp.at(0.0);
    let sheet = Sheet { warp: &warp, pose: &pose, points: &found.points, colors: page.colors() };
    let place = picture.split_top(side).0.split_left(side).0;
    sheet.draw(brush, place, m.small * 0.13);
}
