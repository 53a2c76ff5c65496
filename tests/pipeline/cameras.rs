//! Tests of cameras that are absent, lost or found again, and of the files shown in their place.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::dashboard::Dashboard;
use deepvis::dashboard::layout::Pane;
use deepvis::error::{Error, Result};
use deepvis::exhibit::rooms::Rooms;
use deepvis::exhibit::selection::Selection;
use deepvis::geometry::Size;
use deepvis::pipeline::supply::{Open, Start};
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::{Event, Screen};

use super::made::{CAMERA_GREY, FILES_GREY, Made, absent, supply};
use super::opinion::{Opinion, outline};
use super::screens::{CLOSED, Visited, When, press};
use super::{LATEST, SIZE, go, live, unpaced};

#[test]
fn a_camera_that_is_absent_gives_way_to_the_files() {
    let record = Arc::default();
    let start = supply(Start::Camera, Made::FILES.open(), absent());
    let enough = When::Done(|record| record.seen.lock().unwrap().len() > 10);
    let mut screen = Visited::new(&record, [(enough, CLOSED)]);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!((report.source.description.as_str(), report.source.lost), ("files", 0));
}

/// A screen that looks at one pixel of "1 It looks", until it has seen what it waits for.
struct Watching {
    screen: Offscreen,
    pixel: usize,
    /// What it has seen, without repetitions.
    seen: Vec<u8>,
    until: usize,
    /// The first so many are set once so much was seen.
    marks: [Arc<AtomicBool>; 3],
    begun: Instant,
}

impl Screen for Watching {
    fn poll(&mut self) -> Vec<Event> {
        assert!(self.begun.elapsed() < LATEST, "only {:?} was seen", self.seen);
        if self.seen.len() >= self.until { vec![CLOSED] } else { Vec::new() }
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        // Its blue: the red one tells left from right.
        let grey = pixels[self.pixel] as u8;
        let begun = !self.seen.is_empty() || grey == CAMERA_GREY;
        // The status changes with the source, the picture with its first snapshot: between them the
        // camera's last picture may be drawn once more as it was.
        let is_between = self.seen.len() == 2 && grey == CAMERA_GREY;
        if begun && !is_between && self.seen.last() != Some(&grey) {
            self.seen.push(grey);
        }
        for mark in self.marks.iter().take(self.seen.len()) {
            mark.store(true, Ordering::Relaxed);
        }
        self.screen.present(pixels, size)
    }
}

#[test]
fn a_lost_camera_leaves_its_picture_dimmed_then_the_files_play_and_it_takes_over_again() {
    // Each step comes once the one before was seen.
    let marks: [Arc<AtomicBool>; 3] = Default::default();
    let [live_seen, dimmed_seen, files_seen] = marks.clone();
    let opened = AtomicU64::new(0);
    let camera: Open = Arc::new(move || match opened.fetch_add(1, Ordering::Relaxed) {
        0 => Ok(Box::new(Made { fails_when: Some(Arc::clone(&live_seen)), ..Made::CAMERA })),
        _ if files_seen.load(Ordering::Relaxed) => Ok(Box::new(Made::CAMERA)),
        _ => Err(Error::Absent("no camera is connected".into())),
    });
    let files: Open = Arc::new(move || {
        while !dimmed_seen.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(1));
        }
        Ok(Box::new(Made::FILES))
    });
    let mut dashboard = Dashboard::default();
    dashboard.arrange(SIZE, &outline("opinion"), &Selection::default(), &Rooms::default());
    let panes = dashboard.panes();
    let picture = panes.iter().find(|(pane, _)| *pane == Pane::Picture).unwrap().1;
    // Below the heading, above the notice.
    let (x, y) = (picture.x + picture.width / 8, picture.y + picture.height / 4);
    let mut screen = Watching {
        screen: Offscreen::new(SIZE),
        pixel: (y * SIZE.width + x) as usize,
        seen: Vec::new(),
        until: 4,
        marks,
        begun: Instant::now(),
    };
    let record = Arc::default();
    let start = supply(Start::Camera, files, camera);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    let [live, dimmed, files, back] = screen.seen[..] else { panic!("{:?}", screen.seen) };
    assert_eq!((live, files, back), (CAMERA_GREY, FILES_GREY, CAMERA_GREY));
    assert!(dimmed < CAMERA_GREY / 3 * 2 && dimmed != FILES_GREY, "{dimmed}");
    assert_eq!((report.source.lost, report.source.recovered), (1, 1));
}

/// Its pictures are mirrored, those of files are not.
const SEES_THE_CAMERA: When = When::AfterDone(|it| it.saw(|last| last.mirrored));

#[test]
fn a_camera_takes_over_from_the_files_when_it_delivers() {
    let record = Arc::default();
    let start = supply(Start::FilesUntilCamera, Made::FILES.open(), Made::CAMERA.open());
    let mut screen = Visited::new(&record, [(SEES_THE_CAMERA, CLOSED)]);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!((report.source.description.as_str(), report.source.live), ("camera", true));
}

#[test]
fn the_key_for_the_source_goes_from_the_camera_to_the_files() {
    let record = Arc::default();
    let start = supply(Start::Camera, Made::FILES.open(), Made::CAMERA.open());
    let script = [
        (When::Seen(|last| last.mirrored), press('c')),
        (When::AfterDone(|it| it.saw(|last| !last.mirrored)), CLOSED),
    ];
    let mut screen = Visited::new(&record, script);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!(report.source.description, "files");
}

#[test]
fn without_a_window_a_camera_that_was_lost_is_waited_for() {
    let record = Arc::default();
    let opened = AtomicU64::new(0);
    // The first camera is lost, then there is none, then it is back.
    let camera: Open = Arc::new(move || match opened.fetch_add(1, Ordering::Relaxed) {
        0 => Ok(Box::new(Made { fails_at: 5, ..Made::CAMERA })),
        1 => Err(Error::Source("no camera is connected".into())),
        _ => Ok(Box::new(Made::CAMERA)),
    });
    let start = supply(Start::Camera, Made::FILES.open(), camera);
    let mut screen = Offscreen::new(SIZE);
    let report = go(unpaced(20), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!((report.frames, report.source.lost, report.source.recovered), (20, 1, 1));
}
