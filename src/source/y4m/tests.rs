//! Tests of the y4m reader on whole streams: colours, times, seeking, refusals, damage.

use std::io::Cursor;

use proptest::prelude::*;

use super::planes::Chroma;
use super::*;
use crate::geometry::Size;

const BLACK: u8 = 16;
const WHITE: u8 = 235;

fn stream(header: &str, pictures: &[&[u8]]) -> Vec<u8> {
    let mut bytes = format!("YUV4MPEG2 {header}\n").into_bytes();
    for picture in pictures {
        bytes.extend_from_slice(b"FRAME\n");
        bytes.extend_from_slice(picture);
    }
    bytes
}

fn open(bytes: &[u8]) -> Result<Y4m<Cursor<&[u8]>>, Refusal> {
    Y4m::open(Cursor::new(bytes))
}

fn refusal(bytes: &[u8]) -> String {
    open(bytes).err().unwrap().to_string()
}

/// The first picture.
fn first(header: &str, planes: &[u8]) -> Picture {
    let bytes = stream(header, &[planes]);
    let (mut y4m, mut picture) = (open(&bytes).unwrap(), Picture::default());
    assert!(matches!(y4m.read(&mut picture), Next::Picture(_)), "{header}");
    assert_eq!(y4m.read(&mut Picture::default()), Next::End);
    picture
}

#[track_caller]
fn assert_near(got: &[u8], want: &[u8]) {
    assert_eq!(got.len(), want.len());
    let worst = got.iter().zip(want).map(|(got, want)| got.abs_diff(*want)).max();
    assert!(worst <= Some(2), "{got:?}");
}

/// BT.601 in limited range: Y 81, U 90, V 240 is pure red; Y 145, U 54, V 34 pure green.
#[test]
fn every_kind_of_colour_is_bt601_in_limited_range() {
    let red = [255, 0, 0].repeat(4);
    for header in ["W2 H2", "W2 H2 C420", "C420jpeg H2 W2", "W2 H2 C420mpeg2", "W2 H2 C420paldv"] {
        assert_near(&first(header, &[81, 81, 81, 81, 90, 240]).rgb, &red);
    }
    assert_near(&first("W2 H2 C422", &[81, 81, 81, 81, 90, 90, 240, 240]).rgb, &red);
    let green_below = [81, 81, 145, 145, 90, 90, 54, 54, 240, 240, 34, 34];
    let wanted = [255, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0];
    assert_near(&first("W2 H2 C444", &green_below).rgb, &wanted);
    let grey = first("W2 H2 Cmono", &[BLACK, WHITE, 126, BLACK]);
    assert_near(&grey.rgb, &[0, 0, 0, 255, 255, 255, 128, 128, 128, 0, 0, 0]);
}

#[test]
fn full_range_is_taken_as_such_where_the_header_says_so() {
    let grey = first("W2 H1 Cmono XCOLORRANGE=FULL", &[0, 77]);
    assert_near(&grey.rgb, &[0, 0, 0, 77, 77, 77]);
}

#[test]
fn odd_sizes_have_a_colour_for_their_last_column_and_row() {
    for (width, height) in [(1, 1), (3, 1), (1, 3), (3, 3), (5, 2), (17, 9), (33, 31)] {
        for (kind, chroma) in [
            ("420", Chroma::Quarter),
            ("422", Chroma::Half),
            ("444", Chroma::Full),
            ("mono", Chroma::Mono),
        ] {
            let (u, v) = chroma.plane(width, height);
            let mut planes = vec![145; width * height];
            planes.extend(std::iter::repeat_n(54, u * v).chain(std::iter::repeat_n(34, u * v)));
            let header = format!("W{width} H{height} C{kind}");
            let picture = first(&header, &planes);
            assert_eq!(picture.size, Size::new(width as i32, height as i32));
            let green = if kind == "mono" { [150; 3] } else { [0, 255, 0] };
            assert_near(&picture.rgb, &green.repeat(width * height));
        }
    }
}

