//! Numbers in words: which percentages, how often, how fast.

use std::time::Duration;

use crate::network::manifest::Answers;

/// Fewer would be 0.0 or 0.1 million.
pub const FEWEST_IN_MILLIONS: u64 = 100_000;

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

/// The percentages of some of an answer's shares. Where one class is meant, the last is that of
/// everything else, and all add up to 100; where several are, each is rounded by itself.
pub fn percentages_of(answers: Answers, shares: &[f32]) -> Vec<u32> {
    match answers {
        Answers::OneOf => percentages(shares),
        Answers::Several => shares.iter().map(|share| (share * 100.0).round() as u32).collect(),
    }
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

/// So many numbers of a network: in millions, and where these would hardly be a tenth of one, as
/// they are. In Spanish and French the word that the noun needs after millions is part of it.
pub fn amount(numbers: u64) -> String {
    if numbers < FEWEST_IN_MILLIONS {
        return numbers.to_string();
    }
    say!("amount-of-numbers", millions = format!("{:.1}", numbers as f64 / 1e6))
}

/// A value of any size in few characters.
pub fn number(value: f32) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 1.0 || size == 0.0 => format!("{value:.1}"),
        size if size >= 0.01 => format!("{value:.2}"),
        _ => format!("{value:.0e}"),
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
    fn several_classes_at_once_do_not_add_up_to_a_hundred() {
        let whole = percentages_of(Answers::Several, &[0.97, 0.803, 0.001]);
        assert_eq!(whole, [97, 80, 0]);
        assert_eq!(percentages_of(Answers::OneOf, &[0.97, 0.03]), [97, 3]);
    }

    #[test]
    fn a_share_that_rounds_to_nothing_is_not_called_nothing() {
        assert_eq!(percent(0, 0.001), "<\u{a0}1\u{a0}%");
        assert_eq!(percent(0, 0.0), "0\u{a0}%");
        assert_eq!(percent(38, 0.38), "38\u{a0}%");
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
    fn few_numbers_are_no_part_of_a_million() {
        let said = [21, 99_999, 100_000, 4_652_008].map(amount);
        assert_eq!(said, ["21", "99999", "0.1\u{a0}million", "4.7\u{a0}million"]);
    }

    #[test]
    fn numbers_of_any_size_are_short() {
        let numbers = [0.0, 6.0, 12.34, 0.25, -0.5, 0.000_012, 431.6, -3.0].map(number);
        assert_eq!(numbers, ["0.0", "6.0", "12.3", "0.25", "-0.50", "1e-5", "432", "-3.0"]);
    }
}
