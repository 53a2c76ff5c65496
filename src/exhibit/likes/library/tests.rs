//! Tests of the library's folders and files: written, read again, merged, broken.

use super::tally::{Favoured, LayerTally, NINE, Named, Set};
use super::*;

fn key() -> Key {
    Key { network: "a".into(), weights: "0123456789abcdef".into() }
}

/// A finished tally of one layer with three units, of which the last has no favourite.
fn tally() -> Tally {
    let paths: Vec<String> = (0..20).map(|index| format!("\"ö\"/{index}.png")).collect();
    let set = Set::new(key(), 8, &paths, "1/1".parse().unwrap());
    let mut tally = Tally::new(set, vec![LayerTally::new("one/two", 3)]);
    for (picture, path) in (0_u32..).zip(paths) {
        for unit in 0..2 {
            let value = (picture * 7 % 5) as f32 - 1.5;
            tally.layers[0].add(unit, Favoured { picture, value, x: picture, y: unit as u32 });
        }
        tally.pictures.insert(picture, Named { path, class: picture, probability: 0.25 });
        tally.seen += 1;
    }
    tally.next = 20;
    tally.prune();
    tally
}

fn thumbnails() -> Thumbnails {
    let nine = |unit: u8| (0..NINE as u8).map(|n| vec![unit; usize::from(n)]).collect();
    vec![nine(1), nine(2), Vec::new()]
}

fn library() -> (tempfile::TempDir, Library) {
    let place = tempfile::tempdir().unwrap();
    let library = Library::new(place.path(), key());
    (place, library)
}

#[test]
fn what_is_written_is_read_again() {
    let (place, library) = library();
    assert!(!library.is_there().unwrap() && library.favourites("one/two").unwrap().is_none());
    library.make().unwrap();
    assert!(library.is_there().unwrap());
    library.make().unwrap();
    library.write_favourites(&tally(), &thumbnails()).unwrap();
    let path = library.favourites_file("one/two");
    assert!(path.ends_with("a-0123456789ab/favourites/one_two.safetensors"));
    let mut file = library.favourites("one/two").unwrap().unwrap();
    assert_eq!(read_tally(&path, &mut file).unwrap(), tally());
    for (unit, nine) in thumbnails().into_iter().enumerate() {
        let read = store::thumbnails(&mut file, unit).unwrap();
        let wanted: Vec<_> = nine.into_iter().chain(vec![Vec::new(); NINE]).take(NINE).collect();
        assert_eq!(read, wanted);
    }
    assert!(store::thumbnails(&mut file, 3).is_err());
    assert_eq!(Library::all(place.path()).unwrap(), std::slice::from_ref(&library));
    assert_eq!(library.favourites_files().unwrap(), [path]);
}

#[test]
fn a_run_that_was_interrupted_is_found_again_by_its_arguments() {
    let (_place, library) = library();
    library.make().unwrap();
    let mut half = tally();
    half.next = 10;
    let fresh = Tally::new(half.set.clone(), vec![LayerTally::new("one/two", 3)]);
    assert_eq!(library.resume(&fresh).unwrap(), None);
    library.note(&half).unwrap();
    assert_eq!(library.resume(&fresh).unwrap(), Some(half));
    let mut other = fresh.clone();
    other.set.shards = "1/2".parse().unwrap();
    assert_eq!(library.resume(&other).unwrap(), None, "it is other work");
    library.forget(&fresh).unwrap();
    assert_eq!(library.resume(&fresh).unwrap(), None);
}

