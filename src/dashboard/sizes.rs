//! Tests of every page at every size: no text is cut, none lies on another, fingers find targets.

use std::sync::Arc;

use deepvis_camera::{Held, PowerLine, Tuned};

use super::games;
use super::goldens::Setting;
use super::lesson;
use super::search;
use super::teach;
use super::{dreams, dreams_noise};
use crate::canvas::text::audit::{Line, lines};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::exhibit::changes::{CHAIR, CHAIR_TEST, HOW_LITTLE};
use crate::exhibit::clock::CLOCK;
use crate::exhibit::counts::{BY_PIXEL, OCCLUSION, REMOVAL};
use crate::exhibit::grow::{CLEAR, GROW, VIEWS as GROW_VIEWS};
use crate::exhibit::likes::RECIPES;
use crate::exhibit::minds::{OTHER_NETWORK, TWO_NETWORKS};
use crate::exhibit::play::{AGAINST_IT, BOX, DUEL, FLIP_IT, FOOL_IT, HIDE_IT, START};
use crate::exhibit::untangle::{CELLS, LAYERS, ON, PART, PICK, UNTANGLE};
use crate::exhibit::word_map::{CLOSER, NEXT_GROUP, WORD_MAP};
use crate::exhibit::{FIRST_TASK, TOUR, TOUR_NEXT};
use crate::geometry::{Point, Size};
use crate::made_up;
use crate::network::guess::Guess;
use crate::network::labels::named;
use crate::network::manifest::Answers;
use crate::network::outline::Outline;
use crate::taps::plan::Unit;
use crate::view::{Target, What};
use crate::words::{self, Language};

/// The sizes at which everything must be whole.
const SIZES: [(i32, i32); 6] =
    [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)];

/// From here on a finger finds everything.
const FROM: i32 = 1280;

const PLAY: Action = Action::Open(Door::Play);
const LOOKS_FOR: Action = Action::Open(Door::LooksFor);
/// Made-up detectors of which little is found.
const FEW: Unit = Unit { layer: 9, channel: 5 };
const DARK: Unit = Unit { layer: 9, channel: 7 };