#[test]
fn pictures_stay_as_long_as_the_rate_says_and_no_error_adds_up() {
    let pictures = [&[BLACK][..]; 31];
    for (rate, wanted) in
        [("F30000:1001", 1_034_366_666), ("", 1_240_000_000), ("F0:0", 1_240_000_000)]
    {
        let bytes = stream(&format!("W1 H1 Cmono {rate}"), &pictures);
        let mut y4m = open(&bytes).unwrap();
        let mut total = Duration::ZERO;
        while let Next::Picture(stays) = y4m.read(&mut Picture::default()) {
            total += stays;
        }
        // 31 * 1001 / 30000 s; 31 / 25 s where nothing is said.
        assert_eq!(total, Duration::from_nanos(wanted), "{rate}");
    }
    let y4m = stream("W1 H1 Cmono F30000:1001", &[]);
    assert_eq!(open(&y4m).unwrap().describe(), "1x1, 29.97 fps");
}

#[test]
fn seeking_finds_the_picture_that_is_shown_at_that_time() {
    let luma: Vec<[u8; 1]> = (0..100).map(|number| [16 + 2 * number as u8]).collect();
    let pictures: Vec<&[u8]> = luma.iter().map(|picture| &picture[..]).collect();
    let mut bytes = stream("W1 H1 Cmono F30000:1001", &pictures[..50]);
    // Lines may differ in length.
    for picture in &pictures[50..] {
        bytes.extend_from_slice(b"FRAME Ip XA\n");
        bytes.extend_from_slice(picture);
    }
    let mut y4m = open(&bytes).unwrap();
    let rate = y4m.header.rate;
    let mut got = Picture::default();
    for number in [0_u64, 7, 99, 50, 51, 3, 98, 0] {
        y4m.seek(rate.time(number)).unwrap();
        assert!(matches!(y4m.read(&mut got), Next::Picture(_)));
        let mut wanted = Picture::default();
        y4m.header.convert(pictures[number as usize], &mut wanted).unwrap();
        assert_eq!(got, wanted, "picture {number}");
    }
    y4m.seek(Duration::from_secs(4)).unwrap();
    assert_eq!(y4m.read(&mut got), Next::End);
    y4m.seek(Duration::ZERO).unwrap();
    assert!(matches!(y4m.read(&mut got), Next::Picture(_)));
}

#[test]
fn what_is_not_read_is_one_line_with_the_value() {
    let error = |header: &str| refusal(&stream(header, &[]));
    assert_eq!(
        error("W2 H2 C420p10"),
        "y4m of the kind 420p10 is not read here, only 8 bits in 420, 422, 444 or mono"
    );
    for kind in ["mono16", "411", "444alpha", "", "420\u{e9}"] {
        assert!(error(&format!("W2 H2 C{kind}")).contains("is not read"), "{kind}");
    }
    assert_eq!(error("W0 H2"), "a clip of 0x2 has no pixels");
    assert_eq!(error("H2"), "a clip of 0x2 has no pixels");
    assert_eq!(error("W-2 H2"), "the y4m header has the side -2 (invalid digit found in string)");
    assert_eq!(error("W7680 H4321"), "a clip of 7680x4321 is larger than 7680x4320");
    assert!(error("W4294967295 H4294967295").contains("larger than"));
    for rate in ["30", "0:1", "1:0", "1:101", "1001:1", "-1:1", "1:99999999999"] {
        assert!(error(&format!("W2 H2 F{rate}")).starts_with("a rate of "), "{rate}");
    }
    assert_eq!(refusal(b"RIFF"), "not a y4m clip");
    assert!(refusal(b"YUV4MPEG2 W2 H2").contains("cut short"));
    let long = stream(&format!("W2 H2 X{}", "a".repeat(2000)), &[]);
    assert!(refusal(&long).contains("longer than 1024"));
}

#[test]
fn only_colours_of_another_kind_are_left_to_ffmpeg() {
    let refused = |header: &str| open(&stream(header, &[])).err().unwrap();
    for kind in ["420p10", "411", "mono16", "444alpha", "422p12"] {
        assert!(matches!(refused(&format!("W2 H2 C{kind}")), Refusal::Colours(_)), "{kind}");
    }
    for header in ["W0 H2", "W2 H2 F30", "W2 H2 A1", "Wx H2"] {
        assert!(matches!(refused(header), Refusal::Damaged(_)), "{header}");
    }
}

