//! Tests of attributions on a small network: targets, methods, and why nothing is to be seen.

use super::*;
use crate::network::ablation::AblatedChannel;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
}

fn input(network: &Network) -> Tensor {
    let size = Size::new(80, 64);
    let values: Vec<f32> = (0..size.area() * 3).map(|i| (i as f32 * 0.37).sin()).collect();
    network.input(&values, size).unwrap()
}

fn ask(network: &Network, target: AttributionTarget, method: Method) -> Attribution {
    let question = AttributionQuestion { target, method };
    let needed = question.nodes(network, &[]).unwrap();
    let upto = *needed.last().unwrap();
    let trace = network.forward(&input(network), Keep::Only(&needed), upto).unwrap();
    question.answer(network, &trace, &[]).unwrap().attribution
}

fn values(tensor: &Tensor) -> Vec<f32> {
    tensor.contiguous().view([-1]).try_into().unwrap()
}

const GRADIENT: Method = Method::Backward(Rule::Gradient);

#[test]
fn a_class_starts_from_one_at_its_logit_and_the_best_class_is_found() {
    let network = network();
    let logits = network.logits(&input(&network)).unwrap();
    let best = (0..logits.len()).max_by(|&a, &b| logits[a].total_cmp(&logits[b])).unwrap();
    let trace = network.forward(&input(&network), Keep::All, network.graph.logits()).unwrap();
    for method in Method::ALL {
        let top = ask(&network, AttributionTarget::TopClass, method);
        assert_eq!(top, ask(&network, AttributionTarget::Class(best), method), "{method}");
        assert_eq!((top.size, top.origin.channel, top.blank), (Size::new(80, 64), best, None));
        assert!((top.origin.value - logits[best]).abs() < 1e-6);
        if let Method::Backward(rule) = method {
            let seed = trace.value(network.graph.logits()).unwrap().zeros_like();
            seed.select(1, best as i64).copy_(&Tensor::from(1.0_f32));
            let seeds = [(network.graph.logits(), seed)];
            let signals = network.backward(&trace, &seeds, rule, &[0]).unwrap();
            assert_eq!((top.channels, top.values), (3, values(signals.of(0).unwrap())));
        }
    }
}

/// The largest difference, as a share of the range of `wanted`.
fn error(found: &[f32], wanted: &[f32]) -> f32 {
    let largest = wanted.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
    assert!(largest > 0.0 && found.len() == wanted.len(), "nothing came, which proves nothing");
    found.iter().zip(wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max) / largest
}

#[test]
fn a_contrast_is_the_difference_of_two_gradients_and_of_two_sums_of_maps() {
    let network = network();
    let trace = network.forward(&input(&network), Keep::All, network.graph.logits()).unwrap();
    let node = network.graph.find("fire9.concat").unwrap();
    let (class, against) = (7, 3);
    let both = AttributionTarget::Contrast { class: Some(class), against };
    let found = ask(&network, both, GRADIENT);
    let [one, other] =
        [class, against].map(|class| ask(&network, AttributionTarget::Class(class), GRADIENT));
    let wanted: Vec<f32> = one.values.iter().zip(&other.values).map(|(a, b)| a - b).collect();
    let off = error(&found.values, &wanted);
    assert!(off <= 1e-5, "{off:e}");
    assert_eq!((found.origin.channel, found.origin.value), (class, one.origin.value));
    assert_eq!(found.origin.rival, Some(Rival { class: against, value: other.origin.value }));
    assert!(found.is_signed() && found.blank.is_none());

    // Grad-CAM of the difference is the difference of what Grad-CAM cuts off at zero.
    let sum = |class: usize| {
        let seed = trace.value(network.graph.logits()).unwrap().zeros_like();
        seed.select(1, class as i64).copy_(&Tensor::from(1.0_f32));
        let seeds = [(network.graph.logits(), seed)];
        let signals = network.backward(&trace, &seeds, Rule::Gradient, &[node]).unwrap();
        let sum = grad_cam::weighted_sum(trace.value(node).unwrap(), signals.of(node).unwrap());
        values(&grad_cam::enlarged(&sum.unwrap(), Size::new(80, 64)).unwrap())
    };
    let [one, other] = [sum(class), sum(against)];
    let wanted: Vec<f32> = one.iter().zip(&other).map(|(a, b)| a - b).collect();
    let found = ask(&network, both, Method::GradCam { at: Some(node) });
    let off = error(&found.values, &wanted);
    assert!(off <= 1e-5 && found.channels == 1, "{off:e}");
    // Nothing is cut off: the other way round every sign is the other.
    let swapped = AttributionTarget::Contrast { class: Some(against), against: class };
    let swapped = ask(&network, swapped, Method::GradCam { at: Some(node) });
    let negated: Vec<f32> = swapped.values.iter().map(|value| -value).collect();
    assert!(error(&found.values, &negated) <= 1e-6);
}

