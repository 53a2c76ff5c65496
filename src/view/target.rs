//! What can be touched on the screen: where it is drawn, where a touch means it, what it is called.

use crate::control::action::Action;
use crate::control::keyboard;
use crate::geometry::{Point, Rect, Size};
use crate::network::outline::Outline;
use crate::taps::plan::Unit;

/// What can be touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A block of the wall: the layer it shows, an index into the outline's.
    Step(usize),
    /// The square of one unit.
    Square(Unit),
    /// The mark of the flip at the frame with this number, on the strip.
    Flip(u64),
    /// The name or the bar of a class.
    Class(usize),
    /// Does this when it is let go.
    Button(Action),
    /// Does this from the moment when it is pressed, for as long as it is held.
    Held(Action),
    /// Follows the finger along its length.
    Knob(Knob),
    /// The map of a unit, so many places across and down: follows the finger from place to place.
    Map(Size),
    /// A picture of which the finger rubs out what it moves over.
    Rubber(Rubber),
}

/// A picture that can be rubbed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rubber {
    /// The network's input's.
    pub size: Size,
    /// What makes the rubber smaller.
    pub less: Action,
    /// What makes it larger.
    pub more: Action,
}

/// Something that has a few positions, each a step from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Knob {
    /// What leads to the position before.
    pub less: Action,
    /// What leads to the position after; the knob is called after it.
    pub more: Action,
    /// Where it stands, from 0.
    pub at: u8,
    /// How many positions it has.
    pub positions: u8,
}

impl Knob {
    /// The position that is nearest to this place, for a knob whose track is `area`.
    pub fn position(self, area: Rect, place: Point) -> u8 {
        let last = i32::from(self.positions.saturating_sub(1));
        let along = (place.x - area.x).clamp(0, area.width.max(1));
        ((2 * along * last + area.width) / (2 * area.width.max(1))).clamp(0, last) as u8
    }
}

impl What {
    /// The layer that it is of, or that it is a unit of; none where it is no part of the network.
    pub fn layer(self) -> Option<usize> {
        match self {
            Self::Step(layer) => Some(layer),
            Self::Square(unit) => Some(unit.layer),
            Self::Flip(_)
            | Self::Class(_)
            | Self::Button(_)
            | Self::Held(_)
            | Self::Knob(_)
            | Self::Map(_)
            | Self::Rubber(_) => None,
        }
    }
}

/// The place of a map of this size, drawn in this area, that is under a finger or nearest to it.
pub fn place_on_map(size: Size, area: Rect, at: Point) -> Point {
    let place = |along: i32, length: i32, count: i32| {
        let place = i64::from(along) * i64::from(count) / i64::from(length.max(1));
        place.clamp(0, i64::from(count - 1).max(0)) as i32
    };
    Point::new(
        place((at.x - area.x).max(0), area.width, size.width),
        place((at.y - area.y).max(0), area.height, size.height),
    )
}

/// The pixel of a picture of this size, drawn in this area, that is under a finger; outside it the
/// pixels go on.
pub fn pixel_under(size: Size, area: Rect, at: Point) -> Point {
    let pixel = |along: i32, length: i32, count: i32| {
        let pixel = i64::from(along) * i64::from(count);
        pixel.div_euclid(i64::from(length.max(1))) as i32
    };
    Point::new(
        pixel(at.x - area.x, area.width, size.width),
        pixel(at.y - area.y, area.height, size.height),
    )
}

/// One thing that can be touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// What it is.
    pub what: What,
    /// Where it is drawn, in pixels of the screen.
    pub area: Rect,
    /// Where a touch means it: as large as it is drawn, or larger.
    pub touch: Rect,
}

impl Target {
    /// A name for scripts: "step 4" (blocks count from 1), "square 11 16" (the layer as in the
    /// outline, then the channel, both from 0), "flip 240" (the frame's number), "class 281",
    /// "door 5", "help", "back", "found 2", "map", "rubber"; "button freeze" and "knob
    /// larger-square", with the action's name as in `[keys]`.
    pub fn name(&self, outline: &Outline) -> String {
        match self.what {
            What::Step(layer) => {
                let block = outline.layers.get(layer).map_or(0, |layer| layer.block);
                format!("step {}", block + 1)
            }
            What::Square(Unit { layer, channel }) => format!("square {layer} {channel}"),
            What::Flip(frame) => format!("flip {frame}"),
            What::Class(class) => format!("class {class}"),
            What::Button(Action::Open(door)) => format!("door {}", door.digit()),
            What::Button(Action::Help) => "help".to_owned(),
            What::Button(Action::Back) => "back".to_owned(),
            What::Button(Action::PickFound(place)) => format!("found {}", place + 1),
            What::Button(action) | What::Held(action) => {
                format!("button {}", keyboard::name(action))
            }
            What::Map(_) => "map".to_owned(),
            What::Rubber(_) => "rubber".to_owned(),
            What::Knob(knob) => format!("knob {}", keyboard::name(knob.more)),
        }
    }
}

