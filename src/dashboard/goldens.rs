//! Golden tests: each pane of made-up readings, pixel by pixel as the PNG in `tests/golden`.
//!
//! `UPDATE_GOLDEN=1` renews those that differ; a failure leaves expected | difference | actual in
//! `target/golden`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use deepvis_camera::{Held, PowerLine, Tuned};
use image::{Rgb, RgbImage};

use super::*;
use crate::attribution::Method;
use crate::canvas::color::channels;
use crate::control::action::{Action, Direction, Stroke};
use crate::control::appearance::{Appearance, Colors};
use crate::control::depths::{self, Depths};
use crate::control::door::Door;
use crate::control::find::Find;
use crate::control::keyboard::Keyboard;
use crate::control::zoom::Zoom;
use crate::dynamics::activity::Activity;
use crate::dynamics::history::History;
use crate::exhibit;
use crate::exhibit::changes::{CHAIR, CHAIR_AGAIN, HOW_LITTLE};
use crate::exhibit::clock::CLOCK;
use crate::exhibit::counts::{BY_PIXEL, LARGER_SQUARE, OCCLUSION, REMOVAL};
use crate::exhibit::findings::Findings;
use crate::exhibit::minds::{OTHER_NETWORK, TWO_NETWORKS};
use crate::exhibit::play::{BOX, DUEL, START};
use crate::frame::{Frame, Picture};
use crate::geometry::Point;
use crate::made_up;
use crate::network::backward::Rule;
use crate::network::guess::Guess;
use crate::network::labels::named;
use crate::screen::Touchable;
use crate::snapshot::{Snapshot, Without};
use crate::source::{Complaint, Mains};
use crate::view::facts::Facts;
use crate::view::status::{Status, Trouble};
use crate::view::target::{Hover, What, at};

/// A dashboard with everything on it, and the pixels it drew.
pub(super) struct Shown {
    dashboard: Dashboard,
    pub(super) targets: Vec<Target>,
    names: Vec<Touchable>,
    pub(super) pixels: Vec<u32>,
    pub(super) size: Size,
}

#[derive(Clone)]
pub(super) struct Setting {
    pub(super) size: Size,
    pub(super) selection: Selection,
    pub(super) status: Status,
    pub(super) keyboard: Keyboard,
    pub(super) message: Option<&'static str>,
    pub(super) best: [f32; 3],
    /// How much of the probability the listed classes have together.
    pub(super) listed: f32,
    pub(super) untrained: bool,
    pub(super) pointer: Option<Point>,
    /// Instead of the made-up classes.
    pub(super) labels: Option<Arc<[String]>>,
    /// How many classes there are, where these are fewer; with none the answer is not a number.
    pub(super) classes: Option<usize>,
    /// What the network is, beside the usual made-up one.
    pub(super) of: fn(Outline) -> Outline,
    /// True for the moment of a flip.
    pub(super) just_flipped: bool,
    /// What networks the run has.
    pub(super) networks: Vec<Arc<Outline>>,
    /// True where the rooms have seen a picture before they are asked what they want of the next.
    pub(super) seen: bool,
    /// What the rooms hear of the jobs with each picture.
    pub(super) heard: Findings,
    /// What the rooms are told at the start.
    pub(super) told: RoomSettings,
    /// So many tenths of a second lie between two pictures.
    pub(super) apart: u64,
    /// In how many seconds the tour ends.
    pub(super) tour_ends_in: Option<u64>,
}

impl Default for Setting {
    fn default() -> Self {
        let status = Status {
            source: "reel".into(),
            source_fps: 30.0,
            shown_fps: 29.6,
            latency: Duration::from_millis(25),
            device: "CPU".into(),
            precision: "f32",
            still: false,
            camera: true,
            mirrored: true,
            ..Status::default()
        };
        Self {
            size: Size::new(800, 500),
            selection: Selection::default(),
            status,
            keyboard: exhibit::keyboard(),
            message: None,
            best: [0.6, 0.2, 0.4],
            listed: 1.0,
            untrained: false,
            pointer: None,
            labels: None,
            classes: None,
            of: |outline| outline,
            just_flipped: false,
            networks: made_up::networks(),
            seen: false,
            told: RoomSettings::default(),
            heard: Findings::default(),
            apart: 20,
            tour_ends_in: None,
        }
    }
}

impl Setting {
    /// What a key or a touch does.
    pub(super) fn act(&mut self, action: Action) {
        self.act_before(action, &Rooms::default());
    }

    /// The same before rooms that have seen something.
    pub(super) fn act_before(&mut self, action: Action, rooms: &Rooms) {
        let arrangement =
            Arrangement { wall_columns: 3, grid_columns: 8, ..Arrangement::default() };
        let outline = (self.of)(made_up::outline(18, 40));
        self.selection.apply(action, &outline, arrangement, rooms);
    }

    /// Opens door 4 and rubs out a line between two pixels of the network's input.
    pub(super) fn rub(&mut self, from: Point, to: Point) {
        self.seen = true;
        let mut rooms = Rooms::default();
        self.let_see(&mut rooms);
        for action in [Action::Open(Door::Hide), Action::Rub(Stroke { from, to })] {
            self.act_before(action, &rooms);
        }
    }

