//! When a camera's pictures were exposed: at whole multiples of an interval.
//!
//! A camera's own clock is even. The times at which its pictures arrive jitter by more than a
//! lamp's period, and now and then one is missing; both must be known before a phase can be told.

/// A camera's clock, as its pictures' times show it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rhythm {
    /// Seconds from one picture to the next.
    pub(super) interval: f64,
    /// Each picture's number; one that was lost leaves a gap.
    pub(super) numbers: Vec<f64>,
}

/// By what share of the interval the pictures may come early or late (root mean square).
const JITTER: f64 = 0.25;
/// So large a share of the pictures must be there.
const THERE: f64 = 0.6;

impl Rhythm {
    /// The rhythm of these times, in seconds and in order; none where there is no even one.
    pub(super) fn of(times: &[f64]) -> Option<Self> {
        let mut pauses: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        pauses.sort_by(f64::total_cmp);
        let mut interval = *pauses.get(pauses.len() / 2)?;
        if interval <= 0.0 {
            return None;
        }
        let mut numbers = Vec::with_capacity(times.len());
        // Each pass knows the interval better, and thus the numbers.
        for _ in 0..3 {
            number(times, interval, &mut numbers);
            interval = slope(&numbers, times)?;
        }
        let is_even = deviation(&numbers, times, interval) <= JITTER * interval;
        let last = numbers.last().copied().unwrap_or_default();
        let is_full = times.len() as f64 >= THERE * (last + 1.0);
        (is_even && is_full).then_some(Self { interval, numbers })
    }
}

/// Numbers the pictures: each is taken for the nearest that is due. What is expected follows what
/// came slowly, so that one late picture does not shift those behind it.
fn number(times: &[f64], interval: f64, numbers: &mut Vec<f64>) {
    /// How far what is expected moves towards what came.
    const FOLLOW: f64 = 0.2;
    numbers.clear();
    let (mut expected, mut number) = (times.first().copied().unwrap_or_default(), -1.0);
    for &time in times {
        let ahead = ((time - expected) / interval).round().max(0.0);
        number += 1.0 + ahead;
        let due = expected + ahead * interval;
        numbers.push(number);
        expected = due + FOLLOW * (time - due) + interval;
    }
}

/// The slope of the straight line through these points (least squares).
fn slope(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mean_x, mean_y) = (mean(x), mean(y));
    let square: f64 = x.iter().map(|x| (x - mean_x).powi(2)).sum();
    let product: f64 = x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    (square > 0.0 && product > 0.0).then(|| product / square)
}

/// How far the points lie from the line with this slope, as a root mean square.
fn deviation(x: &[f64], y: &[f64], slope: f64) -> f64 {
    let (mean_x, mean_y) = (mean(x), mean(y));
    let errors = x.iter().zip(y).map(|(x, y)| y - mean_y - slope * (x - mean_x));
    (errors.map(|error| error * error).sum::<f64>() / x.len().max(1) as f64).sqrt()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_jitter_are_numbered_and_those_that_are_lost_leave_gaps() {
        let there: Vec<f64> = (0..60).filter(|n| n % 9 != 4).map(f64::from).collect();
        let times: Vec<f64> =
            there.iter().map(|n| 3.0 + n / 30.0 + 0.008 * (n * 5.0 % 7.0) / 7.0).collect();
        let rhythm = Rhythm::of(&times).unwrap();
        assert_eq!(rhythm.numbers, there);
        assert!((rhythm.interval - 1.0 / 30.0).abs() < 5e-5, "{}", rhythm.interval);
    }

    #[test]
    fn pictures_without_an_even_interval_have_no_rhythm() {
        assert_eq!(Rhythm::of(&[]), None);
        assert_eq!(Rhythm::of(&[1.0]), None);
        assert_eq!(Rhythm::of(&[1.0; 30]), None, "all at once");
        let growing: Vec<f64> = (0..40).map(|n| f64::from(n * n)).collect();
        assert_eq!(Rhythm::of(&growing), None);
        let single: Vec<f64> = (0..60).filter(|n| n % 10 < 5).map(f64::from).collect();
        assert_eq!(Rhythm::of(&single), None, "half of them are lost");
    }
}
