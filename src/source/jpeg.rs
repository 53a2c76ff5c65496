//! The outline of a JPEG stream: where it ends, its Huffman tables, and whether it is whole.
//!
//! See ITU-T T.81, annex B. A camera hands over its whole buffer, with bytes of earlier pictures
//! behind the end, and may leave the end marker out; a file may have been cut short, or have lost a
//! part.

mod huffman;
mod scan;

use std::borrow::Cow;

use huffman::{Codes, standard};
use scan::{ALL_BITS, Component, Damage, Scan};

use super::photo::MOST_PIXELS;

/// Start of image.
const SOI: u8 = 0xd8;
/// End of image.
const EOI: u8 = 0xd9;
/// Define Huffman tables.
const DHT: u8 = 0xc4;
/// Define the restart interval.
const DRI: u8 = 0xdd;
/// Start of scan.
const SOS: u8 = 0xda;
/// Starts of frames whose scans can be read through: baseline, extended, progressive.
const FRAMES: [u8; 3] = [0xc0, 0xc1, 0xc2];

/// More scans than this are not read through: a few bytes of each may stand for a whole picture.
/// Ten are usual.
const MOST_SCANS: u32 = 100;

const CUT_SHORT: &str = "the JPEG picture is cut short";

/// An APP0 segment that says "this is a frame of an AVI file": the decoder then supplies the
/// Huffman tables of the JPEG standard's annex K, which such frames leave out.
const AVI1: &[u8] = b"\xff\xe0\x00\x10AVI1\0\0\0\0\0\0\0\0\0\0";

/// A JPEG stream at the start of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outline {
    /// Its length in bytes, the end marker included.
    pub length: usize,
    /// True if it defines Huffman tables. Webcams may leave them out, as AVI files do, and mean the
    /// standard's examples.
    pub has_tables: bool,
    /// True if it has an end marker. Some webcams leave it out.
    pub has_end: bool,
    /// What is wrong with its scans, where they do not bring the whole picture.
    pub damage: Option<Damage>,
}

impl Outline {
    /// The stream with all that a decoder asks for; copied only where something has to be added.
    pub(super) fn complete(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        let stream = &bytes[..self.length];
        if self.has_tables && self.has_end {
            return Cow::Borrowed(stream);
        }
        let (start, rest) = stream.split_at(2);
        let tables = if self.has_tables { &[][..] } else { AVI1 };
        let end = if self.has_end { &[][..] } else { &[0xff, EOI] };
        Cow::Owned([start, tables, rest, end].concat())
    }
}

/// Walks the markers and scans up to the end of the image. The error says what is wrong, without
/// the file.
pub(super) fn outline(bytes: &[u8]) -> Result<Outline, &'static str> {
    if !bytes.starts_with(&[0xff, SOI]) {
        return Err("not a JPEG picture");
    }
    let (mut at, mut has_tables, mut damage) = (2, false, None);
    let mut state = State::default();
    loop {
        let Some(marker) = next_marker(bytes, at) else {
            // The end marker is missing, and perhaps it alone.
            let outline = Outline { length: at, has_tables, has_end: false, damage: None };
            return if damage.is_none() && state.is_whole() { Ok(outline) } else { Err(CUT_SHORT) };
        };
        let code = bytes[marker + 1];
        match code {
            EOI => return Ok(Outline { length: marker + 2, has_tables, has_end: true, damage }),
            // A second start: another picture follows.
            SOI if damage.is_none() && state.is_whole() => {
                return Ok(Outline { length: marker, has_tables, has_end: false, damage });
            }
            SOI => return Err(CUT_SHORT),
            // Restart markers and TEM have no length. In entropy-coded data 0 stands for a 255
            // among the data.
            0x00 | 0x01 | 0xd0..=0xd7 => at = marker + 2,
            _ => {
                let length = bytes.get(marker + 2..marker + 4).ok_or(CUT_SHORT)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                if length < 2 {
                    return Err("the JPEG picture has a segment of impossible length");
                }
                has_tables |= code == DHT;
                // Behind the header of a scan come entropy-coded data, which hold no marker but
                // restarts.
                at = marker + 2 + length;
                let body = bytes.get(marker + 4..at).ok_or(CUT_SHORT)?;
                match code {
                    DHT => state.tables(body),
                    DRI => state.restart = word(body, 0).unwrap_or_default(),
                    SOS => match state.scan(body, bytes, at) {
                        Ok(end) => at = end,
                        // The rest of it is passed over, up to the next marker.
                        Err(reason) => damage = damage.or(Some(reason)),
                    },
                    code if FRAMES.contains(&code) => state.frame(code, body),
                    _ => {}
                }
            }
        }
    }
}

/// The number of 16 bits at this place.
fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at + 2)?;
    Some(u32::from(u16::from_be_bytes([two[0], two[1]])))
}