    /// Shows a picture to the rooms, where they are to have seen one.
    pub(super) fn let_see(&self, rooms: &mut Rooms) {
        if self.seen {
            let outline = Arc::new((self.of)(made_up::outline(18, 40)));
            let seen = made_up::snapshot(&outline, &Plan::default(), 0, 0.6);
            rooms.see(&seen, &self.heard, &History::default(), &self.selection, None);
        }
    }

    pub(super) fn show(&self) -> Shown {
        // Four seconds in which it does not change its mind any more.
        let rest = if self.just_flipped { 0 } else { 2 };
        let bests = self.best.iter().chain([&self.best[2]; 2].into_iter().take(rest));
        let frames: Vec<(u64, f32)> =
            (0..).zip(bests).map(|(n, &best)| (self.apart * n, best)).collect();
        self.show_frames(&frames, |_| {})
    }

    /// These frames, numbers and best shares; `alter` makes of each what it likes.
    pub(super) fn show_frames(
        &self,
        frames: &[(u64, f32)],
        alter: impl Fn(&mut Snapshot),
    ) -> Shown {
        let (dashboard, pixels) = (Dashboard::default(), vec![0; self.size.area()]);
        let targets = Vec::new();
        let names = Vec::new();
        let mut shown = Shown { dashboard, targets, names, pixels, size: self.size };
        self.draw_over(&mut shown, frames, alter);
        shown
    }

    /// The same on a screen that shows something already.
    pub(super) fn draw_over(
        &self,
        shown: &mut Shown,
        frames: &[(u64, f32)],
        alter: impl Fn(&mut Snapshot),
    ) {
        let Shown { dashboard, targets, names, pixels, .. } = shown;
        let outline = made_up::outline(18, 40);
        let labels = self.labels.clone().unwrap_or_else(|| Arc::clone(&outline.labels));
        let outline = Outline { untrained: self.untrained, labels, ..outline };
        let outline = Arc::new((self.of)(outline));
        let unit = Unit { layer: 4, channel: 1 };
        let spotlight = Some(if self.selection.steering { self.selection.unit } else { unit });
        let mut rooms = Rooms::default();
        rooms.hear_networks(&self.networks);
        rooms.hear_settings(&self.told);
        self.let_see(&mut rooms);
        dashboard.arrange(self.size, &outline, &self.selection, &rooms);
        let Inquiry { mut plan, questions } =
            dashboard.inquiry(&outline, &self.selection, spotlight, &rooms);
        let mut depths = Vec::new();
        if self.status.attraction {
            plan.layers = depths::plans(&outline);
            let seen = made_up::snapshot(&outline, &plan, 0, 0.6);
            depths = Depths::default().choose(Some(&seen), &outline, Duration::ZERO);
            plan.units.clone_from(&depths);
        }
        let mut history = History::default();
        let mut activity = Activity::default();
        let mut newest: Option<Snapshot> = None;
        for &(sequence, best) in frames {
            let mut snapshot = made_up::snapshot(&outline, &plan, sequence, best);
            if best < 0.3 {
                snapshot.probabilities.swap(0, 1);
                snapshot.top.swap(0, 1);
                snapshot.top[0].probability = snapshot.probabilities[1];
            }
            snapshot.probabilities.iter_mut().for_each(|share| *share *= self.listed);
            snapshot.top.iter_mut().for_each(|guess| guess.probability *= self.listed);
            if let Some(classes) = self.classes {
                snapshot.top.truncate(classes);
                snapshot.probabilities.truncate(classes);
                let all: f32 = snapshot.probabilities.iter().sum();
                snapshot.probabilities.iter_mut().for_each(|share| *share /= all);
                snapshot.top.iter_mut().for_each(|guess| guess.probability /= all);
            }
            alter(&mut snapshot);
            history.push(&snapshot);
            activity.push(&snapshot);
            rooms.see(&snapshot, &self.heard, &history, &self.selection, None);
            newest = Some(snapshot);
        }
        // What they have seen says how much of the screen a room takes.
        dashboard.arrange(self.size, &outline, &self.selection, &rooms);
        let findings = newest.as_ref();
        let findings = findings.map(|snapshot| made_up::findings(&questions, snapshot));
        let facts = Facts {
            outline: &outline,
            snapshot: newest.as_ref(),
            history: &history,
            activity: &activity,
            status: &self.status,
            keyboard: &self.keyboard,
            names: &self.selection.names,
            appearance: self.selection.appearance,
            frozen: self.selection.frozen,
            newest: None,
        };
        let scene = Scene {
            facts,
            findings: &findings.unwrap_or_default(),
            selection: &self.selection,
            spotlight,
            depths: &depths,
            hover: None,
            pressed: None,
            holding: None,
            tour_ends_in: self.tour_ends_in,
            rooms: &rooms,
            message: self.message,
        };
        *targets = dashboard.targets(&scene);
        // Also in a window of no room for anything.
        *names = dashboard.touchable(&scene);
        let hover = self.pointer.and_then(|at| Hover::new(targets, at));
        let scene = Scene { hover, ..scene };
        dashboard.draw(&scene, &mut Canvas::new(pixels, self.size));
    }
}

