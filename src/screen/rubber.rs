//! A screen in memory on which somebody rubs a picture out without a pause, to measure how soon the
//! answer follows.

use std::time::{Duration, Instant};

use super::offscreen::Offscreen;
use super::{Event, Key, KeyPress, Screen, Touchable};
use crate::error::Result;
use crate::geometry::{Point, Rect, Size};

/// A mouse reports its place so often.
const EVERY: Duration = Duration::from_millis(8);
/// So many places make a stroke; then it is lifted, and all is wiped clean.
const STROKE: u64 = 120;
/// Where the strokes go: from the middle of the picture outwards, in parts of its side.
const REACH: f32 = 0.3;

/// Opens the door to the page where a picture can be rubbed out, then rubs for so long, by the
/// clock on the wall.
#[derive(Debug)]
pub struct Rubber {
    screen: Offscreen,
    time: Duration,
    /// When the first picture was there.
    begun: Option<Instant>,
    /// Where the picture is that can be rubbed out, once it is offered, and since when.
    picture: Option<(Rect, Instant)>,
    opened: bool,
    moved: u64,
    /// When the first of the movements was made that were polled last.
    first: Option<Instant>,
}

impl Rubber {
    /// On a screen of this size, for so long.
    pub fn new(size: Size, time: Duration) -> Self {
        Self {
            screen: Offscreen::new(size),
            time,
            begun: None,
            picture: None,
            opened: false,
            moved: 0,
            first: None,
        }
    }

    /// How often the rubber moved.
    pub fn moved(&self) -> u64 {
        self.moved
    }

    /// What is due by now.
    fn due(&mut self, now: Instant) -> Vec<Event> {
        self.first = None;
        let Some(begun) = self.begun else { return Vec::new() };
        if now.duration_since(begun) >= self.time {
            return vec![Event::Closed];
        }
        if !std::mem::replace(&mut self.opened, true) {
            return vec![press('4')];
        }
        let Some((picture, since)) = self.picture else { return Vec::new() };
        let mut events = Vec::new();
        loop {
            let due = since + EVERY * self.moved as u32;
            if due > now {
                return events;
            }
            self.first.get_or_insert(due);
            let (n, at) = (self.moved % STROKE, place(picture, self.moved % STROKE));
            self.moved += 1;
            events.push(if n == 0 { Event::Click(at) } else { Event::Drag(at) });
            if n + 1 == STROKE {
                events.extend([Event::Lift(at), press('W')]);
            }
        }
    }
}

fn press(typed: char) -> Event {
    Event::Press(KeyPress { key: Key::Char(typed), shift: false })
}

/// A spiral.
fn place(picture: Rect, n: u64) -> Point {
    let part = n as f32 / STROKE as f32;
    let (angle, radius) = (part * 4.0 * std::f32::consts::TAU, part * REACH * picture.width as f32);
    let middle = picture.middle();
    let (x, y) = (angle.cos() * radius, angle.sin() * radius);
    Point::new(middle.x + x as i32, middle.y + y as i32)
}

impl Screen for Rubber {
    fn poll(&mut self) -> Vec<Event> {
        self.due(Instant::now())
    }

    fn happened(&self) -> Option<Instant> {
        self.first
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn wants_targets(&self) -> bool {
        self.opened && self.picture.is_none()
    }

    fn offer(&mut self, targets: Vec<Touchable>) {
        let rubber = targets.iter().find(|target| target.name == "rubber");
        self.picture = rubber.map(|rubber| (rubber.area, Instant::now()));
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.begun.get_or_insert_with(Instant::now);
        self.screen.present(pixels, size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_the_door_rubs_where_the_picture_is_and_leaves() {
        let mut rubber = Rubber::new(Size::new(1, 1), Duration::from_secs(10));
        assert_eq!(rubber.poll(), []);
        rubber.present(&[0], Size::new(1, 1)).unwrap();
        assert_eq!(rubber.poll(), [press('4')]);
        let area = Rect::new(100, 100, 400, 400);
        rubber.offer(vec![Touchable { name: "rubber".into(), area }]);
        let since = rubber.picture.unwrap().1;
        let events = rubber.due(since + EVERY * STROKE as u32);
        assert_eq!(events.first(), Some(&Event::Click(area.middle())));
        assert_eq!(events.len(), STROKE as usize + 3, "a stroke, and the beginning of the next");
        let inside = |event: &Event| match event {
            Event::Click(at) | Event::Drag(at) | Event::Lift(at) => area.contains(*at),
            event => *event == press('W'),
        };
        assert!(events.iter().all(inside));
        assert_eq!(rubber.happened(), Some(since));
        assert_eq!(rubber.due(since + Duration::from_secs(11)), [Event::Closed]);
    }
}
