//! Tests on made cases: real photos, changed by known amounts, with a camera's noise.

use std::path::Path;

use super::*;

/// Deviation of the noise, in 1/255.
const NOISE: f32 = 2.0;

/// Side of what the network sees.
const SIDE: i32 = 224;

/// A photo of which a part is seen.
struct Photo {
    pixels: image::RgbImage,
    /// Where the middle of the view lies.
    middle: (f32, f32),
    /// Pixels of the photo for one of the view.
    step: f32,
}

fn photos() -> Vec<Photo> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let photo = |(name, x, y, step): (&'static str, f32, f32, f32)| {
        let pixels = image::open(root.join(name)).unwrap().to_rgb8();
        Photo { pixels, middle: (x, y), step }
    };
    [
        ("assets/reel/chelsea.png", 225.0, 150.0, 0.9),
        ("assets/reel/coffee.png", 300.0, 200.0, 1.2),
        ("assets/reel/astronaut.png", 230.0, 200.0, 1.4),
        ("tests/data/chelsea-640x480.jpg", 320.0, 240.0, 1.5),
    ]
    .map(photo)
    .into()
}

/// How the view is changed.
#[derive(Clone, Copy)]
struct View {
    right: f32,
    down: f32,
    zoom: f32,
    turn: f32,
    light: f32,
}

const REST: View = View { right: 0.0, down: 0.0, zoom: 1.0, turn: 0.0, light: 1.0 };

impl Photo {
    fn at(&self, x: f32, y: f32) -> [f32; 3] {
        let (width, height) = self.pixels.dimensions();
        let x = x.clamp(0.0, width as f32 - 1.001);
        let y = y.clamp(0.0, height as f32 - 1.001);
        let (column, row) = (x as u32, y as u32);
        let (right, down) = (x.fract(), y.fract());
        std::array::from_fn(|channel| {
            let at = |x, y| f32::from(self.pixels.get_pixel(column + x, row + y).0[channel]);
            let above = at(0, 0) * (1.0 - right) + at(1, 0) * right;
            let below = at(0, 1) * (1.0 - right) + at(1, 1) * right;
            above * (1.0 - down) + below * down
        })
    }

    /// What is seen: each pixel the mean of nine places, and noise of this deviation.
    fn view(&self, view: View, noise: f32, seed: u64) -> Picture {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut gaussian = || {
            let radius = (-2.0 * (1.0 - random.f32()).ln()).sqrt();
            radius * (std::f32::consts::TAU * random.f32()).cos() * noise
        };
        let (sin, cos) = view.turn.to_radians().sin_cos();
        let mut rgb = Vec::new();
        for n in 0..SIDE * SIDE {
            let middle = (SIDE as f32 - 1.0) / 2.0;
            let (u, v) = ((n % SIDE) as f32 - middle, (n / SIDE) as f32 - middle);
            let mut sum = [0.0; 3];
            for place in 0..9 {
                let u = u + (place % 3 - 1) as f32 / 3.0 - view.right;
                let v = v + (place / 3 - 1) as f32 / 3.0 - view.down;
                let (u, v) = ((cos * u + sin * v) / view.zoom, (cos * v - sin * u) / view.zoom);
                let there = self.at(self.middle.0 + u * self.step, self.middle.1 + v * self.step);
                (0..3).for_each(|channel| sum[channel] += there[channel] / 9.0);
            }
            rgb.extend(sum.map(|value| (value * view.light + gaussian()).round() as u8));
        }
        Picture::new(Size::new(SIDE, SIDE), rgb)
    }
}

/// A part of another photo lies on it: a disc, where the other shows something else.
fn with_thing(mut picture: Picture, of: &Photo, (x, y, radius): (i32, i32, i32)) -> Picture {
    let other = of.view(REST, 0.0, 0);
    for n in 0..SIDE * SIDE {
        let (right, down) = (n % SIDE - x, n / SIDE - y);
        if right * right + down * down < radius * radius {
            let at = 3 * n as usize;
            picture.rgb[at..at + 3].copy_from_slice(&other.rgb[at..at + 3]);
        }
    }
    picture
}

/// What changed between a photo at rest and a view of it, each with noise of its own.
fn changed(photo: &Photo, view: View) -> Change {
    Change::between(&photo.view(REST, NOISE, 1), &photo.view(view, NOISE, 2))
}