#[test]
fn what_has_pixels_that_are_not_square_is_stretched() {
    let shown = |header: &str, planes: &[u8]| {
        let picture = first(header, planes);
        let row = picture.rgb.chunks_exact(3).map(|pixel| pixel[0]).collect::<Vec<_>>();
        (picture.size, row)
    };
    let wide = "W2 H1 Cmono XCOLORRANGE=FULL A2:1";
    assert_eq!(shown(wide, &[0, 200]), (Size::new(4, 1), vec![0, 50, 150, 200]));
    let narrow = "W4 H1 Cmono XCOLORRANGE=FULL A1:2";
    let (size, row) = shown(narrow, &[0, 0, 200, 200]);
    assert_eq!((size, row[0] < 40, row[1] > 160), (Size::new(2, 1), true, true));
    // Not known is square, and a part of a pixel is none: as ffmpeg has it.
    for (aspect, wide) in
        [("A0:0", 11), ("A1:1", 11), ("A0:1", 11), ("A10:11", 10), ("A12:11", 12), ("", 11)]
    {
        let header = format!("W11 H1 Cmono {aspect}");
        assert_eq!(shown(&header, &[BLACK; 11]).0, Size::new(wide, 1), "{aspect}");
    }
    let clip = stream("W64 H128 A2:1 F30:1", &[]);
    assert_eq!(open(&clip).unwrap().describe(), "128x128, 30 fps");
}

#[test]
fn an_absurd_aspect_is_refused_with_what_would_come_of_it() {
    let error = |header: &str| refusal(&stream(header, &[]));
    assert_eq!(
        error("W64 H128 A1000000:1"),
        "a clip of 64x128 with the sample aspect 1000000:1 would be seen at 64000000x128; from 1x1 to 7680x4320 is read"
    );
    assert!(error("W64 H128 A1:65").contains("seen at 0x128"));
    // Few pixels, but each column costs time.
    assert!(error("W3 H2 A3000000:2").contains("seen at 4500000x2"));
    assert!(error("W7680 H4320 A4294967295:1").contains("would be seen at 32985348825600x4320"));
    for aspect in ["A", "A2", "A2:", "A-1:1", "A1:1:1", "A2/1", "A4294967296:1"] {
        assert!(error(&format!("W2 H2 {aspect}")).contains("which is not like 16:15"), "{aspect}");
    }
}

#[test]
fn a_header_alone_costs_no_memory() {
    let bytes = stream("W7680 H4320", &[&[]]);
    let mut y4m = open(&bytes).unwrap();
    assert_eq!(
        y4m.read(&mut Picture::default()),
        Next::Cut("picture 1 has 0 bytes instead of 49766400".to_owned())
    );
    assert!(y4m.planes.capacity() < 100_000, "{}", y4m.planes.capacity());
}

#[test]
fn cut_anywhere_it_plays_what_is_there_and_says_what_is_missing() {
    let planes = [81, 81, 81, 81, 90, 240];
    let bytes = stream("W2 H2", &[&planes[..]; 3]);
    let header = bytes.len() - 3 * 12;
    for length in 0..bytes.len() {
        let Ok(mut y4m) = open(&bytes[..length]) else {
            assert!(length < header);
            continue;
        };
        let whole = (length - header) / 12;
        for _ in 0..whole {
            assert!(matches!(y4m.read(&mut Picture::default()), Next::Picture(_)));
        }
        let next = y4m.read(&mut Picture::default());
        if (length - header).is_multiple_of(12) {
            assert_eq!(next, Next::End);
        } else {
            let Next::Cut(reason) = next else { panic!("{next:?} at {length}") };
            assert!(reason.starts_with(&format!("picture {} ", whole + 1)), "{reason}");
        }
    }
}

#[test]
fn what_does_not_begin_as_a_picture_is_none() {
    for wrong in ["FRAMES\n", "frame\n", "FRAMEx", "\n"] {
        let mut bytes = stream("W1 H1 Cmono", &[]);
        bytes.extend_from_slice(wrong.as_bytes());
        let next = open(&bytes).unwrap().read(&mut Picture::default());
        assert!(matches!(next, Next::Cut(_)), "{wrong:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_pictures_or_an_error(
        header in "[WHFCAIX0-9:. a-z]{0,40}", bytes in proptest::collection::vec(any::<u8>(), 0..200),
        to in 0_u64..100,
    ) {
        let mut whole = format!("YUV4MPEG2 {header}\nFRAME\n").into_bytes();
        whole.extend(bytes);
        let Ok(mut y4m) = open(&whole) else { return Ok(()) };
        let mut picture = Picture::default();
        while let Next::Picture(_) = y4m.read(&mut picture) {
            prop_assert_eq!(picture.rgb.len(), picture.size.area() * 3);
        }
        y4m.seek(Duration::from_secs(to)).unwrap();
        let _either = y4m.read(&mut picture);
    }
}