#[test]
fn without_a_class_the_best_but_the_rival_is_held_against_it() {
    let network = network();
    let logits = network.logits(&input(&network)).unwrap();
    let mut order: Vec<usize> = (0..logits.len()).collect();
    order.sort_by(|&a, &b| logits[b].total_cmp(&logits[a]));
    for (against, class) in [(order[3], order[0]), (order[0], order[1])] {
        let found = ask(&network, AttributionTarget::Contrast { class: None, against }, GRADIENT);
        let named = AttributionTarget::Contrast { class: Some(class), against };
        assert_eq!((found.origin.channel, &found), (class, &ask(&network, named, GRADIENT)));
    }
}

#[test]
fn a_unit_starts_from_its_whole_map_or_its_peak_alone() {
    let network = network();
    let node = network.graph.find("fire3.concat").unwrap();
    let trace = network.forward(&input(&network), Keep::All, node).unwrap();
    let value = trace.value(node).unwrap();
    let channel = (0..64).find(|&c| value.select(1, c).max().double_value(&[]) > 0.0).unwrap();
    let map = value.select(1, channel);
    let at = map.flatten(0, -1).argmax(0, false).int64_value(&[]);
    let (x, y) = (at % value.size()[3], at / value.size()[3]);
    let of = |seed: Tensor| {
        let walked = network.backward(&trace, &[(node, seed)], Rule::Guided, &[0]).unwrap();
        values(walked.of(0).unwrap())
    };
    let whole = value.zeros_like();
    whole.select(1, channel).copy_(&map);
    let peak = value.zeros_like();
    peak.select(1, channel).select(1, y).select(1, x).copy_(&map.max());
    let method = Method::Backward(Rule::Guided);
    for (start, seed) in [(Start::Map, whole), (Start::Peak, peak)] {
        let target = AttributionTarget::Unit { node, channel: channel as usize, start };
        let found = ask(&network, target, method);
        assert_eq!(found.values, of(seed), "{start:?}");
        assert_eq!((i64::from(found.origin.peak.x), i64::from(found.origin.peak.y)), (x, y));
        assert!((f64::from(found.origin.value) - map.max().double_value(&[])).abs() < 1e-12);
    }
}

#[test]
fn the_pixels_of_a_place_are_those_of_the_peak_where_that_is_asked_for_and_its_own_elsewhere() {
    let network = network();
    let node = network.graph.find("fire3.concat").unwrap();
    let trace = network.forward(&input(&network), Keep::All, node).unwrap();
    let value = trace.value(node).unwrap();
    let channel = (0..64).find(|&c| value.select(1, c).max().double_value(&[]) > 0.0).unwrap();
    let map = value.select(1, channel);
    for rule in [Rule::Gradient, Rule::Guided, Rule::Deconvnet] {
        let at = |start| {
            let target = AttributionTarget::Unit { node, channel: channel as usize, start };
            ask(&network, target, Method::Backward(rule))
        };
        let peak = at(Start::Peak);
        assert_eq!(at(Start::Place(None)), peak, "{rule:?}");
        assert_eq!(at(Start::Place(Some(peak.origin.peak))), peak, "{rule:?}");
        // A place beyond the map is its last.
        let (height, width) = (value.size()[2], value.size()[3]);
        let corner = at(Start::Place(Some(Point::new(999, 999))));
        let (x, y) = (width - 1, height - 1);
        assert_eq!(corner.origin.peak, Point::new(x as i32, y as i32));
        let there = map.double_value(&[0, y, x]);
        assert!((f64::from(corner.origin.value) - there).abs() < 1e-12);
    }
}

