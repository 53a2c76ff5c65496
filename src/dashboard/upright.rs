//! Tests of upright windows: nothing as wide as a column is empty over a tenth of the height.

use std::sync::Arc;

use super::goldens::{Setting, golden};
use crate::attribution::Method;
use crate::control::zoom::Zoom;
use crate::exhibit::selection::Selection;
use crate::geometry::{Point, Rect, Size};
use crate::network::backward::Rule;
use crate::network::kernels::{Kernels, Tile};
use crate::network::labels::named;
use crate::snapshot::UnitKernels;
use crate::taps::plan::Unit;
use crate::view::palette::BACKGROUND;

/// The highest rectangle of nothing but background that is a fifth as wide as the window.
fn largest_hole(pixels: &[u32], size: Size) -> Rect {
    let (width, across) = (size.width as usize, size.width as usize / 5);
    let mut holes = vec![Rect::default()];
    for left in (0..=width - across).step_by((across / 8).max(1)) {
        let empty = |row: &[u32]| row[left..left + across].iter().all(|&p| p == BACKGROUND);
        let mut height = 0;
        for (y, row) in (1..).zip(pixels.chunks_exact(width)) {
            height = if empty(row) { height + 1 } else { 0 };
            holes.push(Rect::new(left as i32, y - height, across as i32, height));
        }
    }
    holes.into_iter().max_by_key(|hole| hole.height).unwrap_or_default()
}

#[test]
fn the_hole_that_is_measured_is_the_highest() {
    let size = Size::new(20, 10);
    let mut pixels = vec![BACKGROUND; size.area()];
    for at in [Point::new(0, 4), Point::new(5, 2), Point::new(10, 6), Point::new(15, 5)] {
        pixels[at.y as usize * 20 + at.x as usize..][..5].fill(1);
    }
    assert_eq!(largest_hole(&pixels, size), Rect::new(6, 3, 4, 7));
}

#[test]
fn an_upright_window_leaves_no_hole_above_a_tenth_of_its_height() {
    for (width, height) in [(1080, 1920), (720, 1280), (1200, 1600), (768, 1024), (600, 900)] {
        for still in [true, false] {
            for labels in [None, Some(named("imagenet_labels.txt").unwrap())] {
                let mut setting =
                    Setting { size: Size::new(width, height), labels, ..Setting::default() };
                (setting.status.still, setting.status.camera) = (still, !still);
                let shown = setting.show();
                let hole = largest_hole(&shown.pixels, shown.size);
                assert!(10 * hole.height <= height, "{width}x{height}, still: {still}: {hole:?}");
            }
        }
    }
}

#[test]
fn in_an_upright_window_the_network_stands_below_the_picture_and_the_answer() {
    let setting = Setting { size: Size::new(432, 700), ..Setting::default() };
    golden("upright", &setting.show().whole());
}

/// The kernels that a unit is made of.
fn kernels(unit: Unit) -> UnitKernels {
    let tiles: Vec<Tile> = (0..6).map(|index| Tile { index, norm: 1.0 }).collect();
    let bytes = (0..6 * 9).map(|n| (n * 29 % 255) as u8).collect();
    let scale = 1.0;
    let range = (-scale, scale);
    let size = Size::new(3, 3);
    let kernels = Kernels { node: 0, size, channels: 1, tiles, bytes, scale, range };
    UnitKernels { unit, count: 24, kernels }
}

#[test]
fn a_layer_and_a_unit_fill_an_upright_window_too() {
    let unit = Unit { layer: 4, channel: 8 };
    let frames: Vec<(u64, f32)> = (0..10).map(|n| (10 * n, 0.4)).collect();
    for zoom in [Zoom::Layer, Zoom::Unit, Zoom::Pixels] {
        let mut selection = Selection { zoom, steering: true, unit, ..Selection::default() };
        selection.study.method = Some(Method::Backward(Rule::Guided));
        let setting = Setting { size: Size::new(1080, 1920), selection, ..Setting::default() };
        let shown = setting.show_frames(&frames, |snapshot| {
            snapshot.kernels = Some(Arc::new(kernels(unit)));
        });
        let hole = largest_hole(&shown.pixels, shown.size);
        assert!(10 * hole.height <= 1920, "{zoom:?}: {hole:?}");
    }
}
