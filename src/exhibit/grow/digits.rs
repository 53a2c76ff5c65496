//! The handwritten digits: 1797 pictures of 8 by 8 values, and which are held back.
//!
//! UCI's "Optical Recognition of Handwritten Digits" (Alpaydin and Kaynak 1998, CC BY 4.0), its
//! part for tests, as scikit-learn ships it: each value counts the inked pixels of a field of 4 by
//! 4, out of a bitmap of 32 by 32.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::GzDecoder;

use crate::error::{Error, Result};

/// Rows and columns of a picture.
pub const SIDE: usize = 8;
/// Values of a picture.
pub const PIXELS: usize = SIDE * SIDE;
/// The largest value.
pub const INK: u8 = 16;
/// How many classes there are: the digits 0 to 9.
pub const CLASSES: usize = 10;
/// How many pictures there are.
pub const ALL: usize = 1797;
/// The last so many are held back: it never learns from them.
pub const HELD_BACK: usize = 360;
/// It learns from these, the first ones.
pub const LEARNED: usize = ALL - HELD_BACK;

/// A handwritten digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digit {
    /// Values up to [`INK`], row after row.
    pub pixels: [u8; PIXELS],
    /// Which digit it is, 0 to 9.
    pub label: u8,
}

/// All of them, in the order of the file.
///
/// # Errors
/// [`Error::Network`] where the file that is built in is not what it should be.
pub fn all() -> Result<&'static [Digit]> {
    static DIGITS: OnceLock<Option<Vec<Digit>>> = OnceLock::new();
    let file = include_bytes!("../../../assets/digits.csv.gz");
    let digits = DIGITS.get_or_init(|| read(file)).as_deref();
    digits.ok_or_else(|| Error::Network("the built-in digits are damaged".into()))
}

/// Those that it learns from.
///
/// # Errors
/// Those of [`all`].
pub fn learned() -> Result<&'static [Digit]> {
    Ok(&all()?[..LEARNED])
}

/// Those that are held back.
///
/// # Errors
/// Those of [`all`].
pub fn held_back() -> Result<&'static [Digit]> {
    Ok(&all()?[LEARNED..])
}

fn read(file: &[u8]) -> Option<Vec<Digit>> {
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).ok()?;
    let digits: Vec<Digit> = text.lines().map(digit).collect::<Option<_>>()?;
    (digits.len() == ALL).then_some(digits)
}

/// 64 values and the label, with commas between them.
fn digit(line: &str) -> Option<Digit> {
    let values: Vec<u8> = line.split(',').map(|value| value.parse().ok()).collect::<Option<_>>()?;
    let (&label, pixels) = values.split_last()?;
    let pixels: [u8; PIXELS] = pixels.try_into().ok()?;
    let fits = usize::from(label) < CLASSES && pixels.iter().all(|&value| value <= INK);
    fits.then_some(Digit { pixels, label })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_complete_and_the_last_fifth_is_held_back() {
        let (learned, held_back) = (learned().unwrap(), held_back().unwrap());
        assert_eq!((learned.len(), held_back.len()), (1437, 360));
        assert_eq!([learned, held_back].concat(), all().unwrap());
        let mut counts = [0; CLASSES];
        all().unwrap().iter().for_each(|digit| counts[usize::from(digit.label)] += 1);
        // As scikit-learn counts them.
        assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        let ink = |digit: &Digit| digit.pixels.iter().map(|&value| u64::from(value)).sum::<u64>();
        assert_eq!(all().unwrap().iter().map(ink).sum::<u64>(), 561_718);
    }

    #[test]
    fn a_damaged_file_is_noticed() {
        let file = include_bytes!("../../../assets/digits.csv.gz");
        assert!(read(&file[..file.len() / 2]).is_none());
        assert!(read(b"1,2,3").is_none());
        let zeros = "0,".repeat(64);
        assert!(digit(&format!("{zeros}9")).is_some());
        assert!(digit(&format!("{zeros}10")).is_none());
        assert!(digit(&format!("17,{}9", "0,".repeat(63))).is_none());
    }
}
