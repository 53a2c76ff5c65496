//! Tests of the capture thread alone, with made-up cameras that come and go.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::*;
use crate::error::Result;
use crate::geometry::Size;
use crate::pipeline::mailbox::{Inbox, mailbox};
use crate::pipeline::message::Notice;
use crate::pipeline::supply::{OpenCamera, Patience};
use crate::source::{CameraOrder, CameraState, Complaint, Interrupt, Mains, Rotation};

/// Longer than anything here takes, also on a busy machine.
const LONG: Duration = Duration::from_secs(120);

/// A camera that gives a grey picture every millisecond.
#[derive(Clone)]
struct Made {
    name: &'static str,
    index: u32,
    shots: u64,
    /// Fails when asked for this one.
    fails_at: u64,
    /// True if a restart of its stream is of help then.
    restarts: bool,
    /// How it has been told to turn its pictures.
    rotation: Rotation,
}

impl Made {
    const FRONT: Self = Self {
        name: "Front",
        index: 0,
        shots: 0,
        fails_at: u64::MAX,
        restarts: false,
        rotation: Rotation::None,
    };
    const BACK: Self = Self { name: "Back", index: 1, ..Self::FRONT };
    const SHORT: Self = Self { fails_at: 20, ..Self::FRONT };

    fn boxed(self) -> Box<dyn Source> {
        Box::new(self)
    }

    fn again(&self) -> CameraChoice {
        CameraChoice::Again { name: self.name.to_owned(), index: self.index }
    }
}

type Opened = Result<Box<dyn Source>>;

impl Source for Made {
    fn next(&mut self, mut spare: Picture) -> Result<Shot> {
        let number = self.shots;
        self.shots += 1;
        if number == self.fails_at {
            return Err(Error::Source("no picture for 1 s".to_owned()));
        }
        thread::sleep(Duration::from_millis(1));
        spare.size = Size::new(2, 2);
        spare.rgb.resize(12, 0);
        spare.rgb.fill(100 + (number % 100) as u8);
        Ok(Shot {
            picture: spare,
            new_scene: number == 0,
            at: Duration::from_millis(number),
            captured: Instant::now(),
            name: self.name.into(),
            repeat: false,
        })
    }

    fn is_live(&self) -> bool {
        true
    }

    fn describe(&self) -> String {
        self.name.to_owned()
    }

    fn step(&mut self, _pictures: i64) -> bool {
        false
    }

    fn restart(&mut self) -> bool {
        self.restarts
    }

    fn camera(&self) -> Option<CameraChoice> {
        Some(self.again())
    }

    fn adjust(&mut self, _order: CameraOrder) -> bool {
        self.rotation = self.rotation.next();
        true
    }

    fn stands(&self) -> Option<CameraState> {
        Some(CameraState { rotation: self.rotation, ..CameraState::default() })
    }
}

fn absent() -> Opened {
    Err(Error::Absent("no camera is connected".to_owned()))
}

fn busy() -> Opened {
    Err(Error::Source("camera 0 is in use".to_owned()))
}

/// Short waits, and files that take over only where a test asks for that.
const PATIENCE: Patience = Patience {
    fall_back: LONG,
    give_up: LONG,
    first_pause: Duration::from_millis(2),
    longest_pause: Duration::from_millis(4),
    settled: Duration::ZERO,
};

/// A capture thread and the other ends of its wires.
struct Rig {
    thread: JoinHandle<Result<(), Stop>>,
    commands: Sender<SourceCommand>,
    notices: Receiver<Notice>,
    status: Inbox<SourceStatus>,
    /// Which cameras were asked for.
    asked: Arc<Mutex<Vec<CameraChoice>>>,
    _frames: Inbox<Delivery>,
    _newest: Inbox<Arc<Frame>>,
    _spares: Sender<Picture>,
}