impl Shown {
    fn crop(&self, area: Rect) -> RgbImage {
        RgbImage::from_fn(area.width as u32, area.height as u32, |x, y| {
            let index = (area.y as usize + y as usize) * self.size.width as usize
                + area.x as usize
                + x as usize;
            Rgb(channels(self.pixels[index]))
        })
    }

    /// Where a pane lies; none where it has no place.
    pub(super) fn find(&self, wanted: Pane) -> Option<Rect> {
        let panes = self.dashboard.panes();
        panes.into_iter().find(|(pane, _)| *pane == wanted).map(|(_, area)| area)
    }

    pub(super) fn area(&self, wanted: Pane) -> Rect {
        self.find(wanted).unwrap_or_else(|| panic!("{wanted:?} has no place"))
    }

    pub(super) fn pane(&self, wanted: Pane) -> RgbImage {
        self.crop(self.area(wanted))
    }

    pub(super) fn targets(&self) -> &[Target] {
        &self.targets
    }

    pub(super) fn whole(&self) -> RgbImage {
        self.crop(self.size.rect())
    }
}

pub(super) fn golden(name: &str, actual: &RgbImage) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("tests/golden").join(format!("{name}.png"));
    let expected = image::open(&path).map(|image| image.to_rgb8()).ok();
    if expected.as_ref() == Some(actual) {
        return;
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(root.join("tests/golden")).unwrap();
        actual.save(&path).unwrap();
        return;
    }
    let report = triptych(root, name, expected.as_ref(), actual);
    panic!("{name} differs from {}: see {}", path.display(), report.display());
}

fn triptych(root: &Path, name: &str, expected: Option<&RgbImage>, actual: &RgbImage) -> PathBuf {
    let (w, h) = actual.dimensions();
    let at = |image: &RgbImage, x, y| image.get_pixel_checked(x, y).copied().unwrap_or(Rgb([0; 3]));
    let image = RgbImage::from_fn(3 * w, h, |x, y| {
        let (part, x) = (x / w, x % w);
        let before = expected.map_or(Rgb([0; 3]), |image| at(image, x, y));
        let after = at(actual, x, y);
        match part {
            0 => before,
            1 => Rgb(std::array::from_fn(|c| before[c].abs_diff(after[c]).saturating_mul(4))),
            _ => after,
        }
    });
    let folder = root.join("target/golden");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.png"));
    image.save(&path).unwrap();
    path
}

#[test]
fn every_pane_of_the_wall() {
    let shown = Setting::default().show();
    for (name, pane) in [
        ("picture", Pane::Picture),
        ("spotlight", Pane::Spotlight),
        ("legend", Pane::Legend),
        ("wall", Pane::Maps),
        ("answer_unsure", Pane::Answer),
        ("strip_with_flips", Pane::Strip),
        ("doors", Pane::Doors),
        ("foot", Pane::Foot),
    ] {
        golden(name, &shown.pane(pane));
    }
}

#[test]
fn a_flip_for_a_moment_and_for_study() {
    let just_flipped = Setting { just_flipped: true, ..Setting::default() };
    golden("flip_moment", &just_flipped.show().pane(Pane::Spotlight));
    let mut study = Setting::default();
    study.act(Action::PickFlip(20));
    let shown = study.show();
    golden("flip", &shown.pane(Pane::Maps));
    study.act(Action::PickFlip(7));
    golden("flip_let_go", &study.show().pane(Pane::Maps));
}

/// The photo of the cat, from so many of its columns on; and with a square in it.
fn cat(right: u32, thing: bool) -> Picture {
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/chelsea.png");
    let photo = image::open(photo).unwrap().to_rgb8();
    let mut part = image::imageops::crop_imm(&photo, 60 + right, 0, 300, 300).to_image();
    if thing {
        for (x, y, pixel) in part.enumerate_pixels_mut() {
            if (40..110).contains(&x) && (180..260).contains(&y) {
                *pixel = Rgb([30, 60, (90 + x) as u8]);
            }
        }
    }
    Picture::new(Size::new(300, 300), part.into_raw())
}

/// The page of the flip between two pictures, with how sure it was of the two names in each.
fn page_of_flip(size: Size, pictures: &[Picture; 2], sure: [[f32; 2]; 2]) -> RgbImage {
    let mut setting = Setting { size, ..Setting::default() };
    setting.act(Action::PickFlip(20));
    let shown = setting.show_frames(&[(0, 0.6), (20, 0.6), (50, 0.6)], |snapshot| {
        let Frame { sequence, time, scene, captured, .. } = *snapshot.frame;
        let seen = usize::from(sequence > 0);
        let picture = pictures[seen].clone();
        snapshot.crop = picture.size.rect();
        let name = "cat".into();
        snapshot.frame = Arc::new(Frame { picture, sequence, scene, time, captured, name });
        let [old, new] = sure[seen];
        snapshot.probabilities[..2].copy_from_slice(&[old, new]);
        let guesses = [(0, old), (1, new)].map(|(class, probability)| Guess { class, probability });
        snapshot.top = guesses.into();
        if seen == 1 {
            snapshot.top.reverse();
        }
    });
    shown.pane(Pane::Maps)
}

