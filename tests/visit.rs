//! Tests of a visit: keys and mouse on the offscreen screen, with a real network and a still photo.
//!
//! Its weights are made up. The photo does not move, so that a picture changes only where somebody
//! has done something.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use deepvis::control::key_names;
use deepvis::dynamics::history::MOST_EVIDENCE;
use deepvis::engine::Roster;
use deepvis::engine::choice::NetworkChoice;
use deepvis::engine::roster::NetworkRoster;
use deepvis::error::Result;
use deepvis::geometry::{Point, Size};
use deepvis::network::WeightsFrom;
use deepvis::network::outline::Outline;
use deepvis::pipeline::supply::Supply;
use deepvis::pipeline::{Pacing, Settings, run};
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::script::Step;
use deepvis::screen::{Event, Screen, Touchable};
use deepvis::source::SourceSpec;

const SIZE: Size = Size { width: 1280, height: 800 };

/// The last line says how long a picture took, which is never the same.
const LAST_LINE: i32 = 60;

/// Keeps every picture, without its last line.
struct Witness {
    screen: Offscreen,
    pictures: Vec<Vec<u32>>,
}

impl Screen for Witness {
    fn poll(&mut self) -> Vec<Event> {
        self.screen.poll()
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        let shown = size.width * (size.height - LAST_LINE);
        self.pictures.push(pixels[..shown as usize].to_vec());
        Ok(())
    }
}

fn roster() -> NetworkRoster {
    let choice = NetworkChoice {
        name: "squeezenet1_1".into(),
        weights: WeightsFrom::Random,
        ..NetworkChoice::default()
    };
    NetworkRoster::new(&choice).unwrap()
}

/// The last picture, once the scales of brightness have settled: they fall slowly from what was
/// seen on the way.
fn end_of(events: &[Event]) -> Vec<u32> {
    let rest = std::iter::repeat_n(Event::Hover(Point::new(1, 1)), 20);
    let events: Vec<Event> = events.iter().copied().chain(rest).collect();
    visit(&events).pop().unwrap()
}

/// The picture after each event, the first being the one before all of them.
fn visit(events: &[Event]) -> Vec<Vec<u32>> {
    let screen = Offscreen::with_events(SIZE, events.iter().copied());
    let mut witness = Witness { screen, pictures: Vec::new() };
    show(&mut witness, events.len() as u64 + 1);
    witness.pictures
}

/// So many pictures of the photo on this screen.
fn show(screen: &mut dyn Screen, frames: u64) {
    let photo =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference/chelsea-224.png");
    let photo: SourceSpec = photo.to_str().unwrap().parse().unwrap();
    let settings = Settings { frames: Some(frames), ..Settings::new(Pacing::Unpaced) };
    let stop = AtomicBool::new(false);
    run(settings, Supply::new(Some(&photo)), roster(), screen, &stop).unwrap();
}

/// What can be touched once this has been touched, the picture resting for a while then.
fn targets_after(touched: &[&str]) -> Vec<Touchable> {
    let touches = touched.iter().map(|name| Step::Touch((*name).to_owned()));
    let mut screen = Offscreen::with_script(SIZE, touches.chain([Step::Wait(3)]));
    show(&mut screen, touched.len() as u64 + 4);
    assert_eq!(screen.problem(), None);
    screen.targets().to_vec()
}

/// Where that can be touched.
fn middle(targets: &[Touchable], name: &str) -> Point {
    let named = targets.iter().find(|target| target.name == name);
    named.unwrap_or_else(|| panic!("no {name} in {targets:?}")).area.middle()
}

/// A short touch of this place.
fn tap(at: Point) -> [Event; 2] {
    [Event::Click(at), Event::Lift(at)]
}

fn keys(text: &str) -> Vec<Event> {
    key_names::parse(text).unwrap().into_iter().map(Event::Press).collect()
}

