//! Jobs over one picture or many: which file each result goes to, and a progress bar.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

use deepvis::Error;
use deepvis::source::{self, Listing};

use super::complain;

/// A picture and the file for what the network makes of it.
pub type Job = (PathBuf, PathBuf);

/// The pictures, those of folders among them; what a folder holds beside them is told.
pub fn pictures(images: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut all = Vec::new();
    for image in images {
        if image.is_dir() {
            let Listing { pictures, left_out } = source::pictures(image)?;
            left_out.into_iter().for_each(complain);
            all.extend(pictures);
        } else {
            all.push(image.clone());
        }
    }
    Ok(all)
}

/// One picture goes to the file `out`; several, or those of a folder, go to files with this ending
/// in the folder `out`, which is made.
pub fn jobs(images: &[PathBuf], out: &Path, ending: &str) -> Result<Vec<Job>, Error> {
    if let [image] = images
        && !image.is_dir()
        && !out.is_dir()
    {
        spare(image, out)?;
        return Ok(vec![(image.clone(), out.to_owned())]);
    }
    let all = pictures(images)?;
    fs::create_dir_all(out).map_err(Error::io("make the folder", out))?;
    let files = names(&all, ending).into_iter().map(|name| out.join(name));
    let jobs: Vec<Job> = all.iter().cloned().zip(files).collect();
    jobs.iter().try_for_each(|(image, file)| spare(image, file))?;
    Ok(jobs)
}

/// Whether a result leaves the picture alone that it is made of.
///
/// # Errors
/// [`Error::Image`] where both are the same file.
pub fn spare(image: &Path, out: &Path) -> Result<(), Error> {
    let there = |path: &Path| path.canonicalize().ok().filter(|path| path.is_file());
    if there(image).is_some_and(|image| there(out) == Some(image)) {
        let problem = "the result would replace the picture; choose another --out".to_owned();
        return Err(Error::Image { problem, path: image.to_owned() });
    }
    Ok(())
}

/// "cat.ENDING" for each "cat.jpg"; what would have the name of one before gets a number:
/// "cat-2.ENDING".
fn names(images: &[PathBuf], ending: &str) -> Vec<String> {
    let mut taken = HashSet::new();
    // Some file systems do not tell capital letters from small ones.
    let mut take = |name: &str| taken.insert(name.to_lowercase());
    let name = |image: &PathBuf| {
        let stem = image.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let numbered = (2_usize..).map(|number| format!("{stem}-{number}"));
        let mut free = std::iter::once(stem.clone()).chain(numbered).filter(|name| take(name));
        format!("{}.{ending}", free.next().unwrap_or_default())
    };
    images.iter().map(name).collect()
}

/// On standard error, for several steps, of a picture each or less, and only where a person sits
/// before it.
pub fn progress(steps: usize) -> ProgressBar {
    if steps < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} left, {wide_msg}");
    ProgressBar::new(steps as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_finish(ProgressFinish::AndClear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_one_name_get_files_of_several() {
        let images = ["a/cat.jpg", "b/Cat.png", "cat-2.png", "cat.gif", "dog"].map(PathBuf::from);
        let wanted = ["cat", "Cat-2", "cat-2-2", "cat-3", "dog"];
        assert_eq!(names(&images, "png"), wanted.map(|stem| format!("{stem}.png")));
    }

    #[test]
    fn one_picture_is_a_file_and_several_are_a_folder() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        let one = jobs(&[path("cat.png")], &path("out"), "safetensors").unwrap();
        assert_eq!(one, [(path("cat.png"), path("out"))]);
        assert!(!path("out").exists());
        let two =
            jobs(&[path("cat.png"), path("dog.png")], &path("out/deep"), "safetensors").unwrap();
        assert_eq!(two[1], (path("dog.png"), path("out/deep/dog.safetensors")));
        // A folder that is there already, and a picture in a folder.
        fs::write(path("out/bird.png"), "").unwrap();
        let wanted = (path("cat.png"), path("out/cat.safetensors"));
        assert_eq!(jobs(&[path("cat.png")], &path("out"), "safetensors").unwrap(), [wanted]);
        let wanted = (path("out/bird.png"), path("new/bird.safetensors"));
        assert_eq!(jobs(&[path("out")], &path("new"), "safetensors").unwrap(), [wanted]);
        let error = jobs(&[path("a"), path("b")], &path("out/bird.png"), "safetensors")
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("cannot make the folder") && error.ends_with("bird.png"));
    }
}
