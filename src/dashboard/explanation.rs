//! The words of the explanation (`i`): what is on the screen, for a newcomer, with its paper.

use crate::control::action::{Action, Direction};
use crate::control::keyboard::Keyboard;
use crate::control::zoom::Zoom;
use crate::exhibit::scene::Scene;

/// A heading and paragraphs about what stands in the middle, or about what stands below the
/// camera's picture while the network itself is in the middle.
pub(super) fn explanation(scene: &Scene<'_>) -> (&'static str, Vec<String>) {
    let selection = scene.selection;
    let open = selection.room.map(|room| scene.rooms.of(room).about(selection.choices.of(room)));
    let aside = || scene.rooms.aside(scene).and_then(|aside| aside.about(scene));
    let Some(about) = open.or_else(aside) else { return network(scene) };
    (about.title, about.explains.iter().map(|&sentence| sentence.to_owned()).collect())
}

/// The wall, a layer or a unit.
fn network(scene: &Scene<'_>) -> (&'static str, Vec<String>) {
    let known = scene.outline.labels.len();
    let millions = scene.outline.parameters as f64 / 1e6;
    let title = &scene.outline.title;
    let cap = |action| scene.keyboard.cap(action);
    let switches_off = |key| {
        format!("{key} switches the detector off: the answer shows at once what it was good for. ")
    };
    match scene.selection.zoom {
        Zoom::Wall => (
            "What am I looking at?",
            vec![
                if scene.outline.untrained {
                    format!(
                        "This is {title}, a neural network of {millions:.1} million numbers, but untrained: they were \
                         made up by a formula. What flows through it is computed truly; what it answers means nothing."
                    )
                } else {
                    let pictures = if scene.outline.own_weights {
                        "pictures"
                    } else {
                        "more than a million photographs"
                    };
                    format!(
                        "This is {title}, a neural network: {millions:.1} million numbers, set by training on {pictures} \
                         until the answers fitted. It runs on this computer, now, on this picture."
                    )
                },
                format!(
                    "Every square is one detector (a channel). The picture is slid past it, and the square lights up \
                     where the detector finds its thing (its activation map). Each step works with what the step \
                     before has found{}",
                    if scene.outline.untrained {
                        "."
                    } else {
                        ": edges become textures, textures become parts, parts become things."
                    }
                ),
                "Light says how strongly, compared with the strongest of the same step. Colour only says which step. \
                 Late squares are coarse, because each of their values has seen most of the picture."
                    .to_owned(),
                if known == 1 {
                    "The last step feeds a single class score. With nothing to choose among, it is always 100 %.".into()
                } else {
                    format!(
                        "The last step feeds {known} class scores, turned into percentages. The network must choose among \
                         these {known}: when what it sees is none of them, it wavers. Small movements can change its mind."
                    )
                },
                "After Yosinski et al., Understanding Neural Networks Through Deep Visualization (2015).".to_owned(),
            ],
        ),
        Zoom::Layer => (
            "Inside one step",
            vec![
                "These are all detectors (channels) of one layer, in their own order. White is the strongest of the \
                 whole layer, so that two squares can be compared. A stroke through an empty square: this detector \
                 finds nothing anywhere in this picture."
                    .to_owned(),
                format!("{}{}", to_a_detector(scene.keyboard), to_other_layers(scene.keyboard)),
                "A layer whose values can be negative shows zero as dark, and what is below zero in grey."
                    .to_owned(),
            ],
        ),
        Zoom::Unit | Zoom::Pixels => (
            "One detector, and what drives it",
            vec![
                "At the left a detector (a channel) glows where it finds its thing (its activation map). The dot is its \
                 strongest place; the white frame is all of the picture that this place has seen (its receptive field)."
                    .to_owned(),
                format!(
                    "At the right{}: how much each pixel would raise or lower it. Gradient is the plain slope; guided and \
                     deconvnet keep only what speaks for it, which draws cleaner lines (Zeiler and Fergus 2014; \
                     Springenberg et al. 2015). Grad-CAM says where in the picture a class is seen (Selvaraju et al. \
                     2017).",
                    cap(Action::NextMethod).map(|key| format!(", after {key}")).unwrap_or_default()
                ),
                format!(
                    "{}The small squares below are the kernels that it is made of; middle grey is zero.",
                    cap(Action::SwitchUnit).map(switches_off).unwrap_or_default()
                ),
            ],
        ),
    }
}

/// How one gets to a detector of the open layer.
fn to_a_detector(keyboard: &Keyboard) -> String {
    let moves = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
    let keys: Vec<String> = moves.iter().filter_map(|&to| keyboard.cap(Action::Move(to))).collect();
    let (who, verb) = match keys.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["←", "→", "↑", "↓"] => ("The arrow keys".to_owned(), "move"),
        [] => ("A click".to_owned(), "leads"),
        [only] => (format!("The key {only}"), "moves"),
        _ => (format!("The keys {}", keys.join(" ")), "move"),
    };
    format!("{who} {verb} to a single detector; it is shown large at the left, over the picture.")
}

/// How one gets from the open layer to the others, where a key does that.
fn to_other_layers(keyboard: &Keyboard) -> String {
    let all = ", also those that the overview leaves out.";
    let (previous, next) = (Action::PreviousLayer, Action::NextLayer);
    match (keyboard.cap(previous), keyboard.cap(next)) {
        (Some(previous), Some(next)) => {
            format!(" The keys {previous} and {next} go to the previous and next layer{all}")
        }
        (Some(key), None) => format!(" The key {key} goes to the previous layer{all}"),
        (None, Some(key)) => format!(" The key {key} goes to the next layer{all}"),
        (None, None) => String::new(),
    }
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
    use crate::network::outline::Outline;
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
            pressed: None,
            holding: None,
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
            let arrangement = Arrangement { wall_columns: 3, grid_columns: 8 };
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
