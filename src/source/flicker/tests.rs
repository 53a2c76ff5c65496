//! Made-up pictures with flicker, and with much else that changes: real photos, in linear light.

use std::f32::consts::TAU;
use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::geometry::Size;
use crate::source::photo;
use crate::source::warp::PaddedPicture;
use crate::source::wobble::{ONE, Pose, pose, tremble};

const SIZE: Size = Size::new(160, 120);
const PHOTOS: [&str; 5] =
    ["chelsea.png", "coffee.png", "astronaut.png", "camera.png", "rocket.jpg"];

/// The reel's photos, with room around the picture for the camera to move.
static SHEETS: LazyLock<[PaddedPicture; 5]> = LazyLock::new(|| {
    PHOTOS.map(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel").join(name);
        PaddedPicture::new(&photo::load(&path).unwrap(), Size::new(220, 165)).unwrap()
    })
});

/// What a camera with a still hand sees of a photo, moved by so many pixels.
fn seen(photo: usize, pose: Pose) -> Picture {
    let mut picture = Picture::new(SIZE, vec![0; SIZE.area() * 3]);
    SHEETS[photo % 5].sample(pose, &mut picture);
    picture
}

const STILL: Pose = Pose { cos: ONE, sin: 0, x: 0, y: 0 };

fn moved(x: f32, y: f32) -> Pose {
    Pose { x: (x * ONE as f32) as i32, y: (y * ONE as f32) as i32, ..STILL }
}

/// A hand-held camera, as the reel moves, in a quarter of its size.
fn held(time: f64) -> Pose {
    let pose = pose((time * 30.0) as u64);
    Pose { x: pose.x / 4, y: pose.y / 4, ..pose }
}

/// A picture under other light: each row's factor in linear light.
fn lit(mut picture: Picture, factor: impl Fn(f32) -> f32) -> Picture {
    static CODES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let code = |n: usize| {
            let light = n as f32 / 4096.0;
            let value = if light <= 0.003_130_8 {
                12.92 * light
            } else {
                1.055 * light.powf(1.0 / 2.4) - 0.055
            };
            (value * 255.0).round() as u8
        };
        (0..=4096).map(code).collect()
    });
    let (width, height) = (picture.size.width as usize, picture.size.height as usize);
    let light: Vec<f32> = (0..256).map(|value| rows::linear(value as u8)).collect();
    for (y, row) in picture.rgb.chunks_exact_mut(3 * width).enumerate() {
        let factor = factor(y as f32 / height as f32);
        let table: Vec<u8> = light
            .iter()
            .map(|light| CODES[(light * factor * 4096.0).round().clamp(0.0, 4096.0) as usize])
            .collect();
        for value in row {
            *value = table[usize::from(*value)];
        }
    }
    picture
}