/// Every page, by what leads there.
fn pages() -> Vec<(&'static str, Vec<Action>)> {
    vec![
        ("wall", vec![]),
        ("wrong", vec![Action::Wrong]),
        ("none of its words", vec![Action::Wrong, Action::NoneOfItsWords]),
        ("layer", vec![Action::PickLayer(9)]),
        ("all layers", vec![Action::PickLayer(9), Action::AllLayers]),
        ("numbers", vec![Action::PickLayer(9), Action::Statistics]),
        ("taken away", vec![Action::PickLayer(9), Action::SwitchUnit]),
        ("unit", vec![Action::PickLayer(9), Action::Closer]),
        ("beside", vec![Action::PickLayer(9), Action::Closer, Action::Beside]),
        ("pixels", vec![Action::PickLayer(9), Action::Closer, Action::Closer]),
        ("hide", vec![Action::Open(Door::Hide)]),
        ("removal", vec![REMOVAL]),
        ("removal explained", vec![REMOVAL, Action::Explain]),
        ("why not", vec![Action::Open(Door::Hide), Action::PickClass(1)]),
        ("pixel by pixel", vec![Action::Open(Door::Hide), Action::PickClass(1), BY_PIXEL]),
        ("every place", vec![OCCLUSION]),
        ("flip", vec![Action::Open(Door::Changes)]),
        ("flip let go", vec![Action::PickFlip(7)]),
        ("how little", vec![HOW_LITTLE]),
        ("clock", vec![CLOCK]),
        ("chair", vec![CHAIR]),
        ("chair test", vec![CHAIR_TEST]),
        ("two networks", vec![TWO_NETWORKS]),
        ("two that differ", vec![TWO_NETWORKS, OTHER_NETWORK]),
        ("patterns", vec![Action::Patterns]),
        ("patterns of a layer", vec![Action::PickLayer(9), Action::Patterns]),
        ("one detector", vec![Action::PickLayer(9), LOOKS_FOR]),
        ("a detector of few favourites", vec![Action::PickUnit(FEW), LOOKS_FOR]),
        ("a detector that stays dark", vec![Action::PickUnit(DARK), LOOKS_FOR]),
        ("a detector taken away", vec![LOOKS_FOR, Action::SwitchUnit]),
        ("a word", vec![LOOKS_FOR, Action::PickClass(2)]),
        ("four recipes", vec![LOOKS_FOR, RECIPES]),
        ("find", vec![PLAY]),
        ("find runs", vec![PLAY, START]),
        ("duel", vec![PLAY, DUEL]),
        ("box", vec![PLAY, BOX]),
        ("tour", vec![TOUR, TOUR_NEXT]),
        ("tour inside", vec![TOUR, TOUR_NEXT, TOUR_NEXT]),
        ("tour before a door", vec![TOUR, TOUR_NEXT, TOUR_NEXT, TOUR_NEXT]),
        ("tour behind door 3", [vec![TOUR], vec![TOUR_NEXT; 4]].concat()),
        ("tour where one rubs", [vec![TOUR], vec![TOUR_NEXT; 6]].concat()),
        ("tour behind door 5", vec![TOUR, Action::Open(Door::Changes)]),
        ("tour at its end", [vec![TOUR], vec![TOUR_NEXT; 11]].concat()),
        ("first task", vec![FIRST_TASK]),
        ("first task answered", vec![FIRST_TASK, TOUR_NEXT]),
        ("hide it", vec![HIDE_IT]),
        ("flip it", vec![FLIP_IT]),
        ("fool it", vec![FOOL_IT]),
        ("against it", vec![AGAINST_IT]),
        ("word map", vec![WORD_MAP]),
        ("word map, closer", vec![WORD_MAP, CLOSER, CLOSER, Action::PickClass(7), CLOSER]),
        ("word map, a group", vec![WORD_MAP, NEXT_GROUP, Action::PickClass(3)]),
        ("grow", vec![GROW]),
        ("grow, knobs", vec![GROW, GROW_VIEWS[1]]),
        ("grow, maps", vec![GROW, GROW_VIEWS[2]]),
        ("grow, an empty field", vec![GROW, CLEAR]),
        ("grow explained", vec![GROW, Action::Explain]),
        ("untangle", vec![UNTANGLE]),
        ("untangle, the line", vec![UNTANGLE, PART[3], ON, ON]),
        ("untangle in space", [vec![UNTANGLE, CELLS[1]], vec![LAYERS[1]; 3]].concat()),
        ("untangle, its own", vec![UNTANGLE, PICK[3]]),
        ("untangle explained", vec![UNTANGLE, Action::Explain]),
        ("help", vec![Action::Help]),
        ("explain", vec![Action::Explain]),
    ]
}

/// Every page at these sizes, in this language, with usual or larger words.
struct Look<'a> {
    sizes: &'a [(i32, i32)],
    language: Language,
    large_text: bool,
}

const USUAL: Look<'_> = Look { sizes: &SIZES, language: Language::English, large_text: false };

/// A page at this size; of a still photo, or live.
fn setting(size: (i32, i32), actions: &[Action], still: bool) -> Setting {
    let labels = Some(named("imagenet_labels.txt").unwrap());
    let mut setting = Setting { size: Size::new(size.0, size.1), labels, ..Setting::default() };
    (setting.status.still, setting.status.camera) = (still, !still);
    for &action in actions {
        setting.act(action);
    }
    setting
}

/// A camera with all that can be set.
fn tuned() -> Tuned {
    Tuned {
        power_line: Some(PowerLine::Automatic),
        held: vec![Held::Focus],
        automatic: vec![Held::Exposure],
        low_light_rate: Some(false),
        zoom: Some((4, 5)),
    }
}

fn each(mut look: impl FnMut(&str, (i32, i32), &Setting)) {
    each_that_looks(&USUAL, |page, size, setting| look(page, size, setting));
}

