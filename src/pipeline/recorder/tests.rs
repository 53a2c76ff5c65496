//! Tests of recordings with a fake ffmpeg and without one: times, sizes, names, failures.

use std::fs;
use std::path::PathBuf;

use crossbeam_channel::Receiver;

use super::super::message::Notice;
use super::*;
use crate::recording::matroska_pictures;

const SIZE: Size = Size::new(4, 2);

fn fake() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fake_ffmpeg/ffmpeg")
}

const NOWHERE: &str = "/no/such/ffmpeg";

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// A recorder, where its files go, and what it tells.
struct Place {
    folder: tempfile::TempDir,
    recorder: Recorder,
    notices: Notices,
    told: Receiver<Notice>,
}

impl Place {
    /// The fake behaves as the folder's name asks for.
    fn new(name: &str, program: impl Into<OsString>) -> Self {
        let folder = tempfile::Builder::new().prefix(name).tempdir().unwrap();
        let recorder = Recorder::with(folder.path(), program);
        let (notices, told) = bounded(64);
        Self { folder, recorder, notices: Notices::new(notices), told }
    }

    fn toggle(&mut self, milliseconds: u64) {
        self.recorder.toggle(ms(milliseconds), &self.notices);
    }

    /// Shows a picture of this grey, once there is room.
    fn show(&mut self, grey: u8, size: Size, milliseconds: u64) {
        while !self.recorder.has_room() {
            thread::sleep(LOOK);
        }
        let pixel = u32::from_be_bytes([0, grey, grey, grey]);
        self.recorder.take(&vec![pixel; size.area()], size, ms(milliseconds));
    }

    /// Waits for the file, and for the last that is told of it.
    fn finish(&mut self, milliseconds: u64) -> String {
        self.recorder.finish(ms(milliseconds), Duration::from_secs(120));
        self.told.try_iter().map(|Notice(text)| text).last().unwrap()
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap()
    }

    fn files(&self) -> usize {
        fs::read_dir(self.folder.path()).unwrap().count()
    }
}

/// The delays in hundredths of a second, and the first grey of each picture.
fn gif(bytes: &[u8]) -> Vec<(u16, u8)> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).unwrap();
    let mut pictures = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        pictures.push((frame.delay, frame.buffer[0]));
    }
    pictures
}

#[test]
fn a_film_has_every_picture_that_was_shown_at_its_time() {
    let mut place = Place::new("film", fake());
    assert_eq!(place.recorder.runs(ms(5)), None);
    place.toggle(1000);
    // More than the queue holds, and two in one millisecond.
    let times = (0..40).map(|n| 1100 + n * 33).chain([2500, 2500]);
    for (n, at) in (0..).zip(times) {
        place.show(n * 5, SIZE, at);
    }
    assert_eq!(place.recorder.runs(ms(2600)).unwrap().as_millis(), 2600 - 1100 + 33);
    let last = place.finish(3500);
    let path = place.folder.path().join("deepvis-001.mp4");
    assert_eq!(last, format!("recorded {}: 2.4 s, 42 pictures", path.display()));
    let film = matroska_pictures(&place.read("deepvis-001.mp4"));
    // The second of two at one time stays as long as one of the reel.
    let wanted = (0..40).map(|n| n * 33).chain([1400, 1433]);
    assert!(film.iter().map(|(at, _)| *at).eq(wanted), "{film:?}");
    for (n, (_, planes)) in film.iter().enumerate() {
        // Limited range: 16 is black and 235 white. 4x2 pixels, and two times 2x1 for their colour.
        let luma = (16.0 + n as f32 * 5.0 * 219.0 / 255.0).round();
        assert!((f32::from(planes[0]) - luma).abs() <= 1.0, "picture {n}: {planes:?}");
        assert_eq!(planes[8..], [128; 4], "picture {n}");
    }
}

