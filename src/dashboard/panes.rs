//! The drawing of each pane with what it needs of the scene, and what can be touched in them.

use std::hash::{Hash, Hasher};

use super::attract::{choices, is_there as attracts};
use super::layout::{Layout, Pane};
use super::touring;
use crate::attribution::AttributionQuestion;
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::zoom::Zoom;
use crate::dynamics::history::Flip;
use crate::exhibit::scene::Scene;
use crate::exhibit::{self, Room};
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::colormaps::Colormaps;
use crate::view::controls::{self, Control, Slider, height};
use crate::view::inside::places::Places;
use crate::view::inside::unit::{self, CloseUp};
use crate::view::palette::Metrics;
use crate::view::pixels::Query;
use crate::view::{
    Brush, Hover, Target, What, answer, attract, doors, foot, inside, legend, picture, spotlight,
    statistics, strip, title, tooltip, wall,
};
use crate::words::message;

/// Draws one pane, which lies at `area`.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    (pane, area): (Pane, Rect),
    layout: &Layout,
    scene: &Scene<'_>,
    colormaps: &Colormaps,
) {
    match pane {
        Pane::Picture => {
            let beside = !layout.metrics.upright;
            let leads = wall::entry(&layout.wall, layout.maps).filter(|_| beside);
            picture::draw(brush, area, scene, leads);
        }
        Pane::Spotlight => match scene.rooms.aside(scene) {
            Some(aside) => aside.draw(brush, area, scene),
            None => spotlight::draw(brush, area, scene, &spotlight_content(scene, layout)),
        },
        Pane::Legend => legend::draw(brush, area, scene, scene.selection.patterns),
        Pane::Maps => {
            draw_middle(brush, layout, scene, colormaps);
            if let Some(hover) = scene.hover {
                tooltip::draw(brush, area, scene, hover, flip_at(scene, hover));
            }
        }
        Pane::Answer => answer::draw(brush, area, scene, scene.selection.wrong),
        Pane::Strip if scene.selection.statistics => {
            statistics::draw(brush, area, scene, open_layer(scene));
        }
        Pane::Strip => strip::draw(brush, area, scene),
        Pane::Tour => touring::draw(brush, layout, scene),
        Pane::Doors => {
            let doors = scene.rooms.doors(&scene.selection.choices);
            doors::draw(brush, area, &doors_content(scene, &doors));
        }
        Pane::Foot => foot::draw(brush, area, scene, scene.message),
        Pane::Attract => attract::draw(brush, area, scene, scene.depths, &choices(scene)),
    }
}