#[test]
fn why_it_changed_its_mind() {
    let size = Size::new(1280, 800);
    let tie = [[0.4, 0.35], [0.33, 0.38]];
    let far = [[0.7, 0.1], [0.2, 0.6]];
    let shift = || [cat(1, false), cat(0, false)];
    golden("why_tie_and_shift", &page_of_flip(size, &shift(), tie));
    let upright = Size::new(600, 1000);
    golden("why_upright", &page_of_flip(upright, &shift(), tie));
    let entered = [cat(0, false), cat(0, true)];
    golden("why_something_came", &page_of_flip(size, &entered, far));
    let nothing = [cat(0, false), cat(0, false)];
    golden("why_unseen", &page_of_flip(size, &nothing, tie));
}

#[test]
fn a_mark_on_the_strip_leads_to_its_flip() {
    let shown = Setting::default().show();
    let flips = |target: &&Target| matches!(target.what, What::Flip(_));
    let marks: Vec<Target> = shown.targets.iter().filter(flips).copied().collect();
    assert_eq!(marks.iter().map(|mark| mark.what).collect::<Vec<_>>(), [20, 40].map(What::Flip));
    for Target { what, area, .. } in marks {
        let middle = Point::new(area.x + area.width / 2, area.y + area.height / 2);
        assert_eq!(at(&shown.targets, middle).map(|target| target.what), Some(what));
    }
}

#[test]
fn on_the_wall_a_touch_means_a_square_with_the_gap_beside_it_or_else_the_block() {
    let shown = Setting::default().show();
    let blocks: Vec<&Target> =
        shown.targets.iter().filter(|target| matches!(target.what, What::Step(_))).collect();
    assert_eq!(blocks.len(), 18);
    let mut squares = 0;
    for square in shown.targets.iter().filter(|target| matches!(target.what, What::Square(_))) {
        squares += 1;
        let layer = square.what.layer();
        if square.area.width > 60 {
            continue; // The one that is enlarged beside the wall.
        }
        let block = blocks.iter().find(|block| block.what.layer() == layer).unwrap();
        assert_eq!(square.area.intersect(block.area), square.area, "{square:?} in {block:?}");
        let corner = Point::new(square.touch.right() - 1, square.touch.bottom() - 1);
        assert_eq!(at(&shown.targets, corner), Some(square));
        let label = Point::new(block.area.x, block.area.y);
        assert_eq!(at(&shown.targets, label), Some(*block));
    }
    assert!(squares > 18, "{squares}");
}

#[test]
fn the_chair_test_before_it_while_it_runs_and_after() {
    // In a small window, and in a large one.
    for (size, name) in [(Size::new(800, 500), "chair"), (Size::new(1280, 800), "chair_large")] {
        let mut setting = Setting { size, just_flipped: true, ..Setting::default() };
        setting.act(CHAIR);
        golden(&format!("{name}_before"), &setting.show().pane(Pane::Maps));
        setting.act(CHAIR_AGAIN);
        golden(name, &setting.show().pane(Pane::Maps));
        setting.just_flipped = false;
        // Eight seconds: it is over.
        golden(&format!("{name}_over"), &setting.show().pane(Pane::Maps));
    }
}

#[test]
fn experiments_that_stand_instead_of_the_wall() {
    let mut setting = Setting::default();
    setting.act(OCCLUSION);
    golden("occlusion", &setting.show().pane(Pane::Maps));
    setting.size = Size::new(1600, 900);
    golden("occlusion_wide", &setting.show().pane(Pane::Maps));
    setting.size = Setting::default().size;
    setting.act(REMOVAL);
    golden("removal", &setting.show().pane(Pane::Maps));
    setting.size = Size::new(1280, 800);
    setting.act(Action::PickUnit(Unit { layer: 16, channel: 5 }));
    let without = |snapshot: &mut Snapshot| {
        let units = [0, 15, 30, 35, 40].map(|channel| Unit { layer: 15, channel: channel % 40 });
        let top = vec![Guess { class: 2, probability: 0.3 }];
        snapshot.without = Some(Without { units: [&units[..], &units[..3]].concat(), top });
    };
    let shown = setting.show_frames(&[(0, 0.6)], without);
    golden("removal_with_one_given_back", &shown.pane(Pane::Maps));
    setting.act(HOW_LITTLE);
    golden("wiggles", &setting.show().pane(Pane::Maps));
}

#[test]
fn why_this_and_not_that_and_the_one_square_that_counts_most() {
    let size = Size::new(1280, 800);
    let labels = Some(named("imagenet_labels.txt").unwrap());
    let mut setting = Setting { size, labels, ..Setting::default() };
    setting.act(Action::Open(Door::Hide));
    golden("contrast_plain", &setting.show().pane(Pane::Maps));
    setting.act(Action::PickClass(2));
    golden("contrast", &setting.show().pane(Pane::Maps));
    // The rival has become the answer: both keep their colours.
    setting.act(Action::PickClass(0));
    setting.act(BY_PIXEL);
    golden("contrast_by_pixel", &setting.show().pane(Pane::Maps));
    setting.act(Action::AnyOther);
    setting.act(BY_PIXEL);
    let plain = setting.show();
    assert!(plain.targets.iter().any(|target| target.what == What::Button(Action::AnyOther)));
    golden("contrast_plain", &plain.pane(Pane::Maps));
}

