//! Tests of the taps as a whole, from a forward pass to bytes, on networks that pass input on.

#![allow(clippy::float_cmp, reason = "small numbers of halves and quarters are exact")]

use std::sync::Arc;
use std::time::Duration;

use tch::{Kind, Tensor};

use super::plan::{LayerPlan, Plan, Unit};
use super::read::{Readout, Taps};
use super::reading::Maps;
use crate::geometry::Size;
use crate::interrupt::Interrupt;
use crate::network::forward::{Keep, forward};
use crate::network::graph::{Builder, Graph};
use crate::network::manifest::Spec;
use crate::network::op::Op;
use crate::network::outline::Outline;
use crate::network::weights::Weights;

/// A network that rectifies its input, reads and classifies nothing: what goes in is what is read.
fn graph(channels: i64, clip: Op) -> Graph {
    let (mut builder, input) = Builder::new(channels);
    let clip = builder.push("clip", clip, &[input], None);
    let code = builder.push("code", Op::Flatten, &[clip], None);
    builder.finish(code)
}

struct Bench {
    graph: Graph,
    weights: Weights,
    taps: Taps,
}

impl Bench {
    fn new(channels: i64, clip: Op) -> Self {
        let graph = graph(channels, clip);
        let weights = Weights::bind(&graph, &mut [].into(), tch::Device::Cpu).unwrap();
        let spec = Spec { input: Size::new(4, 4), ..Spec::default() };
        let outline = Outline::new(&spec, &graph, Arc::from([])).unwrap();
        let taps = Taps::new(outline.into(), &graph);
        Self { graph, weights, taps }
    }

    fn read(&mut self, values: &[f32], shape: [i64; 4], plan: &Plan, seconds: f32) -> Readout {
        self.read_tensor(&Tensor::from_slice(values).reshape(shape), plan, seconds)
    }

    fn read_tensor(&mut self, input: &Tensor, plan: &Plan, seconds: f32) -> Readout {
        let nodes = self.taps.nodes(plan);
        let upto = self.graph.logits();
        let trace = forward(
            &self.graph,
            &self.weights,
            input,
            Keep::Only(&nodes),
            upto,
            &Interrupt::default(),
        )
        .unwrap();
        let elapsed = Duration::from_secs_f32(seconds);
        self.taps.read(&trace, None, plan, elapsed, Maps::default()).unwrap()
    }
}

fn plan(tile: i32, room: usize) -> Plan {
    let layers = vec![LayerPlan { layer: 0, tile, room, detail: true, signals: false }];
    Plan { layers, ..Plan::default() }
}

#[test]
fn maps_are_shrunk_by_their_mean_and_laid_out_channel_by_channel() {
    let mut bench = Bench::new(2, Op::RELU);
    // Channel 0 is 4 in its left upper quarter; channel 1 counts 0, 1 in its columns.
    let mut values = [0.0; 32];
    for i in [0, 1, 4, 5] {
        values[i] = 4.0;
    }
    for (i, value) in values.iter_mut().enumerate().skip(16) {
        *value = (i % 2) as f32;
    }
    let readout = bench.read(&values, [1, 2, 4, 4], &plan(2, 9), 0.0);
    let reading = &readout.maps.readings[0];
    assert_eq!((reading.tile, reading.scale), (Size::new(2, 2), 4.0));
    // 255 · 4 / 4; the mean of 0 and 1 is 0.5, 31.875 of 255 at 4.
    assert_eq!(readout.maps.map(reading, 0), [255, 0, 0, 0]);
    assert_eq!(readout.maps.map(reading, 1), [32, 32, 32, 32]);
    assert_eq!(reading.shown, [0, 1]);
    let detail = reading.detail.as_ref().unwrap();
    assert_eq!((detail.range, detail.peaks.as_slice()), ((0.0, 4.0), [4.0, 1.0].as_slice()));
    assert_eq!(readout.code.len(), 32);
    assert_eq!(readout.logits, readout.code);
}

#[test]
fn small_maps_are_sent_as_they_are() {
    let mut bench = Bench::new(1, Op::RELU);
    let readout = bench.read(&[0.0, 1.0, 2.0, 5.0, 0.0, 0.0], [1, 1, 2, 3], &plan(24, 1), 0.0);
    let reading = &readout.maps.readings[0];
    assert_eq!(reading.tile, Size::new(3, 2));
    assert_eq!(readout.maps.map(reading, 0), [0, 51, 102, 255, 0, 0]);
}

#[test]
fn zero_is_grey_where_values_can_be_negative() {
    let mut bench = Bench::new(1, Op::Clip { lo: -9.0, hi: 9.0 });
    let readout = bench.read(&[-2.0, 0.0, 1.0, 2.0], [1, 1, 2, 2], &plan(24, 1), 0.0);
    assert_eq!(readout.maps.bytes, [1, 128, 192, 255]);
    assert!(readout.maps.readings[0].signed);
}