impl Rig {
    fn new(
        pacing: Pacing,
        patience: Patience,
        camera: impl Fn(usize, &CameraChoice) -> Opened + Send + Sync + 'static,
    ) -> Self {
        let asked: Arc<Mutex<Vec<CameraChoice>>> = Arc::default();
        let record = Arc::clone(&asked);
        let camera: OpenCamera = Arc::new(move |choice| {
            let mut asked = record.lock().unwrap();
            asked.push(choice.clone());
            camera(asked.len(), choice)
        });
        let supply = Supply {
            start: Start::Camera,
            files: Arc::new(|| Ok(Box::new(crate::source::Reel::new()))),
            camera,
            choice: CameraChoice::First,
            mirrored: true,
            patience,
            camera_name: "a camera".to_owned(),
            interrupt: Interrupt::default(),
        };
        let (frames, frames_out) = mailbox();
        let (newest, newest_out) = mailbox();
        let (status, status_out) = mailbox();
        let (commands_in, commands) = bounded(4);
        let (notices, notices_out) = bounded(64);
        let (spares_in, spares) = bounded(4);
        let wires = Wires {
            frames,
            newest,
            status,
            commands,
            notices: Notices::new(notices),
            spares,
            dropped: Arc::default(),
            heartbeat: Heartbeat::default(),
        };
        let capture = Capture::new(supply, pacing, wires);
        let thread = thread::Builder::new().spawn(move || capture.run()).unwrap();
        Self {
            thread,
            commands: commands_in,
            notices: notices_out,
            status: status_out,
            asked,
            _frames: frames_out,
            _newest: newest_out,
            _spares: spares_in,
        }
    }

    fn live(camera: impl Fn(usize, &CameraChoice) -> Opened + Send + Sync + 'static) -> Self {
        Self::new(Pacing::RealTime, PATIENCE, camera)
    }

    /// The notices up to the one with these words in it.
    #[track_caller]
    fn hears(&self, words: &str) -> Vec<String> {
        let mut heard = Vec::new();
        loop {
            let Ok(Notice(text)) = self.notices.recv_timeout(LONG) else {
                panic!("never said: {words}; but: {heard:#?}");
            };
            let found = text.contains(words);
            heard.push(text);
            if found {
                return heard;
            }
        }
    }

    /// The next status that is as wanted.
    #[track_caller]
    fn sees(&self, wanted: impl Fn(&SourceStatus) -> bool) -> SourceStatus {
        let begin = Instant::now();
        let mut last = SourceStatus::default();
        while begin.elapsed() < LONG {
            if let Some(status) = self.status.try_take() {
                if wanted(&status) {
                    return status;
                }
                last = status;
            }
            thread::sleep(Duration::from_millis(1));
        }
        panic!("never so; the last was {last:?}");
    }

    fn asked(&self) -> Vec<CameraChoice> {
        self.asked.lock().unwrap().clone()
    }
}

fn counts(status: &SourceStatus) -> (u64, u64) {
    (status.lost, status.recovered)
}

#[test]
fn a_camera_that_is_gone_is_said_on_its_last_picture_until_it_is_back() {
    let plugged = Arc::new(AtomicBool::new(false));
    let in_again = Arc::clone(&plugged);
    let rig = Rig::live(move |attempt, _| match attempt {
        1 => Ok(Made::SHORT.boxed()),
        _ if in_again.load(Ordering::Relaxed) => Ok(Made::FRONT.boxed()),
        _ => absent(),
    });
    let gone =
        rig.sees(|status| status.trouble.as_ref().is_some_and(|it| it.words.contains("gone")));
    assert!(gone.trouble.is_some_and(|trouble| trouble.is_over));
    assert!(gone.live, "it is still the camera that is shown");
    plugged.store(true, Ordering::Relaxed);
    let back = rig.sees(|status| status.recovered == 1);
    assert_eq!((counts(&back), back.trouble, back.description.as_str()), ((1, 1), None, "Front"));
    let heard = rig.hears("the camera is back: Front");
    assert_eq!(heard[..2], ["now showing: Front", "no picture for 1 s"]);
    assert!(heard.len() <= 4, "said again and again: {heard:?}");
    let asked = rig.asked();
    assert!(asked[1..].iter().all(|choice| *choice == Made::FRONT.again()), "{asked:?}");
}

#[test]
fn after_a_while_the_files_take_over_and_the_camera_still_comes_back() {
    let plugged = Arc::new(AtomicBool::new(false));
    let in_again = Arc::clone(&plugged);
    // So long that its first attempt is made before that, also on a busy machine.
    let patience = Patience { fall_back: Duration::from_secs(2), ..PATIENCE };
    let rig = Rig::new(Pacing::RealTime, patience, move |attempt, _| match attempt {
        1 => Ok(Made::SHORT.boxed()),
        _ if in_again.load(Ordering::Relaxed) => Ok(Made::FRONT.boxed()),
        _ => absent(),
    });
    let files = rig.sees(|status| !status.live);
    assert_eq!((counts(&files), files.trouble), ((1, 0), None));
    rig.hears("showing reel until the camera is back");
    plugged.store(true, Ordering::Relaxed);
    let back = rig.sees(|status| status.live);
    assert_eq!((counts(&back), back.description.as_str()), ((1, 1), "Front"));
    rig.hears("the camera is back: Front");
    let asked = rig.asked();
    assert_eq!(asked[1], Made::FRONT.again());
    assert_eq!(asked.last(), Some(&CameraChoice::First), "by then any camera will do");
}

