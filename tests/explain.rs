//! Tests of `deepvis explain`: the files that it writes, and what it prints.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use deepvis::exhibit::counts::occlusion::{OcclusionJob, Square};
use deepvis::exhibit::work::Work;
use deepvis::geometry::{Point, Rect};
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use deepvis::network::{Network, WeightsFrom};
use safetensors::SafeTensors;
use serde_json::Value;

fn deepvis(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.arg("explain").args(arguments).env_remove("RUST_LOG");
    command
}

fn reference(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference").join(name);
    path.display().to_string()
}

/// An attribution's shape and values, and what its file says of itself.
fn read(path: &Path) -> (Vec<usize>, Vec<f32>, HashMap<String, String>) {
    let bytes = fs::read(path).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(file.names(), ["attribution"]);
    let view = file.tensor("attribution").unwrap();
    let values = view.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes));
    let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
    (view.shape().to_vec(), values.collect(), header.metadata().clone().unwrap())
}

#[test]
fn signals_are_the_references() {
    let folder = tempfile::tempdir().unwrap();
    let image = reference("chelsea-224.png");
    let wanted = fs::read(reference("efficientnet_lite0--chelsea.json")).unwrap();
    let wanted: Value = serde_json::from_slice(&wanted).unwrap();
    let class = wanted["top5"][0][0].to_string();
    // The best class is found, named by its number or by its name.
    for (method, named) in [
        ("gradient", vec![]),
        ("guided", vec!["--class", &class]),
        ("deconvnet", vec!["--class", "egyptian"]),
    ] {
        let out = folder.path().join(format!("{method}.safetensors"));
        let arguments = [&image, "--method", method, "--out", out.to_str().unwrap()];
        let output = deepvis(&[&arguments[..], &named].concat()).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(&format!("Egyptian cat (class {class}), logit ")), "{said}");
        let (shape, values, about) = read(&out);
        assert_eq!(shape, [3, 224, 224]);
        assert_eq!((&*about["method"], &*about["network"]), (method, "efficientnet_lite0"));
        assert_eq!((&*about["image"], &*about["weights"]), (&*image, "published"));
        let wanted = &wanted[method];
        let number = |value: &Value| value.as_f64().unwrap();
        let range = number(&wanted["max"]) - number(&wanted["min"]);
        let samples = wanted["index"].as_array().unwrap().iter();
        for (at, value) in samples.zip(wanted["value"].as_array().unwrap()) {
            let found = f64::from(values[at.as_u64().unwrap() as usize]);
            assert!((found - number(value)).abs() <= 1e-3 * range, "{method} at {at}: {found}");
        }
    }
}

