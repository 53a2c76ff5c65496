//! Whole visits by a finger alone and by a keyboard alone, on the offscreen screen.
//!
//! Both do the same: every door and back, a part rubbed out, a square, a step, a class, a knob, the
//! picture held, "It is wrong!", the pages, another network, a saved picture, a recording, the way
//! out. After each thing that is done, what can be touched says where one is.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use deepvis::control::key_names;
use deepvis::dashboard::Dashboard;
use deepvis::dashboard::layout::Pane;
use deepvis::engine::Roster;
use deepvis::engine::choice::NetworkChoice;
use deepvis::engine::roster::NetworkRoster;
use deepvis::error::Result;
use deepvis::exhibit::rooms::Rooms;
use deepvis::exhibit::selection::Selection;
use deepvis::geometry::{Point, Rect, Size};
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run};
use deepvis::screen::script::{Script, Step};
use deepvis::screen::{Event, Screen, Touchable};
use deepvis::source::SourceSpec;

const SIZE: Size = Size::new(1280, 800);

/// Frames for which `?` is held: two seconds of the reel, and a little.
const HELD: u32 = 65;

/// What a hand does in one go.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// A short touch of the target of this name, or of the first whose name begins so.
    Touch(&'static str),
    /// A touch of it that lasts.
    Press(&'static str),
    /// The knob of this name is dragged to its end.
    Turn(&'static str),
    /// A key, or several.
    Keys(&'static str),
    /// A key that is held.
    HoldKey(&'static str),
    /// Nothing, for so many frames.
    Wait(u32),
}

use Act::{HoldKey, Keys, Press, Touch, Turn, Wait};

/// What must be so once that was done.
#[derive(Debug, Clone, Copy)]
enum Then {
    /// These can be touched, or some whose names begin so.
    There(&'static [&'static str]),
    /// These cannot.
    Gone(&'static [&'static str]),
    /// What was under the finger looks otherwise than before this.
    Turned(&'static str),
    /// The camera's picture is the one of the stage before, or is another.
    Held(bool),
    /// This file is the picture as it is now, or as it was when the key was pressed.
    Saved(&'static str),
}

use Then::{Gone, Held, Saved, There, Turned};

/// A part of a visit: what it is for, how a finger and how a keyboard does it, what must be so
/// then.
struct Stage {
    why: &'static str,
    finger: &'static [Act],
    keyboard: &'static [Act],
    then: &'static [Then],
}

const ON_THE_WALL: &[Then] = &[
    There(&["door 1", "step 1", "square ", "button wrong"]),
    Gone(&["back", "button all-layers"]),
];
const INSIDE: &[Then] =
    &[There(&["back", "button all-layers", "square "]), Gone(&["button wrong"])];
const HIDE: &[Then] = &[
    There(&["back", "rubber", "button rubber-large", "button occlusion"]),
    Gone(&["button wipe", "button freeze"]),
];
const RUBBED: &[Then] = &[There(&["rubber", "button wipe", "button freeze"])];
const PLACES: &[Then] = &[There(&["back", "knob larger-square", "knob coarser-stride"])];
const CHANGES: &[Then] = &[There(&["back", "button how-little", "button clock"]), Gone(&["knob "])];
// Where one is already, nothing else of that name leads to.
const HOW_LITTLE: &[Then] = &[There(&["back", "button clock"]), Gone(&["button how-little"])];
const LAST_MINUTE: &[Then] = &[There(&["back", "button how-little"]), Gone(&["button clock"])];

const BACK: Stage = Stage {
    why: "back to the wall",
    finger: &[Touch("back")],
    keyboard: &[Keys("Esc")],
    then: ON_THE_WALL,
};

const VISITORS: Stage = Stage {
    why: "what can be done",
    finger: &[Touch("help")],
    keyboard: &[Keys("?")],
    then: &[
        There(&["back", "help", "door 1", "button shake", "button find"]),
        Gone(&["step ", "square ", "button quit", "button record"]),
    ],
};

const PRESENTERS: Stage = Stage {
    why: "what the presenter can do",
    finger: &[Press("help")],
    keyboard: &[HoldKey("h")],
    then: &[
        There(&["back", "button quit", "button record", "button next-network"]),
        Gone(&["step ", "square ", "button shake"]),
    ],
};

/// The presenter's half once more, which a keyboard does without.
const FOR_WHAT_HAS_A_KEY: Stage =
    stage("what has a key", &[Press("help")], &[Wait(1)], &[There(&["door 1"])]);

const fn stage(
    why: &'static str,
    finger: &'static [Act],
    keyboard: &'static [Act],
    then: &'static [Then],
) -> Stage {
    Stage { why, finger, keyboard, then }
}

/// All of it but the recording and the way out.
const VISIT: &[Stage] = &[
    stage("to begin with", &[Wait(1)], &[Wait(1)], ON_THE_WALL),
    stage("inside", &[Touch("door 2")], &[Keys("2")], INSIDE),
    BACK,
    stage("to hide a part", &[Touch("door 4")], &[Keys("F4")], HIDE),
    stage("a part is hidden", &[Touch("rubber"), Wait(1)], &[Keys("Right Enter"), Wait(1)], RUBBED),
    stage(
        "all is put back",
        &[Touch("button wipe"), Wait(1)],
        &[Keys("W"), Wait(1)],
        &[There(&["rubber", "button freeze"]), Gone(&["button wipe"])],
    ),
    stage(
        "with a larger rubber",
        &[Touch("button rubber-large"), Touch("rubber"), Wait(1)],
        &[Keys("+ Left Enter"), Wait(1)],
        RUBBED,
    ),
    stage("the next picture", &[Touch("button freeze"), Wait(1)], &[Keys("Space"), Wait(1)], HIDE),
    BACK,
    stage("its changes", &[Touch("door 5")], &[Keys("5")], CHANGES),
    stage("how little it takes", &[Touch("button how-little")], &[Keys("L")], HOW_LITTLE),
    stage("the last minute", &[Touch("button clock")], &[Keys("T")], LAST_MINUTE),
    stage("there already", &[Touch("door 5")], &[Keys("5")], LAST_MINUTE),
    BACK,
    stage("from door to door", &[Touch("door 5"), Touch("door 2")], &[Keys("F5 F2")], INSIDE),
    stage("and to the first", &[Touch("door 1")], &[Keys("1")], ON_THE_WALL),
    stage("a square", &[Touch("square ")], &[Keys("Right Enter")], INSIDE),
    stage(
        "the same alone",
        &[Touch("button closer")],
        &[Keys("Enter")],
        &[There(&["back", "map", "button beside"]), Gone(&["square "])],
    ),
    stage("back to its layer", &[Touch("back")], &[Keys("Esc")], INSIDE),
    BACK,
    stage("a step", &[Touch("step 3")], &[Keys("Left Enter")], INSIDE),
    BACK,
    stage("a class", &[Touch("class ")], &[Keys(";")], HIDE),
    stage("every place of it", &[Touch("button occlusion")], &[Keys("l")], PLACES),
    stage(
        "a knob",
        &[Turn("knob larger-square")],
        &[Keys("+ +")],
        &[Turned("knob larger-square"), There(&["knob larger-square"])],
    ),
    BACK,
    // The reel is under way: what is held is told from what is not.
    stage("the picture goes on", &[Wait(4)], &[Wait(4)], &[Held(false)]),
    stage("it is held", &[Touch("button freeze"), Wait(1)], &[Keys("Space"), Wait(1)], ON_THE_WALL),
    stage("it stays", &[Wait(4)], &[Wait(4)], &[Held(true)]),
    stage("on again", &[Touch("button freeze"), Wait(4)], &[Keys("f"), Wait(4)], &[Held(false)]),
    stage(
        "it is wrong",
        &[Touch("button wrong"), Wait(1)],
        &[Keys("!"), Wait(1)],
        &[There(&["button none-of-its-words", "button pick-class"]), Gone(&["button wrong"])],
    ),
    stage("held for that", &[Wait(3)], &[Wait(3)], &[Held(true)]),
    BACK,
    stage("on after that", &[Wait(4)], &[Wait(4)], &[Held(false)]),
    stage(
        "an explanation",
        &[Touch("button explain")],
        &[Keys("i")],
        &[There(&["back", "door 1", "help"]), Gone(&["step ", "square ", "button shake"])],
    ),
    BACK,
    VISITORS,
    BACK,
    PRESENTERS,
    BACK,
    stage("a door from a page", &[Touch("help"), Touch("door 4")], &[Keys("h 4")], PLACES),
    BACK,
    FOR_WHAT_HAS_A_KEY,
    stage(
        "a picture is saved",
        &[Touch("button save-picture")],
        &[Keys("s")],
        &[Saved("deepvis-001.png")],
    ),
    stage("with the wall in it", &[Wait(1)], &[Wait(1)], ON_THE_WALL),
    FOR_WHAT_HAS_A_KEY,
    stage("another network", &[Touch("button next-network")], &[Keys("n")], &[]),
    stage("its wall", &[Wait(2)], &[Wait(2)], ON_THE_WALL),
    stage("its inside", &[Touch("door 2")], &[Keys("2")], INSIDE),
    BACK,
    PRESENTERS,
];

/// Before this screen somebody goes through the stages of a visit.
struct Visitor<'a> {
    stages: VecDeque<(&'a Stage, &'a [Act])>,
    /// What of the present stage is still to be done, one a poll, and what must be so then.
    acts: VecDeque<Act>,
    under_way: Script,
    left: u64,
    stage: Option<&'a Stage>,
    targets: Vec<Touchable>,
    picture: Vec<u32>,
    /// The picture after the stage before, and what could be touched then.
    before: (Vec<u32>, Vec<Touchable>),
    /// What must be a file of this run, once its files are whole.
    saved: Vec<(&'static str, [Vec<u32>; 2])>,
    done: usize,
}

impl<'a> Visitor<'a> {
    fn new(stages: &'a [Stage], by: impl Fn(&'a Stage) -> &'a [Act]) -> Self {
        Self {
            stages: stages.iter().map(|stage| (stage, by(stage))).collect(),
            acts: VecDeque::new(),
            under_way: Script::default(),
            left: 0,
            stage: None,
            targets: Vec::new(),
            picture: Vec::new(),
            before: (Vec::new(), Vec::new()),
            saved: Vec::new(),
            done: 0,
        }
    }

    /// The target of this name, or the first whose name begins so.
    fn find<'t>(targets: &'t [Touchable], name: &str) -> Option<&'t Touchable> {
        let exact = targets.iter().find(|target| target.name == name);
        let begins = |target: &&Touchable| is_beginning(name) && target.name.starts_with(name);
        exact.or_else(|| targets.iter().find(begins))
    }

    fn known(&self, name: &str) -> &Touchable {
        Self::find(&self.targets, name).unwrap_or_else(|| {
            let names: Vec<&str> = self.targets.iter().map(|target| &*target.name).collect();
            let why = self.stage.map(|stage| stage.why);
            panic!("{why:?}: there is no {name}, only {names:?}")
        })
    }

    /// What the hand does, step by step, where this can be touched.
    fn steps(&self, act: Act) -> Vec<Step> {
        match act {
            Touch(name) => vec![Step::Touch(self.known(name).name.clone())],
            Press(name) => {
                let at = self.known(name).area.middle();
                vec![Step::Press(at), Step::Wait(HELD), Step::Lift(at)]
            }
            Turn(name) => {
                let Rect { x, y, width, height } = self.known(name).area;
                let at = |x: i32| Point::new(x, y + height / 2);
                let from = at(x + width / 2);
                let to = at(x + width - 1);
                vec![Step::Press(from), Step::Drag(to), Step::Lift(to)]
            }
            Keys(keys) => key_names::parse(keys).unwrap().into_iter().map(Step::Key).collect(),
            HoldKey(key) => {
                vec![Step::Hold(key_names::parse(key).unwrap()[0], HELD), Step::Wait(1)]
            }
            Wait(frames) => vec![Step::Wait(frames)],
        }
    }

    fn check(&mut self, stage: &Stage) {
        for then in stage.then {
            self.check_that(*then, stage.why);
        }
    }

    fn check_that(&mut self, then: Then, why: &str) {
        let part = |picture: &[u32], area: Rect| -> Vec<u32> {
            let rows = picture.chunks_exact(SIZE.width as usize);
            let rows = rows.skip(area.y as usize).take(area.height as usize);
            rows.flat_map(|row| row[area.x as usize..area.right() as usize].to_vec()).collect()
        };
        match then {
            There(names) => names.iter().for_each(|name| drop(self.known(name).clone())),
            Gone(names) => {
                for name in names {
                    let found = Self::find(&self.targets, name);
                    assert!(found.is_none(), "{why}: there is still {found:?}");
                }
            }
            Turned(name) => {
                let area = self.known(name).area;
                assert!(
                    part(&self.before.0, area) != part(&self.picture, area),
                    "{why}: as before"
                );
            }
            Held(wanted) => {
                let area = picture_pane();
                let same = part(&self.before.0, area) == part(&self.picture, area);
                assert_eq!(same, wanted, "{why}");
            }
            Saved(file) => self.saved.push((file, [self.before.0.clone(), self.picture.clone()])),
        }
    }
}

/// True of what is the beginning of several names.
fn is_beginning(name: &str) -> bool {
    name.ends_with(' ') || name.ends_with("-class")
}

/// Where the camera's picture lies, its buttons left out.
fn picture_pane() -> Rect {
    let outline = &roster().outlines()[0];
    let mut dashboard = Dashboard::default();
    dashboard.arrange(SIZE, outline, &Selection::default(), &Rooms::default());
    let panes = dashboard.panes();
    let area = panes.iter().find(|(pane, _)| *pane == Pane::Picture).unwrap().1;
    area.inset_by(area.width / 4, area.height / 4)
}

impl Screen for Visitor<'_> {
    fn poll(&mut self) -> Vec<Event> {
        while self.left == 0 {
            if let Some(act) = self.acts.pop_front() {
                self.under_way = Script::new(self.steps(act));
                self.left = self.under_way.frames();
                continue;
            }
            if let Some(stage) = self.stage.take() {
                self.check(stage);
                self.before = (self.picture.clone(), self.targets.clone());
                self.done += 1;
            }
            let Some((stage, acts)) = self.stages.pop_front() else { return Vec::new() };
            self.stage = Some(stage);
            self.acts = acts.iter().copied().collect();
        }
        self.left -= 1;
        self.under_way.poll(&self.targets).unwrap()
    }

    fn size(&self) -> Size {
        SIZE
    }

    fn wants_targets(&self) -> bool {
        true
    }

    fn offer(&mut self, targets: Vec<Touchable>) {
        self.targets = targets;
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        assert_eq!(size, SIZE);
        self.picture.clear();
        self.picture.extend_from_slice(&pixels[..size.area()]);
        Ok(())
    }
}

