//! Moving about in the network: the arrows, closer and back, another network.

use proptest::prelude::*;

use super::*;
use crate::attribution::AttributionTarget;
use crate::control::action::Direction;
use crate::control::appearance::GAMMAS;
use crate::exhibit::findings::Findings;
use crate::geometry::{Point, Size};
use crate::network::manifest::Answers;
use crate::network::outline::{Block, Layer, ReceptiveField, Shape};
use crate::taps::plan::Plan;

/// Blocks of two layers each, the second shown; layer i has i + 1 channels.
fn outline(blocks: usize) -> Outline {
    let layer = |index: usize| Layer {
        name: format!("layer{index}"),
        node: index,
        block: index / 2,
        kind: "ReLU",
        shape: Shape { channels: index + 1, map: Size::new(4, 4) },
        signed: false,
        receptive_field: ReceptiveField::square(1.0, 1.0, 0.0),
        essential: true,
    };
    let block = |index: usize| Block {
        name: format!("block {index}"),
        layers: vec![2 * index, 2 * index + 1],
        shown: 2 * index + 1,
    };
    Outline {
        name: "fake".into(),
        title: "Fake".into(),
        year: 2020,
        input: Size::new(8, 8),
        answers: Answers::OneOf,
        assumed: false,
        untrained: false,
        own_weights: false,
        parameters: 0,
        layers: (0..2 * blocks).map(layer).collect(),
        blocks: (0..blocks).map(block).collect(),
        labels: Vec::new().into(),
    }
}

const PLACES: Arrangement<'static> =
    Arrangement { wall_columns: 3, grid_columns: 4, page: 8, order: &[] };

fn after(start: &Selection, actions: &[Action]) -> Selection {
    let outline = outline(8);
    let mut selection = start.clone();
    for &action in actions {
        selection.apply(action, &outline, PLACES, &Rooms::default());
    }
    selection
}

fn at(layer: usize, channel: usize) -> Selection {
    Selection { unit: Unit { layer, channel }, steering: true, ..Selection::default() }
}

#[test]
fn on_the_wall_left_and_right_follow_the_steps_and_up_and_down_stay_in_the_column() {
    // Rows: blocks 0 1 2 | 3 4 5 | 6 7.
    let block = |start: usize, direction| {
        after(&at(2 * start + 1, 0), &[Action::Move(direction)]).unit.layer / 2
    };
    assert_eq!(
        [block(0, Direction::Left), block(1, Direction::Left), block(3, Direction::Left)],
        [0, 0, 2]
    );
    assert_eq!(
        [block(1, Direction::Right), block(2, Direction::Right), block(7, Direction::Right)],
        [2, 3, 7]
    );
    assert_eq!([block(4, Direction::Up), block(1, Direction::Up)], [1, 1]);
    assert_eq!(
        [block(1, Direction::Down), block(5, Direction::Down), block(7, Direction::Down)],
        [4, 7, 7]
    );
}

#[test]
fn in_a_layer_arrows_move_among_channels() {
    // Layer 9: channels 0..10, four a row.
    let channel = |start: usize, action| {
        let mut selection = at(9, start);
        selection.zoom = Zoom::Layer;
        after(&selection, &[action]).unit.channel
    };
    assert_eq!(channel(3, Action::Move(Direction::Right)), 4);
    assert_eq!(channel(0, Action::Move(Direction::Left)), 0);
    assert_eq!(channel(2, Action::Move(Direction::Up)), 2);
    assert_eq!(channel(7, Action::Move(Direction::Up)), 3);
    assert_eq!(channel(7, Action::Move(Direction::Down)), 9, "the last row is short");
    assert_eq!(channel(9, Action::Move(Direction::Down)), 9);
    assert_eq!(channel(1, Action::Leap(Direction::Right)), 9);
    assert_eq!(channel(9, Action::Leap(Direction::Up)), 1);
}

#[test]
fn a_touch_opens_and_escape_leads_back_to_the_spotlight() {
    let inside = after(&Selection::default(), &[Action::PickLayer(5)]);
    assert_eq!((inside.zoom, inside.unit.layer, inside.steering), (Zoom::Layer, 5, true));
    assert!(inside.strongest, "at the strongest of its detectors");
    let back = after(&inside, &[Action::Help, Action::Back, Action::Back]);
    assert_eq!((back.help, back.zoom, back.steering), (false, Zoom::Wall, true));
    assert!(!after(&back, &[Action::Back]).steering);
}

#[test]
fn a_touched_square_opens_its_own_detector() {
    let unit = Unit { layer: 4, channel: 3 };
    let inside = after(&Selection::default(), &[Action::PickUnit(unit)]);
    assert_eq!((inside.zoom, inside.unit, inside.strongest), (Zoom::Layer, unit, false));
}