#[test]
fn a_reason_is_said_once_while_it_lasts() {
    let rig = Rig::live(|attempt, _| match attempt {
        1 => Ok(Made::SHORT.boxed()),
        2..8 => busy(),
        8..12 => absent(),
        _ => Ok(Made::FRONT.boxed()),
    });
    let heard = rig.hears("the camera is back");
    let reasons = ["camera 0 is in use", "The camera is gone. Looking for it …"];
    assert_eq!(heard[2..4], reasons, "{heard:?}");
    assert_eq!(heard.len(), 5, "{heard:?}");
    assert_eq!(rig.asked().len(), 12);
}

#[test]
fn a_stream_that_is_restarted_is_a_loss_and_a_return_of_the_same_camera() {
    for pacing in [Pacing::RealTime, Pacing::Unpaced] {
        let rig =
            Rig::new(pacing, PATIENCE, |_, _| Ok(Made { restarts: true, ..Made::SHORT }.boxed()));
        let back = rig.sees(|status| status.recovered > 0);
        assert_eq!((counts(&back), back.trouble), ((1, 1), None));
        let heard = rig.hears("the camera is back");
        assert_eq!(heard[1], "no picture for 1 s. Restarting it …");
        assert_eq!(rig.asked().len(), 1, "opened again");
    }
}

#[test]
fn a_camera_that_is_lost_as_soon_as_it_comes_is_not_opened_without_a_pause() {
    let patience = Patience { settled: LONG, first_pause: LONG, longest_pause: LONG, ..PATIENCE };
    let rig = Rig::new(Pacing::RealTime, patience, |_, _| {
        Ok(Made { restarts: true, ..Made::SHORT }.boxed())
    });
    rig.hears("no picture for 1 s");
    thread::sleep(Duration::from_millis(100));
    assert_eq!(rig.asked().len(), 1);
}

#[test]
fn capital_c_goes_on_to_the_next_camera() {
    let rig = Rig::live(|_, choice| match choice {
        CameraChoice::After(0) => Ok(Made::BACK.boxed()),
        _ => Ok(Made::FRONT.boxed()),
    });
    rig.sees(|status| status.description == "Front");
    rig.commands.send(SourceCommand::NextCamera).unwrap();
    rig.hears("now showing: Back");
    assert_eq!(counts(&rig.sees(|status| status.description == "Back")), (0, 0));
    rig.commands.send(SourceCommand::NextCamera).unwrap();
    rig.sees(|status| status.description == "Front");
    let wanted = [CameraChoice::First, CameraChoice::After(0), CameraChoice::After(1)];
    assert_eq!(rig.asked(), wanted);
}

#[test]
fn where_there_is_one_camera_capital_c_says_so_and_changes_nothing() {
    let rig = Rig::live(|_, choice| match choice {
        CameraChoice::After(_) => Err(Error::Absent("there is no other camera".to_owned())),
        _ => Ok(Made::FRONT.boxed()),
    });
    rig.sees(|status| status.description == "Front");
    rig.commands.send(SourceCommand::NextCamera).unwrap();
    rig.hears("there is no other camera");
    assert_eq!(rig.asked().len(), 2, "looked for once");
    assert!(rig.status.try_take().is_none(), "nothing has changed");
}

#[test]
fn c_goes_to_the_files_while_a_camera_is_looked_for_and_back_to_it() {
    let rig = Rig::live(|attempt, _| match attempt {
        1 => Ok(Made::SHORT.boxed()),
        2 => absent(),
        _ => Ok(Made::FRONT.boxed()),
    });
    rig.sees(|status| status.trouble.is_some());
    rig.commands.send(SourceCommand::Switch).unwrap();
    rig.sees(|status| !status.live && status.trouble.is_none());
    rig.commands.send(SourceCommand::Switch).unwrap();
    rig.sees(|status| status.description == "Front");
}

