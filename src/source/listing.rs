//! The list of a folder's pictures, in natural order, and of how many other files are not read.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result, in_one_line};

use super::photo::{EXTENSIONS, is_named_like_one};

/// Endings of pictures' names that people have in their folders and DeepVis does not read.
const UNREAD: [&str; 25] = [
    "heic", "heics", "heif", "heifs", "hif", "avif", "avifs", "tif", "tiff", "jxl", "jp2", "psd",
    "svg", "dng", "arw", "cr2", "cr3", "nef", "nrw", "orf", "pef", "raf", "raw", "rw2", "srw",
];

/// What a folder holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// The pictures, in natural order.
    pub pictures: Vec<PathBuf>,
    /// What is to be said of pictures of other kinds, counted, with the folder last.
    pub left_out: Option<String>,
}

/// A folder's pictures: files whose names end in one of [`EXTENSIONS`], by name, numbers in it by
/// their value and letters whatever their case. Hidden files and sub-folders are left out.
///
/// # Errors
/// [`Error::Io`] where it cannot be listed, [`Error::Image`] where it holds no pictures.
pub fn pictures(path: &Path) -> Result<Listing> {
    let (mut pictures, mut unread) = (Vec::new(), BTreeMap::new());
    look_into(path, &mut pictures, &mut unread)?;
    listing(path, pictures, &unread)
}

/// Adds one folder's own, in natural order.
fn look_into(
    path: &Path,
    all: &mut Vec<PathBuf>,
    unread: &mut BTreeMap<String, usize>,
) -> Result<()> {
    let failed = || Error::io("list the folder", path);
    let mut pictures = Vec::new();
    for entry in fs::read_dir(path).map_err(failed())? {
        let file = entry.map_err(failed())?.path();
        if is_hidden(&file) {
            continue;
        }
        let extension = unread_extension(&file);
        if (extension.is_none() && !is_named_like_one(&file)) || !file.is_file() {
            continue;
        }
        match extension {
            Some(extension) => *unread.entry(extension).or_default() += 1,
            None => pictures.push(file),
        }
    }
    pictures.sort_by(|one, other| in_natural_order(one, other));
    all.append(&mut pictures);
    Ok(())
}

fn listing(
    path: &Path,
    pictures: Vec<PathBuf>,
    unread: &BTreeMap<String, usize>,
) -> Result<Listing> {
    let left_out = left_out(unread);
    if pictures.is_empty() {
        let known = EXTENSIONS.join(", ");
        let other = left_out.map(|text| format!("; {text}")).unwrap_or_default();
        let problem = format!("no pictures ({known}) in the folder{other}");
        return Err(Error::Image { problem, path: path.to_owned() });
    }
    let left_out = left_out.map(|text| format!("{text}: {}", in_one_line(path)));
    Ok(Listing { pictures, left_out })
}

/// A folder's pictures and those of the folders inside of it, of all of them: the folder's own in
/// the order of [`pictures`], then those of each folder inside, these in the order of their names.
/// Links to folders are not followed.
///
/// # Errors
/// Those of [`pictures`]; a folder inside without pictures is none.
pub fn pictures_below(path: &Path) -> Result<Listing> {
    let (mut all, mut unread) = (Vec::new(), BTreeMap::new());
    look_below(path, &mut all, &mut unread)?;
    listing(path, all, &unread)
}

fn look_below(
    path: &Path,
    all: &mut Vec<PathBuf>,
    unread: &mut BTreeMap<String, usize>,
) -> Result<()> {
    look_into(path, all, unread)?;
    let failed = || Error::io("list the folder", path);
    let mut folders = Vec::new();
    for entry in fs::read_dir(path).map_err(failed())? {
        let entry = entry.map_err(failed())?;
        if entry.file_type().map_err(failed())?.is_dir() && !is_hidden(&entry.path()) {
            folders.push(entry.path());
        }
    }
    folders.sort_by(|one, other| in_natural_order(one, other));
    folders.iter().try_for_each(|folder| look_below(folder, all, unread))
}

