//! An animated GIF: pictures that each change a part of the one before, with a delay behind each.

use std::io::Cursor;
use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use gif::{ColorOutput, DecodeOptions, Decoder, DecodingError, DisposalMethod, Frame, MemoryLimit};

use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Size;

use super::clip::{Footage, MOST_PIXELS, Next};

/// What every GIF begins with.
pub(super) const MAGIC: &[u8] = b"GIF8";
/// What browsers make of a delay of 0 or 1 hundredths: it was never meant.
const USUAL_DELAY: Duration = Duration::from_millis(100);

/// An animated GIF, kept in memory as it is in its file.
pub(super) struct AnimatedGif {
    bytes: Arc<[u8]>,
    decoder: Decoder<Cursor<Arc<[u8]>>>,
    /// What is on the screen; what nothing has been drawn on is white, as in a photo.
    canvas: Picture,
    /// The next picture's number, from 0.
    number: u64,
    /// What is to be done to the canvas before the next picture.
    disposal: Disposal,
    /// Decoded while seeking, and not handed over yet.
    ahead: Option<Duration>,
}

/// What becomes of a picture's place when its time is over.
enum Disposal {
    Keep,
    White(Place),
    /// What was there before.
    Restore(Vec<u8>),
}

/// The part of the canvas that a picture covers.
#[derive(Clone, Copy)]
struct Place {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl AnimatedGif {
    /// Reads up to the first picture. The error says what is wrong, without the file.
    pub(super) fn open(bytes: Arc<[u8]>) -> Result<Self, String> {
        let decoder = decoder(&bytes)?;
        let (width, height) = (decoder.width(), decoder.height());
        if width == 0 || height == 0 {
            return Err(format!("a GIF of {width}x{height} has no pixels"));
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(format!("a GIF of {width}x{height} is larger than 7680x4320"));
        }
        let size = Size::new(width.into(), height.into());
        let canvas = Picture::new(size, vec![255; size.area() * 3]);
        Ok(Self { bytes, decoder, canvas, number: 0, disposal: Disposal::Keep, ahead: None })
    }

    /// True where there is more than one picture.
    pub(super) fn moves(bytes: &Arc<[u8]>) -> bool {
        let Ok(mut gif) = Self::open(Arc::clone(bytes)) else { return false };
        (0..2).all(|_| matches!(gif.draw(), Next::Picture(_)))
    }

    /// Draws the next picture onto the canvas.
    fn draw(&mut self) -> Next {
        self.dispose();
        let frame = match self.decoder.read_next_frame() {
            Ok(Some(frame)) => frame,
            Ok(None) => return Next::End,
            Err(error) => {
                return Next::Cut(format!("picture {} is damaged ({error})", self.number + 1));
            }
        };
        let place = Place::of(frame, self.canvas.size);
        self.disposal = match frame.dispose {
            DisposalMethod::Any | DisposalMethod::Keep => Disposal::Keep,
            DisposalMethod::Background => Disposal::White(place),
            DisposalMethod::Previous => Disposal::Restore(self.canvas.rgb.clone()),
        };
        let width = usize::from(frame.width).max(1);
        for (row, pixels) in (place.top..place.bottom).zip(frame.buffer.chunks_exact(width * 4)) {
            let onto = place.row(row, &mut self.canvas);
            for (to, &[r, g, b, alpha]) in onto.iter_mut().zip(pixels.as_chunks::<4>().0) {
                // A GIF's pixels cover or do not.
                if alpha > 0 {
                    *to = [r, g, b];
                }
            }
        }
        self.number += 1;
        let delay = Duration::from_millis(u64::from(frame.delay) * 10);
        Next::Picture(if frame.delay > 1 { delay } else { USUAL_DELAY })
    }

    fn dispose(&mut self) {
        match std::mem::replace(&mut self.disposal, Disposal::Keep) {
            Disposal::Keep => {}
            Disposal::White(place) => {
                for row in place.top..place.bottom {
                    place.row(row, &mut self.canvas).fill([255; 3]);
                }
            }
            Disposal::Restore(before) => self.canvas.rgb = before,
        }
    }

