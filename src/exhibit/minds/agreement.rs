//! What two networks answered to the same pictures: how often alike, and how often each changed
//! its answer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::network::outline::Outline;

/// Of so many compared pictures it is kept whether both answered alike.
pub const RECENT: usize = 60;

/// Two compared pictures further apart than this do not follow one another: between them the
/// picture was held, or the job had to wait.
const PAUSE: Duration = Duration::from_secs(3);

/// What both answered to one picture, the network that looks at every frame first.
#[derive(Debug, Clone)]
pub struct BothAnswers {
    /// The frame.
    pub frame: Arc<Frame>,
    /// The part of it that the first network saw; the second's is the same to a pixel or two.
    pub crop: Rect,
    /// The best five classes of each, the best first.
    pub guesses: [Vec<Guess>; 2],
    /// True where both have the same word for their best class.
    pub agree: bool,
    /// True where there was nothing to see for one of them: such a picture is not counted.
    pub nothing: bool,
}

/// What has come of comparing two networks since that began.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// The second network.
    pub outline: Arc<Outline>,
    /// The newest picture that both have answered; none before the first.
    pub newest: Option<BothAnswers>,
    /// How many pictures were compared.
    pub pictures: u64,
    /// In how many of them both had the same word.
    pub agreed: u64,
    /// How often the best class of each changed, from one compared picture to the next of the same
    /// scene, where there was something to see in both: the definition of
    /// [`crate::dynamics::history::Flip`], on the pictures that both networks saw.
    pub flips: [u64; 2],
    /// For how long these changes were counted.
    pub watched: Duration,
    /// Whether both had the same word, for the newest [`RECENT`] compared pictures, oldest first.
    pub recent: VecDeque<bool>,
}

impl Agreement {
    /// Nothing compared yet.
    pub fn new(outline: Arc<Outline>) -> Self {
        Self {
            outline,
            newest: None,
            pictures: 0,
            agreed: 0,
            flips: [0, 0],
            watched: Duration::ZERO,
            recent: VecDeque::with_capacity(RECENT),
        }
    }

    /// Counts one picture more.
    pub fn add(&mut self, both: BothAnswers) {
        if !both.nothing {
            self.pictures += 1;
            self.agreed += u64::from(both.agree);
            if self.recent.len() == RECENT {
                self.recent.pop_front();
            }
            self.recent.push_back(both.agree);
        }
        if let Some(last) = &self.newest
            && last.frame.scene == both.frame.scene
            && !(last.nothing || both.nothing)
        {
            let between = both.frame.time.saturating_sub(last.frame.time);
            if between <= PAUSE {
                self.watched += between;
                for (n, flips) in self.flips.iter_mut().enumerate() {
                    let best = |both: &BothAnswers| both.guesses[n].first().map(|best| best.class);
                    *flips += u64::from(best(last) != best(&both));
                }
            }
        }
        self.newest = Some(both);
    }

    /// In how many of a hundred pictures both had the same word; none before the first. Only what
    /// is all of them is 100, only what is none is 0.
    pub fn percent(&self) -> Option<u64> {
        let (agreed, pictures) = (self.agreed, self.pictures);
        match agreed {
            _ if pictures == 0 => None,
            0 => Some(0),
            _ if agreed == pictures => Some(100),
            _ => Some(((200 * agreed + pictures) / (2 * pictures)).clamp(1, 99)),
        }
    }

    /// How often each changes its answer in a minute, of so much time that this means something:
    /// none within the first five seconds.
    pub fn flips_a_minute(&self) -> Option<[f64; 2]> {
        let seconds = self.watched.as_secs_f64();
        (seconds >= 5.0).then(|| self.flips.map(|flips| flips as f64 * 60.0 / seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

    /// The best class of each network, the picture's scene, and whether there is nothing to see.
    fn after(pictures: &[([usize; 2], u64, bool)], apart: Duration) -> Agreement {
        let mut agreement = Agreement::new(Arc::new(made_up::outline(2, 4)));
        for (n, &(best, scene, nothing)) in (0..).zip(pictures) {
            let frame = Frame { scene, time: apart * n, ..made_up::frame(u64::from(n)) };
            agreement.add(BothAnswers {
                crop: frame.picture.size.centre_square(),
                frame: Arc::new(frame),
                guesses: best.map(|class| vec![Guess { class, probability: 0.5 }]),
                agree: best[0] == best[1],
                nothing,
            });
        }
        agreement
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn pictures_agreement_and_the_flips_of_each_are_counted() {
        let agreement = after(
            &[([1, 1], 0, false), ([1, 2], 0, false), ([2, 2], 0, false), ([2, 2], 0, false)],
            SECOND,
        );
        assert_eq!((agreement.pictures, agreement.agreed, agreement.flips), (4, 3, [1, 1]));
        assert_eq!((agreement.watched, agreement.percent()), (3 * SECOND, Some(75)));
        assert_eq!(agreement.recent, [true, false, true, true]);
        assert_eq!(agreement.flips_a_minute(), None, "three seconds say little");
    }

    #[test]
    fn another_scene_is_no_flip_and_where_nothing_is_to_see_nothing_is_counted() {
        let scenes = after(&[([1, 1], 0, false), ([2, 3], 1, false)], SECOND);
        assert_eq!((scenes.flips, scenes.watched), ([0, 0], Duration::ZERO));
        let nothing = after(&[([1, 1], 0, false), ([2, 2], 0, true), ([1, 1], 0, false)], SECOND);
        assert_eq!((nothing.pictures, nothing.flips), (2, [0, 0]));
        assert_eq!(nothing.newest.unwrap().frame.sequence, 2);
    }

    #[test]
    fn a_minute_of_changing_every_second_is_sixty_flips_and_a_pause_is_not_watched() {
        let pictures: Vec<_> = (0..13).map(|n| ([n % 2, 0], 0, false)).collect();
        let agreement = after(&pictures, SECOND);
        assert_eq!(agreement.flips_a_minute(), Some([60.0, 0.0]));
        let paused = after(&pictures, 4 * SECOND);
        assert_eq!((paused.flips, paused.watched, paused.pictures), ([0, 0], Duration::ZERO, 13));
    }

    #[test]
    fn only_all_of_them_is_a_hundred_per_cent_and_only_none_is_nought() {
        let percent = |agreed, pictures| {
            let outline = Arc::new(made_up::outline(1, 1));
            Agreement { pictures, agreed, ..Agreement::new(outline) }.percent()
        };
        let said = [(0, 0), (0, 9), (1, 999), (1, 2), (2, 3), (998, 999), (9, 9)];
        let wanted = [None, Some(0), Some(1), Some(50), Some(67), Some(99), Some(100)];
        assert_eq!(said.map(|(agreed, pictures)| percent(agreed, pictures)), wanted);
    }

    #[test]
    fn no_more_than_the_newest_sixty_are_kept() {
        let pictures: Vec<_> = (0..200).map(|n| ([n, 0], 0, false)).collect();
        assert_eq!(after(&pictures, SECOND).recent.len(), RECENT);
    }
}
