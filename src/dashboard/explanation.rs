//! The words of the explanation (`i`): what is on the screen, for a newcomer, with its paper.

use crate::control::action::{Action, Direction};
use crate::control::keyboard::Keyboard;
use crate::control::zoom::Zoom;
use crate::exhibit::scene::Scene;
use crate::network::manifest::Answers;
use crate::network::outline::Outline;
use crate::view::wording::amount;
use crate::words::message;

/// A heading and paragraphs about what stands in the middle.
pub(super) fn explanation(scene: &Scene<'_>) -> (String, Vec<String>) {
    let selection = scene.selection;
    let open = selection.room.map(|room| scene.rooms.of(room).about(selection.choices.of(room)));
    let Some(about) = open else { return network(scene) };
    (message(about.title), about.explains.iter().map(|paragraph| message(paragraph)).collect())
}

/// The wall, a layer or a unit.
fn network(scene: &Scene<'_>) -> (String, Vec<String>) {
    let keyboard = scene.keyboard;
    match scene.selection.zoom {
        Zoom::Wall => (say!("explain-wall-title"), wall(scene.outline)),
        Zoom::Layer => {
            let ways: Vec<String> =
                [to_a_detector(keyboard)].into_iter().chain(to_other_layers(keyboard)).collect();
            let ways = ways.join(" ");
            (
                say!("explain-layer-title"),
                vec![say!("explain-layer-squares"), ways, say!("explain-layer-negative")],
            )
        }
        Zoom::Unit | Zoom::Pixels => {
            let pixels = keyboard.cap(Action::NextMethod).map_or_else(
                || say!("explain-unit-pixels"),
                |key| say!("explain-unit-pixels-key", key = key),
            );
            let kernels = keyboard.cap(Action::SwitchUnit).map_or_else(
                || say!("explain-unit-kernels"),
                |key| say!("explain-unit-switch", key = key),
            );
            (say!("explain-unit-title"), vec![say!("explain-unit-map"), pixels, kernels])
        }
    }
}

/// What the wall shows, of this network.
fn wall(outline: &Outline) -> Vec<String> {
    let (network, known) = (&outline.title, outline.labels.len());
    let amount = amount(outline.parameters);
    let mut words = vec![
        if outline.untrained {
            say!("explain-wall-untrained", network = network, amount = amount)
        } else if outline.own_weights {
            say!("explain-wall-own-weights", network = network, amount = amount)
        } else {
            say!("explain-wall-network", network = network, amount = amount)
        },
        if outline.untrained {
            say!("explain-wall-squares-untrained")
        } else {
            say!("explain-wall-squares")
        },
        say!("explain-wall-light"),
        match (outline.answers, known) {
            (_, 1) => say!("explain-wall-one-class"),
            (Answers::OneOf, _) => say!("explain-wall-classes", classes = known),
            (Answers::Several, _) => say!("explain-wall-several", classes = known),
        },
        say!("explain-wall-paper"),
    ];
    if outline.assumed {
        let size = outline.input.high_by_wide();
        words.push(say!("explain-wall-assumed", size = size));
    }
    words
}

/// How one gets to a detector of the open layer.
fn to_a_detector(keyboard: &Keyboard) -> String {
    let moves = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
    let keys: Vec<String> = moves.iter().filter_map(|&to| keyboard.cap(Action::Move(to))).collect();
    match keys.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["←", "→", "↑", "↓"] => say!("explain-to-detector-arrows"),
        [] => say!("explain-to-detector-click"),
        [only] => say!("explain-to-detector-key", key = only),
        _ => say!("explain-to-detector-keys", keys = keys.join(" ")),
    }
}

/// How one gets from the open layer to the others, where a key does that.
fn to_other_layers(keyboard: &Keyboard) -> Option<String> {
    let (previous, next) = (Action::PreviousLayer, Action::NextLayer);
    Some(match (keyboard.cap(previous), keyboard.cap(next)) {
        (Some(previous), Some(next)) => say!("explain-to-layers", previous = previous, next = next),
        (Some(key), None) => say!("explain-to-layer-before", key = key),
        (None, Some(key)) => say!("explain-to-layer-after", key = key),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::control::moving::Arrangement;
    use crate::dynamics::activity::Activity;
    use crate::dynamics::history::History;
    use crate::exhibit::changes::{CHAIR_TEST, HOW_LITTLE};
    use crate::exhibit::counts::OCCLUSION;
    use crate::exhibit::rooms::Rooms;
    use crate::exhibit::selection::Selection;
    use crate::made_up::outline;
    use crate::view::facts::Facts;
    use crate::view::status::Status;

    /// A scene of nothing but this selection.
    fn with_scene(selection: &Selection, look: impl FnOnce(&Scene<'_>)) {
        let facts = Facts {
            outline: &outline(18, 40),
            snapshot: None,
            history: &History::default(),
            activity: &Activity::default(),
            status: &Status::default(),
            keyboard: &crate::exhibit::keyboard(),
            names: &selection.names,
            appearance: selection.appearance,
            frozen: selection.frozen,
            newest: None,
        };
        look(&Scene {
            facts,
            findings: &crate::exhibit::findings::Findings::default(),
            selection,
            spotlight: None,
            hover: None,
            depths: &[],
            pressed: None,
            holding: None,
            tour_ends_in: None,
            rooms: &Rooms::default(),
            message: None,
        });
    }

    #[test]
    fn what_own_weights_were_trained_on_is_not_claimed() {
        let told = |outline: &Outline| {
            let mut told = String::new();
            with_scene(&Selection::default(), |scene| {
                let facts = Facts { outline, ..scene.facts };
                told = network(&Scene { facts, ..*scene }).1.join(" ");
            });
            told
        };
        assert!(told(&outline(18, 40)).contains("a million photographs"));
        let labels: Arc<[String]> = ["cat".to_owned()].into();
        let own = Outline { own_weights: true, labels, ..outline(18, 40) };
        let words = told(&own);
        assert!(
            !words.contains("million photographs") && words.contains("a single class"),
            "{words}"
        );
    }

    #[test]
    fn every_pane_is_explained_in_a_few_sentences_with_a_paper() {
        for action in [Action::PickFlip(7), OCCLUSION, HOW_LITTLE, CHAIR_TEST] {
            let (mut selection, outline) = (Selection::default(), outline(18, 40));
            let arrangement =
                Arrangement { wall_columns: 3, grid_columns: 8, ..Arrangement::default() };
            selection.apply(action, &outline, arrangement, &Rooms::default());
            with_scene(&selection, |scene| {
                let (heading, paragraphs) = explanation(scene);
                let text = paragraphs.join(" ");
                assert!(text.contains("20"), "{heading}: no paper's year in {text}");
                assert!(text.len() < 800 && !text.contains("  "), "{heading}: {text}");
            });
        }
    }
}