    /// Back to before the first picture.
    fn begin_again(&mut self) -> Result<(), String> {
        self.decoder = decoder(&self.bytes)?;
        self.canvas.rgb.fill(255);
        (self.number, self.disposal) = (0, Disposal::Keep);
        Ok(())
    }
}

impl Place {
    /// Where the picture lies on a canvas of this size; what lies beyond it is left out.
    fn of(frame: &Frame<'_>, canvas: Size) -> Self {
        let (width, height) = (canvas.width as usize, canvas.height as usize);
        let (left, top) = (usize::from(frame.left).min(width), usize::from(frame.top).min(height));
        let right = (left + usize::from(frame.width)).min(width);
        let bottom = (top + usize::from(frame.height)).min(height);
        Self { left, top, right, bottom }
    }

    /// Its pixels in a row of the canvas.
    fn row(self, row: usize, canvas: &mut Picture) -> &mut [[u8; 3]] {
        let start = row * canvas.size.width as usize;
        &mut canvas.rgb.as_chunks_mut::<3>().0[start + self.left..start + self.right]
    }
}

fn decoder(bytes: &Arc<[u8]>) -> Result<Decoder<Cursor<Arc<[u8]>>>, String> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    if let Some(most) = NonZeroU64::new(MOST_PIXELS * 4) {
        options.set_memory_limit(MemoryLimit::Bytes(most));
    }
    let damaged = |error: DecodingError| format!("the GIF is damaged ({error})");
    options.read_info(Cursor::new(Arc::clone(bytes))).map_err(damaged)
}

impl Footage for AnimatedGif {
    fn next(&mut self, into: &mut Picture) -> Result<Next> {
        let next = match self.ahead.take() {
            Some(stays) => Next::Picture(stays),
            None => self.draw(),
        };
        if let Next::Picture(_) = next {
            into.clone_from(&self.canvas);
        }
        Ok(next)
    }

    /// Always from the beginning: what a picture shows depends on those before it.
    fn seek(&mut self, to: Duration) -> Result<()> {
        self.ahead = None;
        if self.begin_again().is_err() {
            // It could be opened before, from the same bytes.
            return Ok(());
        }
        let mut passed = Duration::ZERO;
        while passed < to {
            let Next::Picture(stays) = self.draw() else { break };
            passed += stays;
            // The one that is shown at this time.
            self.ahead = (passed > to).then_some(stays);
        }
        Ok(())
    }

    fn describe(&self) -> String {
        format!("{}, animated", self.canvas.size)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use gif::Encoder;
    use proptest::prelude::*;

    use super::*;
    use crate::source::Source;
    use crate::source::clip::Clip;

    const RED: [u8; 3] = [255, 0, 0];
    const GREEN: [u8; 3] = [0, 255, 0];
    const WHITE: [u8; 3] = [255; 3];

    /// A picture of 3x1 pixels or a part of it; `None` is transparent.
    fn part(left: u16, colours: &[Option<[u8; 3]>], delay: u16) -> Frame<'static> {
        let mut rgba: Vec<u8> = colours
            .iter()
            .flat_map(|colour| colour.map_or([0; 4], |[r, g, b]| [r, g, b, 255]))
            .collect();
        let mut frame = Frame::from_rgba(colours.len() as u16, 1, &mut rgba);
        (frame.left, frame.delay) = (left, delay);
        frame
    }