#[test]
fn the_clock_of_the_last_minutes_flips_and_the_dots_that_can_be_touched() {
    let mut setting = Setting::default();
    setting.act(CLOCK);
    let best = |n: u64| if n.is_multiple_of(3) { 0.2 } else { 0.6 };
    let frames: Vec<(u64, f32)> = (0..40).map(|n| (9 * n, best(n))).collect();
    let shown = setting.show_frames(&frames, |_| {});
    golden("clock", &shown.pane(Pane::Maps));
    let kept = shown.targets.iter().filter(|target| target.area.width == 12);
    assert_eq!(kept.count(), 12, "as many as there are pictures of");
}

#[test]
fn a_part_that_is_rubbed_out_until_the_answer_changes() {
    let (left, middle, right) = (Point::new(50, 60), Point::new(90, 80), Point::new(150, 60));
    for (size, name) in [(Size::new(1280, 800), "rub"), (Size::new(540, 960), "rub_upright")] {
        let mut setting = Setting { size, ..Setting::default() };
        setting.act(Action::Open(Door::Hide));
        golden(name, &setting.show().pane(Pane::Maps));
        setting.rub(left, left);
        golden(&format!("{name}_little"), &setting.show().pane(Pane::Maps));
        setting.rub(left, middle);
        setting.rub(middle, right);
        let changed = setting.show();
        golden(&format!("{name}_changed"), &changed.pane(Pane::Maps));
        golden(&format!("{name}_answer"), &changed.pane(Pane::Answer));
    }
}

#[test]
fn each_stroke_and_each_size_of_the_rubber_is_drawn() {
    let at = Point::new(50, 60);
    let mut setting = Setting { size: Size::new(1280, 800), ..Setting::default() };
    setting.rub(at, at);
    let frames: &[(u64, f32)] = &[(0, 0.6)];
    let mut shown = setting.show_frames(frames, |_| {});
    for larger in [false, true] {
        if larger {
            setting.act(LARGER_SQUARE);
        } else {
            setting.rub(at, Point::new(80, 60));
        }
        let before = shown.pane(Pane::Maps);
        setting.draw_over(&mut shown, frames, |_| {});
        assert!(shown.pane(Pane::Maps) != before, "larger: {larger}");
    }
}

#[test]
fn two_networks_that_agree_that_do_not_and_one_alone() {
    let size = Size::new(1280, 800);
    let mut setting = Setting { size, ..Setting::default() };
    setting.act(TWO_NETWORKS);
    golden("two_networks", &setting.show().pane(Pane::Maps));
    setting.act(OTHER_NETWORK);
    golden("two_networks_differ", &setting.show().pane(Pane::Maps));
    setting.networks.truncate(1);
    golden("one_network", &setting.show().pane(Pane::Maps));
}

#[test]
fn two_networks_in_an_upright_window() {
    let mut setting = Setting { size: Size::new(540, 960), ..Setting::default() };
    setting.act(TWO_NETWORKS);
    golden("two_networks_upright", &setting.show().pane(Pane::Maps));
}

/// The page of "Find it" after these actions, with these things in the box.
fn find_it(size: Size, actions: &[Action], things: &[&str], apart: u64) -> Setting {
    let labels = Some(named("imagenet_labels.txt").unwrap());
    let things = things.iter().map(|&id| id.to_owned()).collect();
    let told = RoomSettings { things, pictures: None };
    let mut setting = Setting { size, labels, told, apart, ..Setting::default() };
    setting.act(Action::Open(Door::Play));
    for &action in actions {
        setting.act(action);
    }
    setting
}

#[test]
fn find_it_before_it_while_it_runs_and_after_it() {
    let size = Size::new(1280, 800);
    let shown = |actions: &[Action], things: &[&str], apart| {
        find_it(size, actions, things, apart).show().pane(Pane::Maps)
    };
    golden("find_ready", &shown(&[], &[], 20));
    golden("find_on_the_table", &shown(&[], &["cup", "banana", "umbrella"], 20));
    golden("find_runs", &shown(&[START], &["cup", "banana", "umbrella"], 20));
    golden("find_won", &shown(&[START], &["fish"], 20));
    golden("find_lost", &shown(&[START], &["cup"], 60));
    golden("find_duel", &shown(&[DUEL], &["cup"], 20));
    golden("find_between", &shown(&[DUEL], &["cup"], 100));
}

#[test]
fn find_it_in_a_small_and_in_an_upright_window() {
    for (size, name) in [(Size::new(800, 500), "small"), (Size::new(540, 960), "upright")] {
        let shown = |actions: &[Action]| find_it(size, actions, &[], 20).show().pane(Pane::Maps);
        golden(&format!("find_ready_{name}"), &shown(&[]));
        golden(&format!("find_runs_{name}"), &shown(&[START]));
    }
}

