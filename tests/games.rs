//! The games behind door 8, each won and lost by keys and touches before a real network.
//!
//! The pictures are a clip of one a second of the reel's cat, so that a minute passes in sixty
//! frames.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use deepvis::control::key_names;
use deepvis::engine::choice::NetworkChoice;
use deepvis::engine::roster::NetworkRoster;
use deepvis::geometry::Size;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run};
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::script::Step;
use deepvis::source::{SourceSpec, load};
use deepvis::view::palette::NOTICE;

const SIZE: Size = Size::new(1280, 800);

/// So many pixels at least are those of what is said where a game is lost.
const SAID: usize = 150;

fn photo() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference/chelsea-224.png")
}

/// A clip of one picture a second: the photo, every other time moved to the right by so many
/// pixels.
fn clip(folder: &Path, moved: usize) -> PathBuf {
    let photo = load(&photo()).unwrap();
    let (width, height) = (photo.size.width as usize, photo.size.height as usize);
    // Luma alone: JPEG's weights (ITU-T T.871).
    let luma = |pixel: &[u8]| {
        let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
        (0.299 * r + 0.587 * g + 0.114 * b).round() as u8
    };
    let chroma = |pixel: &[u8]| {
        let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
        let y = 0.299 * r + 0.587 * g + 0.114 * b;
        [(b - y) * 0.564 + 128.0, (r - y) * 0.713 + 128.0].map(|value| value.round() as u8)
    };
    let mut bytes =
        format!("YUV4MPEG2 W{width} H{height} F1:1 C444 XCOLORRANGE=FULL\n").into_bytes();
    for frame in 0..2 {
        let by = if frame == 0 { 0 } else { moved };
        let pixels = (0..height * width).map(|n| {
            let column = (n % width).saturating_sub(by);
            let at = 3 * (n / width * width + column);
            &photo.rgb[at..at + 3]
        });
        bytes.extend(b"FRAME\n");
        bytes.extend(pixels.clone().map(luma));
        (0..2).for_each(|plane| bytes.extend(pixels.clone().map(|pixel| chroma(pixel)[plane])));
    }
    let path = folder.join("cat.y4m");
    fs::write(&path, bytes).unwrap();
    path
}

/// What is on the screen after these steps: what can be touched, and how many pixels have the
/// colour in which it is said that a game is lost.
struct Seen {
    targets: Vec<String>,
    notices: usize,
}

impl Seen {
    fn offers(&self, name: &str) -> bool {
        self.targets.iter().any(|target| target == name)
    }
}

fn play(source: &Path, steps: &[Step], pictures: Option<PathBuf>) -> Seen {
    let spec: SourceSpec = source.to_str().unwrap().parse().unwrap();
    let frames: u32 = 2 + steps.iter().map(Step::frames).sum::<u32>();
    let mut screen = Offscreen::with_script(SIZE, steps.iter().cloned());
    let settings = Settings { frames: Some(frames.into()), ..Settings::new(Pacing::Unpaced) };
    let choice = NetworkChoice { name: "efficientnet_lite0".into(), ..NetworkChoice::default() };
    let roster = NetworkRoster::new(&choice).unwrap().with_pictures(pictures);
    run(settings, Supply::new(Some(&spec)), roster, &mut screen, &AtomicBool::new(false)).unwrap();
    assert_eq!(screen.problem(), None);
    let notice = screen.picture().0.iter().filter(|&&pixel| pixel == NOTICE).count();
    let targets = screen.targets().iter().map(|target| target.name.clone()).collect();
    Seen { targets, notices: notice }
}

fn keys(text: &str) -> Vec<Step> {
    key_names::parse(text).unwrap().into_iter().map(Step::Key).collect()
}

/// To the page of a game, and Start; then these steps.
fn started(page: &str, then: Vec<Step>) -> Vec<Step> {
    let start = keys(&format!("8 {page}")).into_iter();
    let start = start.chain([Step::Wait(2), Step::Touch("button start".into()), Step::Wait(2)]);
    // What can be touched is known where a script points at something.
    start.chain(then).collect()
}

#[test]
fn hide_it_is_won_by_hiding_and_lost_by_doing_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let clip = clip(folder.path(), 0);
    // From the middle to the left and the right, the largest rubber.
    let mut rub = keys("+");
    for _ in 0..3 {
        rub.extend(keys("space Left space Up space Right space Right space Down space Left"));
        rub.push(Step::Wait(2));
    }
    let won = play(&clip, &started("j", rub), None);
    assert!(!won.offers("rubber") && won.notices < SAID, "{} {:?}", won.notices, won.targets);
    let runs = play(&clip, &started("j", vec![Step::Wait(10)]), None);
    assert!(runs.offers("rubber"), "{:?}", runs.targets);
    let lost = play(&clip, &started("j", vec![Step::Wait(20)]), None);
    assert!(!lost.offers("rubber") && lost.notices >= SAID, "{}", lost.notices);
}

#[test]
fn flip_it_is_won_by_moving_and_lost_by_holding_still() {
    let folder = tempfile::tempdir().unwrap();
    let lasts = vec![Step::Wait(31)];
    let lost = play(&clip(folder.path(), 0), &started("g", lasts.clone()), None);
    assert!(lost.notices >= SAID, "{}", lost.notices);
    let won = play(&clip(folder.path(), 3), &started("g", lasts), None);
    assert!(won.notices < SAID, "{}", won.notices);
}

#[test]
fn fool_it_is_won_by_its_pixels_and_lost_by_doing_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let clip = clip(folder.path(), 0);
    let change = vec![Step::Touch("button act".into()), Step::Wait(50)];
    let won = play(&clip, &started("f", change), None);
    assert!(!won.offers("button act") && won.notices < SAID, "{} {:?}", won.notices, won.targets);
    let lost = play(&clip, &started("f", vec![Step::Wait(60)]), None);
    assert!(!lost.offers("button act") && lost.notices >= SAID, "{}", lost.notices);
}

#[test]
fn against_it_one_of_four_words_wins_and_doing_nothing_loses() {
    let folder = tempfile::tempdir().unwrap();
    let clip = clip(folder.path(), 0);
    let pictures = folder.path().join("pictures");
    fs::create_dir(&pictures).unwrap();
    fs::copy(photo(), pictures.join("cat.png")).unwrap();
    let play = |then: Vec<Step>| play(&clip, &started("a", then), Some(pictures.clone()));
    let mut wins = 0;
    for word in ["first", "second", "third", "fourth"] {
        // Within the first levels; then the round's end, and the game's.
        let touch = Step::Touch(format!("button {word}-word"));
        let seen = play(vec![touch, Step::Wait(8)]);
        assert!(!seen.offers("button first-word"), "{:?}", seen.targets);
        wins += usize::from(seen.notices < SAID);
    }
    assert_eq!(wins, 1);
    let lost = play(vec![Step::Wait(20)]);
    assert!(!lost.offers("button first-word") && lost.notices >= SAID, "{}", lost.notices);
}
