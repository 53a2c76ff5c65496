//! Tests of the engine on frames: read, read again, asked, ablated, exported.

use super::*;
use crate::attribution::{AttributionQuestion, AttributionTarget, Method, Start};
use crate::frame::Picture;
use crate::geometry::{Point, Rect, Size};
use crate::network::WeightsFrom;
use crate::network::backward::Rule;
use crate::network::device::{Device, DeviceChoice};
use crate::network::erasure::{Mask, masked};
use crate::network::precision::Precision;
use crate::taps::plan::Ablation;
use crate::taps::plan::LayerPlan;

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("efficientnet_lite0", device).unwrap()
}

fn engine() -> NetworkEngine {
    NetworkEngine::new(network())
}

fn frame() -> Arc<Frame> {
    let size = Size::new(40, 30);
    let rgb = (0..size.area() * 3).map(|i| (i * 31 % 256) as u8).collect();
    Arc::new(Frame {
        picture: Picture::new(size, rgb),
        sequence: 0,
        scene: 0,
        time: Duration::ZERO,
        captured: Instant::now(),
        name: "ramp".into(),
    })
}

fn plan(layer: usize) -> Plan {
    let layers = vec![LayerPlan { layer, tile: 14, room: 8, detail: false, signals: false }];
    Plan { layers, units: vec![Unit { layer, channel: 1 }], ..Plan::default() }
}

#[test]
fn looking_again_gives_what_a_new_pass_gives() {
    let (mut engine, frame) = (engine(), frame());
    assert!(engine.look_again(&plan(3), Maps::default()).is_err());
    let first = engine.see(&frame, &plan(3), Maps::default()).unwrap();
    assert_eq!(first.crop, Rect::new(5, 0, 30, 30));
    let sum: f32 = first.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-4 && first.top.len() == GUESSES);

    let again = engine.look_again(&plan(3), Maps::default()).unwrap();
    assert_eq!((&again.maps.bytes, &again.units), (&first.maps.bytes, &first.units));
    assert_eq!(again.times.forward, Duration::ZERO, "the trace still has this layer");

    let other = engine.look_again(&plan(20), Maps::default()).unwrap();
    assert!(other.times.forward > Duration::ZERO, "the trace did not have this layer");
    assert_eq!(other.probabilities, first.probabilities);
    let third = engine.look_again(&plan(40), Maps::default()).unwrap();
    assert_eq!(third.times.forward, Duration::ZERO, "the second pass kept everything");
}

fn asking(layer: usize) -> Plan {
    let node = network().outline.layers[layer].node;
    let target = AttributionTarget::Unit { node, channel: 1, start: Start::Map };
    let question = AttributionQuestion { target, method: Method::Backward(Rule::Guided) };
    let mut plan = plan(layer);
    plan.layers.push(LayerPlan { layer: 1, tile: 14, room: 8, detail: false, signals: true });
    Plan { questions: vec![question], kernels: true, ..plan }
}

#[test]
fn a_question_is_answered_for_a_new_frame_and_for_a_held_one() {
    let (mut engine, frame) = (engine(), frame());
    let plan = asking(20);
    let first = engine.see(&frame, &plan, Maps::default()).unwrap();
    let answer = first.explained[0].answer.as_ref().unwrap();
    assert_eq!((answer.size, answer.channels), (Size::new(224, 224), 3));
    assert!(answer.blank.is_none() && first.times.attribution.is_some());
    let signals = first.maps.readings.iter().find(|reading| reading.signals).unwrap();
    assert_eq!((signals.layer, signals.signed), (1, true));
    assert!(first.maps.map(signals, 0).iter().any(|&byte| byte != 128), "no signal");
    assert_eq!(first.kernels.as_ref().unwrap().unit, plan.units[0]);
    let again = engine.look_again(&plan, Maps::default()).unwrap();
    assert_eq!((&again.explained, again.maps.bytes), (&first.explained, first.maps.bytes));
    // Nobody asks any more: nothing is paid.
    let silent = Plan { questions: Vec::new(), ..plan };
    let silent = engine.look_again(&silent, Maps::default()).unwrap();
    assert!(silent.explained.is_empty() && silent.times.attribution.is_none());
}