#[test]
fn a_contrast_is_the_difference_of_two_explanations_and_is_drawn_in_two_colours() {
    let folder = tempfile::tempdir().unwrap();
    let image = reference("chelsea-224.png");
    let run = |name: &str, more: &[&str]| {
        let out = folder.path().join(name);
        let output = deepvis(&[&[&*image, "--out", out.to_str().unwrap()], more].concat());
        let output = { output }.output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        (out, String::from_utf8(output.stdout).unwrap())
    };
    let gradient = |name: &str, more: &[&str]| {
        let (out, said) = run(name, &[&["--method", "gradient"], more].concat());
        (read(&out), said)
    };
    let both = ["--class", "285", "--against", "tiger cat"];
    let ((_, found, about), said) = gradient("both.safetensors", &both);
    assert!(said.contains("Egyptian cat (class 285), logit "), "{said}");
    assert!(said.contains(", against tiger cat (class 282), logit "), "{said}");
    assert_eq!((&*about["class"], &*about["against"]), ("285", "282"));
    // The best class is found.
    let ((_, same, _), _) = gradient("best.safetensors", &["--against", "282"]);
    assert_eq!(found, same);
    let of = |class: &str| gradient(&format!("{class}.safetensors"), &["--class", class]).0.1;
    let (one, other) = (of("285"), of("282"));
    let wanted: Vec<f32> = one.iter().zip(&other).map(|(a, b)| a - b).collect();
    let largest = wanted.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
    let off = found.iter().zip(&wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(largest > 0.0 && off <= 1e-5 * largest, "{off:e} of {largest:e}");

    let cam = [&["--method", "grad-cam"], &both[..]].concat();
    let (shape, values, _) = read(&run("cam.safetensors", &cam).0);
    assert_eq!(shape, [1, 224, 224]);
    let at = |better: fn(f32, f32) -> bool| {
        (0..values.len()).reduce(|a, b| if better(values[b], values[a]) { b } else { a }).unwrap()
    };
    let (most, least) = (at(|a, b| a > b), at(|a, b| a < b));
    assert!(values[most] > 0.0 && values[least] < 0.0);
    let picture = image::open(run("cam.png", &cam).0).unwrap().to_rgb8();
    let pixel = |at: usize| picture.get_pixel(at as u32 % 224, at as u32 / 224).0;
    let ([red, _, blue], [red_there, _, blue_there]) = (pixel(most), pixel(least));
    assert!(blue > red.saturating_add(20) && red_there > blue_there.saturating_add(20));
}

#[test]
fn many_pictures_get_a_file_each_and_a_broken_one_a_line() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::copy(reference("coffee-224.png"), folder.path().join("coffee.png")).unwrap();
    fs::copy(reference("chelsea-224.png"), folder.path().join("chelsea.png")).unwrap();
    fs::write(folder.path().join("text.png"), "this is no picture").unwrap();
    let (pictures, out) = (folder.path().to_str().unwrap(), out.path().join("new"));
    let arguments = [pictures, "--method", "grad-cam", "--out", out.to_str().unwrap()];
    for format in ["png", "safetensors"] {
        let output = deepvis(&[&arguments[..], &["--format", format]].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.lines().count() == 1 && errors.trim_end().ends_with("text.png"), "{errors}");
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let names = ["chelsea.png", "chelsea.safetensors", "coffee.png", "coffee.safetensors"];
    assert_eq!(files, names.map(|name| out.join(name)));
    let (shape, values, about) = read(&files[1]);
    assert_eq!((shape, &*about["method"]), (vec![1, 224, 224], "grad-cam"));
    let hottest = (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b])).unwrap();
    assert!(values.iter().all(|&value| value >= 0.0) && values[hottest] > 0.0);
    // Where its picture is warmest, too: red above blue.
    let picture = image::open(&files[0]).unwrap().to_rgb8();
    assert_eq!(picture.dimensions(), (224, 224));
    let [red, _, blue] = picture.get_pixel(hottest as u32 % 224, hottest as u32 / 224).0;
    assert!(red > blue.saturating_add(60), "{red} {blue}");
}

#[test]
fn occlusion_is_hot_where_the_class_falls() {
    let folder = tempfile::tempdir().unwrap();
    let image = reference("chelsea-224.png");
    let run = |ending: &str| {
        let out = folder.path().join(format!("covered.{ending}"));
        // 5x5 positions, to be quick.
        let square = ["--method", "occlusion", "--square", "64", "--stride", "45", "--out"];
        let arguments = [&[&*image], &square[..], &[out.to_str().unwrap()]].concat();
        let output = deepvis(&arguments).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("Egyptian cat (class 285), ") && said.contains(" % with the square"));
        out
    };
    let (shape, values, about) = read(&run("safetensors"));
    assert_eq!((shape, &*about["method"]), (vec![1, 224, 224], "occlusion"));
    assert_eq!((&*about["square"], &*about["stride"]), ("64", "45"));
    let hottest = (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b])).unwrap();
    assert!(values[hottest] > 0.05 && values[hottest] <= 1.0, "{}", values[hottest]);
    let picture = image::open(run("png")).unwrap().to_rgb8();
    let [red, _, blue] = picture.get_pixel(hottest as u32 % 224, hottest as u32 / 224).0;
    assert!(picture.dimensions() == (224, 224) && red > blue.saturating_add(60), "{red} {blue}");
}