#[test]
fn what_lies_on_the_table() {
    let size = Size::new(1280, 800);
    golden("box_empty", &find_it(size, &[BOX], &[], 20).show().pane(Pane::Maps));
    // Ten frames in which it is sure of a fish.
    let setting = find_it(size, &[BOX, START], &[], 20);
    let frames: Vec<(u64, f32)> = (0..12).map(|n| (n, 0.6)).collect();
    golden("box", &setting.show_frames(&frames, |_| {}).pane(Pane::Maps));
}

#[test]
fn an_answer_that_is_sure_of_a_long_name() {
    let setting = Setting { best: [0.9, 0.9, 0.97], ..Setting::default() };
    golden("answer_sure", &setting.show().pane(Pane::Answer));
}

#[test]
fn an_open_layer() {
    let selection = Selection {
        zoom: Zoom::Layer,
        steering: true,
        unit: Unit { layer: 4, channel: 9 },
        ..Selection::default()
    };
    let shown = Setting { selection, ..Setting::default() }.show();
    golden("grid", &shown.pane(Pane::Maps));
}

/// A unit of layer 4 looked at this closely.
fn closely(zoom: Zoom) -> Selection {
    let unit = Unit { layer: 4, channel: 8 };
    Selection { zoom, steering: true, unit, ..Selection::default() }
}

fn asking(zoom: Zoom, method: Method) -> Selection {
    let mut selection = closely(zoom);
    selection.study.method = Some(method);
    selection
}

fn shown(selection: Selection) -> Shown {
    Setting { selection, ..Setting::default() }.show()
}

#[test]
fn one_unit_and_what_drives_it() {
    golden("unit", &shown(closely(Zoom::Unit)).pane(Pane::Maps));
    let guided = shown(asking(Zoom::Unit, Method::Backward(Rule::Guided)));
    golden("unit_guided", &guided.pane(Pane::Maps));
    let spotlight = shown(asking(Zoom::Wall, Method::Backward(Rule::Guided)));
    golden("spotlight_guided", &spotlight.pane(Pane::Spotlight));
    golden(
        "unit_grad_cam",
        &shown(asking(Zoom::Unit, Method::GradCam { at: None })).pane(Pane::Maps),
    );
    golden(
        "unit_blank",
        &shown(asking(Zoom::Unit, Method::Backward(Rule::Gradient))).pane(Pane::Maps),
    );
    golden("pixels", &shown(asking(Zoom::Pixels, Method::Backward(Rule::Guided))).pane(Pane::Maps));
}

#[test]
fn two_units_side_by_side_one_of_them_switched_off() {
    let mut selection = asking(Zoom::Unit, Method::Backward(Rule::Guided));
    let outline = made_up::outline(18, 40);
    let places = Arrangement { wall_columns: 3, grid_columns: 8, ..Arrangement::default() };
    for action in [Action::Beside, Action::Move(Direction::Right), Action::SwitchUnit] {
        selection.apply(action, &outline, places, &Rooms::default());
    }
    let shown = shown(selection);
    golden("unit_beside", &shown.pane(Pane::Maps));
}

#[test]
fn signals_and_other_colours_in_an_open_layer() {
    let mut selection = asking(Zoom::Layer, Method::Backward(Rule::Deconvnet));
    selection.study.signals = true;
    golden("grid_signals", &shown(selection.clone()).pane(Pane::Maps));
    selection.appearance.colors = Colors::Toolbox;
    golden("grid_signals_toolbox", &shown(selection).pane(Pane::Maps));
    let appearance = Appearance { colors: Colors::Viridis, boost: true, ..Appearance::default() };
    let viridis = Selection { appearance, ..closely(Zoom::Layer) };
    golden("grid_viridis_boosted", &shown(viridis).pane(Pane::Maps));
}

#[test]
fn the_map_over_the_cameras_picture() {
    let appearance = Appearance { overlay: 1, ..Appearance::default() };
    let selection = Selection { appearance, ..closely(Zoom::Wall) };
    golden("picture_overlay", &shown(selection).pane(Pane::Picture));
}

#[test]
fn statistics_of_an_open_layer() {
    let selection = Selection { statistics: true, ..closely(Zoom::Layer) };
    golden("statistics", &shown(selection).pane(Pane::Maps));
}

#[test]
fn a_search_lists_what_it_finds() {
    let find = Some(Find { text: "cat".into(), chosen: 1 });
    golden("find", &shown(Selection { find, ..Selection::default() }).whole());
}

#[test]
fn the_name_and_the_value_under_the_pointer() {
    let mut setting = Setting { selection: closely(Zoom::Layer), ..Setting::default() };
    setting.pointer = Some(Point::new(setting.size.width / 4, setting.size.height / 2));
    golden("tooltip", &setting.show().pane(Pane::Maps));
}

#[test]
fn every_channel_on_the_wall() {
    let selection = Selection { every_channel: true, ..Selection::default() };
    golden(
        "wall_every_channel",
        &Setting { selection, ..Setting::default() }.show().pane(Pane::Maps),
    );
}

#[test]
fn a_frozen_still_picture_with_a_notice() {
    let mut setting = Setting {
        message: Some("camera 0 is busy: showing the reel instead"),
        ..Setting::default()
    };
    setting.selection.frozen = true;
    setting.status.still = true;
    setting.status.camera = false;
    let shown = setting.show();
    golden("picture_frozen", &shown.pane(Pane::Picture));
    golden("foot_with_a_notice", &shown.pane(Pane::Foot));
    golden("strip_of_a_still", &shown.pane(Pane::Strip));
}