#[test]
fn what_cannot_be_asked_is_said_and_the_picture_goes_on() {
    let (mut engine, frame) = (engine(), frame());
    let method = Method::GradCam { at: Some(network().graph.logits()) };
    let questions = vec![AttributionQuestion { target: AttributionTarget::TopClass, method }];
    let plan = Plan { questions, ..plan(20) };
    let seen = engine.see(&frame, &plan, Maps::default()).unwrap();
    let why = seen.explained[0].answer.as_ref().unwrap_err();
    assert_eq!(why.lines().count(), 1, "{why}");
}

#[test]
fn a_unit_that_is_switched_off_is_zero_and_the_answer_is_shown_beside_the_whole_networks() {
    let (mut engine, frame) = (engine(), frame());
    let whole = engine.see(&frame, &plan(20), Maps::default()).unwrap();
    assert_eq!(whole.baseline, None);
    let off = Ablation { layer: 20, channel: Some(1) };
    let lacking = Plan { ablated: vec![off], ..plan(20) };
    // The trace at hand is the whole network's: it is not read again.
    let held = engine.look_again(&lacking, Maps::default()).unwrap();
    assert_eq!(held.units[0].range, (0.0, 0.0));
    assert_eq!(held.baseline.as_ref(), Some(&whole.probabilities));
    assert_ne!(held.probabilities, whole.probabilities);
    let fresh = engine.see(&frame, &lacking, Maps::default()).unwrap();
    assert_eq!(fresh.probabilities, held.probabilities);
    let back = engine.look_again(&plan(20), Maps::default()).unwrap();
    assert_eq!((back.probabilities, back.baseline), (whole.probabilities, None));
}

/// A line of this width is rubbed out, on an input of this side.
fn rubbed(side: i32, radius: f32) -> Arc<Mask> {
    let mut mask = Mask::new(Size::new(side, side));
    mask.rub(Point::new(60, 70), Point::new(80, 76), radius);
    Arc::new(mask)
}

/// How far the answer for what is rubbed out is from that of a whole pass.
fn apart(engine: &NetworkEngine, plan: &Plan, snapshot: &Snapshot) -> f32 {
    let erased = snapshot.erased.as_ref().unwrap();
    let input = masked(&engine.seen.as_ref().unwrap().input, &erased.mask).unwrap();
    let (trace, _) = engine.pass(&input, Keep::Last, plan).unwrap();
    let whole = engine.network.probabilities(&trace).unwrap();
    let differences = whole.iter().zip(&erased.probabilities).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f32::max)
}

#[test]
fn what_is_rubbed_out_is_answered_beside_the_picture() {
    let (mut engine, frame) = (engine(), frame());
    let whole = engine.see(&frame, &plan(20), Maps::default()).unwrap();
    assert_eq!(whole.erased, None);
    let erasing = |mask| Plan { erased: Some(mask), ..plan(20) };
    let small = erasing(rubbed(224, 5.0));
    let held = engine.look_again(&small, Maps::default()).unwrap();
    assert!(held.probabilities == whole.probabilities, "the picture's own answer stays");
    assert!(apart(&engine, &small, &held) <= 1e-5);
    assert!(held.erased.as_ref().unwrap().probabilities != whole.probabilities);
    // No pass over the picture for the next stroke.
    let large = erasing(rubbed(224, 30.0));
    let next = engine.look_again(&large, Maps::default()).unwrap();
    assert_eq!(next.times.forward, Duration::ZERO);
    assert!(apart(&engine, &large, &next) <= 1e-5);
    assert_eq!(next.erased.unwrap().mask, rubbed(224, 30.0));
    // The next frame, where it comes with the mask, is answered at once.
    let fresh = engine.see(&frame, &small, Maps::default()).unwrap();
    assert!(apart(&engine, &small, &fresh) <= 1e-5);
}