fn each_that_looks(as_it_is: &Look<'_>, mut visit: impl FnMut(&str, (i32, i32), &Setting)) {
    words::speak(as_it_is.language);
    let mut look = |page: &str, size: (i32, i32), setting: &Setting| {
        let mut setting = setting.clone();
        let selection = &mut setting.selection;
        (selection.language, selection.large_text) = (as_it_is.language, as_it_is.large_text);
        visit(page, size, &setting);
    };
    for &size in as_it_is.sizes {
        for (page, actions) in pages() {
            for still in [false, true] {
                look(page, size, &setting(size, &actions, still));
            }
        }
        // Found, lost, and between two turns: fish are the first classes.
        for (page, action, thing, apart) in [
            ("find won", START, "fish", 20),
            ("find lost", START, "cup", 60),
            ("between two turns", DUEL, "cup", 100),
            ("duel over", DUEL, "fish", 100),
        ] {
            let mut over = setting(size, &[PLAY, action], false);
            (over.told.things, over.apart) = (vec![thing.to_owned()], apart);
            look(page, size, &over);
        }
        let of = Size::new(size.0, size.1);
        look("search", size, &search::setting(of, &[], Vec::new()));
        look("found", size, &search::compared(of));
        let rooms = games::settings(of).into_iter().chain(teach::settings(of));
        let dreams = dreams::settings(of).into_iter().chain(dreams_noise::settings(of));
        for (page, setting) in rooms.chain(lesson::settings(of)).chain(dreams) {
            look(page, size, &setting);
        }
        let mut wall = search::named(setting(size, &[], false));
        look("named", size, &wall);
        wall.act(Action::PickLayer(9));
        wall.selection.begin_naming(&made_up::outline(18, 40), &[4, 0, 1]);
        look("naming", size, &wall);
        for camera in [true, false] {
            let mut attract = setting(size, &[], !camera);
            attract.status.attraction = true;
            look("attract", size, &attract);
        }
        for camera in [true, false] {
            let mut rubbed = setting(size, &[], !camera);
            rubbed.rub(Point::new(40, 50), Point::new(150, 120));
            look("rubbed", size, &rubbed);
        }
        let mut presenter = setting(size, &[Action::Help], false);
        presenter.selection.presenter = true;
        look("presenter", size, &presenter);
        presenter.status.tuned = Some(tuned());
        presenter.status.source = "camera 0: Integrated Webcam 640x480 30 fps MJPEG".into();
        look("presenter of a camera", size, &presenter);
        presenter.status.kiosk = true;
        look("presenter of a kiosk", size, &presenter);
    }
}

/// Two lines that lie on each other, by more than a pixel.
fn overlap(lines: &[Line]) -> Option<(&Line, &Line)> {
    lines.iter().enumerate().find_map(|(n, line)| {
        let on = |other: &&Line| {
            let both = line.area.intersect(other.area);
            both.width > 1 && both.height > 1 && line.text != other.text
        };
        Some((line, lines[..n].iter().find(on)?))
    })
}

/// What is wrong with the text of every page.
fn wrong(look: &Look<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    each_that_looks(look, |page, size, setting| {
        let lines = lines(|| drop(setting.show()));
        let cut = lines.iter().filter(|line| line.cut).map(|line| format!("cut: {}", line.text));
        let over = overlap(&lines).map(|(a, b)| format!("{:?} on {:?}", a.text, b.text));
        wrong.extend(cut.chain(over).map(|what| format!("{page} at {size:?}: {what}")));
    });
    wrong.dedup();
    wrong
}