/// What a touch at this pixel means: the first whose place it is in; of several of its kind whose
/// places overlap, such as marks of flips, the one whose middle is nearest.
pub fn at(targets: &[Target], point: Point) -> Option<&Target> {
    let mut under = targets.iter().filter(|target| target.touch.contains(point));
    let first = under.next()?;
    let kind = std::mem::discriminant(&first.what);
    let alike = under.filter(|target| std::mem::discriminant(&target.what) == kind);
    let away = |target: &&Target| {
        let middle = target.area.middle();
        (middle.x - point.x).pow(2) + (middle.y - point.y).pow(2)
    };
    // Of equals the first.
    std::iter::once(first).chain(alike).min_by_key(away)
}

/// What is under the pointer, and where on it the pointer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hover {
    /// What it is.
    pub target: What,
    /// The pointer's place on the screen.
    pub at: Point,
    /// The square that it is on, as drawn; none where it is on something else.
    pub square: Option<Rect>,
}

impl Hover {
    /// Of the pointer at this pixel; none where it is on nothing that can be touched.
    pub fn new(targets: &[Target], pointer: Point) -> Option<Self> {
        let target = at(targets, pointer)?;
        let square = matches!(target.what, What::Square(_)).then_some(target.area);
        Some(Self { target: target.what, at: pointer, square })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

    fn target(what: What, touch: Rect) -> Target {
        Target { what, area: touch.inset(1), touch }
    }

    #[test]
    fn a_touch_means_the_first_target_whose_place_it_is_in() {
        let unit = Unit { layer: 2, channel: 7 };
        let block = Rect::new(0, 0, 20, 20);
        let square = Rect::new(4, 4, 8, 8);
        let targets = [target(What::Square(unit), square), target(What::Step(2), block)];
        let hover = |x, y| Hover::new(&targets, Point::new(x, y));
        let on_square = hover(4, 4).unwrap();
        assert_eq!(on_square.target, What::Square(unit));
        assert_eq!(on_square.square, Some(square.inset(1)), "as drawn");
        let beside = hover(3, 4).unwrap();
        assert_eq!((beside.target, beside.square), (What::Step(2), None));
        assert_eq!(hover(20, 4), None);
    }

    #[test]
    fn of_marks_that_overlap_a_touch_means_the_nearest() {
        let mark = |frame, x| target(What::Flip(frame), Rect::new(x, 0, 44, 44));
        let marks = [mark(30, 20), mark(20, 10), mark(10, 0)];
        for (x, frame) in [(22, 10), (32, 20), (42, 30), (60, 30), (1, 10)] {
            let meant = at(&marks, Point::new(x, 20)).map(|target| target.what);
            assert_eq!(meant, Some(What::Flip(frame)), "at {x}");
        }
    }

    #[test]
    fn every_place_of_a_map_can_be_touched_and_none_beside_it() {
        let area = Rect::new(100, 50, 280, 280);
        let place = |x, y| place_on_map(Size::new(14, 7), area, Point::new(x, y));
        assert_eq!(place(100, 50), Point::new(0, 0));
        assert_eq!(place(119, 89), Point::new(0, 0));
        assert_eq!(place(120, 90), Point::new(1, 1));
        assert_eq!(place(379, 329), Point::new(13, 6));
        assert_eq!([place(0, 0), place(999, 999)], [Point::new(0, 0), Point::new(13, 6)]);
    }

    #[test]
    fn the_pixels_of_a_picture_go_on_beside_it() {
        let area = Rect::new(100, 50, 448, 448);
        let pixel = |x, y| pixel_under(Size::new(224, 224), area, Point::new(x, y));
        assert_eq!(pixel(100, 50), Point::new(0, 0));
        assert_eq!(pixel(547, 497), Point::new(223, 223));
        assert_eq!(pixel(99, 600), Point::new(-1, 275));
    }

    #[test]
    fn targets_are_called_as_scripts_call_them() {
        let outline = made_up::outline(6, 16);
        let name = |what| target(what, Rect::default()).name(&outline);
        assert_eq!(name(What::Step(3)), "step 4");
        assert_eq!(name(What::Square(Unit { layer: 3, channel: 0 })), "square 3 0");
        assert_eq!(name(What::Flip(240)), "flip 240");
    }
}