#[test]
fn doors_lead_from_everywhere_to_everywhere() {
    let rooms = Rooms::default();
    let doors = rooms.doors(&Selection::default().choices);
    assert_eq!(doors, Door::ALL);
    for &from in &doors {
        for &to in &doors {
            let there = after(&Selection::default(), &[Action::Open(from), Action::Open(to)]);
            assert_eq!(there.door(&rooms), to, "from {from:?}");
            let back = after(&there, &[Action::Back, Action::Back]);
            assert_eq!(back.door(&rooms), Door::See, "back from {to:?}");
        }
    }
}

#[test]
fn whoever_says_that_it_is_wrong_is_asked_about_a_held_picture() {
    let asked = after(&Selection::default(), &[Action::Wrong]);
    assert_eq!((asked.wrong, asked.frozen), (Some(Wrong::Which), true));
    let none = after(&asked, &[Action::NoneOfItsWords]);
    assert_eq!((none.wrong, none.frozen), (Some(Wrong::NoneOfItsWords), true));
    for end in [Action::Back, Action::Wrong] {
        let end = after(&asked, &[end]);
        assert_eq!((end.wrong, end.frozen), (None, false));
    }
    for away in [Action::Open(Door::See), Action::Open(Door::Inside)] {
        assert!(!after(&asked, &[away]).frozen, "{away:?} leaves it held for nobody");
    }
    assert!(!asked.on_another_network(&Rooms::default()).frozen);
    let before = after(&Selection::default(), &[Action::Freeze]);
    let asked_before = after(&before, &[Action::Wrong, Action::Wrong]);
    assert!(asked_before.frozen, "who has held it before holds it still");
    let chosen = after(&asked, &[Action::PickClass(1)]);
    assert_eq!((chosen.wrong, chosen.door(&Rooms::default())), (None, Door::Hide));
    assert_eq!(chosen.study.pinned, Some(AttributionTarget::Class(1)));
}

#[test]
fn back_on_the_wall_the_cursor_stands_on_the_blocks_shown_layer() {
    let inside = after(&at(5, 3), &[Action::Closer, Action::PreviousLayer]);
    assert_eq!(inside.unit.layer, 4);
    assert_eq!(after(&inside, &[Action::Back]).unit.layer, 5);
}

#[test]
fn the_next_layer_keeps_the_unit_where_it_can() {
    let there = after(&at(5, 5), &[Action::PreviousLayer]);
    assert_eq!(there.unit, Unit { layer: 4, channel: 4 });
    assert_eq!(after(&there, &[Action::NextLayer]).unit, Unit { layer: 5, channel: 4 });
}

#[test]
fn another_network_begins_on_its_wall_with_the_same_switches() {
    let actions = [Action::Closer, Action::Freeze, Action::EveryChannel, Action::Gamma];
    let there = after(&at(5, 3), &actions).on_another_network(&Rooms::default());
    assert_eq!((there.zoom, there.unit, there.steering), (Zoom::Wall, Unit::default(), false));
    assert_eq!((there.frozen, there.every_channel, there.appearance.gamma), (true, true, 1));
}

#[test]
fn pages_end_with_the_last_square_and_the_cursor_finds_its_own() {
    // Layer 15: sixteen channels, eight a page.
    let mut inside = at(15, 0);
    inside.zoom = Zoom::Layer;
    let page = |actions: &[Action]| {
        let there = after(&inside, actions);
        (there.page, there.follow)
    };
    assert_eq!(page(&[Action::NextPage]), (1, false));
    assert_eq!(page(&[Action::NextPage, Action::NextPage]), (1, false), "there are two");
    assert_eq!(page(&[Action::NextPage, Action::PreviousPage]), (0, false));
    assert_eq!(page(&[Action::PreviousPage]), (0, false));
    let moved = after(&inside, &[Action::NextPage, Action::Move(Direction::Right)]);
    assert_eq!((moved.unit.channel, moved.follow), (1, true));
}

#[test]
fn whoever_comes_inside_is_shown_pixels_and_whoever_leaves_asks_nothing() {
    let inside = after(&at(5, 3), &[Action::Closer]);
    assert_eq!(
        (inside.zoom, inside.study.lent, inside.study.peak_alone),
        (Zoom::Layer, true, true)
    );
    assert!(inside.study.method.is_some());
    for way in [Action::Back, Action::Open(Door::See)] {
        assert_eq!(after(&inside, &[way]).study.method, None, "{way:?}");
    }
    let closer = after(&inside, &[Action::Closer, Action::Closer]);
    assert_eq!((closer.zoom, closer.study.lent), (Zoom::Pixels, true));
    let back = after(&closer, &[Action::Back, Action::Back, Action::Back]);
    assert_eq!((back.zoom, back.study.method), (Zoom::Wall, None));
    let chosen = after(&inside, &[Action::NextMethod, Action::Back]);
    assert!(chosen.study.method.is_some(), "what was chosen stays");
}

