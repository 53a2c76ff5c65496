//! Tests of masks, and of passes over masked pictures against whole ones.

use super::*;
use crate::network::device::{Device, DeviceChoice};
use crate::network::top_k::softmax;

fn points(mask: &Mask) -> Vec<(i32, i32)> {
    let size = mask.size();
    let all = (0..size.height).flat_map(|y| (0..size.width).map(move |x| (x, y)));
    all.filter(|&(x, y)| mask.hides(Point::new(x, y))).collect()
}

#[test]
fn a_disc_and_a_line_hide_what_is_near_enough() {
    let mut mask = Mask::new(Size::new(9, 5));
    mask.rub(Point::new(2, 2), Point::new(2, 2), 1.0);
    assert_eq!(points(&mask), [(2, 1), (1, 2), (2, 2), (3, 2), (2, 3)]);
    mask.rub(Point::new(2, 2), Point::new(6, 2), 1.0);
    assert!((1..=7).all(|x| mask.hides(Point::new(x, 2))));
    assert!((2..=6).all(|x| mask.hides(Point::new(x, 1))));
    assert!(!mask.hides(Point::new(7, 1)) && !mask.hides(Point::new(8, 2)));
    assert_eq!(mask.bounds(), Rect::new(1, 1, 7, 3));
    assert!((mask.share() - 17.0 / 45.0).abs() < 1e-6);
}

#[test]
fn what_lies_outside_is_not_hidden_and_twice_is_once() {
    let mut mask = Mask::new(Size::new(70, 4));
    mask.rub(Point::new(-20, -20), Point::new(-9, -9), 3.0);
    assert!(mask.is_empty() && mask.bounds().is_empty() && mask.runs().next().is_none());
    for _ in 0..2 {
        mask.cover(Rect::new(62, 2, 40, 40));
        assert!((mask.share() - 16.0 / 280.0).abs() < 1e-6);
    }
    let runs: Vec<Rect> = mask.runs().collect();
    assert_eq!(runs, [Rect::new(62, 2, 8, 1), Rect::new(62, 3, 8, 1)]);
    assert!(!mask.hides(Point::new(70, 2)) && !mask.hides(Point::new(-1, 2)));
}

fn load(name: &str) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights(name, device).unwrap()
}

/// A picture without symmetry.
fn picture(side: i64) -> Tensor {
    let ramp = Tensor::arange(3 * side * side, (Kind::Float, tch::Device::Cpu));
    (ramp * 0.37).sin().reshape([1, 3, side, side])
}

#[test]
fn what_is_rubbed_out_gives_what_a_whole_pass_over_the_masked_picture_gives() {
    for name in ["efficientnet_lite0", "googlenet", "resnet18", "squeezenet1_1", "alexnet"] {
        let (network, side) = (load(name), 224);
        let input = picture(side.into());
        let mut masks = [(); 4].map(|()| Mask::new(Size::new(side, side)));
        masks[0].rub(Point::new(70, 60), Point::new(120, 90), 11.0);
        masks[1].rub(Point::new(0, 0), Point::new(10, 3), 6.0);
        // From one corner to the other: a whole pass.
        masks[2].rub(Point::new(0, 0), Point::new(223, 223), 20.0);
        masks[3].cover(Rect::new(170, 100, 48, 48));
        let mut regional = 0;
        for mask in &masks {
            let bounds = ErasurePlan::bounds_of(mask);
            let plan = ErasurePlan::new(&network, mask.size(), bounds).unwrap();
            regional += usize::from(plan.regional.is_some());
            let logits = network.graph.logits();
            let keep = [plan.needs(), &[logits]].concat();
            let trace = network.forward(&input, Keep::Only(&keep), logits).unwrap();
            let got = plan.logits(&network, &input, &trace, mask).unwrap();
            let wanted = network.logits(&masked(&input, mask).unwrap()).unwrap();
            let apart = |one: &[f32], other: &[f32]| {
                let differences = one.iter().zip(other).map(|(a, b)| (a - b).abs());
                differences.fold(0.0, f32::max)
            };
            let answers = apart(&softmax(&got), &softmax(&wanted));
            assert!(answers <= 1e-5, "{name}: {answers}");
            // Made-up weights may be so sure of one class that only the logits tell.
            let plain = network.read_logits(&trace).unwrap();
            let (moved, error) = (apart(&got, &plain), apart(&got, &wanted));
            assert!(moved > 100.0 * error, "{name}: the mask does nothing: {moved}, {error}");
        }
        assert!((1..4).contains(&regional), "{name}: {regional} of four by tiles");
    }
}

#[test]
fn one_plan_serves_masks_within_the_same_bounds() {
    let size = Size::new(224, 224);
    let mut mask = Mask::new(size);
    mask.rub(Point::new(40, 40), Point::new(40, 40), 5.0);
    assert_eq!(ErasurePlan::bounds_of(&mask), Rect::new(32, 32, 16, 16));
    let plan = ErasurePlan::new(&load("resnet18"), size, Rect::new(32, 32, 16, 16)).unwrap();
    mask.rub(Point::new(38, 42), Point::new(38, 42), 5.0);
    assert!(plan.is_for(&mask));
    mask.rub(Point::new(60, 40), Point::new(60, 40), 5.0);
    assert!(!plan.is_for(&mask));
}

#[test]
fn a_mask_of_another_size_is_one_line() {
    let error = masked(&picture(64), &Mask::new(Size::new(32, 32))).unwrap_err().to_string();
    assert!(error.starts_with("a mask of 32x32 does not fit"), "{error}");
}
