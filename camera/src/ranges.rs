//! What to take of the ranges that a V4L2 driver offers in place of lists.

/// Least, most and step of one side of a picture, in pixels.
pub(crate) type Side = (u32, u32, u32);

/// The size nearest to a wish, on the steps of a range of sizes.
pub(crate) fn nearest((width, height): (u32, u32), columns: Side, rows: Side) -> (u32, u32) {
    let fit = |wish: u32, (least, most, step): Side| {
        let wish = wish.clamp(least, most.max(least));
        wish - (wish - least) % step.max(1)
    };
    (fit(width, columns), fit(height, rows))
}

/// A time between two pictures, as a fraction of a second.
pub(crate) type Interval = (u32, u32);

/// Of a range of intervals a thirtieth of a second if it lies within, else the shortest.
pub(crate) fn thirtieth(shortest: Interval, longest: Interval) -> Interval {
    let seconds = |(a, b): Interval| f64::from(a) / f64::from(b);
    let within = seconds(shortest) <= 1.0 / 30.0 && 1.0 / 30.0 <= seconds(longest);
    if within { (1, 30) } else { lowest(shortest) }
}

/// The fraction in its lowest terms.
pub(crate) fn lowest((a, b): Interval) -> Interval {
    let divisor = greatest_common_divisor(a, b).max(1);
    (a / divisor, b / divisor)
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_size_of_a_range_lies_on_its_steps() {
        let of = |least, most, step| nearest((640, 480), (least, most, step), (least, most, step));
        assert_eq!(of(2, 8192, 1), (640, 480));
        assert_eq!(of(48, 320, 16), (320, 320));
        assert_eq!(of(50, 2000, 100), (550, 450));
        assert_eq!(of(800, 800, 0), (800, 800));
    }

    #[test]
    fn of_a_range_of_rates_thirty_a_second_are_taken_or_the_fastest() {
        assert_eq!(thirtieth((1, 60), (1, 5)), (1, 30));
        assert_eq!(thirtieth((2, 30), (1, 5)), (1, 15));
        assert_eq!(thirtieth((1, 120), (1, 60)), (1, 120));
        assert_eq!(lowest((12375, 742_500)), (1, 60));
        assert_eq!(lowest((0, 0)), (0, 0));
    }
}
