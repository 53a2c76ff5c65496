//! The writer of raw pictures with their times as Matroska, as little of it as ffmpeg needs.
//!
//! ffmpeg knows no simpler form that says when each picture was shown. With its own clock the times
//! would be those at which it came to read them, which is later where the encoder is behind, and
//! nonsense where no clock runs at all, as in `render`.

use crate::geometry::Size;

/// Elements by their names in RFC 9559.
const EBML: &[u8] = &[0x1a, 0x45, 0xdf, 0xa3];
const DOC_TYPE: &[u8] = &[0x42, 0x82];
const DOC_TYPE_VERSION: &[u8] = &[0x42, 0x87];
const DOC_TYPE_READ_VERSION: &[u8] = &[0x42, 0x85];
const SEGMENT: &[u8] = &[0x18, 0x53, 0x80, 0x67];
const INFO: &[u8] = &[0x15, 0x49, 0xa9, 0x66];
const TIMESTAMP_SCALE: &[u8] = &[0x2a, 0xd7, 0xb1];
const MUXING_APP: &[u8] = &[0x4d, 0x80];
const WRITING_APP: &[u8] = &[0x57, 0x41];
const TRACKS: &[u8] = &[0x16, 0x54, 0xae, 0x6b];
const TRACK_ENTRY: &[u8] = &[0xae];
const TRACK_NUMBER: &[u8] = &[0xd7];
const TRACK_UID: &[u8] = &[0x73, 0xc5];
const TRACK_TYPE: &[u8] = &[0x83];
const CODEC_ID: &[u8] = &[0x86];
const VIDEO: &[u8] = &[0xe0];
const PIXEL_WIDTH: &[u8] = &[0xb0];
const PIXEL_HEIGHT: &[u8] = &[0xba];
const COLOUR_SPACE: &[u8] = &[0x2e, 0xb5, 0x24];
const COLOUR: &[u8] = &[0x55, 0xb0];
const MATRIX_COEFFICIENTS: &[u8] = &[0x55, 0xb1];
const RANGE: &[u8] = &[0x55, 0xb9];
const TRANSFER_CHARACTERISTICS: &[u8] = &[0x55, 0xba];
const PRIMARIES: &[u8] = &[0x55, 0xbb];
const CLUSTER: &[u8] = &[0x1f, 0x43, 0xb6, 0x75];
const TIMESTAMP: &[u8] = &[0xe7];
const SIMPLE_BLOCK: &[u8] = &[0xa3];

/// A size that is not known beforehand.
const UNKNOWN: [u8; 8] = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
/// Track 1, no time beside the cluster's, a picture that needs no other.
const BLOCK: [u8; 4] = [0x81, 0, 0, 0x80];
const MILLISECOND: u64 = 1_000_000;
/// ITU-R BT.709, which is what films are in.
const BT709: u64 = 1;
/// Black is 16, white 235.
const LIMITED: u64 = 1;

/// What comes before the first picture.
pub fn head(size: Size) -> Vec<u8> {
    let colour = [
        number(MATRIX_COEFFICIENTS, BT709),
        number(TRANSFER_CHARACTERISTICS, BT709),
        number(PRIMARIES, BT709),
        number(RANGE, LIMITED),
    ];
    let video = [
        number(PIXEL_WIDTH, size.width as u64),
        number(PIXEL_HEIGHT, size.height as u64),
        element(COLOUR_SPACE, b"I420"),
        element(COLOUR, &colour.concat()),
    ];
    let track = [
        number(TRACK_NUMBER, 1),
        number(TRACK_UID, 1),
        number(TRACK_TYPE, 1),
        element(CODEC_ID, b"V_UNCOMPRESSED"),
        element(VIDEO, &video.concat()),
    ];
    let info = [
        number(TIMESTAMP_SCALE, MILLISECOND),
        element(MUXING_APP, b"DeepVis"),
        element(WRITING_APP, b"DeepVis"),
    ];
    let versions = [
        element(DOC_TYPE, b"matroska"),
        number(DOC_TYPE_VERSION, 4),
        number(DOC_TYPE_READ_VERSION, 2),
    ];
    [
        element(EBML, &versions.concat()),
        [SEGMENT, &UNKNOWN].concat(),
        element(INFO, &info.concat()),
        element(TRACKS, &element(TRACK_ENTRY, &track.concat())),
    ]
    .concat()
}

/// What comes before a picture of so many bytes that is shown at this millisecond.
pub fn before(milliseconds: u64, bytes: usize) -> Vec<u8> {
    let time = number(TIMESTAMP, milliseconds);
    let block = [SIMPLE_BLOCK, &length(BLOCK.len() + bytes), &BLOCK].concat();
    [CLUSTER, &length(time.len() + block.len() + bytes), &time, &block].concat()
}

fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    [id, &length(content.len()), content].concat()
}

fn number(id: &[u8], value: u64) -> Vec<u8> {
    element(id, &value.to_be_bytes())
}

/// In eight bytes, of which the first only says that there are eight.
fn length(bytes: usize) -> [u8; 8] {
    (bytes as u64 | 1 << 56).to_be_bytes()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// What lies in a stream: the pictures' times in milliseconds and their bytes.
    pub fn read(stream: &[u8]) -> Vec<(u64, Vec<u8>)> {
        let mut found = Vec::new();
        let mut time = 0;
        walk(stream, &mut |id, content| match id {
            TIMESTAMP => time = u64::from_be_bytes(content.try_into().unwrap()),
            SIMPLE_BLOCK => found.push((time, content[BLOCK.len()..].to_vec())),
            _ => {}
        });
        found
    }

    /// Every element, those inside of others as well.
    fn walk(mut bytes: &[u8], visit: &mut dyn FnMut(&[u8], &[u8])) {
        while !bytes.is_empty() {
            let (id, rest) = bytes.split_at(bytes[0].leading_zeros() as usize + 1);
            let (length, rest) = rest.split_at(8);
            let length = u64::from_be_bytes(length.try_into().unwrap()) & !(1 << 56);
            let length = if length == (1 << 56) - 1 { rest.len() } else { length as usize };
            let (content, after) = rest.split_at(length);
            visit(id, content);
            if [SEGMENT, CLUSTER, TRACKS, TRACK_ENTRY, VIDEO].contains(&id) {
                walk(content, visit);
            }
            bytes = after;
        }
    }

    #[test]
    fn every_element_is_as_long_as_it_says() {
        let stream = [head(Size::new(640, 2)), before(7, 3), b"abc".to_vec(), before(300, 1)];
        let stream = [stream.concat(), b"d".to_vec()].concat();
        assert_eq!(read(&stream), [(7, b"abc".to_vec()), (300, b"d".to_vec())]);
        let mut width = None;
        walk(&stream, &mut |id, content| {
            if id == PIXEL_WIDTH {
                width = Some(content.to_vec());
            }
        });
        assert_eq!(width, Some(640_u64.to_be_bytes().to_vec()));
    }
}
