//! The page where a grey square covers one place of the picture after the other.

use std::hash::Hasher;

use super::contrast::BY_PIXEL;
use super::occlusion::Square;
use super::plots;
use crate::attribution::AttributionTarget;
use crate::canvas::text::Style;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::findings::Found;
use crate::exhibit::room::{About, Asked, Handled};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Question, progress};
use crate::geometry::{Rect, Size};
use crate::screen::Key;
use crate::snapshot::Snapshot;
use crate::view::button::Button;
use crate::view::controls::{Control, Slider};
use crate::view::palette::NOTICE;
use crate::view::target::Knob;
use crate::view::{Brush, answer};

/// Sides of the grey square, in pixels of the network's input.
const SIDES: [i32; 5] = [24, 32, 48, 64, 96];

/// By how many of these pixels it moves on.
const STRIDES: [i32; 4] = [8, 16, 24, 32];

/// Opens the page, or closes it.
pub const OCCLUSION: Action = Action::Room("occlusion");
/// A larger square.
pub const LARGER_SQUARE: Action = Action::Room("larger-square");
/// A smaller square.
pub const SMALLER_SQUARE: Action = Action::Room("smaller-square");
/// Longer steps of the square.
pub const COARSER_STRIDE: Action = Action::Room("coarser-stride");
/// Shorter steps of the square.
pub const FINER_STRIDE: Action = Action::Room("finer-stride");

/// Its keys.
pub(super) const KEYS: &[Entry] = &[
    Entry::new(
        "l M",
        "key-occlusion",
        Group::Test,
        &[(Key::Char('l'), false, OCCLUSION), (Key::Char('M'), false, BY_PIXEL)],
    ),
    Entry::new(
        "- +",
        "key-square",
        Group::Test,
        &[(Key::Char('-'), false, SMALLER_SQUARE), (Key::Char('+'), false, LARGER_SQUARE)],
    ),
    Entry::new(
        "< >",
        "key-stride",
        Group::Test,
        &[(Key::Char('<'), false, FINER_STRIDE), (Key::Char('>'), false, COARSER_STRIDE)],
    ),
];

pub(super) static ABOUT: About = About {
    door: Door::Hide,
    title: "counts-title",
    says: "counts-says",
    explains: &["counts-explains-1", "counts-explains-2", "counts-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chosen {
    /// Index into [`SIDES`].
    side: usize,
    /// Index into [`STRIDES`].
    stride: usize,
}

impl Default for Chosen {
    fn default() -> Self {
        Self::FIRST
    }
}

impl Chosen {
    /// Where nobody has chosen anything.
    pub(super) const FIRST: Self = Self { side: 2, stride: 1 };

    /// The grey square.
    fn square(self, input: Size) -> Square {
        Square { side: SIDES[self.side], stride: STRIDES[self.stride] }.fitted(input)
    }

    pub(super) fn apply(&mut self, open: bool, action: Action) -> Handled {
        let Self { side, stride } = self;
        let action = match action {
            Action::Move(to) | Action::Leap(to) if open => match to {
                Direction::Up => LARGER_SQUARE,
                Direction::Down => SMALLER_SQUARE,
                Direction::Right => COARSER_STRIDE,
                Direction::Left => FINER_STRIDE,
            },
            action => action,
        };
        match action {
            LARGER_SQUARE => *side = (*side + 1).min(SIDES.len() - 1),
            SMALLER_SQUARE => *side = side.saturating_sub(1),
            COARSER_STRIDE => *stride = (*stride + 1).min(STRIDES.len() - 1),
            FINER_STRIDE => *stride = stride.saturating_sub(1),
            _ => return Handled::No,
        }
        Handled::Done
    }
}

/// The class is the one that is asked about elsewhere, where one is.
pub(super) fn requests(asked: Asked<'_>) -> Vec<Question> {
    let Asked { choice, selection, outline, .. } = asked;
    let class = selection.study.class(selection.unit, selection.closely(), outline);
    vec![Question::Occlusion { class, square: super::chosen(choice).places.square(outline.input) }]
}

pub(super) fn controls(scene: &Scene<'_>) -> Vec<Control> {
    let chosen = super::chosen_in(scene).places;
    let Chosen { side, stride } = chosen;
    let square = chosen.square(scene.outline.input);
    let slider = |[less, more]: [Action; 2], at: usize, all: usize, words: [String; 2]| {
        let knob = Knob { less, more, at: at as u8, positions: all as u8 };
        let [label, value] = words;
        Control::Slider(Slider { knob, label, value })
    };
    let pixels = |pixels: i32| say!("occlusion-pixels", pixels = pixels);
    let mut controls = vec![
        slider(
            [SMALLER_SQUARE, LARGER_SQUARE],
            side,
            SIDES.len(),
            [say!("occlusion-square"), pixels(square.side)],
        ),
        slider(
            [FINER_STRIDE, COARSER_STRIDE],
            stride,
            STRIDES.len(),
            [say!("occlusion-stride"), pixels(square.stride)],
        ),
    ];
    if let Some(AttributionTarget::Class(class)) = scene.selection.study.pinned {
        let answer = Button::new(Action::PickClass(class), say!("occlusion-answer-again"));
        controls.push(Control::Button(answer));
    }
    controls
}

pub(super) fn stamp(scene: &Scene<'_>, hash: &mut dyn Hasher) {
    progress::stamp(scene, is_ours, hash);
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let area = progress::begin(brush, area, &ABOUT, scene);
    let Some(found) = progress::found(brush, area, scene, is_ours) else { return };
    if let Some(why) = why_nothing(found, scene) {
        brush.paragraph(area, &why, Style::regular(brush.metrics.body, NOTICE));
    } else {
        plots::draw(brush, area, found, scene);
    }
}

/// Why no part counts: there is nothing to see in the picture that it is about.
pub(super) fn why_nothing(found: &Found, scene: &Scene<'_>) -> Option<String> {
    let same = |snapshot: &&Snapshot| snapshot.frame.sequence == found.frame.sequence;
    match scene.snapshot.filter(same) {
        Some(snapshot) => snapshot.nothing_to_see.then(|| answer::why_nothing(snapshot)),
        None => found.frame.picture.is_even(found.crop).then(|| say!("nothing-even")),
    }
}

pub(super) fn is_ours(question: &Question) -> bool {
    matches!(question, Question::Occlusion { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: &[Action]) -> Square {
        let mut chosen = Chosen::default();
        for &action in actions {
            assert_eq!(chosen.apply(true, action), Handled::Done, "{action:?}");
        }
        chosen.square(Size::new(224, 224))
    }

    #[test]
    fn the_square_stays_within_its_sizes() {
        assert_eq!(after(&[]), Square::default());
        assert_eq!(after(&[LARGER_SQUARE; 9]), Square { side: 96, stride: 16 });
        assert_eq!(after(&[SMALLER_SQUARE; 9]), Square { side: 24, stride: 16 });
        let arrows = [Action::Move(Direction::Up), Action::Move(Direction::Left)];
        assert_eq!(after(&arrows), Square { side: 64, stride: 8 });
    }

    #[test]
    fn the_arrows_are_its_own_only_while_it_is_open() {
        let right = Action::Move(Direction::Right);
        assert_eq!(Chosen::default().apply(false, right), Handled::No);
    }
}
