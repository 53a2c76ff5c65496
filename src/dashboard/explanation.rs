//! The explanation: what is on the screen, in a few sentences for a newcomer, with its paper.

use crate::control::action::{Action, Direction};
use crate::control::experiment::Stage;
use crate::control::keyboard::Keyboard;
use crate::control::zoom::Zoom;
use crate::exhibit::scene::Scene;

/// A heading and paragraphs about what stands in the middle, or about the chair test while that is
/// open.
pub(super) fn explanation(scene: &Scene<'_>) -> (&'static str, Vec<String>) {
    let experiments = scene.selection.experiments;
    let (heading, sentences): (_, &[&str]) = match experiments.stage {
        Some(Stage::Flip(_)) => (
            "Why did it change its mind?",
            &[
                "Two pictures, a blink apart, that look alike to you, and that the network answers differently. The bars say how \
                 much each step changed between them, from the pixels at the left to the answer at the right.",
                "Two answers that are nearly equal change places for nothing; but networks like this one also change their answer \
                 for a movement of one pixel (Azulay and Weiss, Why do deep convolutional networks generalize so poorly to small \
                 image transformations?, 2019).",
            ],
        ),
        Some(Stage::Occlusion) => (
            "Which part does it need?",
            &[
                "A grey square hides one part of the picture after the other, and each time the network answers anew. Where the \
                 answer gets less sure, it needs what was hidden; where it gets another one, the colours say which.",
                "The third picture does the same for one detector of a late step, the one that found most; the fourth shows which \
                 pixels speak for that detector.",
                "After Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014), figure 7.",
            ],
        ),
        Some(Stage::Wiggles) => (
            "How little does it take?",
            &[
                "The picture is moved, zoomed and turned a little more each time, and the network answers anew. The lines say how \
                 far an early step, a late step and the answer have come from the picture at rest (Zeiler and Fergus 2014, figure 5).",
                "From these the smallest movement is found that changes the answer.",
                "Below, each pixel is made lighter or darker by so little that you cannot see it, each in the direction that hurts the \
                 answer most (Goodfellow et al., Explaining and Harnessing Adversarial Examples, 2015).",
            ],
        ),
        None if experiments.chair => (
            "The chair test",
            &[
                "While you move, each bar says how much one step changes from one picture to the next, in percent of what was there \
                 before. The line on a bar is its spread, the dot says how much the step turned (one minus the cosine).",
                "Do the early steps stay calm while the late ones jump? The numbers decide, for this network and for your way to \
                 move. The test counts for five seconds; the bars before and after it are the mean of the last second.",
                "Yosinski et al. (2015) saw the answers jump at small changes of the picture: this measures it.",
            ],
        ),
        None => return network(scene),
    };
    (heading, sentences.iter().map(|&sentence| sentence.to_owned()).collect())
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
    use std::time::Duration;

    use super::*;
    use crate::dynamics::activity::Activity;
    use crate::dynamics::history::History;
    use crate::exhibit::changes::chair::Chair;
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
            keyboard: &Keyboard::default(),
            appearance: selection.appearance,
            frozen: selection.frozen,
            newest: None,
        };
        look(&Scene {
            facts,
            selection,
            spotlight: None,
            hover: None,
            chair: &Chair::default(),
            studied: None,
            message: None,
            clock: Duration::ZERO,
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
        let stages = [Stage::Flip(None), Stage::Occlusion, Stage::Wiggles].map(Some);
        for (stage, chair) in stages.into_iter().map(|stage| (stage, false)).chain([(None, true)]) {
            let mut selection = Selection::default();
            (selection.experiments.stage, selection.experiments.chair) = (stage, chair);
            with_scene(&selection, |scene| {
                let (heading, paragraphs) = explanation(scene);
                let text = paragraphs.join(" ");
                assert!(text.contains("20"), "{heading}: no paper's year in {text}");
                assert!(text.len() < 800 && !text.contains("  "), "{heading}: {text}");
            });
        }
    }
}