/// Holds of each photo that this one cause is named and no other, and that it explains the change.
fn only(view: View, is: impl Fn(&Cause) -> bool) {
    for (n, photo) in photos().iter().enumerate() {
        let change = changed(photo, view);
        assert!(change.causes.len() == 1 && is(&change.causes[0]), "photo {n}: {change:?}");
        assert_eq!(change.rest, Rest::Little, "photo {n}");
    }
}

fn is_moved(right: f32, down: f32) -> impl Fn(&Cause) -> bool {
    // A twentieth of a pixel is less than what is said.
    move |cause| {
        matches!(*cause, Cause::Moved { right: x, down: y }
        if (x - right).abs() < 0.05 && (y - down).abs() < 0.05)
    }
}

#[test]
fn moved_to_the_left() {
    only(View { right: -6.0, ..REST }, is_moved(-6.0, 0.0));
}

#[test]
fn moved_up() {
    only(View { down: -3.0, ..REST }, is_moved(0.0, -3.0));
}

#[test]
fn moved_down_and_to_the_right_by_far() {
    only(View { right: 25.0, down: 12.0, ..REST }, is_moved(25.0, 12.0));
}

#[test]
fn moved_by_a_part_of_a_pixel() {
    only(View { right: 0.6, ..REST }, is_moved(0.6, 0.0));
    only(View { right: 0.2, down: -0.15, ..REST }, is_moved(0.2, -0.15));
}

#[test]
fn come_nearer() {
    for zoom in [1.01, 1.04, 1.2] {
        let near = |cause: &Cause| matches!(*cause, Cause::Nearer(by) if (by - zoom).abs() < 0.002);
        only(View { zoom, ..REST }, near);
    }
}

#[test]
fn gone_away() {
    for zoom in [0.99, 0.94] {
        let near = |cause: &Cause| matches!(*cause, Cause::Nearer(by) if (by - zoom).abs() < 0.002);
        only(View { zoom, ..REST }, near);
    }
}

#[test]
fn turned() {
    let near = |cause: &Cause| matches!(*cause, Cause::Turned(by) if (by - 2.0).abs() < 0.02);
    only(View { turn: 2.0, ..REST }, near);
}

#[test]
fn lighter_and_darker() {
    for light in [1.12, 1.03, 0.8] {
        // White stays white, so that it is a little less than what was done.
        let near =
            |cause: &Cause| matches!(*cause, Cause::Lighter(by) if (by - light).abs() < 0.005);
        only(View { light, ..REST }, near);
    }
}

/// Where the things lie that come and leave, with their radius.
const PLACES: [(i32, i32, i32); 3] = [(60, 150, 30), (150, 80, 45), (180, 170, 36)];

/// True where it lies around the disc, by not more than a block and a half.
fn is_around(part: Rect, (x, y, radius): (i32, i32, i32)) -> bool {
    let near = |a: i32, b: i32| (a - b).abs() <= 12;
    near(part.x, x - radius)
        && near(part.y, y - radius)
        && near(part.right(), x + radius)
        && near(part.bottom(), y + radius)
}

#[test]
fn something_comes_or_leaves_and_where() {
    let photos = photos();
    // The two cats are much the same photo: a cat's fur on the same fur is not seen.
    for (n, photo) in photos[..3].iter().enumerate() {
        let other = &photos[(n + 1) % 3];
        for place in PLACES {
            let (empty, full) = (photo.view(REST, NOISE, 1), photo.view(REST, NOISE, 2));
            let full = with_thing(full, other, place);
            for (before, after, wanted) in
                [(&empty, &full, Thing::Entered), (&full, &empty, Thing::Left)]
            {
                let change = Change::between(before, after);
                let [Cause::Part { part, thing }] = change.causes[..] else {
                    panic!("photo {n} at {place:?}: {change:?}")
                };
                assert_eq!(thing, wanted, "photo {n} at {place:?}");
                assert!(is_around(part, place), "photo {n}: {part:?} at {place:?}");
                assert_eq!(change.rest, Rest::Little, "photo {n} at {place:?}");
            }
        }
    }
}

