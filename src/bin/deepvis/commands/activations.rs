//! `deepvis activations`: every node's output for pictures.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use tch::Tensor;

use deepvis::Error;
use deepvis::network::forward::Keep;
use deepvis::network::{Network, WeightsFrom, description::Description};
use deepvis::replace::replace;
use deepvis::source;
use deepvis::taps::archive;

use super::{Ending, Reader, complain};
use crate::cli::Activations;

/// A picture and the file for what the network makes of it.
type Job = (PathBuf, PathBuf);

pub fn run(arguments: &Activations) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let choice = arguments.network.choice();
    let jobs = jobs(&arguments.images, &arguments.out)?;
    let mut reader = Reader::load(&choice, &stop.clone().into())?;
    let about = about(&reader.network, &choice.weights)?;
    let bar = progress(jobs.len());
    let mut ending = Ending::Done;
    for (image, file) in jobs {
        bar.set_message(image.display().to_string());
        match reader.input(&image) {
            Ok(_) if stop.load(Ordering::Relaxed) => return Ok(Ending::Interrupted),
            Ok(input) => save(&reader.network, &input, &image, &about, &file)?,
            // The other pictures may be fine.
            Err(error) => {
                bar.suspend(|| complain(error));
                ending = Ending::Failed;
            }
        }
        bar.inc(1);
    }
    Ok(if stop.load(Ordering::Relaxed) { Ending::Interrupted } else { ending })
}

/// What a file says of itself, the picture's name excepted.
fn about(network: &Network, weights: &WeightsFrom) -> Result<Vec<(&'static str, String)>> {
    let weights = match weights {
        WeightsFrom::Published => "published",
        WeightsFrom::File(_) => "file",
        WeightsFrom::Random => "random",
    };
    let name = &network.spec.name;
    Ok(vec![
        ("deepvis", env!("CARGO_PKG_VERSION").into()),
        ("network", name.clone()),
        ("weights", weights.into()),
        ("graph", serde_json::to_string(&Description::of(name)?)?),
    ])
}

fn save(
    network: &Network,
    input: &Tensor,
    image: &Path,
    about: &[(&'static str, String)],
    file: &Path,
) -> Result<(), Error> {
    let trace = network.forward(input, Keep::All, network.graph.logits())?;
    let image = ("image", image.display().to_string());
    let about: Vec<_> = about.iter().cloned().chain([image]).collect();
    replace(file, "write the activations", |out| {
        archive::write(&network.graph, &trace, &about, out)
    })
}

/// One picture goes to the file `out`; several, or those of a folder, go to files in the folder `out`, which is made.
fn jobs(images: &[PathBuf], out: &Path) -> Result<Vec<Job>, Error> {
    if let [image] = images
        && !image.is_dir()
        && !out.is_dir()
    {
        return Ok(vec![(image.clone(), out.to_owned())]);
    }
    let mut all = Vec::new();
    for image in images {
        if image.is_dir() {
            all.extend(source::pictures(image)?);
        } else {
            all.push(image.clone());
        }
    }
    fs::create_dir_all(out).map_err(Error::io("make the folder for the activations", out))?;
    let files = names(&all).into_iter().map(|name| out.join(name));
    Ok(all.iter().cloned().zip(files).collect())
}

/// "cat.safetensors" for each "cat.jpg"; what would have the name of one before gets a number: "cat-2.safetensors".
fn names(images: &[PathBuf]) -> Vec<String> {
    let mut taken = HashSet::new();
    // Some file systems do not tell capital letters from small ones.
    let mut take = |name: &str| taken.insert(name.to_lowercase());
    let name = |image: &PathBuf| {
        let stem = image.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let numbered = (2_usize..).map(|number| format!("{stem}-{number}"));
        let mut free = std::iter::once(stem.clone()).chain(numbered).filter(|name| take(name));
        format!("{}.safetensors", free.next().unwrap_or_default())
    };
    images.iter().map(name).collect()
}

/// On standard error, for several pictures, and only where a person sits before it.
fn progress(jobs: usize) -> ProgressBar {
    if jobs < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} left, {wide_msg}");
    ProgressBar::new(jobs as u64)
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
        assert_eq!(names(&images), wanted.map(|stem| format!("{stem}.safetensors")));
    }

    #[test]
    fn one_picture_is_a_file_and_several_are_a_folder() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        let one = jobs(&[path("cat.png")], &path("out")).unwrap();
        assert_eq!(one, [(path("cat.png"), path("out"))]);
        assert!(!path("out").exists());
        let two = jobs(&[path("cat.png"), path("dog.png")], &path("out/deep")).unwrap();
        assert_eq!(two[1], (path("dog.png"), path("out/deep/dog.safetensors")));
        // A folder that is there already, and a picture in a folder.
        fs::write(path("out/bird.png"), "").unwrap();
        let wanted = (path("cat.png"), path("out/cat.safetensors"));
        assert_eq!(jobs(&[path("cat.png")], &path("out")).unwrap(), [wanted]);
        let wanted = (path("out/bird.png"), path("new/bird.safetensors"));
        assert_eq!(jobs(&[path("out")], &path("new")).unwrap(), [wanted]);
        let error = jobs(&[path("a"), path("b")], &path("out/bird.png")).unwrap_err().to_string();
        assert!(error.starts_with("cannot make the folder") && error.ends_with("bird.png"));
    }
}