#[test]
fn the_scale_rises_at_once_and_falls_to_half_in_a_second() {
    let mut bench = Bench::new(1, Op::RELU);
    let mut scale = |peak: f32, seconds| {
        let readout = bench.read(&[peak, 0.0, 0.0, 0.0], [1, 1, 2, 2], &plan(2, 1), seconds);
        readout.maps.readings[0].scale
    };
    assert_eq!(scale(1.0, 0.0), 1.0);
    assert_eq!(scale(8.0, 0.1), 8.0);
    assert_eq!(scale(1.0, 1.0), 4.0);
    assert_eq!(scale(1.0, 1.0), 2.0);
    assert_eq!(scale(1.5, 10.0), 1.5);
}

#[test]
fn one_channel_that_outshines_all_others_does_not_darken_the_layer() {
    let mut bench = Bench::new(40, Op::RELU);
    let mut values = [1.0; 40];
    values[7] = 100.0;
    let readout = bench.read(&values, [1, 40, 1, 1], &plan(1, 3), 0.0);
    let reading = &readout.maps.readings[0];
    assert_eq!(reading.scale, 1.0);
    assert!(readout.maps.bytes.iter().all(|&byte| byte == 255));
    // Where nearly all are dark, the bright one sets the scale.
    let mut values = [0.0; 40];
    values[7] = 50.0;
    let readout = bench.read(&values, [1, 40, 1, 1], &plan(1, 3), 60.0);
    assert_eq!(readout.maps.readings[0].scale, 50.0);
    assert!(readout.maps.readings[0].shown.contains(&7));
}

#[test]
fn what_is_not_a_number_is_dark_and_spoils_nothing_else() {
    let mut bench = Bench::new(2, Op::RELU);
    // The channel with what is not a number has no say in the scale.
    let values = [f32::NAN, 1.0, f32::INFINITY, 2.0, 0.0, 0.0, 1.0, 2.0];
    let readout = bench.read(&values, [1, 2, 2, 2], &plan(2, 1), 0.0);
    assert_eq!(readout.maps.readings[0].scale, 2.0);
    assert_eq!(readout.maps.bytes, [0, 128, 255, 255, 0, 0, 128, 255]);
    let dark = bench.read(&[0.0; 8], [1, 2, 2, 2], &plan(2, 1), 1e9);
    assert_eq!((dark.maps.readings[0].scale, dark.maps.bytes), (0.0, vec![0; 8]));
}

#[test]
fn a_unit_comes_whole_with_its_layers_scale() {
    let mut bench = Bench::new(2, Op::RELU);
    let values = [0.0, 1.0, 2.0, 3.0, 4.0, 3.0, 2.0, 0.0];
    let unit = Unit { layer: 0, channel: 1 };
    let plan = Plan { units: vec![unit], ..plan(1, 2) };
    let readout = bench.read(&values, [1, 2, 2, 2], &plan, 0.0);
    // Shrunk to one pixel, channel 1 is 9 / 4: the scale of the layer.
    let unit = &readout.units[0];
    assert_eq!((unit.size, unit.scale, unit.range), (Size::new(2, 2), 2.25, (0.0, 4.0)));
    assert_eq!(unit.bytes, [255, 255, 227, 0]);
}

#[test]
fn what_was_computed_in_bf16_is_read_as_exactly_as_f32() {
    let mut bench = Bench::new(1, Op::RELU);
    // bf16 holds whole numbers up to 256, but nothing between those from 128 on.
    let values: Vec<f32> = (0..=255).map(|value| value as f32).collect();
    let input = Tensor::from_slice(&values).reshape([1, 1, 16, 16]);
    let plan = Plan { units: vec![Unit::default()], ..plan(16, 1) };
    let readout = bench.read_tensor(&input.to_kind(Kind::BFloat16), &plan, 0.0);
    let bytes: Vec<u8> = (0..=255).collect();
    assert_eq!((&readout.maps.bytes, &readout.units[0].bytes), (&bytes, &bytes));
    let detail = readout.maps.readings[0].detail.as_ref().unwrap();
    assert_eq!((detail.range, detail.peaks.as_slice()), ((0.0, 255.0), [255.0].as_slice()));
    assert_eq!((&readout.code, &readout.logits), (&values, &values));
    // Two by two: 0, 1, 16, 17 make 8.5, and bf16 still holds that.
    let shrunk = bench.read_tensor(&input.to_kind(Kind::BFloat16), &self::plan(8, 1), 1e9);
    assert_eq!((shrunk.maps.readings[0].scale, shrunk.maps.bytes[1]), (246.0, 11));
}

#[test]
fn a_plan_for_another_network_is_a_line() {
    let mut bench = Bench::new(1, Op::RELU);
    let input = Tensor::zeros([1, 1, 2, 2], (Kind::Float, tch::Device::Cpu));
    let upto = bench.graph.logits();
    let trace =
        forward(&bench.graph, &bench.weights, &input, Keep::Last, upto, &Interrupt::default())
            .unwrap();
    let mut error = |layer| {
        let layers = vec![LayerPlan { layer, tile: 8, room: 8, detail: false, signals: false }];
        let plan = Plan { layers, ..Plan::default() };
        let read = bench.taps.read(&trace, None, &plan, Duration::ZERO, Maps::default());
        read.unwrap_err().to_string()
    };
    assert_eq!(error(7), "no layer 7;  has 2");
    assert_eq!(error(0), "clip was not kept by the forward pass");
}