#[test]
fn every_key_of_a_visit_changes_the_picture() {
    // The experiments, then down to a unit and its pixels, through all the ways to ask, all the
    // ways to draw, every switch, the search, and back.
    let script = "k k l + - > < l [ Esc L i Esc L T T Right Enter A A / 2 1 Enter Right Left . , Enter b b m m m b P b B d d = = Right 0 0 9 9 z z a a z \
                  t t g p p p p p Enter / r e l u Down Enter h h ? ? i i 1 o o o j j 2 4 5 F1 F2 F4 F5 1 ! ! S S Esc";
    let pictures = visit(&keys(script));
    let names: Vec<&str> = script.split_whitespace().collect();
    assert_eq!(pictures.len(), names.len() + 1, "a key changed nothing at all");
    for (n, pair) in pictures.windows(2).enumerate() {
        assert!(pair[0] != pair[1], "{} (key {n}) changed nothing", names[n]);
    }
}

#[test]
fn a_flip_that_is_looked_at_stays_however_much_happens_meanwhile() {
    // The third photo of the reel, a portrait, makes it change its mind ten times a second.
    let frames = 130;
    let (pictures, flips) = {
        let mut script = vec![Event::Hover(Point::new(1, 1)); frames];
        (script[0], script[1], script[30]) = (keys("e")[0], keys("e")[0], keys("[")[0]);
        let screen = Offscreen::with_events(SIZE, script);
        let mut witness = Witness { screen, pictures: Vec::new() };
        let settings =
            Settings { frames: Some(frames as u64 + 1), ..Settings::new(Pacing::Unpaced) };
        let choice =
            NetworkChoice { name: "efficientnet_lite0".into(), ..NetworkChoice::default() };
        let roster = NetworkRoster::new(&choice).unwrap();
        let supply = Supply::new(Some(&SourceSpec::Reel));
        let report = run(settings, supply, roster, &mut witness, &AtomicBool::new(false)).unwrap();
        (witness.pictures, report.flips.count())
    };
    assert!(flips > 2 * MOST_EVIDENCE as u64, "{flips} flips are not enough to let one go");
    // Where the pictures of the flip stand.
    let part = |picture: &[u32]| -> Vec<u32> {
        let rows = picture.chunks_exact(SIZE.width as usize).skip(80).take(120);
        rows.flat_map(|row| row[20..480].to_vec()).collect()
    };
    let shown = part(&pictures[35]);
    assert!(shown.iter().any(|&pixel| pixel != shown[0]), "nothing to be seen");
    assert!(part(pictures.last().unwrap()) == shown, "it was let go");
}

#[test]
fn the_mouse_leads_to_the_same_unit_as_the_keys() {
    let outlines = roster().outlines();
    let outline: &Arc<Outline> = &outlines[0];
    let shown = outline.blocks[3].shown;
    let on_the_wall = middle(&targets_after(&[]), "step 4");
    let inside = targets_after(&["step 4"]);
    // Not the one that is selected anyhow.
    let squares = inside.iter().filter(|target| target.name.starts_with("square "));
    let name = squares.map(|target| target.name.as_str()).nth(5).unwrap();
    let square = middle(&inside, name);
    let channel: usize = name.strip_prefix(&format!("square {shown} ")).unwrap().parse().unwrap();
    let closer = middle(&targets_after(&["step 4", name]), "button closer");
    // A touch opens the layer, one selects the unit, and one of the button shows it alone. The
    // layer is read before its squares can be touched.
    let rest = [Event::Hover(Point::new(1, 1)); 3];
    let mouse: Vec<Event> = [on_the_wall, square, closer]
        .into_iter()
        .flat_map(|at| tap(at).into_iter().chain(rest))
        .collect();
    let by_mouse = end_of(&mouse);
    // The wheel does the same: it means what is under the pointer.
    let notch = Event::Wheel { away: true };
    let wheel = [Event::Hover(on_the_wall), notch].into_iter().chain(rest);
    let wheel: Vec<Event> = wheel.chain([Event::Hover(square), notch]).collect();
    let by_wheel = end_of(&wheel);
    let typed = |text: &str| text.chars().flat_map(|typed| [typed, ' ']).collect::<String>();
    let (layer, number) = (typed(&outline.layers[shown].name), typed(&(channel + 1).to_string()));
    let by_keys = end_of(&keys(&format!("/ {layer}: {number}Enter Enter")));
    assert!(by_mouse == by_keys, "the mouse led elsewhere");
    assert!(by_wheel == by_keys, "the wheel led elsewhere");
    assert!(by_mouse != end_of(&[]));
}