    fn encoded(frames: &[Frame<'_>]) -> Arc<[u8]> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 3, 1, &[]).unwrap();
        for frame in frames {
            encoder.write_frame(frame).unwrap();
        }
        drop(encoder);
        bytes.into()
    }

    /// A second each: red, then its middle green, then red again.
    fn three() -> Arc<[u8]> {
        encoded(&[
            part(0, &[Some(RED); 3], 100),
            part(1, &[Some(GREEN)], 50),
            part(0, &[Some(RED); 3], 200),
        ])
    }

    fn clip(bytes: Arc<[u8]>) -> Clip {
        Clip::new(Path::new("a.gif"), AnimatedGif::open(bytes).unwrap())
    }

    #[test]
    fn delays_are_kept_over_the_loop() {
        let mut clip = clip(three());
        assert_eq!(clip.describe(), "a.gif (3x1, animated)");
        let shots: Vec<_> = (0..5).map(|_| clip.next(Picture::default()).unwrap()).collect();
        let due: Vec<u128> = shots.iter().map(|shot| shot.at.as_millis()).collect();
        assert_eq!(due, [0, 1000, 1500, 3500, 4500]);
        let scenes: Vec<bool> = shots.iter().map(|shot| shot.new_scene).collect();
        assert_eq!(scenes, [true, false, false, true, false]);
        assert_eq!(shots[1].picture.rgb, [RED, GREEN, RED].concat());
        assert_eq!(shots[4].picture, shots[1].picture);
    }

    #[test]
    fn a_delay_of_none_is_a_tenth_of_a_second() {
        let frames = [0, 1, 2].map(|delay| part(0, &[Some(RED); 3], delay));
        let mut gif = AnimatedGif::open(encoded(&frames)).unwrap();
        for milliseconds in [100, 100, 20] {
            assert_eq!(gif.draw(), Next::Picture(Duration::from_millis(milliseconds)));
        }
        assert_eq!(gif.draw(), Next::End);
    }

    #[test]
    fn what_a_picture_leaves_behind_is_as_it_says() {
        let draw = |dispose| {
            let mut second = part(1, &[Some(GREEN), None], 10);
            second.dispose = dispose;
            let first = part(0, &[Some(RED), Some(RED), None], 10);
            let third = part(0, &[Some(GREEN)], 10);
            let mut gif = AnimatedGif::open(encoded(&[first, second, third])).unwrap();
            let mut pictures = Vec::new();
            while let Next::Picture(_) = gif.draw() {
                pictures.push(gif.canvas.rgb.clone());
            }
            assert_eq!(pictures[..2], [[RED, RED, WHITE].concat(), [RED, GREEN, WHITE].concat()]);
            pictures.pop().unwrap()
        };
        assert_eq!(draw(DisposalMethod::Keep), [GREEN, GREEN, WHITE].concat());
        assert_eq!(draw(DisposalMethod::Background), [GREEN, WHITE, WHITE].concat());
        assert_eq!(draw(DisposalMethod::Previous), [GREEN, RED, WHITE].concat());
    }

    #[test]
    fn seeking_finds_the_picture_that_is_shown_at_that_time() {
        let mut gif = AnimatedGif::open(three()).unwrap();
        for (milliseconds, wanted) in
            [(0, 1000), (999, 1000), (1000, 500), (1499, 500), (1500, 2000)]
        {
            gif.seek(Duration::from_millis(milliseconds)).unwrap();
            let mut picture = Picture::default();
            let stays = Duration::from_millis(wanted);
            assert_eq!(gif.next(&mut picture).unwrap(), Next::Picture(stays), "{milliseconds}");
            let green = picture.rgb[3..6] == GREEN;
            assert_eq!(green, stays.as_millis() == 500);
        }
        gif.seek(Duration::from_secs(60)).unwrap();
        assert_eq!(gif.next(&mut Picture::default()).unwrap(), Next::End);
    }

    #[test]
    fn a_single_picture_does_not_move_and_a_damaged_second_one_does_not_count() {
        assert!(AnimatedGif::moves(&three()));
        assert!(!AnimatedGif::moves(&encoded(&[part(0, &[Some(RED); 3], 10)])));
        let bytes = encoded(&[part(0, &[Some(RED); 3], 10), part(0, &[Some(GREEN); 3], 10)]);
        assert!(!AnimatedGif::moves(&bytes[..bytes.len() - 8].into()));
        assert!(!AnimatedGif::moves(&Arc::from(&b"GIF89a"[..])));
    }

    #[test]
    fn cut_anywhere_it_plays_what_is_there() {
        let bytes = three();
        let mut most = 0;
        for length in 0..bytes.len() {
            let Ok(mut gif) = AnimatedGif::open(bytes[..length].into()) else { continue };
            let pictures = (0..4).take_while(|_| matches!(gif.draw(), Next::Picture(_))).count();
            assert!(pictures >= most, "fewer with more bytes, at {length}");
            most = pictures;
        }
        assert_eq!(most, 3);
    }

    proptest! {
        #[test]
        fn damaged_animations_never_panic(
            damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
        ) {
            let mut bytes = three().to_vec();
            for (at, value) in damage {
                *at.get_mut(&mut bytes[10..]) = value;
            }
            let Ok(mut gif) = AnimatedGif::open(bytes.into()) else { return Ok(()) };
            for _ in 0..5 {
                let _either = gif.draw();
            }
        }
    }
}
