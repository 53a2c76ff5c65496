//! Numbers in words: how sure, which percentages, how fast.

use std::time::Duration;

/// How sure the network is of its best guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// From 80 %.
    Sure,
    /// From 50 %: more likely than everything else together.
    FairlySure,
    /// From 30 %.
    Perhaps,
    /// Below 30 %.
    NotSure,
}

impl Sureness {
    /// Of a probability between 0 and 1.
    pub fn of(probability: f32) -> Self {
        match probability {
            p if p >= 0.8 => Self::Sure,
            p if p >= 0.5 => Self::FairlySure,
            p if p >= 0.3 => Self::Perhaps,
            _ => Self::NotSure,
        }
    }

    /// True where the answer deserves to be called one.
    pub fn is_answer(self) -> bool {
        matches!(self, Self::Sure | Self::FairlySure)
    }

    /// What stands above the answer.
    pub fn introduction(self) -> String {
        match self {
            Self::Sure => say!("introduce-sure"),
            Self::FairlySure => say!("introduce-fairly-sure"),
            Self::Perhaps => say!("introduce-perhaps"),
            Self::NotSure => say!("introduce-not-sure"),
        }
    }

    /// What stands beside the percentage, with the second guess: in full, and for where there is
    /// less room.
    pub fn comments(self, second: &str) -> [String; 2] {
        let full = match self {
            Self::Sure => say!("comment-sure"),
            Self::FairlySure => say!("comment-fairly-sure", second = second),
            Self::Perhaps => say!("comment-perhaps", second = second),
            Self::NotSure => say!("comment-not-sure", second = second),
        };
        [full, say!("comment-short", second = second)]
    }
}

/// Whole percentages of shares that make up one, adding up to exactly 100 (largest remainders are
/// rounded up).
pub fn percentages(shares: &[f32]) -> Vec<u32> {
    let total: f64 = shares.iter().map(|&s| f64::from(s.max(0.0))).sum();
    if total <= 0.0 || !total.is_finite() {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares.iter().map(|&s| f64::from(s.max(0.0)) / total * 100.0).collect();
    let mut whole: Vec<u32> = exact.iter().map(|&p| p as u32).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    let missing = 100_u32.saturating_sub(whole.iter().sum()) as usize;
    for &index in order.iter().take(missing) {
        whole[index] += 1;
    }
    whole
}

/// "38 %", and "< 1 %" for what rounds to nothing but is there.
pub fn percent(whole: u32, share: f32) -> String {
    if whole == 0 && share > 0.0 { say!("percent-below-one") } else { say!("percent", of = whole) }
}

/// "not once", "once", "twice", "7 times".
pub fn times(count: usize) -> String {
    say!("times", count = count)
}

/// A delay as people say it: "1/40 s", "2 s".
pub fn delay(latency: Duration) -> String {
    let seconds = latency.as_secs_f32();
    if seconds <= 0.0 {
        say!("delay", seconds = "0")
    } else if seconds < 0.75 {
        say!("delay-part", part = format!("{:.0}", (1.0 / seconds).clamp(1.0, 999.0)))
    } else {
        say!("delay", seconds = format!("{seconds:.0}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_add_up_to_a_hundred() {
        // Rounding each alone gives 38 + 33 + 16 + 2 + 1 + 8 = 98; the two largest remainders below
        // a half are lifted.
        let shares = [0.3845, 0.3341, 0.1642, 0.0243, 0.0135, 0.0794];
        let whole = percentages(&shares);
        assert_eq!(whole, [39, 33, 16, 3, 1, 8]);
        assert_eq!(whole.iter().sum::<u32>(), 100);
        assert_eq!(percentages(&[f32::NAN, 0.0]), [0, 0]);
        assert_eq!(percentages(&[1.0]), [100]);
    }

    #[test]
    fn a_share_that_rounds_to_nothing_is_not_called_nothing() {
        assert_eq!(percent(0, 0.001), "< 1 %");
        assert_eq!(percent(0, 0.0), "0 %");
        assert_eq!(percent(38, 0.38), "38 %");
    }

    #[test]
    fn small_counts_have_words_of_their_own() {
        let said = [0, 1, 2, 3, 1234].map(times);
        assert_eq!(said, ["not once", "once", "twice", "3 times", "1234 times"]);
    }

    #[test]
    fn a_delay_reads_as_a_fraction_of_a_second() {
        assert_eq!(delay(Duration::from_millis(25)), "1/40 s");
        assert_eq!(delay(Duration::from_millis(1900)), "2 s");
        assert_eq!(delay(Duration::ZERO), "0 s");
    }

    #[test]
    fn an_answer_needs_half_of_the_probability() {
        assert!(Sureness::of(0.5).is_answer());
        assert!(!Sureness::of(0.49).is_answer());
        assert_eq!(Sureness::of(f32::NAN), Sureness::NotSure);
    }

    #[test]
    fn below_thirty_per_cent_it_says_that_it_is_not_sure() {
        assert_eq!(Sureness::of(0.3).introduction(), "perhaps");
        assert_eq!(Sureness::of(0.29).introduction(), "not sure: perhaps …");
    }
}