/// What of a pane is painted all over by what it shows, so that nobody needs to fill it before.
/// These places do not overlap.
pub(super) fn covered(
    (pane, area): (Pane, Rect),
    layout: &Layout,
    scene: &Scene<'_>,
    colormaps: &Colormaps,
) -> Vec<Rect> {
    let m = layout.metrics_of(pane);
    let one = |place: Option<Rect>| place.into_iter().collect();
    match pane {
        Pane::Picture => one(picture::covered(area, scene, &m)),
        Pane::Spotlight if scene.rooms.aside(scene).is_none() => {
            one(spotlight::covered(area, scene, &spotlight_content(scene, layout), &m))
        }
        Pane::Maps => match (layout.room, &layout.inside, &layout.close_up) {
            (None, Some(places), _) => {
                one(inside::covered(scene, &inside_content(scene, places), colormaps))
            }
            (None, None, None) => wall::covered(scene, &wall_content(scene, layout, colormaps)),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// What the bar of doors shows.
fn doors_content<'a>(scene: &Scene<'_>, doors: &'a [Door]) -> doors::Content<'a> {
    let selection = scene.selection;
    let covered = selection.help || selection.explain || attracts(scene);
    doors::Content {
        doors,
        open: (!covered).then(|| selection.door(scene.rooms)),
        explains: selection.explain,
        helps: selection.help,
        holding: scene.holding,
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
    match (layout.room, &layout.inside, &layout.close_up) {
        (Some(room), ..) => {
            let (area, groups) = controls_of(room, area, scene, &layout.metrics);
            scene.rooms.of(room).draw(brush, area, scene);
            for (place, controls) in groups {
                controls::draw(brush, place, &controls, scene.keyboard);
            }
        }
        (None, Some(places), _) => {
            inside::draw(brush, scene, &inside_content(scene, places), colormaps);
        }
        (None, None, Some(places)) => unit::draw(brush, scene, &unit_content(scene, places)),
        (None, None, None) => {
            wall::draw(brush, area, scene, &wall_content(scene, layout, colormaps));
        }
    }
}

/// What is left of an area for the room itself, and below that what a finger can change in it: its
/// own controls, and in rows of their own what shares its door.
fn controls_of(
    room: Room,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
) -> (Rect, [(Rect, Vec<Control>); 2]) {
    let [own, tabs] = controls(room, scene);
    let (rest, for_tabs) = area.split_bottom(height(area.width, &tabs, m));
    let (rest, for_own) = rest.split_bottom(height(area.width, &own, m));
    (rest, [(for_own, own), (for_tabs, tabs)])
}

/// What a finger can change in a room: its own controls, and what shares its door.
fn controls(room: Room, scene: &Scene<'_>) -> [Vec<Control>; 2] {
    let choice = scene.selection.choices.of(room);
    let exhibit = scene.rooms.of(room);
    let (current, door) = (exhibit.tab(choice), exhibit.about(choice).door);
    // A room without one leads there in its own way.
    let tabs = if current.is_some() { exhibit::tabs(door) } else { &[] };
    let tab = |&(action, words): &(Action, &'static str)| {
        let is_shown = current == Some(action);
        // Where one is already it leads nowhere.
        let action = if is_shown { Action::Open(door) } else { action };
        Control::Button(Button::new(action, message(words)).lit(is_shown))
    };
    [exhibit.controls(scene), tabs.iter().map(tab).collect()]
}

/// Hashes what is drawn of them.
pub(super) fn controls_stamp(room: Room, scene: &Scene<'_>, hash: &mut impl Hasher) {
    for control in controls(room, scene).into_iter().flatten() {
        match control {
            Control::Button(Button { action, label, tone, .. }) => {
                (action, label, tone as u8).hash(hash);
            }
            Control::Slider(Slider { knob, value, .. }) => (knob, value).hash(hash),
        }
    }
}

/// What can be touched where nothing lies over the rest: the bar, marks of flips, then squares,
/// then blocks.
pub(super) fn targets(layout: &Layout, scene: &Scene<'_>, face: &Typeface) -> Vec<Target> {
    let (m, selection) = (&layout.metrics, scene.selection);
    let mut targets = bar_targets(layout, scene);
    targets.extend(touring::targets(layout, scene, face));
    if !selection.statistics && !layout.strip.is_empty() {
        targets.extend(strip::targets(layout.strip, scene, m, face));
    }
    if !layout.picture.is_empty() {
        targets.extend(picture::targets(layout.picture, scene, m, face));
    }
    if scene.rooms.aside(scene).is_none() && selection.study.method.is_none() {
        targets.extend(spotlight::target(layout.spotlight, scene.spotlight, m));
    }
    if layout.room.is_some() {
        targets.push(title::target(layout.middle, m));
    }
    if !layout.answer.is_empty() {
        targets.extend(answer::targets(layout.answer, scene, selection.wrong, m, face));
    }
    targets.extend(match (layout.room, &layout.inside, &layout.close_up) {
        (Some(room), ..) => {
            let (area, groups) = controls_of(room, layout.middle, scene, m);
            let controls = groups.iter();
            let controls = controls.flat_map(|(place, group)| controls::targets(*place, group, m));
            controls.chain(scene.rooms.of(room).targets(area, scene, m, face)).collect()
        }
        (None, Some(places), _) => inside::targets(scene, &inside_content(scene, places), m),
        (None, None, Some(places)) => unit::targets(scene, &unit_content(scene, places), m),
        (None, None, None) => wall::targets(&layout.wall, scene, layout.middle, m),
    });
    targets
}

/// What can be touched whatever lies over the rest: the bar of doors.
pub(super) fn bar_targets(layout: &Layout, scene: &Scene<'_>) -> Vec<Target> {
    let doors = scene.rooms.doors(&scene.selection.choices);
    doors::targets(layout.doors, &layout.bars, &doors)
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
        patterns: scene.rooms.patterns(selection),
    }
}

/// What of the open layer is shown.
fn inside_content<'a>(scene: &Scene<'a>, places: &'a Places) -> inside::Content<'a> {
    let selection = scene.selection;
    inside::Content {
        places,
        unit: selection.unit,
        page: selection.page,
        hovered: scene.hover.and_then(|hover| match hover.target {
            What::Square(unit) => Some(unit),
            _ => None,
        }),
        ablated: &selection.ablated,
        query: query(scene),
        all_layers: selection.all_layers,
        statistics: selection.statistics,
        signals: selection.study.signals,
        patterns: scene.rooms.patterns(selection),
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
        method: selection.study.method,
        one_place: selection.study.peak_alone,
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
        line: unit.and_then(square).is_some(),
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
