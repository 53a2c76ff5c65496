//! The outline of a JPEG stream (ITU-T T.81, annex B): where it ends, and whether it brings its Huffman tables. A camera
//! hands over its whole buffer, with bytes of earlier pictures behind the end; a file may have been cut short.

/// Start of image.
const SOI: u8 = 0xd8;
/// End of image.
const EOI: u8 = 0xd9;
/// Define Huffman tables.
const DHT: u8 = 0xc4;

const CUT_SHORT: &str = "the JPEG picture is cut short";

/// A complete JPEG stream at the start of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outline {
    /// Its length in bytes, the end marker included.
    pub length: usize,
    /// True if it defines Huffman tables. Webcams may leave them out, as AVI files do, and mean the standard's examples.
    pub has_tables: bool,
}

/// Walks the markers up to the end of the image. The error says what is wrong, without the file.
pub(super) fn outline(bytes: &[u8]) -> Result<Outline, &'static str> {
    if !bytes.starts_with(&[0xff, SOI]) {
        return Err("not a JPEG picture");
    }
    let (mut at, mut has_tables) = (2, false);
    loop {
        let marker = next_marker(bytes, at).ok_or(CUT_SHORT)?;
        let code = bytes[marker + 1];
        match code {
            EOI => return Ok(Outline { length: marker + 2, has_tables }),
            // A second start: the rest of this picture never came, and another one follows.
            SOI => return Err(CUT_SHORT),
            // Restart markers and TEM have no length. In entropy-coded data 0 stands for a 255 among the data.
            0x00 | 0x01 | 0xd0..=0xd7 => at = marker + 2,
            _ => {
                let length = bytes.get(marker + 2..marker + 4).ok_or(CUT_SHORT)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                if length < 2 {
                    return Err("the JPEG picture has a segment of impossible length");
                }
                has_tables |= code == DHT;
                // Behind the header of a scan come entropy-coded data, which hold no marker but restarts.
                at = marker + 2 + length;
            }
        }
    }
}

/// The position of the next 255 that is followed by something else (a run of 255 is filling).
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xff)?;
        match bytes.get(at + 1)? {
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Start, tables, a scan with a stuffed 255 and a restart marker, end.
    const SMALL: &[u8] = &[
        0xff, 0xd8, 0xff, 0xc4, 0, 3, 9, 0xff, 0xda, 0, 2, 1, 0xff, 0, 7, 0xff, 0xd0, 5, 0xff, 0xd9,
    ];

    #[test]
    fn the_end_is_found_before_the_bytes_of_an_earlier_picture() {
        let mut buffer = SMALL.to_vec();
        buffer.extend_from_slice(&[1, 2, 0xff, 0xd9, 3]);
        assert_eq!(outline(&buffer), Ok(Outline { length: SMALL.len(), has_tables: true }));
    }

    #[test]
    fn an_end_marker_inside_a_segment_is_not_the_end() {
        // An Exif segment may hold a whole thumbnail.
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9];
        bytes.extend_from_slice(&SMALL[2..]);
        assert_eq!(outline(&bytes), Ok(Outline { length: bytes.len(), has_tables: true }));
    }

    #[test]
    fn every_cut_is_noticed() {
        for length in 0..SMALL.len() {
            assert!(outline(&SMALL[..length]).is_err(), "cut at {length}");
        }
        let mut two = SMALL[..12].to_vec();
        two.extend_from_slice(SMALL);
        assert_eq!(outline(&two), Err(CUT_SHORT));
    }
}