#[test]
fn where_nothing_is_rubbed_out_no_pass_is_run() {
    let (mut engine, frame) = (engine(), frame());
    let whole = engine.see(&frame, &plan(20), Maps::default()).unwrap();
    // Nor for what was rubbed out before another network.
    for mask in [Arc::new(Mask::new(Size::new(224, 224))), rubbed(300, 5.0)] {
        let plan = Plan { erased: Some(mask), ..plan(20) };
        let held = engine.look_again(&plan, Maps::default()).unwrap();
        assert_eq!((held.erased, held.probabilities), (None, whole.probabilities.clone()));
        assert_eq!(held.times.forward, Duration::ZERO);
    }
}

#[test]
fn a_part_can_be_rubbed_out_before_a_network_that_lacks_a_part() {
    let (mut engine, frame) = (engine(), frame());
    let ablated = vec![Ablation { layer: 20, channel: Some(1) }];
    let both = Plan { ablated, erased: Some(rubbed(224, 12.0)), ..plan(20) };
    let seen = engine.see(&frame, &both, Maps::default()).unwrap();
    assert!(apart(&engine, &both, &seen) <= 1e-5);
    assert!(seen.erased.unwrap().probabilities != seen.probabilities);
}

#[test]
fn a_held_pictures_question_is_answered_once_and_another_frames_anew() {
    let (mut engine, first) = (engine(), frame());
    let asking = Plan { layers: Vec::new(), ..asking(20) };
    let answer = |snapshot: Snapshot| snapshot.explained[0].answer.clone().unwrap();
    let held = answer(engine.see(&first, &asking, Maps::default()).unwrap());
    let rubbing = Plan { erased: Some(rubbed(224, 5.0)), ..asking.clone() };
    assert_eq!(answer(engine.look_again(&rubbing, Maps::default()).unwrap()), held);
    let mut other = (*first).clone();
    other.picture.rgb.reverse();
    let other = engine.see(&Arc::new(other), &asking, Maps::default()).unwrap();
    assert_ne!(answer(other), held);
    let method = Method::Backward(Rule::Gradient);
    let question = AttributionQuestion { method, ..asking.questions[0] };
    let another = Plan { questions: vec![question], ..asking };
    let another = engine.look_again(&another, Maps::default()).unwrap();
    assert_eq!(another.explained[0].question, question);
}

#[test]
fn what_it_answers_without_some_units_stands_beside_the_whole_networks_answer() {
    let (mut engine, frame) = (engine(), frame());
    let whole = engine.see(&frame, &plan(20), Maps::default()).unwrap();
    assert_eq!(whole.without, None);
    let units = [1, 5].map(|channel| Unit { layer: 20, channel });
    let asking = Plan { without: units.to_vec(), ..plan(20) };
    // Of the frame at hand, and of a new one.
    let again = engine.look_again(&asking, Maps::default()).unwrap();
    let fresh = engine.see(&frame, &asking, Maps::default()).unwrap();
    let ablated = units.map(|Unit { layer, channel }| Ablation { layer, channel: Some(channel) });
    let lacking = Plan { ablated: ablated.to_vec(), ..plan(20) };
    let off = engine.see(&frame, &lacking, Maps::default()).unwrap();
    assert_ne!(off.top, whole.top, "they do nothing");
    for seen in [again, fresh] {
        assert_eq!((&seen.top, &seen.maps.bytes), (&whole.top, &whole.maps.bytes));
        let without = seen.without.unwrap();
        assert_eq!((without.units, without.top), (units.to_vec(), off.top.clone()));
    }
    // What another network had, and what lacks something already, is not asked.
    let foreign = Plan { without: vec![Unit { layer: 20, channel: 99_999 }], ..plan(20) };
    assert_eq!(engine.see(&frame, &foreign, Maps::default()).unwrap().without, None);
    let both = Plan { without: units.to_vec(), ..lacking };
    assert_eq!(engine.see(&frame, &both, Maps::default()).unwrap().without, None);
}