#[test]
fn a_film_keeps_its_size_when_the_window_changes() {
    let mut place = Place::new("film", fake());
    place.toggle(0);
    for (n, size) in [Size::new(5, 3), Size::new(64, 2), SIZE].into_iter().enumerate() {
        place.show(200, size, n as u64 * 10);
    }
    assert!(place.finish(100).ends_with("3 pictures"));
    let film = matroska_pictures(&place.read("deepvis-001.mp4"));
    assert!(film.iter().all(|(_, planes)| planes.len() == 12), "{film:?}");
}

#[test]
fn the_next_recording_has_the_next_name() {
    let mut place = Place::new("film", fake());
    for _ in 0..2 {
        place.toggle(0);
        place.show(9, SIZE, 0);
        place.finish(10);
    }
    assert_eq!(matroska_pictures(&place.read("deepvis-002.mp4")).len(), 1);
    assert_eq!(place.files(), 2);
}

#[test]
fn without_ffmpeg_it_is_a_gif_of_true_duration() {
    let mut place = Place::new("gif", NOWHERE);
    place.toggle(0);
    // 30 pictures a second for a second, the last of them for another one and a bit.
    for n in 0..31 {
        place.show(n * 8, SIZE, 50 + u64::from(n) * 1000 / 30);
    }
    let last = place.finish(2284);
    assert!(last.ends_with("deepvis-001.gif: 2.2 s, 11 of 31 pictures"), "{last}");
    let pictures = gif(&place.read("deepvis-001.gif"));
    assert_eq!(pictures.iter().map(|(delay, _)| u32::from(*delay)).sum::<u32>(), 223);
    let greys: Vec<u8> = pictures.iter().map(|(_, grey)| *grey).collect();
    // The last picture of each tenth of a second: 0 is at 0 ms, 3 at 100, 6 at 200 …
    let wanted: Vec<u8> = (0..10).map(|tenth| (tenth * 3 + 2) * 8).chain([240]).collect();
    assert_eq!(greys, wanted);
    assert_eq!(place.files(), 1);
}

#[test]
fn a_recording_without_a_picture_leaves_no_file() {
    for program in [fake(), NOWHERE.into()] {
        let mut place = Place::new("nothing", program);
        place.toggle(0);
        place.toggle(10);
        let last = place.finish(10);
        assert!(last.contains("it ended before the first picture: "), "{last}");
        assert_eq!(place.files(), 0);
    }
}

#[test]
fn an_ffmpeg_that_dies_is_one_notice_and_leaves_no_half_file() {
    let mut place = Place::new("dies", fake());
    place.toggle(0);
    for n in 0..100 {
        place.show(1, SIZE, n);
    }
    let last = place.finish(100);
    assert!(last.contains("av_interleaved_write_frame(): No space left on device: /"), "{last}");
    assert!(last.starts_with("the recording has ended: ffmpeg says: "), "{last}");
    assert_eq!(place.files(), 0);
    // And the next begins.
    place.toggle(200);
    assert!(place.recorder.runs(ms(200)).is_some());
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    for program in [fake(), NOWHERE.into()] {
        let mut place = Place::new("absent", program);
        place.recorder.folder.push("no/such/folder");
        place.toggle(0);
        place.show(1, SIZE, 0);
        let last = place.finish(10);
        assert!(last.contains("no/such/folder/deepvis-001."), "{last}");
    }
}

#[test]
fn an_ffmpeg_that_takes_nothing_leaves_no_room_and_is_ended_with_the_run() {
    let mut place = Place::new("stalls", fake());
    place.toggle(0);
    let large = Size::new(256, 256);
    let begun = Instant::now();
    let mut shown = 0;
    while place.recorder.has_room() || begun.elapsed() < ms(500) {
        if place.recorder.has_room() {
            place.recorder.take(&vec![0; large.area()], large, ms(shown));
            shown += 1;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{shown} pictures were taken");
        thread::sleep(LOOK);
    }
    // One is in the pipe.
    assert!((AHEAD..=AHEAD + 2).contains(&(shown as usize)), "{shown}");
    place.recorder.finish(ms(100), ms(200));
    assert!(place.recorder.finishing.is_none());
    assert_eq!(place.files(), 0);
}
