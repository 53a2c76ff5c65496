//! The room "What does it dream?": pictures in which what the network finds is amplified.

pub mod amplifier;
pub mod deep;
pub mod goal;
pub mod known;
mod laplacian;
mod light;
pub mod live;
pub mod noise;
pub mod octaves;
mod page;
mod pane;
pub mod planes;
mod tiles;
pub mod zoom;

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Question, Room, progress};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::keymap::Entry;
use crate::geometry::Rect;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use page::Leaf;

/// Opens the room at the live dream, or closes it.
pub const DREAMS: Action = Action::Room("dream-live");
/// To the page where a held picture is dreamt deep.
pub const DEEP: Action = Action::Room("dream-deep");
/// To the page where a word's picture grows out of noise.
pub const NOISE: Action = Action::Room("out-of-noise");
/// To the page about what a step still knows of the picture.
pub const KNOWN: Action = Action::Room("still-known");
/// Opens the room with the dream of the detector that is selected.
pub const DREAM_OF_SELECTED: Action = Action::Room("dream-of-this");
/// Opens the room with the dream of a taught thing.
pub const DREAM_OF_TAUGHT: [Action; super::TAUGHT_CLASSES] = [
    Action::Room("dream-of-first"),
    Action::Room("dream-of-second"),
    Action::Room("dream-of-third"),
    Action::Room("dream-of-fourth"),
];

/// Begins again, with the newest picture.
pub const AGAIN: Action = Action::Room("dream-again");
/// To the first card, the second …
pub const CARDS: [Action; 5] = [
    Action::Room("dream-card-1"),
    Action::Room("dream-card-2"),
    Action::Room("dream-card-3"),
    Action::Room("dream-card-4"),
    Action::Room("dream-card-5"),
];
/// Less strongly.
pub const WEAKER: Action = Action::Room("dream-weaker");
/// More strongly.
pub const STRONGER: Action = Action::Room("dream-stronger");

/// Its keys.
pub const KEYS: &[&[Entry]] = &[live::KEYS, deep::KEYS, noise::KEYS, known::KEYS];

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// The camera's picture, dreamt on.
    #[default]
    Live,
    /// One picture, dreamt deep.
    Deep,
    /// A word's picture out of noise.
    Noise,
    /// What a step still knows of the picture.
    Known,
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    page: Page,
    live: live::Chosen,
    deep: deep::Chosen,
    noise: noise::Chosen,
    known: known::Chosen,
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Dreams {
    live: live::Page,
    deep: deep::Page,
    noise: noise::Page,
    known: known::Page,
}

impl Dreams {
    fn leaf(&self, page: Page) -> &dyn Leaf {
        match page {
            Page::Live => &self.live,
            Page::Deep => &self.deep,
            Page::Noise => &self.noise,
            Page::Known => &self.known,
        }
    }

    fn leaf_mut(&mut self, page: Page) -> &mut dyn Leaf {
        match page {
            Page::Live => &mut self.live,
            Page::Deep => &mut self.deep,
            Page::Noise => &mut self.noise,
            Page::Known => &mut self.known,
        }
    }
}

fn chosen(choice: &Choice) -> &Chosen {
    static NOTHING: LazyLock<Chosen> = LazyLock::new(Chosen::default);
    if let Choice::Dreams(chosen) = choice { chosen } else { &NOTHING }
}

/// What is chosen on the screen.
fn chosen_in<'a>(scene: &'a Scene<'_>) -> &'a Chosen {
    chosen(scene.selection.choices.of(Room::Dreams))
}

impl Exhibit for Dreams {
    fn about(&self, choice: &Choice) -> &'static About {
        self.leaf(chosen(choice).page).about()
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Dreams(chosen) = choice else { return Handled::No };
        let page = match action {
            // Layers and taught things are that network's.
            Action::NextNetwork => {
                **chosen = Chosen { page: chosen.page, ..Chosen::default() };
                return Handled::No;
            }
            DREAMS if open && chosen.page == Page::Live => return Handled::Closes,
            DREAMS => Page::Live,
            DEEP => Page::Deep,
            NOISE => Page::Noise,
            KNOWN => Page::Known,
            DREAM_OF_SELECTED => {
                chosen.live.dream_of_selected();
                Page::Live
            }
            _ => {
                let taught = DREAM_OF_TAUGHT.iter().position(|&other| other == action);
                match taught {
                    Some(class) => {
                        chosen.live.dream_of_taught(class as u8);
                        Page::Live
                    }
                    None if open => return self.leaf(chosen.page).apply(chosen, action),
                    None => return Handled::No,
                }
            }
        };
        chosen.page = page;
        Handled::Opens
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        let chosen = chosen(asked.choice);
        self.leaf(chosen.page).requests(chosen, asked)
    }

    fn see(&mut self, moment: Moment<'_>) {
        let chosen = chosen(moment.choice);
        let open = moment.open.then_some(chosen.page);
        // A page that is left keeps no picture.
        for page in [Page::Live, Page::Deep].into_iter().filter(|page| open != Some(*page)) {
            self.leaf_mut(page).forget();
        }
        if let Some(page) = open {
            self.leaf_mut(page).see(chosen, moment);
        }
    }

    fn begin_again(&mut self) {
        self.forget();
    }

    fn forget(&mut self) {
        for page in [Page::Live, Page::Deep, Page::Noise, Page::Known] {
            self.leaf_mut(page).forget();
        }
    }

    fn forget_choice(&self, choice: &mut Choice) {
        if let Choice::Dreams(chosen) = choice {
            **chosen = Chosen { page: chosen.page, ..Chosen::default() };
        }
    }

    fn tab(&self, choice: &Choice) -> Option<Action> {
        Some(match chosen(choice).page {
            Page::Live => DREAMS,
            Page::Deep => DEEP,
            Page::Noise => NOISE,
            Page::Known => KNOWN,
        })
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        let leaf = self.leaf(chosen_in(scene).page);
        let inner = progress::below(area, leaf.about(), m, face);
        leaf.targets(inner, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let page = chosen_in(scene).page;
        (Room::Dreams, page).hash(&mut hash);
        self.leaf(page).stamp(scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let leaf = self.leaf(chosen_in(scene).page);
        let inner = progress::begin(brush, area, leaf.about(), scene);
        leaf.draw(brush, inner, scene);
    }
}