#[test]
fn what_is_looked_at_is_exported_with_its_name() {
    let (mut engine, frame) = (engine(), frame());
    let plan = asking(20);
    engine.see(&frame, &plan, Maps::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.safetensors");
    // Layer 1, of which the signals are seen, is exported with its activations all the same.
    let said = engine.export(&plan, &[], &path).unwrap();
    assert_eq!(said, "2 layers' activations and the attribution");
    let bytes = std::fs::read(path).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let layer = &network().outline.layers[20];
    let shape = file.tensor(&layer.name).unwrap().shape().to_vec();
    let map = layer.shape.map;
    assert_eq!(shape, [layer.shape.channels, map.height as usize, map.width as usize]);
    assert!(file.tensor(&network().outline.layers[1].name).is_ok());
    assert_eq!(file.tensor("attribution").unwrap().shape(), [3, 224, 224]);
}

/// Also where the processor has no bf16 arithmetic: libtorch then works it out, slowly.
#[test]
fn in_bf16_it_sees_nearly_the_same() {
    let (exact, frame) = (network(), frame());
    let rounded = NetworkEngine::new(exact.in_precision(Precision::Bf16).unwrap());
    let (mut exact, mut rounded) = (NetworkEngine::new(exact), rounded);
    assert_eq!((exact.describe().precision, rounded.describe().precision), ("f32", "bf16"));
    let exact = exact.see(&frame, &plan(3), Maps::default()).unwrap();
    let rounded = rounded.see(&frame, &plan(3), Maps::default()).unwrap();
    // Each value is rounded to eight binary digits; layer 3 is the sixth operation.
    let differences = exact.maps.bytes.iter().zip(&rounded.maps.bytes);
    let largest = differences.map(|(exact, rounded)| exact.abs_diff(*rounded)).max();
    assert!(largest <= Some(8), "{largest:?}");
    assert_ne!(exact.probabilities, rounded.probabilities, "nothing was rounded");
    let sum: f32 = rounded.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-4, "softmax is computed in f32: {sum}");
}

#[test]
fn a_bare_pass_needs_a_frame() {
    let mut engine = engine();
    assert_eq!(engine.bare_forward().unwrap(), None);
    engine.see(&frame(), &plan(0), Maps::default()).unwrap();
    assert!(engine.bare_forward().unwrap().is_some());
}

/// An even picture.
fn even(color: [u8; 3]) -> Arc<Frame> {
    let size = Size::new(40, 30);
    let picture = Picture::new(size, color.repeat(size.area()));
    Arc::new(Frame { picture, ..(*frame()).clone() })
}

#[test]
fn in_an_even_picture_of_any_colour_there_is_nothing_to_see() {
    let mut engine = engine();
    for color in [[0; 3], [127; 3], [255; 3], [200, 30, 60]] {
        let snapshot = engine.see(&even(color), &plan(3), Maps::default()).unwrap();
        assert!(snapshot.nothing_to_see, "{color:?}");
    }
    let snapshot = engine.see(&frame(), &plan(3), Maps::default()).unwrap();
    assert!(!snapshot.nothing_to_see);
    assert!(!Snapshot::is_silent(&snapshot.code), "made-up weights find something in a ramp");
}

#[test]
fn silence_is_less_than_one_in_a_hundred() {
    let code = |on: usize| (0..1280).map(|n| if n < on { 1.0 } else { 0.0 }).collect::<Vec<f32>>();
    assert!(Snapshot::is_silent(&code(0)) && Snapshot::is_silent(&code(12)));
    assert!(!Snapshot::is_silent(&code(13)) && !Snapshot::is_silent(&[]));
}

#[test]
fn the_published_weights_find_next_to_nothing_in_grey_and_something_in_every_photo() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let weights = WeightsFrom::Published;
    let mut engine =
        NetworkEngine::new(Network::load("efficientnet_lite0", &weights, device).unwrap());
    let mut code = |picture: Picture| {
        let frame = Arc::new(Frame { picture, ..(*frame()).clone() });
        engine.see(&frame, &plan(3), Maps::default()).unwrap().code
    };
    for grey in [120, 127, 134] {
        let found = code(even([grey; 3]).picture.clone());
        assert!(Snapshot::is_silent(&found), "grey {grey}");
    }
    let reel = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel");
    for name in ["astronaut.png", "camera.png", "chelsea.png", "coffee.png", "rocket.jpg"] {
        let photo = image::open(reel.join(name)).unwrap().to_rgb8();
        let size = Size::new(photo.width() as i32, photo.height() as i32);
        let found = code(Picture::new(size, photo.into_raw()));
        assert!(!Snapshot::is_silent(&found), "{name}");
    }
}
