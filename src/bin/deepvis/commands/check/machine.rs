//! The checks of the machine: device, display, disk space, ffmpeg, and the features built in.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use deepvis::Result;
use deepvis::canvas::text::Typeface;
use deepvis::engine::choice::NetworkChoice;
use deepvis::frame::Picture;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::labels;
use deepvis::network::manifest::Manifest;
use deepvis::source::{Reel, Source};

use super::finding::Finding;

/// Room for a few hundred pictures of the screen.
const ROOM: u64 = 200_000_000;

/// Opens the device that will compute; where it is the CPU by default, says why not CUDA.
pub fn device(choice: &NetworkChoice) -> Finding {
    let device = match Device::open(choice.device, choice.threads) {
        Ok(device) => device,
        Err(error) => return Finding::problem("device", error.to_string()),
    };
    let mut found = device.describe();
    if choice.device == DeviceChoice::Auto
        && let Err(why) = Device::open(DeviceChoice::Cuda(0), choice.threads)
    {
        found = format!("{found}; {why}");
    }
    let threads = device.threads();
    Finding::ok("device", found).with("device", device.to_string()).with("threads", threads)
}

/// Opens a window and closes it at once.
#[cfg(feature = "window")]
pub fn display() -> Finding {
    use deepvis::geometry::Size;
    use deepvis::screen::window::Window;

    let names = ["WAYLAND_DISPLAY", "DISPLAY"];
    let set = names.iter().filter_map(|name| {
        let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
        Some(format!("{name}={value}"))
    });
    let set: Vec<String> = set.collect();
    match Window::open("DeepVis: a short check", Size::new(480, 300)) {
        Ok(_) => Finding::ok("display", format!("a window opens ({})", set.join(", "))),
        Err(_) if set.is_empty() => Finding::problem(
            "display",
            "no desktop: neither DISPLAY nor WAYLAND_DISPLAY is set; log in at the screen, or use `deepvis render`",
        ),
        Err(error) => Finding::problem("display", format!("{error} ({})", set.join(", "))),
    }
}

#[cfg(not(feature = "window"))]
pub fn display() -> Finding {
    Finding::problem("display", "this build of DeepVis has no window; use `deepvis render`")
}

/// Whether the current folder has room for pictures, and takes any.
pub fn disk() -> Finding {
    let probe = Path::new(".").join(format!(".deepvis-check.{}", std::process::id()));
    let written = File::create_new(&probe).and_then(|_| fs::remove_file(&probe));
    if let Err(error) = written {
        let found = format!("nothing can be saved in this folder ({error}): start in another");
        return Finding::note("disk", found);
    }
    let Some(free) = free() else {
        return Finding::note("disk", "how much room this folder has is not known");
    };
    let room = if free < 10_000_000_000 {
        format!("{} MB", free / 1_000_000)
    } else {
        format!("{} GB", free / 1_000_000_000)
    };
    let finding = if free < ROOM {
        Finding::note("disk", format!("only {room} free in this folder: pictures may not be saved"))
    } else {
        Finding::ok("disk", format!("{room} free in this folder, for pictures and recordings"))
    };
    finding.with("free_bytes", free)
}

/// Bytes that we may still write here.
#[cfg(unix)]
fn free() -> Option<u64> {
    let disk = rustix::fs::statvfs(".").ok()?;
    Some(disk.f_bavail * disk.f_frsize)
}

#[cfg(not(unix))]
fn free() -> Option<u64> {
    None
}

/// Only a note: it is needed for video files alone.
pub fn ffmpeg() -> Finding {
    let asked = Command::new("ffmpeg").arg("-version").stdin(Stdio::null()).output();
    let version = asked.ok().filter(|output| output.status.success()).and_then(|output| {
        let first = String::from_utf8_lossy(&output.stdout).lines().next()?.to_owned();
        first.split_whitespace().nth(2).map(str::to_owned)
    });
    match version {
        Some(version) => Finding::ok("ffmpeg", format!("version {version}")),
        None => Finding::note(
            "ffmpeg",
            "not installed; video files and streams need it, and films of the screen become GIFs",
        ),
    }
}

/// What is part of the program, so that nothing of it can be missing.
pub fn built_in() -> Finding {
    match count() {
        Ok((classes, photos)) => {
            let found =
                format!("{classes} class names, {photos} photos for the reel, one typeface");
            Finding::ok("built in", found)
        }
        Err(error) => Finding::problem("built in", error.to_string()),
    }
}

fn count() -> Result<(usize, usize)> {
    let manifest = Manifest::built_in()?;
    let classes = labels::named(&manifest.network(&manifest.default)?.labels)?.len();
    Typeface::default();
    let (mut reel, mut names) = (Reel::new(), Vec::new());
    loop {
        let name = reel.next(Picture::default())?.name;
        if names.contains(&name) {
            return Ok((classes, names.len()));
        }
        names.push(name);
        reel.step(1);
    }
}