#[test]
fn the_ring_stays_with_its_unit() {
    let inside = after(&at(5, 3), &[Action::Closer, Action::PickPlace(Point::new(2, 1))]);
    assert_eq!(inside.study.ring, Some((Unit { layer: 5, channel: 3 }, Point::new(2, 1))));
}

fn any_action() -> impl Strategy<Value = Action> {
    let direction = prop_oneof![
        Just(Direction::Left),
        Just(Direction::Right),
        Just(Direction::Up),
        Just(Direction::Down)
    ];
    let unit = (0_usize..99, 0_usize..99).prop_map(|(layer, channel)| Unit { layer, channel });
    prop_oneof![
        direction.clone().prop_map(Action::Move),
        direction.prop_map(Action::Leap),
        unit.clone().prop_map(Action::PickUnit),
        unit.prop_map(|unit| Action::PickLayer(unit.layer)),
        Just(Action::PreviousLayer),
        Just(Action::NextLayer),
        Just(Action::NextPage),
        Just(Action::PreviousPage),
        Just(Action::AllLayers),
        Just(Action::Closer),
        Just(Action::Back),
        Just(Action::Freeze),
        Just(Action::EveryChannel),
        Just(Action::Gamma),
        Just(Action::Help),
        Just(Action::Explain),
    ]
}

/// What is left of a picture that was live, then rubbed out, and then these are done: whether it is
/// held, and whether anything is rubbed out.
fn rubbed_and_then(frozen: bool, actions: &[Action]) -> (bool, bool) {
    use crate::control::action::Stroke;
    use crate::dynamics::history::History;
    let outline = std::sync::Arc::new(crate::made_up::outline(6, 16));
    let (mut rooms, mut selection) = (Rooms::default(), Selection::default());
    let snapshot = crate::made_up::snapshot(&outline, &Plan::default(), 3, 0.6);
    let at = Point::new(50, 50);
    let rub = [Action::Open(Door::Hide), Action::Rub(Stroke { from: at, to: at })];
    let freeze = frozen.then_some(Action::Freeze);
    for &action in freeze.iter().chain(&rub).chain(actions) {
        rooms.see(&snapshot, &Findings::default(), &History::default(), &selection, None);
        selection.apply(action, &outline, PLACES, &rooms);
    }
    let plan = rooms.inquiry(Plan::default(), &selection, &outline).plan;
    (selection.frozen, plan.erased.is_some())
}

#[test]
fn a_picture_is_held_while_one_rubs_and_goes_on_with_space_or_where_one_leaves() {
    use crate::exhibit::counts::{OCCLUSION, WIPE};
    for frozen in [false, true] {
        assert_eq!(rubbed_and_then(frozen, &[]), (true, true));
        assert_eq!(rubbed_and_then(frozen, &[WIPE]), (true, false), "to try once more");
        assert_eq!(rubbed_and_then(frozen, &[Action::Freeze]), (false, false));
        // Whoever had held it before has it still.
        for leaves in
            [Action::Back, Action::Open(Door::See), Action::Open(Door::Changes), OCCLUSION]
        {
            assert_eq!(rubbed_and_then(frozen, &[leaves]), (frozen, false), "{leaves:?}");
            let back = [leaves, Action::Open(Door::Hide)];
            assert_eq!(rubbed_and_then(frozen, &back), (frozen, false), "{leaves:?} and back");
        }
        for other in [
            Action::NextPicture,
            Action::PreviousPicture,
            Action::SwitchSource,
            Action::NextCamera,
            Action::NextNetwork,
        ] {
            assert_eq!(rubbed_and_then(frozen, &[other]), (frozen, false), "{other:?}");
        }
    }
}

proptest! {
    #[test]
    fn the_selection_never_leaves_the_network(
        blocks in 1_usize..20,
        wall_columns in 0_usize..9,
        grid_columns in 0_usize..40,
        actions in proptest::collection::vec(any_action(), 0..60),
    ) {
        let outline = outline(blocks);
        let (mut selection, rooms) = (Selection::default(), Rooms::default());
        for action in actions {
            let places = Arrangement { wall_columns, grid_columns, ..Arrangement::default() };
            selection.apply(action, &outline, places, &rooms);
            let layer = outline.layers.get(selection.unit.layer);
            prop_assert!(layer.is_some_and(|layer| selection.unit.channel < layer.shape.channels));
            prop_assert!(selection.appearance.gamma < GAMMAS.len());
            prop_assert!(!(selection.help && selection.explain));
        }
    }
}
