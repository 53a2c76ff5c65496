//! How soon the answer follows the rubber: from the movement of a finger to the picture on screen
//! that shows the answer without what it rubbed out.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::network::erasure::Mask;
use crate::pipeline::meter::Samples;
use crate::screen::Event;

/// The masks whose answers are awaited, each with when a finger made it.
#[derive(Debug, Default)]
pub(in crate::pipeline::render) struct Erasures {
    /// When a finger moved that nothing was asked for yet.
    moved: Option<Instant>,
    asked: Option<Arc<Mask>>,
    waiting: VecDeque<(Arc<Mask>, Instant)>,
}

impl Erasures {
    /// A finger did something, at this time or just now.
    pub(in crate::pipeline::render) fn take(&mut self, event: Event, at: Option<Instant>) {
        if matches!(event, Event::Click(_) | Event::Drag(_)) {
            self.moved.get_or_insert_with(|| at.unwrap_or_else(Instant::now));
        }
    }

    /// This is asked for now.
    pub(in crate::pipeline::render) fn ask(&mut self, mask: Option<&Arc<Mask>>) {
        let moved = self.moved.take();
        if self.asked.as_ref() == mask {
            return;
        }
        self.asked = mask.cloned();
        match (mask, moved) {
            (Some(mask), Some(moved)) => self.waiting.push_back((Arc::clone(mask), moved)),
            // It was wiped clean.
            _ => self.waiting.clear(),
        }
    }

    /// The answer for this mask came on the screen then: what was rubbed out before is in it.
    pub(super) fn show(&mut self, mask: &Arc<Mask>, now: Instant, samples: &mut Samples) {
        let Some(at) = self.waiting.iter().position(|(waiting, _)| waiting == mask) else { return };
        let since = |(_, moved): (Arc<Mask>, Instant)| -> Duration { now.duration_since(moved) };
        self.waiting.drain(..=at).map(since).for_each(|sample| samples.add(sample));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect, Size};

    #[test]
    fn an_answer_is_one_to_all_that_was_rubbed_out_before_it() {
        let mask = |width| {
            let mut mask = Mask::new(Size::new(8, 8));
            mask.cover(Rect::new(0, 0, width, 1));
            Arc::new(mask)
        };
        let (mut erasures, mut samples) = (Erasures::default(), Samples::default());
        let begun = Instant::now();
        let at = |n: i32| begun + Duration::from_millis(10) * n as u32;
        for width in 1..=3 {
            erasures.take(Event::Drag(Point::new(width, 0)), Some(at(width)));
            erasures.ask(Some(&mask(width)));
            erasures.ask(Some(&mask(width)));
        }
        erasures.show(&mask(2), at(5), &mut samples);
        assert_eq!((samples.len(), samples.last()), (2, Some(Duration::from_millis(30))));
        assert_eq!(samples.longest(), Some(Duration::from_millis(40)));
        erasures.show(&mask(3), at(7), &mut samples);
        erasures.show(&mask(3), at(9), &mut samples);
        assert_eq!((samples.len(), samples.last()), (3, Some(Duration::from_millis(40))));
        erasures.take(Event::Drag(Point::new(4, 0)), None);
        erasures.ask(Some(&mask(4)));
        erasures.ask(None);
        erasures.show(&mask(4), at(9), &mut samples);
        assert_eq!(samples.len(), 3, "it was wiped clean");
    }
}