/// By name, as people count: img2 before img10, and b after A. What is the same to them has an
/// order too, so that it is the same on every machine.
fn in_natural_order(one: &Path, other: &Path) -> Ordering {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    alphanumeric_sort::compare_str(name(one), name(other)).then_with(|| one.cmp(other))
}

/// "left out: 2 heic, 1 tiff; …", the most first; none where nothing is.
fn left_out(unread: &BTreeMap<String, usize>) -> Option<String> {
    let mut counts: Vec<_> = unread.iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(**count));
    let counts: Vec<_> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let listed = counts.join(", ");
    (!counts.is_empty()).then(|| say!("notice-left-out", files = listed))
}

fn unread_extension(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    UNREAD.contains(&&*extension).then_some(extension)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(place.path().join(name), "").unwrap();
        }
        place
    }

    #[test]
    fn pictures_come_in_the_order_in_which_people_count() {
        let wanted = [
            "0.png",
            "2.png",
            "10.png",
            "a9.png",
            "A10.png",
            "b.png",
            "B1.png",
            "img2.png",
            "IMG10.png",
            "img010.png",
            "img100.png",
            "Ä.png",
        ];
        let place = folder(&wanted);
        let names: Vec<String> = pictures(place.path())
            .unwrap()
            .pictures
            .iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, wanted);
    }

    #[test]
    fn folders_inside_come_after_the_folders_own_pictures() {
        let place = folder(&["b.png", "a10.png", "a9.png", "x.tif"]);
        let inside = ["cats/2.png", "cats/10.png", "Birds/1.png", "Birds/more/0.png", ".git/3.png"];
        for name in inside {
            let path = place.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::create_dir(place.path().join("empty")).unwrap();
        let Listing { pictures, left_out } = pictures_below(place.path()).unwrap();
        let below = |path: &PathBuf| path.strip_prefix(place.path()).unwrap().to_owned();
        let wanted = ["a9.png", "a10.png", "b.png"].into_iter().chain([
            "Birds/1.png",
            "Birds/more/0.png",
            "cats/2.png",
            "cats/10.png",
        ]);
        assert_eq!(
            pictures.iter().map(below).collect::<Vec<_>>(),
            wanted.map(PathBuf::from).collect::<Vec<_>>()
        );
        assert!(left_out.unwrap().contains("1 tif"));
        let nothing = pictures_below(&place.path().join("empty")).unwrap_err().to_string();
        assert!(nothing.starts_with("no pictures ("), "{nothing}");
    }

    /// Sorting may panic where an order contradicts itself.
    #[test]
    fn the_order_is_one_whatever_comes_first() {
        let names = [
            "a1",
            "A1",
            "a01",
            "A01",
            "a1b",
            "a01B",
            "a",
            "1",
            "01",
            "1\u{4e2d}",
            "1-\u{4e2d}",
            "\u{4e2d}",
        ];
        let mut paths: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
        paths.sort_by(|one, other| in_natural_order(one, other));
        for (i, one) in paths.iter().enumerate() {
            for (j, other) in paths.iter().enumerate() {
                assert_eq!(in_natural_order(one, other), i.cmp(&j), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn pictures_of_other_kinds_are_counted() {
        let place = folder(&["a.png"]);
        assert_eq!(pictures(place.path()).unwrap().left_out, None);
        for name in ["1.HEIC", "2.heic", "3.TIFF", "4.mp4", "notes.txt", ".5.heic", "6"] {
            fs::write(place.path().join(name), "").unwrap();
        }
        fs::create_dir(place.path().join("7.heic")).unwrap();
        let wanted =
            "left out: 2 heic, 1 tiff; not read, make JPEGs of them (heif-convert, ImageMagick)";
        let told = pictures(place.path()).unwrap().left_out.unwrap();
        assert_eq!(told, format!("{wanted}: {}", place.path().display()));
        fs::remove_file(place.path().join("a.png")).unwrap();
        let error = pictures(place.path()).unwrap_err().to_string();
        let known = "no pictures (png, jpg, jpeg, gif, bmp, webp) in the folder";
        assert_eq!(error, format!("{known}; {wanted}: {}", place.path().display()));
    }
}