/// The default network, and those beside it.
fn roster() -> NetworkRoster {
    let choice = NetworkChoice { name: "efficientnet_lite0".into(), ..NetworkChoice::default() };
    NetworkRoster::new(&choice).unwrap()
}

/// A visit by one of the two, and the way out.
fn go(by: impl Fn(&'static Stage) -> &'static [Act], out: &'static [Act]) -> [bool; 2] {
    let folder = tempfile::tempdir().unwrap();
    let the_way_out = stage("the way out", &[], &[], &[]);
    let mut visitor = Visitor::new(VISIT, by);
    visitor.stages.push_back((&the_way_out, out));
    let settings = Settings {
        // Far more than it takes: what ends it is the visitor.
        frames: Some(5000),
        folder: folder.path().to_owned(),
        ..Settings::new(Pacing::Unpaced)
    };
    let supply = Supply::new(Some(&SourceSpec::Reel));
    let report = run(settings, supply, roster(), &mut visitor, &AtomicBool::new(false)).unwrap();
    assert_eq!(visitor.done, VISIT.len(), "it ended too early, or never");
    assert!(report.frames < 5000, "it does not end when it is told to");
    let outlines = roster().outlines();
    assert!(outlines.len() > 1, "no network to change to: scripts/setup fetches them");
    assert_eq!(report.engaged.outline.name, outlines[1].name);
    let (file, pictures) = &visitor.saved[0];
    let saved = image::open(folder.path().join(file)).unwrap().to_rgb8();
    let saved: Vec<u32> =
        saved.pixels().map(|p| u32::from_be_bytes([0, p[0], p[1], p[2]])).collect();
    [0, 1].map(|n| pictures[n] == saved)
}

#[test]
fn a_visit_by_a_finger_alone() {
    let saved = go(|stage| stage.finger, &[Touch("button quit")]);
    // Not the page on which it was asked for.
    assert_eq!(saved, [false, true], "another picture was saved");
}

#[test]
fn a_visit_by_a_keyboard_alone() {
    go(|stage| stage.keyboard, &[Keys("q")]);
}

/// A recording of the reel begun and ended by these entries, before an ffmpeg that keeps what it is
/// fed: the lines of the log that tell of it.
fn recorded(folder: &Path, entries: &str) -> String {
    let fake = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fake_ffmpeg");
    let output = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["render", "reel", "--network", "squeezenet1_1", "--random-weights"])
        .args(["--size", &SIZE.to_string(), "--frames", "5000", "--keys", entries])
        .args(["--out", "out.png"])
        .current_dir(folder)
        .env("PATH", format!("{fake}:{}", std::env::var("PATH").unwrap()))
        .env("RUST_LOG", "info")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn a_recording_is_begun_and_ended_by_a_finger_alone_and_by_a_keyboard_alone() {
    let outline = &roster().outlines()[0];
    let mut dashboard = Dashboard::default();
    dashboard.arrange(SIZE, outline, &Selection::default(), &Rooms::default());
    let bar = dashboard.panes().iter().find(|(pane, _)| *pane == Pane::Doors).unwrap().1;
    let Point { x, y } = Point::new(bar.right() - 40, bar.middle().y);
    let hold = format!("Press@{x},{y} Wait:{HELD} Lift@{x},{y}");
    let finger = format!(
        "{hold} Touch:'button record' Wait:9 {hold} Touch:'button record' Wait:3 {hold} \
         Touch:'button quit'"
    );
    for (entries, least) in [(finger.as_str(), 9 + HELD), ("Right r Wait:9 r Wait:3 q", 9)] {
        let folder = tempfile::tempdir().unwrap();
        let said = recorded(folder.path(), entries);
        let (_, rest) = said.split_once("recorded deepvis-001.mp4: ").unwrap_or_else(|| {
            panic!("{entries}: nothing is recorded: {said}");
        });
        let pictures = rest.split_once(" s, ").unwrap().1.split_once(' ').unwrap().0;
        let pictures: u32 = pictures.parse().unwrap();
        assert!((least..least + 5).contains(&pictures), "{entries}: {pictures} pictures");
        assert!(fs::metadata(folder.path().join("deepvis-001.mp4")).unwrap().len() > 100_000);
    }
}
