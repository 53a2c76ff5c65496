//! The time line of a run: numbers frames, with a time that never runs backwards.
//!
//! It does so whatever sources they come from.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::frame::Frame;
use crate::source::Shot;

/// A source that fell further behind than this is not hurried: it goes on from now.
const FORGIVEN: Duration = Duration::from_secs(1);

/// The time line of a run.
#[derive(Debug, Default)]
pub struct Timeline {
    sequence: u64,
    scene: u64,
    time: Duration,
    origin: Option<Origin>,
    cut: bool,
}

/// Where a source's clock touches ours.
#[derive(Debug, Clone, Copy)]
struct Origin {
    /// The source's clock then.
    at: Duration,
    /// Our time line then.
    time: Duration,
    /// The moment itself.
    moment: Instant,
}

impl Timeline {
    /// From here on pictures come from another source, or from elsewhere in it: its clock begins
    /// where ours stands.
    pub fn jump(&mut self) {
        self.origin = None;
    }

    /// The next picture begins a scene, whatever its source says of it.
    pub fn cut(&mut self) {
        self.cut = true;
    }

    /// True if the next picture begins a scene whatever its source says.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// When a picture that its source gives the time `at` is due.
    pub fn due(&mut self, at: Duration, now: Instant) -> Instant {
        let origin = self.origin(at, now);
        let due = origin.moment + at.saturating_sub(origin.at);
        if now > due + FORGIVEN {
            // The computer slept, or nobody asked for a while.
            self.origin = Some(Origin { at, time: self.time, moment: now });
            return now;
        }
        due
    }

    /// Makes a frame of a picture.
    pub fn stamp(&mut self, shot: Shot) -> Frame {
        let origin = self.origin(shot.at, shot.captured);
        self.time = self.time.max(origin.time + shot.at.saturating_sub(origin.at));
        self.scene += u64::from(self.sequence > 0 && (shot.new_scene || self.cut));
        self.cut = false;
        let sequence = self.sequence;
        self.sequence += 1;
        Frame {
            picture: shot.picture,
            sequence,
            scene: self.scene,
            time: self.time,
            captured: shot.captured,
            name: Arc::clone(&shot.name),
        }
    }

    fn origin(&mut self, at: Duration, moment: Instant) -> Origin {
        // The frame after a jump comes after the one before it, not at the same moment.
        let step = Duration::from_millis(u64::from(self.sequence > 0));
        let time = self.time + step;
        *self.origin.get_or_insert(Origin { at, time, moment })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Picture;

    fn shot(at_ms: u64, new_scene: bool) -> Shot {
        Shot {
            picture: Picture::default(),
            new_scene,
            at: Duration::from_millis(at_ms),
            captured: Instant::now(),
            name: "a".into(),
            repeat: false,
        }
    }

    #[test]
    fn numbers_count_up_and_scenes_change_where_the_source_says() {
        let mut timeline = Timeline::default();
        let frames = [(0, true), (33, false), (66, true), (99, false)]
            .map(|(at, new_scene)| timeline.stamp(shot(at, new_scene)));
        assert_eq!(frames.each_ref().map(|frame| frame.sequence), [0, 1, 2, 3]);
        assert_eq!(frames.each_ref().map(|frame| frame.scene), [0, 0, 1, 1]);
        assert_eq!(frames.each_ref().map(|frame| frame.time.as_millis()), [0, 33, 66, 99]);
    }

    #[test]
    fn time_goes_on_over_a_change_of_source() {
        let mut timeline = Timeline::default();
        timeline.stamp(shot(5000, true));
        timeline.stamp(shot(5100, false));
        timeline.jump();
        timeline.cut();
        let (first, second) = (timeline.stamp(shot(0, false)), timeline.stamp(shot(40, false)));
        assert_eq!((first.scene, second.scene), (1, 1), "another source is another scene");
        assert_eq!((first.time.as_millis(), second.time.as_millis()), (101, 141));
    }

    #[test]
    fn a_source_that_fell_behind_is_not_hurried() {
        let (mut timeline, now) = (Timeline::default(), Instant::now());
        assert_eq!(timeline.due(Duration::ZERO, now), now);
        let frame = Duration::from_millis(40);
        assert_eq!(timeline.due(frame, now), now + frame);
        let later = now + Duration::from_secs(60);
        assert_eq!(timeline.due(2 * frame, later), later);
        assert_eq!(timeline.due(3 * frame, later), later + frame);
    }
}
