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
    assert_eq!(Library::all(place.path()).unwrap(), [library.clone()]);
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
