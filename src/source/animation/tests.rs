//! Tests of animations that hold in each of the formats.

use std::path::Path;

use proptest::prelude::*;

use super::canvas::{Blend, Disposal};
use super::made::{Row, anmf, encoded, interlaced_png, webp};
use super::*;
use crate::source::Source;
use crate::source::clip::Clip;

const RED: [u8; 3] = [255, 0, 0];
const GREEN: [u8; 3] = [0, 255, 0];
const WHITE: [u8; 3] = [255; 3];
const FORMATS: [Format; 3] = [Format::Gif, Format::WebP, Format::Png];

/// Three pictures: red, then its end green, then red again.
fn three(format: Format) -> Arc<[u8]> {
    let rows = [
        Row::new(0, &[Some(RED); 3], 1000),
        Row::new(2, &[Some(GREEN)], 500),
        Row::new(0, &[Some(RED); 3], 2000),
    ];
    encoded(format, 3, &rows)
}

fn open(format: Format, bytes: Arc<[u8]>) -> Animation {
    assert_eq!(Format::of(&bytes), Some(format));
    Animation::open(format, bytes).unwrap()
}

/// All pictures, up to the end.
fn pictures(mut animation: Animation) -> Vec<Vec<u8>> {
    let mut pictures = Vec::new();
    loop {
        match animation.draw() {
            Next::Picture(_) => pictures.push(animation.canvas.picture().rgb.clone()),
            Next::End => return pictures,
            Next::Cut(reason) => panic!("{reason}"),
        }
    }
}

#[test]
fn delays_are_kept_over_the_loop() {
    for format in FORMATS {
        let mut clip = Clip::new(Path::new("a"), open(format, three(format)));
        assert_eq!(clip.describe(), "a (3x1, animated)");
        let shots: Vec<_> = (0..5).map(|_| clip.next(Picture::default()).unwrap()).collect();
        let due: Vec<u128> = shots.iter().map(|shot| shot.at.as_millis()).collect();
        assert_eq!(due, [0, 1000, 1500, 3500, 4500], "{format:?}");
        let scenes: Vec<bool> = shots.iter().map(|shot| shot.new_scene).collect();
        assert_eq!(scenes, [true, false, false, true, false]);
        assert_eq!(shots[1].picture.rgb, [RED, RED, GREEN].concat());
        assert_eq!(shots[4].picture, shots[1].picture);
    }
}

#[test]
fn a_delay_of_almost_none_is_a_tenth_of_a_second() {
    for format in FORMATS {
        let rows = [0, 10, 20].map(|delay| Row::new(0, &[Some(RED); 3], delay));
        let mut animation = open(format, encoded(format, 3, &rows));
        for milliseconds in [100, 100, 20] {
            let wanted = Next::Picture(Duration::from_millis(milliseconds));
            assert_eq!(animation.draw(), wanted, "{format:?}");
        }
        assert_eq!(animation.draw(), Next::End);
    }
}

#[test]
fn what_a_part_leaves_behind_is_as_it_says() {
    let draw = |format, disposal| {
        let first = Row::new(0, &[Some(RED), Some(RED), Some(RED), None], 100);
        let mut second = Row::new(2, &[Some(GREEN), None], 100);
        second.disposal = disposal;
        let third = Row::new(0, &[Some(GREEN)], 100);
        let pictures = pictures(open(format, encoded(format, 4, &[first, second, third])));
        let before = [[RED, RED, RED, WHITE].concat(), [RED, RED, GREEN, WHITE].concat()];
        assert_eq!(pictures[..2], before, "{format:?}");
        pictures[2].clone()
    };
    for format in FORMATS {
        assert_eq!(draw(format, Disposal::Keep), [GREEN, RED, GREEN, WHITE].concat());
        assert_eq!(draw(format, Disposal::Clear), [GREEN, RED, WHITE, WHITE].concat());
        if format != Format::WebP {
            assert_eq!(draw(format, Disposal::Restore), [GREEN, RED, RED, WHITE].concat());
        }
    }
}

#[test]
fn a_part_that_replaces_leaves_nothing_below_where_it_is_transparent() {
    for format in [Format::WebP, Format::Png] {
        let mut second = Row::new(0, &[None, Some(GREEN), None], 100);
        second.blend = Blend::Replace;
        let rows = [Row::new(0, &[Some(RED); 3], 100), second];
        let pictures = pictures(open(format, encoded(format, 3, &rows)));
        assert_eq!(pictures[1], [WHITE, GREEN, WHITE].concat(), "{format:?}");
    }
}