#[test]
fn at_the_limit_of_a_rectifier_a_place_still_says_what_drives_it() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::with_deterministic_weights("efficientnet_lite0", device).unwrap();
    let node = network.graph.find("stem.relu").unwrap();
    let input = input(&network) * 1e6;
    let trace = network.forward(&input, Keep::All, node).unwrap();
    let peaks: Vec<f32> = trace.value(node).unwrap().amax([0, 2, 3], false).try_into().unwrap();
    let channel = peaks.iter().position(|&peak| peak >= 6.0).unwrap();
    for (start, blank) in [(Start::Peak, Some(Blank::Full)), (Start::Place(None), None)] {
        let target = AttributionTarget::Unit { node, channel, start };
        let question = AttributionQuestion { target, method: Method::Backward(Rule::Guided) };
        let found = question.answer(&network, &trace, &[]).unwrap().attribution;
        assert_eq!((found.blank, found.origin.value >= 6.0), (blank, true), "{start:?}");
    }
}

#[test]
fn what_a_question_says_is_kept_is_enough_for_every_layer_and_method() {
    let network = network();
    let between = [network.graph.find("fire2.concat").unwrap()];
    for layer in &network.outline.layers {
        let target = AttributionTarget::Unit { node: layer.node, channel: 1, start: Start::Map };
        for method in Method::ALL {
            let question = AttributionQuestion { target, method };
            let Ok(needed) = question.nodes(&network, &between) else {
                // Nothing is before the first layer.
                assert!(layer.node <= between[0] || layer.name == "conv1.relu", "{}", layer.name);
                continue;
            };
            let upto = *needed.last().unwrap();
            assert_eq!(upto, layer.node);
            let trace = network.forward(&input(&network), Keep::Only(&needed), upto).unwrap();
            let answer = question.answer(&network, &trace, &between).unwrap();
            let reached = answer.signals.of(between[0]).is_some();
            assert_eq!(reached, network.graph.before(layer.node)[between[0]], "{}", layer.name);
        }
    }
}

#[test]
fn grad_cam_at_the_maps_of_the_classes_is_the_classs_own_map() {
    // Behind them is only the mean of each: the gradient is 1 / Z in the class's map and zero
    // elsewhere.
    let network = network();
    let node = network.graph.find("conv10.relu").unwrap();
    let trace = network.forward(&input(&network), Keep::All, network.graph.logits()).unwrap();
    let maps = trace.value(node).unwrap();
    let class = (0..1000).find(|&class| maps.select(1, class).max().double_value(&[]) > 0.0);
    let class = class.unwrap();
    let map = maps.narrow(1, class, 1);
    let count = map.numel() as f64;
    let wanted = (map / count).upsample_bilinear2d([64, 80], false, None, None);
    let default =
        ask(&network, AttributionTarget::Class(class as usize), Method::GradCam { at: None });
    let found = Tensor::from_slice(&default.values);
    let error = (found - wanted.contiguous().view([-1])).abs().max().double_value(&[]);
    assert!(error < 1e-7, "{error}");
    assert_eq!((default.channels, default.blank), (1, None));
    let chosen =
        ask(&network, AttributionTarget::Class(class as usize), Method::GradCam { at: Some(node) });
    assert_eq!(chosen, default);
}

