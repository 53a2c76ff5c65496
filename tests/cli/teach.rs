//! Tests of `deepvis teach`, of `classify --head` and of `map`, on crops of the reel's photos.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use serde_json::Value;

use super::{complaint, deepvis, json};

const PHOTOS: [&str; 5] =
    ["astronaut.png", "camera.png", "chelsea.png", "coffee.png", "rocket.jpg"];
/// The side of a crop, in pixels.
const SIDE: u32 = 224;

/// How much the crops of a photo differ: the crop's side as a share of the photo's shorter one, the
/// turn in degrees, brightness, and the quality of a JPEG.
struct Changes {
    share: [f64; 2],
    turn: f64,
    brightness: [f64; 2],
    quality: Option<[u8; 2]>,
}

const MILD: Changes =
    Changes { share: [0.4, 0.75], turn: 25.0, brightness: [1.0, 1.0], quality: None };
const STRONG: Changes =
    Changes { share: [0.25, 0.5], turn: 45.0, brightness: [0.3, 1.9], quality: Some([10, 30]) };

fn between(rng: &mut fastrand::Rng, [low, high]: [f64; 2]) -> f64 {
    low + rng.f64() * (high - low)
}

/// A turned square of the photo, wholly inside of it where there is room.
fn crop(photo: &RgbImage, changes: &Changes, rng: &mut fastrand::Rng) -> RgbImage {
    let (width, height) = (f64::from(photo.width()), f64::from(photo.height()));
    let side = width.min(height) * between(rng, changes.share);
    let turn = between(rng, [-changes.turn, changes.turn]).to_radians();
    let (sin, cos) = turn.sin_cos();
    let half = side / 2.0 * (sin.abs() + cos.abs());
    let mut middle = |length: f64| {
        if length > 2.0 * half { between(rng, [half, length - half]) } else { length / 2.0 }
    };
    let (x, y) = (middle(width), middle(height));
    let light = between(rng, changes.brightness);
    let scale = side / f64::from(SIDE);
    let pixel = |column: u32, row: u32| {
        let [across, down] =
            [column, row].map(|place| (f64::from(place) + 0.5 - f64::from(SIDE) / 2.0) * scale);
        let (at_x, at_y) =
            (x + cos * across - sin * down - 0.5, y + sin * across + cos * down - 0.5);
        let at_x = at_x.clamp(0.0, width - 1.0);
        let at_y = at_y.clamp(0.0, height - 1.0);
        let (left, top) = (at_x.floor(), at_y.floor());
        let (right, bottom) = ((left + 1.0).min(width - 1.0), (top + 1.0).min(height - 1.0));
        let value = |x: f64, y: f64, channel: usize| {
            f64::from(photo.get_pixel(x as u32, y as u32)[channel])
        };
        let blend = |channel: usize| {
            let (right_share, low_share) = (at_x - left, at_y - top);
            let upper = value(left, top, channel) * (1.0 - right_share)
                + value(right, top, channel) * right_share;
            let lower = value(left, bottom, channel) * (1.0 - right_share)
                + value(right, bottom, channel) * right_share;
            ((upper * (1.0 - low_share) + lower * low_share) * light).clamp(0.0, 255.0) as u8
        };
        Rgb([0, 1, 2].map(blend))
    };
    let crop = RgbImage::from_fn(SIDE, SIDE, pixel);
    let Some([low, high]) = changes.quality else { return crop };
    let mut bytes = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut bytes, rng.u8(low..=high)).encode_image(&crop).unwrap();
    image::load_from_memory(bytes.get_ref()).unwrap().to_rgb8()
}

fn photo(name: &str) -> RgbImage {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel").join(name);
    image::open(path).unwrap().to_rgb8()
}