/// What the segments so far have said of the scans to come. A frame that is not understood is left
/// to the decoder.
#[derive(Debug, Default)]
struct State {
    first: [Option<Codes>; 4],
    further: [Option<Codes>; 4],
    restart: u32,
    progressive: bool,
    units: (u32, u32),
    components: Vec<Component>,
    scans: u32,
}

impl State {
    fn tables(&mut self, mut body: &[u8]) {
        while let Some((&[class, ref counts @ ..], rest)) = body.split_first_chunk::<17>() {
            let total: usize = counts.iter().map(|&count| usize::from(count)).sum();
            let Some((symbols, rest)) = rest.split_at_checked(total) else { return };
            let tables = if class >> 4 == 0 { &mut self.first } else { &mut self.further };
            if let Some(table) = tables.get_mut(usize::from(class & 15)) {
                *table = Codes::new(counts, symbols);
            }
            body = rest;
        }
    }

    fn frame(&mut self, code: u8, body: &[u8]) {
        self.components.clear();
        self.progressive = code == FRAMES[2];
        let (Some(height), Some(width)) = (word(body, 1), word(body, 3)) else { return };
        let parts = body.get(6..).unwrap_or_default().as_chunks::<3>().0;
        let sampling = |part: &[u8; 3]| (u32::from(part[1] >> 4), u32::from(part[1] & 15));
        let most = parts
            .iter()
            .map(sampling)
            .fold((1, 1), |most, own| (most.0.max(own.0), most.1.max(own.1)));
        // Sampling factors go up to 4; a height of 0 is given after the first scan, which no
        // decoder here reads.
        let usable =
            |(across, down): (u32, u32)| (1..=4).contains(&across) && (1..=4).contains(&down);
        let pixels = width as usize * height as usize;
        if !(1..=MOST_PIXELS).contains(&pixels) || !parts.iter().map(sampling).all(usable) {
            return;
        }
        self.units = (width.div_ceil(8 * most.0), height.div_ceil(8 * most.1));
        self.components.extend(parts.iter().map(|part| {
            let (across, down) = sampling(part);
            let blocks = (
                (width * across).div_ceil(most.0).div_ceil(8),
                (height * down).div_ceil(most.1).div_ceil(8),
            );
            let known = if self.progressive { blocks.0 as usize * blocks.1 as usize } else { 0 };
            Component {
                id: part[0],
                sampling: (across, down),
                blocks,
                known: vec![0; known],
                missing_bits: [ALL_BITS; 64],
            }
        }));
    }

    /// Reads through a scan, and gives the place behind it.
    fn scan(&mut self, header: &[u8], bytes: &[u8], at: usize) -> Result<usize, Damage> {
        if self.first.iter().chain(&self.further).all(Option::is_none) {
            (self.first, self.further) = standard();
        }
        self.scans += 1;
        if self.scans > MOST_SCANS {
            return Ok(at);
        }
        let count = usize::from(header.first().copied().unwrap_or_default());
        let (Some(parts), Some(&[from, to, bits])) = (
            header.get(1..1 + 2 * count),
            header.get(1 + 2 * count..).and_then(<[u8]>::first_chunk::<3>),
        ) else {
            return Ok(at);
        };
        let place = |id: u8| self.components.iter().position(|component| component.id == id);
        let parts = parts.as_chunks::<2>().0.iter().map(|&[id, tables]| {
            let first = self.first.get(usize::from(tables >> 4))?.as_ref();
            Some((place(id)?, first, self.further.get(usize::from(tables & 15))?.as_ref()))
        });
        let Some(parts) = parts.collect::<Option<Vec<_>>>().filter(|parts| !parts.is_empty())
        else {
            return Ok(at);
        };
        let (from, to) = (u32::from(from), u32::from(to));
        let band = if self.progressive { (from, to) } else { (0, 63) };
        if band.1 > 63 || band.0 > band.1 || (self.progressive && from > 0 && parts.len() > 1) {
            return Ok(at);
        }
        let bits = if self.progressive { (bits >> 4, bits & 15) } else { (0, 0) };
        let (progressive, restart, units) = (self.progressive, self.restart, self.units);
        Scan { parts, progressive, band, bits, restart, units }.walk(
            bytes,
            at,
            &mut self.components,
        )
    }