/// Zeiler and Fergus's finding: a class needs most what it names.
#[test]
fn a_cat_is_least_a_cat_where_its_face_is_covered() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::load("efficientnet_lite0", &WeightsFrom::Published, device).unwrap();
    let (mean, std) = (network.spec.mean, network.spec.std);
    let mut preprocess = deepvis::preprocess::Preprocess::new(network.spec.cutout(), mean, std);
    for (file, class, thing) in [
        // From the outer corner of one eye to that of the other, from above the eyes to the mouth.
        ("chelsea-224.png", 285, Rect::new(40, 55, 165, 150)),
        // The espresso and the cup's rim around it.
        ("coffee-224.png", 967, Rect::new(42, 10, 125, 80)),
    ] {
        let picture = deepvis::source::load(Path::new(&reference(file))).unwrap();
        let input = network.input(preprocess.run(&picture).unwrap().input, picture.size).unwrap();
        let mut job = OcclusionJob::new(&network, &input, None, Square::default()).unwrap();
        while !job.step(&network).unwrap().is_over() {}
        let found = job.findings();
        assert_eq!((found.class, found.best, found.positions()), (class, class, 196));
        let probability = |&position: &usize| found.probabilities[position];
        let lowest = (0..196).min_by(|a, b| probability(a).total_cmp(&probability(b))).unwrap();
        let (place, lowest) = (found.place(lowest), probability(&lowest));
        let centre = Point::new(place.x + place.width / 2, place.y + place.height / 2);
        assert!(thing.contains(centre), "{file}: {centre:?}, {lowest}");
        assert!(lowest < 0.8 * found.probability, "{file}: {lowest}");
    }
}

#[test]
fn a_unit_is_explained_and_one_that_is_off_says_so() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::with_deterministic_weights("squeezenet1_1", device).unwrap();
    let (mean, std) = (network.spec.mean, network.spec.std);
    let picture = deepvis::source::load(Path::new(&reference("coffee-224.png"))).unwrap();
    let mut preprocess = deepvis::preprocess::Preprocess::new(network.spec.cutout(), mean, std);
    let input = network.input(preprocess.run(&picture).unwrap().input, picture.size).unwrap();
    let node = network.graph.find("fire6.concat").unwrap();
    let trace = network.forward(&input, Keep::Last, node).unwrap();
    let peaks = trace.value(node).unwrap().amax([0, 2, 3], false);
    let peaks: Vec<f32> = peaks.try_into().unwrap();
    let off = peaks.iter().position(|&peak| peak == 0.0).unwrap().to_string();
    let on = peaks.iter().position(|&peak| peak > 0.0).unwrap().to_string();

    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("unit.png");
    let run = |channel: &str, more: &[&str]| {
        let image = reference("coffee-224.png");
        let unit = ["--layer", "fire6.concat", "--channel", channel, "--method", "guided"];
        let rest = ["--network", "squeezenet1_1", "--random-weights", "--out"];
        let arguments = [&[&*image], &unit[..], &rest, &[out.to_str().unwrap()], more].concat();
        let output = deepvis(&arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let pixels = image::open(&out).unwrap().to_rgb8();
        let [said, errors] = [output.stdout, output.stderr].map(|s| String::from_utf8(s).unwrap());
        (pixels, said, errors)
    };
    let grey = |pixels: &image::RgbImage| pixels.pixels().all(|pixel| pixel.0 == [128; 3]);
    let (pixels, _, errors) = run(&off, &[]);
    assert!(grey(&pixels));
    let wanted = "deepvis: no gradient reaches the input: this unit is off: ";
    assert!(errors.starts_with(wanted) && errors.lines().count() == 1, "{errors}");
    let (whole, said, errors) = run(&on, &[]);
    assert!(!grey(&whole) && errors.is_empty(), "{errors}");
    assert!(said.starts_with("UNTRAINED"), "{said}");
    assert!(said.contains(&format!("fire6.concat, channel {on}, at most ")), "{said}");
    let (peak, ..) = run(&on, &["--peak"]);
    assert_ne!(whole, peak);
    // A peak's signal ends with its receptive field.
    let count = |pixels: &image::RgbImage| pixels.pixels().filter(|p| p.0 != [128; 3]).count();
    assert!(count(&peak) < count(&whole));
    let (norm, ..) = run(&on, &["--filter", "norm"]);
    assert!(norm.pixels().all(|pixel| pixel.0[0] == pixel.0[1]) && norm != whole);
}