/// Noise of a sensor, of this deviation of 255.
fn noisy(mut picture: Picture, frame: u64, deviation: f32) -> Picture {
    let mut state = (frame + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for value in &mut picture.rgb {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // Four uniform numbers of -1..=1 have nearly a normal sum of a deviation of 1.15.
        let sum: f32 = (0..4).map(|n| (state >> (16 * n) & 0xffff) as f32 / 32_767.5 - 1.0).sum();
        *value = (f32::from(*value) + deviation * sum / 1.15).round().clamp(0.0, 255.0) as u8;
    }
    picture
}

/// A lamp, and a camera that reads a picture's rows in `readout` seconds.
#[derive(Debug, Clone, Copy)]
struct Lamp {
    pulses: f32,
    depth: f32,
    readout: f32,
}

impl Lamp {
    fn light(self, picture: Picture, time: f64) -> Picture {
        // Whole turns are left out before single precision loses them.
        let turns = (f64::from(self.pulses) * time).fract() as f32;
        lit(picture, |y| 1.0 + self.depth * (TAU * (turns + self.pulses * self.readout * y)).cos())
    }
}

/// What is told of each of these pictures.
fn told(fps: f64, seconds: f64, picture: impl Fn(u64, f64) -> Picture) -> Vec<Option<Flicker>> {
    told_at(fps, (0..(fps * seconds) as u64).map(|n| (n, 0.004)), picture)
}

/// What is told of the pictures with these numbers, which come late by up to so many seconds.
fn told_at(
    fps: f64,
    pictures: impl Iterator<Item = (u64, f64)>,
    picture: impl Fn(u64, f64) -> Picture,
) -> Vec<Option<Flicker>> {
    let (mut watch, begin) = (FlickerWatch::default(), Instant::now());
    let look = |(n, jitter): (u64, f64)| {
        let time = n as f64 / fps;
        let late = jitter * (n * 7919 % 101) as f64 / 101.0;
        watch.look(&picture(n, time), begin + Duration::from_secs_f64(time + late))
    };
    pictures.map(look).collect()
}

/// What is told at last of a hand-held camera under this lamp.
fn told_of(photo: usize, lamp: Lamp, fps: f64, seconds: f64) -> Option<Flicker> {
    let picture = |n, time| noisy(lamp.light(seen(photo, held(time)), time), n, 3.0);
    *told(fps, seconds, picture).last().unwrap()
}

/// The rate, and the lamp's frequency whose bands drift at that rate.
const DRIFTING: [(f64, Mains); 6] = [
    (30.0, Mains::Hz50),
    (25.0, Mains::Hz60),
    (15.0, Mains::Hz50),
    (29.7, Mains::Hz50),
    (24.0, Mains::Hz50),
    (60.0, Mains::Hz50),
];

#[test]
fn flicker_is_told_with_its_mains_and_its_depth() {
    let mut photo = 0;
    for (fps, mains) in DRIFTING {
        for readout in [0.0, 0.006, 0.012, 0.016] {
            for depth in [0.1, 0.2, 0.5] {
                photo += 1;
                let lamp = Lamp { pulses: mains.pulses() as f32, depth, readout };
                let flicker = told_of(photo, lamp, fps, 2.8);
                let Some(flicker) = flicker else { panic!("not seen: {fps} a second, {lamp:?}") };
                assert_eq!(flicker.mains, Some(mains), "{fps} a second, {lamp:?}");
                let share = flicker.depth / depth;
                assert!((0.7..1.05).contains(&share), "{fps} a second, {lamp:?}: {flicker:?}");
            }
        }
    }
}

#[test]
fn a_slow_camera_takes_as_long_as_its_24_pictures() {
    let lamp = Lamp { pulses: 100.0, depth: 0.2, readout: 0.03 };
    assert_eq!(told_of(0, lamp, 7.5, 3.0), None);
    let flicker = told_of(0, lamp, 7.5, 4.0).expect("seen");
    assert_eq!(flicker.mains, Some(Mains::Hz50));
}

#[test]
fn it_is_told_after_two_seconds_and_until_one_and_a_half_after_its_end() {
    let lamp = Lamp { pulses: 100.0, depth: 0.2, readout: 0.02 };
    let picture = |n, time| {
        let depth = if (2.0..6.0).contains(&time) { lamp.depth } else { 0.0 };
        noisy(Lamp { depth, ..lamp }.light(seen(1, STILL), time), n, 3.0)
    };
    let told = told(30.0, 10.0, picture);
    let from = told.iter().position(Option::is_some).unwrap();
    let to = told.iter().rposition(Option::is_some).unwrap();
    assert!((60 + 40..60 + 80).contains(&from), "from picture {from} on");
    assert!((180..180 + 90).contains(&to), "until picture {to}");
    assert!(told[from..=to].iter().all(Option::is_some), "without a break");
}

#[test]
fn pictures_that_are_lost_or_late_do_not_hide_it() {
    let lamp = Lamp { pulses: 100.0, depth: 0.2, readout: 0.02 };
    let picture = |_, time| lamp.light(seen(2, held(time)), time);
    let lost = (0..100).filter(|n| n % 7 != 3 && n % 11 != 5).map(|n| (n, 0.002));
    let late = (0..100).map(|n| (n, 0.016));
    let told = [told_at(30.0, lost, picture), told_at(30.0, late, picture)];
    for told in told {
        let flicker = told.last().unwrap().expect("seen");
        assert_eq!(flicker.mains, Some(Mains::Hz50));
        assert!((0.15..0.21).contains(&flicker.depth), "{flicker:?}");
    }
}

#[test]
fn somebody_who_waves_does_not_hide_it() {
    let lamp = Lamp { pulses: 100.0, depth: 0.2, readout: 0.02 };
    let told = told(30.0, 3.0, |n, time| noisy(lamp.light(waved(3, time, 3.0), time), n, 3.0));
    assert_eq!(told.last().unwrap().expect("seen").mains, Some(Mains::Hz50));
}

#[test]
fn bands_that_stand_still_are_not_told_from_a_striped_scene() {
    for (fps, pulses) in [(30.0, 120.0), (25.0, 100.0), (20.0, 100.0), (20.0, 120.0), (10.0, 100.0)]
    {
        let lamp = Lamp { pulses, depth: 0.5, readout: 0.02 };
        assert_eq!(told_of(0, lamp, fps, 4.0), None, "{fps} a second, {lamp:?}");
    }
}

#[test]
fn a_beating_that_would_be_alike_with_both_mains_is_of_neither() {
    // At 27.5 pictures a second 100 Hz seem to go backwards as fast as 120 Hz go forwards.
    for (pulses, mains) in [(100.0, Mains::Hz50), (120.0, Mains::Hz60)] {
        let lamp = Lamp { pulses, depth: 0.2, readout: 0.0 };
        let mains_of = |lamp| told_of(0, lamp, 27.5, 3.0).expect("seen").mains;
        assert_eq!(mains_of(lamp), None);
        assert_eq!(mains_of(Lamp { readout: 0.02, ..lamp }), Some(mains));
    }
}

#[test]
fn more_than_64_pictures_a_second_are_not_judged() {
    let lamp = Lamp { pulses: 100.0, depth: 0.5, readout: 0.005 };
    assert_eq!(told_of(0, lamp, 90.0, 4.0), None);
}

/// Somebody who waves so many times a second.
fn waved(photo: usize, time: f64, hertz: f32) -> Picture {
    let mut picture = seen(photo, STILL);
    let x = 50.0 + 35.0 * (time as f32 * hertz * TAU).sin();
    fill(&mut picture, (x as usize, 30), (45, 60), |_| 205);
    picture
}

/// Somebody with a striped shirt, whose stripes are so many rows apart and have moved so far.
fn striped(photo: usize, period: f32, moved: f32) -> Picture {
    let mut picture = seen(photo, STILL);
    fill(&mut picture, (45, 30), (70, 90), |y| {
        (128.0 + 90.0 * ((y as f32 - moved) / period * TAU).sin()) as u8
    });
    picture
}

/// Fills a part of a picture with grey rows.
fn fill(
    picture: &mut Picture,
    (left, top): (usize, usize),
    (width, height): (usize, usize),
    grey: impl Fn(usize) -> u8,
) {
    for y in top..top + height {
        let at = 3 * (y * SIZE.width as usize + left);
        picture.rgb[at..at + 3 * width].fill(grey(y));
    }
}

/// To and fro at a constant speed, between minus and plus so much.
fn to_and_fro(way: f64, most: f32) -> f32 {
    let phase = (way as f32 / most).rem_euclid(4.0);
    most * if phase < 2.0 { phase - 1.0 } else { 3.0 - phase }
}

type Change = (&'static str, fn(usize, u64, f64) -> Picture);

/// What else changes in pictures.
const OTHERWISE: [Change; 26] = [
    ("nothing", |photo, _, _| seen(photo, STILL)),
    ("noise", |photo, n, _| noisy(seen(photo, STILL), n, 16.0)),
    ("noise alone", |_, n, _| noisy(lit(seen(0, STILL), |_| 0.0), n, 40.0)),
    ("darkness", |_, n, _| noisy(lit(seen(0, STILL), |_| 0.0), n, 2.0)),
    ("a hand-held camera", |photo, _, time| seen(photo, held(time))),
    ("the shaken photo", |photo, n, _| seen(photo, tremble(n, SIZE))),
    ("a camera that nods, five times a second", |photo, _, time| {
        seen(photo, moved(0.0, 8.0 * (time as f32 * 5.0 * TAU).sin()))
    }),
    ("a camera that shakes its head", |photo, _, time| {
        seen(photo, moved(8.0 * (time as f32 * 10.0 * TAU).sin(), 0.0))
    }),
    ("a pan", |photo, _, time| seen(photo, moved(to_and_fro(45.0 * time, 27.0), 0.0))),
    // Of the rocket: all rows of its sky grow bright at once.
    ("a camera that nods, ten times a second", |photo, _, time| {
        seen(photo, moved(0.0, 8.0 * (time as f32 * 10.0 * TAU).sin()))
    }),
    ("a pan up and down", |photo, _, time| seen(photo, moved(0.0, to_and_fro(30.0 * time, 20.0)))),
    ("a fast one", |photo, _, time| seen(photo, moved(0.0, to_and_fro(120.0 * time, 20.0)))),
    ("a wave, three times a second", |photo, _, time| waved(photo, time, 3.0)),
    ("a wave, five times a second", |photo, _, time| waved(photo, time, 5.0)),
    ("something that whirls", |photo, _, time| waved(photo, time, 10.0)),
    ("a shirt that sways", |photo, _, time| striped(photo, 12.0, 10.0 * (time as f32 * TAU).sin())),
    ("a shirt that drops", |photo, n, _| striped(photo, 10.0, 1.5 * n as f32)),
    ("stripes at the speed of bands", |photo, n, _| striped(photo, 36.0, 12.0 * n as f32)),
    ("stripes at theirs upwards", |photo, n, _| striped(photo, 36.0, -12.0 * n as f32)),
    ("an exposure that grows", |photo, _, time| {
        lit(seen(photo, STILL), |_| 0.3 + 0.2 * (time as f32 % 4.0))
    }),
    ("an exposure that grows with every third picture", |photo, n, _| {
        lit(seen(photo, STILL), |_| 0.2 * 1.06_f32.powi((n / 3 % 30) as i32))
    }),
    ("an exposure that hunts", |photo, _, time| {
        lit(seen(photo, STILL), |_| 0.6 + 0.3 * (time as f32 * 0.8 * TAU).sin())
    }),
    ("a flash", |photo, _, time| {
        lit(seen(photo, STILL), |_| if time % 3.0 < 0.05 { 2.0 } else { 0.7 })
    }),
    ("a flash in half of the rows", |photo, _, time| {
        lit(seen(photo, STILL), |y| if time % 3.0 < 0.05 && y > 0.4 { 2.0 } else { 0.7 })
    }),
    ("cuts", |photo, _, time| seen(photo + (time / 1.5) as usize, STILL)),
    ("a fade", |photo, _, time| {
        let (from, to) = (seen(photo, STILL), seen(photo + 1, STILL));
        let part = (time as f32 / 6.0).min(1.0);
        let blend = |(from, to): (&u8, &u8)| {
            (f32::from(*from) * (1.0 - part) + f32::from(*to) * part) as u8
        };
        Picture::new(SIZE, from.rgb.iter().zip(&to.rgb).map(blend).collect())
    }),
];

#[test]
fn nothing_else_that_changes_is_taken_for_flicker() {
    for (photo, (name, picture)) in OTHERWISE.iter().enumerate() {
        for fps in [30.0, 25.0, 15.0] {
            let told = told(fps, 6.0, |n, time| noisy(picture(photo, n, time), n, 2.0));
            assert!(told.iter().all(Option::is_none), "{name}, {fps} a second: {told:?}");
        }
    }
}

#[test]
fn pictures_without_pixels_or_of_another_size_do_no_harm() {
    let mut watch = FlickerWatch::default();
    let begin = Instant::now();
    for n in 0..150 {
        let size = Size::new(n % 5, (n * 7) % 4);
        let picture = Picture::new(size, vec![9; size.area() * 3]);
        assert_eq!(watch.look(&picture, begin + n as u32 * Duration::from_millis(33)), None);
    }
    assert_eq!(watch.look(&Picture::default(), begin), None, "a time that has been");
}
