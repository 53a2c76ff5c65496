//! The games behind door 8, each won and lost by keys and touches before a real network.
//!
//! The pictures are a clip of a few a second of the reel's cat, so that a minute passes in few
//! frames. A hand waits until what it is to touch is there, however fast the background jobs are.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use deepvis::control::key_names;
use deepvis::engine::choice::NetworkChoice;
use deepvis::engine::roster::NetworkRoster;
use deepvis::error::Result;
use deepvis::geometry::Size;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run};
use deepvis::screen::{Event, KeyPress, Screen, Touchable};
use deepvis::source::{SourceSpec, load};
use deepvis::view::palette::NOTICE;

const SIZE: Size = Size::new(1280, 800);

/// So many pixels at least are those of what is said where a game is lost.
const SAID: usize = 150;

fn photo() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference/chelsea-224.png")
}

/// A clip of so many pictures a second: the photo, every other time moved to the right by so many
/// pixels.
fn clip(folder: &Path, rate: usize, moved: usize) -> PathBuf {
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
        format!("YUV4MPEG2 W{width} H{height} F{rate}:1 C444 XCOLORRANGE=FULL\n").into_bytes();
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

/// What a hand does, one after the other.
#[derive(Debug, Clone)]
enum Act {
    /// Taps a key.
    Key(KeyPress),
    /// Waits until this can be touched, and touches it.
    Touch(String),
    /// Waits until this can be touched.
    For(&'static str),
    /// Waits until this cannot be touched any more.
    Until(&'static str),
    /// Lets so many frames pass.
    Wait(u32),
}

/// A hand, and a screen that keeps what is on it.
struct Hand {
    acts: VecDeque<Act>,
    /// Where the finger is down.
    down: Option<Event>,
    targets: Vec<Touchable>,
    pixels: Vec<u32>,
}

impl Hand {
    fn new(acts: Vec<Act>) -> Self {
        let acts = acts.into();
        Self { acts, down: None, targets: Vec::new(), pixels: Vec::new() }
    }

    fn offers(&self, name: &str) -> bool {
        self.targets.iter().any(|target| target.name == name)
    }

    /// How much of the screen has the colour in which it is said that a game is lost.
    fn notices(&self) -> usize {
        self.pixels.iter().filter(|&&pixel| pixel == NOTICE).count()
    }
}

impl Screen for Hand {
    fn poll(&mut self) -> Vec<Event> {
        if let Some(lift) = self.down.take() {
            return vec![lift];
        }
        let Some(act) = self.acts.front().cloned() else { return vec![Event::Closed] };
        let (is_done, events) = match act {
            Act::Key(press) => (true, vec![Event::Press(press), Event::Release(press.key)]),
            Act::Touch(name) => match self.targets.iter().find(|target| target.name == name) {
                Some(target) => {
                    let at = target.area.middle();
                    self.down = Some(Event::Lift(at));
                    (true, vec![Event::Click(at)])
                }
                None => (false, Vec::new()),
            },
            Act::For(name) => (self.offers(name), Vec::new()),
            Act::Until(name) => (!self.offers(name), Vec::new()),
            Act::Wait(frames) => {
                if let Some(Act::Wait(left)) = self.acts.front_mut() {
                    *left = left.saturating_sub(1);
                }
                (frames <= 1, Vec::new())
            }
        };
        if is_done {
            self.acts.pop_front();
        }
        events
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
        self.pixels = pixels[..size.area()].to_vec();
        Ok(())
    }
}

/// What is on the screen after this has been done.
fn play(source: &Path, acts: Vec<Act>, pictures: Option<PathBuf>) -> Hand {
    let spec: SourceSpec = source.to_str().unwrap().parse().unwrap();
    let mut hand = Hand::new(acts);
    // Far more than anything here takes.
    let settings = Settings { frames: Some(20_000), ..Settings::new(Pacing::Unpaced) };
    let choice = NetworkChoice { name: "efficientnet_lite0".into(), ..NetworkChoice::default() };
    let roster = NetworkRoster::new(&choice).unwrap().with_pictures(pictures);
    run(settings, Supply::new(Some(&spec)), roster, &mut hand, &AtomicBool::new(false)).unwrap();
    assert!(hand.acts.is_empty(), "it never came to {:?}", hand.acts);
    hand
}

fn keys(text: &str) -> Vec<Act> {
    key_names::parse(text).unwrap().into_iter().map(Act::Key).collect()
}

/// To the page of a game, and Start; then this.
fn started(page: &str, then: Vec<Act>) -> Vec<Act> {
    let start = keys(&format!("8 {page}")).into_iter();
    start
        .chain([Act::Wait(2), Act::Touch("button start".into()), Act::Wait(2)])
        .chain(then)
        .collect()
}

#[test]
fn hide_it_is_won_by_hiding_and_lost_by_doing_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let clip = clip(folder.path(), 1, 0);
    // The largest rubber, from between the cat's eyes over one of them: at the first stroke it says
    // another word, and should another processor need more, more follow.
    let mut rub = keys("+ space Up space Up space Left space Left space Down space Down space");
    rub.push(Act::Until("rubber"));
    let won = play(&photo(), started("j", rub), None);
    assert!(won.notices() < SAID, "{}", won.notices());
    let runs = play(&clip, started("j", vec![Act::Wait(10)]), None);
    assert!(runs.offers("rubber"), "{:?}", runs.targets);
    let lost = play(&clip, started("j", vec![Act::Until("rubber"), Act::Wait(1)]), None);
    assert!(lost.notices() >= SAID, "{}", lost.notices());
}

#[test]
fn flip_it_is_won_by_moving_and_lost_by_holding_still() {
    let folder = tempfile::tempdir().unwrap();
    let lasts = vec![Act::Wait(32)];
    let lost = play(&clip(folder.path(), 1, 0), started("g", lasts.clone()), None);
    assert!(lost.notices() >= SAID, "{}", lost.notices());
    let won = play(&clip(folder.path(), 1, 2), started("g", lasts), None);
    assert!(won.notices() < SAID, "{}", won.notices());
}

#[test]
fn fool_it_is_won_by_its_pixels_and_lost_by_doing_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // A minute of as many frames as the job may need.
    let change = vec![Act::Touch("button act".into()), Act::Until("button act"), Act::Wait(1)];
    let won = play(&clip(folder.path(), 30, 0), started("f", change), None);
    assert!(won.notices() < SAID, "{}", won.notices());
    let wait = vec![Act::Until("button act"), Act::Wait(1)];
    let lost = play(&clip(folder.path(), 1, 0), started("f", wait), None);
    assert!(lost.notices() >= SAID, "{}", lost.notices());
}

#[test]
fn against_it_one_of_four_words_wins_and_doing_nothing_loses() {
    let folder = tempfile::tempdir().unwrap();
    let clip = clip(folder.path(), 4, 0);
    let pictures = folder.path().join("pictures");
    fs::create_dir(&pictures).unwrap();
    fs::copy(photo(), pictures.join("cat.png")).unwrap();
    let play = |then: Vec<Act>| play(&clip, started("a", then), Some(pictures.clone()));
    let mut wins = 0;
    for word in ["first", "second", "third", "fourth"] {
        // Touched at once; then the round's end, and the game's.
        let touch = Act::Touch(format!("button {word}-word"));
        let seen = play(vec![touch, Act::Wait(24)]);
        assert!(!seen.offers("button first-word"), "{:?}", seen.targets);
        wins += usize::from(seen.notices() < SAID);
    }
    assert_eq!(wins, 1);
    // There, and gone again: the network was faster.
    let word = "button first-word";
    let lost = play(vec![Act::For(word), Act::Until(word), Act::Wait(24)]);
    assert!(!lost.offers(word) && lost.notices() >= SAID, "{}", lost.notices());
}