#[test]
fn what_is_half_transparent_is_blended_rounded_to_nearest() {
    let part = |blend, disposal| Part {
        left: 0,
        top: 0,
        width: 1,
        height: 1,
        blend,
        disposal,
        stays: Duration::ZERO,
    };
    let mut canvas = Canvas::new(Size::new(1, 1));
    canvas.draw(&part(Blend::Over, Disposal::Keep), &[255, 0, 0, 255]);
    // A fifth of it over red: 51; 204 + 20; 51 * 100 / 255 = 20.
    canvas.draw(&part(Blend::Over, Disposal::Keep), &[0, 255, 100, 51]);
    assert_eq!(canvas.picture().rgb, [204, 51, 20]);
    canvas.draw(&part(Blend::Replace, Disposal::Keep), &[0, 255, 100, 51]);
    assert_eq!(canvas.picture().rgb, [204, 255, 224], "over white, as in a photo");
}

#[test]
fn seeking_finds_the_picture_that_is_shown_at_that_time() {
    for format in FORMATS {
        let mut animation = open(format, three(format));
        for (milliseconds, wanted) in
            [(0, 1000), (999, 1000), (1000, 500), (1499, 500), (1500, 2000)]
        {
            animation.seek(Duration::from_millis(milliseconds)).unwrap();
            let mut picture = Picture::default();
            let stays = Duration::from_millis(wanted);
            let next = animation.next(&mut picture).unwrap();
            assert_eq!(next, Next::Picture(stays), "{format:?} at {milliseconds}");
            assert_eq!(picture.rgb[6..] == GREEN, wanted == 500);
        }
        animation.seek(Duration::from_secs(60)).unwrap();
        assert_eq!(animation.next(&mut Picture::default()).unwrap(), Next::End);
    }
}

#[test]
fn a_single_picture_does_not_move_and_a_damaged_second_one_does_not_count() {
    for format in FORMATS {
        assert!(Animation::moves(format, &three(format)), "{format:?}");
        let red = || Row::new(0, &[Some(RED); 3], 100);
        assert!(!Animation::moves(format, &encoded(format, 3, &[red()])), "{format:?}");
        let bytes = encoded(format, 3, &[red(), Row::new(0, &[Some(GREEN); 3], 100)]);
        // A PNG ends with twelve bytes that say so.
        let cut = if format == Format::Png { 20 } else { 8 };
        assert!(!Animation::moves(format, &bytes[..bytes.len() - cut].into()), "{format:?}");
        assert!(!Animation::moves(format, &bytes[..12].into()), "{format:?}");
    }
}

