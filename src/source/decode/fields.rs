//! One field of an interlaced picture, spread over the whole height.
//!
//! The rows of the two fields are of two moments: shown together, the edges of what moves are
//! combs, which a network takes for texture. So the second field is left out, and the rows between
//! those of the first are the means of their neighbours.

use deepvis_camera::Fields;

/// Rows of the first field, or of the whole picture where all rows are of one moment.
pub(super) fn rows(height: usize, fields: Fields) -> usize {
    match fields {
        Fields::None | Fields::Single => height,
        Fields::Interleaved | Fields::Apart => height.div_ceil(2),
    }
}

/// Spreads the rows in the upper half, of so many bytes each, over the whole picture.
pub(super) fn spread(picture: &mut [u8], row: usize) {
    let height = picture.len() / row;
    // From below, so that no row is overwritten before it has been moved.
    for y in (1..height.div_ceil(2)).rev() {
        picture.copy_within(y * row..(y + 1) * row, 2 * y * row);
    }
    fill(picture, row);
}

/// Makes every odd row the mean of its neighbours; the last one has but one.
pub(super) fn fill(picture: &mut [u8], row: usize) {
    let mut rest = picture;
    while let Some((above, below)) = rest.split_at_mut_checked(row) {
        let Some((between, below)) = below.split_at_mut_checked(row) else { return };
        match below.get(..row) {
            Some(under) => {
                for (mean, (&a, &b)) in between.iter_mut().zip(above.iter().zip(under)) {
                    *mean = (u16::from(a) + u16::from(b)).div_ceil(2) as u8;
                }
            }
            None => between.copy_from_slice(above),
        }
        rest = below;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white bar of two columns, so far to the right, in as many rows.
    fn bar(at: usize, rows: usize) -> Vec<u8> {
        let row = (0..8).flat_map(|x| [if (at..at + 2).contains(&x) { 255 } else { 0 }; 3]);
        row.collect::<Vec<_>>().repeat(rows)
    }

    #[test]
    fn a_bar_that_moves_is_where_it_was_in_the_first_field_alone() {
        for height in 1..=7 {
            let (first, second) = (height - height / 2, height / 2);
            let apart = [bar(1, first), bar(4, second)].concat();
            let woven = (0..height).flat_map(|y| bar([1, 4][y % 2], 1)).collect();
            for (mut picture, make) in
                [(apart, spread as fn(&mut [u8], usize)), (woven, fill as fn(&mut [u8], usize))]
            {
                make(&mut picture, 24);
                assert_eq!(picture, bar(1, height), "{height} rows");
            }
        }
    }

    #[test]
    fn the_rows_between_are_means_and_the_last_is_as_the_one_above() {
        let mut picture = [10, 11, 20, 30, 21, 40, 99, 99, 99, 99, 99, 99];
        spread(&mut picture, 2);
        assert_eq!(picture, [10, 11, 15, 21, 20, 30, 21, 35, 21, 40, 21, 40]);
    }

    #[test]
    fn a_slope_stays_a_slope() {
        let mut picture: Vec<u8> = (0..9).map(|y| if y % 2 == 0 { y * 20 } else { 77 }).collect();
        fill(&mut picture, 1);
        assert_eq!(picture, [0, 20, 40, 60, 80, 100, 120, 140, 160]);
    }

    #[test]
    fn half_of_the_rows_are_a_field_rounded_up() {
        let rows = |fields| [480, 481, 1].map(|height| rows(height, fields));
        assert_eq!(rows(Fields::None), [480, 481, 1]);
        assert_eq!(rows(Fields::Single), [480, 481, 1]);
        assert_eq!(rows(Fields::Interleaved), [240, 241, 1]);
        assert_eq!(rows(Fields::Apart), [240, 241, 1]);
    }
}
