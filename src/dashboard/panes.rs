//! The drawing of each pane with what it needs of the scene, and what can be touched in them.

use super::layout::{Layout, Pane};
use crate::attribution::AttributionQuestion;
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::zoom::Zoom;
use crate::dynamics::history::Flip;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::colormaps::Colormaps;
use crate::view::pixels::Query;
use crate::view::tiles::Tiles;
use crate::view::unit::CloseUp;
use crate::view::{
    Brush, Hover, Target, What, answer, footer, header, layer, legend, picture, spotlight,
    statistics, strip, tooltip, unit, wall,
};

/// Draws one pane, which lies at `area`.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    (pane, area): (Pane, Rect),
    layout: &Layout,
    scene: &Scene<'_>,
    colormaps: &Colormaps,
) {
    match pane {
        Pane::Header => header::draw(brush, area, scene, scene.message),
        Pane::Picture => picture::draw(brush, area, scene),
        Pane::Spotlight => match scene.rooms.aside(scene) {
            Some(aside) => aside.draw(brush, area, scene),
            None => spotlight::draw(brush, area, scene, &spotlight_content(scene, layout)),
        },
        Pane::Legend => legend::draw(brush, area, scene),
        Pane::Maps => {
            draw_middle(brush, layout, scene, colormaps);
            if let Some(hover) = scene.hover {
                tooltip::draw(brush, area, scene, hover, flip_at(scene, hover));
            }
        }
        Pane::Answer => answer::draw(brush, area, scene),
        Pane::Strip if scene.selection.statistics => {
            statistics::draw(brush, area, scene, open_layer(scene));
        }
        Pane::Strip => strip::draw(brush, area, scene, scene.rooms.flip_shown(scene.selection)),
        Pane::Footer => footer::draw(brush, area, scene, &actions(scene)),
    }
}

/// The wall, or what stands in its place.
fn draw_middle(
    brush: &mut Brush<'_, '_>,
    layout: &Layout,
    scene: &Scene<'_>,
    colormaps: &Colormaps,
) {
    let area = layout.middle;
    match (layout.room, &layout.grid, &layout.close_up) {
        (Some(room), ..) => scene.rooms.of(room).draw(brush, area, scene),
        (None, Some((_, tiles)), _) => {
            layer::draw(brush, area, scene, &layer_content(scene, tiles, colormaps));
        }
        (None, None, Some(places)) => {
            unit::draw(brush, area, scene, &unit_content(scene, places));
        }
        (None, None, None) => {
            wall::draw(brush, area, scene, &wall_content(scene, layout, colormaps));
        }
    }
}

/// What can be touched: marks of flips, then squares, then blocks.
pub(super) fn targets(layout: &Layout, scene: &Scene<'_>, face: &Typeface) -> Vec<Target> {
    let mut targets = Vec::new();
    if !scene.selection.statistics && !layout.strip.is_empty() {
        targets.extend(strip::targets(layout.strip, scene, &layout.metrics, face));
    }
    targets.extend(match (layout.room, &layout.grid) {
        (Some(room), _) => {
            let room = scene.rooms.of(room);
            room.targets(layout.middle, scene, &layout.metrics, face)
        }
        (None, Some((layer, tiles))) => layer::targets(*layer, tiles, scene),
        (None, None) => wall::targets(&layout.wall, scene),
    });
    targets
}

/// What stands on the wall.
fn wall_content<'a>(
    scene: &Scene<'a>,
    layout: &'a Layout,
    colormaps: &'a Colormaps,
) -> wall::Content<'a> {
    let selection = scene.selection;
    let line = selection.study.method.is_none();
    wall::Content {
        places: &layout.wall,
        pane: layout.maps,
        answer: layout.answer,
        selected: selection.steering.then_some(selection.unit.layer),
        hovered: scene.hover.and_then(|hover| hover.target.layer()),
        ablated: &selection.ablated,
        spotlight: scene.spotlight,
        // Where something else stands in the spotlight's square, the line would lie.
        enlarged: spotlight::square(layout.spotlight, &layout.metrics).filter(|_| line),
        colormaps,
    }
}

/// What of the open layer is shown.
fn layer_content<'a>(
    scene: &Scene<'a>,
    tiles: &'a Tiles,
    colormaps: &'a Colormaps,
) -> layer::Content<'a> {
    let selection = scene.selection;
    layer::Content {
        unit: selection.unit,
        tiles,
        hovered: scene.hover.and_then(|hover| match hover.target {
            What::Square(unit) => Some(unit),
            _ => None,
        }),
        ablated: &selection.ablated,
        question: question(scene),
        colormaps,
    }
}

/// What the close-up of one unit shows.
fn unit_content<'a>(scene: &Scene<'a>, places: &'a CloseUp) -> unit::Content<'a> {
    let selection = scene.selection;
    unit::Content {
        places,
        unit: selection.unit,
        pixels_alone: selection.zoom == Zoom::Pixels,
        query: query(scene),
        beside: selection.study.beside.map(|beside| (beside.unit, beside.question)),
        ablated: &selection.ablated,
    }
}

/// What the spotlight shows.
fn spotlight_content(scene: &Scene<'_>, layout: &Layout) -> spotlight::Content {
    let selection = scene.selection;
    let unit = scene.spotlight;
    let square = |unit| layout.wall.square_of(&scene.snapshot?.maps, unit);
    let query = query(scene);
    // Where the unit is looked at closely, what drives it stands large in the middle.
    let elsewhere = matches!(selection.zoom, Zoom::Unit | Zoom::Pixels);
    spotlight::Content {
        unit,
        ablated: unit.is_some_and(|unit| selection.is_ablated(unit)),
        on_wall: unit.and_then(square).is_some(),
        query: Query { question: query.question.filter(|_| !elsewhere), ..query },
    }
}

/// What is asked about pixels.
fn query(scene: &Scene<'_>) -> Query {
    let study = &scene.selection.study;
    Query { question: question(scene), filter: study.filter, pinned: study.pinned.is_some() }
}

fn question(scene: &Scene<'_>) -> Option<AttributionQuestion> {
    let selection = scene.selection;
    selection.study.question(selection.unit, selection.closely(), scene.outline)
}

/// The layer that is open, for its statistics.
fn open_layer(scene: &Scene<'_>) -> Option<usize> {
    scene.selection.closely().then_some(scene.selection.unit.layer)
}

/// The flip whose mark the pointer is on.
fn flip_at(scene: &Scene<'_>, hover: Hover) -> Option<Flip> {
    match hover.target {
        What::Flip(frame) => scene.history.evidence_of(frame).map(|evidence| evidence.flip),
        _ => None,
    }
}

/// The three actions that matter in this moment, and what they do.
fn actions(scene: &Scene<'_>) -> [(Action, &'static str); 3] {
    let selection = scene.selection;
    let freeze = if selection.frozen { "go on" } else { "hold still" };
    let look = match selection.zoom {
        _ if selection.room.is_some() => (Action::Back, "back to the network"),
        Zoom::Wall if selection.steering => (Action::Closer, "look inside this step"),
        Zoom::Wall => (Action::Move(Direction::Right), "choose a step"),
        Zoom::Layer => (Action::Closer, "look at one closely"),
        Zoom::Unit if selection.study.method.is_none() => {
            (Action::NextMethod, "which pixels drive it?")
        }
        Zoom::Unit | Zoom::Pixels => (Action::Back, "back"),
    };
    [(Action::Freeze, freeze), look, (Action::Help, "help")]
}