#[test]
fn keys_that_were_changed_are_named_everywhere() {
    let mut keyboard = crate::exhibit::keyboard();
    for (action, keys) in
        [("freeze", &["^"][..]), ("help", &["?", "F11"]), ("full-screen", &[]), ("quit", &["Esc"])]
    {
        let keys: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        keyboard.rebind(action, &keys).unwrap();
    }
    keyboard.rebind("back", &["h".into()]).unwrap();
    assert_eq!(keyboard.conflict(), None);
    let mut setting = Setting { keyboard, ..Setting::default() };
    setting.selection.help = true;
    golden("help_with_other_keys", &setting.show().whole());
}

#[test]
fn a_red_dot_says_that_the_screen_is_recorded() {
    let mut setting = Setting::default();
    setting.status.recording = Some(Duration::from_secs(754));
    golden("foot_recording", &setting.show().pane(Pane::Foot));
}

#[test]
fn a_camera_that_is_gone_or_covered_says_so_on_its_picture() {
    let mut setting = Setting::default();
    setting.status.trouble = Some(Trouble::over("The camera is gone. Looking for it …".into()));
    let shown = setting.show();
    golden("picture_over", &shown.pane(Pane::Picture));
    golden("answer_over", &shown.pane(Pane::Answer));
    let black = "The camera sends black pictures: is its cover closed?";
    let trouble = Trouble { words: black.into(), is_over: false, is_minor: false };
    setting.status.trouble = Some(trouble);
    golden("picture_covered", &setting.show().pane(Pane::Picture));
}

#[test]
fn a_flicker_is_said_along_the_upper_edge_and_leaves_the_picture_to_be_seen() {
    let words = Complaint::Flicker(Some(Mains::Hz50)).words();
    let mut setting = Setting { size: Size::new(1280, 800), ..Setting::default() };
    setting.status.trouble = Some(Trouble { words, is_over: false, is_minor: true });
    golden("picture_flicker", &setting.show().pane(Pane::Picture));
}

#[test]
fn help_and_explanation() {
    let help = Selection { help: true, ..Selection::default() };
    golden("help", &Setting { selection: help, ..Setting::default() }.show().whole());
    let explain = Selection { explain: true, ..Selection::default() };
    golden("explain", &Setting { selection: explain, ..Setting::default() }.show().whole());
}

#[test]
fn what_the_presenter_can_do_and_what_a_kiosk_leaves_of_it() {
    let selection = Selection { help: true, presenter: true, ..Selection::default() };
    let mut setting = Setting { selection, size: Size::new(1280, 800), ..Setting::default() };
    setting.status.tuned = Some(Tuned {
        power_line: Some(PowerLine::Hz50),
        held: Held::ALL.to_vec(),
        low_light_rate: Some(false),
        ..Tuned::default()
    });
    golden("help_for_the_presenter", &setting.show().whole());
    setting.status.kiosk = true;
    setting.message = Some("nothing is recorded in a kiosk");
    setting.size = Size::new(800, 500);
    golden("help_for_the_presenter_of_a_kiosk", &setting.show().whole());
}

#[test]
fn an_untrained_network_says_so_whatever_is_shown() {
    let mut setting = Setting { untrained: true, ..Setting::default() };
    setting.status.precision = "bf16";
    let shown = setting.show();
    let foot = shown.pane(Pane::Foot);
    golden("foot_untrained_bf16", &foot);
    golden("wall_untrained", &shown.pane(Pane::Maps));
    golden("answer_untrained", &shown.pane(Pane::Answer));
    for switch in [|s: &mut Selection| s.help = true, |s: &mut Selection| s.explain = true] {
        setting.selection = Selection::default();
        switch(&mut setting.selection);
        assert_eq!(setting.show().pane(Pane::Foot), foot, "an overlay hides it");
    }
}

#[test]
fn a_window_shrunk_to_nothing_draws_and_names_its_targets_without_a_panic() {
    for (width, height) in [(0, 0), (1, 1), (7, 300), (300, 7), (200, 100), (1280, 95), (400, 260)]
    {
        for zoom in [Zoom::Wall, Zoom::Layer, Zoom::Unit, Zoom::Pixels] {
            let mut setting = Setting { size: Size::new(width, height), ..Setting::default() };
            setting.selection.zoom = zoom;
            setting.selection.study.method = Some(Method::Backward(Rule::Guided));
            for overlay in [false, true] {
                setting.selection.help = overlay;
                let names = setting.show().names;
                let inside =
                    |name: &Touchable| name.area.intersect(setting.size.rect()) == name.area;
                assert!(names.iter().all(inside), "{width}x{height}: {names:?}");
            }
        }
    }
}