#[test]
fn without_a_window_a_camera_that_stays_away_ends_the_run() {
    let patience = Patience { give_up: Duration::from_millis(30), ..PATIENCE };
    let rig = Rig::new(Pacing::Unpaced, patience, |attempt, _| match attempt {
        1 => Ok(Made::SHORT.boxed()),
        _ => absent(),
    });
    let lost = rig.sees(|status| status.lost == 1);
    assert_eq!(lost.trouble, None, "what is shown then was delivered");
    match rig.thread.join().unwrap() {
        Err(Stop::Failed(error)) => assert_eq!(error.to_string(), "no camera is connected"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_camera_is_set_and_says_how_it_stands_and_nothing_else_is() {
    let turned = |rotation: Rotation| {
        move |status: &SourceStatus| {
            status.stands.as_ref().is_some_and(|stands| stands.rotation == rotation)
        }
    };
    let rig = Rig::live(|_, _| Ok(Made::FRONT.boxed()));
    rig.sees(turned(Rotation::None));
    let order = SourceCommand::Adjust(CameraOrder::Rotate);
    rig.commands.send(order).unwrap();
    rig.sees(turned(Rotation::Quarter));
    rig.commands.send(SourceCommand::Switch).unwrap();
    rig.sees(|status| !status.live && status.stands.is_none());
    rig.commands.send(order).unwrap();
    rig.hears("only a camera can be set");
}

/// A capture thread's state beside whose camera nothing runs, and what is told of it.
fn alone() -> (Capture, Receiver<Notice>) {
    alone_with(Supply::new(None))
}

fn alone_with(supply: Supply) -> (Capture, Receiver<Notice>) {
    let (frames, _) = mailbox();
    let (newest, _) = mailbox();
    let (status, _) = mailbox();
    let (_, commands) = bounded(1);
    let (notices, heard) = bounded(4);
    let (_, spares) = bounded(1);
    let notices = Notices::new(notices);
    let dropped = Arc::default();
    let heartbeat = Heartbeat::default();
    let wires = Wires { frames, newest, status, commands, notices, spares, dropped, heartbeat };
    let mut capture = Capture::new(supply, Pacing::RealTime, wires);
    capture.source = Some(Made::FRONT.boxed());
    (capture, heard)
}

#[test]
fn a_covered_lens_is_said_for_as_long_as_it_lasts() {
    let (mut capture, heard) = alone();
    let mut camera = Made::FRONT;
    let mut shot = camera.next(Picture::default()).unwrap();
    shot.picture.rgb.fill(0);
    for seconds in 0..6 {
        capture.inspect(&shot);
        let wanted = (seconds >= 3).then(|| Trouble {
            words: Complaint::Black.words(),
            is_over: false,
            is_minor: false,
        });
        assert_eq!(capture.trouble, wanted, "after {seconds} s");
        shot.captured += Duration::from_secs(1);
    }
    shot.picture.rgb.fill(90);
    capture.inspect(&shot);
    assert_eq!(capture.trouble, None);
    assert_eq!(heard.len(), 1, "said once");
}

#[test]
fn a_light_that_flickers_is_said_once_and_for_as_long_as_it_lasts() {
    let (mut capture, heard) = alone();
    let mut camera = Made::FRONT;
    let mut shot = camera.next(Picture::default()).unwrap();
    let size = Size::new(64, 128);
    let begin = shot.captured;
    let mut said = Vec::new();
    for n in 0..300_u32 {
        // A picture each thirtieth of a second, read in half of it. For six seconds, light on 50 Hz
        // mains.
        let depth = if (60..240).contains(&n) { 60.0 } else { 0.0 };
        let value = |row: usize| {
            let turns = 100.0 * (f64::from(n) + row as f64 / 256.0) / 30.0;
            (120.0 + depth * (turns.fract() * std::f64::consts::TAU).cos()) as u8
        };
        shot.picture = Picture::new(size, (0..size.area() * 3).map(|i| value(i / 192)).collect());
        // The sensor's noise: a picture that stays the same would be complained of.
        shot.picture.rgb[(n % 7) as usize] ^= 1;
        shot.captured = begin + n * Duration::from_secs(1) / 30;
        capture.inspect(&shot);
        said.push(capture.trouble.clone());
    }
    let words = Complaint::Flicker(Some(Mains::Hz50)).words();
    let flicker = Some(Trouble { words: words.clone(), is_over: false, is_minor: true });
    assert!(said.iter().all(|trouble| trouble.is_none() || *trouble == flicker), "{said:?}");
    let [from, to] =
        [said.iter().position(Option::is_some), said.iter().rposition(Option::is_some)]
            .map(Option::unwrap);
    assert!(said[from..=to].iter().all(Option::is_some), "without a break");
    assert!((60 + 45..60 + 90).contains(&from), "from picture {from} on");
    assert!((240..240 + 60).contains(&to), "until picture {to}");
    let notices: Vec<String> = heard.try_iter().map(|Notice(text)| text).collect();
    assert_eq!(notices, [words], "said once");
}

#[test]
fn who_wants_no_mirror_begins_without() {
    for mirrored in [true, false] {
        let supply = Supply { mirrored, ..Supply::new(None) };
        assert_eq!(alone_with(supply).0.mirrored, mirrored);
    }
}
