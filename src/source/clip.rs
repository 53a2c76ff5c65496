//! A clip as a source of frames: timed by its own clock, and begun again at its end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::{Error, Result, in_one_line};
use crate::frame::Picture;

use super::photo::name_of;
use super::{Shot, Source};

/// How far a step goes.
const STEP: Duration = Duration::from_secs(10);
/// Nobody steps further than this; it keeps every sum of times far from its limits.
const FARTHEST: Duration = Duration::from_secs(1_000_000);
/// More pixels than this a picture are refused before anything is decoded: 8K.
pub(super) const MOST_PIXELS: u64 = 7680 * 4320;

/// The pictures of a clip, in order.
pub(super) trait Footage: Send {
    /// The next picture, written into `into`.
    ///
    /// # Errors
    /// Where it is not worth asking again.
    fn next(&mut self, into: &mut Picture) -> Result<Next>;

    /// Goes on with the picture that is shown at this time; far enough behind the end there is
    /// none.
    ///
    /// # Errors
    /// Where the clip can no longer be read.
    fn seek(&mut self, to: Duration) -> Result<()>;

    /// Size and rate, for the status line: "640x480, 30 fps".
    fn describe(&self) -> String;
}

/// What comes next in a clip.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A picture, and how long it stays.
    Picture(Duration),
    /// The end, as the clip's maker meant it.
    End,
    /// The rest is missing or damaged, for this reason.
    Cut(String),
}

/// A clip. It never ends: after the last picture comes the first.
pub struct Clip {
    path: PathBuf,
    name: Arc<str>,
    footage: Box<dyn Footage>,
    /// Where in the clip the next picture stands, and where this way through it began.
    position: Duration,
    begun: Duration,
    /// Pictures on this way so far.
    shown: u64,
    /// To be sought before the next picture.
    goal: Option<Duration>,
    /// When the next picture is due, over all ways through.
    clock: Duration,
    /// It has turned out to be a single picture.
    lone: bool,
    /// The viewer knows that the rest is missing.
    told: bool,
    notices: Vec<String>,
}

impl Clip {
    /// A clip that stands at its beginning.
    pub(super) fn new(path: &Path, footage: impl Footage + 'static) -> Self {
        Self {
            path: path.to_owned(),
            name: name_of(path),
            footage: Box::new(footage),
            position: Duration::ZERO,
            begun: Duration::ZERO,
            shown: 0,
            goal: None,
            clock: Duration::ZERO,
            lone: false,
            told: false,
            notices: Vec::new(),
        }
    }

    fn seek(&mut self, to: Duration) -> Result<()> {
        (self.position, self.begun, self.shown) = (to, to, 0);
        self.footage.seek(to)
    }

    fn shot(&mut self, picture: Picture, stays: Duration) -> Shot {
        let shot = Shot {
            picture,
            new_scene: self.shown == 0 && !self.lone,
            at: self.clock,
            captured: Instant::now(),
            name: Arc::clone(&self.name),
            repeat: self.lone,
        };
        self.shown += 1;
        self.position += stays;
        self.clock += stays;
        shot
    }

    /// No further picture, for a reason where there should have been one. What follows is the
    /// beginning.
    fn end(&mut self, reason: Option<String>) -> Result<()> {
        if self.begun.is_zero() && self.shown == 0 {
            let problem = reason.unwrap_or_else(|| "the clip has no pictures".to_owned());
            return Err(Error::Image { problem, path: self.path.clone() });
        }
        if let Some(reason) = reason.filter(|_| self.shown > 0 && !self.told) {
            self.told = true;
            let path = in_one_line(&self.path);
            self.notices.push(say!("notice-clip-early", reason = reason, file = path));
        }
        self.lone = self.begun.is_zero() && self.shown == 1;
        // A step that was asked for meanwhile goes first.
        self.goal.get_or_insert(Duration::ZERO);
        Ok(())
    }
}

impl Source for Clip {
    fn next(&mut self, mut picture: Picture) -> Result<Shot> {
        loop {
            if let Some(to) = self.goal.take() {
                self.seek(to)?;
            }
            match self.footage.next(&mut picture)? {
                Next::Picture(stays) => return Ok(self.shot(picture, stays)),
                Next::End => self.end(None)?,
                Next::Cut(reason) => self.end(Some(reason))?,
            }
        }
    }

    fn is_live(&self) -> bool {
        false
    }

    fn is_still(&self) -> bool {
        self.lone
    }

    fn describe(&self) -> String {
        format!("{} ({})", self.path.display(), self.footage.describe())
    }