#[test]
fn no_text_is_cut_and_none_lies_on_another() {
    let wrong = wrong(&USUAL);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

fn named_classes(names: &[&str]) -> Arc<[String]> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Two classes of a wide picture, of which nobody has said more.
fn two(outline: Outline) -> Outline {
    let labels = named_classes(&["no", "yes"]);
    let input = Size::new(320, 160);
    Outline { input, assumed: true, own_weights: true, labels, ..outline }
}

/// Eight classes of a tall picture, of which any number may be meant at once.
fn eight(outline: Outline) -> Outline {
    let names = ["fork", "knife", "spoon", "plate", "cup", "bowl", "pan", "a lid of any size"];
    let (labels, answers) = (named_classes(&names), Answers::Several);
    let input = Size::new(28, 56);
    Outline { input, answers, own_weights: true, labels, ..outline }
}

#[test]
fn no_text_is_cut_of_few_classes_several_at_once_or_oblong_pictures() {
    let mut wrong = Vec::new();
    for (kind, of, classes) in [
        ("two", two as fn(Outline) -> Outline, Some(2)),
        ("eight", eight, None),
        ("signed", signed, None),
    ] {
        for size in [(800, 500), (1280, 800)] {
            for (page, actions) in pages() {
                let mut setting = Setting { classes, of, ..Setting::default() };
                setting.size = Size::new(size.0, size.1);
                for &action in &actions {
                    setting.act(action);
                }
                let lines = lines(|| drop(setting.show()));
                let cut = lines.iter().filter(|line| line.cut);
                let cut = cut.map(|line| format!("cut: {}", line.text));
                let over = overlap(&lines).map(|(a, b)| format!("{:?} on {:?}", a.text, b.text));
                wrong.extend(
                    cut.chain(over).map(|what| format!("{kind}, {page}, {size:?}: {what}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Nothing is rectified.
fn signed(mut outline: Outline) -> Outline {
    outline.layers.iter_mut().for_each(|layer| layer.signed = true);
    outline
}

#[test]
fn where_maps_go_below_zero_the_legend_says_so_in_every_language() {
    let grey = ["grey", "grau", "gris", "gris"];
    for (language, grey) in Language::ALL.into_iter().zip(grey) {
        words::speak(language);
        for size in [(800, 500), (1280, 800)] {
            let says = |of: fn(Outline) -> Outline| {
                let mut setting = Setting { of, ..setting(size, &[], false) };
                setting.selection.language = language;
                let lines = lines(|| drop(setting.show()));
                lines.iter().any(|line| !line.cut && line.text.contains(grey))
            };
            assert!(says(signed) && !says(|outline| outline), "{language:?} at {size:?}");
        }
    }
}

#[test]
fn nobody_is_asked_why_not_a_class_that_is_seen() {
    words::speak(Language::English);
    let asked = |shares: [f32; 6], answers: Answers| {
        let mut setting = setting((1280, 800), &[], false);
        (setting.labels, setting.classes) = (None, Some(6));
        setting.of = match answers {
            Answers::OneOf => |outline| outline,
            Answers::Several => |outline| Outline { answers: Answers::Several, ..outline },
        };
        let shown = setting.show_frames(&[(0, 0.9), (2, 0.9)], |snapshot| {
            snapshot.probabilities = shares.to_vec();
            let guess = |(class, &probability)| Guess { class, probability };
            snapshot.top = shares.iter().enumerate().map(guess).take(5).collect();
        });
        let class = |target: &Target| match target.what {
            What::Button(Action::PickClass(class)) => Some(class),
            _ => None,
        };
        shown.targets.iter().find_map(class)
    };
    let shares = [0.9, 0.7, 0.3, 0.2, 0.1, 0.0];
    assert_eq!(asked(shares, Answers::OneOf), Some(1));
    assert_eq!(asked(shares, Answers::Several), Some(2));
    assert_eq!(asked([0.9, 0.9, 0.8, 0.7, 0.6, 0.4], Answers::Several), Some(5), "not listed");
    assert_eq!(asked([0.9, 0.9, 0.8, 0.7, 0.6, 0.5], Answers::Several), None);
}

#[test]
fn no_text_is_cut_in_any_language() {
    for language in [Language::German, Language::Spanish, Language::French] {
        let wrong = wrong(&Look { sizes: &[(1280, 800)], language, large_text: false });
        assert!(wrong.is_empty(), "{language:?}: {}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn larger_words_find_room_in_every_language() {
    for language in Language::ALL {
        let wrong = wrong(&Look { sizes: &[(1280, 800)], language, large_text: true });
        assert!(wrong.is_empty(), "{language:?}: {}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn a_finger_finds_every_target() {
    let mut wrong = Vec::new();
    each(|page, size, setting| {
        let shown = setting.show();
        for target in &shown.targets {
            let least = match target.what {
                What::Button(_) | What::Held(_) | What::Knob(_) => 44,
                // The nearest takes the touch.
                What::Square(_)
                | What::Flip(_)
                | What::Class(_)
                | What::Step(_)
                | What::Map(_)
                | What::Rubber(_) => 1,
            };
            let inside = target.touch.intersect(setting.size.rect()) == target.touch;
            let large = size.0.max(size.1) < FROM || target.touch.height >= least;
            if !inside || !large || target.touch.is_empty() {
                wrong.push(format!("{page} at {size:?}: {target:?}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn whatever_is_shown_the_bar_leads_everywhere() {
    each(|page, size, setting| {
        let shown = setting.show();
        let on_the_bar = |action| {
            let what = What::Button(action);
            shown.targets.iter().any(|target| target.what == what)
        };
        for door in [Door::See, Door::Inside, Door::LooksFor, Door::Hide, Door::Changes] {
            assert!(on_the_bar(Action::Open(door)), "{page} at {size:?}: no door {door:?}");
        }
        assert!(on_the_bar(Action::Help) && on_the_bar(Action::Explain), "{page} at {size:?}");
    });
}