#[test]
fn something_comes_while_the_picture_moves() {
    let photos = photos();
    let view = View { right: 3.0, ..REST };
    for (n, photo) in photos[..3].iter().enumerate() {
        let before = photo.view(REST, NOISE, 1);
        let after = with_thing(photo.view(view, NOISE, 2), &photos[(n + 1) % 3], PLACES[0]);
        let causes = Change::between(&before, &after).causes;
        let moved = causes.iter().any(is_moved(3.0, 0.0));
        let come = causes.iter().any(|cause| matches!(cause, Cause::Part { .. }));
        assert!(moved && come && causes.len() == 2, "photo {n}: {causes:?}");
    }
}

#[test]
fn nearer_and_darker_at_once_and_the_larger_part_first() {
    for (n, photo) in photos().iter().enumerate() {
        let slightly = View { zoom: 1.004, light: 0.85, ..REST };
        let much = View { zoom: 1.08, light: 0.93, ..REST };
        let causes = changed(photo, slightly).causes;
        assert!(
            matches!(causes[..], [Cause::Lighter(by), ..] if by < 0.86),
            "photo {n}: {causes:?}"
        );
        let causes = changed(photo, much).causes;
        assert!(matches!(causes[..], [Cause::Nearer(_), ..]), "photo {n}: {causes:?}");
    }
}

#[test]
fn noise_alone_is_no_cause_and_cannot_be_seen() {
    for photo in photos() {
        let nothing = changed(&photo, REST);
        assert_eq!((nothing.causes, nothing.rest, nothing.unseen), (vec![], Rest::Nothing, true));
        let same = photo.view(REST, NOISE, 1);
        let nothing = Change::between(&same, &same);
        assert_eq!((nothing.causes, nothing.rest, nothing.unseen), (vec![], Rest::Nothing, true));
        let [before, after] = [1, 2].map(|seed| photo.view(REST, 8.0, seed));
        let grain = Change::between(&before, &after);
        assert_eq!((grain.causes, grain.rest, grain.unseen), (vec![], Rest::Grain, false));
    }
}

#[test]
fn of_another_picture_it_says_that_it_cannot_say() {
    let photos = photos();
    for pair in photos[..3].windows(2) {
        let [before, after] = [0, 1].map(|n| pair[n].view(REST, NOISE, 1));
        let change = Change::between(&before, &after);
        assert_eq!((change.causes, change.rest, change.unseen), (vec![], Rest::Most, false));
    }
    let photo = photos[0].view(REST, 0.0, 1);
    let even = Picture::new(photo.size, vec![90; photo.rgb.len()]);
    for (before, after) in [(&photo, &even), (&even, &photo), (&Picture::default(), &photo)] {
        assert_eq!(Change::between(before, after).causes, []);
    }
    let dark = Picture::new(photo.size, vec![60; photo.rgb.len()]);
    assert_eq!(Change::between(&even, &dark).rest, Rest::Most, "an even picture says nothing");
}

#[test]
fn a_thing_that_moves_before_what_stays_is_no_movement_of_the_picture() {
    let photos = photos();
    for (n, photo) in photos[..3].iter().enumerate() {
        let other = &photos[(n + 1) % 3];
        let with = |seed, x| with_thing(photo.view(REST, NOISE, seed), other, (x, 120, 40));
        let causes = Change::between(&with(1, 90), &with(2, 104)).causes;
        assert!(matches!(causes[..], [Cause::Part { .. }]), "photo {n}: {causes:?}");
    }
}

#[test]
fn the_way_of_the_pixels_is_that_of_shift_zoom_and_turn_together() {
    let photo = &photos()[0];
    let rest = photo.view(REST, NOISE, 1);
    let way = |view| way(&rest, &photo.view(view, NOISE, 2)).map(|way| way * SIDE as f32);
    let near = |view, pixels: f32| {
        let way = way(view).unwrap();
        assert!((way - pixels).abs() < 0.05 + pixels / 50.0, "{way} instead of {pixels}");
    };
    near(REST, 0.0);
    near(View { right: 3.0, down: -4.0, ..REST }, 5.0);
    // Of a square of this side the mean square of the distance from the middle is a sixth of its.
    let spread = SIDE as f32 / 6_f32.sqrt();
    near(View { turn: 2.0, ..REST }, 2_f32.to_radians() * spread);
    near(View { zoom: 1.02, ..REST }, 0.02 / 1.02 * spread);
    assert_eq!(super::way(&rest, &photos()[1].view(REST, NOISE, 2)), None, "another thing");
}
