//! Tests that every action is reached by a finger alone and by a keyboard alone, with the
//! exceptions and why they are none.

use deepvis_camera::CameraOrder;

use super::goldens::Setting;
use crate::control::action::{Action, Direction, Stroke};
use crate::control::door::Door;
use crate::control::find::Find;
use crate::control::keymap::{Audience, Entry};
use crate::control::kiosk::refusal;
use crate::exhibit;
use crate::exhibit::changes::CHAIR_TEST;
use crate::exhibit::dreams::deep::ZOOM;
use crate::exhibit::dreams::{
    AGAIN as AGAIN_DREAM, CARDS, DEEP, DREAM_OF_SELECTED, DREAM_OF_TAUGHT, DREAMS, KNOWN, NOISE,
    STRONGER, WEAKER,
};
use crate::exhibit::grow::{GROW, NEXT_DIGIT};
use crate::exhibit::likes::search::memory::{WITH, WITHOUT};
use crate::exhibit::likes::{
    ANOTHER, ASK_OTHER, LIKES, OPPOSITE, PROJECTIONS, RECIPES, SEARCH, SEEN_HERE,
};
use crate::exhibit::play::{
    ACT, AGAINST_IT, BOX, DUEL, FIND_IT, FLIP_IT, FOOL_IT, HIDE_IT, START, TAKE_OUT, WITH_PICTURES,
};
use crate::exhibit::rooms::{Choices, Rooms};
use crate::exhibit::selection::Selection;
use crate::exhibit::teach::learning::{AGAIN, STEP};
use crate::exhibit::teach::show::{MORE, NAME_LAST, NAMES, PLAY_DEPTHS, SHOW, TAKE_AWAY};
use crate::exhibit::teach::{LEARNING, WHY_MINE};
use crate::exhibit::untangle::{NEXT_DATA, PLAY, UNTANGLE};
use crate::exhibit::word_map::{CLOSER, FARTHER, FOLLOW, NEXT_GROUP, WORD_MAP};
use crate::exhibit::{FIRST_TASK, TOUR, TOUR_NEXT};
use crate::geometry::{Point, Rect, Size};
use crate::taps::plan::Unit;
use crate::view::Target;
use crate::view::palette::Metrics;
use crate::view::target::{What, at};

/// All window sizes that a person may have.
const SIZES: [Size; 6] = [
    Size::new(800, 500),
    Size::new(1280, 800),
    Size::new(1600, 900),
    Size::new(1920, 1080),
    Size::new(1080, 1920),
    Size::new(3840, 2160),
];