#[test]
fn an_index_that_is_broken_is_one_line_with_the_file_and_what_to_do() {
    let (_place, library) = library();
    library.make().unwrap();
    let path = library.folder().join(INDEX);
    let refused = |text: &str| {
        fs::write(&path, text).unwrap();
        let line = library.is_there().unwrap_err().to_string();
        assert_eq!(line.lines().count(), 1, "{line}");
        assert!(line.ends_with("a-0123456789ab/index.json"), "{line}");
        line
    };
    let broken = "remove it, and run the command that made it again: ";
    assert!(refused("{").contains(broken));
    assert!(refused("{}").contains("missing field `version`"));
    assert!(refused(&" ".repeat(70_000)).starts_with("longer than 65536 bytes"));
    let version = refused(r#"{"version": 2, "network": "a", "weights": "b"}"#);
    assert!(version.starts_with("it has version 2; this DeepVis reads version 1; "), "{version}");
    let other = refused(r#"{"version": 1, "network": "b", "weights": "0123456789ab"}"#);
    assert!(other.starts_with("it is of b with weights 0123456789ab, not of a with"), "{other}");
}

#[test]
fn a_file_that_is_broken_anywhere_is_one_line_and_never_a_panic() {
    let (about, parts) = store::parts(&tally(), Some(&thumbnails()));
    let mut whole = Vec::new();
    archive::write(&about, &parts, &mut whole).unwrap();
    let read = |bytes: &[u8]| {
        let mut file = Archive::new(std::io::Cursor::new(bytes.to_vec()))?;
        let tally = store::read(&mut file)?;
        let units = 0..tally.layers[0].units.len();
        units.map(|unit| store::thumbnails(&mut file, unit)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, String>(tally)
    };
    assert_eq!(read(&whole).unwrap(), tally());
    for length in 0..whole.len() {
        let problem = read(&whole[..length]).unwrap_err();
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x11;
        if let Err(problem) = read(&bytes) {
            assert_eq!(problem.lines().count(), 1, "{problem}");
        }
    }
}

#[test]
fn what_the_fuzzing_begins_with_can_be_read() {
    let file = |bytes: &'static [u8]| Archive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut favourites = file(include_bytes!("../../../../tests/data/fuzz/library/favourites"));
    assert_eq!(store::read(&mut favourites).unwrap().pictures[&1].path, "b/c");
    assert_eq!(store::thumbnails(&mut favourites, 0).unwrap()[1], b"de");
    let mut draft = file(include_bytes!("../../../../tests/data/fuzz/library/draft"));
    assert_eq!(Draft::read(&mut draft).unwrap().done(), 1);
    let jpeg = include_bytes!("../../../../tests/data/fuzz/library/thumbnail");
    assert!(thumbnail::decode(jpeg, thumbnail::SIDE.unsigned_abs()).is_ok());
}

mod read_for_the_window {
    use std::sync::Arc;

    use super::super::job::{LibraryJob, Wanted};
    use super::super::sheet::{Draft, Made};
    use super::super::shelf::{LibraryEntry, Shelf};
    use super::*;
    use crate::exhibit::Finding;
    use crate::exhibit::lesson::Lesson;
    use crate::exhibit::work::Work;
    use crate::frame::Picture;
    use crate::geometry::Size;
    use crate::interrupt::Interrupt;
    use crate::network::device::{Device, DeviceChoice};
    use crate::network::{Network, WeightsFrom};
    use crate::taps::plan::Unit;

    const LAYER: usize = 1;

    fn network() -> Network {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
    }

    fn picture(side: i32) -> Picture {
        Picture::new(Size::new(side, side), vec![90; (side * side * 3) as usize])
    }

    /// A library of one layer: unit 0 has nine favourites and a stimulus, unit 1 two favourites.
    fn filled(network: &Network, place: &Path) -> Library {
        let layer = &network.outline.layers[LAYER];
        let key = Key { network: network.spec.name.clone(), weights: "random".into() };
        let paths: Vec<String> = (0..9).map(|index| format!("{index}.png")).collect();
        let set = Set::new(key.clone(), 224, &paths, "1/1".parse().unwrap());
        let units = layer.shape.channels;
        let mut tally = Tally::new(set, vec![LayerTally::new(&layer.name, units)]);
        for (picture, path) in (0_u32..).zip(paths) {
            let (value, x, y) = (20.0 - picture as f32, 0, 0);
            tally.layers[0].add(0, Favoured { picture, value, x, y });
            if picture > 6 {
                tally.layers[0].add(1, Favoured { picture, value, x, y });
            }
            let class = if picture < 7 { 281 } else { 3 };
            tally.pictures.insert(picture, Named { path, class, probability: 0.5 });
        }
        (tally.seen, tally.next) = (500, 9);
        let jpeg = thumbnail::encode(&picture(thumbnail::SIDE)).unwrap();
        let thumbnails = tally.layers[0].units.iter().map(|nine| vec![jpeg.clone(); nine.len()]);
        let library = Library::new(place, key.clone());
        library.make().unwrap();
        library.write_favourites(&tally, &thumbnails.collect()).unwrap();
        let made = Made {
            network: key.network,
            weights: key.weights,
            layer: layer.name.clone(),
            units,
            recipe: "fourier".into(),
            seed: 0,
            steps: 1,
        };
        let mut draft = Draft::new(made, "1/1".parse().unwrap());
        while let Some(unit) = draft.next() {
            draft.put(unit, (unit == 0).then_some(&picture(64))).unwrap();
        }
        library.write_sheet(&draft).unwrap();
        library
    }

    fn shelf(place: &Path) -> Arc<Shelf> {
        Arc::new(Shelf::new(Some(place.to_owned()), WeightsFrom::Random))
    }

    fn entry(network: &Network, place: &Path, channel: usize) -> LibraryEntry {
        let name = &network.outline.layers[LAYER].name;
        let unit = Unit { layer: LAYER, channel };
        shelf(place).entry(&network.spec, name, unit, &Interrupt::default())
    }

    #[test]
    fn a_unit_has_its_nine_what_they_were_called_and_its_stimulus() {
        let (network, place) = (network(), tempfile::tempdir().unwrap());
        filled(&network, place.path());
        let first = entry(&network, place.path(), 0);
        let favourites = first.favourites.as_ref().unwrap();
        assert_eq!((favourites.pictures, favourites.best.len()), (500, 9));
        assert_eq!(favourites.best[2].value.to_bits(), 18.0_f32.to_bits());
        assert_eq!(favourites.best[0].crop.size, Size::new(96, 96));
        assert_eq!(first.agreed.map(|agreed| (agreed.class, agreed.count)), Some((281, 7)));
        assert_eq!((first.called.len(), first.called[8].class), (9, 3));
        assert_eq!(first.stimulus.unwrap().size, Size::new(64, 64));
        let second = entry(&network, place.path(), 1);
        assert_eq!(second.favourites.unwrap().best.len(), 2);
        assert_eq!((second.agreed, second.stimulus, second.problem), (None, None, None));
    }

    #[test]
    fn a_library_that_is_not_there_is_nothing_and_a_broken_one_is_one_line() {
        let (network, place) = (network(), tempfile::tempdir().unwrap());
        let nothing = |entry: &LibraryEntry| {
            entry.favourites.is_none() && entry.stimulus.is_none() && entry.problem.is_none()
        };
        assert!(nothing(&entry(&network, &place.path().join("none"), 0)));
        assert!(nothing(&entry(&network, place.path(), 0)));
        let library = filled(&network, place.path());
        let name = network.outline.layers[LAYER].name.clone();
        for broken in [library.sheet_files(&name)[1].clone(), library.favourites_file(&name)] {
            fs::write(&broken, "broken").unwrap();
            let problem = entry(&network, place.path(), 0).problem.unwrap();
            assert_eq!(problem.lines().count(), 1, "{problem}");
            assert!(problem.contains("; remove it, and run the command"), "{problem}");
        }
    }

    #[test]
    fn a_job_reads_it_beside_the_frames() {
        let (network, place) = (network(), tempfile::tempdir().unwrap());
        filled(&network, place.path());
        let mut lesson = Lesson::default();
        let mut read = |wanted| {
            let shelf = shelf(place.path());
            let mut job = LibraryJob::new(&network, wanted, shelf, &mut lesson).unwrap();
            while !job.step(&network).unwrap().is_over() {}
            job.finding()
        };
        let unit = Unit { layer: LAYER, channel: 0 };
        let Finding::Library(Some(entry)) = read(Wanted::Unit(unit)) else { panic!() };
        assert!(entry.favourites.is_some() && entry.unit == unit);
        let Finding::LibraryLayer(Some(layer)) = read(Wanted::Layer(LAYER)) else { panic!() };
        assert_eq!(layer.stimuli.len(), network.outline.layers[LAYER].shape.channels);
        assert!(layer.stimuli[0].is_some() && layer.stimuli[1].is_none());
        let Finding::LibraryLayer(Some(other)) = read(Wanted::Layer(0)) else { panic!() };
        assert!(other.stimuli.is_empty() && other.problem.is_none());
        let shelf = Arc::new(Shelf::default());
        assert!(LibraryJob::new(&network, Wanted::Layer(999), shelf, &mut lesson).is_err());
    }
}
