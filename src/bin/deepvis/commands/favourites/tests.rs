//! Tests of `deepvis favourites` on a small folder and a network of made-up weights.

use std::fs;

use deepvis::engine::choice::NetworkChoice;
use deepvis::exhibit::likes::library::tally::NINE;
use deepvis::exhibit::likes::library::{open, read_tally, store};
use deepvis::network::WeightsFrom;
use deepvis::network::device::DeviceChoice;
use deepvis::preprocess::Preprocess;
use image::RgbImage;

use super::*;

/// Twelve pictures: two of them in a folder inside, two alike, and a broken one.
fn folder() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("more")).unwrap();
    for n in 0..11_u32 {
        let picture = RgbImage::from_fn(70 + n, 66, |x, y| {
            let wave = |rate: u32| ((x * rate * (n + 1) + y * y) % 256) as u8;
            image::Rgb([wave(1), wave(3), (n * 20) as u8])
        });
        let name = if n < 9 { format!("{n}.png") } else { format!("more/{n}.png") };
        picture.save(place.path().join(name)).unwrap();
    }
    fs::copy(place.path().join("2.png"), place.path().join("5.png")).unwrap();
    fs::write(place.path().join("3a.png"), "no picture").unwrap();
    place
}

/// A run over that folder into this library, one pass after the other. It stops after each picture
/// where it `stops`.
fn run(folder: &Path, place: &Path, stops: bool) -> Run {
    run_with(Some(1), folder, place, stops)
}

/// The same with so many threads a pass; with none a pass on each core.
fn run_with(threads: Option<usize>, folder: &Path, place: &Path, stops: bool) -> Run {
    let choice = NetworkChoice {
        name: "squeezenet1_1".into(),
        weights: WeightsFrom::Random,
        device: DeviceChoice::Cpu,
        threads,
        ..NetworkChoice::default()
    };
    let workers = Workers::load(&choice, 2, &Interrupt::default()).unwrap();
    let pictures = source::pictures_below(folder).unwrap().pictures;
    let paths = pictures.iter().map(|path| below(folder, path)).collect();
    let names = ["conv1.relu", "fire5.concat", "conv10.relu"].map(str::to_owned);
    let layers = layers(&workers.network, &names).unwrap();
    let key = Key::of(&workers.network.spec, &choice.weights, &Interrupt::default()).unwrap();
    let library = Library::new(place, key);
    let stop = Arc::new(AtomicBool::new(stops));
    Run { workers, layers, pictures, paths, library, stop }
}

/// The whole run; how many pictures could not be read.
fn fill(folder: &Path, place: &Path, shard: &str) -> usize {
    look(&run(folder, place, false), shard)
}

fn look(run: &Run, shard: &str) -> usize {
    let mut failed = 0;
    let (tally, _) = run.tally(&shard.parse().unwrap(), &mut failed).unwrap();
    assert!(run.cut(&tally, &mut failed).unwrap());
    run.library.forget(&tally).unwrap();
    failed
}

/// The files of a library's favourites, by name, as bytes.
fn files(place: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let library = Library::all(place).unwrap().remove(0);
    let name = |file: &Path| PathBuf::from(file.file_name().unwrap());
    let files = library.favourites_files().unwrap();
    let files: Vec<_> =
        files.into_iter().map(|file| (name(&file), fs::read(&file).unwrap())).collect();
    assert_eq!(files.len(), 3);
    files
}

#[test]
fn shards_that_are_merged_are_the_whole_byte_for_byte() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    let at = |name: &str| place.path().join(name);
    assert_eq!(fill(folder.path(), &at("whole"), "1/1"), 1, "the broken one");
    let shards = ["1/3", "2/3", "3/3"].map(|shard| {
        let into = at(&shard.replace('/', "-"));
        fill(folder.path(), &into, shard);
        into
    });
    let ending = merge::run(&shards, &at("merged"), true).unwrap();
    assert_eq!(ending, Ending::Done);
    assert!(files(&at("merged")) == files(&at("whole")));
    // Two of them, and then the third.
    merge::run(&shards[..2], &at("two"), true).unwrap();
    assert!(files(&at("two")) != files(&at("whole")));
    merge::run(&[shards[2].clone(), at("two")], &at("all"), true).unwrap();
    assert!(files(&at("all")) == files(&at("whole")));
    let twice = merge::run(&[shards[2].clone(), shards[2].clone()], &at("twice"), true);
    let line = twice.unwrap_err().to_string();
    assert!(line.starts_with("shard 3/3 is there twice: "), "{line}");
    let nothing = merge::run(&[folder.path().to_owned()], &at("none"), true);
    assert!(nothing.unwrap_err().to_string().starts_with("there is no library here: "));
}