/// How a finger asks for an action.
enum Finger {
    /// By a touch of what is on this page.
    On(Page),
    /// By what the screen shows or names otherwise.
    Or(&'static str),
}

/// What is on the screen.
#[derive(Debug, Clone, Copy)]
enum Page {
    Wall,
    Help,
    Presenter,
    Search,
    /// A class's, behind door 3: there is something that it likes least.
    LooksFor,
    /// The first game's, behind door 8.
    Games,
    /// The map of the words, closer.
    Words,
    /// Behind door 7, with nothing taught.
    Teach,
    /// The sheet behind door 7.
    Sheet,
    /// The live dream, behind door 6.
    Dreams,
}

/// How a keyboard asks for it.
enum Keyboard {
    /// By a key of its own, until somebody takes that from it.
    Key,
    /// By other keys.
    Or(&'static str),
}

use Finger::{On, Or};
use Keyboard::Key;
use Page::{Dreams, Games, Help, LooksFor, Presenter, Search, Sheet, Teach, Wall, Words};

/// A row for each variant of [`Action`]: an example, and how a finger and a keyboard ask for it.
/// The compiler notices a variant that has none.
macro_rules! ways {
    ($($variant:pat, $example:expr => $finger:expr, $keyboard:expr;)*) => {
        fn ways(action: Action) -> (Finger, Keyboard) {
            match action {
                $($variant => ($finger, $keyboard),)*
            }
        }

        fn examples() -> Vec<Action> {
            vec![$($example),*]
        }
    };
}

const SQUARE: &str = "the step or the square itself is touched";
const ARROWS: &str = "the arrows go there, Enter looks closer";

ways! {
    Action::Open(_), Action::Open(Door::See) => On(Wall), Key;
    Action::Move(Direction::Left | Direction::Right), Action::Move(Direction::Left) =>
        On(LooksFor), Key;
    Action::Move(_), Action::Move(Direction::Up) => Or(SQUARE), Key;
    Action::Leap(_), Action::Leap(Direction::Up) => Or(SQUARE), Key;
    Action::PreviousLayer, Action::PreviousLayer => On(Help), Key;
    Action::NextLayer, Action::NextLayer => On(Help), Key;
    Action::PickUnit(_), Action::PickUnit(Unit { layer: 4, channel: 8 }) =>
        On(Wall), Keyboard::Or(ARROWS);
    Action::PickLayer(_), Action::PickLayer(4) => On(Wall), Keyboard::Or(ARROWS);
    Action::PickClass(_), Action::PickClass(0) =>
        On(Wall), Keyboard::Or("the keys of the best two guesses");
    Action::PickBest, Action::PickBest => On(Help), Key;
    Action::PickSecond, Action::PickSecond => On(Help), Key;
    Action::AnyOther, Action::AnyOther => On(Help), Key;
    Action::Wrong, Action::Wrong => On(Help), Key;
    Action::NoneOfItsWords, Action::NoneOfItsWords =>
        Or("a button where the right word is asked for"),
        Keyboard::Or("it only says that there are no other words: the key for wrong ends the question");
    Action::PreviousPage, Action::PreviousPage => On(Help), Key;
    Action::NextPage, Action::NextPage => On(Help), Key;
    Action::AllLayers, Action::AllLayers => On(Help), Key;
    Action::PickPlace(_), Action::PickPlace(Point::new(1, 2)) =>
        Or("a place of the unit's map is touched"),
        Keyboard::Or("the ring begins at the strongest place; the export names every value");
    Action::Rub(_), Action::Rub(Stroke { from: Point::new(1, 2), to: Point::new(1, 2) }) =>
        Or("a finger that moves over the picture behind door 4"),
        Keyboard::Or("behind door 4 the arrows move the rubber, and Enter rubs");
    Action::Closer, Action::Closer => Or(SQUARE), Key;
    Action::Back, Action::Back => On(Help), Key;
    Action::Zoom, Action::Zoom => On(Help), Key;
    Action::Freeze, Action::Freeze => On(Help), Key;
    Action::PreviousPicture, Action::PreviousPicture => On(Help), Key;
    Action::NextPicture, Action::NextPicture => On(Help), Key;
    Action::Shake, Action::Shake => On(Help), Key;
    Action::SwitchSource, Action::SwitchSource => On(Help), Key;
    Action::NextCamera, Action::NextCamera => On(Presenter), Key;
    Action::Mirror, Action::Mirror => On(Presenter), Key;
    Action::Camera(_), Action::Camera(CameraOrder::Hold) => On(Presenter), Key;
    Action::NextNetwork, Action::NextNetwork => On(Presenter), Key;
    Action::EveryChannel, Action::EveryChannel => On(Help), Key;
    Action::Patterns, Action::Patterns => On(Wall), Key;
    Action::Gamma, Action::Gamma => On(Help), Key;
    Action::Boost, Action::Boost => On(Help), Key;
    Action::Colors, Action::Colors => On(Help), Key;
    Action::Overlay, Action::Overlay => On(Help), Key;
    Action::Statistics, Action::Statistics => On(Help), Key;
    Action::NextMethod, Action::NextMethod => On(Help), Key;
    Action::PreviousMethod, Action::PreviousMethod => On(Help), Key;
    Action::Filter, Action::Filter => On(Help), Key;
    Action::Signals, Action::Signals => On(Help), Key;
    Action::Pin, Action::Pin => On(Help), Key;
    Action::PeakAlone, Action::PeakAlone => On(Help), Key;
    Action::Beside, Action::Beside => On(Help), Key;
    Action::SwitchUnit, Action::SwitchUnit => On(Help), Key;
    Action::SwitchLayer, Action::SwitchLayer => On(Help), Key;
    Action::PickFlip(_), Action::PickFlip(20) =>
        On(Wall), Keyboard::Or("the keys for the change before and after");
    ANOTHER | OPPOSITE | PROJECTIONS | RECIPES | SEARCH, ANOTHER => On(LooksFor), Key;
    LIKES, LIKES => Or("door 3, and there the button of its first page"), Key;
    WITH | WITHOUT, WITH =>
        Or("the two buttons of the page that finds a detector, which are held"), Key;
    SEEN_HERE, SEEN_HERE => Or("where a library lies here, a button below the favourites"), Key;
    ASK_OTHER, ASK_OTHER => Or("where a network that pools is here, a button below the pixels"), Key;
    START | DUEL | BOX | HIDE_IT | FLIP_IT | FOOL_IT | AGAINST_IT | TOUR, START => On(Games), Key;
    FIND_IT, FIND_IT => Or("its card, on the pages of the other games"), Key;
    ACT, ACT => Or("a button of the game that runs"), Key;
    Action::Room("smaller-rubber" | "larger-rubber"), Action::Room("smaller-rubber") =>
        Or("two buttons of Hide it, while it runs"), Key;
    WITH_PICTURES, WITH_PICTURES => Or("a button of the page of what lies on the table"), Key;
    TAKE_OUT, TAKE_OUT => Or("the thing itself is touched, on the same page"), Key;
    FIRST_TASK, FIRST_TASK => Or("a button of what calls whoever comes by"), Key;
    CLOSER | FARTHER | FOLLOW, CLOSER => On(Words), Key;
    NEXT_GROUP, NEXT_GROUP => Or("the button of each group on the map of the words"), Key;
    LEARNING | WHY_MINE, LEARNING => On(Teach), Key;
    STEP | AGAIN, STEP => Or("two buttons of the page How it learns, once two things were taught"), Key;
    Action::Room("show-a" | "show-b"), SHOW[0] => On(Teach), Key;
    Action::Room("show-c" | "show-d"), SHOW[2] =>
        Or("the card of one more thing, once that was asked for"), Key;
    MORE, MORE => On(Teach), Key;
    TAKE_AWAY | PLAY_DEPTHS, TAKE_AWAY =>
        Or("a picture on the map of what was taught is touched; there is a button for each"), Key;
    NAME_LAST, NAME_LAST => Or("the name of each thing that was taught is touched"), Key;
    Action::Room("name-a" | "name-b" | "name-c" | "name-d"), NAMES[0] =>
        Or("the name of a thing that was taught"),
        Keyboard::Or("the key that names the thing that was shown last");
    UNTANGLE, UNTANGLE => On(Teach), Key;
    NEXT_DATA, NEXT_DATA => Or("the small picture of each, on the page of the sheet"), Key;
    Action::Room(
        "untangle-play" | "untangle-back" | "untangle-on" | "untangle-again"
        | "untangle-fewer-layers" | "untangle-more-layers" | "untangle-two-cells"
        | "untangle-three-cells" | "untangle-slower" | "untangle-faster"
    ), PLAY => On(Sheet), Key;
    GROW, GROW => On(Teach), Key;
    Action::Room(
        "grow-play" | "grow-one-step" | "grow-again" | "grow-next-digit" | "grow-clear"
        | "grow-view" | "grow-less" | "grow-more"
    ), NEXT_DIGIT =>
        Or("a button or a knob of the page where a network grows"), Key;
    DREAMS, DREAMS => Or("door 6, and there the button of its first page"), Key;
    DEEP | NOISE | KNOWN, DEEP => On(Dreams), Key;
    AGAIN_DREAM | WEAKER | STRONGER, AGAIN_DREAM => On(Dreams), Key;
    Action::Room("dream-card-1" | "dream-card-2" | "dream-card-3" | "dream-card-4"), CARDS[0] =>
        On(Dreams), Keyboard::Or("the arrows to the left and to the right");
    Action::Room("dream-card-5"), CARDS[4] =>
        Or("its card, where a detector or a taught thing is dreamt of"),
        Keyboard::Or("the arrows to the left and to the right");
    ZOOM, ZOOM => Or("a button of the page where one picture is dreamt deep"), Key;
    DREAM_OF_SELECTED, DREAM_OF_SELECTED => On(LooksFor), Key;
    Action::Room("dream-of-first" | "dream-of-second" | "dream-of-third" | "dream-of-fourth"),
        DREAM_OF_TAUGHT[0] =>
        Or("where door 7 says why, a button for the thing that is explained"), Key;
    TOUR_NEXT, TOUR_NEXT => Or("while a tour runs, the button of its strip"), Key;
    Action::Room(_), CHAIR_TEST => On(Help), Key;
    // What is looked for there is typed: a finger without a keyboard touches squares instead.
    Action::Find, Action::Find => On(Help), Key;
    Action::PickFound(_), Action::PickFound(1) =>
        On(Search), Keyboard::Or("the arrows and Enter, while the search is open");
    Action::Name, Action::Name => On(Help), Key;
    Action::PickName(_), Action::PickName(1) =>
        Or("a word on the page where a detector gets a name"),
        Keyboard::Or("the name is typed there, and Enter takes it");
    Action::Export, Action::Export => On(Presenter), Key;
    Action::SavePicture, Action::SavePicture => On(Presenter), Key;
    Action::Record, Action::Record => On(Presenter), Key;
    Action::Forget, Action::Forget => On(Help), Key;
    Action::Help, Action::Help => On(Wall), Key;
    Action::Explain, Action::Explain => On(Help), Key;
    Action::NextLanguage, Action::NextLanguage => On(Help), Key;
    Action::LargeText, Action::LargeText => On(Help), Key;
    Action::FullScreen, Action::FullScreen => On(Presenter), Key;
    Action::Quit, Action::Quit => On(Presenter), Key;
}

/// An example of every action, and every one that a key has, but for doors behind which there is
/// nothing yet.
fn all() -> Vec<Action> {
    let (keyboard, choices) = (exhibit::keyboard(), Choices::default());
    let doors = Rooms::default().doors(&choices);
    let keys = keyboard.entries().flat_map(Entry::actions);
    let leads = |action: &Action| !matches!(action, Action::Open(door) if !doors.contains(door));
    examples().into_iter().chain(keys).filter(leads).collect()
}

/// What a touch must mean so that this is done.
fn is_meant(target: &Target, action: Action) -> bool {
    match (target.what, action) {
        (What::Square(_), Action::PickUnit(_)) | (What::Step(_), Action::PickLayer(_)) => true,
        (What::Flip(flip), Action::PickFlip(wanted)) => flip == wanted,
        (What::Class(class), Action::PickClass(wanted)) => class == wanted,
        (What::Button(does) | What::Held(does), _) => does == action,
        (What::Knob(knob), _) => [knob.less, knob.more].contains(&action),
        _ => false,
    }
}

fn setting(page: Page, size: Size) -> Setting {
    let usual = Selection::default();
    let selection = match page {
        Wall | LooksFor | Games | Words | Teach | Sheet | Dreams => usual,
        Help => Selection { help: true, ..usual },
        Presenter => Selection { help: true, presenter: true, ..usual },
        Search => Selection { find: Some(Find { text: "cat".into(), chosen: 0 }), ..usual },
    };
    let mut setting = Setting { size, selection, ..Setting::default() };
    if matches!(page, LooksFor) {
        setting.act(Action::Open(Door::LooksFor));
        setting.act(Action::PickClass(2));
    }
    if matches!(page, Games) {
        setting.act(Action::Open(Door::Play));
    }
    if matches!(page, Words) {
        setting.act(WORD_MAP);
        setting.act(CLOSER);
    }
    if matches!(page, Sheet) {
        setting.act(UNTANGLE);
    }
    if matches!(page, Teach) {
        setting.act(Action::Open(Door::Teach));
    }
    if matches!(page, Dreams) {
        setting.act(Action::Open(Door::Dreams));
    }
    setting
}

#[test]
fn every_action_is_reached_by_a_finger_alone() {
    let size = Size::new(1280, 800);
    let pages = [Wall, Help, Presenter, Search, LooksFor, Games, Words, Teach, Sheet, Dreams]
        .map(|page| setting(page, size).show().targets);
    let meant = |targets: &[Target], action: Action| {
        let hit = |target: &Target| {
            let Rect { x, y, .. } = target.area;
            [target.area.middle(), Point::new(x, y)]
                .map(|place| at(targets, place))
                .contains(&Some(target))
        };
        targets.iter().any(|target| is_meant(target, action) && hit(target))
    };
    for action in all() {
        match ways(action).0 {
            On(page) => {
                assert!(meant(&pages[page as usize], action), "{action:?} is not on {page:?}");
            }
            Or(way) => {
                let nowhere = !pages.iter().any(|targets| meant(targets, action));
                assert!(nowhere, "{action:?} is on a page, and not only: {way}");
            }
        }
    }
}

#[test]
fn every_action_is_reached_by_a_keyboard_alone() {
    let keyboard = exhibit::keyboard();
    for action in all() {
        let has_key = keyboard.cap(action).is_some();
        match ways(action).1 {
            Key => assert!(has_key, "{action:?} has no key"),
            Keyboard::Or(way) => assert!(!has_key, "{action:?} has a key, and not only: {way}"),
        }
    }
}

#[test]
fn what_a_page_offers_lies_apart_and_can_be_hit() {
    for size in SIZES {
        let screen = size.rect();
        for shown in [Help, Presenter, Search] {
            let targets = setting(shown, size).show().targets;
            assert!(targets.len() > 1, "{shown:?} at {size}");
            let least = if size.height >= 800 { Metrics::new(size).target } else { 24 };
            for (n, target) in targets.iter().enumerate() {
                let Target { what, touch, .. } = *target;
                assert_eq!(touch.intersect(screen), touch, "{shown:?} at {size}: {what:?}");
                assert!(touch.height >= least.min(44), "{shown:?} at {size}: {touch:?}, {what:?}");
                for other in &targets[n + 1..] {
                    let both = touch.intersect(other.touch);
                    assert!(both.is_empty(), "{shown:?} at {size}: {what:?}, {:?}", other.what);
                }
            }
        }
    }
}

#[test]
fn a_kiosk_offers_nothing_that_it_refuses() {
    for page in [Help, Presenter] {
        let mut setting = setting(page, Size::new(1280, 800));
        setting.status.kiosk = true;
        let refused = |target: &Target| match target.what {
            What::Button(action) => refusal(action).is_some(),
            _ => false,
        };
        assert!(!setting.show().targets.iter().any(refused), "{page:?}");
    }
    let quits = |target: &Target| target.what == What::Button(Action::Quit);
    assert!(setting(Presenter, Size::new(1280, 800)).show().targets.iter().any(quits));
}

#[test]
fn visitors_are_offered_nothing_of_the_presenters() {
    let keyboard = exhibit::keyboard();
    let targets = setting(Help, Size::new(1280, 800)).show().targets;
    for entry in keyboard.entries().filter(|entry| entry.audience == Audience::Presenter) {
        for action in entry.actions() {
            let offered = targets.iter().any(|target| target.what == What::Button(action));
            assert!(!offered, "{action:?}");
        }
    }
}