    fn step(&mut self, pictures: i64) -> bool {
        let from = self.goal.unwrap_or(self.position);
        let by = Duration::from_secs(STEP.as_secs().saturating_mul(pictures.unsigned_abs()));
        let to = if pictures < 0 { from.saturating_sub(by) } else { from.saturating_add(by) };
        self.goal = Some(to.min(FARTHEST));
        true
    }

    fn notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    const SECOND: Duration = Duration::from_secs(1);

    /// So many pictures of a second each, whose only pixel says which it is; then the end.
    struct Seconds {
        count: u64,
        at: u64,
        end: fn() -> Result<Next>,
    }

    impl Footage for Seconds {
        fn next(&mut self, into: &mut Picture) -> Result<Next> {
            if self.at >= self.count {
                return (self.end)();
            }
            *into = Picture::new(Size::new(1, 1), vec![self.at as u8; 3]);
            self.at += 1;
            Ok(Next::Picture(SECOND))
        }

        fn seek(&mut self, to: Duration) -> Result<()> {
            self.at = to.as_secs();
            Ok(())
        }

        fn describe(&self) -> String {
            "1x1, 1 fps".to_owned()
        }
    }

    fn clip(count: u64, end: fn() -> Result<Next>) -> Clip {
        Clip::new(Path::new("clips/a.y4m"), Seconds { count, at: 0, end })
    }

    /// Which picture, whether a scene begins with it, and when it is due.
    fn next(clip: &mut Clip) -> (u8, bool, u64) {
        let shot = clip.next(Picture::default()).unwrap();
        (shot.picture.rgb[0], shot.new_scene, shot.at.as_secs())
    }

    #[test]
    fn it_begins_again_at_its_end_with_a_new_scene_and_time_goes_on() {
        let mut clip = clip(3, || Ok(Next::End));
        let shots: Vec<_> = (0..7).map(|_| next(&mut clip)).collect();
        let scenes = [0, 1, 2, 0, 1, 2, 0].map(|picture| (picture, picture == 0));
        let wanted: Vec<_> = scenes.into_iter().zip(0..).map(|((p, s), at)| (p, s, at)).collect();
        assert_eq!(shots, wanted);
        assert_eq!(clip.describe(), "clips/a.y4m (1x1, 1 fps)");
        assert!(clip.notices().is_empty() && !clip.is_still());
    }

    #[test]
    fn a_step_is_ten_seconds_and_steps_add_up() {
        let mut clip = clip(60, || Ok(Next::End));
        next(&mut clip);
        assert!(clip.step(1));
        assert_eq!(next(&mut clip), (11, true, 1));
        assert_eq!(next(&mut clip), (12, false, 2));
        assert!(clip.step(1) && clip.step(1) && clip.step(-1));
        assert_eq!(next(&mut clip), (23, true, 3));
        assert!(clip.step(-3));
        assert_eq!(next(&mut clip), (0, true, 4), "before the beginning lies the beginning");
    }

    #[test]
    fn behind_the_end_lies_the_beginning() {
        let mut clip = clip(5, || Ok(Next::End));
        for far in [1, 1000, i64::MAX] {
            next(&mut clip);
            assert!(clip.step(far));
            let (picture, new_scene, _) = next(&mut clip);
            assert_eq!((picture, new_scene), (0, true));
            assert!(clip.step(i64::MIN));
        }
    }

    #[test]
    fn a_clip_that_is_cut_short_plays_what_is_there_and_says_so_once() {
        let mut clip = clip(2, || Ok(Next::Cut("picture 3 is cut short".to_owned())));
        let shots: Vec<_> = (0..6).map(|_| next(&mut clip).0).collect();
        assert_eq!(shots, [0, 1, 0, 1, 0, 1]);
        let notice = "the clip ends early and begins again; picture 3 is cut short: clips/a.y4m";
        assert_eq!(clip.notices(), [notice]);
        next(&mut clip);
        assert!(clip.notices().is_empty());
    }

    #[test]
    fn a_clip_without_pictures_is_an_error_with_its_reason_and_the_file_last() {
        let error = |end| clip(0, end).next(Picture::default()).unwrap_err().to_string();
        assert_eq!(error(|| Ok(Next::End)), "the clip has no pictures: clips/a.y4m");
        assert_eq!(error(|| Ok(Next::Cut("no video".into()))), "no video: clips/a.y4m");
        assert_eq!(error(|| Err(Error::Source("interrupted".into()))), "interrupted");
    }

    #[test]
    fn a_clip_of_one_picture_holds_it() {
        let mut clip = clip(1, || Ok(Next::End));
        assert_eq!(next(&mut clip), (0, true, 0));
        for _ in 0..3 {
            let shot = clip.next(Picture::default()).unwrap();
            assert!(shot.repeat && !shot.new_scene);
        }
        assert!(clip.is_still());
    }
}