#[test]
fn a_pass_on_each_core_comes_to_the_same() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    let at = |name: &str| place.path().join(name);
    fill(folder.path(), &at("in turn"), "1/1");
    let run = run_with(None, folder.path(), &at("at once"), false);
    assert_eq!(look(&run, "1/1"), 1);
    assert!(files(&at("at once")) == files(&at("in turn")));
}

#[test]
fn a_run_that_is_interrupted_after_each_picture_comes_to_the_same() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    let at = |name: &str| place.path().join(name);
    fill(folder.path(), &at("whole"), "1/1");
    let run = run(folder.path(), &at("parts"), true);
    let mut failed = 0;
    for n in 1..=12 {
        let (tally, _) = run.tally(&Shards::whole(), &mut failed).unwrap();
        assert_eq!((tally.next, tally.is_over()), (n, n == 12));
    }
    let (tally, looked) = run.tally(&Shards::whole(), &mut failed).unwrap();
    assert_eq!((tally.seen, looked), (11, 0));
    assert!(!run.cut(&tally, &mut failed).unwrap(), "it is still interrupted");
    run.stop.store(false, Ordering::Relaxed);
    assert!(run.cut(&tally, &mut failed).unwrap());
    run.library.forget(&tally).unwrap();
    assert!(files(&at("parts")) == files(&at("whole")));
}

#[test]
fn the_nine_of_each_unit_are_those_that_looking_at_all_pictures_finds() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    fill(folder.path(), place.path(), "1/1");
    let run = run(folder.path(), place.path(), false);
    for &layer in &run.layers {
        let layer = run.workers.network.outline.layers[layer].clone();
        // By picture: the largest value of each map, as tch finds it.
        let (mut values, mut names) = (Vec::new(), Vec::new());
        for (picture, name) in run.pictures.iter().zip(&run.paths) {
            let network = &run.workers.network;
            let spec = &network.spec;
            let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
            let Ok(picture) = source::load(picture) else { continue };
            let prepared = preprocess.run(&picture).unwrap();
            let input = network.input(prepared.input, spec.input).unwrap();
            let keep = deepvis::network::forward::Keep::All;
            let trace = network.forward(&input, keep, network.graph.logits()).unwrap();
            let value = trace.value(layer.node).unwrap().get(0).flatten(1, -1);
            values.push(Vec::<f32>::try_from(value.amax([1_i64], false)).unwrap());
            names.push(name.clone());
        }
        let path = run.library.favourites_file(&layer.name);
        let mut file = open(&path).unwrap();
        let tally = read_tally(&path, &mut file).unwrap();
        for (unit, nine) in tally.layers[0].units.iter().enumerate() {
            let mut wanted: Vec<(f32, &String)> = (0..values.len())
                .map(|at| (values[at][unit], &names[at]))
                .filter(|(value, _)| layer.signed || *value > 0.0)
                .collect();
            wanted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
            wanted.truncate(NINE);
            let found: Vec<(f32, &String)> =
                nine.iter().map(|kept| (kept.value, &tally.pictures[&kept.picture].path)).collect();
            assert_eq!(found, wanted, "{} {unit}", layer.name);
            let thumbnails = store::thumbnails(&mut file, unit).unwrap();
            assert!(thumbnails.iter().take(nine.len()).all(|jpeg| jpeg.starts_with(&[0xff, 0xd8])));
        }
    }
}

#[test]
fn a_layer_that_is_not_there_is_a_line_with_the_nearest() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    let run = run(folder.path(), place.path(), false);
    let refused = |name: &str| layers(&run.workers.network, &[name.to_owned()]).unwrap_err();
    let line = refused("fire5.conct").to_string();
    assert!(line.contains("the nearest are fire5.concat"), "{line}");
    assert_eq!(refused("input").to_string(), "input is the picture itself, not a layer");
}