#[test]
fn a_still_of_a_kind_that_may_move_is_no_animation() {
    let png = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(3, 1).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    assert!(!png::is_marked_animated(&png) && !Animation::moves(Format::Png, &png.into()));
    assert_eq!(Format::of(b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0"), None);
    assert_eq!(Format::of(b"RIFF\x20\0\0\0WEBPVP8L\x0a\0\0\0\x02\0\0\0"), None);
}

/// `image-webp` 0.2.4, left to put parts together, clears the wrong place before a lossy part
/// without alpha (`findings/image_webp_background_behind_opaque_parts.sh`).
#[test]
fn a_webp_clears_the_right_place_behind_a_part_without_alpha() {
    let mut second = Row::new(4, &[Some(GREEN); 2], 100);
    second.disposal = Disposal::Clear;
    let rows = [Row::new(0, &[Some(RED); 8], 100), second, Row::new(0, &[Some(GREEN); 2], 100)];
    let pictures = pictures(open(Format::WebP, encoded(Format::WebP, 8, &rows)));
    let wanted = [GREEN, GREEN, RED, RED, WHITE, WHITE, RED, RED];
    assert_eq!(pictures[2], wanted.concat());
}

#[test]
fn a_webp_with_a_part_outside_of_it_or_of_another_size_than_its_still_is_cut_there() {
    let red = |width: usize| Row::new(0, &vec![Some(RED); width], 100);
    let still = |width: usize| {
        let mut file = Vec::new();
        let encoder = image_webp::WebPEncoder::new(&mut file);
        let colours = image_webp::ColorType::Rgb8;
        encoder.encode(&RED.repeat(width), width as u32, 1, colours).unwrap();
        file.split_off(12)
    };
    let cut = |second: Vec<u8>| {
        let parts = [anmf(&red(3), &still(3)), second];
        let mut animation = open(Format::WebP, webp(3, 1, parts.into_iter()).into());
        assert!(matches!(animation.draw(), Next::Picture(_)));
        animation.draw()
    };
    let outside = "picture 2 is damaged (4x1 at 0,0 is not inside of 3x1)";
    assert_eq!(cut(anmf(&red(4), &still(4))), Next::Cut(outside.to_owned()));
    let other = "picture 2 is damaged (it is 2x1 instead of 3x1)";
    assert_eq!(cut(anmf(&red(3), &still(2))), Next::Cut(other.to_owned()));
}

/// The picture for those who cannot play the others is no part of an animated PNG.
#[test]
fn a_png_whose_first_picture_stands_apart_plays_the_others() {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(::png::ColorType::GrayscaleAlpha);
    encoder.set_depth(::png::BitDepth::Sixteen);
    encoder.set_animated(2, 0).unwrap();
    encoder.set_sep_def_img(true).unwrap();
    encoder.set_frame_delay(1, 2).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for grey in [[0, 0], [128, 128], [255, 255]] {
        let pixel = [&grey[..], &[255, 255]].concat();
        writer.write_image_data(&pixel.repeat(2)).unwrap();
    }
    writer.finish().unwrap();
    let mut animation = open(Format::Png, bytes.into());
    assert_eq!(animation.draw(), Next::Picture(Duration::from_millis(500)));
    assert_eq!(animation.canvas.picture().rgb, [128; 6]);
    assert_eq!(animation.draw(), Next::Picture(Duration::from_millis(500)));
    assert_eq!(animation.canvas.picture().rgb, [255; 6]);
    assert_eq!(animation.draw(), Next::End);
}

/// The crate leaves as much room between the rows of an interlaced part as the whole is wide.
#[test]
fn an_interlaced_part_of_a_png_is_as_wide_as_it_says() {
    let bytes = interlaced_png([10, 20, 30, 40]);
    let pictures = pictures(open(Format::Png, bytes.into()));
    let grey: Vec<u8> = pictures[1].chunks(3).map(|pixel| pixel[0]).collect();
    assert_eq!((pictures.len(), grey), (2, vec![0, 0, 10, 20, 0, 0, 30, 40]));
}

#[test]
fn a_whole_that_is_too_large_or_empty_is_refused_before_anything_is_decoded() {
    let error = |format, bytes: Vec<u8>| Animation::open(format, bytes.into()).err().unwrap();
    let mut gif = three(Format::Gif).to_vec();
    gif[6..10].copy_from_slice(&[255; 4]);
    let damaged = "the GIF is damaged (65535x65535 is larger than 7680x4320)";
    assert_eq!(error(Format::Gif, gif.clone()), damaged);
    gif[6..10].copy_from_slice(&[0, 0, 2, 0]);
    assert_eq!(error(Format::Gif, gif), "the GIF is damaged (0x2 has no pixels)");
    let webp = webp(1 << 24, 1 << 24, std::iter::empty());
    let damaged = "the WebP is damaged (16777216x16777216 is larger than 7680x4320)";
    assert_eq!(error(Format::WebP, webp), damaged);
}

#[test]
fn cut_anywhere_it_plays_what_is_there() {
    for format in FORMATS {
        let bytes = three(format);
        let mut most = 0;
        for length in 0..bytes.len() {
            let Ok(mut animation) = Animation::open(format, bytes[..length].into()) else {
                continue;
            };
            let pictures =
                (0..4).take_while(|_| matches!(animation.draw(), Next::Picture(_))).count();
            assert!(pictures >= most, "{format:?}: fewer with more bytes, at {length}");
            most = pictures;
        }
        // Of a GIF's and a PNG's last bytes nothing is shown; a WebP's last picture ends with it.
        assert_eq!(most, if format == Format::WebP { 2 } else { 3 }, "{format:?}");
    }
}

proptest! {
    #[test]
    fn damaged_animations_never_panic(
        which in 0_usize..3,
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let format = FORMATS[which];
        let mut bytes = three(format).to_vec();
        for (at, value) in damage {
            *at.get_mut(&mut bytes[10..]) = value;
        }
        let Ok(mut animation) = Animation::open(format, bytes.into()) else { return Ok(()) };
        for _ in 0..5 {
            let _either = animation.draw();
        }
    }
}