#[test]
fn a_blank_answer_says_why() {
    let network = network();
    let node = network.graph.find("fire3.concat").unwrap();
    let first = network.graph.find("conv1.relu").unwrap();
    let answer = |ablated: &[AblatedChannel], target, method| {
        let question = AttributionQuestion { target, method };
        let (keep, upto) = (Keep::All, network.graph.logits());
        let input = input(&network);
        let trace = network.forward_ablated(&input, ablated, keep, upto).unwrap();
        question.answer(&network, &trace, &[]).unwrap().attribution
    };
    let unit = AttributionTarget::Unit { node, channel: 3, start: Start::Map };
    let off = answer(&[AblatedChannel { node, channel: Some(3) }], unit, GRADIENT);
    assert_eq!(off.blank, Some(Blank::Off));
    let said = off.blank.unwrap().to_string();
    assert_eq!(said, "no gradient reaches the input: this unit is off");

    let all = [AblatedChannel { node: first, channel: None }];
    let stopped = answer(&all, AttributionTarget::Class(7), GRADIENT);
    assert_eq!(stopped.blank, Some(Blank::Stopped));
    let against = answer(&all, AttributionTarget::Class(7), Method::GradCam { at: Some(first) });
    assert_eq!(against.blank, Some(Blank::Against));

    let both = AttributionTarget::Contrast { class: Some(7), against: 8 };
    assert_eq!(answer(&all, both, GRADIENT).blank, Some(Blank::Stopped));
    let neither = answer(&all, both, Method::GradCam { at: Some(first) });
    assert_eq!(neither.blank, Some(Blank::Neither));
    let said = neither.blank.unwrap().to_string();
    assert_eq!(said, "no place speaks for the one more than for the other");

    let question = AttributionQuestion { target: AttributionTarget::Class(7), method: GRADIENT };
    let broken = input(&network) * f64::NAN;
    let trace = network.forward(&broken, Keep::All, network.graph.logits()).unwrap();
    let found = question.answer(&network, &trace, &[]).unwrap().attribution;
    assert_eq!(found.blank, Some(Blank::NotANumber));
}

#[test]
fn a_unit_at_the_limit_of_its_rectifier_says_so() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::with_deterministic_weights("efficientnet_lite0", device).unwrap();
    let node = network.graph.find("stem.relu").unwrap();
    // Large enough that every unit is at 0 or 6.
    let input = input(&network) * 1e6;
    let trace = network.forward(&input, Keep::All, node).unwrap();
    let peaks: Vec<f32> = trace.value(node).unwrap().amax([0, 2, 3], false).try_into().unwrap();
    let channel = peaks.iter().position(|&peak| peak >= 6.0).unwrap();
    let target = AttributionTarget::Unit { node, channel, start: Start::Peak };
    let question = AttributionQuestion { target, method: GRADIENT };
    let found = question.answer(&network, &trace, &[]).unwrap().attribution;
    assert_eq!(found.blank, Some(Blank::Full));
}

#[test]
fn what_is_not_there_is_one_line() {
    let network = network();
    let node = network.graph.find("fire3.concat").unwrap();
    let error = |target, method| {
        AttributionQuestion { target, method }.nodes(&network, &[]).unwrap_err().to_string()
    };
    let unit = |node, channel| AttributionTarget::Unit { node, channel, start: Start::Map };
    let against = |class, against| AttributionTarget::Contrast { class: Some(class), against };
    let itself = error(against(7, 7), GRADIENT);
    assert_eq!(itself, "class 7 against itself is no difference");
    for (class, rival) in [(1000, 7), (7, 1000)] {
        let wanted = "there is no class 1000: they are 0 to 999";
        assert_eq!(error(against(class, rival), GRADIENT), wanted);
    }
    let guided = error(against(7, 8), Method::Backward(Rule::Guided));
    assert_eq!(guided, "guided knows no difference: take gradient or grad-cam");
    assert_eq!(
        error(AttributionTarget::Class(1000), GRADIENT),
        "there is no class 1000: they are 0 to 999"
    );
    let wanted = "fire3.concat has no channel 128: they are 0 to 127";
    assert_eq!(error(unit(node, 128), GRADIENT), wanted);
    assert!(error(unit(9999, 0), GRADIENT).starts_with("there is no node 9999 of "));
    let before = Method::GradCam { at: Some(network.graph.logits()) };
    let wanted = "Grad-CAM: conv10.flatten does not lead to fire3.concat";
    assert_eq!(error(unit(node, 0), before), wanted);
    let flat = network.graph.find("conv10.average").unwrap();
    let method = Method::GradCam { at: Some(flat) };
    let question = AttributionQuestion { target: AttributionTarget::TopClass, method };
    let trace = network.forward(&input(&network), Keep::All, network.graph.logits()).unwrap();
    let error = question.answer(&network, &trace, &[]).unwrap_err().to_string();
    assert_eq!(error, "Grad-CAM needs maps, and conv10.average has single values");
}

#[test]
fn methods_are_read_as_they_are_written() {
    for method in Method::ALL {
        assert_eq!(method.to_string().parse::<Method>().unwrap(), method);
    }
    let error = "magic".parse::<Method>().unwrap_err().to_string();
    assert_eq!(error, "unknown method magic: gradient, guided, deconvnet, grad-cam");
}
