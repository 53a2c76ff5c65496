//! How different two colours look to people who take red and green for one another; for tests.

use super::{Color, channels};
use oklab::{LinearRgb, Oklab};

/// What eyes without the long-wave cones see (protanopia), and those without the middle-wave ones
/// (deuteranopia), of linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity
/// 1.0. The third leaves colours as they are.
const EYES: [[[f32; 3]; 3]; 3] = [
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
];

fn linear(channel: u8) -> f32 {
    let value = f32::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn seen(color: Color, eyes: &[[f32; 3]; 3]) -> Oklab {
    let linear = channels(color).map(linear);
    let mixed = eyes.map(|row| {
        let sum: f32 = row.iter().zip(linear).map(|(weight, value)| weight * value).sum();
        sum.clamp(0.0, 1.0)
    });
    Oklab::from_linear_rgb(LinearRgb { r: mixed[0], g: mixed[1], b: mixed[2] })
}

/// The distance of two colours in Oklab (Ottosson 2020) to the eyes that tell them apart least. Of
/// large areas side by side, 0.02 is hardly seen.
pub(crate) fn difference(one: Color, other: Color) -> f32 {
    let distance = |eyes| {
        let (a, b) = (seen(one, eyes), seen(other, eyes));
        ((a.l - b.l).powi(2) + (a.a - b.a).powi(2) + (a.b - b.b).powi(2)).sqrt()
    };
    EYES.iter().map(distance).fold(f32::INFINITY, f32::min)
}

#[test]
fn red_and_green_of_one_lightness_look_alike_to_such_eyes_and_blue_and_orange_do_not() {
    assert!(difference(0x9b_7f3e, 0x84_8a3c) < 0.01);
    assert!(difference(0x4d_a6ff, 0xff_9433) > 0.2);
    assert!(difference(0x12_3456, 0x12_3456) < 1e-6);
    assert!(difference(0x00_0000, 0xff_ffff) > 0.9);
}