    /// True where every bit of every coefficient has come.
    fn is_whole(&self) -> bool {
        let complete = |component: &Component| component.missing_bits == [0; 64];
        !self.components.is_empty() && self.components.iter().all(complete)
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
    use proptest::prelude::*;

    use super::*;

    /// Start, tables, a scan with a stuffed 255 and a restart marker, end.
    const SMALL: &[u8] = &[
        0xff, 0xd8, 0xff, 0xc4, 0, 3, 9, 0xff, 0xda, 0, 2, 1, 0xff, 0, 7, 0xff, 0xd0, 5, 0xff, 0xd9,
    ];

    fn whole(length: usize) -> Outline {
        Outline { length, has_tables: true, has_end: true, damage: None }
    }

    #[test]
    fn the_end_is_found_before_the_bytes_of_an_earlier_picture() {
        let mut buffer = SMALL.to_vec();
        buffer.extend_from_slice(&[1, 2, 0xff, 0xd9, 3]);
        assert_eq!(outline(&buffer), Ok(whole(SMALL.len())));
    }

    #[test]
    fn an_end_marker_inside_a_segment_is_not_the_end() {
        // An Exif segment may hold a whole thumbnail.
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9];
        bytes.extend_from_slice(&SMALL[2..]);
        assert_eq!(outline(&bytes), Ok(whole(bytes.len())));
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

    /// 67 x 50 pixels of the reel's cat as Pillow writes them, colour halved: with a restart marker
    /// every three units, and progressive.
    const RESTART: &[u8] = include_bytes!("../../tests/data/jpeg/restart.jpg");
    const PROGRESSIVE: &[u8] = include_bytes!("../../tests/data/jpeg/progressive.jpg");

    fn damage(bytes: &[u8]) -> Option<Damage> {
        outline(bytes).unwrap().damage
    }

    /// Where the data of its last scan begin.
    fn last_scan(bytes: &[u8]) -> usize {
        let marker = bytes.windows(2).rposition(|pair| pair == [0xff, SOS]).unwrap();
        marker + 2 + word(bytes, marker + 2).unwrap() as usize
    }

    #[test]
    fn a_picture_without_its_end_marker_is_whole_and_one_that_is_cut_in_its_scan_is_not() {
        for picture in [RESTART, PROGRESSIVE] {
            assert_eq!(outline(picture), Ok(whole(picture.len())));
            let data = picture.len() - 2;
            for length in [data, data + 1] {
                let outline = outline(&picture[..length]).unwrap();
                assert!(!outline.has_end && outline.damage.is_none());
                assert_eq!(outline.complete(&picture[..length]), picture);
            }
            for length in 2..data {
                assert_eq!(outline(&picture[..length]), Err(CUT_SHORT), "{length} of {data}");
            }
            // Another picture begins where the end should have been.
            let mut two = picture[..data].to_vec();
            two.extend_from_slice(picture);
            assert_eq!(outline(&two).map(|outline| outline.length), Ok(data));
            two.drain(data - 5..data);
            assert_eq!(outline(&two), Err(CUT_SHORT));
        }
    }

    #[test]
    fn what_is_missing_before_an_end_marker_is_damage() {
        for picture in [RESTART, PROGRESSIVE] {
            let scan = last_scan(picture);
            for cut in [scan + 5, usize::midpoint(scan, picture.len()), picture.len() - 3] {
                let mut bytes = picture[..cut].to_vec();
                bytes.extend([0xff, EOI]);
                assert_eq!(damage(&bytes), Some(Damage::Missing), "cut at {cut}");
                assert_eq!(outline(&bytes).unwrap().length, bytes.len());
            }
        }
    }

    #[test]
    fn a_lost_restart_marker_is_damage() {
        let scan = last_scan(RESTART);
        let marker = |number: u8| {
            let pair = [0xff, 0xd0 + number];
            scan + RESTART[scan..].windows(2).position(|two| two == pair).unwrap()
        };
        for number in 0..2 {
            let mut lost = RESTART.to_vec();
            lost.drain(marker(number)..marker(number) + 2);
            assert_eq!(damage(&lost), Some(Damage::Restart));
            // With all that came before it.
            let mut lost = RESTART.to_vec();
            lost.drain(marker(number)..marker(number + 1));
            assert_eq!(damage(&lost), Some(Damage::Restart));
        }
    }

    #[test]
    fn a_few_bytes_too_many_are_what_webcams_send() {
        for (spare, want) in [
            (vec![0x5a; 10], None),
            (vec![0; 5000], None),
            (vec![0xff; 300], None),
            (vec![0x5a; 40], Some(Damage::LeftOver)),
        ] {
            let mut bytes = RESTART.to_vec();
            bytes.splice(bytes.len() - 2..bytes.len() - 2, spare.iter().copied());
            assert_eq!(damage(&bytes), want, "{} of {}", spare.len(), spare[0]);
        }
    }

    #[test]
    fn frames_that_cannot_be_read_through_are_left_to_the_decoder() {
        // Arithmetic coding, and no frame at all.
        let mut other = RESTART.to_vec();
        let frame = other.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        other[frame + 1] = 0xc9;
        assert_eq!(damage(&other), None);
        other.truncate(other.len() - 2);
        assert_eq!(outline(&other), Err(CUT_SHORT));
    }

    proptest! {
        #[test]
        fn damage_is_found_or_not_but_never_a_panic(
            damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
            progressive in any::<bool>(), cut in any::<proptest::sample::Index>(),
        ) {
            let mut bytes = if progressive { PROGRESSIVE } else { RESTART }.to_vec();
            for (at, value) in damage {
                *at.get_mut(&mut bytes) = value;
            }
            if let Ok(outline) = outline(&bytes) {
                prop_assert!(outline.length <= bytes.len());
            }
            let _either = outline(&bytes[..cut.index(bytes.len())]);
        }
    }
}