#[test]
fn an_unchanged_scene_is_not_drawn_again() {
    let outline = Arc::new(made_up::outline(18, 40));
    let selection = Selection::default();
    let size = Size::new(640, 400);
    let mut dashboard = Dashboard::default();
    dashboard.arrange(size, &outline, &selection, &Rooms::default());
    let snapshot = made_up::snapshot(
        &outline,
        &dashboard.inquiry(&outline, &selection, None, &Rooms::default()).plan,
        0,
        0.5,
    );
    let (history, status) = (History::default(), Status::default());
    let (activity, rooms) = (Activity::default(), Rooms::default());
    let keyboard = exhibit::keyboard();
    let facts = Facts {
        outline: &outline,
        snapshot: Some(&snapshot),
        history: &history,
        activity: &activity,
        status: &status,
        keyboard: &keyboard,
        names: &selection.names,
        appearance: selection.appearance,
        frozen: selection.frozen,
        newest: None,
    };
    let findings = Findings::default();
    let scene = |message| Scene {
        facts,
        findings: &findings,
        selection: &selection,
        spotlight: None,
        depths: &[],
        hover: None,
        pressed: None,
        holding: None,
        tour_ends_in: None,
        rooms: &rooms,
        message,
    };
    let mut pixels = vec![0; size.area()];
    assert!(dashboard.draw(&scene(None), &mut Canvas::new(&mut pixels, size)));
    assert!(!dashboard.draw(&scene(None), &mut Canvas::new(&mut pixels, size)));
    let before = pixels.clone();
    assert!(dashboard.draw(&scene(Some("hello")), &mut Canvas::new(&mut pixels, size)));
    let foot = dashboard.panes().iter().find(|(pane, _)| *pane == Pane::Foot).unwrap().1;
    for (index, (a, b)) in before.iter().zip(&pixels).enumerate() {
        let at = Point::new((index % 640) as i32, (index / 640) as i32);
        assert!(a == b || foot.contains(at), "{at:?} changed outside the last line");
    }
}

/// ImageNet's own classes, which the made-up network then answers with.
fn with_imagenet() -> Setting {
    Setting { labels: Some(named("imagenet_labels.txt").unwrap()), ..Setting::default() }
}

#[test]
fn what_it_knows_stands_below_the_guesses() {
    golden("answer_of_a_thousand", &with_imagenet().show().pane(Pane::Answer));
}

#[test]
fn below_thirty_per_cent_the_answer_is_calm_and_says_that_it_is_not_sure() {
    let setting = Setting { best: [0.6, 0.4, 0.4], listed: 0.6, ..with_imagenet() };
    golden("answer_not_sure", &setting.show().pane(Pane::Answer));
}

#[test]
fn of_two_classes_both_are_listed_and_nothing_else() {
    let setting = Setting { classes: Some(2), best: [0.7; 3], ..Setting::default() };
    golden("answer_of_two", &setting.show().pane(Pane::Answer));
}

#[test]
fn what_is_not_a_number_is_said_to_be_no_answer() {
    let setting = Setting { classes: Some(0), ..Setting::default() };
    golden("answer_not_a_number", &setting.show().pane(Pane::Answer));
}

#[test]
fn where_nobody_moves_the_picture_says_what_to_hold_up() {
    let mut setting = with_imagenet();
    setting.status.quiet = true;
    golden("picture_quiet", &setting.show().pane(Pane::Picture));
    // While it is held still, the picture says nothing of movement; and without classes there is
    // nothing to hold up.
    setting.labels = None;
    assert_eq!(setting.show().pane(Pane::Picture), Setting::default().show().pane(Pane::Picture));
}

/// Nobody is there; before a camera, or a photo is shown.
fn attracting(camera: bool) -> Setting {
    let mut setting = with_imagenet();
    let status = &mut setting.status;
    (status.attraction, status.camera, status.mirrored) = (true, camera, camera);
    setting
}

#[test]
fn while_nobody_is_there_the_screen_calls_whoever_comes_by() {
    let golden_of = |name, setting: &Setting| golden(name, &setting.show().whole());
    let mut setting = attracting(true);
    golden_of("attraction", &setting);
    setting.size = Size::new(480, 720);
    setting.status.moves = true;
    setting.best = [0.6, 0.4, 0.35];
    setting.listed = 0.6;
    golden_of("attraction_upright", &setting);
    golden_of("attraction_photo", &attracting(false));
}

#[test]
fn nothing_but_the_pictures_and_the_answer_moves_while_the_screen_calls() {
    let setting = attracting(true);
    let mut shown = setting.show_frames(&[(0, 0.6)], |_| {});
    let drawn = |shown: &Shown| shown.pixels.clone();
    let before = drawn(&shown);
    setting.draw_over(&mut shown, &[(0, 0.6)], |_| {});
    assert_eq!(drawn(&shown), before);
    let mut woken = attracting(true);
    woken.status.attraction = false;
    woken.draw_over(&mut shown, &[(0, 0.6)], |_| {});
    assert!(drawn(&shown) == woken.show_frames(&[(0, 0.6)], |_| {}).pixels, "a rest of it stays");
}

#[test]
fn a_kiosk_asks_whether_somebody_is_still_there_and_shows_how_long_to_hold_the_key() {
    let mut setting = with_imagenet();
    setting.status.leaves_in = Some(9);
    golden("still_there", &setting.show().whole());
    let mut setting = with_imagenet();
    setting.status.quitting = Some(0.6);
    golden("quitting", &setting.show().whole());
}