/// Writes so many crops of each photo into a folder of its name.
fn write(folder: &Path, photos: &[&str], changes: &Changes, count: usize, seed: u64) {
    let mut rng = fastrand::Rng::with_seed(seed);
    for name in photos {
        let (photo, class) = (photo(name), name.split('.').next().unwrap());
        let folder = folder.join(class);
        fs::create_dir_all(&folder).unwrap();
        for n in 0..count {
            crop(&photo, changes, &mut rng).save(folder.join(format!("{n}.png"))).unwrap();
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Shares of the pictures of each class's folder that are answered rightly, that are so where "none
/// of these" is an answer, and that are none of these.
fn shares(folder: &Path, head: &Path, by: &str) -> [f64; 3] {
    let (mut counts, mut all) = ([0; 3], 0);
    for entry in fs::read_dir(folder).unwrap() {
        let class = entry.unwrap().path();
        let name = class.file_name().unwrap().to_str().unwrap().to_owned();
        let answers = json(&["classify", text(&class), "--head", text(head), "--by", by, "--json"]);
        for answer in answers.as_array().unwrap() {
            let right = answer["top"][0]["label"] == name.as_str();
            let none = answer["none"].as_bool().unwrap();
            let cosine = answer["cosine"].as_f64().unwrap();
            assert_eq!(none, cosine < answer["threshold"].as_f64().unwrap());
            for (count, is) in counts.iter_mut().zip([right, right && !none, none]) {
                *count += usize::from(is);
            }
            all += 1;
        }
    }
    counts.map(|count| f64::from(u32::try_from(count).unwrap()) / f64::from(all))
}

#[test]
fn what_is_taught_on_mild_crops_is_known_under_far_harsher_changes() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    write(&path("taught"), &PHOTOS, &MILD, 24, 1);
    write(&path("tested"), &PHOTOS, &STRONG, 20, 2);
    let head = path("head.safetensors");
    let taught = json(&["teach", text(&path("taught")), "--out", text(&head), "--json"]);
    for class in taught["classes"].as_array().unwrap() {
        assert_eq!((&class["taught"], &class["held_back"]), (&20.into(), &4.into()));
    }
    for figure in ["accuracy", "means_accuracy", "head_accuracy", "means_accuracy_with_none"] {
        assert!(taught[figure].as_f64().unwrap() > 0.95, "{figure}: {taught}");
    }
    assert_eq!(taught["network"], "efficientnet_lite0");
    assert_eq!(taught["warnings"], Value::Array(Vec::new()));
    let [right, known, _] = shares(&path("tested"), &head, "means");
    println!("means {right:.3}, with none of these {known:.3}");
    assert!(right >= 0.92 && known >= 0.85, "{right} {known}");
    let [right, known, _] = shares(&path("tested"), &head, "head");
    println!("head {right:.3}, with none of these {known:.3}");
    assert!(right >= 0.9 && known >= 0.85, "{right} {known}");
}

#[test]
fn what_was_not_taught_is_none_of_these() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    let (other, taught) = PHOTOS.split_last().unwrap();
    write(&path("taught"), taught, &MILD, 12, 3);
    write(&path("mild"), &[other], &MILD, 20, 4);
    write(&path("strong"), &[other], &STRONG, 20, 5);
    let head = path("head.safetensors");
    json(&["teach", text(&path("taught")), "--out", text(&head), "--json"]);
    for folder in ["mild", "strong"] {
        let [.., none] = shares(&path(folder), &head, "means");
        println!("{folder}: {none:.3}");
        assert!(none >= 0.9, "{folder}: {none}");
    }
    let picture = path("mild/rocket/0.png");
    let output = deepvis(&["classify", text(&picture), "--head", text(&head)]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.lines().nth(1).map(str::trim), Some("none of these"), "{said}");
    assert_eq!(said.lines().count(), 2 + taught.len(), "{said}");
}

#[test]
fn the_same_pictures_and_seed_give_the_same_bytes_and_another_networks_head_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    write(&path("taught"), &PHOTOS[2..4], &MILD, 4, 6);
    let teach = |out: &Path, threads: &str| {
        let folder = path("taught");
        let network = ["--network", "squeezenet1_1", "--random-weights", "--threads", threads];
        json(&[&["teach", text(&folder), "--out", text(out), "--json"][..], &network].concat())
    };
    let (one, other) = (path("one.safetensors"), path("other.safetensors"));
    assert_eq!(teach(&one, "1")["untrained"], true);
    teach(&other, "2");
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    let picture = path("taught/coffee/0.png");
    let error = complaint(&["classify", text(&picture), "--head", text(&one)]);
    let wanted = "the head was taught on squeezenet1_1, not on efficientnet_lite0";
    assert!(error.contains(wanted) && error.ends_with("one.safetensors"), "{error}");
    let out = path("a.png");
    let error = complaint(&["render", text(&picture), "--out", text(&out), "--head", text(&one)]);
    assert!(error.contains(wanted) && !out.exists(), "{error}");
    let untrained = ["--out", text(&other), "--random-weights", "--json"];
    json(&[&["teach", text(&path("taught"))][..], &untrained].concat());
    let error = complaint(&["classify", text(&picture), "--head", text(&other)]);
    assert!(
        error.contains("the head was taught on other weights of efficientnet_lite0"),
        "{error}"
    );
    let error = complaint(&["classify", text(&picture), "--head", text(&picture)]);
    assert!(error.contains("not a whole safetensors file"), "{error}");
}