#[test]
fn what_is_not_there_is_one_line_that_says_what_is() {
    let (folder, image) = (tempfile::tempdir().unwrap(), reference("coffee-224.png"));
    let out = folder.path().join("a.png");
    let complaint = |more: &[&str]| {
        let arguments = [&image, "--random-weights", "--out", out.to_str().unwrap()];
        let output = deepvis(&[&arguments[..], more].concat()).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{more:?}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        errors.trim_end().to_owned()
    };
    let guided = |more: &[&str]| complaint(&[&["--method", "guided"], more].concat());
    let error = guided(&["--layer", "blocks.3.ad", "--channel", "0"]);
    assert!(error.contains("no layer is called \"blocks.3.ad\"; the nearest are blocks.3.add, "));
    assert!(error.ends_with("`deepvis layers efficientnet_lite0` lists them"), "{error}");
    let error = guided(&["--layer", "blocks.3.add", "--channel", "24"]);
    assert_eq!(error, "deepvis: blocks.3.add has no channel 24: they are 0 to 23");
    let error = guided(&["--class", "1000"]);
    assert_eq!(error, "deepvis: there is no class 1000: they are 0 to 999");
    let error = guided(&["--class", "Egiptian cat"]);
    assert!(error.contains("no class is called") && error.contains("Egyptian cat"), "{error}");
    let error = complaint(&["--method", "gradient", "--class", "7", "--against", "7"]);
    assert_eq!(error, "deepvis: class 7 against itself is no difference");
    let error = complaint(&["--method", "gradient", "--against", "Egiptian cat"]);
    assert!(error.contains("no class is called") && error.contains("Egyptian cat"), "{error}");
    let error = complaint(&["--method", "grad-cam", "--layer", "head.pool"]);
    assert_eq!(error, "deepvis: Grad-CAM needs maps, and head.pool has single values");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");
}

#[test]
fn wrong_usage_ends_with_two() {
    for wrong in [
        "a.png --out b.png",
        "a.png --method magic --out b.png",
        "a.png --method guided",
        "a.png --method guided --layer conv1 --out b.png",
        "a.png --method guided --channel 1 --out b.png",
        "a.png --method guided --layer conv1 --channel 1 --class 3 --out b.png",
        "a.png --method guided --peak --out b.png",
        "a.png --method guided --against 3 --out b.png",
        "a.png --method occlusion --against 3 --out b.png",
        "a.png --method gradient --layer conv1 --channel 1 --against 3 --out b.png",
        "a.png --method guided --filter sepia --out b.png",
        "a.png --method guided --square 32 --out b.png",
        "a.png --method occlusion --square 0 --out b.png",
        "a.png --method occlusion --layer conv1 --channel 1 --out b.png",
        "a.png --method occlusion --layer conv1 --out b.png",
        "a.png --method guided --out b.jpg",
        "a.png --method guided --out b.png --format safetensors",
        "a.png b.png --method guided --out c.png",
    ] {
        let output = deepvis(&wrong.split(' ').collect::<Vec<_>>()).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}: {errors}");
        assert!(errors.starts_with("error: "), "{errors}");
    }
}
