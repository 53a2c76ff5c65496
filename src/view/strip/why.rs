//! Why it changed its mind, or did not: one sentence, from what the last seconds' answers measure.

use std::time::Duration;

use crate::dynamics::history::{Answer, History};

/// The sentence follows so much of the past.
const LATELY: Duration = Duration::from_secs(3);

/// Of a shorter time nothing is said.
const ENOUGH: Duration = Duration::from_secs(1);

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is nothing to see.
    Nothing,
    /// It has not looked at this scene for a second yet.
    Begun,
    /// The leader of now had less than a tenth a moment ago, and who led then has less now.
    New,
    /// The best share is a fifth at most: no name is ahead.
    NoName,
    /// The two best are within ten per cent of each other, on average.
    Equal,
    /// Neither of their shares moved by more than two per cent.
    Unchanged,
    /// The leader was ahead of all others by a quarter all the time.
    Ahead,
    /// None of these.
    Close,
}

impl Why {
    /// Of the answers of the last seconds, for the two classes that are best now.
    pub fn new(history: &History, leader: usize, rival: Option<usize>) -> Self {
        let Some(now) = history.newest() else { return Self::Begun };
        if now.nothing {
            return Self::Nothing;
        }
        let is_lately = |answer: &&Answer| {
            answer.scene == now.scene && !answer.nothing && now.time <= answer.time + LATELY
        };
        let lately: Vec<&Answer> = history.answers().rev().take_while(is_lately).collect();
        let Some(first) = lately.last().filter(|first| first.time + ENOUGH <= now.time) else {
            return Self::Begun;
        };
        let share =
            |answer: &Answer, class: usize| answer.probabilities.get(class).copied().unwrap_or(0.0);
        let mean = |of: &dyn Fn(&Answer) -> f32| {
            lately.iter().map(|answer| of(answer)).sum::<f32>() / lately.len() as f32
        };
        if mean(&|answer| answer.best.probability) <= 0.2 {
            return Self::NoName;
        }
        if share(first, leader) < 0.1 && share(now, first.best.class) < 0.1 {
            return Self::New;
        }
        let of_rival = |answer: &Answer| rival.map_or(0.0, |class| share(answer, class));
        let moved = |of: &dyn Fn(&Answer) -> f32| {
            let (least, most) = lately.iter().fold((1.0_f32, 0.0_f32), |(least, most), answer| {
                (least.min(of(answer)), most.max(of(answer)))
            });
            most - least
        };
        let of_leader = |answer: &Answer| share(answer, leader);
        if moved(&of_leader) <= 0.02 && moved(&of_rival) <= 0.02 {
            return Self::Unchanged;
        }
        if mean(&|answer| (of_leader(answer) - of_rival(answer)).abs()) <= 0.1 {
            return Self::Equal;
        }
        let lead = |answer: &&Answer| {
            let others = answer.probabilities.iter().enumerate();
            let others = others.filter(|(class, _)| *class != leader).map(|(_, &share)| share);
            of_leader(answer) - others.fold(0.0, f32::max)
        };
        let ahead = lately.iter().all(|answer| lead(answer) >= 0.25);
        if ahead { Self::Ahead } else { Self::Close }
    }

    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Nothing => say!("strip-nothing"),
            Self::Begun => say!("strip-begun"),
            Self::New => say!("strip-new"),
            Self::NoName => say!("strip-no-name"),
            Self::Equal => say!("strip-equal"),
            Self::Unchanged => say!("strip-unchanged"),
            Self::Ahead => say!("strip-ahead"),
            Self::Close => say!("strip-close"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::made_up;
    use crate::network::guess::Guess;
    use crate::taps::plan::Plan;

    /// Ten answers a second, the shares of three classes each; all else has the rest.
    fn why(seconds: f32, shares: impl Fn(f32) -> [f32; 3]) -> Why {
        why_of(seconds, |_| 0, shares)
    }

    fn why_of(seconds: f32, scene: impl Fn(f32) -> u64, shares: impl Fn(f32) -> [f32; 3]) -> Why {
        let outline = Arc::new(made_up::outline(2, 4));
        let mut history = History::default();
        for n in 0..=(10.0 * seconds) as u64 {
            let time = n as f32 / 10.0;
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), n, 0.5);
            snapshot.probabilities = shares(time).to_vec();
            let classes = snapshot.probabilities.iter().copied().enumerate();
            let mut top: Vec<Guess> =
                classes.map(|(class, probability)| Guess { class, probability }).collect();
            top.sort_by(|a, b| b.probability.total_cmp(&a.probability));
            snapshot.top = top;
            Arc::get_mut(&mut snapshot.frame).unwrap().scene = scene(time);
            history.push(&snapshot);
        }
        let newest = history.newest().unwrap();
        let rival = history.places().iter().copied().find(|&class| class != newest.best.class);
        Why::new(&history, newest.best.class, rival)
    }

    /// Up and down, once a second.
    fn swing(time: f32) -> f32 {
        (time * std::f32::consts::TAU).sin()
    }

    #[test]
    fn two_names_that_take_turns_are_nearly_equal() {
        let turns = |time: f32| [0.4 + 0.06 * swing(time), 0.4 - 0.06 * swing(time), 0.1];
        assert_eq!(why(6.0, turns), Why::Equal);
        // It is the last seconds that count.
        let apart = |time: f32| {
            if time < 5.0 { turns(time) } else { [0.8 + 0.05 * swing(time), 0.1, 0.05] }
        };
        assert_eq!(why(9.0, apart), Why::Ahead);
    }

    #[test]
    fn a_name_that_leads_by_a_quarter_all_the_time_is_well_ahead() {
        assert_eq!(why(6.0, |time| [0.6 + 0.1 * swing(time), 0.2, 0.1]), Why::Ahead);
        assert_eq!(why(6.0, |time| [0.5 + 0.1 * swing(time), 0.3, 0.1]), Why::Close);
        let third = |time: f32| [0.6 + 0.03 * swing(time), 0.2, if time < 5.0 { 0.4 } else { 0.1 }];
        assert_eq!(why(6.0, third), Why::Close, "another was near");
    }

    #[test]
    fn a_name_that_was_not_there_a_moment_ago_is_new() {
        let comes = |time: f32| if time < 5.0 { [0.7, 0.05, 0.1] } else { [0.05, 0.8, 0.1] };
        assert_eq!(why(6.0, comes), Why::New);
        assert_eq!(why(9.0, comes), Why::Unchanged, "three seconds later it is not new");
    }

    #[test]
    fn where_no_share_moves_nothing_tips_it() {
        assert_eq!(why(4.0, |_| [0.4, 0.38, 0.1]), Why::Unchanged);
    }

    #[test]
    fn small_guesses_are_no_name_ahead() {
        assert_eq!(why(4.0, |time| [0.15 + 0.04 * swing(time), 0.1, 0.1]), Why::NoName);
    }

    #[test]
    fn of_less_than_a_second_of_a_scene_nothing_is_said() {
        assert_eq!(why(0.9, |_| [0.4, 0.38, 0.1]), Why::Begun);
        let scene = |time: f32| u64::from(time > 3.5);
        assert_eq!(why_of(4.0, scene, |_| [0.4, 0.38, 0.1]), Why::Begun);
        assert_eq!(Why::new(&History::default(), 0, None), Why::Begun);
    }
}