/// A photo's middle as a disc on a background.
fn paste(background: &RgbImage, thing: &RgbImage, rng: &mut fastrand::Rng) -> RgbImage {
    let mut picture = background.clone();
    let radius = f64::from(rng.u32(30..60));
    let [x, y] = [0, 1].map(|_| between(rng, [radius, f64::from(SIDE) - radius]));
    let side = f64::from(thing.width().min(thing.height())) / 2.0;
    for (column, row, pixel) in picture.enumerate_pixels_mut() {
        let (across, down) = (f64::from(column) - x, f64::from(row) - y);
        if across.hypot(down) < radius {
            let [at_x, at_y] = [(across, thing.width()), (down, thing.height())]
                .map(|(away, length)| f64::from(length) / 2.0 + away / radius * side * 0.7);
            *pixel = *thing.get_pixel(at_x as u32, at_y as u32);
        }
    }
    picture
}

/// Waves of colour that differ from number to number.
fn background(number: u64) -> RgbImage {
    let mut rng = fastrand::Rng::with_seed(100 + number);
    let base: [f64; 3] = [0; 3].map(|_| between(&mut rng, [50.0, 200.0]));
    let wave: [[f64; 2]; 3] = [0; 3].map(|_| [0; 2].map(|_| between(&mut rng, [-0.08, 0.08])));
    RgbImage::from_fn(SIDE, SIDE, |x, y| {
        Rgb([0, 1, 2].map(|channel| {
            let [across, down] = wave[channel];
            let sum = across * f64::from(x) + down * f64::from(y);
            (base[channel] + 45.0 * sum.sin()).clamp(0.0, 255.0) as u8
        }))
    })
}

#[test]
fn one_background_behind_all_things_is_warned_of_and_twenty_are_not() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    let things = ["chelsea.png", "coffee.png", "rocket.jpg"];
    let fill = |folder: &str, from: u64, backgrounds: u64, seed: u64| {
        let mut rng = fastrand::Rng::with_seed(seed);
        for name in things {
            let (thing, class) = (photo(name), name.split('.').next().unwrap());
            let folder = path(folder).join(class);
            fs::create_dir_all(&folder).unwrap();
            for n in 0..10 {
                let ground = background(from + n % backgrounds);
                let picture = paste(&ground, &thing, &mut rng);
                picture.save(folder.join(format!("{n}.png"))).unwrap();
            }
        }
    };
    fill("shared", 0, 1, 1);
    fill("taught", 0, 10, 2);
    fill("tested", 10, 10, 3);
    let head = path("head.safetensors");
    let teach =
        |folder: &str| json(&["teach", text(&path(folder)), "--out", text(&head), "--json"]);
    assert_eq!(teach("shared")["warnings"][0]["kind"], "one_background");
    assert_eq!(teach("taught")["warnings"], Value::Array(Vec::new()));
    let [right, ..] = shares(&path("tested"), &head, "means");
    println!("on ten other backgrounds: {right:.3}");
    assert!(right > 0.6, "{right}");
}

