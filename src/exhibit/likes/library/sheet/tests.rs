//! Tests of sheets of stimuli: read again, merged, gone on with, broken.

use std::io::Cursor;

use super::*;
use crate::exhibit::likes::library::archive;

fn made() -> Made {
    Made {
        network: "a".into(),
        weights: "random".into(),
        layer: "one".into(),
        units: 5,
        recipe: "fourier".into(),
        seed: 3,
        steps: 100,
    }
}

/// One colour a unit; nothing comes of unit 3.
fn draft(shards: &str) -> Draft {
    let mut draft = Draft::new(made(), shards.parse().unwrap());
    while let Some(unit) = draft.next() {
        let size = Size::new(96, 96);
        let colour = [40 * unit as u8, 100, 255 - 50 * unit as u8];
        let picture = Picture::new(size, colour.repeat(size.area()));
        draft.put(unit, (unit != 3).then_some(&picture)).unwrap();
    }
    draft
}

#[test]
fn a_sheet_gives_each_units_picture_back() {
    let whole = draft("1/1");
    assert_eq!((whole.done(), whole.all(), whole.without()), (5, 5, 1));
    let (index, jpeg) = whole.finish().unwrap();
    let sheet = Sheet::read(&index, &jpeg).unwrap();
    assert_eq!((&sheet.made, sheet.made.key().network.as_str()), (&made(), "a"));
    for unit in [0, 1, 2, 4] {
        let stimulus = sheet.stimulus(unit).unwrap();
        assert_eq!(stimulus.size, Size::new(SIDE, SIDE));
        let wanted = [40 * unit as u8, 100, 255 - 50 * unit as u8];
        // Even colours; JPEG's own rounding.
        let off = stimulus.rgb.chunks(3).flat_map(|pixel| {
            pixel.iter().zip(wanted).map(|(one, two)| one.abs_diff(two)).collect::<Vec<_>>()
        });
        assert!(off.max() <= Some(4), "unit {unit}");
    }
    assert_eq!((sheet.stimulus(3), sheet.stimulus(5)), (None, None));
}

#[test]
fn shards_that_are_merged_are_the_whole_byte_for_byte() {
    let whole = draft("1/1").finish().unwrap();
    let mut merged = draft("2/2");
    assert_eq!(merged.all(), 2);
    merged.merge(&draft("1/2")).unwrap();
    assert_eq!(merged.finish().unwrap(), whole);
    assert_eq!(merged, draft("1/1"));
    let mut other = draft("2/2");
    other.made.seed = 4;
    assert!(draft("1/2").merge(&other).unwrap_err().starts_with("it is of other units"));
    let unfinished = Draft::new(made(), "2/2".parse().unwrap());
    assert!(draft("1/2").merge(&unfinished).unwrap_err().starts_with("it is not finished"));
}

#[test]
fn work_that_was_interrupted_goes_on_and_comes_to_the_same() {
    let mut half = Draft::new(made(), Shards::whole());
    let picture = Picture::new(Size::new(64, 64), vec![7; 64 * 64 * 3]);
    half.put(0, Some(&picture)).unwrap();
    half.put(1, None).unwrap();
    let (about, parts) = half.parts();
    let mut bytes = Vec::new();
    archive::write(&about, &parts, &mut bytes).unwrap();
    let read = |bytes: &[u8]| Draft::read(&mut Archive::new(Cursor::new(bytes.to_vec()))?);
    assert_eq!(read(&bytes).unwrap(), half);
    assert_eq!(read(&bytes).unwrap().next(), Some(2));
    for length in (0..bytes.len()).step_by(7) {
        assert_eq!(read(&bytes[..length]).unwrap_err().lines().count(), 1);
    }
}

#[test]
fn what_is_broken_is_one_line() {
    let (index, jpeg) = draft("1/1").finish().unwrap();
    let text = String::from_utf8(index.clone()).unwrap();
    let refused = |from: &str, to: &str| {
        let index = text.replace(from, to);
        assert_ne!(index, text);
        let problem = Sheet::read(index.as_bytes(), &jpeg).unwrap_err();
        assert_eq!(problem.lines().count(), 1);
        problem
    };
    assert!(refused("\"version\": 1", "\"version\": 2").starts_with("it has version 2; "));
    let huge = refused("\"units\": 5", "\"units\": 9000000000");
    assert!(huge.starts_with("its index does not say a sheet"), "{huge}");
    let zero = refused("\"units\": 5", "\"units\": 0");
    assert!(zero.starts_with("its index does not say a sheet"), "{zero}");
    assert!(refused("\"columns\": 3", "\"columns\": 0").starts_with("its index does not"));
    assert!(refused("\"sha256\": \"", "\"sha256\": \"0").starts_with("its sheet is not"));
    let other = Sheet::read(&index, &jpeg[..jpeg.len() / 2]).unwrap_err();
    assert!(other.starts_with("its sheet is not the one"), "{other}");
    assert!(Sheet::read(b"{", &jpeg).unwrap_err().starts_with("its index is broken"));
}