#[test]
fn a_class_with_far_more_pictures_is_warned_of() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    write(&path("taught"), &PHOTOS[2..3], &MILD, 7, 1);
    write(&path("taught"), &PHOTOS[3..4], &MILD, 2, 1);
    let (folder, head) = (path("taught"), path("head.safetensors"));
    let made_up = ["--network", "squeezenet1_1", "--random-weights"];
    let command = ["teach", text(&folder), "--out", text(&head)];
    let taught = json(&[&command[..], &made_up, &["--json"]].concat());
    assert_eq!(taught["warnings"][0]["kind"], "unequal");
    let output = deepvis(&[&command[..], &made_up].concat()).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("chelsea has 6 pictures, coffee 2"), "{errors}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("chelsea: taught 6, held back 1"), "{said}");
}

#[test]
fn a_folder_that_teaches_nothing_is_told_and_nothing_is_written() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    let head = path("head.safetensors");
    let error = |folder: &str| complaint(&["teach", text(&path(folder)), "--out", text(&head)]);
    assert!(error("none").contains("cannot list the folder"));
    write(&path("one"), &PHOTOS[..1], &MILD, 1, 1);
    assert!(error("one").contains("two or more folders of pictures"));
    fs::create_dir(path("one/empty")).unwrap();
    assert!(error("one").contains("no pictures"));
    fs::write(path("one/empty/a.png"), "no picture").unwrap();
    let output = deepvis(&["teach", text(&path("one")), "--out", text(&head), "--random-weights"]);
    let output = { output }.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("no picture of empty can be learned from"), "{errors}");
    assert!(!head.exists());
}

#[test]
fn a_map_sets_alike_pictures_together() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    write(&path("photos"), &PHOTOS, &MILD, 8, 1);
    let (folder, places, picture) = (path("photos"), path("map.json"), path("map.png"));
    let map = |out: &Path, more: &[&str]| {
        let command = [&["map", text(&folder), "--out", text(out)][..], more].concat();
        let output = deepvis(&command).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read(out).unwrap()
    };
    let found = map(&places, &[]);
    assert_eq!(found, map(&places, &[]), "the same every time");
    let found: Value = serde_json::from_slice(&found).unwrap();
    assert_eq!((&found["way"], &found["layer"]), (&"t-SNE".into(), &"head.code".into()));
    let pictures = found["pictures"].as_array().unwrap();
    assert_eq!(pictures.len(), 40);
    let place =
        |picture: &Value| [&picture["x"], &picture["y"]].map(|value| value.as_f64().unwrap());
    let class = |picture: &Value| {
        let path = picture["image"].as_str().unwrap();
        Path::new(path).parent().unwrap().to_owned()
    };
    let together = pictures.iter().filter(|picture| {
        let [x, y] = place(picture);
        assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
        let away = |other: &&Value| (place(other)[0] - x).hypot(place(other)[1] - y);
        let others = pictures.iter().filter(|other| other["image"] != picture["image"]);
        let nearest = others.min_by(|one, other| away(one).total_cmp(&away(other))).unwrap();
        class(nearest) == class(picture)
    });
    assert!(together.count() >= 38);
    map(&picture, &["--layer", "stem.relu"]);
    let drawn = image::open(&picture).unwrap().to_rgb8();
    assert_eq!(drawn.dimensions(), (2400, 2400));
    let error = complaint(&["map", text(&folder), "--out", text(&picture), "--layer", "nothing"]);
    assert!(error.contains("nothing"), "{error}");
}
